package evidence

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// Moment is one thing on the timeline of a sitting. Answers are times and nothing else.
type Moment struct {
	Kind  string    // kind of the journal's entry, SEGMENT, GAP, UNWATCHED, INCIDENT, DECISION, STILL, DOOR, INPUT, SOUND
	At    time.Time // begins
	Until time.Time // zero: a point in time, or it lasts
	Note  string    // cause, kind of the incident
	ID    string    // of the segment, gap or incident; empty for entries of the journal
}

// Timeline shows what happened in a sitting between two times, also while it runs, to staff of its room and to who decides a case about
// it. Errors: ErrNotFound, ErrForbidden.
func (s *Service) Timeline(ctx context.Context, id exam.SittingID, from, to time.Time) ([]Moment, error) {
	if err := s.mayFollow(ctx, id); err != nil {
		return nil, err
	}
	sit, err := s.d.Sittings.Sitting(ctx, id)
	if err != nil {
		return nil, absent(err)
	}
	g, err := s.gather(actor.AsSystem(ctx, "evidence"), sit) // who may follow was asked above; the neighbours it reads from have rights of their own
	if err != nil {
		return nil, err
	}
	all := moments(g)
	if s.d.Inputs != nil {
		inputs, err := s.d.Inputs(ctx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, inputs...)
	}
	out := make([]Moment, 0, len(all))
	for _, m := range all {
		end := m.Until
		if end.IsZero() {
			end = m.At
		}
		if (from.IsZero() || !end.Before(from)) && (to.IsZero() || !m.At.After(to)) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind)) })
	return out, nil
}

func (s *Service) mayFollow(ctx context.Context, id exam.SittingID) error {
	if s.d.Decides != nil {
		if own, err := s.d.Decides(ctx, id); own || err != nil {
			return err
		}
	}
	return s.ofSitting(ctx, id, readers()...)
}

func moments(g gathered) []Moment {
	var out []Moment
	for _, e := range g.entries {
		m := Moment{Kind: string(e.Kind), At: e.ServerAt}
		if e.Kind != exam.EntryAnswer && e.Kind != exam.EntryMark {
			m.Note = e.Note
		}
		out = append(out, m)
	}
	for _, seg := range g.segments {
		out = append(out, Moment{"SEGMENT", seg.From, seg.To, seg.Note, string(seg.ID)})
	}
	for _, p := range g.stills {
		out = append(out, Moment{Kind: "STILL", At: p.At, Note: cmp.Or(p.Note, p.What), ID: p.ID})
	}
	for _, p := range g.log {
		out = append(out, Moment{Kind: "DOOR", At: p.At, Note: p.What + " " + p.Basis, ID: p.ID})
	}
	for kind, spans := range map[string][]Span{"GAP": g.facts.Gaps, "UNWATCHED": g.facts.Unwatched} {
		for _, x := range spans {
			out = append(out, Moment{kind, at(x.From), at(x.To), x.Cause, x.ID})
		}
	}
	for kind, facts := range map[string][]Fact{"INCIDENT": g.facts.Incidents, "DECISION": g.facts.Decisions} {
		for _, f := range facts {
			out = append(out, Moment{kind, at(f.At), at(f.Until), f.What, f.ID})
		}
	}
	return out
}

// Overview is what staff see of a sitting's evidence.
type Overview struct {
	Case    Case
	Roots   []Stored
	Newest  Root
	Holds   []Hold
	Pending []string // procedures that keep the recordings, HOLD among them
	Proof   Proof    // zero without a deletion
}

// Of shows the evidence of a closed sitting. Errors: ErrNotFound, ErrForbidden, ErrOpen.
func (s *Service) Of(ctx context.Context, id exam.SittingID) (Overview, error) {
	if err := s.ofSitting(ctx, id, readers()...); err != nil {
		return Overview{}, err
	}
	return s.overview(ctx, id)
}

// Own shows a candidate the evidence of a sitting of their own. Errors: ErrOwn, ErrOpen.
func (s *Service) Own(ctx context.Context, id exam.SittingID) (Overview, error) {
	a := actor.From(ctx)
	sit, err := s.d.Sittings.Sitting(ctx, id)
	if err != nil || a.Kind != actor.Candidate || string(sit.Person) != a.Person {
		if err == nil || errors.Is(absent(err), ErrNotFound) {
			err = ErrOwn
		}
		return Overview{}, err
	}
	return s.overview(ctx, id)
}

func (s *Service) overview(ctx context.Context, id exam.SittingID) (Overview, error) {
	var o Overview
	c, err := s.d.Tx.Case(ctx, id)
	if errors.Is(err, ErrNotFound) {
		if _, err = s.Close(actor.AsSystem(ctx, "evidence.close"), id); err == nil {
			c, err = s.d.Tx.Case(ctx, id)
		}
	}
	if err != nil {
		return o, err
	}
	o.Case = c
	if o.Roots, err = s.d.Tx.Roots(ctx, id); err != nil {
		return o, err
	}
	if n := len(o.Roots); n > 0 {
		if o.Newest, err = DecodeRoot(o.Roots[n-1].Body); err != nil {
			return o, err
		}
	}
	if o.Holds, err = s.d.Orders.HoldsOf(ctx, id); err != nil {
		return o, err
	}
	sit, err := s.d.Sittings.Sitting(ctx, id)
	if err != nil {
		return o, err
	}
	if o.Pending, err = s.Keeping(ctx, sit); err != nil {
		return o, err
	}
	if c.State == Kept {
		return o, nil
	}
	o.Proof, err = s.d.Tx.ProofOf(ctx, id)
	return o, err
}

// PublicKey is the public key of this installation as one line of text.
func (s *Service) PublicKey() string { return s.d.Signer.Public() }
