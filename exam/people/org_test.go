package people_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
)

const usccLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// uscc makes a valid credit code. The two checks are found by search, not by the package's arithmetic.
func uscc(head, code8 string) string {
	for _, inner := range "0123456789X" {
		for _, outer := range usccLetters {
			if s := head + code8 + string(inner) + string(outer); identity.CheckUSCC(s) == nil {
				return s
			}
		}
	}
	return ""
}

func TestUSCC(t *testing.T) {
	for s, want := range map[string]string{
		"91350100M000100Y43": "", "91350100M000100Y44": "people.uscc_check", "91350100M000100Y33": "people.uscc_check", "91350100M000100Y4": "people.uscc",
		"91350100M000100Y4I": "people.uscc", "91350100S000100Y43": "people.uscc", "9135010AM000100Y43": "people.uscc", "": "people.uscc",
		"91350100M000100Y43X": "people.uscc", "９１350100M000100Y43": "people.uscc",
	} {
		if got := code(identity.CheckUSCC(s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestOneMistypedCharacterOfACreditCodeIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SampledFrom([]byte(usccLetters))
		head := "91" + rapid.StringMatching(`[1-6][0-9]{5}`).Draw(t, "region")
		s := uscc(head, string(rapid.SliceOfN(letters, 8, 8).Draw(t, "code")))
		if s == "" {
			t.Skip("this inner code ends in a letter outside the alphabet")
		}
		i := rapid.IntRange(0, 17).Draw(t, "place")
		c := letters.Draw(t, "character")
		if c == s[i] {
			return
		}
		if bad := s[:i] + string(c) + s[i+1:]; identity.CheckUSCC(bad) == nil {
			t.Fatalf("%s is accepted beside %s", bad, s)
		}
	})
}

func TestIncompatiblePairsAreKnownRoles(t *testing.T) {
	known := map[string]bool{}
	for _, r := range people.RoleRules() {
		if known[string(r.Role)] || r.ZH == "" || r.EN == "" || len(r.At) == 0 {
			t.Errorf("role %s stands twice or is incomplete", r.Role)
		}
		known[string(r.Role)] = true
	}
	for _, p := range people.IncompatiblePairs() {
		if !known[string(p[0])] || !known[string(p[1])] || p[0] == p[1] {
			t.Errorf("pair %v", p)
		}
		for _, order := range [][2]int{{0, 1}, {1, 0}} {
			f := people.Clash([]people.Grant{{Role: p[order[0]], OrgKind: people.Authority}}, people.Grant{Role: p[order[1]], OrgKind: people.Authority})
			if f == nil {
				t.Errorf("%s beside %s passes", p[order[1]], p[order[0]])
				continue
			}
			for _, r := range people.RoleRules() {
				if (r.Role == p[0] || r.Role == p[1]) && (!strings.Contains(f.Text("zh"), r.ZH) || !strings.Contains(f.Text("en"), r.EN)) {
					t.Errorf("%q does not name %s", f.Text("zh"), r.ZH)
				}
			}
		}
	}
}

func TestWhoTeachesDoesNotExamine(t *testing.T) {
	for _, r := range people.RoleRules() {
		for _, held := range []people.Grant{{Role: people.TrainingClerk, OrgKind: people.Centre}, {Role: people.SystemAdmin, OrgKind: people.Centre}} {
			if r.Role == held.Role {
				continue
			}
			f := people.Clash([]people.Grant{held}, people.Grant{Role: r.Role, OrgKind: people.Authority})
			if r.Examine && f == nil {
				t.Errorf("%s of a centre may be %s", held.Role, r.Role)
			}
			back := people.Clash([]people.Grant{{Role: r.Role, OrgKind: people.Authority}}, held)
			if (f == nil) != (back == nil) {
				t.Errorf("%s and %s: allowed in one order only", held.Role, r.Role)
			}
		}
	}
}
