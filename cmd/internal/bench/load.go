package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// order is one line on the standard input of a load process.
type order struct {
	Do      string  `json:"do"` // connect, answer, start, attempt, check, sql
	URL     string  `json:"url,omitempty"`
	Seats   []seat  `json:"seats,omitempty"`
	Rate    float64 `json:"rate,omitempty"` // records a second over all seats
	Seconds float64 `json:"seconds,omitempty"`
	Answers int     `json:"answers,omitempty"`
	DSN     string  `json:"dsn,omitempty"`
	Batch   int     `json:"batch,omitempty"`
	Conns   int     `json:"conns,omitempty"`
}

// report is the line that answers it.
type report struct {
	Err     string  `json:"err,omitempty"`
	Count   int64   `json:"count"`   // connected, acknowledged within the time, started, finished, compared, written
	Offered int64   `json:"offered"` // records that were due
	Refused int64   `json:"refused"` // records refused for good, and records without an answer
	Dropped int64   `json:"dropped"` // connections that broke
	Lost    int64   `json:"lost"`
	Seconds float64 `json:"seconds"`
	P50     float64 `json:"p50"` // ms
	P99     float64 `json:"p99"` // ms
	Max     float64 `json:"max"` // ms
}

// load is the state of a load process: the robots and what they were told.
type load struct {
	robots  []*wsclient.Robot
	letters [][]string // by question, of the common blueprint
	notes   []notes
	posted  atomic.Int64
	acked   atomic.Int64
	took    *histogram
	cancel  context.CancelFunc
	keeping sync.WaitGroup
}

// Load is a load process: it carries out the orders on in, one after the other, and answers each on out. Robots keep their
// connections between orders.
func Load(ctx context.Context, in io.Reader, out io.Writer) error {
	l := &load{took: &histogram{}}
	ctx, l.cancel = context.WithCancel(ctx)
	defer func() { l.cancel(); l.keeping.Wait() }()
	orders, reports := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var o order
		if err := orders.Decode(&o); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		r, err := l.carryOut(ctx, o)
		if err != nil {
			r.Err = err.Error()
		}
		if err := reports.Encode(r); err != nil {
			return err
		}
	}
}

func (l *load) carryOut(ctx context.Context, o order) (report, error) {
	switch o.Do {
	case "connect":
		return l.connect(ctx, o)
	case "answer":
		return l.answer(ctx, o)
	case "start":
		return l.start(ctx, o)
	case "attempt":
		return l.attempt(ctx, o)
	case "check":
		return l.check(ctx, o)
	case "sql":
		return bareSQL(ctx, o)
	}
	return report{}, fmt.Errorf("no order %q", o.Do)
}

// sources is how many loopback addresses the connections come from, so that ports do not run out.
const sources = 8

// connecting bounds how many connections are being made at once.
const connecting = 64

func (l *load) connect(ctx context.Context, o order) (report, error) {
	began := time.Now()
	l.robots, l.notes = make([]*wsclient.Robot, len(o.Seats)), make([]notes, len(o.Seats))
	buffers := &sync.Pool{}
	gate, failed := make(chan struct{}, connecting), make(chan error, len(o.Seats))
	for i, s := range o.Seats {
		n := &l.notes[i]
		dialler := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(10+i%sources))}}
		r := wsclient.New(wsclient.Options{URL: o.URL, Token: s.Token, Lang: "zh-CN", Resend: 20 * time.Second, Dial: dialler.DialContext, Buffers: buffers,
			OnAck: func(a wsclient.Ack) {
				l.acked.Add(1)
				l.took.add(a.Took)
				n.add(a)
			}})
		l.robots[i] = r
		gate <- struct{}{}
		l.keeping.Go(func() { r.Keep(ctx) })
		go func() {
			defer func() { <-gate }()
			patience, cancel := context.WithTimeout(ctx, 30*time.Second)
			defer cancel()
			s, err := r.Until(patience, func(s ws.SeatState) bool { return s.Sitting != "" })
			if err == nil && i > 0 {
				r.Forget()
			}
			if err != nil {
				err = fmt.Errorf("seat %d: %w (%+v)", i, err, r.LastError())
			}
			n.sitting = s.Sitting
			failed <- err
		}()
	}
	for range o.Seats {
		if err := <-failed; err != nil {
			return report{}, err
		}
	}
	l.learn(l.robots[0].State())
	return report{Count: int64(len(o.Seats)), Seconds: time.Since(began).Seconds()}, nil
}

