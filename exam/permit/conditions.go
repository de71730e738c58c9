package permit

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// standing is where a person stands on the way to a permit.
type standing struct {
	pass    Pass
	basis   Basis
	exam    application.Application
	set     rules.Set // conditions, by the date of the application
	lacking fault.List
	held    bool   // a permit of the item that still runs; lacking names it too
	old     Permit // that the application is about; empty: a first issue
}

// stand checks every condition at once. applied is the day of the application, which the parts must reach; on is today.
// The parts are looked for from the newest theory pass backwards; where none is complete the newest one is reported.
func (s *Service) stand(ctx context.Context, p people.PersonID, item string, applied, on actor.Date) (standing, error) {
	var st standing
	passes, err := s.freePasses(ctx, p, item)
	if err != nil {
		return st, err
	}
	if len(passes) == 0 {
		st.lacking.Add("conditions.theory", ErrNoTheory)
		return st, nil
	}
	for i, pass := range passes {
		one := standing{pass: pass}
		if err := s.parts(ctx, &one, applied); err != nil {
			return st, err
		}
		if i == 0 || one.lacking.Len() == 0 {
			st = one
		}
		if one.lacking.Len() == 0 {
			break
		}
	}
	return st, s.rest(ctx, &st, applied, on)
}

// parts judges theory and practical of one pass.
func (s *Service) parts(ctx context.Context, st *standing, applied actor.Date) error {
	var err error
	if st.exam, err = s.Exams.ApplicationByID(ctx, st.pass.ExamApplication); err != nil {
		return err
	}
	path := st.exam.OrgPath
	paper, err := s.Rules.For(ctx, rules.AskPaper, query(st.pass.PersonType, st.pass.Item, path),
		rules.Dates{Application: applied, Sitting: st.pass.On, Decision: s.today()})
	if err != nil {
		return err
	}
	practical, err := paper.PracticalRequired.Get()
	if err != nil {
		return err
	}
	used := applied
	if practical {
		if used, err = s.practical(ctx, st, path, applied); err != nil {
			return err
		}
	}
	until, err := s.lastDay(ctx, st.pass, path, st.pass.On, used)
	if err != nil {
		return err
	}
	if used > until {
		st.lacking.Add("conditions.theory", ErrTheoryOld.With("until", until))
	}
	st.basis.Theory = TheoryBasis{st.pass.ID, st.pass.Result, st.pass.Revision, st.pass.On, st.pass.Points, until}
	st.basis.Application, st.basis.Releasers = st.pass.ExamApplication, []people.PersonID{st.pass.ReleaserPerson}
	return nil
}

// practical judges the practical part and returns the day on which the theory was relied on.
func (s *Service) practical(ctx context.Context, st *standing, path string, applied actor.Date) (actor.Date, error) {
	pp, ok, err := s.Facts.PracticalPass(ctx, st.pass.Person, st.pass.Item, st.pass.On)
	if err != nil {
		return "", err
	}
	if !ok {
		st.lacking.Add("conditions.practical", ErrNoPractical)
		return applied, nil
	}
	until, err := s.lastDay(ctx, st.pass, path, pp.On, applied)
	if err != nil {
		return "", err
	}
	if applied > until {
		st.lacking.Add("conditions.practical", ErrPracticalOld.With("until", until))
	}
	st.basis.Practical = &PracticalBasis{Exam: pp.Exam, On: pp.On, Until: until, Assessors: pp.By}
	return pp.On, nil
}

// rest judges training, eligibility, photo and what the person holds already.
func (s *Service) rest(ctx context.Context, st *standing, applied, on actor.Date) error {
	p, item, path := st.pass.Person, st.pass.Item, st.exam.OrgPath
	var err error
	if st.set, err = s.Rules.For(ctx, rules.AskConditions, query(st.pass.PersonType, item, path),
		rules.Dates{Application: applied, Sitting: st.pass.On, Decision: on}); err != nil {
		return err
	}
	training, met, err := s.Facts.Training(ctx, p, item, applied, path)
	if err != nil {
		return err
	}
	if !met {
		st.lacking.Add("conditions.training", ErrTraining.With("hours", training.Hours).With("required", training.Required))
	}
	if err := s.fitPerson(ctx, st, p, item, on); err != nil {
		return err
	}
	held, err := s.Permits.LivePermit(ctx, p, item)
	switch {
	case err == nil && held.runs(on):
		st.held = true
		st.lacking.Add("conditions.permit", ErrLivePermit)
	case err != nil && !errors.Is(err, ErrNotFound):
		return err
	}
	st.basis.Training, st.basis.CheckedOn, st.basis.RuleSets = training, on, st.set.IDs()
	return nil
}

