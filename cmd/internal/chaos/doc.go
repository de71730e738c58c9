// Package chaos harms a whole installation while robots sit papers at it, and then compares everything that anybody was
// told with what the database holds. Two nodes, a MariaDB or a Galera cluster of three, and a Redis run as processes of
// their own; robots reach the nodes, and the nodes the database, through proxies that can cut and stall. What harm comes
// when follows from a seed; the moments are real time, so a repeated run brings the same harm in the same order.
//
// What a run claims is read from the robots' own notes: every acknowledgement, its number, content and hash. Nothing the
// nodes say about themselves counts.
//
// Why the disk fills up on a small memory file system (2026-11-22): a quota needs a prepared disk; a mounted one needs
// root, and without it that one harm is left out and said.
package chaos
