package store

import (
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// sittingRow names the table of sittings to the mapper.
type sittingRow struct{}

func (sittingRow) TableName() string { return "sitting" }

// sittingColumns are the columns of a sitting in the order in which scanned and sittingArgs name them. What never changes
// after the insertion stands first, the version last.
const (
	sittingColumns = fixedColumns + ", " + movingColumns
	fixedColumns   = "id, kind, venue, person_id, admission_id, application_id, slot_id, org_path, item_code, person_type, attempt_kind, created_at, language"
	movingColumns  = "live_person, live_seat, room_id, seat_id, seat_label, attempt, release_id, blueprint_id, blueprint_version, paper_digest, rule_set_id, " +
		"rules_on, full_points, pass_mark, multi_scoring, earliest_seconds, state, base_seconds, extra_seconds, credited_seconds, notices, resume_within, " +
		"pause_raised, pause_kind, pause_ref, break_terms, breaks, start_by, started_at, deadline_at, paused_at, submitted_at, cause, version"
)

// orNull is NULL for the empty string.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func fixedArgs(s exam.Sitting) []any {
	return []any{string(s.ID), string(s.Kind), string(s.Venue), string(s.Person), orNull(string(s.Admission)), string(s.Application), string(s.Slot),
		s.OrgPath, s.ItemCode, string(s.PersonType), s.AttemptKind, int64(sqldb.At(s.CreatedAt)), string(s.Language)}
}

func movingArgs(s exam.Sitting, version int64) []any {
	var person, seat any // of a live sitting only: one a person, one a seat
	if s.State.Live() {
		person, seat = orNull(string(s.Person)), orNull(string(s.Seat))
	}
	return []any{person, seat, string(s.Room), string(s.Seat), s.SeatLabel, s.Attempt, s.Release, s.Blueprint, s.BlueprintVersion, s.PaperDigest,
		string(s.Terms.RuleSet), string(s.Terms.On), s.Terms.Full, s.Terms.PassMark, string(s.Terms.Multi), s.Terms.EarliestSeconds, string(s.State),
		s.BaseSeconds, s.ExtraSeconds, s.CreditedSeconds, s.Notices, s.Terms.ResumeWithin, s.PauseRaised,
		string(s.PauseKind), s.PauseRef, s.Terms.Break.String(), s.Breaks, int64(sqldb.At(s.StartBy)),
		int64(sqldb.At(s.StartedAt)), int64(sqldb.At(s.Deadline)), int64(sqldb.At(s.PausedAt)), int64(sqldb.At(s.SubmittedAt)), string(s.Cause), version}
}

// scanned is a sitting on its way out of a row.
type scanned struct {
	exam.Sitting
	admission                                                *string
	breaks                                                   string
	created, startBy, started, deadline, paused, submittedAt sqldb.Millis
}

// into are the places for sittingColumns.
func (r *scanned) into() []any {
	var none *string // live_person and live_seat follow from the state
	s := &r.Sitting
	return []any{(*string)(&s.ID), (*string)(&s.Kind), (*string)(&s.Venue), (*string)(&s.Person), &r.admission, (*string)(&s.Application), (*string)(&s.Slot),
		&s.OrgPath, &s.ItemCode, (*string)(&s.PersonType), &s.AttemptKind, &r.created, (*string)(&s.Language),
		&none, &none, (*string)(&s.Room), (*string)(&s.Seat), &s.SeatLabel, &s.Attempt, &s.Release, &s.Blueprint, &s.BlueprintVersion, &s.PaperDigest,
		(*string)(&s.Terms.RuleSet), (*string)(&s.Terms.On), &s.Terms.Full, &s.Terms.PassMark, (*string)(&s.Terms.Multi), &s.Terms.EarliestSeconds,
		(*string)(&s.State), &s.BaseSeconds, &s.ExtraSeconds, &s.CreditedSeconds, &s.Notices, &s.Terms.ResumeWithin, &s.PauseRaised,
		(*string)(&s.PauseKind), &s.PauseRef, &r.breaks, &s.Breaks, &r.startBy,
		&r.started, &r.deadline, &r.paused, &r.submittedAt, (*string)(&s.Cause), &s.Version}
}

func (r *scanned) sitting() exam.Sitting {
	s := r.Sitting
	if r.admission != nil {
		s.Admission = booking.AdmissionID(*r.admission)
	}
	s.Terms.Break = exam.ParseBreakTerms(r.breaks)
	s.CreatedAt, s.StartBy, s.StartedAt = r.created.Time(), r.startBy.Time(), r.started.Time()
	s.Deadline, s.PausedAt, s.SubmittedAt = r.deadline.Time(), r.paused.Time(), r.submittedAt.Time()
	return s
}

