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

type sittingRow struct {
	ID               string  `gorm:"column:id;primaryKey"`
	Kind             string  `gorm:"column:kind"`
	Venue            string  `gorm:"column:venue"`
	PersonID         string  `gorm:"column:person_id"`
	LivePerson       *string `gorm:"column:live_person"`
	LiveSeat         *string `gorm:"column:live_seat"`
	AdmissionID      *string `gorm:"column:admission_id"`
	ApplicationID    string  `gorm:"column:application_id"`
	SlotID           string  `gorm:"column:slot_id"`
	RoomID           string  `gorm:"column:room_id"`
	SeatID           string  `gorm:"column:seat_id"`
	SeatLabel        string  `gorm:"column:seat_label"`
	OrgPath          string  `gorm:"column:org_path"`
	ItemCode         string  `gorm:"column:item_code"`
	PersonType       string  `gorm:"column:person_type"`
	AttemptKind      string  `gorm:"column:attempt_kind"`
	Attempt          int     `gorm:"column:attempt"`
	ReleaseID        string  `gorm:"column:release_id"`
	BlueprintID      string  `gorm:"column:blueprint_id"`
	BlueprintVersion int     `gorm:"column:blueprint_version"`
	PaperDigest      string  `gorm:"column:paper_digest"`
	RuleSetID        string  `gorm:"column:rule_set_id"`
	RulesOn          string  `gorm:"column:rules_on"`
	FullPoints       int     `gorm:"column:full_points"`
	PassMark         int     `gorm:"column:pass_mark"`
	MultiScoring     string  `gorm:"column:multi_scoring"`
	EarliestSeconds  int     `gorm:"column:earliest_seconds"`
	State            string  `gorm:"column:state"`
	Version          int64   `gorm:"column:version"`
	BaseSeconds      int     `gorm:"column:base_seconds"`
	ExtraSeconds     int     `gorm:"column:extra_seconds"`
	CreditedSeconds  int     `gorm:"column:credited_seconds"`
	Notices          string  `gorm:"column:notices"`
	ResumeWithin     int     `gorm:"column:resume_within"`
	PauseRaised      bool    `gorm:"column:pause_raised"`

	StartBy     sqldb.Millis `gorm:"column:start_by"`
	StartedAt   sqldb.Millis `gorm:"column:started_at"`
	DeadlineAt  sqldb.Millis `gorm:"column:deadline_at"`
	PausedAt    sqldb.Millis `gorm:"column:paused_at"`
	SubmittedAt sqldb.Millis `gorm:"column:submitted_at"`
	Cause       string       `gorm:"column:cause"`
	CreatedAt   sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
}

func (sittingRow) TableName() string { return "sitting" }

// optional is NULL for the empty string.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func toRow(s exam.Sitting) sittingRow {
	r := sittingRow{
		ID: string(s.ID), Kind: string(s.Kind), Venue: string(s.Venue), PersonID: string(s.Person),
		AdmissionID: optional(string(s.Admission)), ApplicationID: string(s.Application), SlotID: string(s.Slot),
		RoomID: string(s.Room), SeatID: string(s.Seat), SeatLabel: s.SeatLabel, OrgPath: s.OrgPath,
		ItemCode: s.ItemCode, PersonType: string(s.PersonType), AttemptKind: s.AttemptKind, Attempt: s.Attempt,
		ReleaseID: s.Release, BlueprintID: s.Blueprint, BlueprintVersion: s.BlueprintVersion, PaperDigest: s.PaperDigest,
		RuleSetID: string(s.Terms.RuleSet), RulesOn: string(s.Terms.On), FullPoints: s.Terms.Full, PassMark: s.Terms.PassMark,
		MultiScoring: string(s.Terms.Multi), EarliestSeconds: s.Terms.EarliestSeconds,
		State: string(s.State), Version: s.Version, BaseSeconds: s.BaseSeconds, ExtraSeconds: s.ExtraSeconds,
		CreditedSeconds: s.CreditedSeconds, Notices: s.Notices,
		ResumeWithin: s.Terms.ResumeWithin, PauseRaised: s.PauseRaised,
		StartBy: sqldb.At(s.StartBy), StartedAt: sqldb.At(s.StartedAt), DeadlineAt: sqldb.At(s.Deadline), PausedAt: sqldb.At(s.PausedAt),
		SubmittedAt: sqldb.At(s.SubmittedAt), Cause: string(s.Cause), CreatedAt: sqldb.At(s.CreatedAt),
	}
	if s.State.Live() {
		r.LivePerson, r.LiveSeat = optional(string(s.Person)), optional(string(s.Seat))
	}
	return r
}

