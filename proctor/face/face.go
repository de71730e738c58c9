package face

import (
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// Typed identifiers of this package; each is an actor.NewID.
type (
	TemplateID string
	MatchID    string
)

// Failures of comparisons.
var (
	ErrCameraDown = fault.Define("face.camera_down", fault.Unavailable, "人脸设备没有响应，请改用入场码，或由工作人员核对。",
		"The face device does not answer. Use your PIN, or let an officer check.")
	ErrNoFace       = fault.Define("face.none", fault.Conflict, "没有看到人脸，请正对摄像头再试。", "No face was seen. Look straight at the camera and try again.")
	ErrSeveralFaces = fault.Define("face.several", fault.Conflict, "画面里不止一个人，请只留您本人在摄像头前。",
		"More than one person is in the picture. Please stand before the camera alone.")
	ErrNoConsent = fault.Define("face.no_consent", fault.Conflict, "您没有同意使用人脸核验，请使用入场码或由工作人员核对，效果相同。",
		"You have not agreed to face comparison. Use your PIN or an officer; both count the same.")
	ErrNotFound  = fault.Define("face.not_found", fault.NotFound, "没有找到人脸核验记录。", "No face comparison was found.")
	ErrForbidden = fault.Define("face.forbidden", fault.Forbidden, "您没有查看人脸核验记录的权限。", "You may not see records of face comparisons.")
)

// Purpose says what a comparison is for; a template made for one visit serves no other.
type Purpose string

// The purposes.
const (
	ForEntry   Purpose = "EXAM_ENTRY"   // at the door
	ForSeat    Purpose = "EXAM_SEAT"    // the person who was let in sits down
	ForRecheck Purpose = "EXAM_RECHECK" // at a random time during the paper
)

// Source is what a person is compared with.
type Source string

// The sources.
const (
	FromCard      Source = "CARD"      // picture in the chip, read by the edge device itself
	FromEnrolment Source = "ENROLMENT" // approved photo on file
	FromTemplate  Source = "TEMPLATE"  // what the edge device made at the door
)

// Ask is one question to an edge device.
type Ask struct {
	Challenge string
	Template  TemplateID
	Purpose   Purpose
	Source    Source
	Picture   []byte // FromEnrolment
	Camera    string // "gate", or "seat:" and the seat's label
}

// Kind is what an edge device states.
type Kind string

// The kinds of statement.
const (
	Matched   Kind = "match"     // it compared
	Forgotten Kind = "forgotten" // it has no such template, any more
)

// Statement is a signed answer of an edge device. Scores are 0 to 1000.
type Statement struct {
	Kind      Kind
	Challenge string
	Template  TemplateID
	Same      bool
	Score     int
	Live      bool
	LiveScore int
	Device    string
	At        time.Time // by the device's clock, whole seconds
	Signature []byte
}

// Bytes is what the device signs: Ed25519 over lines of ASCII, each ended by one newline.
func (s Statement) Bytes() []byte {
	head := fmt.Sprintf("suikao-face/1\n%s\n%s\n%s\n%s\n%d\n", s.Kind, s.Challenge, s.Template, s.Device, s.At.Unix())
	if s.Kind != Matched {
		return []byte(head)
	}
	return fmt.Appendf([]byte(head), "same=%t\nscore=%d\nlive=%t\nlive_score=%d\n", s.Same, s.Score, s.Live, s.LiveScore)
}

// State is where a template stands.
type State string

// The states of a template. It counts as stored until the device signed that it is not.
const (
	Live    State = "LIVE"
	Going   State = "GOING" // to be deleted; the device has not answered yet
	Deleted State = "DELETED"
)

// Cause says why a template was deleted.
type Cause string

// The causes.
const (
	SlotOver  Cause = "SLOT_OVER"
	Withdrawn Cause = "WITHDRAWN"
)

// Template is the row of a template that lives on an edge device. The template itself never leaves the device.
type Template struct {
	ID            TemplateID
	Person        people.PersonID
	Room          site.RoomID
	OrgPath       string
	Booking       booking.BookingID
	Source        Source
	NoticeVersion int
	ConsentAt     time.Time
	Channel       string
	CreatedAt     time.Time
	DeleteAfter   time.Time
	State         State
	Cause         Cause
	WithdrawnAt   time.Time // of the consent
	DeletedAt     time.Time // when the device's statement came
	Proof         Statement // zero until deleted
	Tries         int       // of deleting
	Trouble       string    // code of the last failure to delete
	Version       int
}

// Match is one comparison that was answered.
type Match struct {
	ID        MatchID
	Template  TemplateID
	Person    people.PersonID
	Room      site.RoomID
	Purpose   Purpose
	Camera    string
	Statement Statement
	At        time.Time // by the server's clock
}

// Good reports whether the comparison says: the same, alive.
func (m Match) Good() bool { return m.Statement.Same && m.Statement.Live }

// Consent is a person's standing consent.
type Consent struct {
	Version int
	At      time.Time
	Channel string
}

// FilingThreshold is the number of persons whose stored faces make filing a duty; AlertAt is when people are told.
const (
	FilingThreshold = 100_000
	AlertAt         = FilingThreshold * 8 / 10
)

// Register is the counter towards the filing threshold.
type Register struct {
	Persons   int // whose faces count as stored now
	Templates int // that live on edge devices
	Overdue   int // that should be gone since more than ten minutes
	Threshold int
	AlertAt   int
	Alert     bool
}

// Record is what is kept about one person.
type Record struct {
	Consent   *Consent // nil: none stands
	Templates []Template
	Matches   []Match
	Stored    int // templates that a device may still have
}
