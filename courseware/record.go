package courseware

import (
	"context"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// RecordInput is what a clerk says about hours taken.
type RecordInput struct {
	Org        people.OrgID
	Person     Who
	Item       string
	Kind       Kind
	Mode       Mode
	ClassHours int // 1 to 1000
	From, To   string
	Class      string
	Evidence   string
	Attachment string
	RequestKey string // at most 64 characters; the same key of one organisation records once
}

// Record stores class hours. The caller is a TRAINING_CLERK of the centre (or of the enterprise that trains its own
// people) and not the trainee. A request key seen before returns the entry of then; without it, or with another one, the same
// training of the person is ErrEntered, which names the entry on file.
func (s *Service) Record(ctx context.Context, in RecordInput) (Entry, error) {
	a := actor.From(ctx)
	o, err := s.orgFor(ctx, in.Org, ErrNotClerk, people.TrainingClerk)
	switch {
	case err != nil:
		return Entry{}, err
	case a.Person == "":
		return Entry{}, ErrNoName
	case o.Kind != people.Centre && o.Kind != people.Enterprise:
		return Entry{}, ErrOrgKind
	case !o.Closed.IsZero():
		return Entry{}, ErrOrgClosed
	}
	from, to, err := s.checkForm(in)
	if err != nil {
		return Entry{}, err
	}
	p, err := s.person(ctx, in.Person)
	if err != nil {
		return Entry{}, err
	}
	if a.Person == string(p.ID) {
		return Entry{}, ErrOwnHours
	}
	item, err := s.rules.Item(ctx, in.Item, to)
	if err != nil {
		return Entry{}, err
	}
	if item.Placeholder() {
		return Entry{}, ErrPlaceholder.With("item", item.Name)
	}
	now := s.now()
	e := Entry{ID: EntryID(actor.NewID(now)), Person: p.ID, Org: o.ID, OrgName: o.Name, Item: item.Code, Kind: in.Kind, Mode: in.Mode,
		ClassHours: in.ClassHours, From: from, To: to, Class: strings.TrimSpace(in.Class), Evidence: strings.TrimSpace(in.Evidence),
		Attachment: in.Attachment, By: a.ID, ByPerson: a.Person, ByName: a.Name, At: now}
	if in.RequestKey != "" {
		e.RequestKey = s.blind(in.RequestKey)
	}
	if err := s.freezeEmployer(ctx, &e); err != nil {
		return Entry{}, err
	}
	return s.add(ctx, e, o.Path, "hours.record")
}

func (s *Service) checkForm(in RecordInput) (from, to actor.Date, err error) {
	var bad fault.List
	if in.Kind != Initial && in.Kind != Refresher {
		bad.Add("body.kind", ErrKind)
	}
	if in.Mode != Classroom && in.Mode != Online && in.Mode != Workshop {
		bad.Add("body.mode", ErrKind)
	}
	from, to = s.period(&bad, in.From, in.To)
	if in.ClassHours < 1 || in.ClassHours > 1000 {
		bad.Add("body.classHours", ErrHours.With("min", 1).With("max", 1000))
	}
	checkText(&bad, "body.class", in.Class, 1, 120)
	checkText(&bad, "body.evidence", in.Evidence, 2, 500)
	checkText(&bad, "body.requestKey", in.RequestKey, 0, 64)
	checkAttachment(&bad, in.Attachment)
	return from, to, bad.Err()
}

func (s *Service) period(bad *fault.List, from, to string) (actor.Date, actor.Date) {
	f, ferr := actor.ParseDate(from)
	t, terr := actor.ParseDate(to)
	if ferr != nil || terr != nil || f < "2000-01-01" || t < f || f.DaysUntil(t) > 366 || t > actor.DateOf(s.now()) {
		bad.Add("body.from", ErrPeriod)
	}
	return f, t
}

func (s *Service) freezeEmployer(ctx context.Context, e *Entry) error {
	job, found, err := s.people.EmploymentOn(ctx, e.Person, e.To)
	if err != nil || !found {
		return err
	}
	o, err := s.people.Org(ctx, job.Org)
	e.Employer, e.EmployerName, e.Employment = o.ID, o.Name, job.Kind
	return err
}

func (s *Service) add(ctx context.Context, e Entry, path, verb string) (Entry, error) {
	out := e
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.LockPerson(ctx, e.Person); err != nil {
			return err
		}
		stored, seen, err := s.store.AddEntry(ctx, e)
		if err != nil {
			return err
		}
		if out = stored; seen {
			return sameRequest(stored, e)
		}
		if err := s.checkOthers(ctx, e); err != nil {
			return err
		}
		detail := map[string]string{"person": string(e.Person), "item": e.Item, "kind": string(e.Kind),
			"class_hours": strconv.Itoa(e.ClassHours), "from": string(e.From), "to": string(e.To)}
		if e.Corrects != "" {
			detail["corrects"], detail["reason"] = string(e.Corrects), e.Reason
		}
		if err := s.audit.Record(ctx, actor.Entry{Verb: verb, Object: "hours_entry:" + string(e.ID), Path: path, Detail: detail}); err != nil {
			return err
		}
		return s.emit(ctx, "hours.recorded", string(e.Person), map[string]string{"entry": string(e.ID), "item": e.Item})
	})
	if err != nil {
		return Entry{}, err
	}
	return out, nil
}

