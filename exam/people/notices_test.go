package people_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// inForce is the shipped version of each text that a fresh start has in force.
var inForce = map[notice.Kind]int{notice.Privacy: 1, notice.TruthPledge: 1, notice.HonestyPledge: 2, notice.RecordingNotice: 1, notice.FaceConsent: 1}

var newZH, newEN = notice.Wording{Title: "新版告知书", Body: "第二版。"}, notice.Wording{Title: "Notice", Body: "Second version."}

// publishers are a rule editor and a rule approver of the root authority.
func (w *world) publishers() (editor, approver context.Context) {
	_, editor = w.staff("editor", w.root, people.RuleEditor)
	_, approver = w.staff("approver", w.root, people.RuleApprover)
	return editor, approver
}

// publish puts new words into force and returns their version.
func (w *world) publish(editor, approver context.Context, k notice.Kind, zh, en notice.Wording) int {
	w.Helper()
	p, err := w.notices.Propose(editor, k, zh, en, "法规修订")
	w.must(err)
	p, err = w.notices.Publish(approver, p.ID)
	w.must(err)
	return p.Version
}

func (w *world) confirm(ctx context.Context, p people.PersonID, in notice.ConfirmInput) error {
	_, err := w.notices.Confirm(ctx, p, in)
	return err
}

func TestNotices(t *testing.T) {
	onBoth(t, func(w *world) {
		bodies := map[string]bool{}
		for _, k := range notice.Kinds() {
			for _, lang := range []string{"zh-CN", "en"} {
				n, err := w.notices.Notice(w.public(), k, lang)
				if err != nil || n.Version != inForce[k] || n.Lang != lang || len(n.Body) < 200 || bodies[n.Body] || strings.ContainsAny(n.Body, "!！") {
					w.Errorf("%s %s: %+v %v", k, lang, n, err)
				}
				bodies[n.Body] = true
			}
		}
		w.must(w.notices.Seed(w.system())) // a second start
		number, phone := w.number(), w.phone()
		p, err := w.candidates.Register(w.public(), w.registration(number, phone))
		w.must(err)
		if v := w.publish2(notice.Privacy); v != 2 {
			w.Fatalf("published as version %d", v)
		}
		id, me := people.PersonID(p.ID), w.asCandidate(p)
		confirmed := func(k notice.Kind, about string) bool {
			ok, err := w.notices.Confirmed(w.system(), id, k, about)
			w.must(err)
			return ok
		}
		if confirmed(notice.Privacy, "") {
			w.Error("the old confirmation counts for the new version")
		}
		w.wants("auth.notice_version", w.confirm(me, id, notice.ConfirmInput{Kind: notice.Privacy, Version: 1}), "confirming the old version")
		w.must(w.confirm(me, id, notice.ConfirmInput{Kind: notice.Privacy, Version: 2, Channel: "PORTAL"}))
		if !confirmed(notice.Privacy, "") || confirmed(notice.TruthPledge, "") {
			w.Error("confirmations of different texts are mixed up")
		}
		w.must(w.confirm(me, id, notice.ConfirmInput{Kind: notice.HonestyPledge, Version: 2, About: "sitting:a", Channel: "SEAT"}))
		if !confirmed(notice.HonestyPledge, "sitting:a") || confirmed(notice.HonestyPledge, "sitting:b") {
			w.Error("a pledge for one sitting counts for another")
		}
		other := w.person(w.countyA, "别人")
		w.wants("people.forbidden", w.confirm(me, other.ID, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1}), "consenting for somebody else")
		w.wants("invalid", w.confirm(me, id, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1, About: "sitting:a"}), "face consent for one session")
		w.must(w.confirm(me, id, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1, Channel: "PORTAL"}))
		if !confirmed(notice.FaceConsent, "") {
			w.Error("consent is not noted")
		}
		w.wants("people.withdraw", w.notices.Withdraw(me, notice.HonestyPledge), "withdrawing a pledge")
		w.must(w.notices.Withdraw(me, notice.FaceConsent))
		if confirmed(notice.FaceConsent, "") || !strings.Contains(w.dump("outbox_event"), "person.consent_withdrawn") {
			w.Error("a withdrawn consent still counts, or nobody is told")
		}
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		w.must(w.confirm(clerk, id, notice.ConfirmInput{Kind: notice.TruthPledge, Version: 1}))
		all, err := w.texts.Confirmations(w.system(), id, notice.TruthPledge)
		if err != nil || len(all) != 1 || all[0].Channel != "COUNTER" || all[0].By == "" {
			w.Errorf("the counter's confirmation %+v %v", all, err)
		}
		_, foreign := w.staff("clerk-b", w.countyB, people.CounterClerk)
		w.wants("people.not_found", w.confirm(foreign, other.ID, notice.ConfirmInput{Kind: notice.TruthPledge, Version: 1}), "a counter of another county")
	})
}

