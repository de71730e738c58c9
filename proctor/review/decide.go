package review

import (
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// Terms are what the rules in force on the day of the act allow and set.
type Terms struct {
	Most           Measures
	StatementDays  int // working days
	AppealDays     int // calendar days
	LitigateMonths int
	Legal          string         // legal basis of the rule set
	Blanks         []*fault.Error // what the authority has not set; a notice cannot be written before
}

// Terms returns what the rules say about a case, for those who may see it.
func (s *Service) Terms(ctx context.Context, id CaseID) (Terms, error) {
	c, err := s.forStaff(ctx, id)
	if err != nil {
		return Terms{}, err
	}
	return s.terms(ctx, c)
}

func (s *Service) terms(ctx context.Context, c Case) (Terms, error) {
	set, err := s.d.Rules.For(ctx, rules.AskSanction, rules.Query{PersonType: rules.PersonType(c.Type), Item: c.Item, OrgPath: c.Authority},
		rules.Dates{Application: c.SatOn, Sitting: c.SatOn, Decision: s.today(), Due: c.SatOn})
	if err != nil {
		return Terms{}, err
	}
	current, passed, months := set.LesserVoidCurrent, set.LesserVoidPassed, set.LesserBanMonths
	if b, _ := FindBreach(c.Breach); b.Grade == Grave {
		current, passed, months = set.GraveVoidCurrent, set.GraveVoidPassed, set.BanCheatingMonths
	}
	t := Terms{Legal: set.Winner.Legal}
	need := func(err error) error {
		if errors.Is(err, rules.ErrBlank) {
			t.Blanks = append(t.Blanks, fault.From(err))
			return nil
		}
		return err
	}
	var errs [6]error
	t.Most.VoidCurrent, errs[0] = current.Get()
	t.Most.VoidPassed, errs[1] = passed.Get()
	t.Most.BanMonths, errs[2] = months.Get()
	t.StatementDays, errs[3] = set.StatementDays.Get()
	t.AppealDays, errs[4] = set.ReconsiderDays.Get()
	t.LitigateMonths, errs[5] = set.LitigateMonths.Get()
	for _, err := range errs {
		if err := need(err); err != nil {
			return Terms{}, err
		}
	}
	return t, nil
}

// set refuses a case whose rules the authority has not set.
func (t Terms) set() error {
	if len(t.Blanks) > 0 {
		return t.Blanks[0]
	}
	return nil
}

// forAuthority returns a case on which the caller may act for the issuing authority: another organisation than those who established
// the facts, and a person without a part in them.
func (s *Service) forAuthority(ctx context.Context, id CaseID) (Case, Signer, []Finding, error) {
	c, err := s.d.Store.Case(ctx, id)
	if err != nil {
		return c, Signer{}, nil, err
	}
	me, _, err := signer(ctx, c.Authority, ErrNotFound, ErrForbidden, deciders())
	if err != nil {
		if a := actor.From(ctx); errors.Is(err, ErrNotFound) && a.Sees(c.OrgPath) {
			err = ErrForbidden
		}
		return c, me, nil, err
	}
	all, err := s.d.Papers.Findings(ctx, id)
	if err != nil {
		return c, me, nil, err
	}
	if me.Person == c.Person {
		return c, me, nil, ErrOwnCase
	}
	for _, f := range all {
		switch {
		case f.By.Person == me.Person:
			return c, me, nil, ErrInvolved
		case f.By.Org == me.Org:
			return c, me, nil, ErrSameOrg
		}
	}
	return c, me, all, nil
}

// Draft is what an official writes into a document.
type Draft struct {
	Facts    string
	Basis    string // legal basis: law, article
	Reasons  string // decision: how the statement was considered; clearing: why nothing is imposed
	Measures Measures
}

func (d *Draft) check(reasons bool) error {
	var err error
	if d.Facts, err = written(d.Facts, "body.facts", 10, 2000); err != nil {
		return err
	}
	if d.Basis, err = written(d.Basis, "body.basis", 4, 400); err != nil {
		return err
	}
	if reasons || d.Reasons != "" {
		d.Reasons, err = written(d.Reasons, "body.considered", 4, 2000)
	}
	return err
}

// Notice writes the 告知书: facts, legal basis, and what is proposed. The person is told that it waits. Errors: ErrStage, ErrMeasures,
// ErrEmpty, ErrSameOrg, ErrInvolved, a blank of the rules.
func (s *Service) Notice(ctx context.Context, id CaseID, in Draft) (Case, error) {
	var c Case
	err := s.act(ctx, id, "notice", func(ctx context.Context) error {
		var me Signer
		var err error
		if c, me, _, err = s.forAuthority(ctx, id); err != nil {
			return err
		}
		if err := in.check(false); err != nil { // who may not is told nothing else
			return err
		}
		if _, err := c.Stage.After(WriteNotice); err != nil {
			return err
		}
		t, err := s.terms(ctx, c)
		if err != nil {
			return err
		}
		switch err := t.set(); {
		case err != nil:
			return err
		case !in.Measures.within(t.Most):
			return ErrMeasures.At("body.banMonths")
		case in.Measures.None():
			return ErrEmpty
		}
		c.Proposed, c.NoticeBy = in.Measures, me
		if err := s.step(ctx, &c, WriteNotice, "review.notice", nil); err != nil {
			return err
		}
		if err := s.write(ctx, c, NoticeDoc, me, in, t); err != nil {
			return err
		}
		return s.emit(ctx, TopicNoticed, c, map[string]string{"person": string(c.Person)})
	})
	return c, err
}

// Drop ends a case that the authority does not pursue, before any notice. Errors: ErrStage, ErrSameOrg, ErrInvolved.
func (s *Service) Drop(ctx context.Context, id CaseID, why string) (Case, error) {
	var c Case
	err := s.act(ctx, id, "drop", func(ctx context.Context) error {
		var err error
		if c, _, _, err = s.forAuthority(ctx, id); err != nil {
			return err
		}
		if why, err = written(why, "body.text", 4, 400); err != nil {
			return err
		}
		return s.dismiss(ctx, &c, Drop, why)
	})
	return c, err
}

// Decide writes the 决定书 with its legal basis, after the person could state their case. sanction false clears the person. Nothing
// happens to result or person before it is served. Errors: ErrStage, ErrTooEarly, ErrMeasures, ErrEmpty, ErrSameOrg, ErrInvolved.
func (s *Service) Decide(ctx context.Context, id CaseID, sanction bool, in Draft) (Case, error) {
	var c Case
	err := s.act(ctx, id, "decide", func(ctx context.Context) error {
		var me Signer
		var err error
		if c, me, _, err = s.forAuthority(ctx, id); err != nil {
			return err
		}
		if err := in.check(true); err != nil {
			return err
		}
		if c.Stage == Statement {
			if s.today() <= c.StatementUntil {
				return ErrTooEarly.With("until", c.StatementUntil)
			}
			if err := s.step(ctx, &c, Hear, "review.heard", nil); err != nil {
				return err
			}
		}
		if _, err := c.Stage.After(WriteDecision); err != nil {
			return err
		}
		switch {
		case !in.Measures.within(c.Proposed), !sanction && !in.Measures.None():
			return ErrMeasures.At("body.banMonths")
		case sanction && in.Measures.None():
			return ErrEmpty
		}
		t, err := s.terms(ctx, c)
		if err == nil {
			err = t.set()
		}
		if err != nil {
			return err
		}
		c.Decided, c.Sanction, c.DecisionBy = in.Measures, sanction, me
		if err := s.step(ctx, &c, WriteDecision, "review.decide", map[string]string{"sanction": map[bool]string{true: "yes", false: "no"}[sanction]}); err != nil {
			return err
		}
		if err := s.write(ctx, c, DecisionDoc, me, in, t); err != nil {
			return err
		}
		return s.emit(ctx, TopicDecided, c, map[string]string{"person": string(c.Person)})
	})
	return c, err
}

// Serving is the record of a service (送达).
type Serving struct {
	Method Method
	On     actor.Date
	Note   string
}

func (in *Serving) check() error {
	var err error
	if in.Note != "" {
		if in.Note, err = written(in.Note, "body.note", 2, 400); err != nil {
			return err
		}
	}
	if in.Method != InPerson && in.Method != ByPost && in.Method != InPublic {
		return ErrService.At("body.method")
	}
	if _, err := actor.ParseDate(string(in.On)); err != nil {
		return ErrService.At("body.on")
	}
	return nil
}

// Serve records that a document reached the person by other ways than the portal. By the authority. Errors: ErrService, ErrStage.
func (s *Service) Serve(ctx context.Context, id CaseID, kind DocumentKind, in Serving) (Case, error) {
	var c Case
	err := s.act(ctx, id, "serve", func(ctx context.Context) error {
		var me Signer
		var err error
		if c, me, _, err = s.forAuthority(ctx, id); err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		return s.serve(ctx, &c, kind, in, me.Officer)
	})
	return c, err
}

// serve writes the record of a service and does what follows from it.
func (s *Service) serve(ctx context.Context, c *Case, kind DocumentKind, in Serving, by proctor.Officer) error {
	d, err := s.document(ctx, c.ID, kind)
	if err != nil {
		return err
	}
	if in.On < actor.DateOf(d.At) || in.On > s.today() {
		return ErrService.At("body.on")
	}
	d.Method, d.ServedOn, d.ServedBy, d.Note = in.Method, in.On, by, in.Note
	t, err := s.terms(ctx, *c)
	if err != nil {
		return err
	}
	if kind == NoticeDoc {
		if err := t.set(); err != nil {
			return err
		}
		until, err := s.d.Rules.AddWorkingDays(ctx, in.On, t.StatementDays)
		if err != nil {
			return err
		}
		c.StatementUntil = until.Date
		if err := s.step(ctx, c, ServeNotice, "review.serve", served(d)); err != nil {
			return err
		}
		return s.d.Papers.Serve(ctx, d)
	}
	if kind != DecisionDoc {
		return ErrService.At("body.document")
	}
	c.AppealUntil, c.LitigateUntil = in.On.AddDays(t.AppealDays), in.On.AddMonths(t.LitigateMonths)
	step := ServeClearing
	if c.Sanction {
		step = ServeDecision
		if err := s.impose(ctx, c, d); err != nil {
			return err
		}
	}
	if err := s.step(ctx, c, step, "review.serve", served(d)); err != nil {
		return err
	}
	if err := s.d.Papers.Serve(ctx, d); err != nil {
		return err
	}
	return s.d.Incidents.Settle(ctx, c.Incidents, d.No)
}

func served(d Document) map[string]string {
	return map[string]string{"document": d.No, "method": string(d.Method), "on": string(d.ServedOn)}
}

// impose carries out a decision that is being served: results by exam/release, the ban by exam/permit, where another person confirms it.
func (s *Service) impose(ctx context.Context, c *Case, d Document) error {
	var err error
	c.Effects = Effects{}
	if c.Decided.VoidCurrent || c.Decided.VoidPassed {
		if c.Effects.Voided, err = s.d.Results.Void(ctx, c.Sitting, c.Decided.VoidCurrent, c.Decided.VoidPassed, d.No); err != nil {
			return err
		}
		c.Effects.Results = Imposed
	}
	if c.Decided.BanMonths == 0 {
		return nil
	}
	b, _ := FindBreach(c.Breach)
	from := d.ServedOn
	c.Effects.BanFrom, c.Effects.BanTo = from, from.AddMonths(c.Decided.BanMonths).AddDays(-1)
	c.Effects.BanID, err = s.d.Bans.Enter(ctx, Ban{Person: c.Person, From: from, To: c.Effects.BanTo, Decision: d.No, Reason: b.ZH, By: c.DecisionBy.Person})
	c.Effects.Ban = Imposed
	return err
}

// document returns the document of a kind of a case, or ErrNoDocument.
func (s *Service) document(ctx context.Context, id CaseID, kind DocumentKind) (Document, error) {
	all, err := s.d.Papers.Documents(ctx, id)
	if err != nil {
		return Document{}, err
	}
	if i := slices.IndexFunc(all, func(d Document) bool { return d.Kind == kind }); i >= 0 {
		return all[i], nil
	}
	return Document{}, ErrNoDocument
}

// Document returns a document of a case to staff who may see it.
func (s *Service) Document(ctx context.Context, id CaseID, kind DocumentKind) (Document, error) {
	if _, err := s.forStaff(ctx, id); err != nil {
		return Document{}, err
	}
	return s.document(ctx, id, kind)
}
