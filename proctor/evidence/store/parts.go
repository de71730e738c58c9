package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/evidence"
)

var _ evidence.StillStore = (*Store)(nil)

type stillRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	RoomID    string       `gorm:"column:room_id"`
	SeatID    string       `gorm:"column:seat_id"`
	What      string       `gorm:"column:what"`
	Note      string       `gorm:"column:note"`
	At        sqldb.Millis `gorm:"column:at"`
	Width     int          `gorm:"column:width"`
	Height    int          `gorm:"column:height"`
	SizeBytes int64        `gorm:"column:size_bytes"`
	SHA256    string       `gorm:"column:sha256"`
	BlobKey   string       `gorm:"column:blob_key"`
}

func (stillRow) TableName() string { return "evidence_still" }

func (r stillRow) photo() evidence.Photo {
	return evidence.Photo{ID: r.ID, Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), What: r.What, Note: r.Note,
		At: r.At.Time(), Width: r.Width, Height: r.Height, Size: r.SizeBytes, SHA256: r.SHA256, Key: r.BlobKey}
}

// AddStill implements evidence.StillStore.
func (s *Store) AddStill(ctx context.Context, p evidence.Photo) error {
	err := s.db.Conn(ctx).Create(&stillRow{p.ID, string(p.Sitting), string(p.Room), string(p.Seat), p.What, p.Note, sqldb.At(p.At), p.Width, p.Height, p.Size, p.SHA256, p.Key}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil
	}
	return err
}

// Stills implements evidence.StillStore.
func (s *Store) Stills(ctx context.Context, id exam.SittingID) ([]evidence.Photo, error) {
	return sqldb.All(ctx, s.db, stillRow.photo, "id", 0, "sitting_id = ?", string(id))
}
