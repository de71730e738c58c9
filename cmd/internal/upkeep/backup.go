package upkeep

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/sqldb"
)

// format is the version of the backup file. A program reads its own and older ones.
const format = 1

// Manifest is the first entry's summary of a backup; it is written last, when everything is known.
type Manifest struct {
	Format  int               `json:"format"`
	Program string            `json:"program"`
	Engine  sqldb.Engine      `json:"engine"`
	MadeAt  time.Time         `json:"made_at"`
	Schema  map[string]string `json:"schema"` // "0001_foundation" → digest of the step
	Tables  []Table           `json:"tables"`
	Files   map[string]string `json:"files"` // archive name of a blob or file → SHA-256
}

// Source is what is saved, or what is restored into.
type Source struct {
	DB    *sqldb.DB
	Blobs blob.Store
	Steps []sqldb.Migration
	// Files are single files by their name in the archive ("key.json", "audit/heads-2026-11-21.txt"); missing ones are
	// left out on backup.
	Files map[string]string
	// Dirs are flat folders whose files are saved under the given prefix.
	Dirs    map[string]string
	Program string
}

// Backup writes everything but the keys of recordings (BackupKeys) to w. A blob is stored before the row that names it, and blobs are read after the database's
// snapshot, so none that the snapshot names is missed; one that was deleted meanwhile is left out.
func Backup(ctx context.Context, s Source, w io.Writer, now time.Time) (Manifest, error) {
	m := Manifest{Format: format, Program: s.Program, Engine: s.DB.Engine(), MadeAt: now.UTC(), Schema: schemaOf(s.Steps), Files: map[string]string{}}
	if err := s.DB.Check(ctx, s.Steps); err != nil {
		return m, err
	}
	out := tar.NewWriter(w)
	if err := dump(ctx, s.DB, out, &m, func(table string) bool { return !apart(table) }); err != nil {
		return m, err
	}
	if err := backupBlobs(ctx, s.Blobs, out, &m); err != nil {
		return m, err
	}
	for name, path := range s.allFiles() {
		if err := addFile(out, &m, name, path); err != nil {
			return m, err
		}
	}
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return m, err
	}
	if err := entry(out, "manifest.json", body); err != nil {
		return m, err
	}
	return m, out.Close()
}

func schemaOf(steps []sqldb.Migration) map[string]string {
	out := map[string]string{}
	for _, s := range steps {
		out[fmt.Sprintf("%04d_%s", s.Version, s.Name)] = s.Sum()
	}
	return out
}

func (s Source) allFiles() map[string]string {
	out := map[string]string{}
	for name, path := range s.Files {
		out["file/"+name] = path
	}
	for prefix, dir := range s.Dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // the folder is made when its first file is
		}
		for _, e := range entries {
			if e.Type().IsRegular() {
				out["file/"+prefix+"/"+e.Name()] = filepath.Join(dir, e.Name())
			}
		}
	}
	return out
}

func entry(out *tar.Writer, name string, body []byte) error {
	if err := out.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(body)), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := out.Write(body)
	return err
}

// spool writes what produce writes to a temporary file first, because a tar entry needs its size in front.
func spool(out *tar.Writer, name string, produce func(w io.Writer) error) error {
	tmp, err := os.CreateTemp("", "suikao-backup-*")
	if err != nil {
		return err
	}
	defer func() { _ = tmp.Close(); _ = os.Remove(tmp.Name()) }()
	if err := produce(tmp); err != nil {
		return err
	}
	size, err := tmp.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := tmp.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := out.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err = io.Copy(out, tmp)
	return err
}

// dump writes the tables that are wanted.
func dump(ctx context.Context, db *sqldb.DB, out *tar.Writer, m *Manifest, wanted func(table string) bool) error {
	conn, end, err := snapshot(ctx, db)
	if err != nil {
		return err
	}
	defer end()
	names, err := tableNames(ctx, conn, db.Engine())
	if err != nil {
		return err
	}
	for _, n := range names {
		if n == "schema_version" || !wanted(n) {
			continue // the versions are written anew by the migrations on restore
		}
		err := spool(out, "db/"+n+".jsonl", func(w io.Writer) error {
			t, err := dumpTable(ctx, conn, n, w)
			m.Tables = append(m.Tables, t)
			return err
		})
		if err != nil {
			return fmt.Errorf("table %s: %w", n, err)
		}
	}
	return nil
}

func backupBlobs(ctx context.Context, blobs blob.Store, out *tar.Writer, m *Manifest) error {
	for info, err := range blobs.List(ctx, "") {
		if err != nil {
			return err
		}
		r, _, err := blobs.Open(ctx, info.Key)
		if errors.Is(err, blob.ErrNotFound) {
			continue // deleted since the listing
		}
		if err != nil {
			return fmt.Errorf("blob %s: %w", info.Key, err)
		}
		sum := sha256.New()
		err = spool(out, "blob/"+info.Key, func(w io.Writer) error {
			_, err := io.Copy(io.MultiWriter(w, sum), r)
			return err
		})
		_ = r.Close()
		if err != nil {
			return fmt.Errorf("blob %s: %w", info.Key, err)
		}
		m.Files["blob/"+info.Key] = hex.EncodeToString(sum.Sum(nil))
	}
	return nil
}

func addFile(out *tar.Writer, m *Manifest, name, path string) error {
	body, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	m.Files[name] = hex.EncodeToString(sum[:])
	return entry(out, name, body)
}
