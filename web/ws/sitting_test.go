package ws_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWholeSittingOverTheSocket(t *testing.T) {
	onBoth(t, nil, func(t *testing.T, p *place) {
		ctx, seat := soon(t), p.Seat()
		r := p.robot(t, seat, nil)
		ok(t, errOf(r.Until(ctx, func(s ws.SeatState) bool { return s.Seat == string(seat) && s.Idle })))
		p.Admit(seat)
		if err := p.Service.Admitted(ctx, seat); err != nil { // the gate lets a person in: the seat wakes up
			t.Fatal(err)
		}
		s, err := r.Begin(ctx)
		if err != nil || s.Phase != "RUNNING" || len(s.Sheet.Questions) != 20 || s.Attempt != 1 || s.RemainingMS != 2*3600*1000 {
			t.Fatalf("%+v %v", s, err)
		}
		for n := 1; n <= 20; n++ {
			if _, err := r.Answer(ctx, n, "A"); err != nil {
				t.Fatal(err)
			}
		}
		ok(t, errOf(r.Mark(ctx, 3, true)))
		p.Clock.Advance(31 * time.Minute)
		s, err = r.Submit(ctx)
		if err != nil || s.Phase != "SCORED" || s.Outcome == nil || s.Outcome.State != "PROVISIONAL" || s.Receipt == "" || s.Cause != "CANDIDATE" {
			t.Fatalf("%+v %v", s, err)
		}
		p.check(t, r)
		if len(r.Acks()) != 21 {
			t.Errorf("%d acknowledgements", len(r.Acks()))
		}
	})
}

func errOf[T any](_ T, err error) error { return err }

func TestNewerConnectionFencesTheOlder(t *testing.T) {
	onBoth(t, nil, func(t *testing.T, p *place) {
		ctx, seat := soon(t), p.Seat()
		p.Admit(seat)
		first := p.robot(t, seat, nil)
		ok(t, errOf(first.Begin(ctx)))
		ok(t, errOf(first.Answer(ctx, 1, "A")))
		second := p.robot(t, seat, nil)
		ok(t, errOf(second.Begin(ctx)))
		_, err := first.Until(ctx, func(ws.SeatState) bool { return false })
		if !errors.Is(err, wsclient.ErrFenced) {
			t.Fatalf("the older connection: %v", err)
		}
		if got := second.State(); got.LastSeq != 1 || len(got.Stored) != 1 || got.Stored[0].Answer != "A" || got.Sheet == nil {
			t.Errorf("the newer one sees %+v", got)
		}
		ok(t, errOf(second.Answer(ctx, 1, "B")))
		p.check(t, first, second)
	})
}

func TestPushes(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		ctx, seat := soon(t), p.Seat()
		p.Admit(seat)
		r := p.robot(t, seat, nil)
		ok(t, errOf(r.Begin(ctx)))
		s := r.State()
		id, officer, power := exam.SittingID(s.Sitting), examtest.Invigilator(), exam.Reason{Code: "POWER"}
		phase := func(want string) func(ws.SeatState) bool {
			return func(s ws.SeatState) bool { return s.Phase == want }
		}
		ok(t, errOf(p.Service.Pause(officer, id, power)))
		ok(t, errOf(r.Until(ctx, phase("PAUSED"))))
		if s := r.State(); s.Sheet != nil || s.Next != "REMOTE_INVIGILATOR" {
			t.Errorf("paused: %+v", s)
		}
		r.Post("ANSWER", 1, "A") // clicked a moment too late: kept and stored after the pause
		p.Clock.Advance(time.Minute)
		ok(t, errOf(p.Service.Resume(officer, id, power)))
		ok(t, errOf(r.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "RUNNING" && s.Sheet != nil && s.CreditedSec == 60 })))
		ok(t, r.Settle(ctx, 1))

		to := p.Seat()
		other := p.robot(t, to, nil)
		ok(t, errOf(other.Until(ctx, func(s ws.SeatState) bool { return s.Idle && s.Seat == string(to) })))
		ok(t, errOf(p.Service.Move(officer, id, to, power)))
		if _, err := r.Until(ctx, func(ws.SeatState) bool { return false }); !errors.Is(err, wsclient.ErrFenced) {
			t.Errorf("the old seat: %v", err)
		}
		ok(t, errOf(other.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "RUNNING" && s.Sheet != nil })))
		s = other.State()
		if len(s.Stored) != 1 || s.LastSeq != 1 || s.RemainingMS != 2*3600*1000 {
			t.Errorf("the new seat: %+v", s)
		}
		ok(t, errOf(other.Answer(ctx, 2, "B")))

		p.Clock.Set(time.UnixMilli(s.Deadline).Add(2 * time.Second))
		if err := p.Service.SweepOnce(ctx); err != nil {
			t.Fatal(err)
		}
		ok(t, errOf(other.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "SCORED" && s.Outcome != nil && s.Cause == "DEADLINE" })))
		p.check(t, r, other)

		again := p.Seat()
		p.Admit(again)
		third := p.robot(t, again, nil)
		ok(t, errOf(third.Begin(ctx)))
		ok(t, errOf(p.Service.Abort(officer, exam.SittingID(third.State().Sitting), power)))
		ok(t, errOf(third.Until(ctx, phase("ABORTED_TECHNICAL"))))
	})
}

