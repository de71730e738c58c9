package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/recording"
)

var _ recording.UnseenStore = (*Store)(nil)

type unseenRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	KeptAt    sqldb.Millis `gorm:"column:kept_at"`
}

func (unseenRow) TableName() string { return "recording_unseen" }

// PutUnseen implements recording.UnseenStore.
func (s *Store) PutUnseen(ctx context.Context, x recording.Segment) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&unseenRow{string(x.ID), string(x.Sitting), sqldb.At(x.KeptAt)}).Error
}

// Unseen implements recording.UnseenStore.
func (s *Store) Unseen(ctx context.Context, since time.Time, limit int) ([]recording.Segment, error) {
	var sittings []string
	err := s.db.Conn(ctx).Model(&unseenRow{}).Group("sitting_id").Having("MAX(kept_at) <= ?", sqldb.At(since)).Order("MIN(kept_at), sitting_id").Limit(1).
		Pluck("sitting_id", &sittings).Error
	if err != nil || len(sittings) == 0 {
		return nil, err
	}
	return sqldb.All(ctx, s.db, segmentRow.segment, "from_at, id", limit,
		"id IN (SELECT id FROM recording_unseen WHERE sitting_id = ?)", sittings[0])
}

// DropUnseen implements recording.UnseenStore.
func (s *Store) DropUnseen(ctx context.Context, ids []recording.SegmentID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.db.Conn(ctx).Where("id IN ?", ids).Delete(&unseenRow{}).Error
}
