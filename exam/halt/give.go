package halt

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// give gives sittings back what the loss of a room took, as far as that is known, and settles the loss when nothing is left
// to give. Each sitting is credited once for one loss, whoever repeats this.
func (s *Service) give(ctx context.Context, o Outage) error {
	if o.Basis == ByStatement {
		if err := s.giveStated(ctx, o); err != nil {
			return err
		}
		return s.settle(ctx, o)
	}
	losses, err := s.d.Power.LossesOf(ctx, o.ID)
	if err != nil {
		return err
	}
	now := s.now()
	last, waits := o.From, false
	for _, l := range losses {
		if l.BackAt.IsZero() {
			if l.BackAt, err = s.unseen(ctx, l); err != nil {
				return err
			}
		}
		if l.BackAt.IsZero() {
			sit, err := s.d.Finder.Sitting(ctx, l.Sitting)
			if err != nil {
				return err
			}
			waits = waits || sit.State.Live()
			continue
		}
		if l.BackAt.After(last) {
			last = l.BackAt
		}
		if l.BackAt.Sub(o.From) < s.d.OutageFrom {
			continue
		}
		if err := s.credit(ctx, l.Sitting, o, l.BackAt); err != nil {
			return err
		}
	}
	switch {
	case waits && now.Sub(o.From) < darkest:
		return nil
	case waits || last.Equal(o.From): // nobody came back
		last = now
	}
	o.To = last
	return s.settle(ctx, o)
}

// unseen notes that a seat is back where the node that took it died before it could; the zero time where it is not back.
func (s *Service) unseen(ctx context.Context, l Loss) (time.Time, error) {
	head, err := s.d.Finder.Head(ctx, l.Sitting)
	if err != nil || head.Epoch <= l.Epoch {
		return time.Time{}, err
	}
	now := s.now()
	return now, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		_, err := s.d.Power.SeatBack(ctx, l.Sitting, now)
		return err
	})
}

func (s *Service) giveStated(ctx context.Context, o Outage) error {
	return pages(func(after exam.SittingID) ([]exam.SittingID, error) {
		return s.d.Finder.OpenIn(ctx, []site.RoomID{o.Room}, after, pausePage)
	}, func(ids []exam.SittingID) error {
		for _, id := range ids {
			if err := s.credit(ctx, id, o, o.To); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) credit(ctx context.Context, id exam.SittingID, o Outage, to time.Time) error {
	_, err := s.d.Sittings.Credit(ctx, id, exam.Outage{ID: string(o.ID), Cause: exam.RoomPower, Room: o.Room, From: o.From, To: to, Evidence: o.Evidence})
	if err != nil {
		return fmt.Errorf("sitting %s: %w", id, err)
	}
	return nil
}

// settle ends the loss of a room: what watches the room was without power or without a way to anybody, too.
func (s *Service) settle(ctx context.Context, o Outage) error {
	o.Settled = s.now()
	flicker := o.Basis == ByEvidence && o.To.Sub(o.From) < s.d.OutageFrom
	if flicker { // all seats were back at once: no loss of the room, and none is shown
		o.To = o.From
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		first, err := s.d.Power.EndOutage(ctx, o)
		if err != nil || !first || flicker {
			return err
		}
		body, err := json.Marshal(exam.RoomDark{Outage: string(o.ID), Cause: exam.RoomPower, Room: o.Room, From: o.From, To: o.To})
		if err != nil {
			return err
		}
		return s.d.Outbox.Emit(ctx, actor.Event{Topic: exam.TopicRoomDark, Key: string(o.Room), Body: body})
	})
}
