//go:build !race

// The search is arithmetic in one goroutine: the race detector has nothing to see and takes ten times as long.

package exam

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// search visits every state that the bounds allow, breadth first, and returns the number of states and, where a promise
// broke, the shortest story that leads there.
func search(b bounds, wrong mistakes, most int) (states int, story []string, err error) {
	type node struct {
		w    world
		from int
		step string
	}
	start := world{}
	seen := map[string]struct{}{start.key(): {}}
	queue := []node{{start, -1, ""}}
	tell := func(at int, last string) []string {
		out := []string{last}
		for i := at; i >= 0 && queue[i].from >= 0; i = queue[i].from {
			out = append([]string{queue[i].step}, out...)
		}
		return out
	}
	for at := 0; at < len(queue); at++ {
		for _, s := range queue[at].w.steps(b, wrong) {
			if s.err != nil {
				return len(queue), tell(at, s.step), s.err
			}
			k := s.w.key()
			if _, old := seen[k]; old {
				continue
			}
			seen[k] = struct{}{}
			if len(queue) >= most {
				return len(queue), nil, fmt.Errorf("more than %d states", most)
			}
			queue = append(queue, node{s.w, at, s.step})
		}
		if err := queue[at].w.calm(b, wrong); err != nil {
			return len(queue), tell(at, "then nothing disturbs"), err
		}
		queue[at].w = world{} // only the story is needed from here on
	}
	return len(queue), nil, nil
}

// calm lets a world go on without faults and checks that nobody is left standing: each act of a page that connects and
// sends is stored or visibly refused.
func (w world) calm(b bounds, wrong mistakes) error {
	w = w.clone()
	w.nodes = [2][]parcel{}
	if w.gate == 1 {
		w.gate = 0
	}
	for i := range w.pages {
		if len(w.pages[i].waiting) == 0 {
			continue
		}
		w.back = nil
		w.connect(i)
		for round := 0; len(w.pages[i].waiting) > 0; round++ {
			if round > 20 {
				return fmt.Errorf("page %d waits for ever with %v", i, w.pages[i].waiting)
			}
			if w.pages[i].epoch == 0 {
				w.connect(i)
			}
			p := w.pages[i]
			for _, a := range p.waiting {
				w.nodes[0] = append(w.nodes[0], parcel{frame{uint8(i), p.epoch, a.seq, a.what}, w.late})
			}
			w.process(0, commits, wrong, false)
			for _, r := range w.back {
				if int(r.page) == i && w.matters(r) {
					w.hear(r, wrong)
				}
			}
			w.back = nil
		}
	}
	return nil
}

func TestNoStoryBreaksThePromises(t *testing.T) {
	for name, b := range modelBounds() {
		t.Run(name, func(t *testing.T) {
			states, story, err := search(b, mistakes{}, 5_000_000)
			t.Logf("%d states", states)
			if err != nil {
				t.Errorf("%v\n  %s", err, strings.Join(story, "\n  "))
			}
			if states < 1000 {
				t.Errorf("only %d states: the model is tied up", states)
			}
		})
	}
}

// modelBounds are small for every day; `make model` asks for the large ones.
func modelBounds() map[string]bounds {
	if os.Getenv("SUIKAO_MODEL") == "" {
		return map[string]bounds{
			"two pages":        {acts: [2]uint8{1, 1}, connects: 2, fails: 1, queue: 1},
			"one page":         {acts: [2]uint8{2, 0}, connects: 2, crashes: 1, queue: 1},
			"pause":            {acts: [2]uint8{1, 0}, connects: 2, pauses: 1, fails: 1, crashes: 1, queue: 1},
			"deadline, credit": {acts: [2]uint8{1, 0}, connects: 2, credits: 1, fails: 1, queue: 2},
		}
	}
	return map[string]bounds{
		"two pages":        {acts: [2]uint8{1, 1}, connects: 3, fails: 1, crashes: 1, queue: 1},
		"one page, pause":  {acts: [2]uint8{2, 0}, connects: 2, pauses: 1, fails: 1, queue: 1},
		"deadline, credit": {acts: [2]uint8{2, 0}, connects: 2, credits: 1, crashes: 1, queue: 1},
		"three acts":       {acts: [2]uint8{3, 0}, connects: 1, fails: 1, queue: 2},
	}
}

func TestTheClassicMistakesAreSeen(t *testing.T) {
	b := bounds{acts: [2]uint8{2, 1}, connects: 2, credits: 1, fails: 1, crashes: 1, queue: 2}
	for name, wrong := range map[string]mistakes{
		"acknowledged before the commit": {ackFirst: true},
		"no fence":                       {noFence: true},
		"numbers used again":             {reuse: true},
		"a remembered head believed":     {blind: true},
	} {
		_, story, err := search(b, wrong, 1_500_000)
		if err == nil || strings.HasPrefix(err.Error(), "more than") {
			t.Errorf("%s: not seen (%v)", name, err)
			continue
		}
		t.Logf("%s: %v\n  %s", name, err, strings.Join(story, "\n  "))
	}
}
