package store

import (
	"cmp"
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

const sealPaper = "exam.paper"

// InsertDraw implements exam.DrawStore.
func (s *Store) InsertDraw(ctx context.Context, d exam.Draw) error {
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO sitting_draw (sitting_id, random, nonce, record, leaf, paper) VALUES (?,?,x'',x'',x'','')",
		string(d.Sitting), d.Random[:])
	return err
}

// InsertLot implements exam.DrawStore.
func (s *Store) InsertLot(ctx context.Context, adm booking.AdmissionID, lot [16]byte, at time.Time) error {
	_, err := s.db.Exec(ctx, "INSERT INTO draw_ticket (admission_id, nonce, at) VALUES (?,?,?)", string(adm), lot[:], int64(sqldb.At(at)))
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		err = exam.ErrChanged
	}
	return err
}

// SetDraw implements exam.DrawStore.
func (s *Store) SetDraw(ctx context.Context, d exam.Draw) error {
	sealed, err := s.vault.Seal(sealPaper, d.Paper.Encode())
	if err != nil {
		return err
	}
	res, err := s.db.ExecPrepared(ctx, "UPDATE sitting_draw SET nonce = ?, record = ?, leaf = ?, paper = ? WHERE sitting_id = ? AND paper = ''",
		d.Nonce[:], d.Record, d.Leaf, sealed, string(d.Sitting))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return cmp.Or(err, error(exam.ErrChanged))
	}
	return nil
}

// Draw implements exam.DrawStore.
func (s *Store) Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error) {
	d := exam.Draw{Sitting: id}
	var random, nonce []byte
	var sealed string
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&random, &nonce, &d.Record, &d.Leaf, &sealed)
	}, "SELECT random, nonce, record, leaf, paper FROM sitting_draw WHERE sitting_id = ?", string(id))
	if err == nil && !found {
		err = exam.ErrNoSitting
	}
	if err != nil {
		return exam.Draw{}, err
	}
	copy(d.Random[:], random)
	copy(d.Nonce[:], nonce)
	if sealed == "" {
		return d, nil
	}
	plain, err := s.vault.Open(sealPaper, sealed)
	if err != nil {
		return exam.Draw{}, fmt.Errorf("open the paper of sitting %s: %w", id, err)
	}
	d.Paper, err = assembly.DecodePaper(plain)
	return d, err
}
