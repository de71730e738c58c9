package vision

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// world is everything around a service.
type world struct {
	mu      sync.Mutex
	now     time.Time
	stands  Standing
	fails   int // calls of Raise that fail still
	err     error
	raised  []proctor.Signal
	over    []proctor.Signal
	alarms  int
	asked   []Challenge
	moved   []Moved
	blocked chan struct{} // not nil: Raise waits for it
}

func (w *world) clock() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *world) Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error) {
	if w.blocked != nil {
		select {
		case <-w.blocked:
		case <-ctx.Done():
			return proctor.Incident{}, ctx.Err()
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fails > 0 {
		w.fails--
		return proctor.Incident{}, w.err
	}
	w.raised = append(w.raised, in)
	return proctor.Incident{}, nil
}

func (w *world) Over(_ context.Context, in proctor.Signal) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = append(w.over, in)
	return nil
}

func (w *world) Standing(context.Context, exam.SittingID) (Standing, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.stands, nil
}

func (w *world) AskKeyFrame(site.SeatID) bool { return true }
func (w *world) Alarm(site.SeatID)            { w.mu.Lock(); w.alarms++; w.mu.Unlock() }

func (w *world) Challenge(_ context.Context, _ site.SeatID, _ exam.SittingID, c Challenge) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, c)
	return nil
}

func (w *world) kinds() (out []proctor.Kind) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.raised {
		out = append(out, s.Kind)
	}
	return out
}

func newWorld() *world { return &world{now: noon, stands: Standing{true, true, true}} }

func (w *world) service(t *testing.T, change func(*Config)) *Service {
	t.Helper()
	cfg := Config{Incidents: w, Sittings: w, Cameras: w, Prompter: w, Clock: w.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Workers: 2,
		Rand: rand.New(rand.NewPCG(1, 2))}
	if change != nil {
		change(&cfg)
	}
	s := New(cfg)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { s.Run(ctx); close(done) }()
	t.Cleanup(func() { stop(); <-done })
	return s
}

// until waits for what happens in other goroutines.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func source(seat string) media.Source {
	return media.Source{Room: "room", Seat: site.SeatID(seat), Sitting: exam.SittingID("sitting of " + seat)}
}

// bars is a real VP8 key frame.
func bars() []byte { return mediatest.Frames()[0] }

func frameOf(seat string, at time.Time, data []byte) media.KeyFrame {
	return media.KeyFrame{Source: source(seat), Session: "s", Track: media.TrackCamera, At: at, Data: data}
}

