package store

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

type orgRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	ParentID  string       `gorm:"column:parent_id"`
	Root      *int         `gorm:"column:root"`
	Path      string       `gorm:"column:path"`
	Kind      string       `gorm:"column:kind"`
	Name      string       `gorm:"column:name"`
	Region    string       `gorm:"column:region"`
	USCC      *string      `gorm:"column:uscc"`
	Street    string       `gorm:"column:street"`
	Industry  string       `gorm:"column:industry"`
	Grade     string       `gorm:"column:grade"`
	CreatedAt sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	ClosedAt  sqldb.Millis `gorm:"column:closed_at"`
	Version   int64        `gorm:"column:version"`
}

func orgOut(o people.Org) orgRow {
	r := orgRow{ID: string(o.ID), ParentID: string(o.Parent), Path: o.Path, Kind: string(o.Kind), Name: o.Name, Region: o.Region,
		Street: o.Street, Industry: o.Industry, Grade: o.Grade, CreatedAt: sqldb.At(o.Created), ClosedAt: sqldb.At(o.Closed), Version: o.Version}
	if o.Parent == "" {
		r.Root = ptr(1)
	}
	if o.USCC != "" {
		r.USCC = &o.USCC
	}
	return r
}

func (r orgRow) in() people.Org {
	o := people.Org{ID: people.OrgID(r.ID), Parent: people.OrgID(r.ParentID), Path: r.Path, Kind: people.OrgKind(r.Kind), Name: r.Name,
		Region: r.Region, Street: r.Street, Industry: r.Industry, Grade: r.Grade, Created: r.CreatedAt.Time(), Closed: r.ClosedAt.Time(), Version: r.Version}
	if r.USCC != nil {
		o.USCC = *r.USCC
	}
	return o
}

func ptr[T any](v T) *T { return &v }

// AddOrg implements people.OrgStore.
func (s *Store) AddOrg(ctx context.Context, o people.Org) error {
	r := orgOut(o)
	return added(s.table(ctx, "org").Create(&r).Error, people.ErrOrgTaken)
}

// Org implements people.OrgStore.
func (s *Store) Org(ctx context.Context, id people.OrgID) (people.Org, error) {
	return s.orgWhere(ctx, "id = ?", string(id))
}

// OrgByUSCC implements people.OrgStore.
func (s *Store) OrgByUSCC(ctx context.Context, uscc string) (people.Org, error) {
	return s.orgWhere(ctx, "uscc = ?", uscc)
}

// RootOrg implements people.OrgStore.
func (s *Store) RootOrg(ctx context.Context) (people.Org, error) {
	return s.orgWhere(ctx, "root = ?", 1)
}

func (s *Store) orgWhere(ctx context.Context, cond string, arg any) (people.Org, error) {
	var r orgRow
	err := s.table(ctx, "org").Where(cond, arg).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// SaveOrg implements people.OrgStore.
func (s *Store) SaveOrg(ctx context.Context, o people.Org) error {
	r := orgOut(o)
	res := s.table(ctx, "org").Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{
		"parent_id": r.ParentID, "path": r.Path, "name": r.Name, "region": r.Region, "uscc": r.USCC, "street": r.Street,
		"industry": r.Industry, "grade": r.Grade, "closed_at": r.ClosedAt, "version": r.Version + 1,
	})
	return added(changed(res), people.ErrOrgTaken)
}

// MovePaths implements people.OrgStore.
func (s *Store) MovePaths(ctx context.Context, oldPath, newPath string) error {
	return s.db.Conn(ctx).Exec("UPDATE org SET path = CONCAT(?, SUBSTR(path, ?)), version = version + 1 WHERE path LIKE ? ESCAPE '!'",
		newPath, len(oldPath)+1, escaped(oldPath)+"%").Error
}

// LockOrgs implements people.OrgStore.
func (s *Store) LockOrgs(ctx context.Context) error {
	var ids []string
	return s.table(ctx, "org").Clauses(forUpdate).Where("root = ?", 1).Pluck("id", &ids).Error
}

// DepthBelow implements people.OrgStore.
func (s *Store) DepthBelow(ctx context.Context, path string) (int, error) {
	var n *int
	err := s.table(ctx, "org").Select("MAX(LENGTH(path))").Where("path LIKE ? ESCAPE '!'", escaped(path)+"%").Scan(&n).Error
	if err != nil || n == nil {
		return 0, err
	}
	return (*n - 1) / 27, nil
}

// FindOrgs implements people.OrgStore.
func (s *Store) FindOrgs(ctx context.Context, q people.OrgQuery) ([]people.Org, error) {
	scope, args := sqldb.Under("path", q.Paths)
	t := s.table(ctx, "org").Where(scope, args...).Where("id > ?", string(q.After))
	if q.Kind != "" {
		t = t.Where("kind = ?", string(q.Kind))
	}
	switch {
	case q.Exact:
		t = t.Where("name = ?", q.Name)
	case q.Name != "":
		t = t.Where("name LIKE ? ESCAPE '!'", "%"+escaped(q.Name)+"%")
	}
	if q.Parent != "" {
		t = t.Where("parent_id = ?", string(q.Parent))
	}
	if q.Region != "" {
		t = t.Where("region LIKE ? ESCAPE '!'", escaped(q.Region)+"%")
	}
	var rows []orgRow
	if err := t.Order("id").Limit(q.Limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]people.Org, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}
