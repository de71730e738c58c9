// Package store keeps files of permits from elsewhere in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"path"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements intake.Store and intake.Tx on one database.
type Store struct {
	filed.Files
	db *sqldb.DB
}

// New returns a store on db; files are those of the table permit_intake.
func New(db *sqldb.DB, files filed.Files) *Store { return &Store{Files: files, db: db} }

// InTx implements intake.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type lineRow struct {
	ImportID  string `gorm:"column:import_id;primaryKey"`
	RowNo     int    `gorm:"column:row_no;primaryKey;autoIncrement:false"`
	OrgPath   string `gorm:"column:org_path"`
	Sealed    string `gorm:"column:sealed"`
	State     string `gorm:"column:state"`
	FaultCode string `gorm:"column:fault_code"`
	PermitID  string `gorm:"column:permit_id"`
}

func (lineRow) TableName() string { return "permit_intake_line" }

func (r lineRow) line() intake.Line {
	return intake.Line{Row: r.RowNo, Sealed: r.Sealed, State: intake.LineState(r.State), Fault: r.FaultCode, Permit: permit.ID(r.PermitID)}
}

// AddImport implements intake.Store.
func (s *Store) AddImport(ctx context.Context, m intake.Import, lines []intake.Line) error {
	if err := s.Add(ctx, m, map[string]any{"authority": path.Base(m.OrgPath)}); err != nil || len(lines) == 0 {
		return err
	}
	rows := make([]lineRow, len(lines))
	for i, l := range lines {
		rows[i] = lineRow{string(m.ID), l.Row, m.OrgPath, l.Sealed, string(l.State), l.Fault, string(l.Permit)}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Lines implements intake.Store.
func (s *Store) Lines(ctx context.Context, id intake.ImportID, state intake.LineState, after, limit int) ([]intake.Line, error) {
	tx := s.db.Conn(ctx).Where("import_id = ? AND row_no > ?", string(id), after)
	if state != "" {
		tx = tx.Where("state = ?", string(state))
	}
	return sqldb.Mapped(tx.Order("row_no").Limit(limit), lineRow.line)
}

// SaveLine implements intake.Store.
func (s *Store) SaveLine(ctx context.Context, id intake.ImportID, l intake.Line) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&lineRow{}).Where("import_id = ? AND row_no = ? AND state = ?", string(id), l.Row, string(intake.Waits)).
		Updates(map[string]any{"state": string(l.State), "fault_code": l.Fault, "permit_id": string(l.Permit), "sealed": l.Sealed}), permit.ErrChanged)
}

// Forget implements intake.Store.
func (s *Store) Forget(ctx context.Context, id intake.ImportID) error {
	return s.db.Conn(ctx).Model(&lineRow{}).Where("import_id = ? AND sealed <> ''", string(id)).Update("sealed", "").Error
}

// Count implements intake.Store.
func (s *Store) Count(ctx context.Context, id intake.ImportID) (map[intake.LineState]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.db.Conn(ctx).Model(&lineRow{}).Where("import_id = ?", string(id)).Select("state, COUNT(*) AS n").Group("state").Find(&rows).Error
	out := map[intake.LineState]int{}
	for _, r := range rows {
		out[intake.LineState(r.State)] = r.N
	}
	return out, err
}

// Permits implements intake.Store.
func (s *Store) Permits(ctx context.Context, paths []string, fate intake.Fate, before permit.ID, limit int) ([]permit.ID, error) {
	tx := s.db.Within(ctx, "org_path", paths).Model(&lineRow{}).Where("permit_id <> ''")
	if fate != "" {
		tx = tx.Where("fate = ?", string(fate))
	}
	if before != "" {
		tx = tx.Where("permit_id < ?", string(before))
	}
	var ids []permit.ID
	return ids, tx.Order("permit_id DESC").Limit(limit).Pluck("permit_id", &ids).Error
}

// Fates implements intake.Store.
func (s *Store) Fates(ctx context.Context, paths []string) (map[intake.Fate]int, error) {
	var rows []struct {
		Fate string
		N    int
	}
	err := s.db.Within(ctx, "org_path", paths).Model(&lineRow{}).Where("fate <> ''").Select("fate, COUNT(*) AS n").Group("fate").Find(&rows).Error
	out := map[intake.Fate]int{}
	for _, r := range rows {
		out[intake.Fate(r.Fate)] = r.N
	}
	return out, err
}

// Unjudged implements intake.Store.
func (s *Store) Unjudged(ctx context.Context, on actor.Date, limit int) ([]permit.ID, error) {
	var ids []permit.ID
	return ids, s.db.Conn(ctx).Model(&lineRow{}).Where("permit_id <> '' AND fate_on < ?", string(on)).Order("permit_id").Limit(limit).Pluck("permit_id", &ids).Error
}

// SetFate implements intake.Store.
func (s *Store) SetFate(ctx context.Context, fate intake.Fate, on actor.Date, ids []permit.ID) error {
	return s.db.Conn(ctx).Model(&lineRow{}).Where("permit_id IN ?", ids).Updates(map[string]any{"fate": string(fate), "fate_on": string(on)}).Error
}

// JudgeAnew implements intake.Store.
func (s *Store) JudgeAnew(ctx context.Context, id permit.ID) error {
	return s.db.Conn(ctx).Model(&lineRow{}).Where("permit_id = ?", string(id)).Update("fate_on", "").Error
}
