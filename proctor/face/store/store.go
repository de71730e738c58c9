// Package store keeps rows of face templates and comparisons in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/face"
)

// Store implements face.Store on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

var _ face.Store = (*Store)(nil)

type templateRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	PersonID      string       `gorm:"column:person_id"`
	RoomID        string       `gorm:"column:room_id"`
	OrgPath       string       `gorm:"column:org_path"`
	BookingID     string       `gorm:"column:booking_id"`
	LiveKey       *string      `gorm:"column:live_key"`
	Source        string       `gorm:"column:source"`
	NoticeVersion int          `gorm:"column:notice_version"`
	ConsentAt     sqldb.Millis `gorm:"column:consent_at"`
	Channel       string       `gorm:"column:channel"`
	CreatedAt     sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	DeleteAfter   sqldb.Millis `gorm:"column:delete_after"`
	State         string       `gorm:"column:state"`
	Cause         string       `gorm:"column:cause"`
	WithdrawnAt   sqldb.Millis `gorm:"column:withdrawn_at"`
	DeletedAt     sqldb.Millis `gorm:"column:deleted_at"`
	Proof         string       `gorm:"column:proof"`
	Tries         int          `gorm:"column:tries"`
	Trouble       string       `gorm:"column:trouble"`
	Version       int          `gorm:"column:version"`
}

func (templateRow) TableName() string { return "face_template" }

func fromTemplate(t face.Template) (*templateRow, error) {
	r := &templateRow{ID: string(t.ID), PersonID: string(t.Person), RoomID: string(t.Room), OrgPath: t.OrgPath, BookingID: string(t.Booking),
		Source: string(t.Source), NoticeVersion: t.NoticeVersion, ConsentAt: sqldb.At(t.ConsentAt), Channel: t.Channel, CreatedAt: sqldb.At(t.CreatedAt),
		DeleteAfter: sqldb.At(t.DeleteAfter), State: string(t.State), Cause: string(t.Cause), WithdrawnAt: sqldb.At(t.WithdrawnAt),
		DeletedAt: sqldb.At(t.DeletedAt), Tries: t.Tries, Trouble: t.Trouble, Version: t.Version}
	if t.State != face.Deleted {
		key := string(t.Booking)
		r.LiveKey = &key
	}
	if t.Proof.Kind != "" {
		b, err := json.Marshal(t.Proof)
		if err != nil {
			return nil, err
		}
		r.Proof = string(b)
	}
	return r, nil
}

func toTemplate(r templateRow) face.Template {
	t := face.Template{ID: face.TemplateID(r.ID), Person: people.PersonID(r.PersonID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath,
		Booking: booking.BookingID(r.BookingID), Source: face.Source(r.Source), NoticeVersion: r.NoticeVersion, ConsentAt: r.ConsentAt.Time(),
		Channel: r.Channel, CreatedAt: r.CreatedAt.Time(), DeleteAfter: r.DeleteAfter.Time(), State: face.State(r.State), Cause: face.Cause(r.Cause),
		WithdrawnAt: r.WithdrawnAt.Time(), DeletedAt: r.DeletedAt.Time(), Tries: r.Tries, Trouble: r.Trouble, Version: r.Version}
	if r.Proof != "" {
		_ = json.Unmarshal([]byte(r.Proof), &t.Proof) // written above; an unreadable proof shows as none
	}
	return t
}

type matchRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	TemplateID string       `gorm:"column:template_id"`
	PersonID   string       `gorm:"column:person_id"`
	RoomID     string       `gorm:"column:room_id"`
	Challenge  string       `gorm:"column:challenge"`
	Purpose    string       `gorm:"column:purpose"`
	Camera     string       `gorm:"column:camera"`
	Statement  string       `gorm:"column:statement"`
	At         sqldb.Millis `gorm:"column:at"`
}

func (matchRow) TableName() string { return "face_match" }

