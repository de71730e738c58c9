// Package store keeps runs of issuing in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/issuing"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements issuing.Store and issuing.Tx on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements issuing.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type runRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OrgPath   string       `gorm:"column:org_path"`
	AccountID string       `gorm:"column:account_id"`
	PersonID  string       `gorm:"column:person_id"`
	Name      string       `gorm:"column:name"`
	Total     int          `gorm:"column:total"`
	State     string       `gorm:"column:state"`
	Going     *string      `gorm:"column:going"` // the account while the run goes on: one each
	Reason    string       `gorm:"column:reason"`
	StartedAt sqldb.Millis `gorm:"column:started_at"`
	EndedAt   sqldb.Millis `gorm:"column:ended_at"`
	StoppedBy string       `gorm:"column:stopped_by"`
}

func (runRow) TableName() string { return "permit_run" }

func (r runRow) run() issuing.Run {
	return issuing.Run{ID: issuing.RunID(r.ID), OrgPath: r.OrgPath, Account: people.AccountID(r.AccountID), Person: people.PersonID(r.PersonID), Name: r.Name, Total: r.Total,
		State: issuing.State(r.State), Reason: r.Reason, StartedAt: r.StartedAt.Time(), EndedAt: r.EndedAt.Time(), StoppedBy: r.StoppedBy}
}

type lineRow struct {
	RunID         string `gorm:"column:run_id;primaryKey"`
	N             int    `gorm:"column:n;primaryKey;autoIncrement:false"`
	ApplicationID string `gorm:"column:application_id"`
	State         string `gorm:"column:state"`
	PermitID      string `gorm:"column:permit_id"`
	FaultCode     string `gorm:"column:fault_code"`
	ZH            string `gorm:"column:zh"`
	EN            string `gorm:"column:en"`
}

func (lineRow) TableName() string { return "permit_run_line" }

func (r lineRow) line() issuing.Line {
	return issuing.Line{N: r.N, Application: permit.ApplicationID(r.ApplicationID), State: issuing.LineState(r.State), Permit: permit.ID(r.PermitID), Fault: r.FaultCode, ZH: r.ZH, EN: r.EN}
}

// AddRun implements issuing.Store.
func (s *Store) AddRun(ctx context.Context, r issuing.Run, applications []permit.ApplicationID) error {
	going := string(r.Account)
	err := s.db.Conn(ctx).Create(&runRow{string(r.ID), r.OrgPath, string(r.Account), string(r.Person), r.Name, r.Total, string(r.State), &going, r.Reason,
		sqldb.At(r.StartedAt), sqldb.At(r.EndedAt), r.StoppedBy}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	if err != nil {
		return err
	}
	rows := make([]lineRow, len(applications))
	for i, id := range applications {
		rows[i] = lineRow{RunID: string(r.ID), N: i + 1, ApplicationID: string(id), State: string(issuing.Waits)}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Run implements issuing.Store.
func (s *Store) Run(ctx context.Context, id issuing.RunID) (issuing.Run, error) {
	var r runRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = permit.ErrNotFound
	}
	return r.run(), err
}

// Runs implements issuing.Store.
func (s *Store) Runs(ctx context.Context, paths []string, before issuing.RunID, limit int) ([]issuing.Run, error) {
	tx := s.db.Within(ctx, "org_path", paths)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return sqldb.Mapped(tx.Order("id DESC").Limit(sqldb.Page(limit)), runRow.run)
}

// EndRun implements issuing.Store.
func (s *Store) EndRun(ctx context.Context, r issuing.Run) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&runRow{}).Where("id = ? AND state = ?", string(r.ID), string(issuing.Running)).
		Updates(map[string]any{"state": string(r.State), "going": nil, "reason": r.Reason, "ended_at": sqldb.At(r.EndedAt), "stopped_by": r.StoppedBy}), permit.ErrChanged)
}

// Going implements issuing.Store.
func (s *Store) Going(ctx context.Context) ([]issuing.Run, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("going IS NOT NULL").Order("id"), runRow.run)
}

// Lines implements issuing.Store.
func (s *Store) Lines(ctx context.Context, id issuing.RunID, state issuing.LineState, after, limit int) ([]issuing.Line, error) {
	tx := s.db.Conn(ctx).Where("run_id = ? AND n > ?", string(id), after)
	if state != "" {
		tx = tx.Where("state = ?", string(state))
	}
	return sqldb.Mapped(tx.Order("n").Limit(sqldb.Page(limit)), lineRow.line)
}

// SaveLine implements issuing.Store.
func (s *Store) SaveLine(ctx context.Context, id issuing.RunID, l issuing.Line) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&lineRow{}).Where("run_id = ? AND n = ? AND state = ?", string(id), l.N, string(issuing.Waits)).
		Updates(map[string]any{"state": string(l.State), "permit_id": string(l.Permit), "fault_code": l.Fault, "zh": l.ZH, "en": l.EN}), permit.ErrChanged)
}

// Count implements issuing.Store.
func (s *Store) Count(ctx context.Context, id issuing.RunID) (map[issuing.LineState]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.db.Conn(ctx).Model(&lineRow{}).Where("run_id = ?", string(id)).Select("state, COUNT(*) AS n").Group("state").Find(&rows).Error
	out := map[issuing.LineState]int{}
	for _, r := range rows {
		out[issuing.LineState(r.State)] = r.N
	}
	return out, err
}
