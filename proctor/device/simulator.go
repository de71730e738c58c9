package device

import (
	"context"
	"slices"
	"sync"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
)

// Simulator is doors and readers in memory, for demonstrations and tests. It is safe for concurrent use.
type Simulator struct {
	mu    sync.Mutex
	rooms map[site.RoomID]*simRoom
}

type simRoom struct {
	card   cardMessage
	opened []string
	broken bool
}

var (
	_ booking.CardReader = (*Simulator)(nil)
	_ booking.Door       = (*Simulator)(nil)
)

// NewSimulator returns a Simulator in which every room exists, with an empty reader and a working door.
func NewSimulator() *Simulator { return &Simulator{rooms: map[site.RoomID]*simRoom{}} }

// in runs f on a room's state.
func (s *Simulator) in(room site.RoomID, f func(r *simRoom)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[room]
	if !ok {
		r = &simRoom{card: cardMessage{Status: statusNoCard}}
		s.rooms[room] = r
	}
	f(r)
}

// Lay puts a card on the reader of a room.
func (s *Simulator) Lay(room site.RoomID, c booking.Card) {
	s.in(room, func(r *simRoom) {
		r.card = cardMessage{Status: statusOK, DocKind: c.DocKind, Number: c.Number, Name: c.Name, ValidTo: string(c.ValidTo)}
	})
}

// Clear takes the card away.
func (s *Simulator) Clear(room site.RoomID) {
	s.in(room, func(r *simRoom) { r.card = cardMessage{Status: statusNoCard} })
}

// Break makes a room's door not answer, or answer again.
func (s *Simulator) Break(room site.RoomID, broken bool) {
	s.in(room, func(r *simRoom) { r.broken = broken })
}

// Opened returns the commands that a room's door obeyed, each once.
func (s *Simulator) Opened(room site.RoomID) []string {
	var out []string
	s.in(room, func(r *simRoom) { out = slices.Clone(r.opened) })
	return out
}

// Read implements booking.CardReader.
func (s *Simulator) Read(_ context.Context, room site.RoomID) (booking.Card, error) {
	var m cardMessage
	s.in(room, func(r *simRoom) { m = r.card })
	return m.card()
}

// Open implements booking.Door.
func (s *Simulator) Open(_ context.Context, room site.RoomID, command string) error {
	if s.open(room, command) == statusFailed {
		return booking.ErrDoorDown
	}
	return nil
}

func (s *Simulator) open(room site.RoomID, command string) string {
	status := statusOpened
	s.in(room, func(r *simRoom) {
		switch {
		case r.broken:
			status = statusFailed
		case slices.Contains(r.opened, command):
			status = statusDuplicate
		default:
			r.opened = append(r.opened, command)
		}
	})
	return status
}
