package site

import (
	"context"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// SetSeats gives a room its seats anew. Ids are made here. It is refused while the room has live admissions or waiting
// bookings, because a seat that disappears under somebody cannot be explained.
func (s *Service) SetSeats(ctx context.Context, room RoomID, seats []Seat) ([]Seat, error) {
	if err := checkList(seats); err != nil {
		return nil, err
	}
	var out []Seat
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.room(ctx, room, people.ExamManager)
		if err != nil {
			return err
		}
		shifts, err := s.lockWatchers(ctx, room)
		if err != nil {
			return err
		}
		if err := s.Places.LockRoom(ctx, room); err != nil {
			return err
		}
		now := s.Clock()
		used, err := s.Bookings.RoomInUse(ctx, room)
		if err != nil {
			return err
		}
		if used {
			return ErrSeatsInUse
		}
		out = make([]Seat, len(seats))
		for i, st := range seats {
			st.ID, st.Room = SeatID(actor.NewID(now)), room
			out[i] = st
		}
		if err := s.Places.ReplaceSeats(ctx, room, out); err != nil {
			return duplicate(err, ErrBadSeats.At("body.seats"))
		}
		for _, sh := range shifts {
			if err := s.checkSeats(ctx, room, sh); err != nil {
				return err
			}
		}
		return s.record(ctx, "exam_room.seats", "exam_room", string(room), r.OrgPath, map[string]string{"seats": strconv.Itoa(len(out))})
	})
	return out, err
}

// SeatsOf lists the seats of a room by number.
func (s *Service) SeatsOf(ctx context.Context, room RoomID) ([]Seat, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, r.OrgPath, houseReaders()...); err != nil {
		return nil, err
	}
	return s.Places.Seats(ctx, room)
}

// SetSeatState takes a seat out of service or back. Somebody who sits there stays: moving is an officer's decision.
func (s *Service) SetSeatState(ctx context.Context, seat SeatID, state SeatState, reason string) error {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return err
	}
	if !state.known() {
		return ErrBadSeats.At("body.state")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		st, err := s.Places.Seat(ctx, seat)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, st.Room, people.ExamManager, people.RemoteInvigilator, people.RemoteAttendant)
		if err != nil {
			return err
		}
		shifts, err := s.lockWatchers(ctx, r.ID)
		if err != nil {
			return err
		}
		if err := s.Places.SetSeatState(ctx, seat, state); err != nil {
			return err
		}
		for _, sh := range shifts {
			if state != SeatInService {
				break // fewer seats are never too many
			}
			if err := s.checkSeats(ctx, r.ID, sh); err != nil {
				return err
			}
		}
		return s.record(ctx, "exam_seat.state", "exam_seat", string(seat), r.OrgPath,
			map[string]string{"seat": st.Label, "state": string(state), "reason": reason})
	})
}
