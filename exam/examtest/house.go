package examtest

import (
	"context"
	"crypto/rand"
	"log/slog"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// OrgPath is the organisation path of the house's exam point.
const OrgPath = "/authority/point/"

// Room is the house's room.
const Room = site.RoomID("0000000000000000000000room")

// Stores is everything package exam keeps.
type Stores interface {
	exam.Store
	exam.JournalStore
	exam.DrawStore
	exam.ResultStore
	exam.CreditStore
	exam.AbortStore
}

// House is a service on a real database with played neighbours.
type House struct {
	T      testing.TB
	DB     *sqldb.DB
	Clock  *testenv.Clock
	Bank   *Bank
	Desk   *Desk
	Law    *Law
	Other  *Neighbours
	Fence  *Fence
	Ring   *crypt.Ring
	Tuning exam.Tuning
	Scorer exam.Scorer // after Restart; NewHouse sets exam.Grade
	Watch  exam.Watch  // after Restart; NewHouse sets one that is always there
	Halts  exam.Halts  // after Restart; nil: no room is ever stopped
	// Pictures gives the bytes of the pictures on papers; after Restart; nil: papers have none.
	Pictures exam.Pictures
	// Ticking makes the service's clock move by a millisecond at every look, as a real one does; after Restart.
	Ticking bool

	Real    *store.Store // the plain store
	Stores  Stores       // what the service uses; a test may wrap Real before Restart
	Service *exam.Service
	stop    func()
}

// DefaultMix is a small paper with every type: 10 + 6 + 4 questions, 24 points.
var DefaultMix = Mix{TrueFalse: 10, Single: 6, Multiple: 4}

// NewHouse opens a house on db with papers of the mix, and runs its service until the test ends.
func NewHouse(t testing.TB, db *sqldb.DB, m Mix) *House {
	t.Helper()
	clock := testenv.NewClock(time.Date(2026, 11, 21, 9, 0, 0, 0, actor.Beijing))
	total := m.TrueFalse + m.Single + 2*m.Multiple + 2*m.Hotspots + 6*m.Cases
	h := &House{T: t, DB: db, Clock: clock, Desk: NewDesk(), Other: &Neighbours{Version: 3}, Fence: &Fence{}, Ring: crypt.Ephemeral(), Scorer: exam.Grade, Watch: Awake{},
		Law: &Law{Minutes: 120, Total: total, Pass: total * 8 / 10, Multi: rules.PartialSubset}}
	h.Bank = NewBank(m, func() int64 { return clock.Now().UnixMilli() })
	h.Bank.Fence = h.Fence.Holds
	h.Real = store.New(db, h.Ring)
	h.Stores = h.Real
	h.Restart()
	t.Cleanup(func() { h.stop() })
	return h
}

// On moves the house to another database, as a copy of itself: it gets a store and a service of its own there, which end
// with the test. The original goes on.
func (h *House) On(db *sqldb.DB) {
	h.DB, h.Real, h.stop = db, store.New(db, h.Ring), nil
	h.Stores = h.Real
	h.Restart()
	h.T.Cleanup(h.stop)
}

// Restart ends the service, finishing what waits, and starts a new one on the same database: a new process as far as
// anybody can tell.
func (h *House) Restart() {
	if h.stop != nil {
		h.stop()
	}
	clock := h.Clock.Now
	if h.Ticking {
		clock = func() time.Time { return h.Clock.Advance(time.Millisecond) }
	}
	h.Service = exam.New(exam.Deps{
		Clock: clock, Log: slog.New(slog.DiscardHandler), Random: rand.Reader,
		Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Store: h.Stores, Journal: h.Stores, Draws: h.Stores, Results: h.Stores,
		Admissions: h.Desk, Papers: h.Bank, Rules: h.Law, Facts: h.Other, Notices: h.Other, Fence: h.Fence, Scorer: h.Scorer,
		Aborts: h.Stores, Watch: h.Watch, Halts: h.Halts, Credits: h.Stores, Tuning: h.Tuning, Pictures: h.Pictures,
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	svc := h.Service
	go func() { defer close(ended); svc.Run(ctx) }()
	h.stop = func() { cancel(); <-ended }
}

// Admit lets a new person in at the seat and returns the admission. The slot ends in three hours.
func (h *House) Admit(seat site.SeatID) booking.Admission {
	a := h.Admission(seat)
	h.Desk.Admit(a)
	return a
}

// Admission makes an admission without seating it.
func (h *House) Admission(seat site.SeatID) booking.Admission {
	now := h.Clock.Now()
	return booking.Admission{
		ID: booking.AdmissionID(actor.NewID(now)), PersonID: people.PersonID(actor.NewID(now)), ApplicationID: application.ID(actor.NewID(now)),
		BookingID: booking.BookingID(actor.NewID(now)), SlotID: booking.SlotID(actor.NewID(now)), RoomID: Room, SeatID: seat, SeatLabel: "A01",
		OrgPath: OrgPath, ItemCode: ItemCode, PersonType: rules.SpecialOperator, AttemptKind: "FIRST_ISSUE",
		MatchMethod: booking.MatchChipPIN, AdmittedAt: now, SlotEnd: now.Add(3 * time.Hour), RoomRules: site.DefaultRules(),
	}
}

// Seat makes the id of a new seat.
func (h *House) Seat() site.SeatID { return site.SeatID(actor.NewID(h.Clock.Now())) }

// AtSeat is the context of the terminal at a seat.
func AtSeat(seat site.SeatID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "device-" + string(seat), Name: "seat", Room: string(Room), Seat: string(seat)})
}

// Officer is the context of a staff member with roles at path.
func Officer(path string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: "officer", Person: "person of the officer", Name: "监考员甲"}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: "org", Path: path})
	}
	return actor.With(context.Background(), a)
}

// Invigilator is the context of the house's remote invigilator.
func Invigilator() context.Context { return Officer(OrgPath, people.RemoteInvigilator) }
