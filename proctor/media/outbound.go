package media

import (
	"strings"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// outbound is a stream that this side sends over one connection. It implements webrtc.TrackLocal.
type outbound struct {
	id, stream string
	codec      webrtc.RTPCodecCapability

	mu     sync.Mutex
	writer webrtc.TrackLocalWriter // nil before the connection is there
	header rtp.Header
	sent   uint32
	octets uint32
	at     time.Time // of the last packet
}

func newOutbound(id, stream, mime string) outbound {
	c := webrtc.RTPCodecCapability{MimeType: mime, ClockRate: videoScale}
	if mime == webrtc.MimeTypeOpus {
		c.ClockRate, c.Channels = audioScale, 2
	}
	return outbound{id: id, stream: stream, codec: c}
}

// Bind implements webrtc.TrackLocal.
func (o *outbound) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	for _, p := range c.CodecParameters() {
		if strings.EqualFold(p.MimeType, o.codec.MimeType) {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.writer = c.WriteStream()
			o.header = rtp.Header{Version: 2, PayloadType: uint8(p.PayloadType), SSRC: uint32(c.SSRC())}
			return p, nil
		}
	}
	return webrtc.RTPCodecParameters{}, webrtc.ErrUnsupportedCodec
}

// Unbind implements webrtc.TrackLocal.
func (o *outbound) Unbind(webrtc.TrackLocalContext) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.writer = nil
	return nil
}

// ID implements webrtc.TrackLocal.
func (o *outbound) ID() string { return o.id }

// RID implements webrtc.TrackLocal.
func (o *outbound) RID() string { return "" }

// StreamID implements webrtc.TrackLocal.
func (o *outbound) StreamID() string { return o.stream }

// Kind implements webrtc.TrackLocal.
func (o *outbound) Kind() webrtc.RTPCodecType {
	if strings.HasPrefix(o.codec.MimeType, "video/") {
		return webrtc.RTPCodecTypeVideo
	}
	return webrtc.RTPCodecTypeAudio
}

// write sends one packet; the lock is held. Its time counts for reports only when it is newer than the last.
func (o *outbound) write(seq uint16, ts uint32, marker bool, payload []byte, now time.Time) {
	o.header.Marker = marker
	o.header.SequenceNumber, o.header.Timestamp = seq, ts
	if _, err := o.writer.WriteRTP(&o.header, payload); err == nil {
		o.sent++
		o.octets += uint32(len(payload))
		o.at = now
	}
}

// ntp is a time as sender reports have it.
func ntp(t time.Time) uint64 {
	const before = 2_208_988_800 // seconds from 1900 to 1970
	return uint64(t.Unix()+before)<<32 | uint64(t.Nanosecond())<<32/1e9
}

// feed carries one stream of a seat to one viewer.
type feed struct {
	outbound
	v    *viewer
	seat string // whose
	what Track
	mic  bool

	// guarded by outbound.mu
	in       *inbound
	askKey   func()
	shift    uint16 // what goes out has the number it came with and this
	offset   uint32 // the same of times
	fresh    bool   // the next packet sets both
	waitKey  bool
	over     bool
	newest   uint16 // that went out
	newestAt uint32 // its time
}

// from gives the feed another source: the seat's newer session, or none.
func (f *feed) from(in *inbound, askKey func()) {
	f.mu.Lock()
	if f.over || f.in == in {
		f.mu.Unlock()
		return
	}
	old := f.in
	f.in, f.askKey, f.fresh, f.waitKey = in, askKey, true, !f.mic
	f.mu.Unlock()
	if old != nil {
		old.detach(f)
	}
	if in != nil {
		in.attach(f)
		f.mu.Lock()
		over := f.over || f.in != in
		f.mu.Unlock()
		if over { // meanwhile
			in.detach(f)
			return
		}
		f.key()
	}
}

// leave takes a source that is over from the feed, unless it has another by now.
func (f *feed) leave(in *inbound) {
	f.mu.Lock()
	if f.in == in {
		f.in, f.askKey = nil, nil
	}
	f.mu.Unlock()
	in.detach(f)
}

