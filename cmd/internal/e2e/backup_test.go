package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// counts are the rows of every table that does not change by itself.
func (e *evidence) counts(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, x := range e.fingerprint(t) {
		out[name], _, _ = strings.Cut(x, ",")
	}
	return out
}

// A backup taken from the running SQLite program, in the middle of a sitting, restored into MariaDB: the program serves it,
// people log in, the sitting goes on with every acknowledged answer, photos and sealed numbers are there.
func TestABackupMovesToTheOtherEngine(t *testing.T) {
	t.Parallel()
	for _, way := range []struct{ from, to sqldb.Engine }{{sqldb.SQLite, sqldb.MySQL}, {sqldb.MySQL, sqldb.SQLite}} {
		t.Run(string(way.from)+" to "+string(way.to), func(t *testing.T) {
			t.Parallel()
			from := onSQLite(t)
			to := &place{engine: sqldb.SQLite, settings: settings{"DATA_DIR": filepath.Join(t.TempDir(), "data")}}
			if way.from == sqldb.MySQL {
				from = onMariaDB(t)
			} else {
				to = emptyMariaDB(t)
			}
			h := attacked(t, from)
			r := &h.rooms[0]
			h.change(r, func(r *room) { r.Rules["earliestSubmit"] = 0 })
			at := h.walkIn(r, 0)
			token := h.enrol(r.ID, at.ID)
			b := wsclient.New(wsclient.Options{URL: h.ws(), Token: token})
			if err := b.Connect(t.Context()); err != nil {
				t.Fatal(err)
			}
			sheet, err := b.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range sheet.Sheet.Questions[:60] {
				if _, err := b.Answer(t.Context(), q.No, right(t, q)); err != nil {
					t.Fatal(err)
				}
			}
			file := filepath.Join(t.TempDir(), "all.tar")
			must(t, from.settings, "", "backup", file)
			was := h.ev.counts(t)
			if st, err := os.Stat(file); err != nil || st.Mode().Perm() != 0o600 {
				t.Errorf("the backup holds keys: %v %v", st, err)
			}
			b.Disconnect()
			h.srv.kill()

			refuseDamaged(t, file, to)
			must(t, to.settings, "", "restore", file)
			if out, err := tool(t, to.settings, "", "restore", file); err == nil || !strings.Contains(out, "already holds data") {
				t.Errorf("restored over existing data: %s %v", out, err)
			}
			ev := to.evidence(t)
			for name, n := range ev.counts(t) {
				if n != was[name] {
					t.Errorf("table %s has %s, had %s", name, n, was[name])
				}
			}
			goesOn(t, to, ev, b, token, sheet)
			if out, err := tool(t, to.settings, "", "audit", "verify"); err != nil {
				t.Errorf("the trail after the restore: %s %v", out, err)
			}
		})
	}
}

// goesOn serves a restored place and finishes the sitting there.
func goesOn(t *testing.T, p *place, ev *evidence, b *wsclient.Robot, token string, sheet ws.SeatState) {
	t.Helper()
	srv := serve(t, p.settings)
	s := visit(t, srv.url, time.Now) // staff logs in
	c := s.candidate(0)
	if got := c.send("GET", "/api/candidate/me/photo", nil); !got.ok() || len(got.Body) < 1000 {
		t.Errorf("the photo is gone: %s", got)
	}
	app := s.applied(c)
	if got := s.as("clerk").send("GET", "/api/staff/applications/"+app.ID+"/files/IDENTITY_DOCUMENT", nil); !got.ok() || len(got.Body) < 1000 {
		t.Errorf("the uploaded document is gone: %s", got)
	}
	n := post[struct{ Number string }](s.as("clerk"), "/api/staff/persons/"+app.Person+"/unmask", form{"field": "DOCUMENT", "reason": "核对备份"})
	if n.Number != s.cards[0].Number {
		t.Errorf("the sealed number reads %q", n.Number)
	}
	b.Redirect(s.ws())
	if err := b.Connect(t.Context()); err != nil {
		t.Fatal(err)
	}
	now := b.State()
	// A restore that takes long is an outage, and its time is given back: never a deadline earlier than before.
	if now.Sitting != sheet.Sitting || len(now.Stored) != 60 || now.LastSeq != 60 || now.Deadline < sheet.Deadline {
		t.Fatalf("the seat shows %d stored answers up to %d, until %d, of %s; it was %s until %d",
			len(now.Stored), now.LastSeq, now.Deadline, now.Sitting, sheet.Sitting, sheet.Deadline)
	}
	for _, q := range sheet.Sheet.Questions[60:] {
		if _, err := b.Answer(t.Context(), q.No, right(t, q)); err != nil {
			t.Fatal(err)
		}
	}
	end, err := b.Submit(t.Context())
	if err != nil || end.Outcome == nil || end.Outcome.Points != 100 {
		t.Fatalf("%+v %v", end.Outcome, err)
	}
	for _, w := range ev.check(t, b.Acks()) {
		t.Error(w)
	}
}

// refuseDamaged offers broken copies of a backup; nothing is restored from them.
func refuseDamaged(t *testing.T, file string, p *place) {
	t.Helper()
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), whole...)
	at := strings.Index(string(whole), `"login":"manager"`)
	if at < 0 {
		at = strings.Index(string(whole), "manager")
	}
	flipped[at+9] ^= 1
	for what, bad := range map[string][]byte{"cut": whole[:len(whole)/2], "flipped": flipped, "garbage": garbage(10_000)} {
		path := filepath.Join(t.TempDir(), what+".tar")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := tool(t, p.settings, "", "restore", path); err == nil {
			t.Errorf("a %s backup was restored: %s", what, out)
		}
		p.wipe(t)
	}
}

// wipe takes away what a refused restore left behind, so that the next one begins with nothing.
func (p *place) wipe(t testing.TB) {
	t.Helper()
	if p.engine == sqldb.SQLite {
		if err := os.RemoveAll(p.settings["DATA_DIR"]); err != nil {
			t.Fatal(err)
		}
		return
	}
	e := &evidence{db: p.db(t)}
	db := e.db.SQL()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("SET FOREIGN_KEY_CHECKS = 0"); err != nil {
		t.Fatal(err)
	}
	for _, name := range e.strings(t, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()") {
		if _, err := db.Exec("DROP TABLE `" + name + "`"); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(p.settings["DATA_DIR"]); err != nil {
		t.Fatal(err)
	}
}
