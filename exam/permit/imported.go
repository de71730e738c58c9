package permit

import (
	"context"
	"slices"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Imported is what is known of a permit that was issued elsewhere, or before this house kept permits. No examination here stands behind it, and the
// transparency log counts it apart.
type Imported struct {
	Source     string     `json:"source"`               // for the history: the file and the row
	IssuedOn   actor.Date `json:"issuedOn"`             // the day on the paper
	ReviewedOn actor.Date `json:"reviewedOn,omitempty"` // the review that the former regime asked for was done on this day
	Issuer     string     `json:"issuer"`               // who issued it
	By         string     `json:"by"`                   // the authority that took it in
	Signers    []string   `json:"signers"`              // names of the two persons
}

// Taken is a permit to take in, as its paper says.
type Taken struct {
	Person        people.PersonID
	PersonType    rules.PersonType
	Item          string
	FirstIssuedOn actor.Date
	IssuedOn      actor.Date
	ValidFrom     actor.Date
	ValidTo       actor.Date
	ReviewDue     actor.Date // empty: by the rules of the first day
	ReviewedOn    actor.Date // empty: not done, or none was asked for
	Issuer        string     // name on the paper
	Source        string
	Authority     people.Org // that takes it in
	Signers       []string   // names of the two persons
	By            people.AccountID
	ByPerson      people.PersonID
}

// PaperRules are what the rules of a day say about a permit that began on it.
type PaperRules struct {
	Kind      rules.Credential
	ReviewDue actor.Date // empty: none
	notice    int
}

// JudgePaper says what the rules in force on the first day of its period make of a paper; the person need not be known. Errors: ErrPaperDates,
// ErrPaperPeriod, a blank of the rules.
func (s *Service) JudgePaper(ctx context.Context, t Taken) (PaperRules, error) {
	var out PaperRules
	if err := t.check(s.today()); err != nil {
		return out, err
	}
	set, err := s.Rules.For(ctx, rules.AskValidity, query(t.PersonType, t.Item, t.Authority.Path), rules.Dates{Application: t.ValidFrom, Sitting: t.ValidFrom, Decision: t.ValidFrom})
	if err != nil {
		return out, err
	}
	if out.Kind, err = set.CredentialKind.Get(); err != nil {
		return out, err
	}
	p := Permit{ValidFrom: t.ValidFrom}
	if err := dates(&p, set); err != nil {
		return out, err
	}
	// Papers name the anniversary or the day before it, whatever the rules of the day said.
	other := p.ValidTo.AddDays(-1)
	if set.EndsDayBefore.Value {
		other = p.ValidTo.AddDays(1)
	}
	if t.ValidTo != p.ValidTo && t.ValidTo != other {
		return out, ErrPaperPeriod.With("want", p.ValidTo)
	}
	out.ReviewDue, out.notice = p.ReviewDue, p.ExpiringDays
	return out, nil
}

// TakeIn makes a permit of what its paper says, in the caller's transaction. It keeps its person from a second one for the item while it runs; one that
// has ended is history and keeps nobody. National standing is PENDING as for every other. Errors: ErrPaperDates, ErrPaperPeriod, ErrLivePermit,
// ErrNumberTaken, a blank of the rules.
func (s *Service) TakeIn(ctx context.Context, t Taken) (Permit, error) {
	asked, err := s.JudgePaper(ctx, t)
	if err != nil {
		return Permit{}, err
	}
	held, err := s.Permits.PermitsOf(ctx, []people.PersonID{t.Person})
	if err != nil {
		return Permit{}, err
	}
	if Overlaps(held, t.Item, t.ValidFrom, t.ValidTo) {
		return Permit{}, ErrLivePermit
	}
	item, err := s.Rules.Item(ctx, t.Item, s.today())
	if err != nil {
		return Permit{}, err
	}
	person, err := s.People.Person(ctx, t.Person)
	if err != nil {
		return Permit{}, err
	}
	now := s.now()
	p := Permit{ID: ID(actor.NewID(now)), Person: t.Person, Kind: asked.Kind, Item: t.Item, ItemName: item.Name, Category: item.Category, PersonType: t.PersonType,
		FirstIssuedOn: t.FirstIssuedOn, ValidFrom: t.ValidFrom, ValidTo: t.ValidTo, ReviewDue: t.ReviewDue, Issuer: t.Authority.ID, IssuerName: t.Issuer,
		OrgPath: t.Authority.Path, Holder: holder(person), ExpiringDays: asked.notice, IssuedAt: now, IssuedBy: t.By, IssuerPerson: t.ByPerson,
		National: NationalPending,
		Basis: Basis{CheckedOn: s.today(), Releasers: []people.PersonID{}, Training: Training{Refs: []string{}}, Imported: &Imported{Source: t.Source, IssuedOn: t.IssuedOn,
			ReviewedOn: t.ReviewedOn, Issuer: t.Issuer, By: t.Authority.Name, Signers: t.Signers}}}
	if len(t.Signers) > 0 {
		p.IssuerSigner = t.Signers[len(t.Signers)-1]
	}
	if p.ReviewDue == "" {
		p.ReviewDue = asked.ReviewDue
	}
	sealed, err := s.number(ctx, &p)
	if err != nil {
		return Permit{}, err
	}
	lines, err := s.beginnings(ctx, p)
	if err != nil {
		return Permit{}, err
	}
	p.Noted = rules.PermitStatus(lines[len(lines)-2].Status)
	if sealed.Past = p.ValidTo < s.today(); !sealed.Past {
		if err := s.freePlace(ctx, p.Person, p.Item); err != nil {
			return Permit{}, err
		}
	}
	return p, s.put(ctx, &p, sealed, t.Source)
}

func (t Taken) check(today actor.Date) error {
	switch {
	case t.FirstIssuedOn > t.ValidFrom, t.IssuedOn < t.FirstIssuedOn, t.IssuedOn > today, t.ValidTo <= t.ValidFrom, t.ReviewDue != "" && (t.ReviewDue <= t.ValidFrom || t.ReviewDue >= t.ValidTo),
		t.ReviewedOn != "" && (t.ReviewedOn < t.ValidFrom || t.ReviewedOn > today || t.ReviewedOn > t.ValidTo):
		return ErrPaperDates
	}
	return nil
}

// Overlaps reports whether one of held that nobody ended for good is for the item and shares a day with a period.
func Overlaps(held []Permit, item string, from, to actor.Date) bool {
	return slices.ContainsFunc(held, func(p Permit) bool {
		return p.Item == item && !p.Act.final() && p.ValidFrom <= to && from <= p.ValidTo
	})
}

// IssuedOn is the day on which the permit was issued, here or elsewhere. A copy of an imported one was issued here.
func (p Permit) IssuedOn() actor.Date {
	if p.paper() {
		return p.Basis.Imported.IssuedOn
	}
	return actor.DateOf(p.IssuedAt)
}

// paper reports whether the permit was taken in from its paper, and is no copy made here of such a one.
func (p Permit) paper() bool { return p.Basis.Imported != nil && !p.Basis.Before }

// Foreign reports whether no examination of this house stands behind the permit, nor behind one that it follows.
func (p Permit) Foreign() bool { return p.Basis.Imported != nil }

// beginnings are the first lines of a permit's history. An imported one has those that its paper and the rules tell of: the review that was done too late or
// missed, its end.
func (s *Service) beginnings(ctx context.Context, p Permit) ([]Event, error) {
	national := Event{Status: nationalPrefix + string(p.National), On: actor.DateOf(p.IssuedAt)}
	m := p.Basis.Imported
	if !p.paper() {
		return []Event{{Status: string(p.Noted), On: national.On}, national}, nil
	}
	days := []actor.Date{m.IssuedOn, p.ValidFrom, p.ValidTo.AddDays(-p.ExpiringDays), p.ValidTo.AddDays(1)}
	if p.ReviewDue != "" {
		days = append(days, p.ReviewDue.AddDays(1))
	}
	if m.ReviewedOn != "" {
		days = append(days, m.ReviewedOn)
	}
	slices.Sort(days)
	var out []Event
	for _, d := range days {
		if d > national.On {
			break
		}
		review, err := s.reviewOn(ctx, p, d)
		if err != nil {
			return nil, err
		}
		if code := string(codeOf(p, d, review)); len(out) == 0 || out[len(out)-1].Status != code {
			out = append(out, Event{Status: code, On: d})
		}
	}
	return append(out, national), nil
}

// signed are the names at the first lines of a permit's history.
func (p Permit) signed() []string {
	if p.paper() {
		return p.Basis.Imported.Signers
	}
	return []string{p.IssuerSigner}
}

// Standing is what a permit is worth today and what became of the review that it names; for use inside the program, it checks no rights.
func (s *Service) Standing(ctx context.Context, p Permit) (Status, rules.ReviewState, error) {
	review, err := s.review(ctx, p)
	if err != nil {
		return Status{}, "", err
	}
	return statusOf(p, s.today(), review), review, nil
}
