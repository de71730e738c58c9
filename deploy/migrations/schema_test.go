package migrations_test

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// schema is what both engines must agree on: table → ordered columns ("name type null"), and table → unique keys.
type schema struct {
	columns map[string][]string
	unique  map[string][]string
}

var size = regexp.MustCompile(`\(\d+\)`)

// class maps a declared type to what it stores.
func class(decl string) string {
	t := strings.ToLower(decl)
	base := size.ReplaceAllString(t, "")
	switch base {
	case "text", "longtext", "mediumtext":
		return "text"
	case "blob", "longblob", "mediumblob", "varbinary", "binary":
		return "bytes"
	case "int", "integer", "tinyint", "smallint":
		return "int"
	case "bigint":
		return "bigint"
	case "char", "varchar":
		return t // the length counts
	}
	return t
}

func read(t *testing.T, db *sqldb.DB) schema {
	t.Helper()
	s := schema{columns: map[string][]string{}, unique: map[string][]string{}}
	columns, unique := mysqlColumns, mysqlUnique
	if db.Engine() == sqldb.SQLite {
		columns, unique = sqliteColumns, sqliteUnique
	}
	for _, r := range query(t, db, columns, 4) {
		s.columns[r[0]] = append(s.columns[r[0]], fmt.Sprintf("%s %s null=%s", r[1], class(r[2]), r[3]))
	}
	keys := map[string]map[string][]string{}
	for _, r := range query(t, db, unique, 3) {
		if keys[r[0]] == nil {
			keys[r[0]] = map[string][]string{}
		}
		keys[r[0]][r[1]] = append(keys[r[0]][r[1]], r[2])
	}
	for table, byName := range keys {
		for _, cols := range byName {
			s.unique[table] = append(s.unique[table], strings.Join(cols, ","))
		}
		sort.Strings(s.unique[table])
	}
	return s
}

const sqliteColumns = `SELECT m.name, p.name, p.type, CASE WHEN p."notnull" = 1 OR p.pk > 0 THEN 'NO' ELSE 'YES' END
	FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid`

const mysqlColumns = `SELECT table_name, column_name, column_type, is_nullable FROM information_schema.columns
	WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position`

const sqliteUnique = `SELECT m.name, l.name, i.name FROM sqlite_master m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i
	WHERE m.type = 'table' AND l."unique" = 1 AND m.name NOT LIKE 'sqlite_%'
	UNION ALL SELECT m.name, 'pk', p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
	WHERE m.type = 'table' AND p.pk > 0 AND p.type = 'INTEGER' AND m.name NOT LIKE 'sqlite_%'`

const mysqlUnique = `SELECT table_name, index_name, column_name FROM information_schema.statistics
	WHERE table_schema = DATABASE() AND non_unique = 0 ORDER BY table_name, index_name, seq_in_index`

func query(t *testing.T, db *sqldb.DB, sql string, n int) [][]string {
	t.Helper()
	rows, err := db.SQL().QueryContext(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out [][]string
	for rows.Next() {
		r, ptrs := make([]string, n), make([]any, n)
		for i := range r {
			ptrs[i] = &r[i]
		}
		if err := rows.Scan(ptrs...); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBothEnginesGetTheSameSchema(t *testing.T) {
	lite := read(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	my := read(t, testenv.Open(t, testenv.Migrated(t, sqldb.MySQL)))
	if len(lite.columns) < 4 {
		t.Fatalf("only %d tables were read", len(lite.columns))
	}
	for table, cols := range lite.columns {
		if !slices.Equal(cols, my.columns[table]) {
			t.Errorf("%s\n sqlite %v\n mysql  %v", table, cols, my.columns[table])
		}
		if !slices.Equal(lite.unique[table], my.unique[table]) {
			t.Errorf("%s unique keys\n sqlite %v\n mysql  %v", table, lite.unique[table], my.unique[table])
		}
	}
	for table := range my.columns {
		if lite.columns[table] == nil {
			t.Errorf("%s exists on MySQL only", table)
		}
	}
}

func TestBothEnginesHaveTheSameSteps(t *testing.T) {
	lite, err := sqldb.Migrations(migrations.FS, sqldb.SQLite)
	if err != nil {
		t.Fatal(err)
	}
	my, err := sqldb.Migrations(migrations.FS, sqldb.MySQL)
	if err != nil {
		t.Fatal(err)
	}
	if len(lite) != len(my) {
		t.Fatalf("%d steps for sqlite, %d for mysql", len(lite), len(my))
	}
	for i := range lite { // numbers only have to rise: one that was set aside for work that needed no step stays free
		if lite[i].Version != my[i].Version || lite[i].Name != my[i].Name || i > 0 && lite[i].Version <= lite[i-1].Version {
			t.Errorf("step %d: sqlite %04d_%s, mysql %04d_%s", i+1, lite[i].Version, lite[i].Name, my[i].Version, my[i].Name)
		}
	}
}
