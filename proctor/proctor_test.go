package proctor_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/store"
)

// house is a house of sittings with incidents.
type house struct {
	*examtest.House
	s      *proctor.Service
	store  *store.Store
	shifts []site.Shift
	heard  []string
	out    *jobs.Outbox
}

// Room implements proctor.Places.
func (h *house) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	switch id {
	case examtest.Room:
		return site.Room{ID: id, OrgPath: examtest.OrgPath}, nil
	case otherRoom:
		return site.Room{ID: id, OrgPath: "/elsewhere/"}, nil
	}
	return site.Room{}, site.ErrNotFound
}

const otherRoom = site.RoomID("000000000000000000000other")

// Rooms implements proctor.Places.
func (h *house) Rooms(ctx context.Context) ([]site.Room, error) {
	a, _ := h.Room(ctx, examtest.Room)
	b, _ := h.Room(ctx, otherRoom)
	return []site.Room{a, b}, nil
}

// Seat implements proctor.Places.
func (h *house) Seat(_ context.Context, id site.SeatID) (site.Seat, error) {
	return site.Seat{ID: id, Room: otherRoom}, nil
}

// ShiftsOfRoom implements proctor.Places.
func (h *house) ShiftsOfRoom(_ context.Context, room site.RoomID, from, to time.Time) ([]site.Shift, error) {
	var out []site.Shift
	for _, s := range h.shifts {
		if s.Room == room && s.From.Before(to) && from.Before(s.To) {
			out = append(out, s)
		}
	}
	return out, nil
}

// AccountPerson implements proctor.Accounts.
func (h *house) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	return people.PersonID("p-" + string(id)), "值班员" + string(id), nil
}

// Holds implements proctor.Accounts.
func (h *house) Holds(_ context.Context, id people.AccountID, _ string, _ ...actor.Role) (bool, error) {
	return id != "nobody", nil
}

func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := &house{House: examtest.NewHouse(t, open(t), examtest.DefaultMix)}
		h.store, h.out = store.New(h.DB), jobs.NewOutbox(h.DB, h.Clock.Now)
		h.s = proctor.New(proctor.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Tx: h.store, Incidents: h.store, Detectors: h.store,
			Handovers: h.store, Places: h, Sittings: h.Service, Finder: h.Real, Staff: h,
			Authority: func(context.Context) (string, error) { return "/authority/", nil }})
		for _, topic := range []string{proctor.TopicRaised, proctor.TopicDemoted, proctor.TopicReferred, proctor.TopicMessage} {
			h.out.On(topic, func(_ context.Context, e actor.Event) error {
				h.heard = append(h.heard, e.Topic)
				return nil
			})
		}
		test(t, h)
	})
}

// as is a member of staff with a role over a path.
func as(t testing.TB, login string, role actor.Role, path string) context.Context {
	return actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: login, Person: "p-" + login, Name: "值班员" + login,
		Grants: []actor.Grant{{Role: role, Org: path, Path: path}}})
}

func officer(t testing.TB, login string) context.Context {
	return as(t, login, people.RemoteInvigilator, examtest.OrgPath)
}

func system(t testing.TB) context.Context { return actor.AsSystem(t.Context(), "test") }

// measured registers a detector that may raise.
func (h *house) measured(name string, budget float64) proctor.Detector {
	h.T.Helper()
	d, err := h.s.Register(system(h.T), proctor.Detector{Name: name, Version: "1", Threshold: 0.5, Precision: 0.99, Recall: 0.9, Clips: 100, Budget: budget})
	if err != nil || d.Mode != proctor.Raises {
		h.T.Fatal(d, err)
	}
	return d
}

func (h *house) raise(in proctor.Signal) proctor.Incident {
	h.T.Helper()
	if in.Room == "" {
		in.Room = examtest.Room
	}
	got, err := h.s.Raise(system(h.T), in)
	if err != nil {
		h.T.Fatal(err)
	}
	return got
}