func toMatch(r matchRow) face.Match {
	m := face.Match{ID: face.MatchID(r.ID), Template: face.TemplateID(r.TemplateID), Person: people.PersonID(r.PersonID), Room: site.RoomID(r.RoomID),
		Purpose: face.Purpose(r.Purpose), Camera: r.Camera, At: r.At.Time()}
	_ = json.Unmarshal([]byte(r.Statement), &m.Statement) // written below
	return m
}

func known(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return face.ErrNotFound
	}
	return err
}

// InTx implements face.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// AddTemplate implements face.Store.
func (s *Store) AddTemplate(ctx context.Context, t face.Template) (face.Template, error) {
	if old, err := s.TemplateOf(ctx, t.Booking); err == nil || !errors.Is(err, face.ErrNotFound) {
		return old, err
	}
	row, err := fromTemplate(t)
	if err != nil {
		return t, err
	}
	err = s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) { // another step of the same visit was quicker
		return s.TemplateOf(ctx, t.Booking)
	}
	return t, err
}

// SaveTemplate implements face.Store.
func (s *Store) SaveTemplate(ctx context.Context, t face.Template) error {
	row, err := fromTemplate(t)
	if err != nil {
		return err
	}
	row.Version++
	ok, err := s.db.Swap(ctx, row, row.ID, t.Version)
	if err == nil && !ok {
		err = face.ErrStale
	}
	return err
}

// Template implements face.Store.
func (s *Store) Template(ctx context.Context, id face.TemplateID) (face.Template, error) {
	r, err := sqldb.First[templateRow](ctx, s.db, "id = ?", string(id))
	return toTemplate(r), known(err)
}

// TemplateOf implements face.Store.
func (s *Store) TemplateOf(ctx context.Context, b booking.BookingID) (face.Template, error) {
	r, err := sqldb.First[templateRow](ctx, s.db, "live_key = ?", string(b))
	return toTemplate(r), known(err)
}

// DueTemplates implements face.Store.
func (s *Store) DueTemplates(ctx context.Context, now time.Time) ([]face.Template, error) {
	return sqldb.All(ctx, s.db, toTemplate, "tries, delete_after, id", 200, "live_key IS NOT NULL AND delete_after <= ?", sqldb.At(now))
}

// TemplatesOf implements face.Store.
func (s *Store) TemplatesOf(ctx context.Context, p people.PersonID, limit int) ([]face.Template, error) {
	return sqldb.All(ctx, s.db, toTemplate, "id DESC", limit, "person_id = ?", string(p))
}

// AddMatch implements face.Store.
func (s *Store) AddMatch(ctx context.Context, m face.Match) error {
	b, err := json.Marshal(m.Statement)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(&matchRow{ID: string(m.ID), TemplateID: string(m.Template), PersonID: string(m.Person), RoomID: string(m.Room),
		Challenge: m.Statement.Challenge, Purpose: string(m.Purpose), Camera: m.Camera, Statement: string(b), At: sqldb.At(m.At)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return face.ErrReplayed
	}
	return err
}

// MatchesOf implements face.Store.
func (s *Store) MatchesOf(ctx context.Context, p people.PersonID, limit int) ([]face.Match, error) {
	return sqldb.All(ctx, s.db, toMatch, "id DESC", limit, "person_id = ?", string(p))
}

// Count implements face.Store.
func (s *Store) Count(ctx context.Context, overdue time.Time) (face.Register, error) {
	var r face.Register
	var n struct{ Persons, Templates, Overdue int }
	err := s.db.Conn(ctx).Raw("SELECT COUNT(DISTINCT person_id) AS persons, COUNT(live_key) AS templates, "+
		"COALESCE(SUM(CASE WHEN live_key IS NOT NULL AND delete_after <= ? THEN 1 ELSE 0 END), 0) AS overdue "+
		"FROM face_template WHERE live_key IS NOT NULL OR (source = ? AND withdrawn_at = 0)", int64(sqldb.At(overdue)), string(face.FromEnrolment)).Scan(&n).Error
	r.Persons, r.Templates, r.Overdue = n.Persons, n.Templates, n.Overdue
	return r, err
}
