package booking

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// CallState is where a call for a person stands.
type CallState string

// The states of a call. OPEN and ACKED are live: a terminal has at most one live call, pressing again counts on it.
const (
	CallOpen   CallState = "OPEN"   // nobody has answered
	CallAcked  CallState = "ACKED"  // an officer said: I see to it
	CallClosed CallState = "CLOSED" // seen to
)

// CallOutcome is how a call ended.
type CallOutcome string

// The outcomes.
const (
	CallHelped  CallOutcome = "HELPED"  // 已处理
	CallSent    CallOutcome = "SENT"    // 已派人到场
	CallMistake CallOutcome = "MISTAKE" // 误按
	CallNobody  CallOutcome = "NOBODY"  // 无人应答
)

func (o CallOutcome) known() bool {
	return o == CallHelped || o == CallSent || o == CallMistake || o == CallNobody
}

// Call is somebody at a gate or a seat who wants a person, or a gate that cannot go on without one.
type Call struct {
	ID          CallID
	Device      terminal.ID
	Room        site.RoomID
	OrgPath     string
	Seat        site.SeatID // empty at a gate
	SeatLabel   string
	Admission   AdmissionID // who sat there when the button was pressed; empty when nobody did
	Trouble     string      // code of what the machine could not do; empty for the button
	State       CallState
	Presses     int
	CalledAt    time.Time
	PressedAt   time.Time // of the last press
	EscalateAt  time.Time // unanswered until here, it goes to the second on the roster
	EscalatedAt time.Time
	EscalatedTo people.AccountID // the second; empty when nobody was on the roster
	SecondName  string
	AckedAt     time.Time
	AckedBy     people.AccountID
	AckedName   string
	ClosedAt    time.Time
	ClosedBy    people.AccountID
	ClosedName  string
	Outcome     CallOutcome
	Note        string
	Version     int
}

// CallFilter selects calls. Paths: none means nothing.
type CallFilter struct {
	Paths  []string // organisation paths, "/" for all
	Closed bool     // closed ones instead of live ones
	Before CallID   // cursor: ids below
	Limit  int
}

// call puts a call of a terminal on the duty desk, in the caller's transaction. A terminal that calls already is counted
// once more and makes no second call.
func (s *Service) call(ctx context.Context, room site.Room, device terminal.ID, seat site.SeatID, trouble string) error {
	now := s.Clock()
	if again, err := s.Calls.PressCall(ctx, device, now); err != nil || again {
		return err
	}
	wait := room.Rules.CallSeconds
	if wait == 0 {
		wait = site.DefaultCallSeconds
	}
	c := Call{ID: CallID(actor.NewID(now)), Device: device, Room: room.ID, OrgPath: room.OrgPath, Seat: seat, Trouble: trouble, State: CallOpen,
		Presses: 1, CalledAt: now, PressedAt: now, EscalateAt: now.Add(time.Duration(wait) * time.Second), Version: 1}
	if err := s.whoCalls(ctx, &c); err != nil {
		return err
	}
	err := s.Calls.AddCall(ctx, c)
	if errors.Is(err, ErrDuplicate) { // the same button was quicker
		_, err = s.Calls.PressCall(ctx, device, now)
		return err
	}
	if err != nil {
		return err
	}
	detail := map[string]string{"room": string(c.Room), "call": string(c.ID), "trouble": trouble}
	kind, id := "exam_room", string(c.Room)
	if seat != "" {
		kind, id = "seat", string(seat)
	}
	if err := s.record(ctx, "room.call_staff", kind, id, c.OrgPath, detail); err != nil {
		return err
	}
	return s.emitCall(ctx, TopicCallPerson, c)
}

// whoCalls notes the seat's label and who sits there.
func (s *Service) whoCalls(ctx context.Context, c *Call) error {
	if c.Seat == "" {
		return nil
	}
	st, err := s.Places.Seat(ctx, c.Seat)
	if err != nil {
		return err
	}
	c.SeatLabel = st.Label
	a, err := s.Gate.AdmissionAtSeat(ctx, c.Seat)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	c.Admission = a.ID
	return err
}

func (s *Service) emitCall(ctx context.Context, topic string, c Call, more ...string) error {
	body := map[string]string{"call": string(c.ID), "room": string(c.Room), "device": string(c.Device), "path": c.OrgPath, "trouble": c.Trouble}
	for k, v := range map[string]string{"seat": string(c.Seat), "second": string(c.EscalatedTo), "outcome": string(c.Outcome)} {
		if v != "" {
			body[k] = v
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		body[more[i]] = more[i+1]
	}
	return s.emit(ctx, topic, string(c.ID), body)
}

// CallStaff is the button on a gate or a seat: somebody wants a person.
func (s *Service) CallStaff(ctx context.Context) error {
	dev, room, err := s.inRoom(ctx)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.call(ctx, room, terminal.ID(dev.ID), site.SeatID(dev.Seat), "")
	})
}

// MyCall answers a terminal whether its call stands and was answered; an empty state when there is none.
func (s *Service) MyCall(ctx context.Context) (CallState, error) {
	dev, _, err := s.inRoom(ctx)
	if err != nil {
		return "", err
	}
	c, err := s.Calls.LiveCall(ctx, terminal.ID(dev.ID))
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return c.State, err
}

