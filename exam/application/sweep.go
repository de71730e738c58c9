package application

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// draftDays is after how many days an untouched draft lapses (local systems delete stale applications after 1 to 3 months).
const draftDays = 90

// Sweep raises the alarm for answers that are due on the next working day or earlier, and lets lapse what was
// not corrected in time, drafts nobody touched for 90 days, and approvals whose validity is over. For a job.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.Clock()
	today := actor.DateOf(now)
	next, err := s.Rules.AddWorkingDays(ctx, today, 1)
	if err != nil {
		return err
	}
	due, err := s.Store.Due(ctx, next)
	if err != nil {
		return err
	}
	for _, id := range due {
		if err := s.alarm(ctx, id); err != nil {
			return err
		}
	}
	old, err := s.Store.Lapsing(ctx, today, now.AddDate(0, 0, -draftDays))
	if err != nil {
		return err
	}
	for _, id := range old {
		_, err := s.step(ctx, id, "exam_application.lapse", s.Store.Application, func(_ context.Context, a *Application) error {
			if a.Reason = a.stale(today, now); a.Reason == "" {
				return ErrState // changed since it was listed
			}
			return a.to(Lapsed)
		})
		if err != nil && !errors.Is(err, ErrState) && !errors.Is(err, ErrStale) {
			return err
		}
	}
	return nil
}

// stale says why an application lapses by itself, empty when it does not.
func (a *Application) stale(today actor.Date, now time.Time) string {
	switch {
	case a.State == Draft && a.ChangedAt.Before(now.AddDate(0, 0, -draftDays)):
		return "长期未提交"
	case a.State == ToCorrect && a.AnswerBy < today:
		return "未在期限内补正"
	case a.State == Approved && a.ValidTo < today:
		return "审核有效期已过"
	}
	return ""
}

func (s *Service) alarm(ctx context.Context, id ID) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.Store.Application(ctx, id)
		if err != nil || a.Alarmed || a.DueOn == "" {
			return err
		}
		a.Alarmed = true
		if err := s.save(ctx, &a); err != nil {
			return err
		}
		return s.emit(ctx, TopicDue, id, map[string]string{"application": string(id), "path": a.OrgPath, "due_on": string(a.DueOn)})
	})
}
