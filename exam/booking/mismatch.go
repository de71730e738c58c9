package booking

import (
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/internal/fault"
)

// Mismatch says what of a card differs from the application.
type Mismatch string

// The mismatches.
const (
	MismatchName   Mismatch = "NAME"
	MismatchNumber Mismatch = "NUMBER"
)

// MismatchOutcome is how an officer resolved a mismatch.
type MismatchOutcome string

// The outcomes. All but the last leave the match itself to be confirmed.
const (
	NameChanged   MismatchOutcome = "NAME_CHANGED"   // 更名，有证明
	RareCharacter MismatchOutcome = "RARE_CHARACTER" // 生僻字、录入差异
	NumberRenewed MismatchOutcome = "NUMBER_RENEWED" // 证件号码变更，有证明
	WrongCard     MismatchOutcome = "WRONG_CARD"     // 误放他人证件，已出示本人证件
	OtherPerson   MismatchOutcome = "OTHER_PERSON"   // 不是本人: turned away
)

func (o MismatchOutcome) known() bool {
	return slices.Contains([]MismatchOutcome{NameChanged, RareCharacter, NumberRenewed, WrongCard, OtherPerson}, o)
}

// mismatched notes what a trouble says about the card, and tells of it once; a card that fits takes a number's back.
func (s *Service) mismatched(ctx context.Context, v *Visit, bad *fault.Error) error {
	var what Mismatch
	switch {
	case errors.Is(bad, ErrCardName):
		what = MismatchName
	case errors.Is(bad, ErrCardOther):
		what = MismatchNumber
	default:
		return nil
	}
	if v.Mismatch != "" {
		return nil
	}
	v.Mismatch = what
	if err := s.record(ctx, "gate.mismatch", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"room": string(v.Room), "person": string(v.PersonID), "what": string(what)}); err != nil {
		return err
	}
	return s.emit(ctx, TopicMismatch, string(v.ID), map[string]string{"visit": string(v.ID), "room": string(v.Room), "path": v.OrgPath, "what": string(what)})
}

// ResolveMismatch is an officer's word, with a reason, on a card whose name or number differs from the application. A visit
// with a mismatch cannot be confirmed before. OtherPerson turns the person away. Errors: ErrMismatchOutcome, ErrMismatchNone,
// and those of ConfirmMatch.
func (s *Service) ResolveMismatch(ctx context.Context, id VisitID, o MismatchOutcome, reason string) error {
	var l fault.List
	if !o.known() {
		l.Add("body.outcome", ErrMismatchOutcome)
	}
	l.Add("body.reason", badLine(reason, 200, ErrReason))
	if err := l.Err(); err != nil {
		return err
	}
	if o == OtherPerson {
		return s.refuse(ctx, id, o, reason)
	}
	return s.decide(ctx, id, func(ctx context.Context, v *Visit) error {
		switch {
		case v.Mismatch == "":
			return ErrMismatchNone
		case (o == NumberRenewed || o == WrongCard) != (v.Mismatch == MismatchNumber):
			return ErrMismatchOutcome.At("body.outcome")
		}
		v.MismatchOutcome, v.OfficerNote = o, reason
		return s.record(ctx, "gate.mismatch_resolve", "gate_visit", string(v.ID), v.OrgPath,
			map[string]string{"person": string(v.PersonID), "what": string(v.Mismatch), "outcome": string(o), "reason": reason})
	})
}
