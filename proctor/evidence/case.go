package evidence

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// State is what has become of a sitting's recordings.
type State string

// The states. There is no way back.
const (
	Kept     State = "KEPT"
	Deleting State = "DELETING" // the key is destroyed and the proof written, files are being removed
	Gone     State = "DELETED"
)

// Case is what the evidence of a sitting stands on.
type Case struct {
	Sitting  exam.SittingID
	Room     site.RoomID
	OrgPath  string
	Person   people.PersonID
	Item     string
	EndedAt  time.Time
	Bytes    int64 // recorded
	State    State
	Months   int        // period of the recordings; 0: the rules leave it blank
	Basis    string     // what sets the period
	DeleteOn actor.Date // first day on which they may be deleted; empty: not before the authority sets the period
	RootNo   int
	Root     string    // hash of the newest root
	DueAt    time.Time // when its root must be looked at again; zero: no more
	GoneAt   time.Time
	Proof    string // hash of the proof of deletion
	Version  int
}

// Stored is a root as it lies in the database.
type Stored struct {
	ID        string
	Sitting   exam.SittingID
	No        int
	Former    string
	Hash      string
	Body      []byte
	Signature string
	At        time.Time
}

// Person is who did something, as named on the spot.
type Person struct {
	Account people.AccountID
	Person  people.PersonID
	Name    string
	At      time.Time
}

// me is the calling staff member now.
func me(a actor.Actor, now time.Time) Person {
	return Person{people.AccountID(a.ID), people.PersonID(a.Person), a.Name, now}
}

// Hold is an order that a sitting's recordings be kept (证据保全), or those of a room's own cameras of a day of Beijing.
type Hold struct {
	ID       string
	Sitting  exam.SittingID // empty: of a room
	Room     site.RoomID    // with Day: of a room
	Day      actor.Date
	OrgPath  string
	Live     bool
	Reason   string
	Document string // number of the letter of a court or authority; may be empty
	Placed   Person
	Asked    Person // who asks that it be ended; zero At: nobody does
	Why      string
	Lifted   Person // the second person
	Version  int
}

// Proof is a signed statement of what was deleted by rule.
type Proof struct {
	ID        string
	Sitting   exam.SittingID
	Hash      string
	Body      []byte
	Signature string
	At        time.Time
}

// ExportState is where a request for a bundle stands.
type ExportState string

// The states of a request.
const (
	Asked    ExportState = "ASKED"
	Approved ExportState = "APPROVED"
	Refused  ExportState = "REFUSED"
)

// object names on the trail what is kept.
func (h Hold) object() string { return object(h.Sitting, h.Room) }

func object(sitting exam.SittingID, room site.RoomID) string {
	if sitting == "" {
		return roomObject(room)
	}
	return "sitting:" + string(sitting)
}

func (e Export) object() string { return object(e.Sitting, e.Room) }

// Export is a request for a bundle of a sitting, or of what a room's own cameras recorded on a day of Beijing.
type Export struct {
	ID        string
	Sitting   exam.SittingID // empty: of a room
	Room      site.RoomID    // with Day: of a room
	Day       actor.Date
	OrgPath   string
	State     ExportState
	Reason    string
	Document  string
	Asked     Person
	Decided   Person
	Note      string
	Until     time.Time // of an approval
	Downloads int
	Manifest  string // hash of the newest manifest that was given out whole
	Version   int
}

// Failures of evidence.
var (
	ErrNotFound  = fault.Define("evidence.not_found", fault.NotFound, "没有找到这场考试的证据记录。", "There is no evidence of such a sitting.")
	ErrForbidden = fault.Define("evidence.forbidden", fault.Forbidden, "您的岗位不能进行这项操作。", "Your role does not allow this.")
	ErrOpen      = fault.Define("evidence.sitting_open", fault.Conflict, "考试还没有结束，结束后才形成证据摘要。", "The sitting is not over. Its evidence is closed when it is.")
	ErrReason    = fault.Define("evidence.reason", fault.Invalid, "请写明理由，5到400个字。", "State the reason in 5 to 400 characters.")
	ErrDocument  = fault.Define("evidence.document", fault.Invalid, "文书编号不超过80个字。", "The document's number has at most 80 characters.")
	ErrSame      = fault.Define("evidence.same_person", fault.Forbidden, "申请和批准须由两个不同的人办理。", "Asking and approving takes two different people.")
	ErrHold      = fault.Define("evidence.hold_state", fault.Conflict, "这项保全已经解除，或还没有人申请解除。", "This hold is ended already, or nobody has asked to end it.")
	ErrExport    = fault.Define("evidence.export_state", fault.Conflict, "这份申请已经处理过，或还没有批准。", "This request was decided already, or is not approved.")
	ErrOver      = fault.Define("evidence.export_over", fault.Conflict, "批准的下载期限已过，请重新申请。", "The approval has run out. Ask again.")
	ErrDeleted   = fault.Define("evidence.deleted", fault.Conflict, "录像已于{on}按保存期规定删除（{basis}），哈希值和删除证明仍在。",
		"The recording was deleted by rule on {on} ({basis}). Its hashes and the proof of the deletion remain.")
	ErrChanged = fault.Define("evidence.changed", fault.Conflict, "这条记录刚刚被别人改动，请刷新后再试。", "Somebody changed this meanwhile. Look again.")
	ErrRoomDay = fault.Define("evidence.no_room_day", fault.NotFound, "考场摄像机这一天没有录像，请核对考场和日期。", "The room's own cameras recorded nothing on that day. Check room and day.")
	ErrOwn     = fault.Define("evidence.not_own", fault.NotFound, "没有找到您的这场考试。", "This is not a sitting of yours.")
)
