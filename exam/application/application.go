package application

import (
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ID is an actor.NewID.
type ID string

// Kind is what the person applies for.
type Kind string

// The kinds of application.
const (
	FirstIssue  Kind = "FIRST_ISSUE" // 初次取证
	Renewal     Kind = "RENEWAL"     // 换证
	Replacement Kind = "REPLACEMENT" // 补证: no theory, never books a seat
)

// Channel is the way an application came in.
type Channel string

// The channels.
const (
	ChannelSelf     Channel = "SELF"
	ChannelCentre   Channel = "CENTRE"
	ChannelEmployer Channel = "EMPLOYER"
	ChannelCounter  Channel = "COUNTER"
)

// State is where an application stands.
type State string

// The states of an application (process §1). Draft to Approved are live: one per person and item.
const (
	Draft     State = "DRAFT"
	Submitted State = "SUBMITTED"
	ToCorrect State = "TO_CORRECT" // 一次性告知: every defect was named in one list
	Accepted  State = "ACCEPTED"   // 受理: complete, being decided
	Approved  State = "APPROVED"   // covers all theory attempts while it is valid
	Rejected  State = "REJECTED"
	Lapsed    State = "LAPSED"    // withdrawn, not corrected in time, or validity over
	Fulfilled State = "FULFILLED" // led to what it asked for
)

// steps are the allowed changes of state; nothing else is.
var steps = map[State][]State{
	Draft:     {Submitted, Lapsed},
	Submitted: {ToCorrect, Accepted, Rejected, Lapsed},
	ToCorrect: {Submitted, Lapsed},
	Accepted:  {Approved, Rejected, Lapsed},
	Approved:  {Fulfilled, Lapsed},
}

// Live reports whether the state counts against "one application per person and item".
func (s State) Live() bool { return len(steps[s]) > 0 }

// Application is an 报名: person × item × kind × channel. One approval covers all theory attempts.
type Application struct {
	ID         ID
	PersonID   people.PersonID
	Authority  people.OrgID // who decides
	OrgPath    string       // of Authority
	ItemCode   string
	PersonType rules.PersonType
	Kind       Kind
	Channel    Channel
	Sponsor    people.OrgID // centre or employer that applied for the person; empty otherwise
	State      State
	Materials  []Material
	Defects    []Defect // of the last 一次性告知, or the reasons of a rejection
	Rounds     int      // how many times it was returned for correction

	Accommodation Accommodation

	SubmittedBy   people.PersonID // natural person who pressed submit: the applicant, a clerk, a centre's or employer's manager
	SubmittedAt   time.Time
	NotifiedAt    time.Time  // of the last 一次性告知
	DueOn         actor.Date // the answer is due by the end of this day; empty while the authority does not have the ball
	Alarmed       bool       // the alarm before DueOn was raised
	AnswerBy      actor.Date // the applicant corrects by the end of this day; empty otherwise
	AcceptedBy    people.AccountID
	DecidedBy     people.AccountID
	DecidedPerson people.PersonID
	DecidedAt     time.Time
	Reason        string     // of a rejection or lapse
	ValidTo       actor.Date // an approval may be used through this day
	CreatedAt     time.Time
	ChangedAt     time.Time
	Version       int
}

// Material is one thing on file. Which fields count depends on Kind. PHOTO lives with the person and HOURS_OR_EXEMPTION is
// judged by the Eligibility port: neither is ever uploaded here.
type Material struct {
	Kind        rules.Material
	File        string     // blob key of an upload; empty where none is needed
	FileType    string     // image/jpeg, image/png or application/pdf
	Fit         bool       // HEALTH_STATEMENT: fit or not, never a diagnosis
	Date        actor.Date // HEALTH_STATEMENT: of the examination; POST_PROOF: of taking the post
	Institution string     // HEALTH_STATEMENT: who examined; EDUCATION_PROOF: school; POST_PROOF: the unit
	Value       string     // PLEDGE: version; EDUCATION_PROOF: level; USCC: the code; TITLE_PROOF: the title; statements: their text
	ChangedAt   time.Time
}

// Defect is one thing that is wrong with an application, in words the applicant can act on.
type Defect struct {
	Material rules.Material
	What     string // "身份证反面不清晰，请重新拍摄上传。"
}

// AccommodationKind is the ground on which somebody asks for help in the examination.
type AccommodationKind string

// The grounds. Empty means that nothing was asked for.
const (
	Disability AccommodationKind = "DISABILITY"
	Pregnancy  AccommodationKind = "PREGNANCY"
	OldAge     AccommodationKind = "AGE"
	Deafness   AccommodationKind = "DEAFNESS"
	Language   AccommodationKind = "LANGUAGE"
)

// Accommodation is what was asked for and what was granted. Extra time is a decision of a named reviewer.
type Accommodation struct {
	Kind         AccommodationKind
	Wish         string // in the applicant's words, no diagnosis asked
	Decided      bool
	ExtraMinutes int               // granted; 0 when refused or not about time
	Language     assembly.Language // in which questions are shown beside Chinese, as assembly.Language; asked for, and once decided granted or empty
	Note         string
	DecidedBy    people.AccountID
}

// Granted is the language that was granted; empty where none was, or nothing is decided yet.
func (a Accommodation) Granted() assembly.Language {
	if !a.Decided {
		return ""
	}
	return a.Language
}

// checkLanguage says whether help on this ground may be a language; empty always may.
func checkLanguage(kind AccommodationKind, l assembly.Language) *fault.Error {
	if l == "" || kind == Language && slices.Contains(assembly.Languages(), l) {
		return nil
	}
	return ErrHelpLanguage
}
