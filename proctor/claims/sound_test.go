package claims

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor"
)

// tape keeps sounds.
type tape struct {
	all []Sound
	err error
}

func (t *tape) AddSounds(_ context.Context, all []Sound) error {
	if t.err == nil {
		t.all = append(t.all, all...)
	}
	return t.err
}

func (t *tape) SoundsOf(context.Context, exam.SittingID) ([]Sound, error) { return t.all, nil }

// play lets seconds go by, in each of which the page says a level; below zero: nothing.
func play(t *testing.T, levels ...int) (*tape, *book, *Service) {
	t.Helper()
	s, b, now := service("", false)
	tp := &tape{}
	s.cfg.Sounds = tp
	for _, level := range levels {
		if level >= 0 {
			s.Told(here, Claim{Level: level})
		}
		*now = now.Add(time.Second)
		s.Turn(t.Context())
	}
	return tp, b, s
}

func times(n int, levels ...int) (out []int) {
	for range n {
		out = append(out, levels...)
	}
	return out
}

func TestLevelsAreKeptCoarselyAndOnlyWhereAnythingWasSaid(t *testing.T) {
	tp, b, s := play(t, slices.Concat([]int{20}, times(4, -1), []int{50}, times(24, -1))...)
	if len(tp.all) != 1 || tp.all[0].Most != 50 || tp.all[0].Mean != 35 || tp.all[0].Voiced != 0 || tp.all[0].Sitting != here.Sitting {
		t.Errorf("kept %+v", tp.all)
	}
	if len(b.raised) != 0 || len(s.ears.all) != 0 {
		t.Errorf("told %+v, still heard %d", b.raised, len(s.ears.all))
	}
}

func TestSpeechIsOnlyLoggedAndEnds(t *testing.T) {
	tp, b, _ := play(t, slices.Concat(times(10, 30), times(5, 70, 40), times(10, 72), times(20, 30))...)
	if len(b.raised) != 1 || len(b.over) != 1 {
		t.Fatalf("raised %+v, over %+v", b.raised, b.over)
	}
	in := b.raised[0]
	if in.Kind != proctor.Voice || in.Source.Name != "kiosk.voice" || in.Source.Threshold != VoiceLevel || in.Seat != here.Seat || in.Facts["voiced"] != "5" {
		t.Errorf("told as %+v", in)
	}
	if !b.over[0].Until.After(in.At) || len(tp.all) != 5 {
		t.Errorf("over %+v, kept %+v", b.over, tp.all)
	}
	if d := Voice(); d.MayRaise() || d.Clips != 0 {
		t.Error("it was never measured and may raise")
	}
}

func TestACoughIsNoSpeech(t *testing.T) {
	if _, b, _ := play(t, slices.Concat(times(4, 25), []int{90, 80}, times(30, 25))...); len(b.raised) != 0 {
		t.Errorf("told %+v", b.raised)
	}
}

func TestAPageThatWentWhileItWasLoudIsForgotten(t *testing.T) {
	tp, b, s := play(t, slices.Concat([]int{90}, times(200, -1))...)
	if len(s.ears.all) != 0 || len(tp.all) > goneAfter || len(b.raised) != 1 || len(b.over) != 1 {
		t.Errorf("still heard %d, kept %d, raised %d, over %d", len(s.ears.all), len(tp.all), len(b.raised), len(b.over))
	}
}

func TestADatabaseThatIsAwayCostsLevelsAlone(t *testing.T) {
	s, b, now := service("", false)
	s.cfg.Sounds = &tape{err: errors.New("away")}
	for range 25 {
		s.Told(here, Claim{Level: 80})
		*now = now.Add(time.Second)
		s.Turn(t.Context())
	}
	if len(b.raised) != 1 {
		t.Errorf("told %d times", len(b.raised))
	}
}
