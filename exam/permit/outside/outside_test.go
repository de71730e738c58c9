package outside_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/exam/permit/outside/store"
	"github.com/suikao/suikao/exam/permit/signing"
	signingstore "github.com/suikao/suikao/exam/permit/signing/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	number = "T11010519491231002X"
	name   = "张三丰"
	code   = "0123456789ABCDEFGHJKMNPQRS"
	item   = "SO-01-02"
	holder = "p-holder"
)

type limits struct{ kv.Store }

func (l limits) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := l.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

type noReview struct{ permit.Rules }

func (noReview) ReviewState(context.Context, rules.Query, actor.Date, actor.Date) (rules.ReviewState, error) {
	return rules.ReviewNotRequired, nil
}

type items struct{}

func (items) Items(context.Context, rules.ItemFilter) ([]rules.Item, error) {
	return []rules.Item{{Code: item, Name: "低压电工作业"}, {Code: "SO-02-01", Name: "熔化焊接与热切割作业"}}, nil
}

type orgs map[people.OrgID]people.Org

func (o orgs) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	v, ok := o[id]
	if !ok {
		return v, people.ErrNotFound
	}
	return v, nil
}

func staff(role actor.Role, path string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "a", Person: "p", Name: "李安全", Grants: []actor.Grant{{Role: role, Org: "o", Path: path}}})
}

func from(remote string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Public, Remote: remote})
}

var (
	manager   = staff(people.EnterpriseManager, "/a/firm/")
	regulator = staff(people.Regulator, "/a/")
	neighbour = staff(people.EnterpriseManager, "/a/other/")
	own       = actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: holder, Person: holder})
)

type house struct {
	*outside.Service
	public *permit.Service
	db     *sqldb.DB
	clock  *testenv.Clock
	permit permit.Permit
}