type resultRow struct {
	ID            string `gorm:"column:id;primaryKey"`
	SittingID     string `gorm:"column:sitting_id"`
	Kind          string `gorm:"column:kind"`
	PersonID      string `gorm:"column:person_id"`
	ApplicationID string `gorm:"column:application_id"`
	SlotID        string `gorm:"column:slot_id"`
	RoomID        string `gorm:"column:room_id"`
	OrgPath       string `gorm:"column:org_path"`
	ItemCode      string `gorm:"column:item_code"`
	PersonType    string `gorm:"column:person_type"`
	AttemptKind   string `gorm:"column:attempt_kind"`
	Attempt       int    `gorm:"column:attempt"`
	Points        int    `gorm:"column:points"`
	FullPoints    int    `gorm:"column:full_points"`
	PassMark      int    `gorm:"column:pass_mark"`
	Passed        bool   `gorm:"column:passed"`
	RightCount    int    `gorm:"column:right_count"`
	PartialCount  int    `gorm:"column:partial_count"`
	WrongCount    int    `gorm:"column:wrong_count"`
	BlankCount    int    `gorm:"column:blank_count"`
	RuleSetID     string `gorm:"column:rule_set_id"`
	ReleaseID     string `gorm:"column:release_id"`
	KeyVersion    int    `gorm:"column:key_version"`
	PaperDigest   string `gorm:"column:paper_digest"`
	Records       int64  `gorm:"column:records"`
	Chain         string `gorm:"column:chain"`
	EmployerID    string `gorm:"column:employer_id"`
	EmployerName  string `gorm:"column:employer_name"`
	Street        string `gorm:"column:street"`
	Industry      string `gorm:"column:industry"`
	Grade         string `gorm:"column:grade"`
	CentreID      string `gorm:"column:centre_id"`
	CentreName    string `gorm:"column:centre_name"`
	Channel       string `gorm:"column:channel"`
	State         string `gorm:"column:state"`
	Version       int64  `gorm:"column:version"`
	SatOn         string `gorm:"column:sat_on"`

	StartedAt sqldb.Millis `gorm:"column:started_at"`
	EndedAt   sqldb.Millis `gorm:"column:ended_at"`
	Cause     string       `gorm:"column:cause"`
	ScoredAt  sqldb.Millis `gorm:"column:scored_at"`
	DecidedAt sqldb.Millis `gorm:"column:decided_at"`
	DecidedBy string       `gorm:"column:decided_by"`
}

func (resultRow) TableName() string { return "exam_result" }

const resultColumns = "id, sitting_id, kind, person_id, application_id, slot_id, room_id, org_path, item_code, person_type, attempt_kind, attempt, points, " +
	"full_points, pass_mark, passed, right_count, partial_count, wrong_count, blank_count, rule_set_id, release_id, key_version, paper_digest, records, chain, " +
	"employer_id, employer_name, street, industry, grade, centre_id, centre_name, channel, state, version, sat_on, started_at, ended_at, cause, scored_at, " +
	"decided_at, decided_by"

// resultArgs are the values for resultColumns.
func resultArgs(r exam.Result) []any {
	f := r.Frozen
	return []any{string(r.ID), string(r.Sitting), string(r.Kind), string(r.Person), string(r.Application), string(r.Slot), string(r.Room), r.OrgPath,
		r.ItemCode, string(r.PersonType), r.AttemptKind, r.Attempt, r.Points, r.Full, r.PassMark, r.Passed, r.Right, r.Partial, r.Wrong, r.Blank,
		r.RuleSet, r.Release, r.KeyVersion, r.PaperDigest, r.Records, r.Chain, string(f.Employer), f.EmployerName, f.Street, f.Industry, f.Grade,
		string(f.Centre), f.CentreName, string(f.Channel), string(r.State), r.Version, string(r.SatOn), int64(sqldb.At(r.StartedAt)),
		int64(sqldb.At(r.EndedAt)), string(r.Cause), int64(sqldb.At(r.ScoredAt)), int64(sqldb.At(r.DecidedAt)), r.DecidedBy}
}

func (r resultRow) result() exam.Result {
	return exam.Result{
		ID: exam.ResultID(r.ID), Sitting: exam.SittingID(r.SittingID), Kind: exam.Kind(r.Kind), Person: people.PersonID(r.PersonID),
		Application: application.ID(r.ApplicationID), Slot: booking.SlotID(r.SlotID), Room: site.RoomID(r.RoomID),
		OrgPath: r.OrgPath, ItemCode: r.ItemCode, PersonType: rules.PersonType(r.PersonType), AttemptKind: r.AttemptKind, Attempt: r.Attempt,
		Points: r.Points, Full: r.FullPoints, PassMark: r.PassMark, Passed: r.Passed,
		Right: r.RightCount, Partial: r.PartialCount, Wrong: r.WrongCount, Blank: r.BlankCount,
		RuleSet: r.RuleSetID, Release: r.ReleaseID, KeyVersion: r.KeyVersion, PaperDigest: r.PaperDigest,
		Records: r.Records, Chain: r.Chain,
		Frozen: exam.Frozen{Employer: people.OrgID(r.EmployerID), EmployerName: r.EmployerName, Street: r.Street, Industry: r.Industry,
			Grade: r.Grade, Centre: people.OrgID(r.CentreID), CentreName: r.CentreName, Channel: application.Channel(r.Channel)},
		State: exam.ResultState(r.State), Version: r.Version, SatOn: actor.Date(r.SatOn), StartedAt: r.StartedAt.Time(),
		EndedAt: r.EndedAt.Time(), Cause: exam.Cause(r.Cause), ScoredAt: r.ScoredAt.Time(),
		DecidedAt: r.DecidedAt.Time(), DecidedBy: r.DecidedBy,
	}
}
