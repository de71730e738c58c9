package face

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// overdueAfter is how long a template may outlive its end before it counts as overdue.
const overdueAfter = 10 * time.Minute

// SweepOnce deletes what is to be deleted. A device that does not answer is asked again on every sweep, those that were asked
// least first. For a job.
func (s *Service) SweepOnce(ctx context.Context) error {
	due, err := s.d.Store.DueTemplates(ctx, s.now())
	if err != nil {
		return err
	}
	for _, t := range due {
		if err := s.forget(ctx, t); err != nil && ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// forget has the edge delete a template and keeps its signed word. The failure is noted on the row.
func (s *Service) forget(ctx context.Context, t Template) error {
	if t.Cause == "" {
		t.Cause = SlotOver
	}
	challenge := s.d.Random()
	st, err := s.d.Edge.Forget(ctx, t.Room, t.ID, challenge)
	if err == nil && (st.Kind != Forgotten || st.Challenge != challenge || st.Template != t.ID) {
		err = ErrCameraDown
	}
	t.Tries++
	if err != nil {
		t.State, t.Trouble = Going, fault.From(err).Code()
		return errors.Join(err, s.d.Store.SaveTemplate(ctx, t))
	}
	t.State, t.Trouble, t.DeletedAt, t.Proof = Deleted, "", s.now(), st
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Store.SaveTemplate(ctx, t); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "face.forget", Object: "face_template:" + string(t.ID), Path: t.OrgPath, Detail: map[string]string{
			"person": string(t.Person), "room": string(t.Room), "cause": string(t.Cause), "device": st.Device}})
	})
}

// watchers see records of faces and the counter.
func watchers() []actor.Role {
	return []actor.Role{people.Inspector, people.Regulator, people.SecurityAdmin}
}

// mostRows bounds how many rows one answer has.
const mostRows = 200

// Mine is what is kept about the acting candidate.
func (s *Service) Mine(ctx context.Context) (Record, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate || a.Person == "" {
		return Record{}, ErrForbidden
	}
	return s.record(ctx, people.PersonID(a.Person), func(Template) bool { return true })
}

// OfPerson is what is kept about a person, as far as it happened in rooms that the caller watches over. ErrNotFound when
// nothing did.
func (s *Service) OfPerson(ctx context.Context, p people.PersonID) (Record, error) {
	a := actor.From(ctx)
	if len(a.Paths(watchers()...)) == 0 {
		return Record{}, ErrForbidden
	}
	r, err := s.record(ctx, p, func(t Template) bool { return a.Can(t.OrgPath, watchers()...) })
	if err == nil && len(r.Templates) == 0 {
		err = ErrNotFound
	}
	return r, err
}

func (s *Service) record(ctx context.Context, p people.PersonID, may func(Template) bool) (Record, error) {
	var r Record
	all, err := s.d.Store.TemplatesOf(ctx, p, mostRows)
	if err != nil {
		return r, err
	}
	mine := map[TemplateID]bool{}
	for _, t := range all {
		if !may(t) {
			continue
		}
		mine[t.ID] = true
		r.Templates = append(r.Templates, t)
		if t.State != Deleted {
			r.Stored++
		}
	}
	matches, err := s.d.Store.MatchesOf(ctx, p, mostRows)
	if err != nil {
		return r, err
	}
	for _, m := range matches {
		if mine[m.Template] {
			r.Matches = append(r.Matches, m)
		}
	}
	r.Consent, err = s.d.Consents.Standing(ctx, p)
	return r, err
}

// Register counts towards the filing threshold, for those who watch over the root authority's whole installation.
func (s *Service) Register(ctx context.Context) (Register, error) {
	if len(actor.From(ctx).Paths(watchers()...)) == 0 {
		return Register{}, ErrForbidden
	}
	return s.count(ctx)
}

func (s *Service) count(ctx context.Context) (Register, error) {
	r, err := s.d.Store.Count(ctx, s.now().Add(-overdueAfter))
	r.Threshold, r.AlertAt = FilingThreshold, AlertAt
	r.Alert = r.Persons >= AlertAt
	return r, err
}

// WatchOnce tells, once a run, that the counter stands at four fifths of the threshold or above. For a daily job.
func (s *Service) WatchOnce(ctx context.Context) error {
	r, err := s.count(ctx)
	if err != nil || !r.Alert {
		return err
	}
	detail := map[string]string{"persons": strconv.Itoa(r.Persons), "threshold": strconv.Itoa(r.Threshold)}
	body, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Audit.Record(ctx, actor.Entry{Verb: "face.threshold", Object: "face_register:house", Path: "/", Detail: detail}); err != nil {
			return err
		}
		return s.d.Outbox.Emit(ctx, actor.Event{Topic: TopicThreshold, Key: string(actor.DateOf(s.d.Clock())), Body: body})
	})
}
