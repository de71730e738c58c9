package notice

import (
	"context"
	"slices"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// ConfirmInput says which version of which text is confirmed, and about what.
type ConfirmInput struct {
	Kind    Kind
	Version int
	Lang    string
	About   string // "sitting:ID", "exam_application:ID"; empty = in general
	Channel string // PORTAL, SEAT, GATE, COUNTER
}

// Confirm notes that the person confirmed a text: the acting candidate for himself, a counter clerk for a person who
// stands there, or the program itself and an enrolled device for the person at it. The version must be the one in force.
// What is confirmed already stays as it is: the first confirmation comes back, and nothing is written. Faults: ErrNotice,
// ErrOld, ErrAbout, people.ErrForbidden.
func (s *Service) Confirm(ctx context.Context, p people.PersonID, in ConfirmInput) (Confirmation, error) {
	var stands Confirmation
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		c := Confirmation{Person: p, Kind: in.Kind, Version: in.Version, About: in.About, Channel: in.Channel}
		switch a := actor.From(ctx); {
		case a.Kind == actor.System || a.Kind == actor.Device || a.Kind == actor.Candidate && a.Person == string(p):
		case a.Kind == actor.Staff:
			if _, err := s.d.People.MayServe(ctx, p, people.CounterClerk); err != nil {
				return err
			}
			c.By, c.Channel = a.ID, "COUNTER"
		default:
			return people.ErrForbidden
		}
		n, err := s.Notice(ctx, in.Kind, in.Lang)
		switch {
		case err != nil:
			return err
		case n.Version != in.Version:
			return ErrOld
		case in.About != "" && (in.Kind == Privacy || in.Kind == FaceConsent):
			return ErrAbout.At("body.about")
		}
		c.Lang = n.Lang
		stands, err = s.confirm(ctx, c)
		return err
	})
	if err != nil {
		return Confirmation{}, err
	}
	return stands, nil
}

// confirm stores a confirmation with its audit entry, inside a transaction; it returns the one that stands.
func (s *Service) confirm(ctx context.Context, c Confirmation) (Confirmation, error) {
	c.At = s.d.Clock()
	c.ID = actor.NewID(c.At)
	c.Lang = textLang(c.Lang)
	c, added, err := s.d.Texts.AddConfirmation(ctx, c)
	if err != nil || !added {
		return c, err
	}
	p, err := s.d.People.Person(ctx, c.Person)
	if err != nil {
		return c, err
	}
	return c, s.record(ctx, p, c)
}

func (s *Service) record(ctx context.Context, p people.Person, c Confirmation) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: "notice.confirm", Object: "person:" + string(p.ID), Path: p.HomePath, Detail: map[string]string{
		"kind": string(c.Kind), "version": strconv.Itoa(c.Version), "lang": c.Lang, "about": c.About, "channel": c.Channel}})
}

