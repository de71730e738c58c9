package ws

import (
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/input"
)

// greet waits for hello, finds out who is calling and sends welcome. False ends the connection.
func (c *conn) greet() bool {
	late := time.NewTimer(c.hub.cfg.HelloWait)
	defer late.Stop()
	var f frame
	select {
	case f = <-c.frames:
	case <-late.C:
		c.end(ErrHello)
		return false
	case <-c.done:
		return false
	}
	e := f.e
	hello, ok := f.body.(*Hello)
	switch {
	case f.err != nil:
		c.end(fault.From(f.err))
		return false
	case !ok:
		c.end(ErrHello)
		return false
	}
	c.lang = hello.Lang
	a, err := c.hub.cfg.Device(c.ctx, hello.Token)
	switch {
	case fault.KindOf(err) == fault.Internal && err != nil:
		c.hub.cfg.Log.Error("ws: device", "err", err)
		c.end(fault.From(err))
		return false
	case err != nil || a.Kind != actor.Device:
		c.strange()
		c.end(ErrToken)
		return false
	case a.Seat == "":
		c.end(ErrNotSeat)
		return false
	}
	outer := actor.From(c.ctx)
	a.Request, a.Remote = outer.Request, outer.Remote
	c.me.Store(&a)
	c.present()
	c.ctx, c.seat = actor.With(c.ctx, a), site.SeatID(a.Seat)
	c.watch.page, c.watch.nth = hello.Page, hello.Nth
	c.calls(hello.Page, hello.Left)
	c.hub.at(c, c.seat)
	sn, err := c.hub.cfg.Sittings.Connect(c.ctx, c.lang)
	if unknown(err) { // nothing is shown that could be taken for an empty seat
		c.end(fault.From(err))
		return false
	}
	if err != nil {
		c.refuse(e.ID, err)
		c.send("welcome", e.ID, 0, Welcome{Protocol: Protocol, State: SeatState{Idle: true, Seat: string(c.seat), Now: ms(c.hub.cfg.Clock())}})
		return true // the reason was shown; a later poke or pulse tries again
	}
	c.note(sn)
	c.taken()
	c.send("welcome", e.ID, 0, Welcome{Protocol: Protocol, State: StateOf(sn)})
	return true
}

// unknown reports that an error says nothing of who sits here: the sitting is at a room node, another request was faster, or
// something the node needs is down. The client comes again.
func unknown(err error) bool {
	if err == nil {
		return false
	}
	kind := fault.KindOf(err)
	return errors.Is(err, exam.ErrAway) || errors.Is(err, exam.ErrChanged) || kind == fault.Unavailable || kind == fault.Internal
}

// note remembers what the client was shown last.
func (c *conn) note(sn exam.Snapshot) {
	c.sitting, c.epoch, c.version = sn.Sitting.ID, sn.Epoch, sn.Sitting.Version
	c.head = exam.Head{Epoch: sn.Epoch, Deadline: sn.Sitting.Deadline, Gate: sn.Sitting.Gate()}
}

// take handles one frame of the client.
func (c *conn) take(f frame) {
	e := f.e
	if f.err != nil {
		c.refuse(e.ID, f.err)
		return
	}
	switch b := f.body.(type) {
	case *Hello:
		c.refuse(e.ID, ErrHelloAgain)
	case *Ping:
		c.send("pong", e.ID, 0, Pong{ClientAt: b.ClientAt, Now: ms(c.hub.cfg.Clock())})
		if c.watch.no != 0 && c.head.Gate != exam.GateClosed { // after the end nobody counts any more, and nothing has to be explained
			c.hub.cfg.Inputs.Pinged(c.watch.sitting, c.watch.no)
		}
	case *Answer:
		c.put(e, b.Sitting, f.at, exam.Write{Kind: exam.EntryAnswer, Question: b.Question, Answer: b.Answer, ClientAt: clientTime(b.ClientAt)})
		if c.watch.no != 0 && exam.SittingID(b.Sitting) == c.watch.sitting {
			c.hub.cfg.Inputs.Answered(c.watch.sitting, c.watch.no, input.Answer{Question: b.Question, Text: b.Answer, Cause: b.In, At: clientTime(b.ClientAt)})
		}
	case *Input:
		if c.watch.no != 0 && exam.SittingID(b.Sitting) == c.watch.sitting {
			c.hub.cfg.Inputs.Noted(c.watch.sitting, c.watch.no, b.Note())
		}
	case *Seeing:
		if c.epoch != 0 && exam.SittingID(b.Sitting) == c.sitting {
			c.sees(b)
		}
	case *Mark:
		on := ""
		if b.Marked {
			on = "1"
		}
		c.put(e, b.Sitting, f.at, exam.Write{Kind: exam.EntryMark, Question: b.Question, Answer: on, ClientAt: clientTime(b.ClientAt)})
	case *Submit:
		c.patient.Store(true)
		if c.flying.Load() > 0 { // answers on their way come first
			c.submit = &f
			return
		}
		c.patient.Store(false)
		c.answerRefused()
		c.act(e, b.Sitting, "SUBMITTED", func(g exam.Grip) (exam.Snapshot, error) {
			return c.hub.cfg.Sittings.Submit(c.ctx, g, b.Last, c.lang)
		})
	case *Break:
		c.act(e, b.Sitting, "PAUSED", func(g exam.Grip) (exam.Snapshot, error) {
			return c.hub.cfg.Sittings.Break(c.ctx, g, b.Last, c.lang)
		})
	case *Pledge:
		confirmed, nonce, err := b.terms()
		if err != nil {
			c.refuse(e.ID, err)
			return
		}
		c.act(e, b.Sitting, "PLEDGED", func(g exam.Grip) (exam.Snapshot, error) {
			return c.hub.cfg.Sittings.Pledge(c.ctx, g, confirmed, nonce, c.lang)
		})
	case *PracticeDone:
		c.act(e, b.Sitting, "PRACTISED", func(g exam.Grip) (exam.Snapshot, error) {
			return c.hub.cfg.Sittings.Practised(c.ctx, g, b.Skipped, c.lang)
		})
	case *Start:
		c.act(e, b.Sitting, "STARTED", func(g exam.Grip) (exam.Snapshot, error) {
			return c.hub.cfg.Sittings.Start(c.ctx, g, c.lang)
		})
	}
}

