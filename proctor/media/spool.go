package media

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/internal/crypt"
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
	Sealed  bool      `json:"sealed,omitempty"`
}

// spool is the folder of segments that are not kept yet. NAME.json tells what NAME.part (being written) or NAME.mp4 (closed) is.
// With a ring, the files are sealed journals (crypt.Appender): each write is a record, there whole or not at all.
type spool struct {
	dir  string
	ring *crypt.Ring // nil: files lie as they are
	lock *os.File

	budget int64        // bytes; 0: what the disk holds
	used   atomic.Int64 // bytes, without the file system's own
}

// errBudget means that the spool holds as much as it may.
var errBudget = errors.New("media: the spool holds as much as it may")

// room refuses n more bytes where the spool may not hold them.
func (s *spool) room(n int) error {
	if s.budget > 0 && s.used.Load()+int64(n) > s.budget {
		return errBudget
	}
	return nil
}

// count sums up what lies in the folder.
func (s *spool) count() error {
	all, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	var n int64
	for _, e := range all {
		if info, err := e.Info(); err == nil {
			n += info.Size()
		}
	}
	s.used.Store(n)
	return nil
}

// openSpool takes the folder for this process alone.
func openSpool(dir string, ring *crypt.Ring) (*spool, error) {
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
	s := &spool{dir: dir, ring: ring, lock: lock}
	if err := s.count(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return s, nil
}

func (s *spool) close() error { return s.lock.Close() }

func (s *spool) path(id, ext string) string { return filepath.Join(s.dir, id+ext) }

// spoolFile is a segment being written.
type spoolFile struct {
	*os.File
	spool  *spool
	sealed *crypt.Appender // nil: written as it is
}

// sealing is what the seal of one record takes, at most.
const sealing = 32

// firstSeconds is how many bytes must be free for a segment to begin.
const firstSeconds = 256 << 10

// write adds p, whole or not at all where the file is sealed.
func (f *spoolFile) write(p []byte) error {
	if err := f.spool.room(len(p) + sealing); err != nil {
		return err
	}
	f.spool.used.Add(int64(len(p) + sealing))
	if f.sealed != nil {
		return f.sealed.Append(p)
	}
	_, err := f.Write(p)
	return err
}

// sealPurpose binds a sealed file to its segment.
func sealPurpose(id string) string { return "media.spool|" + id }

// create begins a segment: its head first, so that no file is without one.
func (s *spool) create(h head, init []byte) (*spoolFile, error) {
	h.Sealed = s.ring != nil
	b, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	// A segment that has no room for its first seconds is not begun: an empty one would be, with every key frame.
	if err := s.room(len(b) + sealedHead + len(init) + int(min(firstSeconds, s.budget/8))); err != nil {
		return nil, err
	}
	s.used.Add(int64(len(b)))
	if err := writeSynced(s.path(h.ID, ".json"), b); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(s.path(h.ID, ".part"), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	out := &spoolFile{File: f, spool: s}
	if s.ring != nil {
		s.used.Add(sealedHead)
		if out.sealed, err = s.ring.NewAppender(sealPurpose(h.ID), f); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	if err := out.write(init); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return out, syncDir(s.dir)
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

// film is a closed segment: what is whole of its file.
type film struct {
	io.ReaderAt
	size int64
	cut  bool // its process was gone
	file *os.File
}

// Close implements io.Closer.
func (f *film) Close() error { return f.file.Close() }

// open opens a closed segment.
func (s *spool) open(h head) (*film, error) {
	f, err := os.OpenFile(s.path(h.ID, ".mp4"), os.O_RDWR, 0)
	cut := errors.Is(err, os.ErrNotExist)
	if cut {
		f, err = os.OpenFile(s.path(h.ID, ".cut"), os.O_RDWR, 0)
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	out := &film{f, info.Size(), cut, f}
	if !h.Sealed {
		return out, nil
	}
	if s.ring == nil {
		return nil, errors.Join(errors.New("a sealed segment lies in a spool without keys"), f.Close())
	}
	text, err := s.ring.OpenAppended(sealPurpose(h.ID), f, info.Size())
	if errors.Is(err, crypt.ErrUnreadable) && info.Size() < sealedHead { // killed before its first second
		out.size = 0
		return out, nil
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	out.ReaderAt, out.size = text, text.Size()
	return out, nil
}

// sealedHead is how long the head of a sealed file is: a shorter one holds nothing.
const sealedHead = 128

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

// aside sets a closed segment aside: it is not offered any more, and lies here until its time is over.
func (s *spool) aside(id string) error {
	for _, ext := range []string{".mp4", ".cut"} {
		if err := os.Rename(s.path(id, ext), s.path(id, extAside)); err == nil {
			return syncDir(s.dir)
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

const extAside = ".aside"

// remove forgets a segment: the file first, so that a head without a file is all that a crash can leave.
func (s *spool) remove(id string) error {
	for _, ext := range []string{".part", ".mp4", ".cut", extAside, ".json"} {
		size := int64(0)
		if info, err := os.Stat(s.path(id, ext)); err == nil {
			size = info.Size()
		}
		if err := os.Remove(s.path(id, ext)); err == nil {
			s.used.Add(-size)
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
