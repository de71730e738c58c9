// Package room makes a room without an invigilator prove that it is ready, and keeps it safe.
//
//   - Safety: wires of fire panel, panic button, mains and door contact, read twice a second. Fire, panic and a medical emergency open the door and keep
//     it open, pause every sitting of the room with its time given back, call the duty desk and raise an incident; only an
//     officer ends that. Maintenance lock and occupancy limit keep people out, with the reason on the gate's screen.
//   - Who is inside: an entry when the door opened for an admission, an exit when the person signed out or left for good, an entry
//     when they came back, each once; the room camera's head count against it. Who comes back is matched again at the gate, gets the
//     same seat and is checked there anew.
//   - Identity at the seat: one check after sitting down, then checks at random times that nobody can foresee. By the edge
//     device where the person agreed to faces, by an officer who looks everywhere else. Nothing waits for a check, and none ends
//     a paper: what fails goes to a person.
//   - Self-tests of every seat and door before the day and before each sitting. A seat that fails leaves the inventory; who
//     no longer has a place is rebooked first and told.
//
// The state of safety is one row a room, written before anything is done about it; what follows from it is done again on every
// reading until the row says otherwise. So an emergency survives the death of this process, and a door that locked again
// because its controller restarted is opened again half a second later.
//
// Rights: officers of the room (remote invigilator, attendant) declare and end emergencies, open the door, decide checks; the
// exam manager locks a room and sets its limits; inspectors and regulators read.
//
// Libraries: none beyond the standard library.
//
// Why an emergency pauses by itself although a dark room does not (2026-11-22): nobody can be asked to go on with a paper while
// the alarm sounds, and an officer who is slow would cost people time. The pause is an ordinary one: its time is given back,
// and an officer resumes it.
//
// Why an opened door alone is no incident (2026-11-22): everybody may leave at any time by the handle inside. A door that stays
// open for a minute is one.
//
// Why the head count needs two bounds (2026-11-22): who handed in may still pack, who is let in may still stand in the door.
// More people than all of those is tailgating; fewer than those at work is a wrong count or a person on the floor.
//
// Why a failing door does not take the seats away (2026-11-22): the gate goes on with an officer who opens by hand, and booked
// people keep their right. The failure is an incident and stands in the room's view.
package room
