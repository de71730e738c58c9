package signing_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/signing"
	"github.com/suikao/suikao/exam/permit/signing/store"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/cose"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

type house struct {
	t     *testing.T
	db    *sqldb.DB
	store *store.Store
	clock *testenv.Clock
	signing.Follower
	*signing.Publisher
	*signing.Coder
	keys *signing.House
}

const host = "ks.example.cn"

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	h := &house{t: t, db: open(t), clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))}
	h.store = store.New(h.db)
	secret := func(label string) []byte { s := sha256.Sum256([]byte(label)); return s[:] }
	h.keys = &signing.House{Clock: h.clock.Now, Issuers: h.store, Secret: secret, Name: "襄阳市应急管理局", Host: host}
	h.Follower = signing.Follower{Places: h.store, Issuers: h.store}
	h.Publisher = &signing.Publisher{Clock: h.clock.Now, Tx: h.store, Places: h.store, Keys: h.keys}
	h.Coder = &signing.Coder{Clock: h.clock.Now, Places: h.store, Issuers: h.store, Keys: h.keys, Host: host}
	return h
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { f(t, newHouse(t, open)) })
}

func id(n int) permit.ID { return permit.ID(fmt.Sprintf("%026d", n)) }

func (h *house) issue(p permit.Permit) {
	h.t.Helper()
	if err := h.store.InTx(h.t.Context(), func(ctx context.Context) error { return h.Issued(ctx, p) }); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) change(p permit.Permit) {
	h.t.Helper()
	if err := h.store.InTx(h.t.Context(), func(ctx context.Context) error { return h.Changed(ctx, p, "2026-11-23") }); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) publish() {
	h.t.Helper()
	if err := h.Publish(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) trust() *cose.TrustList {
	h.t.Helper()
	k, err := h.keys.Current(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return k.Trust
}

func (h *house) list() *statuslist.List {
	h.t.Helper()
	raw, err := h.Snapshot(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	l, err := statuslist.Open(raw, h.trust())
	if err != nil {
		h.t.Fatal(err)
	}
	return l
}

func (h *house) delta(from uint64) statuslist.Delta {
	h.t.Helper()
	raw, err := h.Delta(h.t.Context(), from)
	if err != nil {
		h.t.Fatal(err)
	}
	d, err := statuslist.OpenDelta(raw, h.trust())
	if err != nil {
		h.t.Fatal(err)
	}
	return d
}

func (h *house) place(p permit.ID) uint64 {
	h.t.Helper()
	place, err := h.store.PlaceOf(h.t.Context(), p)
	if err != nil {
		h.t.Fatal(err)
	}
	return place.N
}

func TestStatesReachDevicesByDifferences(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Snapshot(t.Context()); !errors.Is(err, permit.ErrNotFound) {
			t.Fatalf("before the first version: %v", err)
		}
		h.publish() // an empty house has a list, too
		device := h.list()
		list := make([]permit.Permit, 8)
		for i := range list {
			list[i] = permit.Permit{ID: id(i), National: permit.NationalPending}
			h.issue(list[i])
		}
		h.publish()
		want := map[int]credential.State{0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4}
		see := func(when string) {
			t.Helper()
			d := h.delta(device.Version)
			var err error
			if device, err = device.Apply(d); err != nil {
				t.Fatal(when, err)
			}
			fresh := h.list()
			for i, s := range want {
				n := h.place(id(i))
				if got, ok := device.State(n); !ok || got != s {
					t.Errorf("%s: permit %d is %d on the device, want %d", when, i, got, s)
				}
				if got, ok := fresh.State(n); !ok || got != s {
					t.Errorf("%s: permit %d is %d in the snapshot, want %d", when, i, got, s)
				}
			}
			if device.Version != fresh.Version {
				t.Errorf("%s: version %d and %d", when, device.Version, fresh.Version)
			}
		}
		see("issued")
		for i := range 4 {
			list[i].National = permit.NationalConfirmed
			h.change(list[i])
			want[i] = credential.InForce
		}
		h.publish()
		see("confirmed")
		for i, act := range []permit.Act{permit.Suspended, permit.Revoked, permit.Withdraw, permit.Cancelled} {
			list[i].Act = act
			h.change(list[i])
			want[i] = credential.Ended
		}
		want[0] = credential.Suspended
		h.publish()
		see("ended")
		list[0].Act = ""
		h.change(list[0])
		want[0] = credential.InForce
		h.publish()
		see("resumed")
		version := device.Version
		h.clock.Advance(48 * time.Hour)
		h.publish()
		see("two days later")
		if device.Version != version || !device.Issued.Equal(h.clock.Now()) {
			t.Errorf("nothing changed, and yet version %d of %s", device.Version, device.Issued)
		}
		if _, err := h.Delta(t.Context(), version+1); !errors.Is(err, signing.ErrGone) {
			t.Errorf("from a version to come: %v", err)
		}
		if _, err := h.Delta(t.Context(), 0); !errors.Is(err, signing.ErrGone) {
			t.Errorf("from nothing: %v", err)
		}
	})
}

func TestAnActThatIsUndoneLeavesNoPlace(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		undone := errors.New("undone")
		err := h.store.InTx(t.Context(), func(ctx context.Context) error {
			if err := h.Issued(ctx, permit.Permit{ID: id(1)}); err != nil {
				return err
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
		if _, err := h.store.PlaceOf(t.Context(), id(1)); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("it has a place: %v", err)
		}
	})
}

func TestPlacesAreRandomAndListsFollowOneAnother(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		seen := map[uint64]bool{}
		ascending := 0
		last := uint64(0)
		for i := range 60 {
			h.issue(permit.Permit{ID: id(i)})
			n := h.place(id(i))
			if seen[n] || n >= statuslist.PerList {
				t.Fatalf("place %d", n)
			}
			if seen[n] = true; n > last {
				ascending++
			}
			last = n
		}
		if ascending > 50 || ascending < 10 {
			t.Errorf("%d of 60 places follow the one before", ascending)
		}
		h.issue(permit.Permit{ID: id(7)}) // the same permit again keeps its place
	})
}

