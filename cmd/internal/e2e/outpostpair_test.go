package e2e_test

import (
	"context"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// oneAddress is the address that seats are given: it leads to the first of the nodes that answers, as a shared address does.
func oneAddress(t *testing.T, nodes ...string) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	go func() {
		for {
			in, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = in.Close() }()
				for _, a := range nodes {
					out, err := net.DialTimeout("tcp", a, time.Second)
					if err != nil {
						continue
					}
					go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
					_, _ = io.Copy(in, out)
					return
				}
			}()
		}
	}()
	return ln.Addr().String()
}

// Two room nodes, the uplink cut, the first node SIGKILLed in the middle: the seats go on at the second by themselves, with
// every acknowledged answer; both papers are handed back once and score what was acknowledged. The first node, started again,
// serves nothing of them.
func TestARoomOutlivesItsNode(t *testing.T) {
	t.Parallel()
	first, second := freeAddress(t), freeAddress(t)
	secret := strings.Repeat("pair", 8)
	o := withOutpost(t, onMariaDB(t), settings{"LISTEN": first, "ROOM_MIRROR_PEER": "http://" + second, "ROOM_MIRROR_SECRET": secret, "ROOM_MIRROR_WAIT": "3s"})
	code := post[struct{ Code string }](o.as("manager"), "/api/staff/rooms/"+o.room.ID+"/outposts", form{"name": "二号考场机"}).Code
	twin := serve(t, settings{"LISTEN": second, "DATA_DIR": filepath.Join(t.TempDir(), "twin"), "ROLE": "room", "ROOM_CENTRE": "http://" + o.uplink.Addr(),
		"ROOM_ENROL_CODE": code, "ROOM_UPLINK_GRACE": "2s", "ROOM_MIRROR_PEER": "http://" + first, "ROOM_MIRROR_SECRET": secret, "ROOM_MIRROR_WAIT": "3s"})
	o.front = oneAddress(t, first, second)
	doubled := func() bool {
		for _, n := range []string{o.node.url, twin.url} {
			if r := newClient(t, n).send("GET", "/readyz", nil); !strings.Contains(string(r.Body), `"mirror":"ok"`) {
				return false
			}
		}
		return true
	}
	eventually(t, "both nodes store every record", doubled)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	a, _ := o.sits(ctx, 0)
	b, _ := o.sits(ctx, 1)
	sheets := map[*wsclient.Robot]ws.SeatState{a: o.begins(ctx, a), b: o.begins(ctx, b)}
	for r, s := range sheets {
		o.held(s.Sitting, r)
	}
	eventually(t, "both nodes still store every record", doubled)
	answer := func(r *wsclient.Robot, from, to int) {
		t.Helper()
		for _, q := range sheets[r].Sheet.Questions[from:to] {
			if _, err := r.Answer(ctx, q.No, right(t, q)); err != nil {
				t.Fatal(err)
			}
		}
	}
	answer(a, 0, 10)
	o.cut(true)
	answer(a, 10, 40)
	answer(b, 0, 40)
	o.node.kill()
	began := time.Now()
	answer(a, 40, 41)
	t.Logf("the first answer after the kill was acknowledged after %s", time.Since(began).Round(time.Millisecond))
	answer(a, 41, 90)
	answer(b, 40, 85)
	for _, r := range []*wsclient.Robot{a, b} {
		if end, err := r.Submit(ctx); err != nil || end.Receipt == "" {
			t.Fatal(end, err)
		}
	}
	o.cut(false)
	o.node.start()
	o.node.ready()
	eventually(t, "both papers are back and scored, by the second node", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM outpost_hold h JOIN outpost_node n ON n.id = h.node_id WHERE h.how = 'RETURNED' AND n.name = '二号考场机'") == 2 &&
			o.ev.number(t, "SELECT COUNT(*) FROM exam_result WHERE sitting_id IN (?, ?)", sheets[a].Sitting, sheets[b].Sitting) == 2
	})
	eventually(t, "the pair is together again", doubled)
	o.forget()
	for i, r := range []*wsclient.Robot{a, b} {
		if want, got := points(t, sheets[r].Sheet, givenBy(r)), o.score(i); got != want || want == 0 {
			t.Errorf("person %d: %d points, the acknowledged answers are worth %d", i, got, want)
		}
		for _, w := range o.ev.check(t, r.Acks()) {
			t.Errorf("person %d: %s", i, w)
		}
		if n := o.ev.records(t, sheets[r].Sitting); n != len(r.Acks()) {
			t.Errorf("person %d: %d records at the centre, %d acknowledged", i, n, len(r.Acks()))
		}
	}
	// What the first node wrote and did not acknowledge when it was killed is kept as an orphan; everything acknowledged was found above.
	if n := o.ev.number(t, "SELECT COUNT(*) FROM outpost_evidence WHERE code <> 'outpost.orphan'"); n != 0 {
		t.Errorf("%d journals were refused", n)
	}
	if n := o.ev.number(t, "SELECT COUNT(*) FROM outbox_event WHERE topic = 'outpost.taken_over'"); n != 2 {
		t.Errorf("taken over %d times", n)
	}
	o.ev.notBlind(t, a.Acks())
}
