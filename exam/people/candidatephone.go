package people

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrCodePurpose means that this purpose is not asked for by phone number.
var ErrCodePurpose = fault.Define("auth.code_purpose", fault.Invalid, "不支持这种验证码。", "There is no such kind of code.")

// clerkCode is how many characters a clerk's claim code has: 50 bits.
const clerkCode = 10

// phoneSubject is what a code to a phone is bound to.
func phoneSubject(index []byte) string { return hex.EncodeToString(index) }

// neutral turns guard.ErrCode into the answer of the act, so that code and other parts fail alike.
func neutral(err error, answer *fault.Error) error {
	if errors.Is(err, guard.ErrCode) {
		return answer
	}
	return err
}

// SendCode sends a six-digit code to a phone that somebody typed: to register, to log in, for a lost password, or as the
// new phone. It answers alike whether or not the phone is on file. Faults: ErrPhone, ErrCodePurpose, guard.ErrLocked.
func (c *Candidates) SendCode(ctx context.Context, purpose guard.Purpose, phone, remote string) error {
	switch purpose {
	case guard.ForRegister, guard.ForLogin, guard.ForReset, guard.ForNewPhone:
	default:
		return ErrCodePurpose.At("body.purpose")
	}
	ph, err := identity.ParsePhone(phone)
	if err != nil {
		return identity.ErrPhone.At(fieldPhone)
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.AddressCodes, "address", c.d.Guard.AddressKey("code-address", remote)); err != nil {
		return err
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.PhoneCodes, "phone", c.d.Guard.KeyOf("code-phone", ph)); err != nil {
		return err
	}
	return c.send(ctx, purpose, phoneSubject(c.people.phoneIndex(ph)), ph)
}

// send stores a code and hands the message over after the commit.
func (c *Candidates) send(ctx context.Context, purpose guard.Purpose, subject, phone string) error {
	code := c.d.Guard.Random.Digits(6)
	err := c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return c.d.Guard.Issue(ctx, purpose, subject, code, c.d.Guard.Limits.CodeLife)
	})
	if err != nil {
		return err
	}
	return c.d.SMS.Send(ctx, Message{Phone: phone, Purpose: purpose, Code: code, Text: smsText(purpose, code, int(c.d.Guard.Limits.CodeLife.Minutes()))})
}

// SendClaimCode sends a code to the phone on file of a person who has no account yet. It answers alike whether or not
// there is such a person. Faults: document faults, guard.ErrLocked.
func (c *Candidates) SendClaimCode(ctx context.Context, who Identifier, remote string) error {
	d, err := who.document()
	if err != nil {
		return fault.From(err).At(fieldNumber)
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.AddressCodes, "address", c.d.Guard.AddressKey("code-address", remote)); err != nil {
		return err
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.PhoneCodes, "document", c.d.Guard.KeyOf("code-document", d.Identity())); err != nil {
		return err
	}
	p, sealed, err := c.d.Persons.PersonByDocIndex(ctx, c.people.docIndex(d))
	if err != nil && !isNotFound(err) {
		return err
	}
	if err == nil && sealed.Phone != "" {
		_, err = c.d.Logins.Login(ctx, p.ID)
		if isNotFound(err) {
			return c.sendToFile(ctx, guard.ForClaim, p.ID, sealed)
		}
		if err != nil {
			return err
		}
	}
	// The same writes as for a person on file, under a subject that is nobody.
	return c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return c.d.Guard.Issue(ctx, guard.ForClaim, hex.EncodeToString(c.people.docIndex(d)), c.d.Guard.Random.Digits(6), c.d.Guard.Limits.CodeLife)
	})
}

// sendToFile sends a code to the phone on file; a phone that had too many codes gets none, silently.
func (c *Candidates) sendToFile(ctx context.Context, purpose guard.Purpose, id PersonID, sealed Sealed) error {
	ph, err := c.people.openPhone(id, sealed)
	if err != nil {
		return err
	}
	err = c.d.Guard.Enter(ctx, c.d.Guard.Limits.PhoneCodes, "phone", c.d.Guard.KeyOf("code-phone", ph))
	if errors.Is(err, guard.ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	return c.send(ctx, purpose, string(id), ph)
}

// ClaimInput is what a person enters to take over the record that a roster or a clerk made.
type ClaimInput struct {
	Who            Identifier
	Code           string // six digits to the phone on file, or the clerk's ten characters
	Password       string
	PrivacyVersion int
	Lang           string
}

// Claim opens the account of a person on file. Faults: ErrClaim for every wrong part, notice.ErrOld, password faults.
func (c *Candidates) Claim(ctx context.Context, in ClaimInput) (Principal, error) {
	if err := guard.CheckPassword(in.Password, c.d.Guard.Limits.CandidatePassword, identity.NormalizeNumber(in.Who.Number)); err != nil {
		return Principal{}, err
	}
	if err := c.privacy.CheckPrivacy(ctx, in.PrivacyVersion, in.Lang); err != nil {
		return Principal{}, err
	}
	d, err := in.Who.document()
	if err != nil {
		return Principal{}, ErrClaim
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.Account, "claim", c.d.Guard.KeyOf("claim", d.Identity())); err != nil {
		return Principal{}, err
	}
	p, _, err := c.d.Persons.PersonByDocIndex(ctx, c.people.docIndex(d))
	if isNotFound(err) {
		return Principal{}, ErrClaim
	}
	if err != nil {
		return Principal{}, err
	}
	purpose, typed := guard.ForClaim, c.d.Guard.Random.Normalize(in.Code)
	if len(typed) == clerkCode {
		purpose = guard.ForClerk
	}
	id, err := c.d.Guard.Check(ctx, purpose, string(p.ID), typed)
	if err != nil {
		return Principal{}, neutral(err, ErrClaim)
	}
	phc, err := c.d.Passwords.Hash(ctx, in.Password)
	if err != nil {
		return Principal{}, err
	}
	var out Principal
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := c.d.Guard.Use(ctx, id); err != nil {
			return neutral(err, ErrClaim)
		}
		if err := c.d.Guard.Forgive(ctx, c.d.Guard.KeyOf("claim", d.Identity())); err != nil {
			return err
		}
		out, err = c.open(ctx, p, phc, "candidate.claim", in.PrivacyVersion, in.Lang)
		if errors.Is(err, ErrHasLogin) {
			return ErrClaim
		}
		return err
	})
	return out, err
}

