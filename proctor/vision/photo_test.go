package vision

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

// album keeps what it is given, after some failures.
type album struct {
	mu    sync.Mutex
	fails int
	got   []*Photo
}

func (a *album) Keep(_ context.Context, p *Photo) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fails > 0 {
		a.fails--
		return errors.New("the store is away")
	}
	a.got = append(a.got, p)
	return nil
}

func (a *album) count() int { a.mu.Lock(); defer a.mu.Unlock(); return len(a.got) }

// The first picture of a seat is kept as a whole JPEG, later ones at times nobody knows; a store that is away loses none.
func TestPicturesAreKept(t *testing.T) {
	w, a := newWorld(), &album{fails: 1}
	s := w.service(t, func(c *Config) { c.Album = a })
	s.KeyFrame(frameOf("a", noon, bars()))
	until(t, "the first picture is kept", func() bool { return a.count() == 1 })
	p := a.got[0]
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil || img.Bounds().Dx() != p.Width || p.Shot != FirstShot || p.Source.Sitting != source("a").Sitting || !p.At.Equal(noon) {
		t.Fatalf("%+v %v", p.Shot, err)
	}
	s.KeyFrame(frameOf("a", noon.Add(4*time.Second), bars()))
	s.KeyFrame(frameOf("a", noon.Add(16*time.Minute), bars()))
	until(t, "one by chance is kept", func() bool { return a.count() == 2 })
	if a.got[1].Shot != ChanceShot || !a.got[1].At.Equal(noon.Add(16*time.Minute)) {
		t.Errorf("%+v at %v", a.got[1].Shot, a.got[1].At)
	}
}

func TestWhichPicturesAreKept(t *testing.T) {
	var s shots
	wait := func() time.Duration { return 10 * time.Minute }
	found := []change{{kind: proctor.SeveralFaces}}
	for i, c := range []struct {
		after   time.Duration
		changes []change
		want    Shot
	}{
		{0, nil, FirstShot},
		{2 * time.Second, nil, ""},
		{4 * time.Second, found, NoticedShot},
		{6 * time.Second, found, ""}, // the same again
		{8 * time.Second, []change{{kind: proctor.CameraCovered, until: noon}}, ""}, // it is over
		{8 * time.Minute, found, NoticedShot},
		{11 * time.Minute, nil, ChanceShot},
		{22 * time.Minute, []change{{kind: proctor.CameraCovered}}, NoticedShot},
	} {
		if got, kind := s.choose(noon.Add(c.after), c.changes, wait); got != c.want || (kind != "") != (c.want == NoticedShot) {
			t.Errorf("%d: %q %q, want %q", i, got, kind, c.want)
		}
	}
	for i := range 200 {
		s.choose(noon.Add(time.Duration(i)*time.Hour), found, wait)
	}
	if s.count != mostPhotos {
		t.Errorf("%d pictures of one sitting", s.count)
	}
}
