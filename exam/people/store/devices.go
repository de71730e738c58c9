package store

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/sqldb"
)

type deviceRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	Kind       string       `gorm:"column:kind"`
	Name       string       `gorm:"column:name"`
	RoomID     string       `gorm:"column:room_id"`
	SeatID     string       `gorm:"column:seat_id"`
	LiveSeat   *string      `gorm:"column:live_seat"`
	Path       string       `gorm:"column:path"`
	TokenHash  []byte       `gorm:"column:token_hash"`
	EnrolledAt sqldb.Millis `gorm:"column:enrolled_at"`
	RevokedAt  sqldb.Millis `gorm:"column:revoked_at"`
	SeenAt     sqldb.Millis `gorm:"column:seen_at"`
}

func (r deviceRow) in() terminal.Device {
	return terminal.Device{ID: terminal.ID(r.ID), Kind: terminal.Kind(r.Kind), Name: r.Name, Room: r.RoomID, Seat: r.SeatID, Path: r.Path,
		EnrolledAt: r.EnrolledAt.Time(), RevokedAt: r.RevokedAt.Time(), SeenAt: r.SeenAt.Time()}
}

// AddDevice implements terminal.Store.
func (s *Store) AddDevice(ctx context.Context, d terminal.Device, tokenHash []byte) error {
	r := deviceRow{ID: string(d.ID), Kind: string(d.Kind), Name: d.Name, RoomID: d.Room, SeatID: d.Seat, Path: d.Path, TokenHash: tokenHash,
		EnrolledAt: sqldb.At(d.EnrolledAt), SeenAt: sqldb.At(d.SeenAt)}
	if d.Seat != "" {
		r.LiveSeat = &d.Seat
	}
	return added(s.table(ctx, "device").Create(&r).Error, people.ErrChanged)
}

func (s *Store) deviceWhere(ctx context.Context, cond string, arg any) (terminal.Device, error) {
	var r deviceRow
	err := s.table(ctx, "device").Where(cond, arg).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// Device implements terminal.Store.
func (s *Store) Device(ctx context.Context, id terminal.ID) (terminal.Device, error) {
	return s.deviceWhere(ctx, "id = ?", string(id))
}

// DeviceByToken implements terminal.Store.
func (s *Store) DeviceByToken(ctx context.Context, hash []byte) (terminal.Device, error) {
	var r deviceRow
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&r.ID, &r.Kind, &r.Name, &r.RoomID, &r.SeatID, &r.Path, &r.EnrolledAt, &r.RevokedAt, &r.SeenAt)
	}, "SELECT id, kind, name, room_id, seat_id, path, enrolled_at, revoked_at, seen_at FROM device WHERE token_hash = ?", hash)
	if err == nil && !found {
		err = people.ErrNotFound
	}
	return r.in(), err
}

// DeviceAtSeat implements terminal.Store.
func (s *Store) DeviceAtSeat(ctx context.Context, seat string) (terminal.Device, error) {
	return s.deviceWhere(ctx, "live_seat = ?", seat)
}

// RevokeDevice implements terminal.Store.
func (s *Store) RevokeDevice(ctx context.Context, id terminal.ID, at time.Time) (bool, error) {
	r := s.db.Conn(ctx).Exec("UPDATE device SET revoked_at = ?, live_seat = NULL WHERE id = ? AND revoked_at = 0", sqldb.At(at), string(id))
	return r.RowsAffected == 1, r.Error
}

// SawDevice implements terminal.Store.
func (s *Store) SawDevice(ctx context.Context, id terminal.ID, at time.Time) error {
	return s.db.Conn(ctx).Exec("UPDATE device SET seen_at = ? WHERE id = ?", sqldb.At(at), string(id)).Error
}

// DevicesInRoom implements terminal.Store.
func (s *Store) DevicesInRoom(ctx context.Context, room string) ([]terminal.Device, error) {
	var rows []deviceRow
	if err := s.table(ctx, "device").Where("room_id = ?", room).Order("id DESC").Limit(500).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]terminal.Device, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// SeatTokens implements terminal.Store.
func (s *Store) SeatTokens(ctx context.Context, room string) ([]terminal.SeatToken, error) {
	var rows []deviceRow
	if err := s.table(ctx, "device").Where("room_id = ? AND live_seat IS NOT NULL", room).Order("id").Limit(500).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]terminal.SeatToken, len(rows))
	for i, r := range rows {
		out[i] = terminal.SeatToken{Device: r.in(), Hash: r.TokenHash}
	}
	return out, nil
}