func TestAFloodOfFramesWaitsForNobody(t *testing.T) {
	w := newWorld()
	s := New(Config{Incidents: w, Sittings: w, Cameras: w, Clock: w.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}) // nobody works
	data, done := bars(), make(chan struct{})
	go func() {
		defer close(done)
		for i := range 3000 {
			for range 3 {
				s.KeyFrame(frameOf(string(rune('a'+i%26))+string(rune('a'+i/26)), noon.Add(time.Duration(i)*time.Second), data))
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("a call waits for somebody who works")
	}
	f := s.Figures()
	if f.Dropped == 0 || f.Sittings != 3000 {
		t.Errorf("figures %+v", f)
	}
	if n := len(s.turns.line[looking]); n != queueLength {
		t.Errorf("%d wait", n)
	}
}

func TestTheNewestFrameIsLookedAt(t *testing.T) {
	w := &watch{src: source("a"), judge: newJudge()}
	if !w.offer(frameOf("a", noon, []byte{1})) {
		t.Fatal("the first is not queued")
	}
	if w.offer(frameOf("a", noon.Add(time.Second), []byte{2})) {
		t.Error("one that comes too soon is queued")
	}
	if w.offer(frameOf("a", noon.Add(2*time.Second), []byte{3})) {
		t.Error("queued twice")
	}
	if k, ok := w.take(looking); !ok || k.Data[0] != 3 {
		t.Errorf("took %v", k.Data)
	}
	if _, ok := w.take(looking); ok {
		t.Error("took one twice")
	}
}

func TestRubbishAndOtherTracksHarmNothing(t *testing.T) {
	w := newWorld()
	s := w.service(t, nil)
	huge := slices.Clone(bars())
	huge[6], huge[7], huge[8], huge[9] = 0xff, 0x3f, 0xff, 0x3f // 16383×16383
	all := [][]byte{nil, {0}, []byte("no picture at all"), bars()[:20], bars()[:len(bars())/2], mediatest.Frames()[1], huge}
	r := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		b := slices.Clone(bars())
		for range 1 + r.IntN(40) {
			b[r.IntN(len(b))] = byte(r.Uint32())
		}
		all = append(all, b)
	}
	for i, data := range all {
		s.KeyFrame(frameOf("a", noon.Add(time.Duration(i*3)*time.Second), data))
		if len(data) > 0 {
			n := s.Figures()
			until(t, "the frame is looked at", func() bool { f := s.Figures(); return f.Seen > n.Seen || f.Seen+f.Dropped >= int64(i) })
		}
	}
	other := frameOf("b", noon, bars())
	other.Track = media.TrackScreen
	s.KeyFrame(other)
	if f := s.Figures(); f.Sittings != 1 || f.Failed == 0 {
		t.Errorf("figures %+v", f)
	}
	s.KeyFrame(frameOf("c", noon, bars()))
	before := s.Figures().Failed
	until(t, "a good frame is looked at after them", func() bool { return s.Figures().Sittings == 2 })
	if s.Figures().Failed != before {
		t.Error("a good frame failed")
	}
}

func TestWhatCannotBeStoredIsToldLater(t *testing.T) {
	w := newWorld()
	w.fails, w.err = 1, errors.New("the database is away")
	s := w.service(t, nil)
	seat := s.watch(source("a"))
	s.post.add(seat, change{by: Covered, kind: Covered.Kind, at: noon})
	s.post.add(seat, change{by: Covered, kind: Covered.Kind, at: noon, until: noon.Add(time.Minute)})
	until(t, "both are told", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.raised) == 1 && len(w.over) == 1 })
	got := w.raised[0]
	if got.Kind != proctor.CameraCovered || got.Room != "room" || got.Seat != "a" || got.Sitting != "sitting of a" || got.Source.Name != "vision.covered" ||
		got.Source.Version != "1" || got.Key != "vision.covered" || !got.At.Equal(noon) {
		t.Errorf("told %+v", got)
	}
}

func TestWhatIsRefusedDoesNotHoldUpTheRest(t *testing.T) {
	w := newWorld()
	w.fails, w.err = 1, fault.Define("vision.test_refused", fault.Invalid, "测试", "test")
	s := w.service(t, nil)
	seat := s.watch(source("a"))
	s.post.add(seat, change{by: Frozen, kind: Frozen.Kind, at: noon})
	s.post.add(seat, change{by: Covered, kind: Covered.Kind, at: noon})
	until(t, "the second is told", func() bool { return slices.Equal(w.kinds(), []proctor.Kind{proctor.CameraCovered}) })
}

func TestWhoMayBeAwayIsNotAbsent(t *testing.T) {
	w := newWorld()
	w.stands.Running = false // a break
	s := w.service(t, nil)
	seat := s.watch(source("a"))
	seat.judge.unseen.up = true
	s.post.add(seat, change{by: Absent, kind: Absent.Kind, at: noon})
	s.post.add(seat, change{by: Covered, kind: Covered.Kind, at: noon}) // the camera has to be free all the same
	until(t, "the camera is told", func() bool { return slices.Equal(w.kinds(), []proctor.Kind{proctor.CameraCovered}) })
	seat.work.Lock()
	defer seat.work.Unlock()
	if seat.judge.unseen.up {
		t.Error("after the break nobody would be told")
	}
}

func TestNobodyIsKeptLongerThanTheSitting(t *testing.T) {
	w := newWorld()
	s := w.service(t, nil)
	seat := s.watch(source("a"))
	ref := []float32{0.6, 0.8}
	seat.judge.same.ref = ref
	seat.offer(frameOf("a", noon, []byte{1}))
	s.tendOne(context.Background(), seat, noon)
	if s.Figures().Sittings != 1 {
		t.Fatal("forgotten too soon")
	}
	w.mu.Lock()
	w.stands = Standing{}
	w.mu.Unlock()
	s.tendOne(context.Background(), seat, noon.Add(askEvery))
	if s.Figures().Sittings != 0 || ref[0] != 0 || ref[1] != 0 {
		t.Errorf("still known: %v", ref)
	}
	if out, _, _, _ := seat.see(stillPicture(t, 1, 60), noon.Add(time.Minute), nil); out != nil {
		t.Error("a late frame was judged")
	}
}