// ClerkCode makes the code that a counter clerk hands to a person after seeing the document (24 hours, once).
func (c *Candidates) ClerkCode(ctx context.Context, id PersonID, reason string) (string, error) {
	why, err := Reason(reason)
	if err != nil {
		return "", err
	}
	code := c.d.Guard.Random.Code(clerkCode)
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		p, _, err := c.people.personFor(ctx, id, CounterClerk)
		if err != nil {
			return err
		}
		if _, err := c.d.Logins.Login(ctx, id); err == nil {
			return ErrHasLogin
		} else if !isNotFound(err) {
			return err
		}
		if err := c.d.Guard.Issue(ctx, guard.ForClerk, string(id), code, c.d.Guard.Limits.ClerkLife); err != nil {
			return err
		}
		return c.people.recordPerson(ctx, "person.claim_code", p, map[string]string{"reason": why, "for": identity.MaskName(p.Name)})
	})
	if err != nil {
		return "", err
	}
	return code, nil
}

// SendOldPhoneCode sends a code to the acting candidate's phone on file, the first half of changing it.
func (c *Candidates) SendOldPhoneCode(ctx context.Context, remote string) error {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return ErrForbidden
	}
	if err := c.d.Guard.Enter(ctx, c.d.Guard.Limits.AddressCodes, "address", c.d.Guard.AddressKey("code-address", remote)); err != nil {
		return err
	}
	_, sealed, err := c.d.Persons.Person(ctx, PersonID(a.Person))
	if err != nil {
		return err
	}
	if sealed.Phone == "" {
		return ErrNoPhone
	}
	return c.sendToFile(ctx, guard.ForOldPhone, PersonID(a.Person), sealed)
}

// ChangePhone replaces the acting candidate's phone by codes to both phones. Faults: guard.ErrCode, ErrPhone, ErrPhonesSame.
func (c *Candidates) ChangePhone(ctx context.Context, oldCode, phone, newCode string) error {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return ErrForbidden
	}
	return c.changePhone(ctx, PersonID(a.Person), phone, newCode, func(ctx context.Context) (string, error) {
		return c.d.Guard.Check(ctx, guard.ForOldPhone, a.Person, oldCode)
	}, map[string]string{"by": "self"})
}

// ChangePhoneAtCounter replaces the phone of a person who stands at the counter, by a code to the new phone; the trail
// holds both names.
func (c *Candidates) ChangePhoneAtCounter(ctx context.Context, id PersonID, phone, newCode, reason string) error {
	why, err := Reason(reason)
	if err != nil {
		return err
	}
	p, _, err := c.people.personFor(ctx, id, CounterClerk)
	if err != nil {
		return err
	}
	return c.changePhone(ctx, id, phone, newCode, nil, map[string]string{"by": "counter", "reason": why, "for": identity.MaskName(p.Name)})
}

func (c *Candidates) changePhone(ctx context.Context, id PersonID, phone, newCode string, old func(context.Context) (string, error), detail map[string]string) error {
	ph, err := identity.ParsePhone(phone)
	if err != nil {
		return identity.ErrPhone.At(fieldPhone)
	}
	index := c.people.phoneIndex(ph)
	newID, err := c.d.Guard.Check(ctx, guard.ForNewPhone, phoneSubject(index), newCode)
	if err != nil {
		return err
	}
	used := []string{newID}
	if old != nil {
		oldID, err := old(ctx)
		if err != nil {
			return err
		}
		used = append(used, oldID)
	}
	return c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		for _, u := range used {
			if err := c.d.Guard.Use(ctx, u); err != nil {
				return err
			}
		}
		p, sealed, err := c.d.Persons.Person(ctx, id)
		if err != nil {
			return err
		}
		if string(sealed.PhoneIndex) == string(index) {
			return ErrPhonesSame.At(fieldPhone)
		}
		if err := c.people.sealPhone(id, ph, &sealed); err != nil {
			return err
		}
		if err := c.d.Persons.SavePerson(ctx, p, sealed); err != nil {
			return err
		}
		return c.people.recordPerson(ctx, "person.phone_change", p, detail)
	})
}

func smsText(p guard.Purpose, code string, minutes int) string {
	what := map[guard.Purpose]string{guard.ForRegister: "注册", guard.ForLogin: "登录", guard.ForReset: "重设密码", guard.ForClaim: "认领账号", guard.ForOldPhone: "更换手机号", guard.ForNewPhone: "绑定手机号"}[p]
	return "【随考】您正在" + what + "，验证码" + code + "，" + strconv.Itoa(minutes) + "分钟内有效。工作人员不会向您索要验证码。"
}
