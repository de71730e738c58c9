package release

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Voided is one result that a decision made void, with what it was before.
type Voided struct {
	Result exam.ResultID    `json:"result"`
	Was    exam.ResultState `json:"was"`
}

// Void makes the result of a sitting void by a decision of the authority that was served, and with passed also what its person passed
// before in the same application. The review that keeps the decision has judged who may; Void joins its transaction. A sitting
// without a result, and a result that is void already, are passed over. The sitting itself follows when the decision is final.
func (k *Desk) Void(ctx context.Context, sitting exam.SittingID, current, passed bool, decision string) ([]Voided, error) {
	var out []Voided
	err := k.inTx(ctx, func(ctx context.Context) error {
		out = nil
		sit, err := k.d.Evidence.Sitting(ctx, sitting)
		if err != nil {
			return err
		}
		res, err := k.d.Results.ResultOf(ctx, sitting)
		if err != nil && !errors.Is(err, exam.ErrNoResult) {
			return err
		}
		var list []exam.Result
		if err == nil && current {
			list = append(list, res)
		}
		if passed {
			before, err := k.passedBefore(ctx, sit)
			if err != nil {
				return err
			}
			list = append(list, before...)
		}
		for _, r := range list {
			if r.State == exam.ResultVoided {
				continue
			}
			if err := k.voidOne(ctx, r, decision); err != nil {
				return err
			}
			out = append(out, Voided{r.ID, r.State})
		}
		return nil
	})
	return out, err
}

// passedBefore lists the other released passes of the sitting's application.
func (k *Desk) passedBefore(ctx context.Context, sit exam.Sitting) ([]exam.Result, error) {
	var out []exam.Result
	for cursor := exam.ResultID(""); ; {
		page, err := k.d.Results.ResultsOf(ctx, sit.Person, cursor, 100)
		if err != nil || len(page) == 0 {
			return out, err
		}
		for _, r := range page {
			if r.Kind == exam.Formal && r.Application == sit.Application && r.Sitting != sit.ID && r.State == exam.Released && r.Passed {
				out = append(out, r)
			}
		}
		cursor = page[len(page)-1].ID
	}
}

func (k *Desk) voidOne(ctx context.Context, res exam.Result, decision string) error {
	a, now := actor.From(ctx), k.now()
	was := res.State
	if was == exam.Held {
		h, err := k.liveHold(ctx, res.ID)
		if err != nil {
			return err
		}
		if h != nil {
			h.ClearedBy, h.ClearedName, h.ClearedAt, h.ClearText = people.AccountID(a.ID), a.Name, now, decision
			if err := k.d.Releases.ClearHold(ctx, *h); err != nil {
				return err
			}
		}
		if err := k.d.Sittings.EndReview(ctx, res.Sitting); err != nil {
			return err
		}
	}
	if was == exam.Released {
		if err := k.decided(ctx, res, false, decision); err != nil {
			return err
		}
	}
	res.State, res.DecidedAt, res.DecidedBy = exam.ResultVoided, now, a.ID
	if err := k.d.Results.UpdateResult(ctx, res); err != nil {
		return err
	}
	if err := k.record(ctx, "result.void", "result:"+string(res.ID), res.OrgPath, map[string]string{"decision": decision, "was": string(was)}); err != nil {
		return err
	}
	return k.emit(ctx, TopicResultVoided, string(res.ID), map[string]string{"result": string(res.ID), "person": string(res.Person)})
}

// decided adds the version of a released result that a decision made, and lets the pass records follow.
func (k *Desk) decided(ctx context.Context, res exam.Result, passed bool, decision string) error {
	earlier, err := k.d.Checks.Revisions(ctx, res.ID)
	if err != nil {
		return err
	}
	a, now := actor.From(ctx), k.now()
	r := Revision{No: len(earlier) + 2, Points: res.Points, Full: res.Full, PassMark: res.PassMark, Passed: passed,
		Right: res.Right, Partial: res.Partial, Wrong: res.Wrong, Blank: res.Blank, KeyVersion: res.KeyVersion, WasPoints: res.Points, WasPassed: res.Passed,
		Reason: decision, By: people.AccountID(a.ID), ByPerson: people.PersonID(a.Person), ByName: a.Name, At: now}
	for _, e := range earlier { // a score check or a re-score may have corrected it
		if e.Check != "" || e.KeyVersion != r.KeyVersion {
			r.Points, r.Full, r.PassMark, r.Right, r.Partial, r.Wrong, r.Blank, r.KeyVersion = e.Points, e.Full, e.PassMark, e.Right, e.Partial, e.Wrong, e.Blank, e.KeyVersion
			r.WasPoints, r.WasPassed = e.Points, e.Passed
		}
	}
	r.Passed = passed && r.WasPassed
	return k.nextVersion(ctx, res, byDecision, r)
}

// Restore gives results that a decision made void back what they were, because the decision was revoked. One that was held is
// provisional again: its hold was decided about. It joins the transaction of the review.
func (k *Desk) Restore(ctx context.Context, list []Voided, decision string) error {
	return k.inTx(ctx, func(ctx context.Context) error {
		for _, v := range list {
			res, err := k.d.Results.Result(ctx, v.Result)
			if err != nil {
				return err
			}
			if res.State != exam.ResultVoided {
				continue
			}
			res.State, res.DecidedAt, res.DecidedBy = v.Was, k.now(), actor.From(ctx).ID
			if v.Was == exam.Held {
				res.State = exam.Provisional
			}
			if err := k.d.Results.UpdateResult(ctx, res); err != nil {
				return err
			}
			if v.Was == exam.Released {
				if err := k.decided(ctx, res, true, decision); err != nil {
					return err
				}
			}
			if err := k.record(ctx, "result.restore", "result:"+string(res.ID), res.OrgPath, map[string]string{"decision": decision}); err != nil {
				return err
			}
			if err := k.emit(ctx, TopicResultRestored, string(res.ID), map[string]string{"result": string(res.ID), "person": string(res.Person)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndSitting makes the sitting of a void result void for good, because the decision is final. One that is void already, or whose
// result is not, is passed over.
func (k *Desk) EndSitting(ctx context.Context, id exam.SittingID) error {
	return k.inTx(ctx, func(ctx context.Context) error {
		sit, err := k.d.Evidence.Sitting(ctx, id)
		if err != nil || sit.State == exam.Voided {
			return err
		}
		res, err := k.d.Results.ResultOf(ctx, id)
		if errors.Is(err, exam.ErrNoResult) || err == nil && res.State != exam.ResultVoided {
			return nil
		}
		if err != nil {
			return err
		}
		return k.d.Sittings.VoidSitting(ctx, id)
	})
}
