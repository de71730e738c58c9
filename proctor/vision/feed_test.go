package vision

import (
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
)

func TestACameraThatRepeatsOnePictureIsToldByPageAndServerTogether(t *testing.T) {
	same := func(int) (*Grid, []Face) { return grain(1, 5), sitting(5) }
	why := func(all []change) (out []string) {
		for _, c := range all {
			if c.kind == proctor.CameraFrozen && c.until.IsZero() {
				out = append(out, c.by.Name+" "+c.facts["why"])
			}
		}
		return out
	}
	for _, c := range []struct {
		name string
		word Word
		show func(int) (*Grid, []Face)
		told string
	}{
		{"one picture again and again", WordRepeats, same, "vision.repeats same_picture"},
		{"the page says nothing of it", "OK", same, ""}, // micro-motion decides, later
		{"the page lies", WordRepeats, honest, ""},
		{"behind a cover", WordRepeats, func(int) (*Grid, []Face) { return dark(), nil }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFilm(t)
			f.play(20*time.Second, honest)
			f.j.says = c.word
			got := why(f.play(10*time.Second, c.show))
			if len(got) > 1 || c.told == "" && len(got) > 0 || c.told != "" && (len(got) == 0 || got[0] != c.told) {
				t.Errorf("told %v", got)
			}
		})
	}
	f := newFilm(t)
	f.play(20*time.Second, honest)
	f.j.says = WordRepeats
	if got := why(f.play(40*time.Second, same)); len(got) != 2 || got[1] != "vision.frozen same_picture" {
		t.Errorf("told %v: the second is to say the same", got)
	}
	f.j.says = ""
	over := f.play(10*time.Second, honest)
	if kinds(over)["over "+proctor.CameraFrozen] == 0 {
		t.Error("that it moves again was not told")
	}
	if a, b := (change{by: Repeats}).signal(&watch{}), (change{by: Frozen}).signal(&watch{}); a.Key != b.Key || a.Source.Name == b.Source.Name {
		t.Errorf("%q and %q are two incidents", a.Key, b.Key)
	}
}

func TestNoPictureFromASeatThatIsConnectedIsToldWithWhatThePageSaysOfIt(t *testing.T) {
	for _, c := range []struct {
		word Word
		why  string
	}{{"", "no_frames"}, {"OK", "no_frames"}, {WordMuted, "muted"}, {WordGone, "ended"}} {
		w := newWorld()
		s := w.service(t, nil)
		at := noon
		s.KeyFrame(frameOf("A01", at, bars()))
		until(t, "the first picture", func() bool { return s.Figures().Seen > 0 })
		s.Says(source("A01").Sitting, c.word)
		s.Says("of somebody unknown", WordMuted)
		flow := func(k media.FlowKind, d time.Duration) {
			at = at.Add(d)
			s.Flow(media.Flow{Source: source("A01"), Session: "s", Kind: k, At: at})
		}
		flow(media.FlowStopped, 2*time.Second)
		if len(w.kinds()) != 0 {
			t.Fatal("two seconds are told")
		}
		flow(media.FlowStalled, 2*time.Second)
		until(t, "it to be told", func() bool { return len(w.kinds()) > 0 })
		flow(media.FlowStalled, time.Second)
		w.mu.Lock()
		in := w.raised[0]
		w.mu.Unlock()
		if in.Kind != proctor.CameraFrozen || in.Facts["why"] != c.why || in.Source.Name != "" || !in.At.Equal(noon) || in.Key == "" {
			t.Errorf("%s: told %+v", c.word, in)
		}
		flow(media.FlowBack, time.Second)
		until(t, "its end", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.over) > 0 })
		if n := len(w.kinds()); n != 1 {
			t.Errorf("told %d times", n)
		}
	}
}

func TestAPagesWordAloneIsNothingAndLateItIsAdded(t *testing.T) {
	w := newWorld()
	s := w.service(t, nil)
	s.KeyFrame(frameOf("A01", noon, bars()))
	until(t, "the first picture", func() bool { return s.Figures().Seen > 0 })
	id := source("A01").Sitting
	s.Says(id, WordMuted)
	s.Says(id, WordGone)
	if len(w.kinds()) != 0 {
		t.Fatal("told by the page's word while pictures come")
	}
	s.Says(id, "OK")
	s.Flow(media.Flow{Source: source("A01"), Kind: media.FlowStalled, At: noon.Add(5 * time.Second)})
	s.Says(id, WordMuted)
	s.Says(id, WordMuted)
	until(t, "both", func() bool { return len(w.kinds()) == 2 })
	w.mu.Lock()
	defer w.mu.Unlock()
	if a, b := w.raised[0], w.raised[1]; a.Facts["why"] != "no_frames" || b.Facts["why"] != "muted" || a.Key != b.Key {
		t.Errorf("%+v, %+v", a, b)
	}
}
