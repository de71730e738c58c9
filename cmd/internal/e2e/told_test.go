package e2e_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// listener is an enterprise whose machine reads what becomes of a person's permit.
type listener struct {
	s      *site
	who    int
	org    string
	gate   *client
	seq    uint64
	heard  []string
	number string
}

// listen makes a key and a subscription of the enterprise, and has the key put a person on its watch list before there is a permit.
func (s *site) listen(t *testing.T, who int) *listener {
	t.Helper()
	company := s.as("company")
	l := &listener{s: s, who: who, org: get[list[struct{ ID string }]](s.as("admin"), "/api/staff/orgs?kind=ENTERPRISE").Items[0].ID, number: "T" + s.cards[who].Number}
	key := post[struct{ Secret string }](company, "/api/staff/orgs/"+l.org+"/api-keys", form{"name": "一号门闸机", "quota": 100, "expiresOn": s.clock().In(china).AddDate(0, 6, 0).Format(time.DateOnly)})
	company.refused("POST", "/api/staff/orgs/"+l.org+"/permit-subscriptions", form{"name": "一号门闸机", "url": "https://169.254.169.254/", "events": []string{"ISSUED"}, "employees": true}, "permit.sub_url")
	l.gate = newClient(t, s.url)
	l.gate.head = http.Header{"X-Api-Key": {key.Secret}}
	sub := post[struct{ ID, Secret string }](l.gate, "/v1/permits/subscriptions", form{"name": "一号门闸机", "events": []string{"ISSUED", "UPDATED", "SUSPENDED"}, "employees": false})
	if all := get[list[struct{ ID, MadeBy string }]](company, "/api/staff/orgs/"+l.org+"/permit-subscriptions").Items; !strings.HasPrefix(sub.Secret, "whsec_") || len(all) != 1 || all[0].ID != sub.ID || all[0].MadeBy != "一号门闸机" {
		t.Errorf("%+v %+v", sub, all)
	}
	if n := call[struct{ Watched int }](l.gate, "PUT", "/v1/permits/watch", form{"permits": []form{{"number": l.number, "name": s.cards[who].Name, "reference": "工号-1"}}}); n.Watched != 1 {
		t.Errorf("%+v", n)
	}
	return l
}

// hears waits until the newest change that the machine was told of is of a type, within the minute that is promised.
func (l *listener) hears(t *testing.T, kind string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		raw := call[json.RawMessage](l.gate, "GET", "/v1/permits/changes?wait=5&after="+jsonText(l.seq), nil)
		if text := string(raw); strings.Contains(text, l.s.cards[l.who].Number) || strings.Contains(text, l.s.cards[l.who].Name) {
			t.Error("name or number leave with a change:", text)
		}
		var page struct {
			Items []struct {
				Type string
				Data struct{ Reference, Permit string }
			}
			Next uint64
		}
		if err := json.Unmarshal(raw, &page); err != nil {
			t.Fatal(err)
		}
		l.seq = page.Next
		for _, c := range page.Items {
			l.heard = append(l.heard, c.Type)
			if c.Data.Reference != "工号-1" || len(c.Data.Permit) != 26 {
				t.Errorf("%+v", c)
			}
		}
		if slices.Contains(l.heard, kind) {
			return
		}
	}
	t.Errorf("no %s within a minute, only %v", kind, l.heard)
}

func jsonText(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// asks uploads a list with the person, somebody else's name and nobody's number, and reads one verdict for the first and one text for the others.
func (l *listener) asks(t *testing.T, verdict string) {
	t.Helper()
	company := l.s.as("company")
	file := "姓名,证号\n" + l.s.cards[l.who].Name + "," + l.number + "\n王某某," + l.number + "\n王某某,T440524188001010014\n"
	got := call[struct {
		ID      string
		Answers []struct{ Verdict, Reason, Number string }
	}](company, "POST", "/api/staff/orgs/"+l.org+"/permit-sheets?name=a.csv", []byte(file))
	if a := got.Answers; len(a) != 3 || a[0].Verdict != verdict || a[1].Verdict != "NONE" || a[1].Reason != a[2].Reason || a[2].Verdict != "NONE" || !strings.Contains(a[0].Number, "*") {
		t.Errorf("%+v", got)
	}
	if r := company.send("GET", "/api/staff/permit-sheets/"+got.ID+"/file", nil); !r.ok() || !strings.HasPrefix(string(r.Body), "PK") {
		t.Error(r)
	}
	l.s.as("admin").refused("GET", "/api/staff/permit-sheets/"+got.ID, nil, "permit.sheet_gone", "permit.forbidden")
	post[none](company, "/api/staff/permit-sheets/"+got.ID+"/forget", nil)
	company.refused("GET", "/api/staff/permit-sheets/"+got.ID, nil, "permit.sheet_gone")
}
