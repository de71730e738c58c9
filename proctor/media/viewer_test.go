package media_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// watch opens a viewer of seats.
func (s *studio) watch(by string, talk bool, seats ...string) (*mediatest.Viewer, string) {
	s.t.Helper()
	var id string
	var list []site.SeatID
	for _, seat := range seats {
		list = append(list, site.SeatID(seat))
	}
	v, err := mediatest.Watch(s.t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		id, answer, err = s.Watch(ctx, media.View{By: by, Seats: list, For: time.Minute}, offer)
		return answer, err
	}, len(seats), talk)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = v.Close() })
	return v, id
}

func TestAnOfficerSeesAndHearsASeatAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, _ := s.camera("a", false)
	until(t, "the seat sends", func() bool { return c.Sent() >= 20 })
	from := time.Now()
	v, id := s.watch("officer", false, "a")
	until(t, "a key frame comes", func() bool { return v.Keys() > 0 })
	if took := time.Since(from); took > 1500*time.Millisecond {
		t.Errorf("a late viewer waited %v for a whole picture; the camera gives one by itself every two seconds", took)
	}
	until(t, "pictures and sounds go on", func() bool { return v.Packets() > 60 && v.Sounds() > 60 })
	if c.Heard() == 0 {
		until(t, "the seat is told that somebody looks", func() bool { return c.Heard() > 0 })
	}
	if s.Figures().Viewers != 1 {
		t.Errorf("%+v", s.Figures())
	}
	if err := s.EndView(id, "somebody else"); !errors.Is(err, media.ErrNoViewer) {
		t.Errorf("ended by somebody else: %v", err)
	}
	if s.Figures().Viewers != 1 {
		t.Error("somebody else ended it")
	}
	_ = s.EndView(id, "officer")
	until(t, "it ends", func() bool { return s.Figures().Viewers == 0 })
	n := v.Packets()
	time.Sleep(300 * time.Millisecond)
	if v.Packets() > n+20 {
		t.Error("pictures go on after the end")
	}
}

func TestAWallOfSeatsInOneConnection(t *testing.T) {
	t.Parallel()
	s := open(t)
	var seats []string
	for i := range 5 {
		seats = append(seats, fmt.Sprint("seat-", i))
		s.camera(seats[i], false)
	}
	v, _ := s.watch("officer", false, seats...)
	until(t, "five pictures and five sounds", func() bool { return v.Streams() == 10 })
	until(t, "packets", func() bool { return v.Packets() > 300 })
}

// A seat that connects anew while it is watched goes on in the same view.
func TestAViewOutlivesTheSeatsSession(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, _ := s.camera("a", false)
	v, _ := s.watch("officer", false, "a")
	until(t, "a picture", func() bool { return v.Keys() > 0 })
	_ = c.Close()
	until(t, "the session is over", func() bool { return s.Figures().Sessions == 0 || c.Sent() > 0 })
	s.camera("a", false)
	keys := v.Keys()
	until(t, "the picture is back", func() bool { return v.Keys() > keys+1 })
}

func TestWordsReachTheSeat(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, _ := s.camera("a", false)
	v, id := s.watch("officer", true, "a")
	other, otherID := s.watch("second", true, "a")
	until(t, "both see", func() bool { return v.Keys() > 0 && other.Keys() > 0 })
	v.Speak(300 * time.Millisecond)
	if n := c.Heard(); n > 5 {
		t.Errorf("the seat heard %d packets before anybody pressed", n)
	}
	src, err := s.Talk(id, "officer", true)
	if err != nil || src != source("a") {
		t.Fatal(src, err)
	}
	if _, err := s.Talk(otherID, "second", true); !errors.Is(err, media.ErrTalking) {
		t.Errorf("two at once: %v", err)
	}
	if _, err := s.Talk(id, "somebody else", true); !errors.Is(err, media.ErrNoViewer) {
		t.Errorf("with another's session: %v", err)
	}
	before := c.Heard()
	v.Speak(time.Second)
	until(t, "the seat hears", func() bool { return c.Heard() > before+30 })
	if _, err := s.Talk(id, "officer", false); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Talk(otherID, "second", true); err != nil {
		t.Errorf("after the first is silent: %v", err)
	}
	_ = s.EndView(otherID, "second")
	if _, err := s.Talk(id, "officer", true); err != nil {
		t.Errorf("after the second has gone: %v", err)
	}
}

