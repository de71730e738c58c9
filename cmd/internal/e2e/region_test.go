package e2e_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/suikao/suikao/proctor/media/mediatest"
)

// named is something that is opened by its id, and what is on the trail when somebody tries who may not.
type named struct {
	what, method, path, unknown string
	body                        any
	verb                        string // beginning of the verb on the trail
	often                       bool   // every try is on the trail, not only the first in ten minutes
}

// An officer of another region who puts in the ids of recordings, cases, bundles and live views is told what would be told of ids that
// do not exist, and each try stands on the trail of those whose they are.
func TestAnOfficerOfAnotherRegionOpensNothingByItsID(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		st := withMedia(t, p)
		st.media.start()
		st.media.ready()
		cam := st.publish()
		eventually(t, "segments are kept", func() bool { return len(st.record().Segments) >= 1 })
		live, talk := st.opened(t)
		things := st.named(t, live)
		st.answer(chance(t), 3)
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		strangers := st.farOfficers(t)
		ev := p.evidence(t)
		st.toldNothing(t, ev, strangers, things)
		if _, err := st.robot.Submit(ctx); err != nil {
			t.Fatal(err)
		}
		_ = cam.Close()
		st.toldNothing(t, ev, strangers, st.namedLater(t))
		post[none](st.as("watch1"), talk, form{"on": false})
	})
}

