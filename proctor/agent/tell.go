package agent

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/agent/report"
)

// Detector names the agent in incidents.
const Detector = "seat.agent"

// signal is what a failed check says of the seat, and of the sitting there.
func (s *Service) signal(ctx context.Context, a Agent, f report.Failure) (proctor.Signal, error) {
	in := proctor.Signal{Kind: proctor.AttestationFailed, At: s.now(), Room: a.Room, Seat: a.Seat, Key: "agent:" + f.Check + ":" + string(a.Seat),
		Facts: map[string]string{"check": f.Check, "what": f.What}, Source: proctor.Source{Name: Detector, Version: "1", Threshold: 1, Score: 1}}
	switch f.Check {
	case report.Clock:
		in.Kind = proctor.ClockSkew
	case report.Debug:
		in.Kind = proctor.DevTools
		in.Source.Name = string(proctor.DevTools)
	}
	sit, err := s.d.Sittings.LiveAtSeat(ctx, a.Seat)
	if fault.KindOf(err) == fault.NotFound {
		return in, nil
	}
	if err == nil && sit.State != exam.Submitted {
		in.Sitting = sit.ID
	}
	return in, err
}

// alarm raises one failed check.
func (s *Service) alarm(ctx context.Context, a Agent, f report.Failure) error {
	ctx = actor.AsSystem(ctx, "agent")
	in, err := s.signal(ctx, a, f)
	if err != nil {
		return err
	}
	_, err = s.d.Incidents.Raise(ctx, in)
	return err
}

// tell raises what fails and ends what failed before and passes now. A failing check is told with every report: the incident says
// until when it lasted.
func (s *Service) tell(ctx context.Context, a Agent, before []report.Failure) error {
	for _, f := range a.Failing {
		if err := s.alarm(ctx, a, f); err != nil {
			return err
		}
	}
	ctx = actor.AsSystem(ctx, "agent")
	for _, f := range before {
		if fails(a.Failing, f.Check) {
			continue
		}
		in, err := s.signal(ctx, a, f)
		if err != nil {
			return err
		}
		in.Until = s.now()
		if err := s.d.Incidents.Over(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

func fails(list []report.Failure, check string) bool {
	for _, f := range list {
		if f.Check == check {
			return true
		}
	}
	return false
}

// forgotten is after what silence a seat is switched off rather than silent.
const forgotten = 12 * time.Hour

// SweepOnce raises agents that fell silent while somebody sits at their seat. A job calls it every few seconds.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "agent")
	now := s.now()
	silent, err := s.d.Store.Unheard(ctx, now.Add(-forgotten), now.Add(-SilentAfter), 200)
	if err != nil {
		return err
	}
	for _, a := range silent {
		in, err := s.signal(ctx, a, report.Failure{Check: report.Silent, What: a.SeenAt.Format(time.RFC3339)})
		if err != nil {
			return err
		}
		if in.Sitting == "" {
			continue
		}
		if _, err := s.d.Incidents.Raise(ctx, in); err != nil {
			return err
		}
		if fails(a.Failing, report.Silent) {
			continue
		}
		a.Failing = append(a.Failing, report.Failure{Check: report.Silent, What: a.SeenAt.Format(time.RFC3339)})
		if _, err := s.d.Store.Save(ctx, a, a.Counter); err != nil { // the next report ends it
			return err
		}
	}
	return nil
}
