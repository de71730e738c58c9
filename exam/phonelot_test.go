package exam_test

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// desk says of every booking that it is the caller's and confirmed, until it is not.
type desk struct{ err error }

func (d *desk) OwnTicket(_ context.Context, id booking.BookingID) (booking.Booking, error) {
	return booking.Booking{ID: id, OrgPath: examtest.OrgPath}, d.err
}

func TestAPhoneGivesItsLotOnceAndAfterThePromise(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		ctx, at := context.Background(), &desk{}
		phones := exam.NewPhoneLots(h.Service, at)
		seat := h.Seat()
		adm := h.Admission(seat)
		first, second := [16]byte{1, 2, 3}, [16]byte{9}
		_, err := phones.Give(ctx, adm.BookingID, "", first)
		wants(t, err, exam.ErrLotPromise)
		promise, err := phones.Promise(ctx, adm.BookingID)
		if again, err2 := phones.Promise(ctx, adm.BookingID); err != nil || err2 != nil || again != promise {
			t.Fatalf("promised %q, then %q, %v %v", promise, again, err, err2)
		}
		_, err = phones.Give(ctx, adm.BookingID, "other", first)
		wants(t, err, exam.ErrLotPromise)
		if code, err := phones.CodeOf(ctx, adm.BookingID); err != nil || code != "" {
			t.Fatal(code, err)
		}
		var codes [2]string
		var wg sync.WaitGroup
		for i, given := range [][16]byte{first, second} { // two pages of one phone at once
			wg.Add(1)
			go func() {
				defer wg.Done()
				code, err := phones.Give(ctx, adm.BookingID, promise, given)
				if err != nil {
					t.Error(err)
				}
				codes[i] = code
			}()
		}
		wg.Wait()
		code, err := phones.CodeOf(ctx, adm.BookingID)
		if err != nil || codes[0] != code || codes[1] != code || len(code) != 8 {
			t.Fatalf("two phones were told %v, it is %q, %v", codes, code, err)
		}
		given := first
		if code == exam.LotteryCode(second[:]) {
			given = second
		}

		h.Desk.Admit(adm)
		if got, err := h.Service.GiveLot(ctx, adm.ID, adm.BookingID, [16]byte{7}); err != nil || got != code {
			t.Errorf("the gate's bytes: %q, %v", got, err)
		}
		r := h.At(seat)
		r.Begin()
		d, err := h.Real.Draw(ctx, r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := assembly.PromiseOf(string(adm.BookingID), assembly.SeedRevealedLot, d.Random, nil).Shown(); got != promise {
			t.Error("the paper is drawn with other random bytes than were promised")
		}
		lot, err := h.Real.Lot(ctx, adm.ID)
		if err != nil || !bytes.Equal(lot.Given, given[:]) || lot.Booking != adm.BookingID {
			t.Errorf("the draw was given %x for %q, %v", lot.Given, lot.Booking, err)
		}
		if got, err := phones.Give(ctx, adm.BookingID, promise, [16]byte{8}); err != nil || got != code {
			t.Errorf("after the draw: %q, %v", got, err)
		}
	})
}

// Who was let in before the phone gave anything is drawn with what the gate gives, and the phone is told so.
func TestAPhoneThatIsLateChangesNothing(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		ctx, at := context.Background(), &desk{}
		phones := exam.NewPhoneLots(h.Service, at)
		seat := h.Seat()
		adm := h.Admission(seat)
		promise, err := phones.Promise(ctx, adm.BookingID)
		if err != nil {
			t.Fatal(err)
		}
		h.Desk.Admit(adm)
		r := h.At(seat)
		_, err = phones.Give(ctx, adm.BookingID, promise, [16]byte{1})
		wants(t, err, exam.ErrLotLate)
		gate := [16]byte{5}
		if code, err := h.Service.GiveLot(ctx, adm.ID, adm.BookingID, gate); err != nil || code != exam.LotteryCode(gate[:]) {
			t.Errorf("the gate: %q, %v", code, err)
		}
		r.Begin()
		if lot, err := h.Real.Lot(ctx, adm.ID); err != nil || lot.Booking != "" || !bytes.Equal(lot.Given, gate[:]) {
			t.Errorf("%+v, %v", lot, err)
		}
		another := h.Admission(h.Seat()) // nobody can take what another person's phone gave
		another.BookingID = adm.BookingID
		if code, err := h.Service.GiveLot(ctx, another.ID, another.BookingID, [16]byte{6}); err != nil || code == "" {
			t.Error(code, err)
		}
		at.err = booking.ErrForbidden
		for _, who := range []actor.Kind{actor.Staff, actor.Candidate} {
			ctx := actor.With(ctx, actor.Actor{Kind: who})
			if _, err := phones.Promise(ctx, "01another"); err == nil {
				t.Error("promised to somebody who must not ask")
			}
			if _, err := phones.Give(ctx, adm.BookingID, promise, [16]byte{1}); err == nil {
				t.Error("taken from somebody who must not give")
			}
		}
	})
}
