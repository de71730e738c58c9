// Package store keeps files that two persons put into effect, in SQLite or MySQL: each kind in a table of its own with the same columns.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/json"
	"maps"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/internal/sqldb"
)

// Files implements filed.Files on one table.
type Files struct {
	db    *sqldb.DB
	table string
}

// New returns the files of a table.
func New(db *sqldb.DB, table string) Files { return Files{db, table} }

type row struct {
	ID             string       `gorm:"column:id;primaryKey"`
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

func (r row) file() filed.File {
	m := filed.File{ID: filed.ID(r.ID), OrgPath: r.OrgPath, FileName: r.FileName, Digest: r.Digest, Rows: r.Total, Wrong: r.Wrong, State: filed.State(r.State),
		ProposedBy: people.AccountID(r.ProposedBy), ProposedPerson: people.PersonID(r.ProposedPerson), ProposedName: r.ProposedName, ProposedAt: r.ProposedAt.Time(),
		DecidedBy: people.AccountID(r.DecidedBy), DecidedPerson: people.PersonID(r.DecidedPerson), DecidedName: r.DecidedName, DecidedAt: r.DecidedAt.Time(), Note: r.Note}
	if r.Problems != "" { // a list leaves them out
		_ = json.Unmarshal([]byte(r.Problems), &m.Problems) // written below, and by nothing else
	}
	return m
}

// decision is what SaveImport writes.
func decision(m filed.File) map[string]any {
	return map[string]any{"state": string(m.State), "decided_by": string(m.DecidedBy), "decided_person": string(m.DecidedPerson), "decided_name": m.DecidedName, "decided_at": sqldb.At(m.DecidedAt), "note": m.Note}
}

func (f Files) rows(ctx context.Context) *gorm.DB { return f.db.Conn(ctx).Table(f.table) }

// Add adds a file; also are columns that its table has beside those of all.
func (f Files) Add(ctx context.Context, m filed.File, also map[string]any) error {
	problems, err := json.Marshal(m.Problems)
	if err != nil {
		return err
	}
	all := map[string]any{"id": string(m.ID), "org_path": m.OrgPath, "file_name": m.FileName, "digest": m.Digest, "total": m.Rows, "problems": string(problems), "wrong": m.Wrong,
		"proposed_by": string(m.ProposedBy), "proposed_person": string(m.ProposedPerson), "proposed_name": m.ProposedName, "proposed_at": sqldb.At(m.ProposedAt)}
	maps.Copy(all, decision(m))
	maps.Copy(all, also)
	return f.rows(ctx).Create(all).Error
}

// Import implements filed.Store.
func (f Files) Import(ctx context.Context, id filed.ID) (filed.File, error) {
	var r row
	err := f.rows(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.file(), sqldb.Absent(err, permit.ErrNotFound)
}

// Imports implements filed.Store.
func (f Files) Imports(ctx context.Context, paths []string, before filed.ID, limit int) ([]filed.File, error) {
	tx := f.db.Within(ctx, "org_path", paths).Table(f.table)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return sqldb.Mapped(tx.Order("id DESC").Limit(sqldb.Page(limit)).Omit("problems"), row.file)
}

// SaveImport implements filed.Store.
func (f Files) SaveImport(ctx context.Context, m filed.File, was filed.State) error {
	return sqldb.Changed(f.rows(ctx).Where("id = ? AND state = ?", string(m.ID), string(was)).Updates(decision(m)), permit.ErrChanged)
}

// Running implements filed.Store.
func (f Files) Running(ctx context.Context) ([]filed.File, error) {
	return sqldb.Mapped(f.rows(ctx).Where("state = ?", string(filed.Approved)).Order("id").Omit("problems"), row.file)
}