func TestASeatWithoutASpeaker(t *testing.T) {
	t.Parallel()
	s := open(t)
	if _, err := mediatest.StartWith(t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		_, answer, err = s.Publish(ctx, source("a"), offer)
		return answer, err
	}, mediatest.Options{Mute: true}); err != nil {
		t.Fatal(err)
	}
	v, id := s.watch("officer", true, "a")
	until(t, "a picture", func() bool { return v.Keys() > 0 })
	if _, err := s.Talk(id, "officer", true); !errors.Is(err, media.ErrNoVoice) {
		t.Errorf("%v", err)
	}
}

func TestWhoMayNotLook(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, err := mediatest.Watch(t.Context(), func(ctx context.Context, offer string) (string, error) {
		_, answer, err := s.Watch(ctx, media.View{By: "o", Seats: []site.SeatID{"nobody"}, For: time.Minute}, offer)
		return answer, err
	}, 1, false)
	if !errors.Is(err, media.ErrNoCamera) {
		t.Errorf("an empty seat: %v", err)
	}
	s.camera("a", false)
	for _, offer := range []string{"", "v=0\r\nm=video 9 x\r\nm=video 9 x\r\nm=video 9 x\r\n", "v=0\r\nm=video 9 x\r\nm=application 9 x\r\n"} {
		if _, _, err := s.Watch(t.Context(), media.View{By: "o", Seats: []site.SeatID{"a"}, For: time.Minute}, offer); !errors.Is(err, media.ErrOffer) {
			t.Errorf("%q: %v", offer, err)
		}
	}
	for range 8 { // the oldest of one person's ends
		s.watch("officer", false, "a")
	}
	until(t, "at most six of one person", func() bool { return s.Figures().Viewers <= 6 })
}

// A viewer that asks for what it lost gets it again, and one that asks for key frames does not drive the camera.
func TestAViewerAsks(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, _ := s.camera("a", false)
	v, _ := s.watch("officer", false, "a")
	until(t, "a picture", func() bool { return v.Packets() > 50 })
	asked, began := c.Asked(), time.Now()
	for range 50 {
		if err := v.AskKey(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if n, took := c.Asked()-asked, time.Since(began); float64(n) > 1+3*took.Seconds() { // on a busy machine they take longer
		t.Errorf("%d of 50 questions of %v reached the camera", n, took)
	}
	before := v.Packets()
	for range 3 {
		if err := v.AskAgain(0, 1, 2, 40000, 65535); err != nil { // none of them is there
			t.Fatal(err)
		}
	}
	until(t, "it goes on", func() bool { return v.Packets() > before+30 })
}

// looker notes what it is shown.
type looker struct {
	mu     sync.Mutex
	keys   []media.KeyFrame
	flows  []media.Flow
	slow   time.Duration
	broken bool
}

func (l *looker) KeyFrame(k media.KeyFrame) {
	if l.broken {
		panic("a defect of the watcher")
	}
	time.Sleep(l.slow)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys = append(l.keys, k)
}

func (l *looker) Flow(f media.Flow) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flows = append(l.flows, f)
}

func (l *looker) saw(kind media.FlowKind) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.flows {
		if f.Kind == kind && f.Source == source("a") {
			return true
		}
	}
	return false
}

func (l *looker) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flows = nil
}

func (l *looker) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.keys)
}

