package release

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
)

// RecordID identifies a room record.
type RecordID string

// RecordState is where a room record stands.
type RecordState string

// The states of a room record. Nothing is released from a record that is not SIGNED.
const (
	RecordOpen   RecordState = "OPEN"   // the slot or one of its sittings is not over yet
	RecordDraft  RecordState = "DRAFT"  // drafted by the program, waits for the signature
	RecordSigned RecordState = "SIGNED" // signed; its body never changes again
)

// RoomRecord is the 考场记录 of one slot. Body is the canonical JSON of a RecordContent: what is shown, hashed and signed.
type RoomRecord struct {
	ID        RecordID
	Slot      booking.SlotID
	Room      site.RoomID
	OrgPath   string // of the exam point: the scope of staff rights
	StartsAt  time.Time
	EndsAt    time.Time
	State     RecordState
	Body      string // empty while OPEN
	Hash      string // hex SHA-256 of Body
	Signature RecordSignature
	Version   int64 // for compare-and-set
	CreatedAt time.Time
}

// RecordSignature is who signed what and when. Hash is that of the body the person saw.
type RecordSignature struct {
	Account   people.AccountID
	Person    people.PersonID
	Name      string
	Statement string
	Hash      string
	At        time.Time
}

// RecordContent is what a room record says. The order of the fields is part of the signed form.
type RecordContent struct {
	Point         string               `json:"point"`
	Room          string               `json:"room"`
	Slot          booking.SlotID       `json:"slot"`
	StartsAt      time.Time            `json:"startsAt"`
	EndsAt        time.Time            `json:"endsAt"`
	Authorization RecordAuthority      `json:"authorization"`
	Counts        RecordCounts         `json:"counts"`
	Supervisors   []RecordSupervisor   `json:"supervisors"`
	Matchers      []RecordSupervisor   `json:"matchers"` // officers who matched a person to a document at the door
	Lines         []RecordLine         `json:"lines"`
	Interruptions []RecordInterruption `json:"interruptions"`
	Notes         []RecordNote         `json:"notes"`
	Gaps          []RecordGap          `json:"gaps"`    // 无人监管时段
	Credits       []RecordCredit       `json:"credits"` // 补时
	Pauses        []RecordPause        `json:"pauses"`  // 考场、考点整体暂停
	Outages       []RecordOutage       `json:"outages"` // 考场断电、断网
	// HeadCount is when the people in the room could not be counted against the log of the door; nil where nobody came, and in records from
	// before that was asked.
	HeadCount *RecordHeadCount `json:"headCount,omitempty"` // 人数核对
	// Happened is what others keep of the room; nil where nobody does, and in records from before that was asked.
	Happened *RecordHappened `json:"happened,omitempty"`
}

// RecordHeadCount is how far the people in the room were counted from the first entry to the last end.
type RecordHeadCount struct {
	From time.Time         `json:"from"`
	To   time.Time         `json:"to"`
	Gaps []RecordUncounted `json:"gaps"` // 无法核对; empty: all the time
}

