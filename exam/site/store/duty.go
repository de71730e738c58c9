package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
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

	PilotRule       string       `gorm:"column:pilot_rule"`
	EnteredPerson   string       `gorm:"column:entered_person"`
	ConfirmedPerson string       `gorm:"column:confirmed_person"`
	ConfirmedName   string       `gorm:"column:confirmed_name"`
	ConfirmedAt     sqldb.Millis `gorm:"column:confirmed_at"`
}

func (authorizationRow) TableName() string { return "room_authorization" }

func toAuthorization(r authorizationRow) site.Authorization {
	return site.Authorization{ID: site.AuthorizationID(r.ID), Room: site.RoomID(r.RoomID), DocumentNo: r.DocumentNo,
		Issuer: r.Issuer, Mode: site.Mode(r.Mode), PilotRule: r.PilotRule, From: actor.Date(r.ValidFrom), To: actor.Date(r.ValidTo), File: r.FileKey, Revoked: r.Revoked == 1,
		FileType: r.FileType, FileDigest: r.FileDigest, FileAt: r.FileAt.Time(), FileBy: people.AccountID(r.FileBy),
		Entered: people.PersonID(r.EnteredPerson), Confirmed: people.PersonID(r.ConfirmedPerson), ConfirmedBy: r.ConfirmedName, ConfirmedAt: r.ConfirmedAt.Time()}
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

func toShift(r shiftRow) site.Shift {
	return site.Shift{ID: site.ShiftID(r.ID), Room: site.RoomID(r.RoomID), Point: site.PointID(r.PointID),
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

func toClosure(r closureRow) site.Closure {
	return site.Closure{ID: site.ClosureID(r.ID), Point: site.PointID(r.PointID), Room: site.RoomID(r.RoomID),
		Kind: site.ClosureKind(r.Kind), From: r.FromAt.Time(), To: r.ToAt.Time(), Notice: r.Notice}
}

// AddAuthorization implements site.DutyStore.
func (s *Store) AddAuthorization(ctx context.Context, a site.Authorization) error {
	var live *int
	if !a.Revoked {
		live = new(int)
		*live = 1
	}
	return s.add(ctx, &authorizationRow{string(a.ID), string(a.Room), a.DocumentNo, a.Issuer, string(a.Mode), string(a.From), string(a.To), a.File, flag(a.Revoked),
		live, a.FileType, a.FileDigest, sqldb.At(a.FileAt), string(a.FileBy), a.PilotRule, string(a.Entered), string(a.Confirmed), a.ConfirmedBy, sqldb.At(a.ConfirmedAt)})
}

// ConfirmAuthorization implements site.DutyStore.
func (s *Store) ConfirmAuthorization(ctx context.Context, a site.Authorization) error {
	res := s.db.Conn(ctx).Model(&authorizationRow{}).Where("id = ? AND confirmed_at = 0 AND revoked = 0", a.ID).Updates(map[string]any{
		"confirmed_person": string(a.Confirmed), "confirmed_name": a.ConfirmedBy, "confirmed_at": sqldb.At(a.ConfirmedAt)})
	if res.Error == nil && res.RowsAffected == 0 {
		return site.ErrConfirmed
	}
	return res.Error
}

// Authorization implements site.DutyStore.
func (s *Store) Authorization(ctx context.Context, id site.AuthorizationID) (site.Authorization, error) {
	r, err := first[authorizationRow](ctx, s.db, "id = ?", id)
	return toAuthorization(r), err
}

// RevokeAuthorization implements site.DutyStore.
func (s *Store) RevokeAuthorization(ctx context.Context, id site.AuthorizationID) error {
	return s.db.Conn(ctx).Model(&authorizationRow{}).Where("id = ?", id).Updates(map[string]any{"revoked": 1, "is_live": nil}).Error
}

// SetAuthorizationFile implements site.DutyStore.
func (s *Store) SetAuthorizationFile(ctx context.Context, a site.Authorization) error {
	return s.db.Conn(ctx).Model(&authorizationRow{}).Where("id = ?", a.ID).Updates(map[string]any{"file_key": a.File, "file_type": a.FileType,
		"file_digest": a.FileDigest, "file_at": sqldb.At(a.FileAt), "file_by": string(a.FileBy)}).Error
}

// Authorizations implements site.DutyStore.
func (s *Store) Authorizations(ctx context.Context, room site.RoomID) ([]site.Authorization, error) {
	return sqldb.All(ctx, s.db, toAuthorization, "id DESC", 0, "room_id = ?", room)
}

// AddShift implements site.DutyStore.
func (s *Store) AddShift(ctx context.Context, v site.Shift) error {
	return s.add(ctx, &shiftRow{string(v.ID), string(v.Room), string(v.Point), string(v.Officer), string(v.OfficerPerson), v.OfficerName,
		string(v.Second), string(v.SecondPerson), v.SecondName, v.OnCallName, v.OnCallPhone, v.OnCallMinutes, v.MaxSeats, sqldb.At(v.From), sqldb.At(v.To)})
}

// Shift implements site.DutyStore.
func (s *Store) Shift(ctx context.Context, id site.ShiftID) (site.Shift, error) {
	r, err := first[shiftRow](ctx, s.db, "id = ?", id)
	return toShift(r), err
}

type officerRow struct {
	ID string `gorm:"column:id;primaryKey"`
}

func (officerRow) TableName() string { return "duty_officer" }

// LockOfficer implements site.DutyStore.
func (s *Store) LockOfficer(ctx context.Context, officer people.PersonID) error {
	if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&officerRow{string(officer)}).Error; err != nil {
		return err
	}
	_, err := s.db.Lock(ctx, "duty_officer", "id = ?", officer)
	return err
}

// DeleteShift implements site.DutyStore.
func (s *Store) DeleteShift(ctx context.Context, id site.ShiftID) error {
	return s.db.Conn(ctx).Where("id = ?", id).Delete(&shiftRow{}).Error
}

// ShiftsOfRoom implements site.DutyStore.
func (s *Store) ShiftsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]site.Shift, error) {
	return sqldb.All(ctx, s.db, toShift, "from_at, id", 0, "room_id = ? AND from_at < ? AND to_at > ?", room, sqldb.At(to), sqldb.At(from))
}

