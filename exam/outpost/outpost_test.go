package outpost_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
)

// centre is a house with room nodes.
type centre struct {
	said []string // what nodes told
	deaf int      // so many times more nothing can be entered
	*examtest.House
	*outpost.Centre
	store  *outpoststore.Store
	watch  *watch
	stand  outpost.Standing
	coming []assembly.ReleaseID
	shown  map[string][]byte // pictures by digest
	films  *films
}

// watch keeps the intervals without supervision that were entered.
type watch struct {
	gaps []gap
	now  func() time.Time
}

type gap struct{ from, to time.Time }

func (w *watch) Lose(_ context.Context, _ site.RoomID, _ string, from, to time.Time) (string, error) {
	w.gaps = append(w.gaps, gap{from, to})
	return fmt.Sprint(len(w.gaps)), nil
}

func (w *watch) Regain(_ context.Context, id string) error {
	n, err := strconv.Atoi(id)
	if err == nil {
		w.gaps[n-1].to = w.now()
	}
	return err
}

func newCentre(t *testing.T, db *sqldb.DB) *centre { return newCentreOf(t, db, examtest.DefaultMix) }

func newCentreOf(t *testing.T, db *sqldb.DB, mix examtest.Mix) *centre {
	c := &centre{House: examtest.NewHouse(t, db, mix), store: outpoststore.New(db)}
	c.watch, c.films = &watch{now: c.Clock.Now}, &films{parts: map[string][]byte{}, kept: map[string]outpost.Film{}}
	c.stand = outpost.Standing{RoomName: "一号考场", Then: site.ThenContinue, After: 15 * time.Minute,
		OnCall: []outpost.Contact{{Name: "王值守", Phone: "13800000000", From: c.Clock.Now().Add(-time.Hour), To: c.Clock.Now().Add(23 * time.Hour)}}}
	c.Centre = outpost.NewCentre(outpost.CentreDeps{Clock: c.Clock.Now, Log: slog.New(slog.DiscardHandler), Audit: audit.New(db, c.Clock.Now),
		Outbox: jobs.NewOutbox(db, c.Clock.Now), Store: c.store, Evidence: c.store, Cuts: c.store, Heard: c.store, Hear: c.hear, FilmStore: c.store, Films: c.films, Sittings: c.Service, Rooms: rooms{},
		Terminals: func(context.Context, site.RoomID) ([]outpost.SeatToken, error) { return nil, nil },
		Standing:  func(context.Context, site.RoomID) (outpost.Standing, error) { return c.stand, nil },
		Coming: func(context.Context, site.RoomID, time.Time, time.Time) ([]assembly.ReleaseID, error) {
			return c.coming, nil
		},
		Questions: func(context.Context, assembly.ReleaseID) ([]assembly.Item, error) { return c.Bank.Questions(), nil },
		Picture: func(_ context.Context, digest string) ([]byte, error) {
			if data, ok := c.shown[digest]; ok {
				return data, nil
			}
			return nil, exam.ErrNoPicture
		},
		StockKey: make([]byte, 32), Supervision: c.watch})
	return c
}

type rooms struct{}

func (rooms) RoomPath(context.Context, string, string) (string, error) { return examtest.OrgPath, nil }

func engines(t *testing.T, test func(t *testing.T, c *centre)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { test(t, newCentre(t, open(t))) })
}

// node is a room node on a database of its own.
type node struct {
	*outpost.Post
	c    *centre
	keys outpost.Keys
	id   outpost.NodeID
	tape *outpost.FilmState // what it says of its recordings; nil: nothing
	exam *exam.Service
	own  *examstore.Store
	kept *outpoststore.Store
	call *caller
	db   *sqldb.DB
	end  func()
	twin *outpost.Mirror
	line *line
}

// caller is a path to the on-call person.
type caller struct {
	orders []outpost.Order
	ends   outpost.Outcome
}

func (c *caller) Call(_ context.Context, o outpost.Order) (outpost.Outcome, string, error) {
	c.orders = append(c.orders, o)
	return c.ends, "", nil
}

type counting struct {
	*examstore.Store
	post *outpost.Post
}

func (s counting) CountAttempts(ctx context.Context, a application.ID) (int, error) {
	return s.post.Attempts(ctx, string(a))
}

type facts struct{ post *outpost.Post }

func (f facts) Card(ctx context.Context, p people.PersonID, _ string) (exam.Card, error) {
	return f.post.Card(ctx, string(p))
}

func (facts) Frozen(context.Context, exam.Sitting, actor.Date) (exam.Frozen, error) {
	return exam.Frozen{}, errors.New("a room node freezes nothing")
}

