// Package store keeps blank cards in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/printing"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements printing.Store and printing.Tx on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements printing.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type blankRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OrgPath   string       `gorm:"column:org_path"`
	Number    string       `gorm:"column:number"`
	State     string       `gorm:"column:state"`
	PermitID  string       `gorm:"column:permit_id"`
	Live      *string      `gorm:"column:live"`
	BatchID   string       `gorm:"column:batch_id"`
	Pos       int          `gorm:"column:pos"`
	Reason    string       `gorm:"column:reason"`
	ByName    string       `gorm:"column:by_name"`
	ByPerson  string       `gorm:"column:by_person"`
	Taker     string       `gorm:"column:taker"`
	Parcel    string       `gorm:"column:parcel"`
	ChangedAt sqldb.Millis `gorm:"column:changed_at"`
	Version   int64        `gorm:"column:version"`
}

func (blankRow) TableName() string { return "permit_blank" }

func live(b printing.Blank) *string {
	if b.State != printing.Laid && b.State != printing.Handed && b.State != printing.Posted {
		return nil
	}
	id := string(b.Permit)
	return &id
}

func row(b printing.Blank) blankRow {
	return blankRow{string(b.ID), b.OrgPath, b.Number, string(b.State), string(b.Permit), live(b), string(b.Batch), b.Pos, b.Reason, b.By, string(b.ByPerson), b.Taker, b.Parcel,
		sqldb.At(b.ChangedAt), b.Version}
}

func (r blankRow) blank() printing.Blank {
	return printing.Blank{ID: printing.BlankID(r.ID), OrgPath: r.OrgPath, Number: r.Number, State: printing.State(r.State), Permit: permit.ID(r.PermitID), Batch: printing.BatchID(r.BatchID),
		Pos: r.Pos, Reason: r.Reason, By: r.ByName, ByPerson: people.PersonID(r.ByPerson), Taker: r.Taker, Parcel: r.Parcel, ChangedAt: r.ChangedAt.Time(), Version: r.Version}
}

// KnownOf implements printing.Store.
func (s *Store) KnownOf(ctx context.Context, orgPath string, numbers []string) (string, error) {
	for some := range slices.Chunk(numbers, 500) {
		var found []string
		if err := s.db.Conn(ctx).Model(&blankRow{}).Where("org_path = ? AND number IN ?", orgPath, some).Order("number").Limit(1).Pluck("number", &found).Error; err != nil {
			return "", err
		}
		if len(found) > 0 {
			return found[0], nil
		}
	}
	return "", nil
}

// AddBlanks implements printing.Store.
func (s *Store) AddBlanks(ctx context.Context, list []printing.Blank) error {
	rows := make([]blankRow, len(list))
	for i, b := range list {
		rows[i] = row(b)
	}
	err := s.db.Conn(ctx).CreateInBatches(rows, 200).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrChanged // a colleague took the same range in at this moment
	}
	return err
}

// Blank implements printing.Store.
func (s *Store) Blank(ctx context.Context, id printing.BlankID) (printing.Blank, error) {
	var r blankRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.blank(), sqldb.Absent(err, permit.ErrNotFound)
}

// SaveBlank implements printing.Store.
func (s *Store) SaveBlank(ctx context.Context, b printing.Blank) error {
	res := s.db.Conn(ctx).Model(&blankRow{}).Where("id = ? AND version = ?", string(b.ID), b.Version).Updates(map[string]any{"state": string(b.State), "permit_id": string(b.Permit),
		"live": live(b), "batch_id": string(b.Batch), "pos": b.Pos, "reason": b.Reason, "by_name": b.By, "by_person": string(b.ByPerson), "taker": b.Taker, "parcel": b.Parcel,
		"changed_at": sqldb.At(b.ChangedAt), "version": b.Version + 1})
	if errors.Is(res.Error, gorm.ErrDuplicatedKey) || res.Error == nil && res.RowsAffected == 0 {
		return permit.ErrChanged
	}
	return res.Error
}

// FreeBlanks implements printing.Store.
func (s *Store) FreeBlanks(ctx context.Context, orgPath string, limit int) ([]printing.Blank, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("org_path = ? AND state = ?", orgPath, string(printing.Free)).Order("number").Limit(limit), blankRow.blank)
}

