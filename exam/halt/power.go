package halt

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// OutageID identifies a loss of a room.
type OutageID string

// Basis is what shows a loss.
type Basis string

// The bases.
const (
	ByEvidence  Basis = "EVIDENCE"  // all connections of the room's seats broke off at once
	ByStatement Basis = "STATEMENT" // an officer says so
)

// Outage is a time in which a room had no power or no network.
type Outage struct {
	ID       OutageID
	Room     site.RoomID
	OrgPath  string
	Basis    Basis
	From, To time.Time   // To is zero while it lasts
	Evidence string      // canonical JSON
	Reason   exam.Reason // of a statement
	By       people.AccountID
	ByName   string
	At       time.Time // when it was entered
	Settled  time.Time // when everything it gives back was given
}

// Loss is a connection of a seat that broke off while it held a sitting.
type Loss struct {
	Sitting   exam.SittingID
	Epoch     int64 // of the connection
	Room      site.RoomID
	Seat      site.SeatID
	HeardAt   time.Time // last sign of life
	NoticedAt time.Time
	BackAt    time.Time // zero while nobody came back
	Outage    OutageID  // the loss of the room that it belongs to; empty: none
}

// PowerStore keeps losses. Every method joins the transaction of the context.
type PowerStore interface {
	// AddLoss adds a loss; one that is on file stays as it is. Where the return was noted first, that is when the seat was back.
	AddLoss(ctx context.Context, l Loss) error
	// SeatBack notes that a sitting is connected again, and returns how many losses ended by it.
	SeatBack(ctx context.Context, id exam.SittingID, at time.Time) (int, error)
	// NoteReturn keeps when the connection after l's came, where nothing is on file of l; AddLoss completes it.
	NoteReturn(ctx context.Context, l Loss) error
	// DropLosses deletes what was noted before an instant and belongs to no loss of a room.
	DropLosses(ctx context.Context, before time.Time) error
	// Losses lists the losses of a room noticed at or after since.
	Losses(ctx context.Context, room site.RoomID, since time.Time) ([]Loss, error)
	// LossesOf lists the losses that belong to a loss of a room.
	LossesOf(ctx context.Context, o OutageID) ([]Loss, error)
	// TieLosses notes to which loss of a room losses belong.
	TieLosses(ctx context.Context, list []Loss, o OutageID) error
	// RoomsLosing lists the rooms in which two seats at least were lost at or after since and belong to no loss of the room.
	RoomsLosing(ctx context.Context, since time.Time) ([]site.RoomID, error)
	// AddOutage adds a loss of a room; ErrStands when one by evidence lasts there.
	AddOutage(ctx context.Context, o Outage) error
	// EndOutage writes To, Settled and that it lasts no longer, once; false when it was settled before.
	EndOutage(ctx context.Context, o Outage) (bool, error)
	// Unsettled lists losses of rooms that have something left to give back.
	Unsettled(ctx context.Context) ([]Outage, error)
	// OutagesOf lists the losses of a room that touch the time from one instant to another, by their beginning; none that
	// turned out to be a flicker.
	OutagesOf(ctx context.Context, room site.RoomID, from, to time.Time) ([]Outage, error)
	// Dark reports whether a loss by evidence lasts in a room.
	Dark(ctx context.Context, room site.RoomID) (bool, error)
}

const (
	// hearing is within what time every seat is heard once: the terminals are asked every twenty seconds.
	hearing = 25 * time.Second
	// fresh is how long a loss is looked at as the possible part of a loss of the room.
	fresh = 10 * time.Minute
	// darkest is how long a room is dark at most by itself: after it people have decided, or deadlines count again.
	darkest = 4 * time.Hour
	// forgotten is when a seat's single loss is no use any more.
	forgotten = 48 * time.Hour
)

// Tidy deletes the losses of single seats that are older than two days: every new connection of a seat notes one. What a
// loss of a room rests on stays.
func (s *Service) Tidy(ctx context.Context) error {
	return s.d.Power.DropLosses(actor.AsSystem(ctx, "halt.tidy"), s.now().Add(-forgotten))
}

