// Package rescue brings people to a room and leads an officer through an emergency (process of the bureau, section 4).
//
//   - Calls for help: an officer asks for somebody to come (proctor.TopicHelp). The on-call person of the room gets a text; where nobody
//     acknowledges in time, or the roster names nobody, the second officer and the on-call people of the same exam point get one, too; where
//     still nobody does, the head of the exam point (考点负责人), whose name and number stand with the emergency numbers.
//     Who was asked says by a link in the text that they come and that they stand at the door; an officer who hears it enters it as well.
//     Names and times stay on file, with who said so. Officers see and hear it when somebody stands at the door, and when whoever said
//     that they come is not there five minutes after their time: then they telephone, nobody else is asked by itself.
//   - The script: what to do in a fire, a medical emergency, a cry for help, with the numbers of the exam point. Each step is ticked once,
//     as done or as not needed, by a named officer. The gate shows what concerns those who stand before it.
//
// A call is one row while it lives (a unique key of its incident), and each person of it one; texts go out by a job that takes a row
// before it sends. So a call survives the death of this process, and nobody is asked twice by it.
//
// The link is signed, holds for four hours or until the call ends, and enters each of the two things once; the signature stands behind the
// # of the address, which no server writes down. It shows place and matter and no candidate, and lets nobody into anything.
// A link that this house did not sign is refused and stands on the trail, at the call it names if there is one, with the address it came
// from: each address once in an hour and all together twenty times, so that nobody can fill the trail.
//
// Rights: officers of the room (remote invigilator, attendant) enter acknowledgement, arrival and steps and see telephone numbers; who
// watches the room reads the rest; the exam manager sets the numbers of an exam point.
//
// Why telephone numbers are not kept here (2026-11-22): the roster has them. A call names the roster's entry; when that is removed the
// number is gone, too.
//
// Why a link without a login (2026-11-22): whoever is woken at three has no password at hand, and a minute counts more than proof. The
// text went to the number of the roster, the record says that it was the link, and the officer sees on the camera who stands there. A
// page that is only opened, as previews of texts do, enters nothing. Who has no such telephone calls back, and the officer enters it.
//
// Why the third step is taken where no head is named (2026-11-23): then nobody is left to ask, and officers must read that it is for them to
// telephone, at the time at which the house gives up.
//
// Why a step cannot be taken back (2026-11-22): the list is what was said at the time; a note at the incident corrects it.
//
// Libraries: none beyond the standard library.
package rescue
