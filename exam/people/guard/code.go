package guard

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about codes and links.
var (
	ErrCode = fault.Define("auth.code", fault.Invalid, "验证码不正确或已失效，请核对后重填，或重新获取。",
		"The code is wrong or no longer valid. Check it, or ask for a new one.")
	ErrLink = fault.Define("auth.link", fault.Invalid, "链接已使用或已过期，请向管理员索取新的链接。",
		"The link was used or has expired. Ask the administrator for a new one.")
)

// Purpose says what a one-time code or link is for; a code for one purpose is worth nothing for another.
type Purpose string

// The purposes.
const (
	ForRegister  Purpose = "REGISTER"     // six digits to the phone that registers
	ForLogin     Purpose = "LOGIN"        // six digits to the phone that logs in
	ForReset     Purpose = "RESET"        // six digits to the phone on file: lost password
	ForClaim     Purpose = "CLAIM"        // six digits to the phone on file: first login of an imported person
	ForOldPhone  Purpose = "OLD_PHONE"    // six digits to the phone on file: changed phone
	ForNewPhone  Purpose = "NEW_PHONE"    // six digits to the new phone
	ForClerk     Purpose = "CLERK_CLAIM"  // ten characters that a clerk hands over after seeing the document
	ForSetup     Purpose = "SETUP"        // the first administrator's link
	ForInvite    Purpose = "INVITE"       // a staff member's link to set the password
	ForEnrolment Purpose = "ENROL_DEVICE" // eight characters typed at a gate or seat terminal
)

// OneTime is a code or link that works once.
type OneTime struct {
	ID        string
	Purpose   Purpose
	Subject   string // what it is bound to: phone index in hex, person, account
	Hash      []byte
	Data      string // JSON of what using it does (device enrolment)
	ExpiresAt time.Time
	UsedAt    time.Time
	Tries     int
	CreatedAt time.Time
	CreatedBy string // account id, empty for the public
}

// Issue stores a new code for purpose and subject, which replaces older ones, inside a transaction.
func (g *Guard) Issue(ctx context.Context, purpose Purpose, subject, code string, life time.Duration) error {
	o := g.one(ctx, purpose, subject, life)
	o.Hash = g.d.Vault.HashCode(codeKey(purpose, o.ID), code)
	return g.replace(ctx, o)
}

func (g *Guard) one(ctx context.Context, purpose Purpose, subject string, life time.Duration) OneTime {
	now := g.d.Clock()
	o := OneTime{ID: actor.NewID(now), Purpose: purpose, Subject: subject, ExpiresAt: now.Add(life), CreatedAt: now}
	if a := actor.From(ctx); a.Kind == actor.Staff {
		o.CreatedBy = a.ID
	}
	return o
}

func (g *Guard) replace(ctx context.Context, o OneTime) error {
	if err := g.d.Codes.DropCodes(ctx, o.Purpose, o.Subject, o.CreatedAt); err != nil {
		return err
	}
	return g.d.Codes.AddCode(ctx, o)
}

func codeKey(p Purpose, id string) string { return string(p) + ":" + id }

// Check looks at a typed code in transactions of its own, so that a wrong guess stays counted whatever the caller does
// next. It returns the id to pass to Use inside the caller's transaction; ErrCode otherwise.
func (g *Guard) Check(ctx context.Context, purpose Purpose, subject, typed string) (string, error) {
	o, err := g.d.Codes.OpenCode(ctx, purpose, subject)
	if errors.Is(err, ErrNoCode) {
		return "", ErrCode
	}
	if err != nil {
		return "", err
	}
	if !g.d.Clock().Before(o.ExpiresAt) {
		return "", ErrCode
	}
	counted := false
	err = g.d.Tx.InTx(ctx, func(ctx context.Context) error {
		counted, err = g.d.Codes.TryCode(ctx, o.ID, g.Limits.CodeTries)
		return err
	})
	if err != nil {
		return "", err
	}
	if !counted || !g.d.Vault.MatchCode(codeKey(purpose, o.ID), g.Random.Normalize(typed), o.Hash) {
		return "", ErrCode
	}
	return o.ID, nil
}

// Use marks a checked code used; ErrCode when somebody else used it meanwhile.
func (g *Guard) Use(ctx context.Context, id string) error {
	ok, err := g.d.Codes.UseCode(ctx, id, g.d.Clock())
	if err == nil && !ok {
		return ErrCode
	}
	return err
}

// IssueToken stores a link's token, found again by its hash; data is what using it does.
func (g *Guard) IssueToken(ctx context.Context, purpose Purpose, subject string, hash []byte, data string, life time.Duration) error {
	o := g.one(ctx, purpose, subject, life)
	o.Hash, o.Data = hash, data
	return g.replace(ctx, o)
}

// HashCode is the stored form of a token that people type.
func (g *Guard) HashCode(purpose Purpose, code string) []byte {
	return g.d.Vault.HashCode(string(purpose), code)
}

// Spend marks a checked code used and does not mind when it was: for a code whose other half was wrong.
func (g *Guard) Spend(ctx context.Context, id string) error {
	_, err := g.d.Codes.UseCode(ctx, id, g.d.Clock())
	return err
}

// Token finds a token without using it; bad is returned when it is unknown, used or old.
func (g *Guard) Token(ctx context.Context, purpose Purpose, hash []byte, bad *fault.Error) (OneTime, error) {
	o, err := g.d.Codes.CodeByHash(ctx, purpose, hash)
	if errors.Is(err, ErrNoCode) || err == nil && (!o.UsedAt.IsZero() || !g.d.Clock().Before(o.ExpiresAt)) {
		return OneTime{}, bad
	}
	return o, err
}

// TakeToken finds and uses a token inside the caller's transaction; bad is returned when it is unknown, used or old.
func (g *Guard) TakeToken(ctx context.Context, purpose Purpose, hash []byte, bad *fault.Error) (OneTime, error) {
	o, err := g.Token(ctx, purpose, hash, bad)
	if err != nil {
		return OneTime{}, err
	}
	if err := g.Use(ctx, o.ID); errors.Is(err, ErrCode) {
		return OneTime{}, bad
	} else if err != nil {
		return OneTime{}, err
	}
	return o, nil
}

// Sweep deletes codes and counters that are long over; a daily job calls it.
func (g *Guard) Sweep(ctx context.Context) error {
	now := g.d.Clock()
	if _, err := g.d.Codes.PurgeCodes(ctx, now.Add(-30*quiet)); err != nil {
		return err
	}
	_, err := g.d.Throttles.PurgeThrottles(ctx, now.Add(-2*quiet))
	return err
}
