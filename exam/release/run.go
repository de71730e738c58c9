package release

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Release releases results of a signed room record: the chosen ones, or all when none is named. The caller is a
// RESULT_RELEASER over the exam point and a natural person who neither ran nor signed the room. Every result is first
// scored again by the second scorer; where it disagrees the result is held. Each result stands for itself: the outcomes
// say what became of it, and calling again changes nothing that is done. Errors: ErrUnsigned, ErrRanRoom, ErrNotInRecord,
// ErrReleaseForbidden, ErrNoRecord.
func (k *Desk) Release(ctx context.Context, id RecordID, chosen []exam.ResultID) ([]Outcome, error) {
	r, c, err := k.releasable(ctx, id)
	if err != nil {
		return nil, err
	}
	all, err := k.d.Results.ResultsInSlot(ctx, r.Slot)
	if err != nil {
		return nil, err
	}
	for _, id := range chosen {
		if !slices.ContainsFunc(all, func(x exam.Result) bool { return x.ID == id }) {
			return nil, ErrNotInRecord.At("body.results")
		}
	}
	out := make([]Outcome, 0, len(all))
	for _, res := range all {
		if len(chosen) > 0 && !slices.Contains(chosen, res.ID) {
			continue
		}
		o, err := k.releaseOne(ctx, r, c, res)
		if err != nil {
			return out, err
		}
		out = append(out, o)
	}
	return out, nil
}

// releasable returns a signed record that the caller may release from.
func (k *Desk) releasable(ctx context.Context, id RecordID) (RoomRecord, RecordContent, error) {
	r, err := k.d.Records.Record(ctx, id)
	if err != nil {
		return r, RecordContent{}, err
	}
	if err := require(ctx, r.OrgPath, ErrNoRecord, ErrReleaseForbidden, people.ResultReleaser); err != nil {
		return r, RecordContent{}, err
	}
	if r.State != RecordSigned {
		return r, RecordContent{}, ErrUnsigned
	}
	c, err := r.Content()
	if err != nil {
		return r, c, err
	}
	me := people.PersonID(actor.From(ctx).Person)
	if me == "" || c.ran(me) || r.Signature.Person == me {
		return r, c, ErrRanRoom
	}
	return r, c, nil
}

// releaseOne does everything for one result and says what became of it.
func (k *Desk) releaseOne(ctx context.Context, r RoomRecord, c RecordContent, res exam.Result) (Outcome, error) {
	o := Outcome{Result: res.ID}
	line, listed := c.line(res.ID)
	switch {
	case res.State == exam.Released:
		o.Done = DoneAlready
		return o, nil
	case res.State == exam.Held:
		return k.heldOutcome(ctx, o)
	case res.State == exam.ResultVoided:
		o.Done, o.Why = DoneBlocked, ErrVoided
		return o, nil
	case actor.From(ctx).Person == string(res.Person):
		o.Done, o.Why = DoneBlocked, ErrOwnResult
		return o, nil
	case !listed:
		o.Done, o.Why = DoneBlocked, ErrNotInRecord
		return o, nil
	}
	second, why, err := k.examine(ctx, res)
	if err != nil {
		return o, err
	}
	code := HoldScorers
	if why == nil && line.Match == "" {
		code, why = HoldMatch, ErrNoMatch
	}
	if why == nil {
		code = HoldUndecided
		if why, err = k.undecided(ctx, res); err != nil {
			return o, err
		}
	}
	if why == nil {
		code = HoldIncident
		if why, err = k.incidents(ctx, res); err != nil {
			return o, err
		}
	}
	if why == nil {
		code = HoldUnwatched
		if why, err = k.unwatched(ctx, res); err != nil {
			return o, err
		}
	}
	if why == nil {
		code = HoldUnrecorded
		if why, err = k.unrecorded(ctx, res); err != nil {
			return o, err
		}
	}
	if why != nil {
		return k.holdAtRelease(ctx, o, res, code, why, second)
	}
	err = k.publish(ctx, r, res.ID, second)
	if errors.Is(err, exam.ErrChanged) { // somebody else acted on it at the same time
		return k.afterRace(ctx, o)
	}
	o.Done = DoneReleased
	return o, err
}

// afterRace says what another call made of the result meanwhile.
func (k *Desk) afterRace(ctx context.Context, o Outcome) (Outcome, error) {
	res, err := k.d.Results.Result(ctx, o.Result)
	switch {
	case err != nil:
		return o, err
	case res.State == exam.Released:
		o.Done = DoneAlready
		return o, nil
	case res.State == exam.Held:
		return k.heldOutcome(ctx, o)
	}
	o.Done, o.Why = DoneBlocked, exam.ErrChanged
	return o, nil
}

