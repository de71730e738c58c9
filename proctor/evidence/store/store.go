// Package store keeps evidence in SQLite or MySQL.
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
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/evidence"
)

// Store implements evidence.CaseStore, evidence.KeyStore, evidence.OrderStore and evidence.Meter on one database.
type Store struct{ db *sqldb.DB }

var (
	_ evidence.CaseStore  = (*Store)(nil)
	_ evidence.KeyStore   = (*Store)(nil)
	_ evidence.OrderStore = (*Store)(nil)
	_ evidence.Meter      = (*Store)(nil)
)

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements evidence.CaseStore.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// missing names a row that is not there.
func missing(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return evidence.ErrNotFound
	}
	return err
}

type caseRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	RoomID       string       `gorm:"column:room_id"`
	OrgPath      string       `gorm:"column:org_path"`
	PersonID     string       `gorm:"column:person_id"`
	ItemCode     string       `gorm:"column:item_code"`
	EndedAt      sqldb.Millis `gorm:"column:ended_at"`
	Bytes        int64        `gorm:"column:bytes"`
	State        string       `gorm:"column:state"`
	Months       int          `gorm:"column:months"`
	Basis        string       `gorm:"column:basis"`
	DeleteOn     string       `gorm:"column:delete_on"`
	RootNo       int          `gorm:"column:root_no"`
	RootHash     string       `gorm:"column:root_hash"`
	DueAt        sqldb.Millis `gorm:"column:due_at"`
	DeletedAt    sqldb.Millis `gorm:"column:deleted_at"`
	DeletionHash string       `gorm:"column:deletion_hash"`
	Version      int          `gorm:"column:version"`
}

func (caseRow) TableName() string { return "evidence_case" }

func fromCase(c evidence.Case) caseRow {
	return caseRow{ID: string(c.Sitting), RoomID: string(c.Room), OrgPath: c.OrgPath, PersonID: string(c.Person), ItemCode: c.Item, EndedAt: sqldb.At(c.EndedAt), Bytes: c.Bytes,
		State: string(c.State), Months: c.Months, Basis: c.Basis, DeleteOn: string(c.DeleteOn), RootNo: c.RootNo, RootHash: c.Root, DueAt: sqldb.At(c.DueAt),
		DeletedAt: sqldb.At(c.GoneAt), DeletionHash: c.Proof, Version: c.Version}
}

func (r caseRow) kase() evidence.Case {
	return evidence.Case{Sitting: exam.SittingID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Person: people.PersonID(r.PersonID), Item: r.ItemCode,
		EndedAt: r.EndedAt.Time(), Bytes: r.Bytes, State: evidence.State(r.State), Months: r.Months, Basis: r.Basis, DeleteOn: actor.Date(r.DeleteOn), RootNo: r.RootNo,
		Root: r.RootHash, DueAt: r.DueAt.Time(), GoneAt: r.DeletedAt.Time(), Proof: r.DeletionHash, Version: r.Version}
}

// AddCase implements evidence.CaseStore.
func (s *Store) AddCase(ctx context.Context, c evidence.Case) error {
	row := fromCase(c)
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
}

// Case implements evidence.CaseStore.
func (s *Store) Case(ctx context.Context, id exam.SittingID) (evidence.Case, error) {
	row, err := sqldb.First[caseRow](ctx, s.db, "id = ?", string(id))
	return row.kase(), missing(err)
}

// LockCase implements evidence.CaseStore.
func (s *Store) LockCase(ctx context.Context, id exam.SittingID) (evidence.Case, error) {
	if _, err := s.db.Lock(ctx, "evidence_case", "id = ?", string(id)); err != nil {
		return evidence.Case{}, err
	}
	return s.Case(ctx, id)
}

// SaveCase implements evidence.CaseStore.
func (s *Store) SaveCase(ctx context.Context, c evidence.Case) error {
	row := fromCase(c)
	row.Version++
	return s.swap(ctx, &row, row.ID, c.Version)
}

// swap writes row where its version is still old.
func (s *Store) swap(ctx context.Context, row any, id string, old int) error {
	ok, err := s.db.Swap(ctx, row, id, old)
	if err == nil && !ok {
		err = evidence.ErrChanged
	}
	return err
}

func (s *Store) sittings(ctx context.Context, limit int, order, where string, args ...any) ([]exam.SittingID, error) {
	var ids []exam.SittingID
	err := s.db.Conn(ctx).Model(&caseRow{}).Where(where, args...).Order(order).Limit(limit).Pluck("id", &ids).Error
	return ids, err
}

