// Package halt stops whole rooms and exam points, and gives back the time that a room lost by its power or its network.
//
// A pause of a room or a site is one act of a person with a reason and one row of a register: who, when, why, how many
// sittings, who resumed. The row is written first; the sittings follow in pages of transactions, and the sweeper carries on
// where a node stopped. While the pause stands no paper starts in the room, and a sitting that is found running in it (it
// started in the same instant, or came back from a room node) is paused, too. Resuming frees the sittings that this pause
// holds and no others: a person who was paused alone stays paused, and what another pause covers goes over to that one.
//
// What a room node holds is out of this program's hands: a pause asks the node to hand it back, pauses it when it is back, and
// lets nothing of the room be handed over while it stands. A node without its uplink goes on by its own rule.
//
// A loss of a room by evidence: every connection of the room's seats that stood broke off within the time in which one is
// heard at all, and a seat counts as affected when it was back later than the threshold. The room is dark until its seats
// are back; no deadline is enforced meanwhile. A loss by statement: an officer says from when to when, and why. Both give
// each sitting the seconds that no pause and no other credit covers (exam.Service.Credit), and both stand in the record as
// a time in which nobody watched.
//
// Why a loss needs two seats (2026-11-22): with one person in the room "all seats" is one plug that this person can pull.
// Then an officer who looked says so, by name.
//
// Why the latest sign of life of any seat is the beginning (2026-11-22): a seat is heard every twenty seconds at least, so
// the loss is noticed late and its instant is not known. Until the last sign the room had power; nothing proves that it had
// any after it.
//
// Why a dark room is not paused (2026-11-22): machines raise, people decide. An officer can pause it, and the time counts
// once. Without an officer the clock is set back as each seat returns.
package halt
