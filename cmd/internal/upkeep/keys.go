package upkeep

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// KeysFile is the usual name of the file with the keys of recordings, beside the backup.
const KeysFile = "recording-keys.tar"

// apart are tables that stand in no backup but in a file of their own, of which only the newest is kept: the keys of recordings.
// When a key is destroyed by rule, no older backup can bring it back.
func apart(table string) bool { return table == "evidence_key" }

// BackupKeys writes the keys of recordings, wrapped by the key file, to path, in place of the file that is there. Call it with every
// backup and keep one copy: an older one would undo deletions.
func BackupKeys(ctx context.Context, s Source, path string, now time.Time) (int64, error) {
	tmp := path + ".part"
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := writeKeys(ctx, s, f, now)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, errors.Join(err, os.Remove(tmp))
	}
	return n, os.Rename(tmp, path)
}

func writeKeys(ctx context.Context, s Source, w io.Writer, now time.Time) (rows int64, err error) {
	m := Manifest{Format: format, Program: s.Program, Engine: s.DB.Engine(), MadeAt: now.UTC(), Schema: schemaOf(s.Steps), Files: map[string]string{}}
	out := tar.NewWriter(w)
	if err := dump(ctx, s.DB, out, &m, apart); err != nil {
		return 0, err
	}
	for _, t := range m.Tables {
		rows += t.Rows
	}
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return rows, err
	}
	return rows, errors.Join(entry(out, "manifest.json", body), out.Close())
}

// RestoreKeys puts the keys of recordings back after Restore. What was destroyed when they were saved stays destroyed.
func RestoreKeys(ctx context.Context, db *sqldb.DB, r io.ReadSeeker) (rows int64, err error) {
	m, err := ReadManifest(r)
	if err != nil {
		return 0, err
	}
	if len(m.Tables) == 0 || slices.ContainsFunc(m.Tables, func(t Table) bool { return !apart(t.Name) }) {
		return 0, fmt.Errorf("this is no file of keys of recordings")
	}
	if err := restoreTables(ctx, db, m, r); err != nil {
		return 0, err
	}
	for _, t := range m.Tables {
		rows += t.Rows
	}
	return rows, nil
}
