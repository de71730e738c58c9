package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/room"
)

type checkRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	RoomID      string       `gorm:"column:room_id"`
	OrgPath     string       `gorm:"column:org_path"`
	AdmissionID string       `gorm:"column:admission_id"`
	LiveKey     *string      `gorm:"column:live_key"`
	PersonID    string       `gorm:"column:person_id"`
	SeatID      string       `gorm:"column:seat_id"`
	SeatLabel   string       `gorm:"column:seat_label"`
	Kind        string       `gorm:"column:kind"`
	State       string       `gorm:"column:state"`
	DueAt       sqldb.Millis `gorm:"column:due_at"`
	Tries       int          `gorm:"column:tries"`
	Told        int          `gorm:"column:told"`
	MatchID     string       `gorm:"column:match_id"`
	AskedAt     sqldb.Millis `gorm:"column:asked_at"`
	DecidedAt   sqldb.Millis `gorm:"column:decided_at"`
	ByName      string       `gorm:"column:by_name"`
	Note        string       `gorm:"column:note"`
	Version     int          `gorm:"column:version"`
	ByAccount   string       `gorm:"column:by_account"`
}

func (checkRow) TableName() string { return "identity_check" }

func fromCheck(c room.Check) *checkRow {
	r := &checkRow{ID: string(c.ID), RoomID: string(c.Room), OrgPath: c.OrgPath, AdmissionID: string(c.Admission), PersonID: string(c.Person),
		SeatID: string(c.Seat), SeatLabel: c.SeatLabel, Kind: string(c.Kind), State: string(c.State), DueAt: sqldb.At(c.DueAt), Tries: c.Tries,
		Told: flag(c.Told), MatchID: c.Match, AskedAt: sqldb.At(c.AskedAt), DecidedAt: sqldb.At(c.DecidedAt), ByName: c.ByName, Note: c.Note, Version: c.Version, ByAccount: string(c.By)}
	if c.State.Live() {
		key := string(c.Admission)
		r.LiveKey = &key
	}
	return r
}

func toCheck(r checkRow) room.Check {
	return room.Check{ID: room.CheckID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Admission: booking.AdmissionID(r.AdmissionID),
		Person: people.PersonID(r.PersonID), Seat: site.SeatID(r.SeatID), SeatLabel: r.SeatLabel, Kind: room.CheckKind(r.Kind),
		State: room.CheckState(r.State), DueAt: r.DueAt.Time(), Tries: r.Tries, Told: r.Told == 1, Match: r.MatchID, AskedAt: r.AskedAt.Time(),
		DecidedAt: r.DecidedAt.Time(), ByName: r.ByName, Note: r.Note, Version: r.Version, By: people.AccountID(r.ByAccount)}
}

// AddCheck implements room.CheckStore.
func (s *Store) AddCheck(ctx context.Context, c room.Check) (bool, error) {
	if _, err := s.LiveCheck(ctx, c.Admission); err == nil || !errors.Is(err, room.ErrNotFound) {
		return false, err
	}
	err := s.db.Conn(ctx).Create(fromCheck(c)).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// SaveCheck implements room.CheckStore.
func (s *Store) SaveCheck(ctx context.Context, c room.Check) error {
	row := fromCheck(c)
	row.Version++
	ok, err := s.db.Swap(ctx, row, row.ID, c.Version)
	if err == nil && !ok {
		err = room.ErrStale
	}
	return err
}

// Check implements room.CheckStore.
func (s *Store) Check(ctx context.Context, id room.CheckID) (room.Check, error) {
	r, err := sqldb.First[checkRow](ctx, s.db, "id = ?", string(id))
	return toCheck(r), known(err)
}

// LiveCheck implements room.CheckStore.
func (s *Store) LiveCheck(ctx context.Context, a booking.AdmissionID) (room.Check, error) {
	r, err := sqldb.First[checkRow](ctx, s.db, "live_key = ?", string(a))
	return toCheck(r), known(err)
}

// DueChecks implements room.CheckStore.
func (s *Store) DueChecks(ctx context.Context, now time.Time) ([]room.Check, error) {
	return sqldb.All(ctx, s.db, toCheck, "due_at, id", 500, "live_key IS NOT NULL AND due_at <= ?", sqldb.At(now))
}

// AskedChecks implements room.CheckStore.
func (s *Store) AskedChecks(ctx context.Context, paths []string) ([]room.Check, error) {
	where, args := sqldb.Under("org_path", paths)
	return sqldb.All(ctx, s.db, toCheck, "asked_at, id", 200, where+" AND state = ?", append(args, string(room.CheckAsked))...)
}

// DecidedChecks lists the checks in subtrees that officers decided between two times, by time, at most limit. Empty room: all.
func (s *Store) DecidedChecks(ctx context.Context, paths []string, at site.RoomID, from, to time.Time, limit int) ([]room.Check, error) {
	where, args := sqldb.Under("org_path", paths)
	where, args = where+" AND decided_at >= ? AND decided_at < ? AND by_account <> ''", append(args, sqldb.At(from), sqldb.At(to))
	if at != "" {
		where, args = where+" AND room_id = ?", append(args, string(at))
	}
	return sqldb.All(ctx, s.db, toCheck, "decided_at, id", limit, where, args...)
}

// ChecksOf implements room.CheckStore.
func (s *Store) ChecksOf(ctx context.Context, a booking.AdmissionID) ([]room.Check, error) {
	return sqldb.All(ctx, s.db, toCheck, "id", 0, "admission_id = ?", string(a))
}

type testRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	RoomID    string       `gorm:"column:room_id"`
	OrgPath   string       `gorm:"column:org_path"`
	SeatID    string       `gorm:"column:seat_id"`
	SeatLabel string       `gorm:"column:seat_label"`
	Run       string       `gorm:"column:run"`
	At        sqldb.Millis `gorm:"column:at"`
	Passed    int          `gorm:"column:passed"`
	Results   string       `gorm:"column:results"`
}

