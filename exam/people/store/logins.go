package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

type loginRow struct {
	PersonID  string       `gorm:"column:person_id;primaryKey"`
	Password  string       `gorm:"column:password"`
	Epoch     int64        `gorm:"column:epoch"`
	Disabled  int          `gorm:"column:disabled"`
	CreatedAt sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version   int64        `gorm:"column:version"`
}

func (r loginRow) in() people.Login {
	return people.Login{Person: people.PersonID(r.PersonID), Hash: r.Password, Epoch: r.Epoch, Disabled: r.Disabled == 1,
		CreatedAt: r.CreatedAt.Time(), Version: r.Version}
}

// AddLogin implements people.CandidateStore.
func (s *Store) AddLogin(ctx context.Context, l people.Login) error {
	r := loginRow{string(l.Person), l.Hash, l.Epoch, bit(l.Disabled), sqldb.At(l.CreatedAt), l.Version}
	return added(s.table(ctx, "candidate_login").Create(&r).Error, people.ErrHasLogin)
}

// Login implements people.CandidateStore.
func (s *Store) Login(ctx context.Context, p people.PersonID) (people.Login, error) {
	var r loginRow
	err := s.table(ctx, "candidate_login").Where("person_id = ?", string(p)).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// LoginsByPhone implements people.CandidateStore.
func (s *Store) LoginsByPhone(ctx context.Context, index []byte, limit int) ([]people.Login, error) {
	var rows []loginRow
	err := s.table(ctx, "candidate_login l").Select("l.person_id, l.password, l.epoch, l.disabled, l.created_at, l.version").
		Joins("JOIN person p ON p.id = l.person_id").Where("p.phone_index = ?", index).Order("l.person_id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	out := make([]people.Login, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// SaveLogin implements people.CandidateStore.
func (s *Store) SaveLogin(ctx context.Context, l people.Login) error {
	return changed(s.table(ctx, "candidate_login").Where("person_id = ? AND version = ?", string(l.Person), l.Version).Updates(map[string]any{
		"password": l.Hash, "epoch": l.Epoch, "disabled": bit(l.Disabled), "version": l.Version + 1}))
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

func (r codeRow) in() people.OneTime {
	return people.OneTime{ID: r.ID, Purpose: people.CodePurpose(r.Purpose), Subject: r.Subject, Hash: r.Hash, Data: r.Data, ExpiresAt: r.ExpiresAt.Time(),
		UsedAt: r.UsedAt.Time(), Tries: r.Tries, CreatedAt: r.CreatedAt.Time(), CreatedBy: r.CreatedBy}
}

// AddCode implements people.CodeStore.
func (s *Store) AddCode(ctx context.Context, c people.OneTime) error {
	r := codeRow{c.ID, string(c.Purpose), c.Subject, c.Hash, c.Data, sqldb.At(c.ExpiresAt), sqldb.At(c.UsedAt), c.Tries, sqldb.At(c.CreatedAt), c.CreatedBy}
	return s.table(ctx, "one_time_code").Create(&r).Error
}

// OpenCode implements people.CodeStore.
func (s *Store) OpenCode(ctx context.Context, purpose people.CodePurpose, subject string) (people.OneTime, error) {
	var r codeRow
	err := s.table(ctx, "one_time_code").Where("purpose = ? AND subject = ? AND used_at = 0", string(purpose), subject).Order("id DESC").Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// CodeByHash implements people.CodeStore.
func (s *Store) CodeByHash(ctx context.Context, purpose people.CodePurpose, hash []byte) (people.OneTime, error) {
	var r codeRow
	err := s.table(ctx, "one_time_code").Where("purpose = ? AND hash = ?", string(purpose), hash).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// TryCode implements people.CodeStore.
func (s *Store) TryCode(ctx context.Context, id string, most int) (bool, error) {
	r := s.db.Conn(ctx).Exec("UPDATE one_time_code SET tries = tries + 1 WHERE id = ? AND used_at = 0 AND tries < ?", id, most)
	return r.RowsAffected == 1, r.Error
}

// UseCode implements people.CodeStore.
func (s *Store) UseCode(ctx context.Context, id string, at time.Time) (bool, error) {
	r := s.db.Conn(ctx).Exec("UPDATE one_time_code SET used_at = ? WHERE id = ? AND used_at = 0", sqldb.At(at), id)
	return r.RowsAffected == 1, r.Error
}

// DropCodes implements people.CodeStore.
func (s *Store) DropCodes(ctx context.Context, purpose people.CodePurpose, subject string, at time.Time) error {
	return s.db.Conn(ctx).Exec("UPDATE one_time_code SET used_at = ? WHERE purpose = ? AND subject = ? AND used_at = 0",
		sqldb.At(at), string(purpose), subject).Error
}

// PurgeCodes implements people.CodeStore.
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

// LockThrottle implements people.ThrottleStore.
func (s *Store) LockThrottle(ctx context.Context, key string) (people.Throttle, error) {
	// The row is made first, so that there is something to lock: two first attempts would otherwise both count as one.
	err := s.table(ctx, "throttle").Clauses(clause.OnConflict{DoNothing: true}).Create(&throttleRow{ID: key}).Error
	if err != nil {
		return people.Throttle{}, err
	}
	var r throttleRow
	err = s.table(ctx, "throttle").Clauses(forUpdate).Where("id = ?", key).Take(&r).Error
	return people.Throttle{Key: r.ID, Count: r.Hits, WindowStart: r.WindowStart.Time(), Level: r.Level, LockedUntil: r.LockedUntil.Time(),
		Touched: r.TouchedAt.Time()}, err
}

// SaveThrottle implements people.ThrottleStore.
func (s *Store) SaveThrottle(ctx context.Context, t people.Throttle) error {
	return s.table(ctx, "throttle").Where("id = ?", t.Key).Updates(map[string]any{"hits": t.Count, "window_start": sqldb.At(t.WindowStart),
		"level": t.Level, "locked_until": sqldb.At(t.LockedUntil), "touched_at": sqldb.At(t.Touched)}).Error
}

// DropThrottle implements people.ThrottleStore.
func (s *Store) DropThrottle(ctx context.Context, key string) error {
	return s.db.Conn(ctx).Exec("DELETE FROM throttle WHERE id = ?", key).Error
}

// PurgeThrottles implements people.ThrottleStore.
func (s *Store) PurgeThrottles(ctx context.Context, t time.Time) (int, error) {
	r := s.db.Conn(ctx).Exec("DELETE FROM throttle WHERE touched_at < ? AND locked_until < ?", sqldb.At(t), sqldb.At(t))
	return int(r.RowsAffected), r.Error
}