func (c *centre) node(t *testing.T) *node {
	t.Helper()
	db, ring := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), crypt.Ephemeral()
	keys, err := outpost.DeriveKeys(ring)
	if err != nil {
		t.Fatal(err)
	}
	n := &node{c: c, keys: keys, own: examstore.New(db, ring), kept: outpoststore.New(db), call: &caller{ends: outpost.Answered}}
	n.db = db
	n.again()
	t.Cleanup(func() { n.end() })
	sign, box := keys.Public()
	now := c.Clock.Now()
	n.id = outpost.NodeID(actor.NewID(now))
	if err := c.store.AddNode(t.Context(), outpost.Node{ID: n.id, Room: examtest.Room, OrgPath: examtest.OrgPath,
		Name: "考场机", SignKey: sign, BoxKey: box, EnrolledAt: now, SeenAt: now}); err != nil {
		t.Fatal(err)
	}
	return n
}

// again makes the node's program anew on its database, as a restart does.
func (n *node) again() {
	c := n.c
	n.Post = outpost.NewPost(outpost.PostDeps{Clock: c.Clock.Now, Log: slog.New(slog.DiscardHandler), Keys: n.keys, Program: "v1", Store: n.kept, Stock: n.kept,
		Alone: n.kept, Told: n.kept, OnCall: n.call, Sittings: n.own, Films: func() *outpost.FilmState { return n.tape }})
	sittings, journal := n.Doubled(counting{n.own, n.Post}, n.own)
	n.exam = exam.New(exam.Deps{Clock: c.Clock.Now, Log: slog.New(slog.DiscardHandler), Random: rand.Reader, Audit: audit.New(n.db, c.Clock.Now),
		Outbox: jobs.NewOutbox(n.db, c.Clock.Now), Store: sittings, Journal: journal, Draws: n.own, Results: n.own, Credits: n.own, Aborts: n.own,
		Watch: n.Post, Admissions: n.Post, Facts: facts{n.Post}, Pictures: n.Post})
	n.Use(n.exam)
	if n.line != nil {
		n.pair(n.line)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { n.exam.Run(ctx); close(done) }()
	n.end = func() { cancel(); <-done }
}

// sync lets node and centre speak once.
func (n *node) sync(t *testing.T, seats ...site.SeatID) outpost.Reply {
	t.Helper()
	n.c.Clock.Advance(time.Millisecond)
	raw, sig, err := n.Statement(t.Context(), seats)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := n.c.Sync(t.Context(), raw, sig)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Take(t.Context(), over(t, reply)); err != nil {
		t.Fatal(err)
	}
	return reply
}

// over sends a reply over the wire.
func over(t *testing.T, r outpost.Reply) outpost.Reply {
	t.Helper()
	raw, err := outpost.EncodeReply(r)
	if err != nil {
		t.Fatal(err)
	}
	out, err := outpost.DecodeReply(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// at sits a robot of the centre down at the node.
func (n *node) at(r *examtest.Robot) *examtest.Robot {
	h := *n.c.House
	h.Service, h.Real, h.Stores = n.exam, n.own, n.own
	x := &examtest.Robot{H: &h, Seat: r.Seat, Ctx: r.Ctx, Acks: r.Acks}
	x.Connect()
	return x
}

// begun is a sitting that runs at a node, with three answers given before it was handed over.
func begun(t *testing.T, c *centre) (*examtest.Robot, *node, *examtest.Robot) {
	t.Helper()
	r := c.Sit().Begin()
	for q := 1; q <= 3; q++ {
		r.Answer(q, "A")
	}
	n := c.node(t)
	if got := n.sync(t, r.Seat); len(got.Packages) != 1 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	return r, n, n.at(r)
}

func TestASittingGoesAndComesBack(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		if got := r.Send(r.Write(exam.EntryAnswer, 4, "A")); !errors.Is(got.Err, exam.ErrAway) {
			t.Errorf("an answer at the centre: %v", got.Err)
		}
		if _, err := c.Service.Connect(r.Ctx, ""); !errors.Is(err, exam.ErrAway) {
			t.Errorf("a connection at the centre: %v", err)
		}
		if _, err := c.Service.Pause(examtest.Invigilator(), r.Page.Sitting.ID, exam.Reason{Code: "NETWORK"}); !errors.Is(err, exam.ErrAway) {
			t.Errorf("a pause at the centre: %v", err)
		}
		if len(away.Page.Answers.Given) != 3 || away.Page.Sheet == nil || away.Page.Sitting.Deadline != r.Page.Sitting.Deadline {
			t.Fatalf("the node shows %+v", away.Page)
		}
		for q := 4; q <= 9; q++ {
			away.Answer(q, "A")
		}
		c.Clock.Advance(2*time.Hour + 2*time.Second) // the centre's sweeper leaves it alone although it is over
		if err := c.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if sit, err := c.Real.Sitting(t.Context(), r.Page.Sitting.ID); err != nil || sit.State != exam.Running {
			t.Fatalf("swept at the centre: %s %v", sit.State, err)
		}
		if err := n.exam.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := n.sync(t)
		if len(got.Receipts) != 1 || !got.Receipts[0].Closed || got.Receipts[0].Code != "" {
			t.Fatalf("handed back: %+v", got.Receipts)
		}
		r.Acks = away.Acks
		r.Check()
		sit, err := c.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil || sit.State != exam.Scored || sit.Cause != exam.ByDeadline {
			t.Errorf("%s %s %v", sit.State, sit.Cause, err)
		}
		if len(c.watch.gaps) != 1 || !c.watch.gaps[0].to.IsZero() {
			t.Errorf("unwatched: %v", c.watch.gaps)
		}
		if held, err := n.Holds(t.Context(), r.Seat); held || err != nil {
			t.Error("the node still keeps the seat", err)
		}
		if got := n.sync(t, r.Seat); len(got.Packages)+len(got.Receipts) != 0 {
			t.Errorf("it goes on: %+v", got)
		}
		if g := c.watch.gaps; len(g) != 1 || g[0].to.Sub(g[0].from) < 2*time.Hour {
			t.Errorf("unwatched: %v", g)
		}
	})
}

// A start at the node opens the sealed paper; a cut uplink lets nothing start.
func TestStartAtTheNode(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r := c.Sit()
		page, err := c.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, "")
		if err != nil {
			t.Fatal(err)
		}
		r.Page = page
		n := c.node(t)
		n.sync(t, r.Seat)
		away := n.at(r)
		if d, err := n.own.Draw(t.Context(), r.Page.Sitting.ID); err != nil || d.Done() {
			t.Fatalf("the paper lies open before the start: %v", err)
		}
		if _, err := n.exam.Practised(away.Ctx, away.Grip(), false, ""); err != nil {
			t.Fatal(err)
		}
		c.Clock.Advance(time.Minute)
		if _, err := n.exam.Start(away.Ctx, away.Grip(), ""); !errors.Is(err, exam.ErrUnattended) {
			t.Fatalf("a start without uplink: %v", err)
		}
		n.sync(t)
		if away.Page, err = n.exam.Start(away.Ctx, away.Grip(), ""); err != nil || away.Page.Sheet == nil {
			t.Fatal(err)
		}
		away.Answer(1, "A")
		n.sync(t)
		sit, err := c.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil || sit.State != exam.Running || sit.Attempt != 1 || !sit.Deadline.Equal(away.Page.Sitting.Deadline) {
			t.Errorf("the centre knows %+v %v, the node %+v", sit, err, away.Page.Sitting)
		}
		if marks := c.Desk.Marks(sit.Admission); len(marks) == 0 {
			t.Error("the attempt is not in the gate's book")
		}
		c.Clock.Advance(40 * time.Minute)
		n.sync(t)
		if _, err := n.exam.Submit(away.Ctx, away.Grip(), 1, ""); err != nil {
			t.Fatal(err)
		}
		n.sync(t)
		r.Acks = away.Acks
		r.Check()
	})
}

