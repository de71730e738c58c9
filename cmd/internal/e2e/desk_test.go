package e2e_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// roomRecord is a 考场记录 as staff sees it.
type roomRecord struct {
	ID     string    `json:"id"`
	Slot   string    `json:"slot"`
	EndsAt time.Time `json:"endsAt"`
	State  string    `json:"state"`
	Hash   string    `json:"hash"`
	Counts struct {
		Expected int `json:"expected"`
		Present  int `json:"present"`
		Absent   int `json:"absent"`
		WalkIns  int `json:"walkIns"`
	} `json:"counts"`
	Lines []struct {
		Name    string `json:"name"`
		Match   string `json:"match"`
		Outcome string `json:"outcome"`
		Result  string `json:"result"`
	} `json:"lines"`
}

// drafted waits for the drafted room record that names a result.
func (s *site) drafted(t testing.TB, resultID string) roomRecord {
	t.Helper()
	officer := s.as("watch1")
	var found roomRecord
	within(t, 2*patience, "the room record is drafted", func() bool {
		for _, h := range get[list[roomRecord]](officer, "/api/staff/room-records?state=DRAFT").Items {
			full := get[roomRecord](officer, "/api/staff/room-records/"+h.ID)
			for _, l := range full.Lines {
				if l.Result == resultID {
					found = full
				}
			}
		}
		return found.ID != ""
	})
	return found
}

// sign signs a record by its officer; nobody else may, and nobody signs what is not the record.
func (s *site) sign(t *testing.T, rec roomRecord) {
	t.Helper()
	path := "/api/staff/room-records/" + rec.ID
	s.as("releaser").refused("POST", path+"/release", form{}, "release.unsigned")
	s.as("manager").refused("POST", path+"/sign", form{"hash": rec.Hash}, "room_record.forbidden")
	s.as("watch1").refused("POST", path+"/sign", form{"hash": strings.Repeat("0", 64)}, "room_record.stale")
	if got := post[roomRecord](s.as("watch1"), path+"/sign", form{"hash": rec.Hash}); got.State != "SIGNED" || got.Hash != rec.Hash {
		t.Errorf("signed record %+v", got)
	}
	s.as("watch1").refused("POST", path+"/notes", form{"kind": "REMARK", "text": "补记一条"}, "room_record.signed")
}

// release publishes the one result of a signed record, by somebody who did not run the room; twice is once.
func (s *site) release(t *testing.T, rec roomRecord) {
	t.Helper()
	path := "/api/staff/room-records/" + rec.ID + "/release"
	s.as("watch1").refused("POST", path, form{}, "release.forbidden")
	type outcomes struct {
		Outcomes []struct{ Done string }
	}
	for _, want := range []string{"RELEASED", "ALREADY"} {
		if got := post[outcomes](s.as("releaser"), path, form{}); len(got.Outcomes) != 1 || got.Outcomes[0].Done != want {
			t.Fatalf("%+v, want %s", got, want)
		}
	}
}

// colleagues returns the accounts that hold a role.
func (s *site) colleagues(role string) []string {
	s.t.Helper()
	var out []string
	for _, c := range get[list[struct{ Account string }]](s.as("manager"), "/api/staff/colleagues?role="+url.QueryEscape(role)).Items {
		out = append(out, c.Account)
	}
	return out
}

// scoreCheck asks for a 成绩复核 and gets a written reply from a second scoring by somebody else than the releaser.
func (s *site) scoreCheck(t *testing.T, me *client, mine result) {
	t.Helper()
	path := "/api/candidate/results/" + mine.ID + "/check"
	post[none](me, path, form{"reason": "我想确认每一题都已计分"})
	me.refused("POST", path, form{"reason": "我想再确认一次"}, "score_check.once")
	type check struct{ ID, Draft string }
	asked := get[list[check]](s.as("reviewer"), "/api/staff/score-checks?state=REQUESTED").Items
	if len(asked) != 1 {
		t.Fatalf("%d checks", len(asked))
	}
	at := "/api/staff/score-checks/" + asked[0].ID
	s.as("releaser").refused("POST", at+"/assign", form{"account": s.colleagues("RESULT_RELEASER")[0]}, "score_check.releaser")
	if got := post[check](s.as("reviewer"), at+"/assign", form{"account": s.colleagues("ITEM_REVIEWER")[0]}); !strings.Contains(got.Draft, "维持原成绩") {
		t.Fatalf("%+v", got)
	}
	s.as("releaser").refused("POST", at+"/sign", form{}, "score_check.not_assignee")
	post[none](s.as("reviewer"), at+"/sign", form{})
	type page struct {
		Check struct{ State, Reply, SignedBy string }
	}
	if got := get[page](me, path).Check; got.State != "REPLIED" || !strings.Contains(got.Reply, "维持原成绩") || got.SignedBy == "" {
		t.Errorf("%+v", got)
	}
}

