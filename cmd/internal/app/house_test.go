package app_test

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/suikao/suikao/"

// layers is the import table of the house, left to right: a package may import those before it, never those after it.
// Stores hang off their parent and are imported by wiring alone.
var layers = [][]string{
	{"exam/people"},
	{"exam/rules"},
	{"questionbank", "courseware"},
	{"exam/application", "exam/site"},
	{"exam/booking"},
	{"exam"},
	{"exam/supervision", "exam/halt"},
	{"exam/release", "exam/outpost"},
	{"exam/permit", "exam/practical", "proctor"},
	{"exam/textnotice"},
	{"web"},
	{"cmd"},
}

// inner orders the packages of one context where it has several: each may import those of the rows above its own.
var inner = [][]string{
	{"exam/people/identity", "exam/people/photo", "exam/people/guard"},
	{"exam/people"},
	{"exam/people/notice", "exam/people/roster", "exam/people/terminal"},
	{"exam/permit/card", "exam/permit/credential", "exam/permit/seal"},
	{"exam/permit/statuslist", "exam/permit/archive/volume"},
	{"exam/permit"},
	{"exam/permit/filed"},
	{"exam/permit/making", "exam/permit/outside", "exam/permit/signing", "exam/permit/register", "exam/permit/intake", "exam/permit/issuing", "exam/permit/printing", "exam/permit/archive", "exam/permit/proof"},
	{"exam/permit/news"},
	{"questionbank/assembly", "questionbank/likeness"},
	{"questionbank/calibration", "questionbank/rehearsal", "questionbank/sealed"},
	{"questionbank"},
	{"questionbank/interchange", "questionbank/health"},
}

// owned names the only packages that may import a library directly.
var owned = map[string][]string{
	"gorm.io/":                       {"*/store", "internal/sqldb", "internal/audit", "internal/jobs", "internal/tlog"},
	"github.com/redis/go-redis":      {"internal/kv"},
	"github.com/pion/":               {"proctor/media"},
	"github.com/Eyevinn/mp4ff":       {"proctor/media", "questionbank/clip"},
	"github.com/danielgtaylor/huma":  {"web/api"},
	"github.com/gorilla/websocket":   {"web/ws"},
	"github.com/glebarez/sqlite":     {"internal/sqldb"},
	"github.com/smallstep/pkcs7":     {"exam/permit/seal"},
	"golang.org/x/image/font":        {"exam/permit/card"},
	"github.com/boombuler/barcode":   {"exam/permit/card", "web/api", "cmd/internal/bench"},
	"github.com/go-sql-driver/mysql": {"internal/sqldb", "internal/testenv"},
}

// domainMay are the internal packages that domain code may import.
var domainMay = []string{"internal/fault", "internal/actor", "internal/cose", "internal/sheet", "internal/tlog/witness"}

type pkg struct {
	ImportPath                string
	Imports                   []string
	TestImports, XTestImports []string
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = "../../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func under(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

// layer returns the index of the layer that path belongs to; the longest matching folder wins.
func layer(path string) int {
	best, length := -1, 0
	for i, l := range layers {
		for _, dir := range l {
			if under(path, dir) && len(dir) > length {
				best, length = i, len(dir)
			}
		}
	}
	return best
}

// context returns the folder of layers that path belongs to.
func contextOf(path string) string {
	best := ""
	for _, l := range layers {
		for _, dir := range l {
			if under(path, dir) && len(dir) > len(best) {
				best = dir
			}
		}
	}
	return best
}

// rank returns the row of inner that names path; -1 where none does.
func rank(path string) int {
	return slices.IndexFunc(inner, func(row []string) bool { return slices.Contains(row, path) })
}

func isStore(path string) bool { return strings.HasSuffix(path, "/store") }

func TestImportsFollowTheTable(t *testing.T) {
	all := list(t)
	if len(all) < 10 {
		t.Fatalf("only %d packages were read", len(all))
	}
	for _, p := range all {
		path := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			if dep, ok := strings.CutPrefix(imp, module); ok {
				checkOwn(t, path, dep)
			} else {
				checkLibrary(t, path, imp)
			}
		}
		for _, imp := range append(p.TestImports, p.XTestImports...) {
			dep, ok := strings.CutPrefix(imp, module)
			if ok && layer(dep) > layer(path) && layer(path) >= 0 && !strings.HasPrefix(path, "cmd/") {
				t.Errorf("tests of %s import %s, which stands to their right", path, dep)
			}
		}
	}
}

func checkOwn(t *testing.T, path, dep string) {
	t.Helper()
	from, to := layer(path), layer(dep)
	switch {
	case strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "deploy/"):
	case strings.HasPrefix(path, "internal/"):
		if to >= 0 {
			t.Errorf("%s is plumbing and imports %s", path, dep)
		}
	case isStore(dep) && path != dep && path != "exam/examtest":
		t.Errorf("%s imports the store %s; only wiring and tests may", path, dep)
	case to > from:
		t.Errorf("%s imports %s, which stands to its right", path, dep)
	case to == from && contextOf(path) != contextOf(dep) && !strings.HasPrefix(path, "web/"):
		t.Errorf("%s imports its sibling %s; declare an interface instead", path, dep)
	case rank(path) >= 0 && rank(dep) >= rank(path):
		t.Errorf("%s imports %s, which does not stand above it in its context", path, dep)
	case strings.HasPrefix(dep, "internal/") && !isStore(path) && !strings.HasPrefix(path, "web/") && !adapter(path):
		if !slices.Contains(domainMay, dep) {
			t.Errorf("%s is domain code and imports %s", path, dep)
		}
	}
}

// adapter reports whether path is a package beside a domain whose job is technology.
func adapter(path string) bool {
	return under(path, "exam/examtest") || under(path, "proctor/media") || under(path, "proctor/device") || under(path, "proctor/vision")
}

func checkLibrary(t *testing.T, path, imp string) {
	t.Helper()
	for lib, owners := range owned {
		if !strings.HasPrefix(imp, lib) {
			continue
		}
		ok := slices.ContainsFunc(owners, func(o string) bool {
			if o == "*/store" {
				return isStore(path)
			}
			return under(path, o)
		})
		if !ok {
			t.Errorf("%s imports %s, which belongs to %v", path, imp, owners)
		}
	}
}

func TestInternalStaysSmall(t *testing.T) {
	n := map[string]bool{}
	for _, p := range list(t) {
		if rest, ok := strings.CutPrefix(p.ImportPath, module+"internal/"); ok {
			n[strings.SplitN(rest, "/", 2)[0]] = true
		}
	}
	if len(n) > 12 {
		t.Errorf("%d packages under internal, at most twelve: %v", len(n), n)
	}
}
