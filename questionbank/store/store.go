// Package store keeps the question bank in the database through GORM. It implements the store interfaces of
// questionbank; sealed columns pass through it as they are.
package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
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
	_ questionbank.PictureStore   = (*Store)(nil)
	_ questionbank.VariantStore   = (*Store)(nil)
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
		Name: b.Name, CreatedAt: sqldb.At(b.CreatedAt), Foreign: b.Foreign}
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

// InTransaction implements questionbank.Tx.
func (s *Store) InTransaction(ctx context.Context) bool { return s.db.InTransaction(ctx) }

// AddDraws implements questionbank.DrawStore.
func (s *Store) AddDraws(ctx context.Context, list []questionbank.StoredDraw) error {
	var args []any
	for _, d := range list {
		proof := d.Proof
		if proof == nil {
			proof = []byte{}
		}
		var no any // NULL where the draw is not counted
		slots := []byte{}
		if d.Counted {
			no, slots = int64(d.No), d.Slots
		}
		args = append(args, d.Attempt, d.ItemCode, string(d.Release), string(d.Blueprint), d.Inputs, d.Record, proof, d.DrawnAt, no, slots)
	}
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO paper_draw (attempt, item_code, release_id, blueprint_id, inputs, record, proof, drawn_at, no, slots) VALUES (?,?,?,?,?,?,?,?,?,?)"+
		strings.Repeat(",(?,?,?,?,?,?,?,?,?,?)", len(list)-1), args...)
	return taken(err, questionbank.ErrDrawn)
}

// HoldCounts implements questionbank.DrawStore. SQLite knows no FOR UPDATE and needs none: its writers are one at a time.
func (s *Store) HoldCounts(ctx context.Context, r questionbank.ReleaseID, b questionbank.BlueprintID, items int) (questionbank.Counts, error) {
	query := "SELECT draws, times FROM draw_count WHERE release_id = ? AND blueprint_id = ?"
	if s.db.Engine() != sqldb.SQLite {
		query += " FOR UPDATE"
	}
	var times []byte
	var draws int64
	for range 2 {
		err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&draws, &times) }, query, string(r), string(b))
		if err != nil || times != nil {
			t, bad := assembly.DecodeTimes(times)
			return questionbank.Counts{Draws: uint64(draws), Times: t}, cmp.Or(err, bad)
		}
		row := countRow{string(r), string(b), 0, make(assembly.Times, items).Encode()}
		if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return questionbank.Counts{}, err
		}
	}
	return questionbank.Counts{}, fmt.Errorf("counts of release %s and blueprint %s are not there", r, b)
}

// Counts implements questionbank.DrawStore.
func (s *Store) Counts(ctx context.Context, r questionbank.ReleaseID, b questionbank.BlueprintID) (questionbank.Counts, error) {
	var times []byte
	var draws int64
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&draws, &times) },
		"SELECT draws, times FROM draw_count WHERE release_id = ? AND blueprint_id = ?", string(r), string(b))
	t, bad := assembly.DecodeTimes(times)
	return questionbank.Counts{Draws: uint64(draws), Times: t}, cmp.Or(err, bad)
}

// SetCounts implements questionbank.DrawStore.
func (s *Store) SetCounts(ctx context.Context, r questionbank.ReleaseID, b questionbank.BlueprintID, c questionbank.Counts) error {
	_, err := s.db.ExecPrepared(ctx, "UPDATE draw_count SET draws = ?, times = ? WHERE release_id = ? AND blueprint_id = ?",
		int64(c.Draws), c.Times.Encode(), string(r), string(b))
	return err
}

// EachSlots implements questionbank.DrawStore.
func (s *Store) EachSlots(ctx context.Context, r questionbank.ReleaseID, b questionbank.BlueprintID, no uint64, each func(slots []byte)) error {
	return s.db.Query(ctx, func(scan func(...any) error) error {
		var slots []byte
		if err := scan(&slots); err != nil {
			return err
		}
		each(slots)
		return nil
	}, "SELECT slots FROM paper_draw WHERE release_id = ? AND blueprint_id = ? AND no < ?", string(r), string(b), int64(no))
}

// Draw implements questionbank.DrawStore.
func (s *Store) Draw(ctx context.Context, attempt string) (questionbank.StoredDraw, error) {
	var r drawRow
	err := s.db.Conn(ctx).Where("attempt = ?", attempt).Take(&r).Error
	return questionbank.StoredDraw{Attempt: r.Attempt, ItemCode: r.ItemCode, Release: questionbank.ReleaseID(r.ReleaseID),
		Blueprint: questionbank.BlueprintID(r.BlueprintID), Inputs: r.Inputs, Record: r.Record, Proof: r.Proof, DrawnAt: r.DrawnAt,
		Counted: r.No != nil, No: uint64(value(r.No)), Slots: r.Slots}, absent(err, questionbank.ErrDrawUnknown)
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
