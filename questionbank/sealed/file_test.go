package sealed

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/questionbank/assembly"
)

func keys(t testing.TB) Keys {
	t.Helper()
	k, err := DeriveKeys(crypt.Ephemeral())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func manifest() Manifest {
	return Manifest{OwnerName: "国家考试中心", Bank: strings.Repeat("0", 26), Release: "01kaaaaaaaaaaaaaaaaaaaaaaa", Name: "2026", No: 3, ItemCode: "SO-1-2", Purpose: "CERTIFICATION",
		Level: "NATIONAL", Items: 2, Terms: Terms{NotBefore: "2026-01-01", NotAfter: "2026-12-31"}}
}

// made is a file of two items and a picture, and where its frames begin.
func made(t testing.TB, owner Keys, devices ...[]byte) ([]byte, []int) {
	t.Helper()
	var b bytes.Buffer
	w, err := owner.Create(&b, manifest(), devices)
	if err != nil {
		t.Fatal(err)
	}
	at := []int{b.Len()}
	for _, r := range []Record{{Item: &assembly.Item{ID: "a", Stem: "CANARY"}, Secret: []byte("CANARY")}, {Item: &assembly.Item{ID: "b"}, Secret: []byte{1}}, {File: []byte("CANARY picture")}} {
		if err := w.Add(r); err != nil {
			t.Fatal(err)
		}
		at = append(at, b.Len())
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), at
}

// read reads a file to its end and returns how many records it gave.
func read(k Keys, b []byte) (n int, err error) {
	r, err := k.Open(bytes.NewReader(b))
	if err != nil {
		return 0, err
	}
	for {
		if _, err = r.Next(); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return n, err
		}
		n++
	}
}

func TestAFileIsReadByItsReceivers(t *testing.T) {
	owner, one, two := keys(t), keys(t), keys(t)
	b, at := made(t, owner, one.Device(), two.Device())
	for _, k := range []Keys{one, two} {
		if n, err := read(k, b); n != 3 || err != nil {
			t.Fatalf("%d records, %v", n, err)
		}
	}
	if _, err := read(owner, b); !errors.Is(err, ErrElse) {
		t.Errorf("somebody else: %v", err)
	}
	if bytes.Contains(b, []byte("CANARY")) {
		t.Error("the content lies in the open")
	}
	if at[1]-at[0] != at[2]-at[1] {
		t.Error("items of other lengths are told apart")
	}
}

// Whatever is changed, cut, moved or added, the file is not read to its end.
func TestAChangedFileIsRefused(t *testing.T) {
	owner, one := keys(t), keys(t)
	b, at := made(t, owner, one.Device())
	for i := range b {
		bad := bytes.Clone(b)
		bad[i] ^= 1
		if _, err := read(one, bad); err == nil {
			t.Fatalf("byte %d of %d changed", i, len(b))
		}
		if _, err := read(one, b[:i]); err == nil {
			t.Fatalf("cut after %d of %d", i, len(b))
		}
	}
	swapped := append(append(append(append([]byte{}, b[:at[0]]...), b[at[1]:at[2]]...), b[at[0]:at[1]]...), b[at[2]:]...)
	without := append(append([]byte{}, b[:at[2]]...), b[at[3]:]...)
	other, _ := made(t, owner, one.Device())
	mixed := append(append([]byte{}, b[:at[0]]...), other[at[0]:]...)
	huge := bytes.Clone(b)
	binary.BigEndian.PutUint32(huge[at[0]:], 1<<31)
	for name, bad := range map[string][]byte{"frames swapped": swapped, "a frame left out": without, "frames of another file": mixed, "something behind": append(bytes.Clone(b), 0),
		"a frame that says it is huge": huge} {
		if _, err := read(one, bad); err == nil {
			t.Error(name)
		}
	}
}

func TestAManifestIsBounded(t *testing.T) {
	owner, one := keys(t), keys(t)
	for name, change := range map[string]func(*Manifest){
		"no items": func(m *Manifest) { m.Items = 0 }, "too many": func(m *Manifest) { m.Items = MaxItems + 1 }, "no name": func(m *Manifest) { m.OwnerName = "" },
		"a day": func(m *Manifest) { m.Terms.NotAfter = "2026-02-30" }, "backwards": func(m *Manifest) { m.Terms.NotAfter = "2025-12-31" },
		"a region": func(m *Manifest) { m.Terms.Region = "42x" }, "a release": func(m *Manifest) { m.Release = "x" }, "itself": func(m *Manifest) { m.Supersedes = m.Release },
		"a long name": func(m *Manifest) { m.Name = strings.Repeat("题", maxText+1) },
	} {
		m := manifest()
		change(&m)
		if _, err := owner.Create(io.Discard, m, [][]byte{one.Device()}); err == nil {
			t.Error(name)
		}
	}
	if _, err := owner.Create(io.Discard, manifest(), [][]byte{{1, 2}}); err == nil {
		t.Error("a device key of two bytes")
	}
	if _, err := owner.Create(io.Discard, manifest(), nil); err == nil {
		t.Error("no receiver")
	}
}
