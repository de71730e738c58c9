package interchange

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"

	"github.com/suikao/suikao/internal/fault"
)

// A package that is small and unpacks to far more is left as soon as it has gone too far, in one file or in all together.
func TestABombIsLeftEarly(t *testing.T) {
	for name, files := range map[string]int{"one file": 1, "many files": 40} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		put := func(name string, body []byte) {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write(body)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		manifest := bytes.NewBufferString("<manifest><resources>")
		for range files {
			manifest.WriteString(`<resource type="imsqti_item_xmlv2p1" href="i.xml"/>`)
		}
		manifest.WriteString("</resources></manifest>")
		if files == 1 {
			manifest.Write(bytes.Repeat([]byte(" "), 2<<20))
		}
		put(manifestName, manifest.Bytes())
		put("i.xml", append([]byte("<assessmentItem/>"), bytes.Repeat([]byte(" "), 50<<10)...))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := readBytes(context.Background(), Options{}, "x.zip", b.Bytes(), limits{bytes: 1 << 20, unpacked: 1 << 20, rows: 1000})
		if err == nil || fault.From(err).Code() != ErrExpands.Code() {
			t.Errorf("%s, %d bytes: %v", name, b.Len(), err)
		}
	}
}
