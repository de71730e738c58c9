package e2e_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// canary stands in everything about an item that a candidate must not learn.
const canary = "金丝雀7Q"

// marked is the sample bank with a canary in every column but stem, options and key, and the blueprint that fits it.
func marked(t testing.TB) ([]byte, assembly.Body) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(sample.CSV())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range rows[0] {
		for n, r := range rows[1:] {
			switch name {
			case "解析":
				r[i] = fmt.Sprintf("%s解析%d：%s", canary, n, r[i])
			case "知识点", "章节", "依据", "事实":
				r[i] = canary + r[i]
			case "原题号":
				r[i] = canary + r[i]
			case "标签":
				if r[i] != "" {
					r[i] += ";"
				}
				r[i] += canary
			}
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	body, err := assembly.ParseBody(sample.Blueprint())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range body.Sections {
		for i := range s.Topics {
			s.Topics[i].Topic = canary + s.Topics[i].Topic
		}
	}
	return b.Bytes(), body
}

// replaceBank puts another bank in the place of the demo's, the way two people of the authority do it.
func (s *site) replaceBank(t *testing.T, file []byte, body assembly.Body) {
	t.Helper()
	writer, reviewer := s.as("writer"), s.as("reviewer")
	type id struct{ ID string }
	old := get[list[id]](writer, "/api/staff/banks").Items[0].ID
	for _, x := range get[list[id]](writer, "/api/staff/banks/"+old+"/releases").Items {
		post[none](reviewer, "/api/staff/bank-releases/"+x.ID+"/refuse", form{"reason": "换用另一题库"})
	}
	for _, x := range get[list[id]](writer, "/api/staff/banks/"+old+"/blueprints").Items {
		post[none](reviewer, "/api/staff/bank-blueprints/"+x.ID+"/refuse", form{"reason": "换用另一题库"})
	}
	bank := post[id](reviewer, "/api/staff/banks", form{"owner": s.point.Org, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": itemCode, "name": "标记题库"}).ID
	path := "/api/staff/banks/" + bank
	sum := post[struct{ Sum string }](writer, path+"/imports/preview?name=marked.csv", file).Sum
	batch := post[id](writer, path+"/imports?name=marked.csv&seen="+sum, file).ID
	post[none](writer, "/api/staff/bank-imports/"+batch+"/submit", form{})
	writer.refused("POST", "/api/staff/bank-imports/"+batch+"/approve", form{}, "bank.no_right", "bank.same_person")
	post[none](reviewer, "/api/staff/bank-imports/"+batch+"/approve", form{"comment": "逐题核对"})
	release := post[id](writer, path+"/releases", form{"name": "标记版"}).ID
	post[none](reviewer, "/api/staff/bank-releases/"+release+"/activate", nil)
	plan := post[id](writer, path+"/blueprints", body).ID
	s.publish(t, reviewer, plan)
}

// publish waits for the dry run of a blueprint, which a job draws, and puts the blueprint in use.
func (s *site) publish(t *testing.T, reviewer *client, blueprint string) {
	t.Helper()
	type dry struct{ State, Sum, Why string }
	at := "/api/staff/bank-blueprints/" + blueprint
	for end := time.Now().Add(2 * time.Minute); ; {
		switch d := get[dry](reviewer, at+"/rehearsal"); {
		case d.State == "DONE":
			post[none](reviewer, at+"/publish", form{"seen": d.Sum})
			return
		case d.State == "FAILED" || time.Now().After(end):
			t.Fatalf("the dry run: %+v", d)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Promise 6: neither answers nor explanations nor another person's paper leave the server.
func TestKeysStayHome(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		h.replaceBank(t, first(marked(t)), second(marked(t)))
		r := &h.rooms[0]
		h.change(r, func(r *room) { r.Rules["earliestSubmit"] = 0 })
		var sheets [2]map[string]bool
		var taps [2]*tap
		for i := range 2 {
			taps[i] = listen(t, h.url)
			sheets[i] = h.sitThrough(t, taps[i].behind(h.site), i)
		}
		if len(h.rest(t, taps[1].behind(h.site))) == 0 {
			t.Error("the public pages were not read")
		}
		all, err := answers()
		if err != nil {
			t.Fatal(err)
		}
		for i, tp := range taps {
			seen := bytes.Join(tp.sent(), []byte("\n"))
			if len(seen) < 100_000 {
				t.Errorf("only %d bytes went through the tap", len(seen))
			}
			for _, leak := range []string{canary, strings.Trim(fmt.Sprintf("%+q", canary), `"`)} {
				if at := bytes.Index(seen, []byte(leak)); at >= 0 {
					t.Errorf("person %d was sent %q: …%s…", i, leak, seen[max(0, at-200):min(len(seen), at+100)])
				}
			}
			own := 0
			for stem := range all {
				quoted, _ := json.Marshal(stem)
				sent := bytes.Contains(seen, []byte(stem)) || bytes.Contains(seen, quoted[1:len(quoted)-1])
				if sent && sheets[i][stem] {
					own++
				}
				if sent && !sheets[i][stem] {
					t.Errorf("person %d was sent a question of another paper: %s", i, stem)
				}
			}
			if own != 100 {
				t.Errorf("the tap saw %d of the own questions of person %d: it is blind", own, i)
			}
		}
	})
}

func first[A, B any](a A, _ B) A  { return a }
func second[A, B any](_ A, b B) B { return b }

// sitThrough does everything that the i-th person's phone, the gate and the seat can do, through a tap, and returns the
// stems of the paper.
func (h *house) sitThrough(t *testing.T, s *site, i int) map[string]bool {
	t.Helper()
	r := &s.rooms[0]
	r.gate = nil
	c := s.candidate(i)
	_, tk, pin := s.book(c, s.nextSlot(c, r, 0))
	s.until(tk.EntryAt)
	at := s.enter(r, i, pin)
	token := s.enrol(r.ID, at.ID)
	b := wsclient.New(wsclient.Options{URL: s.ws(), Token: token})
	if err := b.Connect(t.Context()); err != nil {
		t.Fatal(err)
	}
	sheet, err := b.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stems := map[string]bool{}
	for _, q := range sheet.Sheet.Questions {
		stems[q.Stem] = true
	}
	write(t, b, sheet, 85)
	for _, bad := range []string{`{"v":1,"type":"answer","seq":1,"body":{}}`, `{"v":1,"type":"key"}`, `{}`, `x`} {
		b.Send([]byte(bad))
	}
	b.Disconnect()
	seat := newClient(t, s.url)
	seat.token = token
	state := post[form](seat, "/api/device/sitting/connect", nil)
	grip := form{"sitting": sheet.Sitting, "epoch": state["epoch"]}
	seat.send("POST", "/api/device/sitting/answers", form{"sitting": sheet.Sitting, "epoch": state["epoch"], "records": []form{
		{"seq": 101, "kind": "ANSWER", "question": 1, "answer": "", "client_at": 1}, {"seq": 102, "kind": "MARK", "question": 1, "answer": "1", "client_at": 1},
		{"seq": 3, "kind": "ANSWER", "question": 9, "answer": "A", "client_at": 1}}})
	seat.send("GET", "/api/device/sitting", nil)
	seat.send("POST", "/api/device/sitting/start", grip)
	grip["last"] = 102
	if got := post[form](seat, "/api/device/sitting/submit", grip); got["outcome"] == nil {
		t.Fatalf("%+v", got)
	}
	seat.send("GET", "/api/device/sitting?held="+sheet.Sitting, nil)
	mine := get[list[result]](c, "/api/candidate/results").Items[0]
	for _, path := range []string{"me", "applications", "bookings", "results/" + mine.ID, "results/" + mine.ID + "/check", "training?item=" + itemCode,
		"permit-readiness?item=" + itemCode, "passes", "permits", "banks", "items"} {
		c.send("GET", "/api/candidate/"+path, nil)
	}
	for _, path := range []string{"banks", "release-queue", "results/" + mine.ID} {
		c.send("GET", "/api/staff/"+path, nil)
		seat.send("GET", "/api/staff/"+path, nil)
	}
	return stems
}

// rest reads what anybody may read.
func (h *house) rest(t *testing.T, s *site) []string {
	t.Helper()
	var read []string
	x := newClient(t, s.url)
	for _, path := range []string{"/", "/kiosk", "/verify", "/console", "/api/openapi.yaml", "/api/openapi.json", "/api/public/about", "/api/public/document-kinds",
		"/api/public/guide?item=" + itemCode, "/healthz", "/readyz", "/metrics", "/demo/cards", "/favicon.ico", "/../data/suikao.db", "/assets/"} {
		if got := x.send(http.MethodGet, path, nil); got.ok() {
			read = append(read, path)
		}
	}
	if !slices.Contains(read, "/api/public/about") {
		return nil
	}
	return read
}
