package booking

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"math/big"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// doorPatience is after what time an unanswered door command is sent again.
const doorPatience = 10 * time.Second

// admit lets the person of a visit in: a random free seat, the admission, the booking's new state. It runs in the
// caller's transaction; the door opens after the commit. by is the officer's account or the gate's device.
func (s *Service) admit(ctx context.Context, v *Visit, how MatchMethod, by string) error {
	if v.Way != WayIn {
		return s.through(ctx, v, how, by)
	}
	if err := s.Places.LockRoom(ctx, v.Room); err != nil {
		return err
	}
	if err := s.watched(ctx, v.Room); err != nil {
		return err
	}
	if s.Doorkeeper != nil {
		if err := s.Doorkeeper.Admits(ctx, v.Room); err != nil {
			return err
		}
	}
	searched, err := s.screened(ctx, *v, how)
	if err != nil {
		return err
	}
	b, err := s.Bookings.Booking(ctx, v.BookingID)
	if err != nil {
		return err
	}
	now := s.Clock()
	if err := s.stillIn(ctx, *v, b, now); err != nil {
		return err
	}
	employer, err := s.People.EmployerOn(ctx, b.PersonID, actor.DateOf(now))
	if err != nil {
		return err
	}
	seat, soft, err := s.freeSeat(ctx, v.Room, b.ItemCode, employer)
	if err != nil {
		return err
	}
	room, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return err
	}
	a := Admission{ID: AdmissionID(actor.NewID(now)), PersonID: b.PersonID, ApplicationID: b.ApplicationID, BookingID: b.ID,
		SlotID: b.SlotID, RoomID: v.Room, SeatID: seat.ID, SeatLabel: seat.Label, OrgPath: b.OrgPath, ItemCode: b.ItemCode,
		PersonType: b.PersonType, AttemptKind: b.Kind, Channel: b.Channel, Employer: employer, MatchMethod: how, MatchBy: by,
		ExtraMinutes: b.ExtraMinutes, Language: b.Language, AdmittedAt: now, SlotEnd: b.EndsAt, RoomRules: room.Rules, State: AdmissionSeated,
		SoftRule: soft, Version: 1}
	if b.ConfirmedAt.IsZero() {
		b.ConfirmedAt = now // a walk-in
	}
	if err := s.move(ctx, &b, BookingAdmitted); err != nil {
		return err
	}
	if err := s.Gate.AddAdmission(ctx, a); err != nil {
		return duplicate(err, ErrGateInside)
	}
	v.State, v.AdmissionID, v.Door, v.DecidedAt = VisitAdmitted, a.ID, DoorPending, now
	detail := map[string]string{"seat": a.SeatLabel, "room": string(a.RoomID), "method": string(how), "person": string(a.PersonID), "soft_rule": soft}
	maps.Copy(detail, searched)
	if err := s.record(ctx, "admission.create", "admission", string(a.ID), a.OrgPath, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicAdmitted, string(a.ID), map[string]string{"admission": string(a.ID), "room": string(a.RoomID), "seat": string(a.SeatID), "slot": string(a.SlotID)})
}

// watched refuses to let anybody into a room that nobody watches (process §4).
func (s *Service) watched(ctx context.Context, room site.RoomID) error {
	away, err := s.Watch.Unattended(ctx, room)
	if err == nil && away {
		return ErrGateUnattended
	}
	return err
}

// stillIn refuses a booking that changed since the person was identified: cancelled, closed, held too long, already in.
// Lateness is judged when the person came, because waiting for an officer is not theirs to answer for.
func (s *Service) stillIn(ctx context.Context, v Visit, b Booking, now time.Time) error {
	switch {
	case b.State == BookingConfirmed && now.Before(b.EndsAt):
		return nil
	case b.State == BookingHeld && b.WalkIn && b.HoldUntil.After(now):
		return nil
	case b.State == BookingHeld || b.State == BookingExpired:
		return ErrHoldOver
	case b.State == BookingConfirmed:
		return ErrGateExpired
	}
	room, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return err
	}
	if err := s.judge(ctx, room, b); err != nil {
		return err
	}
	return ErrBookingState
}

// freeSeat chooses a free seat of the room at random among those that keep neighbours apart best.
func (s *Service) freeSeat(ctx context.Context, room site.RoomID, item string, employer people.OrgID) (site.Seat, string, error) {
	seats, err := s.Places.Seats(ctx, room)
	if err != nil {
		return site.Seat{}, "", err
	}
	live, err := s.Gate.LiveAdmissions(ctx, room)
	if err != nil {
		return site.Seat{}, "", err
	}
	st, soft, ok := choose(seats, live, item, employer, randomBelow)
	if !ok {
		return site.Seat{}, "", ErrGateNoSeat
	}
	return st, soft, nil
}

