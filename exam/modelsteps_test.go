package exam

import (
	"fmt"
	"slices"
)

// successor is a state that one step leads to.
type successor struct {
	step string
	w    world
	err  error // a promise that the step itself broke
}

// steps lists every step the world can take.
func (w world) steps(b bounds, wrong mistakes) []successor {
	var out []successor
	add := func(name string, do func(*world)) {
		n := w.clone()
		do(&n)
		out = append(out, successor{name, n, broke(&w, &n)})
	}
	w.officerSteps(b, add)
	for i := range w.pages {
		w.pageSteps(i, b, wrong, add)
	}
	for n := range w.nodes {
		w.nodeSteps(n, b, wrong, add)
	}
	return out
}

type adder func(string, func(*world))

func (w *world) officerSteps(b bounds, add adder) {
	if w.gate == 0 && !w.late && w.pauses < b.pauses {
		add("pause", func(w *world) { w.gate = 1; w.pauses++ })
	}
	if w.gate == 1 {
		add("resume", func(w *world) { w.gate = 0 })
	}
	if !w.late && w.gate == 0 {
		add("deadline passes", func(w *world) { w.late = true })
	}
	if w.late && w.gate == 0 && w.credits < b.credits {
		add("time is credited", func(w *world) { w.late = false; w.credits++ })
	}
	if w.late && w.gate == 0 {
		add("journal closes", func(w *world) { w.gate = 2 })
	}
}

func (w *world) pageSteps(i int, b bounds, wrong mistakes, add adder) {
	p := &w.pages[i]
	if w.epoch < b.connects {
		add(fmt.Sprintf("page %d connects", i), func(w *world) { w.connect(i) })
	}
	if p.epoch > 0 && p.made < b.acts[i] {
		add(fmt.Sprintf("page %d answers", i), func(w *world) { w.act(i) })
	}
	if p.epoch > 0 {
		for _, a := range p.waiting {
			if a.seq == noNumber {
				continue
			}
			f := frame{uint8(i), p.epoch, a.seq, a.what}
			if !slices.Contains(w.wire, f) {
				add(fmt.Sprintf("page %d sends %d as %d", i, a.what, a.seq), func(w *world) { w.send(f) })
			}
		}
	}
	for _, r := range w.back {
		if int(r.page) == i && w.matters(r) {
			add(fmt.Sprintf("page %d hears %+v", i, r), func(w *world) { w.hear(r, wrong) })
		}
	}
}

func (w *world) nodeSteps(n int, b bounds, wrong mistakes, add adder) {
	if len(w.nodes[n]) < b.queue {
		for _, f := range w.wire {
			add(fmt.Sprintf("node %d reads %+v", n, f), func(w *world) { w.nodes[n] = append(w.nodes[n], parcel{f, w.late}) })
		}
	}
	if len(w.nodes[n]) == 0 {
		return
	}
	add(fmt.Sprintf("node %d commits", n), func(w *world) { w.process(n, commits, wrong, false) })
	if w.fails < b.fails {
		add(fmt.Sprintf("node %d fails to commit", n), func(w *world) { w.fails++; w.process(n, fails, wrong, false) })
		add(fmt.Sprintf("node %d commits and does not hear of it", n), func(w *world) { w.fails++; w.process(n, persists, wrong, false) })
	}
	if w.crashes < b.crashes {
		add(fmt.Sprintf("node %d dies before the commit", n), func(w *world) {
			w.crashes++
			if wrong.ackFirst {
				w.process(n, fails, wrong, true)
			}
			w.nodes[n], w.known[n] = nil, knownHead{}
		})
		add(fmt.Sprintf("node %d dies after the commit", n), func(w *world) { w.crashes++; w.process(n, commits, wrong, true) })
	}
}

// connect gives page i a new epoch and the server's state. Numbers are given out anew from the first act that has none or
// that the server cannot have: what still travels under an old number travels under an old epoch, too.
func (w *world) connect(i int) {
	w.epoch++
	p := &w.pages[i]
	p.epoch = w.epoch
	base := max(w.seq, p.acked)
	next, anew := base, false
	for k := range p.waiting {
		if anew = anew || p.waiting[k].seq > base; anew {
			next++
			p.waiting[k].seq = next
		}
	}
	p.top = next
	for _, c := range w.journal {
		if c.what != 0 && int(c.what-1)/8 == i {
			p.shown |= 1 << ((c.what - 1) % 8)
		}
	}
}

