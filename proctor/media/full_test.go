//go:build linux

package media_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media"
)

// A full disk stops the recording and nothing else; with room again it goes on, and every file plays.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "spool")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("needs the right to mount: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := open(t, func(c *media.Config) { c.Dir, c.SegmentFor = dir, 2*time.Second })
	c, id := s.camera("a", false)
	until(t, "a segment is kept", func() bool { return len(s.shelf.all()) > 0 })
	if list, full := s.Unstored(); len(list) != 0 || full {
		t.Errorf("trouble before there is any: %v %v", list, full)
	}
	filler := filepath.Join(dir, "filler")
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the disk is full", func() bool {
		for block := make([]byte, 4096); ; { // again: a segment that went to its shelf meanwhile has left room
			if _, err := f.Write(block); err != nil {
				break
			}
		}
		list, full := s.Unstored()
		return full && len(list) == 1 && list[0] == source("a")
	})
	if got := s.Figures(); got.Sessions != 1 || got.Failures == 0 {
		t.Errorf("the camera went with the disk: %+v", got)
	}
	n := len(s.shelf.all())
	if err := errors.Join(f.Close(), os.Remove(filler)); err != nil {
		t.Fatal(err)
	}
	until(t, "it is recorded again", func() bool {
		list, _ := s.Unstored()
		return len(list) == 0 && len(s.shelf.all()) > n && len(s.Seen(3*time.Second)) == 1
	})
	before := c.Sent()
	until(t, "three more seconds", func() bool { return c.Sent() > before+45 })
	s.End("a", id)
	until(t, "all is kept", func() bool { return s.Figures().Waiting == 0 && s.Figures().Sessions == 0 })
	for _, r := range s.shelf.all() {
		probe(t, s.shelf.path(r))
	}
}

// Twenty seats are live when the process is killed. Every file plays to its last second, and all twenty are recorded again within
// ten seconds of the next process.
func TestKilledWithTwentySeats(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, func(c *media.Config) { c.Dir, c.MaxPublishers = dir, 40 })
	_ = first.Close() // only its settings are used
	victim := startVictim(t, dir, 20)
	parts := func() []string {
		all, _ := filepath.Glob(filepath.Join(dir, "*.part"))
		return all
	}
	until(t, "some seconds of all twenty are on the disk", func() bool {
		n := 0
		for _, p := range parts() {
			if info, err := os.Stat(p); err == nil && info.Size() > 60_000 {
				n++
			}
		}
		return n == 20
	})
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait()
	from := time.Now()
	s := open(t, func(c *media.Config) { c.Dir, c.MaxPublishers = dir, 40 })
	for i := range 20 {
		s.camera(seatOf(i), i%4 == 0)
	}
	until(t, "all are recorded again", func() bool { return len(s.Seen(3*time.Second)) == 20 })
	if took := time.Since(from); took > 10*time.Second {
		t.Errorf("after %v", took)
	}
	until(t, "what the killed one left is kept", func() bool { return s.Figures().Cut >= 20 })
	cut := 0
	for _, r := range s.shelf.all() {
		if r.Cut {
			cut++
			if frames, _ := probe(t, s.shelf.path(r)); frames < 30 {
				t.Errorf("%d frames can be played", frames)
			}
		}
	}
	if cut != 20 {
		t.Errorf("%d files of the killed process", cut)
	}
}
