package courseware

import (
	"context"
	"slices"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ExemptionInput asks to skip the initial training.
type ExemptionInput struct {
	Org        people.OrgID // authority that decides
	Person     Who          // ignored where a candidate asks: it is the candidate
	Item       string
	Reason     rules.Exemption
	Evidence   string
	Attachment string
}

// Submit stores a request. The caller is the person, a COUNTER_CLERK of the authority, or a TRAINING_CLERK of a centre
// below it. Errors: ErrNotAllowed where the rule in force knows no such exemption, ErrOpenAlready.
func (s *Service) Submit(ctx context.Context, in ExemptionInput) (Exemption, error) {
	o, err := s.submitterOrg(ctx, in.Org)
	if err != nil {
		return Exemption{}, err
	}
	var bad fault.List
	checkText(&bad, "body.evidence", in.Evidence, 2, 500)
	checkAttachment(&bad, in.Attachment)
	if in.Reason != rules.SkillCert && in.Reason != rules.Degree {
		bad.Add("body.reason", ErrKind)
	}
	if err := bad.Err(); err != nil {
		return Exemption{}, err
	}
	a := actor.From(ctx)
	if a.Kind == actor.Candidate {
		in.Person = Who{ID: people.PersonID(a.Person)}
	}
	p, err := s.person(ctx, in.Person)
	if err != nil {
		return Exemption{}, err
	}
	today := actor.DateOf(s.now())
	set, err := s.rules.For(ctx, rules.AskTraining, rules.Query{Item: in.Item, OrgPath: o.Path}, rules.Dates{Application: today, Sitting: today, Decision: today})
	if err != nil {
		return Exemption{}, err
	}
	allowed, err := set.TrainingExempt.Get()
	if err != nil {
		return Exemption{}, err
	}
	if !slices.Contains(allowed, in.Reason) {
		return Exemption{}, ErrNotAllowed.With("reason", rules.Name(in.Reason, "zh"))
	}
	now := s.now()
	e := Exemption{ID: ExemptionID(actor.NewID(now)), Person: p.ID, Org: o.ID, Item: in.Item, Reason: in.Reason,
		Evidence: strings.TrimSpace(in.Evidence), Attachment: in.Attachment, State: Submitted, SubmittedBy: a.ID, SubmittedPerson: a.Person,
		SubmittedName: a.Name, SubmittedAt: now, RuleSet: set.TrainingExempt.From}
	err = s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.AddExemption(ctx, e); err != nil {
			return err
		}
		return s.note(ctx, "exemption.submit", e, o.Path)
	})
	if err != nil {
		return Exemption{}, err
	}
	return e, nil
}

func (s *Service) submitterOrg(ctx context.Context, id people.OrgID) (people.Org, error) {
	a := actor.From(ctx)
	o, err := s.people.Org(ctx, id)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return o, ErrNoOrg
		}
		return o, err
	}
	below := slices.ContainsFunc(a.Paths(people.TrainingClerk), func(p string) bool { return strings.HasPrefix(p, o.Path) })
	switch {
	case a.Person == "" || a.Kind != actor.Candidate && !a.Can(o.Path, people.CounterClerk) && !below:
		return o, ErrSubmitter
	case o.Kind != people.Authority || !o.Closed.IsZero():
		return o, ErrAuthority.At("body.org")
	}
	return o, nil
}

func (s *Service) note(ctx context.Context, verb string, e Exemption, path string) error {
	detail := map[string]string{"person": string(e.Person), "item": e.Item, "reason": string(e.Reason)}
	if e.Decision != "" {
		detail["decision"] = e.Decision
	}
	if err := s.audit.Record(ctx, actor.Entry{Verb: verb, Object: "training_exemption:" + string(e.ID), Path: path, Detail: detail}); err != nil {
		return err
	}
	return s.emit(ctx, "exemption.changed", string(e.Person), map[string]string{"exemption": string(e.ID), "state": string(e.State), "item": e.Item})
}

// Decide approves or rejects a request. The caller is an APPLICATION_REVIEWER of the authority, and neither the natural
// person who submitted it nor the applicant. A rejection needs a reason. Errors: ErrReviewer, ErrSamePerson, ErrDecided.
func (s *Service) Decide(ctx context.Context, id ExemptionID, approve bool, reason string) (Exemption, error) {
	if approve {
		return s.decide(ctx, id, Submitted, Approved, "exemption.approve", reason)
	}
	return s.decide(ctx, id, Submitted, Rejected, "exemption.reject", reason)
}

// Revoke takes an approved exemption back when its evidence proves wrong; same caller as Decide, a reason is needed.
func (s *Service) Revoke(ctx context.Context, id ExemptionID, reason string) (Exemption, error) {
	return s.decide(ctx, id, Approved, Revoked, "exemption.revoke", reason)
}

func (s *Service) decide(ctx context.Context, id ExemptionID, from, to ExemptionState, verb, reason string) (Exemption, error) {
	a := actor.From(ctx)
	e, err := s.store.Exemption(ctx, id)
	if err != nil {
		return Exemption{}, err
	}
	o, err := s.orgFor(ctx, e.Org, ErrReviewer, people.ApplicationReviewer)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return Exemption{}, ErrNoExemption
	}
	switch {
	case err != nil:
		return Exemption{}, err
	case a.Person == "":
		return Exemption{}, ErrNoName
	case a.Person == e.SubmittedPerson || a.Person == string(e.Person) || a.ID == e.SubmittedBy:
		return Exemption{}, ErrSamePerson
	case e.State != from:
		return Exemption{}, ErrDecided
	}
	var bad fault.List
	least := 2
	if to == Approved {
		least = 0
	}
	checkText(&bad, "body.reason", reason, least, 500)
	if err := bad.Err(); err != nil {
		return Exemption{}, err
	}
	e.State, e.DecidedBy, e.DecidedPerson, e.DecidedName, e.DecidedAt = to, a.ID, a.Person, a.Name, s.now()
	e.Decision = strings.TrimSpace(reason)
	err = s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.DecideExemption(ctx, e, from); err != nil {
			return err
		}
		return s.note(ctx, verb, e, o.Path)
	})
	if err != nil {
		return Exemption{}, err
	}
	return e, nil
}

// Exemptions lists the requests to an authority in a state (empty = any), newest first, for its reviewers and clerks.
func (s *Service) Exemptions(ctx context.Context, org people.OrgID, state ExemptionState, before ExemptionID, limit int) ([]Exemption, error) {
	if _, err := s.orgFor(ctx, org, ErrReviewer, people.ApplicationReviewer, people.CounterClerk, people.Regulator, people.AuditAdmin); err != nil {
		return nil, err
	}
	return s.store.Exemptions(ctx, org, state, before, min(max(limit, 1), 200))
}
