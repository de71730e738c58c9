package clip

import (
	"encoding/binary"

	"github.com/Eyevinn/mp4ff/avc"
)

// vp8Key reports whether a frame is a key frame, and its size.
func vp8Key(b []byte) (key bool, width, height int, ok bool) {
	if len(b) < 3 {
		return false, 0, 0, false
	}
	if b[0]&1 != 0 {
		return false, 0, 0, true
	}
	if len(b) < 10 || string(b[3:6]) != "\x9d\x01\x2a" {
		return false, 0, 0, false
	}
	return true, int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff), true
}

// vp9Key does the same for VP9 of profile 0, which is 8 bit and 4:2:0; other is the profile where it is another.
func vp9Key(b []byte) (key bool, width, height, other int, ok bool) {
	r := bits{b: b}
	if r.read(2) != 2 {
		return false, 0, 0, 0, false
	}
	if other = r.read(1) | r.read(1)<<1; other != 0 {
		return false, 0, 0, other, true
	}
	if earlier, inter := r.read(1), r.read(1); earlier|inter == 1 { // shows an earlier frame; is no key frame
		return false, 0, 0, 0, !r.short
	}
	r.read(2)
	if r.read(24) != 0x498342 || r.read(3) == 7 {
		return false, 0, 0, 0, false
	}
	r.read(1)
	width, height = r.read(16)+1, r.read(16)+1
	return true, width, height, 0, !r.short
}

// bits are read from the highest on.
type bits struct {
	b     []byte
	at    int
	short bool
}

func (r *bits) read(n int) int {
	v := 0
	for range n {
		if r.at/8 >= len(r.b) {
			r.short = true
			return 0
		}
		v = v<<1 | int(r.b[r.at/8]>>(7-r.at%8)&1)
		r.at++
	}
	return v
}

// h264Size reads the size from a sequence parameter set; ok is false where it is damaged, other where the form is not ours.
func h264Size(sps []byte) (width, height int, other, ok bool) {
	s, err := avc.ParseSPSNALUnit(sps, false)
	if err != nil || s.Width > 1<<14 || s.Height > 1<<14 {
		return 0, 0, false, false
	}
	other = s.ChromaFormatIDC > 1 || s.BitDepthLumaMinus8 != 0 || s.BitDepthChromaMinus8 != 0
	return int(s.Width), int(s.Height), other, true
}
