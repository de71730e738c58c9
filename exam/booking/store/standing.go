package store

import (
	"cmp"
	"context"

	"github.com/suikao/suikao/exam/booking"
)

// Standing implements booking.GateStore.
func (s *Store) Standing(ctx context.Context, id booking.AdmissionID) (booking.Standing, error) {
	st := booking.Standing{Admission: id}
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan((*string)(&st.State), &st.Version, &st.OrgPath, (*string)(&st.Room), (*string)(&st.Seat), (*string)(&st.Booking),
			(*string)(&st.BookingState), &st.BookingVersion)
	}, "SELECT a.state, a.version, a.org_path, a.room_id, a.seat_id, b.id, b.state, b.version FROM admission a JOIN seat_booking b ON b.id = a.booking_id WHERE a.id = ?",
		string(id))
	if err == nil && !found {
		err = booking.ErrNotFound
	}
	return st, err
}

// SetStanding implements booking.BookingStore.
func (s *Store) SetStanding(ctx context.Context, was booking.Standing, a booking.AdmissionState, b booking.BookingState) error {
	free, ended := "", ""
	if !a.Live() {
		free = ", live_seat = NULL"
	}
	if !b.Live() {
		ended = ", live_slot = NULL, live_application = NULL"
	}
	if err := s.moved(ctx, "UPDATE admission SET state = ?, version = version + 1"+free+" WHERE id = ? AND version = ?", string(a), string(was.Admission), was.Version); err != nil {
		return err
	}
	return s.moved(ctx, "UPDATE seat_booking SET state = ?, version = version + 1"+ended+" WHERE id = ? AND version = ?", string(b), string(was.Booking), was.BookingVersion)
}

// moved runs an update that must find its row.
func (s *Store) moved(ctx context.Context, statement string, args ...any) error {
	res, err := s.db.ExecPrepared(ctx, statement, args...)
	if err != nil {
		return translate(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return cmp.Or(err, error(booking.ErrStale))
	}
	return nil
}
