package guard_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

type house struct {
	*testing.T
	*guard.Guard
	clock *testenv.Clock
	db    *sqldb.DB
	ctx   context.Context
}

func onBoth(t *testing.T, suite func(h house)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		clock, st := testenv.NewClock(actor.Date("2026-11-22").Time()), store.New(db)
		g := guard.New(guard.Deps{Clock: clock.Now, Audit: audit.New(db, clock.Now), Vault: crypt.Ephemeral(), Tx: st, Codes: st, Throttles: st,
			Random: guard.Random{Digits: crypt.Digits, Code: crypt.Code, Token: crypt.Token, HashToken: crypt.HashToken, Normalize: crypt.NormalizeCode}}, guard.Limits{})
		suite(house{t, g, clock, db, actor.AsSystem(t.Context(), "test")})
	})
}

func (h house) in(fn func(ctx context.Context) error) error { return h.db.InTx(h.ctx, fn) }

func (h house) wants(want *fault.Error, err error, what string) {
	h.Helper()
	if want == nil && err != nil || want != nil && !errors.Is(err, want) {
		h.Errorf("%s: %v, want %v", what, err, want)
	}
}

// A code is worth five guesses, one use, five minutes, its own purpose and its own subject; a new one ends the old.
func TestCodes(t *testing.T) {
	onBoth(t, func(h house) {
		issue := func(code string) {
			h.Helper()
			h.wants(nil, h.in(func(ctx context.Context) error {
				return h.Issue(ctx, guard.ForLogin, "somebody", code, h.Limits.CodeLife)
			}), "issuing")
		}
		check := func(p guard.Purpose, subject, code string) error {
			_, err := h.Check(h.ctx, p, subject, code)
			return err
		}
		issue("123456")
		h.wants(guard.ErrCode, check(guard.ForReset, "somebody", "123456"), "another purpose")
		h.wants(guard.ErrCode, check(guard.ForLogin, "nobody", "123456"), "another subject")
		for range 4 {
			h.wants(guard.ErrCode, check(guard.ForLogin, "somebody", "654321"), "a wrong guess")
		}
		h.wants(nil, check(guard.ForLogin, "somebody", "１２３４５６"), "the fifth, typed full-width")
		h.wants(guard.ErrCode, check(guard.ForLogin, "somebody", "123456"), "the sixth")
		issue("111111")
		issue("222222")
		h.wants(guard.ErrCode, check(guard.ForLogin, "somebody", "111111"), "the code before the last")
		id, err := h.Check(h.ctx, guard.ForLogin, "somebody", "222222")
		h.wants(nil, err, "the last")
		h.wants(nil, h.in(func(ctx context.Context) error { return h.Use(ctx, id) }), "using it")
		h.wants(guard.ErrCode, h.in(func(ctx context.Context) error { return h.Use(ctx, id) }), "using it again")
		h.wants(nil, h.in(func(ctx context.Context) error { return h.Spend(ctx, id) }), "spending what is used")
		issue("333333")
		h.clock.Advance(h.Limits.CodeLife)
		h.wants(guard.ErrCode, check(guard.ForLogin, "somebody", "333333"), "after five minutes")
		h.clock.Advance(31 * 24 * time.Hour)
		h.wants(nil, h.Sweep(h.ctx), "sweeping")
		var n int64
		if err := h.db.Conn(h.ctx).Table("one_time_code").Count(&n).Error; err != nil || n != 0 {
			h.Errorf("%d codes are left %v", n, err)
		}
	})
}

func TestTokens(t *testing.T) {
	onBoth(t, func(h house) {
		hash := h.Random.HashToken("token")
		h.wants(nil, h.in(func(ctx context.Context) error {
			return h.IssueToken(ctx, guard.ForInvite, "account", hash, "data", time.Hour)
		}), "issuing")
		take := func(p guard.Purpose) (o guard.OneTime, err error) {
			err = h.in(func(ctx context.Context) error { o, err = h.TakeToken(ctx, p, hash, guard.ErrLink); return err })
			return o, err
		}
		_, err := take(guard.ForSetup)
		h.wants(guard.ErrLink, err, "another purpose")
		if o, err := h.Token(h.ctx, guard.ForInvite, hash, guard.ErrLink); err != nil || o.Subject != "account" {
			h.Errorf("looking: %+v %v", o, err)
		}
		if o, err := take(guard.ForInvite); err != nil || o.Data != "data" {
			h.Errorf("taking: %+v %v", o, err)
		}
		_, err = take(guard.ForInvite)
		h.wants(guard.ErrLink, err, "taking again")
		_, err = h.Token(h.ctx, guard.ForInvite, hash, guard.ErrLink)
		h.wants(guard.ErrLink, err, "looking at what is used")
	})
}

// Locks double from one to the next up to their limit, forget after a quiet day, and leave a trace each.
func TestLocksGrow(t *testing.T) {
	onBoth(t, func(h house) {
		r, key := guard.LockRule{Most: 3, Window: time.Minute, Lock: time.Minute, MaxLock: 3 * time.Minute}, h.KeyOf("login", "somebody")
		enter := func() error { return h.Enter(h.ctx, r, "login", key) }
		fill := func() {
			h.Helper()
			for range 3 {
				h.wants(nil, enter(), "an attempt")
			}
		}
		for i, minutes := range []int{1, 2, 3, 3} {
			fill()
			h.wants(guard.ErrLocked, enter(), "the next")
			h.clock.Advance(time.Duration(minutes)*time.Minute - time.Second)
			if err := enter(); !errors.Is(err, guard.ErrLocked) {
				h.Errorf("lock %d opens early: %v", i+1, err)
			}
			h.clock.Advance(time.Second)
		}
		h.clock.Advance(25 * time.Hour)
		fill()
		h.clock.Advance(time.Minute)
		h.wants(nil, enter(), "a minute after a quiet day and a lock")
		h.wants(nil, h.in(func(ctx context.Context) error { return h.Forgive(ctx, key) }), "forgiving")
		fill()
		h.wants(nil, h.in(func(ctx context.Context) error { return h.TakeBack(ctx, r, key) }), "taking back the one that succeeded")
		h.wants(nil, enter(), "the attempt instead of it")
		h.wants(guard.ErrLocked, enter(), "the one after")
		if a, b := h.AddressKey("address", "[2001:db8::1]:80"), h.AddressKey("address", "2001:db8::ffff"); a != b {
			h.Error("two addresses of one household are counted apart")
		}
		if h.AddressKey("address", "192.0.2.1:5") != h.AddressKey("address", "::ffff:192.0.2.1") || h.AddressKey("address", "192.0.2.1") == h.AddressKey("address", "192.0.2.2") {
			h.Error("IPv4 addresses are mixed up")
		}
	})
}

func TestPasswords(t *testing.T) {
	for pw, want := range map[string]*fault.Error{
		"mein rad 88": nil, "烧饼豆浆油条咸菜": nil, "short": guard.ErrPasswordShort, "password123": guard.ErrPasswordWeak, "aaaaaaaaaaaa": guard.ErrPasswordWeak,
		"12345678abc": guard.ErrPasswordWeak, "x13800001111y": guard.ErrPasswordWeak, string(make([]byte, 300)): guard.ErrPasswordLong,
	} {
		err := guard.CheckPassword(pw, 8, "13800001111")
		if f := fault.From(err); (want == nil) != (err == nil) || want != nil && f.Fields()[0].Err.Code() != want.Code() {
			t.Errorf("%.20q: %v, want %v", pw, err, want)
		}
	}
}
