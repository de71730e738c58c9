// Package playable makes copies of recorded segments that play outside Chromium: H.264 and AAC in MP4 by ffmpeg where that is
// installed, else the same pictures and sound in WebM, which browsers and common players take too.
//
// A person whom a case concerns sees the own screen as a masked copy: 16 by 9 even fields, one picture a second, no sound. Without ffmpeg there
// is none, and the screen is left out. Measured (2026-11-23): of two pages of letters of the same darkness at a line height of a half field
// the masked copies are alike.
//
// Libraries: Eyevinn/mp4ff reads the segments. ffmpeg is no library but a program: it runs as a child, one at a time for each
// copy, without a shell, without network protocols and files, for a bounded time, and what goes in and out goes through pipes.
//
// Why both (2026-11-22): few servers of bureaus have ffmpeg, and a court's player seldom takes VP8 in MP4. Changing the container
// costs nothing and needs nobody; changing the codec is better where it can be had.
//
// Why the MP4 is fragmented (2026-11-22): written to a pipe it cannot be finished otherwise, and a file on the disk would leave
// pictures behind that deletion does not know.
package playable
