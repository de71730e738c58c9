// Package media takes the cameras and microphones of seats by WebRTC and records them. It knows no database, no HTTP and no
// websocket: Server answers offers, records what comes, and hands every closed segment to Config.Keep.
//
// # Ways in
//
// One UDP port for all seats, and the same port over TCP for networks that let no UDP through. A seat posts an offer with at most
// one video (VP8) and one audio (Opus) line and gets a full answer at once; candidates of the seat are learnt from its packets.
// A later offer on the same session (Renew) restarts ICE after a change of network: the same recording goes on. A newer session of
// a seat ends the older one. A session without a picture ends by itself. Config.Relay is a TURN server beside the ports for networks
// that let nothing else through; it relays to this machine alone and to who has a word that is not old (RelayCredential).
// A second picture may be the seat's screen (Config.Screens); cameras of rooms come through ffmpeg, one child process each.
//
// # Looking and speaking
//
// Server.Watch passes pictures and sounds of seats on as they come, nothing is transcoded. Each viewer has a goroutine and a bounded
// queue of numbers of packets; the packets themselves are kept once per stream, for its viewers, while there are any. So a viewer who
// is slow, or on a TCP connection that nobody reads, loses packets and holds up nobody. A viewer begins with a key frame, and all who
// ask for one (viewers, gaps, the watcher, the recording) reach the camera at most twice a second. A seat that connects anew goes on
// in the same view. Server.Talk sends one officer's sound to the seat; while somebody looks and nobody speaks, the seat gets one
// packet of silence a second, by which it shows that it is looked at.
//
// A gate (Source.Gate) is looked at and spoken to in the same way while a person is called there. What it sends is passed on and
// forgotten: no recording, no key frame for the watcher, no flow. Why (2026-11-22): the officer compares a person with a photo; what
// that led to is the visit's decision with the officer's name, and a film of everybody who ever asked for help has no purpose.
//
// A room's own camera is looked at by Server.WatchRoom: its fragments are passed on as they are recorded, one for each key frame, from the
// newest on; RoomStill makes a picture of the newest key frame. Nobody who looks holds up the recording: who is six fragments behind is
// ended and comes again. RoomCamera.Find asks before each run where the stream is, see package onvif.
//
// Config.Watcher is shown key frames and what stops: the newest frame wins, nothing waits for it.
//
// # Peers that misbehave
//
// Offers are bounded before anything is built; sessions and restarts of a seat are paced; a peer that sends streams it never offered,
// control messages without end, far more than it was told or a picture above 1920 pixels is sent away and told why when it comes
// again within half a minute. A panic in a session ends that session. One inside the WebRTC library's own goroutines ends the process:
// the next one finds the files that were cut and says so (technical.media_process).
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
// Config.Budget bounds the spool: what would not fit is not written, as on a full disk, the segment ends whole and the next one says why
// (NoteFull). While Config.Wait says so nothing is handed over and nothing read. What Keep will never take is set aside (ErrAside) and holds
// up nobody behind it; after Config.Lasts it is removed like everything else, and Config.Gone is told.
//
// Why the spool has a budget of its own beside the disk (2026-11-23): a room node's answers lie on the same disk, and recordings must not take
// the room from them.
//
// Sound is set beside the picture by arrival time at the beginning of each segment and by its own clock after that.
//
// Libraries: pion/webrtc v4.2.20, fixed by the owner, is the newest that builds (later ones need a transport module that cannot be
// had), and pion/turn, which it brings along; Eyevinn/mp4ff v0.52.0 writes the heads of files and reads them, VP8 included, in pure Go.
//
// Why no interceptors (2026-11-22): the stock ones cost a quarter of an ingest and keep buffers of their own for every stream. What
// is needed stands in the reorder ring that exists anyway: it asks again for packets that are two behind, receiver reports and REMB
// go out twice a second in one packet for all tracks of a seat, and a viewer's lost packets are kept once per stream.
//
// Why own code for fragments (2026-11-22): a second of a camera is some eighty samples; the general writer made an object of each,
// which was a fifth of the cost of a stream. The boxes are fixed and take fifty lines.
//
// Why reports twice a second (2026-11-22): a seat hears by them that the server is there. Browsers notice a dead way after six
// seconds and more; three reports that do not come show it in less than two.
//
// Why room cameras by ffmpeg (2026-11-22): cameras speak many dialects of RTSP, ffmpeg knows them, and a decoder that dies of one is
// a child process that is started again.
//
// Why no library for RTSP (2026-11-22): gortsplib is kept and would do, and the module proxy does not give it out. The readers are tested
// against a camera of mediatest that speaks RTSP with digests, vanishes and comes back.
//
// Why a room's camera is looked at over HTTP and not by WebRTC (2026-11-22): browsers play what is recorded (H.264 with B-frames, AAC, H.265
// where they can) from fragments of MP4 and not from RTP without transcoding; it costs the time between two key frames.
//
// Why VP8 alone (2026-11-22): it is the only codec of browsers that Go can decode without C, which seeing will need.
//
// Why no RTX (2026-11-22): with it negotiated, the NACK generator never learns that a packet came by the other stream and asks for
// ever; at 5 % loss the link carried three retransmissions for each packet. Codecs are therefore registered by hand.
//
// Why REMB and no TWCC (2026-11-22): a REMB lets Chromium use what it is allowed to and pins it to a limit that this
// side sets for all seats, for a tenth of the feedback packets.
//
// Why a spool and not the file store at once (2026-11-22): an object store takes whole objects; a minute in memory for every seat
// would be lost with the process.
//
// Why the silence that ends a segment is three seconds (2026-11-22): a network that is away for two is a stutter; longer is time
// without a picture, which the coverage of a sitting must not count.
package media
