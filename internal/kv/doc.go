// Package kv holds what may be forgotten: login sessions, leases, who is there, rate limits, fan-out between nodes, and
// counters. Redis keeps it in production, the process's memory in a program that runs alone.
//
// The promise of the house: nothing in here is needed to be right. Flushing Redis logs people out and loses nothing else;
// a lease that two nodes believe to hold must be harmless (the database decides); a message of Publish may never arrive
// (the database is polled as well); a counter is a hint. A store that writes down a result, an answer or a permit does
// not call this package.
//
// While Redis cannot be reached, every call returns ErrUnavailable within Timeout and the caller does without; only Allow
// goes on counting, in this process alone, because a login page without any limit would be an invitation.
//
// Address forms of Open:
//
//	memory:                                                       this process only
//	redis://[user:password@]host:6379[/db]                        one server; rediss:// with TLS
//	unix:///run/redis/redis.sock[?db=n]                           one server on a socket
//	redis+sentinel://[user:password@]host:26379,host:26379/master[/db]   with ?sentinel_username=&sentinel_password=
//	redis+cluster://[user:password@]host:6379,host:6379           a few of the nodes; rediss+… with TLS
//
// and ?prefix=name: on any of them where several installations share one Redis.
//
// Every command of this package touches one key, so a cluster needs no hash tags; a session and the index of its owner
// lie in different slots, and the order of the two writes (see Sessions) makes a break between them harmless.
//
// Why leases carry no fencing number (2026-11-22): Redis forgets them when it is flushed or fails over, so a number of its
// own could repeat and fence nobody. A lease here saves work, nothing else; work that must not be done twice is leased in
// the database by compare-and-swap (package jobs), and sittings are fenced by their epoch there.
//
// Why a subscriber hears of gaps (2026-11-22): Redis delivers at most once. A reader that knows when it may have missed
// something asks the database once, instead of asking all the time or never.
//
// Why GCRA for limits (2026-11-21): a token bucket kept as one number, exact, in one round trip, and it can say when to
// come back. Redis' own clock is used, so nodes with wrong clocks agree.
//
// Library: go-redis v9 is fixed by the owner; its universal client speaks to a single server, Sentinel and Cluster.
package kv
