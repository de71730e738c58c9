package sealed

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// seed stands for a key file.
type seed string

func (s seed) Derive(purpose string, n int) []byte {
	sum := sha256.Sum256([]byte(string(s) + "/" + purpose))
	return sum[:n]
}

func keysOf(t testing.TB, name string) Keys {
	t.Helper()
	k, err := DeriveKeys(seed(name))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// told is a manifest that Create completes.
func told() Manifest {
	return Manifest{OwnerName: "国家题库", Bank: "01kaaaaaaaaaaaaaaaaaaaaaab", Release: "01kaaaaaaaaaaaaaaaaaaaaaaa", Name: "2026 年第一版", No: 3, ItemCode: "SO-1-2",
		Purpose: "CERTIFICATION", Level: "NATIONAL", Root: assembly.Hash{1, 2, 3}, Items: 2, MadeAt: 1_800_000_000_000,
		Terms: Terms{Statistics: true, NotBefore: "2026-01-01", NotAfter: "2026-12-31", Region: "33"}}
}

// records are two items, whose texts must not be read in the file, and a file of its own.
func records() []Record {
	item := func(version, stem string) Record {
		s := assembly.Secret{Salt: sha256.Sum256([]byte(version)), Key: []int{0, 2}, Explanation: "先验电，再接地，后工作。"}
		return Record{Item: &assembly.Item{ID: "i", Version: assembly.VersionID(version), Type: assembly.Multiple, Stem: stem, Options: []string{"甲乙丙丁", "戊己庚辛", "壬癸子丑"},
			Difficulty: 3, Topic: "停电作业", Commitment: s.Commit(assembly.VersionID(version))}, Secret: s.Encode()}
	}
	return []Record{item("v1", "停电作业的顺序是什么？"), item("v2", "哪些人可以解除接地线？"), {File: bytes.Repeat([]byte("picture"), 30)}}
}

func written(t testing.TB, owner Keys, list []Record, devices ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := owner.Create(&out, told(), devices)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if err := w.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readAll returns what a file holds, if it is whole.
func readAll(k Keys, file []byte) (Manifest, []Record, error) {
	r, err := k.Open(bytes.NewReader(file))
	if err != nil {
		return Manifest{}, nil, err
	}
	var out []Record
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Manifest, out, nil
		}
		if err != nil {
			return r.Manifest, nil, err
		}
		rec.Fill = nil
		out = append(out, rec)
	}
}

// frames takes a file apart: what stands before its frames, and each of them with its length.
func frames(t *testing.T, file []byte) (head []byte, list [][]byte) {
	t.Helper()
	n := len(magic) + 4 + int(binary.BigEndian.Uint32(file[len(magic):])) + ed25519.SignatureSize
	head, file = file[:n], file[n:]
	for len(file) > 0 {
		n := 4 + int(binary.BigEndian.Uint32(file))
		list, file = append(list, file[:n]), file[n:]
	}
	return head, list
}

// TestTheLengthOfAnItemTellsNothing holds items of all lengths to the multiples of 512 that they are filled up to.
func TestTheLengthOfAnItemTellsNothing(t *testing.T) {
	var list []Record
	for n := range 1200 {
		r := records()[0]
		r.Item.Stem = strings.Repeat("x", n)
		list = append(list, r)
	}
	_, f := frames(t, written(t, keysOf(t, "owner"), list, keysOf(t, "a").Device()))
	for n, x := range f[:len(f)-1] {
		if plain := len(x) - 4 - 16; plain%filled != 0 {
			t.Fatalf("a stem of %d letters makes a record of %d bytes", n, plain)
		}
	}
}

// TestASignatureIsForThisUseAlone lets the owner's key sign the same bytes without their context.
func TestASignatureIsForThisUseAlone(t *testing.T) {
	owner, k := keysOf(t, "owner"), keysOf(t, "a")
	file := written(t, owner, records(), k.Device())
	n := int(binary.BigEndian.Uint32(file[len(magic):]))
	at := len(magic) + 4
	copy(file[at+n:], ed25519.Sign(owner.sign, file[at:at+n]))
	if _, _, err := readAll(k, file); !errors.Is(err, ErrSign) {
		t.Error(err)
	}
}

// signed puts another manifest, rightly signed, in front of the frames of a file.
func signed(t *testing.T, owner Keys, file []byte, change func(*Manifest)) []byte {
	t.Helper()
	head, f := frames(t, file)
	var m Manifest
	if err := decoding.Unmarshal(head[len(magic)+4:len(head)-ed25519.SignatureSize], &m); err != nil {
		t.Fatal(err)
	}
	change(&m)
	raw, err := encoding.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	out := binary.BigEndian.AppendUint32([]byte(magic), uint32(len(raw)))
	out = append(append(out, raw...), ed25519.Sign(owner.sign, append([]byte(signedContext), raw...))...)
	return append(out, bytes.Join(f, nil)...)
}

func TestAManifestIsHeldToItsForm(t *testing.T) {
	owner, k := keysOf(t, "owner"), keysOf(t, "a")
	file := written(t, owner, records(), k.Device())
	if _, _, err := readAll(k, signed(t, owner, file, func(*Manifest) {})); err != nil {
		t.Fatalf("unchanged: %v", err)
	}
	for name, change := range map[string]func(*Manifest){
		"another version": func(m *Manifest) { m.Version++ },
		"longer terms":    func(m *Manifest) { m.Terms.NotAfter = "2027-12-31" },
		"no such day":     func(m *Manifest) { m.Terms.NotAfter = "2026-02-30" },
		"ends before":     func(m *Manifest) { m.Terms.NotAfter = "2025-12-31" },
		"no region":       func(m *Manifest) { m.Terms.Region = "浙江" },
		"no items":        func(m *Manifest) { m.Items = 0 },
		"too many items":  func(m *Manifest) { m.Items = MaxItems + 1 },
		"no number":       func(m *Manifest) { m.No = 0 },
		"no name":         func(m *Manifest) { m.OwnerName = "" },
		"a long name":     func(m *Manifest) { m.Name = strings.Repeat("长", maxText+1) },
		"no release":      func(m *Manifest) { m.Release = "../../etc/passwd-and-longer" },
		"itself before":   func(m *Manifest) { m.Supersedes = m.Release },
		"other root":      func(m *Manifest) { m.Root[0]++ },
		"key of another":  func(m *Manifest) { m.Receivers[0].Wrapped[40]++ },
		"too many": func(m *Manifest) {
			for range MaxReceivers {
				m.Receivers = append(m.Receivers, m.Receivers[0])
			}
		},
	} {
		if _, list, err := readAll(k, signed(t, owner, file, change)); !errors.Is(err, ErrForm) || list != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := readAll(k, signed(t, owner, file, func(m *Manifest) { m.Receivers[0].Device[0]++ })); !errors.Is(err, ErrElse) {
		t.Errorf("for another device: %v", err)
	}
}
