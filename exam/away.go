package exam

import (
	"context"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// GateAway is the gate of a sitting that another server holds: a room node that goes on without the uplink. Nothing moves
// the sitting here until its journal comes back or it is called back.
const GateAway Gate = "AWAY"

// Failures of handing over and back.
var (
	ErrAway = fault.Define("sitting.away", fault.Unavailable,
		"这场考试正由本考场的考场机保存，请稍候，系统会自动转接。需要在中心处理时，请先收回。",
		"The node of this room keeps this sitting. Wait a moment, the page is led there. To act on it here, call it back first.")
	ErrNotAway = fault.Define("sitting.not_away", fault.Conflict,
		"这场考试没有交给考场机。", "This sitting is not with a room node.")
	ErrTail = fault.Define("sitting.tail_refused", fault.Conflict,
		"考场机交回的作答记录与中心的记录不一致，没有采用，已留存待人工处理。原因：{why}",
		"The journal that the room node hands back does not continue the one kept here. It was not applied and is kept for a decision: {why}")
	ErrTailGap = fault.Define("sitting.tail_gap", fault.Conflict,
		"中间缺少作答记录，请从第 {place} 条重新交回。", "Entries are missing. Hand back again after place {place}.")
)

// clockSlack is how far the clocks of two servers may lie apart before what one says is not believed by the other.
const clockSlack = 2 * time.Minute

// handInTime is what must be left of a paper for it to be worth handing over.
const handInTime = 30 * time.Second

// Parcel is all that another server needs to go on with a sitting. It holds no key, no seed and no name.
type Parcel struct {
	Sitting  Sitting
	Head     Head // Epoch is the one of the hand-over; Gate is the sitting's, not AWAY
	Draw     Draw // Leaf and Paper; Random, Nonce and Record stay
	Entries  []Entry
	Attempts int // papers of the application that were started before
	Card     Card
}

// HandOver takes the live sitting at a seat of a room out of this server's hands: in one transaction its gate is AWAY, and
// with keeps who has it now. The epoch stays: a page without a socket goes on at the other server with the grip it has, and
// here nothing is written whatever its epoch. A sitting may go once its paper is drawn and while its clock does not stand
// still. Errors: ErrNoSitting, ErrState, ErrAway, ErrLate.
func (s *Service) HandOver(ctx context.Context, room site.RoomID, seat site.SeatID, with func(context.Context, Parcel) error) (Parcel, error) {
	live, err := s.d.Store.LiveAtSeat(ctx, seat)
	if err != nil {
		return Parcel{}, err
	}
	var p Parcel
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, live.ID)
		switch {
		case err != nil:
			return err
		case sit.Room != room || sit.Seat != seat || sit.Kind != Formal:
			return ErrNoSitting
		case head.Gate == GateAway:
			return ErrAway
		case sit.State != Pledged && sit.State != Practised && sit.State != Running:
			return ErrState.With("state", sit.State).With("act", "HAND_OVER")
		case sit.State == Running && sit.Deadline.Sub(s.now()) < handInTime:
			return ErrLate
		}
		switch stands, err := s.halted(ctx, room); { // the node could not be told
		case err != nil:
			return err
		case stands:
			return ErrRoomPaused
		}
		if p, err = s.parcel(ctx, sit, head); err != nil {
			return err
		}
		head.Gate = GateAway
		if err := s.d.Journal.SetHeads(ctx, []Head{head}); err != nil {
			return err
		}
		if err := s.record(ctx, "sitting.hand_over", sit, map[string]string{"epoch": fmt.Sprint(head.Epoch), "place": fmt.Sprint(head.Place)}); err != nil {
			return err
		}
		return with(ctx, p)
	})
	if err == nil {
		s.changed(seat)
	}
	return p, err
}

// ParcelOf makes the parcel of a sitting that is away once more, as it stands here: the first one may have been lost on its
// way. ErrNotAway when the sitting is back.
func (s *Service) ParcelOf(ctx context.Context, id SittingID) (Parcel, error) {
	var p Parcel
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err == nil && head.Gate != GateAway {
			err = ErrNotAway
		}
		if err == nil {
			p, err = s.parcel(ctx, sit, head)
		}
		return err
	})
	return p, err
}

func (s *Service) parcel(ctx context.Context, sit Sitting, head Head) (Parcel, error) {
	d, err := s.d.Draws.Draw(ctx, sit.ID)
	if err != nil {
		return Parcel{}, err
	}
	p := Parcel{Sitting: sit, Head: head, Draw: Draw{Sitting: sit.ID, Leaf: d.Leaf, Paper: d.Paper}}
	p.Head.Gate = sit.Gate()
	if p.Entries, err = s.d.Journal.Entries(ctx, sit.ID); err != nil {
		return Parcel{}, err
	}
	if p.Attempts, err = s.d.Store.CountAttempts(ctx, sit.Application); err != nil {
		return Parcel{}, err
	}
	p.Card, err = s.readCard(ctx, sit)
	return p, err
}

