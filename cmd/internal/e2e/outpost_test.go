package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/testenv/servers"
	"github.com/suikao/suikao/proctor/oncall"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// outpostSite is a centre with a room node behind an uplink that can be cut.
type outpostSite struct {
	*site
	t      *testing.T
	ev     *evidence
	uplink *servers.Proxy
	node   *process
	dir    string
	room   *room
	phone  *oncall.Simulator
	front  string // address of the seats, host:port
}

const phoneToken = "token-of-the-phone-box"

func withOutpost(t *testing.T, p *place, more settings) *outpostSite {
	t.Helper()
	srv := serve(t, p.settings.with(settings{"ROOM_UPLINK_GRACE": "2s"}))
	o := &outpostSite{site: visit(t, srv.url, time.Now), t: t, ev: p.evidence(t), dir: filepath.Join(t.TempDir(), "node")}
	o.room = &o.rooms[0]
	o.change(o.room, func(r *room) { r.Rules["earliestSubmit"] = 0 })
	var err error
	if o.uplink, err = servers.StartProxy("tcp", "127.0.0.1:0", "tcp", strings.TrimPrefix(srv.url, "http://")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.uplink.Close() })
	code := post[struct{ Code string }](o.as("manager"), "/api/staff/rooms/"+o.room.ID+"/outposts", form{"name": "一号考场机"}).Code
	o.phone = oncall.NewSimulator(phoneToken, outpost.Answered)
	gateway := httptest.NewServer(o.phone)
	t.Cleanup(gateway.Close)
	if c, ok := more["MEDIA_ROOM_CAMERAS"]; ok { // whose room this is, is known only now
		more = more.with(settings{"MEDIA_ROOM_CAMERAS": strings.ReplaceAll(c, "ROOM=", o.room.ID+"=")})
	}
	o.node = serve(t, settings{"DATA_DIR": o.dir, "ROLE": "room", "ROOM_CENTRE": "http://" + o.uplink.Addr(), "ROOM_ENROL_CODE": code, "ROOM_UPLINK_GRACE": "2s",
		"ROOM_ON_CALL_URL": gateway.URL, "ROOM_ON_CALL_TOKEN": phoneToken, "ROOM_ON_CALL_VIA": "127.0.0.1"}.with(more))
	o.front = strings.TrimPrefix(o.node.url, "http://")
	eventually(t, "the room node is enrolled", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM outpost_node WHERE serial > 0") == 1
	})
	return o
}

// sits lets a person in and holds the seat's connection through the room node.
func (o *outpostSite) sits(ctx context.Context, i int) (*wsclient.Robot, string) {
	o.t.Helper()
	at := o.walkIn(o.room, i)
	token := o.enrol(o.room.ID, at.ID)
	b := wsclient.New(wsclient.Options{URL: "ws://" + o.front + "/api/device/ws", Token: token,
		Resend: 300 * time.Millisecond, Backoff: 20 * time.Millisecond})
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { b.Keep(ctx); close(done) }()
	o.t.Cleanup(func() { cancel(); <-done })
	return b, token
}

