package release

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/fault"
)

// Why a result is held for want of a recording.
var (
	ErrUnrecorded = fault.Define("release.unrecorded", fault.Conflict,
		"答卷期间座位摄像头共中断 {seconds} 秒，超过限度（{limit} 秒），须由未参与本场监考的人查看后解除暂缓。",
		"The seat's camera was away for {seconds} s of the paper, more than is allowed ({limit} s). Somebody who did not run the room looks into it and ends the hold.")
	ErrCoverage = fault.Define("release.coverage", fault.Conflict,
		"答卷期间录像覆盖率为 {percent}%，低于下限（{limit}%），须由未参与本场监考的人查看后解除暂缓。",
		"{percent} % of the paper is recorded, less than is required ({limit} %). Somebody who did not run the room looks into it and ends the hold.")
)

// unrecorded says why a result has to be held for want of a recording; nil when it need not be. What the authority has left blank
// holds nothing: not every room has cameras. A hold that somebody has ended is not placed again.
func (k *Desk) unrecorded(ctx context.Context, res exam.Result) (*fault.Error, error) {
	if k.d.Missing == nil {
		return nil, nil
	}
	sit, err := k.d.Evidence.Sitting(ctx, res.Sitting)
	if err != nil || sit.Venue != exam.AtSeat || sit.StartedAt.IsZero() {
		return nil, err
	}
	set, err := k.publication(ctx, res)
	if err != nil {
		return nil, err
	}
	why, err := k.tooLittle(ctx, sit, set)
	if err != nil || why == nil {
		return nil, err
	}
	holds, err := k.d.Releases.Holds(ctx, res.ID)
	for _, h := range holds {
		if h.Code == HoldUnrecorded && !h.ClearedAt.IsZero() {
			return nil, err
		}
	}
	return why, err
}

func (k *Desk) tooLittle(ctx context.Context, sit exam.Sitting, set rules.Set) (*fault.Error, error) {
	limit, err := set.MaxUnrecordedSeconds.Get()
	switch {
	case err == nil:
		missing, err := k.d.Missing(ctx, sit)
		if err != nil {
			return nil, err
		}
		if seconds(missing) > limit {
			return ErrUnrecorded.With("seconds", seconds(missing)).With("limit", limit), nil
		}
	case unset(err) == nil:
		return nil, err
	}
	floor, err := set.MinRecordedPercent.Get()
	switch {
	case unset(err) != nil || k.d.Recorded == nil:
		return nil, nil
	case err != nil:
		return nil, err
	}
	percent, err := k.d.Recorded(ctx, sit)
	if err != nil || percent >= floor {
		return nil, err
	}
	return ErrCoverage.With("percent", percent).With("limit", floor), nil
}

// away reports whether recordings of a result's sitting lie at a node of its room.
func (k *Desk) away(ctx context.Context, res exam.Result) (bool, error) {
	if k.d.Awaited == nil {
		return false, nil
	}
	sit, err := k.d.Evidence.Sitting(ctx, res.Sitting)
	if err != nil {
		return false, err
	}
	a, err := k.d.Awaited(ctx, sit)
	return a.Away > 0, err
}

// holdUnrecorded holds the results of a record whose recording is not enough, for whoever releases.
func (k *Desk) holdUnrecorded(ctx context.Context, c RecordContent) error {
	for _, l := range c.Lines {
		if l.Result == "" {
			continue
		}
		res, err := k.d.Results.Result(ctx, l.Result)
		if err != nil {
			return err
		}
		if res.State != exam.Provisional {
			continue // the release looks again
		}
		if away, err := k.away(ctx, res); err != nil {
			return err
		} else if away {
			continue // the figure will change: nothing is held by it, and the release waits for it
		}
		why, err := k.unrecorded(ctx, res)
		if err != nil {
			return err
		}
		if why == nil {
			continue
		}
		if err := k.hold(ctx, res, Hold{Code: HoldUnrecorded, Text: why.Text("zh")}); err != nil && !errors.Is(err, ErrHoldState) {
			return err
		}
	}
	return nil
}
