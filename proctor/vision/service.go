package vision

import (
	"context"
	"fmt"
	"image"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
)

// Incidents takes what was noticed; *proctor.Service is one.
type Incidents interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
	Over(ctx context.Context, in proctor.Signal) error
}

// Standing is what has to be known of a sitting.
type Standing struct {
	Live    bool // not closed
	Running bool // the paper is open and not paused: the person has to sit there
	Consent bool // to descriptions of the face
}

// Sittings tells how sittings stand.
type Sittings interface {
	Standing(ctx context.Context, id exam.SittingID) (Standing, error)
}

// Cameras gives more key frames; *media.Server is one.
type Cameras interface {
	AskKeyFrame(seat site.SeatID) bool
	Alarm(seat site.SeatID)
}

// Prompter shows a challenge at a seat.
type Prompter interface {
	Challenge(ctx context.Context, seat site.SeatID, sitting exam.SittingID, c Challenge) error
}

// Config is what a Service needs. Incidents, Sittings, Cameras, Clock and Log are required.
type Config struct {
	Incidents Incidents
	Sittings  Sittings
	Cameras   Cameras
	Prompter  Prompter // nil: no challenges
	Motion    Motion   // nil: nobody wants to know
	Album     Album    // nil: no pictures are kept beside the recording
	Models    fs.FS    // nil: faces are not covered
	Clock     actor.Clock
	Log       *slog.Logger
	Workers   int           // pictures at a time [half the processors, at least one]
	Every     time.Duration // mean time between the challenges of a sitting; 0: only where the picture stands still
	Rand      *rand.Rand    // for tests; nil: the runtime's own
}

// Service watches cameras. It implements media.Watcher; its calls never wait. Run does the work.
type Service struct {
	cfg    Config
	models func() (*Models, error)
	turns  *turns
	shelf  *shelf
	post   poster
	album  keeper
	moves  gathered
	hurry  sync.WaitGroup // of challenges that are watched closely

	mu    sync.Mutex
	seats map[exam.SittingID]*watch

	figures figures
}

type figures struct{ seen, decoded, looked, named, dropped, failed, raised, busy atomic.Int64 }

// Figures is what a Service has done.
type Figures struct {
	Sittings int // watched now
	Seen     int64
	Decoded  int64 // key frames, once more each time that one was decoded again
	Looked   int64 // for faces
	Named    int64 // faces described
	Dropped  int64 // key frames that nobody had time for
	Failed   int64 // that could not be decoded
	Raised   int64
	Busy     time.Duration // of all workers together
	Waiting  int           // signals that could not be stored yet
}

var _ media.Watcher = (*Service)(nil)

// New makes a service; it does nothing before Run.
func New(cfg Config) *Service {
	if cfg.Workers < 1 {
		cfg.Workers = max(1, runtime.GOMAXPROCS(0)/2)
	}
	s := &Service{cfg: cfg, turns: newTurns(), shelf: newShelf(shelfPlaces), seats: map[exam.SittingID]*watch{}}
	s.post.init(cfg, &s.figures)
	s.album = keeper{cfg: cfg, wake: make(chan struct{}, 1)}
	s.models = sync.OnceValues(func() (*Models, error) {
		if cfg.Models == nil {
			return nil, fmt.Errorf("vision: there are no models")
		}
		m, err := LoadModels(cfg.Models)
		if err != nil {
			cfg.Log.Error("faces are not seen: the models cannot be read", "err", err)
		}
		return m, err
	})
	return s
}

// Covers reports whether the server looks for faces; it reads the models on the first call.
func (s *Service) Covers() bool {
	m, err := s.models()
	return err == nil && m != nil
}

// KeyFrame implements media.Watcher.
func (s *Service) KeyFrame(k media.KeyFrame) {
	if k.Track != media.TrackCamera || k.Source.Sitting == "" {
		return
	}
	w := s.watch(k.Source)
	if w.offer(k) {
		s.enter(looking, w)
	}
}

// enter has a sitting wait for a stage.
func (s *Service) enter(st stage, w *watch) {
	if !s.turns.add(st, w) {
		w.dropped(st)
		s.figures.dropped.Add(1)
	}
}

// Flow implements media.Watcher.
func (s *Service) Flow(f media.Flow) {
	if f.Track != media.TrackCamera {
		return
	}
	s.mu.Lock()
	w := s.seats[f.Source.Sitting]
	s.mu.Unlock()
	if w != nil {
		for _, c := range w.flow(f) {
			s.post.add(w, c)
		}
	}
}

