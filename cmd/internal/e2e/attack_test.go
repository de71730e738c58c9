package e2e_test

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/questionbank/sample"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// tables says where the id of a path segment is looked for.
var tables = map[string]string{"api-keys": "api_key", "permit-sheets": "permit_sheet", "permit-subscriptions": "permit_sub", "accounts": "staff_account", "admissions": "admission", "applications": "exam_application",
	"authorizations": "room_authorization", "bank-blueprints": "blueprint", "bank-imports": "import_batch", "bank-releases": "bank_release",
	"banks": "bank", "bans": "ban", "bookings": "seat_booking", "calls": "duty_call", "closures": "room_closure", "devices": "device", "employments": "employment",
	"exemptions": "training_exemption", "grants": "staff_grant", "hours": "hours_entry", "item-versions": "item_version", "variants": "item_variant", "matches": "gate_visit",
	"orgs": "org", "permit-applications": "permit_application", "permit-changes": "permit_change", "permits": "permit", "permit-templates": "permit_template", "persons": "person",
	"points": "exam_point", "practical": "practical_exam", "proposals": "rule_proposal", "results": "exam_result", "room-records": "room_record",
	"rooms": "exam_room", "score-checks": "score_check", "seats": "exam_seat", "incidents": "incident", "lines": "permit_register_line", "batches": "permit_register_batch", "imports": "permit_register_import", "reviews": "review_case", "cases": "review_case", "appeals": "review_appeal", "handovers": "duty_handover",
	"shifts": "duty_shift", "sittings": "sitting", "slots": "exam_slot"}

// treasure is what an installation holds that strangers must not get: ids by table, all of them, and texts that give
// people away.
type treasure struct {
	ids     map[string]string // one of each table
	all     map[string]string // id → table
	secrets map[string]string // what it is → the text
	rules   string            // a file of rules of the authority
}

// path fills the parameters of an operation's path, and of its query, with real things.
func (tr treasure) path(o operation) string {
	parts := strings.Split(o.path, "/")
	for i, p := range parts {
		switch p {
		case "{id}":
			parts[i] = tr.ids[tables[parts[i-1]]]
			if parts[i] == "" {
				parts[i] = noID
			}
		case "{kind}":
			parts[i] = "IDENTITY_DOCUMENT"
		case "{document}":
			parts[i] = "NOTICE"
		case "{segment}", "{paper}":
			parts[i] = noID
		case "{digest}":
			parts[i] = strings.Repeat("0", 64)
		case "{year}":
			parts[i] = "2026"
		case "{no}":
			parts[i] = "2"
		case "{item}":
			parts[i] = itemCode
		case "{gate}":
			parts[i] = cmp.Or(tr.ids["device"], noID)
		case "{seat}":
			parts[i] = cmp.Or(tr.ids["seat"], noID)
		}
	}
	query := url.Values{}
	for _, q := range o.query {
		if slices.ContainsFunc([]string{"/supervision-gaps", "/incidents", "/workload", "/passages", "/timeline", "/recording"}, func(end string) bool { return strings.HasSuffix(o.path, end) }) {
			break // asks for instants, both of which may be left out
		}
		if v := map[string]string{"name": "items.csv", "seen": strings.Repeat("a", 64), "from": "2026-11-21", "to": "2026-11-22", "date": "2026-11-22",
			"role": "REMOTE_INVIGILATOR", "language": "ug", "org": tr.ids["org"], "point": tr.ids["exam_point"], "item": itemCode, "parent": tr.ids["org"]}[q]; v != "" &&
			!(q == "name" && o.method == http.MethodGet) {
			query.Set(q, v)
		}
	}
	return strings.TrimSuffix(strings.Join(parts, "/")+"?"+query.Encode(), "?")
}

// known are values for the fields of bodies by their names.
func (tr treasure) known() map[string]any {
	org := tr.ids["org"]
	return map[string]any{"org": org, "authority": org, "home": org, "owner": org, "parent": org,
		"application": tr.ids["exam_application"], "slot": tr.ids["exam_slot"], "room": tr.ids["exam_room"], "account": tr.ids["staff_account"],
		"officer": tr.ids["staff_account"], "visit": tr.ids["gate_visit"], "sitting": tr.ids["sitting"], "photo": tr.ids["document_photo"],
		"item": itemCode, "itemCode": itemCode, "item_code": itemCode, "phone": "13900001000", "role": "REGULATOR", "login": "zz.test",
		"number": tr.secrets["document number"], "region": "420602", "uscc": nil, "attachment": nil, "expires": nil, "country": nil,
		"first": 0, "until": 1440, "length": 160, "birth": nil, "grade": nil, "content": tr.rules}
}

