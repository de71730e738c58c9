package graph

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// value is what a node gives: a constant, or a piece of a buffer.
type value struct {
	shape []int
	n     int
	data  []float32 // of a constant
	slot  int       // of everything else
	id    int       // of what is not a constant
	thin  bool      // many of the numbers are 0: what was negative is
}

func (v *value) constant() bool { return v.data != nil }

// ref is a value in a buffer.
type ref struct{ slot, n, id int }

// kernel computes one step. in and out never overlap, except where the step says that it may work in place.
type kernel func(r *Runner, out []float32, in [][]float32)

// rowKernel computes some rows of a picture of numbers.
type rowKernel func(r *Runner, out []float32, in [][]float32, rows span)

type step struct {
	op   string
	run  kernel
	rows rowKernel // nil: it can only be run as a whole
	over window    // that rows move over
	in   []ref
	out  ref
}

// line is how many numbers a row of the output has.
func (s *step) line() int { return s.out.n / max(1, s.over.oh) }

// Model is a compiled network.
type Model struct {
	input   []int
	feed    ref
	steps   []step
	slots   []int
	outputs map[string]*value
	scratch int
	thin    int
	values  int
}

// Input returns the shape of what Run takes: height, width, channels.
func (m *Model) Input() (h, w, c int) { return m.input[1], m.input[2], m.input[3] }

// Shape returns the shape of an output, the first dimension (one picture) included; nil for what is no output.
func (m *Model) Shape(output string) []int {
	if v := m.outputs[output]; v != nil {
		return v.shape
	}
	return nil
}

// compiler turns nodes into steps.
type compiler struct {
	m      *Model
	nodes  map[string]node
	consts map[string]tensor
	users  map[string][]string
	done   map[string]*value
	uses   map[int]int // how many steps still read a buffer
	free   []int
	keep   map[string]bool
}

// Load reads the model name of fsys, with the weights beside it, and compiles what the outputs need. Outputs are named as in the
// model's signature, without ":0".
func Load(fsys fs.FS, name string, outputs ...string) (*Model, error) {
	m, err := load(fsys, name, outputs)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	return m, nil
}

func load(fsys fs.FS, name string, outputs []string) (*Model, error) {
	nodes, consts, err := read(fsys, name)
	if err != nil {
		return nil, err
	}
	c := &compiler{m: &Model{outputs: map[string]*value{}}, nodes: map[string]node{}, consts: consts, users: map[string][]string{},
		done: map[string]*value{}, uses: map[int]int{}, keep: map[string]bool{}}
	for i := range nodes {
		n := &nodes[i]
		n.Input = slices.DeleteFunc(n.Input, func(s string) bool { return strings.HasPrefix(s, "^") })
		for j, in := range n.Input {
			n.Input[j] = bare(in)
		}
		c.nodes[n.Name] = *n
	}
	order, err := c.order(outputs)
	if err != nil {
		return nil, err
	}
	for _, name := range order {
		for _, in := range c.nodes[name].Input {
			c.users[in] = append(c.users[in], name)
		}
	}
	for _, o := range outputs {
		c.keep[bare(o)] = true
	}
	for _, name := range order {
		if c.done[name] != nil {
			continue // was folded into the one before it
		}
		if err := c.node(c.nodes[name]); err != nil {
			return nil, fmt.Errorf("%s (%s): %w", name, c.nodes[name].Op, err)
		}
	}
	if c.m.input == nil {
		return nil, fmt.Errorf("no input")
	}
	for _, o := range outputs {
		c.m.outputs[o] = c.done[bare(o)]
	}
	return c.m, nil
}

func bare(name string) string {
	name, _, _ = strings.Cut(name, ":")
	return name
}

// order lists what the outputs need, each node after those it reads.
func (c *compiler) order(outputs []string) ([]string, error) {
	var out []string
	state := map[string]int{}
	var visit func(string) error
	visit = func(name string) error {
		n, ok := c.nodes[name]
		switch {
		case !ok:
			return fmt.Errorf("no node %q", name)
		case state[name] == 2:
			return nil
		case state[name] == 1:
			return fmt.Errorf("%s stands on itself", name)
		}
		state[name] = 1
		for _, in := range n.Input {
			if err := visit(in); err != nil {
				return err
			}
		}
		state[name] = 2
		out = append(out, name)
		return nil
	}
	for _, o := range outputs {
		if err := visit(bare(o)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// in returns the i-th input of n.
func (c *compiler) in(n node, i int) (*value, error) {
	if i >= len(n.Input) {
		return nil, fmt.Errorf("input %d is missing", i)
	}
	v := c.done[n.Input[i]]
	if v == nil {
		return nil, fmt.Errorf("input %s is not there", n.Input[i])
	}
	return v, nil
}

// single returns the only node that reads name, unless it is an output itself.
func (c *compiler) single(name string) (node, bool) {
	if c.keep[name] || len(c.users[name]) != 1 {
		return node{}, false
	}
	return c.nodes[c.users[name][0]], true
}

// emit adds a step that gives a value of this shape under name, and frees the buffers that it was the last to read.
func (c *compiler) emit(op, name string, shape []int, run kernel, in ...*value) error {
	n, ok := count(shape)
	if !ok {
		return fmt.Errorf("shape %v", shape)
	}
	v := c.fresh(shape, n, c.buffer(n))
	s := step{op: op, run: run, out: v.ref()}
	for _, x := range in {
		s.in = append(s.in, x.ref())
	}
	c.m.steps = append(c.m.steps, s)
	c.claim(name, v)
	for _, x := range in {
		c.release(x.slot)
	}
	return nil
}

// fresh returns a value that no other is.
func (c *compiler) fresh(shape []int, n, slot int) *value {
	c.m.values++
	return &value{shape: shape, n: n, slot: slot, id: c.m.values}
}

func (v *value) ref() ref { return ref{v.slot, v.n, v.id} }

// claim makes v what name gives.
func (c *compiler) claim(name string, v *value) {
	c.done[name] = v
	c.uses[v.slot] += len(c.users[name])
	if c.keep[name] {
		c.uses[v.slot]++ // never freed
	}
}

func (c *compiler) release(slot int) {
	if c.uses[slot]--; c.uses[slot] == 0 {
		c.free = append(c.free, slot)
	}
}

// buffer returns one of at least n numbers: the free one that fits best, or a new one.
func (c *compiler) buffer(n int) int {
	best := -1
	for i, s := range c.free {
		if best < 0 || fits(c.m.slots[s], n) < fits(c.m.slots[c.free[best]], n) {
			best = i
		}
	}
	if best < 0 {
		c.m.slots = append(c.m.slots, n)
		return len(c.m.slots) - 1
	}
	s := c.free[best]
	c.free = slices.Delete(c.free, best, best+1)
	c.m.slots[s] = max(c.m.slots[s], n)
	return s
}

func fits(have, want int) int {
	if have >= want {
		return have - want
	}
	return 2 * (want - have)
}