func wants(t testing.TB, err, want error, what string) {
	t.Helper()
	ok := errors.Is(err, want)
	if err == nil {
		t.Errorf("%s: no failure, want %v", what, want)
		return
	}
	for _, f := range fault.From(err).Fields() {
		ok = ok || errors.Is(f.Err, want)
	}
	if !ok {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func TestTheSameThingIsOneIncident(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.measured("covered", 0.9)
		r := h.Sit()
		sit := r.Page.Sitting.ID
		sig := proctor.Signal{Kind: proctor.CameraCovered, Room: examtest.Room, Seat: r.Seat, Sitting: sit, Key: "k",
			Source: proctor.Source{Name: "covered", Version: "1", Threshold: 0.5, Score: 0.7}, Facts: map[string]string{"dark": "0.91"}}
		var wg sync.WaitGroup
		ids, errs := make([]proctor.IncidentID, 20), make([]error, 20)
		for i := range 20 {
			wg.Go(func() {
				one := sig
				one.Source.Score = 0.5 + float64(i)/100
				got, err := h.s.Raise(system(t), one)
				ids[i], errs[i] = got.ID, err
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		if slices.Sort(ids); ids[0] != ids[19] {
			t.Fatalf("%d incidents for one thing: %v", len(slices.Compact(ids)), ids)
		}
		list, err := h.s.OfSitting(t.Context(), sit)
		if err != nil || len(list) != 1 || list[0].Count != 20 || list[0].Source.Score < 0.689 {
			t.Fatalf("%+v %v", list, err)
		}
		digest := list[0].Digest()
		h.Clock.Advance(time.Minute)
		if err := h.s.Over(system(t), sig); err != nil {
			t.Fatal(err)
		}
		sig.Facts = map[string]string{"dark": "0.99", "more": "x"}
		sig.Until = h.Clock.Now()
		again := h.raise(sig)
		if again.ID != ids[0] || again.Digest() != digest || again.Facts["dark"] != "0.99" || again.First["dark"] != "0.91" || again.Until.IsZero() {
			t.Errorf("%+v", again)
		}
		if got, err := h.s.Close(officer(t, "a"), again.ID, proctor.FalseAlarm, "镜头只是反光"); err != nil || got.State != proctor.Closed || got.Digest() != digest {
			t.Fatal(got, err)
		}
		if next := h.raise(sig); next.ID == again.ID {
			t.Error("a closed incident went on")
		}
	})
}

// A detector that makes a new key every time fills neither the table nor the queue.
func TestAFloodIsBounded(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.measured("mad", 0.5)
		r := h.Sit()
		for i := range 200 {
			h.raise(proctor.Signal{Kind: proctor.Phone, Sitting: r.Page.Sitting.ID, Key: fmt.Sprint(i), Source: proctor.Source{Name: "mad", Version: "1"}})
		}
		list, err := h.s.OfSitting(t.Context(), r.Page.Sitting.ID)
		if err != nil || len(list) != 31 {
			t.Fatalf("%d incidents, %v", len(list), err)
		}
		if got := h.raise(proctor.Signal{Kind: proctor.Phone, Sitting: r.Page.Sitting.ID, Key: "301"}); got.Key != "301" {
			t.Error("one source's flood hides another's signal")
		}
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				_, _ = h.s.Raise(system(t), proctor.Signal{Kind: proctor.Book, Room: examtest.Room, Sitting: r.Page.Sitting.ID, Key: fmt.Sprint("c", i), Source: proctor.Source{Name: "mad", Version: "1"}})
			})
		}
		wg.Wait()
		if list, err = h.s.OfSitting(t.Context(), r.Page.Sitting.ID); err != nil || len(list) != 33 {
			t.Errorf("%d incidents after the flood at once, %v", len(list), err)
		}
		h.Clock.Advance(20 * time.Minute)
		if got := h.raise(proctor.Signal{Kind: proctor.Phone, Sitting: r.Page.Sitting.ID, Key: "later", Source: proctor.Source{Name: "mad", Version: "1"}}); got.Key != "later" {
			t.Error("the bound outlives its window")
		}
	})
}

func TestWhatIsSaidOfPeopleNeedsAMeasuredDetector(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.s.Register(system(t), proctor.Detector{Name: "guess", Version: "1", Budget: 0.9}); err != nil {
			t.Fatal(err)
		}
		_, err := h.s.Register(officer(t, "a"), proctor.Detector{Name: "mine", Version: "1", Budget: 0.9, Precision: 1, Clips: 9})
		wants(t, err, proctor.ErrRegister, "an officer registers")
		sit := h.Sit().Page.Sitting.ID
		for _, name := range []string{"guess", "unknown"} {
			if got := h.raise(proctor.Signal{Kind: proctor.OtherPerson, Sitting: sit, Source: proctor.Source{Name: name, Version: "1", Score: 1}}); got.State != proctor.Logged {
				t.Errorf("%s: %s", name, got.State)
			}
		}
		if got := h.raise(proctor.Signal{Kind: proctor.ClockSkew, Sitting: sit, Source: proctor.Source{Name: "unknown", Version: "1"}}); got.State != proctor.Open {
			t.Errorf("a plain fact is %s", got.State)
		}
		list, err := h.s.OfSitting(t.Context(), sit)
		if err != nil || len(list) != 1 {
			t.Errorf("%v %v", list, err)
		}
		q, err := h.s.Queue(officer(t, "a"), true)
		if err != nil || len(q.Lines) != 1 {
			t.Errorf("%+v %v", q, err)
		}
		all, err := h.s.List(officer(t, "a"), proctor.Query{Limit: 50, State: proctor.Logged})
		if err != nil || len(all) != 0 {
			t.Errorf("%v %v", all, err)
		}
		held, err := h.s.Undecided(t.Context(), exam.Sitting{ID: sit})
		if err != nil || len(held) != 0 {
			t.Errorf("what was only logged holds: %v %v", held, err)
		}
	})
}
