// Package store keeps the places of permits and the versions of the status lists in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/signing"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/permit/signing on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements permit.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type placeRow struct {
	Place   int64  `gorm:"column:place;primaryKey;autoIncrement:false"`
	Permit  string `gorm:"column:permit"`
	State   int    `gorm:"column:state"`
	Version int64  `gorm:"column:version"`
}

func (placeRow) TableName() string { return "permit_place" }

type versionRow struct {
	Version int64        `gorm:"column:version;primaryKey;autoIncrement:false"`
	Size    int64        `gorm:"column:size"`
	At      sqldb.Millis `gorm:"column:at"`
}

func (versionRow) TableName() string { return "permit_status_version" }

func (r versionRow) version() signing.Version {
	return signing.Version{Number: uint64(r.Version), Size: uint64(r.Size), At: r.At.Time()}
}

type issuerRow struct {
	Number int64  `gorm:"column:number;primaryKey;autoIncrement:false"`
	Org    string `gorm:"column:org"`
	Name   string `gorm:"column:name"`
}

func (issuerRow) TableName() string { return "permit_issuer" }

func taken(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return signing.ErrTaken
	}
	return err
}

// Highest implements signing.PlaceStore.
func (s *Store) Highest(ctx context.Context) (uint64, bool, error) {
	n, err := s.numbers(ctx, "SELECT place FROM permit_place ORDER BY place DESC LIMIT 1")
	if err != nil || len(n) == 0 {
		return 0, false, err
	}
	return n[0], true, nil
}

// numbers reads one column.
func (s *Store) numbers(ctx context.Context, query string, args ...any) ([]uint64, error) {
	var out []uint64
	err := s.db.Query(ctx, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		out = append(out, uint64(n))
		return err
	}, query, args...)
	return out, err
}

// Free implements signing.PlaceStore.
func (s *Store) Free(ctx context.Context, candidates []uint64) ([]uint64, error) {
	var rows []placeRow
	if err := s.db.Conn(ctx).Select("place").Where("place IN ?", candidates).Find(&rows).Error; err != nil {
		return nil, err
	}
	used := map[uint64]bool{}
	for _, r := range rows {
		used[uint64(r.Place)] = true
	}
	var out []uint64
	for _, n := range candidates {
		if !used[n] {
			used[n], out = true, append(out, n)
		}
	}
	return out, nil
}

// AddPlace implements signing.PlaceStore.
func (s *Store) AddPlace(ctx context.Context, p signing.Place) error {
	return taken(s.db.Conn(ctx).Create(&placeRow{int64(p.N), string(p.Permit), int(p.State), int64(p.Version)}).Error)
}

// PlaceOf implements signing.PlaceStore.
func (s *Store) PlaceOf(ctx context.Context, id permit.ID) (signing.Place, error) {
	r, err := sqldb.First[placeRow](ctx, s.db, "permit = ?", string(id))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = permit.ErrNotFound
	}
	return signing.Place{N: uint64(r.Place), Permit: permit.ID(r.Permit), State: credential.State(r.State), Version: uint64(r.Version)}, err
}

// PermitsAt lists the permits at places, one for each place that somebody has; a place named twice counts twice.
func (s *Store) PermitsAt(ctx context.Context, places []uint64) ([]permit.ID, error) {
	if len(places) == 0 {
		return nil, nil
	}
	var rows []placeRow
	if err := s.db.Conn(ctx).Where("place IN ?", places).Find(&rows).Error; err != nil {
		return nil, err
	}
	at := map[uint64]permit.ID{}
	for _, r := range rows {
		at[uint64(r.Place)] = permit.ID(r.Permit)
	}
	var out []permit.ID
	for _, n := range places {
		if id, ok := at[n]; ok {
			out = append(out, id)
		}
	}
	return out, nil
}

// SetState implements signing.PlaceStore.
func (s *Store) SetState(ctx context.Context, id permit.ID, state credential.State) error {
	p, err := s.PlaceOf(ctx, id)
	if err != nil || p.State == state {
		return err
	}
	return s.db.Conn(ctx).Model(&placeRow{}).Where("place = ?", int64(p.N)).Updates(map[string]any{"state": int(state), "version": 0}).Error
}

// Unplaced implements signing.PlaceStore.
func (s *Store) Unplaced(ctx context.Context, limit int) ([]permit.ID, error) {
	var out []permit.ID
	err := s.db.Query(ctx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		out = append(out, permit.ID(id))
		return err
	}, "SELECT p.id FROM permit p LEFT JOIN permit_place s ON s.permit = p.id WHERE s.permit IS NULL ORDER BY p.id LIMIT ?", limit)
	return out, err
}

