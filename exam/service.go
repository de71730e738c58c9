package exam

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"sync"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
)

// Deps are what the service needs; all fields are required.
type Deps struct {
	Clock      actor.Clock
	Log        *slog.Logger
	Random     io.Reader // crypto/rand.Reader
	Audit      actor.Auditor
	Outbox     actor.Outbox
	Store      Store
	Journal    JournalStore
	Draws      DrawStore
	Results    ResultStore
	Admissions Admissions
	Papers     Papers
	Rules      Rules
	Facts      Facts
	Notices    Notices
	Incidents  IncidentStore
	Rooms      Rooms
	Fence      Fence
	Scorer     Scorer // Grade
	Tuning     Tuning
}

// Service runs sittings. Run must be running for answers to be stored.
type Service struct {
	d      Deps
	line   *pipeline
	shapes *shapeCache

	mu       sync.Mutex
	watchers []func(booking.SeatID)
}

// New makes the service. Nothing runs before Run.
func New(d Deps) *Service {
	return &Service{d: d, line: newPipeline(d.Store, d.Journal, d.Log, d.Tuning), shapes: newShapeCache(20_000)}
}

// Run stores answers until ctx ends, finishes those that wait, and returns. It is called once.
func (s *Service) Run(ctx context.Context) { s.line.run(ctx) }

// Stored returns how many records and batches this process has committed.
func (s *Service) Stored() (records, batches int64) {
	return s.line.written.Load(), s.line.batches.Load()
}

// OnChange registers f, which is told of every seat whose sitting changed, after the commit, in the goroutine of the
// change. f must not block and must not call the service.
func (s *Service) OnChange(f func(booking.SeatID)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers = append(s.watchers, f)
}

func (s *Service) changed(seats ...booking.SeatID) {
	s.mu.Lock()
	watchers := s.watchers
	s.mu.Unlock()
	for _, seat := range seats {
		for _, f := range watchers {
			f(seat)
		}
	}
}

// EventBody is the body of the events sitting.assigned, sitting.started, sitting.paused, sitting.resumed, sitting.moved,
// sitting.submitted, sitting.scored, sitting.aborted and sitting.lapsed; the key is the sitting's id.
type EventBody struct {
	Sitting SittingID      `json:"sitting"`
	Seat    booking.SeatID `json:"seat"`
	From    booking.SeatID `json:"from,omitempty"` // moved only
	Room    booking.RoomID `json:"room"`
	Slot    booking.SlotID `json:"slot"`
	State   State          `json:"state"`
}

func (s *Service) emit(ctx context.Context, topic string, sit Sitting, from booking.SeatID) error {
	if sit.Kind == Robot {
		return nil
	}
	body, err := json.Marshal(EventBody{sit.ID, sit.Seat, from, sit.Room, sit.Slot, sit.State})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: string(sit.ID), Body: body})
}

func (s *Service) record(ctx context.Context, verb string, sit Sitting, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "sitting:" + string(sit.ID), Path: sit.OrgPath, Detail: detail})
}

// shapeCache keeps the shapes of papers; they never change, so nothing has to be thrown out but for space.
type shapeCache struct {
	mu   sync.RWMutex
	max  int
	held map[SittingID]Shape
}

func newShapeCache(most int) *shapeCache {
	return &shapeCache{max: most, held: map[SittingID]Shape{}}
}

func (c *shapeCache) get(id SittingID) (Shape, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	s, ok := c.held[id]
	return s, ok
}

func (c *shapeCache) put(id SittingID, s Shape) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held) >= c.max {
		clear(c.held)
	}
	c.held[id] = s
}

// shape returns the shape of a sitting's paper; ErrNotRunning before the draw.
func (s *Service) shape(ctx context.Context, id SittingID) (Shape, error) {
	if sh, ok := s.shapes.get(id); ok {
		return sh, nil
	}
	d, err := s.d.Draws.Draw(ctx, id)
	if err != nil {
		return nil, err
	}
	if !d.Done() {
		return nil, ErrNotRunning
	}
	sh := ShapeOf(d.Paper)
	s.shapes.put(id, sh)
	return sh, nil
}