// Lost notes that the connection of a seat broke off: nobody closed it, it was not heard any more. heard is the last sign of
// life. It is no failure when the sitting is over.
func (s *Service) Lost(ctx context.Context, id exam.SittingID, epoch int64, heard time.Time) error {
	ctx = actor.AsSystem(ctx, "halt.lost")
	sit, err := s.d.Finder.Sitting(ctx, id)
	if err != nil || !sit.State.Live() || sit.Room == "" {
		return err
	}
	l := Loss{Sitting: id, Epoch: epoch, Room: sit.Room, Seat: sit.Seat, HeardAt: heard.UTC().Truncate(time.Millisecond), NoticedAt: s.now()}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		// Under lock: a seat that comes back takes the same lock before it looks for losses, so one of the two sees the other.
		heads, err := s.d.Finder.LockHeads(ctx, []exam.SittingID{id})
		head, ok := heads[id]
		if err != nil || !ok || head.Gate == exam.GateAway {
			return err
		}
		if head.Epoch > epoch { // back already, by a connection that made this one end
			l.BackAt = l.NoticedAt
		}
		return s.d.Power.AddLoss(ctx, l)
	})
}

// Back notes that a seat is connected again and gives its sitting back what it lost, before its page is shown. exam calls it.
// A return is noted also where no loss is on file: a node that hung tells of its losses when it wakes up, long after.
func (s *Service) Back(ctx context.Context, sit exam.Sitting, epoch int64) error {
	ctx = actor.AsSystem(ctx, "halt.back")
	ended := 0
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if ended, err = s.d.Power.SeatBack(ctx, sit.ID, s.now()); err != nil || ended > 0 || sit.Room == "" {
			return err
		}
		return s.d.Power.NoteReturn(ctx, Loss{Sitting: sit.ID, Epoch: epoch - 1, Room: sit.Room, Seat: sit.Seat, BackAt: s.now()})
	})
	if err != nil || ended == 0 {
		return err
	}
	if err := s.examine(ctx, sit.Room); err != nil {
		return err
	}
	open, err := s.d.Power.Unsettled(ctx)
	for _, o := range open {
		if o.Room == sit.Room {
			err = errors.Join(err, s.give(ctx, o))
		}
	}
	return err
}

func (s *Service) sweepPower(ctx context.Context) error {
	rooms, err := s.d.Power.RoomsLosing(ctx, s.now().Add(-fresh))
	failed := []error{err}
	for _, room := range rooms {
		failed = append(failed, s.examine(ctx, room))
	}
	open, err := s.d.Power.Unsettled(ctx)
	failed = append(failed, err)
	for _, o := range open {
		failed = append(failed, s.give(ctx, o))
	}
	return errors.Join(failed...)
}

// examine looks whether a room was lost as a whole, and enters it.
func (s *Service) examine(ctx context.Context, room site.RoomID) error {
	now := s.now()
	losses, err := s.d.Power.Losses(ctx, room, now.Add(-fresh))
	if err != nil {
		return err
	}
	held, err := s.held(ctx, room, now)
	if err != nil {
		return err
	}
	from, part := common(losses, held)
	if len(part) == 0 {
		return nil
	}
	at, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return err
	}
	o := Outage{ID: OutageID(actor.NewID(now)), Room: room, OrgPath: at.OrgPath, Basis: ByEvidence, From: from, Evidence: evidence(part), At: now}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Power.AddOutage(ctx, o); err != nil {
			return err
		}
		if err := s.d.Power.TieLosses(ctx, part, o.ID); err != nil {
			return err
		}
		return s.tell(ctx, "room.dark", "room.power_lost", string(o.ID), o.OrgPath, o.detail())
	})
	if errors.Is(err, ErrStands) { // another node was quicker
		return nil
	}
	return err
}

// held lists the live sittings of a room that a connection to this server held.
func (s *Service) held(ctx context.Context, room site.RoomID, now time.Time) (map[exam.SittingID]exam.Sitting, error) {
	all, err := s.d.Finder.InRoom(ctx, room, now.Add(-24*time.Hour))
	if err != nil {
		return nil, err
	}
	out := map[exam.SittingID]exam.Sitting{}
	for _, sit := range all {
		if !sit.State.Live() {
			continue
		}
		head, err := s.d.Finder.Head(ctx, sit.ID)
		if err != nil {
			return nil, err
		}
		if head.Gate != exam.GateAway && head.Epoch > 0 {
			out[sit.ID] = sit
		}
	}
	return out, nil
}

