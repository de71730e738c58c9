package store

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type passRow struct {
	ID                string       `gorm:"column:id;primaryKey"`
	PersonID          string       `gorm:"column:person_id"`
	ItemCode          string       `gorm:"column:item_code"`
	PersonType        string       `gorm:"column:person_type"`
	ExamApplicationID string       `gorm:"column:exam_application_id"`
	ResultID          string       `gorm:"column:result_id"`
	Revision          int          `gorm:"column:revision"`
	SittingID         string       `gorm:"column:sitting_id"`
	PassedOn          string       `gorm:"column:passed_on"`
	Points            int          `gorm:"column:points"`
	PassMark          int          `gorm:"column:pass_mark"`
	RuleSetID         string       `gorm:"column:rule_set_id"`
	OrgPath           string       `gorm:"column:org_path"`
	ReleasedAt        sqldb.Millis `gorm:"column:released_at"`
	ReleaserAccount   string       `gorm:"column:releaser_account"`
	ReleaserPerson    string       `gorm:"column:releaser_person"`
	State             string       `gorm:"column:state"`
	Reason            string       `gorm:"column:reason"`
}

func (passRow) TableName() string { return "pass_record" }

func (r passRow) pass() permit.Pass {
	return permit.Pass{ID: permit.PassID(r.ID), Person: people.PersonID(r.PersonID), Item: r.ItemCode, PersonType: rules.PersonType(r.PersonType),
		ExamApplication: application.ID(r.ExamApplicationID), Result: exam.ResultID(r.ResultID), Revision: r.Revision,
		Sitting: exam.SittingID(r.SittingID), On: actor.Date(r.PassedOn), Points: r.Points, PassMark: r.PassMark, RuleSet: r.RuleSetID,
		OrgPath: r.OrgPath, ReleasedAt: r.ReleasedAt.Time(), Releaser: people.AccountID(r.ReleaserAccount),
		ReleaserPerson: people.PersonID(r.ReleaserPerson), State: permit.PassState(r.State), Reason: r.Reason}
}

// AddPass implements permit.PassStore.
func (s *Store) AddPass(ctx context.Context, p permit.Pass) (bool, error) {
	err := s.create(ctx, &passRow{ID: string(p.ID), PersonID: string(p.Person), ItemCode: p.Item, PersonType: string(p.PersonType),
		ExamApplicationID: string(p.ExamApplication), ResultID: string(p.Result), Revision: p.Revision, SittingID: string(p.Sitting),
		PassedOn: string(p.On), Points: p.Points, PassMark: p.PassMark, RuleSetID: p.RuleSet, OrgPath: p.OrgPath,
		ReleasedAt: sqldb.At(p.ReleasedAt), ReleaserAccount: string(p.Releaser), ReleaserPerson: string(p.ReleaserPerson),
		State: string(p.State), Reason: p.Reason})
	if errors.Is(err, permit.ErrDuplicate) {
		return false, nil
	}
	return err == nil, err
}

// ReplacePasses implements permit.PassStore.
func (s *Store) ReplacePasses(ctx context.Context, result exam.ResultID, below int, reason string) ([]permit.PassID, error) {
	const which = "result_id = ? AND revision < ? AND state = ?"
	var ids []permit.PassID
	if err := s.db.Conn(ctx).Model(&passRow{}).Where(which, string(result), below, string(permit.PassValid)).
		Order("id").Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return nil, err
	}
	return ids, s.db.Conn(ctx).Model(&passRow{}).Where(which, string(result), below, string(permit.PassValid)).
		Updates(map[string]any{"state": string(permit.PassReplaced), "reason": reason}).Error
}

// PassesOf implements permit.PassStore.
func (s *Store) PassesOf(ctx context.Context, p people.PersonID, item string) ([]permit.Pass, error) {
	tx := s.db.Conn(ctx).Where("person_id = ?", string(p))
	if item != "" {
		tx = tx.Where("item_code = ?", item)
	}
	var rows []passRow
	err := tx.Order("passed_on DESC, id DESC").Limit(200).Find(&rows).Error
	out := make([]permit.Pass, len(rows))
	for i, r := range rows {
		out[i] = r.pass()
	}
	return out, err
}

// UsedPasses implements permit.PassStore.
func (s *Store) UsedPasses(ctx context.Context, ids []permit.PassID) (map[permit.PassID]permit.ID, error) {
	out := map[permit.PassID]permit.ID{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []permitRow
	err := s.db.Conn(ctx).Select("id, pass_id").Where("pass_id IN ?", ids).Find(&rows).Error
	for _, r := range rows {
		out[permit.PassID(r.PassID)] = permit.ID(r.ID)
	}
	return out, err
}
