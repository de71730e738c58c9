package report_test

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/agent/report"
)

var key = ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", 32)))

// Whatever stands in a signed report, reading it neither fails otherwise than said nor changes what it means, and holding it
// against another one never panics nor says more than fits into an incident.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		`{"v":1,"agent":"a","run":"r","n":3,"challenge":"c","at":1795000000000,"files":[{"path":"/k","sha256":"aa"}],"remote":["x"],"inputs":{"keys":1,"pointer":2,"devices":1,"whole":true},"past":[{"ago":1000,"k":1,"p":2}]}`,
		`{"v":1,"n":1}`, `{"v":2,"n":1}`, `{"v":1,"n":-1}`, `null`, `[]`, `"`, "\x00", `{"v":1,"n":1,"usb":["` + strings.Repeat("x", 500) + `"]}`, `{"v":1,"n":1,"at":-9223372036854775808}`,
	} {
		f.Add([]byte(s))
	}
	public := key.Public().(ed25519.PublicKey)
	f.Fuzz(func(t *testing.T, body []byte) {
		sealed := report.Sealed{Report: body, Signature: ed25519.Sign(key, append([]byte("suikao seat agent report 1\n"), body...))}
		r, err := report.Open(sealed, public)
		if err != nil {
			if !errors.Is(err, report.ErrForm) && !errors.Is(err, report.ErrSignature) {
				t.Fatal(err)
			}
			return
		}
		again, err := report.Seal(r, key)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Report) > report.Most {
			return
		}
		r2, err := report.Open(again, public)
		a, _ := json.Marshal(r)
		b, _ := json.Marshal(r2)
		if err != nil || !reflect.DeepEqual(a, b) {
			t.Fatalf("%s became %s: %v", a, b, err)
		}
		for _, fail := range report.Failures(report.Report{USB: []string{"a"}, Displays: []string{"b"}}, r, time.UnixMilli(0)) {
			if fail.Check == "" || fail.What == "" && fail.Check == report.Clock || len(fail.What) > 180 {
				t.Fatalf("%+v", fail)
			}
		}
		r.Counter++
		forged, _ := json.Marshal(r)
		if _, err := report.Open(report.Sealed{Report: forged, Signature: sealed.Signature}, public); !errors.Is(err, report.ErrSignature) && string(forged) != string(body) {
			t.Fatal("a forged report was read")
		}
	})
}

func TestAProofIsForOneDevice(t *testing.T) {
	public := key.Public().(ed25519.PublicKey)
	proof := report.Prove("device", key)
	if !report.Proven("device", public, proof) || report.Proven("device2", public, proof) || report.Proven("device", nil, proof) {
		t.Error("the proof of an enrolment")
	}
	if _, err := report.Open(report.Sealed{Report: []byte("device"), Signature: proof}, public); !errors.Is(err, report.ErrSignature) {
		t.Error("a proof was taken for a report")
	}
}
