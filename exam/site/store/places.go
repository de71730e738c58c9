package store

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
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

func fromPoint(p site.Point) *pointRow {
	return &pointRow{string(p.ID), string(p.Org), p.OrgPath, p.Code, p.Name, p.Address, p.Phone, flag(p.Open)}
}

func toPoint(r pointRow) site.Point {
	return site.Point{ID: site.PointID(r.ID), Org: people.OrgID(r.OrgID), OrgPath: r.OrgPath, Code: r.Code, Name: r.Name,
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

func fromRoom(r site.Room) *roomRow {
	return &roomRow{string(r.ID), string(r.Point), r.OrgPath, r.Code, r.Name, encode(r.Rules), r.Pattern.First, r.Pattern.Until,
		r.Pattern.Length, flag(r.Open), r.Version}
}

func toRoom(r roomRow) site.Room {
	return site.Room{ID: site.RoomID(r.ID), Point: site.PointID(r.PointID), OrgPath: r.OrgPath, Code: r.Code, Name: r.Name,
		Rules: decode(r.Rules), Pattern: site.Pattern{First: r.First, Until: r.Until, Length: r.Length},
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

func toSeat(r seatRow) site.Seat {
	return site.Seat{ID: site.SeatID(r.ID), Room: site.RoomID(r.RoomID), No: r.No, Label: r.Label, Row: r.Row, Col: r.Col,
		State: site.SeatState(r.State)}
}

// AddPoint implements site.PlaceStore.
func (s *Store) AddPoint(ctx context.Context, p site.Point) error { return s.add(ctx, fromPoint(p)) }

// SavePoint implements site.PlaceStore.
func (s *Store) SavePoint(ctx context.Context, p site.Point) error {
	return translate(s.db.Conn(ctx).Select("*").Omit("id").Where("id = ?", p.ID).Updates(fromPoint(p)).Error)
}

// Point implements site.PlaceStore.
func (s *Store) Point(ctx context.Context, id site.PointID) (site.Point, error) {
	r, err := first[pointRow](ctx, s.db, "id = ?", id)
	return toPoint(r), err
}

// Points implements site.PlaceStore.
func (s *Store) Points(ctx context.Context) ([]site.Point, error) {
	return sqldb.All(ctx, s.db, toPoint, "code", 0, "1 = 1")
}

// AddRoom implements site.PlaceStore.
func (s *Store) AddRoom(ctx context.Context, r site.Room) error { return s.add(ctx, fromRoom(r)) }

// SaveRoom implements site.PlaceStore.
func (s *Store) SaveRoom(ctx context.Context, r site.Room) error {
	row := fromRoom(r)
	row.Version++
	ok, err := s.db.Swap(ctx, row, row.ID, r.Version)
	if err == nil && !ok {
		return site.ErrStale
	}
	return translate(err)
}

// Room implements site.PlaceStore.
func (s *Store) Room(ctx context.Context, id site.RoomID) (site.Room, error) {
	r, err := first[roomRow](ctx, s.db, "id = ?", id)
	return toRoom(r), err
}

// RoomsOf implements site.PlaceStore.
func (s *Store) RoomsOf(ctx context.Context, p site.PointID) ([]site.Room, error) {
	return sqldb.All(ctx, s.db, toRoom, "code", 0, "point_id = ?", p)
}

// Rooms implements site.PlaceStore.
func (s *Store) Rooms(ctx context.Context) ([]site.Room, error) {
	return sqldb.All(ctx, s.db, toRoom, "id", 0, "1 = 1")
}

// LockRoom implements site.PlaceStore.
func (s *Store) LockRoom(ctx context.Context, id site.RoomID) error {
	n, err := s.db.Lock(ctx, "exam_room", "id = ?", id)
	if err == nil && n == 0 {
		return site.ErrNotFound
	}
	return err
}

// ReplaceSeats implements site.PlaceStore.
func (s *Store) ReplaceSeats(ctx context.Context, room site.RoomID, seats []site.Seat) error {
	if err := s.db.Conn(ctx).Where("room_id = ?", room).Delete(&seatRow{}).Error; err != nil {
		return err
	}
	rows := make([]seatRow, len(seats))
	for i, st := range seats {
		rows[i] = seatRow{string(st.ID), string(room), st.No, st.Label, st.Row, st.Col, string(st.State)}
	}
	return s.add(ctx, &rows)
}

// Seats implements site.PlaceStore.
func (s *Store) Seats(ctx context.Context, room site.RoomID) ([]site.Seat, error) {
	return sqldb.All(ctx, s.db, toSeat, "no", 0, "room_id = ?", room)
}

// Seat implements site.PlaceStore.
func (s *Store) Seat(ctx context.Context, id site.SeatID) (site.Seat, error) {
	r, err := first[seatRow](ctx, s.db, "id = ?", id)
	return toSeat(r), err
}

// SetSeatState implements site.PlaceStore.
func (s *Store) SetSeatState(ctx context.Context, id site.SeatID, state site.SeatState) error {
	return s.db.Conn(ctx).Model(&seatRow{}).Where("id = ?", id).Update("state", string(state)).Error
}
