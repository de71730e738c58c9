package courseware

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Typed identifiers of this context.
type (
	EntryID     string
	ExemptionID string
)

// Kind is what the hours are for.
type Kind string

// The kinds of hours.
const (
	Initial   Kind = "INITIAL"   // 初训
	Refresher Kind = "REFRESHER" // 再培训
)

// Mode is how the training was held.
type Mode string

// The modes.
const (
	Classroom Mode = "CLASSROOM" // 面授
	Online    Mode = "ONLINE"    // 网络
	Workshop  Mode = "WORKSHOP"  // 实操实训
)

// MaxHoursPerDay is the most class hours one calendar day can hold: 12 of 45 minutes are nine hours [design].
const MaxHoursPerDay = 12

// Entry is one record of class hours. It never changes.
type Entry struct {
	ID         EntryID
	Person     people.PersonID
	Org        people.OrgID // the centre, or the employer that trains its own people
	OrgName    string       // frozen
	Item       string       // code of the catalogue
	Kind       Kind
	Mode       Mode
	ClassHours int // of 45 minutes; 0 only in a correction that withdraws the entry
	From, To   actor.Date
	Class      string // name or number of the class
	Evidence   string // what proves it: attendance sheet, plan, certificate number
	Attachment string // blob key, empty where none
	// Employment on the last day, frozen: the unit and the kind (regular, dispatched, intern); empty where none is known.
	Employer     people.OrgID
	EmployerName string
	Employment   people.EmploymentKind
	Corrects     EntryID // entry this one replaces; empty in a first entry
	Reason       string  // of the correction
	RequestKey   string  // the client's own key; the same key records once
	By           string  // account
	ByPerson     string
	ByName       string
	At           time.Time

	CorrectedBy EntryID // entry that replaces this one; read-only
	PersonName  string  // read-only, in lists for staff: who trains somebody need not keep the record of the person
}

// Counts reports whether the entry is the last of its chain and not withdrawn.
func (e Entry) Counts() bool { return e.CorrectedBy == "" && e.ClassHours > 0 }

// Hours is what a person has against what the rule asks for.
type Hours struct {
	Kind      Kind
	Required  rules.Param[int] // class hours; not Set where the authority has not set it
	Recorded  int
	Entries   []Entry    // the entries that count, oldest first
	Exemption *Exemption // approved exemption, INITIAL only
	RuleSets  []rules.RuleSetID
}

// Met reports whether the requirement is reached, by hours or by an approved exemption. Errors: rules.ErrBlank.
func (h Hours) Met() (bool, error) {
	if h.Exemption != nil {
		return true, nil
	}
	need, err := h.Required.Get()
	return err == nil && h.Recorded >= need, err
}

// Missing returns how many class hours are still needed; 0 where the requirement is reached. Errors: rules.ErrBlank.
func (h Hours) Missing() (int, error) {
	if h.Exemption != nil {
		return 0, nil
	}
	need, err := h.Required.Get()
	return max(0, need-h.Recorded), err
}

// ExemptionState is how far an exemption came.
type ExemptionState string

// The states of an exemption.
const (
	Submitted ExemptionState = "SUBMITTED"
	Approved  ExemptionState = "APPROVED"
	Rejected  ExemptionState = "REJECTED"
	Revoked   ExemptionState = "REVOKED" // approved before, evidence found wrong
)

// Exemption asks to skip training for a reason that the rule in force allows.
type Exemption struct {
	ID              ExemptionID
	Person          people.PersonID
	Org             people.OrgID // authority that decides
	Item            string
	Reason          rules.Exemption
	Evidence        string // certificate or degree: kind, number, issuer, date
	Attachment      string // blob key
	State           ExemptionState
	SubmittedBy     string
	SubmittedPerson string
	SubmittedName   string
	SubmittedAt     time.Time
	DecidedBy       string
	DecidedPerson   string
	DecidedName     string
	DecidedAt       time.Time
	Decision        string // reason given
	RuleSet         rules.RuleSetID
}
