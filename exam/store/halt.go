package store

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
)

// RunningIn lists sittings of rooms whose clock runs and that no room node holds, by id after a cursor.
func (s *Store) RunningIn(ctx context.Context, rooms []site.RoomID, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	return s.inRooms(ctx, rooms, []string{string(exam.Running)}, after, limit)
}

// OpenIn is RunningIn with those that are paused.
func (s *Store) OpenIn(ctx context.Context, rooms []site.RoomID, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	return s.inRooms(ctx, rooms, open, after, limit)
}

func (s *Store) inRooms(ctx context.Context, rooms []site.RoomID, states []string, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	var ids []exam.SittingID
	err := s.db.Conn(ctx).Model(&sittingRow{}).Where("state IN ? AND room_id IN ? AND id > ?", states, rooms, string(after)).
		Where("NOT EXISTS (SELECT 1 FROM sitting_head h WHERE h.sitting_id = sitting.id AND h.gate = ?)", string(exam.GateAway)).
		Order("id").Limit(limit).Pluck("id", &ids).Error
	return ids, err
}

// AwayIn lists the open sittings of rooms that a room node holds.
func (s *Store) AwayIn(ctx context.Context, rooms []site.RoomID) ([]exam.SittingID, error) {
	var ids []exam.SittingID
	err := s.db.Conn(ctx).Model(&sittingRow{}).Where("state IN ? AND room_id IN ?", open, rooms).
		Where("EXISTS (SELECT 1 FROM sitting_head h WHERE h.sitting_id = sitting.id AND h.gate = ?)", string(exam.GateAway)).
		Order("id").Pluck("id", &ids).Error
	return ids, err
}

// PausedBy lists the sittings that a pause of a room or site holds, by id after a cursor.
func (s *Store) PausedBy(ctx context.Context, ref string, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	var ids []exam.SittingID
	err := s.db.Conn(ctx).Model(&sittingRow{}).Where("state = ? AND pause_ref = ? AND id > ?", string(exam.Paused), ref, string(after)).
		Order("id").Limit(limit).Pluck("id", &ids).Error
	return ids, err
}
