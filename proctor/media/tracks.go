package media

import (
	"errors"
	"io"
	"runtime/debug"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// keys is when a picture was asked for a whole one, so that all who ask reach the camera at most every keyGap.
type keys struct {
	last   time.Time
	queued bool // one more is due at the end of the gap
}

// claim notes a new track and says where it goes; nil when it is not wanted: the session is over, or has one of its kind.
func (ss *session) claim(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) (in *inbound, what Track) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	place := &ss.mic
	scale := uint32(audioScale)
	if t.Kind() == webrtc.RTPCodecTypeVideo {
		place, scale = &ss.camera, videoScale
		if tr := r.RTPTransceiver(); len(ss.offer.video) > 1 && tr != nil && tr.Mid() == ss.offer.video[1] {
			place, what = &ss.screen, TrackScreen
		}
	}
	if ss.over || *place != nil {
		return nil, what
	}
	in = &inbound{ssrc: uint32(t.SSRC()), scale: scale}
	*place = in
	if scale == videoScale {
		ss.keys[in] = &keys{}
	}
	if what == TrackScreen {
		ss.screenRec = ss.recorder(TrackScreen)
	}
	ss.tracks.Add(1)
	return in, what
}

// track reads one track to its end.
func (ss *session) track(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
	in, what := ss.claim(t, r)
	if in == nil {
		return
	}
	failed := true
	func() {
		defer ss.tracks.Done()
		defer ss.server.recovered("session "+ss.id, nil)
		go ss.control(in, r)
		ss.showWaiting(in, what)
		if in.scale == videoScale {
			ss.askKey(what)
			ss.pictures(t, in, what)
		} else {
			ss.sounds(t, in)
		}
		failed = false
	}()
	if failed {
		ss.end("a defect")
	}
}

// recovered notes a panic and calls then; it is deferred.
func (s *Server) recovered(where string, then func()) {
	if v := recover(); v != nil {
		s.noted(where, v, debug.Stack())
		if then != nil {
			then()
		}
	}
}

func (s *Server) noted(where string, v any, stack []byte) {
	s.figures.panics.Add(1)
	s.cfg.Log.Error("panic at a camera", "where", where, "value", v, "stack", string(stack))
}

func (ss *session) pictures(t *webrtc.TrackRemote, in *inbound, what Track) {
	rec := ss.rec
	if what == TrackScreen {
		rec = ss.screenRec
	}
	a := newAssembler()
	var now time.Time
	var asks []uint16
	take := func(f frame) {
		if f.key {
			ss.whole(f, what)
		}
		rec.picture(f, now)
	}
	each(t, func(p *rtp.Packet) {
		now = time.Now()
		in.packet(p, now)
		if a.push(p, take) {
			ss.askKey(what)
		}
		if asks = a.missing(now, asks[:0]); len(asks) > 0 {
			_ = ss.pc.WriteRTCP([]rtcp.Packet{&rtcp.TransportLayerNack{MediaSSRC: in.ssrc, Nacks: rtcp.NackPairsFromSequenceNumbers(asks)}})
		}
	})
	ss.server.figures.lost.Add(int64(a.lost))
}

// whole shows a key frame to who watches.
func (ss *session) whole(f frame, what Track) {
	w, h, ok := pictureSize(f.data)
	if !ok {
		return
	}
	if ss.src.Gate {
		return
	}
	at := ss.server.cfg.Clock()
	ss.sized(what, w, h, at)
	if sh := ss.server.shower; sh != nil && w <= largest && h <= largest {
		sh.frame(KeyFrame{Source: ss.src, Session: ss.id, Track: what, At: at, Width: w, Height: h, Data: f.data})
	}
}

func (ss *session) sounds(t *webrtc.TrackRemote, in *inbound) {
	each(t, func(p *rtp.Packet) {
		now := time.Now()
		in.packet(p, now)
		ss.rec.sound(p.Timestamp, p.Payload, now)
	})
}

// each reads packets into one buffer until the track ends.
func each(t *webrtc.TrackRemote, take func(*rtp.Packet)) {
	buf := make([]byte, 1600)
	var p rtp.Packet
	for {
		n, _, err := t.Read(buf)
		if errors.Is(err, io.ErrShortBuffer) {
			continue
		}
		if err != nil {
			return
		}
		if p.Unmarshal(buf[:n]) == nil {
			take(&p)
		}
	}
}

// control reads what the seat says of its track, until the track ends.
func (ss *session) control(in *inbound, r *webrtc.RTPReceiver) {
	defer ss.server.recovered("session "+ss.id, nil)
	buf := make([]byte, 1500)
	var from time.Time
	n := 0
	for {
		size, _, err := r.Read(buf)
		if err != nil {
			return
		}
		now := time.Now()
		if now.Sub(from) > time.Second {
			from, n = now, 0
		}
		if n++; n > mostControl {
			ss.refuse(ErrFlood)
			return
		}
		in.control(buf[:size], now)
		ss.mu.Lock()
		ss.sign = now
		ss.mu.Unlock()
	}
}

// askKey asks for a whole picture of a track, at most every keyGap: one that comes too early is asked at the end of the gap.
func (ss *session) askKey(what Track) {
	now := time.Now()
	ss.mu.Lock()
	defer ss.mu.Unlock()
	in := ss.camera
	if what == TrackScreen {
		in = ss.screen
	}
	k := ss.keys[in]
	if k == nil || ss.over || k.queued {
		return
	}
	if wait := keyGap - now.Sub(k.last); wait > 0 {
		k.queued = true
		time.AfterFunc(wait, func() {
			ss.mu.Lock()
			k.queued = false
			ss.mu.Unlock()
			ss.askKey(what)
		})
		return
	}
	k.last = now
	_ = ss.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: in.ssrc}})
}

// shownTo gives a viewer's feed what this session has of its kind, now and when it comes.
func (ss *session) shownTo(f *feed) {
	ss.mu.Lock()
	in := ss.camera
	switch {
	case f.mic:
		in = ss.mic
	case f.what == TrackScreen:
		in = ss.screen
	}
	over := ss.over
	ss.mu.Unlock()
	if in != nil && !over {
		f.from(in, func() { ss.askKey(f.what) })
	}
}

// showWaiting gives a new track to the viewers that were there before it.
func (ss *session) showWaiting(in *inbound, what Track) {
	s := ss.server
	var feeds []*feed
	s.mu.Lock()
	if s.seats[ss.src.Seat] == ss {
		for _, v := range s.viewers {
			for _, f := range v.feeds {
				if f.seat == string(ss.src.Seat) && f.what == what && f.mic == (in.scale == audioScale) {
					feeds = append(feeds, f)
				}
			}
		}
	}
	s.mu.Unlock()
	for _, f := range feeds {
		f.from(in, func() { ss.askKey(what) })
	}
}

// hide takes the session's tracks from the viewers. The session is over.
func (ss *session) hide() {
	ss.mu.Lock()
	all := []*inbound{ss.camera, ss.mic, ss.screen}
	rec := ss.screenRec
	ss.mu.Unlock()
	if rec != nil {
		rec.stop()
	}
	for _, in := range all {
		if in == nil {
			continue
		}
		for _, f := range in.viewers() {
			f.leave(in)
		}
	}
}
