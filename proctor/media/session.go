package media

import (
	"context"
	"fmt"
	"sync"
	"time"

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
	voice  *voice // nil where the seat plays nothing
	offer  offered
	opened time.Time
	once   sync.Once
	tracks sync.WaitGroup
	renew  sync.Mutex

	mu        sync.Mutex
	camera    *inbound // nil before its track is there, like the others
	mic       *inbound
	screen    *inbound
	screenRec *recorder
	keys      map[*inbound]*keys
	alarm     time.Time
	sign      time.Time // the last report on a track
	flows     flows
	load      load
	restarts  pace
	over      bool
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

// checkOffer refuses what no camera of a seat offers, before anything is built for it. screens: a second picture may be one.
func checkOffer(sdp string, screens bool) (offered, error) {
	o, err := mediaLines(sdp, longestOffer)
	if err == nil && (o.audio > 1 || len(o.video) > 2 || len(o.video) == 2 && !screens) {
		err = ErrOffer
	}
	return o, err
}

// Publish answers the offer of a seat's camera and returns the session's id. An older session of the seat is ended. Faults:
// ErrOffer, ErrFull, ErrTooOften, ErrAway.
func (s *Server) Publish(ctx context.Context, src Source, offer string) (id, answer string, err error) {
	lines, err := checkOffer(offer, s.cfg.Screens && !src.Gate)
	if err != nil {
		return "", "", err
	}
	old, err := s.admit(src.Seat)
	if err != nil {
		return "", "", err
	}
	if old != nil {
		old.end("a newer session of the seat")
	}
	ss := &session{id: actor.NewID(s.cfg.Clock()), src: src, server: s, offer: lines, opened: time.Now(), keys: map[*inbound]*keys{}}
	if ss.pc, err = s.peer(1, func() { go ss.refuse(ErrFlood) }); err != nil {
		return "", "", err
	}
	s.wg.Add(1) // until end
	s.ends.Add(1)
	ss.rec = ss.recorder(TrackCamera)
	ss.pc.OnTrack(ss.track)
	ss.pc.OnConnectionStateChange(func(st webrtc.PeerConnectionState) {
		if st == webrtc.PeerConnectionStateFailed || st == webrtc.PeerConnectionStateClosed {
			go ss.end("the connection " + st.String())
		}
	})
	if lines.hearing {
		err = ss.addVoice()
	}
	if err == nil {
		answer, err = answerOf(ctx, ss.pc, offer)
	}
	if err == nil {
		err = s.add(ss)
	}
	if err != nil {
		ss.end("the offer failed")
		return "", "", err
	}
	s.cfg.Log.Info("camera connects", "seat", src.Seat, "sitting", src.Sitting, "session", ss.id)
	return ss.id, answer, nil
}

// peer makes a connection that is sent some streams; flooded is called when it sends ones without end.
func (s *Server) peer(streams int, flooded func()) (*webrtc.PeerConnection, error) {
	api, err := s.net.api(s.cfg, streams, flooded)
	if err != nil {
		return nil, err
	}
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	return pc, nil
}

// recorder makes one for a track of the session.
func (ss *session) recorder(t Track) *recorder {
	s := ss.server
	ask := func() { ss.askKey(t) }
	return &recorder{session: ss.id, src: ss.src, track: t, every: s.cfg.SegmentFor, clock: s.cfg.Clock, askKey: ask, buffers: &s.buffers,
		tooLarge: func() { go ss.refuse(ErrTooLarge) }, out: newWriter(s.spool, s.cfg.Log, &s.figures, &s.buffers, s.keepSoon)}
}

// addVoice lets the seat hear officers.
func (ss *session) addVoice() error {
	ss.voice = &voice{outbound: newOutbound("voice", "officer", webrtc.MimeTypeOpus)}
	sender, err := ss.pc.AddTrack(ss.voice)
	if err == nil {
		go drain(sender)
	}
	return err
}

// admit asks whether there is room and the seat does not come too often; it returns the seat's older session.
func (s *Server) admit(seat site.SeatID) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.seats[seat]
	p := s.pace[seat]
	now := time.Now()
	ok := p.allow(now)
	s.pace[seat] = p
	switch {
	case s.closed:
		return nil, ErrAway
	case now.Before(s.refused[seat].until):
		return nil, s.refused[seat].err
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
	for _, v := range s.viewers {
		for _, f := range v.feeds {
			if f.seat == string(ss.src.Seat) {
				go ss.shownTo(f)
			}
		}
	}
	return nil
}

// Renew answers a new offer on a session: ICE restart after a change of network. Only its own seat may. Faults: ErrNoSession,
// ErrOffer, ErrTooOften.
func (s *Server) Renew(ctx context.Context, seat site.SeatID, id, offer string) (answer string, err error) {
	if _, err := checkOffer(offer, s.cfg.Screens); err != nil {
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
	return answerOf(ctx, ss.pc, offer)
}

// End ends a session of a seat; one that is not there is no error.
func (s *Server) End(seat site.SeatID, id string) {
	if ss, err := s.own(seat, id); err == nil {
		ss.end("by the seat")
	}
}

// Knows reports whether a session of a seat is under way here.
func (s *Server) Knows(seat site.SeatID, id string) bool {
	_, err := s.own(seat, id)
	return err == nil
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

// answerOf takes an offer and returns the answer with every candidate in it.
func answerOf(ctx context.Context, pc *webrtc.PeerConnection, offer string) (string, error) {
	if err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrOffer.Wrap(err)
	}
	answer, err := pc.CreateAnswer(nil)
	if err != nil {
		return "", ErrOffer.Wrap(err)
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(answer); err != nil {
		return "", ErrOffer.Wrap(err)
	}
	select {
	case <-gathered:
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(gatherFor):
	}
	return pc.LocalDescription().SDP, nil
}

// end closes the session and its file. It returns when the file is closed.
func (ss *session) end(why string) {
	ss.once.Do(func() {
		s := ss.server
		defer s.wg.Done()
		defer s.ends.Done()
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
		ss.hide()
		ss.tell(TrackCamera, FlowEnded, s.cfg.Clock())
		s.cfg.Log.Info("camera ends", "seat", ss.src.Seat, "sitting", ss.src.Sitting, "session", ss.id, "why", why)
	})
}
