package ws_test

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/web/ws"
)

// sittingsToFeed is how many honest sittings are fed to the server: SUIKAO_HONEST, by default 1,000, a tenth under the race
// detector.
func sittingsToFeed(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("SUIKAO_HONEST")); err == nil {
		return n
	}
	if testing.Short() {
		t.Skip("feeds 1,000 sittings")
	}
	if slowed {
		return 100
	}
	return 1000
}

// inParallel runs n cases on a few goroutines.
func inParallel(n int, run func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				run(i)
			}
		})
	}
	wg.Wait()
}

// A thousand people with mouse, keyboard, finger, pen, screen reader and slow hands, on seats with and without agent and camera,
// through cuts, crashes, reloads, lost receipts and changes of nodes: not one of them is held.
func TestHonestSittingsRaiseNothing(t *testing.T) {
	n := sittingsToFeed(t)
	var raised, answers, local, replayed, checked, agents atomic.Int64
	inParallel(n, func(i int) {
		w := newWorld(t, uint64(i), i%3 == 0)
		defer w.end()
		honest(w, i)
		if len(w.incidents.all) > 0 {
			raised.Add(1)
			t.Errorf("sitting %d: %s", i, w.incidents.words())
		}
		sums := w.sums.all[w.sittings.sitting().ID]
		answers.Add(int64(sums.Answers))
		local.Add(int64(sums.Local))
		replayed.Add(int64(sums.Replayed))
		checked.Add(int64(sums.Checked))
		if sums.Coverage() == input.WithAgent {
			agents.Add(1)
		}
	})
	t.Logf("%d sittings: %d held, %d answers, %d with a local cause, %d sent later, %d held against the kernel; %d seats with an agent throughout",
		n, raised.Load(), answers.Load(), local.Load(), replayed.Load(), checked.Load(), agents.Load())
	if answers.Load() < int64(n)*25 || answers.Load() != local.Load() || replayed.Load() == 0 || checked.Load() == 0 || agents.Load() == 0 {
		t.Error("the sittings were not what they were to be")
	}
}

// persons are the ways of working.
var persons = []struct {
	name   string
	class  input.Class
	think  int           // most seconds for a question
	lag    time.Duration // most between an event and the answer: a slow machine, slow hands
	chatty bool          // many inputs beside answers
}{
	{"mouse", input.Mouse, 30, 40 * time.Millisecond, true},
	{"keyboard", input.Key, 20, 30 * time.Millisecond, true},
	{"finger", input.Touch, 30, 120 * time.Millisecond, false},
	{"pen", input.Pen, 30, 60 * time.Millisecond, false},
	{"screen reader", input.Assist, 45, 900 * time.Millisecond, true},
	{"slow hands", input.Mouse, 110, 2500 * time.Millisecond, false},
	{"slow keys", input.Key, 90, 3500 * time.Millisecond, false},
}

func honest(w *world, i int) {
	p := persons[i%len(persons)]
	b := w.browser(p.class)
	b.connect()
	camera := w.rng.IntN(3) == 0
	still := 0
	second := func() {
		if p.chatty && w.rng.IntN(4) == 0 {
			b.press(p.class)
		}
		if p.class == input.Assist && w.rng.IntN(3) == 0 {
			b.press(input.Key) // the keys that move the reader
		}
		if camera && w.turns%2 == 0 {
			moving := still >= 4 || w.rng.IntN(3) > 0
			if still++; moving {
				still = 0
			}
			w.judge.Saw(w.sittings.sitting().ID, w.clock.Now(), true, moving)
		}
		b.beat()
	}
	questions := 26 + w.rng.IntN(6)
	for q := 1; q <= questions; q++ {
		w.pass(time.Duration(1+w.rng.IntN(p.think))*time.Second, second)
		trouble(w, b, second)
		if b.conn == nil {
			b.answer(q, "A", lagOf(w.rng, p.lag)) // offline: it waits
			w.pass(time.Duration(w.rng.IntN(40))*time.Second, second)
			b.connect()
			continue
		}
		b.answer(q, "B", lagOf(w.rng, p.lag))
		switch w.rng.IntN(8) {
		case 0: // another answer at once
			b.answer(q, "C", lagOf(w.rng, p.lag))
		case 1: // back and forth
			b.answer(q, "", lagOf(w.rng, p.lag))
			b.answer(q, "B", lagOf(w.rng, p.lag))
		case 2: // the receipt was lost: the same again on the same connection
			again := b.answer(q, "B", p.lag)
			w.pass(4*time.Second, second)
			b.outbox = append(b.outbox, again)
			delete(b.acked, again.seq)
			b.flush()
		}
	}
	if i%2 == 0 && b.conn != nil { // the last answer, and at once handed in
		b.answer(questions, "D", lagOf(w.rng, p.lag))
		b.handIn()
	} else {
		w.pass(30*time.Second, second)
	}
	if b.conn != nil {
		b.leave()
	}
	w.pass(10*time.Second, nil)
}