func (k *Desk) heldOutcome(ctx context.Context, o Outcome) (Outcome, error) {
	o.Done, o.Why = DoneHeld, ErrHeld
	h, err := k.liveHold(ctx, o.Result)
	if h != nil {
		o.Why, o.Owner = ErrHeld.With("reason", h.Text), h.OwnerName
	}
	return o, err
}

// holdAtRelease holds a result that must not go out; the caller becomes its owner.
func (k *Desk) holdAtRelease(ctx context.Context, o Outcome, res exam.Result, code HoldCode, why *fault.Error, second int) (Outcome, error) {
	a := actor.From(ctx)
	err := k.inTx(ctx, func(ctx context.Context) error {
		if code == HoldScorers {
			if err := k.disagree(ctx, res, why, second); err != nil {
				return err
			}
		}
		return k.hold(ctx, res, Hold{Code: code, Text: why.Text("zh"), Owner: people.AccountID(a.ID),
			OwnerPerson: people.PersonID(a.Person), OwnerName: a.Name})
	})
	if errors.Is(err, exam.ErrChanged) || errors.Is(err, ErrHoldState) {
		return k.afterRace(ctx, o)
	}
	if err == nil && code == HoldScorers {
		k.disagreements.Add(1)
	}
	o.Done, o.Why, o.Owner = DoneHeld, why, a.Name
	return o, err
}

// publish moves one result from PROVISIONAL to RELEASED with its track, pass record, audit entry and event.
func (k *Desk) publish(ctx context.Context, r RoomRecord, id exam.ResultID, second int) error {
	a, now := actor.From(ctx), k.now()
	return k.inTx(ctx, func(ctx context.Context) error {
		res, err := k.d.Results.Result(ctx, id)
		if err != nil {
			return err
		}
		if res.State != exam.Provisional {
			return exam.ErrChanged
		}
		res.State, res.DecidedAt, res.DecidedBy = exam.Released, now, a.ID
		if err := k.d.Results.UpdateResult(ctx, res); err != nil {
			return err
		}
		if err := k.trackAtRelease(ctx, res); err != nil {
			return err
		}
		t, err := k.d.Releases.Track(ctx, id)
		if err != nil {
			return err
		}
		t.Record, t.Second, t.ReleasedAt = r.ID, second, now
		t.Releaser, t.ReleaserPerson, t.Name = people.AccountID(a.ID), people.PersonID(a.Person), a.Name
		if err := k.d.Releases.SaveTrack(ctx, t); err != nil {
			return err
		}
		if err := k.d.Transcripts.Enter(ctx, theoryOf(res, t)); err != nil {
			return err
		}
		if res.Passed {
			if err := k.d.Passes.SetTheory(ctx, theoryOf(res, t)); err != nil {
				return err
			}
		}
		passed := strconv.FormatBool(res.Passed)
		if err := k.record(ctx, "result.release", "result:"+string(id), res.OrgPath,
			map[string]string{"record": string(r.ID), "passed": passed}); err != nil {
			return err
		}
		return k.emit(ctx, TopicResultReleased, string(id),
			map[string]string{"result": string(id), "person": string(res.Person), "passed": passed})
	})
}

// trackAtRelease gives a result its track; a term of publication that the authority has not set holds no result back.
func (k *Desk) trackAtRelease(ctx context.Context, res exam.Result) error {
	err := k.track(ctx, res)
	if unset(err) != nil {
		_, err = k.d.Releases.AddTrack(ctx, Track{Result: res.ID, OrgPath: res.OrgPath})
	}
	return err
}

// theoryOf is what the pass records learn of a released result.
func theoryOf(r exam.Result, t Track) Theory {
	return Theory{Result: r.ID, Revision: 1, Sitting: r.Sitting, Person: r.Person, Application: r.Application, OrgPath: r.OrgPath,
		Item: r.ItemCode, PersonType: r.PersonType, AttemptKind: application.Kind(r.AttemptKind), Passed: r.Passed, On: r.SatOn, Points: r.Points,
		PassMark: r.PassMark, Full: r.Full, RuleSet: r.RuleSet, KeyVersion: r.KeyVersion, At: t.ReleasedAt, By: t.Releaser, ByPerson: t.ReleaserPerson}
}
