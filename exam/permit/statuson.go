package permit

import (
	"context"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// What a permit is outside its life. The rules do not know these: they are none of the statuses of a credential.
const (
	StatusReplaced  rules.PermitStatus = "REPLACED"   // another permit stands for it
	StatusNotIssued rules.PermitStatus = "NOT_ISSUED" // the day is before the day of issue
	StatusNotYet    rules.PermitStatus = "NOT_YET"    // issued, but its period starts later
)

// OnDay is what a permit was, is or will be worth on a day.
type OnDay struct {
	On       actor.Date
	Status   Status
	Decision *Event // the decision of people that the status rests on; nil: the dates and the rules alone
	Foreseen bool   // the day is to come: what people decide until then is not known
}

// StatusOn says what a permit was worth at the end of a day, or will be if nobody decides anything until then: for
// regulators and courts that ask about the day of an accident. It is derived from the history, which is only ever added to,
// and from the rules in force for that day; the permit's present row decides nothing that changes.
// Empty: today. Errors: ErrNotFound,
// ErrForbidden, ErrDay.
func (s *Service) StatusOn(ctx context.Context, id ID, on actor.Date) (OnDay, error) {
	p, err := s.Permits.Permit(ctx, id)
	if err != nil {
		return OnDay{}, err
	}
	if err := require(ctx, p.OrgPath, readers()...); err != nil {
		return OnDay{}, err
	}
	if on == "" {
		on = s.today()
	}
	if d, err := actor.ParseDate(string(on)); err != nil || d != on {
		return OnDay{}, ErrDay.At("query.on")
	}
	then, decision, err := s.asOf(ctx, p, on)
	if err != nil {
		return OnDay{}, err
	}
	out := OnDay{On: on, Decision: decision, Foreseen: on > s.today()}
	review, err := s.reviewOn(ctx, then, on)
	if err != nil {
		return OnDay{}, err
	}
	out.Status = statusOf(then, on, review)
	return out, nil
}

// asOf takes a permit back to the end of a day by its history, and returns the decision that stood then.
func (s *Service) asOf(ctx context.Context, p Permit, on actor.Date) (Permit, *Event, error) {
	history, err := s.Permits.History(ctx, p.ID)
	if err != nil {
		return p, nil, err
	}
	changes, err := s.Changes.ChangesOf(ctx, p.ID)
	if err != nil {
		return p, nil, err
	}
	by := map[ChangeID]Change{}
	for _, c := range changes {
		by[c.ID] = c
	}
	p.Act, p.ActReason, p.ActOn, p.ExtendedTo = "", "", "", ""
	p.National, p.NationalOn, p.NationalNo = NationalPending, "", ""
	var decision *Event
	for i, e := range history {
		c, decided := by[e.Change]
		switch {
		case e.On > on:
		case e.Status == nationalPrefix+string(NationalConfirmed): // also of a copy whose original was confirmed
			p.National, p.NationalOn, p.NationalNo = NationalConfirmed, e.On, e.Legal
		case decided: // the line's own status will not do: a suspension after the end reads EXPIRED there
			p.Act, p.ActReason, p.ActOn, p.ExtendedTo, decision = results[c.Kind], e.Reason, e.On, c.Until, &history[i]
		}
	}
	return p, decision, nil
}
