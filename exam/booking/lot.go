package booking

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrNotLetIn says that a visit has not led into the room.
var ErrNotLetIn = fault.Define("gate.not_let_in", fault.Conflict, "还没有入场，不能抽签。请先完成身份核对。",
	"Nobody was let in by this visit yet. Finish the check of the person first.")

// LetIn returns the admission that a visit at the calling gate has led to, and its booking; ErrNotLetIn where it has led to none, also for somebody
// who leaves or comes back.
func (s *Service) LetIn(ctx context.Context, id VisitID) (AdmissionID, BookingID, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return "", "", err
	}
	if v.State != VisitAdmitted || v.Way != WayIn || v.AdmissionID == "" {
		return "", "", ErrNotLetIn
	}
	return v.AdmissionID, v.BookingID, nil
}

// OwnTicket returns a booking of the calling person that is confirmed and by which nobody was let in yet. Whoever acts for a person,
// and staff, are ErrForbidden: what a phone gives to a draw is the person's own.
func (s *Service) OwnTicket(ctx context.Context, id BookingID) (Booking, error) {
	b, err := s.booked(ctx, id)
	switch {
	case err != nil:
		return b, err
	case actor.From(ctx).Kind != actor.Candidate || person(ctx) != b.PersonID:
		return b, ErrForbidden
	case b.State != BookingConfirmed:
		return b, ErrNoTicket
	}
	return b, nil
}
