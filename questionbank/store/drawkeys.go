package store

import (
	"context"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

type drawKeyRow struct {
	Fingerprint string  `gorm:"column:fingerprint;primaryKey"`
	Rule        string  `gorm:"column:rule"`
	LiveKey     *string `gorm:"column:live_key"` // the rule, while the key signs
	Public      []byte  `gorm:"column:public_key"`
	Sealed      string  `gorm:"column:sealed"`
	MadeAt      int64   `gorm:"column:made_at"`
	Ended       []byte  `gorm:"column:ended"`
}

func (drawKeyRow) TableName() string { return "draw_key" }

func (r drawKeyRow) back() questionbank.DrawKey {
	return questionbank.DrawKey{Fingerprint: r.Fingerprint, Rule: assembly.SeedRule(r.Rule), Public: r.Public, Sealed: r.Sealed, MadeAt: r.MadeAt, Ended: r.Ended}
}

// AddDrawKey implements questionbank.DrawStore. A key that another node has made meanwhile stays; the transaction goes on.
func (s *Store) AddDrawKey(ctx context.Context, k questionbank.DrawKey) error {
	insert := "INSERT IGNORE INTO"
	if s.db.Engine() == sqldb.SQLite {
		insert = "INSERT OR IGNORE INTO"
	}
	res, err := s.db.Exec(ctx, insert+" draw_key (fingerprint, rule, live_key, public_key, sealed, made_at) VALUES (?,?,?,?,?,?)",
		k.Fingerprint, string(k.Rule), string(k.Rule), k.Public, k.Sealed, k.MadeAt)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return questionbank.ErrMoved
}

// DrawKeyInUse implements questionbank.DrawStore.
func (s *Store) DrawKeyInUse(ctx context.Context, rule assembly.SeedRule) (string, error) {
	fingerprint := ""
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&fingerprint) },
		"SELECT fingerprint FROM draw_key WHERE live_key = ?", string(rule))
	if err == nil && fingerprint == "" {
		err = questionbank.ErrNoDrawKey
	}
	return fingerprint, err
}

// DrawKey implements questionbank.DrawStore.
func (s *Store) DrawKey(ctx context.Context, fingerprint string) (questionbank.DrawKey, error) {
	r, err := sqldb.First[drawKeyRow](ctx, s.db, "fingerprint = ?", fingerprint)
	return r.back(), absent(err, questionbank.ErrNoDrawKey)
}

// DrawKeys implements questionbank.DrawStore.
func (s *Store) DrawKeys(ctx context.Context) ([]questionbank.DrawKey, error) {
	return sqldb.All(ctx, s.db, drawKeyRow.back, "made_at, fingerprint", 0, "1 = 1")
}

// EndDrawKey implements questionbank.DrawStore.
func (s *Store) EndDrawKey(ctx context.Context, fingerprint string) error {
	res, err := s.db.Exec(ctx, "UPDATE draw_key SET live_key = NULL WHERE fingerprint = ? AND live_key IS NOT NULL", fingerprint)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return questionbank.ErrMoved
}

// NoteKeyEnd implements questionbank.DrawStore.
func (s *Store) NoteKeyEnd(ctx context.Context, fingerprint string, record []byte) error {
	_, err := s.db.Exec(ctx, "UPDATE draw_key SET ended = ? WHERE fingerprint = ?", record, fingerprint)
	return err
}
