package people

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/suikao/suikao/internal/actor"
)

// registrars may enter enterprises and centres; only the system administrator builds authorities and exam bodies.
var registrars = []actor.Role{SystemAdmin, CounterClerk, ExamManager, TrainingClerk}

// CreateRoot makes the one organisation without a parent. Only the program itself may (setup, demo data); ErrOrgTaken
// when there is a root.
func (s *Service) CreateRoot(ctx context.Context, in OrgInput) (Org, error) {
	if actor.From(ctx).Kind != actor.System {
		return Org{}, ErrForbidden
	}
	in.Kind = Authority
	in, err := in.normalize()
	if err != nil {
		return Org{}, err
	}
	var o Org
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o = s.newOrg(in, Org{})
		if err := s.d.Orgs.AddOrg(ctx, o); err != nil {
			return err
		}
		return s.recordOrg(ctx, "org.create", o, nil)
	})
	return o, err
}

// CreateOrg makes an organisation below parent. Faults: wrong fields, ErrNotFound, ErrForbidden, ErrOrgPlace, ErrOrgDepth,
// ErrOrgTaken, ErrOrgClosed.
func (s *Service) CreateOrg(ctx context.Context, parent OrgID, in OrgInput) (Org, error) {
	in, err := in.normalize()
	if err != nil {
		return Org{}, err
	}
	var o Org
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Orgs.LockOrgs(ctx); err != nil {
			return err
		}
		p, err := s.orgFor(ctx, parent, makers(in.Kind)...)
		if err != nil {
			return err
		}
		if err := mayStand(p, in.Kind); err != nil {
			return err
		}
		o = s.newOrg(in, p)
		if err := s.d.Orgs.AddOrg(ctx, o); err != nil {
			return err
		}
		return s.recordOrg(ctx, "org.create", o, map[string]string{"kind": string(o.Kind), "name": o.Name})
	})
	return o, err
}

func makers(k OrgKind) []actor.Role {
	if k == Enterprise {
		return registrars
	}
	return []actor.Role{SystemAdmin}
}

func mayStand(parent Org, child OrgKind) error {
	switch {
	case !parent.Closed.IsZero():
		return ErrOrgClosed
	case !mayHold(parent.Kind, child):
		return ErrOrgPlace
	case depth(parent.Path) >= MaxDepth:
		return ErrOrgDepth.With("max", MaxDepth)
	}
	return nil
}

// depth counts the levels of a path: "/id/id/" has two.
func depth(path string) int { return (len(path) - 1) / 27 }

func (s *Service) newOrg(in OrgInput, parent Org) Org {
	now := s.d.Clock()
	id := OrgID(actor.NewID(now))
	path := parent.Path
	if path == "" {
		path = "/"
	}
	return Org{ID: id, Parent: parent.ID, Path: path + string(id) + "/", Kind: in.Kind, Name: in.Name, Region: in.Region, USCC: in.USCC,
		Street: in.Street, Industry: in.Industry, Grade: in.Grade, Created: now, Version: 1}
}

// UpdateOrg changes name, codes and grade; the kind stays, because roles depend on it. version is what the editor saw.
func (s *Service) UpdateOrg(ctx context.Context, id OrgID, version int64, in OrgInput) (Org, error) {
	var o Org
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if o, err = s.orgFor(ctx, id, registrars...); err != nil {
			return err
		}
		if !actor.From(ctx).Can(o.Path, makers(o.Kind)...) {
			return ErrForbidden
		}
		in.Kind = o.Kind
		clean, err := in.normalize()
		if err != nil {
			return err
		}
		if o.Version != version {
			return ErrChanged
		}
		old := o.Name
		o.Name, o.Region, o.USCC, o.Street, o.Industry, o.Grade = clean.Name, clean.Region, clean.USCC, clean.Street, clean.Industry, clean.Grade
		if err := s.d.Orgs.SaveOrg(ctx, o); err != nil {
			return err
		}
		o.Version++
		return s.recordOrg(ctx, "org.update", o, map[string]string{"old_name": old, "name": o.Name})
	})
	return o, err
}

// CloseOrg ends an organisation: nothing new may be attached to it. Its history stays.
func (s *Service) CloseOrg(ctx context.Context, id OrgID, version int64) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.orgFor(ctx, id, SystemAdmin)
		if err != nil {
			return err
		}
		if !o.Closed.IsZero() {
			return ErrOrgClosed
		}
		if o.Version != version {
			return ErrChanged
		}
		o.Closed = s.d.Clock()
		if err := s.d.Orgs.SaveOrg(ctx, o); err != nil {
			return err
		}
		return s.recordOrg(ctx, "org.close", o, nil)
	})
}

