package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type creditRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	OutageID  string       `gorm:"column:outage_id;primaryKey"`
	Cause     string       `gorm:"column:cause"`
	Seconds   int          `gorm:"column:seconds"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToAt      sqldb.Millis `gorm:"column:to_at"`
	Evidence  string       `gorm:"column:evidence"`
	GivenAt   sqldb.Millis `gorm:"column:given_at"`
}

func (creditRow) TableName() string { return "time_credit" }

// AddCredit implements exam.CreditStore.
func (s *Store) AddCredit(ctx context.Context, c exam.Credit) error {
	err := s.db.Conn(ctx).Create(&creditRow{SittingID: string(c.Sitting), OutageID: c.Outage, Cause: c.Cause, Seconds: c.Seconds,
		FromAt: sqldb.At(c.From), ToAt: sqldb.At(c.To), Evidence: c.Evidence, GivenAt: sqldb.At(c.At)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return exam.ErrCredited
	}
	return err
}

// CreditsOf implements exam.CreditStore.
func (s *Store) CreditsOf(ctx context.Context, id exam.SittingID) ([]exam.Credit, error) {
	var rows []creditRow
	if err := s.db.Conn(ctx).Where("sitting_id = ?", string(id)).Order("from_at, outage_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]exam.Credit, len(rows))
	for i, r := range rows {
		out[i] = exam.Credit{Sitting: exam.SittingID(r.SittingID), Outage: r.OutageID, Cause: r.Cause, Seconds: r.Seconds,
			From: r.FromAt.Time(), To: r.ToAt.Time(), Evidence: r.Evidence, At: r.GivenAt.Time()}
	}
	return out, nil
}

// Running implements exam.CreditStore.
func (s *Store) Running(ctx context.Context, before time.Time, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	var ids []exam.SittingID
	err := s.db.Conn(ctx).Model(&sittingRow{}).Where("state IN ? AND started_at < ? AND id > ?", open, sqldb.At(before), string(after)).
		Order("id").Limit(limit).Pluck("id", &ids).Error
	return ids, err
}

// RoomsOpen implements exam.CreditStore.
func (s *Store) RoomsOpen(ctx context.Context, from, to time.Time) ([]site.RoomID, error) {
	var ids []site.RoomID
	err := s.db.Conn(ctx).Model(&sittingRow{}).Distinct("room_id").
		Where("kind = ? AND started_at > 0 AND started_at < ? AND (submitted_at > ? OR state IN ?)", string(exam.Formal), sqldb.At(to), sqldb.At(from), open).
		Order("room_id").Pluck("room_id", &ids).Error
	return ids, err
}

// open are the states in which a paper is open.
var open = []string{string(exam.Running), string(exam.Paused)}
