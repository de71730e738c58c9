package booking

import (
	"context"

	"github.com/suikao/suikao/exam/application"
)

// OfApplication lists the bookings of one application that ended less than a year ago, earliest first, for whoever may
// act for the applicant: a clerk at the counter sees what is booked before booking, reprinting or cancelling. To everybody
// else the application does not exist, or ErrForbidden inside their organisations.
func (s *Service) OfApplication(ctx context.Context, id application.ID) ([]Booking, error) {
	a, err := s.Applications.Acting(ctx, id)
	if err != nil {
		return nil, err
	}
	all, err := s.Bookings.BookingsOf(ctx, a.PersonID, s.Clock().AddDate(-1, 0, 0))
	if err != nil {
		return nil, err
	}
	out := []Booking{}
	for _, b := range all {
		if b.ApplicationID == a.ID {
			out = append(out, b)
		}
	}
	return out, nil
}
