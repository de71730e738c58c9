package permit

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Request is an application as it comes in. Person is empty for the calling candidate; a counter clerk of the authority
// names the person.
type Request struct {
	Kind   ApplicationKind // empty: a first issue
	Ask    Ask
	Person people.PersonID
	Item   string
	Papers Papers
}

// Submit hands an application in. The authority is the one that approved the exam application, or that issued the permit it is about. Every condition that is
// not met comes back at once, as fields of one failure. Errors: ErrLiveApplication, ErrForbidden, a blank of the rules.
func (s *Service) Submit(ctx context.Context, r Request) (Application, error) {
	person, channel, err := s.applicant(ctx, r.Person)
	if err != nil {
		return Application{}, err
	}
	if err := clean(&r.Papers); err != nil {
		return Application{}, err
	}
	if err := r.Ask.tidy(); err != nil {
		return Application{}, err
	}
	today := s.today()
	st, err := s.conditions(ctx, r.Kind, person, r.Item, today)
	if err != nil {
		return Application{}, err
	}
	authority, path := st.exam.Authority, st.exam.OrgPath
	if st.old.ID != "" {
		authority, path = st.old.Issuer, st.old.OrgPath
	}
	if channel == counter {
		// Also when nothing is there yet: a clerk learns nothing about people of other authorities.
		if err := require(ctx, path, people.CounterClerk); err != nil {
			return Application{}, err
		}
	}
	if err := s.given(ctx, &st, r.Kind, r.Ask, r.Papers); err != nil {
		return Application{}, err
	}
	if err := st.lacking.Err(); err != nil {
		return Application{}, err
	}
	now := s.now()
	a := Application{ID: ApplicationID(actor.NewID(now)), Kind: FirstIssue, Person: person, Item: r.Item, PersonType: st.pass.PersonType,
		Authority: authority, OrgPath: path, State: Submitted, Papers: r.Papers, Basis: st.basis, Channel: channel,
		AppliedOn: today, CreatedAt: now}
	if st.old.ID != "" {
		a.Kind, a.Old, a.Ask = r.Kind, st.old.ID, r.Ask
	}
	if err := s.hand(ctx, &a); err != nil {
		return Application{}, err
	}
	return a, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := duplicate(s.Applications.AddApplication(ctx, a), ErrLiveApplication); err != nil {
			return err
		}
		return s.moved(ctx, a, "permit_application.submit", map[string]string{"kind": string(a.Kind), "channel": channel, "person": string(person)})
	})
}

// The ways in which an application comes in.
const (
	self    = "SELF"
	counter = "COUNTER"
)

// applicant returns whose application it is and how it came in.
func (s *Service) applicant(ctx context.Context, named people.PersonID) (people.PersonID, string, error) {
	if a := actor.From(ctx); a.Kind == actor.Staff && named != "" {
		if a.Person == string(named) {
			return "", "", ErrOwn
		}
		return named, counter, nil
	}
	p, err := candidate(ctx)
	if err == nil && named != "" && named != p {
		err = ErrNotFound
	}
	return p, self, err
}

// hand notes who handed the application in, and starts the authority's clocks.
func (s *Service) hand(ctx context.Context, a *Application) error {
	today := s.today()
	set, err := s.Rules.For(ctx, rules.AskIssue, query(a.PersonType, a.Item, a.OrgPath),
		rules.Dates{Application: a.AppliedOn, Sitting: a.sitting(), Decision: today})
	if err != nil {
		return err
	}
	check, err := set.ApplicationCheckDays.Get()
	if err != nil {
		return err
	}
	issue, err := set.IssueDays.Get()
	if err != nil {
		return err
	}
	checkBy, err := s.Rules.AddWorkingDays(ctx, today, check)
	if err != nil {
		return err
	}
	issueBy, err := s.Rules.AddWorkingDays(ctx, today, issue)
	if err != nil {
		return err
	}
	a.CheckBy, a.IssueBy, a.Alarmed, a.SubmittedAt = checkBy.Date, issueBy.Date, 0, s.now()
	if a.SubmittedBy = me(ctx); a.SubmittedBy == "" {
		a.SubmittedBy = a.Person
	}
	return nil
}

