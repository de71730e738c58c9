package release

import (
	"context"
	"errors"
	"strconv"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// rescorePage is how many results one beat looks at or changes.
const rescorePage = 50

// ProposeRescore asks for all released results of a release to be scored again by its newest approved keys. The report is made in the
// background; nothing changes before another person has approved it. By who may handle score checks, over the bank.
// Errors: ErrRescoreReason, ErrRescoreForbidden, ErrRescoreKey, ErrRescoreTwice.
func (k *Desk) ProposeRescore(ctx context.Context, release assembly.ReleaseID, reason string) (Rescore, error) {
	bank, err := k.d.Banks(ctx, release)
	if err != nil {
		return Rescore{}, err
	}
	if err := require(ctx, bank.Path, ErrNoRescore, ErrRescoreForbidden, checkers()...); err != nil {
		return Rescore{}, err
	}
	if reason, err = written(reason, "body.reason", 5, 500, ErrRescoreReason); err != nil {
		return Rescore{}, err
	}
	key, err := k.d.Papers.CurrentKey(ctx, release)
	if err != nil {
		return Rescore{}, err
	}
	if key.Version < 2 {
		return Rescore{}, ErrRescoreKey
	}
	a, now := actor.From(ctx), k.now()
	r := Rescore{ID: RescoreID(actor.NewID(now)), Release: release, ItemCode: bank.ItemCode, KeyVersion: key.Version, OrgPath: bank.Path, Reason: reason, State: RescoreCounting,
		By: people.AccountID(a.ID), ByPerson: people.PersonID(a.Person), ByName: a.Name, At: now}
	err = k.inTx(ctx, func(ctx context.Context) error {
		if err := k.d.Rescores.AddRescore(ctx, r); err != nil {
			return err
		}
		return k.noteRescore(ctx, "rescore.propose", r)
	})
	return r, err
}

func (k *Desk) noteRescore(ctx context.Context, verb string, r Rescore) error {
	return k.record(ctx, verb, "rescore:"+string(r.ID), r.OrgPath, map[string]string{"release": string(r.Release), "key_version": strconv.Itoa(r.KeyVersion),
		"reason": r.Reason, "note": r.Note})
}

// DecideRescore approves or refuses a report. By another natural person than who proposed it, who may release results over the bank.
// Errors: ErrNoRescore, ErrRescoreForbidden, ErrRescoreSame, ErrRescoreState, ErrRescoreReason (a refusal without a reason), exam.ErrChanged.
func (k *Desk) DecideRescore(ctx context.Context, id RescoreID, approve bool, note string) (Rescore, error) {
	var r Rescore
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if r, err = k.d.Rescores.Rescore(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, r.OrgPath, ErrNoRescore, ErrRescoreForbidden, people.ResultReleaser); err != nil {
			return err
		}
		a := actor.From(ctx)
		switch {
		case r.State != RescoreReady:
			return ErrRescoreState
		case a.Person == "" || a.Person == string(r.ByPerson) || a.ID == string(r.By):
			return ErrRescoreSame
		}
		least := 5
		if approve {
			least = 0
		}
		if note, err = written(note, "body.note", least, 500, ErrRescoreReason); err != nil {
			return err
		}
		verb := "rescore.reject"
		if r.State = RescoreRejected; approve {
			r.State, verb = RescoreApproved, "rescore.approve"
		}
		r.Decider, r.DeciderPerson, r.DeciderName, r.DecidedAt, r.Note = people.AccountID(a.ID), people.PersonID(a.Person), a.Name, k.now(), note
		if err := k.d.Rescores.SaveRescore(ctx, r); err != nil {
			return err
		}
		r.Version++
		if err := k.noteRescore(ctx, verb, r); err != nil {
			return err
		}
		return k.emit(ctx, TopicRescore, string(r.ID), map[string]string{"rescore": string(r.ID), "release": string(r.Release), "approved": strconv.FormatBool(approve)})
	})
	return r, err
}

// readers of re-scores: who may propose or decide them, and who supervises.
func rescoreReaders() []actor.Role { return append(checkers(), people.Regulator) }

