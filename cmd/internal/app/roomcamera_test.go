package app

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/proctor/media"
)

// A time without room that stops and begins again is one, until it was said; what was said goes once, and what could not be said stays.
func TestTimesWithoutRoomAreSaidOnce(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	miss := func(from, to time.Duration) outpost.FilmMiss {
		return outpost.FilmMiss{Sitting: "s", Seat: "a", From: at.Add(from), To: at.Add(to), Why: outpost.MissFull}
	}
	c := &roomCamera{}
	c.miss(miss(0, time.Minute))
	if got := c.again(miss(90*time.Second, 0)); !got.From.Equal(at) || len(c.missed) != 0 {
		t.Fatalf("half a minute later: %+v, %d left", got, len(c.missed))
	}
	c.miss(miss(0, 2*time.Minute))
	if got := c.again(miss(10*time.Minute, 0)); !got.From.Equal(at.Add(10*time.Minute)) || len(c.missed) != 1 {
		t.Fatalf("much later: %+v", got)
	}
	c.said = len(c.missed) // a statement is on its way
	if got := c.again(miss(150*time.Second, 0)); got.From.Equal(at) || len(c.missed) != 1 {
		t.Fatalf("what is being said was taken back: %+v", got)
	}
	c.gone(media.Piece{Source: media.Source{Sitting: "s", Seat: "a"}, From: at})
	c.told()
	if len(c.missed) != 1 || c.missed[0].Why != outpost.MissOver {
		t.Fatalf("after it was said: %+v", c.missed)
	}
	if c.state() != nil { // it cannot look
		t.Error("a state without a server")
	}
	c.told()
	if len(c.missed) != 1 {
		t.Error("what was not said is forgotten")
	}
	for range 2 * mostMissed {
		c.miss(miss(0, time.Minute))
	}
	if len(c.missed) != mostMissed {
		t.Errorf("%d are kept", len(c.missed))
	}
}
