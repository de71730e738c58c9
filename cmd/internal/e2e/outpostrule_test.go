package e2e_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// Acceptance: while the uplink is cut the room goes by its rule. Its questions lay there, sealed, before anybody had a paper; the
// on-call person is called by the node itself; nobody is let in, with a clear text; after fifteen minutes the clocks stand, with
// the uplink they run on and the time is given back; the scores are the same at the centre; the results are held until somebody
// has reviewed the time, and are released then. A seat without a socket goes the same way.
func TestARoomAloneGoesByItsRule(t *testing.T) {
	t.Parallel()
	o := withOutpost(t, onMariaDB(t), nil)
	o.change(o.room, func(r *room) { r.Rules["uplinkThen"] = "PAUSE" })
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	a, _ := o.sits(ctx, 0)
	b := o.withoutSocket(1)
	eventually(t, "the questions of those let in are prepared at the node", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM outpost_node WHERE booked >= 2 AND prepared = booked") == 1
	})
	sheet := o.begins(ctx, a)
	o.held(sheet.Sitting, a)
	b.begins()
	b.waitHeld(o)
	write10 := func(from, to int) {
		t.Helper()
		for _, q := range sheet.Sheet.Questions[from:to] {
			if _, err := a.Answer(ctx, q.No, right(t, q)); err != nil {
				t.Fatal(err)
			}
		}
	}
	write10(0, 10)
	b.answers(0, 20)

	o.cut(true)
	write10(10, 30)
	b.answers(20, 80)
	eventually(t, "the on-call person is called", func() bool { return len(o.phone.Made()) == 1 })
	if m := o.phone.Made()[0]; m.To == "" || !strings.Contains(m.Text, o.room.Name) {
		t.Errorf("called %+v", m)
	}
	gate := newClient(t, o.node.url)
	gate.token = o.gate(o.room).token
	if r := gate.send(http.MethodPost, "/api/device/gate/check", form{"card": true}); r.code() != "outpost.uplink_lost" {
		t.Errorf("the gate hears %s", r)
	}
	eventually(t, "the centre notices the silence", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM supervision_gap WHERE cause = 'UPLINK_LOST' AND room_id = ? AND to_at = 0", o.room.ID) == 1
	})
	b.submits()
	for _, url := range []string{o.url, o.node.url} {
		post[none](newClient(t, url), "/demo/clock", form{"seconds": 16 * 60})
	}
	if _, err := a.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "PAUSED" && strings.HasPrefix(s.PauseReason, "NETWORK") }); err != nil {
		t.Fatalf("the clock does not stand: %v", err)
	}

	o.cut(false)
	s, err := a.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "RUNNING" })
	if err != nil || s.CreditedSec < 1 || s.Deadline <= sheet.Deadline {
		t.Fatalf("it does not go on with the time given back: %+v %v", s, err)
	}
	write10(30, 90)
	if end, err := a.Submit(ctx); err != nil || end.Receipt == "" {
		t.Fatal(end, err)
	}
	o.forget()
	var results []string
	for i, want := range []int{points(t, sheet.Sheet, givenBy(a)), points(t, b.state.Sheet, b.given)} {
		if got := o.score(i); got != want || want == 0 {
			t.Errorf("person %d: %d points, the acknowledged answers are worth %d", i, got, want)
		}
		results = append(results, get[list[result]](o.candidate(i), "/api/candidate/results").Items[0].ID)
	}
	for _, w := range o.ev.check(t, a.Acks()) {
		t.Error(w)
	}
	if n := o.ev.number(t, "SELECT COUNT(*) FROM outpost_evidence"); n != 0 {
		t.Errorf("%d journals were refused", n)
	}
	eventually(t, "the call is on record at the centre", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM outpost_call WHERE outcome = 'ANSWERED' AND name <> ''") == 1
	})
	if n := o.ev.number(t, "SELECT COUNT(*) FROM supervision_gap WHERE cause = 'UPLINK_LOST' AND room_id = ? AND to_at > from_at", o.room.ID); n != 1 {
		t.Errorf("%d intervals without supervision", n)
	}
	o.reviewed(results)
}

