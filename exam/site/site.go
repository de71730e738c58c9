package site

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Point is an 考试点: a place with rooms that belongs to an authority or an exam body.
type Point struct {
	ID      PointID
	Org     people.OrgID
	OrgPath string // path of Org when the point was made; rights are checked against it
	Code    string // unique among points, stands in file names and lists
	Name    string
	Address string // what a taxi driver needs
	Phone   string // of the duty desk
	Open    bool   // a closed point offers nothing
}

// RoomRules are the rules of one room. Figures are minutes where nothing else is said.
type RoomRules struct {
	EntryOpens     int    // before the start: the gate lets people in from here
	LateCutoff     int    // after the start: later is refused
	EarliestSubmit int    // after the person's own start: earlier hand-in and leaving is refused
	ToiletExits    int    // how many times a person may leave and return (a count, not minutes)
	CancelBefore   int    // before the start: later cancelling is refused
	CallSeconds    int    // seconds after which an unanswered call for a person goes to the second on the roster; 0 means DefaultCallSeconds
	Supervision    string // the sentence every page of the room shows
	SupervisionEN  string // the same for who reads English; empty: see EnglishSupervision
	UplinkMinutes  int    // without an uplink after which UplinkThen happens to sittings at a room node; 0 means DefaultUplinkMinutes
	UplinkThen     Then   // empty means ThenContinue
	Faceless       Faceless
}

// Faceless is what lets somebody in whose face no machine compares. Who has no PIN (a walk-in, a flat battery) is matched by an officer
// whatever is chosen.
type Faceless string

// The choices. [design] The empty one is PINOrOfficer: what rooms did that were opened before there was a choice.
const (
	PINAndOfficer Faceless = "PIN_AND_OFFICER" // card and PIN, then an officer by picture and voice
	PINOrOfficer  Faceless = "PIN_OR_OFFICER"  // card and PIN are enough, so is an officer: for a pilot
)

// BothFactors reports whether an officer has to see who was let in by card and PIN.
func (r RoomRules) BothFactors() bool { return r.Faceless == PINAndOfficer }

// Then is what becomes of the sittings of a room whose uplink stays cut (process §4).
type Then string

// The choices. Results are held until a named person has reviewed the time, whichever is chosen.
const (
	ThenContinue Then = "CONTINUE" // answering goes on
	ThenPause    Then = "PAUSE"    // clocks stop, the time is given back when the uplink is there again
	ThenAbort    Then = "ABORT"    // technical abort: no attempt, priority in rebooking
)

// Thens lists every choice.
func Thens() []Then { return []Then{ThenContinue, ThenPause, ThenAbort} }

// DefaultUplinkMinutes is after how long a cut uplink makes UplinkThen happen where a room's rules say nothing (process §4).
const DefaultUplinkMinutes = 15

// OnUplinkLost returns what becomes of sittings when the uplink stays cut, and after how long.
func (r RoomRules) OnUplinkLost() (then Then, after time.Duration) {
	then, after = r.UplinkThen, time.Duration(r.UplinkMinutes)*time.Minute
	if then == "" {
		then = ThenContinue
	}
	if after == 0 {
		after = DefaultUplinkMinutes * time.Minute
	}
	return then, after
}

// DefaultCallSeconds is when an unanswered call goes to the second where a room's rules say nothing. [design]
const DefaultCallSeconds = 60

// DefaultRules are what a new room starts with (process §2; every figure may be changed per room).
func DefaultRules() RoomRules {
	return RoomRules{EntryOpens: 15, LateCutoff: 30, EarliestSubmit: 30, ToiletExits: 1, CancelBefore: 60, CallSeconds: DefaultCallSeconds,
		Supervision: usualSupervision, SupervisionEN: usualEnglish, Faceless: PINAndOfficer}
}

// The sentence that new rooms show, in both languages.
const (
	usualSupervision = "本场远程监考，全程录音录像。"
	usualEnglish     = "This room is supervised remotely; picture and sound are recorded throughout."
)

// EnglishSupervision is the sentence in English; empty for a room that has one of its own in Chinese alone.
func (r RoomRules) EnglishSupervision() string {
	if r.SupervisionEN == "" && r.Supervision == usualSupervision {
		return usualEnglish
	}
	return r.SupervisionEN
}

