package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type slotRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	RoomID   string       `gorm:"column:room_id"`
	PointID  string       `gorm:"column:point_id"`
	StartsAt sqldb.Millis `gorm:"column:starts_at"`
	EndsAt   sqldb.Millis `gorm:"column:ends_at"`
	ClosedAt sqldb.Millis `gorm:"column:closed_at"`
	ClosedBy string       `gorm:"column:closed_by"`
}

func (slotRow) TableName() string { return "exam_slot" }

func toSlot(r slotRow) booking.Slot {
	return booking.Slot{ID: booking.SlotID(r.ID), Room: site.RoomID(r.RoomID), Point: site.PointID(r.PointID),
		StartsAt: r.StartsAt.Time(), EndsAt: r.EndsAt.Time(), ClosedAt: r.ClosedAt.Time(), ClosedBy: people.AccountID(r.ClosedBy)}
}

type placeRow struct {
	SlotID    string `gorm:"column:slot_id;primaryKey"`
	Ordinal   int    `gorm:"column:ordinal;primaryKey;autoIncrement:false"`
	BookingID string `gorm:"column:booking_id"`
}

func (placeRow) TableName() string { return "slot_place" }

// AddSlots implements booking.SlotStore.
func (s *Store) AddSlots(ctx context.Context, slots []booking.Slot) error {
	rows := make([]slotRow, len(slots))
	for i, v := range slots {
		rows[i] = slotRow{string(v.ID), string(v.Room), string(v.Point), at(v.StartsAt), at(v.EndsAt), at(v.ClosedAt), string(v.ClosedBy)}
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, 100).Error
}

// DeleteSlots implements booking.SlotStore.
func (s *Store) DeleteSlots(ctx context.Context, ids []booking.SlotID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.db.Conn(ctx).Where("id IN ?", strs(ids)).Delete(&slotRow{}).Error
}

// Slot implements booking.SlotStore.
func (s *Store) Slot(ctx context.Context, id booking.SlotID) (booking.Slot, error) {
	r, err := first[slotRow](ctx, s.db, "id = ?", id)
	return toSlot(r), err
}

// longest is an upper bound of a slot's length (the domain allows 480 minutes); it lets the index find touching slots.
const longest = 12 * time.Hour

// SlotsOfRoom implements booking.SlotStore.
func (s *Store) SlotsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]booking.Slot, error) {
	return sqldb.All(ctx, s.db, toSlot, "starts_at", 0, "room_id = ? AND starts_at < ? AND starts_at > ? AND ends_at > ?",
		room, at(to), at(from.Add(-longest)), at(from))
}

// LockSlots implements booking.SlotStore.
func (s *Store) LockSlots(ctx context.Context, ids []booking.SlotID) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	return s.db.Lock(ctx, "exam_slot", "id IN ?", strs(ids))
}

// CloseSlot implements booking.SlotStore.
func (s *Store) CloseSlot(ctx context.Context, id booking.SlotID, at time.Time, by people.AccountID) error {
	return s.db.Conn(ctx).Model(&slotRow{}).Where("id = ?", id).Updates(map[string]any{"closed_at": sqldb.At(at), "closed_by": string(by)}).Error
}

// TakenPlaces implements booking.SlotStore.
func (s *Store) TakenPlaces(ctx context.Context, ids []booking.SlotID) (map[booking.SlotID]map[int]booking.BookingID, error) {
	out := map[booking.SlotID]map[int]booking.BookingID{}
	for _, id := range ids {
		out[id] = map[int]booking.BookingID{}
	}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []placeRow
	if err := s.db.Conn(ctx).Where("slot_id IN ?", strs(ids)).Find(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		out[booking.SlotID(r.SlotID)][r.Ordinal] = booking.BookingID(r.BookingID)
	}
	return out, nil
}

// TakePlace implements booking.SlotStore.
func (s *Store) TakePlace(ctx context.Context, slot booking.SlotID, ordinal int, b booking.BookingID) error {
	return s.add(ctx, &placeRow{string(slot), ordinal, string(b)})
}

// ReleasePlaces implements booking.SlotStore.
func (s *Store) ReleasePlaces(ctx context.Context, b booking.BookingID) error {
	_, err := s.db.ExecPrepared(ctx, "DELETE FROM slot_place WHERE booking_id = ?", string(b))
	return translate(err)
}

// UsedSlots implements booking.SlotStore.
func (s *Store) UsedSlots(ctx context.Context, ids []booking.SlotID) (map[booking.SlotID]bool, error) {
	out := map[booking.SlotID]bool{}
	if len(ids) == 0 {
		return out, nil
	}
	var used []string
	err := s.db.Conn(ctx).Table("seat_booking").Distinct("slot_id").Where("slot_id IN ?", strs(ids)).Find(&used).Error
	for _, id := range used {
		out[booking.SlotID(id)] = true
	}
	return out, err
}
