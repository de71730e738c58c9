package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/internal/sqldb"
)

// missing turns "no such row" into guard.ErrNoCode.
func missing(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return guard.ErrNoCode
	}
	return err
}

type codeRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	Purpose   string       `gorm:"column:purpose"`
	Subject   string       `gorm:"column:subject"`
	Hash      []byte       `gorm:"column:hash"`
	Data      string       `gorm:"column:data"`
	ExpiresAt sqldb.Millis `gorm:"column:expires_at"`
	UsedAt    sqldb.Millis `gorm:"column:used_at"`
	Tries     int          `gorm:"column:tries"`
	CreatedAt sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	CreatedBy string       `gorm:"column:created_by"`
}

func (r codeRow) in() guard.OneTime {
	return guard.OneTime{ID: r.ID, Purpose: guard.Purpose(r.Purpose), Subject: r.Subject, Hash: r.Hash, Data: r.Data, ExpiresAt: r.ExpiresAt.Time(),
		UsedAt: r.UsedAt.Time(), Tries: r.Tries, CreatedAt: r.CreatedAt.Time(), CreatedBy: r.CreatedBy}
}

// AddCode implements guard.CodeStore.
func (s *Store) AddCode(ctx context.Context, c guard.OneTime) error {
	r := codeRow{c.ID, string(c.Purpose), c.Subject, c.Hash, c.Data, sqldb.At(c.ExpiresAt), sqldb.At(c.UsedAt), c.Tries, sqldb.At(c.CreatedAt), c.CreatedBy}
	return s.table(ctx, "one_time_code").Create(&r).Error
}

// OpenCode implements guard.CodeStore.
func (s *Store) OpenCode(ctx context.Context, purpose guard.Purpose, subject string) (guard.OneTime, error) {
	var r codeRow
	err := s.table(ctx, "one_time_code").Where("purpose = ? AND subject = ? AND used_at = 0", string(purpose), subject).Order("id DESC").Take(&r).Error
	return r.in(), missing(err)
}

// CodeByHash implements guard.CodeStore.
func (s *Store) CodeByHash(ctx context.Context, purpose guard.Purpose, hash []byte) (guard.OneTime, error) {
	var r codeRow
	err := s.table(ctx, "one_time_code").Where("purpose = ? AND hash = ?", string(purpose), hash).Take(&r).Error
	return r.in(), missing(err)
}

// TryCode implements guard.CodeStore.
func (s *Store) TryCode(ctx context.Context, id string, most int) (bool, error) {
	r := s.db.Conn(ctx).Exec("UPDATE one_time_code SET tries = tries + 1 WHERE id = ? AND used_at = 0 AND tries < ?", id, most)
	return r.RowsAffected == 1, r.Error
}

// UseCode implements guard.CodeStore.
func (s *Store) UseCode(ctx context.Context, id string, at time.Time) (bool, error) {
	r := s.db.Conn(ctx).Exec("UPDATE one_time_code SET used_at = ? WHERE id = ? AND used_at = 0", sqldb.At(at), id)
	return r.RowsAffected == 1, r.Error
}

// DropCodes implements guard.CodeStore.
func (s *Store) DropCodes(ctx context.Context, purpose guard.Purpose, subject string, at time.Time) error {
	return s.db.Conn(ctx).Exec("UPDATE one_time_code SET used_at = ? WHERE purpose = ? AND subject = ? AND used_at = 0",
		sqldb.At(at), string(purpose), subject).Error
}

// PurgeCodes implements guard.CodeStore.
func (s *Store) PurgeCodes(ctx context.Context, t time.Time) (int, error) {
	r := s.db.Conn(ctx).Exec("DELETE FROM one_time_code WHERE expires_at < ?", sqldb.At(t))
	return int(r.RowsAffected), r.Error
}

type throttleRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	Hits        int          `gorm:"column:hits"`
	WindowStart sqldb.Millis `gorm:"column:window_start"`
	Level       int          `gorm:"column:level"`
	LockedUntil sqldb.Millis `gorm:"column:locked_until"`
	TouchedAt   sqldb.Millis `gorm:"column:touched_at"`
}

// LockThrottle implements guard.ThrottleStore.
func (s *Store) LockThrottle(ctx context.Context, key string) (guard.Throttle, error) {
	// The row is made first, so that there is something to lock: two first attempts would otherwise both count as one.
	err := s.table(ctx, "throttle").Clauses(clause.OnConflict{DoNothing: true}).Create(&throttleRow{ID: key}).Error
	if err != nil {
		return guard.Throttle{}, err
	}
	var r throttleRow
	err = s.table(ctx, "throttle").Clauses(forUpdate).Where("id = ?", key).Take(&r).Error
	return guard.Throttle{Key: r.ID, Count: r.Hits, WindowStart: r.WindowStart.Time(), Level: r.Level, LockedUntil: r.LockedUntil.Time(),
		Touched: r.TouchedAt.Time()}, err
}

// SaveThrottle implements guard.ThrottleStore.
func (s *Store) SaveThrottle(ctx context.Context, t guard.Throttle) error {
	return s.table(ctx, "throttle").Where("id = ?", t.Key).Updates(map[string]any{"hits": t.Count, "window_start": sqldb.At(t.WindowStart),
		"level": t.Level, "locked_until": sqldb.At(t.LockedUntil), "touched_at": sqldb.At(t.Touched)}).Error
}

// DropThrottle implements guard.ThrottleStore.
func (s *Store) DropThrottle(ctx context.Context, key string) error {
	return s.db.Conn(ctx).Exec("DELETE FROM throttle WHERE id = ?", key).Error
}

// PurgeThrottles implements guard.ThrottleStore.
func (s *Store) PurgeThrottles(ctx context.Context, t time.Time) (int, error) {
	r := s.db.Conn(ctx).Exec("DELETE FROM throttle WHERE touched_at < ? AND locked_until < ?", sqldb.At(t), sqldb.At(t))
	return int(r.RowsAffected), r.Error
}