// ready says what is missing for a permit.
func (s *site) lacking(me *client) []string {
	s.t.Helper()
	got := get[struct {
		Ready   bool
		Lacking []struct{ Code string }
	}](me, "/api/candidate/permit-readiness?item="+itemCode)
	var out []string
	for _, l := range got.Lacking {
		out = append(out, l.Code)
	}
	if got.Ready != (len(out) == 0) {
		s.t.Errorf("readiness %+v", got)
	}
	return out
}

type practicalExam struct {
	ID     string `json:"id"`
	State  string `json:"state"`
	Passed *bool  `json:"passed"`
	Tasks  []struct {
		Subject string `json:"subject"`
		Weight  int    `json:"weight"`
	} `json:"tasks"`
	Sheets []none `json:"sheets"`
}

// practical has two assessors enter equal sheets for a person; neither sees the other's before.
func (s *site) practical(t *testing.T, me *client) {
	t.Helper()
	if l := s.lacking(me); len(l) != 1 || l[0] != "permit.no_practical" {
		t.Fatalf("lacking %v", l)
	}
	e := post[practicalExam](s.as("manager"), "/api/staff/practical", form{"person": s.applied(me).Person, "item": itemCode, "org": s.point.Org,
		"assessors": s.colleagues("ASSESSOR")[:2]})
	marks := []form{}
	for _, k := range e.Tasks {
		marks = append(marks, form{"subject": k.Subject, "points": k.Weight, "vetoes": []string{}})
	}
	path := "/api/staff/practical/" + e.ID
	s.as("manager").refused("POST", path+"/sheet", form{"sheet": marks}, "practical.forbidden", "practical.not_assessor")
	if e = post[practicalExam](s.as("assessor1"), path+"/sheet", form{"sheet": marks}); e.State != "OPEN" {
		t.Errorf("after one sheet: %+v", e)
	}
	if seen := get[practicalExam](s.as("assessor2"), path); len(seen.Sheets) != 0 {
		t.Error("the second assessor sees the first one's sheet")
	}
	if e = post[practicalExam](s.as("assessor2"), path+"/sheet", form{"sheet": marks}); e.State != "CONFIRMED" || e.Passed == nil || !*e.Passed {
		t.Fatalf("after both sheets: %+v", e)
	}
	if l := s.lacking(me); len(l) != 0 {
		t.Fatalf("lacking %v", l)
	}
}

// papers is what a person adds to an application for a permit.
func (s *site) papers(me *client) form {
	s.t.Helper()
	version := get[struct{ Version int }](me, "/api/public/notices/TRUTH_PLEDGE?lang=zh-CN").Version
	return form{"item": itemCode, "pledgeVersion": version,
		"health": form{"fit": true, "on": s.clock().In(china).AddDate(0, 0, -20).Format(time.DateOnly), "institution": "演示市第一人民医院"}}
}

// issue applies, has the application reviewed and the permit issued, each by another person, and returns the permit's id.
func (s *site) issue(t *testing.T, me *client) string {
	t.Helper()
	papers := s.papers(me)
	me.refused("POST", "/api/candidate/permit-applications", form{"item": itemCode, "pledgeVersion": 777}, "invalid")
	app := post[application](me, "/api/candidate/permit-applications", papers)
	me.refused("POST", "/api/candidate/permit-applications", papers, "permit.application_live")
	at := "/api/staff/permit-applications/" + app.ID
	s.as("issuer").refused("POST", at+"/issue", nil, "permit.wrong_state")
	s.as("releaser").refused("POST", at+"/approve", nil, "permit.forbidden")
	post[none](s.as("clerk"), at+"/approve", nil)
	s.as("clerk").refused("POST", at+"/issue", nil, "permit.forbidden")
	p := post[struct{ ID string }](s.as("issuer"), at+"/issue", nil)
	s.as("issuer").refused("POST", at+"/issue", nil, "permit.wrong_state")
	return p.ID
}

// confirm has two people note that the national register knows the permit.
func (s *site) confirm(t *testing.T, permitID string) {
	t.Helper()
	change := post[struct{ ID string }](s.as("issuer"), "/api/staff/permits/"+permitID+"/changes",
		form{"kind": "CONFIRM_NATIONAL", "reason": "已在全国平台查到", "legal": "CX-2026-0001"})
	at := "/api/staff/permit-changes/" + change.ID + "/decide"
	s.as("issuer").refused("POST", at, form{"approve": true, "note": "同意"}, "permit.second_person")
	post[none](s.as("clerk"), at, form{"approve": true, "note": "已核对"})
}