// RecordUncounted is a time in which nobody could be counted. Why is NO_COUNTER, SILENT, LOG_ONLY, NOT_RUNNING or CAMERA_LOST.
type RecordUncounted struct {
	Why  string    `json:"why"`
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// RecordCredit is time that a sitting was given beside base and extra.
type RecordCredit struct {
	Sitting exam.SittingID `json:"sitting"`
	Kind    exam.GivenKind `json:"kind"`
	Code    string         `json:"code"` // reason of the catalogue, or cause of the outage
	Text    string         `json:"text"`
	Seconds int            `json:"seconds"`
	From    time.Time      `json:"from"`
	To      time.Time      `json:"to"`
	At      time.Time      `json:"at"` // when it was given
}

// RecordPause is a pause of the whole room or its site.
type RecordPause struct {
	Pause        halt.PauseID `json:"pause"`
	Scope        halt.Scope   `json:"scope"`
	Reason       string       `json:"reason"`
	Text         string       `json:"text"`
	At           time.Time    `json:"at"`
	By           string       `json:"by"`
	Sittings     int          `json:"sittings"` // stopped; of a site: in all its rooms
	ResumeReason string       `json:"resumeReason"`
	ResumeText   string       `json:"resumeText"`
	ResumedAt    time.Time    `json:"resumedAt"`
	ResumedBy    string       `json:"resumedBy"`
}

// RecordOutage is a time in which the room had no power or no network.
type RecordOutage struct {
	Outage halt.OutageID `json:"outage"`
	Basis  halt.Basis    `json:"basis"`
	From   time.Time     `json:"from"`
	To     time.Time     `json:"to"`
	Reason string        `json:"reason"` // of a statement
	Text   string        `json:"text"`
	By     string        `json:"by"` // name of who stated it; empty: the program
}

// RecordAuthority is the document by which the authority lets the room run; empty when none was in force.
type RecordAuthority struct {
	DocumentNo string `json:"documentNo"`
	Issuer     string `json:"issuer"`
	Mode       string `json:"mode"` // site.Mode
	// PilotRule and ConfirmedBy are of the mode in which nobody supervises: by which rule, and who confirmed the document as the second.
	PilotRule   string `json:"pilotRule,omitempty"`
	ConfirmedBy string `json:"confirmedBy,omitempty"`
}

// RecordCounts are the figures of a slot.
type RecordCounts struct {
	Expected  int `json:"expected"`  // 应到
	Present   int `json:"present"`   // 实到
	Absent    int `json:"absent"`    // 缺考
	Aborted   int `json:"aborted"`   // of Present: given up for technical reasons
	WalkIns   int `json:"walkIns"`   // of Expected: without booking beforehand
	Breaches  int `json:"breaches"`  // 违纪: notes of this kind; none is decided by the record
	Incidents int `json:"incidents"` // 异常: interrupted or aborted sittings, unwatched intervals, pauses and outages of the room, incidents but false alarms, notes of outages and incidents
}

// RecordSupervisor is somebody who watched the room.
type RecordSupervisor struct {
	Account people.AccountID `json:"account"`
	Person  people.PersonID  `json:"person"`
	Name    string           `json:"name"`
	Second  bool             `json:"second"` // stood by to take over
	From    time.Time        `json:"from"`
	To      time.Time        `json:"to"`
}

// RecordLine is one candidate of the slot; the result is named, not repeated.
type RecordLine struct {
	Booking  booking.BookingID    `json:"booking"`
	Person   people.PersonID      `json:"person"`
	Item     string               `json:"item"`
	State    booking.BookingState `json:"state"`
	WalkIn   bool                 `json:"walkIn"`
	Seat     string               `json:"seat"`
	Match    booking.MatchMethod  `json:"match"`
	MatchBy  string               `json:"matchBy"`
	Admitted time.Time            `json:"admitted"`
	Sitting  exam.SittingID       `json:"sitting"`
	Outcome  exam.State           `json:"outcome"` // SCORED, ABORTED_TECHNICAL, LAPSED; empty without a sitting
	Base     int                  `json:"base"`    // seconds of the paper
	Extra    int                  `json:"extra"`   // seconds of the accommodation
	Credit   int                  `json:"credit"`  // seconds given back after pauses and for outages
	Result   exam.ResultID        `json:"result"`
	// Unwatched is how many seconds of the paper nobody watched, whole ones begun.
	Unwatched int `json:"unwatched"`
	// Recorded is how many hundredths of the paper's time the seat's camera recorded; nil where seats have no cameras.
	Recorded *int `json:"recorded,omitempty"`
	// Undelivered is how many pieces of the recording were begun and had not come when their time was over.
	Undelivered int `json:"undelivered,omitempty"`
	// Evidence is the hash of the sitting's evidence root as the record was drafted, Supervision how the paper was supervised; empty
	// where nobody keeps evidence, and for a paper that was never opened.
	Evidence    string   `json:"evidence,omitempty"`
	Supervision string   `json:"supervision,omitempty"`
	NotCovered  []string `json:"notCovered,omitempty"` // guarantees that the seat did not give
	// SignIn is how the candidate signed in at the seat; nil where nobody did, and in records from before that was kept.
	SignIn *RecordSignIn `json:"signIn,omitempty"` // 签到
	// Input is what of the paper's inputs was watched; nil where nothing is, and for papers that were not opened.
	Input *RecordInput `json:"input,omitempty"`
}

// RecordInput is what of a sitting's inputs was watched.
type RecordInput struct {
	Page    bool `json:"page"`           // which local event caused each answer
	Below   bool `json:"below"`          // what the machine heard below the page; false: 未覆盖, not covered
	Answers int  `json:"answers"`        // that came with word of their cause
	Local   int  `json:"local"`          // of these, caused by a trusted local event
	Node    bool `json:"node,omitempty"` // a room node kept the sitting and handed nothing of its inputs back
}

// RecordGap is an interval in which nobody watched the room, or one sitting in it.
type RecordGap struct {
	Gap     supervision.ID    `json:"gap"`
	Sitting exam.SittingID    `json:"sitting"` // empty: the whole room
	Cause   supervision.Cause `json:"cause"`
	From    time.Time         `json:"from"`
	To      time.Time         `json:"to"` // zero while it lasts: the record cannot be signed then
	Note    string            `json:"note"`
	By      string            `json:"by"` // name of who entered it; empty: the program
}

// RecordInterruption is a pause, resumption, move or abort, as the journal of the sitting has it.
type RecordInterruption struct {
	Sitting exam.SittingID `json:"sitting"`
	Kind    exam.EntryKind `json:"kind"`
	At      time.Time      `json:"at"`
	Note    string         `json:"note"`
}

// NoteKind is the sort of a note on a room record.
type NoteKind string

// The kinds of notes.
const (
	NoteRemark   NoteKind = "REMARK"   // 备注, 巡考意见
	NoteOutage   NoteKind = "OUTAGE"   // 故障, 无监控时段
	NoteIncident NoteKind = "INCIDENT" // 异常
	NoteBreach   NoteKind = "BREACH"   // 疑似违纪: names a sitting, holds its result; nothing is decided by it
)

// RecordNote is what a person adds to a drafted record.
type RecordNote struct {
	Kind    NoteKind         `json:"kind"`
	Sitting exam.SittingID   `json:"sitting"` // needed for BREACH
	From    time.Time        `json:"from"`
	To      time.Time        `json:"to"`
	Text    string           `json:"text"`
	Account people.AccountID `json:"account"`
	Person  people.PersonID  `json:"person"`
	Name    string           `json:"name"`
	At      time.Time        `json:"at"`
}

// signStatement is what the supervising person confirms with the signature.
const signStatement = "本人是本场远程监考员，已核对以上考场记录，确认应到、实到、缺考、违纪、异常、无人监管及中断补时情况属实。"

// Content reads the body; the zero content while the record is OPEN. It fails when the body is not what was hashed.
func (r RoomRecord) Content() (RecordContent, error) {
	var c RecordContent
	if r.Body == "" {
		return c, nil
	}
	if hashOf(r.Body) != r.Hash || r.State == RecordSigned && r.Signature.Hash != r.Hash {
		return c, fmt.Errorf("room record %s: the body is not what was hashed", r.ID)
	}
	return c, json.Unmarshal([]byte(r.Body), &c)
}

// write puts c into the record.
func (r *RoomRecord) write(c RecordContent) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	r.Body, r.Hash = string(b), hashOf(string(b))
	return nil
}

