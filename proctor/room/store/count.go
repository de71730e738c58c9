package store

import (
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/room"
)

var _ room.CountStore = (*Store)(nil)

type countRow struct {
	ID     string       `gorm:"column:id;primaryKey"`
	RoomID string       `gorm:"column:room_id"`
	State  string       `gorm:"column:state"`
	FromAt sqldb.Millis `gorm:"column:from_at"`
	ToAt   sqldb.Millis `gorm:"column:to_at"`
}

func (countRow) TableName() string { return "room_count" }

func (r countRow) span() room.CountSpan {
	return room.CountSpan{ID: r.ID, Room: site.RoomID(r.RoomID), State: room.CountState(r.State), From: r.FromAt.Time(), To: r.ToAt.Time()}
}

// before lists the newest span of a room that begins before a time.
func (s *Store) before(ctx context.Context, at site.RoomID, where string, args ...any) ([]room.CountSpan, error) {
	return sqldb.All(ctx, s.db, countRow.span, "from_at DESC, id DESC", 1, "room_id = ?"+where, append([]any{string(at)}, args...)...)
}

// LastCount implements room.CountStore.
func (s *Store) LastCount(ctx context.Context, at site.RoomID) (room.CountSpan, error) {
	list, err := s.before(ctx, at, "")
	if err == nil && len(list) == 0 {
		err = room.ErrNotFound
	}
	if err != nil {
		return room.CountSpan{}, err
	}
	return list[0], nil
}

// AddCount implements room.CountStore.
func (s *Store) AddCount(ctx context.Context, c room.CountSpan) error {
	return s.db.Conn(ctx).Create(&countRow{c.ID, string(c.Room), string(c.State), sqldb.At(c.From), sqldb.At(c.To)}).Error
}

// SeenCount implements room.CountStore.
func (s *Store) SeenCount(ctx context.Context, c room.CountSpan) error {
	return s.db.Conn(ctx).Model(&countRow{}).Where("id = ?", c.ID).Update("to_at", sqldb.At(c.To)).Error
}

// Counts implements room.CountStore.
func (s *Store) Counts(ctx context.Context, at site.RoomID, from, to time.Time) ([]room.CountSpan, error) {
	first, err := s.before(ctx, at, " AND from_at < ?", sqldb.At(from))
	if err != nil {
		return nil, err
	}
	list, err := sqldb.All(ctx, s.db, countRow.span, "from_at, id", 0, "room_id = ? AND from_at >= ? AND from_at < ?", string(at), sqldb.At(from), sqldb.At(to))
	return slices.Concat(first, list), err
}
