// Package store keeps class hours and exemptions in the database through GORM. It implements courseware.Store.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type entryRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	PersonID       string       `gorm:"column:person_id"`
	OrgID          string       `gorm:"column:org_id"`
	OrgName        string       `gorm:"column:org_name"`
	ItemCode       string       `gorm:"column:item_code"`
	Kind           string       `gorm:"column:kind"`
	Mode           string       `gorm:"column:mode"`
	ClassHours     int          `gorm:"column:class_hours"`
	FromDay        string       `gorm:"column:from_day"`
	ToDay          string       `gorm:"column:to_day"`
	ClassName      string       `gorm:"column:class_name"`
	Evidence       string       `gorm:"column:evidence"`
	Attachment     string       `gorm:"column:attachment"`
	EmployerID     string       `gorm:"column:employer_id"`
	EmployerName   string       `gorm:"column:employer_name"`
	Employment     string       `gorm:"column:employment"`
	Corrects       *string      `gorm:"column:corrects"`
	Reason         string       `gorm:"column:reason"`
	RequestKey     *string      `gorm:"column:request_key"`
	RecordedBy     string       `gorm:"column:recorded_by"`
	RecordedPerson string       `gorm:"column:recorded_person"`
	RecordedName   string       `gorm:"column:recorded_name"`
	RecordedAt     sqldb.Millis `gorm:"column:recorded_at"`
}

func (entryRow) TableName() string { return "hours_entry" }

func entryToRow(e courseware.Entry) entryRow {
	return entryRow{
		ID: string(e.ID), PersonID: string(e.Person), OrgID: string(e.Org), OrgName: e.OrgName, ItemCode: e.Item, Kind: string(e.Kind),
		Mode: string(e.Mode), ClassHours: e.ClassHours, FromDay: string(e.From), ToDay: string(e.To), ClassName: e.Class, Evidence: e.Evidence,
		Attachment: e.Attachment, EmployerID: string(e.Employer), EmployerName: e.EmployerName, Employment: string(e.Employment),
		Corrects: orNull(string(e.Corrects)), Reason: e.Reason, RequestKey: orNull(e.RequestKey), RecordedBy: e.By, RecordedPerson: e.ByPerson,
		RecordedName: e.ByName, RecordedAt: sqldb.At(e.At),
	}
}

func (r entryRow) entry() courseware.Entry {
	return courseware.Entry{
		ID: courseware.EntryID(r.ID), Person: people.PersonID(r.PersonID), Org: people.OrgID(r.OrgID), OrgName: r.OrgName, Item: r.ItemCode,
		Kind: courseware.Kind(r.Kind), Mode: courseware.Mode(r.Mode), ClassHours: r.ClassHours, From: actor.Date(r.FromDay), To: actor.Date(r.ToDay),
		Class: r.ClassName, Evidence: r.Evidence, Attachment: r.Attachment, Employer: people.OrgID(r.EmployerID), EmployerName: r.EmployerName,
		Employment: people.EmploymentKind(r.Employment), Corrects: courseware.EntryID(orEmpty(r.Corrects)), Reason: r.Reason,
		RequestKey: orEmpty(r.RequestKey), By: r.RecordedBy, ByPerson: r.RecordedPerson, ByName: r.RecordedName, At: r.RecordedAt.Time(),
	}
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Store implements courseware.Store.
type Store struct{ db *sqldb.DB }

var _ courseware.Store = (*Store)(nil)

// New returns a Store.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements courseware.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// LockPerson implements courseware.Store.
func (s *Store) LockPerson(ctx context.Context, p people.PersonID) error {
	for {
		up := s.db.Conn(ctx).Exec("UPDATE hours_guard SET version = version + 1 WHERE person_id = ?", string(p))
		if up.Error != nil || up.RowsAffected == 1 {
			return up.Error
		}
		err := s.db.Conn(ctx).Exec("INSERT INTO hours_guard (person_id, version) VALUES (?, 0)", string(p)).Error
		if err != nil && !errors.Is(err, gorm.ErrDuplicatedKey) {
			return err
		}
	}
}

// AddEntry implements courseware.Store. It runs under LockPerson; a key that another person's entry took meanwhile, or a
// second correction, fails by the unique indexes.
func (s *Store) AddEntry(ctx context.Context, e courseware.Entry) (courseware.Entry, bool, error) {
	if have, seen, err := s.byRequest(ctx, e); seen || err != nil {
		return have, seen, err
	}
	row := entryToRow(e)
	err := s.db.Conn(ctx).Create(&row).Error
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey) && e.Corrects != "":
		return courseware.Entry{}, false, courseware.ErrCorrected.Wrap(err)
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return courseware.Entry{}, false, courseware.ErrKeyReused.Wrap(err)
	}
	return e, false, err
}

