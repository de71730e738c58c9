package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type checkRow struct {
	ID              string       `gorm:"column:id;primaryKey"`
	ResultID        string       `gorm:"column:result_id"`
	PersonID        string       `gorm:"column:person_id"`
	OrgPath         string       `gorm:"column:org_path"`
	Reason          string       `gorm:"column:reason"`
	State           string       `gorm:"column:state"`
	AskedAt         sqldb.Millis `gorm:"column:asked_at"`
	DueOn           string       `gorm:"column:due_on"`
	AssigneeAccount string       `gorm:"column:assignee_account"`
	AssigneePerson  string       `gorm:"column:assignee_person"`
	AssigneeName    string       `gorm:"column:assignee_name"`
	AssignedAt      sqldb.Millis `gorm:"column:assigned_at"`
	Finding         string       `gorm:"column:finding"`
	Draft           string       `gorm:"column:draft"`
	Reply           string       `gorm:"column:reply"`
	Changed         bool         `gorm:"column:changed"`
	SignedAt        sqldb.Millis `gorm:"column:signed_at"`
	Version         int64        `gorm:"column:version"`
	RemindOn        string       `gorm:"column:remind_on"`
	Alarmed         int          `gorm:"column:alarmed"`
}

func (checkRow) TableName() string { return "score_check" }

func fromCheck(c release.ScoreCheck) (checkRow, error) {
	finding, err := json.Marshal(c.Finding)
	return checkRow{ID: string(c.ID), ResultID: string(c.Result), PersonID: string(c.Person), OrgPath: c.OrgPath, Reason: c.Reason,
		State: string(c.State), AskedAt: sqldb.At(c.AskedAt), DueOn: string(c.DueOn), AssigneeAccount: string(c.Assignee),
		AssigneePerson: string(c.AssigneePerson), AssigneeName: c.Name, AssignedAt: sqldb.At(c.AssignedAt), Finding: string(finding),
		Draft: c.Draft, Reply: c.Reply, Changed: c.Changed, SignedAt: sqldb.At(c.SignedAt), Version: c.Version,
		RemindOn: string(c.RemindOn), Alarmed: c.Alarmed}, err
}

func (r checkRow) check() (release.ScoreCheck, error) {
	c := release.ScoreCheck{ID: release.CheckID(r.ID), Result: exam.ResultID(r.ResultID), Person: people.PersonID(r.PersonID),
		OrgPath: r.OrgPath, Reason: r.Reason, State: release.CheckState(r.State), AskedAt: r.AskedAt.Time(), DueOn: actor.Date(r.DueOn),
		Assignee: people.AccountID(r.AssigneeAccount), AssigneePerson: people.PersonID(r.AssigneePerson), Name: r.AssigneeName,
		AssignedAt: r.AssignedAt.Time(), Draft: r.Draft, Reply: r.Reply, Changed: r.Changed, SignedAt: r.SignedAt.Time(), Version: r.Version,
		RemindOn: actor.Date(r.RemindOn), Alarmed: r.Alarmed}
	return c, json.Unmarshal([]byte(r.Finding), &c.Finding)
}

// AddCheck implements release.CheckStore.
func (s *Store) AddCheck(ctx context.Context, c release.ScoreCheck) error {
	row, err := fromCheck(c)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return release.ErrCheckTwice
	}
	return err
}

