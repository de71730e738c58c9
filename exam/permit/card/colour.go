package card

import (
	"encoding/binary"
	"math"
)

// sRGB returns an ICC profile (version 2, display, three matrix columns and one curve) of the colour space of IEC 61966-2-1.
func sRGB() []byte {
	desc := text("desc", "sRGB IEC61966-2.1")
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", desc}, {"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)}, {"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708)}, {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve()}, {"gTRC", nil}, {"bTRC", nil},
	}
	at := 128 + 4 + 12*len(tags)
	dir, body := binary.BigEndian.AppendUint32(nil, uint32(len(tags))), []byte{}
	var from, size int
	for _, t := range tags {
		if t.data != nil { // the others share the curve before them
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			from, size = at+len(body), len(t.data)
			body = append(body, t.data...)
		}
		dir = append(dir, t.name...)
		dir = binary.BigEndian.AppendUint32(dir, uint32(from))
		dir = binary.BigEndian.AppendUint32(dir, uint32(size))
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, uint32(at+len(body)))
	binary.BigEndian.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} {
		binary.BigEndian.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:])
	return append(append(head, dir...), body...)
}

// text is a description as version 2 has it: ASCII, and empty Unicode and Macintosh forms.
func text(kind, s string) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}

func xyz(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

// curve is the transfer function in 1,024 steps.
func curve() []byte {
	const n = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), n)
	for i := range n {
		v := float64(i) / (n - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
