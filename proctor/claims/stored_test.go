package claims_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/store"
)

// places knows the room of a house of sittings.
type places struct{ proctor.Places }

func (places) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, OrgPath: examtest.OrgPath}, nil
}

// From the page's word to the register: stored once, drawn for the blind audit, an incident for nobody, and in the way of no result.
func TestWhatAPageSaysIsOnlyLogged(t *testing.T) {
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix)
	st := store.New(h.DB)
	incidents := proctor.New(proctor.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now), Tx: st, Incidents: st,
		Detectors: st, Handovers: st, Places: places{}, Sittings: h.Service, Finder: h.Real,
		Authority: func(context.Context) (string, error) { return "/", nil }})
	s := claims.New(claims.Config{Incidents: incidents, Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler), Things: "centernet-0badcafe", Faces: true})
	ctx := actor.AsSystem(t.Context(), "test")
	for _, d := range s.Detectors() {
		if got, err := incidents.Register(ctx, d); err != nil || got.Mode != proctor.LogOnly {
			t.Fatalf("%s: %v, mode %s", d.Name, err, got.Mode)
		}
	}
	robot := h.Sit().Begin()
	sitting := robot.Page.Sitting
	at := claims.Place{Room: examtest.Room, Seat: robot.Seat, Sitting: sitting.ID}
	for _, c := range []claims.Claim{{Phone: 0.5}, {Phone: 0.8, Like: 0.2}, {Like: 0.2}, {}} {
		s.Told(at, c)
		s.Turn(ctx)
		h.Clock.Advance(10 * time.Second)
	}
	all, err := st.OfSitting(ctx, sitting.ID)
	if err != nil || len(all) != 2 {
		t.Fatalf("%v: %+v", err, all)
	}
	for _, in := range all {
		want := map[string]float64{"kiosk.phone": 0.8, "kiosk.sameperson": 0.2}[in.Source.Name]
		if in.State != proctor.Logged || in.Until.IsZero() || in.Source.Score != want || in.Seat != at.Seat {
			t.Errorf("stored as %+v", in)
		}
	}
	if seen, err := incidents.OfSitting(ctx, sitting.ID); err != nil || len(seen) != 0 {
		t.Errorf("shown to officers: %+v %v", seen, err)
	}
	if holds, err := incidents.Undecided(ctx, sitting); err != nil || len(holds) != 0 {
		t.Errorf("in the way of the result: %+v %v", holds, err)
	}
	judge := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "judge", Person: "p-judge", Grants: []actor.Grant{{Role: people.Inspector, Org: "o", Path: "/"}}})
	if drawn, err := incidents.Samples(judge, "", 10); err != nil || len(drawn) != 2 {
		t.Errorf("drawn for the blind audit: %+v %v", drawn, err)
	}
}
