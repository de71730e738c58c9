package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type screeningRow struct {
	VisitID  string       `gorm:"column:visit_id;primaryKey"`
	RoomID   string       `gorm:"column:room_id"`
	PersonID string       `gorm:"column:person_id"`
	Locker   int          `gorm:"column:locker"`
	LiveKey  *string      `gorm:"column:live_key"` // room and locker while it is held
	Screened string       `gorm:"column:screened"`
	At       sqldb.Millis `gorm:"column:at"`
	BackAt   sqldb.Millis `gorm:"column:back_at"`
}

func (screeningRow) TableName() string { return "gate_screening" }

func fromScreening(s booking.Screening) *screeningRow {
	r := &screeningRow{VisitID: string(s.Visit), RoomID: string(s.Room), PersonID: string(s.Person), Locker: s.Locker, Screened: string(s.By), At: at(s.At), BackAt: at(s.BackAt)}
	if s.Locker > 0 && s.BackAt.IsZero() {
		key := fmt.Sprintf("%s:%d", s.Room, s.Locker)
		r.LiveKey = &key
	}
	return r
}

func toScreening(r screeningRow) booking.Screening {
	return booking.Screening{Visit: booking.VisitID(r.VisitID), Room: site.RoomID(r.RoomID), Person: people.PersonID(r.PersonID), Locker: r.Locker,
		By: booking.Screened(r.Screened), At: r.At.Time(), BackAt: r.BackAt.Time()}
}

// Screening implements booking.ScreeningStore.
func (s *Store) Screening(ctx context.Context, v booking.VisitID) (booking.Screening, error) {
	r, err := first[screeningRow](ctx, s.db, "visit_id = ?", v)
	return toScreening(r), err
}

// PutScreening implements booking.ScreeningStore. A row of the visit is looked for first: an insert that replaces on any conflict
// would let one visit overwrite another's locker.
func (s *Store) PutScreening(ctx context.Context, in booking.Screening) error {
	row := fromScreening(in)
	res := s.db.Conn(ctx).Model(&screeningRow{}).Where("visit_id = ?", row.VisitID).Select("*").Updates(row)
	err := res.Error
	if err == nil && res.RowsAffected == 0 {
		err = s.db.Conn(ctx).Create(row).Error
	}
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return booking.ErrDuplicate
	}
	return err
}

// Holding implements booking.ScreeningStore.
func (s *Store) Holding(ctx context.Context, r site.RoomID, p people.PersonID) (booking.Screening, error) {
	row, err := first[screeningRow](ctx, s.db, "room_id = ? AND person_id = ? AND live_key IS NOT NULL", r, p)
	return toScreening(row), err
}

// LastLocker implements booking.ScreeningStore.
func (s *Store) LastLocker(ctx context.Context, r site.RoomID, p people.PersonID) (booking.Screening, error) {
	number := func(row screeningRow) booking.Screening { return toScreening(row) }
	rows, err := sqldb.All(ctx, s.db, number, "at DESC, visit_id DESC", 1, "room_id = ? AND person_id = ? AND locker > 0", string(r), string(p))
	if err == nil && len(rows) == 0 {
		err = booking.ErrNotFound
	}
	if err != nil {
		return booking.Screening{}, err
	}
	return rows[0], nil
}

// HeldLockers implements booking.ScreeningStore.
func (s *Store) HeldLockers(ctx context.Context, r site.RoomID) ([]int, error) {
	number := func(row screeningRow) int { return row.Locker }
	return sqldb.All(ctx, s.db, number, "locker", 1000, "room_id = ? AND live_key IS NOT NULL", string(r))
}

// ReleaseLockers implements booking.ScreeningStore.
func (s *Store) ReleaseLockers(ctx context.Context, r site.RoomID, before, now time.Time) error {
	return s.db.Conn(ctx).Model(&screeningRow{}).Where("room_id = ? AND live_key IS NOT NULL AND at < ?", string(r), at(before)).
		Updates(map[string]any{"live_key": nil, "back_at": at(now)}).Error
}
