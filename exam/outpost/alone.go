package outpost

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Standing is what a room goes by without the centre, as the centre said last.
type Standing struct {
	RoomName string
	Then     site.Then     // what becomes of sittings under way when the uplink stays cut
	After    time.Duration // after how long
	OnCall   []Contact     // of the coming day, by From
	Lead     Contact       // head of the exam point (考点负责人), at all times; no phone: nobody is named
}

// Contact is who can come to the door in a time.
type Contact struct {
	Name     string
	Phone    string
	From, To time.Time
}

// Cut is a time in which centre and node did not hear each other, as one of them saw it.
type Cut struct {
	ID       string
	Node     NodeID // empty on the node
	Room     site.RoomID
	From, To time.Time // To is zero while it lasts
	Action   site.Then // what the node did by the rule of the room; empty: not yet
	ActedAt  time.Time
	Sittings int // under way when it did
}

// Outcome is what became of a call to the on-call person.
type Outcome string

// The outcomes.
const (
	Calling  Outcome = "CALLING"   // the node ended before it knew
	Answered Outcome = "ANSWERED"  // somebody confirmed
	Sent     Outcome = "SENT"      // the gateway took a message; nobody confirmed
	Failed   Outcome = "FAILED"    // not reached
	NoPath   Outcome = "NO_PATH"   // no gateway is configured at the node
	NoPerson Outcome = "NO_PERSON" // the roster names nobody for this time
)

// Call is one call to the on-call person, made by the node because nobody outside sees the room.
type Call struct {
	ID      string
	Cut     string
	Node    NodeID // empty on the node
	Room    site.RoomID
	Name    string
	Phone   string
	At      time.Time
	Outcome Outcome
	Detail  string
	ToldAt  time.Time // the centre has it
}

// Order is one call to make.
type Order struct {
	ID    string // of the call; the gateway may use it to drop repetitions
	Name  string
	Phone string
	Text  string // to be read out or sent
}

// OnCall reaches a person by a path that does not need the uplink. package proctor/oncall speaks to a gateway over HTTP.
type OnCall interface {
	// Call makes one call and says what became of it; detail is what the gateway says for people. An error is Failed.
	Call(ctx context.Context, o Order) (out Outcome, detail string, err error)
}

// AloneStore keeps on the node what it goes by and did without the centre. Every method joins the transaction of the context.
type AloneStore interface {
	// Standing returns what was said last and for which room; zero values when nothing was.
	Standing(ctx context.Context) (site.RoomID, Standing, error)
	// SetStanding replaces it where it is new.
	SetStanding(ctx context.Context, room site.RoomID, s Standing) error
	// OpenCut returns the cut that lasts; the zero value when none does.
	OpenCut(ctx context.Context, n NodeID) (Cut, error)
	// SaveCut adds a cut or writes it anew.
	SaveCut(ctx context.Context, c Cut) error
	// SaveCall adds a call or writes it anew.
	SaveCall(ctx context.Context, c Call) error
	// CallsOf lists the calls of a cut by time.
	CallsOf(ctx context.Context, cut string) ([]Call, error)
	// Untold lists calls that the centre does not have, at most 50.
	Untold(ctx context.Context) ([]Call, error)
}

// How often the on-call person is called in one cut.
const (
	mostCalls   = 6
	callAgain   = time.Minute     // after a call that reached nobody
	callAgainIf = 5 * time.Minute // after a message that nobody confirmed
	callsBefore = 3               // calls that reached nobody, before the head of the exam point is called in turn
)

// ruleReason is the reason of what the node does to sittings by the rule of its room.
func ruleReason(r Standing) exam.Reason {
	return exam.Reason{Code: "NETWORK", Text: fmt.Sprintf("考场与中心网络中断超过 %d 分钟，按考场规则处理", int(r.After/time.Minute))}
}

