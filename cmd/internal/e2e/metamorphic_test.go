package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/web/ws"
)

// twins are two copies of one installation in which somebody has just taken a seat; in the second every key of the bank is
// another one. Release, its digest, and the server's random part of the seed are the same.
func twins(t *testing.T, p *place, token *string) (a, b *place) {
	t.Helper()
	srv := serve(t, p.settings)
	s := visit(t, srv.url, time.Now)
	r := &s.rooms[0]
	s.change(r, func(r *room) { r.Rules["earliestSubmit"] = 0 })
	at := s.walkIn(r, 0)
	*token = s.enrol(r.ID, at.ID)
	if c := s.dial(*token); c.state.Phase != "ASSIGNED" || c.state.Commit == "" {
		t.Fatalf("%+v", c.state)
	}
	srv.stop()
	file := filepath.Join(t.TempDir(), "twins.tar")
	must(t, p.settings, "", "backup", file)
	list := [2]*place{}
	for i := range list {
		if p.engine == sqldb.MySQL {
			list[i] = emptyMariaDB(t)
		} else {
			list[i] = &place{engine: sqldb.SQLite, settings: settings{"DATA_DIR": filepath.Join(t.TempDir(), "data")}}
		}
		must(t, list[i].settings, "", "restore", file)
	}
	list[1].rekey(t)
	return list[0], list[1]
}

// rekey makes every right answer of every release wrong, and every explanation another one, as the program itself keeps
// them: sealed, with a digest that fits.
func (p *place) rekey(t *testing.T) {
	t.Helper()
	db := p.db(t).SQL()
	ring, err := crypt.Load(p.config(t).KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query("SELECT k.release_id, k.no, k.secrets, v.id, v.type FROM key_version k JOIN release_item i ON i.release_id = k.release_id JOIN item_version v ON v.id = i.version_id")
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		release string
		no      int
	}
	sealed, types := map[key]string{}, map[string]string{}
	for rows.Next() {
		var k key
		var secrets, version, kind string
		if err := rows.Scan(&k.release, &k.no, &secrets, &version, &kind); err != nil {
			t.Fatal(err)
		}
		sealed[k], types[version] = secrets, kind
	}
	if err := rows.Close(); err != nil || len(sealed) == 0 || len(types) < 300 {
		t.Fatalf("%d releases, %d items, %v", len(sealed), len(types), err)
	}
	for k, s := range sealed {
		purpose := fmt.Sprintf("bank.keys/%s/%d", k.release, k.no)
		secrets, err := otherKeys(ring, purpose, s, types)
		if err != nil {
			t.Fatal(err)
		}
		all := map[string][]byte{}
		for v, x := range secrets {
			all[string(v)] = x.Encode()
		}
		raw, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ring.Seal(purpose, raw)
		if err != nil {
			t.Fatal(err)
		}
		digest := assembly.KeyDigest(assembly.ReleaseID(k.release), secrets)
		if _, err := db.Exec("UPDATE key_version SET secrets = ?, digest = ? WHERE release_id = ? AND no = ?", again, digest[:], k.release, k.no); err != nil {
			t.Fatal(err)
		}
	}
}

func otherKeys(ring *crypt.Ring, purpose, sealed string, types map[string]string) (map[assembly.VersionID]assembly.Secret, error) {
	raw, err := ring.Open(purpose, sealed)
	if err != nil {
		return nil, err
	}
	var all map[string][]byte
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, err
	}
	out := map[assembly.VersionID]assembly.Secret{}
	for v, b := range all {
		x, err := assembly.DecodeSecret(b)
		if err != nil {
			return nil, err
		}
		n := 4
		if types[v] == string(assembly.TrueFalse) {
			n = 2
		}
		x.Key, x.Explanation = []int{(x.Key[0] + 1) % n}, "完全不同的解析："+x.Explanation
		out[assembly.VersionID(v)] = x
	}
	return out, nil
}

// oneProgram keeps two programs of this process from running at once: the API library has settings of the process.
var oneProgram sync.Mutex

// inside runs the program of a place inside this process with a clock that stands still, while act speaks to it.
func (p *place) inside(t *testing.T, at time.Time, act func(url string)) {
	t.Helper()
	oneProgram.Lock()
	defer oneProgram.Unlock()
	cfg := p.config(t)
	a, err := app.New(t.Context(), cfg, slog.New(slog.NewTextHandler(io.Discard, nil)), testenv.NewClock(at).Now, "test")
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, ln) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}()
	url := "http://" + ln.Addr().String()
	for range 400 { // the robot candidate comes first
		if res, err := http.Get(url + "/readyz"); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				act(url)
				return
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("the program does not become ready")
}