// SaveCheck implements release.CheckStore.
func (s *Store) SaveCheck(ctx context.Context, c release.ScoreCheck) error {
	r, err := fromCheck(c)
	if err != nil {
		return err
	}
	res := s.db.Conn(ctx).Model(&checkRow{}).Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{
		"state": r.State, "assignee_account": r.AssigneeAccount, "assignee_person": r.AssigneePerson, "assignee_name": r.AssigneeName,
		"assigned_at": r.AssignedAt, "finding": r.Finding, "draft": r.Draft, "reply": r.Reply, "changed": r.Changed,
		"signed_at": r.SignedAt, "alarmed": r.Alarmed, "version": r.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

func (s *Store) oneCheck(ctx context.Context, where, arg string) (release.ScoreCheck, error) {
	var row checkRow
	err := s.db.Conn(ctx).Where(where, arg).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return release.ScoreCheck{}, release.ErrNoCheck
	}
	if err != nil {
		return release.ScoreCheck{}, err
	}
	return row.check()
}

// Check implements release.CheckStore.
func (s *Store) Check(ctx context.Context, id release.CheckID) (release.ScoreCheck, error) {
	return s.oneCheck(ctx, "id = ?", string(id))
}

// CheckOf implements release.CheckStore.
func (s *Store) CheckOf(ctx context.Context, id exam.ResultID) (release.ScoreCheck, error) {
	return s.oneCheck(ctx, "result_id = ?", string(id))
}

// Checks implements release.CheckStore.
func (s *Store) Checks(ctx context.Context, q release.CheckQuery) ([]release.ScoreCheck, error) {
	if len(q.Paths) == 0 {
		return nil, nil
	}
	tx := s.db.Conn(ctx).Where(s.under(ctx, "org_path", q.Paths))
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Assignee != "" {
		tx = tx.Where("assignee_account = ?", string(q.Assignee))
	}
	if due, id, ok := strings.Cut(q.After, "|"); ok {
		tx = tx.Where("(due_on > ? OR (due_on = ? AND id > ?))", due, due, id)
	}
	var rows []checkRow
	if err := tx.Order("due_on, id").Limit(bound(q.Limit)).Find(&rows).Error; err != nil {
		return nil, err
	}
	return checks(rows)
}

func checks(rows []checkRow) ([]release.ScoreCheck, error) {
	out := make([]release.ScoreCheck, len(rows))
	for i, r := range rows {
		c, err := r.check()
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

// CheckAlarms implements release.CheckStore.
func (s *Store) CheckAlarms(ctx context.Context, on actor.Date, limit int) ([]release.ScoreCheck, error) {
	var rows []checkRow
	err := s.db.Conn(ctx).Where("state <> ? AND ((alarmed = 0 AND remind_on <= ?) OR (alarmed < 2 AND due_on < ?))",
		string(release.CheckReplied), string(on), string(on)).Order("due_on, id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return checks(rows)
}

type revisionRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	ResultID     string       `gorm:"column:result_id"`
	No           int          `gorm:"column:no"`
	Points       int          `gorm:"column:points"`
	FullPoints   int          `gorm:"column:full_points"`
	PassMark     int          `gorm:"column:pass_mark"`
	Passed       bool         `gorm:"column:passed"`
	RightCount   int          `gorm:"column:right_count"`
	PartialCount int          `gorm:"column:partial_count"`
	WrongCount   int          `gorm:"column:wrong_count"`
	BlankCount   int          `gorm:"column:blank_count"`
	KeyVersion   int          `gorm:"column:key_version"`
	CheckID      string       `gorm:"column:check_id"`
	WasPoints    int          `gorm:"column:was_points"`
	WasPassed    bool         `gorm:"column:was_passed"`
	Reason       string       `gorm:"column:reason"`
	MadeBy       string       `gorm:"column:made_by"`
	MadePerson   string       `gorm:"column:made_person"`
	MadeName     string       `gorm:"column:made_name"`
	MadeAt       sqldb.Millis `gorm:"column:made_at"`
}

func (revisionRow) TableName() string { return "result_revision" }

// AddRevision implements release.CheckStore.
func (s *Store) AddRevision(ctx context.Context, r release.Revision) error {
	row := revisionRow{ID: r.ID, ResultID: string(r.Result), No: r.No, Points: r.Points, FullPoints: r.Full, PassMark: r.PassMark,
		Passed: r.Passed, RightCount: r.Right, PartialCount: r.Partial, WrongCount: r.Wrong, BlankCount: r.Blank,
		KeyVersion: r.KeyVersion, CheckID: string(r.Check), WasPoints: r.WasPoints, WasPassed: r.WasPassed, Reason: r.Reason,
		MadeBy: string(r.By), MadePerson: string(r.ByPerson), MadeName: r.ByName, MadeAt: sqldb.At(r.At)}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return exam.ErrChanged
	}
	return err
}

// Revisions implements release.CheckStore.
func (s *Store) Revisions(ctx context.Context, id exam.ResultID) ([]release.Revision, error) {
	return s.RevisionsOf(ctx, []exam.ResultID{id})
}

// RevisionsOf implements release.CheckStore.
func (s *Store) RevisionsOf(ctx context.Context, ids []exam.ResultID) ([]release.Revision, error) {
	var rows []revisionRow
	err := s.db.Conn(ctx).Where("result_id IN ?", ids).Order("result_id, no").Find(&rows).Error
	out := make([]release.Revision, len(rows))
	for i, r := range rows {
		out[i] = release.Revision{ID: r.ID, Result: exam.ResultID(r.ResultID), No: r.No, Points: r.Points, Full: r.FullPoints,
			PassMark: r.PassMark, Passed: r.Passed, Right: r.RightCount, Partial: r.PartialCount, Wrong: r.WrongCount,
			Blank: r.BlankCount, KeyVersion: r.KeyVersion, Check: release.CheckID(r.CheckID), WasPoints: r.WasPoints,
			WasPassed: r.WasPassed, Reason: r.Reason, By: people.AccountID(r.MadeBy), ByPerson: people.PersonID(r.MadePerson),
			ByName: r.MadeName, At: r.MadeAt.Time()}
	}
	return out, err
}
