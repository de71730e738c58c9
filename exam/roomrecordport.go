package exam

import (
	"context"
	"encoding/json"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Slots tells what exam/booking knows of a slot; *booking.Service is one. It joins the transaction of the context.
type Slots interface {
	SlotFacts(ctx context.Context, id booking.SlotID) (booking.SlotFacts, error)
}

// Calendar counts working days; *rules.Service is one.
type Calendar interface {
	AddWorkingDays(ctx context.Context, from actor.Date, n int) (rules.WorkDay, error)
}

// Staff tells who stands behind an account.
type Staff interface {
	// AccountPerson returns the natural person behind a staff account and the name on it.
	AccountPerson(ctx context.Context, id people.AccountID) (people.PersonID, string, error)
	// Holds reports whether the account now holds one of roles over the organisation with this path.
	Holds(ctx context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error)
}

// RecordStore keeps room records.
type RecordStore interface {
	// AddRecord adds an OPEN record; false when the slot has one already.
	AddRecord(ctx context.Context, r RoomRecord) (bool, error)
	// SaveRecord writes state, body, hash and signature where the row still has r.Version and is not signed, and counts it
	// up; ErrChanged otherwise.
	SaveRecord(ctx context.Context, r RoomRecord) error
	// Record returns one record or ErrNoRecord.
	Record(ctx context.Context, id RecordID) (RoomRecord, error)
	// Records lists records as asked, newest slot first.
	Records(ctx context.Context, q RecordQuery) ([]RoomRecord, error)
	// OpenRecords lists at most limit OPEN records whose slot ended at or before t, oldest first.
	OpenRecords(ctx context.Context, t time.Time, limit int) ([]RoomRecord, error)
	// SlotsWithoutRecord lists at most limit slots that have FORMAL sittings and no record.
	SlotsWithoutRecord(ctx context.Context, limit int) ([]booking.SlotID, error)
}

// ReleaseStore keeps what belongs to the release of results.
type ReleaseStore interface {
	// AddTrack adds a track; false when the result has one already.
	AddTrack(ctx context.Context, t Track) (bool, error)
	// Track returns the track of a result or ErrNoResult.
	Track(ctx context.Context, id ResultID) (Track, error)
	// SaveTrack writes a track where the row still has t.Version, and counts it up; ErrChanged otherwise.
	SaveTrack(ctx context.Context, t Track) error
	// Untracked lists at most limit FORMAL results without a track, oldest first.
	Untracked(ctx context.Context, limit int) ([]Result, error)
	// Alarms lists at most limit tracks of unreleased results that are due for a reminder or overdue on a day.
	Alarms(ctx context.Context, on actor.Date, limit int) ([]Track, error)
	// ResultsInSlot lists the FORMAL results of a slot by id.
	ResultsInSlot(ctx context.Context, slot booking.SlotID) ([]Result, error)
	// Queue lists what waits for its release; Name and Hold are left empty.
	Queue(ctx context.Context, q QueueQuery) ([]QueueLine, error)
	// AddHold adds a live hold; ErrHoldState when the result has one.
	AddHold(ctx context.Context, h Hold) error
	// ClearHold ends the live hold h.ID; ErrHoldState when it is ended already.
	ClearHold(ctx context.Context, h Hold) error
	// Holds lists the holds of a result, oldest first.
	Holds(ctx context.Context, id ResultID) ([]Hold, error)
}

// CheckStore keeps score checks and revisions.
type CheckStore interface {
	// AddCheck adds a check; ErrCheckTwice when the result has one.
	AddCheck(ctx context.Context, c ScoreCheck) error
	// SaveCheck writes c where the row still has c.Version, and counts it up; ErrChanged otherwise.
	SaveCheck(ctx context.Context, c ScoreCheck) error
	// Check returns one check or ErrNoCheck.
	Check(ctx context.Context, id CheckID) (ScoreCheck, error)
	// CheckOf returns the check of a result or ErrNoCheck.
	CheckOf(ctx context.Context, id ResultID) (ScoreCheck, error)
	// Checks lists checks as asked.
	Checks(ctx context.Context, q CheckQuery) ([]ScoreCheck, error)
	// AddRevision adds a version of a result; (result, number) is unique.
	AddRevision(ctx context.Context, r Revision) error
	// Revisions lists the later versions of a result in order.
	Revisions(ctx context.Context, id ResultID) ([]Revision, error)
}

// DeskDeps are what the desk needs besides the service of sittings; all fields are required.
type DeskDeps struct {
	Records  RecordStore
	Releases ReleaseStore
	Checks   CheckStore
	Slots    Slots
	Calendar Calendar
	Staff    Staff
	Passes   PassRecords
}

// Desk carries a result from the room to the public: room record, release, score check. It stands beside Service and
// shares its stores.
type Desk struct {
	s *Service
	d DeskDeps
}

// NewDesk makes the desk of s.
func NewDesk(s *Service, d DeskDeps) *Desk { return &Desk{s: s, d: d} }

// Topics of the events of the desk. Bodies are JSON objects of ids; none carries a personal number.
const (
	TopicRecordDrafted  = "room_record.drafted" // record, slot
	TopicRecordSigned   = "room_record.signed"  // record, slot
	TopicResultReleased = "result.released"     // result, person, passed
	TopicResultHeld     = "result.held"         // result, code, owner
	TopicResultCleared  = "result.cleared"      // result
	TopicResultDue      = "result.due"          // result, publish_by, level
	TopicCheckAsked     = "score_check.asked"   // check, result
	TopicCheckReplied   = "score_check.replied" // check, result, person, changed
	TopicResultRevised  = "result.revised"      // result, revision, passed
)

func (k *Desk) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return k.s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}

func (k *Desk) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return k.s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

func (k *Desk) inTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return k.s.d.Store.InTx(ctx, fn)
}

// require refuses who holds none of roles over path: what lies outside the caller's organisations is absent.
func require(ctx context.Context, path string, absent, refused *fault.Error, roles ...actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return refused
	}
	return absent
}

// words reports whether text has least to most characters.
func words(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= least && n <= most
}