func lagOf(rng *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(rng.Int64N(int64(most)))
}

// trouble is what happens to seats: now and then something of it.
func trouble(w *world, b *browser, second func()) {
	switch w.rng.IntN(40) {
	case 0: // reload
		b.reload()
		b.load()
		w.pass(time.Second, nil)
		b.connect()
	case 1: // the page finds its line dead and opens another
		b.leave()
		w.pass(time.Duration(1+w.rng.IntN(10))*time.Second, nil)
		b.connect()
	case 2: // a cut; the old connection hangs on the server
		b.hang()
	case 3: // a crash: another page, the outbox is on the disk
		b.hang()
		b.answer(90, "A", 10*time.Millisecond)
		b.load()
		w.pass(time.Duration(5+w.rng.IntN(30))*time.Second, nil)
		b.connect()
	case 4: // the node goes, another one serves; what was counted last is lost
		b.hang()
		w.node()
		w.pass(time.Duration(1+w.rng.IntN(8))*time.Second, nil)
		b.connect()
	case 5: // somebody looks elsewhere
		b.sums["b"]++
		b.sums["h"] += 4000
		b.dirty = true
		w.pass(4*time.Second, second)
	case 6: // the socket cannot be had for a while: over HTTP
		b.leave()
		w.pass(3*time.Second, nil)
		b.nth++
		id := w.sittings.sitting().ID
		place := input.Place{Sitting: id, Room: "room", Seat: "seat"}
		w.judge.Opened(input.Hello{Place: place, Page: b.page, Nth: b.nth, HTTP: true})
		b.press(b.class)
		w.judge.AnsweredOver(place, b.page, input.Answer{Question: 80, Text: "A",
			Cause: input.Cause{Class: b.class, Trusted: true, Focused: true, Visible: true, Age: 1, Count: b.count}.String()})
		w.judge.NotedOver(id, b.page, input.Note{Count: b.count, Screen: "1920x1080x24"})
		b.connect()
	}
}

// attack is something a candidate's helper may do. It returns when it began.
type attack struct {
	name  string
	agent bool
	kind  proctor.Kind
	run   func(w *world, b *browser)
}

func forged(b *browser) input.Cause {
	return input.Cause{Class: input.Mouse, Trusted: true, Focused: true, Visible: true, Full: true, Age: 9 * time.Millisecond, Count: b.count}
}

