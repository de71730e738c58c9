package ws

import (
	"encoding/hex"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Protocol is the version in every envelope.
const Protocol = 1

// MaxFrame is the largest frame a client may send, in bytes.
const MaxFrame = 16 << 10

// Times on the wire are milliseconds since 1970 UTC by the server's clock, unless the name says client.

// Hello is the first message: who is calling.
type Hello struct {
	Token string `json:"token"`          // the seat device's bearer token
	Lang  string `json:"lang,omitempty"` // zh-CN or en: language of texts
	Build string `json:"build,omitempty"`
	Page  string `json:"page,omitempty"` // chosen at random when the page was loaded; a page that says it says what causes its answers
	Nth   int    `json:"nth,omitempty"`  // connections of this page so far, from 1
	Left  string `json:"left,omitempty"` // why the page before went: RELOAD; empty: there was none, or it went without a word
}

// Confirmed names one text that the person confirmed.
type Confirmed struct {
	Kind    string `json:"kind"`
	Version int    `json:"version"`
}

// Pledge confirms the texts of the state and gives the terminal's part of the paper's seed.
type Pledge struct {
	Sitting string      `json:"sitting"`
	Notices []Confirmed `json:"notices"`
	Nonce   string      `json:"nonce"` // 16 random bytes in hex
}

// PracticeDone says that the practice question was answered or skipped.
type PracticeDone struct {
	Sitting string `json:"sitting"`
	Skipped bool   `json:"skipped"`
}

// Start opens the paper.
type Start struct {
	Sitting string `json:"sitting"`
}

// Answer gives or, empty, takes back the answer to a question. The envelope carries seq.
type Answer struct {
	Sitting  string `json:"sitting"`
	Question int    `json:"question"`
	Answer   string `json:"answer"`       // letters in rising order, "AC"
	ClientAt int64  `json:"client_at"`    // the terminal's clock; information only
	In       string `json:"in,omitempty"` // the input that caused it, see PROTOCOL.md
}

// Mark sets or takes back the mark for review. The envelope carries seq, from the same numbers as answers.
type Mark struct {
	Sitting  string `json:"sitting"`
	Question int    `json:"question"`
	Marked   bool   `json:"marked"`
	ClientAt int64  `json:"client_at"`
}

// Submit hands the paper in.
type Submit struct {
	Sitting string `json:"sitting"`
	Last    int64  `json:"last"` // number of the last answer or mark the page sent
}

// Break asks for a break.
type Break struct {
	Sitting string `json:"sitting"`
	Last    int64  `json:"last"` // number of the last answer or mark the page sent
}

// Input tells what inputs a page heard since it told last. Counts are of events that a hand makes, never what was typed or where.
type Input struct {
	Sitting   string `json:"sitting"`
	Count     int64  `json:"n"`           // inputs of this page so far
	Mouse     int    `json:"m,omitempty"` // presses since the message before, by device
	Touch     int    `json:"t,omitempty"`
	Pen       int    `json:"p,omitempty"`
	Keys      int    `json:"k,omitempty"`
	Assist    int    `json:"a,omitempty"`  // trusted presses without key and pointer
	Untrusted int    `json:"u,omitempty"`  // presses that scripts made
	Moves     int    `json:"mv,omitempty"` // of a pointer
	Leaps     int    `json:"lp,omitempty"` // presses of a mouse somewhere else than it was, without a move
	Flags     int    `json:"f"`            // now: 2 focused, 4 visible, 8 full screen
	Blurs     int    `json:"b,omitempty"`  // how often the focus went
	HiddenMS  int    `json:"h,omitempty"`  // how long the page was hidden
	Screen    string `json:"s,omitempty"`  // size and depth of the display, when first told or changed
	Pointers  int    `json:"pp,omitempty"` // mice and pens beyond the first
	Injected  int    `json:"j,omitempty"`  // foreign nodes with code
	Foreign   string `json:"jf,omitempty"` // the first of them: sort and host
	Tools     int    `json:"dt,omitempty"` // signs of open developer tools
	ToolKeys  int    `json:"dk,omitempty"` // keys that open them
	Automated bool   `json:"wd,omitempty"` // the browser says that a program drives it
}

// Note is the message in the judge's types.
func (i Input) Note() input.Note {
	return input.Note{Count: i.Count, Inputs: input.Counts{Mouse: i.Mouse, Touch: i.Touch, Pen: i.Pen, Keys: i.Keys, Assist: i.Assist},
		Untrusted: i.Untrusted, Moves: i.Moves, Leaps: i.Leaps, Focused: i.Flags&2 != 0, Visible: i.Flags&4 != 0, Full: i.Flags&8 != 0,
		Blurs: i.Blurs, HiddenMS: i.HiddenMS, Screen: i.Screen, Pointers: i.Pointers, Injected: i.Injected, Foreign: i.Foreign, Tools: i.Tools,
		ToolKeys: i.ToolKeys, Automated: i.Automated}
}

// Sound reports whether the message is one that a page can mean.
func (i Input) Sound() bool {
	for _, n := range [...]int{i.Mouse, i.Touch, i.Pen, i.Keys, i.Assist, i.Untrusted, i.Moves, i.Leaps, i.Flags, i.Blurs, i.HiddenMS, i.Pointers,
		i.Injected, i.Tools, i.ToolKeys} {
		if n < 0 || n > maxInputs {
			return false
		}
	}
	return i.Count >= 0 && len(i.Sitting) <= maxShort && len(i.Screen) <= maxShort && len(i.Foreign) <= 2*maxShort
}

// maxInputs is the highest count of one message: an hour of a mouse that never rests.
const maxInputs = 4_000_000

// Seeing is what the seat's page itself sees by its camera and hears. A hint: it makes whoever looks at the camera look sooner and
// proves nothing about the person, because a page can be made to say anything. Scores and likeness are 0 to 100.
type Seeing struct {
	Sitting string `json:"sitting"`
	Faces   int    `json:"faces"`           // −1: the page cannot look
	Turned  bool   `json:"turned"`          // the only face looks to the side
	Level   int    `json:"level"`           // of the microphone, 0 to 100
	Phone   int    `json:"phone,omitempty"` // score of a telephone in view; 0: none
	Book    int    `json:"book,omitempty"`  // score of a book in view; 0: none
	Like    int    `json:"like,omitempty"`  // likeness of the person with who sat down; 0: not compared
}

// claim is what the message says that the server does not look for.
func (s Seeing) claim() claims.Claim {
	return claims.Claim{Phone: float64(s.Phone) / 100, Book: float64(s.Book) / 100, Like: float64(s.Like) / 100, Level: s.Level}
}

// Sound reports whether the message is one that a page can mean.
func (s Seeing) Sound() bool {
	for _, n := range [...]int{s.Level, s.Phone, s.Book, s.Like} {
		if n < 0 || n > 100 {
			return false
		}
	}
	return len(s.Sitting) <= maxShort && s.Faces >= -1 && s.Faces <= 20
}

// Ping asks for the server's time.
type Ping struct {
	ClientAt int64 `json:"client_at"`
}

// Welcome answers hello.
type Welcome struct {
	Protocol int       `json:"protocol"`
	State    SeatState `json:"state"`
}

// StateChange carries the state after the client's own act (the envelope's id is the act's) or because something changed.
type StateChange struct {
	Why   string    `json:"why"` // PLEDGED, PRACTISED, STARTED, SUBMITTED for the client's act; CHANGED for a push
	State SeatState `json:"state"`
}

// Ack says that the record of the envelope's seq is durable.
type Ack struct {
	At    int64  `json:"at"`    // when the server received it, the first time if it came twice
	Proof string `json:"proof"` // first 8 bytes of the journal's hash at this record, hex
}

// Nack says that the record of the envelope's seq was not stored. The state is untouched.
type Nack struct {
	Code     string `json:"code"`
	Text     string `json:"text"`
	Expected int64  `json:"expected"` // the number the server waits for; 0 when unknown
	Retry    bool   `json:"retry"`    // keep the record and send it again
}

// Fenced says that another connection holds the sitting; the server closes this one.
type Fenced struct {
	Code  string `json:"code"`
	Text  string `json:"text"`
	Moved bool   `json:"moved"` // the person was given another seat
}

// Error answers a message that was not carried out (the envelope's id is that message's), or announces the end.
type Error struct {
	Code  string `json:"code"`
	Text  string `json:"text"`
	Fatal bool   `json:"fatal"` // the server closes the connection
}

// Pong answers ping.
type Pong struct {
	ClientAt int64 `json:"client_at"` // as sent
	Now      int64 `json:"now"`
}

// Challenge asks the person at the seat to move, so that a camera sees somebody who lives. The page shows it until it is over and
// answers nothing: who looks at the camera sees whether it happened.
type Challenge struct {
	Act   string `json:"act"` // TURN_LEFT, TURN_RIGHT: the head, from the person's own side; BLINK: both eyes, for two seconds
	From  int64  `json:"from"`
	Until int64  `json:"until"`
}

// Written says that an officer wrote to the seat. The page asks for its messages, as it does every few seconds anyway: what is written
// stands in one place, and a message of a socket may be lost.
type Written struct {
	At int64 `json:"at"` // when this was said
}

// NoticeText is one notice to confirm.
type NoticeText struct {
	Kind    string `json:"kind"`
	Version int    `json:"version"`
	Title   string `json:"title"`
	Body    string `json:"body"`
}

// SeatCandidate is what the page shows of the person.
type SeatCandidate struct {
	Name     string `json:"name"`     // masked
	Document string `json:"document"` // masked
	ItemCode string `json:"item_code"`
	ItemName string `json:"item_name"`
}

// SeatStored is one question's stored answer and mark.
type SeatStored struct {
	Question int    `json:"question"`
	Answer   string `json:"answer"`
	Marked   bool   `json:"marked"`
}

// SeatOutcome is the result as shown at the seat: provisional until the authority releases it.
type SeatOutcome struct {
	Points   int    `json:"points"`
	Full     int    `json:"full"`
	PassMark int    `json:"pass_mark"`
	Passed   bool   `json:"passed"`
	State    string `json:"state"` // PROVISIONAL: 机考成绩(待发布)
}

// SeatTime is time that the sitting was given.
type SeatTime struct {
	Kind    string `json:"kind"`           // PAUSE, ROOM, SITE, BREAK, OUTAGE
	Code    string `json:"code"`           // reason of the catalogue; OUTAGE: SERVER_DOWN, ROOM_POWER
	Text    string `json:"text,omitempty"` // the officer's words
	Seconds int    `json:"seconds"`
	From    int64  `json:"from"` // of what it was given for; 0 where not known
	To      int64  `json:"to"`
	At      int64  `json:"at"` // when it was given
}

// SeatState is everything a seat's page needs. With idle true only seat and now are set.
type SeatState struct {
	Idle           bool            `json:"idle"`
	Seat           string          `json:"seat"`
	SeatLabel      string          `json:"seat_label"`
	Now            int64           `json:"now"`
	Sitting        string          `json:"sitting"`
	Kind           string          `json:"kind"`
	Phase          string          `json:"phase"` // exam.State
	Next           string          `json:"next"`  // who acts next: CANDIDATE, REMOTE_INVIGILATOR, SYSTEM, RESULT_RELEASER, REVIEWER or empty
	Version        int64           `json:"version"`
	Epoch          int64           `json:"epoch"` // 0: this seat does not hold the sitting any more
	Candidate      *SeatCandidate  `json:"candidate,omitempty"`
	Notices        []NoticeText    `json:"notices,omitempty"`  // in ASSIGNED
	Commit         string          `json:"commit,omitempty"`   // in ASSIGNED: SHA-256 of the server's part of the seed, hex
	Sheet          *assembly.Sheet `json:"sheet,omitempty"`    // in RUNNING
	Language       string          `json:"language,omitempty"` // granted, in which questions are told too; some may not be
	Stored         []SeatStored    `json:"stored,omitempty"`
	LastSeq        int64           `json:"last_seq"`
	Proof          string          `json:"proof"`
	Attempt        int             `json:"attempt"`
	StartedAt      int64           `json:"started_at"`
	Deadline       int64           `json:"deadline"`
	RemainingMS    int64           `json:"remaining_ms"`
	BaseSec        int             `json:"base_seconds"`
	ExtraSec       int             `json:"extra_seconds"`
	CreditedSec    int             `json:"credited_seconds"`
	EarliestSubmit int64           `json:"earliest_submit"`
	StartBy        int64           `json:"start_by"`
	SubmittedAt    int64           `json:"submitted_at"`
	Cause          string          `json:"cause"`                   // CANDIDATE, DEADLINE, OFFICER
	PauseKind      string          `json:"pause_kind,omitempty"`    // while PAUSED: ROOM, SITE, BREAK, BREAK_RUNS; left out: this person by an officer
	PausedAt       int64           `json:"paused_at,omitempty"`     // while PAUSED
	BreakAt        int64           `json:"break_at,omitempty"`      // in RUNNING: a break may be asked for from then on; left out: no (more) breaks
	BreakSec       int             `json:"break_seconds,omitempty"` // how long a break may last
	BreakRuns      bool            `json:"break_runs,omitempty"`    // the clock runs on in a break
	BreakFreezes   bool            `json:"break_freezes,omitempty"` // what was answered or marked before a break cannot be changed after it
	Frozen         []int           `json:"frozen,omitempty"`        // questions that cannot be changed any more
	Given          []SeatTime      `json:"given,omitempty"`         // credited_seconds, each with its reason
	PauseReason    string          `json:"pause_reason,omitempty"`  // while PAUSED: code of the catalogue, or "CODE: words of the officer"
	Receipt        string          `json:"receipt,omitempty"`       // after the end: to write down
	Outcome        *SeatOutcome    `json:"outcome,omitempty"`
}

// StateOf renders a snapshot.
func StateOf(sn exam.Snapshot) SeatState {
	s := SeatState{Idle: sn.Idle, Seat: string(sn.Seat), Now: ms(sn.Now)}
	if sn.Idle {
		return s
	}
	sit := sn.Sitting
	s.SeatLabel, s.Sitting, s.Kind = sit.SeatLabel, string(sit.ID), string(sit.Kind)
	s.Phase, s.Next, s.Version, s.Epoch = string(sit.State), string(sit.State.Next()), sit.Version, sn.Epoch
	s.Candidate = &SeatCandidate{Name: sn.Card.Name, Document: sn.Card.Document, ItemCode: sit.ItemCode, ItemName: sn.Card.ItemName}
	for _, n := range sn.Notices {
		s.Notices = append(s.Notices, NoticeText{Kind: string(n.Kind), Version: n.Version, Title: n.Title, Body: n.Body})
	}
	s.Commit, s.Sheet, s.LastSeq, s.Proof = sn.Commit, sn.Sheet, sn.LastSeq, sn.Proof
	s.Language, s.Stored = string(sit.Language), storedOf(sn.Answers)
	s.Attempt, s.StartedAt, s.Deadline = sit.Attempt, ms(sit.StartedAt), ms(sit.Deadline)
	s.RemainingMS = sit.Remaining(sn.Now).Milliseconds()
	s.BaseSec, s.ExtraSec, s.CreditedSec = sit.BaseSeconds, sit.ExtraSeconds, sit.CreditedSeconds
	s.EarliestSubmit, s.StartBy, s.SubmittedAt = ms(sit.EarliestSubmit()), ms(sit.StartBy), ms(sit.SubmittedAt)
	s.Cause, s.Receipt = string(sit.Cause), sn.Receipt
	s.PauseReason, s.PauseKind, s.PausedAt = sn.Paused, string(sit.PauseKind), ms(sit.PausedAt)
	if b := sit.Terms.Break; b.Allowed() {
		s.BreakAt, s.BreakSec, s.BreakRuns, s.BreakFreezes = ms(sit.BreakAt()), b.Most, b.Runs, b.Freeze
	}
	s.Frozen = sn.Frozen
	for _, g := range sn.Given {
		s.Given = append(s.Given, SeatTime{string(g.Kind), g.Code, g.Text, g.Seconds, ms(g.From), ms(g.To), ms(g.At)})
	}
	if r := sn.Result; r != nil {
		s.Outcome = &SeatOutcome{Points: r.Points, Full: r.Full, PassMark: r.PassMark, Passed: r.Passed, State: string(r.State)}
	}
	return s
}

// storedOf lists answers and marks by question number.
func storedOf(a exam.Answers) []SeatStored {
	most := 0
	for q := range a.Given {
		most = max(most, q)
	}
	for q := range a.Marked {
		most = max(most, q)
	}
	var out []SeatStored
	for q := 1; q <= most; q++ {
		if a.Given[q] != "" || a.Marked[q] {
			out = append(out, SeatStored{Question: q, Answer: a.Given[q], Marked: a.Marked[q]})
		}
	}
	return out
}

func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Terms of the pledge in the domain's types; ErrFrame for a nonce that is not 16 bytes of hex.
func (p Pledge) terms() ([]exam.Confirmed, [16]byte, error) {
	var nonce [16]byte
	raw, err := hex.DecodeString(p.Nonce)
	if err != nil || len(raw) != len(nonce) {
		return nil, nonce, ErrFrame
	}
	copy(nonce[:], raw)
	out := make([]exam.Confirmed, len(p.Notices))
	for i, n := range p.Notices {
		out[i] = exam.Confirmed{Kind: notice.Kind(n.Kind), Version: n.Version}
	}
	return out, nonce, nil
}
