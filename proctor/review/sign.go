package review

import (
	"context"
	"slices"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Opinion is what one person establishes.
type Opinion struct {
	Established bool
	Breach      string
	Facts       string
	Proposal    string
}

// check trims the texts and refuses what does not fit together.
func (o *Opinion) check() error {
	var err error
	if o.Facts, err = written(o.Facts, "body.facts", 10, 2000); err != nil {
		return err
	}
	if o.Proposal, err = written(o.Proposal, "body.proposal", 2, 400); err != nil {
		return err
	}
	if _, ok := FindBreach(o.Breach); ok != o.Established || !ok && o.Breach != "" {
		return ErrBreach.At("body.act")
	}
	return nil
}

// Sign signs what the calling person establishes. Two natural persons of the examining body sign without seeing each other's finding.
// Where they agree on an act the case goes to the issuing authority; where they agree that there was none it is dismissed. Where they
// do not agree a third person signs, blind as well, and two of three decide; where no two agree nothing is established. Errors:
// ErrStage, ErrSigned, ErrBreach, ErrText, ErrSameOrg, ErrOwnCase; ErrEmergency where a breach is to be established by what lies in an
// emergency of the room.
func (s *Service) Sign(ctx context.Context, id CaseID, o Opinion) (Case, error) {
	var c Case
	err := s.act(ctx, id, "sign", func(ctx context.Context) error {
		var err error
		if c, err = s.d.Store.Case(ctx, id); err != nil {
			return err
		}
		me, path, err := signer(ctx, c.OrgPath, ErrNotFound, ErrForbidden, establishers())
		switch {
		case err != nil:
			return err
		case me.Person == c.Person:
			return ErrOwnCase
		case path == c.Authority:
			return ErrSameOrg
		case c.Stage != Facts:
			return ErrStage.With("stage", string(c.Stage))
		}
		if err := o.check(); err != nil { // who may not is told nothing else
			return err
		}
		if o.Established {
			list, err := s.cited(ctx, c)
			if err != nil {
				return err
			}
			if err := s.outsideEmergencies(ctx, list); err != nil { // also one that was entered after the case was opened
				return err
			}
		}
		now := s.now()
		f := Finding{ID: FindingID(actor.NewID(now)), Case: id, By: me, Established: o.Established, Breach: o.Breach, Facts: o.Facts, Proposal: o.Proposal, At: now}
		// The case counts up with every signature, so that of two at once one is told to look again: neither misses the other.
		if err := s.d.Store.SaveCase(ctx, c); err != nil {
			return err
		}
		c.Version++
		if err := s.d.Papers.AddFinding(ctx, f); err != nil {
			return err
		}
		if err := s.record(ctx, "review.sign", c, nil); err != nil { // what was found stays off the trail while others must not see it
			return err
		}
		all, err := s.d.Papers.Findings(ctx, id)
		if err != nil {
			return err
		}
		return s.conclude(ctx, &c, all)
	})
	return c, err
}

// cited are the incidents of a case.
func (s *Service) cited(ctx context.Context, c Case) ([]proctor.Incident, error) {
	all, err := s.d.Incidents.OfSitting(ctx, c.Sitting)
	return slices.DeleteFunc(all, func(in proctor.Incident) bool { return !slices.Contains(c.Incidents, in.ID) }), err
}

// outsideEmergencies refuses incidents that lie in an emergency of their room (process §4).
func (s *Service) outsideEmergencies(ctx context.Context, list []proctor.Incident) error {
	for _, in := range list {
		switch during, err := s.d.Incidents.InEmergency(ctx, in); {
		case err != nil:
			return err
		case during:
			return ErrEmergency.With("incident", string(in.ID))
		}
	}
	return nil
}

// conclude moves a case when enough people have signed.
func (s *Service) conclude(ctx context.Context, c *Case, all []Finding) error {
	agreed, ok := agree(all)
	switch {
	case ok && agreed.Established:
		c.Breach = agreed.Breach
		return s.step(ctx, c, Establish, "review.establish", map[string]string{"act": c.Breach})
	case ok || len(all) >= 3:
		return s.dismiss(ctx, c, NotEstablish, "经核查，事实未能认定")
	}
	return s.emit(ctx, TopicChanged, *c, nil)
}

// agree finds two findings that say the same.
func agree(all []Finding) (Finding, bool) {
	for i, a := range all {
		for _, b := range all[:i] {
			if a.Established == b.Established && a.Breach == b.Breach {
				return a, true
			}
		}
	}
	return Finding{}, false
}

// dismiss ends a case without a decision against the person: its incidents no longer hold anything.
func (s *Service) dismiss(ctx context.Context, c *Case, step Step, words string) error {
	if err := s.step(ctx, c, step, "review.dismiss", map[string]string{"words": words}); err != nil {
		return err
	}
	return s.d.Incidents.Settle(ctx, c.Incidents, words)
}
