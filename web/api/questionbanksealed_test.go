package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
	"github.com/suikao/suikao/questionbank/sealed/sealtest"
	"github.com/suikao/suikao/web/api"
)

// A reviewer looks at a sealed release by the interface and takes in what they saw; it waits for somebody else.
func TestASealedReleaseComesByTheInterface(t *testing.T) {
	s := newBankServer(t)
	owner, device := sealOwner(t, s)
	file := sealFile(t, owner, device, nil)
	const look, take = "/sealed-releases/preview?org=" + bankOwner, "/sealed-releases?org=" + bankOwner + "&seen="
	seen := get[api.SealedFileView](t, s, "reviewer", "POST", look, file)
	if seen.Owner != "国家题库" || seen.Name != "国家版" || seen.No != 1 || seen.ItemCode != "LE" || seen.Count != 3 || seen.From != "2020-01-01" || seen.To != "2099-12-31" ||
		!seen.NewBank || seen.Bank != "" || seen.Release != "" || len(seen.Tallies) != 1 || seen.Tallies[0] != (api.SealedTally{Type: questionbank.Single, Topic: "触电", Items: 3}) {
		t.Errorf("the preview says %+v", seen)
	}
	if banks := get[api.Page[api.BankView]](t, s, "reviewer", "GET", "/banks", nil).Items; len(banks) != 0 {
		t.Fatalf("the preview left banks: %+v", banks)
	}
	refuses(t, s, "reviewer", take+strings.Repeat("0", 64), file, http.StatusConflict, "import.changed")
	refuses(t, s, "reviewer", take+"x", file, http.StatusUnprocessableEntity, "")
	refuses(t, s, "writer", take+seen.Sum, file, http.StatusForbidden, "bank.no_right")
	in := get[api.SealedFileView](t, s, "reviewer", "POST", take+seen.Sum, file)
	if in.Sum != seen.Sum || in.Bank == "" || in.Release == "" {
		t.Errorf("the import says %+v", in)
	}
	rows := get[api.Page[api.ReleaseView]](t, s, "reviewer", "GET", "/banks/"+in.Bank+"/releases", nil).Items
	if len(rows) != 1 || rows[0].ID != in.Release || rows[0].State != questionbank.Proposed || rows[0].Items != 3 {
		t.Errorf("the bank has %+v", rows)
	}
	refuses(t, s, "reviewer", look, file, http.StatusConflict, "bank.sealed_held")
	next := get[api.SealedFileView](t, s, "reviewer", "POST", look, sealFile(t, owner, device, func(m *sealed.Manifest) { m.No = 2 }))
	if next.NewBank || next.Bank != in.Bank || next.BankName != in.BankName || next.Release != "" {
		t.Errorf("the next release of the owner: %+v", next)
	}
	if strings.Contains(s.log.String(), sealtest.Text) {
		t.Error("the log tells what an item asks")
	}
}

// Files that must not come in say why, each by its own code, and nothing of them stays.
func TestAHostileSealedReleaseIsRefusedByItsName(t *testing.T) {
	s := newBankServer(t)
	owner, device := sealOwner(t, s)
	stranger, err := sealtest.Keys()
	if err != nil {
		t.Fatal(err)
	}
	whole := sealFile(t, owner, device, nil)
	forged := bytes.Clone(whole)
	forged[bytes.Index(forged, []byte("国家版"))]++
	for name, c := range map[string]struct {
		file   []byte
		status int
		code   string
	}{
		"nothing":           {[]byte{}, http.StatusUnprocessableEntity, "sealed.form"},
		"another file":      {[]byte("PK\x03\x04 questions.xlsx and some more of it"), http.StatusUnprocessableEntity, "sealed.form"},
		"cut off":           {whole[:len(whole)-20], http.StatusUnprocessableEntity, "sealed.form"},
		"more behind":       {append(bytes.Clone(whole), 0), http.StatusUnprocessableEntity, "sealed.form"},
		"changed":           {forged, http.StatusUnprocessableEntity, "sealed.signature"},
		"other device":      {sealFile(t, owner, stranger.Device(), nil), http.StatusUnprocessableEntity, "sealed.other_device"},
		"unknown owner":     {sealFile(t, stranger, device, nil), http.StatusForbidden, "bank.sealed_owner"},
		"wrong region":      {sealFile(t, owner, device, func(m *sealed.Manifest) { m.Terms.Region = "11" }), http.StatusForbidden, "bank.sealed_region"},
		"past its last day": {sealFile(t, owner, device, func(m *sealed.Manifest) { m.Terms.NotAfter = "2026-11-20" }), http.StatusConflict, "bank.sealed_time"},
		"other items":       {sealFile(t, owner, device, func(m *sealed.Manifest) { m.Root[0]++ }), http.StatusUnprocessableEntity, "bank.sealed_root"},
	} {
		t.Run(name, func(t *testing.T) {
			refuses(t, s, "reviewer", "/sealed-releases/preview?org="+bankOwner, c.file, c.status, c.code)
			refuses(t, s, "reviewer", "/sealed-releases?org="+bankOwner+"&seen="+sumOf(c.file), c.file, c.status, c.code)
		})
	}
	if banks := get[api.Page[api.BankView]](t, s, "reviewer", "GET", "/banks", nil).Items; len(banks) != 0 {
		t.Errorf("refused files left banks: %+v", banks)
	}
}

