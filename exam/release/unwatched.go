package release

import (
	"context"
	"slices"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/fault"
)

// ErrUnwatched holds a result whose paper was open without supervision for longer than the rules allow.
var ErrUnwatched = fault.Define("release.unwatched", fault.Conflict,
	"答卷期间有 {seconds} 秒无人监管，超过限度（{limit}），须由未参与本场监考的人查看录像后解除暂缓。",
	"Nobody watched {seconds} s of the paper, more than is allowed ({limit}). Somebody who did not run the room views the recording and ends the hold.")

// ErrUplinkLost holds a result because the uplink of its room was cut during the paper, for however short a time.
var ErrUplinkLost = fault.Define("release.uplink_lost", fault.Conflict,
	"答卷期间考场上行网络中断，共 {seconds} 秒无人监管，须由未参与本场监考的人查看录像后解除暂缓。",
	"The uplink of the room was cut during the paper, {seconds} s without supervision. Somebody who did not run the room views the recording and ends the hold.")

// unwatched says why a result has to be held for want of supervision; nil when it need not be. A hold that somebody has
// ended covers the intervals that were on file when it was placed. Where the authority has set no limit there is none to
// stay within: any interval is looked at.
func (k *Desk) unwatched(ctx context.Context, res exam.Result) (*fault.Error, error) {
	sit, err := k.d.Evidence.Sitting(ctx, res.Sitting)
	if err != nil {
		return nil, err
	}
	gaps, err := k.d.Supervision.Gaps(ctx, sit.Room, sit.StartedAt, sit.SubmittedAt)
	if err != nil {
		return nil, err
	}
	cuts, sum := supervision.Cut(sit, gaps, k.now())
	if sum == 0 {
		return nil, nil
	}
	set, err := k.publication(ctx, res)
	if err != nil {
		return nil, err
	}
	why := ErrUnwatched.With("seconds", seconds(sum))
	limit, err := set.MaxUnwatchedSeconds.Get()
	switch {
	case unset(err) != nil:
		why = why.With("limit", unset(err).Text("zh"))
	case err != nil:
		return nil, err
	case seconds(sum) > limit:
		why = why.With("limit", limit)
	case slices.ContainsFunc(cuts, func(g supervision.Gap) bool { return g.Cause == supervision.UplinkLost }):
		why = ErrUplinkLost.With("seconds", seconds(sum)) // looked at however short it was (process §4)
	default:
		return nil, nil
	}
	seen, err := k.reviewed(ctx, res.ID, cuts)
	if seen || err != nil {
		return nil, err
	}
	return why, nil
}

// undecided says that a person has to decide about journals of the sitting before its result goes out; nil when none waits.
func (k *Desk) undecided(ctx context.Context, res exam.Result) (*fault.Error, error) {
	if k.d.Undecided == nil {
		return nil, nil
	}
	names, err := k.d.Undecided(ctx, res.Sitting)
	return counted(ErrUndecided, names), err
}

// incidents says that a person has to decide about what happened in the sitting before its result goes out; nil when nothing waits.
func (k *Desk) incidents(ctx context.Context, res exam.Result) (*fault.Error, error) {
	if k.d.Incidents == nil {
		return nil, nil
	}
	sit, err := k.d.Evidence.Sitting(ctx, res.Sitting)
	if err != nil {
		return nil, err
	}
	names, err := k.d.Incidents(ctx, sit)
	return counted(ErrIncident, names), err
}

// counted names the first three of what waits; nil for nothing.
func counted(f *fault.Error, names []string) *fault.Error {
	if len(names) == 0 {
		return nil
	}
	shown := strings.Join(names[:min(len(names), 3)], "；")
	if len(names) > 3 {
		shown += "……"
	}
	return f.With("count", len(names)).With("names", shown)
}

// reviewed reports whether a hold for want of supervision was placed after the last of gaps was entered, and was ended.
func (k *Desk) reviewed(ctx context.Context, id exam.ResultID, gaps []supervision.Gap) (bool, error) {
	holds, err := k.d.Releases.Holds(ctx, id)
	for _, h := range holds {
		if h.Code != HoldUnwatched || h.ClearedAt.IsZero() {
			continue
		}
		all := true
		for _, g := range gaps {
			all = all && string(g.ID) < h.ID // both carry the time in which they were made
		}
		if all {
			return true, err
		}
	}
	return false, err
}

// holdUnwatched holds the results of a record that had too little supervision, for whoever releases.
func (k *Desk) holdUnwatched(ctx context.Context, c RecordContent) error {
	for _, l := range c.Lines {
		if l.Result == "" || l.Unwatched == 0 {
			continue
		}
		res, err := k.d.Results.Result(ctx, l.Result)
		if err != nil {
			return err
		}
		if res.State != exam.Provisional {
			continue // the release looks again
		}
		why, err := k.unwatched(ctx, res)
		if err != nil {
			return err
		}
		if why == nil {
			continue
		}
		if err := k.hold(ctx, res, Hold{Code: HoldUnwatched, Text: why.Text("zh")}); err != nil {
			return err
		}
	}
	return nil
}
