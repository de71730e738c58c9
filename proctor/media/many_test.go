package media_test

import (
	"fmt"
	"testing"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// A keeper that is slow holds up nobody's packets.
func TestManyCamerasAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.MaxPublishers = 20 })
	var all []*mediatest.Camera
	for i := range 12 {
		c, _ := s.camera(fmt.Sprintf("seat-%d", i), i%3 == 0)
		all = append(all, c)
	}
	for _, c := range all {
		until(t, "three seconds of each", func() bool { return c.Sent() > 45 })
	}
	if got := s.Figures(); got.Sessions != 12 || got.Overruns != 0 || got.Failures != 0 {
		t.Errorf("%+v", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	seats := map[site.SeatID]int{}
	for _, r := range s.shelf.all() {
		frames, _ := probe(t, s.shelf.path(r))
		seats[r.Source.Seat] += frames
	}
	for i, c := range all {
		if n := seats[site.SeatID(fmt.Sprintf("seat-%d", i))]; n < 30 { // a machine that is busy with other tests loses packets, and what is sent after the end
			t.Errorf("seat %d: %d of %d frames", i, n, c.Sent())
		}
	}
}
