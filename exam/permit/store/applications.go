package store

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type applicationRow struct {
	ID              string       `gorm:"column:id;primaryKey"`
	PersonID        string       `gorm:"column:person_id"`
	ItemCode        string       `gorm:"column:item_code"`
	LiveKey         *string      `gorm:"column:live_key"`
	Kind            string       `gorm:"column:kind"`
	OldPermit       string       `gorm:"column:old_permit"`
	Ask             string       `gorm:"column:ask"`
	PersonType      string       `gorm:"column:person_type"`
	AuthorityID     string       `gorm:"column:authority_id"`
	OrgPath         string       `gorm:"column:org_path"`
	State           string       `gorm:"column:state"`
	Papers          string       `gorm:"column:papers"`
	Basis           string       `gorm:"column:basis"`
	Defects         string       `gorm:"column:defects"`
	Reason          string       `gorm:"column:reason"`
	Channel         string       `gorm:"column:channel"`
	SubmittedBy     string       `gorm:"column:submitted_by"`
	SubmittedAt     sqldb.Millis `gorm:"column:submitted_at"`
	AppliedOn       string       `gorm:"column:applied_on"`
	CheckBy         string       `gorm:"column:check_by"`
	IssueBy         string       `gorm:"column:issue_by"`
	Alarmed         int          `gorm:"column:alarmed"`
	ReviewerAccount string       `gorm:"column:reviewer_account"`
	ReviewerPerson  string       `gorm:"column:reviewer_person"`
	ReviewerName    string       `gorm:"column:reviewer_name"`
	ReviewedAt      sqldb.Millis `gorm:"column:reviewed_at"`
	PermitID        string       `gorm:"column:permit_id"`
	CreatedAt       sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version         int64        `gorm:"column:version"`
}

func (applicationRow) TableName() string { return "permit_application" }

func fromApplication(a permit.Application) (applicationRow, error) {
	papers, e1 := toJSON(a.Papers)
	basis, e2 := toJSON(a.Basis)
	defects, e3 := toJSON(a.Defects)
	ask, e4 := toJSON(a.Ask)
	r := applicationRow{ID: string(a.ID), PersonID: string(a.Person), ItemCode: a.Item, PersonType: string(a.PersonType), Kind: string(a.Kind),
		OldPermit: string(a.Old), Ask: ask,
		AuthorityID: string(a.Authority), OrgPath: a.OrgPath, State: string(a.State), Papers: papers, Basis: basis, Defects: defects,
		Reason: a.Reason, Channel: a.Channel, SubmittedBy: string(a.SubmittedBy), SubmittedAt: sqldb.At(a.SubmittedAt),
		AppliedOn: string(a.AppliedOn), CheckBy: string(a.CheckBy), IssueBy: string(a.IssueBy), Alarmed: a.Alarmed,
		ReviewerAccount: string(a.Reviewer), ReviewerPerson: string(a.ReviewerPerson), ReviewerName: a.ReviewerName,
		ReviewedAt: sqldb.At(a.ReviewedAt), PermitID: string(a.Permit), CreatedAt: sqldb.At(a.CreatedAt), Version: a.Version}
	if a.State.Live() {
		r.LiveKey = optional(r.PersonID + "|" + r.ItemCode)
	}
	return r, errors.Join(e1, e2, e3, e4)
}

