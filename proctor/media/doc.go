// Package media takes the cameras and microphones of seats by WebRTC and records them. It knows no database, no HTTP and no
// websocket: Server answers offers, records what comes, and hands every closed segment to Config.Keep.
//
// # Ways in
//
// One UDP port for all seats, and the same port over TCP for networks that let no UDP through. A seat posts an offer with at most
// one video (VP8) and one audio (Opus) line and gets a full answer at once; candidates of the seat are learnt from its packets.
// A later offer on the same session (Renew) restarts ICE after a change of network: the same recording goes on. A newer session of
// a seat ends the older one. A session without a picture ends by itself.
//
// # Recording
//
// A segment is a fragmented MP4 file (VP8 as vp08, Opus) in the spool folder: one fragment a second, written by one write and
// fsynced, so that a killed process loses at most the fragment under way and the file plays to its last whole second. A new file
// begins every Config.SegmentFor at a key frame, when the picture's size changes, and after SilenceFor without a picture, so that a
// segment never hides a hole. A closed file is cut to whole fragments, measured, handed to Keep, and removed from the spool when
// Keep says that it is kept. What an earlier process left open is closed and handed over the same way at the start, with a note.
//
// Seen means stored: a camera counts as seen while its seconds come onto the disk, so that a full disk is a loss like a covered cable.
//
// A recorder never holds up the packets: it gives fragments to its own writer through a short queue, and when the disk is slower
// than that, the segment ends and a new one begins at the next key frame. A disk that refuses to write costs the recording, counted
// in Figures, and nothing else.
//
// With Config.Ring, what stands in the spool is sealed: each write is one record of a sealed journal (crypt.Appender) under a key of
// the segment's own, wrapped by the ring, so that no picture lies readable on the disk at any moment and a killed process still leaves
// every whole second. Without a ring the files are plain.
//
// Sound is set beside the picture by arrival time at the beginning of each segment and by its own clock after that.
//
// Libraries: pion/webrtc v4.2.20, fixed by the owner, is the newest that builds (later ones need a transport module that cannot be
// had); Eyevinn/mp4ff v0.52.0 writes the boxes of fragmented MP4, VP8 included, in pure Go.
//
// Why VP8 alone (2026-11-22): it is the only codec of browsers that Go can decode without C, which seeing will need.
//
// Why no RTX (2026-11-22): with it negotiated, the NACK generator never learns that a packet came by the other stream and asks for
// ever; at 5 % loss the link carried three retransmissions for each packet. Codecs are therefore registered by hand.
//
// Why REMB and no TWCC (2026-11-22): one REMB a second lets Chromium use what it is allowed to and pins it to a limit that this
// side sets for all seats, for a tenth of the feedback packets.
//
// Why a spool and not the file store at once (2026-11-22): an object store takes whole objects; a minute in memory for every seat
// would be lost with the process.
//
// Why the silence that ends a segment is three seconds (2026-11-22): a network that is away for two is a stutter; longer is time
// without a picture, which the coverage of a sitting must not count.
package media
