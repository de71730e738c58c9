package clip

import (
	"encoding/binary"
	"math"
	mathbits "math/bits"
)

// The elements of Matroska that are read, written or refused by name.
const (
	idEBML, idDocType, idSegment = 0x1A45DFA3, 0x4282, 0x18538067

	idInfo, idScale, idDuration, idMuxer, idWriter    = 0x1549A966, 0x2AD7B1, 0x4489, 0x4D80, 0x5741
	idPrevID, idPrevFile, idNextID, idNextFile        = 0x3CB923, 0x3C83AB, 0x3EB923, 0x3E83BB
	idTracks, idTrack, idNumber, idUID, idKind        = 0x1654AE6B, 0xAE, 0xD7, 0x73C5, 0x83
	idCodec, idPrivate, idDelay, idPreRoll, idLacing  = 0x86, 0x63A2, 0x56AA, 0x56BB, 0x9C
	idVideo, idWidth, idHeight, idAudio, idHertz      = 0xE0, 0xB0, 0xBA, 0xE1, 0xB5
	idChannels, idEncodings, idOverlay, idOperation   = 0x9F, 0x6D80, 0x6FAB, 0xE2
	idCluster, idTime, idSimple, idGroup, idBlock     = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
	idReference, idCues, idCue, idCueTime, idCueTrack = 0xFB, 0x1C53BB6B, 0xBB, 0xB3, 0xF7
	idCuePlace, idCueAt, idAttachments, idChapters    = 0xB7, 0xF1, 0x1941A469, 0x1043A770
	idSeek, idTags                                    = 0x114D9B74, 0x1254C367
)

// element is one of an EBML file.
type element struct {
	id   uint32
	body []byte
	open bool // its length is not known: it ends with whatever cannot stand in it
}

// nextElement reads the element at the beginning of b and returns what stands behind it. One of unknown length takes all.
func nextElement(b []byte) (e element, rest []byte, ok bool) {
	if len(b) == 0 || b[0] < 0x10 {
		return e, nil, false
	}
	n := mathbits.LeadingZeros8(b[0]) + 1
	if len(b) < n+1 {
		return e, nil, false
	}
	for _, c := range b[:n] {
		e.id = e.id<<8 | uint32(c)
	}
	size, m, ok := varint(b[n:])
	if !ok {
		return e, nil, false
	}
	b = b[n+m:]
	if size == 1<<(7*m)-1 {
		e.body, e.open = b, true
		return e, nil, true
	}
	if size > uint64(len(b)) {
		return e, nil, false
	}
	e.body = b[:size]
	return e, b[size:], true
}

// varint reads a number of one to eight bytes.
func varint(b []byte) (v uint64, n int, ok bool) {
	if len(b) == 0 || b[0] == 0 {
		return 0, 0, false
	}
	if n = mathbits.LeadingZeros8(b[0]) + 1; len(b) < n {
		return 0, 0, false
	}
	v = uint64(b[0]) & (1<<(8-n) - 1)
	for _, c := range b[1:n] {
		v = v<<8 | uint64(c)
	}
	return v, n, true
}

// each calls f with the elements of b; false where b is damaged. f returns false to stop.
func each(b []byte, f func(element) bool) bool {
	for len(b) > 0 {
		e, rest, ok := nextElement(b)
		if !ok || e.open || !f(e) {
			return false
		}
		b = rest
	}
	return true
}

func (e element) number() uint64 {
	v := uint64(0)
	for _, c := range e.body[:min(len(e.body), 8)] {
		v = v<<8 | uint64(c)
	}
	return v
}

func (e element) float() float64 {
	switch len(e.body) {
	case 4:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(e.body)))
	case 8:
		return math.Float64frombits(binary.BigEndian.Uint64(e.body))
	}
	return 0
}

// put appends an element, its length in as few bytes as it needs.
func put(out []byte, id uint32, body []byte) []byte { return append(head(out, id, len(body)), body...) }

func head(out []byte, id uint32, size int) []byte {
	for shift := 24; shift >= 0; shift -= 8 {
		if id>>shift != 0 {
			out = append(out, byte(id>>shift))
		}
	}
	n := 1
	for uint64(size) >= 1<<(7*n)-1 {
		n++
	}
	for i := n - 1; i >= 0; i-- {
		c := byte(uint64(size) >> (8 * i))
		if i == n-1 {
			c |= 1 << (8 - n)
		}
		out = append(out, c)
	}
	return out
}

// putNumber writes a number in eight bytes, so that what is written does not depend on what it says.
func putNumber(out []byte, id uint32, v uint64) []byte {
	return put(out, id, binary.BigEndian.AppendUint64(nil, v))
}

func putFloat(out []byte, id uint32, v float64) []byte {
	return putNumber(out, id, math.Float64bits(v))
}