// ConfirmAll notes that the person at an enrolled device confirmed several texts about one thing; see Confirm. Nobody but
// the program and a device may ask. It costs what one confirmation costs.
func (s *Service) ConfirmAll(ctx context.Context, p people.PersonID, list []ConfirmInput) error {
	if a := actor.From(ctx); a.Kind != actor.System && a.Kind != actor.Device {
		return people.ErrForbidden
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		made, err := s.inForce(ctx, p, list)
		if err != nil {
			return err
		}
		added, err := s.d.Texts.AddConfirmations(ctx, made)
		if err != nil {
			return err
		}
		if !added { // some of them stand: what is missing is added one by one
			for _, c := range made {
				if _, err := s.confirm(ctx, c); err != nil {
					return err
				}
			}
			return nil
		}
		who, err := s.d.People.Person(ctx, p)
		if err != nil {
			return err
		}
		for _, c := range made {
			if err := s.record(ctx, who, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// inForce makes the confirmations of list, each of which must name the version in force. All are in one language.
func (s *Service) inForce(ctx context.Context, p people.PersonID, list []ConfirmInput) ([]Confirmation, error) {
	kinds := make([]Kind, len(list))
	for i, in := range list {
		kinds[i] = in.Kind
		switch {
		case in.Lang != list[0].Lang:
			return nil, ErrNotice
		case in.About != "" && (in.Kind == Privacy || in.Kind == FaceConsent):
			return nil, ErrAbout.At("body.about")
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	texts, err := s.Notices(ctx, kinds, list[0].Lang)
	if err != nil {
		return nil, err
	}
	at := s.d.Clock()
	made := make([]Confirmation, len(list))
	for i, in := range list {
		if texts[i].Version != in.Version {
			return nil, ErrOld
		}
		made[i] = Confirmation{ID: actor.NewID(at), Person: p, Kind: in.Kind, Version: in.Version, Lang: texts[i].Lang, About: in.About,
			Channel: in.Channel, At: at}
	}
	return made, nil
}

// Confirmed reports whether the person has confirmed the version in force, in any language, and has not withdrawn it.
// about limits to confirmations about one thing; empty = any.
func (s *Service) Confirmed(ctx context.Context, p people.PersonID, kind Kind, about string) (bool, error) {
	n, err := s.Notice(ctx, kind, "zh-CN")
	if err != nil {
		return false, err
	}
	all, err := s.d.Texts.Confirmations(ctx, p, kind)
	if err != nil {
		return false, err
	}
	for _, c := range all {
		if c.Version == n.Version && c.Withdrawn.IsZero() && (about == "" || c.About == about) {
			return true, nil
		}
	}
	return false, nil
}

// Standing returns the confirmation of the version in force that stands, nil when there is none or it was withdrawn. For use
// inside the program; it checks no rights.
func (s *Service) Standing(ctx context.Context, p people.PersonID, kind Kind) (*Confirmation, error) {
	n, err := s.Notice(ctx, kind, "zh-CN")
	if err != nil {
		return nil, err
	}
	all, err := s.d.Texts.Confirmations(ctx, p, kind)
	for _, c := range all {
		if c.Version == n.Version && c.Withdrawn.IsZero() {
			return &c, err
		}
	}
	return nil, err
}

// Withdraw takes the acting candidate's consent to face comparison back; the event person.consent_withdrawn makes others
// delete templates. Pledges and notices cannot be withdrawn: ErrWithdraw.
func (s *Service) Withdraw(ctx context.Context, kind Kind) error {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return people.ErrForbidden
	}
	if kind != FaceConsent {
		return ErrWithdraw
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		n, err := s.d.Texts.WithdrawConfirmations(ctx, people.PersonID(a.Person), kind, s.d.Clock())
		if err != nil || n == 0 {
			return err
		}
		err = s.d.Outbox.Emit(ctx, actor.Event{Topic: "person.consent_withdrawn", Key: a.Person, Body: []byte(`{"kind":"FACE_CONSENT"}`)})
		if err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "notice.withdraw", Object: "person:" + a.Person, Path: "/",
			Detail: map[string]string{"kind": string(kind)}})
	})
}

// CheckPrivacy refuses a version of the privacy notice that is not in force: ErrOld.
func (s *Service) CheckPrivacy(ctx context.Context, version int, lang string) error {
	n, err := s.Notice(ctx, Privacy, lang)
	if err == nil && n.Version != version {
		return ErrOld
	}
	return err
}

// ConfirmPrivacy notes, inside a transaction, that the person confirmed the privacy notice on the portal.
func (s *Service) ConfirmPrivacy(ctx context.Context, p people.PersonID, version int, lang string) error {
	_, err := s.confirm(ctx, Confirmation{Person: p, Kind: Privacy, Version: version, Lang: lang, Channel: "PORTAL"})
	return err
}

// Own returns what the acting candidate has confirmed, newest first, withdrawn ones included. ErrForbidden for anybody else.
func (s *Service) Own(ctx context.Context) ([]Confirmation, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return nil, people.ErrForbidden
	}
	var out []Confirmation
	for _, k := range Kinds() {
		list, err := s.d.Texts.Confirmations(ctx, people.PersonID(a.Person), k)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	slices.SortStableFunc(out, func(a, b Confirmation) int { return b.At.Compare(a.At) })
	return out, nil
}
