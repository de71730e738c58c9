package ws_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/web/ws"
)

// Decode never panics, fails with a failure of its own list, and what it accepts means the same when written again.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{"v":1,"type":"hello","id":"a","body":{"token":"t","lang":"zh-CN","build":"1"}}`,
		`{"v":1,"type":"pledge","body":{"sitting":"s","notices":[{"kind":"EXAM_PLEDGE","version":3}],"nonce":"00112233445566778899aabbccddeeff"}}`,
		`{"v":1,"type":"practice_done","body":{"sitting":"s","skipped":true}}`,
		`{"v":1,"type":"start","body":{"sitting":"s"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"sitting":"s","question":1,"answer":"AC","client_at":1795000000000}}`,
		`{"v":1,"type":"mark","seq":4,"body":{"sitting":"s","question":1,"marked":true,"client_at":0}}`,
		`{"v":1,"type":"submit","body":{"sitting":"s","last":4}}`,
		`{"v":1,"type":"ping","body":{"client_at":1}}`,
		`{"v":1,"type":"hello","body":{"token":"t","page":"3f9a","nth":2}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"sitting":"s","question":1,"answer":"A","client_at":1,"in":"kf.c.9k"}}`,
		`{"v":1,"type":"input","body":{"sitting":"s","n":12,"m":3,"mv":40,"f":14,"s":"1920x1080x24"}}`,
		`{"v":1,"type":"answer","seq":3,"body":{"sitting":"s","question":1e3,"answer":"\ud800"}}`,
		`{"V":1,"TYPE":"ping","body":null}`, `[[[[`, `"`, "\x00", `{"v":1,"type":"ack","body":{}}`,
	} {
		f.Add([]byte(s))
	}
	known := map[string]bool{"ws.bad_frame": true, "ws.version": true, "ws.unknown_type": true, "ws.unknown_field": true, "ws.too_large": true}
	f.Fuzz(func(t *testing.T, frame []byte) {
		e, body, err := ws.Decode(frame)
		if err != nil {
			var fe *fault.Error
			if !errors.As(err, &fe) || !known[fe.Code()] || body != nil {
				t.Fatalf("%q: %v, %v", frame, err, body)
			}
			return
		}
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		e.Body = raw
		again, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if len(again) > ws.MaxFrame { // escapes may lengthen what was accepted
			return
		}
		e2, body2, err := ws.Decode(again)
		if err != nil || !reflect.DeepEqual(body, body2) || e2.Seq != e.Seq || e2.ID != e.ID {
			t.Fatalf("%q became %q: %v", frame, again, err)
		}
	})
}