// Marked implements signing.PlaceStore.
func (s *Store) Marked(ctx context.Context, limit int) ([]uint64, error) {
	return s.numbers(ctx, "SELECT place FROM permit_place WHERE version = 0 ORDER BY place LIMIT ?", limit)
}

// Number implements signing.PlaceStore. Rows are met by their key, so that nobody who issues waits for it.
func (s *Store) Number(ctx context.Context, places []uint64, version uint64) error {
	return s.db.Conn(ctx).Model(&placeRow{}).Where("place IN ? AND version = 0", places).Update("version", int64(version)).Error
}

// Newest implements signing.PlaceStore.
func (s *Store) Newest(ctx context.Context) (signing.Version, bool, error) {
	var r versionRow
	err := s.db.Conn(ctx).Order("version DESC").Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return signing.Version{}, false, nil
	}
	return r.version(), err == nil, err
}

// AddVersion implements signing.PlaceStore.
func (s *Store) AddVersion(ctx context.Context, v signing.Version) error {
	return taken(s.db.Conn(ctx).Create(&versionRow{int64(v.Number), int64(v.Size), sqldb.At(v.At)}).Error)
}

// Out implements signing.PlaceStore.
func (s *Store) Out(ctx context.Context, size uint64) (map[credential.State][]uint32, error) {
	return s.byState(ctx, "SELECT state, place FROM permit_place WHERE state > 0 AND place < ? ORDER BY state, place", int64(size))
}

// Since implements signing.PlaceStore.
func (s *Store) Since(ctx context.Context, version, size uint64, limit int) (map[credential.State][]uint32, error) {
	out, err := s.byState(ctx, "SELECT state, place FROM permit_place WHERE (version > ? OR version = 0) AND place < ? ORDER BY state, place LIMIT ?", int64(version), int64(size), limit+1)
	n := 0
	for _, places := range out {
		n += len(places)
	}
	if err == nil && n > limit {
		err = signing.ErrMany
	}
	return out, err
}

func (s *Store) byState(ctx context.Context, query string, args ...any) (map[credential.State][]uint32, error) {
	out := map[credential.State][]uint32{}
	err := s.db.Query(ctx, func(scan func(...any) error) error {
		var state, place int64
		err := scan(&state, &place)
		out[credential.State(state)] = append(out[credential.State(state)], uint32(place))
		return err
	}, query, args...)
	return out, err
}

// OutOf implements signing.PlaceStore.
func (s *Store) OutOf(ctx context.Context, first, end uint64, states []credential.State) ([]uint64, error) {
	list := make([]int, len(states))
	for i, st := range states {
		list[i] = int(st)
	}
	var rows []placeRow
	err := s.db.Conn(ctx).Select("place").Where("place >= ? AND place < ? AND state IN ?", int64(first), int64(end), list).Order("place").Find(&rows).Error
	out := make([]uint64, len(rows))
	for i, r := range rows {
		out[i] = uint64(r.Place)
	}
	return out, err
}

// IssuerNumber implements signing.IssuerStore.
func (s *Store) IssuerNumber(ctx context.Context, org people.OrgID, name string) (uint64, error) {
	for range 20 {
		r, err := sqldb.First[issuerRow](ctx, s.db, "org = ? AND name = ?", string(org), name)
		if err == nil || !errors.Is(err, gorm.ErrRecordNotFound) {
			return uint64(r.Number), err
		}
		high, err := s.numbers(ctx, "SELECT number FROM permit_issuer ORDER BY number DESC LIMIT 1")
		if err != nil {
			return 0, err
		}
		next := int64(1)
		if len(high) > 0 {
			next = int64(high[0]) + 1
		}
		err = s.db.Conn(ctx).Create(&issuerRow{next, string(org), name}).Error
		if err == nil || !errors.Is(err, gorm.ErrDuplicatedKey) {
			return uint64(next), err
		}
	}
	return 0, signing.ErrTaken
}

// Issuers implements signing.IssuerStore.
func (s *Store) Issuers(ctx context.Context) (map[uint64]string, error) {
	var rows []issuerRow
	if err := s.db.Conn(ctx).Order("number").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := map[uint64]string{}
	for _, r := range rows {
		out[uint64(r.Number)] = r.Name
	}
	return out, nil
}
