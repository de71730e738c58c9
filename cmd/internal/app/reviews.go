package app

import (
	"context"
	"slices"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/review"
	reviewstore "github.com/suikao/suikao/proctor/review/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// reviews makes the service that carries a breach from its facts to a decision.
func (b *base) reviews(s *Services) *review.Service {
	store := reviewstore.New(b.db)
	d := review.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Store: store, Papers: store, Incidents: s.Incidents, Sittings: examstore.New(b.db, b.ring),
		Results: s.Desk, Bans: reviewBans{s.Bans, permitstore.NewBans(b.db)}, Rules: s.Rules, People: reviewPeople{s.People}}
	if b.cfg.Cameras() {
		d.Films = newReviewFilms(s.Recordings)
	}
	return review.New(d)
}

// cited tells what of a sitting's recording the cases about it cite that came before their authority: the time around their incidents.
func (b *base) cited() func(ctx context.Context, id exam.SittingID) ([]recording.Cited, error) {
	cases, incidents := reviewstore.New(b.db), proctorstore.New(b.db)
	return func(ctx context.Context, id exam.SittingID) ([]recording.Cited, error) {
		list, err := cases.Cases(ctx, review.Query{Paths: []string{"/"}, Sitting: id, Limit: 200})
		list = slices.DeleteFunc(list, func(c review.Case) bool { return !c.Decidable() })
		if err != nil || len(list) == 0 {
			return nil, err
		}
		all, err := incidents.OfSitting(ctx, id)
		var out []recording.Cited
		for _, c := range list {
			for _, in := range all {
				if slices.Contains(c.Incidents, in.ID) {
					parts, err := proctor.FindIncidents(incidents.Find).Shown(ctx, b.clock(), in)
					if err != nil {
						return nil, err
					}
					for _, part := range parts {
						out = append(out, recording.Cited{Authority: c.Authority, From: part.From, To: part.To})
					}
				}
			}
		}
		return out, err
	}
}

// reviewBans enters what decisions impose into the list of barred people. The program enters in the name of the person who decided, so
// that the one who confirms must be another.
type reviewBans struct {
	bans  *permit.Bans
	store *permitstore.Bans
}

func inName(ctx context.Context, by people.PersonID) context.Context {
	return actor.With(ctx, actor.Actor{Kind: actor.System, ID: "review", Name: "review", Person: string(by)})
}

// Enter implements review.Bans.
func (r reviewBans) Enter(ctx context.Context, b review.Ban) (string, error) {
	got, err := r.bans.Enter(inName(ctx, b.By), permit.Ban{Person: b.Person, Kind: permit.ExamBan, From: b.From, To: b.To, Decision: b.Decision, Reason: b.Reason})
	return string(got.ID), err
}

// Lift implements review.Bans.
func (r reviewBans) Lift(ctx context.Context, id string, by people.PersonID, reason string) error {
	b, err := r.store.Ban(ctx, permit.BanID(id))
	if err != nil || b.State == permit.BanLifted {
		return err
	}
	_, err = r.bans.Lift(inName(ctx, by), permit.BanID(id), reason)
	return err
}

// InForce implements review.Bans.
func (r reviewBans) InForce(ctx context.Context, id string) (bool, error) {
	b, err := r.store.Ban(ctx, permit.BanID(id))
	return b.State == permit.BanInForce, err
}

// reviewPeople names who stands in documents.
type reviewPeople struct{ people *people.Service }

// Who implements review.People.
func (r reviewPeople) Who(ctx context.Context, id people.PersonID) (review.Who, error) {
	p, err := r.people.Person(ctx, id)
	return review.Who{Name: p.Name, Document: p.DocMasked, Masked: identity.MaskName(p.Name)}, err
}

// OrgAt implements review.People.
func (r reviewPeople) OrgAt(ctx context.Context, path string) (id, name string, err error) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	o, err := r.people.Org(ctx, people.OrgID(parts[len(parts)-1]))
	return string(o.ID), o.Name, err
}

// Authority implements review.People.
func (r reviewPeople) Authority(ctx context.Context) (string, error) {
	return authorityPath(ctx, r.people)
}
