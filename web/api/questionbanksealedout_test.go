package api_test

import (
	"bytes"
	"encoding/hex"
	"net/http"
	"net/url"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
	"github.com/suikao/suikao/web/api"
)

// ownRelease freezes a release of the house's own questions.
func ownRelease(t *testing.T, s bankServer) api.ReleaseView {
	t.Helper()
	bank := get[api.BankView](t, s, "reviewer", "POST", "/banks", object{"owner": bankOwner, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": "LE", "name": "低压电工"})
	at, q := "/banks/"+bank.ID, "?name="+url.QueryEscape("题.csv")
	p := get[api.PreviewView](t, s, "writer", "POST", at+"/imports/preview"+q, []byte(questions))
	batch := get[api.BatchView](t, s, "writer", "POST", at+"/imports"+q+"&seen="+p.Sum, []byte(questions))
	get[any](t, s, "writer", "POST", "/bank-imports/"+batch.ID+"/submit", object{"comment": "请审"})
	get[any](t, s, "reviewer", "POST", "/bank-imports/"+batch.ID+"/approve", object{"comment": "可以"})
	return get[api.ReleaseView](t, s, "writer", "POST", at+"/releases", object{"name": "第一版"})
}

// One house seals its release by the interface, with three people; the other looks at what came and takes it in.
func TestASealedReleaseLeavesByTheInterface(t *testing.T) {
	s, other := newBankServer(t), newBankServer(t)
	r := ownRelease(t, s)
	terms := object{"owner": "省考试中心", "devices": []string{hex.EncodeToString(other.bank.PublicKeys().Device)}, "from": "2026-11-01", "to": "2026-12-31", "statistics": true}
	with := func(more object) object {
		out := object{}
		for _, from := range []object{terms, more} {
			for k, v := range from {
				out[k] = v
			}
		}
		return out
	}
	ask, reason := "/bank-releases/"+r.ID+"/sealed-exports", object{"reason": "交给市局"}
	for _, c := range []struct {
		who    string
		body   object
		status int
		code   string
	}{
		{"auditor", with(reason), http.StatusForbidden, "bank.no_right"},
		{"stranger", with(object{"reason": "交给市局", "devices": []string{"zz"}}), http.StatusNotFound, "bank.release_unknown"},
		{"writer", with(object{"reason": "交给市局", "devices": []string{"zz"}}), http.StatusUnprocessableEntity, "bank.sealed_terms"},
		{"writer", with(object{"reason": "交给市局", "to": "2026-10-01"}), http.StatusUnprocessableEntity, "bank.sealed_terms"},
		{"writer", with(object{"reason": "交给市局", "region": "湖北"}), http.StatusUnprocessableEntity, "bank.sealed_terms"},
	} {
		if got, b := s.do(t, c.who, "POST", ask, c.body); got != c.status || problemCode(b) != c.code {
			t.Errorf("%s asks with %v: %d %s, want %d %s", c.who, c.body, got, b, c.status, c.code)
		}
	}
	e := get[api.BankExportView](t, s, "writer", "POST", ask, with(reason))
	if e.Format != questionbank.FormatSealed || e.Items != 6 || e.State != questionbank.ExportWaits {
		t.Errorf("the request %+v", e)
	}
	fetch := "/bank-exports/" + e.ID + "/fetch-sealed"
	refuses(t, s, "writer", fetch, nil, http.StatusUnprocessableEntity, "")
	early := func(who string, body object, code string) {
		t.Helper()
		if got, b := s.do(t, who, "POST", fetch, body); got < 400 || problemCode(b) != code {
			t.Errorf("%s fetches: %d %.200s, want %s", who, got, b, code)
		}
	}
	early("writer", terms, "bank.export_waits")
	get[api.BankExportView](t, s, "reviewer", "POST", "/bank-exports/"+e.ID+"/allow", nil)
	early("writer", terms, "bank.export_waits")
	get[api.BankExportView](t, s, "auditor", "POST", "/bank-exports/"+e.ID+"/allow", nil)
	early("writer", with(object{"to": "2027-12-31"}), "bank.sealed_allowed")
	early("writer", with(object{"devices": []string{hex.EncodeToString(s.bank.PublicKeys().Device)}}), "bank.sealed_allowed")
	early("reviewer", terms, "bank.export_own")
	code, file := s.do(t, "writer", "POST", fetch, terms)
	if code != http.StatusOK || bytes.Contains(file, []byte("CANARY")) {
		t.Fatalf("the file: %d %.200s", code, file)
	}
	own := s.bank.PublicKeys().Owner
	if err := other.store.SaveSealedOwner(t.Context(), questionbank.SealedOwner{Fingerprint: sealed.Fingerprint(own), Name: "省考试中心", Public: own, From: "2026-01-01", To: "2027-12-31"}); err != nil {
		t.Fatal(err)
	}
	seen := get[api.SealedFileView](t, other, "reviewer", "POST", "/sealed-releases/preview?org="+bankOwner, file)
	if seen.Count != 6 || seen.Owner != "省考试中心" || seen.Name != "第一版" || seen.To != "2026-12-31" || !seen.Statistics || seen.Region != "" || len(seen.Tallies) != 3 {
		t.Errorf("what came: %+v", seen)
	}
	refuses(t, s, "reviewer", "/sealed-releases/preview?org="+bankOwner, file, http.StatusUnprocessableEntity, "sealed.other_device")
}
