package app

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/proctor/recording"
)

// cameraClocks implements recording.Clocks: a sitting that nobody films is paused with its time given back, and goes on by itself when it
// is filmed again, unless the whole room is paused or the pause became too long.
type cameraClocks struct {
	exam     *exam.Service
	halts    *halt.Service
	outposts *outpost.Centre
}

// Stop implements recording.Clocks. What a room node holds comes back first.
func (c cameraClocks) Stop(ctx context.Context, g recording.Gap, done func(ctx context.Context) error) error {
	if held, err := c.outposts.AskBack(ctx, g.Sitting, exam.ReasonCamera, g.From); held || err != nil {
		return err
	}
	return c.exam.PauseTogether(ctx, []exam.SittingID{g.Sitting}, exam.Together{Ref: string(g.ID), Reason: exam.Reason{Code: exam.ReasonCamera},
		Count: func(ctx context.Context, _, _ int) error { return done(ctx) }})
}

// RunOn implements recording.Clocks.
func (c cameraClocks) RunOn(ctx context.Context, g recording.Gap) error {
	return c.exam.ResumeTogether(ctx, []exam.SittingID{g.Sitting}, exam.Together{Ref: string(g.ID), Reason: exam.Reason{Code: exam.ReasonCamera}, Next: c.halts.Over,
		Count: func(context.Context, int, int) error { return nil }})
}
