package e2e_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/web/ws"
)

// house is a served installation with its evidence, for tests that attack it.
type house struct {
	*site
	*place
	ev  *evidence
	srv *process
}

func attacked(t *testing.T, p *place) *house {
	t.Helper()
	srv := serve(t, p.settings)
	return &house{site: visit(t, srv.url, time.Now), place: p, ev: p.evidence(t), srv: srv}
}

func garbage(n int) []byte {
	b := make([]byte, n)
	rng := rand.NewChaCha8([32]byte{7})
	_, _ = rng.Read(b)
	return b
}

// bomb is an .xlsx of about a megabyte whose sheet unpacks to more than a gigabyte: one packed megabyte, repeated.
// lying makes it declare a harmless size.
func bomb(lying bool) []byte {
	var b, packed bytes.Buffer
	z := zip.NewWriter(&b)
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	for name, body := range map[string]string{
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	} {
		w, err := z.Create(name)
		must(err)
		_, err = io.WriteString(w, body)
		must(err)
	}
	const start, megabytes = `<worksheet><sheetData><row><c t="str"><v>`, 1100
	text := bytes.Repeat([]byte("x"), 1<<20)
	sum := crc32.ChecksumIEEE([]byte(start))
	f, err := flate.NewWriter(&packed, flate.BestSpeed)
	must(err)
	_, err = io.WriteString(f, start)
	must(errors.Join(err, f.Flush()))
	head := packed.Len()
	_, err = f.Write(text)
	must(errors.Join(err, f.Flush()))
	block := bytes.Clone(packed.Bytes()[head:])
	for range megabytes - 1 {
		packed.Write(block)
	}
	for range megabytes {
		sum = crc32.Update(sum, crc32.IEEETable, text)
	}
	must(f.Close())
	size := uint64(len(start) + megabytes<<20)
	if lying {
		size = 10_000
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: sum,
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	must(err)
	_, err = w.Write(packed.Bytes())
	must(errors.Join(err, z.Close()))
	return b.Bytes()
}

// Every hostile body gets its own stable code and changes nothing.
func TestHostileUploadsAndBodies(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		bank := get[list[struct{ ID string }]](h.as("writer"), "/api/staff/banks").Items[0].ID
		c := h.candidate(18) // has an account and nothing else
		authority := get[list[struct{ ID, Kind, Parent string }]](h.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
		app := post[application](c, "/api/candidate/applications", form{"authority": authority, "itemCode": itemCode, "personType": "SPECIAL_OPERATOR", "kind": "FIRST_ISSUE"})
		big := garbage(10 << 20)
		h.ev.untouched(t, "hostile bodies", func() {
			w := h.as("writer")
			for _, name := range []string{"题库.xlsx", "题库.csv", "题库"} {
				w.refused("POST", "/api/staff/banks/"+bank+"/imports/preview?name="+url.QueryEscape(name), big, "sheet.not_a_sheet")
			}
			w.refused("POST", "/api/staff/banks/"+bank+"/imports/preview?name=q.xlsx", garbage(20<<20+1), "sheet.too_large", "request.too_large")
			for _, lying := range []bool{false, true} {
				fuse := bomb(lying)
				codes := []string{"sheet.expands_too_far"}
				if lying {
					codes = append(codes, "sheet.not_a_sheet") // the archive contradicts itself
				}
				before := time.Now()
				w.refused("POST", "/api/staff/banks/"+bank+"/imports/preview?name=bomb.xlsx", fuse, codes...)
				h.as("company").refused("POST", "/api/staff/orgs/"+h.enterprise()+"/roster?name=bomb.xlsx", fuse, codes...)
				if took := time.Since(before); took > 10*time.Second {
					t.Errorf("the bombs kept the server busy for %s", took)
				}
			}
			c.refused("PUT", "/api/candidate/applications/"+app.ID+"/files/IDENTITY_DOCUMENT", big, "application.file_size", "request.too_large")
			c.refused("PUT", "/api/candidate/applications/"+app.ID+"/files/IDENTITY_DOCUMENT", garbage(1<<20), "application.file_type")
			c.refused("PUT", "/api/candidate/me/photo", big, "photo.large", "request.too_large")
			c.refused("PUT", "/api/candidate/me/photo", garbage(100<<10), "photo.type")
			c.refused("POST", "/api/candidate/bookings", form{"application": app.ID, "slot": app.ID, "person": app.Person}, "input.unknown_field")
			for _, body := range []string{"", "{", "[]", "null", `{"application":1}`, strings.Repeat("[", 100_000), `{"application":"` + strings.Repeat("x", 2<<20) + `"}`} {
				req, err := http.NewRequest("POST", c.url+"/api/candidate/bookings", strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				req.Header.Set("Content-Type", "application/json")
				c.sign(req)
				resp, err := c.http.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				raw, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				got := reply{Status: resp.StatusCode, Body: raw}
				if got.code() == "" || got.Status < 400 || got.Status >= 500 {
					t.Errorf("body %.20q: %s", body, got)
				}
			}
		})
		if !newClient(t, h.url).send("GET", "/readyz", nil).ok() {
			t.Error("the program does not serve any more")
		}
	})
}

func (h *house) enterprise() string {
	return get[list[struct{ ID string }]](h.as("admin"), "/api/staff/orgs?kind=ENTERPRISE").Items[0].ID
}

// Every hostile frame gets its own stable code and changes nothing.
func TestHostileFrames(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		r := &h.rooms[0]
		at, beside := h.walkIn(r, 0), h.walkIn(r, 1)
		token := h.enrol(r.ID, at.ID)
		other := h.dial(h.enrol(r.ID, beside.ID))
		other.begin()
		c := h.dial(token)
		c.begin()
		me := c.state.Sitting
		first := ws.Answer{Sitting: me, Question: 1, Answer: "A", ClientAt: 1}
		ack := c.answer(1, first)
		if ack.Ack == nil || c.answer(2, ws.Answer{Sitting: me, Question: 2, Answer: "B"}).Ack == nil {
			t.Fatalf("%+v", ack)
		}
		h.ev.untouched(t, "hostile frames", func() {
			if again := c.answer(1, first); again.Ack == nil || *again.Ack != *ack.Ack {
				t.Errorf("the same record again: %+v, first %+v", again, ack)
			}
			for _, x := range []struct {
				what, code string
				seq        int64
				a          ws.Answer
			}{
				{"replayed with another answer", "sitting.sequence_conflict", 1, ws.Answer{Sitting: me, Question: 1, Answer: "B"}},
				{"replayed with another question", "sitting.sequence_conflict", 2, ws.Answer{Sitting: me, Question: 3, Answer: "B"}},
				{"out of order", "sitting.sequence_gap", 4, ws.Answer{Sitting: me, Question: 4, Answer: "A"}},
				{"far ahead", "sitting.sequence_gap", 1 << 40, ws.Answer{Sitting: me, Question: 4, Answer: "A"}},
				{"another's sitting", "sitting.not_yours", 3, ws.Answer{Sitting: other.state.Sitting, Question: 1, Answer: "A"}},
				{"no sitting", "sitting.not_yours", 3, ws.Answer{Sitting: strings.Repeat("0", 26), Question: 1, Answer: "A"}},
				{"no such question", "sitting.unknown_question", 3, ws.Answer{Sitting: me, Question: 101, Answer: "A"}},
				{"question 0", "sitting.unknown_question", 3, ws.Answer{Sitting: me, Question: 0, Answer: "A"}},
				{"no such option", "sitting.unknown_option", 3, ws.Answer{Sitting: me, Question: 1, Answer: "Z"}},
				{"two of one", "sitting.unknown_option", 3, ws.Answer{Sitting: me, Question: 1, Answer: "AB"}},
				{"lower case", "sitting.unknown_option", 3, ws.Answer{Sitting: me, Question: 1, Answer: "a"}},
				{"not well formed", "ws.bad_frame", 3, ws.Answer{Sitting: me, Question: 1, Answer: strings.Repeat("A", 27)}},
			} {
				if v := c.answer(x.seq, x.a); v.Code != x.code || v.Ack != nil {
					t.Errorf("%s: %+v, want %s", x.what, v, x.code)
				}
			}
			h.abuseSocket(t, token, me)
		})
		c = h.dial(token) // and the sitting goes on
		if v := c.answer(3, ws.Answer{Sitting: me, Question: 3, Answer: "A"}); v.Ack == nil {
			t.Errorf("afterwards: %+v", v)
		}
		if v := other.answer(1, ws.Answer{Sitting: other.state.Sitting, Question: 1, Answer: "A"}); v.Ack == nil {
			t.Errorf("the neighbour: %+v", v)
		}
		h.afterTheDeadline(t, c, me)
	})
}

