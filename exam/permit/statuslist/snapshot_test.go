package statuslist_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/cose"
)

var (
	bg   = context.Background()
	when = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
)

type states = map[credential.State][]uint32

func house(t testing.TB) (*cose.Private, *cose.TrustList) {
	t.Helper()
	secret := func(n byte) []byte { b := make([]byte, 32); b[31] = n; return b }
	signer, err := cose.PrivateKey(cose.ES256, secret(1))
	if err != nil {
		t.Fatal(err)
	}
	root, err := cose.PrivateKey(cose.ES256, secret(9))
	if err != nil {
		t.Fatal(err)
	}
	other, err := cose.PrivateKey(cose.ES256, secret(2))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := cose.SignTrust(bg, cose.TrustList{Version: 1, Issued: when.Unix() - 1, Expires: when.Unix() + 1e6, House: "x", Keys: []cose.TrustKey{
		{Alg: cose.ES256, Public: signer.Key().Public, Uses: cose.ForStatus, From: 0, To: 9999},
		{Alg: cose.ES256, Public: other.Key().Public, Uses: cose.ForPermits, From: 0, To: 9999}}}, root)
	if err != nil {
		t.Fatal(err)
	}
	trust, err := cose.OpenTrust(raw, root.Key())
	if err != nil {
		t.Fatal(err)
	}
	return signer, trust
}