func (r applicationRow) application() (permit.Application, error) {
	a := permit.Application{ID: permit.ApplicationID(r.ID), Person: people.PersonID(r.PersonID), Item: r.ItemCode,
		Kind: permit.ApplicationKind(r.Kind), Old: permit.ID(r.OldPermit),
		PersonType: rules.PersonType(r.PersonType), Authority: people.OrgID(r.AuthorityID), OrgPath: r.OrgPath,
		State: permit.ApplicationState(r.State), Reason: r.Reason, Channel: r.Channel, SubmittedBy: people.PersonID(r.SubmittedBy),
		SubmittedAt: r.SubmittedAt.Time(), AppliedOn: actor.Date(r.AppliedOn), CheckBy: actor.Date(r.CheckBy), IssueBy: actor.Date(r.IssueBy),
		Alarmed: r.Alarmed, Reviewer: people.AccountID(r.ReviewerAccount), ReviewerPerson: people.PersonID(r.ReviewerPerson),
		ReviewerName: r.ReviewerName, ReviewedAt: r.ReviewedAt.Time(), Permit: permit.ID(r.PermitID), CreatedAt: r.CreatedAt.Time(),
		Version: r.Version}
	return a, errors.Join(json.Unmarshal([]byte(r.Papers), &a.Papers), json.Unmarshal([]byte(r.Basis), &a.Basis),
		json.Unmarshal([]byte(r.Defects), &a.Defects), json.Unmarshal([]byte(r.Ask), &a.Ask))
}

// AddApplication implements permit.ApplicationStore.
func (s *Store) AddApplication(ctx context.Context, a permit.Application) error {
	r, err := fromApplication(a)
	if err != nil {
		return err
	}
	return s.create(ctx, &r)
}

// SaveApplication implements permit.ApplicationStore.
func (s *Store) SaveApplication(ctx context.Context, a permit.Application) error {
	r, err := fromApplication(a)
	if err != nil {
		return err
	}
	return sqldb.Changed(s.db.Conn(ctx).Model(&applicationRow{}).Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{
		"live_key": r.LiveKey, "state": r.State, "ask": r.Ask, "papers": r.Papers, "basis": r.Basis, "defects": r.Defects, "reason": r.Reason,
		"submitted_by": r.SubmittedBy, "submitted_at": r.SubmittedAt, "check_by": r.CheckBy, "issue_by": r.IssueBy, "alarmed": r.Alarmed,
		"reviewer_account": r.ReviewerAccount, "reviewer_person": r.ReviewerPerson, "reviewer_name": r.ReviewerName,
		"reviewed_at": r.ReviewedAt, "permit_id": r.PermitID, "version": r.Version + 1}), permit.ErrChanged)
}

// Application implements permit.ApplicationStore.
func (s *Store) Application(ctx context.Context, id permit.ApplicationID) (permit.Application, error) {
	var r applicationRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return permit.Application{}, sqldb.Absent(err, permit.ErrNotFound)
	}
	return r.application()
}

// Applications implements permit.ApplicationStore.
func (s *Store) Applications(ctx context.Context, q permit.ApplicationQuery) ([]permit.Application, error) {
	if len(q.Paths) == 0 {
		return nil, nil
	}
	tx := s.db.Within(ctx, "org_path", q.Paths)
	if len(q.States) > 0 {
		tx = tx.Where("state IN ?", q.States)
	}
	if q.Person != "" {
		tx = tx.Where("person_id = ?", string(q.Person))
	}
	var rows []applicationRow
	if err := tx.Where("id > ?", string(q.After)).Order("id").Limit(sqldb.Page(q.Limit)).Find(&rows).Error; err != nil {
		return nil, err
	}
	return applications(rows)
}

// DueApplications implements permit.ApplicationStore.
func (s *Store) DueApplications(ctx context.Context, check, issue actor.Date, limit int) ([]permit.Application, error) {
	var rows []applicationRow
	err := s.db.Conn(ctx).Where("(state = ? AND alarmed < 1 AND check_by <= ?) OR (state = ? AND alarmed < 2 AND issue_by <= ?)",
		string(permit.Submitted), string(check), string(permit.Approved), string(issue)).Order("id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return applications(rows)
}

func applications(rows []applicationRow) ([]permit.Application, error) {
	out := make([]permit.Application, len(rows))
	for i, r := range rows {
		a, err := r.application()
		if err != nil {
			return nil, err
		}
		out[i] = a
	}
	return out, nil
}
