package people

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// sharedLimit is how many persons on one phone are looked at.
const sharedLimit = 2

// Identifier is what a candidate logs in with: a mobile number, or a document.
type Identifier struct {
	Number  string // phone or document number
	DocKind identity.DocKind
	Country string
}

// key is what attempts are counted by: the same for every way of typing the same number.
func (i Identifier) key() string {
	if ph, err := identity.ParsePhone(i.Number); err == nil && i.DocKind == "" {
		return "phone:" + ph
	}
	if d, err := i.document(); err == nil {
		return d.Identity()
	}
	return "other:" + identity.NormalizeNumber(i.Number)
}

func (i Identifier) document() (identity.Document, error) {
	kind := i.DocKind
	if kind == "" {
		kind = identity.IDCard
	}
	d, err := identity.ParseDocument(kind, i.Number, i.Country)
	if err != nil && i.DocKind == "" { // a residence card or permanent resident card typed without saying so
		for _, k := range []identity.DocKind{identity.HMTResidence, identity.ForeignResidence} {
			if other, e := identity.ParseDocument(k, i.Number, ""); e == nil {
				return other, nil
			}
		}
	}
	return d, err
}

// Login checks a phone or document number and a password. Faults: ErrCandidateLogin, guard.ErrLocked.
func (c *Candidates) Login(ctx context.Context, who Identifier, password, remote string) (Principal, error) {
	key, addr := c.d.Guard.KeyOf("candidate", who.key()), c.d.Guard.AddressKey("address", remote)
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.Address, "address", addr); err != nil {
		return Principal{}, err
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.Account, "login", key); err != nil {
		return Principal{}, err
	}
	l, found, err := c.find(ctx, who)
	if err != nil {
		return Principal{}, err
	}
	// Counted by person too: phone and document number are two names of one lock. For nobody the same work is done.
	subject := who.key()
	if found {
		subject = string(l.Person)
	}
	own := c.d.Guard.KeyOf("person", subject)
	err = c.d.Guard.Enter(ctx, c.d.Guard.Limits.Account, "login", own)
	if err != nil && !errors.Is(err, guard.ErrLocked) {
		return Principal{}, err
	}
	if err != nil || !found || l.Disabled { // this lock said aloud would tell that two numbers belong together
		return Principal{}, orErr(c.d.Passwords.Decoy(ctx, password), ErrCandidateLogin)
	}
	ok, _, err := c.d.Passwords.Verify(ctx, l.Hash, password)
	if err != nil {
		return Principal{}, err
	}
	if !ok {
		return Principal{}, ErrCandidateLogin
	}
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		for _, k := range []string{key, own} {
			if err := c.d.Guard.Forgive(ctx, k); err != nil {
				return err
			}
		}
		if err := c.d.Guard.TakeBack(ctx, c.d.Guard.Limits.Address, addr); err != nil {
			return err
		}
		return c.recordLogin(ctx, l.Person, "password")
	})
	return Principal{ID: string(l.Person), Epoch: l.Epoch}, err
}

// find returns the one account behind an identifier; a phone shared by several accounts finds none.
func (c *Candidates) find(ctx context.Context, who Identifier) (Login, bool, error) {
	if ph, err := identity.ParsePhone(who.Number); err == nil && who.DocKind == "" {
		ls, err := c.d.Logins.LoginsByPhone(ctx, c.people.phoneIndex(ph), sharedLimit)
		if err != nil || len(ls) != 1 {
			return Login{}, false, err
		}
		return ls[0], true, nil
	}
	d, err := who.document()
	if err != nil {
		return Login{}, false, nil //nolint:nilerr // what is no document belongs to nobody
	}
	p, _, err := c.d.Persons.PersonByDocIndex(ctx, c.people.docIndex(d))
	if isNotFound(err) {
		return Login{}, false, nil
	}
	if err != nil {
		return Login{}, false, err
	}
	l, err := c.d.Logins.Login(ctx, p.ID)
	if isNotFound(err) {
		return Login{}, false, nil
	}
	return l, err == nil, err
}

