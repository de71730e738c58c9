package migrations_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// A database in which equal rows were entered twice, before step 15 forbade it, still moves on: the first of them keeps
// its place, the others stay as history, and rows that no longer live hold none.
func TestEqualRowsOfOldKeepOnePlace(t *testing.T) {
	testenvs := map[sqldb.Engine]func(testing.TB) string{sqldb.SQLite: testenv.SQLite, sqldb.MySQL: testenv.MySQL}
	for engine, dsn := range testenvs {
		t.Run(string(engine), func(t *testing.T) {
			db := testenv.Open(t, dsn(t))
			steps, err := sqldb.Migrations(migrations.FS, engine)
			if err != nil {
				t.Fatal(err)
			}
			at := 0
			for steps[at].Name != "one_live" {
				at++
			}
			if _, err := db.Migrate(t.Context(), steps[:at], time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			for _, b := range []struct{ id, decision, state string }{{"1", "一号", "LIFTED"}, {"2", "一号", "PROPOSED"}, {"3", "一号", "IN_FORCE"}, {"4", "二号", "PROPOSED"}} {
				if _, err := db.SQL().Exec(`INSERT INTO ban (id, person_id, kind, from_on, to_on, decision, reason, path, state, entered_by, confirmer, lifter,
					lift_text, entered_at, version) VALUES (?, 'p', 'EXAM', '', '', ?, '', '/', ?, '', '', '', '', 0, 0)`, b.id, b.decision, b.state); err != nil {
					t.Fatal(err)
				}
			}
			for _, r := range []struct{ id, state string }{{"1", "ACTIVE"}, {"2", "PROPOSED"}, {"3", "PROPOSED"}} {
				if _, err := db.SQL().Exec(`INSERT INTO bank_release (id, bank_id, item_code, purpose, name, no, digest, items, state, by_account, by_person, by_name,
					by_at, approver_account, approver_person, approver_name, approver_at, reason) VALUES (?, 'b', '', '', '', ?, ?, 0, ?, '', '', '', 0, '', '', '', 0, '')`,
					r.id, r.id, []byte{0xab, 1}, r.state); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := db.Migrate(t.Context(), steps, time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			for table, want := range map[string]string{"ban": "2=p|EXAM|一号 4=p|EXAM|二号", "bank_release": "2=b|ab01"} {
				var got []string
				for _, r := range query(t, db, "SELECT id, live_key FROM "+table+" WHERE live_key IS NOT NULL ORDER BY id", 2) {
					got = append(got, r[0]+"="+r[1])
				}
				if strings.Join(got, " ") != want {
					t.Errorf("%s: %v, want %s", table, got, want)
				}
			}
		})
	}
}
