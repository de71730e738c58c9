// Package store keeps calls for help and scripts of emergencies in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/rescue"
)

// Store implements rescue.Store and rescue.ScriptStore on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

var (
	_ rescue.Store       = (*Store)(nil)
	_ rescue.ScriptStore = (*Store)(nil)
)

// InTx implements rescue.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type callRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	IncidentID  string       `gorm:"column:incident_id"`
	RoomID      string       `gorm:"column:room_id"`
	OrgPath     string       `gorm:"column:org_path"`
	LiveKey     *string      `gorm:"column:live_key"`
	Kind        string       `gorm:"column:kind"`
	State       string       `gorm:"column:state"`
	AskedBy     string       `gorm:"column:asked_by"`
	AskedName   string       `gorm:"column:asked_name"`
	AskedAt     sqldb.Millis `gorm:"column:asked_at"`
	EscalateAt  sqldb.Millis `gorm:"column:escalate_at"`
	EscalatedAt sqldb.Millis `gorm:"column:escalated_at"`
	LeadAt      sqldb.Millis `gorm:"column:lead_at"`
	AckedWho    string       `gorm:"column:acked_who"`
	AckedName   string       `gorm:"column:acked_name"`
	AckedAt     sqldb.Millis `gorm:"column:acked_at"`
	ArrivedWho  string       `gorm:"column:arrived_who"`
	ArrivedName string       `gorm:"column:arrived_name"`
	ArrivedAt   sqldb.Millis `gorm:"column:arrived_at"`
	EndedAt     sqldb.Millis `gorm:"column:ended_at"`
	Version     int          `gorm:"column:version"`
}

func (callRow) TableName() string { return "help_call" }

func fromCall(c rescue.Call) *callRow {
	r := &callRow{string(c.ID), string(c.Incident), string(c.Room), c.OrgPath, nil, string(c.Kind), string(c.State), string(c.AskedBy), c.AskedName, sqldb.At(c.AskedAt),
		sqldb.At(c.EscalateAt), sqldb.At(c.EscalatedAt), sqldb.At(c.LeadAt), c.AckedWho, c.AckedName, sqldb.At(c.AckedAt), c.ArrivedWho, c.ArrivedName, sqldb.At(c.ArrivedAt), sqldb.At(c.EndedAt), c.Version}
	if c.State.Live() {
		key := string(c.Incident)
		r.LiveKey = &key
	}
	return r
}

func (r callRow) call() rescue.Call {
	return rescue.Call{ID: rescue.CallID(r.ID), Incident: proctor.IncidentID(r.IncidentID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Kind: proctor.Kind(r.Kind),
		State: rescue.State(r.State), AskedBy: people.AccountID(r.AskedBy), AskedName: r.AskedName, AskedAt: r.AskedAt.Time(), EscalateAt: r.EscalateAt.Time(),
		EscalatedAt: r.EscalatedAt.Time(), LeadAt: r.LeadAt.Time(), AckedWho: r.AckedWho, AckedName: r.AckedName, AckedAt: r.AckedAt.Time(), ArrivedWho: r.ArrivedWho, ArrivedName: r.ArrivedName,
		ArrivedAt: r.ArrivedAt.Time(), EndedAt: r.EndedAt.Time(), Version: r.Version}
}

type personRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	CallID   string       `gorm:"column:call_id"`
	WhoKey   string       `gorm:"column:who_key"`
	Role     string       `gorm:"column:role"`
	ShiftID  string       `gorm:"column:shift_id"`
	PersonID string       `gorm:"column:person_id"`
	Name     string       `gorm:"column:name"`
	Minutes  int          `gorm:"column:minutes"`
	State    string       `gorm:"column:state"`
	Tries    int          `gorm:"column:tries"`
	NextAt   sqldb.Millis `gorm:"column:next_at"`
	SentAt   sqldb.Millis `gorm:"column:sent_at"`
	AckedAt  sqldb.Millis `gorm:"column:acked_at"`
	Arrived  sqldb.Millis `gorm:"column:arrived_at"`
	Version  int          `gorm:"column:version"`
}

func (personRow) TableName() string { return "help_person" }