// Correct hands a returned application in again with corrected papers, and with what it asks for said anew.
func (s *Service) Correct(ctx context.Context, id ApplicationID, p Papers, ask Ask) (Application, error) {
	if err := clean(&p); err != nil {
		return Application{}, err
	}
	if err := ask.tidy(); err != nil {
		return Application{}, err
	}
	return s.change(ctx, id, "permit_application.correct", s.ownOrClerk, func(ctx context.Context, a *Application) error {
		if err := a.to(Submitted); err != nil {
			return err
		}
		st, err := s.conditions(ctx, a.Kind, a.Person, a.Item, a.AppliedOn)
		if err != nil {
			return err
		}
		if err := s.given(ctx, &st, a.Kind, ask, p); err != nil {
			return err
		}
		if err := st.lacking.Err(); err != nil {
			return err
		}
		if a.Papers, a.Basis, a.Defects = p, st.basis, nil; a.Kind != FirstIssue {
			a.Ask = ask
		}
		a.Reviewer, a.ReviewerPerson, a.ReviewerName = "", "", ""
		return s.hand(ctx, a)
	})
}

// TakeBack withdraws the caller's own application.
func (s *Service) TakeBack(ctx context.Context, id ApplicationID) (Application, error) {
	return s.change(ctx, id, "permit_application.withdraw", s.ownOrClerk, func(_ context.Context, a *Application) error {
		return a.to(Withdrawn)
	})
}

// ownOrClerk lets the applicant and clerks of the authority in.
func (s *Service) ownOrClerk(ctx context.Context, a Application) error {
	if actor.From(ctx).Kind != actor.Candidate {
		return require(ctx, a.OrgPath, people.CounterClerk)
	}
	p, err := candidate(ctx)
	if err == nil && p != a.Person {
		return ErrNotFound
	}
	return err
}

// change carries one step of an application out: right, rule, row, audit entry and event in one transaction. then, if
// given, follows the row in the same transaction: whoever gets there holds the application.
func (s *Service) change(ctx context.Context, id ApplicationID, verb string, allow func(context.Context, Application) error,
	do func(context.Context, *Application) error, then ...func(context.Context, Application) error) (Application, error) {
	var a Application
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if a, err = s.Applications.Application(ctx, id); err != nil {
			return err
		}
		if err := allow(ctx, a); err != nil {
			return err
		}
		if err := do(ctx, &a); err != nil {
			return err
		}
		if err := s.Applications.SaveApplication(ctx, a); err != nil {
			return err
		}
		a.Version++
		for _, f := range then {
			if err := f(ctx, a); err != nil {
				return err
			}
		}
		detail := map[string]string{"state": string(a.State)}
		if a.Reason != "" {
			detail["reason"] = a.Reason
		}
		if len(a.Defects) > 0 {
			detail["defects"] = strings.Join(a.Defects, "; ")
		}
		return s.moved(ctx, a, verb, detail)
	})
	if err != nil {
		return Application{}, err
	}
	return a, nil
}

func (s *Service) moved(ctx context.Context, a Application, verb string, detail map[string]string) error {
	if err := s.record(ctx, verb, "permit_application", string(a.ID), a.OrgPath, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicApplication, string(a.ID),
		map[string]string{"application": string(a.ID), "person": string(a.Person), "state": string(a.State)})
}

func clean(p *Papers) error {
	if p.Health == nil {
		return nil
	}
	h := *p.Health
	if f := actor.CheckLine(h.Institution); f != nil {
		return f.At("body.health.institution")
	}
	h.Institution = strings.TrimSpace(h.Institution)
	if utf8.RuneCountInString(h.Institution) > 100 {
		h.Institution = ""
	}
	if d, err := actor.ParseDate(string(h.On)); err != nil || d != h.On {
		h.On, h.Institution = "", ""
	}
	p.Health = &h
	return nil
}

// defects cleans a 一次性告知.
func defects(list []string) ([]string, error) {
	out := slices.Clone(list)
	for i := range out {
		if f := actor.CheckText(out[i]); f != nil {
			return nil, f.At("body.defects")
		}
		out[i] = strings.TrimSpace(out[i])
		if n := utf8.RuneCountInString(out[i]); n < 2 || n > 200 {
			return nil, ErrDefects.At("body.defects")
		}
	}
	if len(out) == 0 || len(out) > 20 {
		return nil, ErrDefects.At("body.defects")
	}
	return out, nil
}
