package media

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// head is what is known of a segment when it begins; it stands beside its file.
type head struct {
	ID      string    `json:"id"`
	Session string    `json:"session"`
	Source  Source    `json:"source"`
	Track   Track     `json:"track,omitempty"`
	From    time.Time `json:"from"`
	Width   int       `json:"width"`
	Height  int       `json:"height"`
	After   string    `json:"after,omitempty"` // why the one before ended, see Note
}

// spool is the folder of segments that are not kept yet. NAME.json tells what NAME.part (being written) or NAME.mp4 (closed) is.
type spool struct {
	dir  string
	lock *os.File
}

// openSpool takes the folder for this process alone.
func openSpool(dir string) (*spool, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := takeLock(lock); err != nil {
		return nil, errors.Join(fmt.Errorf("the spool %s belongs to another process: %w", dir, err), lock.Close())
	}
	return &spool{dir, lock}, nil
}

func (s *spool) close() error { return s.lock.Close() }

func (s *spool) path(id, ext string) string { return filepath.Join(s.dir, id+ext) }

// create begins a segment: its head first, so that no file is without one.
func (s *spool) create(h head, init []byte) (*os.File, error) {
	b, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if err := writeSynced(s.path(h.ID, ".json"), b); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(s.path(h.ID, ".part"), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(init); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, syncDir(s.dir)
}

func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// finish says that a segment is closed: ext .mp4 by its recorder, .cut where the process that wrote it is gone.
func (s *spool) finish(id, ext string) error {
	if err := os.Rename(s.path(id, ".part"), s.path(id, ext)); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// adopt closes what an earlier process left open, and forgets heads that never got a file. Call it before anything records.
func (s *spool) adopt() error {
	names, err := s.names()
	if err != nil {
		return err
	}
	for id, ext := range names {
		switch ext {
		case ".part":
			err = s.finish(id, ".cut")
		case ".json":
			err = s.remove(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// closed lists the closed segments, oldest first (their ids rise with time).
func (s *spool) closed() ([]string, error) {
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	var out []string
	for id, ext := range names {
		if ext == ".mp4" || ext == ".cut" {
			out = append(out, id)
		}
	}
	sort.Strings(out)
	return out, nil
}

// open opens a closed segment and tells whether its process was gone.
func (s *spool) open(id string) (f *os.File, cut bool, err error) {
	f, err = os.OpenFile(s.path(id, ".mp4"), os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		f, err = os.OpenFile(s.path(id, ".cut"), os.O_RDWR, 0)
		cut = true
	}
	return f, cut, err
}

// names returns the segments with what their file is called, ".json" where there is none.
func (s *spool) names() (map[string]string, error) {
	all, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, e := range all {
		id, ext, ok := strings.Cut(e.Name(), ".")
		if !ok {
			continue
		}
		if ext = "." + ext; ext != ".json" || out[id] == "" {
			out[id] = ext
		}
	}
	return out, nil
}

func (s *spool) head(id string) (head, error) {
	var h head
	b, err := os.ReadFile(s.path(id, ".json"))
	if err != nil {
		return h, err
	}
	return h, json.Unmarshal(b, &h)
}

// remove forgets a segment: the file first, so that a head without a file is all that a crash can leave.
func (s *spool) remove(id string) error {
	for _, ext := range []string{".part", ".mp4", ".cut", ".json"} {
		if err := os.Remove(s.path(id, ext)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