// Count implements printing.Store.
func (s *Store) Count(ctx context.Context, paths []string) (map[printing.State]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.db.Within(ctx, "org_path", paths).Model(&blankRow{}).Select("state, COUNT(*) AS n").Group("state").Find(&rows).Error
	out := map[printing.State]int{}
	for _, r := range rows {
		out[printing.State(r.State)] = r.N
	}
	return out, err
}

// Blanks implements printing.Store.
func (s *Store) Blanks(ctx context.Context, paths []string, state printing.State, number, after string, limit int) ([]printing.Blank, error) {
	tx := s.db.Within(ctx, "org_path", paths).Where("number > ?", after)
	if state != "" {
		tx = tx.Where("state = ?", string(state))
	}
	if number != "" {
		tx = tx.Where("number = ?", number)
	}
	return sqldb.Mapped(tx.Order("number").Limit(sqldb.Page(limit)), blankRow.blank)
}

// OfBatch implements printing.Store.
func (s *Store) OfBatch(ctx context.Context, id printing.BatchID) ([]printing.Blank, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("batch_id = ?", string(id)).Order("pos"), blankRow.blank)
}

// Live implements printing.Store.
func (s *Store) Live(ctx context.Context, id permit.ID) (printing.Blank, error) {
	var r blankRow
	err := s.db.Conn(ctx).Where("live = ?", string(id)).Take(&r).Error
	return r.blank(), sqldb.Absent(err, permit.ErrNotFound)
}

// Uncarded implements printing.Store. A permit whose pass_id begins with IMP was taken in from its paper, and has a card from where it was issued.
func (s *Store) Uncarded(ctx context.Context, orgPath string, on actor.Date, limit int) ([]printing.Waiting, int, error) {
	where := func() *gorm.DB {
		return s.db.Within(ctx, "org_path", []string{orgPath}).Table("permit").Where("act = '' AND valid_to >= ? AND pass_id NOT LIKE 'IMP%'", string(on)).
			Where("NOT EXISTS (SELECT 1 FROM permit_blank b WHERE b.live = permit.id)")
	}
	var all int64
	if err := where().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var rows []struct{ ID, HolderName, NumberMasked, ItemName string }
	if err := where().Select("id, holder_name, number_masked, item_name").Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	out := make([]printing.Waiting, len(rows))
	for i, r := range rows {
		out[i] = printing.Waiting{Permit: permit.ID(r.ID), Name: r.HolderName, Number: r.NumberMasked, ItemName: r.ItemName}
	}
	return out, int(all), nil
}

type batchRow struct {
	ID      string       `gorm:"column:id;primaryKey"`
	OrgPath string       `gorm:"column:org_path"`
	Number  int          `gorm:"column:number"`
	Cards   int          `gorm:"column:cards"`
	ByName  string       `gorm:"column:by_name"`
	MadeAt  sqldb.Millis `gorm:"column:made_at"`
}

func (batchRow) TableName() string { return "permit_print_batch" }

func (r batchRow) batch() printing.Batch {
	return printing.Batch{ID: printing.BatchID(r.ID), OrgPath: r.OrgPath, Number: r.Number, Cards: r.Cards, By: r.ByName, MadeAt: r.MadeAt.Time()}
}

// AddBatch implements printing.Store.
func (s *Store) AddBatch(ctx context.Context, b *printing.Batch) error {
	var last int
	if err := s.db.Conn(ctx).Model(&batchRow{}).Where("org_path = ?", b.OrgPath).Select("COALESCE(MAX(number), 0)").Scan(&last).Error; err != nil {
		return err
	}
	b.Number = last + 1
	err := s.db.Conn(ctx).Create(&batchRow{string(b.ID), b.OrgPath, b.Number, b.Cards, b.By, sqldb.At(b.MadeAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrChanged
	}
	return err
}

// Batch implements printing.Store.
func (s *Store) Batch(ctx context.Context, id printing.BatchID) (printing.Batch, error) {
	var r batchRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.batch(), sqldb.Absent(err, permit.ErrNotFound)
}

// Batches implements printing.Store.
func (s *Store) Batches(ctx context.Context, paths []string, before printing.BatchID, limit int) ([]printing.Batch, error) {
	tx := s.db.Within(ctx, "org_path", paths)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return sqldb.Mapped(tx.Order("id DESC").Limit(sqldb.Page(limit)), batchRow.batch)
}
