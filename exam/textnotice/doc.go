// Package textnotice turns events into text messages to the person they concern: returned for correction, approved, booked,
// moved, published, issued. Receive keeps what is to be said, in the event's own delivery; SendOnce says it.
//
// Templates stand in one table (templates.go), in Chinese: the message goes to a phone without a language setting. A text
// names item, time and place, never a name, a number or an outcome; who wants more logs in.
//
// Phone numbers never come here: the port People opens, sends and forgets them. Failures are kept without text and number.
//
// Why a row per event and template (2026-11-22): events are delivered at least once. The unique key (event, template) makes
// the second delivery of the same event change nothing, also from another node, also after a restart.
//
// Why at least once towards the gateway (2026-11-22): between the gateway's yes and our commit a process can die. Saying "your
// slot was closed" twice does no harm; not saying it sends somebody across the city. Only that gap repeats: every other
// repetition is held off by the row's version and its pause.
//
// Why only reminders keep the hours of rest (2026-11-23): "your permit ends in 30 days" can wait for eight in the morning, "your room is
// closed tomorrow" cannot. The table says which is which.
//
// Why messages go stale (2026-11-22): after a day "the door opens at 14:20" is no help but a puzzle. The portal shows the
// same facts all the time.
//
// Libraries: none beyond the standard library.
package textnotice
