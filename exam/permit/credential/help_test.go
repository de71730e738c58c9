package credential_test

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

var bg = context.Background()

// noon is a moment of the tests: 2026-11-23, noon in Beijing.
var (
	beijing = time.FixedZone("CST", 8*3600)
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, beijing)
	today   = cose.DayOf(noon)
)

const host = "ks.changsha.gov.cn:8" // 20 characters, the most that fits

// keys are those of one house.
type keys struct {
	permit, sm2, old, holder *cose.Private
	trust                    *cose.TrustList
	raw                      []byte // the list as the root signed it
}

func secret(n byte) []byte {
	b := make([]byte, 32)
	b[0], b[31] = 1, n
	return b
}

func key(t testing.TB, alg cose.Alg, n byte) *cose.Private {
	t.Helper()
	k, err := cose.PrivateKey(alg, secret(n))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func day(t testing.TB, s string) cose.Day {
	t.Helper()
	d, err := cose.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// house makes the keys and a trust list that the root signed and a device read.
func house(t testing.TB) keys {
	t.Helper()
	k := keys{permit: key(t, cose.ES256, 1), sm2: key(t, cose.SM2, 2), old: key(t, cose.ES256, 3), holder: key(t, cose.ES256, 4)}
	root := key(t, cose.ES256, 9)
	gone := day(t, "2026-06-01")
	var err error
	k.raw, err = cose.SignTrust(bg, cose.TrustList{Version: 3, Issued: noon.Add(-24 * time.Hour).Unix(), Expires: noon.AddDate(0, 6, 0).Unix(), House: "长沙市应急管理局",
		Issuers: map[uint64]string{1: "长沙市应急管理局"}, Hosts: []string{host}, Keys: []cose.TrustKey{
			{Alg: cose.ES256, Public: k.permit.Key().Public, Uses: cose.ForPermits, From: day(t, "2026-01-01"), To: day(t, "2027-12-31")},
			{Alg: cose.SM2, Public: k.sm2.Key().Public, Uses: cose.ForPermits, From: day(t, "2026-01-01"), To: day(t, "2027-12-31")},
			{Alg: cose.ES256, Public: k.old.Key().Public, Uses: cose.ForPermits, From: day(t, "2025-01-01"), To: day(t, "2026-12-31"), Withdrawn: &gone},
		}}, root)
	if err != nil {
		t.Fatal(err)
	}
	if k.trust, err = cose.OpenTrust(k.raw, root.Key()); err != nil {
		t.Fatal(err)
	}
	return k
}

// full is what stands on the card of a person with a long name.
func full() credential.Claims {
	return credential.Claims{Number: "T430102199203074512", Name: "欧阳建国", Signed: today, Kind: credential.OperationPermit, Issuer: 1, Placed: uint64(noon.AddDate(0, -6, 0).Unix()),
		Items: []credential.Item{{Code: "011", From: today, To: today + 2190, Status: 1<<23 + 77}}}
}

// masked is the form for telephones and posters.
func masked() credential.Claims {
	c := full()
	m := credential.Mask(c.Number, []byte("saltsalt"))
	c.Number, c.Masked, c.Name = "", &m, "欧*国"
	return c
}

func sign(t testing.TB, c credential.Claims, s ...cose.Signer) []byte {
	t.Helper()
	msg, err := credential.Sign(bg, c, s[0], s[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func text(t testing.TB, letter byte, msg []byte) string {
	t.Helper()
	s, err := cose.Text(host, letter, msg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// list is a snapshot that says what a test wants.
type list struct {
	at     time.Time
	states map[uint64]credential.State
	size   uint64
}

func (l list) State(n uint64) (credential.State, bool) { return l.states[n], n < l.size }
func (l list) AsOf() time.Time                         { return l.at }

func fresh(states map[uint64]credential.State) *list {
	return &list{noon.Add(-time.Hour), states, 1 << 24}
}
