// Package store keeps the heads of transcripts in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release/transcripts"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements transcripts.Store on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

type headRow struct {
	Result   string       `gorm:"column:result;primaryKey"`
	Revision int          `gorm:"column:revision;primaryKey;autoIncrement:false"`
	Head     string       `gorm:"column:head"`
	At       sqldb.Millis `gorm:"column:at"`
}

func (headRow) TableName() string { return "transcript" }

// AddTranscript implements transcripts.Store.
func (s *Store) AddTranscript(ctx context.Context, result exam.ResultID, revision int, head string, at time.Time) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&headRow{string(result), revision, head, sqldb.At(at)}).Error
}

// NewestTranscript implements transcripts.Store.
func (s *Store) NewestTranscript(ctx context.Context, result exam.ResultID) (int, string, error) {
	var r headRow
	err := s.db.Conn(ctx).Where("result = ?", string(result)).Order("revision DESC").Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = transcripts.ErrNone
	}
	return r.Revision, r.Head, err
}
