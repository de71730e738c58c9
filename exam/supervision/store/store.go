// Package store keeps intervals without supervision in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements supervision.Store on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

type gapRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	RoomID     string       `gorm:"column:room_id"`
	SittingID  string       `gorm:"column:sitting_id"`
	LiveKey    *string      `gorm:"column:live_key"`
	OrgPath    string       `gorm:"column:org_path"`
	Cause      string       `gorm:"column:cause"`
	Note       string       `gorm:"column:note"`
	FromAt     sqldb.Millis `gorm:"column:from_at"`
	ToAt       sqldb.Millis `gorm:"column:to_at"`
	OpenedBy   string       `gorm:"column:opened_by"`
	OpenedName string       `gorm:"column:opened_name"`
	ClosedBy   string       `gorm:"column:closed_by"`
	ClosedName string       `gorm:"column:closed_name"`
	OnceKey    *string      `gorm:"column:once_key"`
}

func (gapRow) TableName() string { return "supervision_gap" }

func (r gapRow) gap() supervision.Gap {
	once := ""
	if r.OnceKey != nil {
		once = *r.OnceKey
	}
	return supervision.Gap{Once: once, ID: supervision.ID(r.ID), Room: site.RoomID(r.RoomID), Sitting: exam.SittingID(r.SittingID), OrgPath: r.OrgPath,
		Cause: supervision.Cause(r.Cause), Note: r.Note, From: r.FromAt.Time(), To: r.ToAt.Time(), OpenedBy: people.AccountID(r.OpenedBy),
		OpenedName: r.OpenedName, ClosedBy: people.AccountID(r.ClosedBy), ClosedName: r.ClosedName}
}

// AddGap implements supervision.Store.
func (s *Store) AddGap(ctx context.Context, g supervision.Gap) error {
	row := gapRow{ID: string(g.ID), RoomID: string(g.Room), SittingID: string(g.Sitting), OrgPath: g.OrgPath, Cause: string(g.Cause),
		Note: g.Note, FromAt: sqldb.At(g.From), ToAt: sqldb.At(g.To), OpenedBy: string(g.OpenedBy), OpenedName: g.OpenedName,
		ClosedBy: string(g.ClosedBy), ClosedName: g.ClosedName}
	if g.Once != "" {
		row.OnceKey = &g.Once
	}
	if g.To.IsZero() {
		key := string(g.Sitting)
		if key == "" {
			key = string(g.Room)
		}
		row.LiveKey = &key
	}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return supervision.ErrOpen
	}
	return err
}

// Noted implements supervision.Store. Two that ask at once are told apart by the unique key.
func (s *Store) Noted(ctx context.Context, once string) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&gapRow{}).Where("once_key = ?", once).Count(&n).Error
	return n > 0, err
}

// EndGap implements supervision.Store.
func (s *Store) EndGap(ctx context.Context, g supervision.Gap) error {
	res := s.db.Conn(ctx).Model(&gapRow{}).Where("id = ? AND live_key IS NOT NULL", string(g.ID)).Updates(map[string]any{
		"live_key": nil, "to_at": sqldb.At(g.To), "closed_by": string(g.ClosedBy), "closed_name": g.ClosedName})
	if res.Error == nil && res.RowsAffected == 0 {
		return supervision.ErrOver
	}
	return res.Error
}

// Gap implements supervision.Store.
func (s *Store) Gap(ctx context.Context, id supervision.ID) (supervision.Gap, error) {
	var row gapRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return supervision.Gap{}, supervision.ErrNotFound
	}
	return row.gap(), err
}

// Unattended implements supervision.Store.
func (s *Store) Unattended(ctx context.Context, room site.RoomID) (bool, error) {
	n := 0
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&n) }, "SELECT COUNT(*) FROM supervision_gap WHERE live_key = ?", string(room))
	return n > 0, err
}

// Lasting implements supervision.Store.
func (s *Store) Lasting(ctx context.Context, prefix string) ([]supervision.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("live_key IS NOT NULL AND sitting_id = ? AND once_key LIKE ?", "", prefix+"%").Order("from_at, id").Find(&rows).Error
	out := make([]supervision.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}

// Gaps implements supervision.Store.
func (s *Store) Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]supervision.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("room_id = ? AND from_at < ? AND (to_at = 0 OR to_at > ?)", string(room), sqldb.At(to), sqldb.At(from)).
		Order("from_at, id").Find(&rows).Error
	out := make([]supervision.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}
