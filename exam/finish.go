package exam

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Submit hands the paper in for the candidate. last is the number of the last record the page sent: ErrUnsaved while the
// server does not hold it, so that nobody hands in less than the screen shows. ErrTooEarly before the room's earliest
// time. After the deadline it counts as submitted by the deadline. Repeating it changes nothing.
func (s *Service) Submit(ctx context.Context, g Grip, last int64, lang string) (Snapshot, error) {
	late := false
	hold := held(ctx, g)
	sit, head, r, err := s.end(ctx, g.Sitting, step{verb: "sitting.submit", allow: func(sit Sitting, head Head) error {
		if err := hold(sit, head); err != nil {
			return err
		}
		late = !sit.Deadline.IsZero() && !s.now().Before(sit.Deadline)
		switch {
		case sit.State.HandedIn():
			return nil
		case sit.State == Paused:
			return ErrPaused
		case sit.State != Running:
			return ErrNotRunning
		case late:
			return nil
		case head.Seq != last:
			return ErrUnsaved.With("expected", head.Seq+1)
		case s.now().Before(sit.EarliestSubmit()):
			return ErrTooEarly.With("minutes", (sit.Terms.EarliestSeconds+59)/60)
		}
		return nil
	}}, ByOwnHand, "")
	if err != nil {
		return Snapshot{}, err
	}
	return s.page(ctx, sit, head, known{result: r}, lang)
}

// finish closes the journal, gives the seat back and scores. cause OWN HAND becomes DEADLINE when the time was over.
func (s *Service) finish(ctx context.Context, id SittingID, st step, cause Cause, note string) (Sitting, error) {
	sit, _, _, err := s.end(ctx, id, st, cause, note)
	return sit, err
}

// end is finish; it returns the closed head too, and the result where this call has made it.
func (s *Service) end(ctx context.Context, id SittingID, st step, cause Cause, note string) (Sitting, Head, *Result, error) {
	st.act, st.topic = ActSubmit, "sitting.submitted"
	st.done = func(sit Sitting) bool { return sit.State.HandedIn() }
	st.do = func(ctx context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
		sit.SubmittedAt, sit.Cause = now, cause
		if cause == ByOwnHand && !sit.SubmittedAt.Before(sit.Deadline) {
			sit.Cause = ByDeadline
		}
		sit.unpause()
		text := string(sit.Cause)
		if note != "" {
			text += ": " + note
		}
		return &Entry{Kind: EntrySubmit, Note: text}, s.admission(*sit, func() error { return s.d.Admissions.MarkFinished(ctx, sit.Admission) })
	}
	if s.d.Scorer == nil {
		sit, head, err := s.act(ctx, id, st)
		return sit, head, nil, err
	}
	// End and score are one transaction. Where the paper cannot be scored it is handed in all the same, alone.
	var r *Result
	var why error
	both := st
	both.next = func(ctx context.Context, sit Sitting) (context.Context, step, error) {
		ctx, r = actor.AsSystem(ctx, "sitting.score"), nil // the transaction may run again
		made, err := s.assess(ctx, sit)
		if why = err; err != nil {
			return ctx, step{}, err
		}
		r = &made
		return ctx, s.scoring(made, &why), nil
	}
	sit, head, err := s.act(ctx, id, both)
	switch {
	case err != nil && why != nil: // the sweeper tries to score it again
		s.d.Log.Error("scoring failed", "sitting", id, "err", why)
		sit, head, err = s.act(ctx, id, st)
		return sit, head, nil, err
	case err == nil && sit.State == Submitted: // handed in before, and not scored then
		scored, r, err := s.score(actor.AsSystem(ctx, "sitting.score"), sit)
		if err != nil {
			s.d.Log.Error("scoring failed", "sitting", id, "err", err)
			return sit, head, nil, nil
		}
		return scored, head, r, nil
	}
	return sit, head, r, err
}

// admission tells the gate's book of an end, where there is one, and lets the sitting end although its admission does not
// stand where it should: a paper must not stay open because another book disagrees. What is not a disagreement (a
// database error) stops the act and is tried again.
func (s *Service) admission(sit Sitting, tell func() error) error {
	if sit.Kind != Formal {
		return nil
	}
	err := tell()
	if k := fault.KindOf(err); err == nil || k != fault.Conflict && k != fault.NotFound {
		return err
	}
	s.d.Log.Error("the admission of an ending sitting is not what it should be", "sitting", sit.ID, "admission", sit.Admission, "err", err)
	return nil
}

