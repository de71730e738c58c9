package ws_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/suikao/suikao/web/ws"
)

var update = flag.Bool("update", false, "write the generated files")

const generated = "../ui/src/core/wire.gen.ts"

func TestTypeScriptIsCurrent(t *testing.T) {
	want := ws.TypeScript()
	if *update {
		if err := os.WriteFile(generated, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(generated)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("wire.gen.ts is stale: run go generate ./web/ws")
	}
}

// Every message and every code stands in the contract.
func TestProtocolNamesEverything(t *testing.T) {
	text, err := os.ReadFile("PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ws.Names() {
		if !strings.Contains(string(text), "`"+name) && !strings.Contains(string(text), name+",") && !strings.Contains(string(text), "| "+name+" ") && !strings.Contains(string(text), name+" |") {
			t.Errorf("PROTOCOL.md does not name %s", name)
		}
	}
}