var attacks = []attack{
	{"untrusted page events", false, proctor.Synthetic, func(w *world, b *browser) {
		b.add(1, "C", input.Cause{Class: input.Assist, Focused: true, Visible: true, Age: time.Millisecond, Count: b.count})
	}},
	{"an untrusted event that gives the same answer again", false, proctor.Synthetic, func(w *world, b *browser) {
		b.answer(2, "C", time.Millisecond)
		b.add(2, "C", input.Cause{Class: input.Assist, Focused: true, Visible: true, Age: time.Millisecond, Count: b.count})
	}},
	{"evaluated script", false, proctor.WithoutEvent, func(w *world, b *browser) {
		b.add(1, "C", input.Cause{Class: input.None, Focused: true, Visible: true, Age: 3 * time.Second, Count: b.count})
	}},
	{"script that writes on the socket", false, proctor.WithoutEvent, func(w *world, b *browser) {
		b.seq++
		b.write(b.frame("answer", b.seq, ws.Answer{Sitting: string(w.sittings.sitting().ID), Question: 1, Answer: "C"}))
		b.until("ack")
	}},
	{"script that repeats a cause it saw", false, proctor.WithoutEvent, func(w *world, b *browser) {
		b.add(2, "C", forged(b))
		b.add(3, "C", forged(b))
	}},
	{"script that makes causes up", false, proctor.WithoutEvent, func(w *world, b *browser) {
		c := forged(b)
		c.Count += 40
		b.add(2, "C", c)
	}},
	{"second socket of a program", false, proctor.SecondSocket, func(w *world, b *browser) {
		other := w.browser(input.Key)
		other.page = ""
		b.breathe()
		other.connect()
	}},
	{"second socket of another page", false, proctor.SecondSocket, func(w *world, b *browser) {
		other := w.browser(input.Key)
		b.breathe()
		other.connect()
	}},
	{"second socket that copies the page's name", false, proctor.SecondSocket, func(w *world, b *browser) {
		other := w.browser(input.Key)
		other.page, other.nth = b.page, b.nth
		b.breathe()
		other.connect()
	}},
	{"a program after the page was closed", false, proctor.SecondSocket, func(w *world, b *browser) {
		b.reload()
		w.pass(2*time.Second, nil)
		other := w.browser(input.Key)
		other.page = ""
		other.connect()
	}},
	{"a program on another node after the page was closed", false, proctor.SecondSocket, func(w *world, b *browser) {
		b.reload()
		w.pass(12*time.Second, nil) // the sums are stored
		w.node()
		other := w.browser(input.Key)
		other.page = ""
		w.clock.forward(0)
		other.connect()
	}},
	{"a token that nobody knows", false, proctor.SecondSocket, func(w *world, b *browser) {
		w.judge.Opened(input.Hello{Place: input.Place{Sitting: w.sittings.sitting().ID, Room: "room", Seat: "seat"}, Page: b.page, Nth: b.nth + 1, Remote: "10.0.0.9"})
		w.judge.Refused("10.0.0.9", "unknown")
	}},
	{"clicks by scripts without answers", false, proctor.Synthetic, func(w *world, b *browser) {
		b.note(func(m *ws.Input) { m.Untrusted = 3 })
	}},
	{"another display", false, proctor.RemoteArtefact, func(w *world, b *browser) {
		b.note(func(m *ws.Input) { m.Screen = "1280x720x24" })
	}},
	{"a second mouse", false, proctor.RemoteArtefact, func(w *world, b *browser) {
		b.note(func(m *ws.Input) { m.Pointers = 1 })
	}},
	{"code of an extension", false, proctor.RemoteArtefact, func(w *world, b *browser) {
		b.note(func(m *ws.Input) { m.Injected, m.Foreign = 1, "extension abcdef" })
	}},
	{"answers while the page is hidden", false, proctor.RemoteArtefact, func(w *world, b *browser) {
		b.press(input.Mouse)
		c := forged(b)
		c.Visible = false
		b.add(2, "C", c)
	}},
	{"developer tools", false, proctor.DevTools, func(w *world, b *browser) {
		b.note(func(m *ws.Input) { m.Tools = 1 })
	}},
	{"input below the page, with an agent", true, proctor.WithoutEvent, func(w *world, b *browser) {
		b.count++ // the page hears a trusted press; the kernel does not
		b.sums["m"]++
		b.dirty = true
		b.add(2, "C", forged(b))
	}},
	{"an empty chair", false, proctor.WithoutMovement, func(w *world, b *browser) {
		for range 4 {
			w.judge.Saw(w.sittings.sitting().ID, w.clock.Now(), false, false)
			w.pass(2*time.Second, b.beat)
		}
		b.answer(2, "C", 0)
	}},
}

