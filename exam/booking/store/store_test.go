package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
)

// filled returns a value of T with every field set to something different, so that two columns changed for each other show.
func filled[T any](n *int) T {
	var v T
	fill(reflect.ValueOf(&v).Elem(), n)
	return v
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.UnixMilli(1_795_000_000_000 + int64(*n)*1001).UTC()))
		return
	case actor.Date:
		v.SetString(string(actor.Date("2026-01-01").AddDays(*n)))
		return
	case []byte:
		v.SetBytes([]byte(fmt.Sprintf("%032d", *n)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.String:
		v.SetString(id(*n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic(v.Kind())
	}
}

func id(n int) string { return fmt.Sprintf("01%024d", n) }

// same fails unless what was read is what was written.
func same[T any](t *testing.T, wrote T) func(T, error) {
	return func(got T, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, wrote) {
			t.Errorf("%T: %v\nwrote %+v\n read %+v", wrote, err, wrote, got)
		}
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func engines(t *testing.T, run func(t *testing.T, s *store.Store)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, store.New(open(t))) })
}

func TestEveryFieldComesBack(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		sl := filled[booking.Slot](&n)
		ok(t, s.AddSlots(ctx, []booking.Slot{sl}))
		same(t, sl)(s.Slot(ctx, sl.ID))
	})
}

func TestEveryFieldOfPeoplesThingsComesBack(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		b := filled[booking.Booking](&n)
		b.State, b.PersonType, b.Kind, b.Channel = booking.BookingHeld, rules.SafetyManager, application.FirstIssue, application.ChannelEmployer
		b.Language = assembly.Mongolian
		ok(t, s.AddBooking(ctx, b))
		same(t, b)(s.Booking(ctx, b.ID))
		tk := filled[booking.Ticket](&n)
		ok(t, s.AddTicket(ctx, tk))
		same(t, tk)(s.TicketOf(ctx, tk.BookingID))
		same(t, tk)(s.TicketByCode(ctx, tk.CodeIndex))
		v := filled[booking.Visit](&n)
		v.State, v.Door, v.Way = booking.VisitWaiting, booking.DoorNoAnswer, booking.WayBack
		ok(t, s.AddVisit(ctx, v))
		same(t, v)(s.Visit(ctx, v.ID))
		cl := filled[booking.Call](&n)
		cl.State, cl.SeatLabel, cl.Outcome = booking.CallAcked, "A07", booking.CallHelped
		ok(t, s.AddCall(ctx, cl))
		same(t, cl)(s.Call(ctx, cl.ID))
		same(t, cl)(s.LiveCall(ctx, cl.Device))
		ad := filled[booking.Admission](&n)
		ad.State, ad.MatchMethod, ad.PersonType, ad.AttemptKind, ad.Channel = booking.AdmissionStarted, booking.MatchOnsiteOfficer, rules.SpecialOperator, application.FirstIssue, application.ChannelSelf
		ad.SeatLabel, ad.Language = "A07", assembly.Mongolian
		ok(t, s.AddAdmission(ctx, ad))
		same(t, ad)(s.Admission(ctx, ad.ID))
		same(t, ad)(s.AdmissionAtSeat(ctx, ad.SeatID))
		same(t, ad)(s.AdmissionOf(ctx, ad.SlotID, ad.PersonID))
	})
}

// Every compare-and-set takes the version it was given, once.
func TestOldVersionsDoNotOverwrite(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		b := filled[booking.Booking](&n)
		b.State, b.PersonType, b.Kind, b.Channel = booking.BookingHeld, rules.Principal, application.Renewal, application.ChannelSelf
		b.Language = assembly.Tibetan
		tk, v := filled[booking.Ticket](&n), filled[booking.Visit](&n)
		v.State, v.Door, v.Way = booking.VisitOpen, "", booking.WayOut
		ok(t, s.AddBooking(ctx, b))
		ok(t, s.AddTicket(ctx, tk))
		ok(t, s.AddVisit(ctx, v))
		for name, save := range map[string]func() error{
			"booking": func() error { return s.SaveBooking(ctx, b) }, "ticket": func() error { return s.SaveTicket(ctx, tk) },
			"visit": func() error { return s.SaveVisit(ctx, v) },
		} {
			if err := save(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if err := save(); !errors.Is(err, booking.ErrStale) {
				t.Errorf("%s with an old version: %v", name, err)
			}
		}
	})
}

func TestWhatDoesNotExist(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for name, read := range map[string]func() error{
			"slot":    func() error { _, err := s.Slot(ctx, "x"); return err },
			"booking": func() error { _, err := s.Booking(ctx, "x"); return err },
			"ticket":  func() error { _, err := s.TicketByCode(ctx, []byte("x")); return err }, "visit": func() error { _, err := s.Visit(ctx, "x"); return err },
			"admission": func() error { _, err := s.AdmissionAtSeat(ctx, "x"); return err },
		} {
			if err := read(); !errors.Is(err, booking.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
