package exam

import (
	"bytes"
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// GateAway is the gate of a sitting that another server holds: a room node that goes on without the uplink. Nothing moves
// the sitting here until its journal comes back or it is called back; the epoch was raised, so no page can write either.
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

// HandOver takes the live sitting at a seat of a room out of this server's hands: in one transaction its epoch rises, its
// gate is AWAY, and with keeps who has it now. A sitting may go once its paper is drawn and while its clock does not stand
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
		head.Epoch++
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
	p.Head.Gate = sit.State.Gate()
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
		head.Epoch, head.Gate = head.Epoch+1, sit.State.Gate()
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

// Tail is what another server did with a sitting.
type Tail struct {
	Entries []Entry // in order; may begin with some that are stored here already
	Place   int64   // of the journal's end there
	Hash    []byte  // of its end
	Epoch   int64   // the newest there
	Release bool    // it does not hold the sitting any more: it goes on here
	Since   time.Time
}

// Adopted is what became of a Tail.
type Adopted struct {
	Sitting Sitting
	Place   int64 // of the journal's end here
	Closed  bool  // the sitting is here again, or over
}

// Adopt applies the tail of a sitting that is away: entries must follow place by place, number by number and hash by hash,
// none after the deadline, and what they say of start and end is judged by the sitting as it is kept here. All of it
// enters in one transaction, or none; with keeps what goes with it. What is stored already must be the same. After an end
// the sitting is scored here. Errors: ErrTail, ErrTailGap, ErrNotAway.
func (s *Service) Adopt(ctx context.Context, id SittingID, t Tail, with func(context.Context, Adopted) error) (Adopted, error) {
	var out Adopted
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err != nil {
			return err
		}
		fresh, err := s.unknown(ctx, id, t)
		if err != nil {
			return err
		}
		if head.Gate != GateAway { // said before: the same again is success
			if len(fresh) > 0 {
				return ErrNotAway
			}
			out = Adopted{sit, head.Place, true}
			return with(ctx, out)
		}
		a := adoption{s: s, sit: sit, head: head, now: s.now(), since: t.Since.Add(-clockSlack)}
		if err := a.all(ctx, fresh); err != nil {
			return err
		}
		if t.Place != a.head.Place || !bytes.Equal(t.Hash, a.head.Hash) {
			return ErrTail.With("why", fmt.Sprintf("the journal is said to end at place %d and ends at %d", t.Place, a.head.Place))
		}
		out = Adopted{Place: a.head.Place, Closed: t.Release || a.sit.State == Submitted}
		a.head.Epoch = max(a.head.Epoch, t.Epoch)
		if out.Closed {
			a.head.Epoch++
			a.head.Gate = a.sit.State.Gate()
		}
		if out.Sitting, err = a.write(ctx, len(fresh) > 0 || out.Closed); err != nil {
			return err
		}
		return with(ctx, out)
	})
	if err != nil {
		return Adopted{}, err
	}
	if out.Closed {
		if scored, err := s.Score(actor.AsSystem(ctx, "sitting.score"), id); err == nil {
			out.Sitting = scored
		} else { // the sweeper tries again
			s.d.Log.Error("scoring failed", "sitting", id, "err", err)
		}
	}
	s.changed(out.Sitting.Seat)
	return out, nil
}

// unknown returns the entries of t that are not stored here; those that are must be the same to the last byte.
func (s *Service) unknown(ctx context.Context, id SittingID, t Tail) ([]Entry, error) {
	have, err := s.d.Journal.Entries(ctx, id)
	if err != nil {
		return nil, err
	}
	for i, e := range t.Entries {
		if e.Place < 1 {
			return nil, ErrTail.With("why", "an entry has no place")
		}
		if e.Place > int64(len(have)) {
			return t.Entries[i:], nil
		}
		if !bytes.Equal(have[e.Place-1].Hash, e.Hash) || !bytes.Equal(e.HashAfter(hashBefore(have, e.Place)), e.Hash) && e.Place > 1 {
			return nil, ErrTail.With("why", fmt.Sprintf("another entry is stored at place %d", e.Place))
		}
	}
	return nil, nil
}

func hashBefore(have []Entry, place int64) []byte {
	if place < 2 {
		return nil
	}
	return have[place-2].Hash
}

// adoption is one Adopt under way: sitting and head move in memory and are written once.
type adoption struct {
	s          *Service
	sit        Sitting
	head       Head
	now, since time.Time
	shape      Shape
	fresh      []Entry
	acts       []Act
}