// ShiftsOfPerson implements site.DutyStore.
func (s *Store) ShiftsOfPerson(ctx context.Context, p people.PersonID, from, to time.Time) ([]site.Shift, error) {
	return sqldb.All(ctx, s.db, toShift, "from_at, id", 0, "officer_person = ? AND from_at < ? AND to_at > ?", p, sqldb.At(to), sqldb.At(from))
}

// AddClosure implements site.DutyStore.
func (s *Store) AddClosure(ctx context.Context, c site.Closure) error {
	return s.add(ctx, &closureRow{string(c.ID), string(c.Point), string(c.Room), string(c.Kind), sqldb.At(c.From), sqldb.At(c.To), c.Notice})
}

// Closure implements site.DutyStore.
func (s *Store) Closure(ctx context.Context, id site.ClosureID) (site.Closure, error) {
	r, err := first[closureRow](ctx, s.db, "id = ?", id)
	return toClosure(r), err
}

// DeleteClosure implements site.DutyStore.
func (s *Store) DeleteClosure(ctx context.Context, id site.ClosureID) error {
	return s.db.Conn(ctx).Where("id = ?", id).Delete(&closureRow{}).Error
}

// Closures implements site.DutyStore.
func (s *Store) Closures(ctx context.Context, p site.PointID, from, to time.Time) ([]site.Closure, error) {
	return sqldb.All(ctx, s.db, toClosure, "from_at, id", 0, "point_id = ? AND from_at < ? AND to_at > ?", p, sqldb.At(to), sqldb.At(from))
}
