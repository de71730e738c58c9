package news_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/news/store"
	outsidestore "github.com/suikao/suikao/exam/permit/outside/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	number = "T11010519491231002X"
	name   = "张三丰"
	code   = "0123456789ABCDEFGHJKMNPQRS"
	worker = people.PersonID("p-worker")
)

type orgs struct{}

func (orgs) Managed(ctx context.Context, org people.OrgID) (people.Org, error) {
	o := people.Org{ID: org, Path: "/a/" + string(org) + "/", Name: "单位" + string(org)}
	if !actor.From(ctx).Can(o.Path, people.EnterpriseManager) {
		return o, permit.ErrForbidden
	}
	return o, nil
}

type works map[people.PersonID]people.OrgID

func (w works) EmploymentOn(_ context.Context, p people.PersonID, _ actor.Date) (people.Employment, bool, error) {
	return people.Employment{Person: p, Org: w[p]}, w[p] != "", nil
}

type noReview struct{ permit.Rules }

func (noReview) ReviewState(context.Context, rules.Query, actor.Date, actor.Date) (rules.ReviewState, error) {
	return rules.ReviewNotRequired, nil
}

// sent is one post; answers are by address.
type sent struct {
	url    string
	header map[string]string
	body   string
}

type sender struct {
	mu     sync.Mutex
	posts  []sent
	status map[string]int
	hold   map[string]chan struct{}
}

func (*sender) Allowed(url string) error {
	if !strings.HasPrefix(url, "https://") {
		return errors.New("no")
	}
	return nil
}

func (s *sender) Post(_ context.Context, url string, header map[string]string, body []byte) (int, error) {
	s.mu.Lock()
	s.posts = append(s.posts, sent{url, header, string(body)})
	status, hold := s.status[url], s.hold[url]
	s.mu.Unlock()
	if hold != nil {
		<-hold
	}
	if status == -1 {
		return 0, errors.New("no answer in time")
	}
	if status == 0 {
		status = 204
	}
	return status, nil
}

func (s *sender) to(url string) (out []sent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.posts {
		if p.url == url {
			out = append(out, p)
		}
	}
	return out
}

type house struct {
	*news.Service
	follower news.Follower
	db       *sqldb.DB
	clock    *testenv.Clock
	post     *sender
	permit   permit.Permit
	ring     *crypt.Ring
	events   []string
}

func staff(path string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "a", Person: "p", Name: "李安全", Grants: []actor.Grant{{Role: people.EnterpriseManager, Org: "o", Path: path}}})
}

var (
	manager   = staff("/a/firm/")
	neighbour = staff("/a/other/")
)

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{db: db, clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)), post: &sender{status: map[string]int{}, hold: map[string]chan struct{}{}}, ring: crypt.Ephemeral()}
	ps, st := permitstore.New(db), store.New(db)
	h.permit = h.add(t, ps, number, name, code)
	public := permit.New(permit.Deps{Clock: h.clock.Now, Permits: ps, Changes: ps, Rules: noReview{}, Vault: h.ring, Normalize: crypt.NormalizeCode}, permit.Options{})
	out := jobs.NewOutbox(db, h.clock.Now)
	out.On(news.TopicPaused, func(_ context.Context, e actor.Event) error {
		h.events = append(h.events, string(e.Body))
		return nil
	})
	h.follower = news.Follower{Clock: h.clock.Now, News: st, Permits: ps}
	h.Service = news.New(news.Deps{Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Outbox: out, Tx: st, News: st, Subs: st, Permits: public, People: works{worker: "firm"}, Orgs: orgs{},
		Log: outsidestore.New(db), Vault: h.ring, Sender: h.post, Token: func(n int) []byte {
			b := make([]byte, n)
			_, _ = rand.Read(b)
			return b
		}})
	t.Cleanup(func() { h.Wait(); _, _ = out.Deliver(context.Background()) })
	return h
}

func (h *house) add(t *testing.T, ps *permitstore.Store, number, name, code string) permit.Permit {
	t.Helper()
	p := permit.Permit{ID: permit.ID(actor.NewID(h.clock.Now())), Person: worker, Kind: rules.OperationPermit, Item: "SO-01-02", ItemName: "低压电工作业", FirstIssuedOn: "2026-11-20",
		ValidFrom: "2026-11-20", ValidTo: "2032-11-19", Holder: permit.Holder{Name: name}, National: permit.NationalConfirmed, ExpiringDays: 90, IssuedAt: h.clock.Now().Add(-72 * time.Hour)}
	sealed, err := h.ring.Seal("permit.code:"+string(p.ID), []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	if err := ps.AddPermit(t.Context(), p, permit.Sealed{Query: h.ring.Index("permit.query", number+"|"+name), Code: sealed, CodeIndex: h.ring.Index("permit.code", code), Index: h.ring.Index("n", number)}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (h *house) subscribe(t *testing.T, org, url string, employees bool) (news.Subscription, string) {
	t.Helper()
	sub, secret, err := h.Subscribe(staff("/a/"+org+"/"), people.OrgID(org), news.Input{Name: "一号门闸机", URL: url, Events: news.Events(), Employees: employees})
	if err != nil {
		t.Fatal(err)
	}
	return sub, secret
}

// change lets people decide about the permit as exam/permit does: the row, then its followers, in one transaction.
func (h *house) change(t *testing.T, act permit.Act) {
	t.Helper()
	h.permit.Act, h.permit.ActOn = act, actor.DateOf(h.clock.Now())
	err := h.db.InTx(t.Context(), func(ctx context.Context) error {
		if err := permitstore.New(h.db).SavePermit(ctx, h.permit, true); err != nil {
			return err
		}
		return h.follower.Changed(ctx, h.permit, actor.DateOf(h.clock.Now()))
	})
	if err != nil {
		t.Fatal(err)
	}
	h.permit.Version++
}

func (h *house) run(t *testing.T) {
	t.Helper()
	if _, err := h.GiveOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := h.DeliverOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.Wait()
}

func types(list []sent) (out []string) {
	for _, s := range list {
		var m news.Message
		_ = json.Unmarshal([]byte(s.body), &m)
		out = append(out, strings.TrimPrefix(m.Type, "permit."))
	}
	return out
}
