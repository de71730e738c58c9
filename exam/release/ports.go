package release

import (
	"context"
	"encoding/json"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Slots tells what exam/booking knows of a slot; *booking.Service is one. It joins the transaction of the context.
type Slots interface {
	SlotFacts(ctx context.Context, id booking.SlotID) (booking.SlotFacts, error)
	// SettleSlot is SlotFacts behind the locks that every admission takes. Where it says that nobody can be admitted any
	// more, that holds for good once the transaction is committed.
	SettleSlot(ctx context.Context, id booking.SlotID) (booking.SlotFacts, error)
}

// Calendar counts working days; *rules.Service is one.
type Calendar interface {
	AddWorkingDays(ctx context.Context, from actor.Date, n int) (rules.WorkDay, error)
	// WorkingDaysBetween counts the working days after from up to and including to.
	WorkingDaysBetween(ctx context.Context, from, to actor.Date) (int, bool, error)
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
	// OpenRecords lists at most limit OPEN records whose slot began at or before t, oldest first.
	OpenRecords(ctx context.Context, t time.Time, limit int) ([]RoomRecord, error)
	// SlotsWithoutRecord lists at most limit slots that have FORMAL sittings and no record.
	SlotsWithoutRecord(ctx context.Context, limit int) ([]booking.SlotID, error)
}

// ReleaseStore keeps what belongs to the release of results.
type TrackStore interface {
	// AddTrack adds a track; false when the result has one already.
	AddTrack(ctx context.Context, t Track) (bool, error)
	// Track returns the track of a result or ErrNoResult.
	Track(ctx context.Context, id exam.ResultID) (Track, error)
	// SaveTrack writes a track where the row still has t.Version, and counts it up; ErrChanged otherwise.
	SaveTrack(ctx context.Context, t Track) error
	// Untracked lists at most limit FORMAL results without a track, oldest first.
	Untracked(ctx context.Context, limit int) ([]exam.ResultID, error)
	// Alarms lists at most limit tracks of unreleased results that are due for a reminder or overdue on a day.
	Alarms(ctx context.Context, on actor.Date, limit int) ([]Track, error)
	// Queue lists what waits for its release; of Result only the id is filled in, Name and Hold are left empty.
	Queue(ctx context.Context, q QueueQuery) ([]QueueLine, error)
	// Unexamined lists at most limit unreleased FORMAL results that the second scorer has not seen, oldest first.
	Unexamined(ctx context.Context, limit int) ([]exam.ResultID, error)
	// AddExamination adds an examination; false when the result has one already.
	AddExamination(ctx context.Context, x Examination) (bool, error)
	// AddHold adds a live hold; ErrHoldState when the result has one.
	AddHold(ctx context.Context, h Hold) error
	// ClearHold ends the live hold h.ID; ErrHoldState when it is ended already.
	ClearHold(ctx context.Context, h Hold) error
	// Holds lists the holds of a result, oldest first.
	Holds(ctx context.Context, id exam.ResultID) ([]Hold, error)
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
	CheckOf(ctx context.Context, id exam.ResultID) (ScoreCheck, error)
	// Checks lists checks as asked.
	Checks(ctx context.Context, q CheckQuery) ([]ScoreCheck, error)
	// CheckAlarms lists at most limit checks without a reply that are due for a reminder or overdue on a day.
	CheckAlarms(ctx context.Context, on actor.Date, limit int) ([]ScoreCheck, error)
	// AddRevision adds a version of a result; (result, number) is unique.
	AddRevision(ctx context.Context, r Revision) error
	// Revisions lists the later versions of a result in order.
	Revisions(ctx context.Context, id exam.ResultID) ([]Revision, error)
	// RevisionsOf lists those of several results, of each in order.
	RevisionsOf(ctx context.Context, ids []exam.ResultID) ([]Revision, error)
}

// RescoreStore keeps re-scores.
type RescoreStore interface {
	// AddRescore adds one; ErrRescoreTwice when one of the same release, keys and path stands.
	AddRescore(ctx context.Context, r Rescore) error
	// Rescore returns one or ErrNoRescore.
	Rescore(ctx context.Context, id RescoreID) (Rescore, error)
	// Rescores lists those in organisation subtrees, newest first.
	Rescores(ctx context.Context, paths []string, limit int) ([]Rescore, error)
	// OpenRescores lists those whose report is being made, and the approved ones.
	OpenRescores(ctx context.Context) ([]Rescore, error)
	// SaveRescore writes state and decision where the row still has r.Version, and counts it up; exam.ErrChanged otherwise. A rejected one
	// makes room for another.
	SaveRescore(ctx context.Context, r Rescore) error
	// Unlooked lists at most limit released FORMAL results of r's release below its path, scored by older keys, that it has no line of.
	Unlooked(ctx context.Context, r Rescore, limit int) ([]exam.ResultID, error)
	// AddRescoreLine adds a line; the same result again changes nothing.
	AddRescoreLine(ctx context.Context, l RescoreLine) error
	// Unapplied lists at most limit CHANGED lines that were not applied.
	Unapplied(ctx context.Context, id RescoreID, limit int) ([]RescoreLine, error)
	// SaveRescoreLine writes Outcome and AppliedAt.
	SaveRescoreLine(ctx context.Context, l RescoreLine) error
	// RescoreLines lists lines as asked.
	RescoreLines(ctx context.Context, id RescoreID, q RescoreQuery) ([]RescoreLine, error)
	// RescoreTotals counts them.
	RescoreTotals(ctx context.Context, id RescoreID) (RescoreTotals, error)
}

// BankOf is where a release of questions belongs.
type BankOf struct {
	Path     string // the bank's organisation path
	ItemCode string
}

// Sittings is what the desk asks of the running of sittings; *exam.Service is one. All join the transaction of the context.
type Sittings interface {
	// OwnResult returns a result of the calling candidate; another person's does not exist.
	OwnResult(ctx context.Context, id exam.ResultID) (exam.Result, error)
	// BeginReview and EndReview move a scored sitting into and out of its review.
	BeginReview(ctx context.Context, id exam.SittingID) error
	EndReview(ctx context.Context, id exam.SittingID) error
	// VoidSitting ends a finished sitting for good.
	VoidSitting(ctx context.Context, id exam.SittingID) error
}

// Evidence reads what a result follows from; the store of exam is one.
type Evidence interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	InSlot(ctx context.Context, s booking.SlotID) ([]exam.Sitting, error)
	Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error)
	Entries(ctx context.Context, id exam.SittingID) ([]exam.Entry, error)
}

