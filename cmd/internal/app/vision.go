package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
	"github.com/suikao/suikao/web"
)

// openEyes has what the part's cameras show looked at. incidents takes what is noticed.
func (b *base) openEyes(p *mediaPart, notices *notice.Service, incidents *proctor.Service) {
	p.eyes = vision.New(vision.Config{Incidents: incidents, Cameras: askCameras{p}, Models: b.faceModels(), Clock: b.clock, Log: b.log,
		Sittings: standings{examstore.New(b.db, b.ring), notices}, Prompter: prompter{b.kv}, Every: b.cfg.Media.Challenges, Album: b.album(),
		Motion: motions{b.kv}})
	p.cfg.Watcher, p.hints = p.eyes, b.kv
}

// mediaEyes is openEyes for a node that only takes cameras.
func (m *Media) mediaEyes(s *Services) error {
	var err error
	if m.kv, err = kv.Open(m.cfg.Redis.URL, time.Now); err != nil {
		return err
	}
	s.Incidents = m.incidents(s, sitestore.New(m.db), peopleFacts{s.People, s.Accounts})
	m.openEyes(m.part, s.Notices, s.Incidents)
	m.part.listen(s.Incidents)
	m.part.measureEyes(m.metrics)
	return nil
}

// faceModels are the models of faces; nil where none are wanted or built in.
func (b *base) faceModels() fs.FS {
	files := web.Models()
	switch b.cfg.Media.Models {
	case "":
	case "off":
		return nil
	default:
		files = os.DirFS(b.cfg.Media.Models)
	}
	if list, err := fs.ReadDir(files, "."); err != nil || len(list) == 0 {
		b.log.Warn("faces are not looked for: there are no models", "folder", b.cfg.Media.Models)
		return nil
	}
	return files
}

// What of a sitting nobody saw, as its evidence and the room record say it.
const (
	noCamera  = "CAMERA"  // this installation takes no cameras
	noFaces   = "FACES"   // nobody looked for faces: no models
	noObjects = "OBJECTS" // phones and books are not looked for by the server; what a page says of them is only noted (proctor/claims)
)

// seenNotCovered adds to what next names what nobody saw.
func (b *base) seenNotCovered(next func(context.Context, exam.Sitting) ([]string, error)) func(context.Context, exam.Sitting) ([]string, error) {
	models := sync.OnceValue(func() bool { return b.faceModels() != nil })
	return func(ctx context.Context, sit exam.Sitting) ([]string, error) {
		out, err := next(ctx, sit)
		switch {
		case !b.cfg.Cameras():
			return append(out, noCamera), err
		case !models():
			out = append(out, noFaces)
		}
		return append(out, noObjects), err
	}
}

// openEyesFor runs what looks at cameras until ctx ends; the function that it returns waits for it.
func (p *mediaPart) openEyesFor(ctx context.Context) (wait func()) {
	if p.eyes == nil {
		return func() {}
	}
	var wg sync.WaitGroup
	wg.Go(func() { p.eyes.Run(ctx) })
	wg.Go(func() { p.hearHints(ctx, p.hints) })
	wg.Go(func() { hearWords(ctx, p.hints, p.eyes) })
	return wg.Wait
}

func (p *mediaPart) measureEyes(m *metrics) {
	m.counter("suikao_vision_looks_total", "Key frames looked at.", func() float64 { return float64(p.eyes.Figures().Seen) })
	m.counter("suikao_vision_faces_total", "Key frames in which faces were looked for.", func() float64 { return float64(p.eyes.Figures().Looked) })
	m.counter("suikao_vision_dropped_total", "Key frames that nobody had time to look at.", func() float64 { return float64(p.eyes.Figures().Dropped) })
	m.counter("suikao_vision_seconds_total", "Time spent looking, over all workers.", func() float64 { return p.eyes.Figures().Busy.Seconds() })
	m.gauge("suikao_vision_waiting", "Things noticed that could not be stored yet. More than a few for minutes is an alarm.",
		func() float64 { return float64(p.eyes.Figures().Waiting) })
}

