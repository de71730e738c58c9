package upkeep

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// maxBlob bounds one restored blob; recordings come in segments far below it.
const maxBlob = 8 << 30

// ErrNotEmpty is the refusal to restore over existing data.
var ErrNotEmpty = errors.New("the database already holds data; restore only into an empty one")

// ReadManifest reads the manifest of a backup and rewinds it.
func ReadManifest(r io.ReadSeeker) (Manifest, error) {
	var m Manifest
	found := false
	err := each(r, func(name string, body io.Reader) error {
		if name != "manifest.json" {
			return nil
		}
		found = true
		return json.NewDecoder(body).Decode(&m)
	})
	switch {
	case err != nil:
		return m, fmt.Errorf("this is no whole backup: %w", err)
	case !found:
		return m, errors.New("this is no whole backup: the manifest at its end is missing")
	case m.Format > format:
		return m, fmt.Errorf("the backup has format %d, this program reads up to %d", m.Format, format)
	}
	return m, nil
}

func each(r io.ReadSeeker, visit func(name string, body io.Reader) error) error {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(h.Name, in); err != nil {
			return fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// Restore puts a backup into an empty database, the blob store and the files of s. The schema is brought to the backup's
// state, filled, and then migrated on to the program's. Every digest is checked. The tables are one transaction; blobs
// and files are written before it commits, so a database that is there has everything it names.
func Restore(ctx context.Context, s Source, r io.ReadSeeker, now time.Time) (Manifest, error) {
	m, err := ReadManifest(r)
	if err != nil {
		return m, err
	}
	if s.DB.Check(ctx, nil) == nil || tableCount(ctx, s.DB) > 0 {
		return m, ErrNotEmpty
	}
	old, err := stepsOf(m, s.Steps)
	if err != nil {
		return m, err
	}
	if err := restoreFiles(ctx, s, m, r); err != nil {
		return m, err
	}
	if _, err := s.DB.Migrate(ctx, old, now); err != nil {
		return m, err
	}
	if err := restoreTables(ctx, s.DB, m, r); err != nil {
		return m, err
	}
	_, err = s.DB.Migrate(ctx, s.Steps, now)
	return m, err
}

func tableCount(ctx context.Context, db *sqldb.DB) int {
	conn, err := db.Unhurried().Conn(ctx)
	if err != nil {
		return 1
	}
	defer func() { _ = conn.Close() }()
	names, err := tableNames(ctx, conn, db.Engine())
	if err != nil {
		return 1
	}
	return len(names)
}

// stepsOf returns the program's steps that the backup had. Steps differ between engines in their text, so they are
// matched by number and name; on the same engine the digests must agree as well.
func stepsOf(m Manifest, steps []sqldb.Migration) ([]sqldb.Migration, error) {
	left := len(m.Schema)
	var out []sqldb.Migration
	for _, s := range steps {
		if _, ok := m.Schema[fmt.Sprintf("%04d_%s", s.Version, s.Name)]; !ok {
			break
		}
		out = append(out, s)
		left--
	}
	if left != 0 {
		return nil, errors.New("the backup comes from a newer program; use that one to restore it")
	}
	return out, nil
}

func restoreFiles(ctx context.Context, s Source, m Manifest, r io.ReadSeeker) error {
	return each(r, func(name string, body io.Reader) error {
		want, listed := m.Files[name]
		kind, rest, _ := strings.Cut(name, "/")
		if kind != "blob" && kind != "file" {
			return nil
		}
		if !listed {
			return errors.New("not in the manifest")
		}
		if kind == "blob" {
			got, err := s.Blobs.Put(ctx, rest, body, maxBlob)
			if err != nil {
				return err
			}
			if hex.EncodeToString(got.SHA256[:]) != want {
				return errors.New("the digest does not fit: the backup is damaged")
			}
			return nil
		}
		path, err := s.place(rest)
		if err != nil {
			return err
		}
		return restoreFile(path, body, want)
	})
}

// place returns where a saved file goes; only names this program itself saves are taken.
func (s Source) place(name string) (string, error) {
	if path, ok := s.Files[name]; ok {
		return path, nil
	}
	prefix, base, _ := strings.Cut(name, "/")
	if dir, ok := s.Dirs[prefix]; ok && filepath.IsLocal(base) && !strings.Contains(base, "/") {
		return filepath.Join(dir, base), nil
	}
	return "", errors.New("this program does not know where the file belongs")
}

func restoreFile(path string, body io.Reader, want string) error {
	b, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != want {
		return errors.New("the digest does not fit: the backup is damaged")
	}
	if have, err := os.ReadFile(path); err == nil && string(have) != string(b) {
		return fmt.Errorf("%s exists and differs; move it away first", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o600)
}

func restoreTables(ctx context.Context, db *sqldb.DB, m Manifest, r io.ReadSeeker) error {
	conn, err := db.Unhurried().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	open := []string{"SET FOREIGN_KEY_CHECKS = 0", "START TRANSACTION"}
	if db.Engine() == sqldb.SQLite {
		open = []string{"BEGIN IMMEDIATE", "PRAGMA defer_foreign_keys = 1"}
	}
	for _, q := range open {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	if err := fillTables(ctx, conn, m, r); err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		return err
	}
	if db.Engine() == sqldb.MySQL {
		_, err = conn.ExecContext(ctx, "SET FOREIGN_KEY_CHECKS = 1")
	}
	return err
}

func fillTables(ctx context.Context, conn *sql.Conn, m Manifest, r io.ReadSeeker) error {
	for _, t := range m.Tables { // rows that the migrations themselves put in are part of the backup too
		if _, err := conn.ExecContext(ctx, "DELETE FROM `"+t.Name+"`"); err != nil {
			return err
		}
	}
	filled := 0
	err := each(r, func(name string, body io.Reader) error {
		rest, ok := strings.CutPrefix(name, "db/")
		if !ok {
			return nil
		}
		i := slices.IndexFunc(m.Tables, func(t Table) bool { return t.Name+".jsonl" == rest })
		if i < 0 {
			return errors.New("not in the manifest")
		}
		filled++
		return loadTable(ctx, conn, m.Tables[i], body)
	})
	if err == nil && filled != len(m.Tables) {
		return fmt.Errorf("%d of %d tables are in the backup", filled, len(m.Tables))
	}
	return err
}
