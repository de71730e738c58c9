package exam_test

import (
	"context"
	"crypto/sha256"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/questionbank/assembly"
)

func TestALotOfTheCheckInBecomesPartOfTheDraw(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		ctx := context.Background()
		r := h.Sit()
		adm := r.Page.Sitting.Admission
		lot := [16]byte{1, 2, 3}
		code, err := h.Service.GiveLot(ctx, adm, "", lot)
		if err != nil || code != exam.LotteryCode(lot[:]) || len(code) != 8 {
			t.Fatal(code, err)
		}
		if again, err := h.Service.GiveLot(ctx, adm, "", [16]byte{9}); err != nil || again != code {
			t.Errorf("a second lot: %s, %v", again, err)
		}
		r.Begin()
		d, err := h.Real.Draw(ctx, r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		record, err := assembly.DecodeRecord(d.Record)
		if err != nil || record.NonceHash != sha256.Sum256(slices.Concat(lot[:], d.Nonce[:])) {
			t.Errorf("the record does not bind the lot: %v", err)
		}
		if again, err := h.Service.GiveLot(ctx, adm, "", [16]byte{9}); err != nil || again != code {
			t.Errorf("asked again after the draw: %s, %v", again, err)
		}
		late := h.Sit()
		late.Begin()
		_, err = h.Service.GiveLot(ctx, late.Page.Sitting.Admission, "", lot)
		wants(t, err, exam.ErrLotLate)
		early := h.Admit(h.Seat())
		if code, err := h.Service.GiveLot(ctx, early.ID, early.BookingID, lot); err != nil || code == "" {
			t.Errorf("before the seat was reached: %v", err)
		}
	})
}
