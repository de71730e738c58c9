package e2e_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

const (
	killRobots  = 4
	killsBegin  = 5  // while the papers are opened
	killsAnswer = 50 // while answers come in
	killsSubmit = 7  // while the papers are handed in
)

// killed is one candidate of the kill test.
type killed struct {
	person int
	seat   seat
	robot  *wsclient.Robot
	sheet  *ws.SeatState
	shown  ws.SeatState // last state before handing in
}

// Promise 1: an acknowledged answer is durable, whenever the process is killed.
func TestKillingTheServerLosesNoAcknowledgedAnswer(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		rng := chance(t)
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		r := &s.rooms[0]
		s.change(r, func(r *room) { r.Rules["earliestSubmit"] = 0 })
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
		defer cancel()
		var all []*killed
		for i := range killRobots {
			k := &killed{person: i, seat: s.walkIn(r, i)}
			k.robot = s.robot(ctx, r, k.seat, wsclient.Options{Resend: 300 * time.Millisecond, Backoff: 10 * time.Millisecond})
			all = append(all, k)
		}
		began := time.Now()
		inFlight := 0
		kill := func(n int) {
			for range n {
				if rng.IntN(4) > 0 { // most kills hit a program that serves, however slow the machine; some hit its start
					srv.ready()
				}
				time.Sleep(time.Duration(40+rng.IntN(360)) * time.Millisecond)
				if slices.ContainsFunc(all, func(k *killed) bool { return k.robot.Unsaved() > 0 && k.robot.Connected() }) {
					inFlight++
				}
				srv.kill()
				srv.start()
			}
			srv.ready()
		}
		each(all, func(k *killed) error {
			state, err := k.robot.Begin(ctx)
			k.sheet = &state
			return err
		})(t, func() { kill(killsBegin) })
		stop := make(chan struct{})
		each(all, func(k *killed) error {
			k.answer(ctx, stop, rand.New(rand.NewPCG(uint64(k.person), 7)))
			return nil
		})(t, func() { kill(killsAnswer); close(stop) })
		for _, k := range all {
			eventually(t, "everything is acknowledged", func() bool { return k.robot.Unsaved() == 0 })
		}
		each(all, func(k *killed) error {
			k.robot.Disconnect() // a last look through a new connection
			eventually(t, "connected again", k.robot.Connected)
			k.shown = k.robot.State()
			_, err := k.robot.Submit(ctx)
			return err
		})(t, func() { kill(killsSubmit) })
		total := 0
		for _, k := range all {
			total += len(k.robot.Acks())
		}
		t.Logf("%d kills in %s, %d with answers on their way; %d acknowledgements over %d connections", killsBegin+killsAnswer+killsSubmit,
			time.Since(began).Round(time.Millisecond), inFlight, total, connections(all))
		if inFlight < killsAnswer/4 || total < 40*killRobots {
			t.Errorf("the kills hit nothing: the test proves too little")
		}
		s.forget()
		scores := map[int]int{}
		for _, k := range all {
			scores[k.person] = s.score(k.person)
		}
		srv.stop()
		p.judge(t, all, scores)
	})
}

// each runs act for all at once while meanwhile runs, and waits for them.
func each(all []*killed, act func(k *killed) error) func(t *testing.T, meanwhile func()) {
	return func(t *testing.T, meanwhile func()) {
		t.Helper()
		var wg sync.WaitGroup
		errs := make([]error, len(all))
		for i, k := range all {
			wg.Go(func() { errs[i] = act(k) })
		}
		meanwhile()
		wg.Wait()
		for i, err := range errs {
			if err != nil {
				t.Fatalf("candidate %d: %v", i, err)
			}
		}
	}
}

