// Package ws is the socket of the seat terminals. PROTOCOL.md is the contract in words; the structs in messages.go are the
// contract in types, from which the page's TypeScript is generated; Decode is the gate; Hub and conn carry it.
//
// Why the token travels in the first message (2026-11-21): a browser cannot set headers on a socket, an address is logged
// everywhere, and the sub-protocol header is echoed and logged by proxies.
//
// Why three goroutines a connection (2026-11-21): one owner of the state between a reader and a writer needs no lock, a
// slow reader blocks nobody but itself, and a full commit pipeline holds the client back through TCP.
//
// Why an acknowledgement goes from the commit pipeline straight to the writer (2026-11-22): it needs nothing of the state, and
// waking its owner for it was an eighth of what an answer cost the node. Refusals still go to the owner.
//
// Why answers and marks are read by hand (2026-11-22): they are nearly all of the traffic, and reflection cost more than the
// hash, the chain and the row together. What is read by hand is a strict part of what the decoder accepts; a fuzz test
// compares the two.
//
// Why 40 frames a second and 200 at once (2026-11-21): after a minute without a network a page sends up to a hundred
// answers and as many marks at once, which must pass; no person answers twice a second for long.
//
// Libraries: gorilla/websocket, fixed by the owner; golang.org/x/time/rate, the token bucket of the Go team.
package ws
