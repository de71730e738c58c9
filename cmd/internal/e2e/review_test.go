package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws/wsclient"
)

type incident struct {
	ID, Kind, State, Seat, Sitting string
	Holds                          bool
}

type caseView struct {
	ID, No, Stage, Act string
}

type ownMatter struct {
	Case      caseView
	Documents []struct{ Document, No, Method string }
	Effects   struct {
		Results, Ban string
		Voided       int
	}
	Appeal *struct{ ID, State string }
}

// Acceptance: an officer sees something, two people of the exam body establish it, the authority decides, the person answers and
// appeals; results and bans follow the decision and its end, and nobody else gets at any of it.
func TestABreachFromTheQueueToTheAppeal(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		r, me, watch := &s.rooms[0], s.candidate(0), s.as("watch1")
		at := s.walkIn(r, 0)
		terminal := newClient(t, srv.url)
		b := s.robot(t.Context(), r, at, wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		write(t, b, sheet, 90)
		sitting := sheet.Sitting
		in := post[incident](watch, "/api/staff/incidents", form{"kind": "candidate.phone", "room": r.ID, "sitting": sitting, "text": "键盘左侧有一部手机"})
		if in.State != "TAKEN" || !in.Holds || in.Seat != at.ID {
			t.Fatalf("%+v", in)
		}
		q := get[struct {
			Lines []struct {
				Incident incident
				Why      []struct{ ZH string }
			}
		}](watch, "/api/staff/incidents/queue?all=true")
		if len(q.Lines) == 0 || q.Lines[0].Incident.ID != in.ID && len(q.Lines) == 1 || len(q.Lines[0].Why) == 0 {
			t.Errorf("%+v", q)
		}
		path := "/api/staff/incidents/" + in.ID
		post[none](watch, path+"/message", form{"text": "请把手机放到镜头前"})
		terminal.token = s.enrol(r.ID, at.ID)
		if m := get[list[struct{ Text string }]](terminal, "/api/device/messages"); len(m.Items) != 1 || m.Items[0].Text != "请把手机放到镜头前" {
			t.Errorf("%+v", m)
		}
		s.ahead(31 * time.Minute)
		watch = s.as("watch1")
		post[none](watch, path+"/end", form{"text": "使用手机，终止作答"})
		if got := post[incident](watch, path+"/close", form{"finding": "TO_REVIEW", "text": "移送核查"}); got.State != "REFERRED" {
			t.Fatalf("%+v", got)
		}
		var mine result
		within(t, patience, "the paper is scored", func() bool {
			all := get[list[result]](me, "/api/candidate/results").Items
			if len(all) > 0 {
				mine = all[0]
			}
			return len(all) > 0
		})
		s.until(s.clock().Add(3 * time.Hour))
		s.forget()
		me = s.candidate(0)
		rec := s.drafted(t, mine.ID)
		post[roomRecord](s.as("watch1"), "/api/staff/room-records/"+rec.ID+"/sign", form{"hash": rec.Hash})
		type outcomes struct {
			Outcomes []struct {
				Done string
				Why  string
			}
		}
		if got := post[outcomes](s.as("releaser"), "/api/staff/room-records/"+rec.ID+"/release", form{}); len(got.Outcomes) != 1 || got.Outcomes[0].Done != "HELD" {
			t.Fatalf("a result under review: %+v", got)
		}
		id := s.reviewed(t, sitting, in.ID)
		s.heard(t, me, id, mine.ID)
		s.appealed(t, me, id, mine.ID)
		if got := post[outcomes](s.as("releaser"), "/api/staff/room-records/"+rec.ID+"/release", form{}); len(got.Outcomes) != 1 || got.Outcomes[0].Done != "RELEASED" {
			t.Errorf("after the revocation: %+v", got)
		}
	})
}

// reviewed brings a case to its notice; those who must not are refused.
func (s *site) reviewed(t *testing.T, sitting, incidentID string) string {
	t.Helper()
	one, two, reg := s.as("inspector1"), s.as("inspector2"), s.as("regulator")
	open := form{"sitting": sitting, "incidents": []string{incidentID}}
	s.as("clerk").refused("POST", "/api/staff/reviews", open, "review.forbidden")
	c := post[caseView](one, "/api/staff/reviews", open)
	path := "/api/staff/reviews/" + c.ID
	finding := form{"established": true, "act": "PHONE", "facts": "录像显示考生翻看手机，时间为开考后第十二分钟。", "proposal": "按作弊处理"}
	s.as("watch1").refused("POST", path+"/findings", finding, "review.same_organisation")
	post[none](one, path+"/findings", finding)
	one.refused("POST", path+"/findings", finding, "review.signed")
	if blind := two.send("GET", path, nil); strings.Contains(string(blind.Body), "第十二分钟") || !blind.ok() {
		t.Errorf("the second signer is shown the first finding: %s", blind)
	}
	recording, timeline := "/api/staff/sittings/"+sitting+"/recording", "/api/staff/sittings/"+sitting+"/timeline"
	s.as("issuer").refused("GET", recording, nil, "recording.forbidden") // the facts are not the authority's to establish
	s.as("issuer").refused("GET", timeline, nil, "evidence.forbidden")
	finding["facts"] = "考生左手持手机约二十秒。"
	if got := post[caseView](two, path+"/findings", finding); got.Stage != "NOTICE" || got.Act != "PHONE" {
		t.Fatalf("%+v", got)
	}
	for _, login := range []string{"issuer", "regulator"} {
		get[recorded](s.as(login), recording)
		get[list[struct{ Kind string }]](s.as(login), timeline)
	}
	s.as("clerk").refused("GET", recording, nil, "recording.forbidden")
	draft := form{"facts": "考生在考试中翻看手机。", "basis": "《考试违纪处理规定》第七条", "voidCurrent": true, "voidPassed": false, "banMonths": 12}
	one.refused("POST", path+"/notice", draft, "review.forbidden")
	draft["banMonths"] = 24
	reg.refused("POST", path+"/notice", draft, "review.measures")
	draft["banMonths"] = 12
	if got := post[caseView](reg, path+"/notice", draft); got.Stage != "SERVING_NOTICE" {
		t.Fatalf("%+v", got)
	}
	return c.ID
}