// answer writes answers and marks without end, some of them changed again and again.
func (k *killed) answer(ctx context.Context, stop <-chan struct{}, rng *rand.Rand) {
	for {
		select {
		case <-stop:
			return
		case <-ctx.Done():
			return
		case <-time.After(time.Duration(10+rng.IntN(20)) * time.Millisecond):
		}
		if k.robot.Unsaved() > 24 {
			continue
		}
		q := k.sheet.Sheet.Questions[rng.IntN(len(k.sheet.Sheet.Questions))]
		switch n := rng.IntN(10); {
		case n == 0:
			k.robot.Post("MARK", q.No, []string{"", "1"}[rng.IntN(2)])
		case n == 1:
			k.robot.Post("ANSWER", q.No, "") // taken back
		default:
			k.robot.Post("ANSWER", q.No, q.Options[rng.IntN(len(q.Options))].Letter)
		}
	}
}

func connections(all []*killed) int {
	n := 0
	for _, k := range all {
		n += k.robot.Connections()
	}
	return n
}

// result is a result as the candidate sees it.
type result struct {
	ID        string `json:"id"`
	Sitting   string `json:"sitting"`
	Points    int    `json:"points"`
	Full      int    `json:"full"`
	PassMark  int    `json:"passMark"`
	Passed    bool   `json:"passed"`
	State     string `json:"state"`
	StateText string `json:"stateText"`
	Right     int    `json:"right"`
	Blank     int    `json:"blank"`
	Cause     string `json:"cause"`
	Records   int64  `json:"records"`
	Chain     string `json:"chain"`
}

// score returns the points that the portal shows to a person.
func (s *site) score(i int) int {
	s.t.Helper()
	c := s.candidate(i)
	var got []result
	eventually(s.t, "the result appears", func() bool {
		got = get[list[result]](c, "/api/candidate/results").Items
		return len(got) > 0
	})
	if len(got) != 1 || got[0].State != "PROVISIONAL" {
		s.t.Fatalf("results %+v", got)
	}
	return got[0].Points
}

// judge compares what the candidates were told with what is stored.
func (p *place) judge(t *testing.T, all []*killed, scores map[int]int) {
	t.Helper()
	ev := p.evidence(t)
	for _, k := range all {
		name := fmt.Sprintf("candidate %d", k.person)
		acks := k.robot.Acks()
		for _, w := range ev.check(t, acks) {
			t.Errorf("%s: %s", name, w)
		}
		for _, r := range k.robot.Refusals() {
			t.Errorf("%s: record %d was refused: %s", name, r.Seq, r.Code)
		}
		given, marked, seen := map[int]string{}, map[int]bool{}, map[int64]bool{}
		for _, a := range slices.SortedFunc(slices.Values(acks), func(a, b wsclient.Ack) int { return int(a.Seq - b.Seq) }) {
			if seen[a.Seq] {
				t.Errorf("%s: record %d was acknowledged twice as two records", name, a.Seq)
			}
			seen[a.Seq] = true
			if a.Kind == "MARK" {
				marked[a.Question] = a.Answer == "1"
			} else {
				given[a.Question] = a.Answer
			}
		}
		if n := ev.records(t, acks[0].Sitting); n != len(acks) {
			t.Errorf("%s: %d records are stored, %d were acknowledged", name, n, len(acks))
		}
		for _, x := range k.shown.Stored {
			if given[x.Question] != x.Answer || marked[x.Question] != x.Marked {
				t.Errorf("%s: question %d was shown as stored with %q %v, acknowledged was %q %v", name, x.Question, x.Answer, x.Marked, given[x.Question], marked[x.Question])
			}
		}
		for q, a := range given {
			if a != "" && !slices.ContainsFunc(k.shown.Stored, func(x ws.SeatStored) bool { return x.Question == q && x.Answer == a }) {
				t.Errorf("%s: the acknowledged answer %q to question %d was not shown again", name, a, q)
			}
		}
		if want := points(t, k.sheet.Sheet, given); want != scores[k.person] {
			t.Errorf("%s: the portal shows %d points, the answers are worth %d", name, scores[k.person], want)
		}
	}
	ev.notBlind(t, all[0].robot.Acks())
}
