package media

import (
	"time"

	"github.com/pion/rtcp"

	"github.com/suikao/suikao/exam/site"
)

const (
	silentFor   = 20 * time.Second // a session whose camera has never sent a picture is given up after it
	keyEvery    = 2 * time.Second  // a key frame is asked for so often,
	keyAlarm    = time.Second      // so often after an alarm,
	alarmFor    = 10 * time.Second // for so long
	mostControl = 300              // control packets of one track in a second
	overload    = 4                // times what it was told that a seat may send,
	overloadFor = 5 * time.Second
	refusedFor  = 30 * time.Second // a seat that was sent away for what it sends is refused for so long
)

// load is how much a session sends.
type load struct {
	bytes   int64
	packets int64
	at      time.Time
	over    time.Duration // that it has sent too much
}

// refusal is why a seat is not taken for a while.
type refusal struct {
	err   error
	until time.Time
}

// refuse ends a session for what it sends, and tells the seat why when it comes again.
func (ss *session) refuse(why error) {
	s := ss.server
	s.mu.Lock()
	s.refused[ss.src.Seat] = refusal{why, time.Now().Add(refusedFor)}
	s.mu.Unlock()
	s.figures.refused.Add(1)
	go ss.end(why.Error())
}

// tend does what is due twice a second.
func (ss *session) tend(now time.Time) {
	ss.rec.tick(now)
	ss.mu.Lock()
	camera, mic, screen, rec := ss.camera, ss.mic, ss.screen, ss.screenRec
	every := keyEvery
	if now.Before(ss.alarm) {
		every = keyAlarm
	}
	ss.mu.Unlock()
	if rec != nil {
		rec.tick(now)
	}
	if ss.rec.lastSeen().IsZero() && now.Sub(ss.opened) > silentFor {
		go ss.end("no picture came")
		return
	}
	if ss.tooMuch(now, camera, mic, screen) {
		return
	}
	ss.tellFlows(now, camera, mic, screen)
	ss.feedback(now, camera, mic, screen)
	for what, in := range map[Track]*inbound{TrackCamera: camera, TrackScreen: screen} {
		if in != nil && ss.keyDue(in, now, every) {
			ss.askKey(what)
		}
	}
	if ss.voice != nil && camera != nil && len(camera.viewers()) > 0 {
		ss.voice.present(now)
	}
}

func (ss *session) keyDue(in *inbound, now time.Time, every time.Duration) bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	k := ss.keys[in]
	return k != nil && now.Sub(k.last) >= every-tendEvery/4
}

// feedback tells the seat what came of its streams and how much it may send, in one packet.
func (ss *session) feedback(now time.Time, all ...*inbound) {
	var reports []rtcp.ReceptionReport
	var videos []uint32
	for _, in := range all {
		if in == nil {
			continue
		}
		if r, ok := in.reception(now); ok {
			reports = append(reports, r)
		}
		if in.scale == videoScale {
			videos = append(videos, in.ssrc)
		}
	}
	if len(videos) == 0 {
		return
	}
	_ = ss.pc.WriteRTCP([]rtcp.Packet{&rtcp.ReceiverReport{SSRC: videos[0], Reports: reports},
		&rtcp.ReceiverEstimatedMaximumBitrate{SenderSSRC: videos[0], Bitrate: float32(ss.server.cfg.Kilobits*len(videos)) * 1000, SSRCs: videos}})
}

// tooMuch ends a session that sends far more than it was told, for some seconds.
func (ss *session) tooMuch(now time.Time, all ...*inbound) bool {
	var bytes, packets int64
	videos := 0
	for _, in := range all {
		if in == nil {
			continue
		}
		_, b, p := in.came()
		bytes, packets = bytes+b, packets+p
		if in.scale == videoScale {
			videos++
		}
	}
	l := &ss.load
	took := now.Sub(l.at).Seconds()
	before := *l
	l.bytes, l.packets, l.at = bytes, packets, now
	if before.at.IsZero() || took < 0.2 {
		return false
	}
	most := float64(ss.server.cfg.Kilobits*max(1, videos)*overload) * 1000 / 8
	if float64(bytes-before.bytes)/took <= most && float64(packets-before.packets)/took <= max(1000, most/100) {
		l.over = 0
		return false
	}
	if l.over += now.Sub(before.at); l.over < overloadFor {
		return false
	}
	ss.refuse(ErrTooMuch)
	return true
}

// flows is what was told of a session's streams.
type flows struct {
	stopped map[Track]bool
	stalled map[Track]bool
	silent  bool
	size    map[Track][2]int
}

