package recording_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/proctor/recording"
)

// trail lists the verbs on the trail that begin with live.
func (h *house) trail() []string {
	h.T.Helper()
	list, err := audit.New(h.DB, h.Clock.Now).Find(h.T.Context(), audit.Query{Paths: []string{"/"}, Verb: "live.", Limit: 200})
	if err != nil {
		h.T.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Verb)
	}
	return out
}

// Who may see a seat live: an officer whose shift lasts now, and an inspector. Every look and every refusal is on the trail.
func TestWhoMayLookLive(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		duty := false
		h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Sittings: h.Real, Files: films{h.files},
			OnDuty: func(_ context.Context, room site.RoomID, _ people.AccountID, at time.Time) (bool, error) {
				return duty && room == examtest.Room && at.Equal(h.Clock.Now()), nil
			}})
		r := h.Sit().Begin()
		if _, err := h.rec.Look(examtest.Invigilator(), "no such seat"); !errors.Is(err, recording.ErrNotLive) {
			t.Errorf("an empty seat: %v", err)
		}
		if got := h.trail(); len(got) != 0 {
			t.Errorf("%v", got)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"off duty":       {examtest.Invigilator(), recording.ErrNotDuty},
			"another role":   {examtest.Officer(examtest.OrgPath, people.ResultReleaser), recording.ErrForbidden},
			"another region": {examtest.Officer("/elsewhere/", people.RemoteInvigilator), recording.ErrNotLive},
			"the seat":       {r.Ctx, recording.ErrNotLive},
		} {
			if _, err := h.rec.Look(c.ctx, r.Seat); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := h.trail(); !slices.Equal(got, []string{"live.refused", "live.refused", "live.refused", "live.refused"}) {
			t.Errorf("refusals on the trail: %v", got)
		}
		duty = true
		p, err := h.rec.Look(examtest.Invigilator(), r.Seat)
		if err != nil || p.Sitting != r.Page.Sitting.ID || p.Seat != r.Seat {
			t.Fatal(p, err)
		}
		duty = false
		if _, err := h.rec.Look(examtest.Officer(examtest.OrgPath, people.Inspector), r.Seat); err != nil {
			t.Errorf("an inspector: %v", err)
		}
		if err := h.rec.Spoke(examtest.Invigilator(), p, true); err != nil {
			t.Fatal(err)
		}
		got := h.trail()
		slices.Sort(got)
		if !slices.Equal(got[len(got)-2:], []string{"live.view", "live.view"}) || !slices.Contains(got, "live.talk") {
			t.Errorf("%v", got)
		}
	})
}

// told notes what officers are told of.
type told struct {
	lost       []recording.Gap
	all        []recording.Losses
	unrecorded []time.Duration
}

func (l *told) Lost(_ context.Context, g recording.Gap, all recording.Losses) error {
	l.lost, l.all = append(l.lost, g), append(l.all, all)
	return nil
}

func (l *told) Unrecorded(_ context.Context, _ recording.Gap, missing, _ time.Duration) error {
	l.unrecorded = append(l.unrecorded, missing)
	return nil
}

// A lost camera is told at once and when it is back; once it is away for longer than the authority allows, in one time or in several,
// that is told too.
func TestOfficersAreToldWhatIsMissing(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		l := &told{}
		h.rec.Tell(l, func(context.Context, exam.Sitting) (time.Duration, error) { return 40 * time.Second, nil })
		r := h.Sit().Begin()
		id := r.Page.Sitting.ID
		pass := func(d time.Duration, seen bool) {
			t.Helper()
			for end := h.Clock.Now().Add(d); h.Clock.Now().Before(end); {
				h.Clock.Advance(2 * time.Second)
				if seen {
					if err := h.rec.Seen(t.Context(), []exam.SittingID{id}); err != nil {
						t.Fatal(err)
					}
				}
				h.settle()
			}
		}
		pass(10*time.Second, true)
		pass(30*time.Second, false)
		if len(l.lost) != 1 || len(l.unrecorded) != 0 || !l.lost[0].To.IsZero() {
			t.Fatalf("%+v", l)
		}
		pass(10*time.Second, true)
		if len(l.lost) != 2 || l.lost[1].To.IsZero() || l.lost[1].ID != l.lost[0].ID {
			t.Fatalf("%+v", l)
		}
		if all := l.all[1]; len(all.Gaps) != 1 || all.Missing != l.lost[1].To.Sub(l.lost[1].From) || all.Missing < 25*time.Second {
			t.Errorf("when it is back: %+v", all)
		}
		pass(20*time.Second, false) // forty in all are over while this one lasts
		if len(l.unrecorded) != 1 || l.unrecorded[0] < 40*time.Second {
			t.Fatalf("%+v", l)
		}
		sit, err := h.Real.Sitting(actor.AsSystem(t.Context(), "test"), id)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := h.rec.Missing(t.Context(), sit); err != nil || d < 45*time.Second || d > 60*time.Second {
			t.Errorf("%v %v", d, err)
		}
		if all := l.all[2]; len(all.Gaps) != 2 || all.Missing <= l.all[1].Missing {
			t.Errorf("of the second time: %+v", all)
		}
	})
}
