package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/session"
)

// outbound keeps text messages; no gateway can run here.
type outbound struct{ codes map[string]string }

func (o *outbound) Send(_ context.Context, m people.Message) error {
	o.codes[m.Phone] = m.Code
	return nil
}

type oneRoom struct{ path string }

func (r oneRoom) RoomPath(_ context.Context, room, _ string) (string, error) {
	if room != "room1" {
		return "", people.ErrNotFound
	}
	return r.path, nil
}

// peopleServer is the whole of persons, logins and devices behind HTTP, on SQLite.
type peopleServer struct {
	*testing.T
	*httptest.Server
	p     api.People
	sms   *outbound
	log   *bytes.Buffer
	root  people.Org
	clock *testenv.Clock
}

func newPeopleServer(t *testing.T) *peopleServer {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC))
	dir, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dir.Close() })
	ring := crypt.Ephemeral()
	s := &peopleServer{T: t, sms: &outbound{map[string]string{}}, log: &bytes.Buffer{}, clock: clock}
	d := people.Deps{Clock: clock.Now, Audit: audit.New(db, clock.Now), Outbox: jobs.NewOutbox(db, clock.Now), Vault: ring,
		Passwords: crypt.NewPasswords(crypt.Params{Memory: 16, Time: 1, Threads: 1}, 4),
		SMS:       s.sms, Photos: store.Photos{Blobs: dir}}
	st := store.New(db)
	st.Fill(&d)
	d.Guard = guard.New(guard.Deps{Clock: clock.Now, Audit: d.Audit, Vault: ring, Tx: st, Codes: st, Throttles: st,
		Random: guard.Random{Digits: crypt.Digits, Code: crypt.Code, Token: crypt.Token, HashToken: crypt.HashToken, Normalize: crypt.NormalizeCode}}, guard.Limits{})
	rooms := &oneRoom{}
	svc := people.New(d)
	texts := notice.New(notice.Deps{Clock: clock.Now, Audit: d.Audit, Outbox: d.Outbox, Tx: st, Texts: st, People: svc})
	s.p = api.People{Persons: svc, Accounts: people.NewAccounts(svc), Candidates: people.NewCandidates(svc, texts), Notices: texts,
		Roster: roster.New(roster.Deps{Clock: clock.Now, Audit: d.Audit, Tx: st, People: svc}), Devices: terminal.New(terminal.Deps{Clock: clock.Now, Audit: d.Audit, Tx: st, Devices: st, Rooms: rooms, Guard: d.Guard}),
		Sessions: session.New(session.Config{Store: kv.NewMemory(clock.Now), Clock: clock.Now, Token: crypt.Token, Key: ring.Derive("session.csrf", 32)})}
	s.must(texts.Seed(s.system()))
	s.root, err = svc.CreateRoot(s.system(), people.OrgInput{Name: "市应急管理局", Region: "420600"})
	s.must(err)
	rooms.path = s.root.Path
	log := slog.New(slog.NewJSONHandler(s.log, nil))
	mux := http.NewServeMux()
	_, g := api.New(mux, session.Authenticator{Sessions: s.p.Sessions, Accounts: s.p.Accounts, Candidates: s.p.Candidates, Devices: s.p.Devices}, log, "test")
	api.RegisterAuth(g, s.p)
	api.RegisterMe(g, s.p)
	api.RegisterPeople(g, s.p)
	api.RegisterOrgs(g, s.p)
	api.RegisterAccounts(g, s.p)
	api.RegisterDevices(g, s.p)
	s.Server = httptest.NewServer(api.Chain(mux, log, clock.Now, nil, nil))
	t.Cleanup(s.Server.Close)
	return s
}

func (s *peopleServer) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *peopleServer) system() context.Context { return actor.AsSystem(context.Background(), "test") }

func (s *peopleServer) seedStaff(login string, roles ...actor.Role) people.Account {
	s.Helper()
	n := fmt.Sprintf("E%07d", len(login)*1000+int(login[0]))
	p, err := s.p.Persons.AddPerson(s.system(), s.root.ID, people.PersonInput{Name: "职员", DocKind: identity.Passport, DocNumber: n, Country: "CHN"})
	s.must(err)
	a, err := s.p.Accounts.SeedAccount(s.system(), login, "sturdy bridge 42", p.ID, s.root.ID, map[people.OrgID][]actor.Role{s.root.ID: roles})
	s.must(err)
	return a
}

// browser keeps cookies and sends the CSRF header as the pages do.
type browser struct {
	s      *peopleServer
	client *http.Client
	header http.Header
}

func (s *peopleServer) browser() *browser {
	jar, err := cookiejar.New(nil)
	s.must(err)
	return &browser{s, &http.Client{Jar: jar}, http.Header{}}
}

