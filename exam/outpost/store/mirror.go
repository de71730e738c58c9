package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type mirrorRow struct {
	SittingID  string       `gorm:"column:sitting_id;primaryKey"`
	SeatID     string       `gorm:"column:seat_id"`
	RoomID     string       `gorm:"column:room_id"`
	Epoch      int64        `gorm:"column:epoch"`
	NotAfter   sqldb.Millis `gorm:"column:not_after"`
	Attempts   int          `gorm:"column:attempts"`
	Card       string       `gorm:"column:card"`
	TakenAt    sqldb.Millis `gorm:"column:taken_at"`
	TakenPlace int64        `gorm:"column:taken_place"`
}

func (mirrorRow) TableName() string { return "outpost_mirror" }

// SaveMirror implements outpost.MirrorStore.
func (s *Store) SaveMirror(ctx context.Context, m outpost.Mirrored) error {
	card, err := json.Marshal(m.Card)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Save(&mirrorRow{SittingID: string(m.Sitting), SeatID: string(m.Seat), RoomID: string(m.Room), Epoch: m.Epoch,
		NotAfter: sqldb.At(m.NotAfter), Attempts: m.Attempts, Card: string(card), TakenAt: sqldb.At(m.TakenAt), TakenPlace: m.Place}).Error
}

// Mirrors implements outpost.MirrorStore.
func (s *Store) Mirrors(ctx context.Context) ([]outpost.Mirrored, error) {
	var rows []mirrorRow
	if err := s.db.Conn(ctx).Order("sitting_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]outpost.Mirrored, len(rows))
	var failed []error
	for i, r := range rows {
		out[i] = outpost.Mirrored{Sitting: exam.SittingID(r.SittingID), Seat: site.SeatID(r.SeatID), Room: site.RoomID(r.RoomID), Epoch: r.Epoch,
			NotAfter: r.NotAfter.Time(), Attempts: r.Attempts, TakenAt: r.TakenAt.Time(), Place: r.TakenPlace}
		failed = append(failed, json.Unmarshal([]byte(r.Card), &out[i].Card))
	}
	return out, errors.Join(failed...)
}

// DropMirror implements outpost.MirrorStore.
func (s *Store) DropMirror(ctx context.Context, id exam.SittingID) error {
	if err := s.letGo(ctx, id); err != nil {
		return err
	}
	return s.db.Conn(ctx).Exec("DELETE FROM outpost_mirror WHERE sitting_id = ?", string(id)).Error
}

// SetOrphan implements outpost.MirrorStore.
func (s *Store) SetOrphan(ctx context.Context, id exam.SittingID, orphan bool, at time.Time) error {
	if orphan {
		return s.db.Conn(ctx).Exec("UPDATE outpost_charge SET orphan = 1 WHERE sitting_id = ?", string(id)).Error
	}
	return s.CloseCharge(ctx, id, at)
}

// letGo frees the person and the seat of a sitting, so that the next one may come, and the paper.
func (s *Store) letGo(ctx context.Context, id exam.SittingID) error {
	for _, q := range []string{
		"UPDATE sitting SET live_person = NULL, live_seat = NULL WHERE id = ?",
		"DELETE FROM sitting_draw WHERE sitting_id = ?",
	} {
		if err := s.db.Conn(ctx).Exec(q, string(id)).Error; err != nil {
			return err
		}
	}
	return nil
}
