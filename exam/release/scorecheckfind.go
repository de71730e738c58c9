package release

import (
	"context"

	"github.com/suikao/suikao/exam"
)

// find scores a result again: by the second scorer with the key it was scored by, and by both scorers with the newest
// approved key. Where the two scorers disagree on the newest key it is not intact: a person has to look at the program.
func (k *Desk) find(ctx context.Context, res exam.Result) (Finding, error) {
	was, err := k.standing(ctx, res)
	if err != nil {
		return Finding{}, err
	}
	f := Finding{Points: was.points, Passed: was.passed, KeyVersion: was.keyVersion, Records: res.Records, Chain: res.Chain}
	ev, err := k.evidence(ctx, res)
	if err != nil || !ev.intact {
		return f, err
	}
	old, err := k.d.Papers.KeyVersion(ctx, ev.draw.Paper.Release, was.keyVersion)
	if err != nil {
		return f, err
	}
	current, err := k.d.Papers.CurrentKey(ctx, ev.draw.Paper.Release)
	if err != nil {
		return f, err
	}
	multi := ev.sitting.Terms.Multi
	if _, f.Again, err = exam.Rescore(ev.draw.Paper, ev.entries, old, multi); err != nil {
		return f, err
	}
	s, err := scoreTwice(ev, current)
	if err != nil {
		return f, err
	}
	f.CurrentKey, f.WithCurrent, f.Intact = current.Version, s.sum, s.agreed()
	f.NowPassed = s.sum >= ev.sitting.Terms.PassMark
	return f, nil
}

// revise adds the corrected version of a result and tells the pass records.
func (k *Desk) revise(ctx context.Context, res exam.Result, c ScoreCheck) error {
	ev, err := k.evidence(ctx, res)
	if err != nil {
		return err
	}
	key, err := k.d.Papers.KeyVersion(ctx, ev.draw.Paper.Release, c.Finding.CurrentKey)
	if err != nil {
		return err
	}
	s, err := scoreTwice(ev, key)
	if err != nil {
		return err
	}
	if !s.agreed() || s.sum != c.Finding.WithCurrent {
		return ErrCheckEvidence
	}
	was, err := k.standing(ctx, res)
	if err != nil {
		return err
	}
	score := s.first
	return k.nextVersion(ctx, res, byCheck, Revision{No: was.no + 1, Points: score.Points, Full: score.Full, PassMark: res.PassMark, Passed: c.Finding.NowPassed,
		Right: score.Right, Partial: score.Partial, Wrong: score.Wrong, Blank: score.Blank, KeyVersion: key.Version, Check: c.ID, WasPoints: was.points,
		WasPassed: was.passed, Reason: "成绩复核", By: c.Assignee, ByPerson: c.AssigneePerson, ByName: c.Name, At: c.SignedAt})
}
