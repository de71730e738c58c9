// Package store keeps reviews in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
)

// Store implements the stores of package review on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements review.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type caseRow struct {
	ID              string       `gorm:"column:id;primaryKey"`
	CaseNo          string       `gorm:"column:case_no"`
	PersonID        string       `gorm:"column:person_id"`
	SittingID       string       `gorm:"column:sitting_id"`
	RoomID          string       `gorm:"column:room_id"`
	SeatLabel       string       `gorm:"column:seat_label"`
	ItemCode        string       `gorm:"column:item_code"`
	PersonType      string       `gorm:"column:person_type"`
	SatOn           string       `gorm:"column:sat_on"`
	OrgPath         string       `gorm:"column:org_path"`
	AuthorityPath   string       `gorm:"column:authority_path"`
	Incidents       string       `gorm:"column:incidents"`
	Stage           string       `gorm:"column:stage"`
	OpenerAccount   string       `gorm:"column:opener_account"`
	OpenerPerson    string       `gorm:"column:opener_person"`
	OpenerName      string       `gorm:"column:opener_name"`
	OpenedAt        sqldb.Millis `gorm:"column:opened_at"`
	Breach          string       `gorm:"column:breach"`
	Proposed        string       `gorm:"column:proposed"`
	Decided         string       `gorm:"column:decided"`
	Sanction        int          `gorm:"column:sanction"`
	NoticeAccount   string       `gorm:"column:notice_account"`
	NoticePerson    string       `gorm:"column:notice_person"`
	NoticeName      string       `gorm:"column:notice_name"`
	NoticeOrg       string       `gorm:"column:notice_org"`
	DecisionAccount string       `gorm:"column:decision_account"`
	DecisionPerson  string       `gorm:"column:decision_person"`
	DecisionName    string       `gorm:"column:decision_name"`
	DecisionOrg     string       `gorm:"column:decision_org"`
	StatementUntil  string       `gorm:"column:statement_until"`
	AppealUntil     string       `gorm:"column:appeal_until"`
	LitigateUntil   string       `gorm:"column:litigate_until"`
	Effects         string       `gorm:"column:effects"`
	EndedAt         sqldb.Millis `gorm:"column:ended_at"`
	Version         int          `gorm:"column:version"`
}

func (caseRow) TableName() string { return "review_case" }

// cell writes a part of a row as JSON.
func cell(v any, failed *error) string {
	b, err := json.Marshal(v)
	if err != nil && *failed == nil {
		*failed = err
	}
	return string(b)
}

func rowOf(c review.Case) (caseRow, error) {
	var err error
	r := caseRow{ID: string(c.ID), CaseNo: c.No, PersonID: string(c.Person), SittingID: string(c.Sitting), RoomID: string(c.Room), SeatLabel: c.SeatLabel,
		ItemCode: c.Item, PersonType: c.Type, SatOn: string(c.SatOn), OrgPath: c.OrgPath, AuthorityPath: c.Authority, Incidents: cell(c.Incidents, &err),
		Stage: string(c.Stage), OpenerAccount: string(c.Opener.Account), OpenerPerson: string(c.Opener.Person), OpenerName: c.Opener.Name,
		OpenedAt: sqldb.At(c.OpenedAt), Breach: c.Breach, Proposed: cell(c.Proposed, &err), Decided: cell(c.Decided, &err),
		NoticeAccount: string(c.NoticeBy.Account), NoticePerson: string(c.NoticeBy.Person), NoticeName: c.NoticeBy.Name, NoticeOrg: c.NoticeBy.Org,
		DecisionAccount: string(c.DecisionBy.Account), DecisionPerson: string(c.DecisionBy.Person), DecisionName: c.DecisionBy.Name, DecisionOrg: c.DecisionBy.Org,
		StatementUntil: string(c.StatementUntil), AppealUntil: string(c.AppealUntil), LitigateUntil: string(c.LitigateUntil), Effects: cell(c.Effects, &err),
		EndedAt: sqldb.At(c.EndedAt), Version: c.Version}
	if c.Sanction {
		r.Sanction = 1
	}
	return r, err
}

func signer(account, person, name, org string) review.Signer {
	return review.Signer{Officer: proctor.Officer{Account: people.AccountID(account), Person: people.PersonID(person), Name: name}, Org: org}
}

