package agent

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/agent/report"
	"github.com/suikao/suikao/proctor/input"
)

// ID identifies an enrolled agent; an actor.NewID.
type ID string

// Agent is the agent of a seat.
type Agent struct {
	ID         ID
	Device     string // the terminal by whose token it was enrolled
	Room       site.RoomID
	Seat       site.SeatID
	OrgPath    string
	Key        []byte // ed25519 public key
	EnrolledAt time.Time
	RevokedAt  time.Time // zero while it is live
	SeenAt     time.Time // last report
	Counter    int64     // of the last report
	Challenge  string    // for the next one
	Usual      report.Report
	UsualAt    time.Time // zero: nothing has been reported yet
	UsualBy    string    // account that accepted it; empty: the first report
	Last       report.Report
	Track      []input.Sample
	Failing    []report.Failure
}

// Live reports whether the agent speaks for its seat.
func (a Agent) Live() bool { return a.RevokedAt.IsZero() }

// Every is how often an agent reports, SilentAfter when it counts as silent.
const (
	Every       = 5 * time.Second
	SilentAfter = 20 * time.Second
	// trackMost is how many samples of the kernel's counts are kept: a minute of them.
	trackMost = 60
)

// Failures about agents.
var (
	ErrNotSeat = fault.Define("agent.not_seat", fault.Forbidden, "只有已绑定的座位终端可以登记自检程序。", "Only an enrolled seat terminal has an agent.")
	ErrProof   = fault.Define("agent.proof", fault.Invalid, "密钥证明不正确。", "The proof of the key does not fit.")
	ErrTaken   = fault.Define("agent.taken", fault.Conflict, "该座位已登记自检程序，更换前请先由管理人员注销。", "The seat has an agent. Staff revoke it before another one is enrolled.")
	ErrNone    = fault.Define("agent.none", fault.NotFound, "该座位没有登记自检程序。", "The seat has no agent.")
	ErrForged  = fault.Define("agent.forged", fault.Forbidden, "上报的签名或归属不正确，已拒绝并记录。", "The report's signature or seat does not fit. It was refused and noted.")
	ErrForm    = fault.Define("agent.form", fault.Invalid, "上报内容不符合格式。", "The report is not well formed.")
	ErrAgain   = fault.Define("agent.again", fault.Conflict, "上报已过期或重复，请按当前序号重新上报。", "The report is old or was sent before. Ask where the agent stands and report anew.")
	ErrReason  = fault.Define("agent.reason", fault.Invalid, "请写明原因，2 至 200 字。", "State the reason in 2 to 200 characters.")
	ErrNothing = fault.Define("agent.nothing", fault.Conflict, "该座位还没有上报过，无法确认基线。", "The seat has not reported yet; there is nothing to accept.")
	ErrDenied  = fault.Define("agent.forbidden", fault.Forbidden, "您没有管理该座位终端的权限。", "You may not manage this seat's terminal.")
)

// Store keeps agents. Every method joins the transaction of the context.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// Add adds a live agent; ErrTaken when the seat has one.
	Add(ctx context.Context, a Agent) error
	// Save writes everything that changes, where the row still has the counter was; false when it has another.
	Save(ctx context.Context, a Agent, was int64) (bool, error)
	// OfSeat returns the live agent of a seat or ErrNone.
	OfSeat(ctx context.Context, seat site.SeatID) (Agent, error)
	// OfSeats returns the live agents of these seats.
	OfSeats(ctx context.Context, seats []site.SeatID) ([]Agent, error)
	// InRoom returns the live agents of a room.
	InRoom(ctx context.Context, room site.RoomID) ([]Agent, error)
	// Unheard lists at most limit live agents whose last report lies between two times, longest silent first.
	Unheard(ctx context.Context, after, before time.Time, limit int) ([]Agent, error)
}

// Incidents takes what was noticed; *proctor.Service is one.
type Incidents interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
	Over(ctx context.Context, in proctor.Signal) error
}

// Sittings finds the sitting at a seat, or says so by a fault of kind NotFound; the store of exam is one.
type Sittings interface {
	LiveAtSeat(ctx context.Context, s site.SeatID) (exam.Sitting, error)
}

// Rooms answers where a seat stands, or a fault of kind NotFound; exam/site is one.
type Rooms interface {
	RoomPath(ctx context.Context, room, seat string) (orgPath string, err error)
}

// Deps are what the service needs; all fields are required.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Store     Store
	Incidents Incidents
	Sittings  Sittings
	Rooms     Rooms
	Token     func() string // random, for challenges; at least 32 characters
}

// keepers may accept and revoke; readers may look.
func keepers() []actor.Role { return []actor.Role{people.ExamManager, people.SystemAdmin} }
func readers() []actor.Role {
	return append(keepers(), people.RemoteInvigilator, people.RemoteAttendant, people.Inspector, people.Regulator)
}
