package media

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

const (
	mostViewers = 64   // at once on this server
	ownViewers  = 6    // of one person; the oldest ends
	mostQueued  = 4096 // packets that wait for one viewer; more are left out
	pauseFor    = 3 * time.Millisecond
	unseenFor   = 15 * time.Second // a viewer that never connects is given up after it
)

// View is somebody's wish to look at seats.
type View struct {
	By    string // who looks, for bounds; rights were checked by who calls
	Seats []site.SeatID
	For   time.Duration // it ends by itself after it
}

// waiting is a packet that a viewer is to get. again: by the viewer's own number, because it lost it.
type waiting struct {
	f     *feed
	seq   uint16
	again bool
}

// viewer is one connection that looks at seats.
type viewer struct {
	id     string
	by     string
	server *Server
	pc     *webrtc.PeerConnection
	opened time.Time
	until  time.Time
	feeds  []*feed
	renew  sync.Mutex
	once   sync.Once
	wake   chan struct{}
	done   chan struct{}

	mu        sync.Mutex
	waits     []waiting
	left      int64 // packets left out because it was slow
	connected bool
	talks     *voice // of the seat it speaks to
	restarts  pace
}

// checkView refuses what no viewer of n seats offers. Two videos for one seat ask for its screen too.
func checkView(sdp string, n int) (videos int, err error) {
	lines, err := mediaLines(sdp, longestOffer+n*4096)
	if err != nil {
		return 0, err
	}
	videos = len(lines.video)
	if videos != n && (n != 1 || videos != 2) || lines.audio > n+1 {
		return 0, ErrOffer
	}
	return videos, nil
}

// Watch answers the offer of somebody who looks at seats: their pictures and sounds are passed on as they come, each in a stream
// named after its seat. A sound line that the offer sends takes words for the first seat, see Talk. Faults: ErrOffer, ErrNoCamera
// when the first seat has no session, ErrViewers, ErrAway.
func (s *Server) Watch(ctx context.Context, w View, offer string) (id, answer string, err error) {
	videos, err := checkView(offer, len(w.Seats))
	if err != nil {
		return "", "", err
	}
	now := time.Now()
	v := &viewer{id: actor.NewID(s.cfg.Clock()), by: w.By, server: s, opened: now, until: now.Add(w.For), wake: make(chan struct{}, 1), done: make(chan struct{})}
	if err := s.roomFor(w); err != nil {
		return "", "", err
	}
	if v.pc, err = s.peer(3*len(w.Seats), func() { go v.end() }); err != nil {
		return "", "", err
	}
	v.pc.OnTrack(v.hears)
	v.pc.OnConnectionStateChange(v.moved)
	for _, seat := range w.Seats {
		err = v.add(seat, TrackCamera, false)
		if err == nil {
			err = v.add(seat, TrackCamera, true)
		}
		if err == nil && videos > len(w.Seats) {
			err = v.add(seat, TrackScreen, false)
		}
		if err != nil {
			_ = v.pc.Close()
			return "", "", err
		}
	}
	if answer, err = answerOf(ctx, v.pc, offer); err != nil {
		_ = v.pc.Close()
		return "", "", err
	}
	if err := s.addViewer(v); err != nil {
		_ = v.pc.Close()
		return "", "", err
	}
	return v.id, answer, nil
}

// roomFor refuses one viewer too many.
func (s *Server) roomFor(w View) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return ErrAway
	case s.seats[w.Seats[0]] == nil:
		return ErrNoCamera
	case len(s.viewers) >= mostViewers:
		return ErrViewers
	}
	return nil
}

