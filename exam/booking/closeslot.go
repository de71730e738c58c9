package booking

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// CloseAdmissions lets nobody new into a slot that has begun, so that its room record can be signed before the slot's time is
// over: walk-ins are refused from now on. Whoever holds a booking may still come until the room's late cut-off, and who was
// identified at the gate may still be let in. It is the duty officer's act and cannot be taken back; closing again changes
// nothing. Errors: ErrSlotNotBegun, ErrReason, ErrForbidden, ErrNotFound.
func (s *Service) CloseAdmissions(ctx context.Context, id SlotID, reason string) (SlotFacts, error) {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return SlotFacts{}, err
	}
	var f SlotFacts
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		sl, err := s.Slots.Slot(ctx, id)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, sl.Room, people.RemoteInvigilator, people.RemoteAttendant)
		if err != nil {
			return err
		}
		if _, err := s.Slots.LockSlots(ctx, []SlotID{id}); err != nil {
			return err
		}
		if sl, err = s.Slots.Slot(ctx, id); err != nil { // somebody else may have closed it meanwhile
			return err
		}
		now := s.Clock()
		if now.Before(sl.StartsAt) {
			return ErrSlotNotBegun
		}
		if sl.ClosedAt.IsZero() {
			if err := s.closeSlot(ctx, r, sl, now, reason); err != nil {
				return err
			}
		}
		f, err = s.SlotFacts(ctx, id)
		return err
	})
	return f, err
}

func (s *Service) closeSlot(ctx context.Context, r site.Room, sl Slot, now time.Time, reason string) error {
	if err := s.Slots.CloseSlot(ctx, sl.ID, now, people.AccountID(actor.From(ctx).ID)); err != nil {
		return err
	}
	detail := map[string]string{"room": string(r.ID), "begins": sl.StartsAt.UTC().Format(time.RFC3339), "reason": reason}
	if err := s.record(ctx, "exam_slot.close_admissions", "exam_slot", string(sl.ID), r.OrgPath, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicSlotClosed, string(sl.ID), map[string]string{"slot": string(sl.ID), "room": string(r.ID)})
}