func TestAWatcherIsShownKeyFramesAndWhatStops(t *testing.T) {
	t.Parallel()
	l := &looker{}
	s := open(t, func(c *media.Config) { c.Watcher = l })
	c, id := s.camera("a", false)
	until(t, "key frames", func() bool { return l.count() >= 2 })
	l.mu.Lock()
	k := l.keys[0]
	l.mu.Unlock()
	if k.Source != source("a") || k.Session != id || k.Width != 320 || k.Height != 240 || len(k.Data) < 100 || k.Data[3] != 0x9d || time.Since(k.At) > time.Minute {
		t.Errorf("%+v", k)
	}
	until(t, "it began", func() bool { return l.saw(media.FlowBegan) })
	n := l.count()
	s.Alarm("a")
	until(t, "more of them after an alarm", func() bool { return l.count() >= n+3 })
	c.Cover(true)
	until(t, "it stopped", func() bool { return l.saw(media.FlowStopped) })
	until(t, "the sound too", func() bool { return l.saw(media.FlowSilent) })
	if l.saw(media.FlowStalled) {
		t.Error("nothing at all came, and it counts as a camera that stalls")
	}
	c.Cover(false)
	until(t, "it is back", func() bool { return l.saw(media.FlowBack) && l.saw(media.FlowSounds) })
	c.Blind(true)
	until(t, "pictures stopped while sound came", func() bool { return l.saw(media.FlowStalled) })
	l.forget()
	c.Blind(false)
	until(t, "pictures again", func() bool { return l.saw(media.FlowBack) })
	s.End("a", id)
	until(t, "it ended", func() bool { return l.saw(media.FlowEnded) })
	if s.AskKeyFrame("a") {
		t.Error("an empty seat was asked")
	}
}

// A watcher that is slow or broken costs itself alone.
func TestAWatcherThatIsSlowOrBroken(t *testing.T) {
	t.Parallel()
	for _, l := range []*looker{{slow: 2 * time.Second}, {broken: true}} {
		s, err := media.Open(func() media.Config {
			cfg := open(t).cfg
			cfg.Dir, cfg.Watcher = t.TempDir(), l
			return cfg
		}())
		if err != nil {
			t.Fatal(err)
		}
		st := &studio{t: t, Server: s}
		c, _ := st.camera("a", false)
		until(t, "it records all the same", func() bool { return c.Sent() > 60 && len(s.Seen(3*time.Second)) == 1 })
		if l.broken {
			until(t, "the panics are counted", func() bool { return s.Figures().Panics > 0 })
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A gate is seen and heard like a seat, and leaves nothing: no file, no key frame for the watcher.
func TestAGateIsPassedOnAndNotKept(t *testing.T) {
	t.Parallel()
	w := &eyes{}
	s := open(t, func(c *media.Config) { c.Watcher, c.SegmentFor = w, time.Second })
	var session string
	c, err := mediatest.Start(t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		session, answer, err = s.Publish(ctx, media.Source{Room: "room-1", Seat: "gate-1", OrgPath: "/a/", Gate: true}, offer)
		return answer, err
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	v, id := s.watch("officer", true, "gate-1")
	until(t, "picture and sound", func() bool { return v.Keys() > 0 && v.Sounds() > 10 })
	if src, err := s.Talk(id, "officer", true); err != nil || !src.Gate {
		t.Fatal(src, err)
	}
	before := c.Heard()
	v.Speak(500 * time.Millisecond)
	until(t, "the gate hears", func() bool { return c.Heard() > before+10 })
	until(t, "three seconds of pictures", func() bool { return v.Packets() > 100 && v.Keys() > 1 })
	if n := len(s.Gates()); n != 1 || len(s.Sources()) != 0 {
		t.Errorf("%d gates, %d seats", n, len(s.Sources()))
	}
	if list, _ := s.Unstored(); len(list) > 0 || len(s.Seen(time.Minute)) > 0 {
		t.Error("a gate counts as a camera that is to be recorded")
	}
	s.Drop("gate-1", "")
	until(t, "it ends", func() bool { return s.Figures().Sessions == 0 })
	if f := s.Figures(); f.Kept != 0 || f.Waiting != 0 {
		t.Errorf("something of a gate was kept: %+v", f)
	}
	if n := w.count(); n != 0 {
		t.Errorf("the watcher was shown %d things of a gate", n)
	}
	if session == "" {
		t.Error("no session")
	}
}

// eyes counts what a watcher is shown.
type eyes struct {
	mu sync.Mutex
	n  int
}

func (e *eyes) KeyFrame(media.KeyFrame) { e.add() }
func (e *eyes) Flow(media.Flow)         { e.add() }

func (e *eyes) add() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.n++
}

func (e *eyes) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.n
}