func (w *world) publish2(k notice.Kind) int {
	w.Helper()
	editor, approver := w.publishers()
	return w.publish(editor, approver, k, newZH, newEN)
}

// Twenty presses at once, and later ones, are one confirmation at the time of the first; so is consent after withdrawal.
func TestOneConfirmation(t *testing.T) {
	onBoth(t, func(w *world) {
		p, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		id, me := people.PersonID(p.ID), w.asCandidate(p)
		in := notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1, Channel: "PORTAL"}
		press := func() map[string]int {
			w.Helper()
			var mu sync.Mutex
			var wg sync.WaitGroup
			seen := map[string]int{}
			for i := range 20 {
				wg.Go(func() {
					in := in
					in.Lang = []string{"en", "zh-CN"}[i%2]
					c, err := w.notices.Confirm(me, id, in)
					mu.Lock()
					defer mu.Unlock()
					if err != nil {
						w.Errorf("a press: %v", err)
					}
					seen[c.ID+c.At.String()]++
				})
			}
			wg.Wait()
			return seen
		}
		for round := 1; round <= 3; round++ {
			trail := w.trail("notice.confirm", "person:"+p.ID)
			if seen := press(); len(seen) != 1 {
				w.Errorf("round %d: answers %v", round, seen)
			}
			first, err := w.notices.Confirm(me, id, in)
			w.must(err)
			w.clock.Advance(time.Hour)
			again, err := w.notices.Confirm(me, id, in)
			if err != nil || again != first {
				w.Errorf("an hour later: %+v %v, first %+v", again, err, first)
			}
			all, err := w.texts.Confirmations(w.system(), id, notice.FaceConsent)
			if err != nil || len(all) != round || w.trail("notice.confirm", "person:"+p.ID) != trail+1 {
				w.Errorf("round %d: %d rows, %d on the trail before %v", round, len(all), trail, err)
			}
			w.must(w.notices.Withdraw(me, notice.FaceConsent))
		}
	})
}

// What a seat confirms together is confirmed once each, also at the same time and where one of the texts was confirmed before.
func TestSeveralConfirmedTogether(t *testing.T) {
	onBoth(t, func(w *world) {
		p, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		id, seat := people.PersonID(p.ID), actor.With(w.public(), actor.Actor{Kind: actor.Device, ID: "seat-1"})
		texts, err := w.notices.Notices(seat, []notice.Kind{notice.HonestyPledge, notice.RecordingNotice}, "en")
		w.must(err)
		two := func(about string) (in []notice.ConfirmInput) {
			for _, t := range texts {
				in = append(in, notice.ConfirmInput{Kind: t.Kind, Version: t.Version, Lang: "en", About: about, Channel: "SEAT"})
			}
			return in
		}
		_, err = w.notices.Confirm(seat, id, two("sitting:b")[0])
		w.must(err)
		for _, about := range []string{"sitting:a", "sitting:b"} {
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() {
					if err := w.notices.ConfirmAll(seat, id, two(about)); err != nil {
						w.Errorf("%s: %v", about, err)
					}
				})
			}
			wg.Wait()
		}
		for _, kind := range []notice.Kind{notice.HonestyPledge, notice.RecordingNotice} {
			all, err := w.texts.Confirmations(w.system(), id, kind)
			if err != nil || len(all) != 2 || all[0].About == all[1].About || all[0].Lang != "en" || all[0].Channel != "SEAT" {
				w.Errorf("%s: %+v %v", kind, all, err)
			}
		}
		if n := w.trail("notice.confirm", "person:"+p.ID); n != 5 { // and the privacy notice of the registration
			w.Errorf("%d on the trail", n)
		}
		old := two("sitting:c")
		old[1].Version = 7
		w.wants(notice.ErrOld.Code(), w.notices.ConfirmAll(seat, id, old), "a version that is not in force")
		w.wants(people.ErrForbidden.Code(), w.notices.ConfirmAll(w.asCandidate(p), id, two("sitting:c")), "a candidate")
		if all, err := w.texts.Confirmations(w.system(), id, notice.HonestyPledge); err != nil || len(all) != 2 {
			w.Errorf("a refused list left something: %d %v", len(all), err)
		}
	})
}