// sameRequest tells a repeated submission from a key that was used for something else, and from one whose entry was
// corrected or withdrawn since: that one is on file, but it is not what counts.
func sameRequest(stored, e Entry) error {
	if stored.CorrectedBy != "" {
		return ErrCorrected
	}
	if stored.Person != e.Person || stored.Item != e.Item || stored.Kind != e.Kind || stored.ClassHours != e.ClassHours || stored.From != e.From || stored.To != e.To {
		return ErrKeyReused
	}
	return nil
}

// checkOthers refuses the same training entered twice by one organisation, and more hours than the days of all overlapping
// entries can hold, whoever recorded them. It sees every other entry, because LockPerson holds the person.
func (s *Service) checkOthers(ctx context.Context, e Entry) error {
	all, err := s.store.EntriesOfPerson(ctx, e.Person, "")
	if err != nil {
		return err
	}
	from, to, sum := e.From, e.To, 0
	for _, o := range all {
		if o.ID != e.ID && o.Counts() && e.ClassHours > 0 && sameTraining(o, e) {
			return ErrEntered.With("entry", o.ID).With("hours", o.ClassHours).With("class", o.Class).With("by", o.ByName)
		}
		if o.Counts() && o.From <= e.To && e.From <= o.To {
			from, to, sum = min(from, o.From), max(to, o.To), sum+o.ClassHours
		}
	}
	if days := from.DaysUntil(to) + 1; sum > days*MaxHoursPerDay {
		return ErrTooMany.With("days", days).With("hours", sum).With("perday", MaxHoursPerDay)
	}
	return nil
}

// sameTraining reports whether two entries are of one training: one organisation, item, kind and mode on the same days. The
// name of the class does not count: a second clerk may write it otherwise.
func sameTraining(a, b Entry) bool {
	return a.Org == b.Org && a.Item == b.Item && a.Kind == b.Kind && a.Mode == b.Mode && a.From == b.From && a.To == b.To
}

// CorrectInput replaces what was wrong in an entry. ClassHours 0 withdraws it.
type CorrectInput struct {
	ClassHours int
	From, To   string
	Evidence   string
	Attachment string
	Reason     string
}

// Correct adds an entry that replaces id. The caller is a TRAINING_CLERK of the same organisation. Errors: ErrNoEntry,
// ErrCorrected.
func (s *Service) Correct(ctx context.Context, id EntryID, in CorrectInput) (Entry, error) {
	a := actor.From(ctx)
	old, err := s.store.Entry(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	o, err := s.orgFor(ctx, old.Org, ErrNotClerk, people.TrainingClerk)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return Entry{}, ErrNoEntry
	}
	switch {
	case err != nil:
		return Entry{}, err
	case a.Person == "":
		return Entry{}, ErrNoName
	case a.Person == string(old.Person):
		return Entry{}, ErrOwnHours
	}
	var bad fault.List
	from, to := s.period(&bad, in.From, in.To)
	if in.ClassHours < 0 || in.ClassHours > 1000 {
		bad.Add("body.classHours", ErrHours.With("min", 0).With("max", 1000))
	}
	checkText(&bad, "body.evidence", in.Evidence, 2, 500)
	checkText(&bad, "body.reason", in.Reason, 2, 500)
	checkAttachment(&bad, in.Attachment)
	if err := bad.Err(); err != nil {
		return Entry{}, err
	}
	e := old
	e.ID, e.At, e.By, e.ByPerson, e.ByName = EntryID(actor.NewID(s.now())), s.now(), a.ID, a.Person, a.Name
	e.Corrects, e.Reason, e.RequestKey, e.CorrectedBy = old.ID, strings.TrimSpace(in.Reason), "", ""
	e.ClassHours, e.From, e.To, e.Evidence, e.Attachment = in.ClassHours, from, to, strings.TrimSpace(in.Evidence), in.Attachment
	if err := s.freezeEmployer(ctx, &e); err != nil {
		return Entry{}, err
	}
	return s.add(ctx, e, o.Path, "hours.correct")
}
