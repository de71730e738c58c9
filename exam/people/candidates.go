package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of candidates' accounts. Each is one answer for several causes, so that nobody learns who is on file.
var (
	ErrCandidateLogin = fault.Define("auth.candidate_login", fault.Unauthenticated,
		"号码或密码不正确。多人共用一个手机号时，请用证件号码登录；忘记密码可用短信验证码找回。",
		"The number or password is not right. Where several people share a phone, use the document number; a lost password is reset by text message.")
	ErrRegister = fault.Define("auth.register", fault.Conflict,
		"无法用这些信息完成注册。如已注册请登录或找回密码；单位已导入信息的，请用预留手机号认领；也可带证件到窗口办理。",
		"Registration with these details is not possible. Log in or reset the password if you have an account; claim it with the phone on file if your employer entered you; or bring the document to the counter.")
	ErrClaim = fault.Define("auth.claim", fault.Invalid,
		"无法认领：证件号码、验证码或认领码不正确或已失效。请核对后重试，或带证件到窗口办理。",
		"The account cannot be claimed: the document number or code is wrong or no longer valid. Check them, or bring the document to the counter.")
	ErrReset = fault.Define("auth.reset", fault.Invalid,
		"无法重设密码：证件号码、手机号或验证码不正确或已失效。请核对后重试，或带证件到窗口办理。",
		"The password cannot be reset: document number, phone or code is wrong or no longer valid. Check them, or bring the document to the counter.")
	ErrHasLogin   = fault.Define("auth.has_account", fault.Conflict, "此人已有账号，请让本人登录或找回密码。", "The person has an account already. Let them log in or reset the password.")
	ErrPhonesSame = fault.Define("auth.same_phone", fault.Invalid, "新手机号与原手机号相同。", "The new phone is the same as the old one.")
)

// Candidates keeps the accounts of candidates.
type Candidates struct {
	d       Deps
	people  *Service
	privacy PrivacyNotice
}

// NewCandidates returns the service of candidates' accounts beside s; p keeps the privacy notice they confirm.
func NewCandidates(s *Service, p PrivacyNotice) *Candidates {
	return &Candidates{d: s.d, people: s, privacy: p}
}

// Registration is what a person enters to get an account.
type Registration struct {
	Person         PersonInput // with the phone
	Code           string      // sent to that phone for guard.ForRegister
	Password       string
	PrivacyVersion int
	Lang           string // language in which the privacy notice was read
}

// Register makes a person with an account, or claims the record that a roster made when name and phone agree with it.
// Faults: wrong fields, guard.ErrCode, ErrRegister, notice.ErrOld, password faults.
func (c *Candidates) Register(ctx context.Context, in Registration) (Principal, error) {
	p, err := in.Person.Check(c.people.today())
	if err == nil && p.phone == "" {
		err = ErrRequired.At(fieldPhone)
	}
	if err != nil {
		return Principal{}, err
	}
	if err := guard.CheckPassword(in.Password, c.d.Guard.Limits.CandidatePassword, p.doc.Number, p.phone); err != nil {
		return Principal{}, err
	}
	if err := c.privacy.CheckPrivacy(ctx, in.PrivacyVersion, in.Lang); err != nil {
		return Principal{}, err
	}
	code, err := c.d.Guard.Check(ctx, guard.ForRegister, phoneSubject(c.people.phoneIndex(p.phone)), in.Code)
	if err != nil {
		return Principal{}, err
	}
	phc, err := c.d.Passwords.Hash(ctx, in.Password)
	if err != nil {
		return Principal{}, err
	}
	return c.register(ctx, in, p, code, phc)
}

func (c *Candidates) register(ctx context.Context, in Registration, p Checked, code, phc string) (Principal, error) {
	var out Principal
	refused := false
	err := c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		refused = false
		if err := c.d.Guard.Use(ctx, code); err != nil { // the code is spent also when registration is refused: one probe, one message
			return err
		}
		person, err := c.registrant(ctx, p)
		if err == nil {
			out, err = c.open(ctx, person, phc, "candidate.register", in.PrivacyVersion, in.Lang)
		}
		if f := fault.KindOf(err); err != nil && f == fault.Conflict {
			refused = true
			return nil
		}
		return err
	})
	if err == nil && refused {
		return Principal{}, ErrRegister
	}
	return out, err
}

// registrant returns the person who registers: a new one, or the one on file when name and phone agree.
func (c *Candidates) registrant(ctx context.Context, p Checked) (Person, error) {
	known, sealed, err := c.d.Persons.PersonByDocIndex(ctx, c.people.docIndex(p.doc))
	if isNotFound(err) {
		home, err := c.d.Orgs.RootOrg(ctx)
		if err != nil {
			return Person{}, err
		}
		return c.people.addPerson(ctx, home, p)
	}
	if err != nil {
		return Person{}, err
	}
	if known.Name != p.name || string(sealed.PhoneIndex) != string(c.people.phoneIndex(p.phone)) {
		return Person{}, ErrRegister
	}
	return known, nil
}

