package e2e_test

import (
	"bufio"
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// redisSays sends one command to a Redis on a unix socket.
func redisSays(t testing.TB, address, command string) string {
	t.Helper()
	c, err := net.Dial("unix", strings.TrimPrefix(address, "unix://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := c.Write([]byte(command + "\r\n")); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// writers are candidates who answer without pause.
func (h *house) writers(t *testing.T, ctx context.Context, r *room, n int) []*killed {
	t.Helper()
	var all []*killed
	for i := range n {
		k := &killed{person: i, seat: h.walkIn(r, i)}
		k.robot = h.robot(ctx, r, k.seat, wsclient.Options{Resend: 300 * time.Millisecond, Backoff: 10 * time.Millisecond})
		state, err := k.robot.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		k.sheet = &state
		all = append(all, k)
	}
	return all
}

// progress fails unless every writer gets n more acknowledgements in time.
func progress(t *testing.T, all []*killed, n int, when string) {
	t.Helper()
	for _, k := range all {
		want := len(k.robot.Acks()) + n
		within(t, patience, "answers are stored "+when, func() bool { return len(k.robot.Acks()) >= want })
	}
}

// finish stops the writers, hands in and judges.
func (h *house) finish(t *testing.T, ctx context.Context, all []*killed) {
	t.Helper()
	scores := map[int]int{}
	for _, k := range all {
		eventually(t, "everything is acknowledged", func() bool { return k.robot.Unsaved() == 0 })
		k.robot.Disconnect()
		eventually(t, "connected again", k.robot.Connected)
		k.shown = k.robot.State()
		if _, err := k.robot.Submit(ctx); err != nil {
			t.Fatal(err)
		}
	}
	h.forget()
	for _, k := range all {
		scores[k.person] = h.score(k.person)
	}
	h.srv.stop()
	h.judge(t, all, scores)
}

// Promise 2: nothing in Redis is needed to be right. Flushed and killed in the middle of sittings, they go on; people log
// in again at worst.
func TestRedisMayDieInTheMiddle(t *testing.T) {
	t.Parallel()
	h := attacked(t, onMariaDB(t))
	r := &h.rooms[0]
	h.change(r, func(r *room) { r.Rules["earliestSubmit"], r.Rules["entryOpens"] = 0, 120 })
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	all := h.writers(t, ctx, r, 3)
	officer, phone := h.as("watch1"), h.candidate(5)
	_, tk, pin := h.book(phone, h.nextSlot(phone, r, 0))
	h.until(tk.EntryAt)
	gate := h.gate(r)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for _, k := range all {
		wg.Go(func() { k.answer(ctx, stop, rand.New(rand.NewPCG(uint64(k.person), 9))) })
	}
	progress(t, all, 20, "at first")
	links := connections(all)

	if got := redisSays(t, h.redis.URL, "FLUSHALL"); got != "+OK" {
		t.Fatal(got)
	}
	progress(t, all, 20, "after the flush")
	officer.refused("GET", "/api/staff/me", nil, "session.none")
	phone.refused("GET", "/api/candidate/me", nil, "session.none")
	h.forget()
	get[none](h.as("watch1"), "/api/staff/me") // logs in again

	h.redis.Kill()
	progress(t, all, 20, "without Redis")
	if connections(all) != links {
		t.Errorf("%d connections became %d: the seats noticed", links, connections(all))
	}
	if got := newClient(t, h.url).send("GET", "/readyz", nil); !got.ok() || !strings.Contains(string(got.Body), `"kv":"down"`) {
		t.Errorf("ready: %s", got)
	}
	began := time.Now()
	for path, body := range map[string]form{"staff": {"login": "watch1", "password": demo.StaffPassword}, "candidate": {"number": h.cards[5].Number, "password": demo.CandidatePassword}} {
		got := newClient(t, h.url).send("POST", "/api/auth/"+path+"/login", body)
		if got.Err != nil || got.Status != http.StatusServiceUnavailable || got.code() == "" {
			t.Errorf("%s logs in without Redis: %s", path, got)
		}
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("two logins without Redis took %s", took)
	}
	h.lay(r, 5) // the gate needs no Redis
	v := post[gateView](gate, "/api/device/gate/check", form{"card": true})
	if v = post[gateView](gate, "/api/device/gate/pin", form{"visit": v.Visit, "pin": pin}); v.State != "ADMITTED" {
		t.Errorf("the gate without Redis: %+v (%s)", v, v.trouble())
	}
	if got := newClient(t, h.url).send("POST", "/api/public/verify/code", form{"code": "AAAAAAAAAAAAAAAAAAAAAAAAAA"}); got.Status == http.StatusInternalServerError || got.Err != nil {
		t.Errorf("the public check without Redis: %s", got)
	}

	h.redis.Restart(t)
	progress(t, all, 20, "with Redis again")
	h.forget()
	eventually(t, "somebody logs in again", func() bool {
		return newClient(t, h.url).send("POST", "/api/auth/staff/login", form{"login": "watch1", "password": demo.StaffPassword}).ok()
	})
	close(stop)
	wg.Wait()
	h.finish(t, ctx, all)
}

// The database's own server is killed in the middle of sittings: what was acknowledged is there when it is back, and the
// seats store what waited.
func TestTheDatabaseMayDieInTheMiddle(t *testing.T) {
	t.Parallel()
	if _, err := template(); err != nil {
		t.Fatal(err)
	}
	server := testenv.StartMySQL(t)
	p := &place{engine: sqldb.MySQL, settings: settings{"DATA_DIR": filepath.Join(t.TempDir(), "data"), "DATABASE_DSN": server.DSN(t), "REDIS_URL": testenv.StartRedis(t).URL}}
	must(t, p.settings, "", "restore", filepath.Join(workshop, "template.tar"))
	rng := chance(t)
	h := attacked(t, p)
	h.ev.db.SQL().SetMaxIdleConns(0) // the kills would leave broken ones
	r := &h.rooms[0]
	h.change(r, func(r *room) { r.Rules["earliestSubmit"] = 0 })
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	all := h.writers(t, ctx, r, 3)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for _, k := range all {
		wg.Go(func() { k.answer(ctx, stop, rand.New(rand.NewPCG(uint64(k.person), 11))) })
	}
	for range 5 {
		progress(t, all, 10, "with the database")
		time.Sleep(time.Duration(rng.IntN(300)) * time.Millisecond)
		server.Kill()
		if got := newClient(t, h.url).send("GET", "/readyz", nil); got.ok() {
			t.Errorf("ready without a database: %s", got)
		}
		server.Restart(t)
	}
	progress(t, all, 10, "at the end")
	close(stop)
	wg.Wait()
	h.finish(t, ctx, all)
}
