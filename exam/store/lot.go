package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

const sealLot = "exam.lot"

// Lot implements exam.DrawStore.
func (s *Store) Lot(ctx context.Context, adm booking.AdmissionID) (l exam.Lot, err error) {
	err = s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var got exam.Lot
		var from, rule string
		if err := scan(&got.Given, &from, &rule, &got.Key); err != nil {
			return err
		}
		got.Booking, got.Rule = booking.BookingID(from), assembly.SeedRule(rule)
		if l.Booking == "" { // the phone's goes before the gate's, whichever row comes first
			l = got
		}
		return nil
	}, "SELECT nonce, booking_id, rule, draw_key FROM draw_lot WHERE admission_id = ? AND nonce IS NOT NULL"+
		" UNION ALL SELECT nonce, '', '', '' FROM draw_ticket WHERE admission_id = ?", string(adm), string(adm))
	return l, err
}

// AddPhoneLot implements exam.DrawStore.
func (s *Store) AddPhoneLot(ctx context.Context, l exam.PhoneLot, at time.Time) error {
	sealed, err := s.vault.Seal(sealLot, l.Random[:])
	if err != nil {
		return err
	}
	_, err = s.db.Exec(ctx, "INSERT INTO draw_lot (booking_id, rule, draw_key, random, promised_at) VALUES (?,?,?,?,?)",
		string(l.Booking), string(l.Rule), l.Key, sealed, int64(sqldb.At(at)))
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		err = exam.ErrChanged
	}
	return err
}

// PhoneLot implements exam.DrawStore.
func (s *Store) PhoneLot(ctx context.Context, b booking.BookingID, lock bool) (exam.PhoneLot, bool, error) {
	query := "SELECT rule, draw_key, random, nonce, admission_id FROM draw_lot WHERE booking_id = ?"
	if lock && s.db.Engine() != sqldb.SQLite { // which has one writer at a time
		query += " FOR UPDATE"
	}
	l, found := exam.PhoneLot{Booking: b}, false
	var rule, sealed string
	var adm *string
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&rule, &l.Key, &sealed, &l.Given, &adm)
	}, query, string(b))
	if err != nil || !found {
		return exam.PhoneLot{}, false, err
	}
	l.Rule = assembly.SeedRule(rule)
	if adm != nil {
		l.Admission = booking.AdmissionID(*adm)
	}
	plain, err := s.vault.Open(sealLot, sealed)
	if err != nil || copy(l.Random[:], plain) != len(l.Random) {
		return exam.PhoneLot{}, false, errors.Join(fmt.Errorf("the promise to the phone of booking %s cannot be opened", b), err)
	}
	return l, true, nil
}

// GivePhoneLot implements exam.DrawStore.
func (s *Store) GivePhoneLot(ctx context.Context, b booking.BookingID, given [16]byte, at time.Time) error {
	res, err := s.db.Exec(ctx, "UPDATE draw_lot SET nonce = ?, given_at = ? WHERE booking_id = ? AND nonce IS NULL AND admission_id IS NULL",
		given[:], int64(sqldb.At(at)), string(b))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return exam.ErrChanged
}

// TakePhoneLot implements exam.DrawStore.
func (s *Store) TakePhoneLot(ctx context.Context, b booking.BookingID, adm booking.AdmissionID) error {
	_, err := s.db.Exec(ctx, "UPDATE draw_lot SET admission_id = ? WHERE booking_id = ? AND admission_id IS NULL", string(adm), string(b))
	return err
}
