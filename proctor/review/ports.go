package review

import (
	"context"
	"io"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Store keeps cases with what belongs to them. Every method joins the transaction of the context.
type Store interface {
	// InTx runs fn in one transaction; a deadlock runs it again, so fn is idempotent.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddCase adds a case.
	AddCase(ctx context.Context, c Case) error
	// SaveCase writes what changes of a case where the row still has c.Version, and counts it up; ErrStage otherwise.
	SaveCase(ctx context.Context, c Case) error
	// Case returns one or ErrNotFound.
	Case(ctx context.Context, id CaseID) (Case, error)
	// Cases lists cases as asked, newest first.
	Cases(ctx context.Context, q Query) ([]Case, error)
	// Due lists at most limit cases whose period ended before a day.
	Due(ctx context.Context, today actor.Date, limit int) ([]Case, error)
	// Number counts up the documents of a scope in a year and returns the new number.
	Number(ctx context.Context, scope string, year int) (int, error)
}

// PaperStore keeps what is signed, written and said in cases. Every method joins the transaction of the context.
type PaperStore interface {
	// AddFinding adds one; ErrSigned when the person has signed in this case.
	AddFinding(ctx context.Context, f Finding) error
	// Findings lists those of a case in the order of signing.
	Findings(ctx context.Context, id CaseID) ([]Finding, error)
	// AddDocument adds one; ErrStage when the case has one of its kind.
	AddDocument(ctx context.Context, d Document) error
	// Serve writes the record of service where there is none; ErrStage otherwise.
	Serve(ctx context.Context, d Document) error
	// Documents lists those of a case in order.
	Documents(ctx context.Context, id CaseID) ([]Document, error)
	// AddStatement adds one.
	AddStatement(ctx context.Context, s Said) error
	// Statements lists those of a case in order.
	Statements(ctx context.Context, id CaseID) ([]Said, error)
	// AddAppeal adds one; ErrStage when the case has one.
	AddAppeal(ctx context.Context, a Appeal) error
	// SaveAppeal writes the outcome where the row still has a.Version, and counts it up; ErrStage otherwise.
	SaveAppeal(ctx context.Context, a Appeal) error
	// Appeal returns one or ErrNoAppeal.
	Appeal(ctx context.Context, id AppealID) (Appeal, error)
	// AppealOf returns the appeal of a case or ErrNoAppeal.
	AppealOf(ctx context.Context, id CaseID) (Appeal, error)
	// Appeals lists appeals in subtrees, newest first.
	Appeals(ctx context.Context, q AppealQuery) ([]Appeal, error)
}

// Query selects cases, newest first. Paths are of exam points, Authorities of issuing authorities: a case of either is listed. Other
// empty fields do not restrict.
type Query struct {
	Paths       []string
	Authorities []string
	Person      people.PersonID
	Sitting     exam.SittingID
	Stage       Stage
	Before      CaseID // cursor
	Limit       int
}

// AppealQuery selects appeals in subtrees of authorities, newest first.
type AppealQuery struct {
	Paths  []string
	State  AppealState
	Before AppealID // cursor
	Limit  int
}

// Incidents are what a case is about; *proctor.Service is one. It joins the transaction of the context.
type Incidents interface {
	Enlist(ctx context.Context, ids []proctor.IncidentID, review string) ([]proctor.Incident, error)
	Settle(ctx context.Context, ids []proctor.IncidentID, words string) error
	OfSitting(ctx context.Context, id exam.SittingID) ([]proctor.Incident, error)
	// InEmergency reports whether an incident lies in an emergency of its room and is not about the emergency itself.
	InEmergency(ctx context.Context, in proctor.Incident) (bool, error)
	// Shown lists what may be shown of an incident's clip: the parts outside emergencies of its room, or all of it where it is about one.
	Shown(ctx context.Context, in proctor.Incident) ([]proctor.Span, error)
}

// Sittings finds a sitting or says exam.ErrNoSitting; the store of exam is one.
type Sittings interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
}

// Results voids results and gives them back; *release.Desk is one. It joins the transaction of the context.
type Results interface {
	Void(ctx context.Context, sitting exam.SittingID, current, passed bool, decision string) ([]release.Voided, error)
	Restore(ctx context.Context, list []release.Voided, decision string) error
	EndSitting(ctx context.Context, id exam.SittingID) error
}

// Ban is an examination ban that a decision imposes.
type Ban struct {
	Person   people.PersonID
	From, To actor.Date
	Decision string // number of the document
	Reason   string
	By       people.PersonID // who enters it; somebody else confirms it
}

// Bans keeps the list of barred people; exam/permit is behind it. It joins the transaction of the context.
type Bans interface {
	// Enter proposes a ban; it bars nobody before another person confirms it.
	Enter(ctx context.Context, b Ban) (id string, err error)
	// Lift ends it early, or takes the proposal back.
	Lift(ctx context.Context, id string, by people.PersonID, reason string) error
	// InForce reports whether it was confirmed and was not lifted.
	InForce(ctx context.Context, id string) (bool, error)
}

// Rules are the rules in force and working days; *rules.Service is one.
type Rules interface {
	For(ctx context.Context, question rules.Question, q rules.Query, dates rules.Dates) (rules.Set, error)
	AddWorkingDays(ctx context.Context, from actor.Date, n int) (rules.WorkDay, error)
	// Item returns the item of the catalogue that a code meant on a day.
	Item(ctx context.Context, code string, on actor.Date) (rules.Item, error)
}

// Who is a person as a document names them.
type Who struct {
	Name     string
	Document string // masked
	Masked   string // the name, for lists
}

// People names persons and organisations; exam/people is behind it.
type People interface {
	Who(ctx context.Context, id people.PersonID) (Who, error)
	// OrgAt returns name and id of the organisation with a path.
	OrgAt(ctx context.Context, path string) (id, name string, err error)
	// Authority returns the organisation path of the issuing authority.
	Authority(ctx context.Context) (string, error)
}

// Segment is one piece of a sitting's recording.
type Segment struct {
	ID       string
	From, To time.Time
	SHA256   string // of what is kept; of a screen's piece the person sees a masked copy, which has another
	Screen   bool
}

// Films are the recordings of sittings; proctor/recording is behind it.
type Films interface {
	Segments(ctx context.Context, id exam.SittingID) ([]Segment, error)
	// Open opens a piece; of the screen it is a copy in which nothing that is written can be read.
	Open(ctx context.Context, segment string) (io.ReadSeekCloser, error)
	// Masks reports whether such copies can be made here; else nothing of the screen may be shown.
	Masks() bool
}

// Deps are what the service needs; all fields but Films are required. Films is nil where seats have no cameras.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Outbox    actor.Outbox
	Store     Store
	Papers    PaperStore
	Incidents Incidents
	Sittings  Sittings
	Results   Results
	Bans      Bans
	Rules     Rules
	People    People
	Films     Films
}