func hashOf(body string) string {
	h := sha256.Sum256([]byte(body))
	return hex.EncodeToString(h[:])
}

// supervised reports whether p was on duty in the slot.
func (c RecordContent) supervised(p people.PersonID) bool {
	return slices.ContainsFunc(c.Supervisors, func(s RecordSupervisor) bool { return s.Person == p })
}

// ran reports whether p had a hand in running the room: on duty, matched somebody at the door, or wrote a note.
func (c RecordContent) ran(p people.PersonID) bool {
	return c.supervised(p) ||
		slices.ContainsFunc(c.Matchers, func(s RecordSupervisor) bool { return s.Person == p }) ||
		slices.ContainsFunc(c.Notes, func(n RecordNote) bool { return n.Person == p })
}

// line returns the line of a result.
func (c RecordContent) line(id exam.ResultID) (RecordLine, bool) {
	for _, l := range c.Lines {
		if l.Result == id && id != "" {
			return l, true
		}
	}
	return RecordLine{}, false
}

// count fills in the figures that follow from interruptions and notes.
func (c *RecordContent) count() {
	touched := map[exam.SittingID]bool{}
	for _, i := range c.Interruptions {
		touched[i.Sitting] = true
	}
	for _, l := range c.Lines {
		if l.Outcome == exam.Aborted {
			touched[l.Sitting] = true
		}
	}
	c.Counts.Incidents, c.Counts.Breaches = len(touched)+len(c.Gaps)+len(c.Pauses)+len(c.Outages)+c.raised(), 0
	for _, n := range c.Notes {
		switch n.Kind {
		case NoteBreach:
			c.Counts.Breaches++
		case NoteOutage, NoteIncident:
			c.Counts.Incidents++
		}
	}
}

// RecordQuery selects room records in organisation subtrees, newest slot first. Empty fields but Paths do not restrict.
type RecordQuery struct {
	Paths  []string
	State  RecordState
	On     actor.Date // day on which the slot began; empty: any
	Slot   booking.SlotID
	Before RecordID // cursor
	Limit  int
}
