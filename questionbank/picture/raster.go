package picture

import (
	"encoding/binary"
	"slices"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// barePNG returns the picture without remarks, names and whatever stands behind the end.
func barePNG(b []byte) ([]byte, bool) {
	keep := []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM", "pHYs"}
	out := []byte(pngMagic)
	for rest := b[len(pngMagic):]; len(rest) >= 12; {
		n := int64(binary.BigEndian.Uint32(rest))
		if n+12 > int64(len(rest)) {
			return nil, false
		}
		kind := string(rest[4:8])
		if slices.Contains(keep, kind) {
			out = append(out, rest[:n+12]...)
		} else if kind[0] >= 'A' && kind[0] <= 'Z' { // needed for reading, and unknown
			return nil, false
		}
		if kind == "IEND" {
			return out, true
		}
		rest = rest[n+12:]
	}
	return nil, false
}

// bareJPEG returns the picture without what cameras and programs write about it (places, names, small copies), and without
// whatever stands behind the end.
func bareJPEG(b []byte) ([]byte, bool) {
	const start, end, scan = 0xd8, 0xd9, 0xda
	out := []byte{0xff, start}
	for at := 2; at+4 <= len(b)+2; {
		if at+2 > len(b) || b[at] != 0xff {
			return nil, false
		}
		kind := b[at+1]
		switch {
		case kind == 0xff: // padding
			at++
			continue
		case kind == end:
			return append(out, 0xff, end), true
		case kind == start || kind == 0 || kind == 1 || kind >= 0xd0 && kind <= 0xd7 || at+4 > len(b):
			return nil, false
		}
		next := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if next < at+4 || next > len(b) {
			return nil, false
		}
		if kind == scan {
			for next < len(b) && !(b[next] == 0xff && next+1 < len(b) && b[next+1] != 0 && (b[next+1] < 0xd0 || b[next+1] > 0xd7)) {
				next++
			}
		}
		// APP0 is the form, APP2 the colours, APP14 how they are mixed; the other APPn and remarks are about the picture.
		about := kind == 0xfe || kind >= 0xe1 && kind <= 0xef && kind != 0xe2 && kind != 0xee
		if !about {
			out = append(out, b[at:next]...)
		}
		at = next
	}
	return nil, false
}
