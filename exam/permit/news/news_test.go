package news_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/outside"
	outsidestore "github.com/suikao/suikao/exam/permit/outside/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestChangesReachThoseWhoEmployAndWhoWatch(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		sub, secret := h.subscribe(t, "firm", "https://firm.example.com/", true)
		gate, _ := h.subscribe(t, "gate", "https://gate.example.com/", false)
		h.subscribe(t, "other", "https://other.example.com/", true)
		if n, err := h.SetWatch(staff("/a/gate/"), gate.ID, []news.Watch{{Number: number, Name: name, Ref: "工号-17"}, {Number: "T440524188001010014", Name: name}}); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		h.change(t, permit.Suspended)
		h.run(t)
		firm, watcher := h.post.to("https://firm.example.com/"), h.post.to("https://gate.example.com/")
		if len(firm) != 1 || len(watcher) != 1 || len(h.post.to("https://other.example.com/")) != 0 {
			t.Fatal(firm, watcher, h.post.posts)
		}
		var m news.Message
		if err := json.Unmarshal([]byte(watcher[0].body), &m); err != nil || m.Type != "permit.suspended" || m.Data.Permit != code || m.Data.Reference != "工号-17" || m.Data.Status != "SUSPENDED" || m.Data.Colour != "RED" || m.Data.Seq != 1 {
			t.Errorf("%+v %v", m, err)
		}
		for _, p := range h.post.posts {
			if text := fmt.Sprint(p); strings.Contains(text, name) || strings.Contains(text, "19491231") || strings.Contains(text, string(h.permit.ID)) {
				t.Error("a name, a number or an inner id left:", text)
			}
		}
		raw, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		want := news.Sign(raw, firm[0].header["Webhook-Id"], h.clock.Now(), []byte(firm[0].body))
		if len(raw) != 32 || firm[0].header["Webhook-Signature"] != want || firm[0].header["Webhook-Timestamp"] != fmt.Sprint(h.clock.Now().Unix()) || firm[0].header["Webhook-Key-Id"] != string(sub.ID)+".1" {
			t.Error(firm[0].header, want)
		}
		times, err := outsidestore.New(h.db).TimesOf(t.Context(), []permit.ID{h.permit.ID})
		if err != nil || len(times) != 2 {
			t.Error("the holder does not learn who is told:", times, err)
		}
		h.run(t)
		if len(h.post.posts) != 2 {
			t.Error("told twice:", h.post.posts)
		}
		var rows string
		if err := h.db.SQL().QueryRowContext(t.Context(), "SELECT body FROM permit_sub_item LIMIT 1").Scan(&rows); err != nil || strings.Contains(rows, code) {
			t.Error("codes stand in the clear", err)
		}
	})
}

