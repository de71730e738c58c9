package media

import (
	"encoding/binary"
	"slices"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// Track says which of a seat's pictures something is of.
type Track string

// The tracks.
const (
	TrackCamera Track = "" // camera and microphone
	TrackScreen Track = "SCREEN"
	TrackRoom   Track = "ROOM" // a camera of the room, see RoomCamera
)

// counts are what a receiver report tells of one stream (RFC 3550, 6.4.1 and appendix A).
type counts struct {
	begun           bool
	base, high      uint32 // sequence numbers with their cycles
	got             uint32
	expected, taken uint32 // at the report before
	jitter          float64
	transit         uint32
	report          uint32    // middle of the NTP time of the last sender report
	reported        time.Time // when it came
}

func (c *counts) packet(seq uint16, ts, scale uint32, now time.Time) {
	arrival := uint32(uint64(now.UnixNano()) * uint64(scale) / 1e9) // wraps as it should
	transit := arrival - ts
	if !c.begun {
		c.begun, c.base, c.high, c.transit = true, uint32(seq), uint32(seq), transit
	}
	if ahead := int16(seq - uint16(c.high)); ahead > 0 {
		c.high += uint32(ahead)
	}
	c.got++
	d := float64(int32(transit - c.transit))
	c.transit = transit
	c.jitter += (max(d, -d) - c.jitter) / 16
}

// reception returns the next report block.
func (c *counts) reception(ssrc uint32, now time.Time) rtcp.ReceptionReport {
	expected := c.high - c.base + 1
	asked, came := expected-c.expected, c.got-c.taken
	c.expected, c.taken = expected, c.got
	r := rtcp.ReceptionReport{SSRC: ssrc, LastSequenceNumber: c.high, Jitter: uint32(c.jitter), LastSenderReport: c.report}
	if asked > came {
		r.FractionLost = uint8(min(255, (asked-came)*256/asked))
	}
	if expected > c.got {
		r.TotalLost = min(expected-c.got, 1<<23-1)
	}
	if c.report != 0 {
		r.Delay = uint32(now.Sub(c.reported).Seconds() * 65536)
	}
	return r
}

// inbound is one stream that comes from a peer: what is reported of it, and who gets it forwarded. Its packets are read by one
// goroutine; everything else may be called from any.
type inbound struct {
	ssrc  uint32
	scale uint32

	mu      sync.Mutex
	counts  counts
	last    time.Time // of the last packet
	bytes   int64
	packets int64
	feeds   []*feed
	kept    []kept // the last packets, for those who lost one; nil while nobody looks
}

// kept is one packet as it came.
type kept struct {
	full    bool
	seq     uint16
	ts      uint32
	marker  bool
	key     bool // a key frame begins
	payload []byte
}

// forKept is how many packets of a stream are kept for its viewers: two seconds and a half of a camera.
const forKept = 128

// packet counts one and gives it to those who look. p is copied.
func (in *inbound) packet(p *rtp.Packet, now time.Time) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.counts.packet(p.SequenceNumber, p.Timestamp, in.scale, now)
	in.last = now
	in.packets++
	in.bytes += int64(len(p.Payload))
	if len(in.feeds) == 0 {
		return
	}
	k := &in.kept[p.SequenceNumber%forKept]
	k.full, k.seq, k.ts, k.marker, k.key = true, p.SequenceNumber, p.Timestamp, p.Marker, in.scale == videoScale && beginsKey(p.Payload)
	k.payload = append(k.payload[:0], p.Payload...)
	for _, f := range in.feeds {
		f.offer(p.SequenceNumber)
	}
}

// beginsKey reports whether a VP8 payload holds the beginning of a key frame (RFC 7741, 4.2 and 4.3).
func beginsKey(b []byte) bool {
	if len(b) < 2 || b[0]&0x1f != 0x10 { // S set, first partition
		return false
	}
	at := 1
	if b[0]&0x80 != 0 { // X
		x := b[1]
		at = 2
		if x&0x80 != 0 && at < len(b) { // I, of one byte or two
			at += 1 + int(b[at]>>7)
		}
		at += int(x>>6&1) + int((x>>5|x>>4)&1) // L; T or K share a byte
	}
	return at < len(b) && b[at]&1 == 0
}

// packetOf copies a kept packet into buf; false when it is gone.
func (in *inbound) packetOf(seq uint16, buf []byte) (k kept, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.kept == nil {
		return k, false
	}
	if k = in.kept[seq%forKept]; !k.full || k.seq != seq {
		return k, false
	}
	k.payload = append(buf[:0], k.payload...)
	return k, true
}

// attach begins to give packets to f.
func (in *inbound) attach(f *feed) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.kept == nil {
		in.kept = make([]kept, forKept)
	}
	if !slices.Contains(in.feeds, f) {
		in.feeds = append(in.feeds, f)
	}
}

// detach ends it; what was kept is forgotten with the last viewer.
func (in *inbound) detach(f *feed) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.feeds = slices.DeleteFunc(in.feeds, func(other *feed) bool { return other == f })
	if len(in.feeds) == 0 {
		in.feeds, in.kept = nil, nil
	}
}

// reception returns the next report block; false before the first packet.
func (in *inbound) reception(now time.Time) (rtcp.ReceptionReport, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.counts.begun {
		return rtcp.ReceptionReport{}, false
	}
	return in.counts.reception(in.ssrc, now), true
}

// came is when the last packet came, and how many bytes and packets ever did.
func (in *inbound) came() (last time.Time, bytes, packets int64) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.last, in.bytes, in.packets
}

// control reads what a peer says of its stream. Only sender reports count; the rest is passed over unread.
func (in *inbound) control(b []byte, now time.Time) {
	for len(b) >= 8 {
		size := (int(binary.BigEndian.Uint16(b[2:])) + 1) * 4
		if size > len(b) {
			return
		}
		if b[1] == byte(rtcp.TypeSenderReport) && size >= 28 && binary.BigEndian.Uint32(b[4:]) == in.ssrc {
			in.mu.Lock()
			in.counts.report, in.counts.reported = binary.BigEndian.Uint32(b[10:]), now
			in.mu.Unlock()
		}
		b = b[size:]
	}
}

// viewers are the feeds that get this stream.
func (in *inbound) viewers() []*feed {
	in.mu.Lock()
	defer in.mu.Unlock()
	return append([]*feed(nil), in.feeds...)
}
