package config

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Problems are all reasons why a configuration cannot be used, each naming its key and source.
type Problems []string

// Error lists them, one on a line.
func (p Problems) Error() string {
	return fmt.Sprintf("the configuration has %d problem(s):\n  - %s", len(p), strings.Join(p, "\n  - "))
}

func (p *Problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

// Load reads the file (none when empty; then SUIKAO_CONFIG of the environment), then the environment in the form of
// os.Environ, fills in what follows from other settings, and checks the whole. The error is a Problems with everything
// that is wrong, and never holds a secret.
func Load(file string, environ []string) (*Config, error) {
	var p Problems
	c := &Config{}
	all := keys(c)
	for _, k := range all {
		if d := k.tag.Get("default"); d != "" {
			if err := k.set(d); err != nil {
				panic("config: default of " + k.name + ": " + err.Error())
			}
		}
	}
	env := variables(environ)
	if file == "" {
		file = env["SUIKAO_CONFIG"]
	}
	if file != "" {
		readFile(&p, file, all)
	}
	readEnv(&p, env, all)
	c.derive()
	c.check(&p)
	if len(p) > 0 {
		return nil, p
	}
	return c, nil
}

// variables picks out what is meant for this program. SUIKAO_TEST_… belongs to tests.
func variables(environ []string) map[string]string {
	out := map[string]string{}
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		if name == "DEMO" || strings.HasPrefix(name, "SUIKAO_") && !strings.HasPrefix(name, "SUIKAO_TEST_") {
			out[name] = value
		}
	}
	return out
}

func readEnv(p *Problems, env map[string]string, all []key) {
	if v, ok := env["DEMO"]; ok {
		if _, both := env["SUIKAO_DEMO"]; !both && v != "" {
			env["SUIKAO_DEMO"] = v
		}
		delete(env, "DEMO")
	}
	delete(env, "SUIKAO_CONFIG")
	known := make([]string, len(all))
	for i, k := range all {
		known[i] = strings.TrimPrefix(k.env, "SUIKAO_")
		value, ok := env[k.env]
		delete(env, k.env)
		if !ok {
			continue
		}
		if err := k.set(value); err != nil {
			p.add("%s: %s", k.env, k.hide(err))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		near := nearest(strings.TrimPrefix(name, "SUIKAO_"), known)
		if near != "" {
			near = "; did you mean SUIKAO_" + near + "?"
		}
		p.add("%s is not a setting%s", name, near)
	}
}

// hide drops the value from the message of a secret setting.
func (k key) hide(err error) error {
	if k.tag.Get("secret") != "" {
		return errors.New("the value is not usable")
	}
	return err
}

func readFile(p *Problems, file string, all []key) {
	f, err := os.Open(file)
	if err != nil {
		p.add("configuration file: %v", err)
		return
	}
	defer func() { _ = f.Close() }()
	var doc yaml.Node
	d := yaml.NewDecoder(io.LimitReader(f, 1<<20))
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return // an empty file sets nothing
	case err != nil:
		p.add("%s: %v", file, err)
		return
	}
	if err := d.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		p.add("%s: holds more than one document", file)
	}
	byName, sections, known := map[string]key{}, map[string]bool{}, make([]string, 0, len(all))
	for _, k := range all {
		byName[k.name] = k
		known = append(known, k.name)
		for i, r := range k.name {
			if r == '.' && !sections[k.name[:i]] {
				sections[k.name[:i]] = true
				known = append(known, k.name[:i])
			}
		}
	}
	r := fileReader{p, file, byName, sections, known, map[string]bool{}}
	r.section(doc.Content[0], "")
}

// fileReader walks the nodes of a file.
type fileReader struct {
	p        *Problems
	file     string
	byName   map[string]key
	sections map[string]bool
	known    []string
	seen     map[string]bool
}

func (r fileReader) section(n *yaml.Node, prefix string) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // "tls:" with nothing below it
	}
	if n.Kind != yaml.MappingNode {
		r.p.add("%s line %d: want keys here, each with a colon", r.file, n.Line)
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		at, value := n.Content[i], n.Content[i+1]
		name := prefix + at.Value
		if r.seen[name] {
			r.p.add("%s line %d: %s stands there twice", r.file, at.Line, name)
			continue
		}
		r.seen[name] = true
		k, isKey := r.byName[name]
		switch {
		case r.sections[name]:
			r.section(value, name+".")
		case !isKey:
			near := nearest(name, r.known)
			if near != "" {
				near = "; did you mean " + near + "?"
			}
			r.p.add("%s line %d: %s is not a setting%s", r.file, at.Line, name, near)
		default:
			r.value(k, value)
		}
	}
}

func (r fileReader) value(k key, n *yaml.Node) {
	text := n.Value
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return // a key without a value keeps the default
	case n.Kind == yaml.SequenceNode && strings.HasPrefix(k.value.Type().String(), "[]"):
		parts := make([]string, len(n.Content))
		for i, c := range n.Content {
			parts[i] = c.Value
		}
		text = strings.Join(parts, ",")
	case n.Kind != yaml.ScalarNode:
		r.p.add("%s line %d: %s takes one value", r.file, n.Line, k.name)
		return
	}
	if err := k.set(text); err != nil {
		r.p.add("%s line %d: %s: %s", r.file, n.Line, k.name, k.hide(err))
	}
}