// Tick does what the rules of the room ask while the uplink is cut: after a time the sittings go on, pause or are given up,
// and the on-call person is called. When the centre is heard again clocks that stood run on. Call it every second.
func (p *Post) Tick(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "outpost.alone")
	cut, err := p.d.Alone.OpenCut(ctx, "")
	if err != nil {
		return err
	}
	if p.Up() {
		if cut.ID == "" {
			return nil
		}
		return p.again(ctx, cut)
	}
	if cut.ID == "" {
		if cut, err = p.cutNow(ctx); err != nil || cut.ID == "" {
			return err
		}
	}
	live, err := p.underWay(ctx)
	if err != nil {
		return err
	}
	_, rule, err := p.d.Alone.Standing(ctx)
	if err != nil {
		return err
	}
	return errors.Join(p.obey(ctx, cut, rule, live), p.call(ctx, cut, rule, len(live)))
}

// cutNow notes that the uplink is cut. A node that was never told which room it stands in notes nothing.
func (p *Post) cutNow(ctx context.Context) (Cut, error) {
	room, _, err := p.d.Alone.Standing(ctx)
	if err != nil || room == "" {
		return Cut{}, err
	}
	p.mu.Lock()
	from := p.heard
	if from.IsZero() {
		from = p.begun
	}
	p.mu.Unlock()
	if p.d.Clock().Sub(from) <= p.d.Policy.Grace {
		return Cut{}, nil
	}
	c := Cut{ID: actor.NewID(p.now()), Room: room, From: from.UTC().Truncate(time.Millisecond)}
	p.d.Log.Error("the uplink is cut", "since", c.From)
	return c, p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Alone.SaveCut(ctx, c) })
}

// underWay lists the sittings here whose paper is open.
func (p *Post) underWay(ctx context.Context) ([]exam.Sitting, error) {
	charges, err := p.d.Store.Charges(ctx)
	if err != nil {
		return nil, err
	}
	var out []exam.Sitting
	for _, c := range charges {
		sit, err := p.d.Sittings.Sitting(ctx, c.Sitting)
		if err != nil {
			return nil, err
		}
		if sit.State == exam.Running || sit.State == exam.Paused {
			out = append(out, sit)
		}
	}
	return out, nil
}

// obey carries out the rule of the room once its time has come.
func (p *Post) obey(ctx context.Context, cut Cut, rule Standing, live []exam.Sitting) error {
	if rule.After <= 0 || p.d.Clock().Sub(cut.From) < rule.After {
		return nil
	}
	for _, sit := range live {
		var err error
		switch {
		case rule.Then == site.ThenPause && sit.State == exam.Running:
			_, err = p.local.Pause(ctx, sit.ID, ruleReason(rule))
		case rule.Then == site.ThenAbort:
			_, err = p.local.Abort(ctx, sit.ID, ruleReason(rule))
		}
		if err != nil && !errors.Is(err, exam.ErrLate) && !errors.Is(err, exam.ErrAway) && !errors.Is(err, exam.ErrState) {
			return err
		}
	}
	if !cut.ActedAt.IsZero() {
		return nil
	}
	cut.Action, cut.ActedAt, cut.Sittings = rule.Then, p.now(), len(live)
	p.d.Log.Error("the uplink stays cut: the rule of the room is carried out", "then", rule.Then, "sittings", len(live))
	return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Alone.SaveCut(ctx, cut) })
}

// again lets the clocks run on that the rule had stopped, and ends the cut. What was stopped for longer than the rules allow
// to resume goes to the centre as it is: an officer decides.
func (p *Post) again(ctx context.Context, cut Cut) error {
	live, err := p.underWay(ctx)
	if err != nil {
		return err
	}
	for _, sit := range live {
		if sit.State != exam.Paused || sit.PauseKind.IsBreak() {
			continue
		}
		_, err := p.local.Resume(ctx, sit.ID, exam.Reason{Code: "NETWORK", Text: "考场与中心网络恢复"})
		if errors.Is(err, exam.ErrPauseOver) {
			p.mu.Lock()
			p.asked[sit.ID] = true
			p.mu.Unlock()
			err = nil
		}
		if err != nil && !errors.Is(err, exam.ErrAway) && !errors.Is(err, exam.ErrState) {
			return err
		}
	}
	p.mu.Lock()
	cut.To = p.heard.UTC().Truncate(time.Millisecond)
	p.mu.Unlock()
	return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Alone.SaveCut(ctx, cut) })
}

