package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/news/post"
	newsstore "github.com/suikao/suikao/exam/permit/news/store"
	outsidestore "github.com/suikao/suikao/exam/permit/outside/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
)

func (b *base) newsFollower(ps *permitstore.Store) news.Follower {
	return news.Follower{Clock: b.clock, News: newsstore.New(b.db), Permits: ps}
}

// news wires what tells others of changes.
func (b *base) news(s *Services) *news.Service {
	st := newsstore.New(b.db)
	ports, _ := b.cfg.Webhooks.PortList() // checked with the configuration
	return news.New(news.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: st, News: st, Subs: st, Permits: s.Permit, People: s.People, Orgs: s.Outside, Log: outsidestore.New(b.db),
		Vault: b.ring, Sender: post.New(post.Options{Ports: ports, Networks: b.cfg.Webhooks.Networks}), Token: randomBytes})
}

func randomBytes(n int) []byte {
	out := make([]byte, n)
	_, _ = rand.Read(out) // never fails
	return out
}

// hearNews schedules the telling: what the calendar did is heard from the histories.
func (a *App) hearNews(r *jobs.Runner) {
	follower := a.newsFollower(permitstore.New(a.db))
	a.out.On(permit.TopicNoted, func(ctx context.Context, e actor.Event) error {
		var body struct{ Permit, Status string }
		if err := json.Unmarshal(e.Body, &body); err != nil {
			return err
		}
		return a.db.InTx(ctx, func(ctx context.Context) error {
			return follower.Noted(ctx, permit.ID(body.Permit), rules.PermitStatus(body.Status))
		})
	})
	a.out.On(news.TopicPaused, employerNotices{a.People.Org, a.Accounts.Holders, a.db.InTx, a.out}.paused)
	r.Every("permit.notes_at_midnight", 20*time.Second, onceADay(a.clock, a.Permit.NoteOnce))
	r.Every("permit.news", 500*time.Millisecond, func(ctx context.Context) error {
		_, err := a.News.GiveOnce(ctx)
		return err
	})
	r.Every("permit.news_deliver", 500*time.Millisecond, a.News.DeliverOnce)
	r.Every("permit.news_forget", 24*time.Hour, a.News.ForgetOnce)
}

// onceADay runs what the calendar does as soon as the day turns, and again until it succeeds; who restarts does it once more.
func onceADay(clock actor.Clock, run func(ctx context.Context) error) func(ctx context.Context) error {
	var done actor.Date
	return func(ctx context.Context) error {
		today := actor.DateOf(clock())
		if today == done {
			return nil
		}
		err := run(ctx)
		if err == nil {
			done = today
		}
		return err
	}
}

// paused tells who manages the keys of an organisation that an address of it failed too long.
func (n employerNotices) paused(ctx context.Context, e actor.Event) error {
	var body struct{ Org people.OrgID }
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	return n.tell(actor.AsSystem(ctx, "permit.news"), body.Org, textnotice.TopicSubscriptionNotice, nil)
}
