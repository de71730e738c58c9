// Package store keeps the keys of outsiders and the log of what they asked in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/permit/outside on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements permit.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type keyRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OrgID     string       `gorm:"column:org_id"`
	OrgPath   string       `gorm:"column:org_path"`
	OrgName   string       `gorm:"column:org_name"`
	Name      string       `gorm:"column:name"`
	TokenHash []byte       `gorm:"column:token_hash"`
	Networks  string       `gorm:"column:networks"`
	Quota     int          `gorm:"column:quota"`
	ExpiresOn string       `gorm:"column:expires_on"`
	MadeBy    string       `gorm:"column:made_by"`
	MadeName  string       `gorm:"column:made_name"`
	MadeAt    sqldb.Millis `gorm:"column:made_at"`
	State     string       `gorm:"column:state"`
	EndedName string       `gorm:"column:ended_name"`
	EndedAt   sqldb.Millis `gorm:"column:ended_at"`
}

func (keyRow) TableName() string { return "api_key" }

func (r keyRow) key() outside.Key {
	return outside.Key{ID: outside.KeyID(r.ID), Org: people.OrgID(r.OrgID), OrgPath: r.OrgPath, OrgName: r.OrgName, Name: r.Name, Networks: strings.Fields(r.Networks),
		Quota: r.Quota, ExpiresOn: actor.Date(r.ExpiresOn), MadeBy: people.AccountID(r.MadeBy), MadeName: r.MadeName, MadeAt: r.MadeAt.Time(), State: outside.State(r.State),
		EndedName: r.EndedName, EndedAt: r.EndedAt.Time()}
}

// AddKey implements outside.KeyStore.
func (s *Store) AddKey(ctx context.Context, k outside.Key, hash []byte) error {
	return s.db.Conn(ctx).Create(&keyRow{string(k.ID), string(k.Org), k.OrgPath, k.OrgName, k.Name, hash, strings.Join(k.Networks, " "), k.Quota, string(k.ExpiresOn),
		string(k.MadeBy), k.MadeName, sqldb.At(k.MadeAt), string(k.State), k.EndedName, sqldb.At(k.EndedAt)}).Error
}

func (s *Store) one(ctx context.Context, where string, v any) (outside.Key, error) {
	r, err := sqldb.First[keyRow](ctx, s.db, where, v)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = permit.ErrNotFound
	}
	return r.key(), err
}

// Key implements outside.KeyStore.
func (s *Store) Key(ctx context.Context, id outside.KeyID) (outside.Key, error) {
	return s.one(ctx, "id = ?", string(id))
}

// KeyByHash implements outside.KeyStore.
func (s *Store) KeyByHash(ctx context.Context, hash []byte) (outside.Key, error) {
	return s.one(ctx, "token_hash = ?", hash)
}

// KeysOf implements outside.KeyStore.
func (s *Store) KeysOf(ctx context.Context, org people.OrgID) ([]outside.Key, error) {
	return sqldb.All(ctx, s.db, keyRow.key, "id DESC", 500, "org_id = ?", string(org))
}

// EndKey implements outside.KeyStore.
func (s *Store) EndKey(ctx context.Context, k outside.Key) error {
	res := s.db.Conn(ctx).Model(&keyRow{}).Where("id = ? AND state = ?", string(k.ID), string(outside.Active)).Updates(map[string]any{
		"state": string(k.State), "ended_name": k.EndedName, "ended_at": sqldb.At(k.EndedAt)})
	if res.Error == nil && res.RowsAffected == 0 {
		return permit.ErrChanged
	}
	return res.Error
}

type useRow struct {
	KeyID  string `gorm:"column:key_id;primaryKey"`
	Day    string `gorm:"column:day;primaryKey"`
	Asked  int    `gorm:"column:asked"`
	Missed int    `gorm:"column:missed"`
}

func (useRow) TableName() string { return "api_key_use" }

// Spend implements outside.KeyStore.
func (s *Store) Spend(ctx context.Context, id outside.KeyID, day actor.Date, n, quota int) (bool, error) {
	if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&useRow{KeyID: string(id), Day: string(day)}).Error; err != nil {
		return false, err
	}
	return s.count(ctx, "asked", id, day, n, quota)
}

