package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people/identity"
)

const strangerPassword = "bieqv-de-mima-2026"

// idNumber is a well-formed identity number of a district of another city.
func idNumber(serial int) string {
	first := fmt.Sprintf("421002198%d0%d1%d%03d", serial%10, 1+serial%9, serial%9, 100+serial)
	return first + string(identity.GB11643Check(first))
}

// hire makes a staff account with roles at an organisation, by the two administrators, and returns its client.
func (s *site) hire(org, login string, serial int, roles ...string) *client {
	s.t.Helper()
	admin := s.as("admin")
	person := post[struct{ ID string }](admin, "/api/staff/persons", form{"name": "江南" + string(rune('甲'+serial)), "home": org, "education": "BACHELOR",
		"phone": fmt.Sprintf("1370000%04d", serial), "document": form{"kind": "ID_CARD", "number": idNumber(serial)}}).ID
	invite := post[struct{ Account, Token string }](admin, "/api/staff/accounts", form{"login": login, "person": person, "home": org})
	for _, role := range roles {
		by := s.as("security")
		if role == "SECURITY_ADMIN" {
			by = admin // no administrator makes his like
		}
		post[none](by, "/api/staff/accounts/"+invite.Account+"/grants", form{"role": role, "org": org})
	}
	c := newClient(s.t, s.url)
	post[none](c, "/api/auth/staff/accept", form{"token": invite.Token, "password": strangerPassword})
	return c
}

// Staff of one authority can neither see nor touch what belongs to another, whatever ids they put in.
func TestAnotherAuthoritysStaffGetsNowhere(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		root := get[list[struct{ ID, Parent, Kind string }]](h.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
		far := post[struct{ ID string }](h.as("admin"), "/api/staff/orgs/"+root+"/children", form{"kind": "AUTHORITY", "name": "江南区应急管理局", "region": "421002"}).ID
		strangers := map[string]*client{
			"many":     h.hire(far, "j.many", 0, "EXAM_MANAGER", "APPLICATION_REVIEWER", "REMOTE_INVIGILATOR", "ITEM_WRITER", "ASSESSOR", "RULE_EDITOR"),
			"releaser": h.hire(far, "j.releaser", 1, "RESULT_RELEASER", "REGULATOR"),
			"issuer":   h.hire(far, "j.issuer", 2, "PERMIT_ISSUER", "ITEM_REVIEWER", "ARCHIVIST"),
			"counter":  h.hire(far, "j.counter", 3, "COUNTER_CLERK", "SYSTEM_ADMIN"),
			"security": h.hire(far, "j.security", 4, "SECURITY_ADMIN"),
			"company":  h.as("company"), // of the demo's own authority, but an enterprise's
		}
		r := &h.rooms[0]
		at := h.walkIn(r, 0)
		c := h.dial(h.enrol(r.ID, at.ID))
		c.begin()
		targets := h.targets(t, root, far, c.state.Sitting, at)
		h.ev.untouched(t, "another authority", func() {
			for who, x := range strangers {
				for _, q := range targets {
					if q.own == who {
						continue
					}
					got := x.send(q.method, q.path, q.body)
					if got.Status != http.StatusForbidden && got.Status != http.StatusNotFound || got.code() == "" || got.code() == "request.not_found" {
						t.Errorf("%s: %s %s %v: %s", who, q.method, q.path, q.body, got)
					}
				}
				h.seesNothing(t, who, x, root)
			}
		})
		// the very same requests are possible for those whose matter it is, so the refusals were about who asked
		if x := get[struct{ ID string }](h.as("watch1"), "/api/staff/sittings/"+c.state.Sitting); x.ID != c.state.Sitting {
			t.Errorf("%+v", x)
		}
		if v := c.answer(1, answerOf(c.state.Sitting, 1, "A")); v.Ack == nil {
			t.Errorf("the sitting does not go on: %+v", v)
		}
	})
}

type target struct {
	method, path string
	body         any
	own          string // who may rightly do this
}

