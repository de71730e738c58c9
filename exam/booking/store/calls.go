package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type callRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	LiveKey       *string      `gorm:"column:live_key"`
	DeviceID      string       `gorm:"column:device_id"`
	RoomID        string       `gorm:"column:room_id"`
	OrgPath       string       `gorm:"column:org_path"`
	SeatID        string       `gorm:"column:seat_id"`
	SeatLabel     string       `gorm:"column:seat_label"`
	AdmissionID   string       `gorm:"column:admission_id"`
	Trouble       string       `gorm:"column:trouble"`
	State         string       `gorm:"column:state"`
	Presses       int          `gorm:"column:presses"`
	CalledAt      sqldb.Millis `gorm:"column:called_at"`
	PressedAt     sqldb.Millis `gorm:"column:pressed_at"`
	EscalateAt    sqldb.Millis `gorm:"column:escalate_at"`
	EscalatedAt   sqldb.Millis `gorm:"column:escalated_at"`
	EscalatedTo   string       `gorm:"column:escalated_to"`
	EscalatedName string       `gorm:"column:escalated_name"`
	AckedAt       sqldb.Millis `gorm:"column:acked_at"`
	AckedBy       string       `gorm:"column:acked_by"`
	AckedName     string       `gorm:"column:acked_name"`
	ClosedAt      sqldb.Millis `gorm:"column:closed_at"`
	ClosedBy      string       `gorm:"column:closed_by"`
	ClosedName    string       `gorm:"column:closed_name"`
	Outcome       string       `gorm:"column:outcome"`
	Note          string       `gorm:"column:note"`
	Version       int          `gorm:"column:version"`
}

func (callRow) TableName() string { return "duty_call" }

func fromCall(c booking.Call) *callRow {
	return &callRow{
		ID: string(c.ID), LiveKey: orNull(string(c.Device), c.State != booking.CallClosed), DeviceID: string(c.Device), RoomID: string(c.Room),
		OrgPath: c.OrgPath, SeatID: string(c.Seat), SeatLabel: c.SeatLabel, AdmissionID: string(c.Admission), Trouble: c.Trouble, State: string(c.State),
		Presses: c.Presses, CalledAt: at(c.CalledAt), PressedAt: at(c.PressedAt), EscalateAt: at(c.EscalateAt), EscalatedAt: at(c.EscalatedAt),
		EscalatedTo: string(c.EscalatedTo), EscalatedName: c.SecondName, AckedAt: at(c.AckedAt), AckedBy: string(c.AckedBy), AckedName: c.AckedName,
		ClosedAt: at(c.ClosedAt), ClosedBy: string(c.ClosedBy), ClosedName: c.ClosedName, Outcome: string(c.Outcome), Note: c.Note, Version: c.Version,
	}
}

func toCall(r callRow) booking.Call {
	return booking.Call{
		ID: booking.CallID(r.ID), Device: terminal.ID(r.DeviceID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Seat: site.SeatID(r.SeatID),
		SeatLabel: r.SeatLabel, Admission: booking.AdmissionID(r.AdmissionID), Trouble: r.Trouble, State: booking.CallState(r.State), Presses: r.Presses,
		CalledAt: r.CalledAt.Time(), PressedAt: r.PressedAt.Time(), EscalateAt: r.EscalateAt.Time(), EscalatedAt: r.EscalatedAt.Time(),
		EscalatedTo: people.AccountID(r.EscalatedTo), SecondName: r.EscalatedName, AckedAt: r.AckedAt.Time(), AckedBy: people.AccountID(r.AckedBy),
		AckedName: r.AckedName, ClosedAt: r.ClosedAt.Time(), ClosedBy: people.AccountID(r.ClosedBy), ClosedName: r.ClosedName,
		Outcome: booking.CallOutcome(r.Outcome), Note: r.Note, Version: r.Version,
	}
}

// AddCall implements booking.CallStore.
func (s *Store) AddCall(ctx context.Context, c booking.Call) error { return s.add(ctx, fromCall(c)) }

// SaveCall implements booking.CallStore.
func (s *Store) SaveCall(ctx context.Context, c booking.Call) error {
	row := fromCall(c)
	row.Version++
	return s.swap(ctx, row, row.ID, c.Version)
}

// PressCall implements booking.CallStore.
func (s *Store) PressCall(ctx context.Context, device terminal.ID, now time.Time) (bool, error) {
	res := s.db.Conn(ctx).Model(&callRow{}).Where("live_key = ?", device).Updates(map[string]any{
		"presses": gorm.Expr("presses + 1"), "pressed_at": at(now), "version": gorm.Expr("version + 1"),
	})
	return res.RowsAffected > 0, res.Error
}

// LockCall implements booking.CallStore.
func (s *Store) LockCall(ctx context.Context, id booking.CallID) (booking.Call, error) {
	var r callRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&r).Error
	return toCall(r), translate(err)
}

// Call implements booking.CallStore.
func (s *Store) Call(ctx context.Context, id booking.CallID) (booking.Call, error) {
	r, err := first[callRow](ctx, s.db, "id = ?", id)
	return toCall(r), err
}

// LiveCall implements booking.CallStore.
func (s *Store) LiveCall(ctx context.Context, device terminal.ID) (booking.Call, error) {
	r, err := first[callRow](ctx, s.db, "live_key = ?", device)
	return toCall(r), err
}

// FindCalls implements booking.CallStore.
func (s *Store) FindCalls(ctx context.Context, f booking.CallFilter) ([]booking.Call, error) {
	where, args := sqldb.Under("org_path", f.Paths)
	if f.Closed {
		where += " AND live_key IS NULL"
	} else {
		where += " AND live_key IS NOT NULL"
	}
	if f.Before != "" {
		where, args = where+" AND id < ?", append(args, f.Before)
	}
	return sqldb.All(ctx, s.db, toCall, "id DESC", f.Limit, where, args...)
}

// UnansweredCalls implements booking.CallStore.
func (s *Store) UnansweredCalls(ctx context.Context, now time.Time) ([]booking.CallID, error) {
	id := func(r callRow) booking.CallID { return booking.CallID(r.ID) }
	return sqldb.All(ctx, s.db, id, "id", 500, "state = ? AND escalated_at = 0 AND escalate_at <= ?", string(booking.CallOpen), at(now))
}