// Supervision tells in which intervals nobody watched a room; the store of exam/supervision is one.
type Supervision interface {
	Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]supervision.Gap, error)
}

// Halts tells what stopped a room as a whole; *halt.Board is one.
type Halts interface {
	PausesIn(ctx context.Context, room site.RoomID, from, to time.Time) ([]halt.Pause, error)
	OutagesIn(ctx context.Context, room site.RoomID, from, to time.Time) ([]halt.Outage, error)
}

// Keys knows the keys of releases; exam.Papers is one.
type Keys interface {
	CurrentKey(ctx context.Context, release assembly.ReleaseID) (questionbank.Key, error)
	KeyVersion(ctx context.Context, release assembly.ReleaseID, version int) (questionbank.Key, error)
}

// Cards names candidates, masked; exam.Facts is one.
type Cards interface {
	Card(ctx context.Context, person people.PersonID, itemCode string) (exam.Card, error)
}

// Transcripts follows releases and corrections in their transaction; *transcripts.Service is one. The same result and revision twice
// change nothing.
type Transcripts interface {
	Enter(ctx context.Context, t Theory) error
}

// Tx runs a function in one transaction; a deadlock runs it again.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the desk needs; all fields are required.
type Deps struct {
	Clock       actor.Clock
	Audit       actor.Auditor
	Outbox      actor.Outbox
	Tx          Tx
	Sittings    Sittings
	Evidence    Evidence
	Supervision Supervision
	Halts       Halts
	Results     exam.ResultStore
	Papers      Keys
	Rules       exam.Rules
	Cards       Cards
	Records     RecordStore
	Releases    TrackStore
	Checks      CheckStore
	Rescores    RescoreStore
	// Banks tells where a release belongs; a fault of kind NotFound where there is none.
	Banks func(ctx context.Context, release assembly.ReleaseID) (BankOf, error)
	// Corrected lists the questions whose keys were corrected up to a version, without keys.
	Corrected func(ctx context.Context, release assembly.ReleaseID, version int) ([]Correction, error)
	// Seat finds a seat, whichever room it stands in.
	Seat     func(ctx context.Context, id site.SeatID) (site.Seat, error)
	Slots    Slots
	Calendar Calendar
	Staff    Staff
	Passes   PassRecords
	// Transcripts enters what was decided into the transparency log.
	Transcripts Transcripts
	// Undecided names what of a sitting a person has to decide about before its result may go out: journals of a room node
	// that were not applied. nil where there are no room nodes.
	Undecided func(ctx context.Context, id exam.SittingID) ([]string, error)
	// Incidents names what happened in a sitting that a person has to decide about before its result may go out. nil where nobody
	// keeps incidents.
	Incidents func(ctx context.Context, sit exam.Sitting) ([]string, error)
	// Inputs tells what of a sitting's inputs was watched. nil where nothing is.
	Inputs func(ctx context.Context, sit exam.Sitting) (RecordInput, error)
	// Recorded is how many hundredths of the paper's time a seat's camera recorded. nil where seats have no cameras.
	Recorded func(ctx context.Context, sit exam.Sitting) (int, error)
	// Missing is how long a seat's camera was away while the paper was open. nil where seats have no cameras.
	Missing func(ctx context.Context, sit exam.Sitting) (time.Duration, error)
	// Root is what binds the evidence of a closed sitting. nil where nobody keeps evidence.
	Root func(ctx context.Context, id exam.SittingID) (Root, error)
	// Uncounted lists when between two times nobody could count who is in a room. nil where nobody counts anywhere.
	Uncounted func(ctx context.Context, room site.RoomID, from, to time.Time) ([]RecordUncounted, error)
	// Happened finds incidents, self-tests and calls for help of a room. nil where nobody keeps them.
	Happened Happened
	// Awaited is what of a closed sitting's recording has not come yet. nil where seats have no cameras.
	Awaited func(ctx context.Context, sit exam.Sitting) (Awaited, error)
}

