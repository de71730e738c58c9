package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws/wsclient"
)

// A walk-in's record is signed long before the slot is over: as soon as an officer lets nobody in any more, nobody stands at
// the gate and the paper is handed in. Afterwards nobody comes in.
func TestAWalkInsRecordNeedNotWaitForTheSlot(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		s := visit(t, serve(t, p.settings).url, time.Now)
		r := &s.rooms[0]
		s.until(s.nextSlot(s.candidate(0), r, 0).StartsAt.Add(5 * time.Minute)) // the whole slot lies ahead
		s.forget()
		b := s.robot(t.Context(), r, s.walkIn(r, 4), wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		write(t, b, sheet, 85)
		officer, gate := s.as("watch1"), s.gate(r)
		post[none](officer, "/api/staff/sittings/"+sheet.Sitting+"/hand-in", form{"reason": "OTHER", "text": "考生要求交卷"})
		mine := get[list[result]](s.candidate(4), "/api/candidate/results").Items
		if len(mine) != 1 {
			t.Fatalf("results %+v", mine)
		}
		var open roomRecord
		within(t, 2*patience, "the slot has a record", func() bool {
			for _, h := range get[list[roomRecord]](officer, "/api/staff/room-records?state=OPEN").Items {
				open = h
			}
			return open.ID != ""
		})
		sign, nothing := "/api/staff/room-records/"+open.ID+"/sign", form{"hash": strings.Repeat("0", 64)}
		officer.refused("POST", sign, nothing, "room_record.not_ready")

		v := s.atTheGate(r, 0)
		post[none](officer, "/api/staff/slots/"+open.Slot+"/close-admissions", form{"reason": "无人候考"})
		officer.refused("POST", sign, nothing, "room_record.not_ready") // somebody stands at the gate
		post[gateView](gate, "/api/device/gate/officer", form{"visit": v.Visit})
		post[none](officer, "/api/staff/matches/"+v.Visit+"/refuse", form{"reason": "证件与本人不符"})

		rec := s.drafted(t, mine[0].ID)
		if now := s.clock(); !now.Before(rec.EndsAt) || rec.Counts.Present != 1 {
			t.Errorf("drafted at %v, the slot ends at %v: %+v", now, rec.EndsAt, rec.Counts)
		}
		s.sign(t, rec)
		s.release(t, rec)
		s.counted(t, sheet, 85)

		s.lay(r, 0)
		v = post[gateView](gate, "/api/device/gate/check", form{"card": true})
		if len(v.Offers) == 1 {
			v = post[gateView](gate, "/api/device/gate/take", form{"visit": v.Visit, "application": v.Offers[0].Application})
		}
		if v.trouble() != "gate.admissions_closed" {
			t.Errorf("after the signature the gate says %q: %+v", v.trouble(), v)
		}
		if in := get[list[none]](officer, "/api/staff/rooms/"+r.ID+"/admissions").Items; len(in) != 0 {
			t.Errorf("inside after the signature: %s", in)
		}
	})
}

// atTheGate lets the i-th person take a place as a walk-in and wait at the gate.
func (s *site) atTheGate(r *room, i int) gateView {
	s.t.Helper()
	s.lay(r, i)
	v := post[gateView](s.gate(r), "/api/device/gate/check", form{"card": true})
	if len(v.Offers) != 1 {
		s.t.Fatalf("the gate shows %+v (%s)", v, v.trouble())
	}
	v = post[gateView](s.gate(r), "/api/device/gate/take", form{"visit": v.Visit, "application": v.Offers[0].Application})
	if v.Trouble != nil {
		s.t.Fatal(v.trouble())
	}
	s.lay(r, -1)
	return v
}

// While nobody watches a room nobody is let in and no paper starts; the time stands in the record, and the result waits for
// somebody who views the recording. The demo authority allows a minute.
func TestTimeWithoutSupervisionHoldsTheResult(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		s := visit(t, serve(t, p.settings).url, time.Now)
		r := &s.rooms[0]
		b := s.robot(t.Context(), r, s.walkIn(r, 4), wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		write(t, b, sheet, 85)
		officer := s.as("watch1")
		gaps := "/api/staff/rooms/" + r.ID + "/supervision-gaps"
		gap := post[struct{ ID string }](officer, gaps, form{"cause": "UPLINK_LOST", "note": "光缆中断"})
		officer.refused("POST", gaps, form{"cause": "OFFICER_AWAY"}, "supervision.open")
		s.lay(r, 0)
		v := post[gateView](s.gate(r), "/api/device/gate/check", form{"card": true})
		v = post[gateView](s.gate(r), "/api/device/gate/take", form{"visit": v.Visit, "application": v.Offers[0].Application})
		if s.lay(r, -1); v.trouble() != "gate.unattended" {
			t.Errorf("the gate says %q", v.trouble())
		}
		s.ahead(2 * time.Minute)
		post[none](officer, "/api/staff/supervision-gaps/"+gap.ID+"/end", nil)
		post[none](officer, "/api/staff/sittings/"+sheet.Sitting+"/hand-in", form{"reason": "OTHER", "text": "考生要求交卷"})
		mine := get[list[result]](s.candidate(4), "/api/candidate/results").Items
		s.until(s.clock().Add(3 * time.Hour))
		s.forget()
		rec := s.drafted(t, mine[0].ID)
		post[roomRecord](s.as("watch1"), "/api/staff/room-records/"+rec.ID+"/sign", form{"hash": rec.Hash})
		type line struct {
			ID, Next, NextText string
			Hold               struct{ Code string }
		}
		held := get[list[line]](s.as("releaser"), "/api/staff/release-queue?held=true").Items
		if len(held) != 1 || held[0].ID != mine[0].ID || held[0].Hold.Code != "UNSUPERVISED" || held[0].Next != "RESULT_RELEASER" || held[0].NextText == "" {
			t.Fatalf("%+v", held)
		}
		s.as("watch1").refused("POST", "/api/staff/results/"+mine[0].ID+"/clear", form{"text": "已看录像"}, "release.forbidden")
		post[none](s.as("releaser"), "/api/staff/results/"+mine[0].ID+"/clear", form{"text": "已看录像，无异常"})
		s.release(t, rec)
	})
}
