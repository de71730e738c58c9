package evidence_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/evidence"
)

// child is what another process does until it is killed: it says so on its output when it has come half-way, and waits.
const child = "SUIKAO_EVIDENCE_CHILD"

// TestChild is no test of its own.
func TestChild(t *testing.T) {
	what := strings.Split(os.Getenv(child), "|")
	if len(what) != 6 {
		t.Skip("runs as a child alone")
	}
	do, dsn, files, keys, sitting, out := what[0], what[1], what[2], what[3], exam.SittingID(what[4]), what[5]
	h := newHouse(t, testenv.Open(t, dsn), files)
	ring, err := crypt.Load(keys)
	h.must(err)
	h.Ring = ring
	h.On(h.DB)
	h.Clock.Advance(4 * 366 * 24 * time.Hour)
	h.wire()
	half := func() {
		fmt.Println("half-way")
		select {}
	}
	n := 0
	switch do {
	case "delete":
		f := h.films
		f.before = func(string) error {
			if n++; n == 2 {
				half()
			}
			return nil
		}
		h.deps.Files = f
		h.remake()
		h.must(h.ev.DeleteOnce(t.Context()))
	case "export":
		e, err := h.ev.AskExport(archivist("one"), sitting, "法院调取证据", "")
		h.must(err)
		_, err = h.ev.DecideExport(archivist("two"), e.ID, true, "")
		h.must(err)
		_, write, err := h.ev.Take(archivist("one"), e.ID)
		h.must(err)
		f, err := os.Create(out)
		h.must(err)
		h.must(write(archivist("one"), writer(func(p []byte) (int, error) {
			if n += len(p); n > 8000 {
				half()
			}
			return f.Write(p)
		})))
	}
	t.Fatal("nobody killed the child")
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// killed runs a child on a house of its own until it is half-way, kills it, and returns the house as a new process sees it.
func killed(t *testing.T, engine sqldb.Engine, do string) (h *house, id exam.SittingID, out string) {
	t.Helper()
	dsn, dir := testenv.Migrated(t, engine), t.TempDir()
	h = newHouse(t, testenv.Open(t, dsn), filepath.Join(dir, "files"))
	keys := filepath.Join(dir, "key.json")
	ring, err := crypt.Create(keys)
	h.must(err)
	h.Ring = ring
	h.On(h.DB)
	h.wire()
	id, out = h.sat(4), filepath.Join(dir, "out.zip")
	cmd := exec.Command(os.Args[0], "-test.run", "^TestChild$", "-test.timeout", "60s")
	cmd.Env = append(os.Environ(), child+"="+strings.Join([]string{do, dsn, filepath.Join(dir, "files"), keys, string(id), out}, "|"))
	pipe, err := cmd.StdoutPipe()
	h.must(err)
	h.must(cmd.Start())
	var said bytes.Buffer
	for lines := bufio.NewScanner(io.TeeReader(pipe, &said)); ; {
		if !lines.Scan() {
			_ = cmd.Wait()
			t.Fatalf("the child ended by itself: %s", said.String())
		}
		if lines.Text() == "half-way" {
			break
		}
	}
	h.must(cmd.Process.Kill())
	_ = cmd.Wait()
	h.Clock.Advance(4 * 366 * 24 * time.Hour)
	return h, id, out
}

func TestKilledInTheMiddle(t *testing.T) {
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		t.Run("deletion/"+string(engine), func(t *testing.T) {
			h, id, _ := killed(t, engine, "delete")
			if h.state(id) != evidence.Deleting {
				t.Fatal(h.state(id))
			}
			for _, key := range h.keysOf(id) {
				if _, err := h.films.Open(t.Context(), key); !errors.Is(err, evidence.ErrDeleted) {
					t.Errorf("%s can be read after the key is gone: %v", key, err)
				}
			}
			h.must(h.ev.DeleteOnce(context.Background()))
			if h.state(id) != evidence.Gone {
				t.Error(h.state(id))
			}
			left, _ := filepath.Glob(filepath.Join(h.dir, "recordings", "*", "*", "*"))
			if len(left) > 0 {
				t.Errorf("%v", left)
			}
			h.proven(id, 4)
		})
		t.Run("export/"+string(engine), func(t *testing.T) {
			h, id, out := killed(t, engine, "export")
			torn, err := os.ReadFile(out)
			h.must(err)
			if got := findings(t, torn, h.key()); len(torn) == 0 || len(got) != 1 || got[0].Fault != evidence.FaultTruncated {
				t.Errorf("%d bytes: %v", len(torn), got)
			}
			if taken, done := h.trail("evidence.export_take"), h.trail("evidence.export_done"); len(taken) != 1 || len(done) != 0 {
				t.Errorf("%d taken, %d whole", len(taken), len(done))
			}
			b, key := h.bundle(id)
			h.check(b, key)
		})
	}
}
