package store

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type numberRow struct {
	PersonID    string `gorm:"column:person_id;primaryKey"`
	Space       string `gorm:"column:space;primaryKey"`
	Sealed      string `gorm:"column:sealed"`
	NumberIndex []byte `gorm:"column:number_index"`
}

func (numberRow) TableName() string { return "permit_number" }

// NumberOf implements permit.PermitStore.
func (s *Store) NumberOf(ctx context.Context, p people.PersonID, space string) (string, []byte, bool, error) {
	var rows []numberRow
	err := s.db.Conn(ctx).Where("person_id = ? AND space = ?", string(p), space).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", nil, false, err
	}
	return rows[0].Sealed, rows[0].NumberIndex, true, nil
}

// ReplaceNumber implements permit.PermitStore.
func (s *Store) ReplaceNumber(ctx context.Context, p people.PersonID, space, sealed string, index []byte) error {
	err := s.db.Conn(ctx).Model(&numberRow{}).Where("person_id = ? AND space = ?", string(p), space).
		Updates(map[string]any{"sealed": sealed, "number_index": index}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	return err
}

// AddNumber implements permit.PermitStore.
func (s *Store) AddNumber(ctx context.Context, p people.PersonID, space, sealed string, index []byte) error {
	return s.create(ctx, &numberRow{PersonID: string(p), Space: space, Sealed: sealed, NumberIndex: index})
}

type historyRow struct {
	PermitID string       `gorm:"column:permit_id;primaryKey"`
	Seq      int          `gorm:"column:seq;primaryKey;autoIncrement:false"`
	Status   string       `gorm:"column:status"`
	OnDate   string       `gorm:"column:on_date"`
	Reason   string       `gorm:"column:reason"`
	Legal    string       `gorm:"column:legal"`
	ChangeID string       `gorm:"column:change_id"`
	ByNames  string       `gorm:"column:by_names"`
	At       sqldb.Millis `gorm:"column:at"`
}

func (historyRow) TableName() string { return "permit_history" }

// AddEvent implements permit.PermitStore.
func (s *Store) AddEvent(ctx context.Context, e permit.Event) error {
	return s.create(ctx, &historyRow{PermitID: string(e.Permit), Seq: e.Seq, Status: e.Status, OnDate: string(e.On), Reason: e.Reason,
		Legal: e.Legal, ChangeID: string(e.Change), ByNames: strings.Join(e.By, "|"), At: sqldb.At(e.At)})
}

// History implements permit.PermitStore.
func (s *Store) History(ctx context.Context, id permit.ID) ([]permit.Event, error) {
	var rows []historyRow
	err := s.db.Conn(ctx).Where("permit_id = ?", string(id)).Order("seq").Find(&rows).Error
	out := make([]permit.Event, len(rows))
	for i, r := range rows {
		out[i] = permit.Event{Permit: permit.ID(r.PermitID), Seq: r.Seq, Status: r.Status, On: actor.Date(r.OnDate), Reason: r.Reason,
			Legal: r.Legal, Change: permit.ChangeID(r.ChangeID), At: r.At.Time()}
		if r.ByNames != "" {
			out[i].By = strings.Split(r.ByNames, "|")
		}
	}
	return out, err
}

type changeRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	PermitID       string       `gorm:"column:permit_id"`
	LiveKey        *string      `gorm:"column:live_key"`
	OrgPath        string       `gorm:"column:org_path"`
	Kind           string       `gorm:"column:kind"`
	Reason         string       `gorm:"column:reason"`
	Legal          string       `gorm:"column:legal"`
	Until          string       `gorm:"column:until_date"`
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

func (changeRow) TableName() string { return "permit_change" }

func (r changeRow) change() permit.Change {
	return permit.Change{ID: permit.ChangeID(r.ID), Permit: permit.ID(r.PermitID), OrgPath: r.OrgPath, Kind: permit.ChangeKind(r.Kind),
		Reason: r.Reason, Legal: r.Legal, Until: actor.Date(r.Until), State: permit.ChangeState(r.State), ProposedBy: people.AccountID(r.ProposedBy),
		ProposedPerson: people.PersonID(r.ProposedPerson), ProposedName: r.ProposedName, ProposedAt: r.ProposedAt.Time(),
		DecidedBy: people.AccountID(r.DecidedBy), DecidedPerson: people.PersonID(r.DecidedPerson), DecidedName: r.DecidedName,
		DecidedAt: r.DecidedAt.Time(), Note: r.Note}
}

// AddChange implements permit.ChangeStore.
func (s *Store) AddChange(ctx context.Context, c permit.Change) error {
	return s.create(ctx, &changeRow{ID: string(c.ID), PermitID: string(c.Permit), LiveKey: optional(string(c.Permit)), OrgPath: c.OrgPath,
		Kind: string(c.Kind), Reason: c.Reason, Legal: c.Legal, Until: string(c.Until), State: string(c.State), ProposedBy: string(c.ProposedBy),
		ProposedPerson: string(c.ProposedPerson), ProposedName: c.ProposedName, ProposedAt: sqldb.At(c.ProposedAt)})
}

// DecideChange implements permit.ChangeStore.
func (s *Store) DecideChange(ctx context.Context, c permit.Change) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&changeRow{}).Where("id = ? AND live_key IS NOT NULL", string(c.ID)).Updates(map[string]any{
		"live_key": nil, "state": string(c.State), "decided_by": string(c.DecidedBy), "decided_person": string(c.DecidedPerson),
		"decided_name": c.DecidedName, "decided_at": sqldb.At(c.DecidedAt), "note": c.Note}), permit.ErrChanged)
}

// Change implements permit.ChangeStore.
func (s *Store) Change(ctx context.Context, id permit.ChangeID) (permit.Change, error) {
	var r changeRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return permit.Change{}, sqldb.Absent(err, permit.ErrNotFound)
	}
	return r.change(), nil
}

// ChangesOf implements permit.ChangeStore.
func (s *Store) ChangesOf(ctx context.Context, id permit.ID) ([]permit.Change, error) {
	var rows []changeRow
	err := s.db.Conn(ctx).Where("permit_id = ?", string(id)).Order("id").Find(&rows).Error
	return changes(rows), err
}

// OpenChanges implements permit.ChangeStore.
func (s *Store) OpenChanges(ctx context.Context, paths []string, after permit.ChangeID, limit int) ([]permit.Change, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	var rows []changeRow
	err := s.db.Within(ctx, "org_path", paths).Where("live_key IS NOT NULL AND id > ?", string(after)).
		Order("id").Limit(sqldb.Page(limit)).Find(&rows).Error
	return changes(rows), err
}

func changes(rows []changeRow) []permit.Change {
	out := make([]permit.Change, len(rows))
	for i, r := range rows {
		out[i] = r.change()
	}
	return out
}
