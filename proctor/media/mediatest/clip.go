// Package mediatest publishes cameras for tests and load: real VP8 frames of a small picture made by ffmpeg's test source
// (clip.ivf: 320×240, 15 a second, four seconds, looped) and Opus silence.
//
// Library: pion/webrtc, as in package media.
package mediatest

import (
	_ "embed"
	"encoding/binary"
)

//go:embed clip.ivf
var clip []byte

// Rate is how many frames the clip has a second.
const Rate = 15

// keyEvery is after how many frames the clip has a key frame.
const keyEvery = 30

// Frames returns the clip's VP8 frames; the first is a key frame and so is each thirtieth after it.
func Frames() [][]byte { return FramesOf(clip) }

// FramesOf returns the frames of an IVF file.
func FramesOf(clip []byte) [][]byte {
	var out [][]byte
	for at := 32; at+12 <= len(clip); {
		n := int(binary.LittleEndian.Uint32(clip[at:]))
		out = append(out, clip[at+12:at+12+n])
		at += 12 + n
	}
	return out
}

// silence is 20 ms of Opus.
var silence = []byte{0xf8, 0xff, 0xfe}
