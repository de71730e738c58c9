package testenv

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
)

// migratedSQLite writes a copy of the migrated file, which is quicker than migrating each time.
func migratedSQLite(t testing.TB) string {
	t.Helper()
	body, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("migrate SQLite: %v", err)
	}
	dsn := SQLite(t)
	if err := os.WriteFile(strings.TrimPrefix(dsn, "sqlite:"), body, 0o600); err != nil {
		t.Fatal(err)
	}
	return dsn
}

// sqliteTemplate is the content of an SQLite file with all migrations applied. Closing the last connection moved the
// write-ahead log into the file, so the file alone is the database.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "sk")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite:"+path, sqldb.SQLite); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
