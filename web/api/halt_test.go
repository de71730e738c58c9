package api_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/ws"
)

func TestStopsOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	who, st := s.begin()
	me, stranger := "X-Officer: "+examtest.OrgPath, "X-Officer: /elsewhere/"
	room, site := "/api/staff/rooms/"+string(examtest.Room), "/api/staff/points/"+string(sitePoint)
	why := `{"reason":"EMERGENCY","text":"有人晕倒"}`
	for _, path := range []string{room + "/pause", site + "/pause"} {
		s.wants(404, "site.not_found", stranger, "POST", path, why, nil)
		s.wants(401, "test.no_proof", who, "POST", path, why, nil)
		s.wants(422, "sitting.reason_missing", me, "POST", path, `{"reason":"OTHER"}`, nil)
		s.wants(422, "invalid", me, "POST", path, `{"reason":"EMERGENCY","by":"somebody else"}`, nil)
	}
	s.wants(404, "site.not_found", stranger, "GET", room+"/pauses", nil, nil)
	s.wants(404, "site.not_found", stranger, "GET", room+"/outages", nil, nil)
	var p api.PauseView
	s.wants(200, "", me, "POST", room+"/pause", why, &p)
	if p.State != halt.Stands || p.Sittings != 1 || p.Scope != halt.OfRoom || p.By == "" || p.Text != "有人晕倒" {
		t.Errorf("%+v", p)
	}
	s.wants(409, "halt.stands", me, "POST", room+"/pause", why, nil)
	s.wants(409, "sitting.held_by_room", me, "POST", "/api/staff/sittings/"+st.Sitting+"/resume", why, nil)
	var seat ws.SeatState
	s.wants(200, "", who, "GET", "/api/device/sitting", nil, &seat)
	if seat.Phase != "PAUSED" || seat.PauseKind != "ROOM" || seat.PauseReason != "EMERGENCY: 有人晕倒" || seat.PausedAt == 0 {
		t.Errorf("%+v", seat)
	}
	var list api.Page[api.PauseView]
	s.wants(200, "", me, "GET", room+"/pauses", nil, &list)
	if len(list.Items) != 1 || list.Items[0].ID != p.ID {
		t.Errorf("%+v", list)
	}
	s.wants(200, "", me, "GET", site+"/pauses", nil, &list)
	if len(list.Items) != 0 {
		t.Errorf("of the site: %+v", list)
	}
	s.Clock.Advance(90 * time.Second)
	s.wants(404, "site.not_found", stranger, "POST", "/api/staff/pauses/"+p.ID+"/resume", why, nil)
	s.wants(404, "halt.not_found", me, "POST", "/api/staff/pauses/00000000000000000000000000/resume", why, nil)
	s.wants(200, "", me, "POST", "/api/staff/pauses/"+p.ID+"/resume", why, &p)
	s.wants(409, "halt.over", me, "POST", "/api/staff/pauses/"+p.ID+"/resume", why, nil)
	if p.State != halt.Over || p.Resumed != 1 || p.ResumedAt == nil || p.ResumedBy == "" {
		t.Errorf("%+v", p)
	}
	s.Clock.Advance(time.Minute)
	at := func(ago time.Duration) string { return s.Clock.Now().Add(-ago).UTC().Format(time.RFC3339) }
	said := fmt.Sprintf(`{"reason":"POWER","text":"跳闸","from":%q,"to":%q}`, at(50*time.Second), at(20*time.Second))
	s.wants(404, "site.not_found", stranger, "POST", room+"/outages", said, nil)
	s.wants(422, "halt.outage_invalid", me, "POST", room+"/outages", fmt.Sprintf(`{"reason":"POWER","text":"跳闸","from":%q,"to":%q}`, at(0), at(20*time.Second)), nil)
	var o api.RoomOutage
	s.wants(200, "", me, "POST", room+"/outages", said, &o)
	if o.Basis != halt.ByStatement || o.By == "" || o.To == nil {
		t.Errorf("%+v", o)
	}
	var had api.SittingTime
	s.wants(404, "sitting.not_found", stranger, "GET", "/api/staff/sittings/"+st.Sitting+"/time", nil, nil)
	s.wants(200, "", me, "GET", "/api/staff/sittings/"+st.Sitting+"/time", nil, &had)
	if had.Base != 7200 || had.Credited != 120 || len(had.Given) != 2 || had.Given[0].Kind != exam.GivenRoom || had.Given[0].Seconds != 90 ||
		had.Given[1].Code != exam.RoomPower || had.Given[1].Seconds != 30 {
		t.Errorf("%+v", had)
	}
	s.wants(200, "", who, "GET", "/api/device/sitting", nil, &seat)
	if len(seat.Given) != 2 || seat.CreditedSec != 120 || seat.Given[0].Text != "有人晕倒" {
		t.Errorf("%+v", seat.Given)
	}
}

func TestABreakOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	who, st := s.begin()
	grip := fmt.Sprintf(`{"sitting":%q,"epoch":%d,"last":0}`, st.Sitting, st.Epoch)
	s.wants(409, "sitting.no_break", who, "POST", "/api/device/sitting/break", grip, nil)
	s.Law.Breaks = exam.BreakTerms{Most: 600, Count: 1, Freeze: true}
	who, st = s.begin()
	if st.BreakAt == 0 || st.BreakSec != 600 || !st.BreakFreezes || st.BreakRuns {
		t.Errorf("%+v", st)
	}
	grip = fmt.Sprintf(`{"sitting":%q,"epoch":%d,"last":0}`, st.Sitting, st.Epoch)
	s.wants(409, "sitting.unsaved_answers", who, "POST", "/api/device/sitting/break", fmt.Sprintf(`{"sitting":%q,"epoch":%d,"last":3}`, st.Sitting, st.Epoch), nil)
	for range 2 {
		s.wants(200, "", who, "POST", "/api/device/sitting/break", grip, &st)
		if st.Phase != "PAUSED" || st.PauseKind != "BREAK" || st.PauseReason != "" {
			t.Errorf("%+v", st)
		}
	}
	s.wants(403, "sitting.not_yours", "X-Seat: "+string(s.Seat()), "POST", "/api/device/sitting/break", grip, nil)
	s.wants(200, "", "X-Officer: "+examtest.OrgPath, "POST", "/api/staff/sittings/"+st.Sitting+"/resume", `{"reason":"RECHECK"}`, nil)
}