func permits(t testing.TB) *cose.Private {
	b := make([]byte, 32)
	b[31] = 2
	k, err := cose.PrivateKey(cose.ES256, b)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func newList(t testing.TB, version, size uint64, sets states) *statuslist.List {
	t.Helper()
	l, err := statuslist.NewList(version, when, when.Add(24*time.Hour), size, sets)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// random draws n places below size, spread over the states.
func random(r *rand.Rand, n int, size uint64) (states, map[uint32]credential.State) {
	of := map[uint32]credential.State{}
	for len(of) < n {
		of[uint32(r.Uint64N(size))] = credential.State(1 + r.IntN(5))
	}
	sets := states{}
	for _, p := range slices.Sorted(maps.Keys(of)) {
		sets[of[p]] = append(sets[of[p]], p)
	}
	return sets, of
}

func TestASnapshotSaysWhatWasPutIntoIt(t *testing.T) {
	signer, trust := house(t)
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		n    int
		size uint64
	}{{0, 0}, {0, 131072}, {1, 1}, {2, 2}, {50, 60}, {700, 131072}, {3000, 1 << 32}} {
		sets, of := random(r, c.n, c.size)
		raw, err := newList(t, 7, c.size, sets).Sign(bg, signer)
		if err != nil {
			t.Fatal(err)
		}
		got, err := statuslist.Open(raw, trust)
		if err != nil {
			t.Fatalf("%d of %d: %v", c.n, c.size, err)
		}
		if got.Version != 7 || !got.Issued.Equal(when) || got.Size != c.size {
			t.Errorf("%+v", got)
		}
		for p, want := range of {
			if s, ok := got.State(uint64(p)); !ok || s != want {
				t.Fatalf("place %d: %d, want %d", p, s, want)
			}
		}
		for range 1000 {
			p := uint32(r.Uint64N(max(c.size, 1)))
			if s, ok := got.State(uint64(p)); s != of[p] || ok != (c.size > 0) {
				t.Fatalf("place %d: %d %v, want %d", p, s, ok, of[p])
			}
		}
		if _, ok := got.State(c.size); ok {
			t.Error("a place that was never given out has a state")
		}
	}
}

func TestNoChangedByteOfAListIsTaken(t *testing.T) {
	signer, trust := house(t)
	sets, _ := random(rand.New(rand.NewPCG(3, 4)), 40, 131072)
	l := newList(t, 7, 131072, sets)
	raw, err := l.Sign(bg, signer)
	if err != nil {
		t.Fatal(err)
	}
	diff, err := statuslist.Delta{From: 7, To: 8, Issued: when, Next: when, Size: 131072, Places: sets}.Sign(bg, signer)
	if err != nil {
		t.Fatal(err)
	}
	for what, b := range map[string][]byte{"snapshot": raw, "delta": diff} {
		open := func(b []byte) error {
			if what == "delta" {
				_, err := statuslist.OpenDelta(b, trust)
				return err
			}
			_, err := statuslist.Open(b, trust)
			return err
		}
		if err := open(b); err != nil {
			t.Fatal(what, err)
		}
		for i := range b {
			for _, x := range []byte{1, 0x80, 0xff} {
				bad := slices.Clone(b)
				bad[i] ^= x
				if open(bad) == nil {
					t.Fatalf("%s: byte %d changed by %x", what, i, x)
				}
			}
			if open(b[:i]) == nil {
				t.Fatalf("%s: cut after %d", what, i)
			}
		}
		if _, err := statuslist.Open(diff, trust); err == nil {
			t.Error("a delta taken for a snapshot")
		}
	}
	if raw, err = l.Sign(bg, permits(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := statuslist.Open(raw, trust); !errors.Is(err, statuslist.ErrSigner) {
		t.Errorf("signed by a key for permits: %v", err)
	}
}

func TestListsThatContradictThemselves(t *testing.T) {
	for name, sets := range map[string]states{
		"twice in a set":    {1: {4, 4}},
		"in two sets":       {1: {4}, 2: {4}},
		"not ascending":     {1: {5, 4}},
		"beyond the end":    {1: {100}},
		"a state of nobody": {9: {1}},
		"in force":          {0: {1}},
	} {
		if _, err := statuslist.NewList(1, when, when, 100, sets); !errors.Is(err, statuslist.ErrList) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := statuslist.NewList(1, when, when, statuslist.MaxPlaces+1, nil); !errors.Is(err, statuslist.ErrList) {
		t.Errorf("more places than there are: %v", err)
	}
}

// TestAnyChainOfDifferencesIsTheSnapshot walks random histories: the list that took all differences says what a snapshot says.
func TestAnyChainOfDifferencesIsTheSnapshot(t *testing.T) {
	signer, trust := house(t)
	r := rand.New(rand.NewPCG(5, 6))
	size := uint64(2000)
	sets, of := random(r, 300, size)
	l := newList(t, 1, size, sets)
	for v := uint64(2); v < 40; v++ {
		size += r.Uint64N(50)
		moved := map[uint32]credential.State{}
		for range r.IntN(60) {
			moved[uint32(r.Uint64N(size))] = credential.State(r.IntN(6))
		}
		places := states{}
		for _, p := range slices.Sorted(maps.Keys(moved)) {
			places[moved[p]] = append(places[moved[p]], p)
			of[p] = moved[p]
		}
		at := when.Add(time.Duration(v) * time.Minute)
		raw, err := statuslist.Delta{From: v - 1, To: v, Issued: at, Next: at, Size: size, Places: places}.Sign(bg, signer)
		if err != nil {
			t.Fatal(err)
		}
		d, err := statuslist.OpenDelta(raw, trust)
		if err != nil {
			t.Fatal(err)
		}
		if l, err = l.Apply(d); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Apply(d); !errors.Is(err, statuslist.ErrVersion) {
			t.Fatalf("taken twice: %v", err)
		}
	}
	for p := range uint32(size) {
		if s, ok := l.State(uint64(p)); !ok || s != of[p] {
			t.Fatalf("place %d: %d, want %d", p, s, of[p])
		}
	}
	older := statuslist.Delta{From: l.Version, To: l.Version, Issued: when, Next: when, Size: size}
	if _, err := l.Apply(older); !errors.Is(err, statuslist.ErrOlder) {
		t.Errorf("a list made younger: %v", err)
	}
}

// FuzzOpen: no bytes make a list that contradicts itself, or a panic.
func FuzzOpen(f *testing.F) {
	signer, trust := house(f)
	raw, err := newList(f, 1, 500, states{1: {4, 7, 300}, 4: {5}}).Sign(bg, signer)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, b []byte) {
		if l, err := statuslist.Open(b, trust); err == nil {
			if _, err := l.Sign(bg, signer); err != nil {
				t.Error(err)
			}
		}
		_, _ = statuslist.OpenDelta(b, trust)
	})
}

func TestTenMillionFitSixtyFourKilobytes(t *testing.T) {
	signer, trust := house(t)
	r := rand.New(rand.NewPCG(7, 8))
	seen := map[uint32]bool{}
	for len(seen) < 50_000 {
		seen[uint32(r.Uint64N(10_000_000*10/9))] = true // lists are nine tenths full
	}
	raw, err := newList(t, 1, 10_000_000*10/9, states{1: slices.Sorted(maps.Keys(seen))}).Sign(bg, signer)
	if err != nil {
		t.Fatal(err)
	}
	if len(raw) > 64_000 {
		t.Errorf("%d bytes", len(raw))
	}
	if _, err := statuslist.Open(raw, trust); err != nil {
		t.Error(err)
	}
	t.Log(len(raw), "bytes")
}
