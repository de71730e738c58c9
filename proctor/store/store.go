// Package store keeps incidents, detectors and hand-overs in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
)

// Store implements the stores of package proctor on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements proctor.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type incidentRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	Kind          string       `gorm:"column:kind"`
	Class         string       `gorm:"column:class"`
	Severity      int          `gorm:"column:severity"`
	Holds         int          `gorm:"column:holds"`
	RoomID        string       `gorm:"column:room_id"`
	SeatID        string       `gorm:"column:seat_id"`
	SittingID     string       `gorm:"column:sitting_id"`
	OrgPath       string       `gorm:"column:org_path"`
	LiveKey       *string      `gorm:"column:live_key"`
	ItemKey       string       `gorm:"column:item_key"`
	SourceName    string       `gorm:"column:source_name"`
	SourceVersion string       `gorm:"column:source_version"`
	SourcePerson  string       `gorm:"column:source_person"`
	Threshold     int64        `gorm:"column:threshold_ppm"`
	Score         int64        `gorm:"column:score_ppm"`
	BeganAt       sqldb.Millis `gorm:"column:began_at"`
	RaisedAt      sqldb.Millis `gorm:"column:raised_at"`
	FirstFacts    string       `gorm:"column:first_facts"`
	Facts         string       `gorm:"column:facts"`
	UntilAt       sqldb.Millis `gorm:"column:until_at"`
	ClipFrom      sqldb.Millis `gorm:"column:clip_from"`
	ClipTo        sqldb.Millis `gorm:"column:clip_to"`
	Hits          int          `gorm:"column:hits"`
	LastAt        sqldb.Millis `gorm:"column:last_at"`
	State         string       `gorm:"column:state"`
	TakerAccount  string       `gorm:"column:taker_account"`
	TakerPerson   string       `gorm:"column:taker_person"`
	TakerName     string       `gorm:"column:taker_name"`
	TakenAt       sqldb.Millis `gorm:"column:taken_at"`
	Finding       string       `gorm:"column:finding"`
	Words         string       `gorm:"column:words"`
	CloserAccount string       `gorm:"column:closer_account"`
	CloserPerson  string       `gorm:"column:closer_person"`
	CloserName    string       `gorm:"column:closer_name"`
	EndedAt       sqldb.Millis `gorm:"column:ended_at"`
	CaseID        string       `gorm:"column:case_id"`
	Version       int          `gorm:"column:version"`
}

func (incidentRow) TableName() string { return "incident" }

// liveKey is what the unique key holds: nothing once the incident was dealt with, except for what is raised once for ever.
func liveKey(in proctor.Incident) *string {
	if !in.State.Live() && in.State != proctor.Logged && !in.Once() {
		return nil
	}
	key := in.LiveKey()
	return &key
}

func rowOf(in proctor.Incident) (incidentRow, error) {
	first, err := json.Marshal(in.First)
	if err != nil {
		return incidentRow{}, err
	}
	facts, err := json.Marshal(in.Facts)
	r := incidentRow{ID: string(in.ID), Kind: string(in.Kind), Class: string(in.Class), Severity: int(in.Severity), RoomID: string(in.Room),
		SeatID: string(in.Seat), SittingID: string(in.Sitting), OrgPath: in.OrgPath, LiveKey: liveKey(in), ItemKey: in.Key, SourceName: in.Source.Name,
		SourceVersion: in.Source.Version, SourcePerson: string(in.Source.Person), Threshold: millionths(in.Source.Threshold), Score: millionths(in.Source.Score),
		BeganAt: sqldb.At(in.At), RaisedAt: sqldb.At(in.RaisedAt), FirstFacts: string(first), Facts: string(facts), UntilAt: sqldb.At(in.Until),
		ClipFrom: sqldb.At(in.Clip.From), ClipTo: sqldb.At(in.Clip.To), Hits: in.Count, LastAt: sqldb.At(in.LastAt), State: string(in.State),
		TakerAccount: string(in.Taker.Account), TakerPerson: string(in.Taker.Person), TakerName: in.Taker.Name, TakenAt: sqldb.At(in.TakenAt),
		Finding: string(in.Finding), Words: in.Words, CloserAccount: string(in.Closer.Account), CloserPerson: string(in.Closer.Person),
		CloserName: in.Closer.Name, EndedAt: sqldb.At(in.EndedAt), CaseID: in.Case, Version: in.Version}
	if in.Holds {
		r.Holds = 1
	}
	return r, err
}