func (r sittingRow) sitting() exam.Sitting {
	return exam.Sitting{
		ID: exam.SittingID(r.ID), Kind: exam.Kind(r.Kind), Venue: exam.Venue(r.Venue), Person: people.PersonID(r.PersonID),
		Admission: booking.AdmissionID(text(r.AdmissionID)), Application: application.ID(r.ApplicationID),
		Slot: booking.SlotID(r.SlotID), Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), SeatLabel: r.SeatLabel,
		OrgPath: r.OrgPath, ItemCode: r.ItemCode, PersonType: rules.PersonType(r.PersonType), AttemptKind: r.AttemptKind, Attempt: r.Attempt,
		Release: r.ReleaseID, Blueprint: r.BlueprintID, BlueprintVersion: r.BlueprintVersion, PaperDigest: r.PaperDigest,
		Terms: exam.Terms{RuleSet: rules.RuleSetID(r.RuleSetID), On: actor.Date(r.RulesOn), Full: r.FullPoints, PassMark: r.PassMark,
			Multi: rules.MultiScoring(r.MultiScoring), EarliestSeconds: r.EarliestSeconds, ResumeWithin: r.ResumeWithin},
		State: exam.State(r.State), Version: r.Version, BaseSeconds: r.BaseSeconds, ExtraSeconds: r.ExtraSeconds,
		CreditedSeconds: r.CreditedSeconds, Notices: r.Notices,
		PauseRaised: r.PauseRaised,
		StartBy:     r.StartBy.Time(), StartedAt: r.StartedAt.Time(), Deadline: r.DeadlineAt.Time(), PausedAt: r.PausedAt.Time(),
		SubmittedAt: r.SubmittedAt.Time(), Cause: exam.Cause(r.Cause), CreatedAt: r.CreatedAt.Time(),
	}
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

func toResultRow(r exam.Result) resultRow {
	f := r.Frozen
	return resultRow{
		ID: string(r.ID), SittingID: string(r.Sitting), Kind: string(r.Kind), PersonID: string(r.Person),
		ApplicationID: string(r.Application), SlotID: string(r.Slot), RoomID: string(r.Room), OrgPath: r.OrgPath,
		ItemCode: r.ItemCode, PersonType: string(r.PersonType), AttemptKind: r.AttemptKind, Attempt: r.Attempt,
		Points: r.Points, FullPoints: r.Full, PassMark: r.PassMark, Passed: r.Passed,
		RightCount: r.Right, PartialCount: r.Partial, WrongCount: r.Wrong, BlankCount: r.Blank,
		RuleSetID: r.RuleSet, ReleaseID: r.Release, KeyVersion: r.KeyVersion, PaperDigest: r.PaperDigest,
		Records: r.Records, Chain: r.Chain,
		EmployerID: string(f.Employer), EmployerName: f.EmployerName, Street: f.Street, Industry: f.Industry, Grade: f.Grade,
		CentreID: string(f.Centre), CentreName: f.CentreName, Channel: string(f.Channel),
		State: string(r.State), Version: r.Version, SatOn: string(r.SatOn), StartedAt: sqldb.At(r.StartedAt),
		EndedAt: sqldb.At(r.EndedAt), Cause: string(r.Cause), ScoredAt: sqldb.At(r.ScoredAt),
		DecidedAt: sqldb.At(r.DecidedAt), DecidedBy: r.DecidedBy,
	}
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