func (s *Server) addViewer(v *viewer) error {
	s.mu.Lock()
	if s.closed || len(s.viewers) >= mostViewers {
		s.mu.Unlock()
		return ErrViewers
	}
	var oldest *viewer
	own := 0
	for _, other := range s.viewers {
		if other.by == v.by {
			own++
			if oldest == nil || other.opened.Before(oldest.opened) {
				oldest = other
			}
		}
	}
	s.viewers[v.id] = v
	sources := map[string]*session{}
	for _, f := range v.feeds {
		if ss := s.seats[site.SeatID(f.seat)]; ss != nil {
			sources[f.seat] = ss
		}
	}
	s.mu.Unlock()
	if own >= ownViewers {
		go oldest.end()
	}
	go v.run()
	for _, f := range v.feeds {
		if ss := sources[f.seat]; ss != nil {
			ss.shownTo(f)
		}
	}
	return nil
}

// add gives the connection one stream of a seat.
func (v *viewer) add(seat site.SeatID, what Track, mic bool) error {
	mime, id := webrtc.MimeTypeVP8, "camera"
	switch {
	case mic:
		mime, id = webrtc.MimeTypeOpus, "microphone"
	case what == TrackScreen:
		id = "screen"
	}
	f := &feed{outbound: newOutbound(id, string(seat), mime), v: v, seat: string(seat), what: what, mic: mic}
	if what == TrackScreen {
		f.stream += "-screen"
	}
	sender, err := v.pc.AddTrack(f)
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	v.feeds = append(v.feeds, f)
	go f.hear(sender)
	return nil
}

func (v *viewer) moved(st webrtc.PeerConnectionState) {
	switch st {
	case webrtc.PeerConnectionStateConnected:
		v.mu.Lock()
		v.connected = true
		v.mu.Unlock()
		for _, f := range v.feeds {
			f.key()
		}
	case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
		go v.end()
	}
}

// queue takes one packet for the viewer; it never waits.
func (v *viewer) queue(w waiting) {
	v.mu.Lock()
	if len(v.waits) >= mostQueued*len(v.feeds) {
		v.left++
		v.mu.Unlock()
		return
	}
	v.waits = append(v.waits, w)
	first := len(v.waits) == 1
	v.mu.Unlock()
	if first {
		select {
		case v.wake <- struct{}{}:
		default:
		}
	}
}

// run sends what waits, in batches: with two hundred cameras a wake-up for each packet would cost more than sending it.
func (v *viewer) run() {
	var batch []waiting
	buf := make([]byte, 0, 1600)
	for {
		select {
		case <-v.done:
			return
		case <-v.wake:
		}
		for {
			v.mu.Lock()
			batch, v.waits = v.waits, batch[:0]
			v.mu.Unlock()
			if len(batch) == 0 {
				break
			}
			now := time.Now()
			for _, w := range batch {
				w.f.send(w, buf, now)
			}
			time.Sleep(pauseFor)
		}
	}
}

// hears takes what the viewer says; it goes to the seat while Talk is on.
func (v *viewer) hears(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
	if t.Kind() != webrtc.RTPCodecTypeAudio {
		return
	}
	go drain(r)
	defer v.server.recovered("viewer "+v.id, v.end)
	each(t, func(p *rtp.Packet) {
		v.mu.Lock()
		to := v.talks
		v.mu.Unlock()
		if to != nil {
			to.say(v, p, time.Now())
		}
	})
}

// drain reads what nobody needs, so that it does not pile up.
func drain(r interface {
	Read([]byte) (int, interceptor.Attributes, error)
}) {
	buf := make([]byte, 1500)
	for {
		if _, _, err := r.Read(buf); err != nil {
			return
		}
	}
}

// Talk begins or ends that a viewer's words go to the first seat it looks at, and returns whose that is. Faults: ErrNoViewer,
// ErrNoVoice when the seat cannot play them, ErrTalking while somebody else speaks to it.
func (s *Server) Talk(id, by string, on bool) (Source, error) {
	v, err := s.viewer(id, by)
	if err != nil {
		return Source{}, err
	}
	v.hush()
	s.mu.Lock()
	ss := s.seats[site.SeatID(v.feeds[0].seat)]
	s.mu.Unlock()
	switch {
	case ss == nil && on:
		return Source{}, ErrNoCamera
	case ss == nil:
		return Source{}, nil
	case !on:
		return ss.src, nil
	case ss.voice == nil:
		return Source{}, ErrNoVoice
	case !ss.voice.take(v):
		return Source{}, ErrTalking
	}
	v.mu.Lock()
	v.talks = ss.voice
	v.mu.Unlock()
	return ss.src, nil
}

