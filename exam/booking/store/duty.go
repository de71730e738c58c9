package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

type authorizationRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	RoomID     string       `gorm:"column:room_id"`
	DocumentNo string       `gorm:"column:document_no"`
	Issuer     string       `gorm:"column:issuer"`
	Mode       string       `gorm:"column:mode"`
	ValidFrom  string       `gorm:"column:valid_from"`
	ValidTo    string       `gorm:"column:valid_to"`
	FileKey    string       `gorm:"column:file_key"`
	Revoked    int          `gorm:"column:revoked"`
	IsLive     *int         `gorm:"column:is_live"`
	FileType   string       `gorm:"column:file_type"`
	FileDigest string       `gorm:"column:file_digest"`
	FileAt     sqldb.Millis `gorm:"column:file_at"`
	FileBy     string       `gorm:"column:file_by"`
}

func (authorizationRow) TableName() string { return "room_authorization" }

func toAuthorization(r authorizationRow) booking.Authorization {
	return booking.Authorization{ID: booking.AuthorizationID(r.ID), Room: booking.RoomID(r.RoomID), DocumentNo: r.DocumentNo,
		Issuer: r.Issuer, Mode: r.Mode, From: date(r.ValidFrom), To: date(r.ValidTo), File: r.FileKey, Revoked: r.Revoked == 1,
		FileType: r.FileType, FileDigest: r.FileDigest, FileAt: r.FileAt.Time(), FileBy: people.AccountID(r.FileBy)}
}

type shiftRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	RoomID        string       `gorm:"column:room_id"`
	PointID       string       `gorm:"column:point_id"`
	OfficerID     string       `gorm:"column:officer_id"`
	OfficerPerson string       `gorm:"column:officer_person"`
	OfficerName   string       `gorm:"column:officer_name"`
	SecondID      string       `gorm:"column:second_id"`
	SecondPerson  string       `gorm:"column:second_person"`
	SecondName    string       `gorm:"column:second_name"`
	OnCallName    string       `gorm:"column:on_call_name"`
	OnCallPhone   string       `gorm:"column:on_call_phone"`
	OnCallMinutes int          `gorm:"column:on_call_minutes"`
	MaxSeats      int          `gorm:"column:max_seats"`
	FromAt        sqldb.Millis `gorm:"column:from_at"`
	ToAt          sqldb.Millis `gorm:"column:to_at"`
}

func (shiftRow) TableName() string { return "duty_shift" }

func toShift(r shiftRow) booking.Shift {
	return booking.Shift{ID: booking.ShiftID(r.ID), Room: booking.RoomID(r.RoomID), Point: booking.PointID(r.PointID),
		Officer: people.AccountID(r.OfficerID), OfficerPerson: people.PersonID(r.OfficerPerson), OfficerName: r.OfficerName,
		Second: people.AccountID(r.SecondID), SecondPerson: people.PersonID(r.SecondPerson), SecondName: r.SecondName,
		OnCallName: r.OnCallName, OnCallPhone: r.OnCallPhone, OnCallMinutes: r.OnCallMinutes, MaxSeats: r.MaxSeats,
		From: r.FromAt.Time(), To: r.ToAt.Time()}
}

type closureRow struct {
	ID      string       `gorm:"column:id;primaryKey"`
	PointID string       `gorm:"column:point_id"`
	RoomID  string       `gorm:"column:room_id"`
	Kind    string       `gorm:"column:kind"`
	FromAt  sqldb.Millis `gorm:"column:from_at"`
	ToAt    sqldb.Millis `gorm:"column:to_at"`
	Notice  string       `gorm:"column:notice"`
}

func (closureRow) TableName() string { return "room_closure" }

func toClosure(r closureRow) booking.Closure {
	return booking.Closure{ID: booking.ClosureID(r.ID), Point: booking.PointID(r.PointID), Room: booking.RoomID(r.RoomID),
		Kind: booking.ClosureKind(r.Kind), From: r.FromAt.Time(), To: r.ToAt.Time(), Notice: r.Notice}
}

// AddAuthorization implements booking.DutyStore.
func (s *Store) AddAuthorization(ctx context.Context, a booking.Authorization) error {
	var live *int
	if !a.Revoked {
		live = new(int)
		*live = 1
	}
	return s.add(ctx, &authorizationRow{string(a.ID), string(a.Room), a.DocumentNo, a.Issuer, a.Mode, string(a.From), string(a.To), a.File, flag(a.Revoked),
		live, a.FileType, a.FileDigest, at(a.FileAt), string(a.FileBy)})
}

