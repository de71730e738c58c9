package e2e_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// loose are bodies that are not what any operation expects.
var loose = []string{"", "null", "[]", `"x"`, "{", `{"a":`, "1e999", "\xff\xfe", `{"a":1}{"b":2}`, `{"zz_unknown":1}`, strings.Repeat("[", 20000)}

// odd are values for one field of a body that is right elsewhere.
var odd = []any{nil, -1, 1e300, 1 << 62, true, "", "%", "_", "\x00", "\u202e😀", strings.Repeat("甲", 10000), []any{}, map[string]any{},
	[]any{[]any{}}, "' OR 1=1--", "../../etc/passwd", noID, "2026-02-30", "9999-12-31", "0000-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"}

// crooked are ids and texts for addresses.
var crooked = []string{"..%2f..%2fx", strings.Repeat("%E4%B8%AD", 9), strings.Repeat("U", 26), strings.Repeat("%25", 26), strings.Repeat("_", 26),
	"'%20OR%201=1--%20aaaaaaaaaaaa", strings.Repeat("a", 5000), strings.Repeat("%00", 26), strings.ToUpper(noID), noID}

var crookedQuery = []string{"", "%", "_", "\x00", "'", strings.Repeat("a", 10000), "-1", "999999999999999999999", "é", "../..", "0000-01-01",
	"9999-12-31", "2026-02-30", "true", "AAAA", "MDFrYXE=", noID + "|x", "1e9", "\xff"}

// inside are words that show how the program is made.
var inside = regexp.MustCompile(`(?i)sqlite|mysql|gorm|constraint|goroutine|\.go:\d|runtime error|syntax error|panic:|panicked|cannot unmarshal|invalid character|json:|expected (property|string|object|length|number|value)`)

var chinese = regexp.MustCompile(`\p{Han}`)

// refusedWell fails the test unless an answer is a success or a refusal that a person can read and a program can tell.
func refusedWell(t *testing.T, o operation, what string, r reply, lang string) {
	t.Helper()
	if len(what) > 300 {
		what = what[:300]
	}
	if r.Err != nil || r.Status >= 500 {
		t.Errorf("%s %s with %s: %s", o.method, o.path, what, r)
		return
	}
	if r.Status < 400 {
		return
	}
	var p problem
	if err := json.Unmarshal(r.Body, &p); err != nil || p.Code == "" || p.Code == "internal" || chinese.MatchString(p.Detail) != (lang == "zh") ||
		inside.Match(r.Body) || strings.ContainsAny(p.Detail, "!！") {
		t.Errorf("%s %s in %s with %s: %s", o.method, o.path, lang, what, r)
	}
}

// twist yields copies of a body with one thing wrong.
func twist(v any, yield func(any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			for _, x := range odd {
				yield(replaced(v, k, x))
			}
			twist(v[k], func(x any) { yield(replaced(v, k, x)) })
			less := maps.Clone(v)
			delete(less, k)
			yield(less)
		}
		yield(replaced(v, "zz_unknown", 1))
	case []any:
		twist(v[0], func(x any) { yield([]any{x}) })
		yield(slices.Repeat(v, 300))
	}
}

func replaced(v map[string]any, k string, x any) map[string]any {
	c := maps.Clone(v)
	c[k] = x
	return c
}

// Nothing that anybody sends is answered with a fault of ours, or with words that are not meant for people.
func TestGarbageIsRefusedInPlainWords(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	srv := serve(t, p.settings)
	s := visit(t, srv.url, time.Now)
	doc, ops := described(t, srv.url)
	tr := treasure{ids: map[string]string{}, all: map[string]string{}, secrets: map[string]string{"document number": s.cards[3].Number}}
	tr.gather(t, p)
	tr.ids["org"] = get[list[struct{ ID string }]](s.as("admin"), "/api/staff/orgs?kind=AUTHORITY").Items[0].ID
	seatDevice, gateDevice := newClient(t, srv.url), s.gate(&s.rooms[0])
	seatDevice.token = s.enrol(s.rooms[0].ID, s.rooms[0].seats[0].ID)
	me, sent := s.candidate(0), 0
	for i, o := range ops {
		if strings.Contains(o.name, "logout") || strings.Contains(o.name, "password") || o.name == "account-disable" || o.name == "account-reset" {
			continue // they would end the test's own sessions
		}
		lang := []string{"zh", "en"}[i%2]
		try := func(c *client, path string, body any, what string) reply {
			c.head = http.Header{"Accept-Language": {lang}}
			r := c.send(o.method, path, body)
			refusedWell(t, o, what, r, lang)
			sent++
			return r
		}
		body := tr.form(doc, o)
		var c *client
		switch o.group() {
		case "candidate":
			c = me
		case "device":
			if c = gateDevice; strings.Contains(o.path, "sitting") {
				c = seatDevice
			}
		case "staff":
			c = s.whoMay(func(x *client) reply { return try(x, tr.path(o), body, "a colleague's hand") })
		default:
			c = newClient(t, srv.url)
		}
		for _, id := range crooked {
			if strings.Contains(o.path, "{id}") {
				try(c, crook(tr, o, id), body, "a crooked id")
			}
		}
		for _, name := range o.query {
			for _, v := range crookedQuery {
				at, query, _ := strings.Cut(tr.path(o), "?")
				q, err := url.ParseQuery(query)
				if err != nil {
					t.Fatal(err)
				}
				q.Set(name, v)
				try(c, at+"?"+q.Encode(), body, name+"="+v)
			}
		}
		if o.kind != "application/json" {
			continue
		}
		for _, raw := range loose {
			refusedWell(t, o, raw, c.sendRaw(o.method, tr.path(o), raw, lang), lang)
		}
		twist(body, func(x any) {
			raw, err := json.Marshal(x)
			if err != nil {
				t.Fatal(err)
			}
			try(c, tr.path(o), json.RawMessage(raw), string(raw))
		})
	}
	if sent < 10000 {
		t.Errorf("%d requests only", sent)
	}
}

// whoMay returns the official who gets furthest with an operation: past the check of rights to that of the body, say.
func (s *site) whoMay(try func(*client) reply) *client {
	rank := map[int]int{http.StatusForbidden: 0, http.StatusNotFound: 1, http.StatusUnprocessableEntity: 2, http.StatusConflict: 3}
	best, most := s.as("manager"), -1
	for _, login := range []string{"manager", "admin", "security", "auditor", "rule1", "writer", "reviewer", "clerk", "counter", "watch1", "releaser", "issuer",
		"assessor1", "regulator", "centre", "company"} {
		c := s.as(login)
		r := try(c)
		n, known := rank[r.Status]
		if !known && r.ok() {
			n = 4
		}
		if n > most {
			best, most = c, n
		}
	}
	return best
}

// sendRaw sends text as JSON, whatever it is.
func (c *client) sendRaw(method, path, text, lang string) reply {
	c.head = http.Header{"Content-Type": {"application/json"}, "Accept-Language": {lang}}
	return c.send(method, path, []byte(text))
}

// crook is the path of an operation with a crooked id in it.
func crook(tr treasure, o operation, id string) string {
	real := regexp.MustCompile(`/(` + strings.Join(slices.Collect(maps.Values(tr.ids)), "|") + `|` + noID + `)`)
	return real.ReplaceAllLiteralString(tr.path(o), "/"+id)
}
