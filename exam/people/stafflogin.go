package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of logging in. ErrLogin is the one answer for an unknown name and a wrong password.
var (
	ErrLogin = fault.Define("auth.login", fault.Unauthenticated, "登录名或密码不正确。", "The login name or password is not right.")
	ErrEnded = fault.Define("auth.ended", fault.Unauthenticated, "登录已失效，请重新登录。", "You are no longer logged in. Log in again.")
)

// Principal is who logged in: what a session holds. A session whose Epoch is older than the account's has ended.
type Principal struct {
	ID    string
	Epoch int64
}

// Login checks a staff login name and password. remote is the caller's address. Faults: ErrLogin, guard.ErrLocked.
func (a *Accounts) Login(ctx context.Context, login, password, remote string) (Principal, error) {
	login = normalizeLogin(login)
	nameKey, addrKey := a.d.Guard.KeyOf("staff", login), a.d.Guard.AddressKey("address", remote)
	if err := a.d.Guard.Enter(ctx, a.d.Guard.Limits.Address, "address", addrKey); err != nil {
		return Principal{}, err
	}
	if err := a.d.Guard.Enter(ctx, a.d.Guard.Limits.Account, "login", nameKey); err != nil {
		return Principal{}, err
	}
	acc, err := a.verify(ctx, login, password)
	if err != nil {
		return Principal{}, err
	}
	err = a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := a.d.Guard.Forgive(ctx, nameKey); err != nil {
			return err
		}
		if err := a.d.Guard.TakeBack(ctx, a.d.Guard.Limits.Address, addrKey); err != nil {
			return err
		}
		return a.record(a.as(ctx, acc), "staff.login", acc, nil)
	})
	return Principal{ID: string(acc.ID), Epoch: acc.Epoch}, err
}

// verify spends the same work whether or not the name exists.
func (a *Accounts) verify(ctx context.Context, login, password string) (Account, error) {
	acc, hash, err := a.d.Staff.AccountByLogin(ctx, login)
	if err != nil && !isNotFound(err) {
		return Account{}, err
	}
	if err != nil || acc.State != Active || hash == "" {
		if derr := a.d.Passwords.Decoy(ctx, password); derr != nil {
			return Account{}, derr
		}
		return Account{}, ErrLogin
	}
	ok, rehash, err := a.d.Passwords.Verify(ctx, hash, password)
	if err != nil {
		return Account{}, err
	}
	if !ok {
		return Account{}, ErrLogin
	}
	if rehash {
		again, err := a.d.Passwords.Hash(ctx, password)
		if err != nil {
			return Account{}, err
		}
		return acc, a.d.Tx.InTx(ctx, func(ctx context.Context) error {
			return a.d.Staff.SetAccountPassword(ctx, acc.ID, again, acc.MustChange)
		})
	}
	return acc, nil
}

// as is the context of an account that has just proved who it is.
func (a *Accounts) as(ctx context.Context, acc Account) context.Context {
	who := actor.From(ctx)
	who.Kind, who.ID, who.Person, who.Name = actor.Staff, string(acc.ID), string(acc.Person), acc.Name
	return actor.With(ctx, who)
}

// Actor returns the actor behind a staff session with its present grants; ErrEnded when the account was disabled, reset or
// logged out everywhere since. An account whose password somebody else set has no rights until it is changed.
func (a *Accounts) Actor(ctx context.Context, p Principal) (actor.Actor, error) {
	acc, err := a.d.Staff.Account(ctx, AccountID(p.ID))
	if isNotFound(err) || err == nil && (acc.State != Active || acc.Epoch != p.Epoch) {
		return actor.Actor{}, ErrEnded
	}
	if err != nil {
		return actor.Actor{}, err
	}
	return a.actorOf(ctx, acc)
}

// Deputy returns who an account is now, with the roles that it has now, for work that its owner started and that goes on without a session. Errors:
// ErrEnded where it was closed.
func (a *Accounts) Deputy(ctx context.Context, id AccountID) (actor.Actor, error) {
	acc, err := a.d.Staff.Account(ctx, id)
	if isNotFound(err) || err == nil && acc.State != Active {
		return actor.Actor{}, ErrEnded
	}
	if err != nil {
		return actor.Actor{}, err
	}
	return a.actorOf(ctx, acc)
}

