// Package supervision keeps the intervals in which nobody watched an exam room, or one sitting in it (无人监管时段): who or
// what noticed, why, from when to when. While a whole room is unattended booking lets nobody in and exam starts no paper; the
// intervals stand in the room record, and exam/release holds results that have too much of them.
//
// Why unsupervised time is computed and not written into every journal (2026-11-22): an interval is one fact about a room,
// often entered later than it began. Cut to the time in which a paper was open it gives every sitting its share, also to one
// that started in the same millisecond; marks in the journals would have to be made, mended and agreed with that one row.
//
// Why the silence of all terminals is enough (2026-11-22): a room without a node of its own has nobody who could say that its uplink
// is cut. Seats that wait are heard every twenty seconds, so forty-five without any sign of any of at least two terminals are no
// hiccup; a terminal that closes its connection says goodbye and counts no more. A mistake ends by itself with the next sign.
package supervision
