// Package store keeps recordings in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/recording"
)

// Store implements recording.Store on one database.
type Store struct{ db *sqldb.DB }

var (
	_ recording.Store = (*Store)(nil)
	_ recording.Rooms = (*Store)(nil)
)

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements recording.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type segmentRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	No        int          `gorm:"column:no"`
	RoomID    string       `gorm:"column:room_id"`
	SeatID    string       `gorm:"column:seat_id"`
	OrgPath   string       `gorm:"column:org_path"`
	Track     string       `gorm:"column:track"`
	SessionID string       `gorm:"column:session_id"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToAt      sqldb.Millis `gorm:"column:to_at"`
	SizeBytes int64        `gorm:"column:size_bytes"`
	Width     int          `gorm:"column:width"`
	Height    int          `gorm:"column:height"`
	Frames    int          `gorm:"column:frames"`
	Sounds    int          `gorm:"column:sounds"`
	Note      string       `gorm:"column:note"`
	NodeID    string       `gorm:"column:node_id"`
	BlobKey   string       `gorm:"column:blob_key"`
	SHA256    string       `gorm:"column:sha256"`
	PrevHash  string       `gorm:"column:prev_hash"`
	Hash      string       `gorm:"column:hash"`
	KeptAt    sqldb.Millis `gorm:"column:kept_at"`
}

func (segmentRow) TableName() string { return "recording_segment" }

func (r segmentRow) segment() recording.Segment {
	return recording.Segment{ID: recording.SegmentID(r.ID), Sitting: exam.SittingID(r.SittingID), No: r.No, Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID),
		OrgPath: r.OrgPath, Track: r.Track, Session: r.SessionID, From: r.FromAt.Time(), To: r.ToAt.Time(), Size: r.SizeBytes, Width: r.Width, Height: r.Height, Frames: r.Frames,
		Sounds: r.Sounds, Note: r.Note, Node: r.NodeID, Key: r.BlobKey, SHA256: r.SHA256, Prev: r.PrevHash, Hash: r.Hash, KeptAt: r.KeptAt.Time()}
}

// AddSegment implements recording.Store.
func (s *Store) AddSegment(ctx context.Context, g recording.Segment) error {
	err := s.db.Conn(ctx).Create(&segmentRow{ID: string(g.ID), SittingID: string(g.Sitting), No: g.No, RoomID: string(g.Room), SeatID: string(g.Seat),
		OrgPath: g.OrgPath, Track: g.Track, SessionID: g.Session, FromAt: sqldb.At(g.From), ToAt: sqldb.At(g.To), SizeBytes: g.Size, Width: g.Width, Height: g.Height,
		Frames: g.Frames, Sounds: g.Sounds, Note: g.Note, NodeID: g.Node, BlobKey: g.Key, SHA256: g.SHA256, PrevHash: g.Prev, Hash: g.Hash, KeptAt: sqldb.At(g.KeptAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return recording.ErrTaken
	}
	return err
}

// missing names a row that is not there.
func missing(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return recording.ErrNotFound
	}
	return err
}

// Segment implements recording.Store.
func (s *Store) Segment(ctx context.Context, id recording.SegmentID) (recording.Segment, error) {
	var row segmentRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	return row.segment(), missing(err)
}

// Last implements recording.Store.
func (s *Store) Last(ctx context.Context, sitting exam.SittingID) (recording.Segment, error) {
	var row segmentRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(sitting)).Order("no DESC").Take(&row).Error
	return row.segment(), missing(err)
}

// Segments implements recording.Store.
func (s *Store) Segments(ctx context.Context, sitting exam.SittingID) ([]recording.Segment, error) {
	var rows []segmentRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(sitting)).Order("no").Find(&rows).Error
	out := make([]recording.Segment, len(rows))
	for i, r := range rows {
		out[i] = r.segment()
	}
	return out, err
}

// RoomBetween implements recording.Rooms.
func (s *Store) RoomBetween(ctx context.Context, room site.RoomID, from, to time.Time) ([]recording.Segment, error) {
	var rows []segmentRow
	err := s.db.Conn(ctx).Where("room_id = ? AND track = ? AND from_at < ? AND to_at > ?", string(room), recording.TrackRoom, sqldb.At(to), sqldb.At(from)).
		Order("from_at, no").Limit(1000).Find(&rows).Error
	out := make([]recording.Segment, len(rows))
	for i, r := range rows {
		out[i] = r.segment()
	}
	return out, err
}

// Lasting implements recording.Store.
func (s *Store) Lasting(ctx context.Context, before time.Time, limit int) ([]recording.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("live_key IS NOT NULL AND from_at <= ?", sqldb.At(before)).Order("from_at, id").Limit(limit).Find(&rows).Error
	out := make([]recording.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}

type watchRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	RoomID    string       `gorm:"column:room_id"`
	SeatID    string       `gorm:"column:seat_id"`
	OrgPath   string       `gorm:"column:org_path"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToAt      sqldb.Millis `gorm:"column:to_at"`
	SeenAt    sqldb.Millis `gorm:"column:seen_at"`
	Cause     string       `gorm:"column:cause"`
	Lost      int          `gorm:"column:lost"`
}

