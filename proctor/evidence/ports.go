package evidence

import (
	"context"
	"io"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/recording"
)

// CaseStore keeps cases, roots and proofs. Every method joins the transaction of the context.
type CaseStore interface {
	// InTx runs fn in one transaction; a deadlock runs it again, so fn is idempotent.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddCase adds a case; one that is there stays as it is.
	AddCase(ctx context.Context, c Case) error
	// Case returns one or ErrNotFound.
	Case(ctx context.Context, id exam.SittingID) (Case, error)
	// LockCase returns one, locked until the end of the transaction, or ErrNotFound.
	LockCase(ctx context.Context, id exam.SittingID) (Case, error)
	// SaveCase writes c where the row still has c.Version, and counts it up; ErrChanged otherwise.
	SaveCase(ctx context.Context, c Case) error
	// Due lists at most limit cases to be looked at at or before t.
	Due(ctx context.Context, t time.Time, limit int) ([]exam.SittingID, error)
	// Expired lists at most limit cases, after the sitting named, that may be deleted on a day or whose files are being removed.
	Expired(ctx context.Context, on actor.Date, after exam.SittingID, limit int) ([]exam.SittingID, error)
	// AddRoot adds a root; ErrChanged where the sitting has one of this number.
	AddRoot(ctx context.Context, r Stored) error
	// Roots lists those of a sitting by their number.
	Roots(ctx context.Context, id exam.SittingID) ([]Stored, error)
	// AddProof adds the proof of a deletion; ErrChanged for a second one.
	AddProof(ctx context.Context, p Proof) error
	// ProofOf returns the proof of a sitting's deletion or ErrNotFound.
	ProofOf(ctx context.Context, id exam.SittingID) (Proof, error)
}

// KeyStore keeps the wrapped keys of recordings.
type KeyStore interface {
	// AddKey adds a sitting's key unless it has one, destroyed or not.
	AddKey(ctx context.Context, id exam.SittingID, wrapped string, at time.Time) error
	// Key returns the wrapped key; empty and when for one that was destroyed; ErrNotFound.
	Key(ctx context.Context, id exam.SittingID) (wrapped string, destroyed time.Time, err error)
	// DestroyKey empties the key of a sitting, also where it never had one: none can be made afterwards.
	DestroyKey(ctx context.Context, id exam.SittingID, at time.Time) error
}

// OrderStore keeps holds and requests.
type OrderStore interface {
	AddHold(ctx context.Context, h Hold) error
	// SaveHold writes h where the row still has h.Version, and counts it up; ErrChanged otherwise.
	SaveHold(ctx context.Context, h Hold) error
	// Hold returns one or ErrNotFound.
	Hold(ctx context.Context, id string) (Hold, error)
	// HoldsOf lists the holds of a sitting, oldest first.
	HoldsOf(ctx context.Context, id exam.SittingID) ([]Hold, error)
	// RoomHolds lists the live holds of a room from one day of Beijing to another, both included.
	RoomHolds(ctx context.Context, room site.RoomID, from, to actor.Date) ([]Hold, error)
	// Holds lists holds of organisations, newest first, after the cursor.
	Holds(ctx context.Context, q Query) ([]Hold, error)
	AddExport(ctx context.Context, e Export) error
	// SaveExport writes e where the row still has e.Version, and counts it up; ErrChanged otherwise.
	SaveExport(ctx context.Context, e Export) error
	// Export returns one or ErrNotFound.
	Export(ctx context.Context, id string) (Export, error)
	// Exports lists requests of organisations, newest first, after the cursor.
	Exports(ctx context.Context, q Query) ([]Export, error)
}

// Query selects rows in organisation subtrees, newest first.
type Query struct {
	Paths  []string
	Live   bool // holds that last, requests that wait for a decision
	Before string
	Limit  int
}

// Sittings reads sittings; the store of exam is one.
type Sittings interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error)
	Entries(ctx context.Context, id exam.SittingID) ([]exam.Entry, error)
}

// Recordings reads what was recorded; the store of proctor/recording is one.
type Recordings interface {
	Segments(ctx context.Context, id exam.SittingID) ([]recording.Segment, error)
	Gaps(ctx context.Context, id exam.SittingID) ([]recording.Gap, error)
	// RoomRun lists, by their number, what a room's own cameras recorded that began in [from, to), and what lies between the first and
	// the last of it in the room's chain.
	RoomRun(ctx context.Context, room site.RoomID, from, to time.Time) ([]recording.Segment, error)
}

