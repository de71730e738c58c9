package people_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
)

func TestNotices(t *testing.T) {
	onBoth(t, func(w *world) {
		bodies := map[string]bool{}
		for _, k := range notice.Kinds() {
			for _, lang := range []string{"zh-CN", "en"} {
				n, err := w.notices.Notice(w.public(), k, lang)
				if err != nil || n.Version != 1 || n.Lang != lang || len(n.Body) < 200 || bodies[n.Body] || strings.ContainsAny(n.Body, "!！") {
					w.Errorf("%s %s: %+v %v", k, lang, n, err)
				}
				bodies[n.Body] = true
			}
		}
		w.must(w.notices.Seed(w.system())) // a second start
		_, admin := w.staff("admin", w.root, people.SystemAdmin)
		_, adminA := w.staff("admin-a", w.countyA, people.SystemAdmin)
		zh, en := notice.Text{Title: "新版告知书", Body: "第二版。"}, notice.Text{Title: "Notice", Body: "Second version."}
		_, err := w.notices.Publish(adminA, notice.Privacy, zh, en)
		w.wants("people.forbidden", err, "a county publishes for all")
		_, err = w.notices.Publish(admin, notice.Privacy, zh, notice.Text{Title: "Notice"})
		w.wants("invalid", err, "one language without a text")
		number, phone := w.number(), w.phone()
		p, err := w.candidates.Register(w.public(), w.registration(number, phone))
		w.must(err)
		v, err := w.notices.Publish(admin, notice.Privacy, zh, en)
		if err != nil || v != 2 {
			w.Fatalf("version %d %v", v, err)
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
		w.wants("auth.notice_version", w.notices.Confirm(me, id, notice.ConfirmInput{Kind: notice.Privacy, Version: 1}), "confirming the old version")
		w.must(w.notices.Confirm(me, id, notice.ConfirmInput{Kind: notice.Privacy, Version: 2, Channel: "PORTAL"}))
		if !confirmed(notice.Privacy, "") || confirmed(notice.TruthPledge, "") {
			w.Error("confirmations of different texts are mixed up")
		}
		w.must(w.notices.Confirm(me, id, notice.ConfirmInput{Kind: notice.HonestyPledge, Version: 1, About: "sitting:a", Channel: "SEAT"}))
		if !confirmed(notice.HonestyPledge, "sitting:a") || confirmed(notice.HonestyPledge, "sitting:b") {
			w.Error("a pledge for one sitting counts for another")
		}
		other := w.person(w.countyA, "别人")
		w.wants("people.forbidden", w.notices.Confirm(me, other.ID, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1}), "consenting for somebody else")
		w.must(w.notices.Confirm(me, id, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1, Channel: "PORTAL"}))
		if !confirmed(notice.FaceConsent, "") {
			w.Error("consent is not noted")
		}
		w.wants("people.withdraw", w.notices.Withdraw(me, notice.HonestyPledge), "withdrawing a pledge")
		w.must(w.notices.Withdraw(me, notice.FaceConsent))
		if confirmed(notice.FaceConsent, "") || !strings.Contains(w.dump("outbox_event"), "person.consent_withdrawn") {
			w.Error("a withdrawn consent still counts, or nobody is told")
		}
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		w.must(w.notices.Confirm(clerk, id, notice.ConfirmInput{Kind: notice.TruthPledge, Version: 1}))
		all, err := w.texts.Confirmations(w.system(), id, notice.TruthPledge)
		if err != nil || len(all) != 1 || all[0].Channel != "COUNTER" || all[0].By == "" {
			w.Errorf("the counter's confirmation %+v %v", all, err)
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
