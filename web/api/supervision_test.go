package api_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/web/api"
)

func TestSupervisionOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	_, st := s.begin()
	me, stranger := "X-Officer: "+examtest.OrgPath, "X-Officer: /elsewhere/"
	room := "/api/staff/rooms/" + string(examtest.Room) + "/supervision-gaps"
	s.Clock.Advance(10 * time.Minute)
	s.wants(401, "test.no_proof", "", "POST", room, `{"cause":"OFFICER_AWAY"}`, nil)
	s.wants(404, "sitting.not_found", stranger, "POST", room, `{"cause":"OFFICER_AWAY"}`, nil)
	s.wants(422, "invalid", me, "POST", room, `{"cause":"ASLEEP"}`, nil)
	s.wants(422, "supervision.invalid", me, "POST", room, `{"cause":"OTHER"}`, nil)
	var g api.SupervisionGap
	from := s.Clock.Now().Add(-time.Minute).UTC().Format(time.RFC3339)
	s.wants(200, "", me, "POST", room, fmt.Sprintf(`{"cause":"UPLINK_LOST","note":"光缆中断","from":%q}`, from), &g)
	s.wants(409, "supervision.open", me, "POST", room, `{"cause":"OFFICER_AWAY"}`, nil)
	if g.To != nil || g.OpenedBy == "" || g.From.Format(time.RFC3339) != from {
		t.Errorf("%+v", g)
	}
	s.Clock.Advance(30 * time.Second)
	end := "/api/staff/supervision-gaps/" + g.ID + "/end"
	s.wants(404, "sitting.not_found", stranger, "POST", end, nil, nil)
	s.wants(200, "", me, "POST", end, nil, &g)
	s.wants(409, "supervision.over", me, "POST", end, nil, nil)
	s.Clock.Advance(time.Hour)
	var sup api.SittingSupervision
	s.wants(200, "", me, "GET", "/api/staff/sittings/"+st.Sitting+"/supervision", nil, &sup)
	if sup.Seconds != 90 || len(sup.Gaps) != 1 || sup.Gaps[0].Note != "光缆中断" || g.To == nil {
		t.Errorf("%+v", sup)
	}
	s.wants(404, "sitting.not_found", stranger, "GET", "/api/staff/sittings/"+st.Sitting+"/supervision", nil, nil)
	var page api.Page[api.SupervisionGap]
	now := s.Clock.Now().UTC()
	day := "?from=" + url.QueryEscape(now.Add(-24*time.Hour).Format(time.RFC3339)) + "&to=" + url.QueryEscape(now.Format(time.RFC3339))
	s.wants(200, "", me, "GET", room+day, nil, &page)
	if len(page.Items) != 1 || page.Items[0].ID != g.ID {
		t.Errorf("%+v", page)
	}
	s.wants(200, "", me, "GET", room, nil, &page) // the last day
	if len(page.Items) != 1 {
		t.Errorf("%+v", page)
	}
	s.wants(404, "sitting.not_found", stranger, "GET", room+day, nil, nil)
}

func TestTechnicalAbortOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	s.Law.ResumeWithin = 30
	_, st := s.begin()
	me := "X-Officer: " + examtest.OrgPath
	base := "/api/staff/sittings/" + st.Sitting
	s.wants(404, "sitting.no_abort", me, "GET", base+"/technical-abort", nil, nil)
	s.wants(422, "invalid", me, "POST", base+"/abort", `{"reason":"IDENTITY"}`, nil)
	var v api.SittingView
	s.wants(200, "", me, "POST", base+"/pause", `{"reason":"POWER"}`, &v)
	if v.ResumeBy == nil || v.ResumeBy.Sub(*v.PausedAt) != 30*time.Minute {
		t.Errorf("%+v", v)
	}
	s.Clock.Advance(31 * time.Minute)
	s.wants(409, "sitting.pause_over", me, "POST", base+"/resume", `{"reason":"POWER"}`, nil)
	v = api.SittingView{}
	s.wants(200, "", me, "POST", base+"/abort", `{"reason":"POWER","text":"全楼停电"}`, &v)
	if v.State != exam.Aborted || v.ResumeBy != nil {
		t.Errorf("%+v", v)
	}
	var entry api.AbortRecord
	s.wants(200, "", me, "GET", base+"/technical-abort", nil, &entry)
	if entry.Was != exam.Paused || entry.Words != "全楼停电" || entry.Officer == "" || entry.Counted || !strings.Contains(entry.Text, "不计考试次数") || !strings.Contains(entry.Text, "停电") {
		t.Errorf("%+v", entry)
	}
	s.wants(404, "sitting.not_found", "X-Officer: /elsewhere/", "GET", base+"/technical-abort", nil, nil)
	sit, err := s.Real.Sitting(t.Context(), exam.SittingID(st.Sitting))
	if err != nil {
		t.Fatal(err)
	}
	var page api.Page[api.AbortNotice]
	s.wants(200, "", "X-Person: "+string(sit.Person), "GET", "/api/candidate/technical-aborts", nil, &page)
	if len(page.Items) != 1 || page.Items[0].Text != entry.Text {
		t.Errorf("%+v", page)
	}
	s.wants(200, "", "X-Person: 00000000000000000000000000", "GET", "/api/candidate/technical-aborts", nil, &page)
	if len(page.Items) != 0 {
		t.Errorf("a stranger reads %+v", page)
	}
	s.wants(401, "test.no_proof", "", "GET", "/api/candidate/technical-aborts", nil, nil)
}
