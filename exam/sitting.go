package exam

import (
	"bytes"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Typed identifiers of this context; each is an actor.NewID.
type (
	SittingID string
	ResultID  string
)

// Kind is what a sitting is for.
type Kind string

// The kinds. Only a FORMAL sitting needs an admission and a seat, and only FORMAL feeds permits, exposure, calibration.
const (
	Formal Kind = "FORMAL" // 资格考试
	Class  Kind = "CLASS"  // 结业考核
	Mock   Kind = "MOCK"   // 模拟考试
	Spot   Kind = "SPOT"   // 抽考, 应知应会
	Robot  Kind = "ROBOT"  // 试机: nobody sits, a node is examined before it takes people
)

// Venue is where a sitting takes place.
type Venue string

// The venues.
const (
	AtSeat    Venue = "SEAT"       // a supervised seat terminal
	InRoster  Venue = "ROSTER"     // a class room, by roster
	OwnDevice Venue = "OWN_DEVICE" // the person's own telephone or computer
)

// Cause says who ended the answering.
type Cause string

// The causes of a submission.
const (
	ByOwnHand  Cause = "CANDIDATE"
	ByDeadline Cause = "DEADLINE"
	ByOfficial Cause = "OFFICER"
)

// Terms are the rules a sitting was started under, copied from the rule set in force on its day so that a later change
// of law does not reach it.
type Terms struct {
	RuleSet         rules.RuleSetID
	On              actor.Date // the day whose rules these are
	Full            int        // points of the whole paper
	PassMark        int        // points, inclusive
	Multi           rules.MultiScoring
	EarliestSeconds int // after the start: handing in earlier is refused
	ResumeWithin    int // seconds after a pause within which it may go on; 0: the rules set none
	Break           BreakTerms
}

// Sitting is one person's one attempt at one paper.
type Sitting struct {
	ID          SittingID
	Kind        Kind
	Venue       Venue
	Person      people.PersonID
	Admission   booking.AdmissionID // FORMAL only
	Application application.ID      // FORMAL only
	Slot        booking.SlotID      // FORMAL only
	Room        site.RoomID
	Seat        site.SeatID // where the person sits now; the last one after the end
	SeatLabel   string
	OrgPath     string // of the exam point; scope of staff rights
	ItemCode    string
	PersonType  rules.PersonType
	AttemptKind string
	Attempt     int // 1, 2, 3 … within the application; counted when the paper starts, 0 before

	Release          string // bank release the paper was drawn from; empty before the draw
	Blueprint        string
	BlueprintVersion int
	PaperDigest      string // hex SHA-256 of the paper
	Terms            Terms

	State           State
	Version         int64 // for compare-and-set
	BaseSeconds     int
	ExtraSeconds    int               // accommodation
	Language        assembly.Language // accommodation: in which questions are shown beside Chinese, from the check-in on; empty: none
	CreditedSeconds int               // given back after pauses and for outages
	Notices         string            // versions of the texts the person confirmed
	StartBy         time.Time         // later the paper cannot be started any more
	StartedAt       time.Time
	Deadline        time.Time // zero before the start
	PausedAt        time.Time // zero when not paused
	PauseRaised     bool      // the present pause was reported as too long
	PauseKind       PauseKind // of the present pause
	PauseRef        string    // pause of the room or site that holds it, or the gap of its camera; empty: none
	Breaks          int       // taken
	SubmittedAt     time.Time
	Cause           Cause
	CreatedAt       time.Time
}

// Limit is the whole time the person has.
func (s Sitting) Limit() time.Duration {
	return time.Duration(s.BaseSeconds+s.ExtraSeconds+s.CreditedSeconds) * time.Second
}

// Remaining is the time left at now; it stands still while paused and never falls below zero. Before the start it is
// the whole time.
func (s Sitting) Remaining(now time.Time) time.Duration {
	switch {
	case s.State.Unstarted():
		return s.Limit()
	case s.State == Paused:
		now = now.Add(-s.stood(now))
	case s.State != Running:
		return 0
	}
	return max(0, s.Deadline.Sub(now))
}

// EarliestSubmit is when handing in becomes possible; pauses move it by the credit.
func (s Sitting) EarliestSubmit() time.Time {
	if s.StartedAt.IsZero() {
		return time.Time{}
	}
	at := s.StartedAt.Add(time.Duration(s.Terms.EarliestSeconds+s.CreditedSeconds) * time.Second)
	if s.Deadline.Before(at) {
		return s.Deadline
	}
	return at
}

// begin starts the clock at now.
func (s *Sitting) begin(now time.Time, attempt int) {
	s.StartedAt, s.Attempt = now, attempt
	s.Deadline = now.Add(s.Limit())
}

// pause stops the clock at now; ref is the pause of a room or site that holds it.
func (s *Sitting) pause(now time.Time, kind PauseKind, ref string) {
	s.PausedAt, s.PauseKind, s.PauseRef = now, kind, ref
}

// unpause forgets the present pause.
func (s *Sitting) unpause() {
	s.PausedAt, s.PauseRaised, s.PauseKind, s.PauseRef = time.Time{}, false, PauseOne, ""
}

// stood is how long the clock has stood in the present pause at now. A clock that was set back stood not at all.
func (s Sitting) stood(now time.Time) time.Duration {
	stopped := max(0, now.Sub(s.PausedAt))
	switch s.PauseKind {
	case PauseBreakRuns:
		return 0
	case PauseBreak: // longer than allowed is the person's own time
		return min(stopped, time.Duration(s.Terms.Break.Most)*time.Second)
	}
	return stopped
}

// resume starts the clock again at now and gives the stopped time back, rounded up to whole seconds.
func (s *Sitting) resume(now time.Time) (credit int) {
	credit = wholeSeconds(s.stood(now))
	s.CreditedSeconds += credit
	s.unpause()
	s.Deadline = s.StartedAt.Add(s.Limit())
	return credit
}

// wholeSeconds rounds up.
func wholeSeconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// Head is the moving end of a sitting's journal, and its gate: answers enter only while it is open, by the connection
// that holds the epoch. It is a row of its own because every batch of answers changes it.
type Head struct {
	Sitting  SittingID
	Epoch    int64 // the newest connection; a write with an older one is refused
	Seq      int64 // last number of the candidate
	Place    int64 // last place of the chain
	Hash     []byte
	Gate     Gate
	Deadline time.Time // answers received at or after it are refused; zero before the start
}

// Gate says whether the journal takes answers.
type Gate string

// The gate follows the state: shut before the start, open while running, held while paused, closed for ever after. PART is
// open but for the questions that the person had dealt with before a break.
const (
	GateShut   Gate = "SHUT"
	GateOpen   Gate = "OPEN"
	GatePart   Gate = "PART"
	GateHeld   Gate = "HELD"
	GateClosed Gate = "CLOSED"
)

// Gate returns the gate that belongs to where a sitting stands.
func (s Sitting) Gate() Gate {
	switch {
	case s.State.Unstarted():
		return GateShut
	case s.State == Running && s.Breaks > 0 && s.Terms.Break.Freeze:
		return GatePart
	case s.State == Running:
		return GateOpen
	case s.State == Paused:
		return GateHeld
	default:
		return GateClosed
	}
}

// equal reports whether nothing of a head has moved.
func (h Head) equal(o Head) bool {
	return h.Sitting == o.Sitting && h.Epoch == o.Epoch && h.Seq == o.Seq && h.Place == o.Place && bytes.Equal(h.Hash, o.Hash) && h.Gate == o.Gate &&
		h.Deadline.Equal(o.Deadline)
}

// add puts e at the end of the chain and returns it complete.
func (h *Head) add(e Entry) Entry {
	h.Place++
	e.Sitting, e.Place = h.Sitting, h.Place
	if e.Seq != 0 {
		h.Seq = e.Seq
	}
	e.Hash = e.HashAfter(h.Hash)
	h.Hash = e.Hash
	return e
}
