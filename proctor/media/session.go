package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

const (
	longestOffer = 64 << 10
	gatherFor    = 3 * time.Second
	keyGap       = 500 * time.Millisecond
)

// session is one seat's connection.
type session struct {
	id     string
	src    Source
	server *Server
	pc     *webrtc.PeerConnection
	rec    *recorder
	opened time.Time
	once   sync.Once
	tracks sync.WaitGroup
	renew  sync.Mutex

	mu       sync.Mutex
	video    uint32 // ssrc; 0 before the track is there
	audio    bool
	lastKey  time.Time
	restarts pace
	over     bool
}

// pace lets a few through at once and then one every three seconds.
type pace struct {
	at   time.Time
	used float64
}

func (p *pace) allow(now time.Time) bool {
	if !p.at.IsZero() {
		p.used = max(0, p.used-now.Sub(p.at).Seconds()/3)
	}
	if p.used >= 6 {
		return false
	}
	p.at = now
	p.used++
	return true
}

// checkOffer refuses what no camera of a seat offers, before anything is built for it.
func checkOffer(sdp string) error {
	if len(sdp) > longestOffer {
		return ErrOffer
	}
	video, audio := 0, 0
	for line := range strings.Lines(sdp) {
		switch {
		case strings.HasPrefix(line, "m=video "):
			video++
		case strings.HasPrefix(line, "m=audio "):
			audio++
		case strings.HasPrefix(line, "m="):
			return ErrOffer
		}
	}
	if video != 1 || audio > 1 {
		return ErrOffer
	}
	return nil
}

// Publish answers the offer of a seat's camera and returns the session's id. An older session of the seat is ended. Faults:
// ErrOffer, ErrFull, ErrTooOften, ErrAway.
func (s *Server) Publish(ctx context.Context, src Source, offer string) (id, answer string, err error) {
	if err := checkOffer(offer); err != nil {
		return "", "", err
	}
	old, err := s.admit(src.Seat)
	if err != nil {
		return "", "", err
	}
	if old != nil {
		old.end("a newer session of the seat")
	}
	ss := &session{id: actor.NewID(s.cfg.Clock()), src: src, server: s, opened: time.Now()}
	if ss.pc, err = s.api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return "", "", fmt.Errorf("media: %w", err)
	}
	ss.rec = &recorder{session: ss.id, src: src, every: s.cfg.SegmentFor, clock: s.cfg.Clock, askKey: ss.askKey,
		out: newWriter(s.spool, s.cfg.Log, &s.figures, s.keepSoon)}
	ss.pc.OnTrack(ss.track)
	ss.pc.OnConnectionStateChange(func(st webrtc.PeerConnectionState) {
		if st == webrtc.PeerConnectionStateFailed || st == webrtc.PeerConnectionStateClosed {
			go ss.end("the connection " + st.String())
		}
	})
	if answer, err = ss.answer(ctx, offer); err == nil {
		err = s.add(ss)
	}
	if err != nil {
		ss.end("the offer failed")
		return "", "", err
	}
	s.cfg.Log.Info("camera connects", "seat", src.Seat, "sitting", src.Sitting, "session", ss.id)
	return ss.id, answer, nil
}

// admit asks whether there is room and the seat does not come too often; it returns the seat's older session.
func (s *Server) admit(seat site.SeatID) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.seats[seat]
	p := s.pace[seat]
	ok := p.allow(time.Now())
	s.pace[seat] = p
	switch {
	case s.closed:
		return nil, ErrAway
	case !ok:
		return nil, ErrTooOften
	case old == nil && len(s.sessions) >= s.cfg.MaxPublishers:
		return nil, ErrFull
	}
	return old, nil
}

func (s *Server) add(ss *session) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.sessions) >= s.cfg.MaxPublishers {
		return ErrFull
	}
	if other := s.seats[ss.src.Seat]; other != nil {
		go other.end("a newer session of the seat") // two offers of one seat at once: the later one stays
	}
	s.sessions[ss.id], s.seats[ss.src.Seat] = ss, ss
	s.figures.published.Add(1)
	return nil
}

// Renew answers a new offer on a session: ICE restart after a change of network. Only its own seat may. Faults: ErrNoSession,
// ErrOffer, ErrTooOften.
func (s *Server) Renew(ctx context.Context, seat site.SeatID, id, offer string) (answer string, err error) {
	if err := checkOffer(offer); err != nil {
		return "", err
	}
	ss, err := s.own(seat, id)
	if err != nil {
		return "", err
	}
	ss.renew.Lock()
	defer ss.renew.Unlock()
	ss.mu.Lock()
	ok := ss.restarts.allow(time.Now())
	ss.mu.Unlock()
	if !ok {
		return "", ErrTooOften
	}
	return ss.answer(ctx, offer)
}

