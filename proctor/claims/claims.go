package claims

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Place is where a page sits.
type Place struct {
	Room    site.RoomID
	Seat    site.SeatID
	Sitting exam.SittingID
}

// Claim is what a page says it sees now. Scores and likeness are 0 to 1.
type Claim struct {
	Phone, Book float64 // 0: none is seen
	Like        float64 // with who sat down; 0: not compared
	Level       int     // how loud it is, 0 (−100 dB) to 100 (full scale)
}

// Least is the score from which a thing counts, and Alike the likeness below which a person is another. Neither was measured. [design]
const (
	Least = 0.4
	Alike = 0.6
)

// Incidents takes what was said; *proctor.Service is one.
type Incidents interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
	Over(ctx context.Context, in proctor.Signal) error
}

// Config is what a Service needs.
type Config struct {
	Incidents Incidents
	Clock     actor.Clock
	Log       *slog.Logger
	// Things is the version of the model with which pages look for things; empty: none was given to them.
	Things string
	// Sounds keeps how loud it was; nil: nobody does.
	Sounds SoundStore
	// Faces says whether pages are given the model that compares persons.
	Faces bool
}

// detector is one thing that pages say.
type detector struct {
	proctor.Detector
	kind  proctor.Kind
	score func(Claim) float64
	says  func(score float64) bool
}

func seen(score float64) bool { return score >= Least }

// detectors lists what pages can say with what they were given.
func (c Config) detectors() []detector {
	var out []detector
	if c.Things != "" {
		out = append(out,
			detector{proctor.Detector{Name: "kiosk.phone", Version: c.Things, Threshold: Least, Budget: 0.95}, proctor.Phone, func(c Claim) float64 { return c.Phone }, seen},
			detector{proctor.Detector{Name: "kiosk.book", Version: c.Things, Threshold: Least, Budget: 0.95}, proctor.Book, func(c Claim) float64 { return c.Book }, seen})
	}
	if c.Faces {
		out = append(out, detector{proctor.Detector{Name: "kiosk.sameperson", Version: "1", Threshold: Alike, Budget: 0.98}, proctor.OtherPerson,
			func(c Claim) float64 { return c.Like }, func(like float64) bool { return like > 0 && like < Alike }})
	}
	return out
}

// Detectors are the entries for the register. None was measured, so that each may only log.
func (s *Service) Detectors() []proctor.Detector {
	var out []proctor.Detector
	for _, d := range s.known {
		out = append(out, d.Detector)
	}
	return append(out, Voice())
}

// Compares reports whether pages may compare who sits there with who sat down.
func (s *Service) Compares() bool { return s.cfg.Faces }

// Bounds of what is remembered.
const (
	maxClaims = 20_000
	silentFor = 2 * time.Hour // a page that said nothing more sees nothing more
	storeFor  = 5 * time.Second
	beat      = time.Second
)

type key struct {
	sitting exam.SittingID
	name    string
}

// claim is one thing that a page said and has not taken back, or not long ago.
type claim struct {
	by           detector
	place        Place
	score        float64
	since, until time.Time // until: set when the page says that it is over
	told         time.Time
	dirty        bool
}

// Service keeps claims. Told never waits; Run does the work.
type Service struct {
	cfg   Config
	known []detector
	wake  chan struct{}

	mu  sync.Mutex
	all map[key]*claim

	ears ears
}

// New makes a service.
func New(cfg Config) *Service {
	return &Service{cfg: cfg, known: cfg.detectors(), wake: make(chan struct{}, 1), all: map[key]*claim{}, ears: ears{all: map[exam.SittingID]*hearing{}}}
}

// Told takes what the page at a place says it sees now, all of it: what it does not say any more is over.
func (s *Service) Told(p Place, c Claim) {
	now := s.cfg.Clock()
	s.ears.hear(p, c.Level, now)
	rouse := false
	s.mu.Lock()
	for _, d := range s.known {
		rouse = s.one(p, d, d.score(c), now) || rouse
	}
	s.mu.Unlock()
	if !rouse {
		return
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// one notes what is said of one thing; true when there is something new to store.
func (s *Service) one(p Place, d detector, score float64, now time.Time) bool {
	k := key{p.Sitting, d.Name}
	x := s.all[k]
	switch says := d.says(score); {
	case says && x == nil:
		if len(s.all) >= maxClaims {
			return false
		}
		s.all[k] = &claim{by: d, place: p, score: score, since: now, told: now, dirty: true}
	case says: // also when it was over and that is not stored yet
		better := score > x.score || !x.until.IsZero()
		x.score, x.until, x.told = max(x.score, score), time.Time{}, now
		x.dirty = x.dirty || better
	case x != nil && x.until.IsZero():
		x.until, x.told, x.dirty = now, now, true
	default:
		return false
	}
	return s.all[k].dirty
}

// Run stores what is told until ctx ends.
func (s *Service) Run(ctx context.Context) {
	ctx = actor.AsSystem(ctx, "claims")
	t := time.NewTicker(beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeFor)
			s.Turn(last)
			cancel()
			return
		case <-s.wake:
		case <-t.C:
		}
		s.Turn(ctx)
	}
}

// Turn stores what is not stored yet; what fails is tried at the next turn. Run calls it, and tests.
func (s *Service) Turn(ctx context.Context) {
	s.sounds(ctx)
	for k, x := range s.due() {
		if err := s.store(ctx, x); err != nil {
			if ctx.Err() == nil {
				s.cfg.Log.Warn("what a page says it sees cannot be stored yet", "seat", x.place.Seat, "detector", x.by.Name, "err", err)
			}
			continue
		}
		s.mu.Lock()
		if now := s.all[k]; now != nil && now.since.Equal(x.since) && now.score == x.score && now.until.Equal(x.until) {
			if now.dirty = false; !now.until.IsZero() {
				delete(s.all, k)
			}
		}
		s.mu.Unlock()
	}
}

// due copies what is to be stored. A page that fell silent, or whose sitting is over, ends what it said.
func (s *Service) due() map[key]claim {
	now := s.cfg.Clock()
	out := map[key]claim{}
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, x := range s.all {
		if x.until.IsZero() && now.Sub(x.told) >= silentFor {
			x.until, x.dirty = x.told, true
		}
		if x.dirty {
			out[k] = *x
		}
	}
	return out
}

func (s *Service) store(ctx context.Context, x claim) error {
	ctx, stop := context.WithTimeout(ctx, storeFor)
	defer stop()
	in := proctor.Signal{Kind: x.by.kind, At: x.since, Room: x.place.Room, Seat: x.place.Seat, Sitting: x.place.Sitting, Key: x.by.Name,
		Source: proctor.Source{Name: x.by.Name, Version: x.by.Version, Threshold: x.by.Threshold, Score: x.score},
		Facts:  map[string]string{"score": fmt.Sprintf("%.2f", x.score)}}
	if _, err := s.cfg.Incidents.Raise(ctx, in); err != nil || x.until.IsZero() {
		return err
	}
	in.Until = x.until
	return s.cfg.Incidents.Over(ctx, in)
}
