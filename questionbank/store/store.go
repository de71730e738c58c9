// Package store keeps the question bank in the database through GORM. It implements the store interfaces of
// questionbank; sealed columns pass through it as they are.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
)

// Store implements questionbank's Tx, BankStore, ItemStore, ReleaseStore, BlueprintStore and DrawStore.
type Store struct{ db *sqldb.DB }

var (
	_ questionbank.Tx             = (*Store)(nil)
	_ questionbank.BankStore      = (*Store)(nil)
	_ questionbank.ItemStore      = (*Store)(nil)
	_ questionbank.ReleaseStore   = (*Store)(nil)
	_ questionbank.BlueprintStore = (*Store)(nil)
	_ questionbank.DrawStore      = (*Store)(nil)
)

// New returns a Store.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements questionbank.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// taken turns a double key into the domain's failure.
func taken(err error, as *fault.Error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return as
	}
	return err
}

// absent turns "no row" into the domain's failure.
func absent(err error, as *fault.Error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return as
	}
	return err
}

// AddBank implements questionbank.BankStore.
func (s *Store) AddBank(ctx context.Context, b questionbank.Bank) error {
	r := bankRow{ID: string(b.ID), OwnerOrg: string(b.Owner), Level: string(b.Level), Purpose: string(b.Purpose), ItemCode: b.ItemCode,
		Name: b.Name, CreatedAt: sqldb.At(b.CreatedAt)}
	return taken(s.db.Conn(ctx).Create(&r).Error, questionbank.ErrBankExists)
}

// Bank implements questionbank.BankStore.
func (s *Store) Bank(ctx context.Context, id questionbank.BankID) (questionbank.Bank, error) {
	var r bankRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrBankUnknown)
}

// LockBank implements questionbank.BankStore.
func (s *Store) LockBank(ctx context.Context, id questionbank.BankID) error {
	var r bankRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", string(id)).Take(&r).Error
	return absent(err, questionbank.ErrBankUnknown)
}

// Banks implements questionbank.BankStore.
func (s *Store) Banks(ctx context.Context) ([]questionbank.Bank, error) {
	var rows []bankRow
	if err := s.db.Conn(ctx).Order("name, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]questionbank.Bank, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, nil
}

// AddDraw implements questionbank.DrawStore.
func (s *Store) AddDraw(ctx context.Context, d questionbank.StoredDraw) error {
	proof := d.Proof
	if proof == nil {
		proof = []byte{}
	}
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO paper_draw (attempt, item_code, release_id, blueprint_id, inputs, record, proof, drawn_at) VALUES (?,?,?,?,?,?,?,?)",
		d.Attempt, d.ItemCode, string(d.Release), string(d.Blueprint), d.Inputs, d.Record, proof, d.DrawnAt)
	return taken(err, questionbank.ErrDrawn)
}

// Draw implements questionbank.DrawStore.
func (s *Store) Draw(ctx context.Context, attempt string) (questionbank.StoredDraw, error) {
	var r drawRow
	err := s.db.Conn(ctx).Where("attempt = ?", attempt).Take(&r).Error
	return questionbank.StoredDraw{Attempt: r.Attempt, ItemCode: r.ItemCode, Release: questionbank.ReleaseID(r.ReleaseID),
		Blueprint: questionbank.BlueprintID(r.BlueprintID), Inputs: r.Inputs, Record: r.Record, Proof: r.Proof, DrawnAt: r.DrawnAt,
	}, absent(err, questionbank.ErrDrawUnknown)
}

// DrawsOf implements questionbank.DrawStore.
func (s *Store) DrawsOf(ctx context.Context, release questionbank.ReleaseID, after string, limit int) ([]questionbank.StoredDraw, error) {
	var rows []drawRow
	err := s.db.Conn(ctx).Select("attempt", "item_code", "release_id", "blueprint_id", "drawn_at").
		Where("release_id = ? AND attempt > ?", string(release), after).Order("attempt").Limit(limit).Find(&rows).Error
	out := make([]questionbank.StoredDraw, len(rows))
	for i, r := range rows {
		out[i] = questionbank.StoredDraw{Attempt: r.Attempt, ItemCode: r.ItemCode, Release: questionbank.ReleaseID(r.ReleaseID),
			Blueprint: questionbank.BlueprintID(r.BlueprintID), DrawnAt: r.DrawnAt}
	}
	return out, err
}
