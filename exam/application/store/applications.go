package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

type applicationRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	PersonID      string       `gorm:"column:person_id"`
	LiveItem      *string      `gorm:"column:live_item"`
	AuthorityID   string       `gorm:"column:authority_id"`
	OrgPath       string       `gorm:"column:org_path"`
	ItemCode      string       `gorm:"column:item_code"`
	PersonType    string       `gorm:"column:person_type"`
	Kind          string       `gorm:"column:kind"`
	Channel       string       `gorm:"column:channel"`
	SponsorID     string       `gorm:"column:sponsor_id"`
	State         string       `gorm:"column:state"`
	Defects       string       `gorm:"column:defects"`
	Rounds        int          `gorm:"column:rounds"`
	HelpKind      string       `gorm:"column:help_kind"`
	HelpWish      string       `gorm:"column:help_wish"`
	HelpDecided   int          `gorm:"column:help_decided"`
	HelpMinutes   int          `gorm:"column:help_minutes"`
	HelpNote      string       `gorm:"column:help_note"`
	HelpBy        string       `gorm:"column:help_by"`
	HelpLanguage  string       `gorm:"column:help_language"`
	SubmittedBy   string       `gorm:"column:submitted_by"`
	SubmittedAt   sqldb.Millis `gorm:"column:submitted_at"`
	NotifiedAt    sqldb.Millis `gorm:"column:notified_at"`
	DueOn         string       `gorm:"column:due_on"`
	Alarmed       int          `gorm:"column:alarmed"`
	AnswerBy      string       `gorm:"column:answer_by"`
	AcceptedBy    string       `gorm:"column:accepted_by"`
	DecidedBy     string       `gorm:"column:decided_by"`
	DecidedPerson string       `gorm:"column:decided_person"`
	DecidedAt     sqldb.Millis `gorm:"column:decided_at"`
	Reason        string       `gorm:"column:reason"`
	ValidTo       string       `gorm:"column:valid_to"`
	CreatedAt     sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	ChangedAt     sqldb.Millis `gorm:"column:changed_at"`
	Version       int          `gorm:"column:version"`
}

func (applicationRow) TableName() string { return "exam_application" }

func fromApplication(a application.Application) *applicationRow {
	h := a.Accommodation
	return &applicationRow{
		ID: string(a.ID), PersonID: string(a.PersonID), LiveItem: liveItem(a), AuthorityID: string(a.Authority),
		OrgPath: a.OrgPath, ItemCode: a.ItemCode, PersonType: string(a.PersonType), Kind: string(a.Kind), Channel: string(a.Channel),
		SponsorID: string(a.Sponsor), State: string(a.State), Defects: encode(a.Defects), Rounds: a.Rounds, HelpKind: string(h.Kind),
		HelpWish: h.Wish, HelpDecided: flag(h.Decided), HelpMinutes: h.ExtraMinutes, HelpNote: h.Note, HelpBy: string(h.DecidedBy), HelpLanguage: string(h.Language),
		SubmittedBy: string(a.SubmittedBy), SubmittedAt: sqldb.At(a.SubmittedAt), NotifiedAt: sqldb.At(a.NotifiedAt), DueOn: string(a.DueOn),
		Alarmed: flag(a.Alarmed), AnswerBy: string(a.AnswerBy), AcceptedBy: string(a.AcceptedBy), DecidedBy: string(a.DecidedBy),
		DecidedPerson: string(a.DecidedPerson), DecidedAt: sqldb.At(a.DecidedAt), Reason: a.Reason, ValidTo: string(a.ValidTo),
		CreatedAt: sqldb.At(a.CreatedAt), ChangedAt: sqldb.At(a.ChangedAt), Version: a.Version,
	}
}

func toApplication(r applicationRow) application.Application {
	return application.Application{
		ID: application.ID(r.ID), PersonID: people.PersonID(r.PersonID), Authority: people.OrgID(r.AuthorityID), OrgPath: r.OrgPath,
		ItemCode: r.ItemCode, PersonType: rules.PersonType(r.PersonType), Kind: application.Kind(r.Kind), Channel: application.Channel(r.Channel),
		Sponsor: people.OrgID(r.SponsorID), State: application.State(r.State), Defects: decode(r.Defects), Rounds: r.Rounds,
		Accommodation: application.Accommodation{Kind: application.AccommodationKind(r.HelpKind), Wish: r.HelpWish, Decided: r.HelpDecided == 1,
			ExtraMinutes: r.HelpMinutes, Note: r.HelpNote, DecidedBy: people.AccountID(r.HelpBy), Language: assembly.Language(r.HelpLanguage)},
		SubmittedBy: people.PersonID(r.SubmittedBy), SubmittedAt: r.SubmittedAt.Time(), NotifiedAt: r.NotifiedAt.Time(), DueOn: actor.Date(r.DueOn),
		Alarmed: r.Alarmed == 1, AnswerBy: actor.Date(r.AnswerBy), AcceptedBy: people.AccountID(r.AcceptedBy), DecidedBy: people.AccountID(r.DecidedBy),
		DecidedPerson: people.PersonID(r.DecidedPerson), DecidedAt: r.DecidedAt.Time(), Reason: r.Reason, ValidTo: actor.Date(r.ValidTo),
		CreatedAt: r.CreatedAt.Time(), ChangedAt: r.ChangedAt.Time(), Version: r.Version,
	}
}

