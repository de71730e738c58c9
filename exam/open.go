package exam

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// afterglow is how long a seat still shows what became of the sitting that ended there, if nobody else was admitted.
const afterglow = 5 * time.Minute

// Connect takes the sitting at the calling seat for a new connection and returns all that its page needs. It makes the
// sitting when the person was just admitted. An older connection is fenced from now on. Without an admission the
// snapshot is idle, or shows the end of the last sitting for five minutes; its epoch is 0 then.
func (s *Service) Connect(ctx context.Context, lang string) (Snapshot, error) {
	seat, err := seatOf(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	at, err := s.atSeat(ctx, seat, 1)
	if isMissing(err) {
		return s.idle(ctx, seat, lang)
	}
	if err != nil {
		return Snapshot{}, err
	}
	if !at.fresh {
		if err := s.takeOver(ctx, seat, &at); err != nil {
			return Snapshot{}, err
		}
	}
	s.changed(seat)
	if at.head.Epoch > 1 { // another connection was here before
		sit, err := s.back(ctx, at.sit, at.head.Epoch)
		if err != nil {
			return Snapshot{}, err
		}
		if _, err := s.readCard(ctx, sit); err != nil {
			return Snapshot{}, err
		}
		return s.snapshot(ctx, sit, lang)
	}
	if _, err := s.readCard(ctx, at.sit); err != nil {
		return Snapshot{}, err
	}
	return s.page(ctx, at.sit, at.head, known{commit: at.commit}, lang)
}

// takeOver gives the sitting at a seat to a new connection.
func (s *Service) takeOver(ctx context.Context, seat site.SeatID, at *atSeat) error {
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, at.sit.ID)
		if err != nil {
			return err
		}
		if sit.Seat != seat { // an officer moved the person in between
			return ErrChanged
		}
		if head.Gate == GateAway {
			return ErrAway
		}
		head.Epoch++
		at.sit, at.head = sit, head
		return s.d.Journal.SetHeads(ctx, []Head{head})
	})
}