// heard lets the person answer and the authority decide; what it imposes works from service on.
func (s *site) heard(t *testing.T, me *client, id, resultID string) {
	t.Helper()
	own, staff := "/api/candidate/cases/"+id, "/api/staff/reviews/"+id
	s.candidate(1).refused("GET", own, nil, "review.not_found")
	s.candidate(1).refused("POST", own+"/receipt", form{"document": "NOTICE"}, "review.not_found")
	if all := get[list[caseView]](me, "/api/candidate/cases").Items; len(all) != 1 || all[0].ID != id {
		t.Fatalf("%+v", all)
	}
	if page := me.send("GET", own+"/documents/NOTICE", nil); !page.ok() || !strings.Contains(string(page.Body), "告知书") || !strings.Contains(string(page.Body), "考告字〔") {
		t.Errorf("%s", page)
	}
	post[ownMatter](me, own+"/receipt", form{"document": "NOTICE"})
	draft := form{"sanction": true, "facts": "考生在考试中翻看手机。", "basis": "《考试违纪处理规定》第七条", "considered": "陈述不影响事实认定。", "voidCurrent": true, "voidPassed": false, "banMonths": 6}
	s.as("regulator").refused("POST", staff+"/decision", draft, "review.too_early")
	post[ownMatter](me, own+"/statement", form{"text": "手机是用来看时间的。", "last": true})
	post[caseView](s.as("regulator"), staff+"/decision", draft)
	if x := get[result](me, "/api/candidate/results/"+resultID); x.State != "HELD" {
		t.Errorf("a decision that nobody was served works: %s", x.State)
	}
	m := post[ownMatter](me, own+"/receipt", form{"document": "DECISION"})
	if m.Case.Stage != "APPEALABLE" || m.Effects.Results != "IMPOSED" || m.Effects.Voided != 1 || m.Effects.Ban != "ENTERED" {
		t.Fatalf("%+v", m)
	}
	if x := get[result](me, "/api/candidate/results/"+resultID); x.State != "VOIDED" {
		t.Errorf("served and not void: %s", x.State)
	}
	bans := get[list[struct{ ID, State, Decision string }]](s.as("releaser"), "/api/staff/bans").Items
	if len(bans) != 1 || bans[0].State != "PROPOSED" || !strings.HasPrefix(bans[0].Decision, "考决字〔") {
		t.Fatalf("%+v", bans)
	}
	post[none](s.as("releaser"), "/api/staff/bans/"+bans[0].ID+"/confirm", form{})
	if m = get[ownMatter](me, own); m.Effects.Ban != "IN_FORCE" {
		t.Errorf("%+v", m.Effects)
	}
}

// appealed lets the person appeal and somebody else of the authority revoke the decision.
func (s *site) appealed(t *testing.T, me *client, id, resultID string) {
	t.Helper()
	own := "/api/candidate/cases/" + id
	m := post[ownMatter](me, own+"/appeal", form{"text": "考前监考员允许用手机看时间，有录音为证。"})
	if m.Appeal == nil || m.Case.Stage != "APPEALED" {
		t.Fatalf("%+v", m)
	}
	path, answer := "/api/staff/appeals/"+m.Appeal.ID+"/decision", form{"outcome": "REVOKED", "text": "经复核，录音属实，撤销原决定。"}
	s.as("regulator").refused("POST", path, answer, "review.involved")
	s.as("inspector3").refused("POST", path, answer, "review.forbidden", "review.no_appeal")
	post[none](s.as("issuer"), path, answer)
	m = get[ownMatter](me, own)
	if m.Case.Stage != "FINAL" || m.Appeal.State != "REVOKED" || m.Effects.Results != "REVERSED" || m.Effects.Ban != "REVERSED" || len(m.Documents) != 3 {
		t.Errorf("%+v", m)
	}
	if x := get[result](me, "/api/candidate/results/"+resultID); x.State != "PROVISIONAL" {
		t.Errorf("the result is not given back: %s", x.State)
	}
}
