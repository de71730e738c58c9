// Package device speaks to the things in a room: the door and the ID-card reader of a gate. Each is a port of exam/booking
// with two implementations: Bridge, which talks to the room's bridge over HTTP, and Simulator, which is a room in memory
// and can itself be served as a bridge.
//
// # Bridge protocol, version 1
//
// A bridge is a small program beside the hardware (a gate PC with the reader's driver, a relay with a controller). The
// server calls it; it never calls the server. All requests are POST with JSON bodies of at most 4 KiB and the header
// "Authorization: Bearer SECRET"; TLS beyond a room's own wiring. Every answer is 200 with a status word, also for what
// did not work; another HTTP status, an unknown word, a body that is not JSON or a time-out mean that the bridge is down.
//
//	POST {base}/v1/card/read   {}
//	  → {"status":"ok","doc_kind":"ID_CARD","number":"…","name":"…","valid_to":"2036-05-01"}   "" for 长期
//	  → {"status":"no_card"}      nothing lies on the reader
//	  → {"status":"unreadable"}   the chip does not answer or its data do not check
//	  → {"status":"failed"}       the reader does not answer the bridge
//
//	POST {base}/v1/door/open   {"command":"01k…"}
//	  → {"status":"opened"}       the lock confirmed
//	  → {"status":"duplicate"}    this command was obeyed before; nothing moved
//	  → {"status":"failed"}       the lock did not confirm
//
// A bridge remembers commands for at least an hour, also over its own restart, so that a command sent again after a
// lost answer opens nothing twice. Card numbers exist in these bodies only: neither side writes them to a log or an address.
//
// The simulator's own controls, beside the protocol, stand under {base}/sim/ and need the same secret:
//
//	POST {base}/sim/card   {"state":"ok|no_card|unreadable|failed","doc_kind":…,"number":…,"name":…,"valid_to":…}
//	POST {base}/sim/door   {"broken":true}            → {"opened":["01k…"],"broken":true}
//
// Why HTTP and not a driver in this program (2026-11-21): readers come with drivers for one operating system and one
// processor each; a bridge of fifty lines per model keeps them out of the server, and the room may be far from it.
//
// Libraries: none beyond the standard library.
package device