// Authorization implements booking.DutyStore.
func (s *Store) Authorization(ctx context.Context, id booking.AuthorizationID) (booking.Authorization, error) {
	r, err := first[authorizationRow](ctx, s.db, "id = ?", id)
	return toAuthorization(r), err
}

// RevokeAuthorization implements booking.DutyStore.
func (s *Store) RevokeAuthorization(ctx context.Context, id booking.AuthorizationID) error {
	return s.db.Conn(ctx).Model(&authorizationRow{}).Where("id = ?", id).Updates(map[string]any{"revoked": 1, "is_live": nil}).Error
}

// SetAuthorizationFile implements booking.DutyStore.
func (s *Store) SetAuthorizationFile(ctx context.Context, a booking.Authorization) error {
	return s.db.Conn(ctx).Model(&authorizationRow{}).Where("id = ?", a.ID).Updates(map[string]any{"file_key": a.File, "file_type": a.FileType,
		"file_digest": a.FileDigest, "file_at": at(a.FileAt), "file_by": string(a.FileBy)}).Error
}

// Authorizations implements booking.DutyStore.
func (s *Store) Authorizations(ctx context.Context, room booking.RoomID) ([]booking.Authorization, error) {
	return sqldb.All(ctx, s.db, toAuthorization, "id DESC", 0, "room_id = ?", room)
}

// AddShift implements booking.DutyStore.
func (s *Store) AddShift(ctx context.Context, v booking.Shift) error {
	return s.add(ctx, &shiftRow{string(v.ID), string(v.Room), string(v.Point), string(v.Officer), string(v.OfficerPerson), v.OfficerName,
		string(v.Second), string(v.SecondPerson), v.SecondName, v.OnCallName, v.OnCallPhone, v.OnCallMinutes, v.MaxSeats, at(v.From), at(v.To)})
}

// Shift implements booking.DutyStore.
func (s *Store) Shift(ctx context.Context, id booking.ShiftID) (booking.Shift, error) {
	r, err := first[shiftRow](ctx, s.db, "id = ?", id)
	return toShift(r), err
}

type officerRow struct {
	ID string `gorm:"column:id;primaryKey"`
}

func (officerRow) TableName() string { return "duty_officer" }

// LockOfficer implements booking.DutyStore.
func (s *Store) LockOfficer(ctx context.Context, officer people.PersonID) error {
	if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&officerRow{string(officer)}).Error; err != nil {
		return err
	}
	_, err := s.db.Lock(ctx, "duty_officer", "id = ?", officer)
	return err
}

// DeleteShift implements booking.DutyStore.
func (s *Store) DeleteShift(ctx context.Context, id booking.ShiftID) error {
	return s.db.Conn(ctx).Where("id = ?", id).Delete(&shiftRow{}).Error
}

// ShiftsOfRoom implements booking.DutyStore.
func (s *Store) ShiftsOfRoom(ctx context.Context, room booking.RoomID, from, to time.Time) ([]booking.Shift, error) {
	return sqldb.All(ctx, s.db, toShift, "from_at, id", 0, "room_id = ? AND from_at < ? AND to_at > ?", room, at(to), at(from))
}

// ShiftsOfPerson implements booking.DutyStore.
func (s *Store) ShiftsOfPerson(ctx context.Context, p people.PersonID, from, to time.Time) ([]booking.Shift, error) {
	return sqldb.All(ctx, s.db, toShift, "from_at, id", 0, "officer_person = ? AND from_at < ? AND to_at > ?", p, at(to), at(from))
}

// AddClosure implements booking.DutyStore.
func (s *Store) AddClosure(ctx context.Context, c booking.Closure) error {
	return s.add(ctx, &closureRow{string(c.ID), string(c.Point), string(c.Room), string(c.Kind), at(c.From), at(c.To), c.Notice})
}

// Closure implements booking.DutyStore.
func (s *Store) Closure(ctx context.Context, id booking.ClosureID) (booking.Closure, error) {
	r, err := first[closureRow](ctx, s.db, "id = ?", id)
	return toClosure(r), err
}

// DeleteClosure implements booking.DutyStore.
func (s *Store) DeleteClosure(ctx context.Context, id booking.ClosureID) error {
	return s.db.Conn(ctx).Where("id = ?", id).Delete(&closureRow{}).Error
}

// Closures implements booking.DutyStore.
func (s *Store) Closures(ctx context.Context, p booking.PointID, from, to time.Time) ([]booking.Closure, error) {
	return sqldb.All(ctx, s.db, toClosure, "from_at, id", 0, "point_id = ? AND from_at < ? AND to_at > ?", p, at(to), at(from))
}
