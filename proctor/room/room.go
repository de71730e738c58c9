package room

import (
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// Failures of this package.
var (
	ErrNotFound  = fault.Define("room.not_found", fault.NotFound, "没有找到这条记录。", "This was not found.")
	ErrForbidden = fault.Define("room.forbidden", fault.Forbidden, "您没有办理此事的权限。", "You may not do this.")
	ErrStale     = fault.Define("room.stale", fault.Conflict, "考场状态刚刚变化，请刷新后再试。", "The room's state has just changed. Reload and try again.")
	ErrReason    = fault.Define("room.reason", fault.Invalid, "请写明理由（2到200个字）。", "State the reason (2 to 200 characters).")
	ErrLimit     = fault.Define("room.limit", fault.Invalid, "人数上限应为0（不设）到300。", "The limit is 0 (none) to 300.")
	ErrSetting   = fault.Define("room.setting", fault.Invalid, "请选择：按设备自动、开启或关闭。", "Choose automatic, on or off.")
	ErrStands    = fault.Define("room.emergency_stands", fault.Conflict, "本考场已处于应急状态。", "An emergency stands in this room already.")
	ErrCalm      = fault.Define("room.no_emergency", fault.Conflict, "本考场没有应急状态。", "No emergency stands in this room.")
	ErrStillOn   = fault.Define("room.alarm_on", fault.Conflict, "消防或紧急按钮信号仍在报警，不能解除。请先到现场确认并复位。", "The alarm or button is still on. Look on site and reset it first.")
	ErrKind      = fault.Define("room.emergency_kind", fault.Invalid, "应急类型应为火警、紧急求助或有人受伤、突发疾病。", "An emergency is fire, panic or medical.")
	ErrNoCounter = fault.Define("room.no_counter", fault.NotFound, "本考场没有人数统计设备。", "This room has no head counter.")
	// ErrCountLogged is what a counter's answer means that may only be logged: nobody is told of it.
	ErrCountLogged = fault.Define("room.count_logged", fault.Conflict, "本考场的人数统计还没有验证，只做记录。", "What this room's counter says is not verified yet and only logged.")
	ErrNotSeat     = fault.Define("room.not_seat", fault.Forbidden, "只有本座位的终端可以报告自检结果。", "Only the seat's own terminal reports its self-test.")
	ErrTest        = fault.Define("room.test_invalid", fault.Invalid, "自检结果不完整或无法识别。", "The self-test's results are incomplete or unknown.")
	ErrDecided     = fault.Define("room.check_decided", fault.Conflict, "这次核验已有结果，请刷新。", "This check is decided already. Reload.")
	ErrOwnCheck    = fault.Define("room.own_check", fault.Forbidden, "不能核验自己的身份。", "You cannot check your own identity.")
	ErrPassage     = fault.Define("room.passage", fault.Invalid, "请写明是进入还是离开。", "Say whether it is an entry or an exit.")
)

// Wire is what one wire of a room says.
type Wire string

// What a wire says; "" where there is none.
const (
	WireNone Wire = ""
	WireOff  Wire = "OFF"
	WireOn   Wire = "ON"
)

// WireOf is a wire that exists.
func WireOf(on bool) Wire {
	if on {
		return WireOn
	}
	return WireOff
}

// Wires are a room's contacts and buttons.
type Wires struct {
	Door  Wire // on: the door stands open
	Fire  Wire // on: the fire panel gives alarm
	Panic Wire // on: the panic button is pressed
	Mains Wire // on: the room lives from its battery
}

// Emergency is why a room's door is kept open and its sittings stand still.
type Emergency string

// The emergencies; "" is none.
const (
	Calm    Emergency = ""
	Fire    Emergency = "FIRE"
	Panic   Emergency = "PANIC"
	Medical Emergency = "MEDICAL" // somebody collapsed or is hurt; no wire says so
)

// kind is the incident of an emergency.
func (e Emergency) kind() proctor.Kind {
	switch e {
	case Fire:
		return proctor.Fire
	case Medical:
		return proctor.Medical
	}
	return proctor.Panic
}

// Setting is a choice for a room that may be left to what hardware it has.
type Setting string

// The choices.
const (
	Auto Setting = ""
	On   Setting = "ON"
	Off  Setting = "OFF"
)

func (s Setting) known() bool { return s == Auto || s == On || s == Off }

// Safety is where a room stands. One row a room.
type Safety struct {
	Room    site.RoomID
	OrgPath string

	Occupancy    int     // most people inside at once; 0 means no limit but the seats
	RequireTests Setting // a seat without a passed self-test leaves the inventory before a sitting
	Rechecks     Setting // identity checks at the seat

	LockedAt   time.Time // maintenance lock; zero when there is none
	LockReason string
	LockedName string

	Emergency      Emergency
	EmergencyAt    time.Time
	EmergencyName  string // of the officer; "" when a wire said so
	EmergencyNote  string
	EmergencyPause string // the pause it made; "-" when one stood already
	EmergencyTold  bool   // incident and call are out

	MainsLostAt  time.Time // zero while the mains are there
	MainsTold    bool      // an incident of it stands
	DoorOpenAt   time.Time // since when the door stands open
	DoorTold     bool
	SilentSince  time.Time // since when the hardware does not answer
	SilentTold   bool      // an incident of it stands
	Counted      int       // the camera's last head count
	CountedAt    time.Time
	CountOffFrom time.Time // since when it does not fit
	CountOff     CountOff
	CountTold    bool
	Version      int // 0: not stored yet
}

// CountOff says how a head count does not fit.
type CountOff string

// The ways; "" when it fits.
const (
	CountFits CountOff = ""
	TooMany   CountOff = "TOO_MANY"
	TooFew    CountOff = "TOO_FEW"
)

// Way is the direction of a passage.
type Way string

// The directions.
const (
	Entry Way = "ENTRY"
	Exit  Way = "EXIT"
)

// Basis says how a passage is known.
type Basis string

// The bases.
const (
	ByDoor    Basis = "DOOR"         // the door confirmed that it opened for the admission
	ByStaff   Basis = "STAFF"        // the door did not answer and staff was called to open it
	ByRelease Basis = "SITTING_OVER" // the sitting ended; the person is free to leave
	ByOfficer Basis = "OFFICER"      // an officer opened, or saw it
)

// PassageID identifies a passage.
type PassageID string

// Passage is one line of the entry and exit log.
type Passage struct {
	ID        PassageID
	Room      site.RoomID
	OrgPath   string
	Person    people.PersonID
	Admission booking.AdmissionID
	Way       Way
	Basis     Basis
	At        time.Time
	ByName    string // officer
	Note      string
	Once      string // the same passage is written once
}

// CheckID identifies an identity check.
type CheckID string

// CheckKind says which check it is.
type CheckKind string

// The kinds.
const (
	AtSeat   CheckKind = "SEAT"   // after sitting down
	AtRandom CheckKind = "RANDOM" // during the paper
)

// CheckState is where a check stands.
type CheckState string

// The states. WAITING and ASKED are live: an admission has at most one of those.
const (
	CheckWaiting CheckState = "WAITING" // for its time, or for another try
	CheckAsked   CheckState = "ASKED"   // an officer is asked to look
	CheckPassed  CheckState = "PASSED"
	CheckFailed  CheckState = "FAILED" // an officer saw somebody else
	CheckMissed  CheckState = "MISSED" // no officer looked in time; nothing is held against the person
	CheckGone    CheckState = "GONE"   // the person had left the seat's sitting
)

// Live reports whether the check is still to be made.
func (s CheckState) Live() bool { return s == CheckWaiting || s == CheckAsked }

// Check asks whether the person who was let in sits at the seat.
type Check struct {
	ID        CheckID
	Room      site.RoomID
	OrgPath   string
	Admission booking.AdmissionID
	Person    people.PersonID
	Seat      site.SeatID
	SeatLabel string
	Kind      CheckKind
	State     CheckState
	DueAt     time.Time
	Tries     int    // of the edge device that did not find the same living person
	Told      bool   // an incident was raised
	Match     string // id of the last comparison
	AskedAt   time.Time
	DecidedAt time.Time
	ByName    string // officer; "" for the edge device
	By        people.AccountID
	Note      string
	Version   int
}

// TestID identifies a self-test.
type TestID string

// Part is one thing that is tested.
type Part string

// The parts of a seat and of a door.
const (
	PartAttestation Part = "attestation"
	PartCamera      Part = "camera"
	PartMicrophone  Part = "microphone"
	PartSpeaker     Part = "speaker"
	PartClock       Part = "clock"
	PartStorage     Part = "storage"
	PartNetwork     Part = "network"
	PartContact     Part = "door_contact"
	PartReader      Part = "card_reader"
	PartFace        Part = "face_device"
	PartCounter     Part = "head_counter"
)

// Result is what came of one part: Why is a code of the pages' texts, empty when OK.
type Result struct {
	Part Part   `json:"part"`
	OK   bool   `json:"ok"`
	Why  string `json:"why,omitempty"`
	// Must says that a seat without it leaves the inventory.
	Must bool `json:"must"`
}

// Test is one self-test of a seat, or of a room's door when Seat is empty.
type Test struct {
	ID        TestID
	Room      site.RoomID
	OrgPath   string
	Seat      site.SeatID
	SeatLabel string
	Run       string // "DAY:2026-11-22" or "SLOT:" and the slot
	At        time.Time
	Passed    bool
	Results   []Result
}

// Removal is a seat that left the inventory because of its self-test, and what it was before.
type Removal struct {
	Seat site.SeatID
	Room site.RoomID
	Was  site.SeatState
	Why  string
	At   time.Time
}
