// Package intercom decides who is seen and heard at a gate, and by whom: a gate terminal sends its picture and voice while a person is
// called there, an officer of the duty desk looks, listens and speaks. The pictures pass through proctor/media.
//
// A person is called at a gate while a call of its terminal stands (the button, three failures, a door or reader that failed) or while
// somebody waits there for an officer's decision. Before, after, and longer than MostFor after the last press a gate sends nothing:
// it is a public doorway.
//
// Nothing of it is recorded. What is kept of an entry is the visit: who was compared with which document by whom, when, with what
// outcome and reason, and every look and word on the trail (gate_line.view, gate_line.refused, gate_line.talk, gate_line.hush).
//
// Libraries: none beyond the standard library.
//
// Why a package of its own beside recording (2026-11-22): recording proves what happened to a sitting; here is no sitting and no proof,
// and the media node, which asks both, must not need the whole of booking for it.
//
// Why no shift is asked for, unlike at a seat (2026-11-22): whoever may decide about the person at the gate has to be able to see them,
// and deciding asks for the role alone. Somebody who stands before a locked door must not wait for a roster to be mended.
package intercom

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// MostFor is how long after its last press a call lets a gate send, seen to or not. Pressing again begins anew.
const MostFor = 10 * time.Minute

// Failures of this package.
var (
	ErrNotGate   = fault.Define("intercom.not_a_gate", fault.Forbidden, "只有门口终端可以这样呼叫。", "Only a gate's terminal calls in this way.")
	ErrNobody    = fault.Define("intercom.nobody_calls", fault.NotFound, "这个门口现在没有人呼叫，没有画面。", "Nobody calls at this gate now; there is no picture.")
	ErrForbidden = fault.Define("intercom.forbidden", fault.Forbidden, "只有监考员和远程值守员可以查看门口画面。请联系值班人员。",
		"Only invigilators and attendants look at a gate. Ask the officer on duty.")
)

// Place is a gate at which a person is called.
type Place struct {
	Gate    terminal.ID
	Room    site.RoomID
	OrgPath string
}

// Waits knows who calls and who waits at a gate, or answers booking.ErrNotFound; the store of exam/booking is one.
type Waits interface {
	LiveCall(ctx context.Context, gate terminal.ID) (booking.Call, error)
	// WaitingAt returns the newest visit of a gate that waits for an officer.
	WaitingAt(ctx context.Context, gate terminal.ID) (booking.Visit, error)
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock actor.Clock
	Audit actor.Auditor
	Tx    booking.Tx
	Waits Waits
}

// Service is safe for concurrent use.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// at returns where a person is called at a gate; ErrNobody when nobody is.
func (s *Service) at(ctx context.Context, gate terminal.ID) (Place, error) {
	now := s.d.Clock()
	v, err := s.d.Waits.WaitingAt(ctx, gate)
	if err == nil && now.Before(v.ExpiresAt) {
		return Place{gate, v.Room, v.OrgPath}, nil
	}
	if err != nil && !errors.Is(err, booking.ErrNotFound) {
		return Place{}, err
	}
	c, err := s.d.Waits.LiveCall(ctx, gate)
	if errors.Is(err, booking.ErrNotFound) || err == nil && (c.Seat != "" || now.Sub(c.PressedAt) > MostFor) {
		return Place{}, ErrNobody
	}
	return Place{gate, c.Room, c.OrgPath}, err
}

// Publisher returns the gate that the calling terminal is, while a person is called there. Errors: ErrNotGate, ErrNobody.
func (s *Service) Publisher(ctx context.Context) (Place, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Room == "" || a.Seat != "" {
		return Place{}, ErrNotGate
	}
	p, err := s.at(ctx, terminal.ID(a.ID))
	if err == nil && string(p.Room) != a.Room {
		err = ErrNobody
	}
	return p, err
}

// Over tells at which of these gates nobody is called any more.
func (s *Service) Over(ctx context.Context, gates []terminal.ID) ([]terminal.ID, error) {
	var out []terminal.ID
	for _, g := range gates {
		_, err := s.at(ctx, g)
		if errors.Is(err, ErrNobody) {
			out = append(out, g)
		} else if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Look returns the gate that a duty officer may see live. The look is on the trail, and so is one that is refused. Errors: ErrNobody,
// ErrForbidden; what lies outside the caller's organisations is ErrNobody.
func (s *Service) Look(ctx context.Context, gate terminal.ID) (Place, error) {
	p, err := s.at(ctx, gate)
	if err != nil {
		return Place{}, err
	}
	a := actor.From(ctx)
	verb, why := "gate_line.view", error(nil)
	switch {
	case a.Can(p.OrgPath, people.RemoteInvigilator, people.RemoteAttendant):
	case a.Sees(p.OrgPath):
		verb, why = "gate_line.refused", ErrForbidden
	default:
		verb, why = "gate_line.refused", ErrNobody
	}
	if err := s.note(ctx, verb, p); err != nil {
		return Place{}, err
	}
	if why != nil {
		return Place{}, why
	}
	return p, nil
}

// Spoke puts on the trail that the calling officer began or ended to speak to a gate.
func (s *Service) Spoke(ctx context.Context, p Place, on bool) error {
	if on {
		return s.note(ctx, "gate_line.talk", p)
	}
	return s.note(ctx, "gate_line.hush", p)
}

// Refused puts on the trail that the caller named a live view of a gate that is another person's.
func (s *Service) Refused(ctx context.Context, p Place) error {
	return s.note(ctx, "gate_line.refused", p)
}

func (s *Service) note(ctx context.Context, verb string, p Place) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "device:" + string(p.Gate), Path: p.OrgPath, Detail: map[string]string{"room": string(p.Room)}})
	})
}
