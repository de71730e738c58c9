package app_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/suikao/suikao/cmd/internal/app"
)

func described(t *testing.T) []byte {
	t.Helper()
	out, err := app.OpenAPI(http.NewServeMux(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOpenAPIIsCurrent(t *testing.T) {
	have, err := os.ReadFile("../../../web/api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, described(t)) {
		t.Error("web/api/openapi.yaml is stale: run make generate")
	}
}

type operation struct {
	OperationID string `yaml:"operationId"`
	Summary     string `yaml:"summary"`
	Description string `yaml:"description"`
	Parameters  []struct {
		Name string `yaml:"name"`
		In   string `yaml:"in"`
	} `yaml:"parameters"`
}

func TestOperationsAreWhole(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]operation `yaml:"paths"`
	}
	if err := yaml.Unmarshal(described(t), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Paths) < 50 {
		t.Fatalf("only %d paths", len(doc.Paths))
	}
	inPath := regexp.MustCompile(`\{(\w+)\}`)
	seen := map[string]string{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			where := strings.ToUpper(method) + " " + path
			for _, m := range inPath.FindAllStringSubmatch(path, -1) {
				// huma skips embedded parts with unexported names, which leaves the value empty
				if !slices.ContainsFunc(op.Parameters, func(p struct {
					Name string `yaml:"name"`
					In   string `yaml:"in"`
				}) bool {
					return p.Name == m[1] && p.In == "path"
				}) {
					t.Errorf("%s: {%s} is bound to no input", where, m[1])
				}
			}
			if op.OperationID == "" || op.Summary == "" || op.Description == "" {
				t.Errorf("%s: needs an id, a summary and a description", where)
			}
			if other := seen[op.OperationID]; other != "" {
				t.Errorf("%s and %s share the id %s", where, other, op.OperationID)
			}
			seen[op.OperationID] = where
			for _, secret := range []string{"number", "phone", "pin", "token", "ticket", "code"} {
				for _, p := range op.Parameters {
					if p.In != "header" && strings.EqualFold(p.Name, secret) {
						t.Errorf("%s: %s must not be part of an address", where, p.Name)
					}
				}
			}
		}
	}
}
