package e2e_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// operation is one operation of the HTTP interface as the running program describes itself.
type operation struct {
	name, method, path string
	query              []string
	kind               string // media type of the body, empty for none
	body               *schema
}

// group is the part of the interface: public, auth, candidate, staff or device.
func (o operation) group() string { return strings.Split(o.path, "/")[2] }

type schema struct {
	Ref        string             `json:"$ref"`
	Type       any                `json:"type"`
	Enum       []any              `json:"enum"`
	Properties map[string]*schema `json:"properties"`
	Items      *schema            `json:"items"`
	MinLength  int                `json:"minLength"`
	MaxLength  int                `json:"maxLength"`
	Minimum    float64            `json:"minimum"`
	MinItems   int                `json:"minItems"`
	Pattern    string             `json:"pattern"`
	Format     string             `json:"format"`
}

func (s *schema) kind() string {
	switch t := s.Type.(type) {
	case string:
		return t
	case []any:
		for _, k := range t {
			if k != "null" {
				return k.(string)
			}
		}
	}
	return ""
}

// document is the interface's description with its parts resolved by name.
type document struct {
	Paths map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Parameters  []struct{ Name, In string }
		RequestBody struct {
			Content map[string]struct{ Schema *schema }
		}
	}
	Components struct{ Schemas map[string]*schema }
}

// described reads every operation from the program itself, so that a new one is attacked without being listed anywhere.
func described(t testing.TB, url string) (document, []operation) {
	t.Helper()
	doc := get[document](newClient(t, url), "/api/openapi.json")
	var out []operation
	for path, methods := range doc.Paths {
		for method, o := range methods {
			op := operation{name: o.OperationID, method: strings.ToUpper(method), path: path}
			for _, p := range o.Parameters {
				if p.In == "query" {
					op.query = append(op.query, p.Name)
				}
			}
			for kind, c := range o.RequestBody.Content {
				op.kind, op.body = kind, c.Schema
			}
			out = append(out, op)
		}
	}
	slices.SortFunc(out, func(a, b operation) int { return strings.Compare(a.name, b.name) })
	if len(out) < 200 {
		t.Fatalf("the program describes %d operations only", len(out))
	}
	return doc, out
}

// picture is the beginning of a PNG file.
var picture = []byte("\x89PNG\r\n\x1a\nand no more")

// samples are tried for a pattern.
var samples = []string{"2026-11-21", "0000", "A", "zh-CN", "13900001000", "420600", strings.Repeat("a", 32), strings.Repeat("a", 64), "application:" + noID}

// noID has the form of an id and names nothing.
const noID = "01kakq0000000000000000000z"

// specimen makes a value that a schema allows; known fills fields by name, and leaves out those it knows as nil.
func (d document) specimen(s *schema, name string, known map[string]any) any {
	if v, ok := known[name]; ok {
		return v
	}
	for s.Ref != "" {
		s = d.Components.Schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	switch s.kind() {
	case "object":
		out := map[string]any{}
		for k, p := range s.Properties {
			if v := d.specimen(p, k, known); v != nil {
				out[k] = v
			}
		}
		return out
	case "array":
		out := []any{}
		for range max(1, s.MinItems) {
			out = append(out, d.specimen(s.Items, name, known))
		}
		return out
	case "integer", "number":
		return max(1, s.Minimum)
	case "boolean":
		return true
	}
	return s.text(name)
}

func (s *schema) text(name string) string {
	switch {
	case s.Format == "date-time" && name == "to":
		return "2027-11-21T12:00:00Z"
	case s.Format == "date-time":
		return "2027-11-21T10:00:00Z"
	case s.Format == "date" || name == "from" || name == "to" || name == "birth" || name == "date":
		return "2026-11-21"
	case s.MinLength == 26 && s.MaxLength == 26:
		return noID
	case s.Pattern != "":
		re := regexp.MustCompile(s.Pattern)
		for _, v := range samples {
			if re.MatchString(v) {
				return v
			}
		}
	}
	v := []rune(strings.Repeat("测试内容", 1+s.MinLength/4))
	if s.MaxLength > 0 && len(v) > s.MaxLength {
		v = v[:s.MaxLength]
	}
	return string(v)
}
