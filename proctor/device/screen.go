package device

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/room"
)

// lockerPulse is how long a locker's lock is pulled.
const lockerPulse = 500 * time.Millisecond

// mostLockers is more than stand before any room.
const mostLockers = 500

var (
	errNoLocker   = errors.New("device: the room has no such locker")
	errNoDetector = errors.New("device: the room has no detector")
)

// lockerOrder is the body of locker/open.
type lockerOrder struct {
	Number int `json:"number"`
}

// detectorMessage is the answer of room/detector.
type detectorMessage struct {
	Status string `json:"status"`
	Alarm  bool   `json:"alarm"`
}

func (m detectorMessage) alarm() (bool, error) {
	if m.Status != statusOK {
		return false, fmt.Errorf("device: detector status %.20q", m.Status)
	}
	return m.Alarm, nil
}

// locker pulls the lock of a locker, counted from 1.
func (l *modbusLock) locker(ctx context.Context, number int) error {
	if number < 1 || number > len(l.c.Lockers) {
		return errNoLocker
	}
	coil := l.c.Lockers[number-1]
	err := l.bus.coil(ctx, coil, true)
	if !l.c.Timed {
		time.AfterFunc(lockerPulse, func() {
			for range 30 { // a lock that stays pulled is an open locker
				if l.bus.coil(context.Background(), coil, false) == nil {
					return
				}
				time.Sleep(time.Second)
			}
		})
	}
	return err
}

// driven is the door of a room that the server drives by Modbus; nil where there is none.
func (h *House) driven(at site.RoomID) *modbusLock {
	l, _ := h.locks[at].(*modbusLock)
	return l
}

// Lockers implements booking.Screener.
func (h *House) Lockers(at site.RoomID) int {
	if l := h.driven(at); l != nil && len(l.c.Lockers) > 0 {
		return len(l.c.Lockers)
	}
	return h.Bridge.Lockers(at)
}

// OpenLocker implements booking.Screener.
func (h *House) OpenLocker(ctx context.Context, at site.RoomID, number int) error {
	if l := h.driven(at); l != nil && len(l.c.Lockers) > 0 {
		return l.locker(ctx, number)
	}
	return h.Bridge.OpenLocker(ctx, at, number)
}

// HasDetector implements booking.Screener.
func (h *House) HasDetector(at site.RoomID) bool {
	if l := h.driven(at); l != nil && l.c.Detector != nil {
		return true
	}
	return h.Bridge.HasDetector(at)
}

// Alarm implements booking.Screener.
func (h *House) Alarm(ctx context.Context, at site.RoomID) (bool, error) {
	if l := h.driven(at); l != nil && l.c.Detector != nil {
		return l.bus.input(ctx, *l.c.Detector)
	}
	return h.Bridge.Alarm(ctx, at)
}

// Lockers implements booking.Screener.
func (b *Bridge) Lockers(at site.RoomID) int { return min(b.rooms[at].Lockers, mostLockers) }

// OpenLocker implements booking.Screener.
func (b *Bridge) OpenLocker(ctx context.Context, at site.RoomID, number int) error {
	if number < 1 || number > b.Lockers(at) {
		return errNoLocker
	}
	var a doorAnswer
	if err := b.call(ctx, at, "/v1/locker/open", lockerOrder{number}, &a); err != nil {
		return err
	}
	if a.Status != statusOpened {
		return fmt.Errorf("device: locker status %.20q", a.Status)
	}
	return nil
}

// HasDetector implements booking.Screener.
func (b *Bridge) HasDetector(at site.RoomID) bool { return b.rooms[at].Detector }

// Alarm implements booking.Screener.
func (b *Bridge) Alarm(ctx context.Context, at site.RoomID) (bool, error) {
	var m detectorMessage
	if err := b.call(ctx, at, "/v1/room/detector", struct{}{}, &m); err != nil {
		return false, err
	}
	return m.alarm()
}

// simScreen is the body and the answer of sim/screen; what is left out stays as it is.
type simScreen struct {
	Lockers  *int    `json:"lockers,omitempty"`
	Detector *string `json:"detector,omitempty"` // on, off, or "" for none
	Sprung   []int   `json:"sprung,omitempty"`   // lockers that sprang open
}

// Screen gives a room lockers and a detector; 0 and WireNone take them away.
func (s *Simulator) Screen(at site.RoomID, lockers int, detector room.Wire) {
	s.in(at, func(r *simRoom) { r.lockers, r.detector = lockers, detector })
}

// screens serves lockers and detector, and the simulator's control of them.
func (s *Simulator) screens(mux *http.ServeMux, at site.RoomID) {
	mux.HandleFunc("POST /v1/locker/open", func(w http.ResponseWriter, r *http.Request) {
		if o, ok := read[lockerOrder](w, r); ok {
			status := statusOpened
			if s.OpenLocker(r.Context(), at, o.Number) != nil {
				status = statusFailed
			}
			write(w, doorAnswer{status})
		}
	})
	mux.HandleFunc("POST /v1/room/detector", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := read[struct{}](w, r); ok {
			m := detectorMessage{Status: statusOK}
			var err error
			if m.Alarm, err = s.Alarm(r.Context(), at); err != nil {
				m.Status = statusFailed
			}
			write(w, m)
		}
	})
	mux.HandleFunc("POST /sim/screen", func(w http.ResponseWriter, r *http.Request) {
		in, ok := read[simScreen](w, r)
		if !ok {
			return
		}
		words := map[string]room.Wire{"": room.WireNone, "on": room.WireOn, "off": room.WireOff}
		if in.Detector != nil {
			_, ok = words[*in.Detector]
		}
		if !ok || in.Lockers != nil && (*in.Lockers < 0 || *in.Lockers > mostLockers) {
			http.Error(w, "screen", http.StatusBadRequest)
			return
		}
		s.in(at, func(r *simRoom) {
			if in.Lockers != nil {
				r.lockers = *in.Lockers
			}
			if in.Detector != nil {
				r.detector = words[*in.Detector]
			}
		})
		write(w, simScreen{Sprung: s.Sprung(at)})
	})
}

// Sprung lists the lockers that sprang open, in their order.
func (s *Simulator) Sprung(at site.RoomID) []int {
	var out []int
	s.in(at, func(r *simRoom) { out = slices.Clone(r.sprung) })
	return out
}

// Lockers implements booking.Screener.
func (s *Simulator) Lockers(at site.RoomID) int {
	n := 0
	s.in(at, func(r *simRoom) { n = r.lockers })
	return n
}

// OpenLocker implements booking.Screener.
func (s *Simulator) OpenLocker(_ context.Context, at site.RoomID, number int) error {
	err := errNoLocker
	s.in(at, func(r *simRoom) {
		switch {
		case number < 1 || number > r.lockers:
		case r.broken:
			err = booking.ErrLockerDown
		default:
			r.sprung, err = append(r.sprung, number), nil
		}
	})
	return err
}

// HasDetector implements booking.Screener.
func (s *Simulator) HasDetector(at site.RoomID) bool {
	w := room.WireNone
	s.in(at, func(r *simRoom) { w = r.detector })
	return w != room.WireNone
}

// Alarm implements booking.Screener.
func (s *Simulator) Alarm(_ context.Context, at site.RoomID) (bool, error) {
	w := room.WireNone
	s.in(at, func(r *simRoom) { w = r.detector })
	if w == room.WireNone {
		return false, errNoDetector
	}
	return w == room.WireOn, nil
}