// Promise 6, the metamorphic way: with every key changed, and release and seed held fixed, each byte that the candidate
// is sent up to the end of the paper stays the same.
func TestOtherKeysSendTheSameBytes(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		var token string
		a, b := twins(t, p, &token)
		at := time.Now().Add(time.Minute)
		var before, after [2]string
		var scores [2]int
		for i, x := range []*place{a, b} {
			x.inside(t, at, func(url string) { before[i], after[i], scores[i] = sitScripted(t, url, token) })
		}
		if len(before[0]) < 40_000 || !strings.Contains(before[0], "\"questions\"") {
			t.Fatalf("the tap kept %d bytes", len(before[0]))
		}
		if scores[0] != 100 || scores[1] != 0 {
			t.Errorf("scores %v: the keys are not other keys", scores)
		}
		if before[0] != before[1] {
			t.Errorf("the bytes before the end differ: %s", difference(before[0], before[1]))
		}
		// The score itself may depend on the keys, and with it the length of what carries it.
		hide := regexp.MustCompile(`"outcome":\{[^}]*\}|Content-Length: \d+|(?s:.){4}\{"v":1,"type":"state","id":"s"`)
		x, y := hide.ReplaceAllString(after[0], "OUTCOME"), hide.ReplaceAllString(after[1], "OUTCOME")
		if x == after[0] || x != y {
			t.Errorf("the bytes after the end differ in more than the outcome: %s", difference(x, y))
		}
	})
}

func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-150):min(len(s), i+150)] }
	return fmt.Sprintf("at byte %d of %d and %d\n%q\n%q", i, len(a), len(b), cut(a), cut(b))
}

// chanceHeads are the lines of HTTP heads that are chance or the hour; nothing else is left out of the comparison.
var chanceHeads = regexp.MustCompile(`(?m)^(Date|X-Request-Id|Sec-WebSocket-Accept): .*\r\n|"request":"[0-9a-z]{26}"`)

// sitScripted sits a paper by a fixed script, all answers right by the bank's file, and returns what the program sent up
// to the end of the paper, what it sent in all, and the points.
func sitScripted(t *testing.T, url, token string) (before, all string, score int) {
	t.Helper()
	tp := listen(t, url)
	s := &site{t: t, url: tp.url, now: time.Now}
	seat := func(method, path string, body any) reply {
		c := newClient(t, tp.url) // a connection of its own, so that streams are in the order of the script
		c.token = token
		defer c.http.CloseIdleConnections()
		return c.send(method, path, body)
	}
	c := s.dial(token)
	c.begin()
	sheet, me := c.state.Sheet, c.state.Sitting
	for _, q := range sheet.Questions {
		if v := c.answer(int64(q.No), ws.Answer{Sitting: me, Question: q.No, Answer: right(t, q), ClientAt: int64(q.No)}); v.Ack == nil {
			t.Fatalf("%+v", v)
		}
	}
	for _, bad := range []ws.Answer{{Sitting: me, Question: 101, Answer: "A"}, {Sitting: me, Question: 1, Answer: "Z"}, {Sitting: me, Question: 1, Answer: "AB"}} {
		c.answer(101, bad)
	}
	seat("GET", "/api/device/sitting", nil)
	seat("GET", "/api/device/me", nil)
	seat("GET", "/api/device/place", nil)
	grip := form{"sitting": me, "epoch": c.state.Epoch}
	for _, q := range []int{1, 2, 200} {
		grip["records"] = []form{{"seq": 101, "kind": "ANSWER", "question": q, "answer": "AB", "client_at": 1}}
		seat("POST", "/api/device/sitting/answers", grip)
	}
	seat("GET", "/api/staff/banks", nil)
	c.say("ping", "p", 0, ws.Ping{ClientAt: 5})
	c.read("pong", &ws.Pong{})
	before = clean(tp)
	c.say("submit", "s", 0, ws.Submit{Sitting: me, Last: int64(len(sheet.Questions))})
	var end ws.StateChange
	c.read("state", &end)
	if end.State.Outcome == nil {
		t.Fatalf("%+v", end)
	}
	seat("GET", "/api/device/sitting?held="+me, nil)
	return before, clean(tp), end.State.Outcome.Points
}

// clean is everything the tap has kept, without what is chance.
func clean(p *tap) string {
	var b strings.Builder
	for i, s := range p.sent() {
		fmt.Fprintf(&b, "== connection %d\n%s\n", i, chanceHeads.ReplaceAll(s, nil))
	}
	return b.String()
}
