// Package rescue brings people to a room and leads an officer through an emergency (process of the bureau, section 4).
//
//   - Calls for help: an officer asks for somebody to come (proctor.TopicHelp). The on-call person of the room gets a text; where nobody
//     acknowledges in time, or the roster names nobody, the second officer and the on-call people of the same exam point get one, too.
//     Who acknowledged and who arrived is entered by the officer who heard it, with names and times, and stays on file.
//   - The script: what to do in a fire, a medical emergency, a cry for help, with the numbers of the exam point. Each step is ticked once,
//     as done or as not needed, by a named officer. The gate shows what concerns those who stand before it.
//
// A call is one row while it lives (a unique key of its incident), and each person of it one; texts go out by a job that takes a row
// before it sends. So a call survives the death of this process, and nobody is asked twice by it.
//
// Rights: officers of the room (remote invigilator, attendant) enter acknowledgement, arrival and steps and see telephone numbers; who
// watches the room reads the rest; the exam manager sets the numbers of an exam point.
//
// Why telephone numbers are not kept here (2026-11-22): the roster has them. A call names the roster's entry; when that is removed the
// number is gone, too.
//
// Why an acknowledgement is entered by the officer (2026-11-22): gateways for texts bring no answers back, and a link in a text that
// anybody may press proves less than a voice on the telephone. The text asks for a call to the duty desk.
//
// Why a step cannot be taken back (2026-11-22): the list is what was said at the time; a note at the incident corrects it.
//
// Libraries: none beyond the standard library.
package rescue
