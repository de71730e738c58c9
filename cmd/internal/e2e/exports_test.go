package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Questions leave the house by the command only after two others than who asked allowed it, into a file that was not there; what is refused
// leaves no file and no entry on the trail.
func TestTheCommandExportsQuestionsThatTwoAllowed(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		s := visit(t, serve(t, p.settings).url, time.Now)
		type id struct{ ID, State string }
		bank := get[list[id]](s.as("writer"), "/api/staff/banks").Items[0].ID
		release := ""
		for _, r := range get[list[id]](s.as("writer"), "/api/staff/banks/"+bank+"/releases").Items {
			if r.State == "ACTIVE" {
				release = r.ID
			}
		}
		export := func(login string, args ...string) (string, error) {
			return tool(t, p.settings, "suikao-demo-2026\n", append([]string{"export", "questions", "--as", login}, args...)...)
		}
		for _, wrong := range [][]string{{}, {"--release", release, "x.csv"}, {"--release", release, "--export", "1", "x.csv"}, {"--release", release, "--format", "docx", "--reason", "给印刷厂"},
			{"--release", "01kaaaaaaaaaaaaaaaaaaaaaaa", "--format", "csv", "--reason", "给印刷厂"}, {"--release", release, "--format", "csv"}} {
			if out, err := export("writer", wrong...); err == nil {
				t.Errorf("%v: %s", wrong, out)
			}
		}
		out, err := export("writer", "--release", release, "--format", "csv", "--reason", "送省里统一审校")
		if err != nil {
			t.Fatal(err)
		}
		asked := regexp.MustCompile(`export ([0-9a-z]{26}): ([0-9]+) questions`).FindStringSubmatch(out)
		if asked == nil {
			t.Fatal(out)
		}
		file := filepath.Join(t.TempDir(), "questions.csv")
		refused := func(login, code string) {
			t.Helper()
			if out, err := export(login, "--export", asked[1], file); err == nil || !strings.Contains(err.Error(), code) {
				t.Errorf("%s fetches: %s %v, want %s", login, out, err, code)
			}
			if _, err := os.Stat(file); !os.IsNotExist(err) {
				t.Errorf("a file was left behind: %v", err)
			}
		}
		refused("writer", "bank.export_waits")
		allow := "/api/staff/bank-exports/" + asked[1] + "/allow"
		post[none](s.as("reviewer"), allow, nil)
		s.as("reviewer").refused("POST", allow, nil, "bank.export_same_person")
		refused("writer", "bank.export_waits")
		post[none](s.as("auditor"), allow, nil)
		refused("reviewer", "bank.export_own")
		if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := export("writer", "--export", asked[1], file); err == nil {
			t.Error(out)
		}
		if body, err := os.ReadFile(file); err != nil || string(body) != "mine" {
			t.Errorf("the file that was there became %q, %v", body, err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if n := p.evidence(t).number(t, "SELECT COUNT(*) FROM audit_entry WHERE verb = 'bank.export.fetch'"); n != 0 {
			t.Errorf("%d fetches on the trail before there was one", n)
		}
		if out, err := export("writer", "--export", asked[1], file); err != nil {
			t.Fatal(out, err)
		}
		takenWhole(t, file, 600)
		if n := p.evidence(t).number(t, "SELECT COUNT(*) FROM audit_entry WHERE verb = 'bank.export.fetch'"); n != 1 {
			t.Errorf("%d fetches on the trail", n)
		}
	})
}
