package proctor

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// IncidentStore keeps incidents and what officers did about them. Every method joins the transaction of the context.
type IncidentStore interface {
	// Put adds an incident, or finds the one that lives under the same subject, kind and key. It returns the row, locked until the
	// transaction ends, and whether it is new.
	Put(ctx context.Context, in Incident) (row Incident, fresh bool, err error)
	// Live returns the incident that lives under a subject, kind and key, locked; ErrNotFound when none does.
	Live(ctx context.Context, in Incident) (Incident, error)
	// Follow writes what later signals changed: facts, until, clip, score, count, last.
	Follow(ctx context.Context, in Incident) error
	// Save writes what officers and reviews changed where the row still has in.Version, and counts it up; ErrState otherwise.
	Save(ctx context.Context, in Incident) error
	// Incident returns one or ErrNotFound.
	Incident(ctx context.Context, id IncidentID) (Incident, error)
	// OfSitting lists those of a sitting by their id, logged ones too.
	OfSitting(ctx context.Context, id exam.SittingID) ([]Incident, error)
	// InRooms lists the live incidents of rooms, oldest first, at most limit.
	InRooms(ctx context.Context, rooms []site.RoomID, limit int) ([]Incident, error)
	// Find lists incidents as asked, newest first.
	Find(ctx context.Context, q Query) ([]Incident, error)
	// Waiting lists OPEN incidents of at least a severity that were raised before, oldest first, at most limit.
	Waiting(ctx context.Context, least Severity, before time.Time, limit int) ([]Incident, error)
	// RoomWide lists the undecided incidents of a room without a sitting that touch the time from one instant to another.
	RoomWide(ctx context.Context, room site.RoomID, from, to time.Time) ([]Incident, error)
	// AddAct adds an act.
	AddAct(ctx context.Context, a Act) error
	// Acts lists the acts on an incident in order.
	Acts(ctx context.Context, id IncidentID) ([]Act, error)
	// ActsBy lists the acts in subtrees from one instant to another, by time, at most limit.
	ActsBy(ctx context.Context, paths []string, from, to time.Time, limit int) ([]Act, error)
	// Rate counts one new incident of a subject and source in a window and returns how many there are with it.
	Rate(ctx context.Context, subject, source string, window time.Time) (int, error)
	// Forget drops the counts of windows before an instant.
	Forget(ctx context.Context, before time.Time) error
}

// DetectorStore keeps the register of detectors and their audited samples.
type DetectorStore interface {
	// PutDetector adds a detector, or finds the one of the same name and version; it returns the row, locked, and whether it is new.
	PutDetector(ctx context.Context, d Detector) (row Detector, fresh bool, err error)
	// SaveDetector writes a detector where the row still has d.Rev, and counts it up; ErrMode otherwise.
	SaveDetector(ctx context.Context, d Detector) error
	// Detector returns one or ErrNoDetector.
	Detector(ctx context.Context, name, version string) (Detector, error)
	// LockDetector is Detector, locked until the transaction ends.
	LockDetector(ctx context.Context, name, version string) (Detector, error)
	// ListDetectors lists all by name and version.
	ListDetectors(ctx context.Context) ([]Detector, error)
	// AddSample adds a sample without a verdict; one of the incident is enough.
	AddSample(ctx context.Context, s Sample) error
	// Sample returns the sample of an incident or ErrNoSample.
	Sample(ctx context.Context, id IncidentID) (Sample, error)
	// Mark writes the verdict where the sample has none; ErrMarked otherwise.
	Mark(ctx context.Context, s Sample) error
	// Unmarked lists samples in subtrees that nobody judged, oldest first, that the account did not act on.
	Unmarked(ctx context.Context, paths []string, by people.AccountID, after IncidentID, limit int) ([]Sample, error)
	// Verdicts returns the verdicts on the newest limit judged samples of a detector judged after an instant: how many are true, of
	// how many.
	Verdicts(ctx context.Context, name, version string, since time.Time, limit int) (right, of int, err error)
	// Samples counts the samples of a detector.
	Samples(ctx context.Context, name, version string) (int, error)
}

// HandoverStore keeps hand-overs.
type HandoverStore interface {
	// AddHandover adds one; ErrHandoverSet when one of the room waits.
	AddHandover(ctx context.Context, h Handover) error
	// Acknowledge writes the acknowledgement where there is none; ErrHandoverSet otherwise.
	Acknowledge(ctx context.Context, h Handover) error
	// Handover returns one or ErrNoHandover.
	Handover(ctx context.Context, id HandoverID) (Handover, error)
	// Handovers lists those of rooms since an instant, newest first, at most limit.
	Handovers(ctx context.Context, rooms []site.RoomID, since time.Time, limit int) ([]Handover, error)
}

// Places knows rooms and who is on duty in them; the stores of exam/site are behind it.
type Places interface {
	Room(ctx context.Context, id site.RoomID) (site.Room, error)
	Rooms(ctx context.Context) ([]site.Room, error)
	Seat(ctx context.Context, id site.SeatID) (site.Seat, error)
	ShiftsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]site.Shift, error)
}

// Sittings moves sittings by the calling officer; *exam.Service is one. Each checks the caller's rights itself.
type Sittings interface {
	Pause(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
	Resume(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
	HandIn(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
}

// Finder finds a sitting or says exam.ErrNoSitting; the store of exam is one.
type Finder interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	LiveAtSeat(ctx context.Context, s site.SeatID) (exam.Sitting, error)
}

// Accounts tells who stands behind an account; wiring puts exam/people behind it.
type Accounts interface {
	AccountPerson(ctx context.Context, id people.AccountID) (people.PersonID, string, error)
	Holds(ctx context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error)
}

// Deps are what the service needs; all fields but Looked are required.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Outbox    actor.Outbox
	Tx        Tx
	Incidents IncidentStore
	Detectors DetectorStore
	Handovers HandoverStore
	Places    Places
	Sittings  Sittings
	Finder    Finder
	Staff     Accounts
	// Authority is the organisation path of the root authority, which manages the register of detectors.
	Authority func(ctx context.Context) (string, error)
	// Looked lists the identity checks at seats in subtrees that officers decided. Empty room: all. nil where nobody checks.
	Looked func(ctx context.Context, paths []string, room site.RoomID, from, to time.Time, limit int) ([]Looked, error)
}
