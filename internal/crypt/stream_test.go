package crypt_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/suikao/suikao/internal/crypt"
)

const chunk = 64 << 10

func noise(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	return b
}

func sealStream(t testing.TB, r *crypt.Ring, purpose string, plain []byte) []byte {
	t.Helper()
	s, err := r.SealStream(purpose, bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := io.ReadAll(s)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func openAll(r *crypt.Ring, purpose string, sealed []byte) ([]byte, error) {
	s, err := r.OpenStream(purpose, bytes.NewReader(sealed), int64(len(sealed)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(s)
}

func TestStreamRoundTrip(t *testing.T) {
	r := crypt.Ephemeral()
	for _, n := range []int{0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 40*chunk + 17} {
		plain := noise(n)
		in, err := r.SealStream("p", iotest.HalfReader(bytes.NewReader(plain)))
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := io.ReadAll(iotest.OneByteReader(in))
		if n > 4*chunk {
			sealed = sealStream(t, r, "p", plain)
		}
		if err != nil || int64(len(sealed)) != crypt.StreamSize(int64(n)) {
			t.Fatalf("%d bytes are sealed into %d, want %d: %v", n, len(sealed), crypt.StreamSize(int64(n)), err)
		}
		s, err := r.OpenStream("p", bytes.NewReader(sealed), int64(len(sealed)))
		if err != nil || s.Size() != int64(n) {
			t.Fatalf("%d: %v", n, err)
		}
		if err := iotest.TestReader(s, plain); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func TestStreamRanges(t *testing.T) {
	r := crypt.Ephemeral()
	plain := noise(25*chunk + 5)
	sealed := sealStream(t, r, "p", plain)
	s, err := r.OpenStream("p", bytes.NewReader(sealed), int64(len(sealed)))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 200 {
				off, n := rand.IntN(len(plain)), rand.IntN(3*chunk)
				b := make([]byte, n)
				got, err := s.ReadAt(b, int64(off))
				want := plain[off:min(off+n, len(plain))]
				if !bytes.Equal(b[:got], want) || (err == io.EOF) != (got < n) || err != nil && err != io.EOF {
					t.Errorf("%d bytes at %d: %d, %v", n, off, got, err)
				}
			}
		})
	}
	wg.Wait()
}

// Whatever is done to a sealed stream, it does not open, or not beyond what is unharmed.
func TestHarmedStreamDoesNotOpen(t *testing.T) {
	r := crypt.Ephemeral()
	plain := noise(3*chunk + 100)
	sealed, other := sealStream(t, r, "p", plain), sealStream(t, r, "p", noise(3*chunk+100))
	const head, box = 128, chunk + 16
	at := func(i int) int { return head + i*box }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for name, bad := range map[string][]byte{
		"cut at a chunk's end":       sealed[:at(3)],
		"cut inside a chunk":         sealed[:at(2)+77],
		"cut to the header":          sealed[:head],
		"cut inside the header":      sealed[:50],
		"empty":                      nil,
		"chunks swapped":             join(sealed[:at(0)], sealed[at(1):at(2)], sealed[at(0):at(1)], sealed[at(2):]),
		"a chunk left out":           join(sealed[:at(1)], sealed[at(2):]),
		"a chunk twice":              join(sealed[:at(1)], sealed[at(0):at(1)], sealed[at(1):]),
		"another stream's chunk":     join(sealed[:at(1)], other[at(1):at(2)], sealed[at(2):]),
		"another stream's header":    join(other[:head], sealed[head:]),
		"something behind the end":   join(sealed, []byte("x")),
		"an empty chunk behind":      join(sealed, make([]byte, 16)),
		"the last one a whole chunk": join(sealed, make([]byte, box-116)),
	} {
		if got, err := openAll(r, "p", bad); !errors.Is(err, crypt.ErrUnreadable) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	for i := range sealed {
		if i > 300 && i%9973 != 0 && i < len(sealed)-30 {
			continue
		}
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		got, err := openAll(r, "p", bad)
		if !errors.Is(err, crypt.ErrUnreadable) || !bytes.HasPrefix(plain, got) {
			t.Fatalf("bit 0 of byte %d turned: %d bytes, %v", i, len(got), err)
		}
	}
	if _, err := openAll(r, "q", sealed); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("another purpose: %v", err)
	}
	if _, err := openAll(crypt.Ephemeral(), "p", sealed); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("another key file: %v", err)
	}
	if _, err := openAll(r, "p", []byte("%PDF-1.7 a plain file that is longer than a header "+string(noise(200)))); !errors.Is(err, crypt.ErrNotSealed) {
		t.Errorf("a plain file: %v", err)
	}
}

func TestStreamSourcesFailures(t *testing.T) {
	r := crypt.Ephemeral()
	cut := errors.New("the line was cut")
	s, err := r.SealStream("p", io.MultiReader(bytes.NewReader(noise(2*chunk+3)), iotest.ErrReader(cut)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(s); !errors.Is(err, cut) {
		t.Errorf("sealing: %v", err)
	}
	sealed := sealStream(t, r, "p", noise(10))
	if _, err := r.OpenStream("p", bytes.NewReader(sealed), int64(len(sealed)+5)); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("shorter than said: %v", err)
	}
	if _, err := r.SealStream("", bytes.NewReader(nil)); err == nil {
		t.Error("sealed without a purpose")
	}
}

func TestRotatedRingReadsOldStreams(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key.json")
	old, err := crypt.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	plain := noise(chunk + 1)
	sealed := sealStream(t, old, "p", plain)
	if st := old.StreamState(sealed); st != crypt.Sealed {
		t.Errorf("state %d", st)
	}
	fresh, err := crypt.Rotate(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := openAll(fresh, "p", sealed); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("after rotation: %v", err)
	}
	for want, head := range map[crypt.StreamState][]byte{
		crypt.Outdated: sealed[:128], crypt.Sealed: sealStream(t, fresh, "p", nil)[:128], crypt.NotSealed: []byte("SKSEAL"),
	} {
		if got := fresh.StreamState(head); got != want {
			t.Errorf("state %d, want %d", got, want)
		}
	}
}

func FuzzOpenStream(f *testing.F) {
	path := filepath.Join(f.TempDir(), "key.json")
	const key = `{"format":1,"active":1,"root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","keys":[{"version":1,"algorithm":"AES-256-GCM","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}`
	if err := os.WriteFile(path, []byte(key), 0o600); err != nil {
		f.Fatal(err)
	}
	r, err := crypt.Load(path)
	if err != nil {
		f.Fatal(err)
	}
	plain := bytes.Repeat([]byte("随考"), 15_000) // two chunks
	whole := sealStream(f, r, "p", plain)
	f.Add(whole, 0, byte(0))
	f.Add(whole[:len(whole)/2], 3, byte(1))
	f.Add(sealStream(f, r, "p", nil), 9, byte(255))
	f.Add([]byte("SKSEAL1\n\x01\x7f"), 0, byte(0))
	f.Fuzz(func(t *testing.T, sealed []byte, at int, bit byte) {
		sealed = bytes.Clone(sealed)
		if at >= 0 && at < len(sealed) {
			sealed[at] ^= bit
		}
		got, err := openAll(r, "p", sealed)
		if err != nil && !errors.Is(err, crypt.ErrUnreadable) {
			t.Fatalf("%v", err)
		}
		if err == nil && len(got) > 0 && !bytes.Equal(got, plain) {
			t.Fatalf("%d bytes that nobody sealed", len(got))
		}
	})
}