// Accept takes a sitting that another server hands over; with keeps what goes with it. The paper is put by with OpenPaper.
// A parcel that was accepted before changes nothing. The chain of its journal must hold.
func (s *Service) Accept(ctx context.Context, p Parcel, with func(context.Context) error) error {
	fresh := false
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		fresh = false
		_, err := s.d.Store.Sitting(ctx, p.Sitting.ID)
		if !isMissing(err) {
			return err
		}
		fresh = true
		if err := s.d.Store.InsertSitting(ctx, p.Sitting); err != nil {
			return err
		}
		if err := s.d.Journal.InsertHead(ctx, p.Head); err != nil {
			return err
		}
		if err := s.d.Draws.InsertDraw(ctx, Draw{Sitting: p.Sitting.ID}); err != nil {
			return err
		}
		if err := s.d.Journal.Append(ctx, p.Entries); err != nil {
			return err
		}
		if err := s.record(ctx, "sitting.accept", p.Sitting, map[string]string{"epoch": fmt.Sprint(p.Head.Epoch), "place": fmt.Sprint(p.Head.Place)}); err != nil {
			return err
		}
		return with(ctx)
	})
	if err == nil && fresh {
		s.changed(p.Sitting.Seat)
	}
	return err
}

// OpenPaper puts the paper of an accepted sitting by, in the transaction of the context. ErrTail unless it is the paper that
// the sitting was drawn, and the journal handed over starts from its record.
func (s *Service) OpenPaper(ctx context.Context, sit Sitting, d Draw) error {
	entries, err := s.d.Journal.Entries(ctx, sit.ID)
	if err != nil {
		return err
	}
	if _, err := VerifyChain(d.Leaf, entries); err != nil {
		return ErrTail.With("why", err.Error())
	}
	if digest := d.Paper.Digest(); fmt.Sprintf("%x", digest[:]) != sit.PaperDigest {
		return ErrTail.With("why", "the paper is not the one that was drawn")
	}
	d.Sitting = sit.ID
	return s.d.Draws.SetDraw(ctx, d)
}

// Leave closes the journal of a sitting here because another server goes on with it: the last entry is the last. Doing it
// again changes nothing.
func (s *Service) Leave(ctx context.Context, id SittingID) error {
	var seat site.SeatID
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err != nil || head.Gate == GateAway {
			return err
		}
		seat = sit.Seat
		head.Gate = GateAway
		if err := s.d.Journal.SetHeads(ctx, []Head{head}); err != nil {
			return err
		}
		return s.record(ctx, "sitting.leave", sit, map[string]string{"place": fmt.Sprint(head.Place)})
	})
	if err == nil && seat != "" {
		s.changed(seat)
	}
	return err
}

// Holding is a sitting as it stands at the server that holds it, with its journal after a place.
type Holding struct {
	Sitting Sitting
	Head    Head
	Tail    []Entry
}

// HoldingOf reads a sitting and its journal after a place, as of one moment.
func (s *Service) HoldingOf(ctx context.Context, id SittingID, after int64) (Holding, error) {
	var h Holding
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if h.Sitting, h.Head, err = s.lock(ctx, id); err != nil {
			return err
		}
		all, err := s.d.Journal.Entries(ctx, id)
		if err == nil && after < int64(len(all)) {
			h.Tail = all[max(0, after):]
		}
		return err
	})
	return h, err
}

// callBackStep is by how much the epoch rises when a sitting is called back: above every connection that the other server
// may have counted since, so that a page that knows more than this journal has to read it anew.
const callBackStep = 1 << 20

// CallBack lets a sitting go on here although its journal did not come back; the epoch rises. with keeps by whom and why.
// What the other server stored since it last reported is not applied any more.
func (s *Service) CallBack(ctx context.Context, id SittingID, with func(context.Context, Sitting) error) error {
	var seat site.SeatID
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err != nil {
			return err
		}
		if head.Gate != GateAway {
			return ErrNotAway
		}
		seat = sit.Seat
		head.Epoch, head.Gate = head.Epoch+callBackStep, sit.Gate()
		if err := s.d.Journal.SetHeads(ctx, []Head{head}); err != nil {
			return err
		}
		return with(ctx, sit)
	})
	if err == nil {
		s.changed(seat)
	}
	return err
}
