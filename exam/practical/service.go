package practical

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Store keeps examinations. A missing row is ErrNotFound; a second live examination of a person and item is ErrLive.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	Add(ctx context.Context, e Exam) error
	Exam(ctx context.Context, id ExamID) (Exam, error)
	// Hold is Exam, and makes others who hold the examination wait for the open transaction.
	Hold(ctx context.Context, id ExamID) (Exam, error)
	// Save writes sheets, state and outcome if the version still is e.Version and raises it; ErrClosed otherwise.
	Save(ctx context.Context, e Exam) error
	// Of returns a person's examinations of an item, oldest first.
	Of(ctx context.Context, p people.PersonID, item string) ([]Exam, error)
	Find(ctx context.Context, q Query) ([]Exam, error)
}

// Query selects examinations in organisation subtrees, newest first.
type Query struct {
	Paths    []string
	Assessor people.AccountID
	State    State
	After    ExamID
	Limit    int
}

// Theory is the theory pass that opens the way to the practical.
type Theory struct {
	PassedOn   actor.Date
	ValidUntil actor.Date // empty: no limit in force
}

// Deps are what the service needs from its neighbours.
type Deps struct {
	Store    Store
	Clock    actor.Clock
	Audit    actor.Auditor
	Outbox   actor.Outbox
	Theory   func(ctx context.Context, p people.PersonID, item string) (Theory, bool, error)
	Rules    func(ctx context.Context, item, path string, on actor.Date) (rules.Set, error)       // in force for attempts on a day
	Assessor func(ctx context.Context, id people.AccountID, path string) (people.PersonID, error) // refuses who holds no ASSESSOR right there
}

// Service runs practical examinations.
type Service struct {
	Deps
	standards map[string]Standard
}

// New returns the service with the embedded standards.
func New(d Deps) (*Service, error) {
	s, err := Standards()
	if err != nil {
		return nil, err
	}
	return &Service{Deps: d, standards: s}, nil
}

// Standard returns the standard of an item.
func (s *Service) Standard(item string) (Standard, error) {
	st, ok := s.standards[item]
	if !ok {
		return Standard{}, ErrNoStandard.With("item", item)
	}
	return st, nil
}

// Begin opens an examination at the exam point with this path: it checks the theory pass and the attempts left, draws the
// tasks and names the two assessors. Only an EXAM_MANAGER of the point may.
func (s *Service) Begin(ctx context.Context, p people.PersonID, item, path string, assessors [2]people.AccountID) (Exam, error) {
	var e Exam
	if !actor.From(ctx).Can(path, people.ExamManager) {
		return e, ErrForbidden
	}
	st, err := s.Standard(item)
	if err != nil {
		return e, err
	}
	var seed [32]byte
	_, _ = rand.Read(seed[:])
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		now := s.Clock()
		e = Exam{
			ID: ExamID(actor.NewID(now)), Person: p, Item: item, Path: path, On: actor.DateOf(now), Standard: st.Version,
			Seed: seed, Tasks: st.Draw(seed), Assessors: assessors, State: Open, OpenedAt: now,
		}
		if e.Attempt, err = s.nextAttempt(ctx, p, item, path, e.On); err != nil {
			return err
		}
		for i, a := range assessors {
			if e.Persons[i], err = s.Assessor(ctx, a, path); err != nil {
				return err
			}
		}
		if e.Persons[0] == e.Persons[1] || e.Persons[0] == p || e.Persons[1] == p {
			return ErrAssessors.At("body.assessors")
		}
		if err := s.Store.Add(ctx, e); err != nil {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "practical.begin", Object: "practical:" + string(e.ID), Path: path,
			Detail: map[string]string{"item": item, "tasks": strings.Join(codes(e.Tasks), ",")}})
	})
	return e, err
}

func codes(tasks []Task) []string {
	out := make([]string, len(tasks))
	for i, t := range tasks {
		out[i] = t.Code
	}
	return out
}