func fromPerson(p rescue.Person) *personRow {
	return &personRow{p.ID, string(p.Call), p.Key(), string(p.Role), string(p.Shift), string(p.Person), p.Name, p.Minutes, string(p.State), p.Tries,
		sqldb.At(p.NextAt), sqldb.At(p.SentAt), sqldb.At(p.AckedAt), sqldb.At(p.ArrivedAt), p.Version}
}

func (r personRow) person() rescue.Person {
	return rescue.Person{ID: r.ID, Call: rescue.CallID(r.CallID), Role: rescue.Role(r.Role), Shift: site.ShiftID(r.ShiftID), Person: people.PersonID(r.PersonID),
		Name: r.Name, Minutes: r.Minutes, State: rescue.Sending(r.State), Tries: r.Tries, NextAt: r.NextAt.Time(), SentAt: r.SentAt.Time(), AckedAt: r.AckedAt.Time(), ArrivedAt: r.Arrived.Time(),
		Version: r.Version}
}

// fresh adds a row; false where a unique key has one already.
func (s *Store) fresh(ctx context.Context, row any, there func() error) (bool, error) {
	if err := there(); err == nil || !errors.Is(err, gorm.ErrRecordNotFound) {
		return false, err
	}
	err := s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// AddCall implements rescue.Store.
func (s *Store) AddCall(ctx context.Context, c rescue.Call) (bool, error) {
	return s.fresh(ctx, fromCall(c), func() error {
		_, err := sqldb.First[callRow](ctx, s.db, "id = ? OR live_key = ?", string(c.ID), string(c.Incident))
		return err
	})
}

// SaveCall implements rescue.Store.
func (s *Store) SaveCall(ctx context.Context, c rescue.Call) error {
	row := fromCall(c)
	row.Version++
	return stale(s.db.Swap(ctx, row, row.ID, c.Version))
}

func stale(ok bool, err error) error {
	if err == nil && !ok {
		return rescue.ErrStale
	}
	return err
}

func missing(err error, as error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return as
	}
	return err
}

// Call implements rescue.Store.
func (s *Store) Call(ctx context.Context, id rescue.CallID) (rescue.Call, error) {
	r, err := sqldb.First[callRow](ctx, s.db, "id = ?", string(id))
	return r.call(), missing(err, rescue.ErrNotFound)
}

// CallOf implements rescue.Store.
func (s *Store) CallOf(ctx context.Context, id proctor.IncidentID) (rescue.Call, error) {
	list, err := sqldb.All(ctx, s.db, callRow.call, "id DESC", 1, "incident_id = ?", string(id))
	if err == nil && len(list) == 0 {
		err = rescue.ErrNoCall
	}
	if err != nil {
		return rescue.Call{}, err
	}
	return list[0], nil
}

// LiveCalls implements rescue.Store.
func (s *Store) LiveCalls(ctx context.Context, paths []string, since time.Time) ([]rescue.Call, error) {
	where, args := sqldb.Under("org_path", paths)
	return sqldb.All(ctx, s.db, callRow.call, "asked_at, id", 200, where+" AND (live_key IS NOT NULL OR (state = ? AND arrived_at >= ?))", append(args, string(rescue.Arrived), sqldb.At(since))...)
}

// CallsIn lists the calls of a room that were made between two times, for the room record.
func (s *Store) CallsIn(ctx context.Context, room site.RoomID, from, to time.Time) ([]rescue.Call, error) {
	return sqldb.All(ctx, s.db, callRow.call, "asked_at, id", 200, "room_id = ? AND asked_at >= ? AND asked_at < ?", string(room), sqldb.At(from), sqldb.At(to))
}

// Late implements rescue.Store.
func (s *Store) Late(ctx context.Context, now time.Time) ([]rescue.Call, error) {
	return sqldb.All(ctx, s.db, callRow.call, "escalate_at, id", 100, "live_key IS NOT NULL AND state = ? AND lead_at = 0 AND escalate_at <= ?", string(rescue.Open), sqldb.At(now))
}

// AddPerson implements rescue.Store.
func (s *Store) AddPerson(ctx context.Context, p rescue.Person) (bool, error) {
	return s.fresh(ctx, fromPerson(p), func() error {
		_, err := sqldb.First[personRow](ctx, s.db, "call_id = ? AND who_key = ?", string(p.Call), p.Key())
		return err
	})
}

// SavePerson implements rescue.Store.
func (s *Store) SavePerson(ctx context.Context, p rescue.Person) error {
	row := fromPerson(p)
	row.Version++
	return stale(s.db.Swap(ctx, row, row.ID, p.Version))
}