// registerEyes enters what is noticed in pictures in the register of detectors, with what was measured of it.
func (s *Services) registerEyes(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "vision")
	for _, d := range vision.Detectors() {
		if _, err := s.Incidents.Register(ctx, d.Register()); err != nil {
			return fmt.Errorf("detector %s: %w", d.Name, err)
		}
	}
	return nil
}

// askCameras asks the part's server for key frames, while there is one.
type askCameras struct{ p *mediaPart }

// AskKeyFrame implements vision.Cameras.
func (c askCameras) AskKeyFrame(seat site.SeatID) bool {
	s := c.p.server.Load()
	return s != nil && s.AskKeyFrame(seat)
}

// Alarm implements vision.Cameras.
func (c askCameras) Alarm(seat site.SeatID) {
	if s := c.p.server.Load(); s != nil {
		s.Alarm(seat)
	}
}

// standings tells how sittings stand, and who agreed to be compared.
type standings struct {
	sittings *examstore.Store
	notices  *notice.Service
}

// Standing implements vision.Sittings.
func (s standings) Standing(ctx context.Context, id exam.SittingID) (vision.Standing, error) {
	sit, err := s.sittings.Sitting(ctx, id)
	if errors.Is(err, exam.ErrNoSitting) {
		return vision.Standing{}, nil
	}
	if err != nil {
		return vision.Standing{}, err
	}
	out := vision.Standing{Live: sit.State.Live(), Running: sit.State == exam.Running}
	if out.Live {
		var c *notice.Confirmation
		c, err = s.notices.Standing(ctx, people.PersonID(sit.Person), notice.FaceConsent)
		out.Consent = err == nil && c != nil
	}
	return out, err
}

// seatChallenged is the channel on which whoever looks at cameras tells the nodes with the seats' sockets what to ask for.
const seatChallenged = "seat.challenged"

// asked is a challenge under way to a seat's page.
type asked struct {
	Seat        site.SeatID
	Act         string
	From, Until time.Time
}

// seatHinted is the channel on which nodes tell whoever looks at cameras what a seat's page says.
const seatHinted = "seat.hinted"

// hinted keeps what a seat's page says it sees until tellHints passes it on; it never waits.
func (a *App) hinted(_ site.SeatID, id exam.SittingID) {
	select {
	case a.hints <- id:
	default: // the server looks by itself every ten seconds
	}
}

// tellHints passes on what pages say they see to whoever looks at their cameras.
func (a *App) tellHints(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-a.hints:
			if err := a.kv.Publish(ctx, seatHinted, []byte(id)); err != nil && ctx.Err() == nil {
				a.log.Debug("telling what a page sees", "err", err)
			}
		}
	}
}

// hearHints has the cameras of seats looked at whose pages say that something is to be seen.
func (p *mediaPart) hearHints(ctx context.Context, from kv.Store) {
	hear(ctx, from, seatHinted, func(m []byte) { p.eyes.Hint(exam.SittingID(m)) })
}

// prompter sends challenges to the nodes that hold the seats' sockets.
type prompter struct{ kv kv.Store }

// Challenge implements vision.Prompter.
func (p prompter) Challenge(ctx context.Context, seat site.SeatID, _ exam.SittingID, c vision.Challenge) error {
	b, err := json.Marshal(asked{seat, string(c.Act), c.From, c.Until})
	if err != nil {
		return err
	}
	return p.kv.Publish(ctx, seatChallenged, b)
}

// hearChallenges shows challenges at the seats whose sockets this node holds, until ctx ends.
func (a *App) hearChallenges(ctx context.Context) {
	hear(ctx, a.kv, seatChallenged, func(m []byte) {
		var c asked
		if json.Unmarshal(m, &c) == nil {
			a.hub.Challenge(c.Seat, c.Act, c.From, c.Until)
		}
	})
}
