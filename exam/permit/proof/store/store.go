// Package store keeps papers of applications in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/proof"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements proof.Store and proof.Tx on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements proof.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type row struct {
	ID            string       `gorm:"column:id;primaryKey"`
	ApplicationID string       `gorm:"column:application_id"`
	FileKey       string       `gorm:"column:file_key"`
	Type          string       `gorm:"column:type"`
	Size          int          `gorm:"column:size"`
	At            sqldb.Millis `gorm:"column:at"`
}

func (row) TableName() string { return "permit_proof" }

func (r row) paper() proof.Paper {
	return proof.Paper{ID: proof.ID(r.ID), Application: permit.ApplicationID(r.ApplicationID), Key: r.FileKey, Type: r.Type, Size: r.Size, At: r.At.Time()}
}

// AddPaper implements proof.Store. The application's row is held, so that two uploads at once are counted one after the other.
func (s *Store) AddPaper(ctx context.Context, p proof.Paper, most int) error {
	if n, err := s.db.Lock(ctx, "permit_application", "id = ?", string(p.Application)); err != nil || n == 0 {
		if err == nil {
			err = permit.ErrNotFound
		}
		return err
	}
	var n int64
	if err := s.db.Conn(ctx).Model(&row{}).Where("application_id = ?", string(p.Application)).Count(&n).Error; err != nil {
		return err
	}
	if n >= int64(most) {
		return proof.ErrMany
	}
	return s.db.Conn(ctx).Create(&row{string(p.ID), string(p.Application), p.Key, p.Type, p.Size, sqldb.At(p.At)}).Error
}

// Papers implements proof.Store.
func (s *Store) Papers(ctx context.Context, id permit.ApplicationID) ([]proof.Paper, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("application_id = ?", string(id)).Order("id"), row.paper)
}

// Paper implements proof.Store.
func (s *Store) Paper(ctx context.Context, id proof.ID) (proof.Paper, error) {
	r, err := sqldb.First[row](ctx, s.db, "id = ?", string(id))
	return r.paper(), sqldb.Absent(err, permit.ErrNotFound)
}

// RemovePaper implements proof.Store.
func (s *Store) RemovePaper(ctx context.Context, id proof.ID) error {
	return sqldb.Changed(s.db.Conn(ctx).Where("id = ?", string(id)).Delete(&row{}), permit.ErrNotFound)
}
