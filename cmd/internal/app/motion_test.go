package app

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/store"
	"github.com/suikao/suikao/proctor/vision"
)

// noSums keeps the sums of nobody.
type noSums struct{}

func (noSums) AddSums(context.Context, []input.Sums) error { return nil }
func (noSums) SumsOf(context.Context, []exam.SittingID) ([]input.Sums, error) {
	return nil, nil
}

// oneRoom knows the room of a house of sittings.
type oneRoom struct{ proctor.Places }

func (oneRoom) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, OrgPath: examtest.OrgPath}, nil
}

// TestAnswersWithoutMovementAreIncidentsWithinTenSeconds goes the way from where cameras are looked at, by the judge of inputs and the
// register of detectors, to the incidents that officers see and that hold a result.
func TestAnswersWithoutMovementAreIncidentsWithinTenSeconds(t *testing.T) {
	for _, c := range []struct {
		name            string
		present, moving bool
		why             string // "": nothing is raised
	}{{"an empty chair", false, false, "empty"}, {"nothing moves", true, false, "still"}, {"somebody moves", true, true, ""}} {
		t.Run(c.name, func(t *testing.T) {
			h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix)
			st := store.New(h.DB)
			incidents := proctor.New(proctor.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now), Tx: st, Incidents: st,
				Detectors: st, Handovers: st, Places: oneRoom{}, Sittings: h.Service, Finder: h.Real, Authority: func(context.Context) (string, error) { return "/", nil }})
			if err := (&Services{Incidents: incidents}).registerInputDetectors(t.Context()); err != nil {
				t.Fatal(err)
			}
			seat, after := watchedAnswers(t, h, incidents, c.present, c.moving)
			ctx := actor.AsSystem(t.Context(), "test")
			seen, err := incidents.OfSitting(ctx, seat.ID)
			if err != nil {
				t.Fatal(err)
			}
			holds, err := incidents.Undecided(ctx, seat)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.why == "" && len(seen)+len(holds) > 0:
				t.Errorf("raised %+v", seen)
			case c.why == "":
			case len(seen) != 1 || len(holds) != 1 || seen[0].Kind != proctor.WithoutMovement || seen[0].State != proctor.Open || seen[0].First["why"] != c.why:
				t.Errorf("raised %+v, %d hold the result", seen, len(holds))
			case after > 10*time.Second:
				t.Errorf("raised %v after the first answer", after)
			}
		})
	}
}

// watchedAnswers lets a camera tell of a seat for a while, then answers come by a hand every two seconds. It returns the sitting, and
// how long after the first answer the first incident stood.
func watchedAnswers(t *testing.T, h *examtest.House, incidents *proctor.Service, present, moving bool) (exam.Sitting, time.Duration) {
	words, err := kv.Open("memory:", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	robot := h.Sit().Begin()
	sit := robot.Page.Sitting
	judge := input.New(input.Deps{Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler), Incidents: incidents, Store: noSums{}})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go hearMotions(ctx, words, judge)
	no := judge.Opened(input.Hello{Place: input.Place{Sitting: sit.ID, Room: examtest.Room, Seat: robot.Seat}, Page: "page", Nth: 1})
	const before = 14
	for i := range before + 14 {
		h.Clock.Advance(time.Second)
		all := []vision.Moved{{Sitting: "unknown", At: h.Clock.Now()}, {Sitting: sit.ID, At: h.Clock.Now(), Present: present, Moving: moving}}
		if err := (motions{words}).Moved(ctx, all); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond) // on its way to another node
		if i >= before && i%2 == 0 {
			judge.Answered(sit.ID, no, input.Answer{Question: 1, Text: "A",
				Cause: input.Cause{Class: input.Key, Trusted: true, Focused: true, Visible: true, Full: true, Age: 10 * time.Millisecond, Count: int64(i)}.String()})
		}
		judge.Turn(ctx, i+1)
		if seen, err := incidents.OfSitting(actor.AsSystem(ctx, "test"), sit.ID); err != nil || len(seen) > 0 {
			return sit, time.Duration(i-before) * time.Second
		}
	}
	return sit, 0
}
