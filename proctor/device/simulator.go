package device

import (
	"context"
	"crypto/ed25519"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
)

// Simulator is the hardware of rooms in memory, for demonstrations and tests: door, reader, scanner, wires, head counter and
// face device. It is safe for concurrent use.
type Simulator struct {
	key ed25519.PrivateKey

	mu    sync.Mutex
	rooms map[site.RoomID]*simRoom
}

type simRoom struct {
	card     cardMessage
	opened   []string
	broken   bool
	held     bool
	scan     string
	wires    wiresMessage
	lockers  int
	sprung   []int
	detector room.Wire
	count    int // −1: no counter
	face     FaceScene
	kept     []string // templates
}

// FaceScene is what stands before a simulated face device.
type FaceScene string

// The scenes. FaceAbsent is a room without a device, which is how every room begins.
const (
	FaceAbsent  FaceScene = ""
	FaceSame    FaceScene = "same"    // the person of card or photo
	FaceOther   FaceScene = "other"   // somebody else
	FacePicture FaceScene = "picture" // a photograph of the person
	FaceNobody  FaceScene = "nobody"
	FaceSeveral FaceScene = "several"
	FaceFailed  FaceScene = "failed" // the device does not work
)

func (f FaceScene) known() bool {
	return slices.Contains([]FaceScene{FaceAbsent, FaceSame, FaceOther, FacePicture, FaceNobody, FaceSeveral, FaceFailed}, f)
}

// simDevice is the name of the simulated face device in its statements.
const simDevice = "simulator"

var _ Devices = (*Simulator)(nil)

// NewSimulator returns a Simulator in which every room exists, with an empty reader, a working door, no head counter and no
// face device.
func NewSimulator() *Simulator {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic("device: no random numbers") // cannot happen: crypto/rand never fails since Go 1.24
	}
	return &Simulator{key: key, rooms: map[site.RoomID]*simRoom{}}
}

// FaceKey is the public key by which the simulated face device signs, FaceDevice its name.
func (s *Simulator) FaceKey() ed25519.PublicKey { return s.key.Public().(ed25519.PublicKey) }

// FaceDevice is the name of the simulated face device.
func (s *Simulator) FaceDevice() string { return simDevice }

// in runs f on a room's state.
func (s *Simulator) in(at site.RoomID, f func(r *simRoom)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.rooms[at]
	if !ok {
		r = &simRoom{card: cardMessage{Status: statusNoCard}, count: -1}
		s.rooms[at] = r
	}
	f(r)
}

// Lay puts a card on the reader of a room.
func (s *Simulator) Lay(at site.RoomID, c booking.Card) {
	s.in(at, func(r *simRoom) {
		r.card = cardMessage{Status: statusOK, DocKind: c.DocKind, Number: c.Number, Name: c.Name, ValidTo: string(c.ValidTo)}
	})
}

// Clear takes the card away.
func (s *Simulator) Clear(at site.RoomID) {
	s.in(at, func(r *simRoom) { r.card = cardMessage{Status: statusNoCard} })
}

// Break makes a room's door not answer, or answer again.
func (s *Simulator) Break(at site.RoomID, broken bool) {
	s.in(at, func(r *simRoom) { r.broken = broken })
}

// Opened returns the commands that a room's door obeyed, each once; Held reports whether the door is kept open.
func (s *Simulator) Opened(at site.RoomID) []string {
	var out []string
	s.in(at, func(r *simRoom) { out = slices.Clone(r.opened) })
	return out
}

// Held reports whether a room's door is kept open.
func (s *Simulator) Held(at site.RoomID) bool {
	var out bool
	s.in(at, func(r *simRoom) { out = r.held })
	return out
}

// Show holds a code before a room's scanner; "" takes it away.
func (s *Simulator) Show(at site.RoomID, code string) { s.in(at, func(r *simRoom) { r.scan = code }) }

// People sets how many people a room's camera counts; −1 takes the counter away.
func (s *Simulator) People(at site.RoomID, n int) { s.in(at, func(r *simRoom) { r.count = n }) }

// Stand sets what is before a room's face device.
func (s *Simulator) Stand(at site.RoomID, f FaceScene) { s.in(at, func(r *simRoom) { r.face = f }) }

// Templates lists the templates that a room's face device keeps.
func (s *Simulator) Templates(at site.RoomID) []string {
	var out []string
	s.in(at, func(r *simRoom) { out = slices.Clone(r.kept) })
	return out
}