// End ends a session of a seat; one that is not there is no error.
func (s *Server) End(seat site.SeatID, id string) {
	if ss, err := s.own(seat, id); err == nil {
		ss.end("by the seat")
	}
}

func (s *Server) own(seat site.SeatID, id string) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ss := s.sessions[id]
	if ss == nil || ss.src.Seat != seat {
		return nil, ErrNoSession
	}
	return ss, nil
}

// answer takes an offer and returns the answer with every candidate in it.
func (ss *session) answer(ctx context.Context, offer string) (string, error) {
	if err := ss.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrOffer.Wrap(err)
	}
	answer, err := ss.pc.CreateAnswer(nil)
	if err != nil {
		return "", ErrOffer.Wrap(err)
	}
	gathered := webrtc.GatheringCompletePromise(ss.pc)
	if err := ss.pc.SetLocalDescription(answer); err != nil {
		return "", ErrOffer.Wrap(err)
	}
	select {
	case <-gathered:
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(gatherFor):
	}
	return ss.pc.LocalDescription().SDP, nil
}

// end closes the session and its file. It returns when the file is closed.
func (ss *session) end(why string) {
	ss.once.Do(func() {
		s := ss.server
		s.mu.Lock()
		delete(s.sessions, ss.id)
		if s.seats[ss.src.Seat] == ss {
			delete(s.seats, ss.src.Seat)
		}
		s.mu.Unlock()
		ss.mu.Lock()
		ss.over = true
		ss.mu.Unlock()
		_ = ss.pc.Close()
		ss.tracks.Wait()
		ss.rec.stop()
		s.cfg.Log.Info("camera ends", "seat", ss.src.Seat, "sitting", ss.src.Sitting, "session", ss.id, "why", why)
	})
}

// track reads one track to its end. Only the first picture and the first sound are taken.
func (ss *session) track(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
	video := t.Kind() == webrtc.RTPCodecTypeVideo
	ss.mu.Lock()
	taken := ss.over || video && ss.video != 0 || !video && ss.audio
	if !taken {
		ss.tracks.Add(1)
		ss.audio = ss.audio || !video
		if video {
			ss.video = uint32(t.SSRC())
		}
	}
	ss.mu.Unlock()
	if taken {
		return
	}
	failed := true
	func() {
		defer ss.tracks.Done()
		defer func() {
			if v := recover(); v != nil {
				ss.server.figures.panics.Add(1)
				ss.server.cfg.Log.Error("panic in a camera's session", "session", ss.id, "value", v, "stack", string(debug.Stack()))
			}
		}()
		if video {
			ss.askKey()
			ss.pictures(t)
		} else {
			ss.sounds(t)
		}
		failed = false
	}()
	if failed {
		ss.end("a defect")
	}
}

func (ss *session) pictures(t *webrtc.TrackRemote) {
	a := newAssembler()
	each(t, func(p *rtp.Packet) {
		if a.push(p, func(f frame) { ss.rec.picture(f, time.Now()) }) {
			ss.askKey()
		}
	})
	ss.server.figures.lost.Add(int64(a.lost))
}

func (ss *session) sounds(t *webrtc.TrackRemote) {
	each(t, func(p *rtp.Packet) { ss.rec.sound(p.Timestamp, p.Payload, time.Now()) })
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

// askKey asks the camera for a whole picture, at most every keyGap.
func (ss *session) askKey() {
	now := time.Now()
	ss.mu.Lock()
	ssrc := ss.video
	if ssrc == 0 || now.Sub(ss.lastKey) < keyGap {
		ssrc = 0
	} else {
		ss.lastKey = now
	}
	ss.mu.Unlock()
	if ssrc != 0 {
		_ = ss.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: ssrc}})
	}
}

// tend does what is due once a second.
func (ss *session) tend(now time.Time) {
	ss.rec.tick(now)
	ss.mu.Lock()
	ssrc, key := ss.video, now.Sub(ss.lastKey) >= keyEvery
	ss.mu.Unlock()
	if ss.rec.lastSeen().IsZero() && now.Sub(ss.opened) > silentFor {
		go ss.end("no picture came")
		return
	}
	if ssrc == 0 {
		return
	}
	_ = ss.pc.WriteRTCP([]rtcp.Packet{&rtcp.ReceiverEstimatedMaximumBitrate{Bitrate: float32(ss.server.cfg.Kilobits) * 1000, SSRCs: []uint32{ssrc}}})
	if key {
		ss.askKey()
	}
}