func (r incidentRow) incident() proctor.Incident {
	return proctor.Incident{ID: proctor.IncidentID(r.ID), Kind: proctor.Kind(r.Kind), Class: proctor.Class(r.Class), Severity: proctor.Severity(r.Severity),
		Holds: r.Holds != 0, Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), Sitting: exam.SittingID(r.SittingID), OrgPath: r.OrgPath, Key: r.ItemKey,
		Source: proctor.Source{Name: r.SourceName, Version: r.SourceVersion, Threshold: share(r.Threshold), Score: share(r.Score), Person: people.PersonID(r.SourcePerson)},
		At:     r.BeganAt.Time(), RaisedAt: r.RaisedAt.Time(), First: factsOf(r.FirstFacts), Facts: factsOf(r.Facts), Until: r.UntilAt.Time(),
		Clip: proctor.Clip{From: r.ClipFrom.Time(), To: r.ClipTo.Time()}, Count: r.Hits, LastAt: r.LastAt.Time(), State: proctor.State(r.State),
		Taker: officer(r.TakerAccount, r.TakerPerson, r.TakerName), TakenAt: r.TakenAt.Time(), Finding: proctor.Finding(r.Finding), Words: r.Words,
		Closer: officer(r.CloserAccount, r.CloserPerson, r.CloserName), EndedAt: r.EndedAt.Time(), Case: r.CaseID, Version: r.Version}
}

// millionths is how a share or threshold is stored: whole numbers, as every column is.
func millionths(f float64) int64 { return int64(math.Round(f * 1e6)) }

func share(n int64) float64 { return float64(n) / 1e6 }

func officer(account, person, name string) proctor.Officer {
	return proctor.Officer{Account: people.AccountID(account), Person: people.PersonID(person), Name: name}
}

// factsOf reads what rowOf wrote; a cell that cannot be read has no facts.
func factsOf(s string) map[string]string {
	out := map[string]string{}
	if json.Unmarshal([]byte(s), &out) != nil || out == nil {
		return map[string]string{}
	}
	return out
}

// missing names a row that is not there.
func missing(err error, as error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return as
	}
	return err
}

// locked reads one row and locks it until the transaction ends; SQLite has one writer and needs no lock.
func locked[R any](ctx context.Context, db *sqldb.DB, where string, args ...any) (R, error) {
	var r R
	err := db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where(where, args...).Take(&r).Error
	return r, err
}

// keep is an upsert that changes nothing of a row that is there, but locks it.
func keep(column string, keys ...string) clause.OnConflict {
	c := clause.OnConflict{DoUpdates: clause.Assignments(map[string]any{column: gorm.Expr(column)})}
	for _, k := range keys {
		c.Columns = append(c.Columns, clause.Column{Name: k})
	}
	return c
}

// Put implements proctor.IncidentStore.
func (s *Store) Put(ctx context.Context, in proctor.Incident) (proctor.Incident, bool, error) {
	row, err := rowOf(in)
	if err != nil {
		return proctor.Incident{}, false, err
	}
	if err := s.db.Conn(ctx).Clauses(keep("hits", "live_key")).Create(&row).Error; err != nil {
		return proctor.Incident{}, false, err
	}
	got, err := s.Live(ctx, in)
	return got, got.ID == in.ID, err
}

// Live implements proctor.IncidentStore.
func (s *Store) Live(ctx context.Context, in proctor.Incident) (proctor.Incident, error) {
	r, err := locked[incidentRow](ctx, s.db, "live_key = ?", in.LiveKey())
	return r.incident(), missing(err, proctor.ErrNotFound)
}