// act lets the person on page i give the next answer. Page 0 makes 1, 2, …; page 1 makes 9, 10, ….
func (w *world) act(i int) {
	p := &w.pages[i]
	p.made++
	p.top++
	p.waiting = append(p.waiting, waitingAct{p.top, uint8(i)*8 + p.made})
}

// matters keeps the search from delivering what can change nothing.
func (w *world) matters(r reply) bool {
	p := &w.pages[r.page]
	if r.verdict != stored && r.epoch != p.epoch {
		return false // refusals of an earlier connection are old news
	}
	if r.verdict == fenced {
		return true
	}
	return r.verdict != unsure && slices.ContainsFunc(p.waiting, func(a waitingAct) bool { return a.seq == r.seq })
}

// noNumber marks an act whose number carries something else.
const noNumber = 255

// hear lets a page take in what became of a frame, by the rules of the outbox. Within one connection a number never
// changes what it carries.
func (w *world) hear(r reply, wrong mistakes) {
	p := &w.pages[r.page]
	if r.verdict == fenced {
		if r.epoch == p.epoch {
			p.epoch = 0
		}
		return
	}
	at := slices.IndexFunc(p.waiting, func(a waitingAct) bool { return a.seq == r.seq })
	what := p.waiting[at].what
	switch r.verdict {
	case stored:
		p.waiting = slices.Delete(p.waiting, at, at+1)
		p.acked = max(p.acked, r.seq)
		p.shown |= 1 << ((what - 1) % 8)
	case taken:
		p.waiting[at].seq, p.epoch = noNumber, 0
	case never:
		p.waiting = slices.Delete(p.waiting, at, at+1)
		p.refused |= 1 << ((what - 1) % 8)
		if !wrong.reuse {
			p.epoch = 0
			return
		}
		for k := range p.waiting {
			if p.waiting[k].seq > r.seq {
				p.waiting[k].seq--
			}
		}
		p.top--
	}
}

// broke names the promise that the step from w to n breaks.
func broke(w, n *world) error {
	for s := range n.journal {
		was, is := w.journal[s], n.journal[s]
		switch {
		case was.what != 0 && was != is:
			return fmt.Errorf("number %d was overwritten", s)
		case was.what == 0 && is.what != 0 && w.gate != 0:
			return fmt.Errorf("number %d entered a journal that was %s", s, gates[w.gate])
		case was.what == 0 && is.what != 0 && w.wrote(is.what) != w.epoch:
			return fmt.Errorf("number %d was written by a connection that no longer holds the sitting", s)
		}
	}
	for i := range n.pages {
		for k := uint8(0); k < 8; k++ {
			if n.pages[i].shown&(1<<k) != 0 && !n.holds(uint8(i)*8+k+1) {
				return fmt.Errorf("page %d shows answer %d as stored, the journal does not hold it", i, uint8(i)*8+k+1)
			}
		}
	}
	for _, r := range n.back {
		if r.verdict == stored && !n.holds(r.held) {
			return fmt.Errorf("number %d was acknowledged with answer %d, the journal does not hold it", r.seq, r.held)
		}
	}
	for s := 1; s <= int(n.seq); s++ {
		if n.journal[s].what == 0 {
			return fmt.Errorf("the journal has a hole at %d", s)
		}
	}
	return nil
}

func (w *world) holds(what uint8) bool {
	return slices.ContainsFunc(w.journal[:], func(c cell) bool { return c.what == what })
}

// wrote returns the newest epoch under which what lies in a queue: whoever writes it next wrote it under that.
func (w *world) wrote(what uint8) uint8 {
	newest := uint8(0)
	for _, q := range w.nodes {
		for _, p := range q {
			if p.what == what {
				newest = max(newest, p.epoch)
			}
		}
	}
	return newest
}
