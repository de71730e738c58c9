package permit

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Holder is the person as on the permit: frozen when issued.
type Holder struct {
	Name      string           `json:"name"`
	Sex       identity.Sex     `json:"sex"`
	Birth     actor.Date       `json:"birth"`
	DocKind   identity.DocKind `json:"docKind"`
	DocMasked string           `json:"docMasked"`
	Photo     string           `json:"photo"` // blob key
}

// Permit is an issued credential. What it says never changes; what becomes of it stands in Act, National and the history.
type Permit struct {
	ID            ID
	Person        people.PersonID
	Kind          rules.Credential
	NumberMasked  string
	Item          string
	ItemName      string // 操作项目, as in the catalogue on the day of issue
	Category      string // 作业类别
	PersonType    rules.PersonType
	FirstIssuedOn actor.Date
	ValidFrom     actor.Date
	ValidTo       actor.Date
	ReviewDue     actor.Date // empty: the rules of the day of issue know no review
	Issuer        people.OrgID
	IssuerName    string
	OrgPath       string // of Issuer
	Holder        Holder
	Application   ApplicationID
	Follows       ID // the permit that this one renews, replaces or corrects; empty: a first issue
	Basis         Basis
	ExpiringDays  int // so many days before the end it counts as expiring

	IssuedAt     time.Time
	IssuedBy     people.AccountID
	IssuerPerson people.PersonID
	IssuerSigner string // name of the person who issued

	Act        Act // what people decided; empty: nothing
	ActReason  string
	ActOn      actor.Date
	ExtendedTo actor.Date // last day of a deferral; empty: none
	National   National
	NationalOn actor.Date         // of the confirmation
	NationalNo string             // reference noted by the two persons
	Noted      rules.PermitStatus // last status written to the history by the calendar
	Version    int64
}

// Sealed is what the store keeps of a permit's number and code.
type Sealed struct {
	Number    string // sealed
	Index     []byte // blind index of the number
	Query     []byte // blind index of number and name: the public check
	Code      string // 核验码, sealed
	CodeIndex []byte
	Past      bool // it had ended before it came here, and keeps nobody from another
}

// Act is a decision of people about a permit.
type Act string

// The acts.
const (
	Suspended Act = "SUSPENDED" // 暂停
	Revoked   Act = "REVOKED"   // 撤销
	Withdraw  Act = "WITHDRAWN" // 吊销
	Cancelled Act = "CANCELLED" // 注销
	Extended  Act = "EXTENDED"  // 延期（暂缓换证）: no work, but still to be renewed until ExtendedTo
	Replaced  Act = "REPLACED"  // another permit with its own code stands for this one
)

// final reports whether the act ends the permit for good.
func (a Act) final() bool { return a == Revoked || a == Withdraw || a == Cancelled || a == Replaced }

// National is what the national register says.
type National string

// The national states.
const (
	NationalPending   National = "PENDING"   // 待全国平台确认
	NationalConfirmed National = "CONFIRMED" // noted by two people
)

// ChangeKind is what two people decide about a permit.
type ChangeKind string

// The kinds of change.
const (
	ChangeSuspend  ChangeKind = "SUSPEND"
	ChangeResume   ChangeKind = "RESUME" // ends a suspension or a deferral
	ChangeRevoke   ChangeKind = "REVOKE"
	ChangeWithdraw ChangeKind = "WITHDRAW"
	ChangeCancel   ChangeKind = "CANCEL"
	ChangeNational ChangeKind = "CONFIRM_NATIONAL"
	ChangeExtend   ChangeKind = "EXTEND"  // of an application for a deferral
	ChangeReplace  ChangeKind = "REPLACE" // of an application that made another permit
)

// ChangeState is where a change stands.
type ChangeState string

// The states of a change.
const (
	ChangeOpen     ChangeState = "OPEN"
	ChangeApproved ChangeState = "APPROVED"
	ChangeRefused  ChangeState = "REFUSED"
)

// Change is proposed by one person and decided by another.
type Change struct {
	ID             ChangeID
	Permit         ID
	OrgPath        string
	Kind           ChangeKind
	Reason         string
	Legal          string     // legal basis; for CONFIRM_NATIONAL the reference in the national register
	Until          actor.Date // EXTEND: the last day of the deferral
	State          ChangeState
	ProposedBy     people.AccountID
	ProposedPerson people.PersonID
	ProposedName   string
	ProposedAt     time.Time
	DecidedBy      people.AccountID
	DecidedPerson  people.PersonID
	DecidedName    string
	DecidedAt      time.Time
	Note           string // of the second person
}

// Event is one line of a permit's history. Lines are only ever added.
type Event struct {
	Permit ID
	Seq    int
	Status string // a rules.PermitStatus, or NATIONAL_PENDING, NATIONAL_CONFIRMED
	On     actor.Date
	Reason string
	Legal  string
	Change ChangeID
	By     []string // names of the persons; empty: the calendar
	At     time.Time
}

// Query selects permits in organisation subtrees, newest first.
type Query struct {
	Paths  []string
	Person people.PersonID
	Item   string
	Name   string // the holder's whole name
	Index  []byte // of the number
	Act    *Act
	Nation National
	Before ID
	Limit  int
}
