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
	sit, err := s.atSeat(ctx, seat)
	if isMissing(err) {
		return s.idle(ctx, seat, lang)
	}
	if err != nil {
		return Snapshot{}, err
	}
	epoch := int64(0)
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		locked, head, err := s.lock(ctx, sit.ID)
		if err != nil {
			return err
		}
		if locked.Seat != seat { // an officer moved the person in between
			return ErrChanged
		}
		if head.Gate == GateAway {
			return ErrAway
		}
		head.Epoch++
		sit, epoch = locked, head.Epoch
		return s.d.Journal.SetHeads(ctx, []Head{head})
	})
	if err != nil {
		return Snapshot{}, err
	}
	s.changed(seat)
	if epoch > 1 { // another connection was here before
		if sit, err = s.back(ctx, sit); err != nil {
			return Snapshot{}, err
		}
	}
	if _, err := s.readCard(ctx, sit); err != nil {
		return Snapshot{}, err
	}
	return s.snapshot(ctx, sit, lang)
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
	_, err := s.atSeat(actor.AsSystem(ctx, "sitting.admitted"), seat)
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

// atSeat returns the sitting of the live admission at seat, making it or bringing its seat up to date where needed.
func (s *Service) atSeat(ctx context.Context, seat site.SeatID) (Sitting, error) {
	adm, err := s.d.Admissions.AdmissionAtSeat(ctx, seat)
	if fault.KindOf(err) == fault.NotFound {
		return Sitting{}, ErrNoSitting
	}
	if err != nil {
		return Sitting{}, err
	}
	sit, err := s.d.Store.SittingOf(ctx, adm.ID)
	if isMissing(err) {
		sit, err = s.assign(ctx, adm)
	}
	if err == nil && sit.State.Live() && sit.Seat != seat {
		return s.follow(ctx, sit.ID, adm)
	}
	return sit, err
}

// assign makes the sitting of an admission. Two terminals that try at once get the same one.
func (s *Service) assign(ctx context.Context, adm booking.Admission) (Sitting, error) {
	sit := s.newSitting(adm)
	for range 3 {
		err := s.insert(ctx, sit)
		if err == nil {
			return s.d.Store.Sitting(ctx, sit.ID)
		}
		switch {
		case errors.Is(err, ErrChanged): // somebody else made it
			return s.d.Store.SittingOf(ctx, adm.ID)
		case errors.Is(err, ErrSeatTaken):
			err = s.retire(ctx, err, func() (Sitting, error) { return s.d.Store.LiveAtSeat(ctx, adm.SeatID) })
		case errors.Is(err, ErrLiveElsewhere):
			err = s.retire(ctx, err, func() (Sitting, error) { return s.d.Store.LiveOf(ctx, adm.PersonID) })
		}
		if err != nil {
			return Sitting{}, err
		}
	}
	return Sitting{}, ErrChanged
}

// retire lapses the sitting that stands in the way when its paper was never opened: the gate has given the seat, or the
// person, a new admission since. A paper that was opened is an officer's matter, and why comes back.
func (s *Service) retire(ctx context.Context, why error, find func() (Sitting, error)) error {
	old, err := find()
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
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
		State: Assigned, ExtraSeconds: adm.ExtraMinutes * 60, StartBy: adm.SlotEnd, CreatedAt: now,
		Terms: Terms{EarliestSeconds: adm.RoomRules.EarliestSubmit * 60},
	}
}

func (s *Service) insert(ctx context.Context, sit Sitting) error {
	d := Draw{Sitting: sit.ID}
	if err := s.random(d.Random[:]); err != nil {
		return err
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Store.InsertSitting(ctx, sit); err != nil {
			return err
		}
		if err := s.d.Journal.InsertHead(ctx, Head{Sitting: sit.ID, Gate: GateShut}); err != nil {
			return err
		}
		if err := s.d.Draws.InsertDraw(ctx, d); err != nil {
			return err
		}
		return s.emit(ctx, "sitting.assigned", sit, "")
	})
}
