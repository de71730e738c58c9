package api_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/courseware"
	coursewarestore "github.com/suikao/suikao/courseware/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	rulestore "github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
)

const rulesOrg = people.OrgID("01kaaaaaaaaaaaaaaaaaaaaaaa")

// rulesPeople stands for exam/people: one root that is authority, and one trainee.
type rulesPeople struct{ centre bool }

func (p rulesPeople) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	if id != rulesOrg {
		return people.Org{}, people.ErrNotFound
	}
	kind := people.Authority
	if p.centre {
		kind = people.Centre
	}
	return people.Org{ID: rulesOrg, Path: "/" + string(rulesOrg) + "/", Kind: kind, Name: "单位"}, nil
}
func (p rulesPeople) RootOrg(ctx context.Context) (people.Org, error) { return p.Org(ctx, rulesOrg) }
func (rulesPeople) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	return people.Person{ID: id, Name: "张焊"}, nil
}
func (p rulesPeople) PersonByDocument(ctx context.Context, _ identity.DocKind, _, _ string) (people.Person, error) {
	return p.Person(ctx, "01kppppppppppppppppppppppp")
}
func (rulesPeople) EmploymentOn(context.Context, people.PersonID, actor.Date) (people.Employment, bool, error) {
	return people.Employment{}, false, nil
}

// byHeader logs in as X-Test says: "ROLE person".
type byHeader struct{}

func (byHeader) Candidate(r *http.Request) (actor.Actor, error) {
	if p := r.Header.Get("X-Candidate"); p != "" {
		return actor.Actor{Kind: actor.Candidate, ID: p, Person: p}, nil
	}
	return actor.Actor{}, errOut
}
func (byHeader) Staff(r *http.Request) (actor.Actor, error) {
	role, person, ok := strings.Cut(r.Header.Get("X-Test"), " ")
	if !ok {
		return actor.Actor{}, errOut
	}
	return actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: person, Name: person,
		Grants: []actor.Grant{{Role: actor.Role(role), Org: string(rulesOrg), Path: "/" + string(rulesOrg) + "/"}}}, nil
}
func (byHeader) Device(*http.Request) (actor.Actor, error) { return actor.Actor{}, errOut }

func rulesServer(t *testing.T) http.Handler {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC))
	tick := func() time.Time { return clock.Advance(time.Millisecond) }
	log, out := audit.New(db, tick), jobs.NewOutbox(db, tick)
	r := rules.New(rulestore.New(db), rulesPeople{}, log, out, tick)
	if err := r.LoadSeeds(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := courseware.New(coursewarestore.New(db), rulesPeople{centre: true}, r, log, out, tick, strings.ToUpper)
	mux := http.NewServeMux()
	_, g := api.New(mux, byHeader{}, slog.New(slog.DiscardHandler), "test")
	path := func(ctx context.Context, id people.OrgID) (string, error) {
		o, err := rulesPeople{}.Org(ctx, id)
		return o.Path, err
	}
	api.RegisterRules(g, r, path)
	api.RegisterCourseware(g, c, path)
	return mux
}

func call(t *testing.T, h http.Handler, method, path, body, header, who string, into any) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(header, who)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if into != nil && len(w.Body.Bytes()) > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
		}
	}
	return w.Result()
}

func TestGuideIsPublicAndPlain(t *testing.T) {
	h := rulesServer(t)
	var guide api.RuleGuide
	if res := call(t, h, "GET", "/api/public/guide/SO-01-02", "", "X", "", &guide); res.StatusCode != http.StatusOK || guide.On != "2026-11-21" || len(guide.Sections) < 7 {
		t.Fatalf("%d %+v", res.StatusCode, guide)
	}
	raw, err := json.Marshal(guide.Sections)
	if err != nil || strings.Contains(string(raw), "[S") || !strings.Contains(string(raw), "收费标准尚未公布") {
		t.Errorf("%v %s", err, raw)
	}
	var items api.Page[api.CatalogueItem]
	if res := call(t, h, "GET", "/api/public/guide?personType=SPECIAL_OPERATOR", "", "X", "", &items); res.StatusCode != http.StatusOK || len(items.Items) < 50 {
		t.Errorf("%d, %d items", res.StatusCode, len(items.Items))
	}
	for path, code := range map[string]string{
		"/api/public/guide/SO-99-99": "rules.no_item", "/api/public/guide/SO-01-02?on=2026-02-30": "rules.bad_date",
		"/api/public/guide/SO-05-01": "rules.none_in_force", "/api/public/guide/SO-01-02?org=01kzzzzzzzzzzzzzzzzzzzzzzz": people.ErrNotFound.Code(),
		"/api/staff/rules/catalogue": "test.out", "/api/staff/rules/in-force?item=SO-01-02": "test.out",
	} {
		var p api.Problem
		if call(t, h, "GET", path, "", "X", "", &p); p.Code != code {
			t.Errorf("%s: %q", path, p.Code)
		}
	}
}