// MoveOrg hangs an organisation with all below it under another parent. The event org.moved carries both paths for
// contexts that keep a copy. Faults besides CreateOrg's: ErrOrgLoop.
func (s *Service) MoveOrg(ctx context.Context, id, parent OrgID) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Orgs.LockOrgs(ctx); err != nil {
			return err
		}
		o, err := s.orgFor(ctx, id, SystemAdmin)
		if err != nil {
			return err
		}
		p, err := s.orgFor(ctx, parent, SystemAdmin)
		if err != nil {
			return err
		}
		if p.Within(o.Path) || o.Parent == "" {
			return ErrOrgLoop
		}
		if err := s.fits(ctx, o, p); err != nil {
			return err
		}
		old := o.Path
		o.Parent, o.Path = p.ID, p.Path+string(o.ID)+"/"
		if err := s.d.Orgs.SaveOrg(ctx, o); err != nil {
			return err
		}
		if err := s.d.Orgs.MovePaths(ctx, old, o.Path); err != nil {
			return err
		}
		body, err := json.Marshal(map[string]string{"id": string(o.ID), "old_path": old, "path": o.Path})
		if err != nil {
			return err
		}
		if err := s.d.Outbox.Emit(ctx, actor.Event{Topic: "org.moved", Key: string(o.ID), Body: body}); err != nil {
			return err
		}
		return s.recordOrg(ctx, "org.move", o, map[string]string{"old_path": old})
	})
}

func (s *Service) fits(ctx context.Context, o, parent Org) error {
	if err := mayStand(parent, o.Kind); err != nil {
		return err
	}
	deepest, err := s.d.Orgs.DepthBelow(ctx, o.Path)
	if err != nil {
		return err
	}
	if depth(parent.Path)+deepest-depth(o.Path)+1 > MaxDepth {
		return ErrOrgDepth.With("max", MaxDepth)
	}
	return nil
}

// ViewOrg returns an organisation that the actor may see; ErrNotFound otherwise.
func (s *Service) ViewOrg(ctx context.Context, id OrgID) (Org, error) {
	o, err := s.d.Orgs.Org(ctx, id)
	if err == nil && !actor.From(ctx).Sees(o.Path) {
		return Org{}, ErrNotFound
	}
	return o, err
}

// FindOrgs lists organisations of the actor's subtrees; q.Paths is set here.
func (s *Service) FindOrgs(ctx context.Context, q OrgQuery) ([]Org, error) {
	q.Paths = actor.From(ctx).Paths()
	q.Name, q.Limit = squeezed(q.Name), limit(q.Limit)
	if len(q.Paths) == 0 {
		return nil, nil
	}
	return s.d.Orgs.FindOrgs(ctx, q)
}

// RootOrg returns the root authority; ErrNotFound before setup.
func (s *Service) RootOrg(ctx context.Context) (Org, error) { return s.d.Orgs.RootOrg(ctx) }

// HirersOrg returns the one organisation with this credit code, else with exactly this name, among those for which the actor
// may enter who works there. ErrNotFound where there is none, or more than one of the name.
func (s *Service) HirersOrg(ctx context.Context, uscc, name string) (Org, error) {
	a := actor.From(ctx)
	if uscc != "" {
		o, err := s.d.Orgs.OrgByUSCC(ctx, uscc)
		if err == nil && !a.Can(o.Path, hirers...) {
			return Org{}, ErrNotFound
		}
		return o, err
	}
	found, err := s.d.Orgs.FindOrgs(ctx, OrgQuery{Paths: a.Paths(hirers...), Name: name, Exact: true, Limit: 2})
	if err == nil && len(found) != 1 {
		return Org{}, ErrNotFound
	}
	if err != nil {
		return Org{}, err
	}
	return found[0], nil
}

// orgFor returns an organisation on which the actor holds one of roles: ErrNotFound outside the subtree, ErrForbidden
// inside it without the role.
func (s *Service) orgFor(ctx context.Context, id OrgID, roles ...actor.Role) (Org, error) {
	o, err := s.d.Orgs.Org(ctx, id)
	if err != nil {
		return Org{}, err
	}
	a := actor.From(ctx)
	switch {
	case !a.Sees(o.Path):
		return Org{}, ErrNotFound
	case !a.Can(o.Path, roles...):
		return Org{}, ErrForbidden
	}
	return o, nil
}

func (s *Service) recordOrg(ctx context.Context, verb string, o Org, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "org:" + string(o.ID), Path: o.Path, Detail: detail})
}

// limit is the page size: 50 when not given, at most 200 and the one row more that tells whether there is a next page.
func limit(n int) int {
	if n <= 0 {
		return 50
	}
	return min(n, 201)
}

func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }
