package exam

import (
	"context"
	"crypto/sha256"
	"encoding/base32"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/fault"
)

// ErrLotLate says that the paper is drawn already.
var ErrLotLate = fault.Define("sitting.lot_late", fault.Conflict, "试卷已经抽出，不能再抽签。",
	"The paper is drawn already; nothing can be added to its draw.")

// LotteryCode is what a person gets to see, and to keep, of what they gave to the draw when checking in: eight characters of its
// hash. An auditor sees it again at the replay.
func LotteryCode(lot []byte) string {
	h := sha256.Sum256(lot)
	return base32.StdEncoding.EncodeToString(h[:])[:8]
}

// GiveLot notes what the person of an admission gives to the seed of the coming paper and returns its code. What was given first
// stays, and its code comes back. ErrLotLate once the paper is drawn without it. Who may speak for the admission is for the caller
// to see.
func (s *Service) GiveLot(ctx context.Context, adm booking.AdmissionID, lot [16]byte) (code string, err error) {
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		have, err := s.d.Draws.Lot(ctx, adm)
		if err != nil {
			return err
		}
		if len(have) > 0 {
			code = LotteryCode(have)
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
