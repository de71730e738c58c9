package testenv_test

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestEnginesGiveMigratedSeparateDatabases(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		a := open(t)
		start := time.Now()
		b := open(t)
		t.Logf("%s: a further migrated database took %s", a.Engine(), time.Since(start))
		steps, err := sqldb.Migrations(migrations.FS, a.Engine())
		if err != nil {
			t.Fatal(err)
		}
		for _, db := range []*sqldb.DB{a, b} {
			if err := db.Check(t.Context(), steps); err != nil {
				t.Error(err)
			}
		}
		if _, err := a.SQL().Exec("DELETE FROM schema_version"); err != nil {
			t.Fatal(err)
		}
		if err := b.Check(t.Context(), steps); err != nil {
			t.Errorf("the databases are not separate: %v", err)
		}
	})
}

// The copy must be what migrating itself makes, or every store suite would test something that production has not.
func TestMySQLCopyEqualsMigration(t *testing.T) {
	copied := testenv.Open(t, testenv.Migrated(t, sqldb.MySQL))
	direct := testenv.Open(t, testenv.MySQL(t))
	steps, err := sqldb.Migrations(migrations.FS, sqldb.MySQL)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := direct.Migrate(t.Context(), steps, time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		"SELECT table_name, engine, table_collation, table_comment FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1",
		"SELECT table_name, ordinal_position, column_name, column_type, is_nullable, column_default, character_set_name, collation_name, extra FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2",
		"SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3",
		"SELECT constraint_name, constraint_type, table_name FROM information_schema.table_constraints WHERE table_schema = DATABASE() ORDER BY 3, 1",
		"SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1",
	} {
		c, d := lines(t, copied, query), lines(t, direct, query)
		if !reflect.DeepEqual(c, d) {
			t.Errorf("%s\ncopied:   %v\nmigrated: %v", query, c, d)
		}
	}
}

func lines(t *testing.T, db *sqldb.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.SQL().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	cols, _ := rows.Columns()
	for rows.Next() {
		cells := make([]any, len(cols))
		for i := range cells {
			cells[i] = new([]byte)
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		line := ""
		for _, c := range cells {
			line += fmt.Sprintf("%s|", *c.(*[]byte))
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// A database that is used again must not show that somebody used it.
func TestMySQLIsUsedAgainAsIfNew(t *testing.T) {
	var used, altered, held string
	name := func(db *sqldb.DB) (s string) {
		if err := db.SQL().QueryRow("SELECT DATABASE()").Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	t.Run("uses", func(t *testing.T) {
		if os.Getenv("SUIKAO_TEST_MYSQL_DSN") != "" {
			t.Skip("databases of a server that stays are dropped")
		}
		a, b, c := testenv.Open(t, testenv.Migrated(t, sqldb.MySQL)), testenv.Open(t, testenv.Migrated(t, sqldb.MySQL)), testenv.Migrated(t, sqldb.MySQL)
		used, altered = name(a), name(b)
		left, err := sqldb.Open(context.Background(), sqldb.Config{DSN: c})
		if err != nil {
			t.Fatal(err)
		}
		held = name(left) // and stays open
		for _, s := range []string{"DELETE FROM schema_version WHERE version > 3", "INSERT INTO seat_loss SELECT * FROM seat_loss"} {
			if _, err := a.SQL().Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := b.SQL().Exec("ALTER TABLE schema_version ADD COLUMN note INT NULL"); err != nil {
			t.Fatal(err)
		}
	})
	steps, err := sqldb.Migrations(migrations.FS, sqldb.MySQL)
	if err != nil || used == "" {
		t.Skip("no server")
	}
	seen := map[string]bool{}
	for range 4 {
		db := testenv.Open(t, testenv.Migrated(t, sqldb.MySQL))
		seen[name(db)] = true
		if err := db.Check(t.Context(), steps); err != nil {
			t.Error(err)
		}
	}
	if !seen[used] || seen[altered] || seen[held] || len(seen) != 4 {
		t.Errorf("%v after %s was used, %s altered and %s kept open", seen, used, altered, held)
	}
}
