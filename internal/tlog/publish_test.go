package tlog_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	xtlog "golang.org/x/mod/sumdb/tlog"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

const origin = "exam.example.cn/log"

var (
	logKey = witness.NewLogSigner(origin, bytes.Repeat([]byte{1}, 32))
	wKey   = witness.NewCosigner("witness.example.cn/w1", bytes.Repeat([]byte{2}, 32), func() time.Time { return time.Unix(1_795_000_000, 0) })
)

func key(t *testing.T, s witness.Signer) note.Verifier {
	t.Helper()
	v, err := witness.ParseKey(s.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func grow(t *testing.T, db *sqldb.DB, log *tlog.Log, from, to int) {
	t.Helper()
	err := db.InTx(t.Context(), func(ctx context.Context) error {
		for n := from; n < to; n++ {
			if err := log.Append(ctx, "draw", fmt.Sprint("record-", n), fmt.Appendf(nil, "content %d", n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// served is a log behind HTTP; broken, where set, changes what is served.
func served(t *testing.T, log *tlog.Log, broken func(path string, b []byte) []byte) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		b, err := log.File(r.Context(), path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		if broken != nil {
			b = broken(path, b)
		}
		_, _ = w.Write(b)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestALogIsPublishedAndWitnessed(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
		now := time.Now()
		log := tlog.New(db, func() time.Time { return now })
		if err := log.Publish(t.Context(), logKey, nil); err != nil {
			t.Fatal(err)
		}
		if _, _, err := log.Checkpoint(t.Context()); !errors.Is(err, tlog.ErrUnpublished) {
			t.Errorf("an empty log is published: %v", err)
		}
		dir := t.TempDir()
		inner := witness.New(wKey, dir, key(t, logKey))
		asked := 0
		w := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) { asked++; inner.ServeHTTP(out, r) }))
		defer w.Close()
		witnesses := []tlog.Witness{{URL: w.URL, Key: key(t, wKey)}}
		var since string
		for _, size := range []int{1, 255, 256, 257, 700} {
			have, err := log.Size(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			grow(t, db, log, int(have), size)
			if raw, _, err := log.Checkpoint(t.Context()); err == nil { // within the minute nothing is published
				if err := log.Publish(t.Context(), logKey, witnesses); err != nil {
					t.Fatal(err)
				}
				if same, _, _ := log.Checkpoint(t.Context()); !bytes.Equal(same, raw) {
					t.Error("a checkpoint within a minute of the last")
				}
			}
			now = now.Add(time.Minute)
			for range 2 {
				if err := log.Publish(t.Context(), logKey, witnesses); err != nil {
					t.Fatal(err)
				}
			}
			inner = witness.New(wKey, dir, key(t, logKey)) // the witness starts anew
			from := witness.Web(served(t, log, nil).URL)
			c, err := witness.Check(t.Context(), from, key(t, logKey), 1, since, key(t, wKey))
			if err != nil || c.Size != int64(size) || len(c.Seen) != 1 {
				t.Fatalf("%d records: %+v %v", size, c, err)
			}
			since = c.Text
			independent(t, from, c)
		}
		if asked != 5 {
			t.Errorf("the witness was asked %d times for 5 checkpoints", asked)
		}
		raw, _, err := log.Checkpoint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range raw { // no byte of it can be changed
			bad := bytes.Clone(raw)
			bad[i] ^= 1
			if c, err := witness.Open(bad, key(t, logKey), 1, key(t, wKey)); err == nil && (c.Text != since || len(c.Seen) != 1) {
				t.Fatalf("byte %d changed: %+v", i, c)
			}
		}
	})
}

// independent proves each record by the reader of Go's checksum database, from tiles alone.
func independent(t *testing.T, from witness.Source, c witness.Checkpoint) {
	t.Helper()
	reader := xtlog.TileHashReader(xtlog.Tree{N: c.Size, Hash: c.Root}, tileReader{t, from})
	for n := int64(0); n < c.Size; n += 1 + c.Size/20 {
		leaf, err := reader.ReadHashes([]int64{xtlog.StoredHashIndex(0, n)})
		if err != nil {
			t.Fatal(err)
		}
		proof, err := xtlog.ProveRecord(c.Size, n, reader)
		if err != nil || xtlog.CheckRecord(proof, c.Size, c.Root, n, leaf[0]) != nil {
			t.Fatalf("record %d of %d is not proved by the tiles: %v", n, c.Size, err)
		}
	}
}

type tileReader struct {
	t    *testing.T
	from witness.Source
}

func (r tileReader) Height() int { return 8 }

func (r tileReader) SaveTiles([]xtlog.Tile, [][]byte) {}

func (r tileReader) ReadTiles(list []xtlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, x := range list {
		b, err := r.from.Read(r.t.Context(), strings.Replace(x.Path(), "tile/8/", "tile/", 1)) // C2SP leaves the height out
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

func TestWhatDoesNotHoldIsFound(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
		log := tlog.New(db, time.Now)
		grow(t, db, log, 0, 300)
		if err := log.Publish(t.Context(), logKey, nil); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"tile/entries/000", "tile/entries/001.p/44", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"} {
			from := witness.Web(served(t, log, func(p string, b []byte) []byte {
				if p == path {
					b[len(b)/2] ^= 1
				}
				return b
			}).URL)
			if _, err := witness.Check(t.Context(), from, key(t, logKey), 0, ""); !errors.Is(err, witness.ErrLog) {
				t.Errorf("a changed byte in %s: %v", path, err)
			}
		}
		from := witness.Web(served(t, log, nil).URL)
		if _, err := witness.Check(t.Context(), from, key(t, logKey), 1, "", key(t, wKey)); !errors.Is(err, witness.ErrQuorum) {
			t.Errorf("without a witness: %v", err)
		}
		if _, err := witness.Check(t.Context(), from, key(t, witness.NewLogSigner(origin, bytes.Repeat([]byte{9}, 32))), 0, ""); !errors.Is(err, witness.ErrUnsigned) {
			t.Errorf("another key: %v", err)
		}
		other := witness.Text(origin, 200, witness.Hash{1})
		if _, err := witness.Check(t.Context(), from, key(t, logKey), 0, other); !errors.Is(err, witness.ErrLog) {
			t.Errorf("another history before: %v", err)
		}
		for _, path := range []string{"tile/0/000.p/3/../..", "tile/0/2", "tile/0/x000/000", "tile/8/000", "tile/entries/-01", "checkpoint/", "tile/0/000.p/256", "tile/0/000.p/0"} {
			if _, err := log.File(t.Context(), path); !errors.Is(err, witness.ErrPath) {
				t.Errorf("%s: %v", path, err)
			}
		}
		if _, err := log.File(t.Context(), "tile/0/001.p/45"); !errors.Is(err, tlog.ErrUnpublished) {
			t.Errorf("beyond the checkpoint: %v", err)
		}
	})
}

// A house that shows two histories gets one of them signed at most.
func TestAWitnessSignsNoFork(t *testing.T) {
	dir := t.TempDir()
	w := httptest.NewServer(witness.New(wKey, dir, key(t, logKey)))
	defer w.Close()
	one, two := fork(t, "one"), fork(t, "two")
	sign := func(f history, old, size int64) error {
		raw, err := witness.Sign(logKey, size, f.root(t, size))
		if err != nil {
			t.Fatal(err)
		}
		var proof []witness.Hash
		if old > 0 && old < size {
			if proof, err = xtlog.ProveTree(size, old, f.reader()); err != nil {
				t.Fatal(err)
			}
		}
		_, err = witness.Submit(t.Context(), w.URL, old, proof, raw)
		return err
	}
	if err := sign(one, 0, 10); err != nil {
		t.Fatal(err)
	}
	stale := (*witness.StaleError)(nil)
	for what, try := range map[string]func() error{
		"another root of the same size":  func() error { return sign(two, 10, 10) },
		"from the beginning again":       func() error { return sign(two, 0, 12) },
		"a smaller tree":                 func() error { return sign(one, 5, 8) },
		"the other history, its proof":   func() error { return sign(two, 10, 20) },
		"an older size, though it holds": func() error { return sign(one, 5, 20) },
	} {
		if err := try(); !errors.As(err, &stale) && !errors.Is(err, witness.ErrRefused) {
			t.Errorf("%s was signed: %v", what, err)
		}
	}
	for _, x := range [][2]int64{{10, 10}, {10, 20}} {
		if err := sign(one, x[0], x[1]); err != nil {
			t.Errorf("the history that it knows, %v: %v", x, err)
		}
	}
	// A witness that forgot nothing after a power cut: the file is whole, and what was begun beside it is not read.
	if err := os.WriteFile(filepath.Join(dir, "junk.seen.new"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := httptest.NewServer(witness.New(wKey, dir, key(t, logKey)))
	defer again.Close()
	raw, _ := witness.Sign(logKey, 20, two.root(t, 20))
	if _, err := witness.Submit(t.Context(), again.URL, 20, nil, raw); !errors.As(err, &stale) || stale.Size != 20 {
		t.Errorf("started anew it signs another history: %v", err)
	}
	strange, _ := witness.Sign(witness.NewLogSigner("elsewhere.example/log", bytes.Repeat([]byte{1}, 32)), 1, one.root(t, 1))
	if _, err := witness.Submit(t.Context(), w.URL, 0, nil, strange); !errors.Is(err, witness.ErrRefused) {
		t.Errorf("a log that it does not know: %v", err)
	}
}

// history is a tree in memory.
type history []witness.Hash

func fork(t *testing.T, name string) history {
	t.Helper()
	var h history
	for n := range int64(32) {
		list, err := xtlog.StoredHashes(n, fmt.Appendf(nil, "%s %d", name, n), h.reader())
		if err != nil {
			t.Fatal(err)
		}
		h = append(h, list...)
	}
	return h
}

func (h history) reader() xtlog.HashReader {
	return xtlog.HashReaderFunc(func(at []int64) ([]xtlog.Hash, error) {
		var out []xtlog.Hash
		for _, i := range at {
			out = append(out, h[i])
		}
		return out, nil
	})
}

func (h history) root(t *testing.T, size int64) witness.Hash {
	t.Helper()
	r, err := xtlog.TreeHash(size, h.reader())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The example of C2SP tlog-cosignature: its lines are read, and its key's id follows from name and key.
func TestKeysAreWrittenAsOthersWriteThem(t *testing.T) {
	skey, vkey, err := note.GenerateKey(nil, origin)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	mine, err := witness.ParseKey(vkey)
	if witness.KeyLine(mine) != vkey {
		t.Errorf("the key %s is written as %s", vkey, witness.KeyLine(mine))
	}
	if err != nil || mine.KeyHash() != theirs.KeyHash() {
		t.Fatalf("a key of Go's notes: %v", err)
	}
	raw, err := note.Sign(&note.Note{Text: witness.Text(origin, 1, witness.Hash{})}, theirs)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := witness.Open(raw, mine, 0); err != nil {
		t.Error(err)
	}
	ours, err := note.NewVerifier(logKey.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	signed, err := witness.Sign(logKey, 1, witness.Hash{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := note.Open(signed, note.VerifierList(ours)); err != nil {
		t.Errorf("Go's notes do not read ours: %v", err)
	}
	for _, bad := range []string{"", "a+b", origin + "+00000000+AQ==", strings.Replace(vkey, "+", "+0", 1), vkey + "x"} {
		if _, err := witness.ParseKey(bad); err == nil {
			t.Errorf("%q is taken as a key", bad)
		}
	}
}

func FuzzWitness(f *testing.F) {
	raw, _ := witness.Sign(logKey, 3, witness.Hash{1})
	f.Add(append([]byte("old 0\n\n"), raw...))
	f.Add([]byte("old 1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nx\n1\n"))
	dir := f.TempDir()
	v, _ := witness.ParseKey(logKey.VerifierKey())
	w := witness.New(wKey, dir, v)
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRecorder()
		w.ServeHTTP(r, httptest.NewRequest(http.MethodPost, "/add-checkpoint", bytes.NewReader(body)))
		if r.Code == http.StatusInternalServerError {
			t.Error("the witness broke")
		}
	})
}
