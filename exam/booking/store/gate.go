package store

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

type visitRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	DeviceID      string       `gorm:"column:device_id"`
	RoomID        string       `gorm:"column:room_id"`
	OrgPath       string       `gorm:"column:org_path"`
	PersonID      string       `gorm:"column:person_id"`
	BookingID     string       `gorm:"column:booking_id"`
	ApplicationID string       `gorm:"column:application_id"`
	WalkIn        int          `gorm:"column:walk_in"`
	Way           string       `gorm:"column:way"`
	State         string       `gorm:"column:state"`
	CardMatched   int          `gorm:"column:card_matched"`
	PINMatched    int          `gorm:"column:pin_matched"`
	Failures      int          `gorm:"column:failures"`
	Trouble       string       `gorm:"column:trouble"`
	Mismatch      string       `gorm:"column:mismatch"`
	Outcome       string       `gorm:"column:mismatch_outcome"`
	AskedAt       sqldb.Millis `gorm:"column:asked_at"`
	OfficerID     string       `gorm:"column:officer_id"`
	OfficerNote   string       `gorm:"column:officer_note"`
	DecidedAt     sqldb.Millis `gorm:"column:decided_at"`
	AdmissionID   string       `gorm:"column:admission_id"`
	Door          string       `gorm:"column:door"`
	CreatedAt     sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	ExpiresAt     sqldb.Millis `gorm:"column:expires_at"`
	Version       int          `gorm:"column:version"`
}

func (visitRow) TableName() string { return "gate_visit" }

func fromVisit(v booking.Visit) *visitRow {
	return &visitRow{
		ID: string(v.ID), DeviceID: string(v.Device), RoomID: string(v.Room), OrgPath: v.OrgPath, PersonID: string(v.PersonID),
		BookingID: string(v.BookingID), ApplicationID: string(v.ApplicationID), WalkIn: flag(v.WalkIn), Way: string(v.Way), State: string(v.State),
		CardMatched: flag(v.CardMatched), PINMatched: flag(v.PINMatched), Failures: v.Failures, Trouble: v.Trouble, Mismatch: string(v.Mismatch),
		Outcome: string(v.MismatchOutcome), AskedAt: at(v.AskedAt), OfficerID: string(v.Officer),
		OfficerNote: v.OfficerNote, DecidedAt: at(v.DecidedAt), AdmissionID: string(v.AdmissionID), Door: string(v.Door),
		CreatedAt: at(v.CreatedAt), ExpiresAt: at(v.ExpiresAt), Version: v.Version,
	}
}

func toVisit(r visitRow) booking.Visit {
	return booking.Visit{
		ID: booking.VisitID(r.ID), Device: terminal.ID(r.DeviceID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath,
		PersonID: people.PersonID(r.PersonID), BookingID: booking.BookingID(r.BookingID), ApplicationID: application.ID(r.ApplicationID),
		WalkIn: r.WalkIn == 1, Way: booking.VisitWay(r.Way), State: booking.VisitState(r.State), CardMatched: r.CardMatched == 1, PINMatched: r.PINMatched == 1, Failures: r.Failures, Trouble: r.Trouble,
		Mismatch: booking.Mismatch(r.Mismatch), MismatchOutcome: booking.MismatchOutcome(r.Outcome), AskedAt: r.AskedAt.Time(), Officer: people.AccountID(r.OfficerID), OfficerNote: r.OfficerNote, DecidedAt: r.DecidedAt.Time(),
		AdmissionID: booking.AdmissionID(r.AdmissionID), Door: booking.DoorState(r.Door), CreatedAt: r.CreatedAt.Time(),
		ExpiresAt: r.ExpiresAt.Time(), Version: r.Version,
	}
}

type admissionRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	PersonID      string       `gorm:"column:person_id"`
	ApplicationID string       `gorm:"column:application_id"`
	BookingID     string       `gorm:"column:booking_id"`
	SlotID        string       `gorm:"column:slot_id"`
	RoomID        string       `gorm:"column:room_id"`
	SeatID        string       `gorm:"column:seat_id"`
	LiveSeat      *string      `gorm:"column:live_seat"`
	SeatLabel     string       `gorm:"column:seat_label"`
	OrgPath       string       `gorm:"column:org_path"`
	ItemCode      string       `gorm:"column:item_code"`
	PersonType    string       `gorm:"column:person_type"`
	Kind          string       `gorm:"column:kind"`
	Channel       string       `gorm:"column:channel"`
	EmployerID    string       `gorm:"column:employer_id"`
	MatchMethod   string       `gorm:"column:match_method"`
	MatchBy       string       `gorm:"column:match_by"`
	ExtraMinutes  int          `gorm:"column:extra_minutes"`
	Language      string       `gorm:"column:language"`
	AdmittedAt    sqldb.Millis `gorm:"column:admitted_at"`
	SlotEnd       sqldb.Millis `gorm:"column:slot_end"`
	Rules         string       `gorm:"column:rules"`
	State         string       `gorm:"column:state"`
	SoftRule      string       `gorm:"column:soft_rule"`
	Version       int          `gorm:"column:version"`
}

