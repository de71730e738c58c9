package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
)

// RootVersion is the form of roots that this program writes. Roots of the first form knew neither stills nor the lines of the log of
// the door; they are read as they are.
const RootVersion = 2

// Reason is why a root was written.
type Reason string

// The reasons.
const (
	ByClosing  Reason = "CLOSED"  // the paper was closed
	ByFacts    Reason = "FACTS"   // something became known or was decided
	ByDeletion Reason = "DELETED" // recordings were deleted by rule
)

// Root is one statement of what proves a sitting. The order of fields, here and below, is part of the form; times are milliseconds
// since 1970 UTC, hashes lower-case hex.
type Root struct {
	Version int            `json:"version"`
	Sitting exam.SittingID `json:"sitting"`
	No      int            `json:"no"`     // 1, 2, 3 … within the sitting
	Former  string         `json:"former"` // hash of the root before; empty for the first
	Why     Reason         `json:"why"`
	At      int64          `json:"at"`
	Facts   Facts          `json:"facts"`
}

// Facts are what a root binds.
type Facts struct {
	Kind        exam.Kind      `json:"kind"`
	Item        string         `json:"item"`
	Slot        booking.SlotID `json:"slot"`
	Room        site.RoomID    `json:"room"`
	Seat        site.SeatID    `json:"seat"`
	Outcome     exam.State     `json:"outcome"` // SCORED, whatever was decided about the result later, or ABORTED_TECHNICAL
	Started     int64          `json:"started"`
	Ended       int64          `json:"ended"` // of the paper; 0 for one that was given up
	Draw        Draw           `json:"draw"`
	Journal     Journal        `json:"journal"`
	Tracks      []Track        `json:"tracks"`
	Chain       Chain          `json:"chain"`
	Gaps        []Span         `json:"gaps"`      // the seat's camera was away
	Unwatched   []Span         `json:"unwatched"` // nobody watched
	Coverage    Coverage       `json:"coverage"`
	Stills      []Still        `json:"stills"`
	Incidents   []Fact         `json:"incidents"`
	Decisions   []Fact         `json:"decisions"`
	Supervision Supervision    `json:"supervision"`
	Time        TimeGiven      `json:"time"`
	Entry       Entry          `json:"entry"`
	NotCovered  []string       `json:"notCovered"` // guarantees that this seat did not give, SEAT_AGENT
	Deleted     []Deleted      `json:"deleted"`
}

// Draw is what the paper was drawn from.
type Draw struct {
	Leaf  string `json:"leaf"`
	Paper string `json:"paper"` // digest of the paper
}

// Journal is the end of the journal of answers.
type Journal struct {
	Places int    `json:"places"`
	Head   string `json:"head"`
	Broken string `json:"broken,omitempty"` // why the chain does not hold
}

// Track is one recorded source of the sitting.
type Track struct {
	Name     string `json:"name"` // CAMERA, SCREEN
	Segments int    `json:"segments"`
	Bytes    int64  `json:"bytes"`
	From     int64  `json:"from"`
	To       int64  `json:"to"`
	Last     string `json:"last"` // hash of its last segment
}

// Chain is the chain of segments over all tracks.
type Chain struct {
	Segments int    `json:"segments"`
	Head     string `json:"head"`
	Broken   int    `json:"broken,omitempty"` // number of the first segment that does not follow
}

// Span is a time with its cause.
type Span struct {
	ID    string `json:"id"`
	Cause string `json:"cause"`
	From  int64  `json:"from"`
	To    int64  `json:"to"`             // 0 while it lasts
	Node  int64  `json:"node,omitempty"` // of a gap: ms of it that a room node recorded, which the centre did not see
}

// Coverage is how much of the paper's time is recorded.
type Coverage struct {
	Total    int64 `json:"total"` // ms
	Recorded int64 `json:"recorded"`
}

// Still is a picture taken beside the recording, see Photo.
type Still struct {
	ID     string `json:"id"`
	What   string `json:"what"` // ENTRY, KEYFRAME, NOTICED
	Note   string `json:"note,omitempty"`
	At     int64  `json:"at"`
	SHA256 string `json:"sha256"`
}