// PersonsOf implements rescue.Store.
func (s *Store) PersonsOf(ctx context.Context, id rescue.CallID) ([]rescue.Person, error) {
	return sqldb.All(ctx, s.db, personRow.person, "id", 0, "call_id = ?", string(id))
}

// Person implements rescue.Store.
func (s *Store) Person(ctx context.Context, id string) (rescue.Person, error) {
	r, err := sqldb.First[personRow](ctx, s.db, "id = ?", id)
	return r.person(), missing(err, rescue.ErrNotFound)
}

// Due implements rescue.Store.
func (s *Store) Due(ctx context.Context, now time.Time) ([]rescue.Person, error) {
	return sqldb.All(ctx, s.db, personRow.person, "next_at, id", 100, "state = ? AND next_at <= ?", string(rescue.Waiting), sqldb.At(now))
}

type numberRow struct {
	ID        string `gorm:"column:id;primaryKey"` // of the exam point
	Fire      string `gorm:"column:fire"`
	Medical   string `gorm:"column:medical"`
	Police    string `gorm:"column:police"`
	LeadName  string `gorm:"column:lead_name"`
	LeadPhone string `gorm:"column:lead_phone"`
	Version   int    `gorm:"column:version"`
}

func (numberRow) TableName() string { return "emergency_number" }

// Numbers implements rescue.ScriptStore.
func (s *Store) Numbers(ctx context.Context, id site.PointID) (rescue.Numbers, error) {
	r, err := sqldb.First[numberRow](ctx, s.db, "id = ?", string(id))
	return rescue.Numbers{Point: id, Fire: r.Fire, Medical: r.Medical, Police: r.Police, LeadName: r.LeadName, LeadPhone: r.LeadPhone, Version: r.Version}, missing(err, rescue.ErrNotFound)
}

// SaveNumbers implements rescue.ScriptStore.
func (s *Store) SaveNumbers(ctx context.Context, n rescue.Numbers) error {
	row := &numberRow{string(n.Point), n.Fire, n.Medical, n.Police, n.LeadName, n.LeadPhone, n.Version + 1}
	if n.Version > 0 {
		return stale(s.db.Swap(ctx, row, row.ID, n.Version))
	}
	err := s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return rescue.ErrStale
	}
	return err
}

type tickRow struct {
	ID      string       `gorm:"column:id;primaryKey"`
	RoomID  string       `gorm:"column:room_id"`
	BeganAt sqldb.Millis `gorm:"column:began_at"`
	Step    string       `gorm:"column:step"`
	Needed  int          `gorm:"column:needed"`
	Note    string       `gorm:"column:note"`
	ByID    string       `gorm:"column:by_id"`
	ByName  string       `gorm:"column:by_name"`
	At      sqldb.Millis `gorm:"column:at"`
}

func (tickRow) TableName() string { return "emergency_step" }

func (r tickRow) tick() rescue.Tick {
	return rescue.Tick{ID: r.ID, Room: site.RoomID(r.RoomID), Began: r.BeganAt.Time(), Step: rescue.StepCode(r.Step), Needed: r.Needed == 1, Note: r.Note,
		By: people.AccountID(r.ByID), ByName: r.ByName, At: r.At.Time()}
}

// AddTick implements rescue.ScriptStore.
func (s *Store) AddTick(ctx context.Context, t rescue.Tick) (bool, error) {
	needed := 0
	if t.Needed {
		needed = 1
	}
	row := &tickRow{t.ID, string(t.Room), sqldb.At(t.Began), string(t.Step), needed, t.Note, string(t.By), t.ByName, sqldb.At(t.At)}
	return s.fresh(ctx, row, func() error {
		_, err := sqldb.First[tickRow](ctx, s.db, "room_id = ? AND began_at = ? AND step = ?", string(t.Room), sqldb.At(t.Began), string(t.Step))
		return err
	})
}

// Ticks implements rescue.ScriptStore.
func (s *Store) Ticks(ctx context.Context, room site.RoomID, began time.Time) ([]rescue.Tick, error) {
	return sqldb.All(ctx, s.db, tickRow.tick, "id", 0, "room_id = ? AND began_at = ?", string(room), sqldb.At(began))
}
