package store

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements exam.Store, exam.JournalStore, exam.DrawStore, exam.ResultStore and exam.AbortStore on one database.
type Store struct {
	db    *sqldb.DB
	vault Vault
}

// Vault seals papers at rest; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// New makes a store on db.
func New(db *sqldb.DB, v Vault) *Store { return &Store{db: db, vault: v} }

// InTx implements exam.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// InsertSitting implements exam.Store.
func (s *Store) InsertSitting(ctx context.Context, sit exam.Sitting) error {
	args := append(fixedArgs(sit), movingArgs(sit, sit.Version)...)
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO sitting ("+sittingColumns+") VALUES ("+list("?", len(args))+")", args...)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return s.taken(ctx, sit)
	}
	return err
}

// taken says which of the unique constraints stands against sit.
func (s *Store) taken(ctx context.Context, sit exam.Sitting) error {
	if sit.Admission != "" {
		if o, err := s.SittingOf(ctx, sit.Admission); err == nil && o.ID != sit.ID {
			return exam.ErrChanged
		}
	}
	if o, err := s.LiveAtSeat(ctx, sit.Seat); err == nil && o.ID != sit.ID {
		return exam.ErrSeatTaken.With("seat", sit.SeatLabel)
	}
	return exam.ErrLiveElsewhere
}

// updateSitting writes what may change.
const updateSitting = "UPDATE sitting SET live_person=?, live_seat=?, room_id=?, seat_id=?, seat_label=?, attempt=?, release_id=?, blueprint_id=?, " +
	"blueprint_version=?, paper_digest=?, rule_set_id=?, rules_on=?, full_points=?, pass_mark=?, multi_scoring=?, earliest_seconds=?, state=?, base_seconds=?, " +
	"extra_seconds=?, credited_seconds=?, notices=?, resume_within=?, pause_raised=?, pause_kind=?, pause_ref=?, break_terms=?, breaks=?, start_by=?, started_at=?, deadline_at=?, paused_at=?, submitted_at=?, " +
	"cause=?, version=? WHERE id = ? AND version = ?"

// UpdateSitting implements exam.Store.
func (s *Store) UpdateSitting(ctx context.Context, sit exam.Sitting) error {
	res, err := s.db.ExecPrepared(ctx, updateSitting, append(movingArgs(sit, sit.Version+1), string(sit.ID), sit.Version)...)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return s.taken(ctx, sit)
	}
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return cmp.Or(err, error(exam.ErrChanged))
	}
	return nil
}

func (s *Store) one(ctx context.Context, where string, args ...any) (exam.Sitting, error) {
	found, err := s.many(ctx, where, args...)
	if err == nil && len(found) == 0 {
		err = exam.ErrNoSitting
	}
	if err != nil {
		return exam.Sitting{}, err
	}
	return found[0], nil
}

func (s *Store) many(ctx context.Context, where string, args ...any) ([]exam.Sitting, error) {
	out := []exam.Sitting{}
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var r scanned
		err := scan(r.into()...)
		out = append(out, r.sitting())
		return err
	}, "SELECT "+sittingColumns+" FROM sitting WHERE "+where, args...)
	return out, err
}

// selectBoth reads head and sitting in one statement.
var selectBoth = "SELECT h.epoch, h.seq, h.place, h.hash, h.gate, h.deadline_at, s." + strings.ReplaceAll(sittingColumns, ", ", ", s.") +
	" FROM sitting_head h JOIN sitting s ON s.id = h.sitting_id WHERE h.sitting_id = ?"

// Lock implements exam.Store. SQLite knows no FOR UPDATE and needs none: its writers are one at a time.
func (s *Store) Lock(ctx context.Context, id exam.SittingID) (exam.Sitting, exam.Head, error) {
	query := selectBoth
	if s.db.Engine() != sqldb.SQLite {
		query += " FOR UPDATE"
	}
	return s.withHead(ctx, query, string(id))
}

// Look implements exam.Store.
func (s *Store) Look(ctx context.Context, id exam.SittingID) (exam.Sitting, exam.Head, error) {
	return s.withHead(ctx, selectBoth, string(id))
}

func (s *Store) withHead(ctx context.Context, query, arg string) (exam.Sitting, exam.Head, error) {
	var r scanned
	var h exam.Head
	var deadline sqldb.Millis
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(append([]any{&h.Epoch, &h.Seq, &h.Place, &h.Hash, (*string)(&h.Gate), &deadline}, r.into()...)...)
	}, query, arg)
	if err == nil && !found {
		err = exam.ErrNoSitting
	}
	if err != nil {
		return exam.Sitting{}, exam.Head{}, err
	}
	h.Sitting, h.Deadline = r.ID, deadline.Time()
	return r.sitting(), h, nil
}

