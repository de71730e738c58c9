package migrations_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// Confirmations entered many times before step 12 forbade it become one, the earliest; what differs in any respect stays,
// and so does what was withdrawn.
func TestRepeatedConfirmationsBecomeTheFirst(t *testing.T) {
	for engine, dsn := range map[sqldb.Engine]func(testing.TB) string{sqldb.SQLite: testenv.SQLite, sqldb.MySQL: testenv.MySQL} {
		t.Run(string(engine), func(t *testing.T) {
			db := testenv.Open(t, dsn(t))
			steps, err := sqldb.Migrations(migrations.FS, engine)
			if err != nil {
				t.Fatal(err)
			}
			at := 0
			for steps[at].Name != "notice" {
				at++
			}
			if _, err := db.Migrate(t.Context(), steps[:at], time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			for _, c := range []struct {
				id, person, kind, about string
				version, withdrawn      int
			}{{"1", "p", "PRIVACY", "", 1, 5}, {"2", "p", "PRIVACY", "", 1, 0}, {"3", "p", "PRIVACY", "", 1, 0}, {"4", "p", "PRIVACY", "", 2, 0}, {"5", "q", "PRIVACY", "", 1, 0},
				{"6", "p", "EXAM_PLEDGE", "sitting:a", 1, 0}, {"7", "p", "EXAM_PLEDGE", "sitting:b", 1, 0}, {"8", "p", "EXAM_PLEDGE", "sitting:a", 1, 0}, {"9", "p", "PRIVACY", "", 1, 6}} {
				if _, err := db.SQL().Exec(`INSERT INTO notice_confirmation (id, person_id, kind, version, lang, about, channel, taken_by, confirmed_at, withdrawn_at)
					VALUES (?, ?, ?, ?, 'zh-CN', ?, 'PORTAL', '', ?, ?)`, c.id, c.person, c.kind, c.version, c.about, c.id, c.withdrawn); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := db.Migrate(t.Context(), steps, time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range query(t, db, "SELECT id, COALESCE(live_key, '-') FROM notice_confirmation ORDER BY id", 2) {
				got = append(got, strings.TrimSpace(r[0])+"="+r[1])
			}
			want := "1=- 2=p|PRIVACY|1| 4=p|PRIVACY|2| 5=q|PRIVACY|1| 6=p|EXAM_PLEDGE|1|sitting:a 7=p|EXAM_PLEDGE|1|sitting:b 9=-"
			if strings.Join(got, " ") != want {
				t.Errorf("%v, want %s", got, want)
			}
		})
	}
}
