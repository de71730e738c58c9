package statuslist_test

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/cose"
)

var update = flag.Bool("update", false, "sign the vectors of testdata anew")

// vectors are a snapshot and the differences after it, with what every place that ever moved is at each version.
type vectors struct {
	Root     []byte `json:"root"`
	Trust    []byte `json:"trust"`
	Snapshot []byte `json:"snapshot"`
	Wrong    []byte `json:"wrongSigner"` // a snapshot by a key that counts for permits only
	Steps    []step `json:"steps"`
}

type step struct {
	Delta   []byte                      `json:"delta,omitempty"`
	Version uint64                      `json:"version"`
	Issued  int64                       `json:"issued"`
	Size    uint64                      `json:"size"`
	States  map[uint64]credential.State `json:"states"` // of places that ever moved
}

const file = "testdata/status.json"

func TestVectors(t *testing.T) {
	if *update {
		write(t)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	trust, err := cose.OpenTrust(v.Trust, cose.Key{Alg: cose.ES256, Public: v.Root})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := statuslist.Open(v.Wrong, trust); err == nil {
		t.Error("signed by a key for permits")
	}
	l, err := statuslist.Open(v.Snapshot, trust)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range v.Steps {
		if s.Delta != nil {
			d, err := statuslist.OpenDelta(s.Delta, trust)
			if err != nil {
				t.Fatal(i, err)
			}
			if l, err = l.Apply(d); err != nil {
				t.Fatal(i, err)
			}
		}
		if l.Version != s.Version || l.Issued.Unix() != s.Issued || l.Size != s.Size || len(s.States) < 100 {
			t.Fatalf("step %d: %d %d %d", i, l.Version, l.Issued.Unix(), l.Size)
		}
		for p, want := range s.States {
			if got, ok := l.State(p); !ok || got != want {
				t.Fatalf("step %d, place %d: %d, want %d", i, p, got, want)
			}
		}
	}
}

func write(t *testing.T) {
	signer, trust := house(t)
	r := rand.New(rand.NewPCG(11, 12))
	size := uint64(131072)
	sets, of := random(r, 120, size)
	l := newList(t, 41, size, sets)
	root := make([]byte, 32)
	root[31] = 9
	k, err := cose.PrivateKey(cose.ES256, root)
	if err != nil {
		t.Fatal(err)
	}
	v := vectors{Root: k.Key().Public}
	if v.Trust, err = cose.SignTrust(bg, *trust, k); err != nil {
		t.Fatal(err)
	}
	if v.Snapshot, err = l.Sign(bg, signer); err != nil {
		t.Fatal(err)
	}
	if v.Wrong, err = l.Sign(bg, permits(t)); err != nil {
		t.Fatal(err)
	}
	note := func(raw []byte) {
		s := step{Delta: raw, Version: l.Version, Issued: l.Issued.Unix(), Size: l.Size, States: map[uint64]credential.State{}}
		for p, state := range of {
			s.States[uint64(p)] = state
		}
		v.Steps = append(v.Steps, s)
	}
	note(nil)
	for i, n := range []int{30, 0, 60} {
		d := statuslist.Delta{From: l.Version, To: l.Version + uint64(min(n, 1)), Issued: when.Add(time.Duration(i+1) * time.Minute), Next: when.Add(time.Hour), Size: size, Places: states{}}
		if n > 0 {
			size += 131072
			d.Size = size
			var moved map[uint32]credential.State
			d.Places, moved = random(r, n, size)
			for p, s := range moved {
				of[p] = s
			}
		}
		if i == 2 { // some go back
			for _, p := range sets[2] {
				if !taken(d.Places, p) {
					d.Places[0] = append(d.Places[0], p)
					of[p] = 0
				}
			}
		}
		raw, err := d.Sign(bg, signer)
		if err != nil {
			t.Fatal(err)
		}
		if l, err = l.Apply(d); err != nil {
			t.Fatal(err)
		}
		note(raw)
	}
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func taken(sets states, place uint32) bool {
	for _, places := range sets {
		for _, p := range places {
			if p == place {
				return true
			}
		}
	}
	return false
}
