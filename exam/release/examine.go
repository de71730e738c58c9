package release

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
)

const examineLimit = 200

// Examination is what the second scorer found when it looked at a result the first time.
type Examination struct {
	Result exam.ResultID
	Agreed bool
	Points int // of the result
	Second int // by the second scorer
	Why    string
	At     time.Time
}

// ExamineOnce lets the second scorer look at every result that it has not seen, long before anybody can release it. Where
// it disagrees the alarm is raised and the result held. Call it every few seconds; it runs twice without harm. A result
// that cannot be looked at stops no other and is tried again at the next call.
func (k *Desk) ExamineOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "result.examine")
	ids, err := k.d.Releases.Unexamined(ctx, examineLimit)
	if err != nil {
		return err
	}
	found, err := k.d.Results.ResultsByID(ctx, ids)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, k.examineNew(ctx, found[id]))
	}
	return errors.Join(failed...)
}

func (k *Desk) examineNew(ctx context.Context, res exam.Result) error {
	second, why, err := k.examine(ctx, res)
	if err != nil {
		return err
	}
	x := Examination{Result: res.ID, Agreed: why == nil, Points: res.Points, Second: second, At: k.now()}
	if why != nil {
		x.Why = why.Code()
	}
	fresh := false
	err = k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if fresh, err = k.d.Releases.AddExamination(ctx, x); err != nil || !fresh || x.Agreed {
			return err
		}
		if err := k.disagree(ctx, res, why, second); err != nil || res.State != exam.Provisional {
			return err // held for another reason: the release looks again
		}
		return k.hold(ctx, res, Hold{Code: HoldScorers, Text: why.Text("zh")})
	})
	if errors.Is(err, exam.ErrChanged) || errors.Is(err, ErrHoldState) {
		return nil // somebody acts on it at this moment: the next call looks again
	}
	if err == nil && fresh && !x.Agreed {
		k.disagreements.Add(1)
	}
	return err
}

// disagree raises the alarm about a score that cannot be computed again: audit entry and event, in the transaction of the
// context.
func (k *Desk) disagree(ctx context.Context, res exam.Result, why *fault.Error, second int) error {
	detail := map[string]string{"result": string(res.ID), "why": why.Code(), "first": strconv.Itoa(res.Points), "second": strconv.Itoa(second)}
	if err := k.record(ctx, "result.scorers_disagree", "result:"+string(res.ID), res.OrgPath, detail); err != nil {
		return err
	}
	return k.emit(ctx, TopicScorersDisagree, string(res.ID), detail)
}

// Disagreements returns how many times this process found a score that the second scorer does not reach, or evidence that
// does not fit it.
func (k *Desk) Disagreements() int64 { return k.disagreements.Load() }

// examine scores a result again from the stored paper, journal and key version. Both scorers have to agree on every
// question, and the result has to say what they say. why tells what does not fit; err is a failure to look.
func (k *Desk) examine(ctx context.Context, res exam.Result) (points int, why *fault.Error, err error) {
	ev, err := k.evidence(ctx, res)
	if err != nil {
		return 0, nil, err
	}
	if !ev.intact {
		return 0, ErrEvidence, nil
	}
	key, err := k.d.Papers.KeyVersion(ctx, ev.draw.Paper.Release, res.KeyVersion)
	if err != nil {
		return 0, nil, err
	}
	s, err := scoreTwice(ev, key)
	if err != nil {
		return 0, ErrEvidence.Wrap(err), nil
	}
	f, pass := s.first, ev.sitting.Terms.PassMark
	stated := res.Points == f.Points && res.Full == f.Full && res.Right == f.Right && res.Partial == f.Partial &&
		res.Wrong == f.Wrong && res.Blank == f.Blank
	if !s.agreed() || !stated || s.sum != res.Points || s.sum >= pass != res.Passed || res.PassMark != pass {
		return s.sum, ErrScorersDisagree.With("first", res.Points).With("second", s.sum), nil
	}
	return s.sum, nil, nil
}

// twice is one paper scored by both scorers.
type twice struct {
	first exam.Score
	each  []int // by the second one
	sum   int
}

// agreed reports whether they agree on every question.
func (t twice) agreed() bool {
	if t.sum != t.first.Points || len(t.each) != len(t.first.Each) {
		return false
	}
	for i := range t.each {
		if t.each[i] != t.first.Each[i] {
			return false
		}
	}
	return true
}

func scoreTwice(ev evidence, key questionbank.Key) (twice, error) {
	var t twice
	var err error
	multi := ev.sitting.Terms.Multi
	if t.first, err = exam.Grade(ev.draw.Paper, exam.Fold(ev.entries).Given, key, multi); err != nil {
		return t, err
	}
	t.each, t.sum, err = exam.Rescore(ev.draw.Paper, ev.entries, key, multi)
	return t, err
}