func (s *Store) byRequest(ctx context.Context, e courseware.Entry) (courseware.Entry, bool, error) {
	if e.RequestKey == "" {
		return courseware.Entry{}, false, nil
	}
	var have entryRow
	err := s.db.Conn(ctx).Where("org_id = ? AND request_key = ?", string(e.Org), e.RequestKey).Take(&have).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return courseware.Entry{}, false, nil
	}
	if err != nil {
		return courseware.Entry{}, false, err
	}
	out, err := s.chained(ctx, []entryRow{have})
	if err != nil {
		return courseware.Entry{}, false, err
	}
	return out[0], true, nil
}

// Entry implements courseware.Store.
func (s *Store) Entry(ctx context.Context, id courseware.EntryID) (courseware.Entry, error) {
	var row entryRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return courseware.Entry{}, courseware.ErrNoEntry
	}
	if err != nil {
		return courseware.Entry{}, err
	}
	out, err := s.chained(ctx, []entryRow{row})
	if err != nil {
		return courseware.Entry{}, err
	}
	return out[0], nil
}

// EntriesOfPerson implements courseware.Store.
func (s *Store) EntriesOfPerson(ctx context.Context, p people.PersonID, item string) ([]courseware.Entry, error) {
	q := s.db.Conn(ctx).Where("person_id = ?", string(p)).Order("id")
	if item != "" {
		q = q.Where("item_code = ?", item)
	}
	var rows []entryRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.chained(ctx, rows)
}

// EntriesOfOrg implements courseware.Store.
func (s *Store) EntriesOfOrg(ctx context.Context, org people.OrgID, before courseware.EntryID, limit int) ([]courseware.Entry, error) {
	q := s.db.Conn(ctx).Where("org_id = ?", string(org)).Order("id DESC").Limit(limit)
	if before != "" {
		q = q.Where("id < ?", string(before))
	}
	var rows []entryRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.chained(ctx, rows)
}

// chained fills in which entries were corrected by which.
func (s *Store) chained(ctx context.Context, rows []entryRow) ([]courseware.Entry, error) {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	by := map[string]string{}
	if len(ids) > 0 {
		var later []entryRow
		if err := s.db.Conn(ctx).Select("id", "corrects").Where("corrects IN ?", ids).Find(&later).Error; err != nil {
			return nil, err
		}
		for _, l := range later {
			by[orEmpty(l.Corrects)] = l.ID
		}
	}
	out := make([]courseware.Entry, len(rows))
	for i, r := range rows {
		out[i] = r.entry()
		out[i].CorrectedBy = courseware.EntryID(by[r.ID])
	}
	return out, nil
}

type exemptionRow struct {
	ID              string       `gorm:"column:id;primaryKey"`
	PersonID        string       `gorm:"column:person_id"`
	OrgID           string       `gorm:"column:org_id"`
	ItemCode        string       `gorm:"column:item_code"`
	Reason          string       `gorm:"column:reason"`
	Evidence        string       `gorm:"column:evidence"`
	Attachment      string       `gorm:"column:attachment"`
	State           string       `gorm:"column:state"`
	LiveKey         *string      `gorm:"column:live_key"`
	SubmittedBy     string       `gorm:"column:submitted_by"`
	SubmittedPerson string       `gorm:"column:submitted_person"`
	SubmittedName   string       `gorm:"column:submitted_name"`
	SubmittedAt     sqldb.Millis `gorm:"column:submitted_at"`
	DecidedBy       string       `gorm:"column:decided_by"`
	DecidedPerson   string       `gorm:"column:decided_person"`
	DecidedName     string       `gorm:"column:decided_name"`
	DecidedAt       sqldb.Millis `gorm:"column:decided_at"`
	Decision        string       `gorm:"column:decision"`
	RuleSetID       string       `gorm:"column:rule_set_id"`
}

func (exemptionRow) TableName() string { return "training_exemption" }