// Rescores lists those of the caller's organisations, newest first, at most 200.
func (k *Desk) Rescores(ctx context.Context) ([]Rescore, error) {
	paths := actor.From(ctx).Paths(rescoreReaders()...)
	if len(paths) == 0 {
		return nil, ErrRescoreForbidden
	}
	return k.d.Rescores.Rescores(ctx, paths, 200)
}

// LookRescore returns a re-score with its counts and a page of its lines.
func (k *Desk) LookRescore(ctx context.Context, id RescoreID, q RescoreQuery) (Rescore, RescoreTotals, []RescoreLine, error) {
	r, err := k.d.Rescores.Rescore(ctx, id)
	if err != nil {
		return r, RescoreTotals{}, nil, err
	}
	if err := require(ctx, r.OrgPath, ErrNoRescore, ErrRescoreForbidden, rescoreReaders()...); err != nil {
		return Rescore{}, RescoreTotals{}, nil, err
	}
	totals, err := k.d.Rescores.RescoreTotals(ctx, id)
	if err != nil {
		return r, totals, nil, err
	}
	lines, err := k.d.Rescores.RescoreLines(ctx, id, q)
	return r, totals, lines, err
}

// CorrectionsOf lists the questions whose corrected keys a re-score goes by. Errors: ErrNoRescore, ErrRescoreForbidden.
func (k *Desk) CorrectionsOf(ctx context.Context, id RescoreID) ([]Correction, error) {
	r, err := k.d.Rescores.Rescore(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, r.OrgPath, ErrNoRescore, ErrRescoreForbidden, rescoreReaders()...); err != nil {
		return nil, err
	}
	return k.d.Corrected(ctx, r.Release, r.KeyVersion)
}

// RescoreOnce goes on with every re-score: makes reports, and applies what was approved, a page of results at a time. Call it every few
// seconds; it runs twice without harm. One result that cannot be looked at stops no other and is tried again.
func (k *Desk) RescoreOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "result.rescore")
	list, err := k.d.Rescores.OpenRescores(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, r := range list {
		failed = append(failed, k.rescore(ctx, r))
	}
	return errors.Join(failed...)
}

func (k *Desk) rescore(ctx context.Context, r Rescore) error {
	ids, err := k.d.Rescores.Unlooked(ctx, r, rescorePage)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, k.lookAgain(ctx, r, id))
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	switch {
	case r.State == RescoreCounting && len(ids) < rescorePage:
		r.State = RescoreReady
		err := k.inTx(ctx, func(ctx context.Context) error { return k.d.Rescores.SaveRescore(ctx, r) })
		if errors.Is(err, exam.ErrChanged) { // another node was first
			return nil
		}
		return err
	case r.State == RescoreApproved:
		return k.applyRescore(ctx, r)
	}
	return nil
}

// standing is a result as it stands: the result itself or its newest version.
type standing struct {
	no, points, keyVersion int
	passed                 bool
}

func (k *Desk) standing(ctx context.Context, res exam.Result) (standing, error) {
	s := standing{no: 1, points: res.Points, keyVersion: res.KeyVersion, passed: res.Passed}
	list, err := k.d.Checks.Revisions(ctx, res.ID)
	if n := len(list); n > 0 {
		s = standing{no: list[n-1].No, points: list[n-1].Points, keyVersion: list[n-1].KeyVersion, passed: list[n-1].Passed}
	}
	return s, err
}

// again scores a result by the keys of a re-score, by both scorers. ok is false where its evidence or the scorers disagree.
func (k *Desk) again(ctx context.Context, r Rescore, res exam.Result) (s twice, passed, ok bool, err error) {
	ev, err := k.evidence(ctx, res)
	if err != nil || !ev.intact {
		return s, false, false, err
	}
	key, err := k.d.Papers.KeyVersion(ctx, ev.draw.Paper.Release, r.KeyVersion)
	if err != nil {
		return s, false, false, err
	}
	if s, err = scoreTwice(ev, key); err != nil {
		return s, false, false, err
	}
	return s, s.sum >= ev.sitting.Terms.PassMark, s.agreed(), nil
}

