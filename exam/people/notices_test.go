package people_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people"
)

func TestNotices(t *testing.T) {
	onBoth(t, func(w *world) {
		bodies := map[string]bool{}
		for _, k := range people.NoticeKinds() {
			for _, lang := range []string{"zh-CN", "en"} {
				n, err := w.s.Notice(w.public(), k, lang)
				if err != nil || n.Version != 1 || n.Lang != lang || len(n.Body) < 200 || bodies[n.Body] || strings.ContainsAny(n.Body, "!！") {
					w.Errorf("%s %s: %+v %v", k, lang, n, err)
				}
				bodies[n.Body] = true
			}
		}
		w.must(w.s.SeedNotices(w.system())) // a second start
		_, admin := w.staff("admin", w.root, people.SystemAdmin)
		_, adminA := w.staff("admin-a", w.countyA, people.SystemAdmin)
		zh, en := people.Notice{Title: "新版告知书", Body: "第二版。"}, people.Notice{Title: "Notice", Body: "Second version."}
		_, err := w.s.PublishNotice(adminA, people.Privacy, zh, en)
		w.wants("people.forbidden", err, "a county publishes for all")
		_, err = w.s.PublishNotice(admin, people.Privacy, zh, people.Notice{Title: "Notice"})
		w.wants("invalid", err, "one language without a text")
		number, phone := w.number(), w.phone()
		p, err := w.candidates.Register(w.public(), w.registration(number, phone))
		w.must(err)
		v, err := w.s.PublishNotice(admin, people.Privacy, zh, en)
		if err != nil || v != 2 {
			w.Fatalf("version %d %v", v, err)
		}
		id, me := people.PersonID(p.ID), w.asCandidate(p)
		confirmed := func(k people.NoticeKind, about string) bool {
			ok, err := w.s.Confirmed(w.system(), id, k, about)
			w.must(err)
			return ok
		}
		if confirmed(people.Privacy, "") {
			w.Error("the old confirmation counts for the new version")
		}
		w.wants("auth.notice_version", w.s.Confirm(me, id, people.ConfirmInput{Kind: people.Privacy, Version: 1}), "confirming the old version")
		w.must(w.s.Confirm(me, id, people.ConfirmInput{Kind: people.Privacy, Version: 2, Channel: "PORTAL"}))
		if !confirmed(people.Privacy, "") || confirmed(people.TruthPledge, "") {
			w.Error("confirmations of different texts are mixed up")
		}
		w.must(w.s.Confirm(me, id, people.ConfirmInput{Kind: people.HonestyPledge, Version: 1, About: "sitting:a", Channel: "SEAT"}))
		if !confirmed(people.HonestyPledge, "sitting:a") || confirmed(people.HonestyPledge, "sitting:b") {
			w.Error("a pledge for one sitting counts for another")
		}
		other := w.person(w.countyA, "别人")
		w.wants("people.forbidden", w.s.Confirm(me, other.ID, people.ConfirmInput{Kind: people.FaceConsent, Version: 1}), "consenting for somebody else")
		w.must(w.s.Confirm(me, id, people.ConfirmInput{Kind: people.FaceConsent, Version: 1, Channel: "PORTAL"}))
		if !confirmed(people.FaceConsent, "") {
			w.Error("consent is not noted")
		}
		w.wants("people.withdraw", w.s.Withdraw(me, people.HonestyPledge), "withdrawing a pledge")
		w.must(w.s.Withdraw(me, people.FaceConsent))
		if confirmed(people.FaceConsent, "") || !strings.Contains(w.dump("outbox_event"), "person.consent_withdrawn") {
			w.Error("a withdrawn consent still counts, or nobody is told")
		}
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		w.must(w.s.Confirm(clerk, id, people.ConfirmInput{Kind: people.TruthPledge, Version: 1}))
		all, err := w.deps.Texts.Confirmations(w.system(), id, people.TruthPledge)
		if err != nil || len(all) != 1 || all[0].Channel != "COUNTER" || all[0].By == "" {
			w.Errorf("the counter's confirmation %+v %v", all, err)
		}
	})
}

// A shipped text that was edited under a version that people have confirmed stops the start.
func TestAlteredNoticesAreNoticed(t *testing.T) {
	onBoth(t, func(w *world) {
		w.must(w.db.Conn(w.system()).Exec("UPDATE notice SET body = 'other' WHERE kind = 'PRIVACY' AND lang = 'en'").Error)
		if err := w.s.SeedNotices(w.system()); err == nil || !strings.Contains(err.Error(), "PRIVACY version 1 en") {
			w.Errorf("seeding over an altered text: %v", err)
		}
	})
}