// fitPerson judges who the person is: bans, age, photo.
func (s *Service) fitPerson(ctx context.Context, st *standing, p people.PersonID, item string, on actor.Date) error {
	refusals, err := s.Facts.Refusals(ctx, p, item, on)
	if err != nil {
		return err
	}
	for _, r := range refusals {
		st.lacking.Add("conditions.eligibility", r.Fault())
	}
	person, err := s.People.Person(ctx, p)
	if err == nil && person.Photo.State != people.PhotoApproved {
		st.lacking.Add("conditions.photo", ErrPhoto)
	}
	return err
}

// pledged asks for the pledge in force.
func (s *Service) pledged(ctx context.Context, st *standing, p Papers) error {
	pledge, err := s.Texts.Notice(ctx, notice.TruthPledge, "zh-CN")
	if err != nil {
		return err
	}
	if p.PledgeVersion != pledge.Version {
		st.lacking.Add("body.pledgeVersion", ErrPledge.With("version", pledge.Version))
	}
	return nil
}

// healthy asks for a fresh statement of fitness.
func (s *Service) healthy(st *standing, p Papers, on actor.Date) {
	oldest := on.AddDays(-int(s.o.HealthAge.Hours() / 24))
	switch h := p.Health; {
	case h == nil || h.Institution == "" || h.On > on || h.On < oldest:
		st.lacking.Add("body.health", ErrHealth)
	case !h.Fit:
		st.lacking.Add("body.health.fit", ErrUnfit)
	}
}

// Readiness is how near a person is to what an application asks for.
type Readiness struct {
	Basis   Basis        // what is there already
	Lacking *fault.Error // nil for nothing, else a failure whose fields name every condition
	Old     ID           // the permit that the application would be about
	Health  bool         // the rules ask for a health statement
	Work    bool         // and for a statement of the work done
}

// Readiness says what the calling candidate still lacks for an application of a kind for an item; an empty kind is a first
// issue. Errors: ErrApplicationKind, a blank of the rules.
func (s *Service) Readiness(ctx context.Context, k ApplicationKind, item string) (Readiness, error) {
	person, err := candidate(ctx)
	if err != nil {
		return Readiness{}, err
	}
	st, err := s.conditions(ctx, k, person, item, s.today())
	if err != nil {
		return Readiness{}, err
	}
	out := Readiness{Basis: st.basis, Lacking: fault.From(st.lacking.Err()), Old: st.old.ID}
	if out.Lacking != nil {
		return out, nil
	}
	out.Health, out.Work, err = st.needs(k)
	return out, err
}

// needs says which statements the rules ask for beside the pledge.
func (st standing) needs(k ApplicationKind) (health, work bool, err error) {
	switch k {
	case "", FirstIssue:
		list, err := st.set.MaterialsFirst.Get()
		return slices.Contains(list, rules.MaterialHealth), false, err
	case Renewal:
		if health, err = st.set.RenewalHealth.Get(); err == nil {
			work, err = st.set.RenewalWorkStatement.Get()
		}
	}
	return health, work, err
}

// conditions judges what an application of a kind needs to be accepted.
func (s *Service) conditions(ctx context.Context, k ApplicationKind, p people.PersonID, item string, applied actor.Date) (standing, error) {
	switch {
	case k == "" || k == FirstIssue:
		return s.stand(ctx, p, item, applied, s.today())
	case k.known():
		return s.turn(ctx, k, p, item, applied, s.today())
	}
	return standing{}, ErrApplicationKind.At("body.kind")
}

// given judges what the applicant gives: grounds and papers.
func (s *Service) given(ctx context.Context, st *standing, k ApplicationKind, ask Ask, p Papers) error {
	if st.old.ID == "" && st.pass.ID == "" {
		return nil // nothing to give anything to
	}
	if err := s.pledged(ctx, st, p); err != nil {
		return err
	}
	health, work, err := st.needs(k)
	if err != nil {
		return err
	}
	if health {
		s.healthy(st, p, s.today())
	}
	if n := utf8.RuneCountInString(ask.Work); work && n < 10 || n > 400 {
		st.lacking.Add("body.work", ErrWork)
	}
	if st.old.ID != "" {
		return ask.judge(k, *st, s.today(), &st.lacking)
	}
	return nil
}

func isBlank(err error) bool { return errors.Is(err, rules.ErrBlank) }
