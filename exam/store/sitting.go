package store

import (
	"context"
	"errors"
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
	row := toRow(sit)
	err := s.db.Conn(ctx).Create(&row).Error
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

// UpdateSitting implements exam.Store.
func (s *Store) UpdateSitting(ctx context.Context, sit exam.Sitting) error {
	row := toRow(sit)
	row.Version++
	res := s.db.Conn(ctx).Model(&sittingRow{}).Where("id = ? AND version = ?", row.ID, sit.Version).
		Select("*").Omit("id", "created_at").Updates(row)
	switch {
	case errors.Is(res.Error, gorm.ErrDuplicatedKey):
		return s.taken(ctx, sit)
	case res.Error != nil:
		return res.Error
	case res.RowsAffected == 0:
		return exam.ErrChanged
	}
	return nil
}

func (s *Store) one(ctx context.Context, where string, args ...any) (exam.Sitting, error) {
	var row sittingRow
	err := s.db.Conn(ctx).Where(where, args...).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return exam.Sitting{}, exam.ErrNoSitting
	}
	return row.sitting(), err
}

func (s *Store) many(q *gorm.DB) ([]exam.Sitting, error) {
	var rows []sittingRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]exam.Sitting, len(rows))
	for i, r := range rows {
		out[i] = r.sitting()
	}
	return out, nil
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
	list, err := s.many(s.db.Conn(ctx).Where("seat_id = ? AND submitted_at > 0 AND submitted_at >= ?", string(seat), sqldb.At(since)).
		Order("submitted_at DESC, id DESC").Limit(1))
	if err == nil && len(list) == 0 {
		return exam.Sitting{}, exam.ErrNoSitting
	}
	if err != nil {
		return exam.Sitting{}, err
	}
	return list[0], nil
}

// InRoom implements exam.Store.
func (s *Store) InRoom(ctx context.Context, room site.RoomID, since time.Time) ([]exam.Sitting, error) {
	return s.many(s.db.Conn(ctx).Where("room_id = ? AND created_at >= ?", string(room), sqldb.At(since)).
		Order("created_at DESC, id DESC").Limit(200))
}

// InSlot implements exam.Store.
func (s *Store) InSlot(ctx context.Context, slot booking.SlotID) ([]exam.Sitting, error) {
	return s.many(s.db.Conn(ctx).Where("slot_id = ?", string(slot)).Order("created_at, id"))
}

// Started implements exam.Store.
func (s *Store) Started(ctx context.Context, p people.PersonID, item string) ([]exam.Sitting, error) {
	return s.many(s.db.Conn(ctx).Where("person_id = ? AND item_code = ? AND started_at > 0", string(p), item).
		Order("started_at DESC, id DESC").Limit(20))
}

// CountAttempts implements exam.Store.
func (s *Store) CountAttempts(ctx context.Context, a application.ID) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&sittingRow{}).
		Where("application_id = ? AND kind = ? AND started_at > 0 AND state <> ?", string(a), string(exam.Formal), string(exam.Aborted)).
		Count(&n).Error
	return int(n), err
}

// Due implements exam.Store.
func (s *Store) Due(ctx context.Context, q exam.DueQuery) ([]exam.SittingID, error) {
	db := s.db.Conn(ctx).Model(&sittingRow{})
	switch q.State {
	case exam.Running:
		db = db.Where("state = ? AND deadline_at <= ?", string(exam.Running), sqldb.At(q.Before)).Order("deadline_at, id")
	case exam.Submitted:
		db = db.Where("state = ?", string(exam.Submitted)).Order("submitted_at, id")
	case exam.Paused:
		db = db.Where("state = ? AND pause_raised = 0 AND paused_at + 1000 * (CASE WHEN resume_within > 0 THEN resume_within ELSE ? END) < ?",
			string(exam.Paused), int(exam.PauseAlarm/time.Second), sqldb.At(q.Before)).Order("paused_at, id")
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