// common finds the losses that together are the loss of the room: at least two seats, all last heard within one round of
// hearing, and no seat that held a sitting then and was not lost. A seat that was lost before and is not back yet says
// nothing. It returns the last sign of life of any of them.
func common(losses []Loss, held map[exam.SittingID]exam.Sitting) (time.Time, []Loss) {
	free := slices.DeleteFunc(slices.Clone(losses), func(l Loss) bool { return l.Outage != "" })
	if len(free) < 2 {
		return time.Time{}, nil
	}
	last := slices.MaxFunc(free, func(a, b Loss) int { return a.HeardAt.Compare(b.HeardAt) }).HeardAt
	part, seats, lost := []Loss{}, map[site.SeatID]bool{}, map[exam.SittingID]bool{}
	for _, l := range free {
		switch {
		case !l.HeardAt.Before(last.Add(-hearing)):
			part = append(part, l)
			seats[l.Seat], lost[l.Sitting] = true, true
		case l.BackAt.IsZero():
			lost[l.Sitting] = true
		}
	}
	for id, sit := range held {
		if !lost[id] && sit.CreatedAt.Before(last) {
			return time.Time{}, nil
		}
	}
	if len(seats) < 2 {
		return time.Time{}, nil
	}
	slices.SortFunc(part, func(a, b Loss) int {
		return cmp.Or(strings.Compare(string(a.Seat), string(b.Seat)), cmp.Compare(a.Epoch, b.Epoch))
	})
	return last, part
}

// evidence is what shows a loss: for each seat when it was heard last and when that was noticed, in ms.
func evidence(part []Loss) string {
	type seen struct {
		Seat    site.SeatID    `json:"seat"`
		Sitting exam.SittingID `json:"sitting"`
		Heard   int64          `json:"heard"`
		Noticed int64          `json:"noticed"`
	}
	list := make([]seen, len(part))
	for i, l := range part {
		list[i] = seen{l.Seat, l.Sitting, l.HeardAt.UnixMilli(), l.NoticedAt.UnixMilli()}
	}
	b, _ := json.Marshal(list) // of strings and numbers: cannot fail
	return string(b)
}

func (o Outage) detail() map[string]string {
	d := map[string]string{"scope": string(OfRoom), "place": string(o.Room), "basis": string(o.Basis), "from": o.From.Format(time.RFC3339), "to": "",
		"reason": o.Reason.Code, "text": o.Reason.Text}
	if !o.To.IsZero() {
		d["to"] = o.To.Format(time.RFC3339)
	}
	return d
}

// State enters that a room had no power or no network for a time that is over, on the word of the calling officer, and
// gives every open sitting of the room what it lost. Errors: ErrOutage, exam.ErrReason, exam.ErrForbidden, site.ErrNotFound.
func (s *Service) State(ctx context.Context, room site.RoomID, from, to time.Time, r exam.Reason) (Outage, error) {
	at, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return Outage{}, err
	}
	if err := allowed(ctx, at.OrgPath, exam.Deciders()); err != nil {
		return Outage{}, err
	}
	if err := r.Check(); err != nil {
		return Outage{}, err
	}
	now := s.now()
	from, to = from.UTC().Truncate(time.Millisecond), to.UTC().Truncate(time.Millisecond)
	if !to.After(from) || to.After(now) || now.Sub(from) > 24*time.Hour || to.Sub(from) > darkest || utf8.RuneCountInString(strings.TrimSpace(r.Text)) < 2 {
		return Outage{}, ErrOutage
	}
	o := Outage{ID: OutageID(actor.NewID(now)), Room: room, OrgPath: at.OrgPath, Basis: ByStatement, From: from, To: to, Reason: r, At: now}
	o.By, o.ByName = staffOf(ctx)
	said, err := json.Marshal(map[string]string{"stated_by": string(o.By), "name": o.ByName, "reason": r.Code, "text": r.Text})
	if err != nil {
		return Outage{}, err
	}
	o.Evidence = string(said)
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Power.AddOutage(ctx, o); err != nil {
			return err
		}
		return s.tell(ctx, "room.outage", "room.outage_stated", string(o.ID), o.OrgPath, o.detail())
	})
	if err != nil {
		return Outage{}, err
	}
	if err := s.give(context.WithoutCancel(ctx), o); err != nil {
		s.d.Log.Warn("a statement is carried out by the sweeper", "outage", o.ID, "err", err)
	}
	return o, nil
}

// Outages lists the losses of a room that touch the time from one instant to another, for staff of the room. A zero to is
// now, a zero from a day before it.
func (s *Service) Outages(ctx context.Context, room site.RoomID, from, to time.Time) ([]Outage, error) {
	at, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, at.OrgPath, exam.Watchers()); err != nil {
		return nil, err
	}
	if to.IsZero() {
		to = s.now()
	}
	if from.IsZero() {
		from = to.Add(-24 * time.Hour)
	}
	return s.d.Power.OutagesOf(ctx, room, from, to)
}
