package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type recordRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	SlotID        string       `gorm:"column:slot_id"`
	RoomID        string       `gorm:"column:room_id"`
	OrgPath       string       `gorm:"column:org_path"`
	StartsAt      sqldb.Millis `gorm:"column:starts_at"`
	EndsAt        sqldb.Millis `gorm:"column:ends_at"`
	State         string       `gorm:"column:state"`
	Body          string       `gorm:"column:body"`
	Hash          string       `gorm:"column:hash"`
	SignerAccount string       `gorm:"column:signer_account"`
	SignerPerson  string       `gorm:"column:signer_person"`
	SignerName    string       `gorm:"column:signer_name"`
	Statement     string       `gorm:"column:statement"`
	SignedHash    string       `gorm:"column:signed_hash"`
	SignedAt      sqldb.Millis `gorm:"column:signed_at"`
	Version       int64        `gorm:"column:version"`
	CreatedAt     sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
}

func (recordRow) TableName() string { return "room_record" }

func (r recordRow) record() release.RoomRecord {
	return release.RoomRecord{ID: release.RecordID(r.ID), Slot: booking.SlotID(r.SlotID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath,
		StartsAt: r.StartsAt.Time(), EndsAt: r.EndsAt.Time(), State: release.RecordState(r.State), Body: r.Body, Hash: r.Hash,
		Signature: release.RecordSignature{Account: people.AccountID(r.SignerAccount), Person: people.PersonID(r.SignerPerson),
			Name: r.SignerName, Statement: r.Statement, Hash: r.SignedHash, At: r.SignedAt.Time()},
		Version: r.Version, CreatedAt: r.CreatedAt.Time()}
}

// AddRecord implements release.RecordStore.
func (s *Store) AddRecord(ctx context.Context, r release.RoomRecord) (bool, error) {
	row := recordRow{ID: string(r.ID), SlotID: string(r.Slot), RoomID: string(r.Room), OrgPath: r.OrgPath,
		StartsAt: sqldb.At(r.StartsAt), EndsAt: sqldb.At(r.EndsAt), State: string(r.State), Version: r.Version,
		CreatedAt: sqldb.At(r.CreatedAt)}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// SaveRecord implements release.RecordStore.
func (s *Store) SaveRecord(ctx context.Context, r release.RoomRecord) error {
	g := r.Signature
	res := s.db.Conn(ctx).Model(&recordRow{}).
		Where("id = ? AND version = ? AND state <> ?", string(r.ID), r.Version, string(release.RecordSigned)).
		Updates(map[string]any{"state": string(r.State), "body": r.Body, "hash": r.Hash, "signer_account": string(g.Account),
			"signer_person": string(g.Person), "signer_name": g.Name, "statement": g.Statement, "signed_hash": g.Hash,
			"signed_at": sqldb.At(g.At), "version": r.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

// Record implements release.RecordStore.
func (s *Store) Record(ctx context.Context, id release.RecordID) (release.RoomRecord, error) {
	var row recordRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return release.RoomRecord{}, release.ErrNoRecord
	}
	return row.record(), err
}

// Records implements release.RecordStore.
func (s *Store) Records(ctx context.Context, q release.RecordQuery) ([]release.RoomRecord, error) {
	if len(q.Paths) == 0 {
		return nil, nil
	}
	tx := s.db.Conn(ctx).Where(s.under(ctx, "org_path", q.Paths))
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Slot != "" {
		tx = tx.Where("slot_id = ?", string(q.Slot))
	}
	if q.On != "" {
		from := q.On.Time()
		tx = tx.Where("starts_at >= ? AND starts_at < ?", sqldb.At(from), sqldb.At(from.AddDate(0, 0, 1)))
	}
	if q.Before != "" {
		last, err := s.Record(ctx, q.Before)
		if err != nil {
			return nil, err
		}
		at := sqldb.At(last.StartsAt)
		tx = tx.Where("(starts_at < ? OR (starts_at = ? AND id < ?))", at, at, string(q.Before))
	}
	var rows []recordRow
	err := tx.Order("starts_at DESC, id DESC").Limit(bound(q.Limit)).Find(&rows).Error
	return records(rows), err
}

// OpenRecords implements release.RecordStore.
func (s *Store) OpenRecords(ctx context.Context, t time.Time, limit int) ([]release.RoomRecord, error) {
	var rows []recordRow
	err := s.db.Conn(ctx).Where("state = ? AND starts_at <= ?", string(release.RecordOpen), sqldb.At(t)).
		Order("ends_at, id").Limit(limit).Find(&rows).Error
	return records(rows), err
}

func records(rows []recordRow) []release.RoomRecord {
	out := make([]release.RoomRecord, len(rows))
	for i, r := range rows {
		out[i] = r.record()
	}
	return out
}

// SlotsWithoutRecord implements release.RecordStore.
func (s *Store) SlotsWithoutRecord(ctx context.Context, limit int) ([]booking.SlotID, error) {
	var ids []booking.SlotID
	err := s.db.Conn(ctx).Raw(`SELECT DISTINCT s.slot_id FROM sitting s LEFT JOIN room_record r ON r.slot_id = s.slot_id
		WHERE s.kind = ? AND s.slot_id <> '' AND r.id IS NULL ORDER BY s.slot_id LIMIT ?`, string(exam.Formal), limit).Scan(&ids).Error
	return ids, err
}

// under is the condition that column lies in one of the organisation subtrees.
func (s *Store) under(ctx context.Context, column string, paths []string) *gorm.DB {
	scope, args := sqldb.Under(column, paths)
	return s.db.Conn(ctx).Where(scope, args...)
}

// bound keeps a page between 1 and 200 lines.
func bound(limit int) int {
	if limit < 1 || limit > 200 {
		return 50
	}
	return limit
}