// begins walks to a running paper; being led over to the node in between may refuse an act once.
func (o *outpostSite) begins(ctx context.Context, b *wsclient.Robot) ws.SeatState {
	o.t.Helper()
	for {
		s, err := b.Begin(ctx)
		if err == nil {
			return s
		}
		if !strings.Contains(err.Error(), "sitting.away") && !strings.Contains(err.Error(), "ws.no_sitting") {
			o.t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// held waits until the node holds a sitting and its seat is connected there.
func (o *outpostSite) held(sitting string, b *wsclient.Robot) {
	o.t.Helper()
	eventually(o.t, "the node holds the sitting", func() bool {
		return o.ev.number(o.t, "SELECT COUNT(*) FROM outpost_hold WHERE sitting_id = ? AND closed_at = 0", sitting) == 1 && b.Connected()
	})
}

func (o *outpostSite) cut(on bool) {
	o.uplink.Refuse(on)
	if on {
		o.uplink.Cut()
	}
}

// keys are those of the room node, as somebody has them who has its disk.
func (o *outpostSite) keys() (outpost.Keys, *crypt.Ring) {
	o.t.Helper()
	ring, err := crypt.Load(filepath.Join(o.dir, "key.json"))
	if err != nil {
		o.t.Fatal(err)
	}
	k, err := outpost.DeriveKeys(ring)
	if err != nil {
		o.t.Fatal(err)
	}
	return k, ring
}

// says sends a statement to the centre as the node would, and returns what became of its one return.
func (o *outpostSite) says(s outpost.Statement, spoil func(raw, sig []byte)) (outpost.Receipt, reply) {
	o.t.Helper()
	k, _ := o.keys()
	raw, sig, err := k.Sign(s)
	if err != nil {
		o.t.Fatal(err)
	}
	if spoil != nil {
		spoil(raw, sig)
	}
	r := newClient(o.t, o.url).send(http.MethodPost, "/api/public/outposts/sync", map[string][]byte{"statement": raw, "signature": sig})
	if !r.ok() {
		return outpost.Receipt{}, r
	}
	var body struct{ Reply []byte }
	if err := json.Unmarshal(r.Body, &body); err != nil {
		o.t.Fatal(err)
	}
	got, err := outpost.DecodeReply(body.Reply)
	if err != nil || len(got.Receipts) != 1 {
		o.t.Fatalf("%+v %v", got, err)
	}
	return got.Receipts[0], r
}

// journal reads what the node has stored of a sitting.
func (o *outpostSite) journal(sitting string) ([]exam.Entry, exam.Head) {
	o.t.Helper()
	_, ring := o.keys()
	db := testenv.Open(o.t, "sqlite:"+filepath.Join(o.dir, "suikao.db"))
	if db.Engine() != sqldb.SQLite {
		o.t.Fatal("the node keeps its sittings elsewhere")
	}
	es := examstore.New(db, ring)
	entries, err := es.Entries(context.Background(), exam.SittingID(sitting))
	if err != nil {
		o.t.Fatal(err)
	}
	head, err := es.Head(context.Background(), exam.SittingID(sitting))
	if err != nil {
		o.t.Fatal(err)
	}
	return entries, head
}

// Acceptance: the uplink is cut for a whole sitting, the node is killed in the middle, a paper is handed in and another ends
// by its deadline; the journals are handed back and score at the centre what was acknowledged.
func TestARoomSurvivesItsUplink(t *testing.T) {
	t.Parallel()
	o := withOutpost(t, onMariaDB(t), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	a, token := o.sits(ctx, 0)
	b, _ := o.sits(ctx, 1)
	c, _ := o.sits(ctx, 2)
	sheetA, sheetB := o.begins(ctx, a), o.begins(ctx, b)
	waiting := o.practises(ctx, c)
	for s, r := range map[string]*wsclient.Robot{sheetA.Sitting: a, sheetB.Sitting: b, waiting: c} {
		o.held(s, r)
	}
	answer := func(r *wsclient.Robot, s ws.SeatState, from, to int) {
		t.Helper()
		for _, q := range s.Sheet.Questions[from:to] {
			letter := right(t, q)
			if q.No%5 == 0 {
				letter = q.Options[0].Letter
			}
			if _, err := r.Answer(ctx, q.No, letter); err != nil {
				t.Fatal(err)
			}
		}
	}
	answer(a, sheetA, 0, 5)
	eventually(t, "what is written is reported while the uplink works", func() bool { return o.ev.records(t, sheetA.Sitting) == 5 })
	o.refusesWhileAway(ctx, sheetA.Sitting, token)

	o.cut(true)
	answer(a, sheetA, 5, 40)
	answer(b, sheetB, 0, 30)
	o.node.kill()
	o.node.start()
	o.node.ready()
	answer(a, sheetA, 40, 90)
	answer(b, sheetB, 30, 60)
	o.refusesToStart(ctx, c, waiting)
	if n := o.ev.records(t, sheetA.Sitting); n != 5 {
		t.Fatalf("the centre has %d records: the uplink was not cut", n)
	}
	end, err := a.Submit(ctx)
	if err != nil || end.Phase != "SUBMITTED" || end.Receipt == "" {
		t.Fatalf("handed in while cut off: %+v %v", end, err)
	}
	left := time.Until(time.UnixMilli(sheetB.Deadline)) + 2*time.Second
	for _, url := range []string{o.url, o.node.url} { // both clocks, as time passes everywhere
		post[none](newClient(t, url), "/demo/clock", form{"seconds": int(left/time.Second) + 1})
	}
	if _, err := b.Until(ctx, func(s ws.SeatState) bool { return s.Phase == "SUBMITTED" }); err != nil {
		t.Fatalf("the deadline was not kept by the node: %v", err)
	}
	if n := o.ev.number(t, "SELECT COUNT(*) FROM exam_result WHERE sitting_id IN (?, ?)", sheetA.Sitting, sheetB.Sitting); n != 0 {
		t.Fatal("the centre scored what it has not got back")
	}
	entries, head := o.journal(sheetA.Sitting)
	o.forgeries(sheetA.Sitting, entries, head)

	o.cut(false)
	eventually(t, "both papers are back and scored", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM exam_result WHERE sitting_id IN (?, ?)", sheetA.Sitting, sheetB.Sitting) == 2 &&
			o.ev.number(t, "SELECT COUNT(*) FROM outpost_hold WHERE closed_at > 0 AND how = 'RETURNED'") == 2
	})
	o.repeats(sheetA.Sitting, entries, head)
	o.forget()
	for i, x := range []struct {
		robot *wsclient.Robot
		sheet ws.SeatState
		cause string
	}{{a, sheetA, "CANDIDATE"}, {b, sheetB, "DEADLINE"}} {
		given := map[int]string{}
		for _, k := range x.robot.Acks() {
			given[k.Question] = k.Answer
		}
		if want, got := points(t, x.sheet.Sheet, given), o.score(i); got != want || want == 0 {
			t.Errorf("person %d: %d points, the acknowledged answers are worth %d", i, got, want)
		}
		for _, w := range o.ev.check(t, x.robot.Acks()) { // chain, Grade and Rescore over the acknowledged answers
			t.Errorf("person %d: %s", i, w)
		}
		if n := o.ev.records(t, x.sheet.Sitting); n != len(x.robot.Acks()) {
			t.Errorf("person %d: %d records at the centre, %d acknowledged", i, n, len(x.robot.Acks()))
		}
		if o.ev.number(t, "SELECT COUNT(*) FROM sitting WHERE id = ? AND cause = ?", x.sheet.Sitting, x.cause) != 1 {
			t.Errorf("person %d: not ended by %s", i, x.cause)
		}
	}
	if o.ev.number(t, "SELECT COUNT(*) FROM supervision_gap WHERE cause = 'UPLINK_LOST' AND room_id = ? AND to_at > from_at", o.room.ID) < 1 {
		t.Error("the time without supervision is not on record")
	}
	o.ev.notBlind(t, a.Acks())
}

// practises walks up to the start of a paper and returns the sitting.
func (o *outpostSite) practises(ctx context.Context, b *wsclient.Robot) string {
	o.t.Helper()
	s, err := b.Until(ctx, func(s ws.SeatState) bool { return !s.Idle && s.Sitting != "" && s.Epoch != 0 })
	if err != nil {
		o.t.Fatal(err)
	}
	p := ws.Pledge{Sitting: s.Sitting, Nonce: strings.Repeat("0a", 16)}
	for _, n := range s.Notices {
		p.Notices = append(p.Notices, ws.Confirmed{Kind: n.Kind, Version: n.Version})
	}
	if _, err := b.Call(ctx, "pledge", p); err != nil {
		o.t.Fatal(err)
	}
	o.held(s.Sitting, b)
	for {
		_, err := b.Call(ctx, "practice_done", ws.PracticeDone{Sitting: s.Sitting})
		if err == nil {
			return s.Sitting
		}
		if ctx.Err() != nil {
			o.t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// refusesWhileAway tries to reach a held sitting at the centre itself: by its seat and as an officer.
func (o *outpostSite) refusesWhileAway(ctx context.Context, sitting, token string) {
	o.t.Helper()
	direct := wsclient.New(wsclient.Options{URL: o.ws(), Token: token})
	if err := direct.Connect(ctx); err == nil {
		o.t.Error("the centre let the seat in although the node holds the sitting")
		direct.Disconnect()
	} else if code := direct.LastError().Code; code != "sitting.away" {
		o.t.Errorf("the seat hears %q at the centre", code)
	}
	seat := newClient(o.t, o.url)
	seat.token = token
	r := seat.send(http.MethodPost, "/api/device/sitting/answers", form{"sitting": sitting, "epoch": 1, "records": []form{{"seq": 6, "kind": "ANSWER", "question": 1, "answer": "A", "client_at": 0}}})
	if !r.ok() || !bytes.Contains(r.Body, []byte("sitting.away")) {
		o.t.Errorf("an answer to the centre: %s", r)
	}
	if r := o.as("watch1").send(http.MethodPost, "/api/staff/sittings/"+sitting+"/pause", form{"reason": "EQUIPMENT"}); r.code() != "sitting.away" {
		o.t.Errorf("an officer's pause at the centre: %s", r)
	}
}

// refusesToStart presses start while nobody watches the room from outside.
func (o *outpostSite) refusesToStart(ctx context.Context, b *wsclient.Robot, sitting string) {
	o.t.Helper()
	time.Sleep(2500 * time.Millisecond) // the grace
	_, err := b.Call(ctx, "start", ws.Start{Sitting: sitting})
	if err == nil || !strings.Contains(err.Error(), "sitting.unattended") {
		o.t.Errorf("a start without uplink: %v", err)
	}
}

// forgeries hand back what the node did not write.
func (o *outpostSite) forgeries(sitting string, entries []exam.Entry, head exam.Head) {
	o.t.Helper()
	before := o.ev.records(o.t, sitting)
	from := o.ev.number(o.t, "SELECT place FROM sitting_head WHERE sitting_id = ?", sitting)
	epoch := int64(o.ev.number(o.t, "SELECT epoch FROM outpost_hold WHERE sitting_id = ?", sitting))
	tail := func() outpost.Statement {
		r := outpost.Return{Sitting: exam.SittingID(sitting), Epoch: epoch, Entries: append([]exam.Entry(nil), entries[from:]...), Place: head.Place, Hash: head.Hash, Newest: head.Epoch}
		return outpost.Statement{Serial: time.Now().UnixMicro(), At: time.Now(), Held: []exam.SittingID{exam.SittingID(sitting)}, Returns: []outpost.Return{r}}
	}
	if _, r := o.says(tail(), func(raw, _ []byte) { raw[len(raw)/2] ^= 1 }); r.code() != "outpost.signature" && r.code() != "outpost.statement" {
		o.t.Errorf("a changed statement: %s", r)
	}
	s := tail()
	s.Returns[0].Entries[3].Answer = "" // by somebody who has the node's key: the chain does not follow
	if got, _ := o.says(s, nil); got.Code != "sitting.tail_refused" || !got.Kept {
		o.t.Errorf("a changed answer: %+v", got)
	}
	s = tail()
	s.Returns[0].Entries = s.Returns[0].Entries[1:] // one answer less
	if got, _ := o.says(s, nil); got.Code != "sitting.tail_gap" {
		o.t.Errorf("an answer left out: %+v", got)
	}
	if o.ev.records(o.t, sitting) != before || o.ev.number(o.t, "SELECT COUNT(*) FROM outpost_evidence WHERE sitting_id = ?", sitting) != 1 {
		o.t.Error("a refused hand-back changed the journal or was not kept")
	}
	if o.ev.number(o.t, "SELECT COUNT(*) FROM outbox_event WHERE topic = 'outpost.refused'") != 1 {
		o.t.Error("no alarm")
	}
}

// repeats hands the same journal back once more.
func (o *outpostSite) repeats(sitting string, entries []exam.Entry, head exam.Head) {
	o.t.Helper()
	before := o.ev.records(o.t, sitting)
	epoch := int64(o.ev.number(o.t, "SELECT epoch FROM outpost_hold WHERE sitting_id = ?", sitting))
	serial := int64(o.ev.number(o.t, "SELECT serial FROM outpost_node")) + 1e9
	r := outpost.Return{Sitting: exam.SittingID(sitting), Epoch: epoch, Entries: entries[1:], Place: head.Place, Hash: head.Hash, Newest: head.Epoch}
	s := outpost.Statement{Serial: serial, At: time.Now(), Returns: []outpost.Return{r}}
	if got, _ := o.says(s, nil); got.Code != "" || !got.Closed {
		o.t.Errorf("the same again: %+v", got)
	}
	if _, r := o.says(s, nil); r.code() != "outpost.serial" {
		o.t.Errorf("the same statement again: %s", r)
	}
	if n := o.ev.records(o.t, sitting); n != before {
		o.t.Errorf("%d records after the repetition, %d before", n, before)
	}
}
