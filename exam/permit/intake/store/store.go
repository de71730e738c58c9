// Package store keeps files of permits from elsewhere in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements intake.Store and intake.Tx on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements intake.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func list[R, T any](tx *gorm.DB, to func(R) (T, error)) ([]T, error) {
	var rows []R
	if err := tx.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = to(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

type importRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	Authority      string       `gorm:"column:authority"`
	OrgPath        string       `gorm:"column:org_path"`
	FileName       string       `gorm:"column:file_name"`
	Digest         string       `gorm:"column:digest"`
	Total          int          `gorm:"column:total"`
	Problems       string       `gorm:"column:problems"`
	Wrong          int          `gorm:"column:wrong"`
	State          string       `gorm:"column:state"`
	ProposedBy     string       `gorm:"column:proposed_by"`
	ProposedPerson string       `gorm:"column:proposed_person"`
	ProposedName   string       `gorm:"column:proposed_name"`
	ProposedAt     sqldb.Millis `gorm:"column:proposed_at"`
	DecidedBy      string       `gorm:"column:decided_by"`
	DecidedPerson  string       `gorm:"column:decided_person"`
	DecidedName    string       `gorm:"column:decided_name"`
	DecidedAt      sqldb.Millis `gorm:"column:decided_at"`
	Note           string       `gorm:"column:note"`
}

func (importRow) TableName() string { return "permit_intake" }

func (r importRow) taken() (intake.Import, error) {
	m := intake.Import{ID: intake.ImportID(r.ID), Authority: people.OrgID(r.Authority), OrgPath: r.OrgPath, FileName: r.FileName, Digest: r.Digest, Rows: r.Total, Wrong: r.Wrong,
		State: intake.State(r.State), ProposedBy: people.AccountID(r.ProposedBy), ProposedPerson: people.PersonID(r.ProposedPerson), ProposedName: r.ProposedName,
		ProposedAt: r.ProposedAt.Time(), DecidedBy: people.AccountID(r.DecidedBy), DecidedPerson: people.PersonID(r.DecidedPerson), DecidedName: r.DecidedName,
		DecidedAt: r.DecidedAt.Time(), Note: r.Note}
	if r.Problems == "" { // a list leaves them out
		return m, nil
	}
	return m, json.Unmarshal([]byte(r.Problems), &m.Problems)
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

func (r lineRow) line() (intake.Line, error) {
	return intake.Line{Row: r.RowNo, Sealed: r.Sealed, State: intake.LineState(r.State), Fault: r.FaultCode, Permit: permit.ID(r.PermitID)}, nil
}

// AddImport implements intake.Store.
func (s *Store) AddImport(ctx context.Context, m intake.Import, lines []intake.Line) error {
	problems, err := json.Marshal(m.Problems)
	if err != nil {
		return err
	}
	row := importRow{ID: string(m.ID), Authority: string(m.Authority), OrgPath: m.OrgPath, FileName: m.FileName, Digest: m.Digest, Total: m.Rows, Problems: string(problems), Wrong: m.Wrong,
		State: string(m.State), ProposedBy: string(m.ProposedBy), ProposedPerson: string(m.ProposedPerson), ProposedName: m.ProposedName, ProposedAt: sqldb.At(m.ProposedAt),
		DecidedBy: string(m.DecidedBy), DecidedPerson: string(m.DecidedPerson), DecidedName: m.DecidedName, DecidedAt: sqldb.At(m.DecidedAt), Note: m.Note}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil || len(lines) == 0 {
		return err
	}
	rows := make([]lineRow, len(lines))
	for i, l := range lines {
		rows[i] = lineRow{string(m.ID), l.Row, m.OrgPath, l.Sealed, string(l.State), l.Fault, string(l.Permit)}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Import implements intake.Store.
func (s *Store) Import(ctx context.Context, id intake.ImportID) (intake.Import, error) {
	var r importRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		if errors.Is(err, gorm.ErrRecordNotFound) {
			err = permit.ErrNotFound
		}
		return intake.Import{}, err
	}
	return r.taken()
}

// Imports implements intake.Store.
func (s *Store) Imports(ctx context.Context, paths []string, before intake.ImportID, limit int) ([]intake.Import, error) {
	tx := s.db.Within(ctx, "org_path", paths)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return list(tx.Order("id DESC").Limit(sqldb.Page(limit)).Omit("problems"), importRow.taken)
}

// SaveImport implements intake.Store.
func (s *Store) SaveImport(ctx context.Context, m intake.Import, was intake.State) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&importRow{}).Where("id = ? AND state = ?", string(m.ID), string(was)).Updates(map[string]any{"state": string(m.State),
		"decided_by": string(m.DecidedBy), "decided_person": string(m.DecidedPerson), "decided_name": m.DecidedName, "decided_at": sqldb.At(m.DecidedAt), "note": m.Note}), permit.ErrChanged)
}

// Running implements intake.Store.
func (s *Store) Running(ctx context.Context) ([]intake.Import, error) {
	return list(s.db.Conn(ctx).Where("state = ?", string(intake.Approved)).Order("id").Omit("problems"), importRow.taken)
}

// Lines implements intake.Store.
func (s *Store) Lines(ctx context.Context, id intake.ImportID, state intake.LineState, after, limit int) ([]intake.Line, error) {
	tx := s.db.Conn(ctx).Where("import_id = ? AND row_no > ?", string(id), after)
	if state != "" {
		tx = tx.Where("state = ?", string(state))
	}
	return list(tx.Order("row_no").Limit(limit), lineRow.line)
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