func (admissionRow) TableName() string { return "admission" }

func fromAdmission(a booking.Admission) *admissionRow {
	return &admissionRow{
		ID: string(a.ID), PersonID: string(a.PersonID), ApplicationID: string(a.ApplicationID), BookingID: string(a.BookingID),
		SlotID: string(a.SlotID), RoomID: string(a.RoomID), SeatID: string(a.SeatID), LiveSeat: orNull(string(a.SeatID), a.State.Live()),
		SeatLabel: a.SeatLabel, OrgPath: a.OrgPath, ItemCode: a.ItemCode, PersonType: string(a.PersonType), Kind: string(a.AttemptKind),
		Channel: string(a.Channel), EmployerID: string(a.Employer), MatchMethod: string(a.MatchMethod), MatchBy: a.MatchBy,
		ExtraMinutes: a.ExtraMinutes, Language: string(a.Language), AdmittedAt: at(a.AdmittedAt), SlotEnd: at(a.SlotEnd), Rules: encode(a.RoomRules),
		State: string(a.State), SoftRule: a.SoftRule, Version: a.Version,
	}
}

func toAdmission(r admissionRow) booking.Admission {
	return booking.Admission{
		ID: booking.AdmissionID(r.ID), PersonID: people.PersonID(r.PersonID), ApplicationID: application.ID(r.ApplicationID),
		BookingID: booking.BookingID(r.BookingID), SlotID: booking.SlotID(r.SlotID), RoomID: site.RoomID(r.RoomID),
		SeatID: site.SeatID(r.SeatID), SeatLabel: r.SeatLabel, OrgPath: r.OrgPath, ItemCode: r.ItemCode,
		PersonType: rules.PersonType(r.PersonType), AttemptKind: application.Kind(r.Kind), Channel: application.Channel(r.Channel),
		Employer: people.OrgID(r.EmployerID), MatchMethod: booking.MatchMethod(r.MatchMethod), MatchBy: r.MatchBy, ExtraMinutes: r.ExtraMinutes, Language: assembly.Language(r.Language),
		AdmittedAt: r.AdmittedAt.Time(), SlotEnd: r.SlotEnd.Time(), RoomRules: decode[site.RoomRules](r.Rules),
		State: booking.AdmissionState(r.State), SoftRule: r.SoftRule, Version: r.Version,
	}
}

// AddVisit implements booking.GateStore.
func (s *Store) AddVisit(ctx context.Context, v booking.Visit) error { return s.add(ctx, fromVisit(v)) }

// SaveVisit implements booking.GateStore.
func (s *Store) SaveVisit(ctx context.Context, v booking.Visit) error {
	row := fromVisit(v)
	row.Version++
	return s.swap(ctx, row, row.ID, v.Version)
}

// Visit implements booking.GateStore.
func (s *Store) Visit(ctx context.Context, id booking.VisitID) (booking.Visit, error) {
	r, err := first[visitRow](ctx, s.db, "id = ?", id)
	return toVisit(r), err
}

// WaitingVisits implements booking.GateStore.
func (s *Store) WaitingVisits(ctx context.Context, paths []string) ([]booking.Visit, error) {
	where, args := sqldb.Under("org_path", paths)
	return sqldb.All(ctx, s.db, toVisit, "asked_at, id", 200, where+" AND state = ?", append(args, string(booking.VisitWaiting))...)
}