// reviewed signs the record, finds the results held, and releases them after somebody has looked.
func (o *outpostSite) reviewed(results []string) {
	o.t.Helper()
	o.until(o.clock().Add(3 * time.Hour))
	o.forget()
	var path string
	eventually(o.t, "the record is signed", func() bool { // what came back from the room goes on changing the draft for a moment
		rec := o.drafted(o.t, results[0])
		path = "/api/staff/room-records/" + rec.ID
		r := o.as("watch1").send("POST", path+"/sign", form{"hash": rec.Hash})
		if !r.ok() && r.code() != "room_record.stale" {
			o.t.Fatalf("sign: %s", r)
		}
		return r.ok()
	})
	type outcomes struct {
		Outcomes []struct{ Done string }
	}
	for _, x := range post[outcomes](o.as("releaser"), path+"/release", form{}).Outcomes {
		if x.Done != "HELD" {
			o.t.Errorf("before the review: %s", x.Done)
		}
	}
	for _, id := range results {
		o.as("watch1").refused("POST", "/api/staff/results/"+id+"/clear", form{"text": "已看录像"}, "release.forbidden")
		post[none](o.as("releaser"), "/api/staff/results/"+id+"/clear", form{"text": "已看录像，无异常"})
	}
	done := post[outcomes](o.as("releaser"), path+"/release", form{}).Outcomes
	for _, x := range done {
		if x.Done != "RELEASED" {
			o.t.Errorf("after the review: %s", x.Done)
		}
	}
	if len(done) != len(results) {
		o.t.Errorf("%d outcomes", len(done))
	}
}

func givenBy(r *wsclient.Robot) map[int]string {
	given := map[int]string{}
	for _, k := range r.Acks() {
		given[k.Question] = k.Answer
	}
	return given
}

// plainSeat is a seat whose socket is refused: all of its way goes over HTTP, through the room node.
type plainSeat struct {
	*client
	t     *testing.T
	state ws.SeatState
	seq   int
	given map[int]string
}

func (o *outpostSite) withoutSocket(i int) *plainSeat {
	o.t.Helper()
	at := o.walkIn(o.room, i)
	b := &plainSeat{client: newClient(o.t, o.node.url), t: o.t, given: map[int]string{}}
	b.token = o.enrol(o.room.ID, at.ID)
	return b
}

func (b *plainSeat) read(r reply) ws.SeatState {
	b.t.Helper()
	var s ws.SeatState
	if err := json.Unmarshal(r.Body, &s); err != nil {
		b.t.Fatal(err)
	}
	return s
}

// act does one act of the page; the moment in which the sitting changes hands is tried again, as the page does.
func (b *plainSeat) act(path string, body form) {
	b.t.Helper()
	eventually(b.t, path, func() bool {
		r := b.send(http.MethodPost, "/api/device/sitting"+path, body)
		if !r.ok() {
			if c := r.code(); c != "sitting.away" {
				b.t.Fatalf("%s: %s", path, r)
			}
			return false
		}
		b.state = b.read(r)
		return true
	})
}

func (b *plainSeat) begins() {
	b.t.Helper()
	b.act("/connect", nil)
	notices := []form{}
	for _, n := range b.state.Notices {
		notices = append(notices, form{"kind": n.Kind, "version": n.Version})
	}
	at := func() form { return form{"sitting": b.state.Sitting, "epoch": b.state.Epoch} }
	pledge := at()
	pledge["notices"], pledge["nonce"] = notices, strings.Repeat("0b", 16)
	b.act("/pledge", pledge)
	practice := at()
	practice["skipped"] = false
	b.act("/practice", practice)
	b.act("/start", at())
}

// waitHeld waits until the node holds the sitting, looking at it now and then as the page does.
func (b *plainSeat) waitHeld(o *outpostSite) {
	b.t.Helper()
	epoch := b.state.Epoch
	eventually(b.t, "the node holds the sitting of the seat without a socket", func() bool {
		b.send(http.MethodGet, "/api/device/sitting?held="+b.state.Sitting, nil)
		return o.ev.number(b.t, "SELECT COUNT(*) FROM outpost_hold WHERE sitting_id = ? AND closed_at = 0", b.state.Sitting) == 1
	})
	eventually(b.t, "the page goes on with the grip it has", func() bool {
		r := b.send(http.MethodGet, "/api/device/sitting?held="+b.state.Sitting, nil)
		if !r.ok() {
			return false
		}
		s := b.read(r)
		return s.Sitting == b.state.Sitting && s.Epoch == epoch && s.Sheet != nil
	})
}

func (b *plainSeat) answers(from, to int) {
	b.t.Helper()
	for _, q := range b.state.Sheet.Questions[from:to] {
		b.seq++
		letter := right(b.t, q)
		r := b.send(http.MethodPost, "/api/device/sitting/answers", form{"sitting": b.state.Sitting, "epoch": b.state.Epoch,
			"records": []form{{"seq": b.seq, "kind": "ANSWER", "question": q.No, "answer": letter, "client_at": 0}}})
		if !r.ok() || !strings.Contains(string(r.Body), `"ack"`) {
			b.t.Fatalf("question %d: %s", q.No, r)
		}
		b.given[q.No] = letter
	}
}

func (b *plainSeat) submits() {
	b.t.Helper()
	sheet := b.state.Sheet
	b.act("/submit", form{"sitting": b.state.Sitting, "epoch": b.state.Epoch, "last": b.seq})
	if b.state.Phase != "SUBMITTED" || b.state.Receipt == "" {
		b.t.Fatalf("handed in without a socket: %+v", b.state)
	}
	b.state.Sheet = sheet
}