// Due implements evidence.CaseStore. A recorded paper that was closed and has no case, because an event was lost or an older
// program closed it, is due too.
func (s *Store) Due(ctx context.Context, t time.Time, limit int) ([]exam.SittingID, error) {
	due, err := s.sittings(ctx, limit, "due_at, id", "due_at > 0 AND due_at <= ?", sqldb.At(t))
	if err != nil {
		return nil, err
	}
	var fresh []exam.SittingID
	err = s.db.Conn(ctx).Table("camera_watch").Joins("LEFT JOIN evidence_case c ON c.id = camera_watch.sitting_id").
		Where("camera_watch.to_at > 0 AND camera_watch.to_at <= ? AND c.id IS NULL", sqldb.At(t)).Order("camera_watch.to_at").Limit(limit).
		Pluck("camera_watch.sitting_id", &fresh).Error
	return append(due, fresh...), err
}

// Expired implements evidence.CaseStore.
func (s *Store) Expired(ctx context.Context, on actor.Date, after exam.SittingID, limit int) ([]exam.SittingID, error) {
	return s.sittings(ctx, limit, "id", "id > ? AND (state = ? AND delete_on <= ? OR state = ?)", string(after), string(evidence.Kept), string(on), string(evidence.Deleting))
}

type rootRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	No        int          `gorm:"column:no"`
	Former    string       `gorm:"column:former"`
	Hash      string       `gorm:"column:hash"`
	Body      string       `gorm:"column:body"`
	Signature string       `gorm:"column:signature"`
	At        sqldb.Millis `gorm:"column:at"`
}

func (rootRow) TableName() string { return "evidence_root" }

func (r rootRow) root() evidence.Stored {
	return evidence.Stored{ID: r.ID, Sitting: exam.SittingID(r.SittingID), No: r.No, Former: r.Former, Hash: r.Hash, Body: []byte(r.Body), Signature: r.Signature, At: r.At.Time()}
}

// AddRoot implements evidence.CaseStore.
func (s *Store) AddRoot(ctx context.Context, r evidence.Stored) error {
	return taken(s.db.Conn(ctx).Create(&rootRow{r.ID, string(r.Sitting), r.No, r.Former, r.Hash, string(r.Body), r.Signature, sqldb.At(r.At)}).Error)
}

func taken(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return evidence.ErrChanged
	}
	return err
}

// Roots implements evidence.CaseStore.
func (s *Store) Roots(ctx context.Context, id exam.SittingID) ([]evidence.Stored, error) {
	return sqldb.All(ctx, s.db, rootRow.root, "no", 0, "sitting_id = ?", string(id))
}

type proofRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id"`
	Hash      string       `gorm:"column:hash"`
	Body      string       `gorm:"column:body"`
	Signature string       `gorm:"column:signature"`
	At        sqldb.Millis `gorm:"column:at"`
}

func (proofRow) TableName() string { return "evidence_deletion" }

// AddProof implements evidence.CaseStore.
func (s *Store) AddProof(ctx context.Context, p evidence.Proof) error {
	return taken(s.db.Conn(ctx).Create(&proofRow{p.ID, string(p.Sitting), p.Hash, string(p.Body), p.Signature, sqldb.At(p.At)}).Error)
}

// ProofOf implements evidence.CaseStore.
func (s *Store) ProofOf(ctx context.Context, id exam.SittingID) (evidence.Proof, error) {
	r, err := sqldb.First[proofRow](ctx, s.db, "sitting_id = ?", string(id))
	return evidence.Proof{ID: r.ID, Sitting: exam.SittingID(r.SittingID), Hash: r.Hash, Body: []byte(r.Body), Signature: r.Signature, At: r.At.Time()}, missing(err)
}

type keyRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	Wrapped     string       `gorm:"column:wrapped"`
	MadeAt      sqldb.Millis `gorm:"column:made_at"`
	DestroyedAt sqldb.Millis `gorm:"column:destroyed_at"`
}

func (keyRow) TableName() string { return "evidence_key" }

// AddKey implements evidence.KeyStore.
func (s *Store) AddKey(ctx context.Context, id exam.SittingID, wrapped string, at time.Time) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&keyRow{ID: string(id), Wrapped: wrapped, MadeAt: sqldb.At(at)}).Error
}

// Key implements evidence.KeyStore.
func (s *Store) Key(ctx context.Context, id exam.SittingID) (string, time.Time, error) {
	r, err := sqldb.First[keyRow](ctx, s.db, "id = ?", string(id))
	return r.Wrapped, r.DestroyedAt.Time(), missing(err)
}

// DestroyKey implements evidence.KeyStore.
func (s *Store) DestroyKey(ctx context.Context, id exam.SittingID, at time.Time) error {
	row := keyRow{ID: string(id), MadeAt: sqldb.At(at), DestroyedAt: sqldb.At(at)}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"wrapped", "destroyed_at"})}).Create(&row).Error
}
