package vision

import (
	"context"
	"sync"
	"time"
)

// stage is one kind of work on key frames, the cheapest first.
type stage int

const (
	looking stage = iota // the whole picture: covered, scene, what stands and moves
	finding              // faces in it, where that could not be done at once
	naming               // a face described
	stages
)

// shares is how the workers' time is parted while work of every stage waits. What one stage does not need, the others get.
var shares = [stages]time.Duration{4, 3, 1}

// queueLength bounds how many sittings stand in a line; each waits with one key frame, the newest.
const queueLength = 1024

// turns says what is worked on next. Each stage has a line in which a sitting stands at most once, so that nobody comes twice before
// everybody came once; the stage that used least of its share comes first, so that a hundred faces that have to be described for the
// first time keep no lens from being looked at.
type turns struct {
	mu    sync.Mutex
	come  *sync.Cond
	line  [stages][]*watch
	spent [stages]time.Duration // by its share
	took  [stages]time.Duration // by the last work of it
	over  bool
}

// turn is one piece of work, and what it was reckoned to take.
type turn struct {
	st   stage
	w    *watch
	cost time.Duration
}

func newTurns() *turns {
	t := &turns{}
	t.come = sync.NewCond(&t.mu)
	return t
}

// add has a sitting wait for a stage; false when there is no room.
func (t *turns) add(st stage, w *watch) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.line[st])
	if n >= queueLength {
		return false
	}
	if least, any := t.least(); n == 0 && any { // nobody saves time up by not needing it
		t.spent[st] = max(t.spent[st], t.spent[least])
	}
	t.line[st] = append(t.line[st], w)
	t.come.Signal()
	return true
}

// least is the stage with somebody in its line that used least of its share.
func (t *turns) least() (best stage, any bool) {
	for st := range stages {
		if len(t.line[st]) > 0 && (!any || t.spent[st] < t.spent[best]) {
			best, any = st, true
		}
	}
	return best, any
}

// next waits for work; false when there is none any more.
func (t *turns) next() (turn, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for !t.over {
		if st, any := t.least(); any {
			one := turn{st, t.line[st][0], t.took[st]}
			t.line[st][0] = nil
			t.line[st] = t.line[st][1:]
			t.spent[st] += one.cost / shares[st]
			return one, true
		}
		t.come.Wait()
	}
	return turn{}, false
}

// done says what a piece of work took.
func (t *turns) done(one turn, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spent[one.st] += (took - one.cost) / shares[one.st]
	t.took[one.st] = took
}

// idle reports whether nobody waits.
func (t *turns) idle() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, any := t.least()
	return !any
}

// end wakes everybody who waits when ctx ends.
func (t *turns) end(ctx context.Context) {
	<-ctx.Done()
	t.mu.Lock()
	t.over = true
	t.mu.Unlock()
	t.come.Broadcast()
}