// liveKey is unique while the exemption is open or approved.
func liveKey(e courseware.Exemption) *string {
	if e.State == courseware.Rejected || e.State == courseware.Revoked {
		return nil
	}
	return orNull(string(e.Person) + "|" + e.Item + "|" + string(e.Reason))
}

func exemptionToRow(e courseware.Exemption) exemptionRow {
	return exemptionRow{
		ID: string(e.ID), PersonID: string(e.Person), OrgID: string(e.Org), ItemCode: e.Item, Reason: string(e.Reason), Evidence: e.Evidence,
		Attachment: e.Attachment, State: string(e.State), LiveKey: liveKey(e), SubmittedBy: e.SubmittedBy, SubmittedPerson: e.SubmittedPerson,
		SubmittedName: e.SubmittedName, SubmittedAt: sqldb.At(e.SubmittedAt), DecidedBy: e.DecidedBy, DecidedPerson: e.DecidedPerson,
		DecidedName: e.DecidedName, DecidedAt: sqldb.At(e.DecidedAt), Decision: e.Decision, RuleSetID: string(e.RuleSet),
	}
}

func (r exemptionRow) exemption() courseware.Exemption {
	return courseware.Exemption{
		ID: courseware.ExemptionID(r.ID), Person: people.PersonID(r.PersonID), Org: people.OrgID(r.OrgID), Item: r.ItemCode,
		Reason: rules.Exemption(r.Reason), Evidence: r.Evidence, Attachment: r.Attachment, State: courseware.ExemptionState(r.State),
		SubmittedBy: r.SubmittedBy, SubmittedPerson: r.SubmittedPerson, SubmittedName: r.SubmittedName, SubmittedAt: r.SubmittedAt.Time(),
		DecidedBy: r.DecidedBy, DecidedPerson: r.DecidedPerson, DecidedName: r.DecidedName, DecidedAt: r.DecidedAt.Time(), Decision: r.Decision,
		RuleSet: rules.RuleSetID(r.RuleSetID),
	}
}

// AddExemption implements courseware.Store.
func (s *Store) AddExemption(ctx context.Context, e courseware.Exemption) error {
	row := exemptionToRow(e)
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return courseware.ErrOpenAlready.Wrap(err)
	}
	return err
}

// Exemption implements courseware.Store.
func (s *Store) Exemption(ctx context.Context, id courseware.ExemptionID) (courseware.Exemption, error) {
	var row exemptionRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return courseware.Exemption{}, courseware.ErrNoExemption
	}
	return row.exemption(), err
}

// DecideExemption implements courseware.Store.
func (s *Store) DecideExemption(ctx context.Context, e courseware.Exemption, from courseware.ExemptionState) error {
	up := s.db.Conn(ctx).Model(&exemptionRow{}).Where("id = ? AND state = ?", string(e.ID), string(from)).
		Updates(map[string]any{"state": string(e.State), "live_key": liveKey(e), "decided_by": e.DecidedBy, "decided_person": e.DecidedPerson,
			"decided_name": e.DecidedName, "decided_at": sqldb.At(e.DecidedAt), "decision": e.Decision})
	if up.Error == nil && up.RowsAffected != 1 {
		return courseware.ErrDecided
	}
	return up.Error
}

// ExemptionsOfPerson implements courseware.Store.
func (s *Store) ExemptionsOfPerson(ctx context.Context, p people.PersonID, item string) ([]courseware.Exemption, error) {
	q := s.db.Conn(ctx).Where("person_id = ?", string(p)).Order("id")
	if item != "" {
		q = q.Where("item_code = ?", item)
	}
	return exemptions(q)
}

// Exemptions implements courseware.Store.
func (s *Store) Exemptions(ctx context.Context, org people.OrgID, state courseware.ExemptionState, before courseware.ExemptionID, limit int) ([]courseware.Exemption, error) {
	q := s.db.Conn(ctx).Where("org_id = ?", string(org)).Order("id DESC").Limit(limit)
	if state != "" {
		q = q.Where("state = ?", string(state))
	}
	if before != "" {
		q = q.Where("id < ?", string(before))
	}
	return exemptions(q)
}

func exemptions(q *gorm.DB) ([]courseware.Exemption, error) {
	var rows []exemptionRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]courseware.Exemption, len(rows))
	for i, r := range rows {
		out[i] = r.exemption()
	}
	return out, nil
}