// newHouse has one permit that is valid and known nationally, and asks the real check and the real stores.
func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB, o outside.Options) *house {
	t.Helper()
	db := open(t)
	h := &house{db: db, clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))}
	ring, ps, st := crypt.Ephemeral(), permitstore.New(db), store.New(db)
	h.permit = permit.Permit{ID: permit.ID(actor.NewID(h.clock.Now())), Person: holder, Kind: rules.OperationPermit, Item: item, ItemName: "低压电工作业", FirstIssuedOn: "2026-11-20",
		ValidFrom: "2026-11-20", ValidTo: "2032-11-19", IssuerName: "襄阳市应急管理局", Holder: permit.Holder{Name: name}, National: permit.NationalConfirmed, ExpiringDays: 90,
		IssuedAt: h.clock.Now().Add(-72 * time.Hour)}
	if err := ps.AddPermit(t.Context(), h.permit, permit.Sealed{Query: ring.Index("permit.query", number+"|"+name), CodeIndex: ring.Index("permit.code", code), Index: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	var seen func(permit.ID)
	h.public = permit.New(permit.Deps{Clock: h.clock.Now, Permits: ps, Changes: ps, Rules: noReview{}, Vault: ring, Limiter: limits{kv.NewMemory(h.clock.Now)}, Normalize: crypt.NormalizeCode,
		Seen: func(id permit.ID) { seen(id) }}, permit.Options{})
	h.Service = outside.New(outside.Deps{Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Tx: st, Keys: st, Checks: st, Days: st, Sheets: st, Items: items{}, Vault: ring, Permits: h.public, Held: ps, Places: signingstore.New(db),
		Orgs:    orgs{"firm": {ID: "firm", Path: "/a/firm/", Name: "襄阳建安公司", Kind: people.Enterprise}, "a": {ID: "a", Path: "/a/", Name: "襄阳市应急管理局", Kind: people.Authority}},
		Limiter: limits{kv.NewMemory(h.clock.Now)}, Token: crypt.Token, Hash: crypt.HashToken}, o)
	seen = h.Saw
	return h
}

func (h *house) key(t *testing.T, quota int, networks ...string) (outside.Key, string) {
	t.Helper()
	k, secret, err := h.MakeKey(manager, "firm", outside.KeyInput{Name: "一号门闸机", Networks: networks, Quota: quota, ExpiresOn: "2027-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	return k, secret
}

func ask(number, name string) outside.Row {
	return outside.Row{Question: permit.Question{Number: number, Name: name}}
}

func TestKeysAreMadeShownOnceAndEnded(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		k, secret := h.key(t, 100, "10.1.2.3/16")
		if got, err := h.Admit(from("10.1.9.9"), secret); err != nil || got.ID != k.ID || got.OrgName != "襄阳建安公司" {
			t.Fatalf("%+v %v", got, err)
		}
		for who, err := range map[string]error{
			"another network": second(h.Admit(from("10.2.0.1"), secret)), "a letter more": second(h.Admit(from("10.1.9.9"), secret+"A")),
			"nothing": second(h.Admit(from("10.1.9.9"), "")), "another key": second(h.Admit(from("10.1.9.9"), "sk_"+crypt.Token()))} {
			if !errors.Is(err, outside.ErrKey) {
				t.Errorf("%s: %v", who, err)
			}
		}
		for who, want := range map[context.Context]error{neighbour: permit.ErrNoOrg, regulator: permit.ErrForbidden} {
			if _, _, err := h.MakeKey(who, "firm", outside.KeyInput{Name: "闸机", Quota: 1, ExpiresOn: "2027-01-01"}); !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
		}
		for _, bad := range []struct {
			in   outside.KeyInput
			want *fault.Error
		}{{outside.KeyInput{Name: "x", Quota: 1, ExpiresOn: "2027-01-01"}, outside.ErrKeyName}, {outside.KeyInput{Name: "闸机", Quota: 0, ExpiresOn: "2027-01-01"}, outside.ErrKeyQuota},
			{outside.KeyInput{Name: "闸机", Quota: 1, ExpiresOn: "2026-11-23"}, outside.ErrKeyDays}, {outside.KeyInput{Name: "闸机", Quota: 1, ExpiresOn: "2029-01-01"}, outside.ErrKeyDays},
			{outside.KeyInput{Name: "闸机", Quota: 1, ExpiresOn: "2027-01-01", Networks: []string{"10.1"}}, outside.ErrKeyNet}} {
			if _, _, err := h.MakeKey(manager, "firm", bad.in); !strings.Contains(fmt.Sprint(err), bad.want.Code()) {
				t.Errorf("%+v: %v", bad.in, err)
			}
		}
		if err := h.WithdrawKey(neighbour, k.ID, ""); !errors.Is(err, permit.ErrNotFound) {
			t.Error(err)
		}
		if err := h.WithdrawKey(manager, k.ID, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Admit(from("10.1.9.9"), secret); !errors.Is(err, outside.ErrKey) {
			t.Error("a withdrawn key still asks:", err)
		}
		if err := h.WithdrawKey(manager, k.ID, ""); !errors.Is(err, outside.ErrKeyState) {
			t.Error(err)
		}
		list, err := h.KeysOf(manager, "firm")
		if err != nil || len(list) != 1 || list[0].State != outside.Withdrawn || list[0].EndedName != "李安全" || !slices.Equal(list[0].Networks, []string{"10.1.0.0/16"}) {
			t.Errorf("%+v %v", list, err)
		}
		_, secret = h.key(t, 1)
		h.clock.Advance(366 * 24 * time.Hour)
		if _, err := h.Admit(from("10.1.9.9"), secret); !errors.Is(err, outside.ErrKey) {
			t.Error("an expired key still asks:", err)
		}
	})
}

func second[A any](_ A, err error) error { return err }

func TestManyRowsAndTheHolderLearnsWhoAsked(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		k, _ := h.key(t, 100)
		elsewhere, later := ask(number, name), ask(number, name)
		elsewhere.Item, later.On = "SO-09-09", "2033-01-01"
		lines, spent, err := h.Check(context.Background(), k, []outside.Row{ask(number, name), {Question: permit.Question{Code: code}, Item: item}, ask(number, "李四"), ask("T44052418800101001X", name),
			elsewhere, later, ask("1", name), {Question: permit.Question{Code: "12"}}})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []outside.Line{{Result: outside.Matched, Colour: permit.Green, Covers: true}, {Result: outside.Matched, Colour: permit.Green, Covers: true},
			{Result: outside.None, Colour: permit.Red}, {Result: outside.None, Colour: permit.Red}, {Result: outside.Other, Colour: permit.Red}, {Result: outside.Matched, Colour: permit.Red},
			{Result: outside.Unread, Colour: permit.Red, Err: permit.ErrNumber}, {Result: outside.Unread, Colour: permit.Red, Err: permit.ErrCode}} {
			got := lines[i]
			if got.Result != want.Result || got.Colour != want.Colour || got.Covers != want.Covers || !errors.Is(got.Err, want.Err) {
				t.Errorf("row %d: %+v", i, got)
			}
		}
		if spent.Left != 92 || spent.Quota != 100 || spent.Reset != 14*time.Hour {
			t.Errorf("%+v", spent)
		}
		for range 3 {
			if a, err := h.public.CheckNumber(from("1.2.3.4"), number, name); err != nil || len(a.Permits) != 1 {
				t.Fatal(a, err)
			}
			if err := h.CountOnce(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		got, err := h.WhoChecked(own)
		if want := []outside.Times{{Month: "2026-11", Org: "襄阳建安公司", N: 3}, {Month: "2026-11", N: 3}}; err != nil || !slices.Equal(got, want) {
			t.Errorf("%+v %v", got, err)
		}
		if got, err := h.WhoChecked(manager); !errors.Is(err, permit.ErrForbidden) {
			t.Error(got, err)
		}
		h.clock.Advance(800 * 24 * time.Hour)
		if err := h.ForgetOnce(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got, err := h.WhoChecked(own); err != nil || len(got) != 0 {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestQuotaRateAndGuesses(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{PerMinute: 8, MissesPerDay: 5})
		k, secret := h.key(t, 10)
		hit := ask(number, name)
		if _, _, err := h.Check(context.Background(), k, slices.Repeat([]outside.Row{hit}, 8)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.Check(context.Background(), k, slices.Repeat([]outside.Row{hit}, 3)); !errors.Is(err, outside.ErrQuota) {
			t.Error("three rows past a quota of ten:", err)
		}
		if _, spent, err := h.Check(context.Background(), k, slices.Repeat([]outside.Row{hit}, 2)); err != nil || spent.Left != 0 {
			t.Error("a refused request used up the quota:", spent, err)
		}
		for range 5 {
			_, _, _ = h.Check(context.Background(), k, []outside.Row{hit})
		}
		if _, _, err := h.Check(context.Background(), k, []outside.Row{hit}); !errors.Is(err, permit.ErrTooMany) {
			t.Error("a ninth request in a minute:", err)
		}
		h.clock.Advance(24 * time.Hour)
		guesses := make([]outside.Row, 6)
		for i := range guesses {
			guesses[i] = ask(number, fmt.Sprintf("张三%c", '一'+rune(i)))
		}
		if lines, _, err := h.Check(context.Background(), k, guesses[:5]); err != nil || lines[4].Result != outside.None {
			t.Fatal(lines, err)
		}
		guesses[5] = hit
		if lines, _, err := h.Check(context.Background(), k, guesses[4:]); !errors.Is(err, outside.ErrMisses) || lines != nil {
			t.Error("a guess past the bound is answered:", lines, err)
		}
		if _, err := h.Admit(from("10.1.9.9"), secret); !errors.Is(err, outside.ErrKey) {
			t.Error("a stopped key still asks:", err)
		}
		list, err := h.KeysOf(manager, "firm")
		if err != nil || list[0].State != outside.Stopped {
			t.Errorf("%+v %v", list, err)
		}
		if uses, err := h.Uses(manager, k.ID); err != nil || len(uses) != 2 || uses[0].Asked != 5 || uses[0].Missed != 5 || uses[1].Asked != 10 {
			t.Errorf("%+v %v", uses, err)
		}
		if _, _, err := h.Check(context.Background(), k, make([]outside.Row, outside.MaxRows+1)); !errors.Is(err, outside.ErrRows) {
			t.Error(err)
		}
	})
}

func TestChecksMadeWithoutANetworkCountAsStrangers(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		if err := signingstore.New(h.db).AddPlace(t.Context(), signing.Place{N: 77, Permit: h.permit.ID}); err != nil {
			t.Fatal(err)
		}
		if err := h.Uploaded(from("10.0.0.1"), []uint64{77, 5, 77}); err != nil { // place 5 is nobody's
			t.Fatal(err)
		}
		if err := h.CountOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := h.WhoChecked(own)
		if err != nil || len(got) != 1 || got[0].N != 2 || got[0].Org != "" {
			t.Errorf("%+v %v", got, err)
		}
		for range 30 {
			err = h.Uploaded(from("10.0.0.1"), []uint64{77})
		}
		if !errors.Is(err, permit.ErrTooMany) {
			t.Errorf("without end: %v", err)
		}
		if err := h.Uploaded(from("10.0.0.2"), nil); err != nil {
			t.Errorf("from elsewhere: %v", err)
		}
	})
}
