package proctor

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// IncidentID identifies an incident; an actor.NewID.
type IncidentID string

// State is where an incident stands.
type State string

// The states of an incident.
const (
	Open     State = "OPEN"     // nobody has taken it
	Taken    State = "TAKEN"    // a duty officer deals with it
	Closed   State = "CLOSED"   // decided about by a named officer: nothing that concerns the result
	Referred State = "REFERRED" // 移送核查: two named people establish the facts
	Settled  State = "SETTLED"  // the review has ended
	Logged   State = "LOGGED"   // by a detector that may only log: never shown as an incident
)

// Live reports whether an officer still has to deal with it.
func (s State) Live() bool { return s == Open || s == Taken }

// Finding is with what an officer closes an incident.
type Finding string

// The findings.
const (
	FalseAlarm     Finding = "FALSE_ALARM"     // 误报
	TechnicalCause Finding = "TECHNICAL_CAUSE" // 技术原因
	Handled        Finding = "HANDLED"         // 已现场处置, nothing further
	ToReview       Finding = "TO_REVIEW"       // 移送核查
)

// Findings lists every finding.
func Findings() []Finding { return []Finding{FalseAlarm, TechnicalCause, Handled, ToReview} }

// Officer is a member of staff who acted, as named on the day.
type Officer struct {
	Account people.AccountID
	Person  people.PersonID
	Name    string
}

// Incident is one 异常事件. What it says as First and above never changes; the rest follows what happens.
type Incident struct {
	ID       IncidentID
	Kind     Kind
	Class    Class
	Severity Severity
	Holds    bool
	Room     site.RoomID
	Seat     site.SeatID
	Sitting  exam.SittingID
	OrgPath  string
	Key      string
	Source   Source // Score is the highest seen
	At       time.Time
	RaisedAt time.Time // when this program was told
	First    map[string]string

	Facts   map[string]string // the latest
	Until   time.Time         // zero while it lasts
	Clip    Clip
	Count   int // signals merged into it
	LastAt  time.Time
	State   State
	Taker   Officer
	TakenAt time.Time // first taken; zero before
	Finding Finding
	Words   string // with which it was closed
	Closer  Officer
	EndedAt time.Time // closed, referred; zero before
	Case    string    // review that it belongs to
	Version int
}

// Entry returns what the catalogue says of the incident's kind.
func (i Incident) Entry() Entry {
	e, _ := Find(i.Kind)
	return e
}

// Undecided reports whether the incident still keeps a result from being released.
func (i Incident) Undecided() bool {
	return i.State == Referred || i.Holds && i.State.Live()
}

// Digest is a hex SHA-256 over what the incident said when it was raised. Acts, later signals and the decision do not change it.
func (i Incident) Digest() string {
	first, err := json.Marshal(i.First) // sorts the keys
	if err != nil {
		first = nil // a map of strings always marshals
	}
	return digest("suikao incident 1", string(i.ID), string(i.Kind), string(i.Room), string(i.Seat), string(i.Sitting), i.Key,
		i.Source.Name, i.Source.Version, fmt.Sprint(i.Source.Threshold), fmt.Sprint(i.At.UnixMilli()), fmt.Sprint(i.RaisedAt.UnixMilli()), string(first))
}

// digest is over lines; no part holds a line break.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n") + "\n"))
	return hex.EncodeToString(sum[:])
}