// open makes the account of a person and confirms the privacy notice, inside a transaction.
func (c *Candidates) open(ctx context.Context, p Person, phc, verb string, privacy int, lang string) (Principal, error) {
	l := Login{Person: p.ID, Hash: phc, Epoch: 1, CreatedAt: c.d.Clock(), Version: 1}
	if err := c.d.Logins.AddLogin(ctx, l); err != nil {
		return Principal{}, err
	}
	ctx = c.as(ctx, p)
	if err := c.privacy.ConfirmPrivacy(ctx, p.ID, privacy, lang); err != nil {
		return Principal{}, err
	}
	return Principal{ID: string(p.ID), Epoch: l.Epoch}, c.people.recordPerson(ctx, verb, p, nil)
}

// as is the context of a person who has just proved who it is.
func (c *Candidates) as(ctx context.Context, p Person) context.Context {
	who := actor.From(ctx)
	who.Kind, who.ID, who.Person, who.Name = actor.Candidate, string(p.ID), string(p.ID), identity.MaskName(p.Name)
	return actor.With(ctx, who)
}

// Actor returns the actor behind a candidate session; ErrEnded when it was logged out everywhere or disabled since.
func (c *Candidates) Actor(ctx context.Context, pr Principal) (actor.Actor, error) {
	l, err := c.d.Logins.Login(ctx, PersonID(pr.ID))
	if isNotFound(err) || err == nil && (l.Disabled || l.Epoch != pr.Epoch) {
		return actor.Actor{}, ErrEnded
	}
	if err != nil {
		return actor.Actor{}, err
	}
	p, _, err := c.d.Persons.Person(ctx, l.Person)
	return actor.Actor{Kind: actor.Candidate, ID: pr.ID, Person: pr.ID, Name: identity.MaskName(p.Name)}, err
}

// LogoutEverywhere ends all sessions of the acting candidate.
func (c *Candidates) LogoutEverywhere(ctx context.Context) error {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return ErrForbidden
	}
	return c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		_, err := c.raise(ctx, PersonID(a.Person), "candidate.logout_everywhere", nil)
		return err
	})
}

// raise ends all sessions of a person by a new epoch; change may alter the account in the same step.
func (c *Candidates) raise(ctx context.Context, id PersonID, verb string, change func(*Login)) (Principal, error) {
	l, err := c.d.Logins.Login(ctx, id)
	if err != nil {
		return Principal{}, err
	}
	l.Epoch++
	if change != nil {
		change(&l)
	}
	if err := c.d.Logins.SaveLogin(ctx, l); err != nil {
		return Principal{}, err
	}
	p, _, err := c.d.Persons.Person(ctx, id)
	if err != nil {
		return Principal{}, err
	}
	return Principal{ID: string(id), Epoch: l.Epoch}, c.people.recordPerson(ctx, verb, p, nil)
}

// ChangePassword sets the acting candidate's password and ends all other sessions.
func (c *Candidates) ChangePassword(ctx context.Context, old, password string) (Principal, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return Principal{}, ErrForbidden
	}
	id := PersonID(a.Person)
	p, sealed, err := c.d.Persons.Person(ctx, id)
	if err != nil {
		return Principal{}, err
	}
	if err := c.fitPassword(p, sealed, password); err != nil {
		return Principal{}, err
	}
	key := c.d.Guard.KeyOf("person", string(id))
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.Account, "login", key); err != nil {
		return Principal{}, err
	}
	l, err := c.d.Logins.Login(ctx, id)
	if err != nil {
		return Principal{}, err
	}
	if ok, _, err := c.d.Passwords.Verify(ctx, l.Hash, old); err != nil || !ok {
		return Principal{}, orErr(err, ErrCandidateLogin)
	}
	return c.newPassword(ctx, id, password, "candidate.password_change", func(ctx context.Context) error { return c.d.Guard.Forgive(ctx, key) })
}

// fitPassword checks a password against the person's own numbers as well.
func (c *Candidates) fitPassword(p Person, sealed Sealed, password string) error {
	doc, err := c.people.openDocument(p, sealed)
	if err != nil {
		return err
	}
	phone, err := c.people.openPhone(p.ID, sealed)
	if err != nil {
		return err
	}
	return guard.CheckPassword(password, c.d.Guard.Limits.CandidatePassword, doc.Number, phone)
}

// newPassword stores a password and ends all sessions; first runs in the same transaction.
func (c *Candidates) newPassword(ctx context.Context, id PersonID, password, verb string, first func(context.Context) error) (Principal, error) {
	phc, err := c.d.Passwords.Hash(ctx, password)
	if err != nil {
		return Principal{}, err
	}
	var out Principal
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := first(ctx); err != nil {
			return err
		}
		out, err = c.raise(ctx, id, verb, func(l *Login) { l.Hash = phc })
		return err
	})
	return out, err
}
