package store

import (
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/recording"
)

var _ evidence.RoomStore = (*Store)(nil)

type pieceRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	No        int          `gorm:"column:no"`
	OrgPath   string       `gorm:"column:org_path"`
	Track     string       `gorm:"column:track"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToAt      sqldb.Millis `gorm:"column:to_at"`
	SizeBytes int64        `gorm:"column:size_bytes"`
	BlobKey   string       `gorm:"column:blob_key"`
	SHA256    string       `gorm:"column:sha256"`
	Hash      string       `gorm:"column:hash"`
}

func (pieceRow) TableName() string { return "recording_segment" }

func (r pieceRow) piece() evidence.RoomPiece {
	return evidence.RoomPiece{DeletedSegment: evidence.DeletedSegment{No: r.No, ID: r.ID, Track: r.Track, From: int64(r.FromAt), To: int64(r.ToAt), Size: r.SizeBytes,
		SHA256: r.SHA256, Hash: r.Hash}, OrgPath: r.OrgPath, Key: r.BlobKey}
}

// PiecesAfter implements evidence.RoomStore: a room's own chain is numbered under the room's id.
func (s *Store) PiecesAfter(ctx context.Context, room site.RoomID, no, limit int) ([]evidence.RoomPiece, error) {
	return sqldb.All(ctx, s.db, pieceRow.piece, "no", limit, "sitting_id = ? AND no > ?", string(recording.RoomChain(room)), no)
}

// PiecesOn implements evidence.RoomStore.
func (s *Store) PiecesOn(ctx context.Context, room site.RoomID, day actor.Date) ([]evidence.RoomPiece, error) {
	from, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return nil, err
	}
	return sqldb.All(ctx, s.db, pieceRow.piece, "no", 0, "room_id = ? AND track = ? AND from_at >= ? AND from_at < ?", string(room), recording.TrackRoom,
		sqldb.At(from), sqldb.At(from.Add(24*time.Hour)))
}

type roomDayRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	RoomID       string       `gorm:"column:room_id"`
	OrgPath      string       `gorm:"column:org_path"`
	Day          string       `gorm:"column:day"`
	Pieces       int          `gorm:"column:pieces"`
	Bytes        int64        `gorm:"column:bytes"`
	FirstNo      int          `gorm:"column:first_no"`
	LastNo       int          `gorm:"column:last_no"`
	State        string       `gorm:"column:state"`
	Months       int          `gorm:"column:months"`
	Basis        string       `gorm:"column:basis"`
	DeleteOn     string       `gorm:"column:delete_on"`
	DeletedAt    sqldb.Millis `gorm:"column:deleted_at"`
	DeletionHash string       `gorm:"column:deletion_hash"`
	Version      int          `gorm:"column:version"`
}

func (roomDayRow) TableName() string { return "evidence_room_day" }

func (r roomDayRow) day() evidence.RoomDay {
	return evidence.RoomDay{ID: exam.SittingID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Day: actor.Date(r.Day), Pieces: r.Pieces, Bytes: r.Bytes, FirstNo: r.FirstNo,
		LastNo: r.LastNo, State: evidence.State(r.State), Months: r.Months, Basis: r.Basis, DeleteOn: actor.Date(r.DeleteOn), GoneAt: r.DeletedAt.Time(), Proof: r.DeletionHash, Version: r.Version}
}

// Counted implements evidence.RoomStore.
func (s *Store) Counted(ctx context.Context, room site.RoomID) (int, error) {
	var no int
	err := s.db.Conn(ctx).Model(&roomDayRow{}).Select("COALESCE(MAX(last_no), 0)").Where("room_id = ?", string(room)).Scan(&no).Error
	return no, err
}

// RoomDay implements evidence.RoomStore.
func (s *Store) RoomDay(ctx context.Context, id exam.SittingID) (evidence.RoomDay, error) {
	r, err := sqldb.First[roomDayRow](ctx, s.db, "id = ?", string(id))
	return r.day(), missing(err)
}

// PutRoomDay implements evidence.RoomStore.
func (s *Store) PutRoomDay(ctx context.Context, d evidence.RoomDay) error {
	row := roomDayRow{string(d.ID), string(d.Room), d.OrgPath, string(d.Day), d.Pieces, d.Bytes, d.FirstNo, d.LastNo, string(d.State), d.Months, d.Basis, string(d.DeleteOn),
		sqldb.At(d.GoneAt), d.Proof, d.Version + 1}
	if d.Version == 0 {
		return taken(s.db.Conn(ctx).Create(&row).Error)
	}
	return s.swap(ctx, &row, row.ID, d.Version)
}

// ExpiredRoomDays implements evidence.RoomStore.
func (s *Store) ExpiredRoomDays(ctx context.Context, on actor.Date, after exam.SittingID, limit int) ([]evidence.RoomDay, error) {
	return sqldb.All(ctx, s.db, roomDayRow.day, "id", limit, "id > ? AND (state = ? AND delete_on <= ? OR state = ?)", string(after),
		string(evidence.Kept), string(on), string(evidence.Deleting))
}

// KeptOn implements evidence.RoomStore.
func (s *Store) KeptOn(ctx context.Context, room site.RoomID, from, to time.Time) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&caseRow{}).Where("room_id = ? AND ended_at >= ? AND ended_at < ? AND state = ?", string(room), sqldb.At(from), sqldb.At(to), string(evidence.Kept)).
		Limit(1).Count(&n).Error
	return n > 0, err
}

// measured is one line of a sum by room.
type measured struct {
	RoomID  string
	OrgPath string
	Track   string
	Bytes   int64
	Millis  int64
	FirstAt sqldb.Millis
}

// Measured implements evidence.Meter. What was deleted is not in it; what is of sittings that go on is, as far as it was recorded since.
func (s *Store) Measured(ctx context.Context, since time.Time) ([]evidence.Measured, error) {
	var kept, own, open, late, recent []measured
	c, state := s.db.Conn(ctx), string(evidence.Kept)
	for _, q := range []struct {
		into *[]measured
		sql  string
		arg  any
	}{
		{&kept, "SELECT room_id, MIN(org_path) AS org_path, SUM(bytes) AS bytes, MIN(ended_at) AS first_at FROM evidence_case WHERE state = ? GROUP BY room_id", state},
		{&own, "SELECT d.room_id, MIN(d.org_path) AS org_path, SUM(d.bytes) AS bytes, MIN(s.from_at) AS first_at FROM evidence_room_day d " +
			"JOIN recording_segment s ON s.sitting_id = d.room_id AND s.no = d.first_no WHERE d.state = ? GROUP BY d.room_id", state},
		// What is recorded of papers that are open, and what rooms' cameras recorded since their days were counted last.
		{&open, "SELECT s.room_id, MIN(s.org_path) AS org_path, SUM(s.size_bytes) AS bytes, MIN(s.from_at) AS first_at FROM recording_segment s " +
			"LEFT JOIN evidence_case c ON c.id = s.sitting_id WHERE s.from_at >= ? AND s.track <> '" + recording.TrackRoom + "' AND c.id IS NULL GROUP BY s.room_id", sqldb.At(since)},
		{&late, "SELECT s.room_id, MIN(s.org_path) AS org_path, SUM(s.size_bytes) AS bytes, MIN(s.from_at) AS first_at FROM recording_segment s " +
			"LEFT JOIN (SELECT room_id, MAX(last_no) AS last_no FROM evidence_room_day GROUP BY room_id) d ON d.room_id = s.room_id " +
			"WHERE s.from_at >= ? AND s.track = '" + recording.TrackRoom + "' AND (d.last_no IS NULL OR s.no > d.last_no) GROUP BY s.room_id", sqldb.At(since)},
		{&recent, "SELECT room_id, track, SUM(size_bytes) AS bytes, SUM(to_at - from_at) AS millis FROM recording_segment WHERE from_at >= ? GROUP BY room_id, track", sqldb.At(since)},
	} {
		if err := c.Raw(q.sql, q.arg).Scan(q.into).Error; err != nil {
			return nil, err
		}
	}
	out := []evidence.Measured{}
	of := func(k measured) *evidence.Measured {
		i := slices.IndexFunc(out, func(m evidence.Measured) bool { return m.Room == site.RoomID(k.RoomID) })
		if i < 0 {
			i = len(out)
			out = append(out, evidence.Measured{Room: site.RoomID(k.RoomID), OrgPath: k.OrgPath, First: k.FirstAt.Time()})
		}
		if first := k.FirstAt.Time(); first.Before(out[i].First) {
			out[i].First = first
		}
		out[i].Bytes += k.Bytes
		return &out[i]
	}
	for _, k := range append(kept, open...) {
		of(k)
	}
	for _, k := range append(own, late...) {
		of(k).Own += k.Bytes
	}
	for _, r := range recent {
		i := slices.IndexFunc(out, func(m evidence.Measured) bool { return m.Room == site.RoomID(r.RoomID) })
		switch {
		case i < 0:
		case r.Track == recording.TrackRoom:
			out[i].Recent, out[i].OwnLate = out[i].Recent+r.Bytes, r.Bytes
		case r.Track == recording.TrackScreen: // of the same seat in the same time
			out[i].Recent += r.Bytes
		default:
			out[i].Recent, out[i].Recorded = out[i].Recent+r.Bytes, time.Duration(r.Millis)*time.Millisecond
		}
	}
	slices.SortFunc(out, func(a, b evidence.Measured) int {
		if a.Room < b.Room {
			return -1
		}
		return 1
	})
	return out, nil
}
