package app

import (
	"context"
	"encoding/json"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
)

// faceWatchers are told when the register of faces comes near the number from which it has to be filed.
var faceWatchers = []actor.Role{people.SecurityAdmin, people.Inspector, people.Regulator}

// faceNotices tells people that the register of faces nears the threshold.
type faceNotices struct {
	colleagues func(ctx context.Context, role actor.Role) ([]people.Colleague, error)
	inTx       func(ctx context.Context, fn func(ctx context.Context) error) error
	out        actor.Outbox
}

// near asks for a text to each natural person who watches over the register of faces. Delivered again it asks again, which
// costs one more text.
func (n faceNotices) near(ctx context.Context, e actor.Event) error {
	var body map[string]string
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	ctx = actor.AsSystem(ctx, "face.threshold")
	persons := map[people.PersonID]bool{}
	for _, role := range faceWatchers {
		list, err := n.colleagues(ctx, role)
		if err != nil {
			return err
		}
		for _, c := range list {
			persons[c.Person] = true
		}
	}
	return n.inTx(ctx, func(ctx context.Context) error {
		for p := range persons {
			if p == "" {
				continue
			}
			b, err := json.Marshal(map[string]string{"person": string(p), "persons": body["persons"], "threshold": body["threshold"]})
			if err != nil {
				return err
			}
			if err := n.out.Emit(ctx, actor.Event{Topic: textnotice.TopicFaceThreshold, Key: string(p), Body: b}); err != nil {
				return err
			}
		}
		return nil
	})
}
