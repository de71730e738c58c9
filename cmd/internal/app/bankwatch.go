package app

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/health"
)

// quarantineNotices tells those who decide that an item is proposed for quarantine.
type quarantineNotices struct {
	holders func(ctx context.Context, role actor.Role, path string) ([]people.PersonID, error)
	inTx    func(ctx context.Context, fn func(ctx context.Context) error) error
	out     actor.Outbox
}

// proposed asks for a text to the person whom the proposal waits for, and to the other reviewers of the bank where that person does not
// review any more or there is none; never to who proposed. Delivered again it asks again, which costs one more text.
func (n quarantineNotices) proposed(ctx context.Context, e actor.Event) error {
	var body struct {
		State  health.State
		Path   string
		Owner  people.PersonID `json:"owner_person"`
		Author people.PersonID `json:"by_person"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	if body.State != health.Proposed {
		return nil
	}
	list, err := n.holders(actor.AsSystem(ctx, "bank.quarantine"), people.ItemReviewer, body.Path)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(p people.PersonID) bool { return p == body.Author })
	if slices.Contains(list, body.Owner) {
		list = []people.PersonID{body.Owner}
	}
	return n.inTx(ctx, func(ctx context.Context) error {
		for _, p := range list {
			b, err := json.Marshal(map[string]string{"person": string(p)})
			if err != nil {
				return err
			}
			if err := n.out.Emit(ctx, actor.Event{Topic: textnotice.TopicQuarantineNotice, Key: string(p), Body: b}); err != nil {
				return err
			}
		}
		return nil
	})
}
