package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/news/post"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
)

// timing is how long the public check takes, in the middle, for a number that there is not and for a name that does not fit.
type timing struct{ unknownUS, wrongUS float64 }

// compare asks n questions of each kind in turn, each about another number.
func (d *permitDesk) compare(ctx context.Context, permits, n int) (timing, error) {
	known, err := d.known(ctx, permits, n)
	if err != nil {
		return timing{}, err
	}
	took := [2][]time.Duration{}
	for k := range n + 200 { // the first warm up
		for kind, q := range [2][2]string{{fmt.Sprintf("T98%016d", k), benchName}, {known[k%len(known)], "买买提·热依扎"}} {
			from := actor.With(ctx, actor.Actor{Kind: actor.Public, Remote: fmt.Sprintf("10.9.%d.%d", k>>8&255, k&255)})
			at := time.Now()
			a, err := d.CheckNumber(from, q[0], q[1])
			if err != nil || len(a.Permits) != 0 {
				return timing{}, fmt.Errorf("number %s: %d permits: %w", q[0], len(a.Permits), err)
			}
			if k >= 200 {
				took[kind] = append(took[kind], time.Since(at))
			}
		}
	}
	middle := func(all []time.Duration) float64 {
		slices.Sort(all)
		return float64(all[len(all)/2].Nanoseconds()) / 1000
	}
	return timing{middle(took[0]), middle(took[1])}, nil
}

// propagation is how long changes take to who is told of them.
type propagation struct {
	n           int
	p50, p99    time.Duration // to an address
	streamP99   time.Duration
	slow, tries int // what the slow and the dead address got
}

type anyone struct{}

func (anyone) Managed(_ context.Context, org people.OrgID) (people.Org, error) {
	return people.Org{ID: org, Path: "/bench/", Name: "bench"}, nil
}

// ear is an address that notes how old each change is when it comes.
type ear struct {
	mu    sync.Mutex
	ages  []time.Duration
	pause time.Duration
}

func (e *ear) heard(body []byte) error {
	var m news.Message
	if err := json.Unmarshal(body, &m); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ages = append(e.ages, time.Since(m.Timestamp))
	return nil
}

func (e *ear) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	time.Sleep(e.pause)
	body, err := io.ReadAll(r.Body)
	if err != nil || e.heard(body) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func (e *ear) quantile(q float64) time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.ages) == 0 {
		return 0
	}
	slices.Sort(e.ages)
	return e.ages[min(len(e.ages)-1, int(q*float64(len(e.ages))))]
}

func (e *ear) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.ages)
}

// propagate issues n permits, ten a second, that three addresses and a stream watch; one address answers after nine seconds, one never.
func (d *permitDesk) propagate(ctx context.Context, n int) (p propagation, err error) {
	fast, slow, stream := &ear{}, &ear{pause: 9 * time.Second}, &ear{}
	deps := d.h.News.Deps
	deps.Orgs, deps.Sender = anyone{}, post.New(post.Options{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	s := news.New(deps)
	ctx, stop := context.WithCancel(ctx)
	defer s.Wait()
	defer stop()
	as := actor.AsSystem(ctx, "bench")
	var subs []news.Subscription
	for _, at := range []struct {
		name string
		ear  *ear
	}{{"fast", fast}, {"slow", slow}, {"dead", nil}} {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return p, err
		}
		if at.ear == nil {
			_ = ln.Close()
		} else {
			srv := &http.Server{Handler: at.ear, ReadHeaderTimeout: time.Minute}
			go func() { _ = srv.Serve(ln) }()
			defer func() { _ = srv.Close() }()
		}
		sub, _, err := s.Subscribe(as, people.OrgID(at.name), news.Input{Name: at.name, URL: "http://" + ln.Addr().String() + "/", Events: news.Events()})
		if err != nil {
			return p, err
		}
		subs = append(subs, sub)
	}
	apps, err := d.approved(ctx, n)
	if err != nil {
		return p, err
	}
	for left := 1; left > 0; { // what was issued before
		if left, err = s.GiveOnce(ctx); err != nil {
			return p, err
		}
	}
	watch := make([]news.Watch, n)
	for i := range watch {
		who := string(person(d.made - n + i))
		watch[i] = news.Watch{Number: "T" + who[len(who)-18:], Name: benchName}
	}
	for _, sub := range subs {
		if _, err := s.SetWatch(as, sub.ID, watch); err != nil {
			return p, err
		}
	}
	go func() {
		for tick := time.NewTicker(500 * time.Millisecond); ctx.Err() == nil; <-tick.C {
			_, _ = s.GiveOnce(ctx)
			_ = s.DeliverOnce(ctx)
		}
	}()
	go func() {
		_ = s.Stream(ctx, outside.Key{ID: "bench", Org: "fast"}, subs[0].ID, 0, func(list []news.Change) error {
			for _, c := range list {
				if err := stream.heard(c.Body); err != nil {
					return err
				}
			}
			return nil
		}, func() error { return nil })
	}()
	for i, a := range apps {
		if _, err := d.Issue(d.officer(ctx, i%issuers), a); err != nil {
			return p, err
		}
		time.Sleep(100 * time.Millisecond)
	}
	for end := time.Now().Add(90 * time.Second); (fast.count() < n || stream.count() < n) && time.Now().Before(end); {
		time.Sleep(100 * time.Millisecond)
	}
	if fast.count() != n || stream.count() != n {
		return p, fmt.Errorf("of %d changes the address got %d, the stream %d", n, fast.count(), stream.count())
	}
	tries, err := deps.Subs.TriesOf(ctx, subs[2].ID, 1000)
	return propagation{n, fast.quantile(0.5), fast.quantile(0.99), stream.quantile(0.99), slow.count(), len(tries)}, err
}
