package e2e_test

import (
	"strings"
	"testing"
	"time"
)

// What staff enter into registers, and what two people decide there, happens once however often it is sent at once.
func TestARegisterTakesTheSameEntryOnce(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		db := p.db(t).SQL()
		rows := func(query string) (n int) {
			t.Helper()
			if err := db.QueryRow("SELECT COUNT(*) FROM " + query).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		once := func(what, query string, act func()) {
			t.Helper()
			before := rows(query)
			act()
			if n := rows(query) - before; n != 1 {
				t.Errorf("%s happened %d times", what, n)
			}
		}
		type id struct{ ID string }
		person := s.applied(s.candidate(0)).Person
		day := func(n int) string { return s.clock().In(china).AddDate(0, 0, n).Format(time.DateOnly) }

		centre := get[list[id]](s.as("admin"), "/api/staff/orgs?kind=CENTRE").Items[0].ID
		once("the training", "hours_entry", func() {
			storm(t, s.as("centre"), "/api/staff/hours", form{"org": centre, "person": form{"id": person}, "item": itemCode, "kind": "REFRESHER", "mode": "CLASSROOM",
				"classHours": 8, "from": day(-3), "to": day(-2), "class": "复训一班", "evidence": "签到册"})
		})
		entry := get[list[id]](s.as("centre"), "/api/staff/hours?org="+centre).Items[0].ID
		once("the correction", "hours_entry WHERE corrects IS NOT NULL", func() {
			storm(t, s.as("centre"), "/api/staff/hours/"+entry+"/correct", form{"classHours": 9, "from": day(-3), "to": day(-2), "evidence": "签到册", "reason": "少记一学时"})
		})

		once("the ban", "ban", func() {
			storm(t, s.as("manager"), "/api/staff/bans", form{"person": person, "kind": "EXAM", "from": day(0), "to": day(300), "decision": "演应急考罚〔2026〕1号", "reason": "替考"})
		})
		ban := "/api/staff/bans/" + get[list[id]](s.as("manager"), "/api/staff/bans").Items[0].ID
		once("its confirmation", "audit_entry WHERE verb = 'ban.confirm'", func() { storm(t, s.as("releaser"), ban+"/confirm", nil) })
		once("its end", "audit_entry WHERE verb = 'ban.lift'", func() { storm(t, s.as("issuer"), ban+"/lift", form{"reason": "复议撤销"}) })

		bank := "/api/staff/banks/" + get[list[id]](s.as("writer"), "/api/staff/banks").Items[0].ID
		once("the proposal of a release", "bank_release", func() { storm(t, s.as("writer"), bank+"/releases", form{"name": "又一版"}) })
		release := "/api/staff/bank-releases/" + get[list[id]](s.as("writer"), bank+"/releases").Items[0].ID
		once("its activation", "audit_entry WHERE verb = 'bank.release.activate'", func() { storm(t, s.as("reviewer"), release+"/activate", nil) })
		item := get[list[id]](s.as("writer"), release+"/items?type=TRUE_FALSE&limit=1").Items[0].ID
		key := get[struct{ Content struct{ Key []int } }](s.as("reviewer"), "/api/staff/item-versions/"+item).Content.Key[0]
		once("the corrected key", "key_version WHERE state = 'PROPOSED'", func() {
			storm(t, s.as("writer"), release+"/keys", form{"reason": "核对后更正", "keys": []form{{"version": item, "key": []int{1 - key}}}})
		})
		once("its approval", "audit_entry WHERE verb = 'bank.key.approve'", func() { storm(t, s.as("reviewer"), release+"/keys/2/decision", form{"approve": true}) })
		once("the re-score", "rescore", func() {
			storm(t, s.as("reviewer"), "/api/staff/rescores", form{"release": strings.TrimPrefix(release, "/api/staff/bank-releases/"), "reason": "答案已更正，重新评分"})
		})
		rescore := get[list[id]](s.as("releaser"), "/api/staff/rescores").Items[0].ID
		eventually(t, "the report is made", func() bool {
			return get[struct{ Rescore struct{ State string } }](s.as("releaser"), "/api/staff/rescores/"+rescore).Rescore.State == "READY"
		})
		if r := s.as("reviewer").send("POST", "/api/staff/rescores/"+rescore+"/decision", form{"approve": true}); r.code() != "rescore.forbidden" {
			t.Errorf("decided by who proposed it: %s", r)
		}
		once("its decision", "audit_entry WHERE verb = 'rescore.approve'", func() {
			storm(t, s.as("releaser"), "/api/staff/rescores/"+rescore+"/decision", form{"approve": true})
		})
		written := form{"type": "TRUE_FALSE", "stem": "手写的一道题", "key": []int{0}, "difficulty": 2, "topic": "触电"}
		once("the written item", "item_version", func() { storm(t, s.as("writer"), bank+"/items", written) })

		authority := get[list[id]](s.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
		file := strings.Join([]string{"format: suikao-rules/1", "title: 一次", "org: " + authority, "rule_sets:", "  - key: storm-once", "    track: EMERGENCY",
			"    person_type: SPECIAL_OPERATOR", "    effective_from: 2030-01-01", "    legal_basis: 测试", "    item: SO-09-01", "    params:",
			`      initial_hours: {value: 88, source: "[S: 市局通知]"}`, ""}, "\n")
		once("the proposed rules", "rule_proposal", func() { storm(t, s.as("rule1"), "/api/staff/rules/proposals", form{"content": file}) })
		type proposal struct{ ID, Digest string }
		pending := get[list[proposal]](s.as("rule1"), "/api/staff/rules/proposals?state=PENDING").Items[0]
		once("their approval", "audit_entry WHERE verb = 'rules.approve'", func() {
			storm(t, s.as("rule2"), "/api/staff/rules/proposals/"+pending.ID+"/approve", form{"digest": pending.Digest})
		})
	})
}