// Miss implements outside.KeyStore.
func (s *Store) Miss(ctx context.Context, id outside.KeyID, day actor.Date, n, limit int) (bool, error) {
	if n == 0 {
		return true, nil
	}
	return s.count(ctx, "missed", id, day, n, limit)
}

func (s *Store) count(ctx context.Context, column string, id outside.KeyID, day actor.Date, n, limit int) (bool, error) {
	res := s.db.Conn(ctx).Model(&useRow{}).Where("key_id = ? AND day = ? AND "+column+" + ? <= ?", string(id), string(day), n, limit).
		Update(column, gorm.Expr(column+" + ?", n))
	return res.RowsAffected > 0, res.Error
}

// Uses implements outside.KeyStore.
func (s *Store) Uses(ctx context.Context, id outside.KeyID, from actor.Date) ([]outside.Use, error) {
	return sqldb.All(ctx, s.db, func(r useRow) outside.Use {
		return outside.Use{Day: actor.Date(r.Day), Asked: r.Asked, Missed: r.Missed}
	},
		"day DESC", 400, "key_id = ? AND day >= ?", string(id), string(from))
}

type checkRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	At       sqldb.Millis `gorm:"column:at"`
	Month    string       `gorm:"column:month"`
	KeyID    string       `gorm:"column:key_id"`
	OrgID    string       `gorm:"column:org_id"`
	OrgName  string       `gorm:"column:org_name"`
	PermitID string       `gorm:"column:permit_id"`
	Asked    []byte       `gorm:"column:asked"`
	Result   string       `gorm:"column:result"`
}

func (checkRow) TableName() string { return "permit_check" }

// AddChecks implements outside.CheckStore.
func (s *Store) AddChecks(ctx context.Context, list []outside.Check) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]checkRow, len(list))
	for i, c := range list {
		rows[i] = checkRow{c.ID, sqldb.At(c.At), c.Month, string(c.Key), string(c.Org), c.OrgName, string(c.Permit), c.Asked, string(c.Result)}
	}
	return s.db.Conn(ctx).CreateInBatches(&rows, 200).Error
}

type seenRow struct {
	PermitID string `gorm:"column:permit_id;primaryKey"`
	Month    string `gorm:"column:month;primaryKey"`
	Times    int    `gorm:"column:times"`
}

func (seenRow) TableName() string { return "permit_seen" }

// AddSeen implements outside.CheckStore. Rows are taken in the order of their ids, so that two nodes cannot wait for each other.
func (s *Store) AddSeen(ctx context.Context, month string, seen map[permit.ID]int) error {
	rows := make([]seenRow, 0, len(seen))
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		rows = append(rows, seenRow{string(id), month, seen[id]})
	}
	more := "permit_seen.times + excluded.times"
	if s.db.Engine() == sqldb.MySQL {
		more = "times + VALUES(times)"
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "permit_id"}, {Name: "month"}},
		DoUpdates: clause.Assignments(map[string]any{"times": gorm.Expr(more)})}).CreateInBatches(&rows, 200).Error
}

// TimesOf implements outside.CheckStore.
func (s *Store) TimesOf(ctx context.Context, ids []permit.ID) ([]outside.Times, error) {
	var out, strangers []outside.Times
	err := s.db.Conn(ctx).Model(&checkRow{}).Where("permit_id IN ?", ids).Select("month, MAX(org_name) AS org, COUNT(*) AS n").
		Group("month, org_id").Order("month DESC, org").Limit(500).Scan(&out).Error
	if err != nil {
		return nil, err
	}
	err = s.db.Conn(ctx).Model(&seenRow{}).Where("permit_id IN ?", ids).Select("month, SUM(times) AS n").Group("month").Order("month DESC").Limit(60).Scan(&strangers).Error
	out = append(out, strangers...)
	slices.SortStableFunc(out, func(a, b outside.Times) int { return cmp.Compare(b.Month, a.Month) })
	return out, err
}

// Forget implements outside.CheckStore.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	last := actor.DateOf(before)
	return errors.Join(s.db.Conn(ctx).Where("at < ?", sqldb.At(before)).Delete(&checkRow{}).Error,
		s.db.Conn(ctx).Where("month < ?", string(last)[:7]).Delete(&seenRow{}).Error,
		s.db.Conn(ctx).Where("day < ?", string(last)).Delete(&useRow{}).Error,
		s.db.Conn(ctx).Where("day < ?", string(last)).Delete(&dayRow{}).Error)
}