// A body without an end is given up at the bound, and is not held in memory on the way.
func TestASealedReleaseHasABound(t *testing.T) {
	s := newBankServer(t)
	owner, device := sealOwner(t, s)
	file := sealFile(t, owner, device, nil)
	sent := &endless{head: bytes.NewReader(file)}
	r := httptest.NewRequest("POST", "/api/staff/sealed-releases/preview?org="+bankOwner, sent)
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("X-Test", "reviewer")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if code := problemCode(w.Body.Bytes()); code != "sealed.form" || sent.n < questionbank.MaxSealedBytes || sent.n > questionbank.MaxSealedBytes+1<<20 {
		t.Errorf("%d %s after %d bytes", w.Code, code, sent.n)
	}
}

// What an owner needs is shown as the command line prints it.
func TestThePublicKeysForSealedReleases(t *testing.T) {
	s := newBankServer(t)
	k := get[api.SealedKeysView](t, s, "clerk", "GET", "/sealed-keys", nil)
	device, err := hex.DecodeString(k.Device)
	if err != nil || sealed.CheckDevice(device) != nil || sealed.Fingerprint(device) != k.DeviceFingerprint {
		t.Errorf("device key %+v, %v", k, err)
	}
	own, err := hex.DecodeString(k.Owner)
	if err != nil || len(own) != 32 || sealed.Fingerprint(own) != k.OwnerFingerprint || k.Owner == k.Device {
		t.Errorf("owner key %+v, %v", k, err)
	}
}

// sealOwner registers an owner whose keys are returned with the device key of the server.
func sealOwner(t *testing.T, s bankServer) (sealed.Keys, []byte) {
	t.Helper()
	keys, err := sealtest.Keys()
	if err == nil {
		err = s.store.SaveSealedOwner(t.Context(), questionbank.SealedOwner{Fingerprint: sealed.Fingerprint(keys.Owner()), Name: "国家题库", Public: keys.Owner(), From: "2026-01-01", To: "2027-12-31"})
	}
	if err != nil {
		t.Fatal(err)
	}
	return keys, s.bank.PublicKeys().Device
}

func sealFile(t *testing.T, keys sealed.Keys, device []byte, change func(*sealed.Manifest)) []byte {
	t.Helper()
	f, err := sealtest.Make(keys, device, "LE", change)
	if err != nil {
		t.Fatal(err)
	}
	return f.Bytes
}

// sumOf is the sum that a preview of a file would tell: of its manifest, behind the magic and a length of four bytes.
func sumOf(file []byte) string {
	const magic = len("SUIKAO-SEALED/1\n")
	if len(file) < magic+4 || file[0] != 'S' {
		return strings.Repeat("0", 64)
	}
	n := int(binary.BigEndian.Uint32(file[magic:]))
	sum := sha256.Sum256(file[magic+4 : magic+4+n])
	return hex.EncodeToString(sum[:])
}

func refuses(t *testing.T, s bankServer, who, path string, body []byte, status int, code string) {
	t.Helper()
	got, b := s.do(t, who, "POST", path, body)
	if c := problemCode(b); got != status || code != "" && c != code {
		t.Errorf("%s %.60s: %d %s, want %d %s", who, path, got, b, status, code)
	}
}

func problemCode(b []byte) string {
	var p struct {
		Code string `json:"code"`
	}
	_ = json.Unmarshal(b, &p)
	return p.Code
}

// endless is a file and then zeros without an end; n counts what was read.
type endless struct {
	head io.Reader
	n    int64
}

func (e *endless) Read(b []byte) (int, error) {
	n, _ := e.head.Read(b)
	if n == 0 {
		clear(b)
		n = len(b)
	}
	e.n += int64(n)
	return n, nil
}
