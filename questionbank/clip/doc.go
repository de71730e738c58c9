// Package clip judges the clips of items, from strangers' files: WebM with VP8 or VP9, alone or with Opus, and MP4 with H.264,
// alone or with AAC. Check takes the container apart within bounds and gives back bytes that are safe to keep and to play.
// Length, size and rate are reckoned from the frames themselves, not read from what the file says of itself. What is about the
// clip and not of it (place, device, author, time) is left out; what is attached, encrypted, in pieces elsewhere, or a track that
// is neither picture nor sound is refused by name. What an encoder writes into a frame of sound itself (its own name) stays. It is pure: no files, no network, no clock.
//
// Why WebM is written anew and MP4 is blanked (2026-11-22): in WebM the frames stand between all else, so that what is kept is what
// is written: one head, an index for seeking, the frames. In MP4 tables name places in the file; boxes that are not on the list
// become empty boxes of the same length, and bytes between the samples become zeros, so that no place moves. Either way Check takes
// what it has written again byte for byte: the digest of a clip survives an export and an import.
//
// Why these forms (2026-11-22): Debian's Chromium, which the seats run, plays both; telephones and cameras write MP4, everything free
// writes WebM. AV1 is not taken: its size stands behind a long header that nothing here needs yet.
//
// Library: Eyevinn/mp4ff (kept, in the house for recordings) reads the parameter sets of H.264. Its reader of boxes is not used:
// it trusts their sizes and panics on some that lie, and builds a tree where places in the file are what is asked for. No kept
// library was found for WebM: at-wat/ebml-go is a writer first and reads into structures of its own.
package clip
