package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of reading an import file.
var (
	ErrFileTooLarge = fault.Define("rules.file_too_large", fault.TooLarge, "规则文件不能超过 512 KB。", "A rule file is at most 512 KB.")
	ErrNotYAML      = fault.Define("rules.not_yaml", fault.Invalid, "文件不是有效的 YAML：{reason}", "The file is not valid YAML: {reason}")
	ErrUnknownKey   = fault.Define("rules.unknown_key", fault.Invalid, "不认识“{key}”，是不是“{nearest}”？", "Unknown key \"{key}\". Did you mean \"{nearest}\"?")
	ErrTwice        = fault.Define("rules.key_twice", fault.Invalid, "“{key}”写了两次。", "\"{key}\" is written twice.")
	ErrMissing      = fault.Define("rules.key_missing", fault.Invalid, "缺少“{key}”。", "\"{key}\" is missing.")
	ErrValue        = fault.Define("rules.bad_value", fault.Invalid, "内容不正确：{reason}", "The value is not right: {reason}")
)

const (
	maxFile   = 512 << 10
	maxFaults = 100
	maxRows   = 2000
)

// reader walks the nodes of one file and collects what is wrong with the line it stands on.
type reader struct{ faults fault.List }

func (r *reader) fail(n *yaml.Node, at string, f *fault.Error) {
	if r.faults.Len() < maxFaults {
		r.faults.Add(fmt.Sprintf("line %d: %s", n.Line, at), f)
	}
}

// open reads the one document of a file. Anchors and aliases are refused: they are how a small file grows without bound.
func (r *reader) open(content []byte) (*yaml.Node, error) {
	if len(content) > maxFile {
		return nil, ErrFileTooLarge
	}
	if !utf8.Valid(content) {
		return nil, ErrNotYAML.With("reason", "not UTF-8")
	}
	if err := visible(content); err != nil {
		return nil, err
	}
	dec := yaml.NewDecoder(bytes.NewReader(content))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		return nil, ErrNotYAML.With("reason", cut(err.Error(), 200))
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, ErrNotYAML.With("reason", "more than one document")
	}
	if len(doc.Content) != 1 {
		return nil, ErrNotYAML.With("reason", "empty")
	}
	if n := anchored(&doc); n != nil {
		return nil, ErrNotYAML.With("reason", fmt.Sprintf("line %d: anchors and aliases are not allowed", n.Line))
	}
	return doc.Content[0], nil
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

func anchored(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if bad := anchored(c); bad != nil {
			return bad
		}
	}
	return nil
}

// mapping returns the values of a mapping by key; unknown and repeated keys are faults.
func (r *reader) mapping(n *yaml.Node, at string, known ...string) map[string]*yaml.Node {
	out := map[string]*yaml.Node{}
	if n.Kind != yaml.MappingNode {
		r.fail(n, at, ErrValue.With("reason", "needs keys and values"))
		return out
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		switch {
		case !slices.Contains(known, k.Value):
			r.fail(k, at, ErrUnknownKey.With("key", cut(k.Value, 60)).With("nearest", nearest(k.Value, known)))
		case out[k.Value] != nil:
			r.fail(k, at, ErrTwice.With("key", k.Value))
		default:
			out[k.Value] = n.Content[i+1]
		}
	}
	return out
}

func (r *reader) need(n *yaml.Node, m map[string]*yaml.Node, at string, keys ...string) {
	for _, k := range keys {
		if m[k] == nil {
			r.fail(n, at, ErrMissing.With("key", k))
		}
	}
}

func (r *reader) list(n *yaml.Node, at string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) > maxRows {
		r.fail(n, at, ErrValue.With("reason", fmt.Sprintf("needs a list of at most %d", maxRows)))
		return nil
	}
	return n.Content
}