func (b *browser) cookie(name string) string {
	u, err := url.Parse(b.s.URL)
	b.s.must(err)
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// do sends body (JSON, or raw bytes) and returns status, code of the problem, and the answer.
func (b *browser) do(method, path string, body any) (int, string, []byte) {
	b.s.Helper()
	raw, ok := body.([]byte)
	kind := "application/octet-stream"
	if !ok && body != nil {
		raw, _ = json.Marshal(body)
		kind = "application/json"
	}
	r, err := http.NewRequest(method, b.s.URL+path, bytes.NewReader(raw))
	b.s.must(err)
	r.Header.Set("Content-Type", kind)
	if t := b.cookie(session.CSRFCookie); t != "" {
		r.Header.Set(session.CSRFHeader, t)
	}
	for k, v := range b.header {
		r.Header[k] = v
	}
	res, err := b.client.Do(r)
	b.s.must(err)
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(res.Body)
	b.s.must(err)
	var p api.Problem
	if strings.Contains(res.Header.Get("Content-Type"), "problem") {
		b.s.must(json.Unmarshal(out, &p))
		for _, f := range p.Errors {
			p.Code += " " + f.Path + ":" + f.Code
		}
	}
	return res.StatusCode, p.Code, out
}

// wants fails unless the answer has the status and code.
func (b *browser) wants(status int, code, method, path string, body any) []byte {
	b.s.Helper()
	gotStatus, gotCode, out := b.do(method, path, body)
	if gotStatus != status || gotCode != code {
		b.s.Errorf("%s %s: %d %q, want %d %q\n%.300s", method, path, gotStatus, gotCode, status, code, out)
	}
	return out
}

type m = map[string]any

const (
	goodNumber = "11010519491231002X"
	goodPhone  = "13912345678"
)

func registration(code string) m {
	return m{"name": "周八", "document": m{"kind": "ID_CARD", "number": goodNumber}, "phone": goodPhone, "code": code, "password": "mein rad 88", "privacyVersion": 1}
}

func TestCandidateOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	b := s.browser()
	if out := b.wants(200, "", "GET", "/api/public/notices/PRIVACY", nil); !strings.Contains(string(out), "个人信息处理告知书") {
		t.Errorf("notice %.100s", out)
	}
	b.wants(401, "session.none", "GET", "/api/candidate/me", nil)
	b.wants(202, "", "POST", "/api/auth/codes", m{"purpose": "REGISTER", "phone": goodPhone})
	form := registration(s.sms.codes[goodPhone])
	extra := registration(s.sms.codes[goodPhone])
	extra["admin"] = true
	b.wants(422, "invalid body.admin:input.unknown_field", "POST", "/api/auth/candidate/register", extra)
	b.wants(200, "", "POST", "/api/auth/candidate/register", form)
	me := b.wants(200, "", "GET", "/api/candidate/me", nil)
	if !bytes.Contains(me, []byte("110***********002X")) || bytes.Contains(me, []byte(goodNumber)) || !bytes.Contains(me, []byte(`"privacyConfirmed":true`)) {
		t.Errorf("me: %s", me)
	}
	pic := image.NewRGBA(image.Rect(0, 0, 295, 413))
	for y := range 413 {
		for x := range 295 {
			c := color.RGBA{250, 250, 250, 255}
			if x > 80 && x < 215 && y > 90 {
				c = color.RGBA{uint8(90 + x%40), 70, 60, 255}
			}
			pic.SetRGBA(x, y, c)
		}
	}
	var jpg bytes.Buffer
	s.must(jpeg.Encode(&jpg, pic, nil))
	b.wants(200, "", "PUT", "/api/candidate/me/photo", jpg.Bytes())
	if got := b.wants(200, "", "GET", "/api/candidate/me/photo", nil); !bytes.HasPrefix(got, []byte("\xff\xd8\xff")) {
		t.Errorf("photo %.20q", got)
	}
	b.wants(422, "photo.type", "PUT", "/api/candidate/me/photo", []byte("GIF89a garbage"))
	b.wants(413, "request.too_large", "PUT", "/api/candidate/me/photo", make([]byte, 10<<20))
	b.wants(200, "", "POST", "/api/candidate/me/confirmations", m{"kind": "FACE_CONSENT", "version": 1})
	b.wants(204, "", "DELETE", "/api/candidate/me/face-consent", nil)
	b.wants(204, "", "POST", "/api/candidate/logout", nil)
	b.wants(401, "session.none", "GET", "/api/candidate/me", nil)
	b.wants(401, "auth.candidate_login", "POST", "/api/auth/candidate/login", m{"number": goodNumber, "password": "wrong"})
	b.wants(200, "", "POST", "/api/auth/candidate/login", m{"number": strings.ToLower(goodNumber), "password": "mein rad 88"})
	b.wants(401, "session.none", "GET", "/api/staff/me", nil)
	if logged := s.log.String(); strings.Contains(logged, goodNumber) || strings.Contains(logged, goodPhone) || strings.Contains(logged, "mein rad") {
		t.Error("the log holds personal numbers or passwords")
	}
}

func TestForgedRequestsOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("admin", people.SystemAdmin)
	login := m{"login": "admin", "password": "sturdy bridge 42"}
	b := s.browser()
	b.header.Set("Origin", "https://evil.example")
	b.wants(403, "session.origin", "POST", "/api/auth/staff/login", login)
	b.header.Del("Origin")
	b.wants(200, "", "POST", "/api/auth/staff/login", login)
	first := b.cookie(session.StaffCookie)
	b.wants(200, "", "GET", "/api/staff/me", nil)
	child := m{"kind": "CENTRE", "name": "培训中心", "region": "420602"}
	path := "/api/staff/orgs/" + string(s.root.ID) + "/children"
	b.header.Set(session.CSRFHeader, "")
	b.wants(403, "session.csrf", "POST", path, child)
	b.header.Del(session.CSRFHeader)
	b.header.Set("Origin", "https://evil.example")
	b.wants(403, "session.origin", "POST", path, child)
	b.header.Set("Origin", s.URL)
	b.wants(201, "", "POST", path, child)
	b.wants(409, "people.org_taken", "POST", path, child)
	b.wants(200, "", "POST", "/api/auth/staff/login", login)
	if b.cookie(session.StaffCookie) == first {
		t.Error("logging in keeps the token")
	}
	old := s.browser()
	old.header.Set("Cookie", session.StaffCookie+"="+first)
	old.wants(401, "session.none", "GET", "/api/staff/me", nil)
	phone, laptop := s.browser(), s.browser()
	phone.wants(200, "", "POST", "/api/auth/staff/login", login)
	laptop.wants(200, "", "POST", "/api/auth/staff/login", login)
	phone.wants(204, "", "POST", "/api/staff/logout-everywhere", nil)
	laptop.wants(401, "session.none", "GET", "/api/staff/me", nil)
	b.wants(401, "session.none", "GET", "/api/staff/me", nil)
}

// Unknown and known names get the same bytes, and lock alike.
func TestStaffLoginTellsNothing(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("admin", people.SystemAdmin)
	strip := func(b []byte) string {
		var p map[string]any
		s.must(json.Unmarshal(b, &p))
		delete(p, "request")
		out, _ := json.Marshal(p)
		return string(out)
	}
	for i := range 7 {
		_, _, known := s.browser().do("POST", "/api/auth/staff/login", m{"login": "admin", "password": "wrong"})
		_, _, unknown := s.browser().do("POST", "/api/auth/staff/login", m{"login": "nobody", "password": "wrong"})
		if strip(known) != strip(unknown) {
			t.Errorf("attempt %d: %s and %s", i+1, known, unknown)
		}
	}
	s.browser().wants(429, "auth.locked", "POST", "/api/auth/staff/login", m{"login": "admin", "password": "sturdy bridge 42"})
}

func TestStaffOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("admin", people.SystemAdmin)
	s.seedStaff("guard", people.SecurityAdmin)
	s.seedStaff("clerk", people.CounterClerk)
	admin, guard, clerk := s.browser(), s.browser(), s.browser()
	for who, b := range map[string]*browser{"admin": admin, "guard": guard, "clerk": clerk} {
		b.wants(200, "", "POST", "/api/auth/staff/login", m{"login": who, "password": "sturdy bridge 42"})
	}
	out := clerk.wants(201, "", "POST", "/api/staff/persons", m{"home": s.root.ID, "name": "张三", "document": m{"kind": "ID_CARD", "number": goodNumber}})
	var person api.PersonView
	s.must(json.Unmarshal(out, &person))
	clerk.wants(409, "people.doc_taken", "POST", "/api/staff/persons", m{"home": s.root.ID, "name": "张三", "document": m{"kind": "TEMPORARY_ID", "number": goodNumber}})
	clerk.wants(422, "invalid body.document.number:people.doc_check body.phone:people.phone", "POST", "/api/staff/persons",
		m{"home": s.root.ID, "name": "张三", "document": m{"kind": "ID_CARD", "number": "110105194912310021"}, "phone": "1"})
	out = clerk.wants(200, "", "POST", "/api/staff/persons/search", m{"document": m{"kind": "ID_CARD", "number": goodNumber}})
	if !bytes.Contains(out, []byte(person.ID)) || bytes.Contains(out, []byte(goodNumber)) {
		t.Errorf("search: %s", out)
	}
	guard.wants(403, "people.forbidden", "POST", "/api/staff/persons/"+person.ID+"/unmask", m{"field": "DOCUMENT", "reason": "看看"})
	if out = clerk.wants(200, "", "POST", "/api/staff/persons/"+person.ID+"/unmask", m{"field": "DOCUMENT", "reason": "核对证件"}); !bytes.Contains(out, []byte(goodNumber)) {
		t.Errorf("unmask: %s", out)
	}
	out = admin.wants(201, "", "POST", "/api/staff/accounts", m{"login": "zhangsan", "person": person.ID, "home": s.root.ID})
	var invite api.InviteView
	s.must(json.Unmarshal(out, &invite))
	grants := "/api/staff/accounts/" + invite.Account + "/grants"
	admin.wants(403, "people.forbidden", "POST", grants, m{"role": "ITEM_WRITER", "org": s.root.ID})
	guard.wants(201, "", "POST", grants, m{"role": "ITEM_WRITER", "org": s.root.ID})
	refused := guard.wants(409, "people.incompatible_roles", "POST", grants, m{"role": "ITEM_REVIEWER", "org": s.root.ID})
	if !bytes.Contains(refused, []byte("命题员")) || !bytes.Contains(refused, []byte("审题员")) {
		t.Errorf("the refusal does not name both roles: %s", refused)
	}
	fresh := s.browser()
	fresh.wants(200, "", "POST", "/api/auth/staff/accept", m{"token": invite.Token, "password": "quiet river 17"})
	if out = fresh.wants(200, "", "GET", "/api/staff/me", nil); !bytes.Contains(out, []byte("ITEM_WRITER")) {
		t.Errorf("me: %s", out)
	}
	fresh.wants(403, "people.forbidden", "POST", "/api/staff/persons/"+person.ID+"/claim-code", m{"reason": "本人到场"})
	out = admin.wants(200, "", "GET", "/api/staff/orgs?limit=1", nil)
	var orgs api.Page[api.OrgView]
	s.must(json.Unmarshal(out, &orgs))
	if len(orgs.Items) != 1 || orgs.Next != "" {
		t.Errorf("one organisation on a page of one: %s", out)
	}
	admin.wants(422, "invalid query.limit:input.too_big", "GET", "/api/staff/orgs?limit=100000", nil)
	if out = clerk.wants(200, "", "GET", "/api/staff/roster-template", nil); !bytes.HasPrefix(out, []byte("PK")) {
		t.Error("the template is no .xlsx")
	}
	roster := []byte("姓名,证件号码\n李四," + "440524198001010013" + "\n")
	if out = clerk.wants(200, "", "POST", "/api/staff/orgs/"+string(s.root.ID)+"/roster?format=csv", roster); !bytes.Contains(out, []byte(`"created":1`)) {
		t.Errorf("roster: %s", out)
	}
	clerk.wants(422, "invalid row 2, 证件号码:people.doc_check", "POST", "/api/staff/orgs/"+string(s.root.ID)+"/roster?format=csv", []byte("姓名,证件号码\n李四,440524188001010015\n"))
	clerk.wants(413, "request.too_large", "POST", "/api/staff/orgs/"+string(s.root.ID)+"/roster", make([]byte, 10<<20))
}

func TestDevicesOverHTTP(t *testing.T) {
	s := newPeopleServer(t)
	s.seedStaff("manager", people.ExamManager)
	b, terminal := s.browser(), s.browser()
	b.wants(200, "", "POST", "/api/auth/staff/login", m{"login": "manager", "password": "sturdy bridge 42"})
	b.wants(404, "people.not_found", "POST", "/api/staff/enrolments", m{"kind": "GATE", "room": "room9", "name": "门口机"})
	out := b.wants(201, "", "POST", "/api/staff/enrolments", m{"kind": "GATE", "room": "room1", "name": "门口机"})
	var made struct{ Code string }
	s.must(json.Unmarshal(out, &made))
	terminal.wants(401, "device.unknown", "GET", "/api/device/me", nil)
	out = terminal.wants(200, "", "POST", "/api/auth/device/enrol", m{"code": made.Code})
	terminal.wants(422, "device.enrol", "POST", "/api/auth/device/enrol", m{"code": made.Code})
	var e api.EnrolledView
	s.must(json.Unmarshal(out, &e))
	terminal.header.Set("Authorization", "Bearer "+e.Token)
	if out = terminal.wants(200, "", "GET", "/api/device/me", nil); !bytes.Contains(out, []byte("room1")) {
		t.Errorf("device: %s", out)
	}
	terminal.wants(401, "session.none", "GET", "/api/staff/me", nil)
	b.wants(204, "", "POST", "/api/staff/devices/"+e.Device.ID+"/revoke", m{"reason": "报废"})
	terminal.wants(401, "device.unknown", "GET", "/api/device/me", nil)
}