func (c *Candidates) recordLogin(ctx context.Context, id PersonID, how string) error {
	p, _, err := c.d.Persons.Person(ctx, id)
	if err != nil {
		return err
	}
	return c.people.recordPerson(c.as(ctx, p), "candidate.login", p, map[string]string{"how": how})
}

// LoginByCode logs in with a code sent to the phone. Faults: guard.ErrCode, ErrPhone, and ErrCandidateLogin when nobody, or more
// than one person, has an account with this phone: the caller owns the phone and may know.
func (c *Candidates) LoginByCode(ctx context.Context, phone, code string) (Principal, error) {
	ph, err := identity.ParsePhone(phone)
	if err != nil {
		return Principal{}, identity.ErrPhone.At(fieldPhone)
	}
	index := c.people.phoneIndex(ph)
	id, err := c.d.Guard.Check(ctx, guard.ForLogin, phoneSubject(index), code)
	if err != nil {
		return Principal{}, err
	}
	var out Principal
	found := false
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		found = false
		if err := c.d.Guard.Use(ctx, id); err != nil {
			return err
		}
		ls, err := c.d.Logins.LoginsByPhone(ctx, index, sharedLimit)
		if err != nil || len(ls) != 1 || ls[0].Disabled {
			return err
		}
		out, found = Principal{ID: string(ls[0].Person), Epoch: ls[0].Epoch}, true
		return c.recordLogin(ctx, ls[0].Person, "code")
	})
	if err == nil && !found {
		return Principal{}, ErrCandidateLogin
	}
	return out, err
}

// ResetPassword sets a new password by document number and a code to the phone on file, and logs in. Faults: ErrReset for
// every wrong part, password faults.
func (c *Candidates) ResetPassword(ctx context.Context, who Identifier, phone, code, password string) (Principal, error) {
	if err := guard.CheckPassword(password, c.d.Guard.Limits.CandidatePassword, identity.NormalizeNumber(who.Number), identity.NormalizeNumber(phone)); err != nil {
		return Principal{}, err
	}
	ph, err := identity.ParsePhone(phone)
	if err != nil {
		return Principal{}, identity.ErrPhone.At(fieldPhone)
	}
	index := c.people.phoneIndex(ph)
	id, err := c.d.Guard.Check(ctx, guard.ForReset, phoneSubject(index), code)
	if err != nil {
		return Principal{}, neutral(err, ErrReset)
	}
	if who.DocKind == "" {
		who.DocKind = identity.IDCard // a phone number here is no document
	}
	l, found, err := c.find(ctx, who)
	if err != nil {
		return Principal{}, err
	}
	if found {
		_, sealed, err := c.d.Persons.Person(ctx, l.Person)
		if err != nil {
			return Principal{}, err
		}
		found = string(sealed.PhoneIndex) == string(index) && !l.Disabled
	}
	if !found {
		return Principal{}, c.spend(ctx, id, ErrReset)
	}
	out, err := c.newPassword(ctx, l.Person, password, "candidate.password_reset", func(ctx context.Context) error {
		if err := c.d.Guard.Use(ctx, id); err != nil {
			return neutral(err, ErrReset)
		}
		return c.d.Guard.Forgive(ctx, c.d.Guard.KeyOf("person", string(l.Person)))
	})
	return out, err
}

// spend uses up a code whose other half was wrong, so that a phone code is no key to search documents with.
func (c *Candidates) spend(ctx context.Context, id string, answer error) error {
	err := c.d.Tx.InTx(ctx, func(ctx context.Context) error { return c.d.Guard.Spend(ctx, id) })
	if err != nil {
		return err
	}
	return answer
}

// Me returns the acting candidate's own person.
func (c *Candidates) Me(ctx context.Context) (Person, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return Person{}, ErrForbidden
	}
	return c.people.Person(ctx, PersonID(a.Person))
}
