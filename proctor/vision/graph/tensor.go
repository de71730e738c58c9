package graph

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"path"
	"strconv"
)

// most is how many numbers a model's weights, or one of its values, may have.
const most = 16 << 20

// tensor is a constant.
type tensor struct {
	shape []int
	data  []float32
}

// count returns how many numbers a shape holds; false for what no model here has.
func count(shape []int) (int, bool) {
	n := 1
	for _, d := range shape {
		if d <= 0 || d > most || n > most/d {
			return 0, false
		}
		n *= d
	}
	return n, true
}

// file is the part of a model's JSON that is read.
type file struct {
	Format          string
	ModelTopology   struct{ Node []node }
	WeightsManifest []group
}

type group struct {
	Paths   []string
	Weights []weight
}

type weight struct {
	Name         string
	Shape        []int
	Dtype        string
	Quantization *struct {
		Dtype      string
		Min, Scale float64
	}
}

type node struct {
	Name  string
	Op    string
	Input []string
	Attr  map[string]attr
}

// attr is an attribute of a node; numbers stand as strings, and texts in base64.
type attr struct {
	S    string
	I    json.RawMessage
	B    bool
	List struct {
		I []json.RawMessage
		S []string
	}
	Shape struct {
		Dim []struct{ Size json.RawMessage }
	}
}

func text(s string) string {
	if b, err := base64.StdEncoding.DecodeString(s); err == nil {
		return string(b)
	}
	return s
}

func number(raw json.RawMessage) (int, error) {
	s := string(raw)
	if len(s) >= 2 && s[0] == '"' {
		s = s[1 : len(s)-1]
	}
	return strconv.Atoi(s)
}

func (n node) ints(name string) ([]int, error) {
	var out []int
	for _, raw := range n.Attr[name].List.I {
		v, err := number(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", n.Name, name, err)
		}
		out = append(out, v)
	}
	return out, nil
}

func (n node) text(name string) string { return text(n.Attr[name].S) }

// read returns the nodes and the constants of a model.
func read(fsys fs.FS, name string) ([]node, map[string]tensor, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	var f file
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, nil, err
	}
	if len(f.ModelTopology.Node) == 0 || len(f.ModelTopology.Node) > 10_000 {
		return nil, nil, fmt.Errorf("%d nodes", len(f.ModelTopology.Node))
	}
	consts := map[string]tensor{}
	for _, g := range f.WeightsManifest {
		var all []byte
		for _, p := range g.Paths {
			b, err := fs.ReadFile(fsys, path.Join(path.Dir(name), p))
			if err != nil {
				return nil, nil, err
			}
			if all = append(all, b...); len(all) > most*4 {
				return nil, nil, fmt.Errorf("weights of more than %d bytes", most*4)
			}
		}
		for _, w := range g.Weights {
			n, ok := count(w.Shape)
			if !ok {
				return nil, nil, fmt.Errorf("weight %s: shape %v", w.Name, w.Shape)
			}
			data, rest, err := w.numbers(all, n)
			if err != nil {
				return nil, nil, err
			}
			consts[w.Name], all = tensor{w.Shape, data}, rest
		}
	}
	return f.ModelTopology.Node, consts, nil
}

// numbers takes the weight's n numbers off the front of b.
func (w weight) numbers(b []byte, n int) ([]float32, []byte, error) {
	kind, low, step := w.Dtype, 0.0, 1.0
	if q := w.Quantization; q != nil {
		kind, low, step = q.Dtype, q.Min, q.Scale
	}
	size, ok := map[string]int{"float32": 4, "int32": 4, "float16": 2, "uint16": 2, "uint8": 1, "bool": 1}[kind]
	if !ok {
		return nil, nil, fmt.Errorf("weight %s: type %q", w.Name, kind)
	}
	if len(b) < n*size {
		return nil, nil, fmt.Errorf("weight %s: the file is too short", w.Name)
	}
	out := make([]float32, n)
	for i := range out {
		switch p := b[i*size:]; kind {
		case "float32":
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(p))
		case "int32":
			out[i] = float32(int32(binary.LittleEndian.Uint32(p)))
		case "float16":
			out[i] = half(binary.LittleEndian.Uint16(p))
		case "uint16":
			out[i] = float32(float64(binary.LittleEndian.Uint16(p))*step + low)
		default:
			out[i] = float32(float64(p[0])*step + low)
		}
	}
	return out, b[n*size:], nil
}

// half converts a number of 16 bits (IEEE 754).
func half(h uint16) float32 {
	sign, exp, frac := uint32(h>>15)<<31, uint32(h>>10)&0x1f, uint32(h)&0x3ff
	switch {
	case exp == 0x1f:
		return math.Float32frombits(sign | 0xff<<23 | frac<<13)
	case exp != 0:
		return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
	}
	v := float32(frac) / (1 << 24)
	if sign != 0 {
		return -v
	}
	return v
}
