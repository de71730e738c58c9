package people

import (
	"context"
	"regexp"
	"strings"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about staff accounts.
var (
	ErrLoginName = fault.Define("account.login_name", fault.Invalid, "登录名应为3到32位小写字母、数字或 . _ -，以字母开头。",
		"The login name has 3 to 32 lower-case letters, digits or . _ - and begins with a letter.")
	ErrLoginTaken = fault.Define("account.login_taken", fault.Conflict, "这个登录名已被使用，请换一个。", "This login name is taken. Choose another.")
	ErrGranted    = fault.Define("account.granted", fault.Conflict, "该账号在此单位已有这个岗位。", "The account has this role at this organisation already.")
	ErrSelf       = fault.Define("account.self", fault.Forbidden, "不能给自己的账号授权、收权、停用或重置，请由另一位管理员办理。",
		"You cannot grant, revoke, disable or reset for yourself. Ask another administrator.")
	ErrOutranked = fault.Define("account.outranked", fault.Forbidden, "该账号在您的管理范围之外还有岗位，请由上级管理员办理。",
		"The account holds roles beyond your area. Ask an administrator above.")
)

// Accounts keeps staff accounts: who may log in and what each may do.
type Accounts struct {
	d      Deps
	people *Service
}

// NewAccounts returns the service of staff accounts beside s.
func NewAccounts(s *Service) *Accounts {
	return &Accounts{d: s.d, people: s}
}

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{2,31}$`)

func normalizeLogin(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.Map(identity.Narrow, s)))
}

// CreateAccount makes an account for a person on file and returns the token of the link with which that person sets the
// password (24 hours, once). By a system administrator over home. Faults: ErrLoginName, ErrLoginTaken, ErrNotFound,
// ErrForbidden.
func (a *Accounts) CreateAccount(ctx context.Context, login string, person PersonID, home OrgID) (Account, string, error) {
	login = normalizeLogin(login)
	if !loginForm.MatchString(login) {
		return Account{}, "", ErrLoginName.At("body.login")
	}
	token := a.d.Guard.Random.Token()
	var acc Account
	err := a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := a.people.orgFor(ctx, home, SystemAdmin)
		if err != nil {
			return err
		}
		if !o.Closed.IsZero() {
			return ErrOrgClosed
		}
		p, _, err := a.people.personFor(ctx, person)
		if err != nil {
			return err
		}
		acc = a.newAccount(login, p, o, Invited)
		if err := a.d.Staff.AddAccount(ctx, acc, ""); err != nil {
			return err
		}
		if err := a.invite(ctx, acc.ID, token); err != nil {
			return err
		}
		return a.record(ctx, "account.create", acc, map[string]string{"login": login, "person": string(p.ID)})
	})
	return acc, token, err
}

func (a *Accounts) newAccount(login string, p Person, home Org, st AccountState) Account {
	now := a.d.Clock()
	return Account{ID: AccountID(actor.NewID(now)), Login: login, Person: p.ID, Name: p.Name, Home: home.ID, HomePath: home.Path,
		State: st, Epoch: 1, CreatedAt: now, Version: 1}
}

func (a *Accounts) invite(ctx context.Context, id AccountID, token string) error {
	return a.d.Guard.IssueToken(ctx, guard.ForInvite, string(id), a.d.Guard.Random.HashToken(token), "", a.d.Guard.Limits.InviteLife)
}

// accountFor returns an account on whose home the actor holds one of roles, and all of whose live grants lie within the
// actor's reach as well: whoever administers a county must not take over an account that also works for the city.
func (a *Accounts) accountFor(ctx context.Context, id AccountID, roles ...actor.Role) (Account, error) {
	acc, err := a.d.Staff.Account(ctx, id)
	if err != nil {
		return Account{}, err
	}
	who := actor.From(ctx)
	switch {
	case !who.Sees(acc.HomePath):
		return Account{}, ErrNotFound
	case !who.Can(acc.HomePath, roles...):
		return Account{}, ErrForbidden
	case who.Person == string(acc.Person):
		return Account{}, ErrSelf
	}
	grants, err := a.d.Staff.LiveGrants(ctx, id)
	if err != nil {
		return Account{}, err
	}
	for _, g := range grants {
		if !who.Can(g.OrgPath, roles...) {
			return Account{}, ErrOutranked
		}
	}
	return acc, nil
}

// Reset ends all sessions of an account and returns the token of a new link to set the password. By a security
// administrator.
func (a *Accounts) Reset(ctx context.Context, id AccountID, reason string) (string, error) {
	why, err := Reason(reason)
	if err != nil {
		return "", err
	}
	token := a.d.Guard.Random.Token()
	err = a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		acc, err := a.accountFor(ctx, id, SecurityAdmin)
		if err != nil {
			return err
		}
		if acc.State == Disabled {
			return ErrForbidden
		}
		acc.State = Invited
		acc.Epoch++
		if err := a.d.Staff.SaveAccount(ctx, acc); err != nil {
			return err
		}
		// The old password goes, so that enabling the account later cannot bring it back.
		if err := a.d.Staff.SetAccountPassword(ctx, id, "", false); err != nil {
			return err
		}
		if err := a.invite(ctx, id, token); err != nil {
			return err
		}
		return a.record(ctx, "account.reset", acc, map[string]string{"reason": why})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// SetDisabled stops an account and its sessions, or lets it work again. By a security or system administrator.
func (a *Accounts) SetDisabled(ctx context.Context, id AccountID, disabled bool, reason string) error {
	why, err := Reason(reason)
	if err != nil {
		return err
	}
	return a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		acc, err := a.accountFor(ctx, id, SecurityAdmin, SystemAdmin)
		if err != nil {
			return err
		}
		verb := "account.enable"
		if acc.State = Invited; disabled {
			acc.State, verb = Disabled, "account.disable"
		} else if hash, err := a.d.Staff.PasswordOf(ctx, id); err != nil {
			return err
		} else if hash != "" {
			acc.State = Active
		}
		acc.Epoch++
		if err := a.d.Staff.SaveAccount(ctx, acc); err != nil {
			return err
		}
		return a.record(ctx, verb, acc, map[string]string{"reason": why})
	})
}

// ViewAccount returns an account of the actor's subtree with its live grants, or the actor's own.
func (a *Accounts) ViewAccount(ctx context.Context, id AccountID) (Account, []Grant, error) {
	acc, err := a.d.Staff.Account(ctx, id)
	if err != nil {
		return Account{}, nil, err
	}
	who := actor.From(ctx)
	own := who.Kind == actor.Staff && who.ID == string(id)
	if !own && !who.Can(acc.HomePath, SystemAdmin, SecurityAdmin, AuditAdmin) {
		return Account{}, nil, ErrNotFound
	}
	grants, err := a.d.Staff.LiveGrants(ctx, id)
	return acc, grants, err
}

// FindAccounts lists accounts where the actor administers or audits; q.Paths is set here.
func (a *Accounts) FindAccounts(ctx context.Context, q AccountQuery) ([]Account, error) {
	q.Paths = actor.From(ctx).Paths(SystemAdmin, SecurityAdmin, AuditAdmin)
	q.Login, q.Limit = normalizeLogin(q.Login), limit(q.Limit)
	if len(q.Paths) == 0 {
		return nil, nil
	}
	return a.d.Staff.FindAccounts(ctx, q)
}

func (a *Accounts) record(ctx context.Context, verb string, acc Account, detail map[string]string) error {
	return a.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "account:" + string(acc.ID), Path: pathOr(acc.HomePath), Detail: detail})
}