// Wire sets a room's wires.
func (s *Simulator) Wire(at site.RoomID, w room.Wires) {
	word := func(x room.Wire) string {
		return map[room.Wire]string{room.WireOn: "on", room.WireOff: "off"}[x]
	}
	s.in(at, func(r *simRoom) {
		r.wires = wiresMessage{Door: word(w.Door), Fire: word(w.Fire), Panic: word(w.Panic), Mains: word(w.Mains)}
	})
}

// Read implements booking.CardReader.
func (s *Simulator) Read(_ context.Context, at site.RoomID) (booking.Card, error) {
	var m cardMessage
	s.in(at, func(r *simRoom) { m = r.card })
	return m.card()
}

// Open implements booking.Door.
func (s *Simulator) Open(_ context.Context, at site.RoomID, command string) error {
	if s.open(at, command) == statusFailed {
		return booking.ErrDoorDown
	}
	return nil
}

func (s *Simulator) open(at site.RoomID, command string) string {
	status := statusOpened
	s.in(at, func(r *simRoom) {
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

// Scan implements booking.Scanner.
func (s *Simulator) Scan(_ context.Context, at site.RoomID) (string, error) {
	var out string
	s.in(at, func(r *simRoom) { out = r.scan })
	return out, nil
}

// Rooms implements room.Hardware.
func (s *Simulator) Rooms() []site.RoomID {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]site.RoomID, 0, len(s.rooms))
	for at := range s.rooms {
		out = append(out, at)
	}
	return out
}

// Hold implements room.Hardware.
func (s *Simulator) Hold(_ context.Context, at site.RoomID, open bool) error {
	var err error
	s.in(at, func(r *simRoom) {
		if r.held = open; r.broken {
			err, r.held = booking.ErrDoorDown, false
		}
	})
	return err
}

// Wires implements room.Hardware.
func (s *Simulator) Wires(_ context.Context, at site.RoomID) (room.Wires, error) {
	var m wiresMessage
	s.in(at, func(r *simRoom) { m = r.wires })
	m.Status = statusOK
	return m.wires()
}

// Count implements room.Hardware.
func (s *Simulator) Count(_ context.Context, at site.RoomID) (int, error) {
	n := -1
	s.in(at, func(r *simRoom) { n = r.count })
	if n < 0 {
		return 0, room.ErrNoCounter
	}
	return n, nil
}

// Has implements face.Edge.
func (s *Simulator) Has(at site.RoomID) bool {
	var f FaceScene
	s.in(at, func(r *simRoom) { f = r.face })
	return f != FaceAbsent
}

// ReadsCards implements face.Edge.
func (s *Simulator) ReadsCards(at site.RoomID) bool { return s.Has(at) }

// SeesSeats implements face.Edge.
func (s *Simulator) SeesSeats(at site.RoomID) bool { return s.Has(at) }

// Match implements face.Edge.
func (s *Simulator) Match(_ context.Context, at site.RoomID, a face.Ask) (face.Statement, error) {
	st := face.Statement{Kind: face.Matched, Challenge: a.Challenge, Template: a.Template, Device: simDevice}
	var err error
	s.in(at, func(r *simRoom) {
		switch r.face {
		case FaceSame:
			st.Same, st.Score, st.Live, st.LiveScore = true, 912, true, 960
		case FaceOther:
			st.Score, st.Live, st.LiveScore = 310, true, 955
		case FacePicture:
			st.Same, st.Score, st.LiveScore = true, 930, 120
		case FaceNobody:
			err = face.ErrNoFace
		case FaceSeveral:
			err = face.ErrSeveralFaces
		case FaceAbsent, FaceFailed:
			err = face.ErrCameraDown
		}
		known := slices.Contains(r.kept, string(a.Template))
		switch {
		case err != nil:
		case a.Source == face.FromTemplate && !known:
			err = face.ErrCameraDown
		case !known:
			r.kept = append(r.kept, string(a.Template))
		}
	})
	return s.sign(st), err
}

// Forget implements face.Edge.
func (s *Simulator) Forget(_ context.Context, at site.RoomID, template face.TemplateID, challenge string) (face.Statement, error) {
	var err error
	s.in(at, func(r *simRoom) {
		if r.face == FaceFailed {
			err = face.ErrCameraDown
			return
		}
		r.kept = slices.DeleteFunc(r.kept, func(t string) bool { return t == string(template) })
	})
	return s.sign(face.Statement{Kind: face.Forgotten, Challenge: challenge, Template: template, Device: simDevice}), err
}

func (s *Simulator) sign(st face.Statement) face.Statement {
	st.At = time.Now().UTC().Truncate(time.Second)
	st.Signature = ed25519.Sign(s.key, st.Bytes())
	return st
}
