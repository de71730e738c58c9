package permit

import (
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// ApplicationState is where a permit application stands.
type ApplicationState string

// The states of a permit application.
const (
	Submitted ApplicationState = "SUBMITTED"
	ToCorrect ApplicationState = "TO_CORRECT" // 一次性告知: every defect in one list
	Approved  ApplicationState = "APPROVED"   // waits for the issuer
	Rejected  ApplicationState = "REJECTED"
	Withdrawn ApplicationState = "WITHDRAWN" // by the applicant
	Issued    ApplicationState = "ISSUED"
)

var steps = map[ApplicationState][]ApplicationState{
	Submitted: {ToCorrect, Approved, Rejected, Withdrawn},
	ToCorrect: {Submitted, Rejected, Withdrawn},
	Approved:  {Issued, ToCorrect, Rejected, Withdrawn},
}

// Live reports whether the application still asks for something: one per person and item.
func (s ApplicationState) Live() bool { return len(steps[s]) > 0 }

// to moves the application, or fails with ErrState.
func (a *Application) to(next ApplicationState) error {
	if !slices.Contains(steps[a.State], next) {
		return ErrState.With("state", a.State)
	}
	a.State = next
	return nil
}

// Health is a statement of fitness: never a diagnosis.
type Health struct {
	Fit         bool       `json:"fit"`
	On          actor.Date `json:"on"`
	Institution string     `json:"institution"`
}

// Papers are what the applicant adds; everything else is on file with the exam application.
type Papers struct {
	PledgeVersion int     `json:"pledgeVersion"` // of the 材料真实性承诺书 confirmed with this application
	Health        *Health `json:"health,omitempty"`
}

// Application is an application for a permit after both parts were passed.
type Application struct {
	ID         ApplicationID
	Kind       ApplicationKind
	Old        ID  // the permit it is about; empty: a first issue
	Ask        Ask // grounds and proofs; empty: a first issue
	Person     people.PersonID
	Item       string
	PersonType rules.PersonType
	Authority  people.OrgID // who issues
	OrgPath    string       // of Authority
	State      ApplicationState
	Papers     Papers
	Basis      Basis
	Defects    []string // of the last 一次性告知
	Reason     string   // of a rejection
	Channel    string   // SELF or COUNTER

	SubmittedBy    people.PersonID // natural person: the applicant, or a clerk
	SubmittedAt    time.Time       // last time
	AppliedOn      actor.Date      // first time: chooses the rules of applications
	CheckBy        actor.Date      // the papers are checked by the end of this day
	IssueBy        actor.Date      // decided by the end of this day
	Alarmed        int             // 0 not yet, 1 reminded of CheckBy, 2 reminded of IssueBy
	Reviewer       people.AccountID
	ReviewerPerson people.PersonID
	ReviewerName   string
	ReviewedAt     time.Time
	Permit         ID // once issued
	CreatedAt      time.Time
	Version        int64
}

// sitting is the day of the sitting that the application rests on, or of the application where nothing was sat for it.
func (a Application) sitting() actor.Date {
	if a.Basis.Before || a.Basis.Theory.On == "" {
		return a.AppliedOn
	}
	return a.Basis.Theory.On
}

// DueOn is the day by which the authority has to act next; empty while it does not have the ball.
func (a Application) DueOn() actor.Date {
	switch a.State {
	case Submitted:
		return a.CheckBy
	case Approved:
		return a.IssueBy
	}
	return ""
}

// ApplicationQuery selects applications in organisation subtrees, oldest first.
type ApplicationQuery struct {
	Paths  []string
	States []ApplicationState
	Person people.PersonID
	After  ApplicationID
	Limit  int
}