// sized tells of the first picture of a track and of another size.
func (ss *session) sized(what Track, w, h int, at time.Time) {
	ss.mu.Lock()
	before, known := ss.flows.size[what]
	if ss.flows.size == nil {
		ss.flows.size = map[Track][2]int{}
	}
	ss.flows.size[what] = [2]int{w, h}
	ss.mu.Unlock()
	switch {
	case !known:
		ss.tell(what, FlowBegan, at)
	case before != [2]int{w, h}:
		ss.tell(what, FlowSize, at)
	}
}

// tellFlows tells of streams that stopped and came back.
func (ss *session) tellFlows(now time.Time, camera, mic, screen *inbound) {
	if ss.server.shower == nil || ss.src.Gate {
		return
	}
	at := ss.server.cfg.Clock()
	if ss.flows.stopped == nil {
		ss.flows.stopped, ss.flows.stalled = map[Track]bool{}, map[Track]bool{}
	}
	for what, in := range map[Track]*inbound{TrackCamera: camera, TrackScreen: screen} {
		if in == nil {
			continue
		}
		last, _, _ := in.came()
		stopped := !last.IsZero() && now.Sub(last) > StoppedFor
		if stopped && !ss.flows.stalled[what] && now.Sub(last) > StalledFor && ss.lives(now, mic) {
			ss.flows.stalled[what] = true
			ss.tell(what, FlowStalled, at)
		}
		if stopped == ss.flows.stopped[what] {
			continue
		}
		ss.flows.stopped[what] = stopped
		if stopped {
			ss.tell(what, FlowStopped, at)
		} else {
			ss.flows.stalled[what] = false
			ss.tell(what, FlowBack, at)
		}
	}
	if ss.offer.audio == 0 || camera == nil {
		return
	}
	last := ss.opened
	if mic != nil {
		last, _, _ = mic.came()
	}
	if silent := now.Sub(last) > SilentFor; silent != ss.flows.silent {
		ss.flows.silent = silent
		if silent {
			ss.tell(TrackCamera, FlowSilent, at)
		} else {
			ss.tell(TrackCamera, FlowSounds, at)
		}
	}
}

// lives reports whether the seat gave a sign lately on anything: sound, or a report on one of its tracks.
func (ss *session) lives(now time.Time, mic *inbound) bool {
	ss.mu.Lock()
	sign := ss.sign
	ss.mu.Unlock()
	if mic != nil {
		if last, _, _ := mic.came(); last.After(sign) {
			sign = last
		}
	}
	return now.Sub(sign) < signFor
}

func (ss *session) tell(what Track, kind FlowKind, at time.Time) {
	sh := ss.server.shower
	if sh == nil || ss.src.Gate {
		return
	}
	ss.mu.Lock()
	size := ss.flows.size[what]
	ss.mu.Unlock()
	sh.flow(Flow{Source: ss.src, Session: ss.id, Track: what, Kind: kind, At: at, Width: size[0], Height: size[1]})
}

// AskKeyFrame asks a seat's camera for a whole picture; false when the seat has no session. At most twice a second reach it; what
// comes too early is asked at the end of the half second.
func (s *Server) AskKeyFrame(seat site.SeatID) bool {
	s.mu.Lock()
	ss := s.seats[seat]
	s.mu.Unlock()
	if ss == nil {
		return false
	}
	ss.askKey(TrackCamera)
	return true
}

// Alarm asks a seat's camera for a whole picture every second for the next ten, in place of every other.
func (s *Server) Alarm(seat site.SeatID) {
	s.mu.Lock()
	ss := s.seats[seat]
	s.mu.Unlock()
	if ss == nil {
		return
	}
	ss.mu.Lock()
	ss.alarm = time.Now().Add(alarmFor)
	ss.mu.Unlock()
	ss.askKey(TrackCamera)
}

// Came tells when the last packet of a seat's picture came and how many bytes of pictures and sound ever did in its session; zero
// when the seat has none.
func (s *Server) Came(seat site.SeatID) (last time.Time, bytes int64) {
	s.mu.Lock()
	ss := s.seats[seat]
	s.mu.Unlock()
	if ss == nil {
		return last, 0
	}
	ss.mu.Lock()
	all := []*inbound{ss.camera, ss.mic, ss.screen}
	ss.mu.Unlock()
	for i, in := range all {
		if in == nil {
			continue
		}
		at, b, _ := in.came()
		bytes += b
		if i == 0 {
			last = at
		}
	}
	return last, bytes
}
