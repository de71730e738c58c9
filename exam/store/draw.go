package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/questionbank/assembly"
)

const sealPaper = "exam.paper"

// InsertDraw implements exam.DrawStore.
func (s *Store) InsertDraw(ctx context.Context, d exam.Draw) error {
	return s.db.Conn(ctx).Exec("INSERT INTO sitting_draw (sitting_id, random, nonce, record, leaf, paper) VALUES (?,?,?,?,?,?)",
		string(d.Sitting), d.Random[:], []byte{}, []byte{}, []byte{}, "").Error
}

// SetDraw implements exam.DrawStore.
func (s *Store) SetDraw(ctx context.Context, d exam.Draw) error {
	sealed, err := s.vault.Seal(sealPaper, d.Paper.Encode())
	if err != nil {
		return err
	}
	res := s.db.Conn(ctx).Exec("UPDATE sitting_draw SET nonce = ?, record = ?, leaf = ?, paper = ? WHERE sitting_id = ? AND paper = ''",
		d.Nonce[:], d.Record, d.Leaf, sealed, string(d.Sitting))
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

// Draw implements exam.DrawStore.
func (s *Store) Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error) {
	d := exam.Draw{Sitting: id}
	var random, nonce []byte
	var sealed string
	err := s.db.Conn(ctx).Raw("SELECT random, nonce, record, leaf, paper FROM sitting_draw WHERE sitting_id = ?", string(id)).
		Row().Scan(&random, &nonce, &d.Record, &d.Leaf, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return exam.Draw{}, exam.ErrNoSitting
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
