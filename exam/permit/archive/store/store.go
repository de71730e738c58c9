// Package store keeps account of volumes in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements archive.Store and archive.Tx on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements archive.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type volumeRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	Kind      string       `gorm:"column:kind"`
	Subject   string       `gorm:"column:subject"`
	OrgPath   string       `gorm:"column:org_path"`
	Authority string       `gorm:"column:authority"`
	Title     string       `gorm:"column:title"`
	Part      int          `gorm:"column:part"`
	State     string       `gorm:"column:state"`
	Fault     string       `gorm:"column:fault"`
	Digest    string       `gorm:"column:digest"`
	Follows   string       `gorm:"column:follows"`
	FileKey   string       `gorm:"column:file_key"`
	Size      int64        `gorm:"column:size"`
	Files     int          `gorm:"column:files"`
	Missing   int          `gorm:"column:missing"`
	KeepUntil string       `gorm:"column:keep_until"`
	ByAccount string       `gorm:"column:by_account"`
	ByName    string       `gorm:"column:by_name"`
	AskedAt   sqldb.Millis `gorm:"column:asked_at"`
	MadeAt    sqldb.Millis `gorm:"column:made_at"`
	Handover  string       `gorm:"column:handover"`
	Version   int64        `gorm:"column:version"`
}

func (volumeRow) TableName() string { return "archive_volume" }

func row(v archive.Volume) volumeRow {
	return volumeRow{string(v.ID), string(v.Kind), v.Subject, v.OrgPath, string(v.Authority), v.Title, v.Part, string(v.State), v.Fault, v.Digest, v.Follows, v.Key, v.Size, v.Files, v.Missing,
		string(v.KeepUntil), string(v.By), v.ByName, sqldb.At(v.AskedAt), sqldb.At(v.MadeAt), string(v.Handover), v.Version}
}

func (r volumeRow) volume() archive.Volume {
	return archive.Volume{ID: archive.ID(r.ID), Kind: volume.Kind(r.Kind), Subject: r.Subject, OrgPath: r.OrgPath, Authority: people.OrgID(r.Authority), Title: r.Title, Part: r.Part, State: archive.State(r.State),
		Fault: r.Fault, Digest: r.Digest, Follows: r.Follows, Key: r.FileKey, Size: r.Size, Files: r.Files, Missing: r.Missing, KeepUntil: actor.Date(r.KeepUntil), By: people.AccountID(r.ByAccount),
		ByName: r.ByName, AskedAt: r.AskedAt.Time(), MadeAt: r.MadeAt.Time(), Handover: archive.HandoverID(r.Handover), Version: r.Version}
}

// AddVolume implements archive.Store.
func (s *Store) AddVolume(ctx context.Context, v archive.Volume) error {
	r := row(v)
	err := s.db.Conn(ctx).Create(&r).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	return err
}

// SaveVolume implements archive.Store.
func (s *Store) SaveVolume(ctx context.Context, v archive.Volume) error {
	r := row(v)
	r.Version++
	res := s.db.Conn(ctx).Model(&volumeRow{}).Where("id = ? AND version = ?", r.ID, v.Version).Select("*").Omit("id", "kind", "subject", "part", "org_path", "authority", "handover").Updates(&r)
	if res.Error == nil && res.RowsAffected == 0 {
		return permit.ErrChanged
	}
	return res.Error
}

// Volume implements archive.Store.
func (s *Store) Volume(ctx context.Context, id archive.ID) (archive.Volume, error) {
	var r volumeRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.volume(), sqldb.Absent(err, permit.ErrNotFound)
}

// Last implements archive.Store.
func (s *Store) Last(ctx context.Context, kind volume.Kind, subject string) (archive.Volume, error) {
	var r volumeRow
	err := s.db.Conn(ctx).Where("kind = ? AND subject = ?", string(kind), subject).Order("part DESC").Take(&r).Error
	return r.volume(), sqldb.Absent(err, permit.ErrNotFound)
}

// Volumes implements archive.Store.
func (s *Store) Volumes(ctx context.Context, q archive.Query) ([]archive.Volume, error) {
	tx := s.db.Within(ctx, "org_path", q.Paths)
	if q.Kind != "" {
		tx = tx.Where("kind = ?", string(q.Kind))
	}
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Kept {
		tx = tx.Where("state = ? AND handover = ''", string(archive.Made))
	}
	if q.Handover != "" {
		tx = tx.Where("handover = ?", string(q.Handover))
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	order := "id DESC"
	if q.Kept || q.Handover != "" {
		order = "id" // lists to hand over begin with the oldest
	}
	return sqldb.Mapped(tx.Order(order).Limit(q.Limit), volumeRow.volume)
}

// Queue implements archive.Store.
func (s *Store) Queue(ctx context.Context, limit int) ([]archive.Volume, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("state = ?", string(archive.Waiting)).Order("id").Limit(limit), volumeRow.volume)
}

