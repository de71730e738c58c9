package assembly_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// signed is a draw whose seed is a unique signature, with the files of its replay.
func signed(t *testing.T, rule assembly.SeedRule) (assembly.Files, assembly.Paper, *rsa.PrivateKey) {
	t.Helper()
	s, bp := bank(30, "触电"), blueprint(8, 4, 3, "触电")
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	print := sha256.Sum256(public)
	in := assembly.Inputs{Attempt: "01attempt", ServerRandom: seed(1), Nonce: [16]byte{1, 2, 3}, Ticket: []byte("0123456789abcdef"), Key: print[:],
		Rule: rule, DrawnAt: 1_795_000_000_000, No: 7, Counted: true}
	message := plan.Signed(in)
	proof, err := rsa.SignPKCS1v15(nil, private, crypto.SHA256, message[:])
	if err != nil {
		t.Fatal(err)
	}
	times := make(assembly.Times, plan.Items())
	p, r, err := plan.Run(in, proof, times)
	if err != nil {
		t.Fatal(err)
	}
	return assembly.Files{Release: assembly.EncodeRelease(s), Leaves: s.Leaves(), Blueprint: assembly.EncodeBlueprint(bp), Inputs: in.Encode(),
		Record: r.Encode(), Times: times.Encode(), Proof: proof, Key: public}, p, private
}

func TestASignedSeedIsCheckedAndWhatWasAlteredIsNamed(t *testing.T) {
	for _, rule := range []assembly.SeedRule{assembly.SeedSigned, assembly.SeedSignedLate} {
		t.Run(string(rule), func(t *testing.T) { alteredIsNamed(t, rule) })
	}
}

// The signature is made before the number is known; each number gives another seed all the same.
func TestTheNumberOfADrawEntersTheSeedBehindTheSignature(t *testing.T) {
	plan, err := assembly.Compile(bank(30, "触电"), blueprint(8, 4, 3, "触电"))
	if err != nil {
		t.Fatal(err)
	}
	papers := map[assembly.Hash]bool{}
	for no := range uint64(3) {
		in := assembly.Inputs{Attempt: "01attempt", ServerRandom: seed(1), Nonce: [16]byte{1}, Rule: assembly.SeedSigned, No: no, Counted: true}
		first := in
		first.No = 0
		if plan.Signed(in) != plan.Signed(first) {
			t.Error("the number is signed")
		}
		p, _, err := plan.Run(in, []byte("one signature"), make(assembly.Times, plan.Items()))
		if err != nil {
			t.Fatal(err)
		}
		papers[p.Digest()] = true
	}
	if len(papers) != 3 {
		t.Errorf("%d papers of three numbers", len(papers))
	}
}

func alteredIsNamed(t *testing.T, rule assembly.SeedRule) {
	f, want, private := signed(t, rule)
	if p, err := assembly.Replay(f); err != nil || p.Digest() != want.Digest() {
		t.Fatal(err)
	}
	in, err := assembly.DecodeInputs(f.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	inputs := func(change func(*assembly.Inputs)) assembly.Files {
		c, g := in, f
		change(&c)
		g.Inputs = c.Encode()
		return g
	}
	flip := func(b []byte, at int) []byte {
		out := append([]byte{}, b...)
		out[at] ^= 1
		return out
	}
	proof, key, item, plan, counts, other := f, f, f, f, f, f
	proof.Proof, counts.Times, key.Key = flip(f.Proof, 9), flip(f.Times, 3), nil
	item.Release = []byte(strings.Replace(string(f.Release), "题干 SINGLE-触电-003", "题干 SINGLE-触电-004", 1))
	plan.Blueprint = []byte(strings.Replace(string(f.Blueprint), "判断题", "判断颗", 1))
	second, err := rsa.GenerateKey(rand.Reader, 2048) // a seed that the house has chosen by another key of its own
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("not what was drawn"))
	if other.Proof, err = rsa.SignPKCS1v15(nil, second, crypto.SHA256, sum[:]); err != nil || private.E != second.E {
		t.Fatal(err)
	}
	for want, g := range map[string]assembly.Files{
		"item i-SINGLE-触电-003":           item,
		"blueprint":                      plan,
		"counts of earlier draws":        counts,
		"nonce":                          inputs(func(i *assembly.Inputs) { i.Nonce[15] ^= 1 }),
		"the nonce differs":              inputs(func(i *assembly.Inputs) { i.Ticket = []byte("0123456789abcdeF") }),
		"number of the draw":             inputs(func(i *assembly.Inputs) { i.No++ }),
		"signature behind the seed":      proof,
		"signature behind the seed is":   other,
		"another key than the draw":      key,
		"seed":                           inputs(func(i *assembly.Inputs) { i.Rule = assembly.SeedRevealed; i.Key = nil }),
		`the seed rule "paper/v9"`:       inputs(func(i *assembly.Inputs) { i.Rule = "paper/v9" }),
		"knows no nonce of the check-in": inputs(func(i *assembly.Inputs) { i.Rule = "" }),
	} {
		if _, err := assembly.Replay(g); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s altered: %v", want, err)
		}
	}
}

// The commitment is SM3 as GB/T 32905 has it: its first example is the digest of "abc".
func TestThePromiseIsOfTheNationalHash(t *testing.T) {
	a, b := assembly.Revealed([32]byte{1}, "a"), assembly.Revealed([32]byte{1}, "b")
	if a == b || a == sha256.Sum256(append(make([]byte, 0), append([]byte{1}, append(make([]byte, 31), 'a')...)...)) {
		t.Error("the promise does not bind the attempt, or is no SM3")
	}
}