func (testRow) TableName() string { return "self_test" }

func toTest(r testRow) room.Test {
	t := room.Test{ID: room.TestID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Seat: site.SeatID(r.SeatID), SeatLabel: r.SeatLabel,
		Run: r.Run, At: r.At.Time(), Passed: r.Passed == 1}
	_ = json.Unmarshal([]byte(r.Results), &t.Results) // written below
	return t
}

// AddTest implements room.TestStore.
func (s *Store) AddTest(ctx context.Context, t room.Test) error {
	b, err := json.Marshal(t.Results)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Create(&testRow{ID: string(t.ID), RoomID: string(t.Room), OrgPath: t.OrgPath, SeatID: string(t.Seat), SeatLabel: t.SeatLabel,
		Run: t.Run, At: sqldb.At(t.At), Passed: flag(t.Passed), Results: string(b)}).Error
}

// LastTests implements room.TestStore.
func (s *Store) LastTests(ctx context.Context, id site.RoomID) ([]room.Test, error) {
	return sqldb.All(ctx, s.db, toTest, "seat_label, id", 0,
		"room_id = ? AND id IN (SELECT MAX(id) FROM self_test WHERE room_id = ? GROUP BY seat_id)", string(id), string(id))
}

// TestsOf lists the self-tests of a room in some runs, oldest first, for the room record.
func (s *Store) TestsOf(ctx context.Context, id site.RoomID, runs ...string) ([]room.Test, error) {
	return sqldb.All(ctx, s.db, toTest, "id", 0, "room_id = ? AND run IN ?", string(id), runs)
}

// TestedIn implements room.TestStore.
func (s *Store) TestedIn(ctx context.Context, id site.RoomID, seat site.SeatID, run string) (time.Time, bool, error) {
	list, err := sqldb.All(ctx, s.db, toTest, "id DESC", 0, "room_id = ? AND seat_id = ? AND run = ?", string(id), string(seat), run)
	if err != nil || len(list) == 0 {
		return time.Time{}, false, err
	}
	return list[0].At, slices.ContainsFunc(list, func(t room.Test) bool { return t.Passed }), nil
}

type removalRow struct {
	SeatID string       `gorm:"column:seat_id;primaryKey"`
	RoomID string       `gorm:"column:room_id"`
	Was    string       `gorm:"column:was"`
	Why    string       `gorm:"column:why"`
	At     sqldb.Millis `gorm:"column:at"`
}

func (removalRow) TableName() string { return "seat_removal" }

// AddRemoval implements room.TestStore.
func (s *Store) AddRemoval(ctx context.Context, x room.Removal) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).
		Create(&removalRow{SeatID: string(x.Seat), RoomID: string(x.Room), Was: string(x.Was), Why: x.Why, At: sqldb.At(x.At)}).Error
}

// Removals implements room.TestStore.
func (s *Store) Removals(ctx context.Context, id site.RoomID) ([]room.Removal, error) {
	conv := func(r removalRow) room.Removal {
		return room.Removal{Seat: site.SeatID(r.SeatID), Room: site.RoomID(r.RoomID), Was: site.SeatState(r.Was), Why: r.Why, At: r.At.Time()}
	}
	return sqldb.All(ctx, s.db, conv, "seat_id", 0, "room_id = ?", string(id))
}

// DropRemoval implements room.TestStore.
func (s *Store) DropRemoval(ctx context.Context, seat site.SeatID) error {
	return s.db.Conn(ctx).Where("seat_id = ?", string(seat)).Delete(&removalRow{}).Error
}
