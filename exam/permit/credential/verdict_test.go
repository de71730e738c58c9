package credential_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

// ask puts the question of a check.
func (c check) verdict(k keys) credential.Verdict {
	q := c.ask
	if q.Now.IsZero() {
		q.Now = noon
	}
	q.Zone = beijing
	var statuses credential.Statuses
	if c.list != nil {
		statuses = c.list
	}
	return credential.Check(c.text, k.trust, statuses, q)
}

func TestEveryReasonHasItsCase(t *testing.T) {
	k := house(t)
	seen := map[credential.Reason]bool{}
	for name, c := range checks(t, k) {
		v := c.verdict(k)
		if v.Colour != c.colour || !slices.Equal(v.Reasons, c.reasons) {
			t.Errorf("%s: got %s %v, want %s %v", name, v.Colour, v.Reasons, c.colour, c.reasons)
		}
		for _, r := range v.Reasons {
			seen[r] = true
		}
	}
	for _, r := range credential.Reasons() {
		if !seen[r] {
			t.Errorf("no case for %s", r)
		}
		if zh, en := r.Words(); zh == "" || en == "" {
			t.Errorf("no words for %s", r)
		}
	}
}

func TestAWalletsCredentialWithoutItsProofIsACopy(t *testing.T) {
	k := house(t)
	c := masked()
	c.Holder = k.holder.Key().Public
	bare := sign(t, c, k.permit)
	if v := credential.Check(text(t, 'V', bare), k.trust, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red {
		t.Errorf("without a proof: %v", v.Reasons)
	}
	stranger, err := credential.Show(bg, bare, uint64(noon.Unix()), key(t, cose.ES256, 77))
	if err != nil {
		t.Fatal(err)
	}
	if v := credential.Check(text(t, 'W', stranger), k.trust, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red {
		t.Errorf("with a stranger's proof: %v", v.Reasons)
	}
	paper, err := credential.Show(bg, sign(t, full(), k.permit), uint64(noon.Unix()), k.holder)
	if err != nil {
		t.Fatal(err)
	}
	if v := credential.Check(text(t, 'W', paper), k.trust, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red {
		t.Errorf("a printed code as a wallet's: %v", v.Reasons)
	}
}

func TestNoChangedLetterIsBelieved(t *testing.T) {
	k := house(t)
	code := text(t, 'V', sign(t, full(), k.permit))
	start := len(code) - len(code[len("HTTPS://"+host+"/V/"):])
	for i := start; i < len(code); i++ {
		for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") {
			if code[i] == c {
				continue
			}
			bad := code[:i] + string(c) + code[i+1:]
			if v := credential.Check(bad, k.trust, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red || v.Claims.Name != "" {
				t.Fatalf("letter %d as %c: %s %v", i, c, v.Colour, v.Reasons)
			}
		}
	}
	for n := range len(code) {
		if v := credential.Check(code[:n], k.trust, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red {
			t.Fatalf("cut after %d: %s", n, v.Colour)
		}
	}
}

func TestSeveralItemsAreJudgedByTheOneOfToday(t *testing.T) {
	k := house(t)
	c := full()
	c.Items = append(c.Items, credential.Item{Code: "021", From: today - 10, To: today - 1, Status: 5}, credential.Item{Code: "031", From: today, To: today + 900, Status: 6})
	code := text(t, 'V', sign(t, c, k.permit))
	for job, want := range map[string]credential.Colour{"011": credential.Green, "021": credential.Red, "031": credential.Red, "": credential.Red} {
		v := credential.Check(code, k.trust, fresh(map[uint64]credential.State{6: credential.Suspended}), credential.Question{Now: noon, Zone: beijing, Job: job})
		if v.Colour != want || len(v.Items) != 3 || v.Items[0].Colour != credential.Green {
			t.Errorf("job %q: %s %v, items %+v", job, v.Colour, v.Reasons, v.Items)
		}
	}
}

func TestClaimsThatContradictThemselvesAreNotSigned(t *testing.T) {
	k := house(t)
	for name, change := range map[string]func(c *credential.Claims){
		"no number": func(c *credential.Claims) { c.Number = "" },
		"both forms": func(c *credential.Claims) {
			m := credential.Mask("T430102199203074512", make([]byte, 8))
			c.Masked = &m
		},
		"no name":      func(c *credential.Claims) { c.Name = "" },
		"no item":      func(c *credential.Claims) { c.Items = nil },
		"too many":     func(c *credential.Claims) { c.Items = slices.Repeat(c.Items, 13) },
		"ends earlier": func(c *credential.Claims) { c.Items[0].To = c.Items[0].From - 1 },
		"short key":    func(c *credential.Claims) { c.Holder = []byte{2} },
		"kind":         func(c *credential.Claims) { c.Kind = 3 },
		"no moment":    func(c *credential.Claims) { c.Placed = 0 },
	} {
		c := full()
		change(&c)
		if _, err := credential.Sign(bg, c, k.permit); err == nil {
			t.Errorf("%s: signed", name)
		}
	}
}

// FuzzCheck: no text brings a verdict down or to green.
func FuzzCheck(f *testing.F) {
	k := house(f)
	f.Add(text(f, 'V', sign(f, full(), k.permit)))
	f.Add("HTTPS://A/W/")
	good := text(f, 'V', sign(f, full(), key(f, cose.ES256, 50)))
	f.Add(good)
	empty := house(f).trust
	empty.Keys = nil
	f.Fuzz(func(t *testing.T, s string) {
		if v := credential.Check(s, &cose.TrustList{}, fresh(nil), credential.Question{Now: noon}); v.Colour != credential.Red {
			t.Errorf("nobody is trusted, and yet %s", v.Colour)
		}
	})
}
