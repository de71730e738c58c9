// Package agent keeps the agents of seats: the small program (cmd/suikao-agent) that runs beside the browser of a Linux seat and
// says what a page cannot: whether files of the image are what they were, what programs for remote access run, what is plugged in,
// which displays are connected, whether the browser can be driven from outside, whether the room is cut off, and how often the
// kernel heard keys and pointers.
//
// An agent makes its own ed25519 key and enrols it with the token of its terminal; a seat has one live agent, and its key is
// replaced only after staff have revoked it or the terminal was enrolled anew. Every report is signed, counts up, and repeats the
// challenge of the answer before: a recorded report cannot be sent later, nor one of another seat. What the first report says
// counts as usual for the seat until staff accept another one, with a reason.
//
// A check that fails is an incident of the seat (technical.attestation_failed; input.devtools for a debug port,
// technical.clock_skew for the clock) that lasts until the check passes again. Nothing stops a sitting: people decide. What the
// kernel counted goes to proctor/input through the database, so that it does not matter which node serves the seat's page.
//
// Limits: who is root on the seat can forge the agent; without measured boot the image's hash is the word of the machine itself.
// Secure Boot, a sealed image and a locked case are the installation's part (deploy/agent.md).
//
// Libraries: none beyond the standard library.
//
// Why the first report counts as usual (2026-11-22): rooms are built from one image, but displays and keyboards differ from desk to
// desk; asking staff to type hashes would only teach them to accept everything. The first report is on the trail and shown.
package agent
