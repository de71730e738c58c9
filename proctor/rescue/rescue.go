package rescue

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// Failures of this package.
var (
	ErrNotFound  = fault.Define("rescue.not_found", fault.NotFound, "没有找到这条记录。", "This was not found.")
	ErrForbidden = fault.Define("rescue.forbidden", fault.Forbidden, "您没有办理此事的权限。", "You may not do this.")
	ErrStale     = fault.Define("rescue.stale", fault.Conflict, "记录刚刚变化，请刷新后再试。", "The record has just changed. Reload and try again.")
	ErrNoCall    = fault.Define("rescue.no_call", fault.NotFound, "这条异常事件没有呼叫过到场人员。", "Nobody was asked to come for this incident.")
	ErrAcked     = fault.Define("rescue.acknowledged", fault.Conflict, "{name}已确认到场，请刷新。", "{name} has acknowledged already. Reload.")
	ErrArrived   = fault.Define("rescue.arrived", fault.Conflict, "{name}已登记到达，请刷新。", "The arrival of {name} is entered already. Reload.")
	ErrWho       = fault.Define("rescue.who", fault.Invalid, "请写明是谁（2到60个字）。", "Say who it is (2 to 60 characters).")
	ErrLead      = fault.Define("rescue.lead", fault.Invalid, "考点负责人的姓名和电话要一起填写，姓名2到60个字。", "Give name (2 to 60 characters) and telephone of the head of the exam point together.")
	ErrNumber    = fault.Define("rescue.number", fault.Invalid, "电话号码应为3到20位数字，可带区号连接号。", "A telephone number has 3 to 20 digits, with hyphens if needed.")
	ErrStep      = fault.Define("rescue.step", fault.Invalid, "没有这个应急步骤，请从列表中选择。", "The script has no such step. Choose one from the list.")
	ErrNote      = fault.Define("rescue.note", fault.Invalid, "说明最多200个字；不需要的步骤请写明原因。", "A note has at most 200 characters; say why a step is not needed.")
	ErrTicked    = fault.Define("rescue.ticked", fault.Conflict, "{name}已登记这个步骤，请刷新。", "{name} has entered this step already. Reload.")
	ErrCalm      = fault.Define("rescue.calm", fault.Conflict, "本考场现在没有紧急情况。", "No emergency stands in this room now.")
)

// CallID identifies a call for help; an actor.NewID.
type CallID string

// State is where a call stands.
type State string

// The states of a call. Open and Acked are live: an incident has at most one of those.
const (
	Open    State = "OPEN"    // nobody has acknowledged
	Acked   State = "ACKED"   // somebody is on the way
	Arrived State = "ARRIVED" // somebody stands at the door
	Ended   State = "ENDED"   // the incident was closed before anybody arrived
)

// Live reports whether somebody is still waited for.
func (s State) Live() bool { return s == Open || s == Acked }

// Call is one call for somebody to come to a room.
type Call struct {
	ID          CallID
	Incident    proctor.IncidentID
	Room        site.RoomID
	OrgPath     string
	Kind        proctor.Kind // of the incident
	State       State
	AskedBy     people.AccountID
	AskedName   string
	AskedAt     time.Time
	EscalateAt  time.Time // the next step, unless somebody acknowledges before
	EscalatedAt time.Time // zero: not yet
	LeadAt      time.Time // the head of the exam point was asked, or should have been; zero: not yet
	AckedWho    string    // who is coming
	AckedName   string    // of the officer who heard it; empty: they said so by the link
	AckedAt     time.Time
	ArrivedWho  string
	ArrivedName string // as AckedName
	ArrivedAt   time.Time
	EndedAt     time.Time
	Version     int
}

// Role is why somebody is asked.
type Role string

// The roles.
const (
	OnCall    Role = "ON_CALL"   // of the room's roster
	Neighbour Role = "NEIGHBOUR" // on call for another room of the exam point
	Second    Role = "SECOND"    // the second officer of the room
	Lead      Role = "LEAD"      // the head of the exam point, when everybody else was asked in vain
)

// Sending is where the text to a person stands.
type Sending string

// The states of a text.
const (
	Waiting Sending = "WAITING"
	Sent    Sending = "SENT"     // the gateway took it
	NoPhone Sending = "NO_PHONE" // no number on file
	Failed  Sending = "FAILED"   // the gateway did not take it
)

// Person is somebody who was asked to come.
type Person struct {
	ID      string // an actor.NewID
	Call    CallID
	Role    Role
	Shift   site.ShiftID    // of OnCall and Neighbour: whose number it is
	Person  people.PersonID // of Second
	Name    string
	Minutes int // to the door; 0: not known
	State   Sending
	Tries   int
	NextAt  time.Time // not before
	SentAt  time.Time
	// What they said themselves, by the link in the text; zero: nothing.
	AckedAt, ArrivedAt time.Time
	Version            int
}

// key names a person within a call.
func (p Person) key() string {
	switch p.Role {
	case Second:
		return "person:" + string(p.Person)
	case Lead:
		return "lead"
	}
	return "shift:" + string(p.Shift)
}

// Key is what the database allows once in a call.
func (p Person) Key() string { return p.key() }

// Numbers are whom an exam point telephones in an emergency.
type Numbers struct {
	Point                 site.PointID
	Fire, Medical, Police string
	LeadName, LeadPhone   string // of the head of the exam point (考点负责人); both empty: nobody is named
	Version               int    // 0: the usual ones
}

// Usual are the numbers that hold everywhere in China.
func Usual() Numbers { return Numbers{Fire: "119", Medical: "120", Police: "110"} }