// Each of a hundred runs of each attack, at another moment of another person's sitting, is raised within ten seconds of the
// server's time.
func TestInjectedAnswersAreRaised(t *testing.T) {
	runs := 100
	if testing.Short() || slowed {
		runs = 10
	}
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			var seen, slowest atomic.Int64
			inParallel(runs, func(i int) {
				w := newWorld(t, uint64(1000+i), a.agent)
				defer w.end()
				took, ok := strike(w, a, i)
				if !ok {
					t.Logf("run %d: not raised; %s", i, w.incidents.words())
					return
				}
				seen.Add(1)
				for {
					old := slowest.Load()
					if int64(took) <= old || slowest.CompareAndSwap(old, int64(took)) {
						break
					}
				}
			})
			t.Logf("%d of %d raised within 10 s, the slowest after %v", seen.Load(), runs, time.Duration(slowest.Load()))
			if int(seen.Load())*100 < runs*99 {
				t.Errorf("%d of %d raised", seen.Load(), runs)
			}
		})
	}
}

// strike lets somebody work for a while, attacks, and waits ten seconds.
func strike(w *world, a attack, i int) (time.Duration, bool) {
	class := []input.Class{input.Mouse, input.Key, input.Touch}[i%3]
	b := w.browser(class)
	b.connect()
	for q := 10; q < 14; q++ {
		w.pass(time.Duration(1+w.rng.IntN(9))*time.Second, b.beat)
		b.answer(q, "B", 10*time.Millisecond)
	}
	w.pass(time.Duration(6+w.rng.IntN(6))*time.Second, b.beat)
	if len(w.incidents.all) > 0 {
		return 0, false // it must not be the noise that raises
	}
	began := w.clock.Now()
	a.run(w, b)
	if at, ok := w.incidents.at(a.kind); ok && at.After(began) {
		began = at // raised while the attack was still being prepared
	}
	struck := w.clock.Now()
	for range 10 {
		time.Sleep(settleTime(a))
		w.pass(time.Second, func() {
			if a.kind != proctor.SecondSocket {
				b.beat()
			}
		})
		if at, ok := w.incidents.at(a.kind); ok {
			return max(0, at.Sub(struck)), at.Sub(struck) <= 10*time.Second
		}
	}
	return 0, false
}

// settleTime is how long the real sockets get for a second of the simulated time.
func settleTime(a attack) time.Duration {
	if a.kind == proctor.SecondSocket {
		return 20 * time.Millisecond
	}
	return 0
}

// On a seat without an agent input below the page cannot be told from a hand: nothing is raised, and the sums say that nothing
// below the page was covered.
func TestBelowThePageIsNotCoveredWithoutAnAgent(t *testing.T) {
	w := newWorld(t, 5, false)
	defer w.end()
	b := w.browser(input.Mouse)
	b.connect()
	for q := range 5 {
		b.count++
		b.sums["m"]++
		b.dirty = true
		b.add(q+1, "A", forged(b))
		w.pass(5*time.Second, b.beat)
	}
	w.pass(30*time.Second, b.beat)
	if len(w.incidents.all) > 0 {
		t.Error(w.incidents.words())
	}
	got, err := w.judge.Of(context.Background(), w.sittings.sitting().ID)
	if err != nil || got.Coverage() != input.BrowserOnly || got.Answers != 5 || got.Local != 5 {
		t.Error(got, err)
	}
}

// A page that knows nothing of this is served like any other; its inputs are not covered.
func TestAnOldPageIsNotCovered(t *testing.T) {
	w := newWorld(t, 6, false)
	defer w.end()
	b := w.browser(input.Mouse)
	b.page = ""
	b.connect()
	for q := range 5 {
		b.seq++
		b.write(b.frame("answer", b.seq, ws.Answer{Sitting: string(w.sittings.sitting().ID), Question: q + 1, Answer: "A"}))
		b.until("ack")
		w.pass(5*time.Second, nil)
	}
	again := w.browser(input.Mouse) // and again, while the first is alive: nobody can tell the two apart
	again.page = ""
	b.breathe()
	again.connect()
	time.Sleep(50 * time.Millisecond)
	w.pass(30*time.Second, nil)
	got, err := w.judge.Of(context.Background(), w.sittings.sitting().ID)
	if err != nil || got.Coverage() != input.Uncovered || len(w.incidents.all) > 0 {
		t.Error(got, err, w.incidents.words())
	}
}
