package release

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// holdersOf may place a hold: who releases, and who watches the room.
func holdersOf() []actor.Role {
	return []actor.Role{people.ResultReleaser, people.RemoteInvigilator, people.Inspector, people.Regulator}
}

// HoldResult holds a provisional result with a reason. owner is the account of who has to decide: a RESULT_RELEASER over
// the exam point; empty names the caller. Errors: ErrHoldText, ErrHoldOwner, ErrHoldState, ErrReleaseForbidden, ErrNoResult.
func (k *Desk) HoldResult(ctx context.Context, id exam.ResultID, text string, owner people.AccountID) error {
	text, err := written(text, "body.text", 2, 400, ErrHoldText)
	if err != nil {
		return err
	}
	a := actor.From(ctx)
	if owner == "" {
		owner = people.AccountID(a.ID)
	}
	return k.inTx(ctx, func(ctx context.Context) error {
		res, err := k.resultFor(ctx, id, holdersOf()...)
		if err != nil {
			return err
		}
		holds, err := k.d.Staff.Holds(ctx, owner, res.OrgPath, people.ResultReleaser)
		if err != nil {
			return err
		}
		person, name, err := k.d.Staff.AccountPerson(ctx, owner)
		if err != nil {
			return err
		}
		if !holds || person == res.Person {
			return ErrHoldOwner.At("body.owner")
		}
		return k.hold(ctx, res, Hold{Code: HoldOther, Text: text, Owner: owner, OwnerPerson: person, OwnerName: name})
	})
}

// hold writes a hold in the transaction of the context: hold row, state of result and sitting, audit entry, alarm event.
func (k *Desk) hold(ctx context.Context, res exam.Result, h Hold) error {
	if res.State != exam.Provisional {
		return ErrHoldState
	}
	a, now := actor.From(ctx), k.now()
	h.ID, h.Result, h.PlacedAt = actor.NewID(now), res.ID, now
	if a.Kind == actor.Staff {
		h.PlacedBy = people.AccountID(a.ID)
	}
	if err := k.d.Releases.AddHold(ctx, h); err != nil {
		return err
	}
	res.State = exam.Held
	if err := k.d.Results.UpdateResult(ctx, res); err != nil {
		return err
	}
	if err := k.d.Sittings.BeginReview(ctx, res.Sitting); err != nil {
		return err
	}
	if err := k.record(ctx, "result.hold", "result:"+string(res.ID), res.OrgPath,
		map[string]string{"code": string(h.Code), "text": h.Text, "owner": string(h.Owner)}); err != nil {
		return err
	}
	return k.emit(ctx, TopicResultHeld, string(res.ID),
		map[string]string{"result": string(res.ID), "code": string(h.Code), "owner": string(h.Owner)})
}

// ClearHold ends the hold of a result: it is provisional again and may be released, after the second scorer agrees. The
// caller is a RESULT_RELEASER who did not run the room. Errors: ErrHoldText, ErrHoldState, ErrRanRoom, ErrOwnResult.
func (k *Desk) ClearHold(ctx context.Context, id exam.ResultID, text string) error {
	text, err := written(text, "body.text", 2, 400, ErrHoldText)
	if err != nil {
		return err
	}
	a := actor.From(ctx)
	return k.inTx(ctx, func(ctx context.Context) error {
		res, err := k.resultFor(ctx, id, people.ResultReleaser)
		if err != nil {
			return err
		}
		if err := k.unbiased(ctx, res); err != nil {
			return err
		}
		h, err := k.liveHold(ctx, id)
		if err != nil {
			return err
		}
		if h == nil || res.State != exam.Held {
			return ErrHoldState
		}
		h.ClearedBy, h.ClearedName, h.ClearedAt, h.ClearText = people.AccountID(a.ID), a.Name, k.now(), text
		if err := k.d.Releases.ClearHold(ctx, *h); err != nil {
			return err
		}
		res.State = exam.Provisional
		if err := k.d.Results.UpdateResult(ctx, res); err != nil {
			return err
		}
		if err := k.d.Sittings.EndReview(ctx, res.Sitting); err != nil {
			return err
		}
		if err := k.record(ctx, "result.clear", "result:"+string(id), res.OrgPath, map[string]string{"text": text}); err != nil {
			return err
		}
		return k.emit(ctx, TopicResultCleared, string(id), map[string]string{"result": string(id)})
	})
}

// unbiased refuses the candidate and whoever ran the room.
func (k *Desk) unbiased(ctx context.Context, res exam.Result) error {
	me := people.PersonID(actor.From(ctx).Person)
	if me == res.Person {
		return ErrOwnResult
	}
	ran, err := k.ranRoom(ctx, res, me)
	if err == nil && (ran || me == "") {
		return ErrRanRoom
	}
	return err
}

// ranRoom reports whether p ran or signed the room in which the result was earned.
func (k *Desk) ranRoom(ctx context.Context, res exam.Result, p people.PersonID) (bool, error) {
	f, err := k.d.Slots.SlotFacts(ctx, res.Slot)
	if err != nil {
		return false, err
	}
	c := newContent(f)
	if c.Matchers, err = k.matchers(ctx, f); err != nil {
		return false, err
	}
	records, err := k.d.Records.Records(ctx, RecordQuery{Paths: []string{"/"}, Slot: res.Slot, Limit: 1})
	if err != nil || len(records) == 0 {
		return c.ran(p), err
	}
	signed, err := records[0].Content()
	return c.ran(p) || signed.ran(p) || records[0].Signature.Person == p && p != "", err
}

// liveHold returns the live hold of a result, or nil.
func (k *Desk) liveHold(ctx context.Context, id exam.ResultID) (*Hold, error) {
	holds, err := k.d.Releases.Holds(ctx, id)
	for i := range holds {
		if holds[i].ClearedAt.IsZero() {
			return &holds[i], err
		}
	}
	return nil, err
}

// resultFor returns a result that the caller may act on by one of roles.
func (k *Desk) resultFor(ctx context.Context, id exam.ResultID, roles ...actor.Role) (exam.Result, error) {
	res, err := k.d.Results.Result(ctx, id)
	if err != nil {
		return exam.Result{}, err
	}
	return res, require(ctx, res.OrgPath, exam.ErrNoResult, ErrReleaseForbidden, roles...)
}

// absent reports whether err says that something does not exist.
func absent(err error) bool { return err != nil && fault.KindOf(err) == fault.NotFound }
