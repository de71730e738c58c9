package booking

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// PersonFacts is what booking shows of a person.
type PersonFacts struct {
	ID             people.PersonID
	Name           string // compared with the card's name; shown masked at the gate
	MaskedName     string
	MaskedDocument string
	PhotoApproved  bool
	Photo          string // blob key of the document photo
}

// OrgFacts is what booking needs of an organisation.
type OrgFacts struct {
	ID   people.OrgID
	Path string
	Name string
	Kind string // AUTHORITY, EXAM_BODY, CENTRE, ENTERPRISE
}

// People is what booking asks exam/people.
type People interface {
	// PersonFacts returns people.ErrNotFound-like faults for an unknown person.
	PersonFacts(ctx context.Context, id people.PersonID) (PersonFacts, error)
	// FindDocument returns the person with this document; ok is false when there is none.
	FindDocument(ctx context.Context, kind, number string) (id people.PersonID, ok bool, err error)
	// OrgFacts returns a NotFound fault for an unknown organisation.
	OrgFacts(ctx context.Context, id people.OrgID) (OrgFacts, error)
	// EmployerOn returns the enterprise that employs the person on that day, empty when none does.
	EmployerOn(ctx context.Context, id people.PersonID, on actor.Date) (people.OrgID, error)
	// Sponsors reports whether org (a centre that trained, an enterprise that employs) has this person.
	Sponsors(ctx context.Context, org people.OrgID, id people.PersonID, on actor.Date) (bool, error)
	// AccountPerson returns the natural person behind a staff account and the name on it.
	AccountPerson(ctx context.Context, id people.AccountID) (people.PersonID, string, error)
	// Holds reports whether the account holds one of roles over the organisation with this path now.
	Holds(ctx context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error)
}

// Subject names a rule set: whose examination for what, under the rules of which day.
type Subject struct {
	PersonType rules.PersonType
	ItemCode   string
	Kind       ApplicationKind
	On         actor.Date
}

// Terms is what the rules in force say about an application and its sitting.
type Terms struct {
	Materials      []rules.Material // all of them must be on file
	PledgeVersion  string           // of the 材料真实性承诺书 in force
	ReviewDays     int              // working days for the authority's answer
	CorrectionDays int              // calendar days for the applicant's correction
	ValidMonths    int              // how long an approval may be used
	TheoryMinutes  int
}

// Rules is what booking asks exam/rules. A blank that the authority must set is an error, never a zero.
type Rules interface {
	Terms(ctx context.Context, s Subject) (Terms, error)
	AddWorkingDays(ctx context.Context, from actor.Date, n int) (actor.Date, error)
}

// Refusal is one reason against an application or a sitting: a stable code and what happened and what to do, in both languages.
type Refusal struct {
	Code string
	ZH   string
	EN   string
}

// RefusalOf turns a fault into a refusal, arguments filled in.
func RefusalOf(e *fault.Error) Refusal {
	return Refusal{Code: e.Code(), ZH: e.Text("zh"), EN: e.Text("en")}
}

// Fault turns the refusal into the failure that a user sees.
func (r Refusal) Fault() *fault.Error { return fault.Define(r.Code, fault.Conflict, r.ZH, r.EN) }

// RefusedBan is the code by which an Eligibility says that the person is barred from examinations.
const RefusedBan = "eligibility.banned"

// ApplicationCheck asks whether a person may apply.
type ApplicationCheck struct {
	Person people.PersonID
	Subject
}

// SittingCheck asks whether a person may sit at a time.
type SittingCheck struct {
	Person      people.PersonID
	Application ApplicationID
	Subject
	At time.Time // start of the sitting: min_retake_interval and bans are judged for this moment
}

// Eligibility answers from what others know: hours, exemptions, age, education, permits held, bans, pace of attempts.
// Wiring composes it. It returns every reason at once, none when there is none.
type Eligibility interface {
	CheckApplication(ctx context.Context, q ApplicationCheck) ([]Refusal, error)
	CheckSitting(ctx context.Context, q SittingCheck) ([]Refusal, error)
}

// Keys hashes and seals what must not stand in the database; *crypt.Ring is one.
type Keys interface {
	Index(purpose, normalized string) []byte
	HashCode(purpose, code string) []byte
	MatchCode(purpose, code string, stored []byte) bool
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// Files keeps uploads; wiring puts internal/blob behind it.
type Files interface {
	Put(ctx context.Context, contentType string, data []byte) (key string, err error)
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// Card is what a reader read from an identity document's chip.
type Card struct {
	DocKind string // people's document kind, "ID_CARD"
	Number  string
	Name    string
	ValidTo actor.Date // empty for a card without end (长期)
}

// CardReader reads the document that lies on the reader of a room's gate. It fails with ErrCardNone (no card),
// ErrCardUnreadable (chip), ErrReaderDown (no reader, no bridge, time-out).
type CardReader interface {
	Read(ctx context.Context, room RoomID) (Card, error)
}

// Door opens a room's door once per command id: the same id again is answered, not obeyed. It fails with ErrDoorDown.
type Door interface {
	Open(ctx context.Context, room RoomID, command string) error
}