// full is a store in which the first lists are full.
type full struct {
	*store.Store
	until uint64
}

func (f full) Free(ctx context.Context, candidates []uint64) ([]uint64, error) {
	if candidates[0] < f.until {
		return nil, nil
	}
	return f.Store.Free(ctx, candidates)
}

func TestAFullListIsLeftAndTheLastOneRefuses(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		issue := func(n int, until uint64) error {
			return h.store.InTx(t.Context(), func(ctx context.Context) error {
				return signing.Follower{Places: full{h.store, until}}.Issued(ctx, permit.Permit{ID: id(n), National: permit.NationalConfirmed})
			})
		}
		if err := issue(1, 2*statuslist.PerList); err != nil || h.place(id(1))/statuslist.PerList != 2 {
			t.Errorf("%v, place %d", err, h.place(id(1)))
		}
		h.issue(permit.Permit{ID: id(2)})
		if h.place(id(2))/statuslist.PerList != 2 {
			t.Error("went back to a list that was left")
		}
		if err := issue(3, statuslist.MaxPlaces); !errors.Is(err, signing.ErrFull) {
			t.Errorf("no place is left: %v", err)
		}
		h.publish()
		if l := h.list(); l.Size != 3*statuslist.PerList {
			t.Errorf("size %d", l.Size)
		}
	})
}

func card(n int) permit.Card {
	return permit.Card{Number: "T11010519491231002X", View: permit.View{Permit: permit.Permit{ID: id(n), Kind: rules.OperationPermit, Item: "011", ValidFrom: "2026-11-23", ValidTo: "2032-11-22",
		Issuer: "org-1", IssuerName: "襄阳市应急管理局", National: permit.NationalConfirmed, Holder: permit.Holder{Name: "张三丰"}}}}
}

