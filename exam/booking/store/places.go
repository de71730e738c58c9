package store

import (
	"context"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

type pointRow struct {
	ID      string `gorm:"column:id;primaryKey"`
	OrgID   string `gorm:"column:org_id"`
	OrgPath string `gorm:"column:org_path"`
	Code    string `gorm:"column:code"`
	Name    string `gorm:"column:name"`
	Address string `gorm:"column:address"`
	Phone   string `gorm:"column:phone"`
	IsOpen  int    `gorm:"column:is_open"`
}

func (pointRow) TableName() string { return "exam_point" }

func fromPoint(p booking.Point) *pointRow {
	return &pointRow{string(p.ID), string(p.Org), p.OrgPath, p.Code, p.Name, p.Address, p.Phone, flag(p.Open)}
}

func toPoint(r pointRow) booking.Point {
	return booking.Point{ID: booking.PointID(r.ID), Org: people.OrgID(r.OrgID), OrgPath: r.OrgPath, Code: r.Code, Name: r.Name,
		Address: r.Address, Phone: r.Phone, Open: r.IsOpen == 1}
}

// roomRow keeps the room's rules as JSON: they are read and written whole.
type roomRow struct {
	ID      string `gorm:"column:id;primaryKey"`
	PointID string `gorm:"column:point_id"`
	OrgPath string `gorm:"column:org_path"`
	Code    string `gorm:"column:code"`
	Name    string `gorm:"column:name"`
	Rules   string `gorm:"column:rules"`
	First   int    `gorm:"column:pattern_first"`
	Until   int    `gorm:"column:pattern_until"`
	Length  int    `gorm:"column:pattern_length"`
	IsOpen  int    `gorm:"column:is_open"`
	Version int    `gorm:"column:version"`
}

func (roomRow) TableName() string { return "exam_room" }

func fromRoom(r booking.Room) *roomRow {
	return &roomRow{string(r.ID), string(r.Point), r.OrgPath, r.Code, r.Name, encode(r.Rules), r.Pattern.First, r.Pattern.Until,
		r.Pattern.Length, flag(r.Open), r.Version}
}

func toRoom(r roomRow) booking.Room {
	return booking.Room{ID: booking.RoomID(r.ID), Point: booking.PointID(r.PointID), OrgPath: r.OrgPath, Code: r.Code, Name: r.Name,
		Rules: decode[booking.RoomRules](r.Rules), Pattern: booking.Pattern{First: r.First, Until: r.Until, Length: r.Length},
		Open: r.IsOpen == 1, Version: r.Version}
}

type seatRow struct {
	ID     string `gorm:"column:id;primaryKey"`
	RoomID string `gorm:"column:room_id"`
	No     int    `gorm:"column:no"`
	Label  string `gorm:"column:label"`
	Row    int    `gorm:"column:seat_row"`
	Col    int    `gorm:"column:seat_col"`
	State  string `gorm:"column:state"`
}

func (seatRow) TableName() string { return "exam_seat" }

func toSeat(r seatRow) booking.Seat {
	return booking.Seat{ID: booking.SeatID(r.ID), Room: booking.RoomID(r.RoomID), No: r.No, Label: r.Label, Row: r.Row, Col: r.Col,
		State: booking.SeatState(r.State)}
}

// AddPoint implements booking.PlaceStore.
func (s *Store) AddPoint(ctx context.Context, p booking.Point) error { return s.add(ctx, fromPoint(p)) }

// SavePoint implements booking.PlaceStore.
func (s *Store) SavePoint(ctx context.Context, p booking.Point) error {
	return translate(s.db.Conn(ctx).Select("*").Omit("id").Where("id = ?", p.ID).Updates(fromPoint(p)).Error)
}

// Point implements booking.PlaceStore.
func (s *Store) Point(ctx context.Context, id booking.PointID) (booking.Point, error) {
	r, err := first[pointRow](ctx, s.db, "id = ?", id)
	return toPoint(r), err
}

// Points implements booking.PlaceStore.
func (s *Store) Points(ctx context.Context) ([]booking.Point, error) {
	return sqldb.All(ctx, s.db, toPoint, "code", 0, "1 = 1")
}

// AddRoom implements booking.PlaceStore.
func (s *Store) AddRoom(ctx context.Context, r booking.Room) error { return s.add(ctx, fromRoom(r)) }

// SaveRoom implements booking.PlaceStore.
func (s *Store) SaveRoom(ctx context.Context, r booking.Room) error {
	row := fromRoom(r)
	row.Version++
	return s.swap(ctx, row, row.ID, r.Version)
}

// Room implements booking.PlaceStore.
func (s *Store) Room(ctx context.Context, id booking.RoomID) (booking.Room, error) {
	r, err := first[roomRow](ctx, s.db, "id = ?", id)
	return toRoom(r), err
}

// RoomsOf implements booking.PlaceStore.
func (s *Store) RoomsOf(ctx context.Context, p booking.PointID) ([]booking.Room, error) {
	return sqldb.All(ctx, s.db, toRoom, "code", 0, "point_id = ?", p)
}

// Rooms implements booking.PlaceStore.
func (s *Store) Rooms(ctx context.Context) ([]booking.Room, error) {
	return sqldb.All(ctx, s.db, toRoom, "id", 0, "1 = 1")
}

// LockRoom implements booking.PlaceStore.
func (s *Store) LockRoom(ctx context.Context, id booking.RoomID) error {
	n, err := s.db.Lock(ctx, "exam_room", "id = ?", id)
	if err == nil && n == 0 {
		return booking.ErrNotFound
	}
	return err
}

// ReplaceSeats implements booking.PlaceStore.
func (s *Store) ReplaceSeats(ctx context.Context, room booking.RoomID, seats []booking.Seat) error {
	if err := s.db.Conn(ctx).Where("room_id = ?", room).Delete(&seatRow{}).Error; err != nil {
		return err
	}
	rows := make([]seatRow, len(seats))
	for i, st := range seats {
		rows[i] = seatRow{string(st.ID), string(room), st.No, st.Label, st.Row, st.Col, string(st.State)}
	}
	return s.add(ctx, &rows)
}

// Seats implements booking.PlaceStore.
func (s *Store) Seats(ctx context.Context, room booking.RoomID) ([]booking.Seat, error) {
	return sqldb.All(ctx, s.db, toSeat, "no", 0, "room_id = ?", room)
}

// Seat implements booking.PlaceStore.
func (s *Store) Seat(ctx context.Context, id booking.SeatID) (booking.Seat, error) {
	r, err := first[seatRow](ctx, s.db, "id = ?", id)
	return toSeat(r), err
}

// SetSeatState implements booking.PlaceStore.
func (s *Store) SetSeatState(ctx context.Context, id booking.SeatID, state booking.SeatState) error {
	return s.db.Conn(ctx).Model(&seatRow{}).Where("id = ?", id).Update("state", string(state)).Error
}
