package e2e_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

// TestSampleBanksAreHandedOut: each sample bank that the demo does not fill in comes as a file that the import takes
// whole, and a file that is there already is left as it is.
func TestSampleBanksAreHandedOut(t *testing.T) {
	none, dir := settings{"DATA_DIR": t.TempDir()}, t.TempDir()
	list := must(t, none, "", "export", "sample")
	banks, err := sample.Banks()
	if err != nil || len(banks) == 0 {
		t.Fatal(banks, err)
	}
	for _, b := range banks {
		if !strings.Contains(list, strings.Join(b.Codes, " ")+"\t"+b.Name) {
			t.Errorf("%s is not listed:\n%s", b.Name, list)
		}
		code := b.Codes[len(b.Codes)-1]
		questions, rules := filepath.Join(dir, code+".csv"), filepath.Join(dir, code+".json")
		drawn, told := filepath.Join(dir, code+".zip"), filepath.Join(dir, code+"-cases.csv")
		must(t, none, "", "export", "sample", "--blueprint", rules, "--pictures", drawn, "--cases", told, code, questions)
		takenWhole(t, drawn, 3)
		takenWhole(t, told, 3)
		takenWhole(t, questions, 100)
		text, err := os.ReadFile(rules)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := assembly.ParseBody(text); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
	mine := filepath.Join(dir, "mine.csv")
	if err := os.WriteFile(mine, []byte("corrected"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{sample.ItemCode, mine}, {"SO-99-99", filepath.Join(dir, "new.csv")}, {sample.ItemCode}} {
		if out, err := tool(t, none, "", append([]string{"export", "sample"}, args...)...); err == nil {
			t.Errorf("%v: %s", args, out)
		}
	}
	if body, err := os.ReadFile(mine); err != nil || string(body) != "corrected" {
		t.Errorf("the file became %q, %v", body, err)
	}
}

// takenWhole reads a file as the import does: at least so many questions, none of them wrong.
func takenWhole(t *testing.T, name string, least int) {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := interchange.Read(context.Background(), name, bytes.NewReader(body))
	if err != nil || len(f.Rows) < least {
		t.Fatalf("%s: %d rows, %v", name, len(f.Rows), err)
	}
	for _, r := range f.Rows {
		if len(r.Wrong) > 0 || r.Left != nil || r.Content.Validate() != nil {
			t.Errorf("%s row %d: %v %v", name, r.Row, r.Wrong, r.Content.Validate())
		}
	}
}