// targets are requests that name things of the demo authority.
func (h *house) targets(t *testing.T, root, far, sitting string, at seat) []target {
	t.Helper()
	app := h.applied(h.candidate(0))
	r := &h.rooms[0]
	manager := h.as("manager")
	slotID := h.nextSlot(h.candidate(0), r, 0).ID
	admission := get[list[struct{ ID string }]](h.as("watch1"), "/api/staff/rooms/"+r.ID+"/admissions").Items[0].ID
	device := get[[]struct{ ID string }](manager, "/api/staff/rooms/"+r.ID+"/devices")[0].ID
	account := h.colleagues("REMOTE_INVIGILATOR")[0]
	bank := get[list[struct{ ID string }]](h.as("writer"), "/api/staff/banks").Items[0].ID
	release := get[list[struct{ ID string }]](h.as("writer"), "/api/staff/banks/"+bank+"/releases").Items[0].ID
	centre := get[list[struct{ ID string }]](h.as("admin"), "/api/staff/orgs?kind=CENTRE").Items[0].ID
	gate := h.gate(r)
	h.lay(r, 1)
	v := post[gateView](gate, "/api/device/gate/check", form{"card": true})
	post[none](gate, "/api/device/gate/take", form{"visit": v.Visit, "application": v.Offers[0].Application})
	post[none](gate, "/api/device/gate/officer", form{"visit": v.Visit})
	why := form{"reason": "OTHER", "text": "越权尝试"}
	reason := form{"reason": "越权尝试"}
	today := h.clock().In(china).Format(time.DateOnly)
	person := "/api/staff/persons/" + app.Person
	return []target{
		{"GET", "/api/staff/applications/" + app.ID, nil, ""},
		{"POST", "/api/staff/applications/" + app.ID + "/approve", nil, ""},
		{"POST", "/api/staff/applications/" + app.ID + "/reject", reason, ""},
		{"POST", "/api/staff/applications/" + app.ID + "/withdraw", nil, ""},
		{"POST", "/api/staff/applications/" + app.ID + "/help", form{"extraMinutes": 60, "note": "越权尝试"}, ""},
		{"GET", "/api/staff/applications/" + app.ID + "/files/IDENTITY_DOCUMENT", nil, ""},
		{"POST", "/api/staff/bookings", form{"application": app.ID, "slot": slotID}, ""},
		{"PUT", "/api/staff/rooms/" + r.ID, form{"code": "X", "name": "X", "rules": r.Rules, "first": 0, "until": 1440, "length": 160, "open": false, "version": r.Version}, ""},
		{"PUT", "/api/staff/rooms/" + r.ID + "/seats", form{"seats": []form{{"no": 1, "label": "A", "row": 1, "col": 1, "state": "IN_SERVICE"}}}, ""},
		{"POST", "/api/staff/seats/" + at.ID + "/state", form{"state": "OUT", "reason": "越权尝试"}, ""},
		{"POST", "/api/staff/points/" + h.point.ID + "/rooms", form{"code": "X9", "name": "X9", "rules": r.Rules, "first": 0, "until": 1440, "length": 160, "open": true}, ""},
		{"POST", "/api/staff/points/" + h.point.ID + "/closures", form{"kind": "MAINTENANCE", "from": today + "T00:00:00Z", "to": today + "T23:00:00Z", "notice": "越权尝试"}, ""},
		{"POST", "/api/staff/points", form{"org": h.point.Org, "code": "X9", "name": "X9", "address": "X9", "phone": "0", "open": true}, ""},
		{"POST", "/api/staff/rooms/" + r.ID + "/authorizations", form{"documentNo": "1", "issuer": "1", "mode": "REMOTE", "from": today, "to": today}, ""},
		{"GET", "/api/staff/rooms/" + r.ID + "/admissions", nil, ""},
		{"POST", "/api/staff/admissions/" + admission + "/move", form{"seat": r.seats[5].ID, "reason": "越权尝试"}, ""},
		{"GET", "/api/staff/slots/" + slotID, nil, ""},
		{"GET", "/api/staff/sittings/" + sitting, nil, ""},
		{"POST", "/api/staff/sittings/" + sitting + "/pause", why, ""},
		{"POST", "/api/staff/sittings/" + sitting + "/abort", why, ""},
		{"POST", "/api/staff/sittings/" + sitting + "/hand-in", why, ""},
		{"POST", "/api/staff/sittings/" + sitting + "/move", form{"reason": "OTHER", "text": "越权尝试", "seat": r.seats[5].ID}, ""},
		{"POST", "/api/staff/matches/" + v.Visit + "/confirm", form{}, ""},
		{"POST", "/api/staff/matches/" + v.Visit + "/refuse", reason, ""},
		{"GET", "/api/staff/matches/" + v.Visit + "/photo", nil, ""},
		{"POST", "/api/staff/enrolments", form{"kind": "GATE", "room": r.ID, "name": "越权"}, ""},
		{"GET", "/api/staff/rooms/" + r.ID + "/devices", nil, ""},
		{"POST", "/api/staff/devices/" + device + "/revoke", reason, ""},
		{"GET", person, nil, "company"},
		{"POST", person + "/unmask", form{"field": "DOCUMENT", "reason": "越权尝试"}, ""},
		{"POST", person + "/claim-code", reason, ""},
		{"GET", person + "/photo", nil, "company"},
		{"POST", "/api/staff/orgs/" + root + "/children", form{"kind": "ENTERPRISE", "name": "越权企业", "region": "420602"}, ""},
		{"POST", "/api/staff/orgs/" + root + "/close", form{"version": 1}, ""},
		{"POST", "/api/staff/orgs/" + far + "/move", form{"parent": centre}, ""},
		{"POST", "/api/staff/persons", form{"name": "越权", "home": root, "document": form{"kind": "ID_CARD", "number": idNumber(50)}}, ""},
		{"POST", "/api/staff/accounts", form{"login": "x.root", "person": app.Person, "home": root}, ""},
		{"POST", "/api/staff/accounts/" + account + "/disable", reason, ""},
		{"POST", "/api/staff/accounts/" + account + "/reset", reason, ""},
		{"POST", "/api/staff/accounts/" + account + "/grants", form{"role": "SYSTEM_ADMIN", "org": root}, ""},
		{"POST", "/api/staff/hours", form{"org": centre, "person": form{"id": app.Person}, "item": itemCode, "kind": "INITIAL", "mode": "CLASSROOM", "classHours": 8,
			"from": today, "to": today, "class": "x", "evidence": "xx"}, ""},
		{"GET", "/api/staff/hours?org=" + centre, nil, ""},
		{"GET", "/api/staff/exemptions?org=" + root, nil, ""},
		{"GET", "/api/staff/banks/" + bank, nil, ""},
		{"GET", "/api/staff/banks/" + bank + "/releases", nil, ""},
		{"POST", "/api/staff/banks/" + bank + "/releases", form{"name": "越权"}, ""},
		{"POST", "/api/staff/bank-releases/" + release + "/refuse", reason, ""},
		{"POST", "/api/staff/bank-releases/" + release + "/export", form{"attempts": []string{sitting}}, ""},
		{"GET", "/api/staff/bank-releases/" + release + "/keys", nil, ""},
		{"POST", "/api/staff/practical", form{"person": app.Person, "item": itemCode, "org": h.point.Org, "assessors": []string{account, account}}, ""},
	}
}