func (watchRow) TableName() string { return "camera_watch" }

func (r watchRow) watch() recording.Watch {
	return recording.Watch{Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), OrgPath: r.OrgPath,
		From: r.FromAt.Time(), To: r.ToAt.Time(), SeenAt: r.SeenAt.Time(), Cause: recording.Cause(r.Cause), Lost: r.Lost != 0}
}

// PutWatch implements recording.Store.
func (s *Store) PutWatch(ctx context.Context, w recording.Watch) error {
	row := watchRow{SittingID: string(w.Sitting), RoomID: string(w.Room), SeatID: string(w.Seat), OrgPath: w.OrgPath, FromAt: sqldb.At(w.From), ToAt: sqldb.At(w.To)}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "sitting_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"seat_id", "to_at"})}).Create(&row).Error
}

// Watch implements recording.Store.
func (s *Store) Watch(ctx context.Context, sitting exam.SittingID) (recording.Watch, error) {
	var row watchRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(sitting)).Take(&row).Error
	return row.watch(), missing(err)
}

// Saw implements recording.Store. The statement goes through the rows in the order of their keys, so that two media nodes cannot
// wait for each other.
func (s *Store) Saw(ctx context.Context, sittings []exam.SittingID, at time.Time) error {
	ids := make([]string, len(sittings))
	for i, id := range sittings {
		ids[i] = string(id)
	}
	return s.db.Conn(ctx).Model(&watchRow{}).Where("sitting_id IN ? AND to_at = 0", ids).Update("seen_at", sqldb.At(at)).Error
}

// Say implements recording.Store.
func (s *Store) Say(ctx context.Context, sitting exam.SittingID, c recording.Cause) error {
	err := s.db.Conn(ctx).Model(&watchRow{}).Where("sitting_id = ?", string(sitting)).Update("cause", string(c)).Error
	if err != nil || c == recording.Unknown {
		return err
	}
	return s.db.Conn(ctx).Model(&gapRow{}).Where("live_key = ?", string(sitting)).Update("cause", string(c)).Error
}

// Silent implements recording.Store.
func (s *Store) Silent(ctx context.Context, before time.Time, limit int) ([]recording.Watch, error) {
	return s.watches(ctx, limit, "to_at = 0 AND lost = 0 AND seen_at < ? AND from_at < ?", sqldb.At(before), sqldb.At(before))
}

// Back implements recording.Store.
func (s *Store) Back(ctx context.Context, since time.Time, limit int) ([]recording.Watch, error) {
	return s.watches(ctx, limit, "lost = 1 AND (to_at > 0 OR seen_at >= ?)", sqldb.At(since))
}

func (s *Store) watches(ctx context.Context, limit int, where string, args ...any) ([]recording.Watch, error) {
	var rows []watchRow
	err := s.db.Conn(ctx).Where(where, args...).Limit(limit).Find(&rows).Error
	out := make([]recording.Watch, len(rows))
	for i, r := range rows {
		out[i] = r.watch()
	}
	return out, err
}

type gapRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	LiveKey   *string      `gorm:"column:live_key"`
	RoomID    string       `gorm:"column:room_id"`
	SeatID    string       `gorm:"column:seat_id"`
	OrgPath   string       `gorm:"column:org_path"`
	Cause     string       `gorm:"column:cause"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToAt      sqldb.Millis `gorm:"column:to_at"`
	Stopped   int          `gorm:"column:stopped"`
}

func (gapRow) TableName() string { return "camera_gap" }

func (r gapRow) gap() recording.Gap {
	return recording.Gap{ID: recording.GapID(r.ID), Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), OrgPath: r.OrgPath,
		Cause: recording.Cause(r.Cause), From: r.FromAt.Time(), To: r.ToAt.Time(), Stopped: recording.Stopped(r.Stopped)}
}

// SetStopped implements recording.Store.
func (s *Store) SetStopped(ctx context.Context, id recording.GapID, to recording.Stopped) error {
	return s.db.Conn(ctx).Model(&gapRow{}).Where("id = ?", string(id)).Update("stopped", int(to)).Error
}

// StoppedBy implements recording.Store.
func (s *Store) StoppedBy(ctx context.Context, limit int) ([]recording.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("stopped = ? AND to_at > 0", int(recording.Stands)).Order("to_at, id").Limit(limit).Find(&rows).Error
	out := make([]recording.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}

// OpenGap implements recording.Store.
func (s *Store) OpenGap(ctx context.Context, g recording.Gap) (bool, error) {
	res := s.db.Conn(ctx).Model(&watchRow{}).Where("sitting_id = ? AND lost = 0 AND to_at = 0", string(g.Sitting)).Update("lost", 1)
	if res.Error != nil || res.RowsAffected == 0 {
		return false, res.Error
	}
	key := string(g.Sitting)
	err := s.db.Conn(ctx).Create(&gapRow{ID: string(g.ID), SittingID: key, LiveKey: &key, RoomID: string(g.Room), SeatID: string(g.Seat), OrgPath: g.OrgPath,
		Cause: string(g.Cause), FromAt: sqldb.At(g.From)}).Error
	return err == nil, err
}

// CloseGap implements recording.Store.
func (s *Store) CloseGap(ctx context.Context, sitting exam.SittingID, at time.Time) (recording.Gap, error) {
	var row gapRow
	err := s.db.Conn(ctx).Where("live_key = ?", string(sitting)).Take(&row).Error
	if err != nil {
		return recording.Gap{}, missing(err)
	}
	row.LiveKey, row.ToAt = nil, max(sqldb.At(at), row.FromAt)
	res := s.db.Conn(ctx).Model(&gapRow{}).Where("id = ? AND live_key IS NOT NULL", row.ID).Updates(map[string]any{"live_key": nil, "to_at": row.ToAt})
	if res.Error != nil {
		return recording.Gap{}, res.Error
	}
	if res.RowsAffected == 0 {
		return recording.Gap{}, recording.ErrNotFound
	}
	err = s.db.Conn(ctx).Model(&watchRow{}).Where("sitting_id = ?", string(sitting)).Update("lost", 0).Error
	return row.gap(), err
}

// Gaps implements recording.Store.
func (s *Store) Gaps(ctx context.Context, sitting exam.SittingID) ([]recording.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(sitting)).Order("from_at, id").Find(&rows).Error
	out := make([]recording.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}

// RoomRun lists, by their number, what a room's own cameras recorded that began in [from, to), and what lies between the first and
// the last of it in the room's chain.
func (s *Store) RoomRun(ctx context.Context, room site.RoomID, from, to time.Time) ([]recording.Segment, error) {
	var ends struct{ FirstNo, LastNo int }
	err := s.db.Conn(ctx).Model(&segmentRow{}).Select("COALESCE(MIN(no), 0) AS first_no, COALESCE(MAX(no), 0) AS last_no").
		Where("room_id = ? AND track = ? AND from_at >= ? AND from_at < ?", string(room), recording.TrackRoom, sqldb.At(from), sqldb.At(to)).Scan(&ends).Error
	if err != nil || ends.LastNo == 0 {
		return nil, err
	}
	return sqldb.All(ctx, s.db, segmentRow.segment, "no", 0, "sitting_id = ? AND no >= ? AND no <= ?", string(recording.RoomChain(room)), ends.FirstNo, ends.LastNo)
}
