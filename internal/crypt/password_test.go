package crypt_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/crypt"
)

// cheap keeps the tests quick; the costs are not what they test.
func cheap() crypt.Params { return crypt.Params{Memory: 64, Time: 1, Threads: 1} }

func TestPasswords(t *testing.T) {
	ctx := t.Context()
	w := crypt.NewPasswords(cheap(), 2)
	h, err := w.Hash(ctx, "焊工 1234 café")
	if err != nil || len(h) > 128 || !strings.HasPrefix(h, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatalf("hash %q %v", h, err)
	}
	if again, _ := w.Hash(ctx, "焊工 1234 café"); again == h {
		t.Error("no salt")
	}
	for pw, want := range map[string]bool{
		"焊工 1234 café": true, "焊工 1234 cafe\u0301": true, // the same letter typed in two ways
		"焊工 1234 cafe": false, "": false, "焊工 1234 café ": false, strings.Repeat("x", crypt.MaxPassword+1): false,
	} {
		ok, rehash, err := w.Verify(ctx, h, pw)
		if ok != want || rehash || err != nil {
			t.Errorf("%.20q: %v %v %v", pw, ok, rehash, err)
		}
	}
	for _, pw := range []string{"", strings.Repeat("x", crypt.MaxPassword+1)} {
		if _, err := w.Hash(ctx, pw); !errors.Is(err, crypt.ErrPasswordLength) {
			t.Errorf("%d bytes: %v", len(pw), err)
		}
	}
}

func TestOldCostsAskForRehash(t *testing.T) {
	h, err := crypt.NewPasswords(cheap(), 1).Hash(t.Context(), "pw")
	if err != nil {
		t.Fatal(err)
	}
	w := crypt.NewPasswords(crypt.Params{Memory: 128, Time: 1, Threads: 1}, 1)
	if ok, rehash, err := w.Verify(t.Context(), h, "pw"); !ok || !rehash || err != nil {
		t.Errorf("right password under old costs: %v %v %v", ok, rehash, err)
	}
	if ok, rehash, _ := w.Verify(t.Context(), h, "no"); ok || rehash {
		t.Error("a wrong password asks to be stored again")
	}
}

func TestStoredHashesFromOutsideAreRefused(t *testing.T) {
	w := crypt.NewPasswords(cheap(), 1)
	h, _ := w.Hash(t.Context(), "pw")
	for name, bad := range map[string]string{
		"empty": "", "plain": "pw", "bcrypt": "$2a$10$abcdefghijklmnopqrstuv",
		"memory bomb": strings.Replace(h, "m=64", "m=4194304", 1), "time bomb": strings.Replace(h, "t=1", "t=4294967295", 1),
		"zero": strings.Replace(h, "t=1", "t=0", 1), "threads": strings.Replace(h, "p=1", "p=0", 1),
		"tail": strings.Replace(h, "p=1", "p=1x", 1), "argon2i": strings.Replace(h, "argon2id", "argon2i", 1),
		"empty sum": h[:strings.LastIndex(h, "$")+1], "version": strings.Replace(h, "v=19", "v=16", 1),
	} {
		if ok, _, err := w.Verify(t.Context(), bad, "pw"); ok || !errors.Is(err, crypt.ErrHash) {
			t.Errorf("%s: %v %v", name, ok, err)
		}
	}
}

func TestLoginFloodIsBounded(t *testing.T) {
	w := crypt.NewPasswords(crypt.Params{Memory: 16 * 1024, Time: 4, Threads: 1}, 1)
	h, err := w.Hash(t.Context(), "pw")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	var wg sync.WaitGroup
	var mu sync.Mutex
	busy, late := 0, 0
	for range 200 {
		wg.Go(func() {
			ok, _, err := w.Verify(ctx, h, "pw")
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, crypt.ErrBusy):
				busy++
			case errors.Is(err, context.DeadlineExceeded):
				late++
			case err != nil || !ok:
				t.Errorf("%v %v", ok, err)
			}
		})
	}
	wg.Wait()
	if busy < 100 || late == 0 {
		t.Errorf("200 at once: %d refused, %d gave up waiting", busy, late)
	}
	if ok, _, err := w.Verify(t.Context(), h, "pw"); !ok || err != nil {
		t.Errorf("after the flood: %v %v", ok, err)
	}
}

func TestUnknownNameTakesAsLong(t *testing.T) {
	w := crypt.NewPasswords(crypt.DefaultParams(), 1)
	h, _ := w.Hash(t.Context(), "pw")
	took := func(f func()) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			f()
			best = min(best, time.Since(start))
		}
		return best
	}
	real := took(func() { _, _, _ = w.Verify(t.Context(), h, "wrong") })
	decoy := took(func() {
		if err := w.Decoy(t.Context(), "wrong"); err != nil {
			t.Error(err)
		}
	})
	if decoy < real/3 || decoy > real*3 {
		t.Errorf("a real account takes %s, an unknown one %s", real, decoy)
	}
}

func TestCodes(t *testing.T) {
	r := crypt.Ephemeral()
	seen := map[string]bool{}
	for range 500 {
		c := crypt.Code(10)
		if len(c) != 10 || seen[c] || strings.ContainsAny(c, "ILOU") || crypt.NormalizeCode(strings.ToLower(c[:5]+"-"+c[5:])) != c {
			t.Fatalf("code %q", c)
		}
		seen[c] = true
	}
	counts := map[rune]int{}
	for _, d := range crypt.Digits(20_000) {
		counts[d]++
	}
	for d := '0'; d <= '9'; d++ {
		if counts[d] < 1700 || counts[d] > 2300 { // 7 standard deviations
			t.Errorf("digit %c came %d times in 20,000", d, counts[d])
		}
	}
	if got := crypt.NormalizeCode(" ａｂ３–o-iL　"); got != "AB3011" {
		t.Errorf("normalised to %q", got)
	}
	h := r.HashCode("sms:1", "123456")
	if !r.MatchCode("sms:1", "123456", h) || r.MatchCode("sms:1", "123457", h) || r.MatchCode("sms:2", "123456", h) || r.MatchCode("sms:1", "123456", nil) {
		t.Error("code comparison")
	}
	a, b := crypt.Token(), crypt.Token()
	if len(a) != 43 || a == b || string(crypt.HashToken(a)) == string(crypt.HashToken(b)) || len(crypt.HashToken(a)) != 32 {
		t.Error("tokens")
	}
}