// visible refuses hidden characters anywhere in a file, comments included: the second person decides on what the screen
// shows. A byte order mark in front and \r before \n are how some editors save, and stay.
func visible(content []byte) error {
	var bad fault.List
	for i, line := range strings.Split(strings.TrimPrefix(string(content), "\ufeff"), "\n") {
		if f := actor.CheckText(strings.TrimSuffix(line, "\r")); f != nil && bad.Len() < maxFaults {
			bad.Add(fmt.Sprintf("line %d", i+1), f)
		}
	}
	return bad.Err()
}

// text reads a scalar of at most max characters; nil is "".
func (r *reader) text(n *yaml.Node, at string, max int) string {
	if n == nil || n.Tag == "!!null" {
		return ""
	}
	v := strings.TrimSpace(n.Value)
	if n.Kind != yaml.ScalarNode || utf8.RuneCountInString(v) > max {
		r.fail(n, at, ErrValue.With("reason", fmt.Sprintf("needs text of at most %d characters", max)))
		return ""
	}
	if f := actor.CheckText(v); f != nil { // also what a quoted text writes as \u202e
		r.fail(n, at, f)
		return ""
	}
	return v
}

func (r *reader) matching(n *yaml.Node, at string, re *regexp.Regexp) string {
	v := r.text(n, at, 80)
	if v != "" && !re.MatchString(v) {
		r.fail(n, at, ErrValue.With("reason", "needs the form "+re.String()))
		return ""
	}
	return v
}

func (r *reader) date(n *yaml.Node, at string) actor.Date {
	v := r.text(n, at, 10)
	if v == "" {
		return ""
	}
	d, err := actor.ParseDate(v)
	if err != nil || d < "1980-01-01" || d > "2200-12-31" {
		r.fail(n, at, ErrBadDate)
		return ""
	}
	return d
}

func (r *reader) yes(n *yaml.Node, at string) bool {
	if n == nil {
		return false
	}
	if n.Tag != "!!bool" {
		r.fail(n, at, ErrValue.With("reason", "needs true or false"))
		return false
	}
	var v bool
	return n.Decode(&v) == nil && v
}

func (r *reader) number(n *yaml.Node, at string, lo, hi int) int {
	if n == nil {
		return 0
	}
	v, err := strconv.Atoi(n.Value)
	if err == nil {
		err = within(v, lo, hi)
	}
	if err != nil || n.Tag != "!!int" {
		r.fail(n, at, ErrValue.With("reason", fmt.Sprintf("needs a whole number from %d to %d", lo, hi)))
		return 0
	}
	return v
}

func oneKey[T ~string](r *reader, n *yaml.Node, at string, allowed ...T) T {
	v := T(r.text(n, at, 60))
	if v == "" || n == nil {
		return ""
	}
	if !slices.Contains(allowed, v) {
		names := make([]string, len(allowed))
		for i, a := range allowed {
			names[i] = string(a)
		}
		r.fail(n, at, ErrUnknownKey.With("key", v).With("nearest", nearest(string(v), names)))
		return ""
	}
	return v
}

// scalars turns a scalar or a list of scalars into JSON; anything deeper is refused.
func scalars(n *yaml.Node) (json.RawMessage, error) {
	if n.Kind == yaml.SequenceNode {
		parts := make([]json.RawMessage, 0, len(n.Content))
		for _, c := range n.Content {
			if c.Kind != yaml.ScalarNode {
				return nil, errors.New("needs a list of plain values")
			}
			one, err := scalars(c)
			if err != nil {
				return nil, err
			}
			parts = append(parts, one)
		}
		return json.Marshal(parts)
	}
	if n.Kind != yaml.ScalarNode {
		return nil, errors.New("needs a plain value or a list of plain values")
	}
	switch n.Tag {
	case "!!int", "!!bool", "!!null":
		var v any
		if err := n.Decode(&v); err != nil {
			return nil, err
		}
		return json.Marshal(v)
	case "!!str":
		return json.Marshal(n.Value)
	}
	return nil, fmt.Errorf("%s is not allowed here", n.Tag)
}