func (a *adoption) all(ctx context.Context, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	d, err := a.s.d.Draws.Draw(ctx, a.sit.ID)
	if err != nil {
		return err
	}
	a.shape = ShapeOf(d.Paper)
	if entries[0].Place != a.head.Place+1 {
		return ErrTailGap.With("place", a.head.Place)
	}
	for _, e := range entries {
		if err := a.one(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func (a *adoption) one(ctx context.Context, e Entry) error {
	bad := func(why string) error { return ErrTail.With("why", fmt.Sprintf("place %d: %s", e.Place, why)) }
	e.Sitting = a.sit.ID
	e.ServerAt, e.ClientAt = e.ServerAt.UTC().Truncate(time.Millisecond), e.ClientAt.UTC().Truncate(time.Millisecond)
	last := a.head.Seq
	switch {
	case e.Place != a.head.Place+1:
		return bad("a place is missing")
	case !bytes.Equal(e.HashAfter(a.head.Hash), e.Hash):
		return bad("the hash does not follow from the content")
	case utf8.RuneCountInString(e.Note) > 400 || actor.CheckText(e.Note) != nil:
		return bad("the note is not a text")
	case e.ServerAt.Before(a.since) || e.ServerAt.After(a.now.Add(clockSlack)):
		return bad("it lies outside the time of the hold")
	case (e.Kind == EntryAnswer || e.Kind == EntryMark) != (e.Seq != 0):
		return bad("its number does not fit its kind")
	case e.Seq != 0 && e.Seq != last+1:
		return bad("a number is missing")
	}
	var why string
	var err error
	switch e.Kind {
	case EntryAnswer, EntryMark:
		why = a.record(e)
	case EntryStart:
		why, err = a.start(ctx, e)
	case EntrySubmit:
		why, err = a.submit(ctx, e)
	default:
		why = "a room node cannot do this"
	}
	if err != nil {
		return err
	}
	if why != "" {
		return bad(why)
	}
	if got := a.head.add(e); !bytes.Equal(got.Hash, e.Hash) {
		return bad("the hash does not follow from the content")
	}
	a.fresh = append(a.fresh, e)
	return nil
}

// record judges an answer or mark as the ledger does.
func (a *adoption) record(e Entry) (why string) {
	switch {
	case a.sit.State != Running:
		return "the paper is not open"
	case !e.ServerAt.Before(a.sit.Deadline):
		return "it was received after the deadline"
	case e.Note != "":
		return "a record carries no note"
	}
	if err := a.shape.CheckEntry(e.Kind, e.Question, e.Answer); err != nil {
		return fault.From(err).Code()
	}
	return ""
}

func (a *adoption) start(ctx context.Context, e Entry) (why string, err error) {
	if a.sit.State == Pledged {
		a.sit.State = Practised
	}
	to, err := a.sit.State.After(ActStart)
	switch {
	case err != nil:
		return "the paper was opened already", nil
	case !e.ServerAt.Before(a.sit.StartBy):
		return "the paper was opened after the slot", nil
	case actor.DateOf(e.ServerAt) != a.sit.Terms.On:
		return "the paper was opened on a day with other rules", nil
	}
	before, err := a.s.d.Store.CountAttempts(ctx, a.sit.Application)
	if err != nil {
		return "", err
	}
	a.sit.State = to
	a.sit.begin(e.ServerAt, before+1)
	a.head.Deadline = a.sit.Deadline
	a.acts = append(a.acts, ActStart)
	return "", a.s.d.Admissions.MarkStarted(ctx, a.sit.Admission)
}

func (a *adoption) submit(ctx context.Context, e Entry) (why string, err error) {
	to, err := a.sit.State.After(ActSubmit)
	over := !e.ServerAt.Before(a.sit.Deadline)
	cause := Cause(e.Note)
	switch {
	case err != nil || a.sit.State != Running:
		return "the paper is not open", nil
	case cause == ByOwnHand && (over || e.ServerAt.Before(a.sit.EarliestSubmit())):
		return "handed in before or after its time", nil
	case cause == ByDeadline && !over:
		return "ended before the deadline", nil
	case cause != ByOwnHand && cause != ByDeadline:
		return "a room node cannot end a paper for this cause", nil
	}
	a.sit.State, a.sit.SubmittedAt, a.sit.Cause = to, e.ServerAt, cause
	a.acts = append(a.acts, ActSubmit)
	sit := a.sit
	return "", a.s.admission(sit, func() error { return a.s.d.Admissions.MarkFinished(ctx, sit.Admission) })
}

// write stores what changed and tells of it.
func (a *adoption) write(ctx context.Context, changed bool) (Sitting, error) {
	if !changed {
		return a.sit, nil
	}
	if err := a.s.d.Journal.Append(ctx, a.fresh); err != nil {
		return a.sit, err
	}
	if err := a.s.d.Journal.SetHeads(ctx, []Head{a.head}); err != nil {
		return a.sit, err
	}
	if len(a.acts) == 0 {
		return a.sit, nil
	}
	if err := a.s.d.Store.UpdateSitting(ctx, a.sit); err != nil {
		return a.sit, err
	}
	a.sit.Version++
	for _, act := range a.acts {
		verb, topic := "sitting.start", "sitting.started"
		if act == ActSubmit {
			verb, topic = "sitting.submit", "sitting.submitted"
		}
		if err := a.s.record(ctx, verb, a.sit, map[string]string{"by": "room node", "place": fmt.Sprint(a.head.Place)}); err != nil {
			return a.sit, err
		}
		if err := a.s.emit(ctx, topic, a.sit, ""); err != nil {
			return a.sit, err
		}
	}
	return a.sit, nil
}