// abuseSocket sends what must end the connection, each time over a new one.
func (h *house) abuseSocket(t *testing.T, token, me string) {
	t.Helper()
	c := h.dial(token)
	_ = c.ws.WriteMessage(websocket.TextMessage, bytes.Repeat([]byte("x"), 1<<20))
	if code := c.end(); code != "ws.too_large" {
		t.Errorf("a frame of 1 MB: %q", code)
	}
	c = h.dial(token)
	for n := range 1000 {
		if c.ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"v":1,"type":"answer","seq":%d,"body":{"sitting":%q,"question":1,"answer":"Z","client_at":1}}`, 1000+n, me)) != nil {
			break
		}
	}
	if code := c.end(); code != "ws.too_fast" {
		t.Errorf("1,000 frames at once: %q", code)
	}
	c = h.dial(token)
	_ = c.ws.WriteMessage(websocket.BinaryMessage, []byte{1, 2, 3})
	if code := c.end(); code != "ws.bad_frame" {
		t.Errorf("a binary frame: %q", code)
	}
	c = h.dial(token)
	c.say("answer", "", 3, form{"sitting": me, "question": 1, "answer": "A", "client_at": 1, "right": true})
	var e ws.Error
	if c.read("error", &e); e.Code != "ws.unknown_field" || e.Fatal {
		t.Errorf("an unknown field: %+v", e)
	}
	c.say("grade", "g", 0, form{})
	if c.read("error", &e); e.Code != "ws.unknown_type" {
		t.Errorf("an unknown type: %+v", e)
	}
}

// afterTheDeadline sends answers when the time is over, before and after the sweeper has come.
func (h *house) afterTheDeadline(t *testing.T, c *raw, me string) {
	t.Helper()
	h.until(time.UnixMilli(c.state.Deadline))
	records := h.ev.records(t, me)
	late := []string{"sitting.deadline_passed", "sitting.closed", "sitting.not_running", "ws.no_sitting"}
	if v := c.answer(4, ws.Answer{Sitting: me, Question: 4, Answer: "A"}); !slices.Contains(late, v.Code) {
		t.Errorf("after the deadline: %+v", v)
	}
	within(t, patience, "the paper is handed in at its deadline", func() bool {
		return h.ev.number(t, "SELECT COUNT(*) FROM exam_result WHERE sitting_id = ?", me) == 1
	})
	if v := c.answer(4, ws.Answer{Sitting: me, Question: 4, Answer: "A"}); !slices.Contains(late, v.Code) {
		t.Errorf("after the end: %+v", v)
	}
	if n := h.ev.records(t, me); n != records {
		t.Errorf("%d records before the deadline, %d after", records, n)
	}
}

// otherThan returns a letter that is not this one: one token in sixteen ends in A.
func otherThan(last string) string {
	if last == "A" {
		return "E"
	}
	return "A"
}

// Who proves nothing gets nothing, and who proves one thing does not get another.
func TestForgedAndSwappedIdentities(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		r := &h.rooms[0]
		c, staff := h.candidate(0), h.as("manager")
		app := h.applied(c)
		gate := h.gate(r)
		seatToken := h.enrol(r.ID, r.seats[0].ID)
		h.ev.untouched(t, "forged identities", func() {
			for _, forged := range []string{strings.Repeat("A", 43), "x", seatToken[:42] + otherThan(seatToken[42:]), strings.ToUpper(seatToken), "demo"} {
				d := newClient(t, h.url)
				d.token = forged
				d.refused("GET", "/api/device/me", nil, "device.unknown")
				d.refused("POST", "/api/device/gate/check", form{"number": h.cards[0].Number}, "device.unknown")
				d.refused("POST", "/api/device/sitting/connect", nil, "device.unknown")
				if x := h.hello(forged); x != "ws.token" {
					t.Errorf("the socket says %q to a forged token", x)
				}
			}
			if x := h.hello(gate.token); x != "ws.not_a_seat" {
				t.Errorf("the socket says %q to a gate", x)
			}
			d := newClient(t, h.url)
			d.token = seatToken
			d.refused("POST", "/api/device/gate/check", form{"number": h.cards[0].Number}, "gate.wrong_device")
			d.refused("GET", "/api/staff/me", nil, "session.none")
			gate.refused("POST", "/api/device/sitting/connect", nil, "sitting.forbidden")
			h.foreignPages(t, c, staff)
			h.wrongRealm(t, c, staff, app)
		})
		h.enrol(r.ID, r.seats[0].ID) // replaces the terminal
		d := newClient(t, h.url)
		d.token = seatToken
		d.refused("GET", "/api/device/me", nil, "device.unknown")
	})
}

// hello says hello with a token and returns the code of the refusal.
func (h *house) hello(token string) string {
	h.t.Helper()
	c, _, err := websocket.DefaultDialer.Dial(h.ws(), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	r := &raw{t: h.t, ws: c}
	r.say("hello", "hello", 0, ws.Hello{Token: token})
	return r.end()
}

// foreignPages tries what a page of another site could make a browser do.
func (h *house) foreignPages(t *testing.T, c, staff *client) {
	t.Helper()
	for _, who := range []struct {
		c    *client
		path string
	}{{c, "/api/candidate/logout-everywhere"}, {staff, "/api/staff/logout-everywhere"}} {
		who.c.head.Set("X-SuiKao-CSRF", "")
		who.c.refused("POST", who.path, nil, "session.csrf")
		who.c.head.Set("X-SuiKao-CSRF", strings.Repeat("A", 43))
		who.c.refused("POST", who.path, nil, "session.csrf")
		who.c.head.Del("X-SuiKao-CSRF")
		for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1", h.url + ".evil.example"} {
			who.c.head.Set("Origin", origin)
			who.c.refused("POST", who.path, nil, "session.origin")
		}
		who.c.head.Del("Origin")
		who.c.head.Set("Sec-Fetch-Site", "cross-site")
		who.c.refused("POST", who.path, nil, "session.origin")
		who.c.head.Del("Sec-Fetch-Site")
	}
	x := newClient(t, h.url)
	x.head.Set("Origin", "https://evil.example")
	x.refused("POST", "/api/auth/staff/login", form{"login": "manager", "password": demo.StaffPassword}, "session.origin")
	x.refused("POST", "/api/auth/candidate/login", form{"number": h.cards[0].Number, "password": demo.CandidatePassword}, "session.origin")
	if status := h.upgrade("https://evil.example"); status != http.StatusForbidden {
		t.Errorf("a socket from another site: %d", status)
	}
	if status := h.upgrade(h.url); status != http.StatusSwitchingProtocols {
		t.Errorf("a socket from the own page: %d", status)
	}
}

// wrongRealm uses the session of one realm in the other, and a candidate's ids in another candidate's hands.
func (h *house) wrongRealm(t *testing.T, c, staff *client, app application) {
	t.Helper()
	u, _ := url.Parse(h.url)
	for _, x := range []struct {
		from *client
		have string
		as   string
		path string
	}{
		{c, "sk_person", "sk_staff", "/api/staff/applications/" + app.ID}, {staff, "sk_staff", "sk_person", "/api/candidate/me"},
	} {
		thief := newClient(t, h.url)
		thief.http.Jar.SetCookies(u, []*http.Cookie{{Name: x.as, Value: x.from.cookie(x.have), Path: "/"}, {Name: "sk_csrf", Value: x.from.cookie("sk_csrf"), Path: "/"}})
		thief.refused("GET", x.path, nil, "session.none")
	}
	c.refused("GET", "/api/staff/me", nil, "session.none")
	staff.refused("GET", "/api/candidate/me", nil, "session.none")
	b := h.candidate(1)
	for _, path := range []string{"/api/candidate/applications/" + app.ID, "/api/candidate/applications/" + app.ID + "/check"} {
		b.refused("GET", path, nil, "application.not_found")
	}
	b.refused("POST", "/api/candidate/applications/"+app.ID+"/withdraw", nil, "application.not_found")
	b.refused("POST", "/api/candidate/bookings", form{"application": app.ID, "slot": app.ID}, "application.not_found")
}
