package upkeep_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/upkeep"
	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

var now = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

func source(t *testing.T, dsn string) upkeep.Source {
	t.Helper()
	db := testenv.Open(t, dsn)
	steps, err := sqldb.Migrations(migrations.FS, db.Engine())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	blobs, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	return upkeep.Source{DB: db, Blobs: blobs, Steps: steps, Program: "test",
		Files: map[string]string{"key.json": filepath.Join(dir, "key.json")}, Dirs: map[string]string{"audit": filepath.Join(dir, "audit")}}
}

// fill puts awkward values into a source: quotes, line ends, NULLs, empty text, the largest number.
func fill(t *testing.T, s upkeep.Source) {
	t.Helper()
	log, out := audit.New(s.DB, func() time.Time { return now }), jobs.NewOutbox(s.DB, func() time.Time { return now })
	ctx := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "a'b\"c\\", Name: "阿卜杜·热合曼\n第二行"})
	for range 450 {
		err := s.DB.InTx(ctx, func(ctx context.Context) error {
			return errors.Join(log.Record(ctx, actor.Entry{Verb: "x", Object: "y", Detail: map[string]string{"k": "行一\n行二 \t '; --"}}),
				out.Emit(ctx, actor.Event{Topic: "t", Key: "k", Body: []byte(`{"n":9007199254740993}`)}))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := log.Sequence(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"photos/a.jpg", "photos/b.jpg"} {
		if _, err := s.Blobs.Put(t.Context(), k, strings.NewReader(k+"\x00\xff"), 100); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(s.Files["key.json"], []byte(`{"secret":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(s.Dirs["audit"], 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.Dirs["audit"], "heads-1.txt"), []byte("head"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func backup(t *testing.T, s upkeep.Source) ([]byte, upkeep.Manifest) {
	t.Helper()
	var b bytes.Buffer
	m, err := upkeep.Backup(t.Context(), s, &b, now)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), m
}

func same(t *testing.T, a, b upkeep.Manifest) {
	t.Helper()
	if len(a.Tables) < 3 || len(a.Tables) != len(b.Tables) {
		t.Fatalf("%d and %d tables", len(a.Tables), len(b.Tables))
	}
	for i, x := range a.Tables {
		y := b.Tables[i]
		if x.Name != y.Name || x.Rows != y.Rows || x.SHA256 != y.SHA256 || !slices.Equal(x.Columns, y.Columns) {
			t.Errorf("table differs after restore:\n %+v\n %+v", x, y)
		}
	}
	for name, sum := range a.Files {
		if b.Files[name] != sum {
			t.Errorf("%s differs after restore", name)
		}
	}
}

// TestRestoreGivesBackEverything restores every engine's backup into every engine and compares.
func TestRestoreGivesBackEverything(t *testing.T) {
	for _, from := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		s := source(t, testenv.Migrated(t, from))
		fill(t, s)
		tar, before := backup(t, s)
		if before.Files["blob/photos/b.jpg"] == "" || before.Files["file/key.json"] == "" || before.Files["file/audit/heads-1.txt"] == "" {
			t.Fatalf("the backup lacks files: %v", before.Files)
		}
		for _, into := range []func(testing.TB) string{testenv.SQLite, testenv.MySQL} {
			d := source(t, into(t))
			if _, err := upkeep.Restore(t.Context(), d, bytes.NewReader(tar), now); err != nil {
				t.Fatalf("%s → %s: %v", from, d.DB.Engine(), err)
			}
			_, after := backup(t, d)
			same(t, before, after)
			if faults, n, err := audit.New(d.DB, func() time.Time { return now }).Verify(t.Context(), nil); err != nil || len(faults) > 0 || n != 450 {
				t.Errorf("%s → %s: the audit trail does not hold: %v %d %v", from, d.DB.Engine(), faults, n, err)
			}
			if _, err := upkeep.Restore(t.Context(), d, bytes.NewReader(tar), now); !errors.Is(err, upkeep.ErrNotEmpty) {
				t.Errorf("restored over data: %v", err)
			}
		}
	}
}

func TestDamagedBackupIsRefusedWhole(t *testing.T) {
	s := source(t, testenv.Migrated(t, sqldb.SQLite))
	fill(t, s)
	tar, _ := backup(t, s)
	cases := map[string][]byte{
		"cut in half":      tar[:len(tar)/2],
		"a changed row":    bytes.Replace(tar, []byte("9007199254740993"), []byte("9007199254740992"), 1),
		"a changed blob":   bytes.Replace(tar, []byte("photos/a.jpg\x00\xff"), []byte("photos/a.jpg\x00\xfe"), 1),
		"not a tar at all": []byte(strings.Repeat("garbage", 1000)),
		"empty":            nil,
	}
	for name, body := range cases {
		t.Run(name, func(t *testing.T) {
			d := source(t, testenv.SQLite(t))
			if _, err := upkeep.Restore(t.Context(), d, bytes.NewReader(body), now); err == nil {
				t.Fatal("accepted")
			}
			var n int
			if err := d.DB.SQL().QueryRow("SELECT COUNT(*) FROM audit_entry").Scan(&n); err == nil && n > 0 {
				t.Errorf("%d rows stayed of a refused backup", n)
			}
		})
	}
}

func TestBackupOfABusyDatabaseIsOneMoment(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		s := source(t, testenv.SQLite(t))
		s.DB = open(t)
		var err error
		if s.Steps, err = sqldb.Migrations(migrations.FS, s.DB.Engine()); err != nil {
			t.Fatal(err)
		}
		log, out := audit.New(s.DB, time.Now), jobs.NewOutbox(s.DB, time.Now)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { // each transaction adds one row to both tables: at one moment they are equally long
			defer close(done)
			for ctx.Err() == nil {
				_ = s.DB.InTx(ctx, func(ctx context.Context) error {
					return errors.Join(log.Record(ctx, actor.Entry{Verb: "x"}), out.Emit(ctx, actor.Event{Topic: "t"}))
				})
			}
		}()
		for range 5 {
			time.Sleep(20 * time.Millisecond)
			_, m := backup(t, s)
			rows := map[string]int64{}
			for _, tab := range m.Tables {
				rows[tab.Name] = tab.Rows
			}
			if rows["audit_entry"] != rows["outbox_event"] || rows["audit_entry"] == 0 {
				t.Errorf("not one moment: %d entries, %d events", rows["audit_entry"], rows["outbox_event"])
			}
		}
		stop()
		<-done
	})
}
