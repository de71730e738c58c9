package questionbank

import (
	"errors"
	"runtime"
	"sync"
	"testing"
)

func TestWhoWaitsIsDrawnTogetherAndInTurn(t *testing.T) {
	var l lines
	var key [2]string
	var sizes []int
	var mu sync.Mutex
	bad := errors.New("no")
	draw := func(list []*order) {
		mu.Lock()
		sizes = append(sizes, len(list))
		first := len(sizes) == 1
		mu.Unlock()
		for first {
			l.mu.Lock()
			first = len(l.open[key]) < mostTogether+3
			l.mu.Unlock()
			runtime.Gosched()
		}
		for _, o := range list {
			o.err = nil
			if o.itemCode == "bad" {
				o.err = bad
			}
		}
	}
	var wg sync.WaitGroup
	for i := range mostTogether + 4 {
		wg.Go(func() {
			o := &order{wake: make(chan bool, 1), err: errLeft}
			want := error(nil)
			if i == 7 {
				o.itemCode, want = "bad", bad
			}
			if err := l.join(o, draw); !errors.Is(err, want) {
				t.Errorf("order %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if len(sizes) != 3 || sizes[0] != 1 || sizes[1] != mostTogether || sizes[2] != 3 || len(l.open) != 0 {
		t.Errorf("drawn in groups of %v, %d queues left", sizes, len(l.open))
	}
}

func TestALeaderThatFailsLeavesTheQueueToTheNext(t *testing.T) {
	var l lines
	o := &order{wake: make(chan bool, 1), err: errLeft}
	func() {
		defer func() { _ = recover() }()
		_ = l.join(o, func([]*order) { panic("a defect") })
	}()
	next := &order{wake: make(chan bool, 1), err: errLeft}
	if err := l.join(next, func(list []*order) { list[0].err = nil }); err != nil || !errors.Is(o.err, errLeft) {
		t.Errorf("after a defect: %v", err)
	}
}