func TestTwoPeoplePublish(t *testing.T) {
	onBoth(t, func(w *world) {
		editor, approver := w.publishers()
		_, editorA := w.staff("editor-a", w.countyA, people.RuleEditor)
		_, approverA := w.staff("approver-a", w.countyA, people.RuleApprover)
		_, admin := w.staff("admin", w.root, people.SystemAdmin)
		propose := func(ctx context.Context, zh, en notice.Wording, reason string) error {
			_, err := w.notices.Propose(ctx, notice.Privacy, zh, en, reason)
			return err
		}
		for what, ctx := range map[string]context.Context{"a county": editorA, "an approver": approver, "an administrator": admin, "the program": w.system(), "nobody": w.public()} {
			w.wants("people.forbidden", propose(ctx, newZH, newEN, "修订"), "%s proposes", what)
		}
		for what, c := range map[string]struct {
			zh, en notice.Wording
			reason string
			field  string
		}{
			"no English":        {newZH, notice.Wording{Title: "Notice"}, "修订", "body.en.body people.required"},
			"no title":          {notice.Wording{Body: "文"}, newEN, "修订", "body.zh.title people.required"},
			"an override":       {notice.Wording{Title: "告知", Body: "我\u202e同意"}, newEN, "修订", "body.zh.body text.hidden"},
			"two lines' title":  {notice.Wording{Title: "告\n知", Body: "文"}, newEN, "修订", "body.zh.title text.hidden"},
			"no reason":         {newZH, newEN, " ", "body.reason people.reason"},
			"a book for a text": {notice.Wording{Title: "告知", Body: strings.Repeat("文", notice.MaxBody+1)}, newEN, "修订", "body.zh.body people.too_long"},
		} {
			if got := fields(propose(editor, c.zh, c.en, c.reason)); len(got) != 1 || got[0] != c.field {
				w.Errorf("%s: %v", what, got)
			}
		}
		p, err := w.notices.Propose(editor, notice.Privacy, notice.Wording{Title: newZH.Title, Body: "第二版。\r\n"}, newEN, "修订")
		w.must(err)
		again, err := w.notices.Propose(editor, notice.Privacy, newZH, newEN, "修订")
		if err != nil || again.ID != p.ID || w.count("notice_proposal") != 1 {
			w.Errorf("the same words again: %+v %v", again, err)
		}
		w.wants("notice.pending", propose(editor, newEN, newZH, "修订"), "other words while some wait")
		for what, ctx := range map[string]context.Context{"the editor": editor, "a county": approverA, "an administrator": admin, "the program": w.system()} {
			_, err := w.notices.Publish(ctx, p.ID)
			w.wants("people.forbidden", err, "%s publishes", what)
		}
		_, err = w.notices.TakeBack(editorA, p.ID)
		w.wants("people.forbidden", err, "a county takes back")
		for what, ctx := range map[string]context.Context{"a county": editorA, "an administrator": admin, "nobody": w.public()} {
			if list, err := w.notices.Proposals(ctx, "", 50); err != nil || len(list) != 0 {
				w.Errorf("%s reads proposals: %v %v", what, list, err)
			}
		}
		if n, err := w.notices.Notice(w.public(), notice.Privacy, "en"); err != nil || n.Version != 1 {
			w.Errorf("before the second person: %+v %v", n, err)
		}
		var mu sync.Mutex
		var wg sync.WaitGroup
		done := map[string]int{}
		for range 10 {
			wg.Go(func() {
				_, err := w.notices.Publish(approver, p.ID)
				mu.Lock()
				defer mu.Unlock()
				done[code(err)]++
			})
		}
		wg.Wait()
		if done[""] != 1 || done["notice.decided"] != 9 || w.trail("notice.publish", "notice_proposal:"+string(p.ID)) != 1 {
			w.Errorf("ten presses of the approver: %v", done)
		}
		for lang, want := range map[string]notice.Wording{"zh-CN": newZH, "en": newEN} {
			n, err := w.notices.Notice(w.public(), notice.Privacy, lang)
			if err != nil || n.Version != 2 || n.Title != want.Title || n.Body != want.Body || n.Proposal != p.ID {
				w.Errorf("in force in %s: %+v %v", lang, n, err)
			}
		}
		_, err = w.notices.Reject(approver, p.ID, "不妥")
		w.wants("notice.decided", err, "rejecting what is in force")
		_, err = w.notices.TakeBack(editor, p.ID)
		w.wants("notice.decided", err, "taking back what is in force")
		w.must(w.notices.Seed(w.system())) // a restart leaves the authority's own text alone
		if v := w.publish(editor, approver, notice.Privacy, newEN, newZH); v != 3 {
			w.Errorf("the next version is %d", v)
		}
		list, err := w.notices.Versions(admin)
		if err != nil || len(list) != 2*(3+1+2+1+1) || list[0].Version != 3 || list[0].Lang != "zh-CN" {
			w.Errorf("%d texts %v", len(list), err)
		}
	})
}

