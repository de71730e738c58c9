package site_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// start is a Saturday, 08:00 in Beijing.
var start = time.Date(2026, 11, 21, 8, 0, 0, 0, actor.Beijing)

const authority = people.OrgID("org-authority")

// world answers the ports that other contexts stand behind. Nothing is booked in it.
type world struct{}

func (world) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	if id != authority {
		return people.Org{}, site.ErrNotFound
	}
	return people.Org{ID: id, Path: "/a/", Kind: people.Authority}, nil
}

func (world) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	return people.PersonID("p-" + string(id)), "监考员" + string(id), nil
}

// Holds gives every account the right to supervise, except those whose id begins with "clerk".
func (world) Holds(_ context.Context, id people.AccountID, _ string, _ ...actor.Role) (bool, error) {
	return !strings.HasPrefix(string(id), "clerk"), nil
}

func (world) LockPeriod(context.Context, site.RoomID, time.Time, time.Time) error { return nil }

func (world) SendAway(context.Context, site.RoomID, time.Time, time.Time, string, func(context.Context, time.Time, time.Time) (bool, error)) (int, error) {
	return 0, nil
}

func (world) RoomInUse(context.Context, site.RoomID) (bool, error) { return false, nil }

func (world) DropEmptySlots(context.Context, site.RoomID) error { return nil }

func (world) Put(_ context.Context, _ string, data []byte) (string, error) {
	return fmt.Sprintf("blob/%d", len(data)), nil
}

func (world) Get(_ context.Context, key string) ([]byte, string, error) { return []byte(key), "x", nil }

// house is a service over a real database with one point and one room.
type house struct {
	*site.Service
	t     testing.TB
	db    *sqldb.DB
	clock *testenv.Clock
	point site.Point
	room  site.Room
	seats []site.Seat
}

func newHouse(t testing.TB, db *sqldb.DB, seats int) *house {
	t.Helper()
	clock, st := testenv.NewClock(start), store.New(db)
	h := &house{t: t, db: db, clock: clock}
	h.Service = site.New(site.Deps{Tx: st, Places: st, Duty: st, Clock: clock.Now, Audit: audit.New(db, clock.Now), Files: world{}, People: world{}, Bookings: world{}},
		site.Options{RequireAuthorization: true})
	ctx := h.staff("manager", people.ExamManager)
	h.point = must[site.Point](t)(h.AddPoint(ctx, site.PointDraft{Org: authority, Code: "P1", Name: "城区考点", Address: "檀溪路 1 号", Phone: "0710-1", Open: true}))
	h.room = h.addRoom("R1", seats)
	h.seats = must[[]site.Seat](t)(h.SeatsOf(ctx, h.room.ID))
	return h
}

// addRoom opens a room with n seats in rows of four, with the authority's paper.
func (h *house) addRoom(code string, n int) site.Room {
	h.t.Helper()
	ctx := h.staff("manager", people.ExamManager)
	r := must[site.Room](h.t)(h.AddRoom(ctx, h.point.ID, site.RoomDraft{Code: code, Name: code + "考场", Rules: site.DefaultRules(), Pattern: site.DefaultPattern(), Open: true}))
	list := make([]site.Seat, n)
	for i := range list {
		list[i] = site.Seat{No: i + 1, Label: fmt.Sprintf("A%03d", i+1), Row: i / 4, Col: i % 4, State: site.SeatInService}
	}
	must[[]site.Seat](h.t)(h.SetSeats(ctx, r.ID, list))
	must[site.Authorization](h.t)(h.Authorize(ctx, site.Authorization{Room: r.ID, DocumentNo: "襄应急〔2026〕1号", Issuer: "市局", Mode: "REMOTE", From: "2026-01-01", To: "2026-12-31"}))
	return r
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func staffAt(path, id string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: id, Person: "p-" + id, Name: id}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: "x", Path: path})
	}
	return actor.With(context.Background(), a)
}

func (h *house) staff(id string, roles ...actor.Role) context.Context {
	return staffAt("/a/", id, roles...)
}

func candidate(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

func gateOf(r site.Room) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "gate-" + r.Code, Room: string(r.ID)})
}

// want fails unless err is of the code.
func want(t testing.TB, err error, code *fault.Error) {
	t.Helper()
	if !errors.Is(err, code) {
		t.Fatalf("error %v, want %s", err, code.Code())
	}
}

func engines(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, newHouse(t, open(t), 12)) })
}

// hasCode reports whether err is, or carries in a field, the failure want.
func hasCode(err, want error) bool {
	if errors.Is(err, want) {
		return true
	}
	for _, f := range fault.From(err).Fields() {
		if errors.Is(f.Err, want) {
			return true
		}
	}
	return false
}
