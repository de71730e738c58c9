package app

import (
	"context"
	"encoding/json"

	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/vision"
)

// seatsMoved is the channel on which whoever looks at cameras tells the nodes with the seats' sockets what moves there.
const seatsMoved = "seats.moved"

// motions tells them; a room is one message.
type motions struct{ to kv.Store }

// Moved implements vision.Motion.
func (m motions) Moved(ctx context.Context, all []vision.Moved) error {
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return m.to.Publish(ctx, seatsMoved, b)
}

// hearMotions gives the judge of inputs what cameras show of the sittings that this node knows, until ctx ends.
func hearMotions(ctx context.Context, from kv.Store, to *input.Judge) {
	hear(ctx, from, seatsMoved, func(m []byte) {
		var all []vision.Moved
		if json.Unmarshal(m, &all) != nil {
			return
		}
		for _, one := range all {
			to.Saw(one.Sitting, one.At, one.Present, one.Moving)
		}
	})
}
