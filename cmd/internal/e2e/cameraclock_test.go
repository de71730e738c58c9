package e2e_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
)

// rule lets the authority set one more parameter for an item, by two people.
func (s *site) rule(item, line string) {
	s.t.Helper()
	authority := get[list[struct{ ID string }]](s.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
	file := strings.Join([]string{"format: suikao-rules/1", "title: 补充", "org: " + authority, "rule_sets:", "  - key: added-" + strings.ToLower(item), "    track: EMERGENCY",
		"    person_type: SPECIAL_OPERATOR", "    effective_from: 2026-06-02", "    supersede: true", "    legal_basis: 测试", "    item: " + item, "    params:", "      " + line, ""}, "\n")
	post[none](s.as("rule1"), "/api/staff/rules/proposals", form{"content": file})
	p := get[list[struct{ ID, Digest string }]](s.as("rule1"), "/api/staff/rules/proposals?state=PENDING").Items[0]
	post[none](s.as("rule2"), "/api/staff/rules/proposals/"+p.ID+"/approve", form{"digest": p.Digest})
}

// Where the authority bounds how long a seat may be without its camera, the clock stands beyond it and runs on, with the time given back,
// as soon as the camera is back: through the real program, with a camera that really sends.
func TestTheClockStandsWhileNobodyFilms(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		st := withMedia(t, p)
		st.rule("SO-01-02", `max_unrecorded_seconds: {value: 12, source: "[design] 测试"}`)
		st.media.start()
		st.media.ready()
		cam := st.publish()
		eventually(t, "the camera is seen", func() bool { return st.record().Live })
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		before, err := st.robot.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "RUNNING" })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.robot.Answer(ctx, 1, before.Sheet.Questions[0].Options[0].Letter); err != nil {
			t.Fatal(err)
		}
		if err := cam.Close(); err != nil {
			t.Fatal(err)
		}
		stands, err := st.robot.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "PAUSED" })
		if err != nil || stands.PauseReason != "CAMERA" {
			t.Fatalf("%+v %v", stands, err)
		}
		soon, enough := context.WithTimeout(ctx, 3*time.Second)
		defer enough()
		if _, err := st.robot.Answer(soon, 2, "A"); err == nil {
			t.Error("an answer was taken while the clock stands")
		}
		st.publish()
		runs, err := st.robot.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "RUNNING" })
		if err != nil || runs.Deadline < before.Deadline+3000 {
			t.Fatalf("the deadline was %d and is %d, %v; %+v", before.Deadline, runs.Deadline, err, st.record())
		}
		if _, err := st.robot.Answer(ctx, 2, "A"); err != nil {
			t.Error(err)
		}
	})
}