// call calls the on-call person while people sit here and nobody outside sees them, until somebody confirms.
func (p *Post) call(ctx context.Context, cut Cut, rule Standing, live int) error {
	if live == 0 {
		return nil
	}
	calls, err := p.d.Alone.CallsOf(ctx, cut.ID)
	if err != nil {
		return err
	}
	now := p.now()
	if n := len(calls); n > 0 {
		last, wait := calls[n-1], callAgain
		switch {
		case last.Outcome == Answered, n >= mostCalls, last.Outcome == NoPath, last.Outcome == NoPerson && n > 0:
			return nil
		case last.Outcome == Sent:
			wait = callAgainIf
		}
		if now.Sub(last.At) < wait {
			return nil
		}
		if last.Outcome == Calling { // the node ended in between
			last.Outcome, last.Detail = Failed, "拨叫时考场机重启"
			if err := p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Alone.SaveCall(ctx, last) }); err != nil {
				return err
			}
		}
	}
	c := Call{ID: actor.NewID(now), Cut: cut.ID, Room: cut.Room, At: now, Outcome: Calling}
	who := rule.whom(now, len(calls))
	switch {
	case len(who) == 0:
		c.Outcome = NoPerson
	case p.d.OnCall == nil:
		c.Outcome = NoPath
	}
	if len(who) > 0 {
		c.Name, c.Phone = who[0].Name, who[0].Phone
	}
	save := func() error {
		return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Alone.SaveCall(ctx, c) })
	}
	if err := save(); err != nil || c.Outcome != Calling {
		return err
	}
	text := fmt.Sprintf("随考：%s与中心的网络从 %s 起中断，%d 名考生正在考试，请立即到场。", rule.RoomName, cut.From.In(actor.Beijing).Format("15:04"), live)
	if c.Outcome, c.Detail, err = p.d.OnCall.Call(ctx, Order{ID: c.ID, Name: c.Name, Phone: c.Phone, Text: text}); err != nil {
		c.Outcome, c.Detail = Failed, err.Error()
	}
	c.Detail = cutText(c.Detail, 200)
	p.d.Log.Warn("the on-call person was called", "outcome", c.Outcome, "detail", c.Detail)
	return save()
}

// whom returns who is to be called at a time after so many calls of a cut, first; nobody where nobody is named. The on-call people take
// turns; after callsBefore, every other call goes to the head of the exam point, at once where nobody is on call.
func (s Standing) whom(t time.Time, calls int) []Contact {
	on, past := s.at(t), calls-callsBefore
	switch {
	case s.Lead.Phone != "" && (len(on) == 0 || past >= 0 && past%2 == 0):
		return []Contact{s.Lead}
	case len(on) == 0:
		return nil
	}
	return on[calls%len(on):]
}

// at returns who is on call at a time.
func (s Standing) at(t time.Time) []Contact {
	var out []Contact
	for _, c := range s.OnCall {
		if !t.Before(c.From) && t.Before(c.To) {
			out = append(out, c)
		}
	}
	return out
}

// stand keeps what the centre says that holds also without it, where it is new, and lets go which calls the centre has.
func (p *Post) stand(ctx context.Context, reply Reply) error {
	return p.d.Store.InTx(ctx, func(ctx context.Context) error {
		if reply.Standing != nil {
			if err := p.d.Alone.SetStanding(ctx, reply.Room, *reply.Standing); err != nil {
				return err
			}
		}
		if len(reply.Calls) == 0 {
			return nil
		}
		untold, err := p.d.Alone.Untold(ctx)
		if err != nil {
			return err
		}
		for _, c := range untold {
			for _, id := range reply.Calls {
				if c.ID == id {
					c.ToldAt = p.now()
					if err := p.d.Alone.SaveCall(ctx, c); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}