func randomBelow(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0 // cannot happen: crypto/rand.Reader never fails since Go 1.24
	}
	return int(i.Int64())
}

// choose picks one of the free seats with the fewest neighbours of the same item or employer; spare seats only when no
// other is free. soft names the soft rules that even the best seat breaks. A rule never refuses a seat.
func choose(seats []site.Seat, live []Admission, item string, employer people.OrgID, random func(int) int) (site.Seat, string, bool) {
	taken := map[site.SeatID]Admission{}
	for _, a := range live {
		taken[a.SeatID] = a
	}
	for _, state := range []site.SeatState{site.SeatInService, site.SeatSpare} {
		var best []site.Seat
		least, softs := -1, map[site.SeatID]string{}
		for _, st := range seats {
			if _, busy := taken[st.ID]; busy || st.State != state {
				continue
			}
			n, soft := cost(st, seats, taken, item, employer)
			softs[st.ID] = soft
			if least < 0 || n < least {
				best, least = nil, n
			}
			if n == least {
				best = append(best, st)
			}
		}
		if len(best) > 0 {
			st := best[random(len(best))]
			return st, softs[st.ID], true
		}
	}
	return site.Seat{}, "", false
}

// cost counts what a seat breaks: one per neighbour with the same item, two per neighbour of the same employer, because
// colleagues help each other sooner than strangers who sit different papers anyway.
func cost(st site.Seat, seats []site.Seat, taken map[site.SeatID]Admission, item string, employer people.OrgID) (int, string) {
	n, same, colleague := 0, false, false
	for _, o := range seats {
		a, busy := taken[o.ID]
		if !busy || !st.Touches(o) {
			continue
		}
		if a.ItemCode == item {
			n, same = n+1, true
		}
		if employer != "" && a.Employer == employer {
			n, colleague = n+2, true
		}
	}
	var soft []string
	if same {
		soft = append(soft, "same_item")
	}
	if colleague {
		soft = append(soft, "same_employer")
	}
	return n, strings.Join(soft, ",")
}

// open sends the door command of an admitted visit and notes the answer. The command id is the admission's, so sending it
// again opens nothing twice. When the door does not answer the admission stands and staff is called.
func (s *Service) open(ctx context.Context, id VisitID) (GateView, error) {
	ctx = context.WithoutCancel(ctx) // the person is admitted: a page that went away must not leave the door shut
	v, err := s.Gate.Visit(ctx, id)
	if err != nil {
		return GateView{}, err
	}
	command := string(v.AdmissionID)
	if v.Way != WayIn {
		command = string(v.ID) // each time anew
	}
	if v.Way == WayOut && v.Door == DoorPending {
		if err := s.giveBack(ctx, v); err != nil {
			return GateView{}, err
		}
	}
	answer := s.Door.Open(ctx, v.Room, command)
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if v, err = s.Gate.Visit(ctx, id); err != nil || v.Door != DoorPending {
			return err
		}
		v.Door = DoorOpened
		if answer != nil {
			v.Door = DoorNoAnswer
			body := map[string]string{"visit": string(v.ID), "room": string(v.Room), "path": v.OrgPath}
			if err := s.emit(ctx, TopicDoorFailed, string(v.ID), body); err != nil {
				return err
			}
			if err := s.callPerson(ctx, v, ErrDoorDown.Code()); err != nil {
				return err
			}
		}
		if err := s.saveVisit(ctx, &v); err != nil {
			return err
		}
		body := map[string]string{"visit": string(v.ID), "admission": string(v.AdmissionID), "room": string(v.Room), "door": string(v.Door), "way": string(v.Way)}
		if err := s.emit(ctx, TopicPassed, string(v.AdmissionID), body); err != nil {
			return err
		}
		return s.record(ctx, "gate.door", "admission", string(v.AdmissionID), v.OrgPath, map[string]string{"room": string(v.Room), "door": string(v.Door)})
	})
	if err != nil && !errors.Is(err, ErrStale) {
		return GateView{}, err
	}
	return s.view(ctx, v, nil)
}

// SweepVisits ends visits whose person walked away. For a job.
func (s *Service) SweepVisits(ctx context.Context) error {
	ids, err := s.Gate.StaleVisits(ctx, s.Clock())
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error {
			v, err := s.Gate.Visit(ctx, id)
			if err != nil || v.State != VisitOpen && v.State != VisitWaiting || s.Clock().Before(v.ExpiresAt) {
				return err
			}
			v.State = VisitExpired
			return s.saveVisit(ctx, &v)
		})
		if err != nil && !errors.Is(err, ErrStale) {
			return err
		}
	}
	return nil
}
