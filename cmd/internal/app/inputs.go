package app

import (
	"context"
	"fmt"

	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/agent"
	agentstore "github.com/suikao/suikao/proctor/agent/store"
	"github.com/suikao/suikao/proctor/input"
	inputstore "github.com/suikao/suikao/proctor/input/store"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/ws"
)

// wireInputs makes what relates answers to inputs, and the agents of seats.
func (b *base) wireInputs(s *Services) {
	s.Agents = agent.New(agent.Deps{Clock: b.clock, Audit: b.trail, Store: agentstore.New(b.db), Incidents: s.Incidents, Sittings: examstore.New(b.db, b.ring),
		Rooms: s.Sites, Token: crypt.Token})
	s.Inputs = input.New(input.Deps{Clock: b.clock, Log: b.log, Incidents: s.Incidents, Store: inputstore.New(b.db), Kernel: s.Agents})
}

// seatInputs is the judge of inputs for the way of seats over HTTP; nil where there is none.
func (a *App) seatInputs() api.SeatInputs {
	if a.Inputs == nil {
		return nil
	}
	return a.Inputs
}

// hubInputs is the judge of inputs for the seats' sockets.
func (a *App) hubInputs() ws.Inputs { return a.Inputs }

// registerInputDetectors enters the rules about inputs in the register of detectors, with what was measured of them.
func (s *Services) registerInputDetectors(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "input")
	for _, d := range input.Detectors() {
		if _, err := s.Incidents.Register(ctx, d); err != nil {
			return fmt.Errorf("detector %s: %w", d.Name, err)
		}
	}
	return nil
}

var _ input.Incidents = (*proctor.Service)(nil)
