package application

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// PersonFacts is what is shown of a person.
type PersonFacts struct {
	ID             people.PersonID
	Name           string // compared with the card's name; shown masked at the gate
	MaskedName     string
	MaskedDocument string
	PhotoApproved  bool
	Photo          string // blob key of the document photo
}

// OrgFacts is what is needed of an organisation.
type OrgFacts struct {
	ID   people.OrgID
	Path string
	Name string
	Kind string // AUTHORITY, EXAM_BODY, CENTRE, ENTERPRISE
}

// People is what applications ask exam/people.
type People interface {
	// PersonFacts returns a NotFound fault for an unknown person.
	PersonFacts(ctx context.Context, id people.PersonID) (PersonFacts, error)
	// OrgFacts returns a NotFound fault for an unknown organisation.
	OrgFacts(ctx context.Context, id people.OrgID) (OrgFacts, error)
	// Sponsors reports whether org (a centre that trained, an enterprise that employs) has this person.
	Sponsors(ctx context.Context, org people.OrgID, id people.PersonID, on actor.Date) (bool, error)
}

// Subject names a rule set: whose examination for what, under the rules of which day.
type Subject struct {
	PersonType rules.PersonType
	ItemCode   string
	Kind       Kind
	On         actor.Date
}

// Terms is what the rules in force say about an application and its sitting.
type Terms struct {
	Materials      []rules.Material // all of them must be on file
	PledgeVersion  string           // of the 材料真实性承诺书 in force
	ReviewDays     int              // working days for the authority's answer
	CorrectionDays int              // calendar days for the applicant's correction
	ValidMonths    int              // how long an approval may be used
	TheoryMinutes  int              // of the paper, without extra time
}

// Rules is what applications ask exam/rules. A blank that the authority must set is an error, never a zero.
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

// Check asks whether a person may apply.
type Check struct {
	Person people.PersonID
	Subject
}

// Eligibility answers from what others know: hours, exemptions, age, education, permits held, bans. Wiring composes it. It
// returns every reason at once, none when there is none.
type Eligibility interface {
	CheckApplication(ctx context.Context, q Check) ([]Refusal, error)
}

// Bookings says whether an application still has a live booking; exam/booking stands behind it.
type Bookings interface {
	HasBooking(ctx context.Context, p people.PersonID, id ID) (bool, error)
}

// Files keeps uploads; wiring puts internal/blob behind it.
type Files interface {
	Put(ctx context.Context, contentType string, data []byte) (key string, err error)
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// ErrDuplicate is what a store answers when a unique constraint refused a row; the service says what that means.
var ErrDuplicate = errors.New("application: unique constraint")

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Filter selects applications. Empty fields do not restrict, except Paths: none means nothing.
type Filter struct {
	Paths  []string // organisation paths, "/" for all
	States []State
	Person people.PersonID
	After  ID // cursor: ids above
	Limit  int
}

// Store keeps applications and their materials.
type Store interface {
	Add(ctx context.Context, a Application) error  // ErrDuplicate: a live one exists
	Save(ctx context.Context, a Application) error // without materials; compare-and-set; ErrStale, ErrDuplicate
	Application(ctx context.Context, id ID) (Application, error)
	Channel(ctx context.Context, id ID) (Channel, error)       // of one application; ErrNotFound
	List(ctx context.Context, f Filter) ([]Application, error) // by id, without materials
	SetMaterial(ctx context.Context, id ID, m Material) error
	LockPerson(ctx context.Context, id people.PersonID) error // all applications of the person, until the transaction ends
	Due(ctx context.Context, until actor.Date) ([]ID, error)  // not alarmed, due on or before until
	Lapsing(ctx context.Context, today actor.Date, draftsBefore time.Time) ([]ID, error)
}
