package app

import (
	"context"

	"github.com/suikao/suikao/exam"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/proctor"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// incidents makes the service that keeps incidents.
func (b *base) incidents(s *Services, places *sitestore.Store, facts peopleFacts) *proctor.Service {
	store := proctorstore.New(b.db)
	return proctor.New(proctor.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: store, Incidents: store, Detectors: store, Handovers: store,
		Places: places, Sittings: s.Exam, Finder: examstore.New(b.db, b.ring), Staff: facts,
		Authority: func(ctx context.Context) (string, error) { return authorityPath(ctx, s.People) }})
}

// undecidedIncidents names what of a sitting somebody has to decide about before its result goes out.
func undecidedIncidents(p *proctor.Service) func(context.Context, exam.Sitting) ([]string, error) {
	return func(ctx context.Context, sit exam.Sitting) ([]string, error) {
		list, err := p.Undecided(ctx, sit)
		out := make([]string, len(list))
		for i, in := range list {
			out[i] = in.Entry().Title.ZH
		}
		return out, err
	}
}
