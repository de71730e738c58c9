// Package guard stands between a guess and an account: one-time codes and links, locks that grow with wrong attempts, and
// the rules of passwords. It knows keys and subjects, not persons; who an attempt is about is its callers' business.
//
// It imports nothing of exam/people. Codes are checked in transactions of their own, so that a wrong guess stays counted
// whatever the caller does next, and used in the caller's.
//
// Libraries: none beyond the standard library.
//
// Why the lock-out lives in the database only (2026-11-21): a failed login writes one small row and a good one reads two,
// which is nothing beside 25 ms of argon2id, and a lock that a Redis flush opens is not a lock. An attempt is counted
// before the password is looked at, so a thousand parallel guesses are still five.
//
// Why a package of its own (2026-11-22): staff, candidates and terminals all stand behind the same locks, and exam/people
// had grown past 4,000 lines.
package guard
