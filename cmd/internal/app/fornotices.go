package app

import (
	"context"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// noticeFacts tells exam/textnotice what a text names.
type noticeFacts struct {
	bookings *booking.Service
	permits  permit.PermitStore
	rules    *rules.Service
	clock    actor.Clock
}

// Appointment implements textnotice.Facts.
func (f noticeFacts) Appointment(ctx context.Context, id booking.BookingID) (booking.Appointment, error) {
	return f.bookings.AppointmentOf(ctx, id)
}

// Permit implements textnotice.Facts.
func (f noticeFacts) Permit(ctx context.Context, id permit.ID) (string, actor.Date, error) {
	p, err := f.permits.Permit(ctx, id)
	return p.ItemName, p.ValidTo, err
}

// ItemName implements textnotice.Facts. An item that the catalogue lost meanwhile goes by its code.
func (f noticeFacts) ItemName(ctx context.Context, code string) (string, error) {
	item, err := f.rules.Item(ctx, code, actor.DateOf(f.clock()))
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return code, nil
	}
	return item.Name, err
}

// texter sends texts to phones on file.
type texter struct {
	people *people.Service
	by     people.Courier
}

// Text implements textnotice.People.
func (t texter) Text(ctx context.Context, id people.PersonID, text string) (bool, error) {
	return t.people.TextTo(ctx, id, text, t.by)
}