func TestRulesChangeOverHTTP(t *testing.T) {
	h := rulesServer(t)
	const file = "format: suikao-rules/1\ntitle: 学时\norg: " + string(rulesOrg) + "\nrule_sets:\n  - key: local-hours\n    track: EMERGENCY\n    person_type: SPECIAL_OPERATOR\n" +
		"    item: SO-01-02\n    effective_from: 2026-12-01\n    legal_basis: 市局通知\n    params:\n      initial_hours: {value: 88, source: \"[S: 市局通知]\"}\n"
	body := func(content string) string {
		b, err := json.Marshal(map[string]string{"content": content})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var pre api.RulePreview
	if res := call(t, h, "POST", "/api/staff/rules/proposals", body(file), "X-Test", "RULE_EDITOR anna", &pre); res.StatusCode != http.StatusCreated || len(pre.Changes) != 1 {
		t.Fatalf("%d %+v", res.StatusCode, pre)
	}
	approve := "/api/staff/rules/proposals/" + pre.Proposal.ID + "/approve"
	digest := `{"digest":"` + pre.Proposal.Digest + `"}`
	for _, c := range []struct{ path, body, who, code string }{
		{approve, digest, "RULE_APPROVER anna", "rules.same_person"},
		{approve, digest, "RULE_EDITOR bert", "rules.not_approver"},
		{approve, digest, "ITEM_WRITER bert", "rules.no_proposal"},
		{approve, `{"digest":"` + strings.Repeat("0", 64) + `"}`, "RULE_APPROVER bert", "rules.changed"},
		{approve, `{"digest":"` + pre.Proposal.Digest + `","force":true}`, "RULE_APPROVER bert", "invalid"},
		{"/api/staff/rules/proposals", body(strings.Replace(file, "initial_hours", "inital_hours", 1)), "RULE_EDITOR anna", "invalid"},
		{"/api/staff/rules/proposals", body(strings.Repeat("a: b\n", 120_000)), "RULE_EDITOR anna", "invalid"},
		{"/api/staff/rules/proposals", body("\xff\xfe"), "RULE_EDITOR anna", "rules.not_yaml"},
	} {
		var p api.Problem
		if call(t, h, "POST", c.path, c.body, "X-Test", c.who, &p); p.Code != c.code && !(c.code == "rules.not_yaml" && p.Status == 422) {
			t.Errorf("%s by %s: %q", c.path, c.who, p.Code)
		}
	}
	if res := call(t, h, "POST", "/api/staff/rules/proposals", body(strings.Repeat("x", 10<<20)), "X-Test", "RULE_EDITOR anna", nil); res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("10 MB: %d", res.StatusCode)
	}
	if res := call(t, h, "POST", approve, digest, "X-Test", "RULE_APPROVER bert", nil); res.StatusCode != http.StatusOK {
		t.Fatalf("approve: %d", res.StatusCode)
	}
	var force api.RuleInForce
	call(t, h, "GET", "/api/staff/rules/in-force?item=SO-01-02&on=2026-12-01&org="+string(rulesOrg), "", "X-Test", "ITEM_WRITER carl", &force)
	if force.Winner.Key != "local-hours" || len(force.Considered) < 4 || len(force.Fields) < 50 {
		t.Errorf("%+v", force.Winner)
	}
	var basis api.Page[api.RuleBasis]
	if call(t, h, "GET", "/api/staff/rules/basis", "", "X-Test", "ITEM_WRITER carl", &basis); len(basis.Items) != len(rules.Questions()) {
		t.Errorf("%d questions", len(basis.Items))
	}
	var year api.RuleCalendarYear
	if call(t, h, "GET", "/api/staff/rules/calendar/2026", "", "X-Test", "ITEM_WRITER carl", &year); !year.Known || len(year.Days) < 25 {
		t.Errorf("2026: %+v", year)
	}
	if call(t, h, "GET", "/api/staff/rules/calendar/2031", "", "X-Test", "ITEM_WRITER carl", &year); year.Known {
		t.Error("2031 is said to be known")
	}
}

func TestHoursOverHTTP(t *testing.T) {
	h := rulesServer(t)
	hours := `{"org":"` + string(rulesOrg) + `","person":{"docKind":"ID_CARD","number":"11010519491231002X","name":"张焊"},"item":"SO-01-02","kind":"INITIAL","mode":"CLASSROOM",` +
		`"classHours":40,"from":"2026-11-01","to":"2026-11-07","class":"十一月班","evidence":"签到表"}`
	var e api.HoursEntry
	if res := call(t, h, "POST", "/api/staff/hours", hours, "X-Test", "TRAINING_CLERK dora", &e); res.StatusCode != http.StatusCreated || e.ClassHours != 40 || !e.Counts {
		t.Fatalf("%d %+v", res.StatusCode, e)
	}
	for name, c := range map[string]struct{ body, who, code string }{
		"other role":    {hours, "REGULATOR dora", courseware.ErrNotClerk.Code()},
		"nobody":        {hours, "", "test.out"},
		"unknown field": {strings.Replace(hours, `"kind"`, `"passed":true,"kind"`, 1), "TRAINING_CLERK dora", "invalid"},
		"wrong name":    {strings.Replace(hours, "张焊", "王五", 1), "TRAINING_CLERK dora", courseware.ErrUnknownPerson.Code()},
		"too many":      {strings.Replace(hours, `"classHours":40`, `"classHours":1001`, 1), "TRAINING_CLERK dora", "invalid"},
	} {
		var p api.Problem
		if call(t, h, "POST", "/api/staff/hours", c.body, "X-Test", c.who, &p); p.Code != c.code {
			t.Errorf("%s: %q", name, p.Code)
		}
	}
	var own api.OwnTraining
	call(t, h, "GET", "/api/candidate/training?item=SO-01-02", "", "X-Candidate", "01kppppppppppppppppppppppp", &own)
	if len(own.Entries) != 1 || own.Requirement == nil || own.Requirement.Recorded != 40 || own.Requirement.Required != nil || own.Requirement.Met {
		t.Errorf("%+v %+v", own, own.Requirement)
	}
	if call(t, h, "GET", "/api/candidate/training", "", "X-Candidate", "01kqqqqqqqqqqqqqqqqqqqqqqq", &own); len(own.Entries) != 0 {
		t.Error("another candidate's hours are shown")
	}
}