// hush ends that the viewer speaks.
func (v *viewer) hush() {
	v.mu.Lock()
	old := v.talks
	v.talks = nil
	v.mu.Unlock()
	if old != nil {
		old.leave(v)
	}
}

// RenewView answers a new offer of a viewer, after a change of network. Faults: ErrNoViewer, ErrOffer, ErrTooOften.
func (s *Server) RenewView(ctx context.Context, id, by, offer string) (answer string, err error) {
	v, err := s.viewer(id, by)
	if err != nil {
		return "", err
	}
	if _, err := mediaLines(offer, longestOffer+len(v.feeds)*2048); err != nil {
		return "", err
	}
	v.renew.Lock()
	defer v.renew.Unlock()
	v.mu.Lock()
	ok := v.restarts.allow(time.Now())
	v.mu.Unlock()
	if !ok {
		return "", ErrTooOften
	}
	return answerOf(ctx, v.pc, offer)
}

// EndView ends somebody's own looking. Errors: ErrNoViewer, also for one that is over.
func (s *Server) EndView(id, by string) error {
	v, err := s.viewer(id, by)
	if err == nil {
		v.end()
	}
	return err
}

// Viewed is the seat that a live view looks at, whoever looks, for saying on the trail whose it is that somebody else tried to have; false
// for none.
func (s *Server) Viewed(id string) (Source, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.viewers[id]
	if v == nil {
		return Source{}, false
	}
	ss := s.seats[site.SeatID(v.feeds[0].seat)]
	if ss == nil {
		return Source{}, false
	}
	return ss.src, true
}

func (s *Server) viewer(id, by string) (*viewer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.viewers[id]
	if v == nil || v.by != by {
		return nil, ErrNoViewer
	}
	return v, nil
}

func (v *viewer) end() {
	v.once.Do(func() {
		v.server.mu.Lock()
		delete(v.server.viewers, v.id)
		v.server.mu.Unlock()
		close(v.done)
		v.hush()
		for _, f := range v.feeds {
			f.stop()
		}
		_ = v.pc.Close()
	})
}

// tend does what is due twice a second.
func (v *viewer) tend(now time.Time) {
	v.mu.Lock()
	connected := v.connected
	v.mu.Unlock()
	if now.After(v.until) || !connected && now.Sub(v.opened) > unseenFor {
		go v.end()
		return
	}
	var reports []rtcp.Packet
	for _, f := range v.feeds {
		if r, ok := f.report(now); ok {
			reports = append(reports, r)
		}
		if len(reports) == 40 { // of 28 bytes: what one datagram holds
			_ = v.pc.WriteRTCP(reports)
			reports = nil
		}
	}
	if len(reports) > 0 {
		_ = v.pc.WriteRTCP(reports)
	}
}

// offered is what lines of media an offer has.
type offered struct {
	video   []string // their mids
	audio   int
	hearing bool // a line of sound that can take some
}

// mediaLines reads an offer's lines of media; data channels and the like are refused.
func mediaLines(sdp string, longest int) (o offered, err error) {
	if len(sdp) > longest {
		return o, ErrOffer
	}
	kind := ""
	for line := range strings.Lines(sdp) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "m=video "):
			kind = "video"
			o.video = append(o.video, "")
		case strings.HasPrefix(line, "m=audio "):
			kind = "audio"
			o.audio++
		case strings.HasPrefix(line, "m="):
			return o, ErrOffer
		case kind == "video" && strings.HasPrefix(line, "a=mid:"):
			o.video[len(o.video)-1] = line[len("a=mid:"):]
		case kind == "audio" && (line == "a=sendrecv" || line == "a=recvonly"):
			o.hearing = true
		}
	}
	if len(o.video) == 0 {
		return o, ErrOffer
	}
	return o, nil
}