// learn notes what may be answered; all papers are of one blueprint.
func (l *load) learn(s ws.SeatState) {
	l.letters = nil
	if s.Sheet == nil { // the bare server shows none
		for range 100 {
			l.letters = append(l.letters, []string{"A", "B", "C", "D"})
		}
		return
	}
	for _, q := range s.Sheet.Questions {
		var one []string
		for _, o := range q.Options {
			one = append(one, o.Letter)
		}
		if q.Type == "MULTIPLE" {
			one = append(one, strings.Join(one, ""), strings.Join(one[:2], ""))
		}
		l.letters = append(l.letters, one)
	}
}

// workers share the robots, so that one connection that does not take more holds up only its neighbours.
const workers = 16

// answer offers records at a rate for a time, at moments that do not depend on how the server does (a Poisson stream): a
// late acknowledgement counts from the moment at which its record was due.
func (l *load) answer(ctx context.Context, o order) (report, error) {
	l.took = &histogram{}
	l.posted.Store(0)
	l.acked.Store(0)
	began := time.Now()
	end := began.Add(time.Duration(o.Seconds * float64(time.Second)))
	n := min(workers, len(l.robots))
	var wg sync.WaitGroup
	for w := range n {
		wg.Go(func() { l.stream(ctx, w, n, o.Rate/float64(n), began, end) })
	}
	var within int64
	select {
	case <-time.After(time.Until(end)):
		within = l.acked.Load()
	case <-ctx.Done():
		return report{}, ctx.Err()
	}
	wg.Wait()
	r := report{Count: within, Offered: int64(o.Rate * o.Seconds), Seconds: o.Seconds}
	for patience := time.Now().Add(20 * time.Second); l.acked.Load() < l.posted.Load() && time.Now().Before(patience); {
		time.Sleep(10 * time.Millisecond)
	}
	r.Refused = l.posted.Load() - l.acked.Load()
	for _, b := range l.robots {
		r.Dropped += int64(b.Connections() - 1)
	}
	r.Offered = l.posted.Load()
	l.timed(&r)
	return r, nil
}

func (l *load) timed(r *report) {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	r.P50, r.P99, r.Max = ms(l.took.quantile(0.5)), ms(l.took.quantile(0.99)), ms(l.took.quantile(1))
}

// stream posts the records of every n-th robot from w on.
func (l *load) stream(ctx context.Context, w, n int, rate float64, began, end time.Time) {
	mine := (len(l.robots) - w + n - 1) / n
	for due := began; ctx.Err() == nil; {
		due = due.Add(time.Duration(rand.ExpFloat64() / rate * float64(time.Second)))
		if !due.Before(end) {
			return
		}
		if wait := time.Until(due); wait > 200*time.Microsecond {
			time.Sleep(wait)
		}
		l.posted.Add(1)
		kind, q, text := l.record()
		l.robots[w+n*rand.IntN(mine)].PostDue(due, kind, q, text)
	}
}

// record makes up what a person does next: one record in twelve is a mark, the others answers.
func (l *load) record() (kind string, question int, text string) {
	question = 1 + rand.IntN(len(l.letters))
	if rand.IntN(12) == 0 {
		return "MARK", question, []string{"", "1"}[rand.IntN(2)]
	}
	choice := l.letters[question-1]
	return "ANSWER", question, choice[rand.IntN(len(choice))]
}