// seesNothing reads the lists of a stranger and looks for what belongs to the demo authority.
func (h *house) seesNothing(t *testing.T, who string, x *client, root string) {
	t.Helper()
	if who == "company" {
		return // employs the demo people
	}
	for _, path := range []string{"/api/staff/applications", "/api/staff/matches", "/api/staff/room-records", "/api/staff/release-queue", "/api/staff/permit-applications",
		"/api/staff/accounts?limit=200", "/api/staff/orgs?limit=200", "/api/staff/practical", "/api/staff/banks", "/api/staff/audit?limit=200", "/api/staff/colleagues?role=REMOTE_INVIGILATOR",
		"/api/staff/points"} {
		got := x.send("GET", path, nil)
		if got.Status >= 500 {
			t.Errorf("%s: %s: %s", who, path, got)
		}
		for what, secret := range map[string]string{"root": root, "point": h.point.ID, "room": h.rooms[0].ID, "officer": "崔立"} {
			if what == "root" && strings.HasPrefix(path, "/api/staff/orgs") || what == "root" && strings.HasPrefix(path, "/api/staff/acc") || what == "point" && strings.HasSuffix(path, "points") {
				continue // the own path begins at the root; open points are offered to everybody
			}
			if got.ok() && strings.Contains(string(got.Body), secret) {
				t.Errorf("%s: %s shows the %s of another authority", who, path, what)
			}
		}
	}
	got := x.send("POST", "/api/staff/persons/search", form{"document": form{"kind": "ID_CARD", "number": h.cards[0].Number}})
	if got.ok() && strings.Contains(string(got.Body), h.cards[0].Name) {
		t.Errorf("%s: finds a person of another authority", who)
	}
}