// Follow implements proctor.IncidentStore.
func (s *Store) Follow(ctx context.Context, in proctor.Incident) error {
	r, err := rowOf(in)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Model(&incidentRow{}).Where("id = ?", r.ID).Updates(map[string]any{"facts": r.Facts, "until_at": r.UntilAt,
		"clip_to": r.ClipTo, "score_ppm": r.Score, "hits": r.Hits, "last_at": r.LastAt}).Error
}

// Save implements proctor.IncidentStore.
func (s *Store) Save(ctx context.Context, in proctor.Incident) error {
	r, err := rowOf(in)
	if err != nil {
		return err
	}
	res := s.db.Conn(ctx).Model(&incidentRow{}).Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{"state": r.State, "live_key": r.LiveKey,
		"taker_account": r.TakerAccount, "taker_person": r.TakerPerson, "taker_name": r.TakerName, "taken_at": r.TakenAt, "finding": r.Finding, "words": r.Words,
		"closer_account": r.CloserAccount, "closer_person": r.CloserPerson, "closer_name": r.CloserName, "ended_at": r.EndedAt, "case_id": r.CaseID,
		"version": r.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return proctor.ErrState
	}
	return res.Error
}

// Incident implements proctor.IncidentStore.
func (s *Store) Incident(ctx context.Context, id proctor.IncidentID) (proctor.Incident, error) {
	r, err := sqldb.First[incidentRow](ctx, s.db, "id = ?", string(id))
	return r.incident(), missing(err, proctor.ErrNotFound)
}

// OfSitting implements proctor.IncidentStore.
func (s *Store) OfSitting(ctx context.Context, id exam.SittingID) ([]proctor.Incident, error) {
	if id == "" {
		return []proctor.Incident{}, nil
	}
	return sqldb.All(ctx, s.db, incidentRow.incident, "id", 0, "sitting_id = ?", string(id))
}

var liveStates = []string{string(proctor.Open), string(proctor.Taken)}

// InRooms implements proctor.IncidentStore.
func (s *Store) InRooms(ctx context.Context, rooms []site.RoomID, limit int) ([]proctor.Incident, error) {
	return sqldb.All(ctx, s.db, incidentRow.incident, "raised_at, id", limit, "room_id IN ? AND state IN ?", ids(rooms), liveStates)
}

func ids[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// Find implements proctor.IncidentStore.
func (s *Store) Find(ctx context.Context, q proctor.Query) ([]proctor.Incident, error) {
	tx := s.db.Within(ctx, "org_path", q.Paths).Where("state <> ?", string(proctor.Logged))
	for column, value := range map[string]string{"room_id": string(q.Room), "sitting_id": string(q.Sitting), "class": string(q.Class), "state": string(q.State)} {
		if value != "" {
			tx = tx.Where(column+" = ?", value)
		}
	}
	if !q.From.IsZero() {
		tx = tx.Where("raised_at >= ?", sqldb.At(q.From))
	}
	if !q.To.IsZero() {
		tx = tx.Where("raised_at < ?", sqldb.At(q.To))
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	var rows []incidentRow
	if err := tx.Order("id DESC").Limit(max(q.Limit, 1)).Find(&rows).Error; err != nil {
		return nil, err
	}
	return convert(rows, incidentRow.incident), nil
}

func convert[R, T any](rows []R, conv func(R) T) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = conv(r)
	}
	return out
}

// Waiting implements proctor.IncidentStore.
func (s *Store) Waiting(ctx context.Context, least proctor.Severity, before time.Time, limit int) ([]proctor.Incident, error) {
	return sqldb.All(ctx, s.db, incidentRow.incident, "raised_at, id", limit, "state = ? AND severity >= ? AND raised_at < ?", string(proctor.Open), int(least), sqldb.At(before))
}

// RoomWide implements proctor.IncidentStore.
func (s *Store) RoomWide(ctx context.Context, room site.RoomID, from, to time.Time) ([]proctor.Incident, error) {
	return sqldb.All(ctx, s.db, incidentRow.incident, "id", 0,
		"room_id = ? AND state IN ? AND began_at < ? AND sitting_id = '' AND holds = 1 AND (until_at >= ? OR until_at = 0 AND last_at >= ?)",
		string(room), liveStates, sqldb.At(to), sqldb.At(from), sqldb.At(from))
}
