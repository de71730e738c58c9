package permit

import (
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// turn judges every condition of an application about the permit that a person has of an item. applied is the day of the
// application, on is today. The answer's old is empty where there is nothing to act on; lacking names it then.
func (s *Service) turn(ctx context.Context, k ApplicationKind, person people.PersonID, item string, applied, on actor.Date) (standing, error) {
	var st standing
	old, err := s.Permits.LivePermit(ctx, person, item)
	if errors.Is(err, ErrNotFound) {
		st.lacking.Add("conditions.permit", ErrNothingHeld)
		return st, nil
	}
	if err != nil {
		return st, err
	}
	st.old = old
	st.pass = Pass{Person: person, Item: item, PersonType: old.PersonType}
	st.basis = Basis{Theory: old.Basis.Theory, Practical: old.Basis.Practical, Before: true, Training: old.Basis.Training, Application: old.Basis.Application,
		Releasers: []people.PersonID{}, CheckedOn: on}
	if st.set, err = s.Rules.For(ctx, rules.AskRenewal, query(old.PersonType, item, old.OrgPath),
		rules.Dates{Application: applied, Sitting: applied, Decision: on}); err != nil {
		return st, err
	}
	st.basis.RuleSets = st.set.IDs()
	switch late := !old.runs(applied); {
	case late:
		st.lacking.Add("conditions.permit", ErrRenewalLate.With("to", max(old.ValidTo, old.ExtendedTo)))
		return st, nil
	case k == Deferral && applied < old.ValidFrom: // its end is years away
		st.lacking.Add("conditions.permit", ErrOnHold.With("state", statusTexts[StatusNotYet].zh))
	case old.Act == Suspended, old.Act == Extended && k != Renewal && k != Deferral:
		st.lacking.Add("conditions.permit", ErrOnHold.With("state", statusTexts[rules.PermitStatus(old.Act)].zh))
	}
	switch k {
	case Renewal:
		err = s.renewable(ctx, &st, applied)
	case Correction:
		var same bool
		if same, err = s.same(ctx, old); same {
			st.lacking.Add("conditions.permit", ErrSame)
		}
	case Deferral:
		var may []rules.PermitStatus
		if may, err = st.set.PermitStatuses.Get(); err == nil && !slices.Contains(may, rules.StatusExtended) {
			st.lacking.Add("conditions.permit", ErrKind)
		}
	}
	if err != nil || k == Deferral { // who is abroad need not be fit for work, nor have a new photo
		return st, err
	}
	return st, s.fitPerson(ctx, &st, person, item, on)
}

// renewable judges what the rules ask of a renewal: the window, parts passed again, hours. A blank of the rules is an error.
func (s *Service) renewable(ctx context.Context, st *standing, applied actor.Date) error {
	old := st.old
	window, err := st.set.RenewalWindowDays.Get()
	if err != nil {
		return err
	}
	if from := old.ValidTo.AddDays(-window); applied < from {
		st.lacking.Add("conditions.permit", ErrRenewalEarly.With("from", from))
		return nil
	}
	theory, err := st.set.RenewalTheory.Get()
	if err != nil {
		return err
	}
	practical, err := st.set.RenewalPractical.Get()
	if err != nil {
		return err
	}
	if theory || practical {
		if err := s.partsAgain(ctx, st, theory, practical, applied); err != nil {
			return err
		}
	}
	hours, err := st.set.RenewalHours.Get()
	if err != nil {
		return err
	}
	if err := s.refreshed(ctx, st, old.ValidFrom, applied, hours); err != nil {
		return err
	}
	if old.Kind == rules.CompetenceCert {
		return s.yearly(ctx, st, applied)
	}
	return nil
}

// partsAgain judges parts that a renewal asks for anew: passed since the old permit was issued, not used, and in life.
func (s *Service) partsAgain(ctx context.Context, st *standing, theory, practical bool, applied actor.Date) error {
	old, since := st.old, st.old.ValidFrom
	st.basis.Before = false
	st.basis.Theory, st.basis.Practical = TheoryBasis{}, nil
	if theory {
		passes, err := s.freePasses(ctx, old.Person, old.Item)
		if err != nil {
			return err
		}
		if len(passes) == 0 {
			st.lacking.Add("conditions.theory", ErrNoTheory)
			return nil
		}
		st.pass, since = passes[0], passes[0].On
		if st.exam, err = s.Exams.ApplicationByID(ctx, st.pass.ExamApplication); err != nil {
			return err
		}
		st.basis.Application, st.basis.Releasers = st.pass.ExamApplication, []people.PersonID{st.pass.ReleaserPerson}
	}
	used := applied
	if practical {
		st.pass.On = since
		var err error
		if used, err = s.practical(ctx, st, old.OrgPath, applied); err != nil {
			return err
		}
	}
	if !theory {
		return nil
	}
	until, err := s.lastDay(ctx, st.pass, old.OrgPath, st.pass.On, used)
	if err == nil && used > until {
		st.lacking.Add("conditions.theory", ErrTheoryOld.With("until", until))
	}
	st.basis.Theory = TheoryBasis{st.pass.ID, st.pass.Result, st.pass.Revision, st.pass.On, st.pass.Points, until}
	return err
}

// refreshed asks for refresher hours between two days.
func (s *Service) refreshed(ctx context.Context, st *standing, from, to actor.Date, required int) error {
	if required == 0 {
		return nil
	}
	t, err := s.Facts.Refreshed(ctx, st.old.Person, st.old.Item, from, to)
	if err != nil {
		return err
	}
	if t.Required = required; t.Hours < required {
		st.lacking.Add("conditions.training", ErrRefresher.With("from", from).With("to", to).With("hours", t.Hours).With("required", required))
	}
	st.basis.Training = t
	return nil
}

// yearly asks for the refresher hours of every year of a certificate that has ended by the day of the application; the
// year that runs may still be made up. The year is the certificate's or the calendar's, as the rules say.
func (s *Service) yearly(ctx context.Context, st *standing, applied actor.Date) error {
	set, err := s.Rules.For(ctx, rules.AskTraining, query(st.old.PersonType, st.old.Item, st.old.OrgPath),
		rules.Dates{Application: applied, Sitting: applied, Decision: s.today()})
	if err != nil {
		return err
	}
	hours, err := set.RefresherHours.Get()
	if err != nil {
		return err
	}
	period, err := set.RefresherPeriod.Get()
	if err != nil {
		return err
	}
	start := st.old.ValidFrom
	if period == rules.ByCalendarYear { // the first whole one
		start = actor.Date(string(start.AddMonths(12))[:4] + "-01-01")
	}
	for year := 0; ; year++ {
		from, to := start.AddMonths(12*year), start.AddMonths(12*(year+1)).AddDays(-1)
		if to >= applied || to > st.old.ValidTo {
			return nil
		}
		if err := s.refreshed(ctx, st, from, to, hours); err != nil {
			return err
		}
	}
}

// same reports whether a permit says what the person's record says.
func (s *Service) same(ctx context.Context, old Permit) (bool, error) {
	person, err := s.People.Person(ctx, old.Person)
	if err != nil {
		return false, err
	}
	sealed, err := s.Permits.SealedOf(ctx, old.ID)
	if err != nil {
		return false, err
	}
	doc, err := s.People.DocumentFor(ctx, old.Person, "permit correction")
	if err != nil {
		return false, err
	}
	h := old.Holder
	return h.Name == person.Name && h.Sex == person.Sex && h.Birth == person.Birth && h.DocKind == person.DocKind &&
		slices.Equal(sealed.Index, s.Vault.Index(purposeNumber, numberOf(old.Kind, doc))), nil
}
