package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/release"
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
	store := inputstore.New(b.db)
	s.Inputs = input.New(input.Deps{Clock: b.clock, Log: b.log, Incidents: s.Incidents, Store: store, Spans: store, Kernel: s.Agents})
}

// atNode reports whether a room node has kept a sitting, for a time or to its end.
func (b *base) atNode(ctx context.Context, id exam.SittingID) (bool, error) {
	_, err := outpoststore.New(b.db).Hold(ctx, id)
	if errors.Is(err, outpost.ErrNoHold) {
		return false, nil
	}
	return err == nil, err
}

// watchedInputs tells the room record what of a sitting's inputs was watched: also by a room node, as far as it handed that back.
func (b *base) watchedInputs(j *input.Judge) func(context.Context, exam.Sitting) (release.RecordInput, error) {
	return func(ctx context.Context, sit exam.Sitting) (release.RecordInput, error) {
		x, err := j.Of(ctx, sit.ID)
		if err != nil {
			return release.RecordInput{}, err
		}
		c := x.Coverage()
		if c == input.Uncovered {
			away, err := b.atNode(ctx, sit.ID)
			return release.RecordInput{Node: away, Answers: x.Answers}, err
		}
		return release.RecordInput{Page: c != input.Uncovered, Below: c == input.WithAgent, Answers: x.Answers, Local: x.Local}, err
	}
}

// inputsNotCovered names what of a sitting's inputs nobody watched, for its evidence.
func (b *base) inputsNotCovered(j *input.Judge) func(context.Context, exam.Sitting) ([]string, error) {
	return func(ctx context.Context, sit exam.Sitting) ([]string, error) {
		x, err := j.Of(ctx, sit.ID)
		switch x.Coverage() {
		case input.WithAgent:
			return nil, err
		case input.BrowserOnly:
			return []string{"SEAT_AGENT"}, err
		}
		return []string{"INPUT", "SEAT_AGENT"}, err
	}
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
