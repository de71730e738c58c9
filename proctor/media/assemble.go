package media

import (
	"time"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

const (
	ringSize = 64 // packets; a power of two
	patience = 48 // packets that may arrive after a missing one before it is given up
	maxFrame = 1 << 20

	askFrom  = 2                     // packets after a missing one before it is asked for again: most are only late
	askAgain = 60 * time.Millisecond // after that it is asked for again, twice as long each time
	askMost  = 6
)

// frame is one whole picture. data is valid until the next call of push.
type frame struct {
	data []byte
	ts   uint32
	key  bool
}

// slot keeps a packet that came before one that is missing.
type slot struct {
	full   bool
	seq    uint16
	ts     uint32
	marker bool
	data   []byte
}

// ask is how often a missing packet was asked for.
type ask struct {
	seq  uint16
	n    uint8
	next time.Time
}

// assembler puts packets into order and makes frames of them. After a hole it gives nothing until the next key frame.
type assembler struct {
	ring    [ringSize]slot
	next    uint16 // wanted
	high    uint16 // newest that came
	asks    [ringSize]ask
	begun   bool
	buf     []byte
	ts      uint32
	open    bool // a frame is under way
	waitKey bool
	lost    int // packets given up
}

func newAssembler() *assembler { return &assembler{waitKey: true} }

// push takes one packet and calls out for every frame that it completes. It reports whether a hole was given up, after which a
// key frame is needed.
func (a *assembler) push(p *rtp.Packet, out func(frame)) (hole bool) {
	if !a.begun {
		a.begun, a.next, a.high = true, p.SequenceNumber, p.SequenceNumber
	}
	switch ahead := int16(p.SequenceNumber - a.next); {
	case ahead < -ringSize*8 || ahead >= ringSize: // the sender began anew
		a.reset()
		a.next, a.high = p.SequenceNumber, p.SequenceNumber
		hole = true
		a.take(p.Payload, p.Timestamp, p.Marker, out)
	case ahead < 0: // late or twice
		return false
	case ahead == 0:
		if int16(p.SequenceNumber-a.high) > 0 {
			a.high = p.SequenceNumber
		}
		a.take(p.Payload, p.Timestamp, p.Marker, out)
	default:
		if int16(p.SequenceNumber-a.high) > 0 {
			a.high = p.SequenceNumber
		}
		s := &a.ring[p.SequenceNumber%ringSize]
		s.full, s.seq, s.ts, s.marker = true, p.SequenceNumber, p.Timestamp, p.Marker
		s.data = append(s.data[:0], p.Payload...)
		if ahead >= patience {
			hole = true
			a.skip()
		}
	}
	a.drain(out)
	return hole
}

// missing appends to list the packets that should be asked for again at now. It costs nothing while none is missing.
func (a *assembler) missing(now time.Time, list []uint16) []uint16 {
	if !a.begun || int16(a.high-a.next) < askFrom {
		return list
	}
	for seq := a.next; int16(a.high-seq) >= askFrom; seq++ {
		if s := &a.ring[seq%ringSize]; s.full && s.seq == seq {
			continue
		}
		k := &a.asks[seq%ringSize]
		if k.n == 0 || k.seq != seq {
			*k = ask{seq: seq}
		} else if k.n >= askMost || now.Before(k.next) {
			continue
		}
		k.next = now.Add(askAgain << k.n)
		k.n++
		list = append(list, seq)
	}
	return list
}

// drain takes what stands in order.
func (a *assembler) drain(out func(frame)) {
	for {
		s := &a.ring[a.next%ringSize]
		if !s.full || s.seq != a.next {
			return
		}
		s.full = false
		a.take(s.data, s.ts, s.marker, out)
	}
}

// skip gives up the missing packets before the first that is here.
func (a *assembler) skip() {
	a.open, a.waitKey = false, true
	for range ringSize {
		if s := &a.ring[a.next%ringSize]; s.full && s.seq == a.next {
			return
		}
		a.lost++
		a.next++
	}
}

func (a *assembler) reset() {
	for i := range a.ring {
		a.ring[i].full = false
	}
	a.open, a.waitKey = false, true
}

// take adds the packet that is next.
func (a *assembler) take(payload []byte, ts uint32, marker bool, out func(frame)) {
	a.next++
	var v codecs.VP8Packet
	if len(payload) == 0 { // padding
		return
	}
	body, err := v.Unmarshal(payload)
	if err != nil || len(body) == 0 {
		a.open, a.waitKey = false, true
		return
	}
	if v.S == 1 && v.PID == 0 {
		a.buf, a.ts, a.open = append(a.buf[:0], body...), ts, true
	} else if a.open && ts == a.ts && len(a.buf)+len(body) <= maxFrame {
		a.buf = append(a.buf, body...)
	} else {
		a.open, a.waitKey = false, true
		return
	}
	if !marker {
		return
	}
	a.open = false
	key := a.buf[0]&1 == 0
	if a.waitKey && !key {
		return
	}
	a.waitKey = false
	out(frame{a.buf, ts, key})
}

// pictureSize reads width and height of a VP8 key frame; false for what is none.
func pictureSize(key []byte) (w, h int, ok bool) {
	if len(key) < 10 || key[0]&1 != 0 || key[3] != 0x9d || key[4] != 0x01 || key[5] != 0x2a {
		return 0, 0, false
	}
	w, h = int(key[6])|int(key[7]&0x3f)<<8, int(key[8])|int(key[9]&0x3f)<<8
	return w, h, w > 0 && h > 0
}

// opusSamples returns how long an Opus packet lasts, in samples of 48 kHz; 0 for what is none.
func opusSamples(p []byte) uint32 {
	if len(p) == 0 {
		return 0
	}
	config, frames := p[0]>>3, uint32(1)
	switch p[0] & 3 {
	case 1, 2:
		frames = 2
	case 3:
		if len(p) < 2 {
			return 0
		}
		frames = uint32(p[1] & 0x3f)
	}
	var each uint32
	switch {
	case config < 12:
		each = []uint32{480, 960, 1920, 2880}[config&3]
	case config < 16:
		each = []uint32{480, 960}[config&1]
	default:
		each = []uint32{120, 240, 480, 960}[config&3]
	}
	if n := frames * each; n <= 5760 {
		return n
	}
	return 0
}
