package rescue_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/rescue"
)

// sign plays the key of the house.
func sign(purpose, value string) []byte {
	sum := sha256.Sum256([]byte("secret " + purpose + " " + value))
	return sum[:]
}

// Allow implements rescue.Limiter; a minute never passes.
func (w *world) Allow(_ context.Context, key string, n int, _ time.Duration) (bool, time.Duration, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.often == nil {
		w.often = map[string]int{}
	}
	w.often[key]++
	return w.often[key] <= n, 20 * time.Second, nil
}

func stranger() context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Public, Remote: "192.0.2.7"})
}

// links are the tokens in the texts that went out, the oldest first.
func (h *house) links() (out []string) {
	h.t.Helper()
	h.good(h.SendOnce(system()))
	for _, text := range h.w.texts {
		_, rest, ok := strings.Cut(text, " https://exam.example.cn/come#")
		token, _, more := strings.Cut(rest, " ")
		if !ok || !more {
			h.t.Fatalf("no link in %q", text)
		}
		out = append(out, token)
	}
	return out
}

// Who was asked says by the link that they come and that they stand at the door: both once, with names and times, on the trail; nobody
// else is asked then.
func TestWhoWasCalledSaysSoByTheLink(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		token := h.links()[0]
		a, err := h.Asked(stranger(), token)
		h.good(err)
		if a.Place != "襄城考试点" || a.Room != "一号考场" || a.Phone != "0710-3000000" || a.Title.ZH == "" || a.Person.Name != "张到场" || a.Call.State != rescue.Open || a.Numbers.Fire != "119" {
			t.Fatalf("%+v", a)
		}
		if h.view().Call.State != rescue.Open {
			t.Fatal("opening the page entered something")
		}
		h.clock.Advance(time.Minute)
		for range 3 { // a finger that presses again, a lost answer
			a, err = h.Coming(stranger(), token)
			h.good(err)
			h.clock.Advance(time.Second)
		}
		if c := h.view().Call; c.State != rescue.Acked || c.AckedWho != "张到场" || c.AckedName != "" || !c.AckedAt.Equal(start.Add(time.Minute)) || !a.Person.AckedAt.Equal(c.AckedAt) {
			t.Fatalf("%+v", c)
		}
		h.clock.Advance(rescue.AckWithin)
		h.good(h.LateOnce(system()))
		h.good(h.SendOnce(system()))
		if len(h.w.texts) != 1 {
			t.Fatal("others are asked although somebody is coming", h.w.texts)
		}
		at := h.clock.Now()
		for range 2 {
			_, err = h.again().Here(stranger(), token)
			h.good(err)
			h.clock.Advance(time.Second)
		}
		if c := h.view().Call; c.State != rescue.Arrived || c.ArrivedWho != "张到场" || c.ArrivedName != "" || !c.ArrivedAt.Equal(at) {
			t.Fatalf("%+v", c)
		}
		for verb, n := range map[string]int{"room.help_ack": 1, "room.help_arrive": 1} {
			if got := len(slices.DeleteFunc(slices.Clone(h.trail()), func(v string) bool { return v != verb })); got != n {
				t.Errorf("%s stands %d times on the trail", verb, got)
			}
		}
		if a, err = h.Coming(stranger(), token); err != nil || a.Call.State != rescue.Arrived {
			t.Error("after the arrival the link still changes something, or fails", a, err)
		}
	})
}

// Several who were asked press at once: the first ends the waiting, what each said stands beside their names.
func TestSeveralPressAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		h.good(h.SendOnce(system()))
		h.clock.Advance(rescue.AckWithin)
		h.good(h.LateOnce(system()))
		all := h.links()
		if len(all) != 3 {
			t.Fatal(all)
		}
		var wg sync.WaitGroup
		errs := make([]error, len(all))
		for i, token := range all {
			node := h.again()
			wg.Go(func() { _, errs[i] = node.Coming(stranger(), token) })
		}
		wg.Wait()
		h.good(errors.Join(errs...))
		v := h.view()
		for _, p := range v.Persons {
			if p.AckedAt.IsZero() {
				t.Errorf("what %s said is lost", p.Name)
			}
		}
		if v.Call.State != rescue.Acked || v.Call.AckedWho == "" {
			t.Errorf("%+v", v.Call)
		}
	})
}

