// Package claims keeps what the pages of seats say they see and the server does not look for: a telephone, a book, another person
// than the one who sat down. The pages look by themselves, in the browser (web/ui/src/media/seeing.ts), with what this server gives
// them, and tell a score each.
//
// A page can be made to say anything, and nobody measured how often these scores are right. So each is a detector of its own in the
// register of package proctor, without labelled clips, and may therefore only log: what it says is stored, drawn into the blind audit
// of samples, and shown to nobody as an incident. No officer is told, no result is held. The room record goes on naming OBJECTS among
// what nobody watched.
//
// Things are looked for only where somebody put a model into a folder (setting media.objects); none comes with the program, because
// no model was found that may be given away and runs in a browser: proctor/vision/MODELS.md has the findings. Version of the detectors
// is the model's name with a digest of its files, so that another model is another detector, with samples of its own.
//
// Persons are compared in the page only where the person at the seat agreed to it, with the model the server compares with. The
// description of the face stays in the memory of the page's worker and ends with it; a likeness alone is told.
//
// How loud it is at the seat comes with every claim. It is kept as the loudest and the mean level of ten seconds in which the page said
// anything (Sound), and shown beside the seat's live view and on the timeline of a sitting; kiosk.voice, a detector that may only log,
// speaks when four of ten seconds are as loud as speech. There are no labelled recordings of rooms to measure it on. Whether people talk
// is for the officer to hear and to enter (candidate.voice).
//
// What cannot be stored is kept and tried again every second. Room nodes keep no claims, as they judge no inputs.
//
// Libraries: none beyond the standard library.
//
// Why not in package vision (2026-11-22): that is the authority's own look, measured; these words come from outside.
package claims
