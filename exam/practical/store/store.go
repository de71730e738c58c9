package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/practical"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type examRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	PersonID  string       `gorm:"column:person_id"`
	Item      string       `gorm:"column:item"`
	Path      string       `gorm:"column:path"`
	HeldOn    string       `gorm:"column:held_on"`
	Standard  int          `gorm:"column:standard"`
	Seed      string       `gorm:"column:seed"`
	Tasks     string       `gorm:"column:tasks"`
	AssessorA string       `gorm:"column:assessor_a"`
	AssessorB string       `gorm:"column:assessor_b"`
	PersonA   string       `gorm:"column:person_a"`
	PersonB   string       `gorm:"column:person_b"`
	SheetA    string       `gorm:"column:sheet_a"`
	SheetB    string       `gorm:"column:sheet_b"`
	State     string       `gorm:"column:state"`
	Points    int          `gorm:"column:points"`
	Vetoed    bool         `gorm:"column:vetoed"`
	Passed    bool         `gorm:"column:passed"`
	Attempt   int          `gorm:"column:attempt"`
	Reason    string       `gorm:"column:reason"`
	OpenedAt  sqldb.Millis `gorm:"column:opened_at"`
	ClosedAt  sqldb.Millis `gorm:"column:closed_at"`
	Version   int64        `gorm:"column:version"`
	LiveKey   *string      `gorm:"column:live_key"`
}

func (examRow) TableName() string { return "practical_exam" }

// Store implements practical.Store.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements practical.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func fromExam(e practical.Exam) (examRow, error) {
	r := examRow{
		ID: string(e.ID), PersonID: string(e.Person), Item: e.Item, Path: e.Path, HeldOn: string(e.On), Standard: e.Standard,
		Seed: hex.EncodeToString(e.Seed[:]), AssessorA: string(e.Assessors[0]), AssessorB: string(e.Assessors[1]),
		PersonA: string(e.Persons[0]), PersonB: string(e.Persons[1]), State: string(e.State), Points: e.Outcome.Points,
		Vetoed: e.Outcome.Vetoed, Passed: e.Outcome.Passed, Attempt: e.Attempt, Reason: e.Reason,
		OpenedAt: sqldb.At(e.OpenedAt), ClosedAt: sqldb.At(e.ClosedAt), Version: e.Version,
	}
	if e.State == practical.Open || e.State == practical.Different {
		live := r.PersonID + "|" + r.Item
		r.LiveKey = &live
	}
	for _, f := range []struct {
		to   *string
		from any
	}{{&r.Tasks, e.Tasks}, {&r.SheetA, e.Sheets[0]}, {&r.SheetB, e.Sheets[1]}} {
		b, err := json.Marshal(f.from)
		if err != nil {
			return r, err
		}
		*f.to = string(b)
	}
	return r, nil
}

func (r examRow) exam() (practical.Exam, error) {
	e := practical.Exam{
		ID: practical.ExamID(r.ID), Person: people.PersonID(r.PersonID), Item: r.Item, Path: r.Path, On: actor.Date(r.HeldOn),
		Standard: r.Standard, Assessors: [2]people.AccountID{people.AccountID(r.AssessorA), people.AccountID(r.AssessorB)},
		Persons: [2]people.PersonID{people.PersonID(r.PersonA), people.PersonID(r.PersonB)}, State: practical.State(r.State),
		Outcome: practical.Outcome{Points: r.Points, Vetoed: r.Vetoed, Passed: r.Passed}, Attempt: r.Attempt, Reason: r.Reason,
		OpenedAt: r.OpenedAt.Time(), ClosedAt: r.ClosedAt.Time(), Version: r.Version,
	}
	seed, err := hex.DecodeString(r.Seed)
	if err != nil || len(seed) != len(e.Seed) {
		return e, fmt.Errorf("practical exam %s: seed is damaged", r.ID)
	}
	copy(e.Seed[:], seed)
	return e, errors.Join(json.Unmarshal([]byte(r.Tasks), &e.Tasks),
		json.Unmarshal([]byte(r.SheetA), &e.Sheets[0]), json.Unmarshal([]byte(r.SheetB), &e.Sheets[1]))
}

// Add implements practical.Store.
func (s *Store) Add(ctx context.Context, e practical.Exam) error {
	r, err := fromExam(e)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(&r).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return practical.ErrLive
	}
	return err
}

// Exam implements practical.Store.
func (s *Store) Exam(ctx context.Context, id practical.ExamID) (practical.Exam, error) {
	return one(s.db.Conn(ctx).Where("id = ?", string(id)))
}

// Hold implements practical.Store.
func (s *Store) Hold(ctx context.Context, id practical.ExamID) (practical.Exam, error) {
	return one(s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", string(id)))
}

func one(tx *gorm.DB) (practical.Exam, error) {
	var r examRow
	err := tx.Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return practical.Exam{}, practical.ErrNotFound
	}
	if err != nil {
		return practical.Exam{}, err
	}
	return r.exam()
}

// Save implements practical.Store.
func (s *Store) Save(ctx context.Context, e practical.Exam) error {
	r, err := fromExam(e)
	if err != nil {
		return err
	}
	res := s.db.Conn(ctx).Model(&examRow{}).Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{
		"sheet_a": r.SheetA, "sheet_b": r.SheetB, "state": r.State, "points": r.Points, "vetoed": r.Vetoed, "passed": r.Passed,
		"reason": r.Reason, "closed_at": r.ClosedAt, "version": r.Version + 1, "live_key": r.LiveKey,
	})
	if res.Error == nil && res.RowsAffected == 0 {
		return practical.ErrClosed
	}
	return res.Error
}

// Of implements practical.Store.
func (s *Store) Of(ctx context.Context, p people.PersonID, item string) ([]practical.Exam, error) {
	var rows []examRow
	if err := s.db.Conn(ctx).Where("person_id = ? AND item = ?", string(p), item).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	return exams(rows)
}

// Find implements practical.Store.
func (s *Store) Find(ctx context.Context, q practical.Query) ([]practical.Exam, error) {
	tx := s.db.Within(ctx, "path", q.Paths)
	if q.Assessor != "" {
		tx = tx.Where("(assessor_a = ? OR assessor_b = ?)", string(q.Assessor), string(q.Assessor))
	}
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.After != "" {
		tx = tx.Where("id < ?", string(q.After))
	}
	var rows []examRow
	if err := tx.Order("id DESC").Limit(sqldb.Page(q.Limit)).Find(&rows).Error; err != nil {
		return nil, err
	}
	return exams(rows)
}

func exams(rows []examRow) ([]practical.Exam, error) {
	out := make([]practical.Exam, len(rows))
	for i, r := range rows {
		e, err := r.exam()
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}
