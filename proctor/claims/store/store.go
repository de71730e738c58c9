// Package store keeps how loud it was at seats in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/claims"
)

// Store implements claims.SoundStore on one database.
type Store struct{ db *sqldb.DB }

var _ claims.SoundStore = (*Store)(nil)

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// most is how many rows one statement writes.
const most = 500

type soundRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	At        sqldb.Millis `gorm:"column:at;primaryKey;autoIncrement:false"`
	Most      int          `gorm:"column:most"`
	Mean      int          `gorm:"column:mean"`
	Voiced    int          `gorm:"column:voiced_s"`
}

func (soundRow) TableName() string { return "seat_sound" }

// AddSounds implements claims.SoundStore.
func (s *Store) AddSounds(ctx context.Context, all []claims.Sound) error {
	rows := make([]soundRow, len(all))
	for i, x := range all {
		rows[i] = soundRow{string(x.Sitting), sqldb.At(x.At), x.Most, x.Mean, x.Voiced}
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, most).Error
}

// SoundsOf implements claims.SoundStore.
func (s *Store) SoundsOf(ctx context.Context, id exam.SittingID) ([]claims.Sound, error) {
	conv := func(r soundRow) claims.Sound {
		return claims.Sound{Sitting: exam.SittingID(r.SittingID), At: r.At.Time(), Most: r.Most, Mean: r.Mean, Voiced: r.Voiced}
	}
	return sqldb.All(ctx, s.db, conv, "at", 0, "sitting_id = ?", string(id))
}
