package app

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/practical"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/kv"
)

// permitBarriers tells booking what a person holds and is barred from.
type permitBarriers struct {
	permits permit.PermitStore
	bans    *permit.Bans
}

// Holds implements barriers.
func (b permitBarriers) Holds(ctx context.Context, p people.PersonID, item string, on actor.Date) (bool, error) {
	x, err := b.permits.LivePermit(ctx, p, item)
	if errors.Is(err, permit.ErrNotFound) {
		return false, nil
	}
	return err == nil && (x.ValidTo == "" || on <= x.ValidTo), err
}

// Barred implements barriers.
func (b permitBarriers) Barred(ctx context.Context, p people.PersonID, on actor.Date) (actor.Date, bool, error) {
	return b.bans.Barred(ctx, p, on, permit.ExamBan)
}

// permitFacts tells exam/permit what other contexts know.
type permitFacts struct {
	people    *people.Service
	hours     *courseware.Service
	practical *practical.Service
	bans      *permit.Bans
	check     eligibility
}

// PracticalPass implements permit.Facts.
func (f permitFacts) PracticalPass(ctx context.Context, p people.PersonID, item string, since actor.Date) (permit.PracticalPass, bool, error) {
	x, ok, err := f.practical.Passed(ctx, p, item, since)
	if !ok {
		return permit.PracticalPass{}, false, err
	}
	return permit.PracticalPass{Exam: string(x.Exam), On: x.On, By: x.By}, true, err
}

// Training implements permit.Facts.
func (f permitFacts) Training(ctx context.Context, p people.PersonID, item string, applied actor.Date, orgPath string) (permit.Training, bool, error) {
	h, err := f.hours.HoursOf(ctx, courseware.HoursQuery{Person: p, Item: item, Kind: courseware.Initial, OrgPath: orgPath, On: applied})
	if err != nil {
		return permit.Training{}, false, err
	}
	t := permit.Training{Kind: permit.ByHours, Hours: h.Recorded, Refs: []string{}}
	for _, e := range h.Entries {
		t.Refs, t.Last = append(t.Refs, string(e.ID)), max(t.Last, e.To)
	}
	if h.Exemption != nil {
		t.Kind, t.Refs = permit.ByExemption, []string{string(h.Exemption.ID)}
		return t, true, nil
	}
	met, err := h.Met()
	if h.Required.Set() {
		t.Required = h.Required.Value
	}
	return t, met, err
}

// Refreshed implements permit.Facts.
func (f permitFacts) Refreshed(ctx context.Context, p people.PersonID, item string, from, to actor.Date) (permit.Training, error) {
	t := permit.Training{Kind: permit.ByHours, Refs: []string{}}
	list, err := f.hours.RefresherBetween(ctx, p, item, from, to)
	for _, e := range list {
		t.Hours, t.Refs, t.Last = t.Hours+e.ClassHours, append(t.Refs, string(e.ID)), max(t.Last, e.To)
	}
	return t, err
}

// Refusals implements permit.Facts: bans on applications, on the posts that a competence certificate is for, and the age the
// rules ask for on the day.
func (f permitFacts) Refusals(ctx context.Context, p people.PersonID, item string, on actor.Date) ([]application.Refusal, error) {
	var v verdicts
	entry, err := f.check.rules.Item(ctx, item, on)
	if err != nil {
		return nil, err
	}
	if err := v.bars(ctx, f.bans, p, entry.PersonType, on); err != nil {
		return nil, err
	}
	root, err := authorityPath(ctx, f.people)
	if err != nil {
		return nil, err
	}
	set, err := f.check.rules.For(ctx, rules.AskConditions, rules.Query{Item: item, OrgPath: root}, rules.Dates{Application: on})
	if err != nil {
		return nil, err
	}
	person, err := f.people.Person(ctx, p)
	if err != nil {
		return nil, err
	}
	err = v.unset(f.check.age(&v, set, person, on))
	return v.list, err
}

// bars adds the bans that keep a person from the credential of a person type on a day.
func (v *verdicts) bars(ctx context.Context, bans *permit.Bans, p people.PersonID, t rules.PersonType, on actor.Date) error {
	for _, bar := range []struct {
		refusal *fault.Error
		kinds   []permit.BanKind
	}{{refuseApplication, []permit.BanKind{permit.ExamBan, permit.ApplicationBan}}, {refusePost, permit.PostBans(t)}} {
		until, yes, err := bans.Barred(ctx, p, on, bar.kinds...)
		if err != nil {
			return err
		}
		if yes {
			v.add(bar.refusal.With("until", until))
		}
	}
	return nil
}

// limiter counts in kv for the public check.
type limiter struct{ kv.Store }

// Allow implements permit.Limiter.
func (l limiter) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := l.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

// theoryPass tells exam/practical of the theory pass that counts.
func theoryPass(p *permit.Service) func(context.Context, people.PersonID, string) (practical.Theory, bool, error) {
	return func(ctx context.Context, who people.PersonID, item string) (practical.Theory, bool, error) {
		x, last, ok, err := p.TheoryPass(ctx, who, item)
		return practical.Theory{PassedOn: x.On, ValidUntil: last}, ok, err
	}
}