// WaitingAt returns the newest visit of a gate that waits for an officer, for the gate's line to one.
func (s *Store) WaitingAt(ctx context.Context, gate terminal.ID) (booking.Visit, error) {
	list, err := sqldb.All(ctx, s.db, toVisit, "id DESC", 1, "state = ? AND device_id = ?", string(booking.VisitWaiting), string(gate))
	if err == nil && len(list) == 0 {
		err = booking.ErrNotFound
	}
	if err != nil {
		return booking.Visit{}, err
	}
	return list[0], nil
}

// RefusedSince implements booking.GateStore.
func (s *Store) RefusedSince(ctx context.Context, device terminal.ID, since time.Time) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&visitRow{}).Where("device_id = ? AND created_at > ? AND state = ?", device, at(since), string(booking.VisitRefused)).Count(&n).Error
	return int(n), err
}

// StaleVisits implements booking.GateStore.
func (s *Store) StaleVisits(ctx context.Context, now time.Time) ([]booking.VisitID, error) {
	id := func(r visitRow) booking.VisitID { return booking.VisitID(r.ID) }
	return sqldb.All(ctx, s.db, id, "id", 500, "state IN ? AND expires_at <= ?", []string{string(booking.VisitOpen), string(booking.VisitWaiting)}, at(now))
}

// AddAdmission implements booking.GateStore.
func (s *Store) AddAdmission(ctx context.Context, a booking.Admission) error {
	return s.add(ctx, fromAdmission(a))
}

// SaveAdmission implements booking.GateStore.
func (s *Store) SaveAdmission(ctx context.Context, a booking.Admission) error {
	row := fromAdmission(a)
	row.Version++
	return s.swap(ctx, row, row.ID, a.Version)
}

// Admission implements booking.GateStore.
func (s *Store) Admission(ctx context.Context, id booking.AdmissionID) (booking.Admission, error) {
	r, err := first[admissionRow](ctx, s.db, "id = ?", id)
	return toAdmission(r), err
}

// AdmissionAtSeat implements booking.GateStore.
func (s *Store) AdmissionAtSeat(ctx context.Context, seat site.SeatID) (booking.Admission, error) {
	var r admissionRow
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&r.ID, &r.PersonID, &r.ApplicationID, &r.BookingID, &r.SlotID, &r.RoomID, &r.SeatID, &r.SeatLabel, &r.OrgPath, &r.ItemCode, &r.PersonType,
			&r.Kind, &r.Channel, &r.EmployerID, &r.MatchMethod, &r.MatchBy, &r.ExtraMinutes, &r.Language, &r.AdmittedAt, &r.SlotEnd, &r.Rules, &r.State, &r.SoftRule, &r.Version)
	}, "SELECT id, person_id, application_id, booking_id, slot_id, room_id, seat_id, seat_label, org_path, item_code, person_type, kind, channel, employer_id, "+
		"match_method, match_by, extra_minutes, language, admitted_at, slot_end, rules, state, soft_rule, version FROM admission WHERE live_seat = ?", string(seat))
	if err == nil && !found {
		err = booking.ErrNotFound
	}
	if err != nil {
		return booking.Admission{}, err
	}
	return toAdmission(r), nil
}

// AdmissionOf implements booking.GateStore.
func (s *Store) AdmissionOf(ctx context.Context, slot booking.SlotID, p people.PersonID) (booking.Admission, error) {
	r, err := first[admissionRow](ctx, s.db, "slot_id = ? AND person_id = ?", slot, p)
	return toAdmission(r), err
}

// LiveAdmissions implements booking.GateStore.
func (s *Store) LiveAdmissions(ctx context.Context, room site.RoomID) ([]booking.Admission, error) {
	return sqldb.All(ctx, s.db, toAdmission, "id", 0, "room_id = ? AND live_seat IS NOT NULL", room)
}

// AdmissionsOfSlot implements booking.GateStore.
func (s *Store) AdmissionsOfSlot(ctx context.Context, slot booking.SlotID) ([]booking.Admission, error) {
	return sqldb.All(ctx, s.db, toAdmission, "id", 0, "slot_id = ?", slot)
}

// SeatedUntil implements booking.GateStore.
func (s *Store) SeatedUntil(ctx context.Context, t time.Time) ([]booking.AdmissionID, error) {
	id := func(r admissionRow) booking.AdmissionID { return booking.AdmissionID(r.ID) }
	return sqldb.All(ctx, s.db, id, "id", 500, "live_seat IS NOT NULL AND state = ? AND slot_end <= ?", string(booking.AdmissionSeated), at(t))
}