// lookAgain puts one result into the report.
func (k *Desk) lookAgain(ctx context.Context, r Rescore, id exam.ResultID) error {
	return k.inTx(ctx, func(ctx context.Context) error {
		res, err := k.d.Results.Result(ctx, id)
		if err != nil {
			return err
		}
		was, err := k.standing(ctx, res)
		if err != nil {
			return err
		}
		line := RescoreLine{Rescore: r.ID, Result: id, KeyVersion: was.keyVersion, Points: was.points, Passed: was.passed, NewPoints: was.points, NowPassed: was.passed, Outcome: RescoreSame}
		if was.keyVersion < r.KeyVersion {
			s, passed, ok, err := k.again(ctx, r, res)
			switch {
			case err != nil:
				return err
			case !ok:
				line.Outcome = RescoreBroken
			case s.sum != was.points || passed != was.passed:
				line.NewPoints, line.NowPassed, line.Outcome = s.sum, passed, RescoreChanged
			}
		}
		return k.d.Rescores.AddRescoreLine(ctx, line)
	})
}

// applyRescore makes the next version of results whose score changed, each in a transaction of its own.
func (k *Desk) applyRescore(ctx context.Context, r Rescore) error {
	lines, err := k.d.Rescores.Unapplied(ctx, r.ID, rescorePage)
	if err != nil {
		return err
	}
	var failed []error
	for _, l := range lines {
		failed = append(failed, k.inTx(ctx, func(ctx context.Context) error { return k.applyLine(ctx, r, l) }))
	}
	return errors.Join(failed...)
}

func (k *Desk) applyLine(ctx context.Context, r Rescore, l RescoreLine) error {
	res, err := k.d.Results.Result(ctx, l.Result)
	if err != nil {
		return err
	}
	was, err := k.standing(ctx, res)
	if err != nil {
		return err
	}
	s, passed, ok, err := k.again(ctx, r, res)
	if err != nil {
		return err
	}
	l.AppliedAt = k.now()
	if res.State != exam.Released || !ok || was.points != l.Points || was.passed != l.Passed || s.sum != l.NewPoints || passed != l.NowPassed {
		l.Outcome = RescoreSkipped
		return k.d.Rescores.SaveRescoreLine(ctx, l)
	}
	if err := k.d.Rescores.SaveRescoreLine(ctx, l); err != nil {
		return err
	}
	return k.nextVersion(ctx, res, byRescore, Revision{No: was.no + 1, Points: s.first.Points, Full: s.first.Full, PassMark: res.PassMark, Passed: passed,
		Right: s.first.Right, Partial: s.first.Partial, Wrong: s.first.Wrong, Blank: s.first.Blank, KeyVersion: r.KeyVersion, WasPoints: was.points, WasPassed: was.passed,
		Reason: "答案更正，重新评分：" + r.Reason, By: r.Decider, ByPerson: r.DeciderPerson, ByName: r.DeciderName, At: l.AppliedAt})
}

// Why a result has a next version, as the event says.
const (
	byCheck    = "check"
	byRescore  = "rescore"
	byDecision = "decision"
)

// nextVersion adds a version of a released result, and lets the pass records follow.
func (k *Desk) nextVersion(ctx context.Context, res exam.Result, why string, r Revision) error {
	r.ID, r.Result = actor.NewID(r.At), res.ID
	if err := k.d.Checks.AddRevision(ctx, r); err != nil {
		return err
	}
	t := theoryOf(res, Track{ReleasedAt: r.At, Releaser: r.By, ReleaserPerson: r.ByPerson})
	t.Revision, t.Points, t.Passed, t.Reason = r.No, r.Points, r.Passed, r.Reason
	if r.KeyVersion > 0 {
		t.KeyVersion = r.KeyVersion
	}
	if err := k.d.Transcripts.Enter(ctx, t); err != nil {
		return err
	}
	if err := k.d.Passes.SetTheory(ctx, t); err != nil {
		return err
	}
	return k.emit(ctx, TopicResultRevised, string(res.ID), map[string]string{"result": string(res.ID), "revision": strconv.Itoa(r.No),
		"passed": strconv.FormatBool(r.Passed), "person": string(res.Person), "why": why})
}
