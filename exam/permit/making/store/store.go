// Package store keeps templates of certificates in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/permit/making on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements making.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type templateRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	OrgPath        string       `gorm:"column:org_path"`
	Version        int          `gorm:"column:version"`
	Name           string       `gorm:"column:name"`
	FromOn         string       `gorm:"column:from_on"`
	Content        string       `gorm:"column:content"`
	Digest         string       `gorm:"column:digest"`
	State          string       `gorm:"column:state"`
	ProposedBy     string       `gorm:"column:proposed_by"`
	ProposedPerson string       `gorm:"column:proposed_person"`
	ProposedName   string       `gorm:"column:proposed_name"`
	ProposedAt     sqldb.Millis `gorm:"column:proposed_at"`
	DecidedBy      string       `gorm:"column:decided_by"`
	DecidedPerson  string       `gorm:"column:decided_person"`
	DecidedName    string       `gorm:"column:decided_name"`
	DecidedAt      sqldb.Millis `gorm:"column:decided_at"`
	Reason         string       `gorm:"column:reason"`
}

func (templateRow) TableName() string { return "permit_template" }

func fromTemplate(t making.Template) templateRow {
	return templateRow{string(t.ID), t.OrgPath, t.Version, t.Name, string(t.From), t.Text, t.Digest, string(t.State), string(t.ProposedBy),
		string(t.ProposedPerson), t.ProposedName, sqldb.At(t.ProposedAt), string(t.DecidedBy), string(t.DecidedPerson), t.DecidedName, sqldb.At(t.DecidedAt), t.Reason}
}

func (r templateRow) template() making.Template {
	return making.Template{ID: making.TemplateID(r.ID), OrgPath: r.OrgPath, Version: r.Version, Name: r.Name, From: actor.Date(r.FromOn), Text: r.Content, Digest: r.Digest,
		State: making.State(r.State), ProposedBy: people.AccountID(r.ProposedBy), ProposedPerson: people.PersonID(r.ProposedPerson), ProposedName: r.ProposedName,
		ProposedAt: r.ProposedAt.Time(), DecidedBy: people.AccountID(r.DecidedBy), DecidedPerson: people.PersonID(r.DecidedPerson), DecidedName: r.DecidedName,
		DecidedAt: r.DecidedAt.Time(), Reason: r.Reason}
}

// AddTemplate implements making.TemplateStore.
func (s *Store) AddTemplate(ctx context.Context, t making.Template) error {
	r := fromTemplate(t)
	return s.create(ctx, &r)
}

func (s *Store) create(ctx context.Context, row any) error {
	err := s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	return err
}

// DecideTemplate implements making.TemplateStore.
func (s *Store) DecideTemplate(ctx context.Context, t making.Template) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&templateRow{}).Where("id = ? AND state = ?", string(t.ID), string(making.Pending)).Updates(map[string]any{
		"state": string(t.State), "decided_by": string(t.DecidedBy), "decided_person": string(t.DecidedPerson), "decided_name": t.DecidedName,
		"decided_at": sqldb.At(t.DecidedAt), "reason": t.Reason}), permit.ErrChanged)
}

// Template implements making.TemplateStore.
func (s *Store) Template(ctx context.Context, id making.TemplateID) (making.Template, error) {
	var r templateRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.template(), sqldb.Absent(err, permit.ErrNotFound)
}

// Templates implements making.TemplateStore.
func (s *Store) Templates(ctx context.Context, paths []string) ([]making.Template, error) {
	return templates(s.db.Within(ctx, "org_path", paths).Order("id DESC").Limit(200))
}

// InForce implements making.TemplateStore.
func (s *Store) InForce(ctx context.Context, on actor.Date) ([]making.Template, error) {
	return templates(s.db.Conn(ctx).Where("state = ? AND from_on <= ?", string(making.Approved), string(on)))
}

func templates(tx *gorm.DB) ([]making.Template, error) {
	var rows []templateRow
	if err := tx.Omit("content").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]making.Template, len(rows))
	for i, r := range rows {
		out[i] = r.template()
	}
	return out, nil
}

// NextVersion implements making.TemplateStore.
func (s *Store) NextVersion(ctx context.Context, orgPath string) (int, error) {
	var n int
	err := s.db.Conn(ctx).Model(&templateRow{}).Where("org_path = ?", orgPath).Select("COALESCE(MAX(version), 1)").Scan(&n).Error
	return n + 1, err
}
