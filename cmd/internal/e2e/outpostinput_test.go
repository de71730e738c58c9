package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
)

// caused sends one answer with what the page says of its cause.
func (b *plainSeat) caused(no int, cause input.Cause) {
	b.t.Helper()
	b.seq++
	letter := right(b.t, b.state.Sheet.Questions[no-1])
	r := b.send(http.MethodPost, "/api/device/sitting/answers", form{"sitting": b.state.Sitting, "epoch": b.state.Epoch,
		"records": []form{{"seq": b.seq, "kind": "ANSWER", "question": no, "answer": letter, "client_at": 0, "in": cause.String()}}})
	if !r.ok() || !strings.Contains(string(r.Body), `"ack"`) {
		b.t.Fatalf("question %d: %s", no, r)
	}
	b.given[no] = letter
}

// What a room node notices and counts of inputs reaches the centre: at once while the uplink works, once and in whole after a cut, and
// nothing of it can be said of a sitting that the room was never handed.
func TestARoomNodeJudgesInputs(t *testing.T) {
	t.Parallel()
	o := withOutpost(t, onMariaDB(t), nil)
	honest, forged := o.withoutSocket(0), o.withoutSocket(1)
	honest.head, forged.head = http.Header{"X-Suikao-Page": {"page-honest"}}, http.Header{"X-Suikao-Page": {"page-forged"}}
	for _, b := range []*plainSeat{honest, forged} {
		b.begins()
		b.waitHeld(o)
	}
	byHand := func(n int) input.Cause {
		return input.Cause{Class: input.Mouse, Trusted: true, Focused: true, Visible: true, Age: 20 * time.Millisecond, Count: int64(n)}
	}
	byScript := byHand(100)
	byScript.Trusted = false
	kinds := func(b *plainSeat) int {
		return o.ev.number(t, "SELECT COUNT(*) FROM incident WHERE sitting_id = ? AND kind LIKE 'input.%'", b.state.Sitting)
	}
	for n := range 5 {
		honest.caused(n+1, byHand(n+1))
		forged.caused(n+1, byHand(n+1))
	}
	forged.caused(6, byScript)
	begun := time.Now()
	eventually(t, "what the node noticed is an incident at the centre", func() bool { return kinds(forged) == 1 })
	if d := time.Since(begun); d > 10*time.Second {
		t.Errorf("known after %v", d)
	}
	o.cut(true)
	for n := range 20 {
		honest.caused(n+6, byHand(n+6))
	}
	forged.head = http.Header{"X-Suikao-Page": {"program"}} // another program goes on with the sitting
	forged.caused(7, byHand(7))
	time.Sleep(11 * time.Second) // the sums are put by
	if n := o.ev.number(t, "SELECT COUNT(*) FROM incident WHERE sitting_id = ? AND kind = 'input.second_socket'", forged.state.Sitting); n != 0 {
		t.Fatal("the uplink was not cut")
	}
	o.cut(false)
	eventually(t, "what was noticed meanwhile is known", func() bool {
		return o.ev.number(t, "SELECT COUNT(*) FROM incident WHERE sitting_id = ? AND kind = 'input.second_socket'", forged.state.Sitting) == 1
	})
	sums := func(b *plainSeat) string {
		return fmt.Sprint(o.ev.number(t, "SELECT COALESCE(SUM(answers), 0) FROM input_sums WHERE sitting_id = ?", b.state.Sitting), " ",
			o.ev.number(t, "SELECT COALESCE(SUM(local_answers), 0) FROM input_sums WHERE sitting_id = ?", b.state.Sitting))
	}
	eventually(t, "what was counted is there", func() bool { return sums(honest) == "25 25" && sums(forged) == "7 6" })
	if kinds(honest) != 0 {
		t.Error("the honest page raised something")
	}
	o.forgesTold(honest, sums)
}

// forgesTold says, with the node's own key, what a node must not be believed, and what was said already.
func (o *outpostSite) forgesTold(b *plainSeat, sums func(*plainSeat) string) {
	o.t.Helper()
	marshal := func(v any) []byte {
		raw, err := json.Marshal(v)
		if err != nil {
			o.t.Fatal(err)
		}
		return raw
	}
	last := int64(o.ev.number(o.t, "SELECT told_no FROM outpost_node"))
	before, all := sums(b), o.ev.number(o.t, "SELECT COUNT(*) FROM incident")
	mine, strange := exam.SittingID(b.state.Sitting), exam.SittingID("01AAAAAAAAAAAAAAAAAAAAAAAA")
	o.node.kill()
	s := outpost.Statement{Serial: int64(o.ev.number(o.t, "SELECT serial FROM outpost_node")) + 1e9, At: time.Now(), Held: []exam.SittingID{mine}, Told: []outpost.Told{
		{No: last, What: "INPUT_SUMS", Body: marshal(input.Sums{Sitting: mine, Answers: 100, Pages: 1})},
		{No: last + 1, What: "INPUT_SUMS", Body: marshal(input.Sums{Sitting: strange, Answers: 100, Pages: 1})},
		{No: last + 2, What: "INPUT", Body: marshal(proctor.Signal{Kind: proctor.Fire, Sitting: mine, Key: "x"})},
		{No: last + 3, What: "INPUT", Body: marshal(proctor.Signal{Kind: proctor.Synthetic, Sitting: strange, Key: "x"})},
		{No: last + 4, What: "INPUT", Body: marshal(proctor.Signal{Kind: proctor.Synthetic, Seat: "01AAAAAAAAAAAAAAAAAAAAAAAA", Key: "x"})},
		{No: last + 5, What: "NOISE", Body: []byte("{")},
		{No: last + 6, What: "INPUT", Body: []byte("{")},
	}}
	o.saysTold(s)
	if got := int64(o.ev.number(o.t, "SELECT told_no FROM outpost_node")); got != last+6 {
		o.t.Errorf("entered up to %d of %d", got, last+6)
	}
	if got, n := sums(b), o.ev.number(o.t, "SELECT COUNT(*) FROM incident"); got != before || n != all {
		o.t.Errorf("sums %s, %d incidents; before %s, %d", got, n, before, all)
	}
	if o.ev.number(o.t, "SELECT COUNT(*) FROM input_sums WHERE sitting_id = ?", string(strange)) != 0 {
		o.t.Error("a node was believed about a sitting that it never had")
	}
}

// saysTold sends a statement that hands nothing back.
func (o *outpostSite) saysTold(s outpost.Statement) {
	o.t.Helper()
	k, _ := o.keys()
	raw, sig, err := k.Sign(s)
	if err != nil {
		o.t.Fatal(err)
	}
	if r := newClient(o.t, o.url).send(http.MethodPost, "/api/public/outposts/sync", map[string][]byte{"statement": raw, "signature": sig}); !r.ok() {
		o.t.Fatal(r)
	}
}