// A link that was guessed, changed, cut or given to another call is none; one whose call is over or that is too old enters nothing, and
// that somebody tried is on the trail; who tries often waits.
func TestLinksThatDoNotHold(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		token := h.links()[0]
		other := actor.NewID(start)
		for name, bad := range map[string]string{"empty": "", "cut": token[:47], "longer": token + "A", "another person": other + token[26:],
			"changed": token[:47] + string(rune(token[47]^1)), "a signature alone": strings.Repeat("0", 26) + token[26:], "signed for nobody": strings.Repeat("0", 26) + string(sign("rescue.link", "0")[:22])} {
			for _, do := range []func(context.Context, string) (rescue.Asking, error){h.Asked, h.Coming, h.Here} {
				if a, err := do(stranger(), bad); !has(err, rescue.ErrLink) || a.Place != "" {
					t.Errorf("%s: %+v %v", name, a, err)
				}
			}
		}
		h.w.often = nil
		h.clock.Advance(rescue.LinkFor + time.Second)
		if _, err := h.Coming(stranger(), token); !has(err, rescue.ErrLinkOver) || !slices.Contains(h.trail(), "rescue.refused") {
			t.Error(err, h.trail())
		}
		if h.view().Call.State != rescue.Open {
			t.Error("an old link entered something")
		}
		h.clock.Advance(-rescue.LinkFor)
		h.good(h.Receive(system(), actor.Event{ID: event2, Topic: proctor.TopicChanged, Body: []byte(`{"incident":"01incidentaaaaaaaaaaaaaaaa","room":"01roomaaaaaaaaaaaaaaaaaaaa","state":"CLOSED"}`)}))
		if _, err := h.Here(stranger(), token); !has(err, rescue.ErrLinkOver) {
			t.Error(err)
		}
		h.w.often = nil
		for i := range 40 {
			if _, err := h.Asked(stranger(), "x"); has(err, rescue.ErrOften) {
				if i < 20 {
					t.Error("after", i)
				}
				return
			}
		}
		t.Error("guessing is not limited")
	})
}

// A link that this house did not sign stands on the trail, at the call it names; a flood of them, from one address or from many, fills
// nothing, and after an hour the next one is seen again.
func TestForgedLinksStandOnTheTrailAndCannotFillIt(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		token := h.links()[0]
		forged := func() (n int) {
			for _, v := range h.trail() {
				if v == "rescue.forged_link" {
					n++
				}
			}
			return n
		}
		from := func(address string) context.Context {
			return actor.With(context.Background(), actor.Actor{Kind: actor.Public, Remote: address})
		}
		for range 20 {
			if _, err := h.Coming(from("192.0.2.1"), token[:47]+string(rune(token[47]^1))); !has(err, rescue.ErrLink) {
				t.Fatal(err)
			}
		}
		if forged() != 1 {
			t.Fatalf("one address stands %d times on the trail", forged())
		}
		c := h.view().Call
		last := h.entry("rescue.forged_link")
		if last.Object != "help_call:"+string(c.ID) || last.Path != path || last.Detail["act"] != "room.help_ack" {
			t.Errorf("%+v", last)
		}
		for i, junk := range []string{"", "x", actor.NewID(start) + "AAAAAAAAAAAAAAAAAAAAAA", strings.Repeat("\x00", 48), strings.Repeat("验", 16)} {
			if _, err := h.Asked(from("192.0.2."+string(rune('2'+i))), junk); !has(err, rescue.ErrLink) {
				t.Errorf("%q: %v", junk, err)
			}
			if last = h.entry("rescue.forged_link"); last.Object != "help_call:-" || last.Path != "/" {
				t.Errorf("%q: %+v", junk, last)
			}
		}
		if forged() != 6 {
			t.Fatal(forged())
		}
		for i := range 100 {
			_, err := h.Here(from("198.51.100."+strings.Repeat("1", i)), "x")
			if !has(err, rescue.ErrLink) {
				t.Fatal(err)
			}
		}
		if forged() != 20 {
			t.Errorf("a flood stands %d times on the trail", forged())
		}
		h.w.often = nil // an hour later
		if _, err := h.Here(from("192.0.2.1"), "x"); !has(err, rescue.ErrLink) || forged() != 21 {
			t.Error(err, forged())
		}
		if h.view().Call.State != rescue.Open {
			t.Error("a forged link entered something")
		}
	})
}
