package media

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A defect in what records one room's camera ends that run alone: its child is gone, another one is started, and the other room's
// camera does not notice.
func TestADefectAtOneRoomCamera(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	child := filepath.Join(dir, "camera")
	// What a child may send that nobody foresaw: it goes on until it is killed.
	if err := os.WriteFile(child, []byte("#!/bin/sh\necho $$ >> "+dir+"/pids\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	var calls atomic.Int64
	s := &Server{cfg: Config{Log: slog.New(slog.DiscardHandler), Clock: func() time.Time {
		if calls.Add(1) == 1 {
			panic("a defect")
		}
		return time.Now()
	}}}
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	at := &roomState{room: "r", begun: time.Now()}
	s.rooms = append(s.rooms, at)
	wg.Go(func() { s.watchRoom(ctx, RoomCamera{Room: "r", Program: child, Input: []string{}}, at) })
	for end := time.Now().Add(20 * time.Second); calls.Load() < 2; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no other child was started")
		}
	}
	if got := s.Rooms()["r"].Defects; got != 1 || s.figures.panics.Load() != 1 || s.figures.children.Load() != 1 {
		t.Errorf("%d defects, %d panics, %d children ended", got, s.figures.panics.Load(), s.figures.children.Load())
	}
	stop()
	wg.Wait()
}

// A defect in what writes a camera's file costs the segment under way: later ones are written.
func TestADefectAtAFile(t *testing.T) {
	t.Parallel()
	init, fragments := pieces(t, 2)
	sp, err := openSpool(filepath.Join(t.TempDir(), "spool"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sp.close() }()
	var f figures
	closed := 0
	w := newWriter(sp, slog.New(slog.DiscardHandler), &f, &sync.Pool{}, func() {
		if closed++; closed == 1 {
			panic("a defect")
		}
	})
	for _, id := range []string{"01first", "02second", "03third"} {
		for !w.begin(head{ID: id, From: time.Now()}, init) {
			time.Sleep(time.Millisecond)
		}
		for _, b := range fragments {
			for !w.write(&b, true) {
				time.Sleep(time.Millisecond)
				if w.broken.Load() {
					break // closing the first broke the second too; the recorder begins another
				}
			}
		}
	}
	w.stop()
	if ids, err := sp.closed(); err != nil || !slices.Equal(ids, []string{"01first", "03third"}) || f.panics.Load() != 1 || closed != 2 {
		t.Errorf("%v %v, %d panics, %d closed", ids, err, f.panics.Load(), closed)
	}
}
