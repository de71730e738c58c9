package assembly_test

import (
	"crypto"
	"crypto/rsa"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// byPhone draws the paper of signed anew, by what a phone gave for a booking.
func byPhone(t *testing.T, rule assembly.SeedRule, change func(*assembly.Inputs)) (assembly.Files, assembly.Paper, error) {
	t.Helper()
	f, _, private := signed(t, assembly.SeedSigned)
	in, err := assembly.DecodeInputs(f.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	in.Rule, in.Booking = rule, "01booking"
	if !rule.Signed() {
		in.Key, f.Key = nil, nil
	}
	change(&in)
	s, bp := bank(30, "触电"), blueprint(8, 4, 3, "触电")
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	f.Proof = nil
	if rule.Signed() {
		message := plan.Signed(in)
		if f.Proof, err = rsa.SignPKCS1v15(nil, private, crypto.SHA256, message[:]); err != nil {
			t.Fatal(err)
		}
	}
	p, r, err := plan.Run(in, f.Proof, make(assembly.Times, plan.Items()))
	f.Inputs, f.Record = in.Encode(), r.Encode()
	return f, p, err
}

// What the house adds after the phone has given its bytes leads to no other paper: there is nothing to try.
func TestAPhonesLotHangsOnNothingThatComesLater(t *testing.T) {
	for _, rule := range []assembly.SeedRule{assembly.SeedSigned.ForLot(), assembly.SeedRevealed.ForLot()} {
		seeds := map[assembly.Hash]string{}
		for what, c := range map[string]func(*assembly.Inputs){
			"":                   func(*assembly.Inputs) {},
			"the lot":            func(in *assembly.Inputs) { in.Ticket = []byte("0123456789abcdeF") },
			"the booking":        func(in *assembly.Inputs) { in.Booking = "02booking" },
			"the server's bytes": func(in *assembly.Inputs) { in.ServerRandom[0]++ },
		} {
			f, p, err := byPhone(t, rule, c)
			if _, again := assembly.Replay(f); err != nil || again != nil {
				t.Fatal(err, again)
			}
			if same, ok := seeds[p.Seed]; ok {
				t.Errorf("%s: %q and %q give one seed", rule, what, same)
			}
			seeds[p.Seed] = what
		}
		if rule.Signed() {
			continue // its key is another one in each run of byPhone
		}
		for what, c := range map[string]func(*assembly.Inputs){
			"the attempt":           func(in *assembly.Inputs) { in.Attempt = "02attempt" },
			"the bytes of the seat": func(in *assembly.Inputs) { in.Nonce[3]++ },
		} {
			if _, p, err := byPhone(t, rule, c); err != nil || seeds[p.Seed] != "" {
				t.Errorf("%s: %s changes the seed: %v", rule, what, err)
			} else if _, ok := seeds[p.Seed]; !ok {
				t.Errorf("%s: %s changes the seed", rule, what)
			}
		}
	}
}

func TestAPhonesLotIsRefusedWhereItIsNone(t *testing.T) {
	for what, c := range map[string]func(*assembly.Inputs){
		"fifteen bytes": func(in *assembly.Inputs) { in.Ticket = in.Ticket[:15] },
		"no booking":    func(in *assembly.Inputs) { in.Booking = "" },
		"another rule":  func(in *assembly.Inputs) { in.Rule = assembly.SeedSigned },
	} {
		if _, _, err := byPhone(t, assembly.SeedSignedLot, c); err == nil || !strings.Contains(err.Error(), "given for the booking") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if r := assembly.SeedRandom.ForLot(); r.Lot() {
		t.Error("the first rule has no lots")
	}
}

func TestAPromiseBindsKeyRuleAndRandomBytes(t *testing.T) {
	one := assembly.PromiseOf("01booking", assembly.SeedSignedLot, [32]byte{1}, []byte("key"))
	for what, other := range map[string]assembly.LotPromise{
		"booking": assembly.PromiseOf("02booking", assembly.SeedSignedLot, [32]byte{1}, []byte("key")),
		"rule":    assembly.PromiseOf("01booking", assembly.SeedRevealedLot, [32]byte{1}, []byte("key")),
		"random":  assembly.PromiseOf("01booking", assembly.SeedSignedLot, [32]byte{2}, []byte("key")),
		"key":     assembly.PromiseOf("01booking", assembly.SeedSignedLot, [32]byte{1}, []byte("kez")),
	} {
		if one.Shown() == other.Shown() {
			t.Errorf("another %s is the same promise", what)
		}
		if assembly.LotOf(one, []byte("x")) == assembly.LotOf(other, []byte("x")) {
			t.Errorf("a lot given after another %s is the same", what)
		}
	}
}
