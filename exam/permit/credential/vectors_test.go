package credential_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	_ "crypto/sha256" // of go-cose
	"encoding/base32"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	other "github.com/veraison/go-cose"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

var update = flag.Bool("update", false, "sign the vectors of testdata anew")

// vectors are what a verifier in any language has to agree with.
type vectors struct {
	Root  []byte   `json:"root"`  // ES256, compressed
	Trust []byte   `json:"trust"` // signed by the root
	Zone  string   `json:"zone"`  // of dates
	Cases []vector `json:"cases"`
}

type vector struct {
	Name   string  `json:"name"`
	Text   string  `json:"text"`
	Now    int64   `json:"now"` // unix seconds
	Job    string  `json:"job,omitempty"`
	Number string  `json:"number,omitempty"`
	Amber  int64   `json:"amberAfter,omitempty"` // seconds; 0: 7 days
	Red    int64   `json:"redAfter,omitempty"`   // 0: 30 days
	Status *status `json:"statuses,omitempty"`
	Want   want    `json:"want"`
}

type status struct {
	AsOf   int64                       `json:"asOf"`
	Size   uint64                      `json:"size"`
	States map[uint64]credential.State `json:"states,omitempty"`
}

type want struct {
	Colour  credential.Colour   `json:"colour"`
	Reasons []credential.Reason `json:"reasons"`
	Number  string              `json:"number,omitempty"`
	Name    string              `json:"name,omitempty"`
	Kind    credential.Kind     `json:"kind"`
	Issuer  string              `json:"issuer,omitempty"`
	ShownAt int64               `json:"shownAt,omitempty"`
	Items   []item              `json:"items,omitempty"`
}

type item struct {
	Code    string              `json:"code"`
	From    string              `json:"from"`
	To      string              `json:"to"`
	Review  string              `json:"review,omitempty"`
	Status  uint64              `json:"status"`
	Colour  credential.Colour   `json:"colour"`
	Reasons []credential.Reason `json:"reasons"`
}

func wanted(v credential.Verdict) want {
	w := want{Colour: v.Colour, Reasons: v.Reasons, Number: v.Claims.Number, Name: v.Claims.Name, Kind: v.Claims.Kind, Issuer: v.Issuer}
	if w.Reasons == nil {
		w.Reasons = []credential.Reason{}
	}
	if m := v.Claims.Masked; m != nil {
		w.Number = m.Shown()
	}
	if !v.ShownAt.IsZero() {
		w.ShownAt = v.ShownAt.Unix()
	}
	for _, i := range v.Items {
		x := item{Code: i.Code, From: i.From.Date(), To: i.To.Date(), Status: i.Status, Colour: i.Colour, Reasons: i.Reasons}
		if i.Review != nil {
			x.Review = i.Review.Date()
		}
		w.Items = append(w.Items, x)
	}
	return w
}

const file = "testdata/verdicts.json"

func TestVectors(t *testing.T) {
	if *update {
		write(t)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var vs vectors
	if err := json.Unmarshal(raw, &vs); err != nil {
		t.Fatal(err)
	}
	trust, err := cose.OpenTrust(vs.Trust, cose.Key{Alg: cose.ES256, Public: vs.Root})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, c := range vs.Cases {
		names[c.Name] = true
		q := credential.Question{Now: time.Unix(c.Now, 0), Zone: beijing, Job: c.Job, Number: c.Number, AmberAfter: time.Duration(c.Amber) * time.Second, RedAfter: time.Duration(c.Red) * time.Second}
		var statuses credential.Statuses
		if c.Status != nil {
			statuses = list{time.Unix(c.Status.AsOf, 0), c.Status.States, c.Status.Size}
		}
		if got := wanted(credential.Check(c.Text, trust, statuses, q)); !reflect.DeepEqual(got, c.Want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.Name, got, c.Want)
		}
	}
	for name := range checks(t, house(t)) {
		if !names[name] {
			t.Errorf("no vector for %q: go test -update", name)
		}
	}
}

func write(t *testing.T) {
	k := house(t)
	vs := vectors{Root: key(t, cose.ES256, 9).Key().Public, Trust: k.raw, Zone: "+08:00"}
	all := checks(t, k)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		c := all[name]
		v := vector{Name: name, Text: c.text, Now: noon.Unix(), Job: c.ask.Job, Number: c.ask.Number, Amber: int64(c.ask.AmberAfter / time.Second), Red: int64(c.ask.RedAfter / time.Second),
			Want: wanted(c.verdict(k))}
		if !c.ask.Now.IsZero() {
			v.Now = c.ask.Now.Unix()
		}
		if c.list != nil {
			v.Status = &status{c.list.at.Unix(), c.list.size, c.list.states}
		}
		vs.Cases = append(vs.Cases, v)
	}
	raw, err := json.MarshalIndent(vs, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.FromSlash(file), append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestVectorsHoldForAnotherLibrary checks the signatures of the vectors with go-cose, which has no code of the signer.
func TestVectorsHoldForAnotherLibrary(t *testing.T) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var vs vectors
	if err := json.Unmarshal(raw, &vs); err != nil {
		t.Fatal(err)
	}
	x, y := elliptic.UnmarshalCompressed(elliptic.P256(), key(t, cose.ES256, 1).Key().Public)
	verifier, err := other.NewVerifier(other.AlgorithmES256, &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y})
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, c := range vs.Cases {
		_, body, ok := strings.Cut(c.Text, "/V/")
		if !ok {
			continue
		}
		msg, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(body)
		if err != nil || slices.Contains(c.Want.Reasons, credential.Malformed) {
			continue
		}
		var m other.UntaggedSign1Message
		if err := m.UnmarshalCBOR(msg); err != nil {
			t.Fatal(c.Name, err)
		}
		if alg, err := m.Headers.Protected.Algorithm(); err != nil || alg != other.AlgorithmES256 {
			continue
		}
		bad := slices.Contains(c.Want.Reasons, credential.Foreign) && m.Headers.Unprotected[int64(11)] == nil || slices.Contains(c.Want.Reasons, credential.KeyWithdrawn) ||
			slices.Contains(c.Want.Reasons, credential.BadSignature) || c.Name == "before its withdrawal"
		if err := m.Verify([]byte(credential.Purpose), verifier); (err == nil) == bad {
			t.Errorf("%s: %v, and our verdict is %v", c.Name, err, c.Want.Reasons)
		} else if err == nil {
			held++
		}
	}
	if held < 20 {
		t.Errorf("only %d signatures held", held)
	}
}
