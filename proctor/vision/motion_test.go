package vision

import (
	"context"
	"testing"
	"time"
)

func (w *world) Moved(_ context.Context, all []Moved) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.moved = append(w.moved, all...)
	return nil
}

func TestMotionIsWhatThePicturesShow(t *testing.T) {
	empty := func(int) (*Grid, []Face) { return scene(1), nil }
	for _, c := range []struct {
		name                   string
		show                   func(i int) (*Grid, []Face)
		known, present, moving bool
	}{
		{"somebody moves", func(i int) (*Grid, []Face) { return scene(uint64(i % 2)), sitting(i) }, true, true, true},
		{"a photograph stands there", func(int) (*Grid, []Face) { return scene(1), sitting(0) }, true, true, false},
		{"an empty chair in a picture that moves", func(i int) (*Grid, []Face) { return scene(uint64(7 + i%2)), nil }, true, false, true},
		{"a camera that never saw anybody there", func(i int) (*Grid, []Face) { return scene(uint64(5 + i%2)), nil }, true, true, true},
		{"behind a cover nothing is known", func(int) (*Grid, []Face) { return dark(), nil }, false, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFilm(t)
			if !c.present { // somebody has left
				f.play(20*time.Second, honest)
			}
			f.play(20*time.Second, c.show)
			m := &f.j.moves
			if m.known != c.known || c.known && (m.present() != c.present || m.moving != c.moving) {
				t.Errorf("known %v, present %v, moving %v", m.known, m.present(), m.moving)
			}
		})
	}
	f := newFilm(t)
	f.play(30*time.Second, honest)
	f.play(3*time.Second, empty)
	if !f.j.moves.present() {
		t.Error("a sneeze is no empty chair")
	}
	f.play(30*time.Second, func(i int) (*Grid, []Face) { return scene(9), nil })
	if f.j.moves.present() {
		t.Error("nobody was there for half a minute")
	}
	f.play(12*time.Second, honest)
	if !f.j.moves.present() {
		t.Error("who came back is there")
	}
}

func TestMotionIsToldOfSittingsThatRun(t *testing.T) {
	w := newWorld()
	s := w.service(t, func(c *Config) { c.Motion = w })
	at := noon
	show := func(seat string) {
		at = at.Add(2 * time.Second)
		before := s.Figures().Seen
		s.KeyFrame(frameOf(seat, at, bars()))
		until(t, "the frame to be looked at", func() bool { return s.Figures().Seen > before })
	}
	show("A01") // how it stands is not known yet
	until(t, "its standing", func() bool { return s.watch(source("A01")).standing().Running })
	show("A01")
	told := func() []Moved { w.mu.Lock(); defer w.mu.Unlock(); return w.moved }
	until(t, "to be told", func() bool { return len(told()) > 0 })
	if got := told()[0]; got.Sitting != source("A01").Sitting || !got.At.Equal(at) || !got.Present || got.Moving {
		t.Errorf("told %+v of the same picture again", got)
	}
	one := s.watch(source("A01"))
	one.mu.Lock()
	one.stands.Running = false
	one.mu.Unlock()
	n := len(told())
	show("A01")
	s.tellMotion(context.Background())
	if len(told()) != n {
		t.Error("told of a sitting that does not run")
	}
}