// Hint has a seat looked at soon because its terminal says that something is to be seen. A terminal alone raises nothing.
func (s *Service) Hint(sitting exam.SittingID) {
	s.mu.Lock()
	w := s.seats[sitting]
	s.mu.Unlock()
	if w == nil {
		return
	}
	if w.hint(s.cfg.Clock()) {
		s.cfg.Cameras.Alarm(w.src.Seat)
	}
}

func (s *Service) watch(src media.Source) *watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.seats[src.Sitting]
	if w == nil {
		w = &watch{src: src, shelf: s.shelf, judge: newJudge()}
		s.seats[src.Sitting] = w
	}
	return w
}

// Figures tells what was done.
func (s *Service) Figures() Figures {
	s.mu.Lock()
	n := len(s.seats)
	s.mu.Unlock()
	f := &s.figures
	return Figures{Sittings: n, Seen: f.seen.Load(), Decoded: f.decoded.Load(), Looked: f.looked.Load(), Named: f.named.Load(), Dropped: f.dropped.Load(), Failed: f.failed.Load(),
		Raised: f.raised.Load(), Busy: time.Duration(f.busy.Load()), Waiting: s.post.waiting()}
}

// Run works until ctx ends, then forgets everybody.
func (s *Service) Run(ctx context.Context) {
	ctx = actor.AsSystem(ctx, "vision")
	var wg sync.WaitGroup
	for range s.cfg.Workers {
		wg.Go(s.work)
	}
	wg.Go(func() { s.turns.end(ctx) })
	wg.Go(func() { s.post.run(ctx) })
	wg.Go(func() { s.album.run(ctx) })
	wg.Go(func() { s.tend(ctx) })
	wg.Wait()
	s.hurry.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, w := range s.seats {
		w.erase()
		delete(s.seats, id)
	}
}

// worker holds what one picture at a time needs.
type worker struct {
	dec decoder
	eye *Eye
}

func (s *Service) work() {
	var tool worker
	for {
		t, ok := s.turns.next()
		if !ok {
			return
		}
		s.one(&tool, t)
	}
}

// one does one piece of work; a defect costs this key frame and nothing else.
func (s *Service) one(tool *worker, t turn) {
	begun := time.Now()
	defer func() {
		took := time.Since(begun)
		s.figures.busy.Add(int64(took))
		s.turns.done(t, took)
		if v := recover(); v != nil {
			*tool = worker{}
			s.figures.failed.Add(1)
			s.cfg.Log.Error("panic while looking at a key frame", "seat", t.w.src.Seat, "value", v, "stack", string(debug.Stack()))
		}
	}()
	k, ok := t.w.take(t.st)
	if !ok {
		return
	}
	defer s.shelf.back(k.img)
	if t.st == looking {
		s.figures.seen.Add(1)
	}
	img := k.img
	if img == nil {
		var err error
		if img, err = tool.dec.decode(k.Data); err != nil {
			s.figures.failed.Add(1)
			return
		}
		s.figures.decoded.Add(1)
	}
	if m, err := s.models(); err == nil && tool.eye == nil {
		tool.eye = m.Eye()
	}
	if t.st == naming {
		s.name(tool, t.w, img, k.KeyFrame)
		return
	}
	s.look(tool, t.w, img, k.KeyFrame, t.st == finding)
}

// look judges a picture. Faces that are due are looked for at once when nobody else waits, and in their own line otherwise.
func (s *Service) look(tool *worker, w *watch, img *image.YCbCr, k media.KeyFrame, again bool) {
	eye := tool.eye
	if !again && !s.turns.idle() {
		eye = nil
	}
	g := w.look(img, k.At, eye, again)
	switch {
	case g.looked:
		s.figures.looked.Add(1)
	case g.due && tool.eye != nil && w.keep(finding, k, img, nil):
		s.enter(finding, w)
	}
	if g.face != nil && w.keep(naming, k, img, g.face) {
		s.enter(naming, w)
	}
	s.tell(w, img, k.At, g.changes)
	s.noteMotion(w, k.At)
	if g.near {
		s.cfg.Cameras.Alarm(w.src.Seat)
	}
}

// name describes the face that was found in a picture.
func (s *Service) name(tool *worker, w *watch, img *image.YCbCr, k media.KeyFrame) {
	w.mu.Lock()
	f := w.face
	w.mu.Unlock()
	changes := w.describe(img, f, k.At, tool.eye)
	s.figures.named.Add(1)
	s.tell(w, img, k.At, changes)
}

// tell passes on what was noticed in a picture, and keeps the picture where one is due.
func (s *Service) tell(w *watch, img *image.YCbCr, at time.Time, changes []change) {
	for _, c := range changes {
		s.post.add(w, c)
	}
	s.photograph(w, img, at, changes)
}
