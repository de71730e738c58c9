package app

import (
	"context"
	"errors"
	"maps"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
)

// The person whom a proposal waits for is told, and nobody else; without one every reviewer of the bank but who proposed.
func TestWhoIsToldThatAnItemIsProposedForQuarantine(t *testing.T) {
	t.Parallel()
	got, away := letters{}, error(nil)
	n := quarantineNotices{out: got, inTx: func(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) },
		holders: func(ctx context.Context, role actor.Role, path string) ([]people.PersonID, error) {
			if role != people.ItemReviewer || path != "/a/" || actor.From(ctx).Kind != actor.System {
				t.Errorf("asked for %s at %s as %s", role, path, actor.From(ctx).Kind)
			}
			return []people.PersonID{"one", "two", "three"}, away
		}}
	const topic = textnotice.TopicQuarantineNotice
	for _, c := range []struct {
		body string
		want letters
	}{
		{`{"state":"PROPOSED","path":"/a/","owner_person":"two"}`, letters{"two": topic + ` {"person":"two"}`}},
		{`{"state":"PROPOSED","path":"/a/","owner_person":"left","by_person":"one"}`, letters{"two": topic + ` {"person":"two"}`, "three": topic + ` {"person":"three"}`}},
		{`{"state":"PROPOSED","path":"/a/","owner_person":"one","by_person":"one"}`, letters{"two": topic + ` {"person":"two"}`, "three": topic + ` {"person":"three"}`}},
		{`{"state":"DISMISSED","path":"/a/","owner_person":"two"}`, letters{}},
	} {
		clear(got)
		if err := n.proposed(t.Context(), actor.Event{Body: []byte(c.body)}); err != nil || !maps.Equal(got, c.want) {
			t.Errorf("%s told %v (%v), want %v", c.body, got, err, c.want)
		}
	}
	away = errors.New("away")
	clear(got)
	if err := n.proposed(t.Context(), actor.Event{Body: []byte(`{"state":"PROPOSED","path":"/a/"}`)}); !errors.Is(err, away) || len(got) != 0 {
		t.Errorf("told %v, %v", got, err)
	}
	if n.proposed(t.Context(), actor.Event{Body: []byte("{")}) == nil {
		t.Error("an event that cannot be read is lost")
	}
}
