package ws_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"
	"testing/iotest"

	"github.com/suikao/suikao/web/ws"
)

// What is read by hand is read as by the strict decoder, and what that refuses is refused.
func FuzzRecordsAreReadAlike(f *testing.F) {
	for _, s := range []string{
		`{"v":1,"type":"answer","seq":3,"body":{"sitting":"01hzx","question":1,"answer":"AC","client_at":1795000000000}}`,
		`{"v":1,"type":"answer","id":"c7","body":{"sitting":"01hzx","question":1,"answer":"","client_at":0},"seq":3}`,
		`{"v":1,"type":"mark","id":"c8","body":{"sitting":"s","question":12,"marked":true,"client_at":1},"seq":4}`,
		`{"v":1,"type":"mark","body":{"sitting":"s","question":12,"marked":false,"client_at":1},"seq":4}`,
		`{"v":1,"type":"answer","seq":3,"body":{}}`,
		`{"v":1,"type":"answer","seq":3,"body":null}`,
		`{"v":1,"type":"answer","seq":3,"seq":4,"body":{"answer":"A"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A","answer":"B"}}`,
		`{"v":1,"type":"answer","seq":03,"body":{"answer":"A"}}`,
		`{"v":1,"type":"answer","seq":9223372036854775808,"body":{"answer":"A"}}`,
		`{"v":2,"type":"answer","seq":3,"body":{"answer":"A"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A","x":1}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"\u0041"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A"}}x`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A"},}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A"}`,
		`{"v":1,"type":"answer","seq":-3,"body":{"answer":"A"}}`,
		`{"v":1,"type":"mark","seq":3,"body":{"marked":truefalse}}`,
		`{"v":1,"body":{"answer":"A"},"type":"answer","seq":3}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"A","client_at":-1}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"Answer":"A"}}`,
		"{\"v\":1,\"type\":\"answer\",\"seq\":3,\"body\":{\"answer\":\"A\xff\"}}",
		`{"v":1,"type":"answer","id":"01234567890123456789012345678901234567890","seq":3,"body":{"answer":"A"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"answer":"ABCDEFGHIJKLMNOPQRSTUVWXYZA"}}`,
		`{}`, ``, `{"`, `{"v"`, `{"v":`, `{"v":1`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		if len(frame) > ws.MaxFrame {
			return
		}
		e, body, err := ws.Decode(frame)
		e2, body2, err2 := ws.DecodePlainly(frame)
		if (err == nil) != (err2 == nil) || !reflect.DeepEqual(body, body2) || e.V != e2.V || e.Type != e2.Type || e.ID != e2.ID || e.Seq != e2.Seq || !bytes.Equal(e.Body, e2.Body) {
			t.Fatalf("%q: %+v %+v %v, plainly %+v %+v %v", frame, e, body, err, e2, body2, err2)
		}
	})
}

func TestAcksAreWrittenAlike(t *testing.T) {
	for _, a := range []ws.Ack{{}, {At: 1795000000000, Proof: "0011223344556677"}, {At: -1}} {
		for _, seq := range []int64{1, 12345} {
			if byHand, plainly := ws.Acknowledge(seq, a); !bytes.Equal(byHand, plainly) {
				t.Errorf("%s and %s", byHand, plainly)
			}
		}
	}
}

func TestFramesAreReadWhole(t *testing.T) {
	for _, n := range []int{0, 1, ws.MaxKept - 1, ws.MaxKept, ws.MaxKept + 1, 5000, ws.MaxFrame, ws.MaxFrame + 1, ws.MaxFrame + 500} {
		sent := bytes.Repeat([]byte("0123456789"), n/10+1)[:n]
		got, err := ws.ReadFrame(iotest.OneByteReader(bytes.NewReader(sent)))
		if err != nil || !bytes.Equal(got, sent[:min(n, ws.MaxFrame+1)]) {
			t.Errorf("%d bytes became %d, %v", n, len(got), err)
		}
		broken := io.MultiReader(bytes.NewReader(sent), iotest.ErrReader(errors.New("cable")))
		if _, err := ws.ReadFrame(broken); n <= ws.MaxFrame && err == nil {
			t.Errorf("%d bytes and a broken cable are a frame", n)
		}
	}
}

func BenchmarkDecodeAnswer(b *testing.B) {
	frame := []byte(`{"v":1,"type":"answer","id":"c17","body":{"sitting":"01kb2m0v4w3x5y6z7a8b9c0d1e","question":17,"answer":"A","client_at":1795000000000},"seq":12}`)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ws.Decode(frame); err != nil {
			b.Fatal(err)
		}
	}
}