func TestWithoutConsentNoFaceIsDescribed(t *testing.T) {
	eye := testModels(t).Eye()
	img := stillPicture(t, 1, 60)
	for _, c := range []struct {
		stands Standing
		named  bool
	}{{Standing{true, true, true}, true}, {Standing{true, true, false}, false}, {Standing{true, false, true}, false}} {
		w := &watch{judge: newJudge(), stands: c.stands}
		_, _, looked, named := w.see(img, noon, eye)
		if !looked || named != c.named {
			t.Errorf("%+v: looked %v, described %v", c.stands, looked, named)
		}
		if !c.named && (w.judge.same.ref != nil || len(w.judge.same.first) > 0) {
			t.Errorf("%+v: something is kept", c.stands)
		}
	}
}

func TestWithoutModelsFacesAreNotCovered(t *testing.T) {
	w := newWorld()
	s := w.service(t, nil)
	if s.Covers() {
		t.Error("covered")
	}
	s.KeyFrame(frameOf("a", noon, bars()))
	until(t, "the frame is looked at", func() bool { return s.Figures().Seen == 1 })
	if f := s.Figures(); f.Looked != 0 || f.Failed != 0 {
		t.Errorf("figures %+v", f)
	}
	seat := s.watch(source("a"))
	seat.stands = w.stands
	s.challenge(context.Background(), seat, noon)
	if len(w.asked) > 0 {
		t.Error("a challenge that nobody could judge")
	}
}

func TestChallengesComeByChanceAndWhenThePictureStands(t *testing.T) {
	w, files := newWorld(), modelFiles(t)
	s := New(Config{Incidents: w, Sittings: w, Cameras: w, Prompter: w, Models: files, Clock: w.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Every: 10 * time.Minute, Rand: rand.New(rand.NewPCG(7, 8))})
	seat := s.watch(source("a"))
	seat.stands = w.stands
	set := func(do func()) { seat.work.Lock(); defer seat.work.Unlock(); do() } // lids may be watched meanwhile
	acts := map[Act]int{}
	var times []time.Duration
	last := noon
	for at := noon; at.Before(noon.Add(6 * time.Hour)); at = at.Add(time.Second) {
		set(func() { seat.judge.trial.base = []float64{0} })
		n := len(w.asked)
		s.challenge(context.Background(), seat, at)
		if len(w.asked) > n {
			acts[w.asked[n].Act]++
			times = append(times, at.Sub(last))
			last = at
			set(func() { seat.judge.trial.now = Challenge{} })
		}
	}
	if len(times) < 25 || acts[TurnLeft] < 6 || acts[TurnRight] < 6 || acts[Blink] < 6 || slices.Min(times) < 5*time.Minute || slices.Max(times) > 15*time.Minute+time.Second {
		t.Errorf("%d challenges %v between %s and %s", len(times), acts, slices.Min(times), slices.Max(times))
	}
	n := len(w.asked)
	set(func() { seat.judge.still.suspect = true })
	s.challenge(context.Background(), seat, last.Add(stillAgain+time.Second))
	if len(w.asked) != n+1 {
		t.Error("a picture that stands still is not asked")
	}
	later := last.Add(10 * time.Minute)
	set(func() {
		seat.judge.still.suspect, seat.judge.trial.now, seat.prompt = false, Challenge{}, later.Add(time.Hour)
		seat.judge.looped.up, seat.judge.looped.since = true, later
	})
	for range 3 { // once, however long it repeats
		later = later.Add(stillAgain + time.Second)
		s.challenge(context.Background(), seat, later)
		set(func() { seat.judge.trial.now, seat.prompt = Challenge{}, later.Add(time.Hour) })
	}
	if n++; len(w.asked) != n+1 {
		t.Errorf("a film that repeats is asked %d times", len(w.asked)-n)
	}
	seat.stands.Running = false
	set(func() { seat.judge.trial.now = Challenge{} })
	s.challenge(context.Background(), seat, later.Add(2*time.Hour))
	if len(w.asked) != n+1 {
		t.Error("somebody in a break is asked")
	}
}

func TestAHintMakesTheServerLookAndTellsNothing(t *testing.T) {
	w := newWorld()
	s := w.service(t, nil)
	s.Hint("sitting of nobody")
	seat := s.watch(source("a"))
	s.Hint(seat.src.Sitting)
	s.Hint(seat.src.Sitting)
	if w.alarms != 1 || len(w.kinds()) != 0 || !seat.judge.looks(noon.Add(time.Second)) {
		t.Errorf("%d alarms, told %v", w.alarms, w.kinds())
	}
}