// opened has the officer on duty look at the seat, and returns the view's address and that of its voice.
func (st *studio) opened(t *testing.T) (at, talk string) {
	t.Helper()
	v, err := mediatest.Watch(t.Context(), func(_ context.Context, sdp string) (string, error) {
		r, answer := st.offer(st.as("watch1"), "POST", "/api/staff/seats/"+st.at.ID+"/live", sdp)
		if r.Status != http.StatusCreated {
			return "", errors.New(r.code())
		}
		at = r.Header.Get("Location")
		return answer, nil
	}, 1, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return at, at + "/talk"
}

// named lists what can be named while the person sits.
func (st *studio) named(t *testing.T, live string) []named {
	t.Helper()
	in := post[incident](st.as("watch1"), "/api/staff/incidents", form{"kind": "candidate.phone", "room": st.room.ID, "sitting": st.sitting, "text": "桌上有手机"})
	sitting := func(end string) (path, unknown string) {
		return "/api/staff/sittings/" + st.sitting + end, "/api/staff/sittings/" + noID + end
	}
	recording, noRecording := sitting("/recording")
	timeline, noTimeline := sitting("/timeline")
	incidents, noIncidents := sitting("/incidents")
	return []named{
		{"what is recorded", "GET", recording, noRecording, nil, "recording.refused", false},
		{"a piece of it", "GET", "/api/staff/recordings/" + st.record().Segments[0].ID + "/video", "/api/staff/recordings/" + noID + "/video", nil, "recording.refused", false},
		{"the room's recording", "GET", "/api/staff/rooms/" + st.room.ID + "/recording", "/api/staff/rooms/" + noID + "/recording", nil, "recording.refused", false},
		{"the room's camera", "GET", "/api/staff/rooms/" + st.room.ID + "/cameras/1/still", "/api/staff/rooms/" + noID + "/cameras/1/still", nil, "live.refused", false},
		{"the course", "GET", timeline, noTimeline, nil, "evidence.refused", true},
		{"incidents", "GET", incidents, noIncidents, nil, "incident.refused", true},
		{"an incident and its clip", "GET", "/api/staff/incidents/" + in.ID, "/api/staff/incidents/" + noID, nil, "incident.refused", true},
		{"an act on it", "POST", "/api/staff/incidents/" + in.ID + "/note", "/api/staff/incidents/" + noID + "/note", form{"text": "越权尝试"}, "incident.refused", true},
		{"a live view", "POST", "/api/staff/seats/" + st.at.ID + "/live", "/api/staff/seats/" + noID + "/live", []byte(strangerOffer(t)), "live.refused", true},
		{"another officer's live view", "PATCH", live, "/api/staff/live/" + noID, []byte(strangerOffer(t)), "live.refused", true},
		{"its voice", "POST", live + "/talk", "/api/staff/live/" + noID + "/talk", form{"on": true}, "live.refused", true},
		{"its end", "DELETE", live, "/api/staff/live/" + noID, nil, "live.refused", true},
	}
}

// namedLater lists what there is when the paper is closed: the evidence with its stills, a bundle of it.
func (st *studio) namedLater(t *testing.T) []named {
	t.Helper()
	path, unknown := "/api/staff/sittings/"+st.sitting+"/evidence", "/api/staff/sittings/"+noID+"/evidence"
	eventually(t, "the root is written", func() bool { return st.as("inspector1").send("GET", path, nil).ok() })
	ask := form{"reason": "法院调取考试证据", "document": "（2026）鄂06行初1号"}
	asked := post[struct{ ID string }](st.as("inspector1"), path+"/exports", ask)
	post[none](st.as("regulator"), "/api/staff/evidence/exports/"+asked.ID+"/decision", form{"approve": true})
	return []named{
		{"evidence and stills", "GET", path, unknown, nil, "evidence.refused", true},
		{"asking for a bundle", "POST", path + "/exports", unknown + "/exports", ask, "evidence.refused", true},
		{"a bundle", "GET", "/api/staff/evidence/exports/" + asked.ID + "/file", "/api/staff/evidence/exports/" + noID + "/file", nil, "evidence.refused", true},
		{"the decision on it", "POST", "/api/staff/evidence/exports/" + asked.ID + "/decision", "/api/staff/evidence/exports/" + noID + "/decision", form{"approve": true}, "evidence.refused", true},
	}
}

// farOfficers are staff of another authority, beside the demo's own, with every role that looks at such things.
func (st *studio) farOfficers(t *testing.T) map[string]*client {
	t.Helper()
	root := get[list[struct{ ID, Kind string }]](st.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
	far := post[struct{ ID string }](st.as("admin"), "/api/staff/orgs/"+root+"/children", form{"kind": "AUTHORITY", "name": "江南区应急管理局", "region": "421002"}).ID
	return map[string]*client{
		"officer":   st.hire(far, "far.officer", 0, "REMOTE_INVIGILATOR", "EXAM_MANAGER"),
		"inspector": st.hire(far, "far.inspector", 1, "INSPECTOR"),
		"regulator": st.hire(far, "far.regulator", 2, "REGULATOR", "RESULT_RELEASER"),
		"archivist": st.hire(far, "far.archivist", 3, "ARCHIVIST", "PERMIT_ISSUER"),
	}
}

// toldNothing tries every thing as every stranger.
func (st *studio) toldNothing(t *testing.T, ev *evidence, strangers map[string]*client, things []named) {
	t.Helper()
	trail := func(verb, login string) int {
		return ev.number(t, "SELECT COUNT(*) FROM audit_entry WHERE verb = ? AND path LIKE ? AND actor_id = (SELECT id FROM staff_account WHERE login = ?)", verb, "/%/%", login)
	}
	for who, x := range strangers {
		for _, one := range things {
			send := func(path string) reply {
				if sdp, is := one.body.([]byte); is {
					r, _ := st.offer(x, one.method, path, string(sdp))
					return r
				}
				return x.send(one.method, path, one.body)
			}
			login := "far." + who
			before := trail(one.verb, login)
			none := send(one.unknown)
			after := trail(one.verb, login)
			real := send(one.path)
			if none.Status != real.Status || none.code() != real.code() || real.ok() || real.code() == "" || real.code() == "request.not_found" {
				t.Errorf("%s: %s: %s, and %s of an unknown id", who, one.what, real, none)
			}
			if after != before {
				t.Errorf("%s: %s: what does not exist is on the trail", who, one.what)
			}
			if n := trail(one.verb, login) - after; n != 1 && (one.often || n != 0 || before == 0) {
				t.Errorf("%s: %s: %d entries of %s", who, one.what, n, one.verb)
			}
		}
	}
}
