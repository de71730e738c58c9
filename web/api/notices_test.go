package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people"
)

func TestNoticesOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("editor", people.RuleEditor)
	s.seedStaff("approver", people.RuleApprover)
	s.seedStaff("clerk", people.CounterClerk)
	login := func(name string) *browser {
		b := s.browser()
		b.wants(200, "", "POST", "/api/auth/staff/login", m{"login": name, "password": "sturdy bridge 42"})
		b.wants(200, "", "GET", "/api/staff/me", nil)
		return b
	}
	editor, approver, clerk := login("editor"), login("approver"), login("clerk")
	form := m{"kind": "EXAM_PLEDGE", "zh": m{"title": "诚信承诺", "body": "第一段。\n\n第二段。"}, "en": m{"title": "Pledge", "body": "One.\n\nTwo."}, "reason": "文字修订"}
	clerk.wants(403, "people.forbidden", "POST", "/api/staff/notice-proposals", form)
	approver.wants(403, "people.forbidden", "POST", "/api/staff/notice-proposals", form)
	var p struct {
		ID      string
		State   string
		Mine    bool
		Version int
	}
	s.must(json.Unmarshal(editor.wants(201, "", "POST", "/api/staff/notice-proposals", form), &p))
	if p.State != "PENDING" || !p.Mine {
		t.Errorf("proposed %+v", p)
	}
	editor.wants(201, "", "POST", "/api/staff/notice-proposals", form)
	form["reason"], form["zh"] = "另一份", m{"title": "另一份", "body": "文"}
	editor.wants(409, "notice.pending", "POST", "/api/staff/notice-proposals", form)
	form["zh"] = m{"title": "另\u202e一份", "body": "文"}
	editor.wants(422, "invalid body.zh.title:text.hidden", "POST", "/api/staff/notice-proposals", form)
	editor.wants(403, "people.forbidden", "POST", "/api/staff/notice-proposals/"+p.ID+"/publication", nil)
	clerk.wants(403, "people.forbidden", "POST", "/api/staff/notice-proposals/"+p.ID+"/rejection", m{"reason": "不妥"})
	if got := clerk.wants(200, "", "GET", "/api/staff/notice-proposals", nil); strings.Contains(string(got), p.ID) {
		t.Errorf("a clerk reads %s", got)
	}
	if got := approver.wants(200, "", "GET", "/api/staff/notice-proposals", nil); !strings.Contains(string(got), p.ID) || strings.Contains(string(got), `"mine":true`) {
		t.Errorf("the approver reads %s", got)
	}
	s.must(json.Unmarshal(approver.wants(200, "", "POST", "/api/staff/notice-proposals/"+p.ID+"/publication", nil), &p))
	approver.wants(409, "notice.decided", "POST", "/api/staff/notice-proposals/"+p.ID+"/publication", nil)
	if p.State != "PUBLISHED" || p.Version != 3 {
		t.Errorf("published %+v", p)
	}
	if got := s.browser().wants(200, "", "GET", "/api/public/notices/EXAM_PLEDGE?lang=en", nil); !strings.Contains(string(got), `"version":3`) || !strings.Contains(string(got), "Two.") {
		t.Errorf("in force: %s", got)
	}
	var list struct {
		Items []struct {
			Kind    string
			Version int
			Own     bool
			ZH, EN  struct{ Title, Body string }
		}
	}
	s.must(json.Unmarshal(clerk.wants(200, "", "GET", "/api/staff/notices", nil), &list))
	if len(list.Items) != 1+1+3+1+1 {
		t.Fatalf("%d versions", len(list.Items))
	}
	for _, n := range list.Items {
		if n.ZH.Body == "" || n.EN.Body == "" || n.Own != (n.Kind == "EXAM_PLEDGE" && n.Version == 3) {
			t.Errorf("version %+v", n)
		}
	}
	s.browser().wants(401, "session.none", "GET", "/api/staff/notices", nil)
}

func TestRosterPreviewOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("clerk", people.CounterClerk)
	b := s.browser()
	b.wants(200, "", "POST", "/api/auth/staff/login", m{"login": "clerk", "password": "sturdy bridge 42"})
	b.wants(200, "", "GET", "/api/staff/me", nil)
	file := []byte("姓名,证件号码\n李四,440524198001010013\n王五,440524198001010014\n")
	var plan struct {
		Ready   bool
		Refused int
		Rows    []struct {
			Row      int
			Document string
			Outcome  string
			Problems []struct{ Column, Code, Message string }
		}
	}
	path := "/api/staff/orgs/" + string(s.root.ID) + "/roster"
	s.must(json.Unmarshal(b.wants(200, "", "POST", path+"/preview?format=csv", file), &plan))
	if plan.Ready || plan.Refused != 1 || len(plan.Rows) != 2 || plan.Rows[0].Outcome != "NEW" || plan.Rows[0].Document != "440***********0013" ||
		plan.Rows[1].Row != 3 || plan.Rows[1].Problems[0].Code != "people.doc_check" || plan.Rows[1].Problems[0].Message == "" {
		t.Errorf("preview %+v", plan)
	}
	b.wants(422, "invalid row 3, 证件号码:people.doc_check", "POST", path+"?format=csv", file)
	b.wants(200, "", "POST", path+"?format=csv", file[:len("姓名,证件号码\n李四,440524198001010013\n")])
	s.must(json.Unmarshal(b.wants(200, "", "POST", path+"/preview?format=csv", file[:len("姓名,证件号码\n李四,440524198001010013\n")]), &plan))
	if !plan.Ready || plan.Rows[0].Outcome != "KNOWN" {
		t.Errorf("after the import: %+v", plan)
	}
}