// Frames are dropped, doubled and swapped, and the connection is cut again and again: nothing acknowledged is lost, and
// in the end everything is stored.
func TestBadNetwork(t *testing.T) {
	onBoth(t, func(c *ws.Config) { c.PerSecond, c.Burst = 2000, 2000 }, func(t *testing.T, p *place) {
		ctx := soon(t)
		const seats, records = 8, 25
		var robots []*wsclient.Robot
		var wg sync.WaitGroup
		var cuts atomic.Int64
		for i := range seats {
			seat := p.Seat()
			p.Admit(seat)
			rnd := rand.New(rand.NewPCG(uint64(i), 7))
			var mu sync.Mutex
			var kept [][]byte
			r := p.robot(t, seat, func(o *wsclient.Options) {
				o.Resend = 100 * time.Millisecond
				o.Mangle = func(_ int, b []byte) [][]byte {
					mu.Lock()
					defer mu.Unlock()
					switch rnd.IntN(10) {
					case 0, 1:
						return nil
					case 2:
						return [][]byte{b, b}
					case 3:
						kept = append(kept, b)
						return nil
					case 4:
						out := append([][]byte{b}, kept...)
						kept = nil
						return out
					}
					return [][]byte{b}
				}
			})
			robots = append(robots, r)
			wg.Go(func() {
				if _, err := r.Begin(ctx); err != nil {
					t.Errorf("seat %d: %v", i, err)
					return
				}
				for n := range records {
					tag := r.Post("ANSWER", n%20+1, []string{"A", "B", ""}[n%3])
					if n%4 == 3 {
						if _, err := r.Wait(ctx, tag); err != nil {
							t.Errorf("seat %d record %d: %v", i, n, err)
							return
						}
					}
					if n%9 == 8 {
						cuts.Add(1)
						r.Disconnect()
					}
				}
				if err := r.Settle(ctx, records); err != nil {
					t.Errorf("seat %d: %d acknowledgements: %v", i, len(r.Acks()), err)
				}
			})
		}
		wg.Wait()
		p.check(t, robots...)
		for i, r := range robots {
			if len(r.Acks()) != records || r.Unsaved() != 0 || len(r.Refusals()) != 0 || r.Connections() < 3 {
				t.Errorf("seat %d: %d acknowledged, %d unsaved, refused %v, %d connections", i, len(r.Acks()), r.Unsaved(), r.Refusals(), r.Connections())
			}
		}
	})
}

// The process dies in the middle, with answers on their way; another one takes over on the same database.
func TestServerGoesAway(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		ctx, seat := soon(t), p.Seat()
		p.Admit(seat)
		r := wsclient.New(wsclient.Options{URL: p.url, Token: "seat:" + string(seat), Resend: 200 * time.Millisecond, Backoff: 5 * time.Millisecond})
		ok(t, r.Connect(ctx))
		ok(t, errOf(r.Begin(ctx)))
		for n := 1; n <= 10; n++ {
			r.Post("ANSWER", n, "A")
		}
		p.hub.Close()
		p.Restart()
		next := open(t, p.House, nil)
		r.Redirect(next.url)
		ok(t, r.Connect(ctx))
		ok(t, r.Settle(ctx, 10))
		p.check(t, r)
	})
}

func TestHundredSeatsAnswerAtOnce(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		ctx := soon(t)
		var wg sync.WaitGroup
		var robots []*wsclient.Robot
		for i := range 100 {
			seat := p.Seat()
			p.Admit(seat)
			r := p.robot(t, seat, nil)
			robots = append(robots, r)
			wg.Go(func() {
				_, err := r.Begin(ctx)
				for n := 1; n <= 20 && err == nil; n++ {
					_, err = r.Answer(ctx, n, "B")
				}
				if err != nil {
					t.Error(fmt.Errorf("seat %d: %w", i, err))
				}
			})
		}
		wg.Wait()
		p.check(t, robots...)
	})
}