// Glance implements exam.Store.
func (s *Store) Glance(ctx context.Context, seat site.SeatID) (exam.Glance, error) {
	var g exam.Glance
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan((*string)(&g.Sitting), &g.Version, &g.Epoch) },
		"SELECT s.id, s.version, h.epoch FROM sitting s JOIN sitting_head h ON h.sitting_id = s.id WHERE s.live_seat = ?", string(seat))
	return g, err
}

// Sitting implements exam.Store.
func (s *Store) Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error) {
	return s.one(ctx, "id = ?", string(id))
}

// SittingOf implements exam.Store.
func (s *Store) SittingOf(ctx context.Context, a booking.AdmissionID) (exam.Sitting, error) {
	return s.one(ctx, "admission_id = ?", string(a))
}

// LiveAtSeat implements exam.Store.
func (s *Store) LiveAtSeat(ctx context.Context, seat site.SeatID) (exam.Sitting, error) {
	return s.one(ctx, "live_seat = ?", string(seat))
}

// LiveOf implements exam.Store.
func (s *Store) LiveOf(ctx context.Context, p people.PersonID) (exam.Sitting, error) {
	return s.one(ctx, "live_person = ?", string(p))
}

// LastAtSeat implements exam.Store.
func (s *Store) LastAtSeat(ctx context.Context, seat site.SeatID, since time.Time) (exam.Sitting, error) {
	return s.one(ctx, "seat_id = ? AND submitted_at > 0 AND submitted_at >= ? ORDER BY submitted_at DESC, id DESC LIMIT 1", string(seat), int64(sqldb.At(since)))
}

// InRoom implements exam.Store.
func (s *Store) InRoom(ctx context.Context, room site.RoomID, since time.Time) ([]exam.Sitting, error) {
	return s.many(ctx, "room_id = ? AND created_at >= ? ORDER BY created_at DESC, id DESC LIMIT 200", string(room), int64(sqldb.At(since)))
}

// InSlot implements exam.Store.
func (s *Store) InSlot(ctx context.Context, slot booking.SlotID) ([]exam.Sitting, error) {
	return s.many(ctx, "slot_id = ? ORDER BY created_at, id", string(slot))
}

// Started implements exam.Store.
func (s *Store) Started(ctx context.Context, p people.PersonID, item string) ([]exam.Sitting, error) {
	return s.many(ctx, "person_id = ? AND item_code = ? AND started_at > 0 ORDER BY started_at DESC, id DESC LIMIT 20", string(p), item)
}

// CountAttempts implements exam.Store.
func (s *Store) CountAttempts(ctx context.Context, a application.ID) (int, error) {
	n := 0
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&n) },
		"SELECT COUNT(*) FROM sitting WHERE application_id = ? AND kind = ? AND started_at > 0 AND state <> ?", string(a), string(exam.Formal), string(exam.Aborted))
	return n, err
}

// Due implements exam.Store.
func (s *Store) Due(ctx context.Context, q exam.DueQuery) ([]exam.SittingID, error) {
	db := s.db.Conn(ctx).Model(&sittingRow{})
	switch {
	case q.Breaks:
		db = db.Where("state = ? AND pause_kind IN ? AND deadline_at <= ?", string(exam.Paused), breaks, sqldb.At(q.Before)).Order("deadline_at, id")
	case q.State == exam.Running:
		db = db.Where("state = ? AND deadline_at <= ?", string(exam.Running), sqldb.At(q.Before)).Order("deadline_at, id")
	case q.State == exam.Submitted:
		db = db.Where("state = ?", string(exam.Submitted)).Order("submitted_at, id")
	case q.State == exam.Paused:
		db = db.Where("state = ? AND pause_raised = 0 AND (paused_at + 1000 * (CASE WHEN resume_within > 0 THEN resume_within ELSE ? END) < ? OR pause_kind IN ?)",
			string(exam.Paused), int(exam.PauseAlarm/time.Second), sqldb.At(q.Before), breaks).Order("paused_at, id")
	default:
		db = db.Where("state IN ? AND start_by <= ?", []string{string(exam.Assigned), string(exam.Pledged), string(exam.Practised)},
			sqldb.At(q.Before)).Order("start_by, id")
	}
	// What a room node holds is its work, and would come up here again and again.
	db = db.Where("NOT EXISTS (SELECT 1 FROM sitting_head h WHERE h.sitting_id = sitting.id AND h.gate = ?)", string(exam.GateAway))
	var ids []exam.SittingID
	err := db.Limit(q.Limit).Pluck("id", &ids).Error
	return ids, err
}

// breaks are the kinds of pauses that the person asked for. How long one may last stands in its terms: whoever asks looks.
var breaks = []string{string(exam.PauseBreak), string(exam.PauseBreakRuns)}