// Pattern says when a room's slots begin on every day: at First, then every Length minutes while the slot ends by Until.
type Pattern struct {
	First  int // minute of the day of the first start
	Until  int // minute of the day by which the last slot ends, at most 1440
	Length int // minutes from one start to the next: the sitting and the margins around it
}

// DefaultPattern covers the day without a gap: nine slots of 160 minutes, 120 for the paper and 40 of margins.
func DefaultPattern() Pattern { return Pattern{First: 0, Until: 1440, Length: 160} }

// Starts returns the starts on day d, in order; none for a pattern that is not valid.
func (p Pattern) Starts(d actor.Date) []time.Time {
	if p.check() != nil {
		return nil
	}
	var out []time.Time
	for m := p.First; m+p.Length <= p.Until; m += p.Length {
		out = append(out, d.Time().Add(time.Duration(m)*time.Minute))
	}
	return out
}

// Room is an 考场 with its seats.
type Room struct {
	ID      RoomID
	Point   PointID
	OrgPath string // of the point
	Code    string // unique within the point
	Name    string // "一号考场"
	Rules   RoomRules
	Pattern Pattern
	Open    bool // a closed room gets no new slots and no new bookings
	Version int
}

// SeatState says whether a seat may be given out.
type SeatState string

// The states of a seat.
const (
	SeatInService SeatState = "IN_SERVICE" // counted in the room's capacity
	SeatSpare     SeatState = "SPARE"      // kept for a fault: used when no other is left, or by an officer's move
	SeatOut       SeatState = "OUT"        // broken or locked
)

func (s SeatState) known() bool { return s == SeatInService || s == SeatSpare || s == SeatOut }

// Seat is an 考位. Row and Col place it for the neighbour rule, and on the map at the gate: row 1 is next to the door, column
// 1 leftmost for somebody who comes in. Two seats touch when both differ by at most one.
type Seat struct {
	ID       SeatID
	Room     RoomID
	No       int    // 1…n, unique within the room
	Label    string // what is painted on the desk, "A03"
	Row, Col int
	State    SeatState
}

// Touches reports whether two different seats are neighbours, diagonals included.
func (s Seat) Touches(o Seat) bool {
	dr, dc := s.Row-o.Row, s.Col-o.Col
	return s.ID != o.ID && dr >= -1 && dr <= 1 && dc >= -1 && dc <= 1
}

// Authorization is the document by which an authority lets a room run formal examinations under remote supervision.
type Authorization struct {
	ID         AuthorizationID
	Room       RoomID
	DocumentNo string
	Issuer     string
	Mode       Mode
	PilotRule  string // name and number of the pilot rule; of NonePilot alone
	From, To   actor.Date
	File       string // blob key of the scan, empty while none was uploaded
	FileType   string // image/jpeg, image/png or application/pdf
	FileDigest string // SHA-256 of the scan in hex
	FileAt     time.Time
	FileBy     people.AccountID
	Revoked    bool

	Entered     people.PersonID // who recorded it; empty in those from before that was kept
	Confirmed   people.PersonID // the second person; of NonePilot alone
	ConfirmedBy string          // name
	ConfirmedAt time.Time
}

// Mode is how sittings in a room are supervised by an authorization.
type Mode string

// The modes.
const (
	ModeRemote    Mode = "REMOTE"     // 远程监考
	ModeOnsite    Mode = "ONSITE"     // 现场监考
	ModeNonePilot Mode = "NONE_PILOT" // 试点免监考: nobody supervises, by a pilot rule of the authority
)

func (m Mode) known() bool { return m == ModeRemote || m == ModeOnsite || m == ModeNonePilot }

// Waits reports whether a second person has to confirm the authorization before it is in force.
func (a Authorization) Waits() bool {
	return a.Mode == ModeNonePilot && a.ConfirmedAt.IsZero() && !a.Revoked
}

// Covers reports whether the authorization is in force on day d.
func (a Authorization) Covers(d actor.Date) bool {
	return !a.Revoked && !a.Waits() && a.From <= d && d <= a.To
}
