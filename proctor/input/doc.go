// Package input relates every answer of a seat to the local input that caused it. The page says of each answer which event it was
// made in (Cause), of every few seconds in which something happened what came in (Note), and with each connection which page it
// is (Hello). The seat agent, where there is one, says what the kernel counted (proctor/agent); the camera's analysis says whether
// anybody moved. The Judge holds them against each other and raises incidents; it decides nothing.
//
// What it finds:
//
//   - input.without_event: an answer that no event caused; one whose event had caused another answer already; one whose event is
//     too old; one whose count runs backwards; answers of a page that never reports what it counts; with an agent, an answer by key
//     or pointer while the kernel saw neither.
//   - input.synthetic: the event was made by a script (not trusted), or scripts make clicks and keys on the page.
//   - input.remote_artefact: the display changed, a second mouse or pen appeared, foreign code came into the page, answers while the
//     page was hidden or without the focus.
//   - input.second_socket: another page or program took the sitting while the first was alive; a program that is not our page
//     answers for a sitting that our page began; a token that is unknown or was revoked is used from the address of a seat.
//   - input.devtools: signs of open developer tools in the page; an open debug port (from the agent).
//   - input.without_movement: answers by hand while three looks in a row found nobody at the seat, or three of them within a time of ten
//     seconds and more in which nothing moves. Raised within ten seconds of the first such answer; measured (Detectors).
//
// Honest cases that look odd and are not findings: a screen reader or switch presses a button (class Assist: trusted, but neither
// key nor pointer); an outbox is sent again after hours, renumbered, by a reloaded page; a page is reloaded, or the network
// breaks and the old connection is still open on the server; a person changes nothing for an hour; answers come from a build of
// the page that knows nothing of this (the sitting is then not covered, and the room record says so).
//
// Limits: what a page says can be forged by whoever runs code in it. Then the counts of the agent, the camera and the second
// socket remain. On a seat without an agent nothing below the page is covered, and the room record says so.
//
// Nothing is written for an answer: the judge keeps a few hundred bytes for each sitting in memory and adds up what it counted
// every ten seconds. The state of a sitting that another node served is made again from what the page says and the stored sums.
//
// Libraries: none beyond the standard library.
//
// Why a text of a few bytes and no structure (2026-11-22): it travels with every answer, which are nearly all of the traffic; a
// structure cost 90 bytes and a second pass of the decoder.
//
// Why an answer is never refused for its provenance (2026-11-22): people decide, and a wrong judgement must cost nobody an answer.
//
// Why a second page is only an incident when the first proves alive (2026-11-22): after a crash or a cut the old connection hangs
// on the server for up to a minute; a live browser answers the closing handshake at once, a dead one never does.
package input
