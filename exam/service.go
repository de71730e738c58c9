package exam

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"sync"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
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
	Aborts     AbortStore
	Watch      Watch
	Halts      Halts // nil on a room node: whole rooms are stopped at the centre
	Credits    CreditStore
	Pictures   Pictures // nil: papers have none
	Fence      Fence
	Scorer     Scorer // Grade; nil on a room node, which has no keys: what is handed in there is scored where it came from
	Tuning     Tuning
}

// Service runs sittings. Run must be running for answers to be stored.
type Service struct {
	d      Deps
	line   *pipeline
	shapes *cache[Shape] // of papers, which never change
	cards  *cache[Card]  // as read at the last connection
	drawn  *cache[Draw]  // of sittings under way; a draw that is complete never changes

	sweeping sync.Map // sittings that a sweep works on

	mu       sync.Mutex
	watchers []func(site.SeatID)
	returns  func(context.Context, Sitting, int64) error
}

// cached is how many sittings a node remembers something of: more than sit at one node at once.
const cached = 20_000

// cachedDraws is how many complete draws a node remembers between the pledge, the start and the end, at some 70 KB each.
const cachedDraws = 256

// New makes the service. Nothing runs before Run.
func New(d Deps) *Service {
	return &Service{d: d, line: newPipeline(d.Store, d.Journal, d.Log, d.Tuning), shapes: newCache[Shape](cached), cards: newCache[Card](cached), drawn: newCache[Draw](cachedDraws)}
}

// Run stores answers until ctx ends, finishes those that wait, and returns. It is called once.
func (s *Service) Run(ctx context.Context) { s.line.run(ctx) }

// Stored returns how many records and batches this process has committed.
func (s *Service) Stored() (records, batches int64) {
	return s.line.written.Load(), s.line.batches.Load()
}

// OnChange registers f, which is told of every seat whose sitting changed, after the commit, in the goroutine of the
// change. f must not block and must not call the service.
func (s *Service) OnChange(f func(site.SeatID)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers = append(s.watchers, f)
}

// OnBack registers f, which is told of every sitting that is connected again, and by which connection, before its page is made: what the person lost
// meanwhile is given back first. It is called once, before connections come.
func (s *Service) OnBack(f func(ctx context.Context, sit Sitting, epoch int64) error) { s.returns = f }

// back tells of a sitting that is connected again and returns it as it stands then. A person is not kept from the paper
// because something beside it failed.
func (s *Service) back(ctx context.Context, sit Sitting, epoch int64) (Sitting, error) {
	if s.returns == nil {
		return sit, nil
	}
	if err := s.returns(ctx, sit, epoch); err != nil {
		s.d.Log.Error("a seat is back", "sitting", sit.ID, "err", err)
	}
	return s.d.Store.Sitting(ctx, sit.ID)
}

func (s *Service) changed(seats ...site.SeatID) {
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
	Seat    site.SeatID    `json:"seat"`
	From    site.SeatID    `json:"from,omitempty"` // moved only
	Room    site.RoomID    `json:"room"`
	Slot    booking.SlotID `json:"slot"`
	State   State          `json:"state"`
}

func (s *Service) emit(ctx context.Context, topic string, sit Sitting, from site.SeatID) error {
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

// cache keeps something of each sitting. When it is full it starts anew: what is missing is read again.
type cache[V any] struct {
	mu   sync.RWMutex
	max  int
	held map[SittingID]V
}

func newCache[V any](most int) *cache[V] { return &cache[V]{max: most, held: map[SittingID]V{}} }

func (c *cache[V]) get(id SittingID) (V, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.held[id]
	return v, ok
}

func (c *cache[V]) put(id SittingID, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held) >= c.max {
		clear(c.held)
	}
	c.held[id] = v
}

func (c *cache[V]) drop(id SittingID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.held, id)
}

// draw returns the draw of a sitting, outside a transaction that completes it.
func (s *Service) draw(ctx context.Context, id SittingID) (Draw, error) {
	if d, ok := s.drawn.get(id); ok {
		return d, nil
	}
	d, err := s.d.Draws.Draw(ctx, id)
	if err == nil && d.Done() {
		s.drawn.put(id, d)
	}
	return d, err
}

// shape returns the shape of a sitting's paper; ErrNotRunning before the draw.
func (s *Service) shape(ctx context.Context, id SittingID) (Shape, error) {
	if sh, ok := s.shapes.get(id); ok {
		return sh, nil
	}
	d, err := s.draw(ctx, id)
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
