package app

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
)

// Everybody who runs the enterprise is told how many permits it concerns, and nobody else.
func TestWhoIsToldThatPermitsOfAnEnterpriseEnd(t *testing.T) {
	t.Parallel()
	got := letters{}
	n := employerNotices{out: got, inTx: func(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) },
		org: func(_ context.Context, id people.OrgID) (people.Org, error) {
			return people.Org{ID: id, Path: "/a/firm/"}, nil
		},
		holders: func(ctx context.Context, role actor.Role, path string) ([]people.PersonID, error) {
			if role != people.EnterpriseManager || path != "/a/firm/" || actor.From(ctx).Kind != actor.System {
				t.Errorf("asked for %s at %s as %s", role, path, actor.From(ctx).Kind)
			}
			return []people.PersonID{"one", "two"}, nil
		}}
	if err := n.due(t.Context(), actor.Event{Body: []byte(`{"org":"firm","permits":"12"}`)}); err != nil {
		t.Fatal(err)
	}
	const topic = textnotice.TopicEmployerNotice
	if want := (letters{"one": topic + ` {"permits":"12","person":"one"}`, "two": topic + ` {"permits":"12","person":"two"}`}); !maps.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
	if n.due(t.Context(), actor.Event{Body: []byte("{")}) == nil {
		t.Error("an event that cannot be read is lost")
	}
}

// The regulators of an authority, who manage its keys, are told that an address of theirs failed too long.
func TestWhoIsToldThatAnAddressFailed(t *testing.T) {
	t.Parallel()
	got := letters{}
	n := employerNotices{out: got, inTx: func(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) },
		org: func(_ context.Context, id people.OrgID) (people.Org, error) {
			return people.Org{ID: id, Path: "/a/", Kind: people.Authority}, nil
		},
		holders: func(_ context.Context, role actor.Role, path string) ([]people.PersonID, error) {
			if role != people.Regulator || path != "/a/" {
				t.Errorf("asked for %s at %s", role, path)
			}
			return []people.PersonID{"one"}, nil
		}}
	if err := n.paused(t.Context(), actor.Event{Body: []byte(`{"org":"a","subscription":"s"}`)}); err != nil {
		t.Fatal(err)
	}
	if want := (letters{"one": textnotice.TopicSubscriptionNotice + ` {"person":"one"}`}); !maps.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

func TestTheCalendarRunsOnceADayUntilItSucceeds(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 15, 59, 0, 0, time.UTC) // a minute before midnight in Beijing
	runs, fails := 0, true
	run := onceADay(func() time.Time { return now }, func(context.Context) error {
		runs++
		if fails {
			return errors.New("down")
		}
		return nil
	})
	if run(t.Context()) == nil || runs != 1 {
		t.Error("a failure is kept quiet", runs)
	}
	fails = false
	for range 3 {
		if err := run(t.Context()); err != nil || runs != 2 {
			t.Error(runs, err)
		}
	}
	now = now.Add(time.Minute)
	if err := run(t.Context()); err != nil || runs != 3 {
		t.Error("the day turned:", runs, err)
	}
}
