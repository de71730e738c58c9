package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
)

const canary = "CANARY-of-a-face-and-a-number"

// lies reports where in the folder the canary can be read.
func lies(t *testing.T, dir string) (found []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(canary)) {
			found = append(found, path)
		}
		return err
	}))
	return found
}

func TestSealedBlobsSayNothing(t *testing.T) {
	dir := t.TempDir()
	below := folder(t, dir)
	s := blob.NewSealed(below, crypt.Ephemeral())
	for i, size := range []int{1, 70_000, 200_000} {
		put(t, s, string(rune('a'+i)), canary+strings.Repeat(canary, size/len(canary)))
	}
	if found := lies(t, dir); found != nil {
		t.Errorf("readable on the disk: %v", found)
	}
	// Broken off half-way it leaves nothing readable either.
	cut := io.MultiReader(strings.NewReader(strings.Repeat(canary, 10_000)), iotestErr{})
	if _, err := s.Put(t.Context(), "cut", cut, 1<<20); err == nil {
		t.Error("a broken upload was stored")
	}
	if found := lies(t, dir); found != nil {
		t.Errorf("readable after a broken upload: %v", found)
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, errors.New("cut") }

func TestExchangedOrPlantedBlobsAreRefused(t *testing.T) {
	below := folder(t, t.TempDir())
	s := blob.NewSealed(below, crypt.Ephemeral())
	put(t, s, "a", "of the first person")
	put(t, s, "b", "of another person")
	raw := read(t, below, "a")
	put(t, below, "b", raw)
	if _, _, err := s.Open(t.Context(), "b"); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("an exchanged blob: %v", err)
	}
	put(t, below, "c", "planted")
	if _, _, err := s.Open(t.Context(), "c"); !errors.Is(err, blob.ErrNotSealed) {
		t.Errorf("a planted blob: %v", err)
	}
	if _, err := s.Stat(t.Context(), "c"); !errors.Is(err, blob.ErrNotSealed) {
		t.Errorf("a planted blob: %v", err)
	}
	put(t, below, "a", raw[:len(raw)-1])
	if _, _, err := s.Open(t.Context(), "a"); !errors.Is(err, crypt.ErrUnreadable) {
		t.Errorf("a cut blob: %v", err)
	}
}

func TestReseal(t *testing.T) {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "key.json")
	below := folder(t, dir)
	old, err := crypt.Create(path)
	must(t, err)
	put(t, blob.NewSealed(below, old), "old", canary+" old")
	for i := range 5 {
		put(t, below, "plain/"+string(rune('a'+i)), canary+strings.Repeat(".", i*40_000))
	}
	put(t, below, "empty", "")
	ring, err := crypt.Rotate(path)
	must(t, err)
	s := blob.NewSealed(below, ring)
	put(t, s, "new", canary+" new")

	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.Reseal(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
	got, err := s.Reseal(t.Context())
	if err != nil || got != (blob.Tally{Kept: 1, Plain: 6, Renewed: 1}) {
		t.Fatalf("first: %+v %v", got, err)
	}
	if got, err := s.Reseal(t.Context()); err != nil || got != (blob.Tally{Kept: 8}) {
		t.Errorf("second: %+v %v", got, err)
	}
	if found := lies(t, dir); found != nil {
		t.Errorf("still readable: %v", found)
	}
	for key, want := range map[string]string{"old": canary + " old", "new": canary + " new", "empty": "", "plain/c": canary + strings.Repeat(".", 80_000)} {
		if got := read(t, s, key); got != want {
			t.Errorf("%s is %d bytes, want %d", key, len(got), len(want))
		}
	}
}

// A blob that cannot be opened any more stops the run and stays as it is, rather than being sealed a second time.
func TestResealLeavesDamageAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key.json")
	below := folder(t, t.TempDir())
	old, err := crypt.Create(path)
	must(t, err)
	put(t, blob.NewSealed(below, old), "x", "text")
	raw := []byte(read(t, below, "x"))
	raw[len(raw)-1] ^= 1
	put(t, below, "x", string(raw))
	ring, err := crypt.Rotate(path)
	must(t, err)
	if _, err := blob.NewSealed(below, ring).Reseal(t.Context()); !errors.Is(err, crypt.ErrUnreadable) || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("damaged: %v", err)
	}
	if read(t, below, "x") != string(raw) {
		t.Error("the damaged blob was changed")
	}
}
