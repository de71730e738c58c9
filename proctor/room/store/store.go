// Package store keeps where rooms stand, who passed their doors, identity checks, self-tests and door commands in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/room"
)

// Store implements room.Store, room.CheckStore and room.TestStore on one database, and what a door needs that cannot remember.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

var (
	_ room.Store      = (*Store)(nil)
	_ room.CheckStore = (*Store)(nil)
	_ room.TestStore  = (*Store)(nil)
)

func known(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return room.ErrNotFound
	}
	return err
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

type safetyRow struct {
	ID             string       `gorm:"column:id;primaryKey"` // of the room
	OrgPath        string       `gorm:"column:org_path"`
	Occupancy      int          `gorm:"column:occupancy"`
	RequireTests   string       `gorm:"column:require_tests"`
	Rechecks       string       `gorm:"column:rechecks"`
	LockedAt       sqldb.Millis `gorm:"column:locked_at"`
	LockReason     string       `gorm:"column:lock_reason"`
	LockedName     string       `gorm:"column:locked_name"`
	Emergency      string       `gorm:"column:emergency"`
	EmergencyAt    sqldb.Millis `gorm:"column:emergency_at"`
	EmergencyName  string       `gorm:"column:emergency_name"`
	EmergencyNote  string       `gorm:"column:emergency_note"`
	EmergencyPause string       `gorm:"column:emergency_pause"`
	EmergencyTold  int          `gorm:"column:emergency_told"`
	MainsLostAt    sqldb.Millis `gorm:"column:mains_lost_at"`
	DoorOpenAt     sqldb.Millis `gorm:"column:door_open_at"`
	DoorTold       int          `gorm:"column:door_told"`
	SilentSince    sqldb.Millis `gorm:"column:silent_since"`
	Counted        int          `gorm:"column:counted"`
	CountedAt      sqldb.Millis `gorm:"column:counted_at"`
	CountOffFrom   sqldb.Millis `gorm:"column:count_off_from"`
	CountOff       string       `gorm:"column:count_off"`
	CountTold      int          `gorm:"column:count_told"`
	Version        int          `gorm:"column:version"`
	MainsTold      int          `gorm:"column:mains_told"`
	SilentTold     int          `gorm:"column:silent_told"`
}

func (safetyRow) TableName() string { return "room_safety" }

func fromSafety(s room.Safety) *safetyRow {
	return &safetyRow{ID: string(s.Room), OrgPath: s.OrgPath, Occupancy: s.Occupancy, RequireTests: string(s.RequireTests), Rechecks: string(s.Rechecks),
		LockedAt: sqldb.At(s.LockedAt), LockReason: s.LockReason, LockedName: s.LockedName, Emergency: string(s.Emergency),
		EmergencyAt: sqldb.At(s.EmergencyAt), EmergencyName: s.EmergencyName, EmergencyNote: s.EmergencyNote, EmergencyPause: s.EmergencyPause,
		EmergencyTold: flag(s.EmergencyTold), MainsLostAt: sqldb.At(s.MainsLostAt), DoorOpenAt: sqldb.At(s.DoorOpenAt), DoorTold: flag(s.DoorTold),
		SilentSince: sqldb.At(s.SilentSince), Counted: s.Counted, CountedAt: sqldb.At(s.CountedAt), CountOffFrom: sqldb.At(s.CountOffFrom),
		CountOff: string(s.CountOff), CountTold: flag(s.CountTold), Version: s.Version + 1,
		MainsTold: flag(s.MainsTold), SilentTold: flag(s.SilentTold)}
}

func toSafety(r safetyRow) room.Safety {
	return room.Safety{Room: site.RoomID(r.ID), OrgPath: r.OrgPath, Occupancy: r.Occupancy, RequireTests: room.Setting(r.RequireTests),
		Rechecks: room.Setting(r.Rechecks), LockedAt: r.LockedAt.Time(), LockReason: r.LockReason, LockedName: r.LockedName,
		Emergency: room.Emergency(r.Emergency), EmergencyAt: r.EmergencyAt.Time(), EmergencyName: r.EmergencyName, EmergencyNote: r.EmergencyNote,
		EmergencyPause: r.EmergencyPause, EmergencyTold: r.EmergencyTold == 1, MainsLostAt: r.MainsLostAt.Time(), DoorOpenAt: r.DoorOpenAt.Time(),
		DoorTold: r.DoorTold == 1, SilentSince: r.SilentSince.Time(), Counted: r.Counted, CountedAt: r.CountedAt.Time(),
		CountOffFrom: r.CountOffFrom.Time(), CountOff: room.CountOff(r.CountOff), CountTold: r.CountTold == 1, Version: r.Version,
		MainsTold: r.MainsTold == 1, SilentTold: r.SilentTold == 1}
}

// InTx implements room.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// Safety implements room.Store.
func (s *Store) Safety(ctx context.Context, id site.RoomID) (room.Safety, error) {
	r, err := sqldb.First[safetyRow](ctx, s.db, "id = ?", string(id))
	return toSafety(r), known(err)
}

// InEmergency lists the rooms in which an emergency stands.
func (s *Store) InEmergency(ctx context.Context) ([]room.Safety, error) {
	return sqldb.All(ctx, s.db, toSafety, "emergency_at, id", 0, "emergency <> ''")
}

// SaveSafety implements room.Store.
func (s *Store) SaveSafety(ctx context.Context, at room.Safety) error {
	row := fromSafety(at)
	if at.Version == 0 {
		err := s.db.Conn(ctx).Create(row).Error
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return room.ErrStale
		}
		return err
	}
	ok, err := s.db.Swap(ctx, row, row.ID, at.Version)
	if err == nil && !ok {
		err = room.ErrStale
	}
	return err
}

type passageRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	RoomID      string       `gorm:"column:room_id"`
	OrgPath     string       `gorm:"column:org_path"`
	PersonID    string       `gorm:"column:person_id"`
	AdmissionID string       `gorm:"column:admission_id"`
	Way         string       `gorm:"column:way"`
	Basis       string       `gorm:"column:basis"`
	At          sqldb.Millis `gorm:"column:at"`
	ByName      string       `gorm:"column:by_name"`
	Note        string       `gorm:"column:note"`
	OnceKey     string       `gorm:"column:once_key"`
}

func (passageRow) TableName() string { return "room_passage" }

func toPassage(r passageRow) room.Passage {
	return room.Passage{ID: room.PassageID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Person: people.PersonID(r.PersonID),
		Admission: booking.AdmissionID(r.AdmissionID), Way: room.Way(r.Way), Basis: room.Basis(r.Basis), At: r.At.Time(), ByName: r.ByName, Note: r.Note,
		Once: r.OnceKey}
}

// AddPassage implements room.Store.
func (s *Store) AddPassage(ctx context.Context, p room.Passage) (bool, error) {
	if _, err := sqldb.First[passageRow](ctx, s.db, "once_key = ?", p.Once); err == nil || !errors.Is(err, gorm.ErrRecordNotFound) {
		return false, err
	}
	err := s.db.Conn(ctx).Create(&passageRow{ID: string(p.ID), RoomID: string(p.Room), OrgPath: p.OrgPath, PersonID: string(p.Person),
		AdmissionID: string(p.Admission), Way: string(p.Way), Basis: string(p.Basis), At: sqldb.At(p.At), ByName: p.ByName, Note: p.Note, OnceKey: p.Once}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// Passages implements room.Store.
func (s *Store) Passages(ctx context.Context, id site.RoomID, from, to time.Time, before room.PassageID, limit int) ([]room.Passage, error) {
	where, args := "room_id = ? AND at >= ? AND at < ?", []any{string(id), sqldb.At(from), sqldb.At(to)}
	if before != "" {
		where, args = where+" AND id < ?", append(args, string(before))
	}
	return sqldb.All(ctx, s.db, toPassage, "id DESC", limit, where, args...)
}

// PassagesOf lists the passages of one admission by their ids, for its evidence.
func (s *Store) PassagesOf(ctx context.Context, a booking.AdmissionID) ([]room.Passage, error) {
	return sqldb.All(ctx, s.db, toPassage, "id", 0, "admission_id = ?", string(a))
}

// LastPassages implements room.Store.
func (s *Store) LastPassages(ctx context.Context, admissions []booking.AdmissionID) (map[booking.AdmissionID]room.Passage, error) {
	out := map[booking.AdmissionID]room.Passage{}
	if len(admissions) == 0 {
		return out, nil
	}
	list, err := sqldb.All(ctx, s.db, toPassage, "id", 0, "admission_id IN ?", admissions)
	for _, p := range list {
		out[p.Admission] = p
	}
	return out, err
}

// LastRoomPassages implements room.Store.
func (s *Store) LastRoomPassages(ctx context.Context, id site.RoomID, since time.Time) ([]room.Passage, error) {
	list, err := sqldb.All(ctx, s.db, toPassage, "id", 0, "room_id = ? AND at >= ? AND admission_id <> ''", string(id), sqldb.At(since))
	last := map[booking.AdmissionID]room.Passage{}
	for _, p := range list {
		last[p.Admission] = p
	}
	out := make([]room.Passage, 0, len(last))
	for _, p := range last {
		out = append(out, p)
	}
	return out, err
}

type commandRow struct {
	RoomID  string       `gorm:"column:room_id;primaryKey"`
	Command string       `gorm:"column:command;primaryKey"`
	SentAt  sqldb.Millis `gorm:"column:sent_at"`
	DoneAt  sqldb.Millis `gorm:"column:done_at"`
}

func (commandRow) TableName() string { return "door_command" }

// Commands remembers door commands; proctor/device.Commands.
type Commands struct {
	db    *sqldb.DB
	clock func() time.Time
}

// NewCommands returns the memory of door commands.
func NewCommands(db *sqldb.DB, clock func() time.Time) *Commands { return &Commands{db, clock} }

// Take notes that a command is about to be sent.
func (c *Commands) Take(ctx context.Context, at site.RoomID, command string) (fresh, opened bool, err error) {
	err = c.db.Conn(ctx).Create(&commandRow{RoomID: string(at), Command: command, SentAt: sqldb.At(c.clock())}).Error
	if !errors.Is(err, gorm.ErrDuplicatedKey) {
		return err == nil, false, err
	}
	r, err := sqldb.First[commandRow](ctx, c.db, "room_id = ? AND command = ?", string(at), command)
	return false, r.DoneAt != 0, err
}

// Done notes that the door confirmed.
func (c *Commands) Done(ctx context.Context, at site.RoomID, command string) error {
	return c.db.Conn(ctx).Model(&commandRow{}).Where("room_id = ? AND command = ?", string(at), command).Update("done_at", sqldb.At(c.clock())).Error
}

// Tidy forgets commands that are older than a day. For a job.
func (c *Commands) Tidy(ctx context.Context) error {
	return c.db.Conn(ctx).Where("sent_at < ?", sqldb.At(c.clock().Add(-24*time.Hour))).Delete(&commandRow{}).Error
}