// The natural person counts: a second account, even one that holds the other role, does not make two people of one.
func TestOnePersonDoesNotPublish(t *testing.T) {
	onBoth(t, func(w *world) {
		editor, approver := w.publishers()
		p, err := w.notices.Propose(editor, notice.TruthPledge, newZH, newEN, "修订")
		w.must(err)
		second := actor.From(editor) // as if the incompatible role had been granted all the same
		second.ID = "01m7xsw1m0700hj8tn5jqgy820"
		second.Grants = actor.From(approver).Grants
		_, err = w.notices.Publish(actor.With(context.Background(), second), p.ID)
		w.wants("notice.same_person", err, "another account of the proposer")
		got, err := w.notices.Reject(approver, p.ID, "措辞不妥")
		if err != nil || got.State != notice.Rejected || got.Remark != "措辞不妥" {
			w.Errorf("rejected: %+v %v", got, err)
		}
		p, err = w.notices.Propose(editor, notice.TruthPledge, newZH, newEN, "再次修订")
		w.must(err)
		_, other := w.staff("editor-2", w.root, people.RuleEditor)
		_, err = w.notices.TakeBack(other, p.ID)
		w.wants("notice.not_own", err, "another editor takes it back")
		if p, err = w.notices.TakeBack(editor, p.ID); err != nil || p.State != notice.Withdrawn {
			w.Errorf("taken back: %+v %v", p, err)
		}
		_, err = w.notices.Publish(approver, p.ID)
		w.wants("notice.decided", err, "publishing what was taken back")
		_, err = w.notices.Publish(approver, "01m7xsw1m0700hj8tn5jqgy821")
		if fault.KindOf(err) != fault.NotFound {
			w.Errorf("publishing nothing: %v", err)
		}
	})
}

// A database of an earlier program gets the corrected pledge with its old version kept; one whose authority published its
// own words does not.
func TestShippedTextsReachOldDatabases(t *testing.T) {
	onBoth(t, func(w *world) {
		db := w.db.Conn(w.system())
		w.must(db.Exec("DELETE FROM notice WHERE kind = 'EXAM_PLEDGE' AND version = 2").Error)
		if n, err := w.notices.Notice(w.public(), notice.HonestyPledge, "zh-CN"); err != nil || n.Version != 1 || !strings.Contains(n.Body, "“求助”键") {
			w.Fatalf("the old database: %+v %v", n, err)
		}
		w.must(w.notices.Seed(w.system()))
		if n, err := w.notices.Notice(w.public(), notice.HonestyPledge, "zh-CN"); err != nil || n.Version != 2 || strings.Contains(n.Body, "求助") {
			w.Errorf("after the update: %+v %v", n, err)
		}
		w.must(db.Exec("DELETE FROM notice WHERE kind = 'EXAM_PLEDGE' AND version = 2").Error)
		w.clock.Advance(time.Second)
		w.publish2(notice.HonestyPledge)
		w.must(w.notices.Seed(w.system()))
		if n, err := w.notices.Notice(w.public(), notice.HonestyPledge, "zh-CN"); err != nil || n.Version != 2 || n.Body != newZH.Body {
			w.Errorf("the authority's own words after the update: %+v %v", n, err)
		}
	})
}

// The pledge calls the button as the seat's page does.
func TestPledgeNamesTheButton(t *testing.T) {
	onBoth(t, func(w *world) {
		for lang, file := range map[string]string{"zh-CN": "zh-CN.ts", "en": "en.ts"} {
			page, err := os.ReadFile("../../web/ui/src/kiosk/locales/" + file)
			w.must(err)
			m := regexp.MustCompile(`(?m)^\s*button: '([^']+)'`).FindSubmatch(page)
			if m == nil {
				w.Fatalf("%s names no button", file)
			}
			n, err := w.notices.Notice(w.public(), notice.HonestyPledge, lang)
			if err != nil || !strings.Contains(n.Body, "“"+string(m[1])+"”") {
				w.Errorf("the pledge in %s does not name “%s”: publish a new version. %v", lang, m[1], err)
			}
		}
	})
}

// A shipped text that was edited under a version that people have confirmed stops the start.
func TestAlteredNoticesAreNoticed(t *testing.T) {
	onBoth(t, func(w *world) {
		w.must(w.db.Conn(w.system()).Exec("UPDATE notice SET body = 'other' WHERE kind = 'PRIVACY' AND lang = 'en'").Error)
		if err := w.notices.Seed(w.system()); err == nil || !strings.Contains(err.Error(), "PRIVACY version 1 en") {
			w.Errorf("seeding over an altered text: %v", err)
		}
	})
}