func (a *Accounts) actorOf(ctx context.Context, acc Account) (actor.Actor, error) {
	out := actor.Actor{Kind: actor.Staff, ID: string(acc.ID), Person: string(acc.Person), Name: acc.Name}
	if acc.MustChange {
		return out, nil
	}
	grants, err := a.d.Staff.LiveGrants(ctx, acc.ID)
	if err != nil {
		return actor.Actor{}, err
	}
	for _, g := range grants {
		out.Grants = append(out.Grants, actor.Grant{Role: g.Role, Org: string(g.Org), Path: g.OrgPath})
	}
	return out, nil
}

// LogoutEverywhere ends all sessions of the acting staff member.
func (a *Accounts) LogoutEverywhere(ctx context.Context) error {
	return a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		acc, err := a.own(ctx)
		if err != nil {
			return err
		}
		acc.Epoch++
		if err := a.d.Staff.SaveAccount(ctx, acc); err != nil {
			return err
		}
		return a.record(ctx, "staff.logout_everywhere", acc, nil)
	})
}

func (a *Accounts) own(ctx context.Context) (Account, error) {
	who := actor.From(ctx)
	if who.Kind != actor.Staff {
		return Account{}, ErrForbidden
	}
	return a.d.Staff.Account(ctx, AccountID(who.ID))
}

// ChangePassword sets the acting staff member's own password and ends all other sessions; the caller makes a new session
// from the returned principal. Faults: ErrLogin (old password wrong), guard.ErrLocked, the password faults.
func (a *Accounts) ChangePassword(ctx context.Context, old, password string) (Principal, error) {
	acc, err := a.own(ctx)
	if err != nil {
		return Principal{}, err
	}
	if err := guard.CheckPassword(password, a.d.Guard.Limits.StaffPassword, acc.Login); err != nil {
		return Principal{}, err
	}
	key := a.d.Guard.KeyOf("staff", acc.Login)
	if err := a.d.Guard.Enter(ctx, a.d.Guard.Limits.Account, "login", key); err != nil {
		return Principal{}, err
	}
	if acc, err = a.verify(ctx, acc.Login, old); err != nil {
		return Principal{}, err
	}
	return a.setPassword(ctx, acc, password, "staff.password_change", func(ctx context.Context) error { return a.d.Guard.Forgive(ctx, key) })
}

// AcceptInvite sets the password of an invited or reset account by its link and logs in. Faults: guard.ErrLink, password faults.
func (a *Accounts) AcceptInvite(ctx context.Context, token, password string) (Principal, error) {
	hash := a.d.Guard.Random.HashToken(token)
	o, err := a.d.Guard.Token(ctx, guard.ForInvite, hash, guard.ErrLink)
	if err != nil {
		return Principal{}, err
	}
	acc, err := a.d.Staff.Account(ctx, AccountID(o.Subject))
	if err != nil {
		return Principal{}, err
	}
	if acc.State != Invited {
		return Principal{}, guard.ErrLink
	}
	if err := guard.CheckPassword(password, a.d.Guard.Limits.StaffPassword, acc.Login); err != nil {
		return Principal{}, err
	}
	return a.setPassword(ctx, acc, password, "staff.invite_accept", func(ctx context.Context) error {
		_, err := a.d.Guard.TakeToken(ctx, guard.ForInvite, hash, guard.ErrLink)
		return err
	})
}

// setPassword stores a password, makes the account active and ends older sessions; first runs in the same transaction.
func (a *Accounts) setPassword(ctx context.Context, acc Account, password, verb string, first func(context.Context) error) (Principal, error) {
	phc, err := a.d.Passwords.Hash(ctx, password)
	if err != nil {
		return Principal{}, err
	}
	epoch := acc.Epoch + 1
	err = a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := first(ctx); err != nil {
			return err
		}
		next := acc
		next.State, next.Epoch, next.MustChange = Active, epoch, false
		if err := a.d.Staff.SaveAccount(ctx, next); err != nil {
			return err
		}
		if err := a.d.Staff.SetAccountPassword(ctx, acc.ID, phc, false); err != nil {
			return err
		}
		return a.record(a.as(ctx, acc), verb, acc, nil)
	})
	return Principal{ID: string(acc.ID), Epoch: epoch}, err
}

// Unlock removes the lock of a staff login name (by a security administrator over the account's home).
func (a *Accounts) Unlock(ctx context.Context, id AccountID) error {
	return a.d.Tx.InTx(ctx, func(ctx context.Context) error {
		acc, err := a.accountFor(ctx, id, SecurityAdmin)
		if err != nil {
			return err
		}
		if err := a.d.Guard.Forgive(ctx, a.d.Guard.KeyOf("staff", acc.Login)); err != nil {
			return err
		}
		return a.record(ctx, "account.unlock", acc, nil)
	})
}
