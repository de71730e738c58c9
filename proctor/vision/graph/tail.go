package graph

import "math"

// tail is what is done with every number that a convolution or product gave, in this order: bias of its channel, another value
// added, then either a slope for what is negative (alpha) or two bounds.
type tail struct {
	bias   []float32
	add    *value
	alpha  []float32
	lo, hi float32
	acted  bool // alpha or bounds are set
}

func plain() tail { return tail{lo: float32(math.Inf(-1)), hi: float32(math.Inf(1))} }

// atLeast and atMost set bounds after those that are there.
func (t *tail) atLeast(v float32) { t.lo, t.hi, t.acted = max(t.lo, v), max(t.hi, v), true }
func (t *tail) atMost(v float32)  { t.lo, t.hi, t.acted = min(t.lo, v), min(t.hi, v), true }

// activate takes an operation by name; false for one that is none.
func (t *tail) activate(op string, alpha []float32) bool {
	switch {
	case op == "Relu":
		t.atLeast(0)
	case op == "Relu6":
		t.atLeast(0)
		t.atMost(6)
	case op == "Prelu" && !t.acted && alpha != nil:
		t.alpha, t.acted = alpha, true
	default:
		return false
	}
	return true
}

// one finishes a single number of channel c; i is its place in the value that is added.
func (t *tail) one(v float32, c, i int, add []float32) float32 {
	if t.bias != nil {
		v += t.bias[c]
	}
	if add != nil {
		v += add[i]
	}
	if t.alpha != nil {
		if v < 0 {
			v *= t.alpha[c]
		}
		return v
	}
	return min(max(v, t.lo), t.hi)
}

// fold collects what stands behind the node name, whose last dimension is ch and whose value has n numbers, into t. scale
// multiplies the weights. It returns the last node that was taken.
func (c *compiler) fold(name string, shape []int, t *tail, scale func(ch int, by float32)) string {
	ch := shape[len(shape)-1]
	n, _ := count(shape)
	for t.alpha == nil {
		u, ok := c.single(name)
		if !ok || !c.foldOne(u, name, ch, n, t, scale) {
			return name
		}
		name = u.Name
	}
	return name
}

func (c *compiler) foldOne(u node, name string, ch, n int, t *tail, scale func(ch int, by float32)) bool {
	if u.Op == "Relu" || u.Op == "Relu6" {
		return t.activate(u.Op, nil)
	}
	if len(u.Input) != 2 {
		return false
	}
	other := u.Input[0]
	if other == name {
		other = u.Input[1]
	}
	v, by := c.done[other], []float32(nil)
	if data, ok := c.constant(other); ok {
		by = spread(data, ch)
	}
	switch u.Op {
	case "Mul":
		if by == nil || scale == nil || t.acted || t.add != nil {
			return false
		}
		for i, b := range by {
			scale(i, b)
			if t.bias != nil {
				t.bias[i] *= b
			}
		}
		return true
	case "Add", "AddV2", "BiasAdd":
		switch {
		case t.acted:
			return false
		case by != nil:
			t.bias = sum(t.bias, by)
			return true
		case v != nil && !v.constant() && v.n == n && t.add == nil && other != name:
			t.add = v
			return true
		}
	case "Prelu":
		return u.Input[0] == name && t.activate(u.Op, by)
	case "Minimum", "Maximum":
		data, ok := c.constant(other)
		if !ok || len(data) != 1 || t.alpha != nil {
			return false
		}
		if u.Op == "Minimum" {
			t.atMost(data[0])
		} else {
			t.atLeast(data[0])
		}
		return true
	}
	return false
}

// constant returns the numbers of a constant, also of one that has not been reached yet.
func (c *compiler) constant(name string) ([]float32, bool) {
	for range 8 {
		n := c.nodes[name]
		if n.Op != "Identity" || len(n.Input) == 0 {
			break
		}
		name = n.Input[0]
	}
	if c.nodes[name].Op != "Const" {
		return nil, false
	}
	t, ok := c.consts[name]
	return t.data, ok
}

// spread makes one number for each channel; nil when data has another length.
func spread(data []float32, ch int) []float32 {
	out := make([]float32, ch)
	switch len(data) {
	case ch:
		copy(out, data)
	case 1:
		for i := range out {
			out[i] = data[0]
		}
	default:
		return nil
	}
	return out
}

func sum(a, b []float32) []float32 {
	if a == nil {
		return b
	}
	out := make([]float32, len(a))
	for i := range a {
		out[i] = a[i] + b[i]
	}
	return out
}