// The example of the scheme's authors.
func TestSignaturesAreThoseOfStandardWebhooks(t *testing.T) {
	secret, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	if got := news.Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`)); got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Error(got)
	}
}

func TestWhatIsUndoneIsNotTold(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		h.subscribe(t, "firm", "https://firm.example.com/", true)
		undone := errors.New("undone")
		err := h.db.InTx(t.Context(), func(ctx context.Context) error {
			return errors.Join(h.follower.Changed(ctx, h.permit, "2026-11-23"), undone)
		})
		h.run(t)
		if !errors.Is(err, undone) || len(h.post.posts) != 0 {
			t.Error(err, h.post.posts)
		}
		for range 3 {
			if err := h.follower.Noted(t.Context(), h.permit.ID, rules.StatusExpired); err != nil {
				t.Fatal(err)
			}
			if err := h.follower.Noted(t.Context(), h.permit.ID, rules.StatusExpiring); err != nil {
				t.Fatal(err)
			}
			h.run(t)
		}
		if got := types(h.post.posts); !slices.Equal(got, []string{"expired"}) {
			t.Error("the end of a permit is told once:", got)
		}
	})
}

func TestEveryActHasItsEvent(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		h.subscribe(t, "firm", "https://firm.example.com/", true)
		again := h.permit
		again.Follows = h.permit.ID
		renewed := again
		renewed.ValidTo = "2038-11-19"
		paper, over := h.permit, h.permit
		paper.Basis.Imported = &permit.Imported{Issuer: "原市安全生产监督管理局"}
		over.Basis.Imported, over.ValidTo = paper.Basis.Imported, "2026-11-22"
		for _, p := range []permit.Permit{h.permit, again, renewed, paper, over} {
			h.clock.Advance(time.Second)
			if err := h.follower.Issued(t.Context(), p); err != nil {
				t.Fatal(err)
			}
		}
		for _, act := range []permit.Act{permit.Suspended, "", permit.Extended, permit.Revoked, permit.Withdraw, permit.Cancelled, permit.Replaced} {
			h.clock.Advance(time.Second)
			h.change(t, act)
		}
		confirmed := h.permit
		confirmed.Act, confirmed.ActOn, confirmed.NationalOn = permit.Suspended, "2026-11-01", "2026-11-23"
		h.clock.Advance(time.Second)
		if err := h.follower.Changed(t.Context(), confirmed, "2026-11-23"); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if got := strings.Join(types(h.post.posts), " "); got != "issued issued renewed imported suspended updated updated revoked withdrawn cancelled replaced updated" {
			t.Error(got)
		}
	})
}

func TestAnAddressThatFails(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		const url = "https://firm.example.com/"
		sub, _ := h.subscribe(t, "firm", url, true)
		h.post.status[url] = 302
		h.change(t, permit.Suspended)
		h.clock.Advance(time.Second)
		h.change(t, "")
		h.run(t)
		h.run(t)
		if n := len(h.post.posts); n != 1 {
			t.Fatalf("%d posts: the second waits behind the first, and the first for its pause", n)
		}
		h.clock.Advance(5 * time.Second)
		h.post.status[url] = -1
		h.run(t)
		if got := types(h.post.posts); !slices.Equal(got, []string{"suspended", "suspended"}) || h.post.posts[0].header["Webhook-Id"] != h.post.posts[1].header["Webhook-Id"] {
			t.Fatal(got)
		}
		tries, err := h.Deliveries(manager, sub.ID)
		if err != nil || len(tries) != 2 || tries[0].Problem != "no answer in time" || tries[0].Status != 0 || tries[1].Status != 302 {
			t.Errorf("%+v %v", tries, err)
		}
		for range 60 {
			h.clock.Advance(2 * time.Hour)
			h.run(t)
		}
		list, err := h.SubsOf(manager, "firm")
		if err != nil || list[0].State != news.Paused || len(h.post.posts) > 50 {
			t.Fatalf("after three days: %+v %v, %d posts", list, err, len(h.post.posts))
		}
		if _, err := h.Outbox.(*jobs.Outbox).Deliver(t.Context()); err != nil || len(h.events) != 1 || !strings.Contains(h.events[0], "firm") {
			t.Error("its owners are not told:", h.events, err)
		}
		h.change(t, permit.Revoked) // waits as well
		h.run(t)
		h.post.status[url] = 0
		h.post.posts = nil
		if _, err := h.Resume(manager, sub.ID); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if got := strings.Join(types(h.post.posts), " "); got != "suspended updated revoked" {
			t.Error("what waited comes in order:", got)
		}
		if _, err := h.Resume(manager, sub.ID); !errors.Is(err, news.ErrState) {
			t.Error(err)
		}
	})
}

// A slow address holds up nobody else, and two nodes do not send to one address at the same time.
func TestASlowAddressHoldsUpNobody(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		h.subscribe(t, "firm", "https://slow.example.com/", true)
		h.subscribe(t, "firm", "https://fast.example.com/", true)
		slow := make(chan struct{})
		h.post.hold["https://slow.example.com/"] = slow
		other := news.New(h.Deps)
		h.change(t, permit.Suspended)
		if _, err := h.GiveOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := errors.Join(h.DeliverOnce(t.Context()), other.DeliverOnce(t.Context())); err != nil {
				t.Fatal(err)
			}
		}
		for end := time.Now().Add(10 * time.Second); len(h.post.to("https://fast.example.com/")) == 0 && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		close(slow)
		h.Wait()
		other.Wait()
		if f, s := len(h.post.to("https://fast.example.com/")), len(h.post.to("https://slow.example.com/")); f != 1 || s != 1 {
			t.Errorf("%d to the fast one, %d to the slow one", f, s)
		}
	})
}

func TestRotationAndRights(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		const url = "https://firm.example.com/"
		sub, old := h.subscribe(t, "firm", url, true)
		_, fresh, err := h.Rotate(manager, sub.ID)
		if err != nil || fresh == old {
			t.Fatal(fresh, err)
		}
		if err := h.TryOut(manager, sub.ID); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		h.clock.Advance(24 * time.Hour)
		if err := h.TryOut(manager, sub.ID); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if got := types(h.post.posts); !slices.Equal(got, []string{"test", "test"}) {
			t.Fatal(got)
		}
		for i, secrets := range [][]string{{fresh, old}, {fresh}} {
			p := h.post.posts[i]
			var want []string
			for _, s := range secrets {
				raw, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, "whsec_"))
				var at int64
				_, _ = fmt.Sscan(p.header["Webhook-Timestamp"], &at)
				want = append(want, news.Sign(raw, p.header["Webhook-Id"], time.Unix(at, 0), []byte(p.body)))
			}
			if p.header["Webhook-Signature"] != strings.Join(want, " ") || p.header["Webhook-Key-Id"] != string(sub.ID)+".2" {
				t.Errorf("%d: %v, want %v", i, p.header, want)
			}
		}
		for what, act := range map[string]func(ctx context.Context) error{
			"list":   func(ctx context.Context) error { _, err := h.SubsOf(ctx, "firm"); return err },
			"rotate": func(ctx context.Context) error { _, _, err := h.Rotate(ctx, sub.ID); return err },
			"log":    func(ctx context.Context) error { _, err := h.Deliveries(ctx, sub.ID); return err },
			"watch":  func(ctx context.Context) error { _, err := h.SetWatch(ctx, sub.ID, nil); return err },
			"test":   func(ctx context.Context) error { return h.TryOut(ctx, sub.ID) },
			"resume": func(ctx context.Context) error { _, err := h.Resume(ctx, sub.ID); return err },
			"end":    func(ctx context.Context) error { return h.End(ctx, sub.ID) },
		} {
			if err := act(neighbour); !errors.Is(err, permit.ErrNotFound) && !errors.Is(err, permit.ErrForbidden) {
				t.Errorf("a neighbour may %s: %v", what, err)
			}
		}
		many := slices.Repeat([]news.Watch{{Number: number, Name: name}}, news.MaxWatched+1)
		for _, list := range [][]news.Watch{many, {{Number: "1", Name: name}}, {{Number: number, Name: name, Ref: strings.Repeat("x", 81)}}} {
			if _, err := h.SetWatch(manager, sub.ID, list); !strings.Contains(fmt.Sprint(err), news.ErrWatch.Code()) {
				t.Error(err)
			}
		}
		for _, in := range []news.Input{{Name: "x", Events: news.Events()}, {Name: "闸机", URL: "http://x", Events: news.Events()}, {Name: "闸机"}, {Name: "闸机", Events: []news.Event{"NONE"}},
			{Name: "闸机", Events: []news.Event{news.Issued, news.Issued}}} {
			if _, _, err := h.Subscribe(manager, "firm", in); err == nil {
				t.Errorf("%+v is taken", in)
			}
		}
		if err := h.End(manager, sub.ID); err != nil {
			t.Fatal(err)
		}
		h.post.posts = nil
		h.change(t, permit.Suspended)
		h.run(t)
		if len(h.post.posts) != 0 {
			t.Error("an ended subscription is told")
		}
	})
}

// Readers that come back, on whatever node, go on after the last number and lose nothing while many things happen at once.
func TestReadersLoseNothing(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		sub, _ := h.subscribe(t, "firm", "", true)
		k := outside.Key{ID: "k", Org: "firm"}
		const all = 120
		var work sync.WaitGroup
		for range 4 {
			work.Go(func() {
				for range all / 4 {
					if err := h.db.InTx(t.Context(), func(ctx context.Context) error { return h.follower.Changed(ctx, h.permit, "2026-11-23") }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		nodes := []*news.Service{h.Service, news.New(h.Deps)}
		stop := make(chan struct{})
		var giving sync.WaitGroup
		for _, n := range nodes { // the lease keeps it to one node; losing it in the middle must do no harm
			giving.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						_, _ = n.GiveOnce(t.Context())
						time.Sleep(time.Millisecond)
					}
				}
			})
		}
		var got []uint64
		for at, turn := uint64(0), 0; len(got) < all && turn < 400; turn++ {
			list, err := nodes[turn%2].Changes(t.Context(), k, sub.ID, at, 7, time.Second)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range list {
				got = append(got, c.Seq)
				at = c.Seq
			}
		}
		work.Wait()
		close(stop)
		giving.Wait()
		for i, seq := range got {
			if seq != uint64(i+1) {
				t.Fatalf("number %d stands in place %d", seq, i+1)
			}
		}
		if len(got) != all {
			t.Errorf("%d of %d", len(got), all)
		}
		if _, err := h.Changes(t.Context(), outside.Key{ID: "k2", Org: "other"}, sub.ID, 0, 10, 0); !errors.Is(err, permit.ErrNotFound) {
			t.Error("a key of another organisation reads:", err)
		}
		if _, err := h.Changes(t.Context(), k, sub.ID, all+1, 10, 0); !strings.Contains(fmt.Sprint(err), news.ErrCursor.Code()) {
			t.Error(err)
		}
		if list, err := h.Changes(t.Context(), k, "", all, 10, 0); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		ctx, end := context.WithCancel(t.Context())
		var reading sync.WaitGroup
		for range 4 {
			leave, err := h.Enter(k)
			if err != nil {
				t.Fatal(err)
			}
			reading.Go(func() {
				defer leave()
				_ = h.Stream(ctx, k, sub.ID, all, func([]news.Change) error { return nil }, func() error { return nil })
			})
		}
		if _, err := h.Changes(t.Context(), k, sub.ID, all, 10, time.Second); !errors.Is(err, news.ErrStreams) {
			t.Error("a fifth stream of a key:", err)
		}
		end()
		reading.Wait()
	})
}

func TestOldItemsAreForgotten(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open)
		sub, _ := h.subscribe(t, "firm", "https://firm.example.com/", true)
		h.change(t, permit.Suspended)
		if err := h.follower.Noted(t.Context(), h.permit.ID, rules.StatusExpired); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		h.clock.Advance(91 * 24 * time.Hour)
		if err := h.ForgetOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		tries, err := h.Deliveries(manager, sub.ID)
		list, err2 := h.Changes(t.Context(), outside.Key{ID: "k", Org: "firm"}, sub.ID, 0, 10, 0)
		if err != nil || err2 != nil || len(tries)+len(list) != 0 {
			t.Error(tries, list, err, err2)
		}
		h.post.posts = nil
		if err := h.follower.Noted(t.Context(), h.permit.ID, rules.StatusExpired); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if len(h.post.posts) != 0 {
			t.Error("the end of a permit is told again")
		}
	})
}