// A package that got lost comes again; accepted twice it changes nothing.
func TestLostPackageComesAgain(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r := c.Sit().Begin()
		r.Answer(1, "A")
		n := c.node(t)
		raw, sig, err := n.Statement(t.Context(), []site.SeatID{r.Seat})
		if err != nil {
			t.Fatal(err)
		}
		if lost, err := c.Sync(t.Context(), raw, sig); err != nil || len(lost.Packages) != 1 {
			t.Fatal(err)
		}
		if _, err := c.Sync(t.Context(), raw, sig); !errors.Is(err, outpost.ErrSerial) {
			t.Errorf("the same statement twice: %v", err)
		}
		again := n.sync(t)
		if len(again.Packages) != 1 {
			t.Fatal("the package did not come again")
		}
		if err := n.Take(t.Context(), over(t, again)); err != nil {
			t.Fatal(err)
		}
		n.at(r).Answer(2, "A")
		stranger := c.node(t)
		if got := stranger.sync(t, r.Seat); len(got.Packages) != 0 {
			t.Error("two nodes hold one sitting")
		}
	})
}

// Handing the same journal back many times at once applies it once.
func TestHandBackAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		away.Answer(4, "A")
		c.Clock.Advance(time.Hour)
		if _, err := n.exam.Submit(away.Ctx, away.Grip(), 4, ""); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 6 {
			c.Clock.Advance(time.Millisecond)
			raw, sig, err := n.Statement(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			wg.Go(func() {
				got, err := c.Sync(context.Background(), raw, sig)
				if err != nil && !errors.Is(err, outpost.ErrSerial) || err == nil && (!got.Receipts[0].Closed || got.Receipts[0].Code != "") {
					t.Errorf("%+v %v", got.Receipts, err)
				}
			})
		}
		wg.Wait()
		r.Acks = away.Acks
		r.Check()
	})
}
