package people

import (
	"context"
	"encoding/hex"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about codes, links and passwords.
var (
	ErrCode = fault.Define("auth.code", fault.Invalid, "验证码不正确或已失效，请核对后重填，或重新获取。",
		"The code is wrong or no longer valid. Check it, or ask for a new one.")
	ErrLink = fault.Define("auth.link", fault.Invalid, "链接已使用或已过期，请向管理员索取新的链接。",
		"The link was used or has expired. Ask the administrator for a new one.")
	ErrPasswordShort = fault.Define("auth.password_short", fault.Invalid, "密码太短，至少{min}个字符。", "The password is too short: at least {min} characters.")
	ErrPasswordLong  = fault.Define("auth.password_long", fault.Invalid, "密码太长，最多{max}个字节。", "The password is too long: at most {max} bytes.")
	ErrPasswordWeak  = fault.Define("auth.password_weak", fault.Invalid, "这个密码太常见或含有账号、证件号、手机号，容易被猜到，请换一个。",
		"This password is common or contains your login, document or phone number. Choose another.")
)

// coder issues and checks one-time codes.
type coder struct {
	d      Deps
	params Params
}

// phoneSubject is what a code to a phone is bound to.
func phoneSubject(index []byte) string { return hex.EncodeToString(index) }

// issue stores a new code for purpose and subject, which replaces older ones, inside a transaction.
func (c coder) issue(ctx context.Context, purpose CodePurpose, subject, code, data string, life time.Duration) error {
	now := c.d.Clock()
	if err := c.d.Codes.DropCodes(ctx, purpose, subject, now); err != nil {
		return err
	}
	id := actor.NewID(now)
	o := OneTime{ID: id, Purpose: purpose, Subject: subject, Data: data, ExpiresAt: now.Add(life), CreatedAt: now}
	if a := actor.From(ctx); a.Kind == actor.Staff {
		o.CreatedBy = a.ID
	}
	o.Hash = c.d.Vault.HashCode(codeKey(purpose, id), code)
	return c.d.Codes.AddCode(ctx, o)
}

func codeKey(p CodePurpose, id string) string { return string(p) + ":" + id }

// check looks at a typed code in transactions of its own, so that a wrong guess stays counted whatever the caller does
// next. It returns the id to pass to use inside the caller's transaction; ErrCode otherwise.
func (c coder) check(ctx context.Context, purpose CodePurpose, subject, typed string) (string, error) {
	o, err := c.d.Codes.OpenCode(ctx, purpose, subject)
	if isNotFound(err) {
		return "", ErrCode
	}
	if err != nil {
		return "", err
	}
	if !c.d.Clock().Before(o.ExpiresAt) {
		return "", ErrCode
	}
	counted := false
	err = c.d.Tx.InTx(ctx, func(ctx context.Context) error {
		counted, err = c.d.Codes.TryCode(ctx, o.ID, c.params.CodeTries)
		return err
	})
	if err != nil {
		return "", err
	}
	if !counted || !c.d.Vault.MatchCode(codeKey(purpose, o.ID), c.d.Random.Normalize(typed), o.Hash) {
		return "", ErrCode
	}
	return o.ID, nil
}

// use marks a checked code used; ErrCode when somebody else used it meanwhile.
func (c coder) use(ctx context.Context, id string) error {
	ok, err := c.d.Codes.UseCode(ctx, id, c.d.Clock())
	if err == nil && !ok {
		return ErrCode
	}
	return err
}

// issueToken stores a link's token, found again by its hash.
func (c coder) issueToken(ctx context.Context, purpose CodePurpose, subject string, hash []byte, data string, life time.Duration) error {
	now := c.d.Clock()
	if err := c.d.Codes.DropCodes(ctx, purpose, subject, now); err != nil {
		return err
	}
	o := OneTime{ID: actor.NewID(now), Purpose: purpose, Subject: subject, Hash: hash, Data: data, ExpiresAt: now.Add(life), CreatedAt: now}
	if a := actor.From(ctx); a.Kind == actor.Staff {
		o.CreatedBy = a.ID
	}
	return c.d.Codes.AddCode(ctx, o)
}

// takeToken finds and uses a token inside the caller's transaction; bad is returned when it is unknown, used or old.
func (c coder) takeToken(ctx context.Context, purpose CodePurpose, hash []byte, bad *fault.Error) (OneTime, error) {
	o, err := c.d.Codes.CodeByHash(ctx, purpose, hash)
	if isNotFound(err) || err == nil && (!o.UsedAt.IsZero() || !c.d.Clock().Before(o.ExpiresAt)) {
		return OneTime{}, bad
	}
	if err != nil {
		return OneTime{}, err
	}
	if err := c.use(ctx, o.ID); err != nil {
		if errors.Is(err, ErrCode) {
			return OneTime{}, bad
		}
		return OneTime{}, err
	}
	return o, nil
}

// maxPassword bounds the work on a password; internal/crypt refuses more than as many bytes.
const maxPassword = 256

// checkPassword refuses short, long, common and guessable passwords. personal are strings that must not be part of it.
func checkPassword(pw string, least int, personal ...string) error {
	switch n := utf8.RuneCountInString(pw); {
	case n < least:
		return ErrPasswordShort.With("min", least).At("body.password")
	case len(pw) > maxPassword:
		return ErrPasswordLong.With("max", maxPassword).At("body.password")
	case guessable(pw, personal):
		return ErrPasswordWeak.At("body.password")
	}
	return nil
}

// Sweep deletes codes and counters that are long over; a daily job calls it.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.d.Clock()
	if _, err := s.d.Codes.PurgeCodes(ctx, now.Add(-30*quiet)); err != nil {
		return err
	}
	_, err := s.d.Throttles.PurgeThrottles(ctx, now.Add(-2*quiet))
	return err
}
