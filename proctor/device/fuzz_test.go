package device

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"testing"

	"github.com/suikao/suikao/proctor/face"
)

// FuzzModbus feeds bytes of a controller to the decoder: it never panics, and what it accepts reads the same when written again.
func FuzzModbus(f *testing.F) {
	f.Add([]byte{0, 1, 0, 0, 0, 6, 1, 5, 0, 7, 0xff, 0})
	f.Add([]byte{0, 1, 0, 0, 0, 4, 1, 2, 1, 1})
	f.Add([]byte{0, 1, 0, 0, 0, 3, 1, 0x82, 2})
	f.Add([]byte{0, 1, 0, 0, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, raw []byte) {
		fr, err := readFrame(bytes.NewReader(raw))
		if err != nil {
			return
		}
		if len(fr.body) == 0 || len(fr.body) > mostBody {
			t.Fatalf("a body of %d bytes", len(fr.body))
		}
		if out := fr.bytes(); !bytes.Equal(out, raw[:len(out)]) {
			t.Fatalf("%x is written as %x", raw, out)
		}
		for _, fn := range []byte{readCoils, readInputs} {
			for _, n := range []int{1, 8, 9, maxBits} {
				if bits, err := bitsAnswer(fr.body, fn, n); err == nil && (len(bits) != n || fr.body[0] != fn) {
					t.Fatalf("%d bits of %d", len(bits), n)
				}
			}
		}
		(&Relay{coils: map[uint16]bool{}, inputs: map[uint16]bool{}, pulled: map[uint16]int{}}).answer(fr.body)
	})
}

// FuzzAnswers feeds a bridge's and an edge's answers to the decoders.
func FuzzAnswers(f *testing.F) {
	for _, s := range []string{`{"status":"ok","doc_kind":"ID_CARD","number":"1","name":"张三","valid_to":"2036-05-01"}`, `{"status":"ok","door":"on"}`,
		`{"status":"ok","count":3}`, `{"status":"ok","text":"SKT1:A"}`, `{"status":"done","challenge":"c","template":"t","result":"same","score":1,"live":true,"at":"2026-11-22T06:00:00Z","device":"d","signature":"AAAA"}`,
		`{"result":{"state":true}}`} {
		f.Add([]byte(s))
	}
	key, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var c cardMessage
		if json.Unmarshal(raw, &c) == nil {
			if card, err := c.card(); err == nil && (card.Number == "" || card.Name == "" || card.DocKind == "") {
				t.Fatal("half a card")
			}
		}
		var w wiresMessage
		if json.Unmarshal(raw, &w) == nil {
			_, _ = w.wires()
		}
		var n countMessage
		if json.Unmarshal(raw, &n) == nil {
			if got, err := n.count(); err == nil && (got < 0 || got > mostPeople) {
				t.Fatal(got)
			}
		}
		var s scanMessage
		if json.Unmarshal(raw, &s) == nil {
			if text, err := s.text(); err == nil && len(text) > maxScan {
				t.Fatal(text)
			}
		}
		_, _ = relayState(raw, "result.state")
		if st, err := faceStatement(raw, key, "d", "c", "t"); err == nil {
			t.Fatalf("believed without a signature: %+v", st)
		} else if st.Kind == face.Matched && st.Same && st.Signature != nil && ed25519.Verify(key, st.Bytes(), st.Signature) {
			t.Fatal("a signature out of nothing")
		}
	})
}
