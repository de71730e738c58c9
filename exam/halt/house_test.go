package halt_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/halt/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	point = site.PointID("000000000000000000000point")
	other = site.RoomID("00000000000000000000room02")
)

// house is a house of sittings whose rooms can be stopped by the service under test.
type house struct {
	*examtest.House
	halt  *halt.Service
	board *halt.Board
	store *store.Store
}

// Room implements halt.Places: two rooms of one exam point.
func (h *house) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	if id != examtest.Room && id != other {
		return site.Room{}, site.ErrNotFound
	}
	return site.Room{ID: id, Point: point, OrgPath: examtest.OrgPath}, nil
}

// Point implements halt.Places.
func (h *house) Point(_ context.Context, id site.PointID) (site.Point, error) {
	if id != point {
		return site.Point{}, site.ErrNotFound
	}
	return site.Point{ID: id, OrgPath: examtest.OrgPath}, nil
}

// RoomsOf implements halt.Places.
func (h *house) RoomsOf(ctx context.Context, _ site.PointID) ([]site.Room, error) {
	a, _ := h.Room(ctx, examtest.Room)
	b, _ := h.Room(ctx, other)
	return []site.Room{a, b}, nil
}

// engines runs a test in a house of its own on each engine.
func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := &house{House: examtest.NewHouse(t, open(t), examtest.DefaultMix)}
		h.store = store.New(h.DB)
		h.board = halt.NewBoard(h.store, h.store, h)
		h.restart()
		test(t, h)
	})
}

// restart is a new process on the same database.
func (h *house) restart() {
	h.Halts = h.board
	h.Restart()
	h.halt = halt.New(h.deps())
	h.Service.OnBack(h.halt.Back)
}

func (h *house) deps() halt.Deps {
	return halt.Deps{Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler), Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Pauses: h.store, Power: h.store, Board: h.board, Finder: h.Real, Sittings: h.Service, Places: h, OutageFrom: 30 * time.Second}
}

// in lets a person sit in a room.
func (h *house) in(room site.RoomID) *examtest.Robot {
	h.T.Helper()
	seat := h.Seat()
	a := h.Admission(seat)
	a.RoomID = room
	h.Desk.Admit(a)
	return h.At(seat)
}

func (h *house) sitting(r *examtest.Robot) exam.Sitting {
	h.T.Helper()
	sit, err := h.Real.Sitting(h.T.Context(), r.Page.Sitting.ID)
	if err != nil {
		h.T.Fatal(err)
	}
	return sit
}

// state asks for the state of a sitting and who holds its pause.
func (h *house) state(r *examtest.Robot, want exam.State, kind exam.PauseKind) {
	h.T.Helper()
	if sit := h.sitting(r); sit.State != want || sit.PauseKind != kind {
		h.T.Errorf("%s %q, want %s %q", sit.State, sit.PauseKind, want, kind)
	}
}

func (h *house) sweep() {
	h.T.Helper()
	if err := h.halt.SweepOnce(h.T.Context()); err != nil {
		h.T.Fatal(err)
	}
}

func officer() context.Context { return examtest.Officer(examtest.OrgPath, people.RemoteAttendant) }

var reason = exam.Reason{Code: "POWER", Text: "配电箱跳闸"}
