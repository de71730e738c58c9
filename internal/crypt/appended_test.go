package crypt_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/suikao/suikao/internal/crypt"
)

// journal seals pieces and returns the file, where each record ends in it, and the plain content.
func journal(t testing.TB, r *crypt.Ring, pieces ...[]byte) (sealed []byte, ends []int, plain []byte) {
	t.Helper()
	var b bytes.Buffer
	a, err := r.NewAppender("p", &b)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pieces {
		if err := a.Append(p); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, b.Len())
		plain = append(plain, p...)
	}
	return b.Bytes(), ends, plain
}

func openJournal(r *crypt.Ring, purpose string, sealed []byte) ([]byte, error) {
	a, err := r.OpenAppended(purpose, bytes.NewReader(sealed), int64(len(sealed)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(a, 0, a.Size()))
}

func TestJournalRoundTrip(t *testing.T) {
	r := crypt.Ephemeral()
	sealed, _, plain := journal(t, r, noise(40), nil, noise(1), noise(200_000), []byte{})
	a, err := r.OpenAppended("p", bytes.NewReader(sealed), int64(len(sealed)))
	if err != nil || a.Size() != int64(len(plain)) {
		t.Fatalf("%v: %d bytes", err, a.Size())
	}
	if err := iotest.TestReader(io.NewSectionReader(a, 0, a.Size()), plain); err != nil {
		t.Error(err)
	}
	if bytes.Contains(sealed, plain[:40]) || bytes.Contains(sealed, plain[len(plain)-100:]) {
		t.Error("plain bytes stand in the file")
	}
}

// Wherever a writer is killed, the journal opens to the records that were whole, and to nothing else.
func TestTornJournalOpensToItsWholeRecords(t *testing.T) {
	r := crypt.Ephemeral()
	sealed, ends, plain := journal(t, r, noise(100), noise(33), noise(900))
	sizes := []int{0, 100, 133, 1033}
	for cut := 128; cut <= len(sealed); cut++ {
		whole := 0
		for i, e := range ends {
			if cut >= e {
				whole = sizes[i+1]
			}
		}
		got, err := openJournal(r, "p", sealed[:cut])
		if err != nil || !bytes.Equal(got, plain[:whole]) {
			t.Fatalf("cut at %d: %d bytes, want %d: %v", cut, len(got), whole, err)
		}
	}
	for cut := range 128 {
		if _, err := openJournal(r, "p", sealed[:cut]); !errors.Is(err, crypt.ErrUnreadable) {
			t.Fatalf("cut in the header at %d: %v", cut, err)
		}
	}
}

// A journal that was harmed opens to a beginning of what was written, never to anything else.
func TestHarmedJournal(t *testing.T) {
	r := crypt.Ephemeral()
	sealed, ends, plain := journal(t, r, noise(50), noise(50), noise(50))
	other, _, _ := journal(t, r, noise(50), noise(50), noise(50))
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		got, err := openJournal(r, "p", bad)
		if i < 128 && err == nil && len(got) > 0 || err != nil && !errors.Is(err, crypt.ErrUnreadable) || len(got) == len(plain) || !bytes.HasPrefix(plain, got) {
			t.Fatalf("bit 0 of byte %d turned: %d bytes, %v", i, len(got), err)
		}
	}
	for name, bad := range map[string][]byte{
		"records swapped":          bytes.Join([][]byte{sealed[:128], sealed[ends[0]:ends[1]], sealed[128:ends[0]], sealed[ends[1]:]}, nil),
		"a record left out":        bytes.Join([][]byte{sealed[:128], sealed[ends[0]:]}, nil),
		"another journal's record": bytes.Join([][]byte{sealed[:128], other[128:]}, nil),
		"a stream":                 sealStream(t, r, "p", plain),
	} {
		if got, _ := openJournal(r, "p", bad); len(got) > 0 {
			t.Errorf("%s: %d bytes", name, len(got))
		}
	}
	if _, err := openJournal(r, "q", sealed); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("another purpose: %v", err)
	}
	if _, err := openJournal(crypt.Ephemeral(), "p", sealed); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("another key file: %v", err)
	}
}

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestAppenderStopsAtAFailure(t *testing.T) {
	a, err := crypt.Ephemeral().NewAppender("p", &failing{2})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Append([]byte("first")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := a.Append([]byte("lost")); !errors.Is(err, io.ErrShortWrite) {
			t.Error(err)
		}
	}
}

func TestSingleKeyRing(t *testing.T) {
	key := noise(32)
	a, err := crypt.Single(key)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := crypt.Single(bytes.Clone(key))
	if got, err := openAll(b, "p", sealStream(t, a, "p", []byte("film"))); err != nil || string(got) != "film" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := crypt.Single(key[:31]); err == nil {
		t.Error("a short key was taken")
	}
}