// Place is where a room is.
type Place struct {
	OrgPath string
	Name    string // of exam point and room
}

// Slots tells who was on duty and by which authority; *booking.Service is one.
type Slots interface {
	SlotFacts(ctx context.Context, id booking.SlotID) (booking.SlotFacts, error)
}

// Watch tells when nobody watched a room; the store of exam/supervision is one.
type Watch interface {
	Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]supervision.Gap, error)
}

// Rules answers by the rule sets; *rules.Service is one.
type Rules interface {
	InForce(ctx context.Context, q rules.Query) (rules.Set, error)
}

// Cards names candidates, masked; exam.Facts is one.
type Cards interface {
	Card(ctx context.Context, person people.PersonID, item string) (exam.Card, error)
}

// Files are the sealed files of recordings.
type Files interface {
	Open(ctx context.Context, key string) (io.ReadSeekCloser, error)
	// Delete removes a file; one that is not there is no error.
	Delete(ctx context.Context, key string) error
}

// Vault wraps keys; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// Deps are what the service needs. The functions at the end may be nil; all else is required.
type Deps struct {
	Clock      actor.Clock
	Audit      actor.Auditor
	Tx         CaseStore
	Orders     OrderStore
	Keys       *Keys
	Sittings   Sittings
	Recordings Recordings
	// Covered is how much of a sitting is recorded.
	Covered func(ctx context.Context, sit exam.Sitting) (recording.Coverage, error)
	Slots   Slots
	Watch   Watch
	Rules   Rules
	Cards   Cards
	Files   Files
	Signer  *Signer
	Program string // version that writes bundles

	// Incidents and Decisions are what others keep of a sitting, in order.
	Incidents func(ctx context.Context, id exam.SittingID) ([]Fact, error)
	Decisions func(ctx context.Context, id exam.SittingID) ([]Fact, error)
	// Decides reports whether the caller's authority decides a case about a sitting.
	Decides func(ctx context.Context, id exam.SittingID) (bool, error)
	// Stills are pictures beside the recording, in the order of their ids.
	Stills func(ctx context.Context, id exam.SittingID) ([]Photo, error)
	// EntryLog is what is on file of how the person came in, sat down and left; see Passage.
	EntryLog func(ctx context.Context, sit exam.Sitting) ([]Passage, error)
	// NotCovered names guarantees that the sitting's seat did not give.
	NotCovered func(ctx context.Context, sit exam.Sitting) ([]string, error)
	// Pending names procedures about a sitting that are open: nothing is deleted while there is one.
	Pending []func(ctx context.Context, sit exam.Sitting) ([]string, error)
	// Papers are the documents about a sitting for a bundle: incidents and decisions in full, without the texts of questions.
	Papers func(ctx context.Context, id exam.SittingID) ([]Paper, error)
	// Words say what a code of an incident, a decision or a line of the door means; empty for one that is not known.
	Words func(code string) (zh, en string)
	// Inputs are what was counted of a sitting's inputs, for its timeline alone.
	Inputs func(ctx context.Context, id exam.SittingID) ([]Moment, error)
	// Rooms keeps what rooms' own cameras recorded, RoomIDs lists the rooms; nil where rooms have no cameras.
	Rooms   RoomStore
	RoomIDs func(ctx context.Context) ([]site.RoomID, error)
	// Place tells where a room is, with a fault of kind NotFound for one that is not known.
	Place func(ctx context.Context, room site.RoomID) (Place, error)
	// Copier makes copies of segments that play everywhere.
	Copier Copier
}

// Paper is one document in a bundle.
type Paper struct {
	Name string // "incidents.json"
	What string
	Body []byte
}

// Copier makes a copy of one segment (fragmented MP4 with VP8 and Opus) that plays everywhere.
type Copier interface {
	// Copy writes it and returns nothing else; Extension and Note say what it makes.
	Copy(ctx context.Context, w io.Writer, segment io.ReadSeeker) error
	// Form is the extension of its files (".mp4", ".webm") and what it can do here in two languages.
	Form() (extension, zh, en string)
}