// form makes the body of an operation; it would do for somebody who had the right.
func (tr treasure) form(doc document, o operation) any {
	switch {
	case o.body == nil:
		return nil
	case o.kind != "application/json" && strings.HasPrefix(o.name, "bank-import"):
		return sample.CSV()
	case o.kind != "application/json":
		return picture
	}
	known := tr.known()
	if strings.HasSuffix(o.path, "persons/search") {
		known["photo"] = "APPROVED"
	}
	if known["person"] = tr.ids["person"]; strings.HasSuffix(o.path, "/exemptions") || strings.HasSuffix(o.path, "/hours") {
		known["person"] = form{"id": tr.ids["person"]}
	}
	if strings.HasSuffix(o.name, "application-add") {
		known["language"] = nil // goes with one ground alone
	}
	if strings.HasSuffix(o.name, "application-material") {
		known["kind"] = "IDENTITY_DOCUMENT"
	}
	if known["seat"] = tr.ids["exam_seat"]; o.name == "enrolment-add" {
		known["seat"] = nil
	}
	return doc.specimen(o.body, "", known)
}

// lived is an installation in which a person went all the way to a permit and another one sits.
func lived(t *testing.T, p *place, srv *process) (*site, treasure) {
	t.Helper()
	s := visit(t, srv.url, time.Now)
	r, c := &s.rooms[0], s.candidate(0)
	x := s.nextSlot(c, r, time.Hour)
	_, tk, pin := s.book(c, x)
	s.until(tk.EntryAt)
	at := s.enter(r, 0, pin)
	b := s.robot(t.Context(), r, at, wsclient.Options{})
	sheet, err := b.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	write(t, b, sheet, 90)
	s.ahead(31 * time.Minute)
	if _, err := b.Submit(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.toPermit(t, c, x, get[list[result]](c, "/api/candidate/results").Items[0], s.confirm)
	post[none](s.gate(r), "/api/device/call", nil)
	post[none](s.as("watch1"), "/api/staff/incidents", form{"kind": "other.reported", "room": r.ID, "text": "灯管闪烁，已报修"})
	return s, loot(t, p, s, tk.Code)
}

func loot(t *testing.T, p *place, s *site, ticketCode string) treasure {
	t.Helper()
	tr := treasure{ids: map[string]string{}, all: map[string]string{}, secrets: map[string]string{"document number": s.cards[0].Number, "name": s.cards[0].Name, "ticket": ticketCode, "phone": "13900001000", "gate's token": s.rooms[0].gate.token}}
	tr.gather(t, p)
	for table, query := range map[string]string{"person": "SELECT person_id FROM permit",
		"exam_application": "SELECT id FROM exam_application WHERE person_id = (SELECT person_id FROM permit)", "org": "SELECT id FROM org WHERE kind = 'AUTHORITY'"} {
		var id string
		if err := p.db(t).SQL().QueryRow(query).Scan(&id); err != nil {
			t.Fatal(err)
		}
		tr.ids[table] = id
	}
	file, err := rules.DemoFile(people.OrgID(tr.ids["org"]))
	if err != nil {
		t.Fatal(err)
	}
	tr.rules = string(file)
	delete(tr.all, tr.ids["org"]) // the paths of everything below begin with it
	return tr
}

// gather notes the ids of everything that is stored.
func (tr treasure) gather(t *testing.T, p *place) {
	t.Helper()
	db := p.db(t).SQL()
	for _, table := range append(slices.Collect(maps.Values(tables)), "document_photo") {
		rows, err := db.Query("SELECT id FROM " + table + " ORDER BY id DESC")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				t.Fatal(err)
			}
			tr.ids[table], tr.all[id] = id, table
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// sealed fails the test where a secret lies open in the database or the log. Names may stand in the database: they are
// searched by their beginning.
func (tr treasure) sealed(t *testing.T, p *place, srv *process) {
	t.Helper()
	db := p.db(t).SQL()
	var names []string
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(names) < 40 {
		t.Fatal(len(names), err)
	}
	question, err := answers()
	if err != nil {
		t.Fatal(err)
	}
	stems := slices.Sorted(maps.Keys(question))[:20]
	for _, name := range names {
		text := dump(t, db, name)
		if name == "person" && !strings.Contains(text, tr.secrets["name"]) {
			t.Error("the search would find nothing")
		}
		for what, secret := range tr.secrets {
			if what != "name" && strings.Contains(text, secret) {
				t.Errorf("the %s lies open in the table %s", what, name)
			}
		}
		for _, stem := range stems {
			if strings.Contains(text, stem) {
				t.Errorf("a question lies open in the table %s", name)
				break
			}
		}
	}
	_, log, _ := strings.Cut(srv.said(), "DEMO DATA")
	_, log, _ = strings.Cut(log, "level=")
	for what, secret := range tr.secrets {
		if strings.Contains(log, secret) {
			t.Errorf("the %s stands in the log", what)
		}
	}
}

// dump is everything a table holds, as text.
func dump(t *testing.T, db *sql.DB, table string) string {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	cols, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cells, refs := make([]sql.RawBytes, len(cols)), make([]any, len(cols))
	for i := range cells {
		refs[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(refs...); err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			out.Write(c)
			out.WriteByte('\n')
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// open are the staff operations that every member of the staff may use: about oneself, or about what candidates and the
// public see too.
var open = []string{"staff-me", "staff-logout", "staff-logout-everywhere", "staff-password", "roles", "rules-catalogue", "rules-calendar",
	"rules-in-force", "rules-basis", "incident-catalogue", "review-acts", "slots", "bank-template", "roster-template"}

// denied fails the test unless an answer gives nothing away: a refusal with a code, or a list in which nothing is of here.
func denied(t *testing.T, who string, o operation, r reply, tr treasure, statuses ...int) {
	t.Helper()
	for what, secret := range tr.secrets {
		if strings.Contains(string(r.Body), secret) {
			t.Errorf("%s: %s %s tells the %s", who, o.method, o.path, what)
		}
	}
	if slices.Contains(statuses, r.Status) && r.code() != "" && r.code() != "internal" {
		return
	}
	read := o.method == http.MethodGet || strings.HasSuffix(o.path, "/search")
	if !r.ok() || !read {
		t.Errorf("%s: %s %s (%s): %s", who, o.method, o.path, o.name, r)
		return
	}
	for _, id := range idForm.FindAllString(string(r.Body), -1) {
		if table := tr.all[id]; table != "" && !(o.name == "audit-list" && table == "staff_account") { // who did it may be from above
			t.Errorf("%s: %s %s tells of a %s: %s", who, o.method, o.path, table, r)
			return
		}
	}
}

var idForm = regexp.MustCompile(`01[0-9a-z]{24}`)

// Promise: every operation asks who is there, and none takes the proof of another sort for its own.
func TestEveryOperationAsksWhoIsThere(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	srv := serve(t, p.settings)
	s := visit(t, srv.url, time.Now)
	doc, ops := described(t, srv.url)
	tr := treasure{ids: map[string]string{"org": noID}}
	gate := newClient(t, srv.url)
	gate.token = s.enrol(s.rooms[0].ID, "")
	callers := map[string]*client{"": newClient(t, srv.url), "candidate": s.candidate(0), "staff": s.as("manager"), "device": gate}
	asked := 0
	for _, o := range ops {
		if o.group() == "public" || o.group() == "auth" {
			continue
		}
		body := tr.form(doc, o)
		for who, c := range callers {
			if who == o.group() {
				continue
			}
			denied(t, "a caller with the proof of "+strings.TrimSpace(who+" nobody"), o, c.send(o.method, tr.path(o), body), tr, http.StatusUnauthorized)
			asked++
		}
		if c := callers[o.group()]; c != nil && o.group() != "device" && o.method != http.MethodGet {
			bare := *c
			bare.head = http.Header{"X-Suikao-Csrf": {"forged"}}
			denied(t, "another site's page", o, bare.send(o.method, tr.path(o), body), tr, http.StatusForbidden)
		}
	}
	if asked < 600 {
		t.Errorf("%d questions only", asked)
	}
}

// Promise: a right ends where its subtree ends. Nobody without a role and nobody of a neighbouring authority, whatever the
// role, gets at anything of this one; a candidate gets at nothing of another's.
func TestRightsEndAtTheSubtreeEverywhere(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	srv := serve(t, p.settings.with(settings{"LOG_LEVEL": "debug"}))
	s, tr := lived(t, p, srv)
	doc, ops := described(t, srv.url)
	tr.sealed(t, p, srv)
	strangers, other := s.neighbours(t), s.candidate(1)
	strangers["without a role"] = s.employ(t, tr.ids["org"], "norole", "")
	for _, o := range ops {
		body := tr.form(doc, o)
		path := tr.path(o)
		switch {
		case o.group() == "staff" && !slices.Contains(open, o.name):
			for who, c := range strangers {
				if o.name == "exemption-submit" && strings.HasPrefix(who, "TRAINING_CLERK") {
					continue // a centre hands a request in to the authority above it
				}
				if slices.Contains([]string{"permit-template-propose", "register-batch-make", "register-import-add", "permit-intake-add", "permit-run-start", "card-receive", "print-batch-make"}, o.name) && strings.HasPrefix(who, "PERMIT_ISSUER") {
					continue // for his own authority
				}
				if slices.Contains([]string{"archive-ask-due", "archive-hand-over"}, o.name) && strings.HasPrefix(who, "ARCHIVIST") {
					continue // of his own authority, which has nothing
				}
				denied(t, who, o, c.send(o.method, path, body), tr, http.StatusForbidden, http.StatusNotFound)
			}
		case o.group() == "candidate" && strings.Contains(o.path, "{id}"):
			denied(t, "another candidate", o, other.send(o.method, path, body), tr, http.StatusNotFound)
		}
	}
}

// neighbours builds a second authority below the first one, with an officer for every role, and logs them all in.
func (s *site) neighbours(t *testing.T) map[string]*client {
	t.Helper()
	root := get[list[struct{ ID, Kind string }]](s.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
	at := map[string]string{}
	under := root
	for _, kind := range []string{"AUTHORITY", "EXAM_BODY", "CENTRE", "ENTERPRISE"} {
		at[kind] = post[struct{ ID string }](s.as("admin"), "/api/staff/orgs/"+under+"/children", form{"name": "邻县" + kind, "kind": kind, "region": "420624"}).ID
		under = at["AUTHORITY"]
	}
	out := map[string]*client{}
	for i, r := range get[[]struct {
		Role string
		At   []string
	}](s.as("admin"), "/api/staff/roles") {
		out[r.Role+" next door"] = s.employ(t, at[r.At[0]], fmt.Sprintf("next%02d", i), r.Role)
	}
	return out
}

// hire makes a person, an account and, where named, a grant, all at an organisation, and logs in.
func (s *site) employ(t *testing.T, org, login, role string) *client {
	t.Helper()
	person := post[struct{ ID string }](s.as("counter"), "/api/staff/persons", form{"home": org, "name": "邻县职员",
		"document": form{"kind": "PASSPORT", "number": fmt.Sprintf("E%08d", 70000000+len(login)*1000+int(login[len(login)-1])+10*int(login[len(login)-2])), "country": "CHN"},
		"birth":    "1980-01-01", "sex": "M", "education": "BACHELOR"}).ID
	made := post[struct{ Account, Token string }](s.as("admin"), "/api/staff/accounts", form{"home": org, "person": person, "login": login})
	if role != "" {
		granter := "security"
		if role == "SECURITY_ADMIN" || role == "AUDIT_ADMIN" {
			granter = "admin"
		}
		post[none](s.as(granter), "/api/staff/accounts/"+made.Account+"/grants", form{"role": role, "org": org})
	}
	c := newClient(t, s.url)
	post[none](c, "/api/auth/staff/accept", form{"token": made.Token, "password": "邻县的口令-2026"})
	post[none](c, "/api/auth/staff/login", form{"login": login, "password": "邻县的口令-2026"})
	return c
}
