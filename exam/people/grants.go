package people

import (
	"context"
	"slices"

	"github.com/suikao/suikao/internal/actor"
)

// granters says who may grant a role: the system administrator only makes the other two administrators, the security
// administrator grants everything else. So no single administrator can give power to himself (三权分立).
func granters(r actor.Role) []actor.Role {
	switch r {
	case SecurityAdmin, AuditAdmin:
		return []actor.Role{SystemAdmin}
	default:
		return []actor.Role{SecurityAdmin}
	}
}

// GrantRole gives an account a role within an organisation's subtree. Faults: ErrRole, ErrRolePlace, ErrSelf,
// ErrIncompatible, ErrSeparation, ErrGranted, ErrOrgClosed, ErrNotFound, ErrForbidden.
func (a *Accounts) GrantRole(ctx context.Context, id AccountID, role actor.Role, org OrgID) (Grant, error) {
	rule, ok := ruleOf(role)
	if !ok {
		return Grant{}, ErrRole.At("body.role")
	}
	var g Grant
	err := a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := a.people.orgFor(ctx, org, granters(role)...)
		if err != nil {
			return err
		}
		if !o.Closed.IsZero() {
			return ErrOrgClosed
		}
		if !slices.Contains(rule.At, o.Kind) {
			return ErrRolePlace.With("role_zh", rule.ZH).With("role_en", rule.EN)
		}
		acc, err := a.grantee(ctx, id)
		if err != nil {
			return err
		}
		g = a.newGrant(ctx, acc, role, o)
		if err := a.compatible(ctx, acc.Person, g); err != nil {
			return err
		}
		if err := a.d.Staff.AddGrant(ctx, g); err != nil {
			return err
		}
		return a.record(ctx, "account.grant", acc, map[string]string{"role": string(role), "org": string(org), "grant": g.ID})
	})
	return g, err
}

// grantee returns the account that a grant is for: one the actor sees, and not the actor's own person.
func (a *Accounts) grantee(ctx context.Context, id AccountID) (Account, error) {
	acc, err := a.d.Staff.Account(ctx, id)
	if err != nil {
		return Account{}, err
	}
	who := actor.From(ctx)
	switch {
	case !who.Sees(acc.HomePath):
		return Account{}, ErrNotFound
	case who.Person != "" && who.Person == string(acc.Person):
		return Account{}, ErrSelf
	case acc.State == Disabled:
		return Account{}, ErrForbidden
	}
	return acc, nil
}

func (a *Accounts) newGrant(ctx context.Context, acc Account, role actor.Role, o Org) Grant {
	now := a.d.Clock()
	g := Grant{ID: actor.NewID(now), Account: acc.ID, Role: role, Org: o.ID, OrgName: o.Name, OrgPath: o.Path, OrgKind: o.Kind, GrantedAt: now}
	if who := actor.From(ctx); who.Kind == actor.Staff {
		g.GrantedBy = AccountID(who.ID)
	}
	return g
}

// compatible checks the separation of duties over all accounts of the natural person. The person is locked, so that two
// grants to two accounts cannot both pass.
func (a *Accounts) compatible(ctx context.Context, p PersonID, g Grant) error {
	if err := a.d.Persons.LockPerson(ctx, p); err != nil {
		return err
	}
	held, err := liveGrantsOf(ctx, a.d, p)
	if err != nil {
		return err
	}
	if f := Clash(held, g); f != nil {
		return f
	}
	if !examines(g.Role) {
		return nil
	}
	teacher, err := teaches(ctx, a.d, p)
	if err != nil {
		return err
	}
	if teacher {
		return named(ErrSeparation, "", g.Role)
	}
	return nil
}

// RevokeRole takes a grant back. Its sessions lose the role with their next request.
func (a *Accounts) RevokeRole(ctx context.Context, grant string) error {
	return a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		g, err := a.d.Staff.Grant(ctx, grant)
		if err != nil {
			return err
		}
		if _, err := a.people.orgFor(ctx, g.Org, granters(g.Role)...); err != nil {
			return err
		}
		if !g.RevokedAt.IsZero() {
			return ErrChanged
		}
		acc, err := a.d.Staff.Account(ctx, g.Account)
		if err != nil {
			return err
		}
		who := actor.From(ctx)
		if who.Person != "" && who.Person == string(acc.Person) {
			return ErrSelf
		}
		by := AccountID("")
		if who.Kind == actor.Staff {
			by = AccountID(who.ID)
		}
		if err := a.d.Staff.RevokeGrant(ctx, grant, by, a.d.Clock()); err != nil {
			return err
		}
		return a.record(ctx, "account.revoke", acc, map[string]string{"role": string(g.Role), "org": string(g.Org), "grant": grant})
	})
}
