package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/recording"
)

var _ recording.PieceStore = (*Store)(nil)

type pieceRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	Track     string       `gorm:"column:track"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
}

func (pieceRow) TableName() string { return "recording_piece" }

// PutPieces implements recording.PieceStore.
func (s *Store) PutPieces(ctx context.Context, list []recording.Piece) error {
	if len(list) == 0 {
		return nil
	}
	ids := make([]string, len(list))
	for i, p := range list {
		ids[i] = string(p.ID)
	}
	var kept []string
	if err := s.db.Conn(ctx).Model(&segmentRow{}).Where("id IN ?", ids).Pluck("id", &kept).Error; err != nil {
		return err
	}
	there := make(map[string]bool, len(kept))
	for _, id := range kept {
		there[id] = true
	}
	var rows []pieceRow
	for _, p := range list {
		if !there[string(p.ID)] {
			rows = append(rows, pieceRow{string(p.ID), string(p.Sitting), p.Track, sqldb.At(p.From)})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error
}

// DropPieces implements recording.PieceStore.
func (s *Store) DropPieces(ctx context.Context, ids []recording.SegmentID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.db.Conn(ctx).Where("id IN ?", ids).Delete(&pieceRow{}).Error
}

// PiecesOf implements recording.PieceStore.
func (s *Store) PiecesOf(ctx context.Context, id exam.SittingID) ([]recording.Piece, error) {
	conv := func(r pieceRow) recording.Piece {
		return recording.Piece{ID: recording.SegmentID(r.ID), Sitting: exam.SittingID(r.SittingID), Track: r.Track, From: r.FromAt.Time()}
	}
	return sqldb.All(ctx, s.db, conv, "from_at, id", 0, "sitting_id = ?", string(id))
}