// stop ends the feed for good.
func (f *feed) stop() {
	f.mu.Lock()
	old := f.in
	f.in, f.askKey, f.over = nil, nil, true
	f.mu.Unlock()
	if old != nil {
		old.detach(f)
	}
}

// key asks the source for a whole picture.
func (f *feed) key() {
	f.mu.Lock()
	ask := f.askKey
	f.mu.Unlock()
	if ask != nil && !f.mic {
		ask()
	}
}

// offer notes that a packet came. It is called while the source is locked and never waits.
func (f *feed) offer(seq uint16) { f.v.queue(waiting{f: f, seq: seq}) }

// send brings a packet to the viewer, if it is still there. Called by the viewer's own goroutine.
func (f *feed) send(w waiting, buf []byte, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.writer == nil || f.in == nil {
		return
	}
	seq := w.seq
	if w.again {
		seq -= f.shift
	}
	k, ok := f.in.packetOf(seq, buf)
	if !ok || f.waitKey && !k.key {
		return
	}
	f.waitKey = false
	if f.fresh {
		f.fresh = false
		if f.sent > 0 { // goes on where the older session ended
			f.shift = f.newest + 1 - k.seq
			f.offset = f.newestAt + uint32(now.Sub(f.at).Seconds()*float64(f.codec.ClockRate)) - k.ts
		}
	}
	out := k.seq + f.shift
	f.write(out, k.ts+f.offset, k.marker, k.payload, now)
	if f.sent == 1 || int16(out-f.newest) > 0 {
		f.newest, f.newestAt = out, k.ts+f.offset
	}
}

// report is the sender report of now; false before anything was sent.
func (f *feed) report(now time.Time) (rtcp.Packet, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.sent == 0 || f.writer == nil {
		return nil, false
	}
	return &rtcp.SenderReport{SSRC: f.header.SSRC, NTPTime: ntp(now), RTPTime: f.newestAt + uint32(now.Sub(f.at).Seconds()*float64(f.codec.ClockRate)),
		PacketCount: f.sent, OctetCount: f.octets}, true
}

// hear reads what a viewer asks of a feed until its connection ends.
func (f *feed) hear(s *webrtc.RTPSender) {
	buf := make([]byte, 1500)
	for {
		n, _, err := s.Read(buf)
		if err != nil {
			return
		}
		all, err := rtcp.Unmarshal(buf[:n])
		if err != nil {
			continue
		}
		for _, p := range all {
			switch p := p.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				f.key()
			case *rtcp.TransportLayerNack:
				for _, pair := range p.Nacks {
					for _, seq := range pair.PacketList() {
						f.v.queue(waiting{f: f, seq: seq, again: true})
					}
				}
			}
		}
	}
}

// voice carries an officer's words to one seat.
type voice struct {
	outbound

	// guarded by outbound.mu
	by     *viewer // who speaks
	seq    uint16
	ts     uint32
	offset uint32
	fresh  bool
	heard  time.Time // when words went out last
}

// take gives the voice to v; false while another has it.
func (o *voice) take(v *viewer) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by != nil && o.by != v {
		return false
	}
	o.by, o.fresh = v, true
	return true
}

func (o *voice) leave(v *viewer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by == v {
		o.by = nil
	}
}

// say brings one packet of v's words to the seat.
func (o *voice) say(v *viewer, p *rtp.Packet, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by != v || o.writer == nil || opusSamples(p.Payload) == 0 {
		return
	}
	if o.fresh {
		o.fresh = false
		o.offset = o.ts + o.passed(now) - p.Timestamp
	}
	o.seq++
	o.ts = p.Timestamp + o.offset
	o.heard = now
	o.write(o.seq, o.ts, p.Marker, p.Payload, now)
}

// passed is how long nothing was said, by the stream's clock.
func (o *voice) passed(now time.Time) uint32 {
	if o.at.IsZero() {
		return 0
	}
	return uint32(now.Sub(o.at).Seconds() * audioScale)
}

// present sends one packet of silence, by which the seat knows that it is looked at while nobody speaks.
func (o *voice) present(now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.writer == nil || now.Sub(o.heard) < time.Second {
		return
	}
	o.seq++
	o.ts += o.passed(now)
	o.fresh = true
	o.write(o.seq, o.ts, false, []byte{0xf8, 0xff, 0xfe}, now)
}