// Root names the evidence of a sitting: the hash that binds it, how the paper was supervised, and what its seat did not guarantee.
type Root struct {
	Hash        string
	Supervision string
	NotCovered  []string
}

// Desk carries a result from the room to the public: room record, release, score check.
type Desk struct {
	d             Deps
	disagreements atomic.Int64
}

// New makes the desk.
func New(d Deps) *Desk { return &Desk{d: d} }

// now is the time in the precision that is stored.
func (k *Desk) now() time.Time { return k.d.Clock().UTC().Truncate(time.Millisecond) }

// Topics of the events of the desk. Bodies are JSON objects of ids; none carries a personal number.
const (
	TopicRecordDrafted   = "room_record.drafted"     // record, slot
	TopicRecordSigned    = "room_record.signed"      // record, slot
	TopicResultReleased  = "result.released"         // result, person, passed
	TopicResultHeld      = "result.held"             // result, code, owner
	TopicResultCleared   = "result.cleared"          // result
	TopicResultDue       = "result.due"              // result, publish_by, level
	TopicScorersDisagree = "result.scorers_disagree" // result, why, first, second
	TopicCheckDue        = "score_check.due"         // check, due_on, level
	TopicCheckAsked      = "score_check.asked"       // check, result
	TopicCheckReplied    = "score_check.replied"     // check, result, person, changed
	TopicResultRevised   = "result.revised"          // result, revision, passed, why: check, rescore, decision
	TopicResultVoided    = "result.voided"           // result, person
	TopicResultRestored  = "result.restored"         // result, person
)

func (k *Desk) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return k.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}

func (k *Desk) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return k.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

func (k *Desk) inTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return k.d.Tx.InTx(ctx, fn)
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

// written trims a text that a person sends and refuses one with hidden characters, or with fewer than least or more than
// most; field is where it stands in the request.
func written(text, field string, least, most int, wrong *fault.Error) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckText(text); f != nil {
		return "", f.At(field)
	}
	if n := utf8.RuneCountInString(text); n < least || n > most {
		return "", wrong.At(field)
	}
	return text, nil
}
