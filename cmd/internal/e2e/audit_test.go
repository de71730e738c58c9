package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
)

// entry is one row of the trail as an intruder with the database sees it.
type entry struct {
	id, detail, verb string
	pos              int64
}

func (e *evidence) entries(t testing.TB) []entry {
	t.Helper()
	rows, err := e.db.SQL().Query("SELECT id, detail, verb, pos FROM audit_entry WHERE pos IS NOT NULL ORDER BY pos")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []entry
	for rows.Next() {
		var x entry
		if err := rows.Scan(&x.id, &x.detail, &x.verb, &x.pos); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// Promise 10: whoever has the database, even after a crash, cannot change, remove, reorder or cut the trail unseen.
func TestTheTrailShowsTampering(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		for _, login := range []string{"admin", "security", "clerk"} {
			h.as(login)
		}
		h.rooms[0].Rules["lateCutoff"] = 20
		h.change(&h.rooms[0], func(*room) {})
		heads := filepath.Join(p.settings["DATA_DIR"], "audit")
		sequenced := func() bool {
			return h.ev.number(t, "SELECT COUNT(*) FROM audit_entry WHERE pos IS NULL") == 0
		}
		eventually(t, "the trail is sequenced", sequenced)
		h.srv.kill()
		exec := func(query string, args ...any) {
			t.Helper()
			if _, err := h.ev.db.SQL().Exec(query, args...); err != nil {
				t.Fatal(err)
			}
		}
		before := headsOf(t, heads)
		exec("UPDATE job SET run_at = 0, lease_until = 0, owner = '' WHERE name = 'audit.heads'") // else the next head comes within a minute
		h.srv.start()
		eventually(t, "a head is exported", func() bool { return headsOf(t, heads) > before })
		eventually(t, "the trail is sequenced", sequenced)
		h.srv.kill()
		all := h.ev.entries(t)
		if len(all) < 100 {
			t.Fatalf("%d entries", len(all))
		}
		verify := func() (string, error) { return tool(t, p.settings, "", "audit", "verify") }
		sound := func(when string) {
			t.Helper()
			if out, err := verify(); err != nil || !strings.Contains(out, "hold") {
				t.Fatalf("%s: %s %v", when, out, err)
			}
		}
		sound("untouched")
		expect := func(what string, want ...string) {
			t.Helper()
			out, err := verify()
			for _, w := range want {
				if err == nil || !strings.Contains(out, w) {
					t.Errorf("%s: the output does not name %q: %v %s", what, w, err, out)
				}
			}
		}
		mid, next := all[len(all)/2], all[len(all)/2+1]

		exec("UPDATE audit_entry SET detail = '{\"x\":\"y\"}' WHERE id = ?", mid.id)
		expect("changed", "CHANGED", mid.id)
		exec("UPDATE audit_entry SET detail = ? WHERE id = ?", mid.detail, mid.id)
		sound("put back")

		exec("CREATE TABLE stolen AS SELECT * FROM audit_entry WHERE id = ?", mid.id)
		exec("DELETE FROM audit_entry WHERE id = ?", mid.id)
		expect("removed", "REMOVED", "position "+strconv.FormatInt(mid.pos, 10))
		exec("INSERT INTO audit_entry SELECT * FROM stolen")
		exec("DROP TABLE stolen")
		sound("put back")

		swap := func(a, b int64) {
			exec("UPDATE audit_entry SET pos = -1 WHERE pos = ?", a)
			exec("UPDATE audit_entry SET pos = ? WHERE pos = ?", a, b)
			exec("UPDATE audit_entry SET pos = ? WHERE pos = -1", b)
		}
		swap(mid.pos, next.pos)
		expect("reordered", "CHANGED", mid.id, next.id)
		swap(mid.pos, next.pos)
		sound("put back")

		exec("CREATE TABLE stolen AS SELECT * FROM audit_entry WHERE pos > ?", mid.pos)
		exec("DELETE FROM audit_entry WHERE pos > ?", mid.pos)
		expect("cut tail", "TAIL_CUT", "ends at position "+strconv.FormatInt(mid.pos, 10))
		exec("INSERT INTO audit_entry SELECT * FROM stolen")
		exec("DROP TABLE stolen")
		sound("put back")

		h.waits(t, p, verify, exec)

		forgeHead(t, heads)
		if out, err := verify(); err == nil {
			t.Errorf("a forged head is believed: %s", out)
		}
	})
}

// waits leaves an entry without a position, as a crash does: a note, no fault, until a node that works passes it by.
func (h *house) waits(t *testing.T, p *place, verify func() (string, error), exec func(string, ...any)) {
	t.Helper()
	then := time.Now().Add(-30 * time.Second)
	log := audit.New(h.ev.db, func() time.Time { return then })
	if err := h.ev.db.InTx(t.Context(), func(ctx context.Context) error { return log.Record(ctx, actor.Entry{Verb: "crashed.here"}) }); err != nil {
		t.Fatal(err)
	}
	exec("UPDATE job SET last_run_at = ?, owner = '' WHERE name = 'audit.sequence'", then.UnixMilli())
	if out, err := verify(); err != nil || !strings.Contains(out, "1 entries wait for the sequencer since "+then.UTC().Format(time.RFC3339)) || !strings.Contains(out, "hold") {
		t.Errorf("after a crash: %s %v", out, err)
	}
	exec("UPDATE job SET last_run_at = ? WHERE name = 'audit.sequence'", time.Now().UnixMilli())
	if out, err := verify(); err == nil || !strings.Contains(out, "UNSEQUENCED") {
		t.Errorf("a node that works passes an entry by: %s", out)
	}
	exec("UPDATE audit_entry SET at = at - 1 WHERE verb = 'crashed.here'")
	if out, err := verify(); err == nil || !strings.Contains(out, "CHANGED") {
		t.Errorf("a waiting entry was changed: %s", out)
	}
	exec("UPDATE audit_entry SET at = at + 1 WHERE verb = 'crashed.here'")
	if out := must(t, p.settings, "", "audit", "sequence"); !strings.Contains(out, "1 entries") {
		t.Errorf("sequenced by hand: %s", out)
	}
	if out, err := verify(); err != nil || strings.Contains(out, "note:") {
		t.Errorf("after sequencing by hand: %s %v", out, err)
	}
}

func headsOf(t testing.TB, dir string) int {
	t.Helper()
	n := 0
	files, _ := filepath.Glob(filepath.Join(dir, "heads-*.txt"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		n += strings.Count(string(b), "suikao-audit-head/v1\n")
	}
	return n
}

// forgeHead changes one figure in an exported head.
func forgeHead(t testing.TB, dir string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "heads-*.txt"))
	if len(files) == 0 {
		t.Fatal("no heads")
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	i := strings.Index(text, "suikao-audit-head/v1\n") + len("suikao-audit-head/v1\n")
	forged := text[:i] + "1" + text[i:]
	if err := os.WriteFile(files[0], []byte(forged), 0o600); err != nil {
		t.Fatal(err)
	}
}
