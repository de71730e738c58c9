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
		for written := int64(0); written == 0; time.Sleep(20 * time.Millisecond) { // on a busy machine the first row takes its time
			if err := s.DB.SQL().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM outbox_event").Scan(&written); err != nil {
				t.Fatal(err)
			}
		}
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

// The keys of recordings stand in no backup, only in the newest file of their own: what was destroyed cannot be brought back by an
// older backup.
func TestKeysOfRecordingsStandApart(t *testing.T) {
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		s := source(t, testenv.Migrated(t, engine))
		set := func(q string) {
			t.Helper()
			if _, err := s.DB.SQL().Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		set("INSERT INTO evidence_key (id, wrapped, made_at, destroyed_at) VALUES ('a', '1.SECRETONE', 1, 0), ('b', '1.SECRETTWO', 1, 0)")
		old, m := backup(t, s)
		if bytes.Contains(old, []byte("SECRET")) || slices.ContainsFunc(m.Tables, func(x upkeep.Table) bool { return x.Name == "evidence_key" }) {
			t.Fatal("a backup holds the keys")
		}
		keys := filepath.Join(t.TempDir(), upkeep.KeysFile)
		for i, want := range []int64{2, 2} {
			if n, err := upkeep.BackupKeys(t.Context(), s, keys, now); err != nil || n != want {
				t.Fatal(n, err)
			}
			if i == 0 {
				set("UPDATE evidence_key SET wrapped = '', destroyed_at = 5 WHERE id = 'a'")
			}
		}
		d := source(t, testenv.SQLite(t))
		if _, err := upkeep.Restore(t.Context(), d, bytes.NewReader(old), now); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(keys)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := upkeep.RestoreKeys(t.Context(), d.DB, f); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		_ = f.Close()
		var left string
		if err := d.DB.SQL().QueryRow("SELECT GROUP_CONCAT(wrapped) FROM (SELECT wrapped FROM evidence_key ORDER BY id)").Scan(&left); err != nil || left != ",1.SECRETTWO" {
			t.Errorf("%q %v", left, err)
		}
		if _, err := upkeep.RestoreKeys(t.Context(), d.DB, bytes.NewReader(old)); err == nil {
			t.Error("a backup was taken for a file of keys")
		}
	}
}

// Numbers with fractions come back as they were, and are written alike by both engines.
func TestFractionsSurvive(t *testing.T) {
	var sums []string
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		s := source(t, testenv.Migrated(t, engine))
		for _, q := range []string{"CREATE TABLE zz_fraction (id INT NOT NULL PRIMARY KEY, x DOUBLE NOT NULL)", "INSERT INTO zz_fraction VALUES (1, 0.1), (2, 3), (3, 1e-9), (4, -2.5e20)"} {
			if _, err := s.DB.SQL().Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		_, m := backup(t, s)
		i := slices.IndexFunc(m.Tables, func(x upkeep.Table) bool { return x.Name == "zz_fraction" })
		sums = append(sums, m.Tables[i].SHA256)
	}
	if sums[0] != sums[1] {
		t.Error("the engines write the same numbers differently")
	}
}
