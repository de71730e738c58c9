package courseware

import (
	"context"
	"slices"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// HoursQuery asks for the hours of a person for an item.
type HoursQuery struct {
	Person  people.PersonID
	Item    string
	Kind    Kind       // empty = INITIAL
	OrgPath string     // path of the deciding authority
	On      actor.Date // the day that Basis names for TRAINING (the application's): chooses the rule, and only hours up to it count
	Since   actor.Date // only training that began after this day counts (new training after used-up attempts); empty = all
}

// HoursOf returns the hours against the requirement with the entries that prove them. It is for use inside the program
// and checks no rights. Errors: those of rules.Service.For, but a blank requirement is no error here (see Hours.Met).
func (s *Service) HoursOf(ctx context.Context, q HoursQuery) (Hours, error) {
	if q.Kind == "" {
		q.Kind = Initial
	}
	set, err := s.rules.For(ctx, rules.AskTraining, rules.Query{Item: q.Item, OrgPath: q.OrgPath}, rules.Dates{Application: q.On, Sitting: q.On, Decision: q.On})
	if err != nil {
		return Hours{}, err
	}
	h := Hours{Kind: q.Kind, Required: set.InitialHours, RuleSets: set.IDs()}
	if q.Kind == Refresher {
		h.Required = set.RefresherHours
	}
	entries, err := s.store.EntriesOfPerson(ctx, q.Person, q.Item)
	if err != nil {
		return Hours{}, err
	}
	for _, e := range entries {
		if e.Counts() && e.Kind == q.Kind && e.To <= q.On && (q.Since == "" || e.From > q.Since) {
			h.Entries, h.Recorded = append(h.Entries, e), h.Recorded+e.ClassHours
		}
	}
	if q.Kind != Initial {
		return h, nil
	}
	exemptions, err := s.store.ExemptionsOfPerson(ctx, q.Person, q.Item)
	if err != nil {
		return Hours{}, err
	}
	if i := slices.IndexFunc(exemptions, func(e Exemption) bool { return e.State == Approved }); i >= 0 {
		h.Exemption = &exemptions[i]
	}
	return h, nil
}

// RefresherBetween returns the refresher training of a person for an item that ended between two days, both counted: a course
// over the end of a year belongs to the year in which it ended. It is for use inside the program and checks no rights.
func (s *Service) RefresherBetween(ctx context.Context, p people.PersonID, item string, from, to actor.Date) ([]Entry, error) {
	entries, err := s.store.EntriesOfPerson(ctx, p, item)
	return slices.DeleteFunc(entries, func(e Entry) bool { return !e.Counts() || e.Kind != Refresher || e.To < from || e.To > to }), err
}

// TrainedBy returns the organisation that held the last of the person's initial training for an item that counts on a day;
// false where there is none. It is for use inside the program and checks no rights.
func (s *Service) TrainedBy(ctx context.Context, p people.PersonID, item string, on actor.Date) (people.OrgID, bool, error) {
	entries, err := s.store.EntriesOfPerson(ctx, p, item)
	if err != nil {
		return "", false, err
	}
	for _, e := range slices.Backward(entries) {
		if e.Counts() && e.Kind == Initial && e.To <= on {
			return e.Org, true, nil
		}
	}
	return "", false, nil
}

// Own returns the caller's own entries and exemptions, all items, oldest first.
func (s *Service) Own(ctx context.Context) ([]Entry, []Exemption, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate || a.Person == "" {
		return nil, nil, ErrUnknownPerson
	}
	entries, err := s.store.EntriesOfPerson(ctx, people.PersonID(a.Person), "")
	if err != nil {
		return nil, nil, err
	}
	exemptions, err := s.store.ExemptionsOfPerson(ctx, people.PersonID(a.Person), "")
	return entries, exemptions, err
}

// Entries lists what an organisation recorded, newest first; for its clerks, regulators and auditors above it.
func (s *Service) Entries(ctx context.Context, org people.OrgID, before EntryID, limit int) ([]Entry, error) {
	if _, err := s.orgFor(ctx, org, ErrNotClerk, people.TrainingClerk, people.Regulator, people.Archivist, people.AuditAdmin); err != nil {
		return nil, err
	}
	list, err := s.store.EntriesOfOrg(ctx, org, before, min(max(limit, 1), 200))
	if err != nil {
		return nil, err
	}
	names := map[people.PersonID]string{}
	for i, e := range list {
		if _, known := names[e.Person]; !known {
			p, err := s.people.Person(ctx, e.Person)
			if err != nil {
				return nil, err
			}
			names[e.Person] = p.Name
		}
		list[i].PersonName = names[e.Person]
	}
	return list, nil
}
