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

// letters are events by their key.
type letters map[string]string

func (l letters) Emit(_ context.Context, e actor.Event) error {
	l[e.Key] = e.Topic + " " + string(e.Body)
	return nil
}

// Whoever watches over the register of faces is told once, in whatever number of roles, with both numbers; when they cannot be looked up the
// event is delivered again and nobody has been told by half.
func TestWhoIsToldThatTheRegisterOfFacesNearsItsThreshold(t *testing.T) {
	t.Parallel()
	got := letters{}
	var away error
	asked := map[actor.Role]bool{}
	n := faceNotices{out: got, inTx: func(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) },
		colleagues: func(ctx context.Context, role actor.Role) ([]people.Colleague, error) {
			asked[role] = actor.From(ctx).Kind == actor.System
			switch role {
			case people.SecurityAdmin:
				return []people.Colleague{{Account: "1", Person: "both"}, {Account: "2"}}, nil
			case people.Inspector:
				return []people.Colleague{{Account: "3", Person: "both"}, {Account: "4", Person: "one"}}, nil
			}
			return nil, away
		}}
	event := actor.Event{Topic: "face.threshold", Body: []byte(`{"persons":"80000","threshold":"100000"}`)}
	away = errors.New("away")
	if err := n.near(t.Context(), event); !errors.Is(err, away) || len(got) != 0 {
		t.Fatalf("told %v, %v", got, err)
	}
	away = nil
	if err := n.near(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	const begin, end = textnotice.TopicFaceThreshold + ` {"person":"`, `","persons":"80000","threshold":"100000"}`
	if want := (letters{"both": begin + "both" + end, "one": begin + "one" + end}); !maps.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
	if want := map[actor.Role]bool{people.SecurityAdmin: true, people.Inspector: true, people.Regulator: true}; !maps.Equal(asked, want) {
		t.Errorf("asked for %v as the program", asked)
	}
	if n.near(t.Context(), actor.Event{Body: []byte("{")}) == nil {
		t.Error("an event that cannot be read is lost")
	}
}
