package booking

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// SettleSlot counts a slot for the signature of its room record and closes its admissions for good, so that nobody can be
// admitted once the record is signed; call it in the transaction of the signature. It takes the locks of the room and of the
// slot that every admission takes: one under way is counted before, or sees the closing after. Where somebody can still be
// admitted or come back, nothing is closed and NoMoreAdmissions is false. It checks no rights beyond those of SlotFacts and
// belongs to no HTTP operation.
func (s *Service) SettleSlot(ctx context.Context, id SlotID) (SlotFacts, error) {
	var f SlotFacts
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		sl, err := s.Slots.Slot(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Places.LockRoom(ctx, sl.Room); err != nil {
			return err
		}
		if _, err := s.Slots.LockSlots(ctx, []SlotID{id}); err != nil {
			return err
		}
		if f, err = s.SlotFacts(ctx, id); err != nil || !f.NoMoreAdmissions || !f.Slot.ClosedAt.IsZero() {
			return err
		}
		f.Slot.ClosedAt, f.Slot.ClosedBy = s.Clock(), people.AccountID(actor.From(ctx).ID)
		return s.Slots.CloseSlot(ctx, id, f.Slot.ClosedAt, f.Slot.ClosedBy)
	})
	return f, err
}