// sees passes on what a page says it sees.
func (c *conn) sees(b *Seeing) {
	says := b.claim()
	if c.hub.cfg.Seen != nil && (b.Faces != 1 || b.Turned || says.Like > 0 && says.Like < claims.Alike) {
		c.hub.cfg.Seen(c.seat, c.sitting)
	}
	if c.hub.cfg.Claims != nil {
		c.hub.cfg.Claims.Told(claims.Place{Room: site.RoomID(actor.From(c.ctx).Room), Seat: c.seat, Sitting: c.sitting}, says)
	}
}

// clientTime reads a client's clock; a figure beyond all years is no time.
func clientTime(v int64) time.Time {
	if v <= 0 || v > 253402300799999 {
		return time.Time{}
	}
	return time.UnixMilli(v)
}

// mine returns the grip when the message names the sitting that this connection holds.
func (c *conn) mine(sitting string) (exam.Grip, error) {
	switch {
	case c.sitting == "" || c.epoch == 0:
		return exam.Grip{}, ErrNoSeatHeld
	case exam.SittingID(sitting) != c.sitting:
		return exam.Grip{}, exam.ErrNotYours
	}
	return exam.Grip{Sitting: c.sitting, Epoch: c.epoch}, nil
}

// act carries out one of the candidate's acts and answers with the state it led to.
func (c *conn) act(e Envelope, sitting, why string, do func(exam.Grip) (exam.Snapshot, error)) {
	g, err := c.mine(sitting)
	if err == nil {
		var sn exam.Snapshot
		before, pokes := c.version, c.pokes.Load()
		if sn, err = do(g); err == nil {
			sn.Epoch = g.Epoch // a newer connection shows at the next poke
			c.note(sn)
			// Each step of a sitting pokes its seat once. As many pokes as steps are the echo of what is shown here. (Should a
			// step of another node be among them, its own poke is still to come.)
			if p := c.pokes.Load(); p-pokes <= c.version-before {
				c.seen = p
			}
			c.send("state", e.ID, 0, StateChange{Why: why, State: StateOf(sn)})
			return
		}
	}
	if errors.Is(err, exam.ErrFenced) {
		c.fence(false)
		return
	}
	c.refuse(e.ID, err)
}

// put hands an answer or mark to the pipeline; settled gets the receipt.
func (c *conn) put(e Envelope, sitting string, at time.Time, w exam.Write) {
	g, err := c.mine(sitting)
	if err == nil {
		w.Sitting, w.Epoch, w.Seq, w.ReceivedAt = g.Sitting, g.Epoch, e.Seq, at
		c.flying.Add(1)
		if err = c.hub.cfg.Sittings.Put(c.ctx, w, c.stored); err != nil {
			c.flying.Add(-1)
		}
	}
	if err != nil {
		c.nack(e.Seq, 0, err)
	}
}

// settled takes the receipt of a record, in the pipeline's goroutine. What is durable is acknowledged at once; the rest is
// left to loop, which owns the state.
func (c *conn) settled(r exam.Receipt) {
	if r.Err == nil {
		c.queue(acknowledge(r.Seq, Ack{At: ms(r.At), Proof: r.Proof}))
	} else {
		c.mu.Lock()
		c.refused = append(c.refused, r)
		c.mu.Unlock()
	}
	left := int(c.flying.Add(-1))
	if r.Err != nil || left == c.hub.cfg.InFlight-1 || left == 0 && c.patient.Load() {
		c.wake()
	}
}

// receipts answers the records that were refused, and goes on with a submission once nothing is under way.
func (c *conn) receipts() {
	idle := c.flying.Load() == 0 // looked at first: whoever counted down had left the refusal before
	c.answerRefused()
	if idle && c.submit != nil {
		f := *c.submit
		c.submit = nil
		c.take(f)
	}
}

func (c *conn) answerRefused() {
	c.mu.Lock()
	refused := c.refused
	c.refused = nil
	c.mu.Unlock()
	for _, r := range refused {
		if errors.Is(r.Err, exam.ErrFenced) {
			c.nack(r.Seq, 0, r.Err)
			c.fence(false)
			continue
		}
		c.nack(r.Seq, r.Expected, r.Err)
	}
}

func (c *conn) nack(seq, expected int64, err error) {
	f := fault.From(err)
	if f.Kind() == fault.Internal {
		c.hub.cfg.Log.Error("ws: answer", "seat", c.seat, "sitting", c.sitting, "err", err)
	}
	c.send("nack", "", seq, Nack{Code: f.Code(), Text: f.Text(c.lang), Expected: expected, Retry: exam.Retry(err)})
}

// fence tells the client that it does not hold the sitting any more, and ends.
func (c *conn) fence(moved bool) {
	c.watch.moved = moved
	c.send("fenced", "", 0, Fenced{Code: exam.ErrFenced.Code(), Text: exam.ErrFenced.Text(c.lang), Moved: moved})
	c.end(exam.ErrFenced)
}
