package people

import (
	"context"
	"strings"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// SetupLink returns the token of the first administrator's link while there is no staff account; ok is false otherwise.
// Each call makes a new token and ends the older one, so a restart prints a link that works. 24 hours, once.
func (a *Accounts) SetupLink(ctx context.Context) (token string, ok bool, err error) {
	ctx = actor.AsSystem(ctx, "setup")
	token = a.d.Guard.Random.Token()
	err = a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		n, err := a.d.Staff.CountAccounts(ctx)
		if err != nil || n > 0 {
			ok = false
			return err
		}
		ok = true
		return a.d.Guard.IssueToken(ctx, guard.ForSetup, "setup", a.d.Guard.Random.HashToken(token), "", a.d.Guard.Limits.InviteLife)
	})
	if err != nil || !ok {
		return "", false, err
	}
	return token, true, nil
}

// SetupInput is what the first administrator enters.
type SetupInput struct {
	Token    string
	Org      OrgInput
	Person   PersonInput
	Login    string
	Password string
}

// Setup makes the root authority, the first person and the first system administrator, and logs in. It works once:
// guard.ErrLink when the token is wrong, old or used, or an account exists.
func (a *Accounts) Setup(ctx context.Context, in SetupInput) (Principal, error) {
	if err := a.checkSetup(ctx, &in); err != nil {
		return Principal{}, err
	}
	phc, err := a.d.Passwords.Hash(ctx, in.Password)
	if err != nil {
		return Principal{}, err
	}
	var acc Account
	err = a.d.Tx.InTx(actor.AsSystem(ctx, "setup"), func(ctx context.Context) error {
		if _, err := a.d.Guard.TakeToken(ctx, guard.ForSetup, a.d.Guard.Random.HashToken(in.Token), guard.ErrLink); err != nil {
			return err
		}
		if n, err := a.d.Staff.CountAccounts(ctx); err != nil || n > 0 {
			return orErr(err, guard.ErrLink)
		}
		acc, err = a.foundBy(ctx, in, phc)
		return err
	})
	return Principal{ID: string(acc.ID), Epoch: acc.Epoch}, err
}

// checkSetup refuses a wrong link before it says anything about the form.
func (a *Accounts) checkSetup(ctx context.Context, in *SetupInput) error {
	if _, err := a.d.Guard.Token(ctx, guard.ForSetup, a.d.Guard.Random.HashToken(in.Token), guard.ErrLink); err != nil {
		return err
	}
	var bad fault.List
	in.Login = normalizeLogin(in.Login)
	if !loginForm.MatchString(in.Login) {
		bad.Add("body.login", ErrLoginName)
	}
	in.Org.Kind = Authority
	_, err := in.Org.normalize()
	collect(&bad, err, "body.org.")
	_, err = in.Person.Check(a.people.today())
	collect(&bad, err, "body.person.")
	collect(&bad, guard.CheckPassword(in.Password, a.d.Guard.Limits.StaffPassword, in.Login), "body.")
	return bad.Err()
}

// collect adds the wrong fields of err to bad, with place instead of "body." in front.
func collect(bad *fault.List, err error, place string) {
	if err == nil {
		return
	}
	for _, f := range fault.From(err).Fields() {
		bad.Add(place+strings.TrimPrefix(f.Path, "body."), f.Err)
	}
}

func orErr(err error, other *fault.Error) error {
	if err != nil {
		return err
	}
	return other
}

func (a *Accounts) foundBy(ctx context.Context, in SetupInput, phc string) (Account, error) {
	root, err := a.d.Orgs.RootOrg(ctx)
	if isNotFound(err) {
		root, err = a.people.CreateRoot(ctx, in.Org)
	}
	if err != nil {
		return Account{}, err
	}
	c, err := in.Person.Check(a.people.today())
	if err != nil {
		return Account{}, err
	}
	p, _, err := a.people.Meet(ctx, root, c)
	if err != nil {
		return Account{}, err
	}
	acc := a.newAccount(in.Login, p, root, Active)
	if err := a.d.Staff.AddAccount(ctx, acc, phc); err != nil {
		return Account{}, err
	}
	if err := a.d.Staff.AddGrant(ctx, a.newGrant(ctx, acc, SystemAdmin, root)); err != nil {
		return Account{}, err
	}
	return acc, a.record(ctx, "account.setup", acc, map[string]string{"login": in.Login})
}

// SeedAccount makes an active account with a password and grants, for demo data and the command line. Only the program
// itself may; separation of duties holds here too.
func (a *Accounts) SeedAccount(ctx context.Context, login, password string, person PersonID, home OrgID, roles map[OrgID][]actor.Role) (Account, error) {
	if actor.From(ctx).Kind != actor.System {
		return Account{}, ErrForbidden
	}
	login = normalizeLogin(login)
	if !loginForm.MatchString(login) {
		return Account{}, ErrLoginName
	}
	phc, err := a.d.Passwords.Hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	var acc Account
	err = a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := a.d.Orgs.Org(ctx, home)
		if err != nil {
			return err
		}
		p, err := a.people.Person(ctx, person)
		if err != nil {
			return err
		}
		acc = a.newAccount(login, p, o, Active)
		if err := a.d.Staff.AddAccount(ctx, acc, phc); err != nil {
			return err
		}
		for org, list := range roles {
			for _, r := range list {
				if _, err := a.GrantRole(ctx, acc.ID, r, org); err != nil {
					return err
				}
			}
		}
		return a.record(ctx, "account.seed", acc, map[string]string{"login": login})
	})
	return acc, err
}

// Rescue sets a temporary password that the owner must change before the account may do anything, and lets a disabled or
// locked account work again. Only the command line may: it is the way back in when the last security administrator has
// lost the password.
func (a *Accounts) Rescue(ctx context.Context, login, temporary string) error {
	if actor.From(ctx).Kind != actor.System {
		return ErrForbidden
	}
	login = normalizeLogin(login)
	if err := guard.CheckPassword(temporary, a.d.Guard.Limits.StaffPassword, login); err != nil {
		return err
	}
	phc, err := a.d.Passwords.Hash(ctx, temporary)
	if err != nil {
		return err
	}
	return a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		acc, _, err := a.d.Staff.AccountByLogin(ctx, login)
		if err != nil {
			return err
		}
		acc.State, acc.MustChange = Active, true
		acc.Epoch++
		if err := a.d.Staff.SaveAccount(ctx, acc); err != nil {
			return err
		}
		if err := a.d.Staff.SetAccountPassword(ctx, acc.ID, phc, true); err != nil {
			return err
		}
		if err := a.d.Guard.Forgive(ctx, a.d.Guard.KeyOf("staff", login)); err != nil {
			return err
		}
		return a.record(ctx, "account.rescue", acc, nil)
	})
}