// nextAttempt returns the number of the next attempt since the theory pass, or why there is none.
func (s *Service) nextAttempt(ctx context.Context, p people.PersonID, item, path string, on actor.Date) (int, error) {
	th, ok, err := s.Theory(ctx, p, item)
	switch {
	case err != nil:
		return 0, err
	case !ok:
		return 0, ErrTheory
	case th.ValidUntil != "" && on > th.ValidUntil:
		return 0, ErrTheoryOld.With("until", th.ValidUntil)
	}
	set, err := s.Rules(ctx, item, path, on)
	if err != nil {
		return 0, err
	}
	past, err := s.Store.Of(ctx, p, item)
	if err != nil {
		return 0, err
	}
	n := 1
	var history []rules.Attempt
	for _, e := range past {
		if e.State != Confirmed {
			continue
		}
		history = append(history, rules.Attempt{On: e.On, Passed: e.Outcome.Passed})
		if e.On >= th.PassedOn {
			n++
		}
	}
	left, err := set.PracticalAttempts(history, th.PassedOn)
	switch {
	case err != nil:
		return 0, err
	case !left.Left.None && left.Left.N == 0:
		return 0, ErrAttempts.With("used", left.Used)
	case on < left.NotBefore:
		return 0, ErrTooSoon.With("date", left.NotBefore)
	}
	return n, nil
}

// TheoryAnew reports whether the practical attempts since the theory pass are used up on a day and the rules send the person
// back to theory: the pass is worth nothing any more, however long it would have counted. Errors: a blank of the rules.
func (s *Service) TheoryAnew(ctx context.Context, p people.PersonID, item, path string, on actor.Date) (bool, error) {
	_, err := s.nextAttempt(ctx, p, item, path, on)
	switch {
	case err == nil, errors.Is(err, ErrTheory), errors.Is(err, ErrTheoryOld), errors.Is(err, ErrTooSoon):
		return false, nil
	case !errors.Is(err, ErrAttempts):
		return false, err
	}
	set, err := s.Rules(ctx, item, path, on)
	if err != nil {
		return false, err
	}
	after, err := set.AfterPracticalUsedUp.Get()
	return after == rules.RetakeTheory, err
}

// Enter takes the sheet of the acting assessor; the same sheet again changes nothing. Sheets are compared when both are there: equal ones close the examination,
// different ones leave it DIFFERENT until one assessor enters a corrected sheet. Neither sees the other's marks before.
func (s *Service) Enter(ctx context.Context, id ExamID, sheet []Mark) (Exam, error) {
	var e Exam
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if e, err = s.Store.Hold(ctx, id); err != nil {
			return err
		}
		a := actor.From(ctx)
		seat := e.seat(people.AccountID(a.ID))
		switch {
		case a.Kind != actor.Staff || seat < 0:
			return ErrNotYours
		case !a.Can(e.Path, people.Assessor):
			return ErrForbidden
		case e.State != Open && e.State != Different:
			return ErrClosed
		}
		st, err := s.Standard(e.Item)
		if err != nil {
			return err
		}
		marks, err := complete(st, e.Tasks, sheet)
		if err != nil || slices.EqualFunc(marks, e.Sheets[seat], Mark.same) { // pressed twice
			return err
		}
		e.Sheets[seat] = marks
		e.settle(st, s.Clock())
		if err := s.Store.Save(ctx, e); err != nil {
			return err
		}
		if err := s.Audit.Record(ctx, actor.Entry{Verb: "practical.enter", Object: "practical:" + string(id), Path: e.Path,
			Detail: map[string]string{"state": string(e.State)}}); err != nil {
			return err
		}
		if e.State != Confirmed {
			return nil
		}
		body, err := json.Marshal(map[string]any{"exam": e.ID, "person": e.Person, "item": e.Item, "passed": e.Outcome.Passed})
		if err != nil {
			return err
		}
		return s.Outbox.Emit(ctx, actor.Event{Topic: "practical.confirmed", Key: string(e.ID), Body: body})
	})
	return e, err
}

// complete checks a sheet against the drawn tasks and puts it into the order of the subjects.
func complete(st Standard, tasks []Task, sheet []Mark) ([]Mark, error) {
	names := make([]string, len(st.Subjects))
	out := make([]Mark, len(st.Subjects))
	var wrong fault.List
	for i, k := range st.Subjects {
		names[i] = k.Code
		n := slices.IndexFunc(sheet, func(m Mark) bool { return m.Subject == k.Code })
		if n < 0 {
			continue
		}
		m := sheet[n]
		path := "body.sheet." + k.Code
		if m.Points < 0 || m.Points > k.Weight {
			wrong.Add(path, ErrPoints.With("subject", k.Code).With("max", k.Weight))
		}
		wrong.Add(path+".note", actor.CheckText(m.Note))
		m.Vetoes = slices.Compact(slices.Sorted(slices.Values(m.Vetoes)))
		for _, v := range m.Vetoes {
			if !slices.Contains(tasks[i].Vetoes, v) {
				wrong.Add(path, ErrVeto.With("subject", k.Code))
			}
		}
		if utf8.RuneCountInString(m.Note) > 200 {
			wrong.Add(path+".note", ErrReason)
		}
		out[i] = m
	}
	if len(sheet) != len(out) || slices.ContainsFunc(out, func(m Mark) bool { return m.Subject == "" }) {
		return nil, ErrSubject.With("subjects", strings.Join(names, "、")).At("body.sheet")
	}
	return out, wrong.Err()
}

// BreakOff ends an unfinished examination for a technical reason; it is not an attempt.
func (s *Service) BreakOff(ctx context.Context, id ExamID, reason string) error {
	if f := actor.CheckText(reason); f != nil {
		return f.At("body.reason")
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(reason)); n < 2 || n > 200 {
		return ErrReason.At("body.reason")
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		e, err := s.Store.Hold(ctx, id)
		if err != nil {
			return err
		}
		if !actor.From(ctx).Can(e.Path, people.ExamManager) {
			return scoped(ctx, e, ErrForbidden)
		}
		if e.State != Open && e.State != Different {
			return ErrClosed
		}
		e.State, e.Reason, e.ClosedAt = Void, strings.TrimSpace(reason), s.Clock()
		if err := s.Store.Save(ctx, e); err != nil {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "practical.break_off", Object: "practical:" + string(id), Path: e.Path, Detail: map[string]string{"reason": e.Reason}})
	})
}

// scoped hides what lies outside the actor's subtrees.
func scoped(ctx context.Context, e Exam, otherwise error) error {
	if !actor.From(ctx).Sees(e.Path) {
		return ErrNotFound
	}
	return otherwise
}

// Exam returns one examination to staff of the subtree. An assessor sees only the own sheet until it is closed, everybody
// else no sheet at all until then.
func (s *Service) Exam(ctx context.Context, id ExamID) (Exam, error) {
	e, err := s.Store.Exam(ctx, id)
	if err != nil {
		return Exam{}, err
	}
	if !actor.From(ctx).Sees(e.Path) {
		return Exam{}, ErrNotFound
	}
	return veiled(ctx, e), nil
}

func veiled(ctx context.Context, e Exam) Exam {
	if e.State == Confirmed {
		return e
	}
	own := e.seat(people.AccountID(actor.From(ctx).ID))
	for i := range e.Sheets {
		if i != own {
			e.Sheets[i] = nil
		}
	}
	return e
}

// Find lists examinations of the actor's subtrees.
func (s *Service) Find(ctx context.Context, q Query) ([]Exam, error) {
	q.Paths = actor.From(ctx).Paths()
	list, err := s.Store.Find(ctx, q)
	for i := range list {
		list[i] = veiled(ctx, list[i])
	}
	return list, err
}

// Pass is a practical pass as the permit needs it.
type Pass struct {
	Exam ExamID
	On   actor.Date
	By   []people.PersonID // natural persons of the two assessors
}

// Passed returns the newest pass of a person and item that is not older than since.
func (s *Service) Passed(ctx context.Context, p people.PersonID, item string, since actor.Date) (Pass, bool, error) {
	past, err := s.Store.Of(ctx, p, item)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Pass{}, false, err
	}
	for _, e := range slices.Backward(past) {
		if e.State == Confirmed && e.Outcome.Passed && e.On >= since {
			return Pass{e.ID, e.On, e.Persons[:]}, true, nil
		}
	}
	return Pass{}, false, nil
}

// Own lists a candidate's own closed examinations.
func (s *Service) Own(ctx context.Context, item string) ([]Exam, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return nil, ErrForbidden
	}
	list, err := s.Store.Of(ctx, people.PersonID(a.ID), item)
	for i := range list {
		list[i] = veiled(ctx, list[i])
	}
	return list, err
}