func (r caseRow) toCase() (review.Case, error) {
	c := review.Case{ID: review.CaseID(r.ID), No: r.CaseNo, Person: people.PersonID(r.PersonID), Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID),
		SeatLabel: r.SeatLabel, Item: r.ItemCode, Type: r.PersonType, SatOn: actor.Date(r.SatOn), OrgPath: r.OrgPath, Authority: r.AuthorityPath,
		Stage: review.Stage(r.Stage), Opener: signer(r.OpenerAccount, r.OpenerPerson, r.OpenerName, "").Officer, OpenedAt: r.OpenedAt.Time(), Breach: r.Breach,
		Sanction: r.Sanction != 0, NoticeBy: signer(r.NoticeAccount, r.NoticePerson, r.NoticeName, r.NoticeOrg),
		DecisionBy:     signer(r.DecisionAccount, r.DecisionPerson, r.DecisionName, r.DecisionOrg),
		StatementUntil: actor.Date(r.StatementUntil), AppealUntil: actor.Date(r.AppealUntil), LitigateUntil: actor.Date(r.LitigateUntil),
		EndedAt: r.EndedAt.Time(), Version: r.Version}
	err := errors.Join(json.Unmarshal([]byte(r.Incidents), &c.Incidents), json.Unmarshal([]byte(r.Proposed), &c.Proposed),
		json.Unmarshal([]byte(r.Decided), &c.Decided), json.Unmarshal([]byte(r.Effects), &c.Effects))
	return c, err
}

// missing names a row that is not there.
func missing(err error, as error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return as
	}
	return err
}

// taken names a row that the unique key allows once.
func taken(err error, as error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return as
	}
	return err
}

// AddCase implements review.Store.
func (s *Store) AddCase(ctx context.Context, c review.Case) error {
	r, err := rowOf(c)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Create(&r).Error
}

// SaveCase implements review.Store.
func (s *Store) SaveCase(ctx context.Context, c review.Case) error {
	r, err := rowOf(c)
	if err != nil {
		return err
	}
	old := r.Version
	r.Version++
	ok, err := s.db.Swap(ctx, &r, r.ID, old)
	if err == nil && !ok {
		return review.ErrStage.With("stage", r.Stage)
	}
	return err
}

// Case implements review.Store.
func (s *Store) Case(ctx context.Context, id review.CaseID) (review.Case, error) {
	r, err := sqldb.First[caseRow](ctx, s.db, "id = ?", string(id))
	if err != nil {
		return review.Case{}, missing(err, review.ErrNotFound)
	}
	return r.toCase()
}

func cases(rows []caseRow) ([]review.Case, error) {
	out := make([]review.Case, len(rows))
	var failed error
	for i, r := range rows {
		c, err := r.toCase()
		out[i], failed = c, errors.Join(failed, err)
	}
	return out, failed
}

// Cases implements review.Store.
func (s *Store) Cases(ctx context.Context, q review.Query) ([]review.Case, error) {
	tx := s.db.Conn(ctx)
	if q.Person != "" {
		tx = tx.Where("person_id = ?", string(q.Person))
	} else {
		under, args := sqldb.Under("org_path", q.Paths)
		above, more := sqldb.Under("authority_path", q.Authorities)
		tx = tx.Where("("+under+" OR "+above+")", append(args, more...)...)
	}
	if q.Sitting != "" {
		tx = tx.Where("sitting_id = ?", string(q.Sitting))
	}
	if q.Stage != "" {
		tx = tx.Where("stage = ?", string(q.Stage))
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	var rows []caseRow
	if err := tx.Order("id DESC").Limit(sqldb.Page(q.Limit)).Find(&rows).Error; err != nil {
		return nil, err
	}
	return cases(rows)
}

// Due implements review.Store.
func (s *Store) Due(ctx context.Context, today actor.Date, limit int) ([]review.Case, error) {
	var rows []caseRow
	err := s.db.Conn(ctx).Where("(stage = ? AND statement_until < ?) OR (stage = ? AND appeal_until < ?)", string(review.Statement), string(today),
		string(review.Appealable), string(today)).Order("id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return cases(rows)
}

type numberRow struct {
	Scope  string `gorm:"column:scope;primaryKey"`
	YearNo int    `gorm:"column:year_no;primaryKey"`
	N      int    `gorm:"column:n"`
}

func (numberRow) TableName() string { return "review_number" }

// Number implements review.Store. The row is locked until the transaction ends: no number is given twice.
func (s *Store) Number(ctx context.Context, scope string, year int) (int, error) {
	up := clause.OnConflict{Columns: []clause.Column{{Name: "scope"}, {Name: "year_no"}}, DoUpdates: clause.Assignments(map[string]any{"n": gorm.Expr("n + 1")})}
	if err := s.db.Conn(ctx).Clauses(up).Create(&numberRow{scope, year, 1}).Error; err != nil {
		return 0, err
	}
	r, err := sqldb.First[numberRow](ctx, s.db, "scope = ? AND year_no = ?", scope, year)
	return r.N, err
}
