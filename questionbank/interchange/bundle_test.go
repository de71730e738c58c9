package interchange_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// archive makes a ZIP of names and contents.
func archive(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnArchiveReadsBack(t *testing.T) {
	var b bytes.Buffer
	err := interchange.WriteBundle(&b, questionbank.Export{Items: []byte("items"),
		KeyVersions: []questionbank.ExportedKeys{{KeyVersion: questionbank.KeyVersion{No: 1}, Sealed: "1.sealed"}},
		Draws: []questionbank.ExportedDraw{{Attempt: "a1", Files: assembly.Files{Blueprint: []byte("b"), Inputs: []byte("i"), Record: []byte("r"),
			Lot: []byte("l"), ReleaseLog: []byte("rl"), BlueprintLog: []byte("bl"), KeyEnd: []byte("k"), KeyEndLog: []byte("kl")}}}})
	if err != nil {
		t.Fatal(err)
	}
	draws, err := interchange.ReadBundle(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(draws) != 1 {
		t.Fatal(draws, err)
	}
	if f := draws["a1"]; string(f.Release) != "items" || string(f.Blueprint) != "b" || string(f.Inputs) != "i" || string(f.Record) != "r" ||
		string(f.Lot)+string(f.ReleaseLog)+string(f.BlueprintLog)+string(f.KeyEnd)+string(f.KeyEndLog) != "lrlblkkl" {
		t.Errorf("%+v", f)
	}
}

func TestHostileArchivesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"no archive":      {[]byte("PK garbage"), "replay archive"},
		"a path out":      {archive(t, "../../etc/passwd", "x"), "unexpected file"},
		"a deeper path":   {archive(t, "draws/../x/record.cbor", "x"), "unexpected file"},
		"a dotted draw":   {archive(t, "draws/../record.cbor", "x"), "unexpected file"},
		"another file":    {archive(t, "run.sh", "x"), "unexpected file"},
		"half a draw":     {archive(t, "release.cbor", "x", "draws/a/record.cbor", "x"), "not complete"},
		"no release":      {archive(t, "draws/a/record.cbor", "x", "draws/a/inputs.cbor", "x", "draws/a/blueprint.cbor", "x"), "not complete"},
		"unpacks too far": {archive(t, "release.cbor", strings.Repeat("0", 65<<20)), "unpacks too far"},
	} {
		if _, err := interchange.ReadBundle(bytes.NewReader(c.body), int64(len(c.body))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