func TestACodeIsWhatTheHouseSaysOfThePermit(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c := card(1)
		h.issue(c.Permit)
		h.publish()
		if k, err := h.keys.Current(t.Context()); err != nil || k.Trust.Issuers[1] != c.Permit.IssuerName {
			t.Errorf("the authority is not on the trust list before its first code: %v", err)
		}
		ask := credential.Question{Now: h.clock.Now(), Zone: actor.Beijing}
		code, err := h.Full(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		v := credential.Check(code, h.trust(), h.list(), ask)
		if v.Colour != credential.Green || v.Claims.Number != c.Number || v.Claims.Name != "张三丰" || v.Issuer != "襄阳市应急管理局" || v.Items[0].To.Date() != "2032-11-22" || v.Items[0].Review != nil {
			t.Errorf("%+v", v)
		}
		if !strings.HasPrefix(code, "HTTPS://KS.EXAMPLE.CN/V/") {
			t.Error(code)
		}
		c.Review = "2029-11-22"
		if code, err = h.Masked(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if v = credential.Check(code, h.trust(), h.list(), ask); v.Colour != credential.Green || v.Claims.Number != "" || v.Claims.Name == "张三丰" || v.Items[0].Review.Date() != "2029-11-22" {
			t.Errorf("%+v", v)
		}
		ask.Number = c.Number
		if v = credential.Check(code, h.trust(), h.list(), ask); v.Colour != credential.Green || len(v.Reasons) != 0 {
			t.Errorf("with the number: %v", v.Reasons)
		}
		device, err := cose.Generate(cose.ES256)
		if err != nil {
			t.Fatal(err)
		}
		msg, err := h.Wallet(t.Context(), c, device.Key().Public)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := credential.Show(t.Context(), msg, uint64(ask.Now.Unix()), device)
		if err != nil {
			t.Fatal(err)
		}
		text, err := cose.Text(host, 'W', shown)
		if err != nil {
			t.Fatal(err)
		}
		if v = credential.Check(text, h.trust(), h.list(), ask); v.Colour != credential.Green {
			t.Errorf("a wallet: %v", v.Reasons)
		}
		if _, err := h.Wallet(t.Context(), c, []byte("no key")); err == nil || !strings.Contains(err.Error(), "permit.holder_key") {
			t.Errorf("no key: %v", err)
		}
		c.Permit.Act = permit.Revoked
		h.change(c.Permit)
		h.publish()
		if v = credential.Check(text, h.trust(), h.list(), ask); v.Colour != credential.Red {
			t.Errorf("revoked: %v", v.Reasons)
		}
	})
}

func TestTheW3CListSaysTheSame(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, other := card(1), card(2)
		h.issue(c.Permit)
		h.issue(other.Permit)
		c.Permit.Act = permit.Revoked
		h.change(c.Permit)
		other.Permit.Act = permit.Suspended
		h.change(other.Permit)
		h.publish()
		for purpose, want := range map[string]uint64{"revocation": h.place(id(1)), "suspension": h.place(id(2))} {
			jwt, err := h.W3C(t.Context(), "https://ks.example.cn", 0, purpose)
			if err != nil {
				t.Fatal(err)
			}
			parts := strings.Split(string(jwt), ".")
			body, err := base64.RawURLEncoding.DecodeString(parts[1])
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				Subject struct {
					Purpose string `json:"statusPurpose"`
					List    string `json:"encodedList"`
				} `json:"credentialSubject"`
			}
			if err := json.Unmarshal(body, &got); err != nil {
				t.Fatal(err)
			}
			raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(got.Subject.List, "u"))
			if err != nil {
				t.Fatal(err)
			}
			z, err := gzip.NewReader(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			bits, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			for n := range uint64(statuslist.PerList) {
				if set := bits[n/8]>>(7-n%8)&1 == 1; set != (n == want) {
					t.Fatalf("%s: bit %d is %v", purpose, n, set)
				}
			}
			sig, err := base64.RawURLEncoding.DecodeString(parts[2])
			if err != nil {
				t.Fatal(err)
			}
			verifyES256(t, h.trust(), []byte(parts[0]+"."+parts[1]), sig)
		}
		if _, err := h.W3C(t.Context(), "x", 1, "revocation"); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("a list that there is not: %v", err)
		}
		if _, err := h.W3C(t.Context(), "x", 0, "nothing"); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("a purpose that there is not: %v", err)
		}
	})
}
