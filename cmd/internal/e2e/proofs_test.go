package e2e_test

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fetched writes what a public address answers into a file.
func (s *site) fetched(t *testing.T, dir, name, path string) string {
	t.Helper()
	r := newClient(t, s.url).send(http.MethodGet, path, nil)
	if r.Status != http.StatusOK {
		t.Fatalf("%s: %d %s", path, r.Status, r.Body)
	}
	return noted(t, filepath.Join(dir, name), string(r.Body))
}

// proofs has strangers check what a person was given, on files alone: the transcript of the sitting, the code of the permit, the log.
func (s *site) proofs(t *testing.T, p *place, me *client, res result) {
	t.Helper()
	dir, nowhere := t.TempDir(), settings{"DATA_DIR": t.TempDir()}
	key := noted(t, filepath.Join(dir, "log.key"), must(t, p.settings, "", "keys", "log"))
	var file reply
	within(t, 3*patience, "the transcript is in a checkpoint", func() bool {
		s.ahead(5 * time.Second)
		file = me.send(http.MethodGet, "/api/candidate/results/"+res.ID+"/transcript", nil)
		return file.Status == http.StatusOK
	})
	path := filepath.Join(dir, "transcript.json")
	noted(t, path, string(file.Body))
	short := get[resultReceipt](me, "/api/candidate/results/"+res.ID+"/receipt")
	if len(short.Receipt) != 10 || short.Number == nil || short.Draw == nil || *short.Draw >= *short.Number {
		t.Errorf("the receipt: %+v", short)
	} else if said := must(t, nowhere, "", "verify", "transcript", "--key", key, path); !strings.Contains(said, "91 / 100") || !strings.Contains(said, "可信") ||
		!strings.Contains(said, short.Receipt) || !strings.Contains(said, fmt.Sprintf("第 %d 条 number", *short.Number)) {
		t.Errorf("%+v: %s", short, said)
	}
	for _, secret := range []string{s.cards[0].Name, s.cards[0].Number, "stem", "\"key\""} {
		if bytes.Contains(file.Body, []byte(secret)) {
			t.Errorf("the transcript tells %q", secret)
		}
	}
	noted(t, path, strings.Replace(string(file.Body), `"points": 91`, `"points": 99`, 1))
	if said, err := tool(t, nowhere, "", "verify", "transcript", "--key", key, path); err == nil || !strings.Contains(said+err.Error(), "不可信") {
		t.Errorf("more points are believed: %s", said)
	}
	newClient(t, s.url).refused(http.MethodGet, "/api/candidate/results/"+res.ID+"/transcript", nil, "session.none")

	within(t, 3*patience, "the log holds the permit", func() bool {
		s.ahead(5 * time.Second)
		said, err := tool(t, nowhere, "", "verify", "log", "--key", key, s.url+"/log")
		return err == nil && strings.Contains(said, "permits by examination: 1, each on a pass of its own; passes: 1")
	})
	s.codes(t, me, dir, nowhere)
}

type resultReceipt struct {
	Receipt string
	Number  *int64
	Draw    *int64
}

// codes has a stranger check the permit's code with what devices fetch.
func (s *site) codes(t *testing.T, me *client, dir string, nowhere settings) {
	t.Helper()
	wallet := get[list[permitCard]](me, "/api/candidate/permits").Items
	at := "/api/candidate/permits/" + wallet[0].ID + "/code?form="
	full, masked := get[struct{ Text string }](me, at+"full").Text, get[struct{ Text string }](me, at+"masked").Text
	check := func(code string, more ...string) (string, error) {
		t.Helper()
		args := append([]string{"verify", "permit", "--root", s.fetched(t, dir, "root", "/v1/public/root"), "--trust", s.fetched(t, dir, "trust", "/v1/public/trust"),
			"--status", s.fetched(t, dir, "status", "/v1/public/status"), "--at", s.clock().Format(time.RFC3339)}, more...)
		return tool(t, nowhere, "", append(args, code)...)
	}
	within(t, 3*patience, "the list knows that the register confirmed it", func() bool {
		s.ahead(5 * time.Second)
		said, err := check(full, "--job", itemCode)
		return err == nil && strings.HasPrefix(said, "绿 GREEN") && strings.Contains(said, s.cards[0].Name) && strings.Contains(said, wallet[0].Number)
	})
	if said, err := check(masked); err != nil || strings.Contains(said, s.cards[0].Name) || strings.Contains(said, wallet[0].Number) || !strings.Contains(said, "核对") {
		t.Errorf("the masked code: %s %v", said, err)
	}
	if said, err := check(masked, "--number", wallet[0].Number); err != nil || !strings.HasPrefix(said, "绿 GREEN") {
		t.Errorf("the masked code with its number: %s %v", said, err)
	}
	for what, more := range map[string][]string{"another number": {"--number", "T110105194912310021"}, "another job": {"--job", "SO-9-9"}} {
		if said, err := check(masked, more...); err == nil {
			t.Errorf("%s: %s", what, said)
		}
	}
	if said, err := check(full[:60] + "A" + full[61:] + "A"); err == nil {
		t.Errorf("a changed code: %s", said)
	}
	revoked := post[struct{ ID string }](s.as("issuer"), "/api/staff/permits/"+wallet[0].ID+"/changes", form{"kind": "SUSPEND", "reason": "调查事故期间暂停", "legal": "调查决定书1号"})
	post[none](s.as("clerk"), "/api/staff/permit-changes/"+revoked.ID+"/decide", form{"approve": true, "note": "同意"})
	within(t, 3*patience, "the list knows that it is suspended", func() bool {
		s.ahead(5 * time.Second)
		said, err := check(full)
		return err != nil && strings.Contains(said+err.Error(), "已暂停")
	})
}
