package app

import (
	"context"
	"encoding/json"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/vision"
)

// seatSaid is the channel on which nodes tell whoever looks at cameras what a seat's page says of its own.
const seatSaid = "seat.said"

// seatWord is what one page says.
type seatWord struct {
	Sitting exam.SittingID
	Word    recording.Cause
}

// tellWords passes on what pages say of their cameras.
func (a *App) tellWords(ctx context.Context, id exam.SittingID, word recording.Cause) {
	b, err := json.Marshal(seatWord{id, word})
	if err == nil {
		err = a.kv.Publish(ctx, seatSaid, b)
	}
	if err != nil && ctx.Err() == nil {
		a.log.Debug("telling what a page says of its camera", "err", err) // it says so again
	}
}

// hearWords gives them to who looks at the cameras, until ctx ends.
func hearWords(ctx context.Context, from kv.Store, to interface {
	Says(sitting exam.SittingID, word vision.Word)
}) {
	hear(ctx, from, seatSaid, func(m []byte) {
		var one seatWord
		if json.Unmarshal(m, &one) == nil {
			to.Says(one.Sitting, vision.Word(one.Word))
		}
	})
}