// dutyDesk are those who answer calls.
func dutyDesk() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant}
}

// FindCalls lists calls from the rooms of those on duty, newest first.
func (s *Service) FindCalls(ctx context.Context, f CallFilter) ([]Call, error) {
	if f.Paths = actor.From(ctx).Paths(dutyDesk()...); len(f.Paths) == 0 {
		return nil, ErrForbidden
	}
	return s.Calls.FindCalls(ctx, f)
}

// AckCall says that the officer sees to a call. Saying it again changes nothing. Errors: ErrCallTaken, ErrCallClosed.
func (s *Service) AckCall(ctx context.Context, id CallID) (Call, error) {
	return s.answer(ctx, id, func(ctx context.Context, c *Call) error {
		me := people.AccountID(actor.From(ctx).ID)
		switch {
		case c.State == CallAcked && c.AckedBy == me:
			return nil
		case c.State == CallAcked:
			return ErrCallTaken.With("name", c.AckedName)
		case c.State == CallClosed:
			return ErrCallClosed
		}
		c.State = CallAcked
		s.acked(ctx, c)
		return s.keepCall(ctx, c, "duty_call.ack", TopicCallAcked)
	})
}

func (s *Service) acked(ctx context.Context, c *Call) {
	me := actor.From(ctx)
	c.AckedAt, c.AckedBy, c.AckedName = s.Clock(), people.AccountID(me.ID), shortName(me.Name)
}

// CloseCall says how a call ended. An officer who closes a call that nobody answered has answered it. Any officer of the
// room may close a colleague's. Closing again with the same outcome changes nothing. Errors: ErrCallOutcome, ErrCallClosed.
func (s *Service) CloseCall(ctx context.Context, id CallID, outcome CallOutcome, note string) (Call, error) {
	var bad fault.List
	if !outcome.known() {
		bad.Add("body.outcome", ErrCallOutcome)
	}
	if len([]rune(note)) > 400 {
		bad.Add("body.note", ErrBadText)
	}
	bad.Add("body.note", actor.CheckText(note))
	if err := bad.Err(); err != nil {
		return Call{}, err
	}
	return s.answer(ctx, id, func(ctx context.Context, c *Call) error {
		me := actor.From(ctx)
		if c.State == CallClosed {
			if c.ClosedBy == people.AccountID(me.ID) && c.Outcome == outcome && c.Note == note {
				return nil
			}
			return ErrCallClosed
		}
		if c.State == CallOpen {
			s.acked(ctx, c)
		}
		c.State, c.Outcome, c.Note = CallClosed, outcome, note
		c.ClosedAt, c.ClosedBy, c.ClosedName = s.Clock(), people.AccountID(me.ID), shortName(me.Name)
		return s.keepCall(ctx, c, "duty_call.close", TopicCallClosed)
	})
}

// answer runs an officer's act on a call. The call is locked, so presses of the button in between wait for the answer.
func (s *Service) answer(ctx context.Context, id CallID, act func(context.Context, *Call) error) (Call, error) {
	var c Call
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if c, err = s.Calls.LockCall(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, c.OrgPath, dutyDesk()...); err != nil {
			return err
		}
		return act(ctx, &c)
	})
	return c, err
}

// keepCall saves a call with its trail and its event; more are pairs for the event's body.
func (s *Service) keepCall(ctx context.Context, c *Call, verb, topic string, more ...string) error {
	if err := s.Calls.SaveCall(ctx, *c); err != nil {
		return err
	}
	c.Version++
	detail := map[string]string{"room": string(c.Room), "seat": c.SeatLabel, "state": string(c.State)}
	if c.Outcome != "" {
		detail["outcome"], detail["note"] = string(c.Outcome), c.Note
	}
	if err := s.record(ctx, verb, "duty_call", string(c.ID), c.OrgPath, detail); err != nil {
		return err
	}
	return s.emitCall(ctx, topic, *c, more...)
}

// shortName cuts a name to what a call's row holds.
func shortName(n string) string {
	if r := []rune(n); len(r) > 60 {
		return string(r[:60])
	}
	return n
}

// SweepCalls hands calls that nobody answered in the room's time to the second on the roster. For a job; each call goes
// there once.
func (s *Service) SweepCalls(ctx context.Context) error {
	ids, err := s.Calls.UnansweredCalls(ctx, s.Clock())
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.escalate(ctx, id) }); err != nil && !errors.Is(err, ErrStale) {
			return err
		}
	}
	return nil
}

func (s *Service) escalate(ctx context.Context, id CallID) error {
	now := s.Clock()
	c, err := s.Calls.Call(ctx, id)
	if err != nil || c.State != CallOpen || !c.EscalatedAt.IsZero() || now.Before(c.EscalateAt) {
		return err
	}
	shifts, err := s.Duty.ShiftsOfRoom(ctx, c.Room, now, now.Add(time.Millisecond))
	if err != nil {
		return err
	}
	c.EscalatedAt = now
	var second people.PersonID
	if len(shifts) > 0 {
		c.EscalatedTo, c.SecondName, second = shifts[0].Second, shortName(shifts[0].SecondName), shifts[0].SecondPerson
	}
	return s.keepCall(ctx, &c, "duty_call.escalate", TopicCallEscalated, "person", string(second))
}
