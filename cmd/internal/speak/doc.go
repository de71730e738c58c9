// Package speak makes the sounds that read questions aloud, offline: from a program on this machine (Voice), or from what a person
// recorded (Recorded). What it makes goes into the bank as drafts and is heard by reviewers before anybody else hears it.
//
// Why a program that reads text and writes WAV (2026-11-23): every speech program can do that, from espeak-ng (Debian; `espeak-ng -v cmn
// --stdin --stdout`) to a neural voice in a script of one line, and none of them has to be linked, bought or reached over a network.
// ffmpeg makes one loudness and Opus of it.
//
// Why readings are written down (2026-11-23): a voice that spells “MΩ” out misleads as much as one that is silent. What is said in
// place of a text is kept with the sound and stands beside it for the reviewer.
//
// Why a recorded sound comes with the text that was read (2026-11-23): the file's name says where it belongs, not what was on the
// reader's sheet. Where the question has changed since, the file is refused with the row.
package speak
