package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements textnotice.Store. It is safe for concurrent use.
type Store struct{ db *sqldb.DB }

// New returns a Store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

var _ textnotice.Store = (*Store)(nil)

type messageRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	EventID   string       `gorm:"column:event_id"`
	Template  string       `gorm:"column:template"`
	PersonID  string       `gorm:"column:person_id"`
	Args      string       `gorm:"column:args"`
	State     string       `gorm:"column:state"`
	Tries     int          `gorm:"column:tries"`
	MadeAt    sqldb.Millis `gorm:"column:made_at"`
	NextAt    sqldb.Millis `gorm:"column:next_at"`
	SentAt    sqldb.Millis `gorm:"column:sent_at"`
	LastError string       `gorm:"column:last_error"`
	Version   int          `gorm:"column:version"`
}

func (messageRow) TableName() string { return "text_notice" }

func fromMessage(m textnotice.Message) (*messageRow, error) {
	args, err := json.Marshal(m.Args)
	return &messageRow{string(m.ID), m.Event, m.Template, string(m.Person), string(args), string(m.State), m.Tries, sqldb.At(m.MadeAt), sqldb.At(m.NextAt),
		sqldb.At(m.SentAt), m.Error, m.Version}, err
}

func toMessage(r messageRow) textnotice.Message {
	m := textnotice.Message{ID: textnotice.ID(r.ID), Event: r.EventID, Template: r.Template, Person: people.PersonID(r.PersonID), State: textnotice.State(r.State),
		Tries: r.Tries, MadeAt: r.MadeAt.Time(), NextAt: r.NextAt.Time(), SentAt: r.SentAt.Time(), Error: r.LastError, Version: r.Version}
	_ = json.Unmarshal([]byte(r.Args), &m.Args) // written by fromMessage
	return m
}

// InTx implements textnotice.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// Add implements textnotice.Store.
func (s *Store) Add(ctx context.Context, m textnotice.Message) error {
	row, err := fromMessage(m)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return textnotice.ErrDuplicate
	}
	return err
}

// Save implements textnotice.Store.
func (s *Store) Save(ctx context.Context, m textnotice.Message) error {
	row, err := fromMessage(m)
	if err != nil {
		return err
	}
	row.Version++
	ok, err := s.db.Swap(ctx, row, row.ID, m.Version)
	if err == nil && !ok {
		return textnotice.ErrStale
	}
	return err
}

// Due implements textnotice.Store.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]textnotice.Message, error) {
	return sqldb.All(ctx, s.db, toMessage, "next_at, id", limit, "state = ? AND next_at <= ?", string(textnotice.Waiting), sqldb.At(now))
}
