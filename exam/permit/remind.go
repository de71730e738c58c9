package permit

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// lastReminder is how many days before the end everybody is reminded once more, where the rules name no day as near. [design]
const lastReminder = 7

// Reminder is how far the holder of a permit was reminded of its end.
type Reminder struct {
	Permit   ID
	Days     int          // the nearest mark that was reminded of: days before the end; 0: none yet
	NextOn   actor.Date   // when the next mark is reached; empty: none is left
	Employer people.OrgID // whom the holder worked for on that day; empty: nobody
	Told     bool         // the employer knows of it, or there is none
}

// ReminderStore keeps reminders, one row per permit.
type ReminderStore interface {
	// DueReminders lists at most limit permits above after that are expiring, not yet ended on a day and under no decision, and that
	// nobody was reminded of, or whose next mark is reached.
	DueReminders(ctx context.Context, on actor.Date, after ID, limit int) ([]Permit, error)
	Reminder(ctx context.Context, id ID) (Reminder, error) // zero where there is none
	// SaveReminder adds the first of a permit (was 0) or replaces the one whose Days are was; ErrChanged otherwise.
	SaveReminder(ctx context.Context, r Reminder, was int) error
	// UntoldEmployers counts the reminders that employers do not know of, by employer, at most limit of them.
	UntoldEmployers(ctx context.Context, limit int) (map[people.OrgID]int, error)
	// TellEmployer marks those of an employer as told and returns how many there were.
	TellEmployer(ctx context.Context, org people.OrgID) (int, error)
}

// ReminderOnce reminds holders of permits that end soon at the marks of the rules (expiring_notice_days) and a week before the end, once
// each, and tells employers how many of their people it concerns, once a run. Marks that passed while nothing ran are not made up for: only
// the nearest counts. Call it hourly; it runs twice without harm.
func (s *Service) ReminderOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "permit.remind")
	var failed []error
	for after := ID(""); ; {
		page, err := s.Reminders.DueReminders(ctx, s.today(), after, workLimit)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, p := range page {
			after = p.ID
			if err := s.remind(ctx, p); err != nil && !errors.Is(err, ErrChanged) {
				failed = append(failed, err)
			}
		}
		if len(page) < workLimit {
			return errors.Join(append(failed, s.tellEmployers(ctx))...)
		}
	}
}

func (s *Service) remind(ctx context.Context, p Permit) error {
	marks, err := s.marks(ctx, p)
	if err != nil {
		return err
	}
	left := s.today().DaysUntil(p.ValidTo)
	r := Reminder{Permit: p.ID, Told: true}
	for _, n := range marks { // from the farthest
		if n >= left {
			r.Days = n
		} else if r.NextOn == "" {
			r.NextOn = p.ValidTo.AddDays(-n)
		}
	}
	if r.Days > 0 {
		e, ok, err := s.People.EmploymentOn(ctx, p.Person, s.today())
		if err != nil {
			return err
		}
		if ok {
			r.Employer, r.Told = e.Org, false
		}
	}
	was, err := s.Reminders.Reminder(ctx, p.ID)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if r.Days == 0 || r.Days == was.Days { // no mark is reached, or this one was reminded of: only the next day is noted
			r.Days, r.Employer, r.Told = was.Days, was.Employer, was.Told || was.Permit == ""
			return s.Reminders.SaveReminder(ctx, r, was.Days)
		}
		if err := s.Reminders.SaveReminder(ctx, r, was.Days); err != nil {
			return err
		}
		return s.emit(ctx, TopicReminder, string(p.ID), map[string]string{"permit": string(p.ID), "person": string(p.Person), "days": strconv.Itoa(left)})
	})
}

// marks are the days before the end of which a permit's holder is reminded, the farthest first.
func (s *Service) marks(ctx context.Context, p Permit) ([]int, error) {
	set, err := s.Rules.For(ctx, rules.AskValidity, query(p.PersonType, p.Item, p.OrgPath),
		rules.Dates{Application: p.ValidFrom, Sitting: p.Basis.Theory.On, Decision: s.today()})
	if err != nil {
		return nil, err
	}
	marks := slices.Clone(set.ExpiringNoticeDays.Value)
	if len(marks) == 0 {
		marks = []int{p.ExpiringDays}
	}
	if slices.Min(marks) > lastReminder {
		marks = append(marks, lastReminder)
	}
	slices.Sort(marks)
	slices.Reverse(marks)
	return marks, nil
}

// tellEmployers asks for one word to each employer about all reminders that it does not know of.
func (s *Service) tellEmployers(ctx context.Context) error {
	for {
		list, err := s.Reminders.UntoldEmployers(ctx, workLimit)
		if err != nil || len(list) == 0 {
			return err
		}
		for org := range list {
			err := s.Tx.InTx(ctx, func(ctx context.Context) error {
				n, err := s.Reminders.TellEmployer(ctx, org)
				if err != nil || n == 0 { // another node was quicker
					return err
				}
				return s.emit(ctx, TopicEmployer, string(org), map[string]string{"org": string(org), "permits": strconv.Itoa(n)})
			})
			if err != nil {
				return err
			}
		}
	}
}
