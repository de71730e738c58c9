// Package device speaks to the things in a room: the ID-card reader, the scanner and the door of a gate, the wires of fire panel
// and panic button, the room camera's head count, and the edge device that compares faces. Each is a port of exam/booking,
// proctor/face or proctor/room with two implementations: House, which drives the hardware, and Simulator, which is a room in
// memory and can itself be served as a bridge. Relay is a door controller in memory that speaks Modbus-TCP.
//
// A House reaches a door in one of three ways: through the room's bridge, by Modbus-TCP, or by an HTTP relay. Relays cannot
// remember commands, so House does: a command is noted before it is sent, and one whose end nobody knows is never sent again.
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
//	POST {base}/v1/door/hold   {"open":true}
//	  → {"status":"ok"}           stays open until {"open":false}; sent again every half second in an emergency
//
//	POST {base}/v1/qr/read     {}   where "Scanner" is set
//	  → {"status":"ok","text":"…"} | {"status":"none"} | {"status":"failed"}
//
//	POST {base}/v1/room/wires  {}   where "Wires" is set; "" or absent for a wire that does not exist
//	  → {"status":"ok","door":"on|off","fire":…,"panic":…,"mains":…}
//
//	POST {base}/v1/room/detector {}   where "Detector" is set
//	  → {"status":"ok","alarm":true}   the detector before the inner door gives alarm now
//
//	POST {base}/v1/locker/open {"number":7}   where "Lockers" says how many there are
//	  → {"status":"opened|failed"}   the lock springs open; sent again it springs open again
//
//	POST {base}/v1/room/count  {}   where "Counter" is set
//	  → {"status":"ok","count":7}   with "log_only":true while the count is not verified there: nobody is told of it
//
// A bridge remembers commands for at least an hour, also over its own restart, so that a command sent again after a
// lost answer opens nothing twice. Card numbers exist in these bodies only: neither side writes them to a log or an address.
//
// # Face protocol, version 1
//
// The edge device sees the cameras, compares there, and answers with exactly these fields; an answer with any other field is
// refused, so that no device that lets out pictures or templates is used by mistake. Templates live under names that the
// server gives and that say nothing about a person.
//
//	POST {base}/v1/face/match  {"challenge":"…","template":"01k…","purpose":"EXAM_ENTRY|EXAM_SEAT|EXAM_RECHECK","camera":"gate|seat:A03",
//	                            "reference":"card|picture|template","picture":"base64 JPEG with reference picture"}
//	  → {"status":"done","challenge":…,"template":…,"result":"same|other","score":0…1000,"live":true,"live_score":0…1000,
//	     "device":"edge-1","at":"2026-11-22T06:00:00Z","signature":"base64"}
//	  → {"status":"no_face"} | {"status":"several"} | {"status":"failed"}
//
//	POST {base}/v1/face/forget {"challenge":"…","template":"01k…"}
//	  → {"status":"forgotten|unknown","challenge":…,"template":…,"device":…,"at":…,"signature":…}
//
// The signature is Ed25519 over face.Statement.Bytes: challenge, template, device, time and, for a comparison, result and
// scores. The server makes a new challenge for every question and knows one public key per room.
//
// # Doors without a bridge
//
// In the file of room.bridges a room may have "Door": {"kind":"modbus","address":"10.0.3.9:502","unit":1,"coil":0,"pulseMs":3000,
// "contact":0,"fire":1,"panic":2,"mains":3,"detector":4,"lockers":[8,9,10]} or {"kind":"http","open":URL,"hold":URL,"release":URL,"state":URL,"field":"state"},
// and "Face": {"url":…,"secret":…,"device":…,"key":…,"card":true,"seats":true}. Neither Modbus nor a relay has secrets worth the name:
// only private addresses are taken, and the wire between must be the room's own. The fire panel must release the door by its
// own contact as well; what stands here comes second.
//
// The simulator's own controls, beside the protocol, stand under {base}/sim/ and need the same secret:
//
//	POST {base}/sim/card   {"state":"ok|no_card|unreadable|failed","doc_kind":…,"number":…,"name":…,"valid_to":…}
//	POST {base}/sim/door   {"broken":true}            → {"opened":["01k…"],"broken":true}
//	POST {base}/sim/room   {"face":"same|other|picture|nobody|several|failed|","scan":"…","count":3,"door":"on","fire":"on","panic":"on","mains":"on"}
//	                                                  → {"held":false,"opened":[…],"templates":[…]}
//
//	POST {base}/sim/screen {"lockers":12,"detector":"on|off|"}   → {"sprung":[7]}
//
// Why HTTP and not a driver in this program (2026-11-21): readers come with drivers for one operating system and one
// processor each; a bridge of fifty lines per model keeps them out of the server, and the room may be far from it.
//
// Why an own Modbus client (2026-11-22): three functions of the protocol in two hundred lines, with time limits of our own and
// nothing that can write a register by mistake; a library would bring serial lines and a server.
//
// Why a lost answer is no second try (2026-11-22): the coil may have been pulled. A second pulse would let a second person in;
// not opening calls staff, and the person is told so.
//
// Libraries: none beyond the standard library.
package device