type fileRow struct {
	VolumeID string `gorm:"column:volume_id;primaryKey"`
	Name     string `gorm:"column:name;primaryKey"`
	SHA256   string `gorm:"column:sha256"`
}

func (fileRow) TableName() string { return "archive_file" }

// Held implements archive.Store.
func (s *Store) Held(ctx context.Context, kind volume.Kind, subject string) (map[string]string, error) {
	var rows []fileRow
	err := s.db.Conn(ctx).Table("archive_file AS f").Select("f.*").Joins("JOIN archive_volume v ON v.id = f.volume_id").
		Where("v.kind = ? AND v.subject = ?", string(kind), subject).Order("v.part").Find(&rows).Error
	out := make(map[string]string, len(rows))
	for _, r := range rows { // a later part has the newer file
		out[r.Name] = r.SHA256
	}
	return out, err
}

// Keep implements archive.Store.
func (s *Store) Keep(ctx context.Context, id archive.ID, entries []volume.Entry) error {
	var rows []fileRow
	for _, e := range entries {
		rows = append(rows, fileRow{string(id), e.Name, e.SHA256})
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Unmade lists at most limit permits under a path that no volume was asked for, oldest first.
func (s *Store) Unmade(ctx context.Context, path string, limit int) ([]string, error) {
	var out []string
	err := s.db.Within(ctx, "permit.org_path", []string{path}).Table("permit").
		Where("NOT EXISTS (SELECT 1 FROM archive_volume v WHERE v.kind = ? AND v.subject = permit.id)", string(volume.Person)).Order("permit.id").Limit(limit).Pluck("permit.id", &out).Error
	return out, err
}

// Asked returns which of subjects have a volume, made or not.
func (s *Store) Asked(ctx context.Context, kind volume.Kind, subjects []string) (map[string]bool, error) {
	out := map[string]bool{}
	for some := range slices.Chunk(subjects, 500) {
		var found []string
		if err := s.db.Conn(ctx).Model(&volumeRow{}).Where("kind = ? AND subject IN ?", string(kind), some).Pluck("subject", &found).Error; err != nil {
			return nil, err
		}
		for _, f := range found {
			out[f] = true
		}
	}
	return out, nil
}

type handoverRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OrgPath   string       `gorm:"column:org_path"`
	Number    int          `gorm:"column:number"`
	Kind      string       `gorm:"column:kind"`
	Receiver  string       `gorm:"column:receiver"`
	Volumes   int          `gorm:"column:volumes"`
	ByAccount string       `gorm:"column:by_account"`
	ByName    string       `gorm:"column:by_name"`
	MadeAt    sqldb.Millis `gorm:"column:made_at"`
}

func (handoverRow) TableName() string { return "archive_handover" }

func (r handoverRow) handover() archive.Handover {
	return archive.Handover{ID: archive.HandoverID(r.ID), OrgPath: r.OrgPath, Number: r.Number, Kind: volume.Kind(r.Kind), Receiver: r.Receiver, Volumes: r.Volumes, By: people.AccountID(r.ByAccount),
		ByName: r.ByName, MadeAt: r.MadeAt.Time()}
}

// AddHandover implements archive.Store.
func (s *Store) AddHandover(ctx context.Context, h *archive.Handover, volumes []archive.ID) error {
	db := s.db.Conn(ctx)
	var last int
	if err := db.Model(&handoverRow{}).Where("org_path = ?", h.OrgPath).Select("COALESCE(MAX(number), 0)").Scan(&last).Error; err != nil {
		return err
	}
	h.Number = last + 1
	err := db.Create(&handoverRow{string(h.ID), h.OrgPath, h.Number, string(h.Kind), h.Receiver, h.Volumes, string(h.By), h.ByName, sqldb.At(h.MadeAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrChanged
	}
	if err != nil {
		return err
	}
	for some := range slices.Chunk(volumes, 500) {
		res := db.Model(&volumeRow{}).Where("id IN ? AND handover = ''", some).Update("handover", string(h.ID))
		if res.Error != nil {
			return res.Error
		}
		if res.RowsAffected != int64(len(some)) {
			return permit.ErrChanged
		}
	}
	return nil
}

// Handover implements archive.Store.
func (s *Store) Handover(ctx context.Context, id archive.HandoverID) (archive.Handover, error) {
	var r handoverRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.handover(), sqldb.Absent(err, permit.ErrNotFound)
}

// Handovers implements archive.Store.
func (s *Store) Handovers(ctx context.Context, paths []string, before archive.HandoverID, limit int) ([]archive.Handover, error) {
	tx := s.db.Within(ctx, "org_path", paths)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return sqldb.Mapped(tx.Order("id DESC").Limit(limit), handoverRow.handover)
}
