package bench

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// start lets everybody press start at moments spread over the given seconds, and measures until the first page is there.
func (l *load) start(ctx context.Context, o order) (report, error) {
	l.took = &histogram{}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	began := time.Now()
	var wg sync.WaitGroup
	var ready, last atomic.Int64
	failed := make(chan error, len(l.robots))
	for _, r := range l.robots {
		due := began.Add(time.Duration(rand.Float64() * o.Seconds * float64(time.Second)))
		wg.Go(func() {
			time.Sleep(time.Until(due))
			s, err := r.Begin(ctx)
			if err == nil && s.Sheet != nil && len(s.Sheet.Questions) > 0 {
				now := time.Now()
				l.took.add(now.Sub(due))
				ready.Add(1)
				last.Store(max(last.Load(), int64(now.Sub(began))))
			}
			failed <- err
		})
	}
	wg.Wait()
	for range l.robots {
		if err := <-failed; err != nil {
			return report{}, err
		}
	}
	r := report{Count: ready.Load(), Offered: int64(len(l.robots)), Seconds: time.Duration(last.Load()).Seconds()}
	l.timed(&r)
	return r, nil
}

// attempt takes everybody from an empty screen to the score: confirm, practise, start, answer every question, hand in. No
// more than Conns do so at a time.
func (l *load) attempt(ctx context.Context, o order) (report, error) {
	began := time.Now()
	gate, failed := make(chan struct{}, o.Conns), make(chan error, len(l.robots))
	var scored atomic.Int64
	for _, r := range l.robots {
		gate <- struct{}{}
		go func() {
			defer func() { <-gate }()
			s, err := r.Begin(ctx)
			if err == nil {
				for q := range min(o.Answers, len(s.Sheet.Questions)) {
					choice := s.Sheet.Questions[q].Options
					r.Post("ANSWER", q+1, choice[rand.IntN(len(choice))].Letter)
				}
				if s, err = r.Submit(ctx); err == nil && s.Outcome != nil {
					scored.Add(1)
				}
			}
			failed <- err
		}()
	}
	for range l.robots {
		if err := <-failed; err != nil {
			return report{}, err
		}
	}
	return report{Count: scored.Load(), Offered: int64(len(l.robots)), Seconds: time.Since(began).Seconds()}, nil
}
