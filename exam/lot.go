package exam

import (
	"context"
	"crypto/sha256"
	"encoding/base32"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ErrLotLate says that the paper is drawn already.
var ErrLotLate = fault.Define("sitting.lot_late", fault.Conflict, "试卷已经抽出，不能再抽签。",
	"The paper is drawn already; nothing can be added to its draw.")

// Lot is what a person gave to the seed of the coming paper.
type Lot struct {
	Given   []byte            // 16 bytes; none: nothing
	Booking booking.BookingID // for which the phone gave them; empty: the gate did
	Rule    assembly.SeedRule // as promised to the phone
	Key     string            // as promised to the phone
}

// LotteryCode is what a person gets to see, and to keep, of what they gave to the draw: eight characters of its hash. An auditor
// sees it again at the replay.
func LotteryCode(lot []byte) string {
	h := sha256.Sum256(lot)
	return base32.StdEncoding.EncodeToString(h[:])[:8]
}

// GiveLot notes what the gate gives for the person of an admission to the seed of the coming paper and returns its code. What was
// given first stays, and its code comes back; so does that of the phone, which gave before. ErrLotLate once the paper is drawn
// without it. Who may speak for the admission is for the caller to see.
func (s *Service) GiveLot(ctx context.Context, adm booking.AdmissionID, b booking.BookingID, lot [16]byte) (code string, err error) {
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if phone, err := s.takeLot(ctx, adm, b); err != nil || len(phone.Given) > 0 {
			code = LotteryCode(phone.Given)
			return err
		}
		have, err := s.d.Draws.Lot(ctx, adm)
		if err != nil {
			return err
		}
		if len(have.Given) > 0 {
			code = LotteryCode(have.Given)
			return nil
		}
		if err := s.undrawn(ctx, adm); err != nil {
			return err
		}
		code = LotteryCode(lot[:])
		return s.d.Draws.InsertLot(ctx, adm, lot, s.now())
	})
	return code, err
}

// undrawn holds the sitting of an admission, where there is one, and fails once its paper is drawn.
func (s *Service) undrawn(ctx context.Context, adm booking.AdmissionID) error {
	sit, err := s.d.Store.SittingOf(ctx, adm)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, _, err := s.lock(ctx, sit.ID); err != nil {
		return err
	}
	d, err := s.d.Draws.Draw(ctx, sit.ID)
	if err == nil && d.Done() {
		err = ErrLotLate
	}
	return err
}