type materialRow struct {
	ApplicationID string       `gorm:"column:application_id;primaryKey"`
	Kind          string       `gorm:"column:kind;primaryKey"`
	FileKey       string       `gorm:"column:file_key"`
	FileType      string       `gorm:"column:file_type"`
	Fit           int          `gorm:"column:fit"`
	OnDate        string       `gorm:"column:on_date"`
	Institution   string       `gorm:"column:institution"`
	Value         string       `gorm:"column:value"`
	ChangedAt     sqldb.Millis `gorm:"column:changed_at"`
}

func (materialRow) TableName() string { return "exam_application_material" }

func toMaterial(r materialRow) application.Material {
	return application.Material{Kind: rules.Material(r.Kind), File: r.FileKey, FileType: r.FileType, Fit: r.Fit == 1, Date: actor.Date(r.OnDate),
		Institution: r.Institution, Value: r.Value, ChangedAt: r.ChangedAt.Time()}
}

// Add implements application.Store.
func (s *Store) Add(ctx context.Context, a application.Application) error {
	return translate(s.db.Conn(ctx).Create(fromApplication(a)).Error)
}

// Save implements application.Store.
func (s *Store) Save(ctx context.Context, a application.Application) error {
	row := fromApplication(a)
	row.Version++
	ok, err := s.db.Swap(ctx, row, row.ID, a.Version)
	if err == nil && !ok {
		return application.ErrStale
	}
	return translate(err)
}

// Application implements application.Store.
func (s *Store) Application(ctx context.Context, id application.ID) (application.Application, error) {
	r, err := sqldb.First[applicationRow](ctx, s.db, "id = ?", id)
	if err != nil {
		return application.Application{}, translate(err)
	}
	a := toApplication(r)
	a.Materials, err = sqldb.All(ctx, s.db, toMaterial, "kind", 0, "application_id = ?", id)
	return a, err
}

// Channel implements application.Store.
func (s *Store) Channel(ctx context.Context, id application.ID) (application.Channel, error) {
	var c application.Channel
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan((*string)(&c))
	}, "SELECT channel FROM exam_application WHERE id = ?", string(id))
	if err == nil && !found {
		err = application.ErrNotFound
	}
	return c, err
}

// List implements application.Store.
func (s *Store) List(ctx context.Context, f application.Filter) ([]application.Application, error) {
	where, args := sqldb.Under("org_path", f.Paths)
	if len(f.States) > 0 {
		where, args = where+" AND state IN ?", append(args, f.States)
	}
	if f.Person != "" {
		where, args = where+" AND person_id = ?", append(args, f.Person)
	}
	if f.After != "" {
		where, args = where+" AND id > ?", append(args, f.After)
	}
	return sqldb.All(ctx, s.db, toApplication, "id", f.Limit, where, args...)
}

// SetMaterial implements application.Store.
func (s *Store) SetMaterial(ctx context.Context, id application.ID, m application.Material) error {
	row := &materialRow{string(id), string(m.Kind), m.File, m.FileType, flag(m.Fit), string(m.Date), m.Institution, m.Value, sqldb.At(m.ChangedAt)}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(row).Error
}

// LockPerson implements application.Store.
func (s *Store) LockPerson(ctx context.Context, id people.PersonID) error {
	_, err := s.db.Lock(ctx, "exam_application", "person_id = ?", id)
	return err
}

// Due implements application.Store.
func (s *Store) Due(ctx context.Context, until actor.Date) ([]application.ID, error) {
	return sqldb.All(ctx, s.db, applicationID, "id", 500, "state IN ? AND alarmed = 0 AND due_on <> '' AND due_on <= ?",
		[]string{string(application.Submitted), string(application.Accepted)}, string(until))
}

// Lapsing implements application.Store.
func (s *Store) Lapsing(ctx context.Context, today actor.Date, draftsBefore time.Time) ([]application.ID, error) {
	return sqldb.All(ctx, s.db, applicationID, "id", 500,
		"(state = ? AND answer_by < ?) OR (state = ? AND changed_at < ?) OR (state = ? AND valid_to < ?)",
		string(application.ToCorrect), string(today), string(application.Draft), sqldb.At(draftsBefore), string(application.Approved), string(today))
}

func applicationID(r applicationRow) application.ID { return application.ID(r.ID) }
