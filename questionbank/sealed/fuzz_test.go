package sealed

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"testing"
)

// FuzzOpen holds that nothing opens but what the owner made. Each process seals the same records with a content key of its own.
func FuzzOpen(f *testing.F) {
	owner, k := keysOf(f, "owner"), keysOf(f, "a")
	file := written(f, owner, records()[:2], k.Device())
	f.Add(file)
	f.Add(file[:200])
	f.Add([]byte(magic + "\x00\x00\x00\x01\xa0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, list, err := readAll(k, b)
		if err == nil && (len(list) != 2 || list[0].Item.Leaf() != records()[0].Item.Leaf() || !bytes.Equal(m.Owner, owner.Owner()) && len(b) != len(file)) {
			t.Error("another file opened")
		}
	})
}

// FuzzInside lets an owner sign any manifest and seal anything as two records: what opens nevertheless is written again as the same bytes.
func FuzzInside(f *testing.F) {
	owner, k := keysOf(f, "owner"), keysOf(f, "a")
	r := records()
	one, _ := encoding.Marshal(r[0])
	two, _ := encoding.Marshal(Record{File: []byte("x")})
	f.Add(one, two)
	f.Add(two, []byte{0xa0})
	f.Fuzz(func(t *testing.T, one, two []byte) {
		var out bytes.Buffer
		w, err := owner.Create(&out, told(), [][]byte{k.Device()})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range [][]byte{one, two} {
			if w.frame(b, false) != nil {
				t.Skip()
			}
		}
		if err := w.End(); err != nil {
			t.Fatal(err)
		}
		_, list, err := readAll(k, out.Bytes())
		if err != nil {
			return
		}
		for _, rec := range list {
			if (rec.Item == nil) == (rec.File == nil) || rec.Item != nil && rec.Secret == nil {
				t.Errorf("a record of %+v", rec)
			}
			if rec.Item != nil {
				_ = rec.Item.Leaf()
			}
		}
	})
}

// FuzzManifest lets an owner sign any bytes as a manifest.
func FuzzManifest(f *testing.F) {
	owner, k := keysOf(f, "owner"), keysOf(f, "a")
	file := written(f, owner, nil, k.Device())
	n := int(binary.BigEndian.Uint32(file[len(magic):]))
	f.Add(file[len(magic)+4 : len(magic)+4+n])
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := binary.BigEndian.AppendUint32([]byte(magic), uint32(len(raw)))
		b = append(append(b, raw...), ed25519.Sign(owner.sign, append([]byte(signedContext), raw...))...)
		r, err := k.Open(bytes.NewReader(b))
		if err == nil && (!r.Manifest.sound() || len(r.Manifest.Receivers) == 0) {
			t.Errorf("opened %+v", r.Manifest)
		}
	})
}