// errNotDue says that a sitting turned out not to be past its deadline when it was looked at under lock.
var errNotDue = errors.New("exam: not due")

// expire submits a sitting whose deadline has passed.
func (s *Service) expire(ctx context.Context, id SittingID, before time.Time) error {
	_, err := s.finish(ctx, id, step{verb: "sitting.expire", allow: func(sit Sitting, _ Head) error {
		if sit.State == Running && sit.Deadline.After(before) {
			return errNotDue
		}
		return s.unlessDark(ctx, sit)
	}}, ByDeadline, "")
	if errors.Is(err, errNotDue) || errors.Is(err, ErrState) || errors.Is(err, ErrAway) { // credited, paused, ended or handed over meanwhile
		return nil
	}
	return err
}

// lapse ends a sitting whose paper was never opened.
func (s *Service) lapse(ctx context.Context, id SittingID, why string, due func(Sitting) bool) error {
	_, err := s.perform(ctx, id, step{
		act: ActLapse, verb: "sitting.lapse", topic: "sitting.lapsed", detail: map[string]string{"why": why},
		allow: func(sit Sitting, _ Head) error {
			if !due(sit) {
				return errNotDue
			}
			return nil
		},
		done: func(sit Sitting) bool { return !sit.State.Unstarted() },
		do: func(ctx context.Context, _ time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			return nil, s.admission(*sit, func() error { return s.d.Admissions.MarkAbsent(ctx, sit.Admission) })
		},
	})
	if errors.Is(err, errNotDue) {
		return nil
	}
	return err
}

// Score grades a submitted sitting and writes its provisional result in the same transaction. Score again: nothing.
func (s *Service) Score(ctx context.Context, id SittingID) (Sitting, error) {
	sit, err := s.d.Store.Sitting(ctx, id)
	if err != nil || sit.State != Submitted {
		return sit, err
	}
	sit, _, err = s.score(ctx, sit)
	return sit, err
}

// score is Score for a sitting that was just read or handed in; it returns the result where it has made it.
func (s *Service) score(ctx context.Context, sit Sitting) (Sitting, *Result, error) {
	r, err := s.assess(ctx, sit)
	if err != nil {
		return sit, nil, err
	}
	made := false
	st := s.scoring(r, new(error))
	st.allow = func(Sitting, Head) error { return nil }
	st.done = func(sit Sitting) bool {
		made = sit.State == Submitted // false where another one has scored it
		return !made
	}
	after, err := s.perform(ctx, sit.ID, st)
	if err != nil || !made {
		return after, nil, err
	}
	return after, &r, nil
}

// scoring is the act that writes r; why becomes what it fails with.
func (s *Service) scoring(r Result, why *error) step {
	write := func(ctx context.Context, head Head) error {
		if err := s.d.Fence.Holds(ctx); err != nil {
			return err
		}
		if r.Records != head.Place || r.Chain != fmt.Sprintf("%x", head.Hash) {
			return ErrChanged // the journal of a submitted sitting does not move
		}
		return s.d.Results.InsertResult(ctx, r)
	}
	return step{act: ActScore, verb: "sitting.score", topic: "sitting.scored", detail: map[string]string{"result": string(r.ID)},
		do: func(ctx context.Context, _ time.Time, _ *Sitting, head *Head) (*Entry, error) {
			*why = write(ctx, *head)
			return nil, *why
		}}
}

// assess computes the result of a submitted sitting from its journal.
func (s *Service) assess(ctx context.Context, sit Sitting) (Result, error) {
	d, err := s.draw(ctx, sit.ID)
	if err != nil {
		return Result{}, err
	}
	s.drawn.drop(sit.ID) // nobody needs it soon again
	entries, err := s.d.Journal.Entries(ctx, sit.ID)
	if err != nil {
		return Result{}, err
	}
	chain, err := VerifyChain(d.Leaf, entries)
	if err != nil {
		return Result{}, err
	}
	key, err := s.d.Papers.CurrentKey(ctx, d.Paper.Release)
	if err != nil {
		return Result{}, err
	}
	score, err := s.d.Scorer(d.Paper, Fold(entries).Given, key, sit.Terms.Multi)
	if err != nil {
		return Result{}, err
	}
	facts, err := s.d.Facts.Frozen(ctx, sit, actor.DateOf(sit.StartedAt))
	if err != nil {
		return Result{}, err
	}
	r := newResult(sit, score, facts, s.now())
	r.KeyVersion, r.Records, r.Chain = key.Version, int64(len(entries)), fmt.Sprintf("%x", chain)
	return r, nil
}