// Peek returns the state at the calling seat without taking it: the HTTP reading of a page, and what a connection looks
// at when something changed. held is the sitting that the page showed last, empty for none: its end is shown to it, also
// an end without a submission. It makes no sitting.
func (s *Service) Peek(ctx context.Context, held SittingID, lang string) (Snapshot, error) {
	seat, err := seatOf(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	sit, err := s.d.Store.LiveAtSeat(ctx, seat)
	if err == nil {
		return s.snapshot(ctx, sit, lang)
	}
	if !isMissing(err) {
		return Snapshot{}, err
	}
	if held != "" {
		sit, err = s.d.Store.Sitting(ctx, held)
		if err == nil && sit.Seat == seat && (sit.State == Aborted || sit.State == Lapsed) {
			sn, err := s.snapshot(ctx, sit, lang)
			sn.Epoch = 0
			return sn, err
		}
		if err != nil && !isMissing(err) {
			return Snapshot{}, err
		}
	}
	return s.idle(ctx, seat, lang)
}

// Admitted makes the sitting of a person who was just given this seat and tells the seat. Receivers of booking.admitted
// and booking.moved call it; it may be called again. A seat that makes its sitting first by Connect loses nothing.
func (s *Service) Admitted(ctx context.Context, seat site.SeatID) error {
	_, err := s.atSeat(actor.AsSystem(ctx, "sitting.admitted"), seat, 0)
	if err != nil && !isMissing(err) {
		return err
	}
	s.changed(seat)
	return nil
}

// Receive takes the events booking.admitted and booking.moved from the outbox; see Admitted. It may see an event twice.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var body struct {
		Seat site.SeatID `json:"seat"` // admitted
		To   site.SeatID `json:"to"`   // moved
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	for _, seat := range []site.SeatID{body.Seat, body.To} {
		if seat == "" {
			continue
		}
		err := s.Admitted(ctx, seat)
		if fault.KindOf(err) == fault.Conflict { // the seat's page shows it, an officer has to act; no use in repeating
			s.d.Log.Warn("a person was admitted to a seat that cannot be taken", "seat", seat, "err", err)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// atSeat is the sitting at a seat. Head and commit are known where fresh says that it was made just now.
type atSeat struct {
	sit    Sitting
	fresh  bool
	head   Head
	commit string
}

// atSeat returns the sitting of the live admission at seat, making it or bringing its seat up to date where needed. A
// sitting that it makes belongs to a connection with that epoch; 0 for none.
func (s *Service) atSeat(ctx context.Context, seat site.SeatID, epoch int64) (atSeat, error) {
	adm, err := s.d.Admissions.AdmissionAtSeat(ctx, seat)
	if fault.KindOf(err) == fault.NotFound {
		return atSeat{}, ErrNoSitting
	}
	if err != nil {
		return atSeat{}, err
	}
	var at atSeat
	at.sit, err = s.d.Store.SittingOf(ctx, adm.ID)
	if isMissing(err) {
		at, err = s.assign(ctx, adm, epoch)
	}
	if err == nil && at.sit.State.Live() && at.sit.Seat != seat {
		at.fresh = false
		at.sit, err = s.follow(ctx, at.sit.ID, adm)
	}
	return at, err
}

// assign makes the sitting of an admission. Two terminals that try at once get the same one.
func (s *Service) assign(ctx context.Context, adm booking.Admission, epoch int64) (atSeat, error) {
	at := atSeat{sit: s.newSitting(adm), fresh: true}
	at.head = Head{Sitting: at.sit.ID, Epoch: epoch, Gate: GateShut}
	for range 3 {
		commit, err := s.insert(ctx, at.sit, at.head, adm.BookingID)
		if err == nil {
			at.commit = commit
			return at, nil
		}
		switch {
		case errors.Is(err, ErrChanged): // somebody else made it
			sit, err := s.d.Store.SittingOf(ctx, adm.ID)
			return atSeat{sit: sit}, err
		case errors.Is(err, ErrSeatTaken):
			err = s.retire(ctx, err, adm, func() (Sitting, error) { return s.d.Store.LiveAtSeat(ctx, adm.SeatID) })
		case errors.Is(err, ErrLiveElsewhere):
			err = s.retire(ctx, err, adm, func() (Sitting, error) { return s.d.Store.LiveOf(ctx, adm.PersonID) })
		}
		if err != nil {
			return atSeat{}, err
		}
	}
	return atSeat{}, ErrChanged
}

// retire lapses the sitting that stands in the way when its paper was never opened: the gate has given the seat, or the
// person, a new admission since. A paper that was opened is an officer's matter, and why comes back. The sitting of the very
// admission stands in nobody's way: another node made it while this one looked.
func (s *Service) retire(ctx context.Context, why error, adm booking.Admission, find func() (Sitting, error)) error {
	old, err := find()
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if old.Admission == adm.ID {
		return nil
	}
	if !old.State.Unstarted() {
		return why
	}
	return s.lapse(actor.AsSystem(ctx, "sitting.replaced"), old.ID, "REPLACED", func(Sitting) bool { return true })
}

func (s *Service) newSitting(adm booking.Admission) Sitting {
	now := s.now()
	return Sitting{
		ID: SittingID(actor.NewID(now)), Kind: Formal, Venue: AtSeat, Person: adm.PersonID, Admission: adm.ID,
		Application: adm.ApplicationID, Slot: adm.SlotID, Room: adm.RoomID, Seat: adm.SeatID, SeatLabel: adm.SeatLabel,
		OrgPath: adm.OrgPath, ItemCode: adm.ItemCode, PersonType: adm.PersonType, AttemptKind: string(adm.AttemptKind),
		State: Assigned, ExtraSeconds: adm.ExtraMinutes * 60, Language: adm.Language, StartBy: adm.SlotEnd, CreatedAt: now,
		Terms: Terms{EarliestSeconds: adm.RoomRules.EarliestSubmit * 60},
	}
}

// insert adds a sitting with its head and the server's part of its seed, to which it returns the commitment: fresh bytes, or those that
// were promised to the phone with which the person booked.
func (s *Service) insert(ctx context.Context, sit Sitting, head Head, from booking.BookingID) (commit string, err error) {
	var fresh [32]byte
	if err := s.random(fresh[:]); err != nil {
		return "", err
	}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		d := Draw{Sitting: sit.ID, Random: fresh}
		lot, err := s.takeLot(ctx, sit.Admission, from)
		if err != nil {
			return err
		}
		if lot.Booking != "" {
			d.Random = lot.Random
		}
		commit = d.shown()
		if err := s.d.Store.InsertSitting(ctx, sit); err != nil {
			return err
		}
		if err := s.d.Journal.InsertHead(ctx, head); err != nil {
			return err
		}
		if err := s.d.Draws.InsertDraw(ctx, d); err != nil {
			return err
		}
		if sit.Kind == Formal && lot.Booking == "" {
			if err := s.d.Papers.Promise(ctx, string(sit.ID), d.Random); err != nil {
				return err
			}
		}
		return s.emit(ctx, "sitting.assigned", sit, "")
	})
	return commit, err
}