// Fact is an incident or a decision that others keep, by its digest.
type Fact struct {
	ID     string `json:"id"`
	What   string `json:"what"` // kind of the incident, outcome of the decision
	At     int64  `json:"at"`
	Until  int64  `json:"until,omitempty"`
	Digest string `json:"digest"`
}

// Mode is how a sitting was supervised.
type Mode string

// The modes of supervision.
const (
	OnSite   Mode = "ON_SITE"        // a person in the room
	Remote   Mode = "REMOTE_OFFICER" // a duty officer from elsewhere
	Unmanned Mode = "NONE"           // nobody was on duty
	Pilot    Mode = "NONE_PILOT"     // nobody supervises, by a pilot rule of the authority
)

// Supervision is who watched and by which authority the room runs so.
type Supervision struct {
	Mode     Mode      `json:"mode"`
	Document string    `json:"document"` // of the authority; empty: none was in force
	Issuer   string    `json:"issuer"`
	Allows   string    `json:"allows"`   // REMOTE, ONSITE or NONE_PILOT
	Scan     string    `json:"scan"`     // SHA-256 of the paper's scan
	Officers []Officer `json:"officers"` // on duty while the paper was open
	// PilotRule is by which rule nobody supervises; empty otherwise.
	PilotRule string `json:"pilotRule,omitempty"`
}

// Officer is one shift on duty.
type Officer struct {
	Account string `json:"account"`
	Name    string `json:"name"`
	Second  bool   `json:"second"` // stood by
	From    int64  `json:"from"`
	To      int64  `json:"to"`
}

// TimeGiven is the time the person had.
type TimeGiven struct {
	Base     int    `json:"base"` // seconds
	Extra    int    `json:"extra"`
	Credited int    `json:"credited"`
	Given    []Gift `json:"given"`
}

// Gift is time given beside base and extra.
type Gift struct {
	Kind    exam.GivenKind `json:"kind"`
	Code    string         `json:"code"`
	Seconds int            `json:"seconds"`
	From    int64          `json:"from"`
	To      int64          `json:"to"`
}

// Entry is how the person came in, and where the log of the door says so.
type Entry struct {
	Admission string `json:"admission"`
	Match     string `json:"match"` // how person and document were matched
	At        int64  `json:"at"`
	Log       string `json:"log"` // digest over the lines below; empty where there are none
	// Lines are those of the log of the door, of identity checks and comparisons, by their digests.
	Lines []Fact `json:"lines,omitempty"`
}

// Deleted names a deletion by rule.
type Deleted struct {
	Proof string `json:"proof"` // hash of its proof
	At    int64  `json:"at"`
}

// Encode is the canonical form.
func (r Root) Encode() []byte { return canonical(r) }

// Hash is what others name the root by.
func (r Root) Hash() string { return hashOf("suikao evidence root", r.Encode()) }

// DecodeRoot reads a root and refuses one that is not in the canonical form of a version it knows.
func DecodeRoot(body []byte) (Root, error) {
	var r Root
	if err := strict(body, &r); err != nil {
		return r, err
	}
	if r.Version < 1 || r.Version > RootVersion {
		return r, fmt.Errorf("root of version %d is not known to this program", r.Version)
	}
	if !bytes.Equal(r.Encode(), body) {
		return r, errors.New("the root is not in its canonical form")
	}
	return r, nil
}

// canonical writes v, whose types hold no maps and no floats, so that equal values give equal bytes.
func canonical(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("evidence: " + err.Error()) // only a type that JSON cannot carry
	}
	return b.Bytes()
}

// strict reads exactly one JSON value with known fields.
func strict(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the value")
	}
	return nil
}

// hashOf separates what is hashed by what it is.
func hashOf(what string, body []byte) string {
	h := sha256.New()
	_, _ = io.WriteString(h, what+" 1\n")
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// ms is a time as it is written; 0 for none.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// at reads it again.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
