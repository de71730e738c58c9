package graph

import (
	"fmt"
	"math"
	"slices"
)

// node compiles one node.
func (c *compiler) node(n node) error {
	switch n.Op {
	case "Const":
		t, ok := c.consts[n.Name]
		if !ok {
			return fmt.Errorf("no weights")
		}
		c.done[n.Name] = &value{shape: t.shape, n: len(t.data), data: t.data, slot: -1}
		return nil
	case "Placeholder":
		return c.placeholder(n)
	case "Conv2D", "_FusedConv2D":
		return c.conv(n)
	case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative":
		return c.depthwise(n)
	case "MatMul", "_FusedMatMul":
		return c.matMul(n)
	}
	x, err := c.in(n, 0)
	if err != nil {
		return err
	}
	switch n.Op {
	case "Identity":
		return c.alias(n, x, x.shape)
	case "Reshape":
		return c.reshape(n, x)
	case "Squeeze":
		return c.alias(n, x, slices.DeleteFunc(slices.Clone(x.shape), func(d int) bool { return d == 1 }))
	}
	if x.constant() && n.Op != "Add" && n.Op != "AddV2" && n.Op != "Mul" {
		return fmt.Errorf("works on a constant")
	}
	switch n.Op {
	case "Add", "AddV2", "BiasAdd", "Mul", "Minimum", "Maximum", "Prelu":
		return c.binary(n, x)
	case "Relu", "Relu6", "Sigmoid":
		return c.unary(n, x)
	case "MaxPool":
		return c.maxPool(n, x)
	case "Pad", "PadV2":
		return c.pad(n, x)
	case "Mean":
		return c.mean(n, x)
	}
	return fmt.Errorf("this operation is not known")
}

func (c *compiler) placeholder(n node) error {
	if c.m.input != nil {
		return fmt.Errorf("a second input")
	}
	shape := []int{1}
	for i, d := range n.Attr["shape"].Shape.Dim {
		v, err := number(d.Size)
		if err != nil {
			return err
		}
		if i > 0 {
			shape = append(shape, v)
		}
	}
	num, ok := count(shape)
	if !ok || len(shape) != 4 {
		return fmt.Errorf("input shape %v", shape)
	}
	v := c.fresh(shape, num, c.buffer(num))
	c.m.input, c.m.feed = shape, v.ref()
	c.claim(n.Name, v)
	return nil
}

// alias gives the numbers of x under another shape.
func (c *compiler) alias(n node, x *value, shape []int) error {
	if num, ok := count(shape); !ok || num != x.n {
		return fmt.Errorf("%v into %v", x.shape, shape)
	}
	if x.constant() {
		c.done[n.Name] = &value{shape: shape, n: x.n, data: x.data, slot: x.slot}
		return nil
	}
	v := c.fresh(shape, x.n, x.slot)
	if slices.Equal(shape, x.shape) {
		v.id, v.thin = x.id, x.thin
	}
	c.claim(n.Name, v)
	c.release(x.slot)
	return nil
}

func (c *compiler) reshape(n node, x *value) error {
	to, ok := c.constant(at(n.Input, 1))
	if !ok {
		return fmt.Errorf("shape is no constant")
	}
	shape, open, rest := make([]int, len(to)), -1, 1
	for i, d := range to {
		if shape[i] = int(d); shape[i] < 0 {
			open = i
		} else {
			rest *= shape[i]
		}
	}
	if open >= 0 && rest > 0 {
		shape[open] = x.n / rest
	}
	return c.alias(n, x, shape)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func (c *compiler) matMul(n node) error {
	x, f, t, err := c.filter(n)
	if err != nil {
		return err
	}
	if n.Attr["transpose_a"].B || n.Attr["transpose_b"].B || len(f.shape) != 2 || len(x.shape) != 2 || x.shape[1] != f.shape[0] {
		return fmt.Errorf("%v by %v", x.shape, f.shape)
	}
	k, out := f.shape[0], f.shape[1]
	shape := []int{x.shape[0], out}
	last := c.foldAll(n.Name, shape, &t, nil)
	w := pack(f.data, k, out, &t)
	return c.emitTail(n.Op, last, shape, func(r *Runner, dst []float32, in [][]float32) { gemm(r, dst, in[0], shape[0], w, added(in)) }, x, &t)
}

func (c *compiler) unary(n node, x *value) error {
	f := func(v float32) float32 { return max(v, 0) }
	switch n.Op {
	case "Relu6":
		f = func(v float32) float32 { return min(max(v, 0), 6) }
	case "Sigmoid":
		f = func(v float32) float32 { return float32(1 / (1 + math.Exp(-float64(v)))) }
	}
	return c.emit(n.Op, n.Name, x.shape, func(_ *Runner, dst []float32, in [][]float32) {
		for i, v := range in[0] {
			dst[i] = f(v)
		}
	}, x)
}

// binary compiles an operation on two values of one shape, or on one and a constant for each channel or for all.
func (c *compiler) binary(n node, x *value) error {
	y, err := c.in(n, 1)
	if err != nil {
		return err
	}
	if x.constant() {
		x, y = y, x
	}
	var f func(a, b float32) float32
	switch n.Op {
	case "Mul":
		f = func(a, b float32) float32 { return a * b }
	case "Minimum":
		f = func(a, b float32) float32 { return min(a, b) }
	case "Maximum":
		f = func(a, b float32) float32 { return max(a, b) }
	case "Prelu":
		f = func(a, b float32) float32 { return max(a, 0) + min(a, 0)*b }
	default:
		return c.add(n, x, y)
	}
	return c.apply(n, x, y, f)
}

func (c *compiler) apply(n node, x, y *value, f func(a, b float32) float32) error {
	switch {
	case x.constant() || len(x.shape) == 0:
		return fmt.Errorf("two constants")
	case y.constant():
		by := spread(y.data, x.shape[len(x.shape)-1])
		if by == nil {
			return fmt.Errorf("%v with %v", x.shape, y.shape)
		}
		return c.emit(n.Op, n.Name, x.shape, func(_ *Runner, dst []float32, in [][]float32) {
			for i, v := range in[0] {
				dst[i] = f(v, by[i%len(by)])
			}
		}, x)
	case x.n == y.n:
		return c.emit(n.Op, n.Name, x.shape, func(_ *Runner, dst []float32, in [][]float32) {
			for i, v := range in[0] {
				dst[i] = f(v, in[1][i])
			}
		}, x, y)
	}
	return fmt.Errorf("%v with %v", x.shape, y.shape)
}

// add is the binary operation that networks use most; what follows it is folded in.
func (c *compiler) add(n node, x, y *value) error {
	if x.constant() || y.constant() || x.n != y.n || len(x.shape) != 4 {
		return c.apply(n, x, y, func(a, b float32) float32 { return a + b })
	}
	t := plain()
	last := c.foldAll(n.Name, x.shape, &t, nil)
	if t.add != nil || t.bias != nil { // a third value: not worth a kernel
		return fmt.Errorf("three values are added")
	}
	ch := x.shape[3]
	return c.emit(n.Op, last, x.shape, func(_ *Runner, dst []float32, in [][]float32) {
		for i := 0; i < len(dst); i += ch {
			o := dst[i : i+ch]
			copy(o, in[0][i:])
			plus(o, in[1][i:i+ch])
			t.act(o)
		}
	}, x, y)
}

func (c *compiler) maxPool(n node, x *value) error {
	k, err := n.ints("ksize")
	if err != nil || len(k) != 4 {
		return fmt.Errorf("ksize %v", k)
	}
	g, err := windowOf(n, x, k[1], k[2])
	if err != nil {
		return err
	}
	ch := x.shape[3]
	return c.emit(n.Op, n.Name, []int{1, g.oh, g.ow, ch}, func(_ *Runner, dst []float32, in [][]float32) {
		for y := range g.oh {
			for px := range g.ow {
				o := dst[(y*g.ow+px)*ch:][:ch]
				for i := range o {
					o[i] = float32(math.Inf(-1))
				}
				g.most(o, in[0], y, px, ch)
			}
		}
	}, x)
}

func (g *window) most(o, src []float32, y, x, ch int) {
	for ky := range g.kh {
		for kx := range g.kw {
			sy, sx := y*g.sh+ky-g.top, x*g.sw+kx-g.left
			if sy < 0 || sy >= g.h || sx < 0 || sx >= g.w {
				continue
			}
			for i, v := range src[(sy*g.w+sx)*ch:][:ch] {
				o[i] = max(o[i], v)
			}
		}
	}
}

func (c *compiler) pad(n node, x *value) error {
	p, ok := c.constant(at(n.Input, 1))
	if !ok || len(p) != 8 || len(x.shape) != 4 || p[0] != 0 || p[1] != 0 {
		return fmt.Errorf("padding %v of %v", p, x.shape)
	}
	if fill, ok := c.constant(at(n.Input, 2)); ok && (len(fill) != 1 || fill[0] != 0) {
		return fmt.Errorf("padding with %v", fill)
	}
	shape := []int{1, 0, 0, 0}
	for i := 1; i < 4; i++ {
		if p[2*i] < 0 || p[2*i+1] < 0 {
			return fmt.Errorf("padding %v", p)
		}
		shape[i] = x.shape[i] + int(p[2*i]) + int(p[2*i+1])
	}
	h, w, ch, top, left, front := x.shape[1], x.shape[2], x.shape[3], int(p[2]), int(p[4]), int(p[6])
	return c.emit(n.Op, n.Name, shape, func(_ *Runner, dst []float32, in [][]float32) {
		clear(dst)
		for y := range h {
			for px := range w {
				copy(dst[((y+top)*shape[2]+px+left)*shape[3]+front:], in[0][(y*w+px)*ch:][:ch])
			}
		}
	}, x)
}

// mean compiles the mean over all points of a picture.
func (c *compiler) mean(n node, x *value) error {
	axes, ok := c.constant(at(n.Input, 1))
	if !ok || len(x.shape) != 4 || !slices.Equal(axes, []float32{1, 2}) {
		return fmt.Errorf("mean over %v of %v", axes, x.shape)
	}
	ch := x.shape[3]
	shape := []int{1, ch}
	if n.Attr["keep_dims"].B {
		shape = []int{1, 1, 1, ch}
	}
	return c.emit(n.Op, n.Name, shape, func(_ *Runner, dst []float32, in [][]float32) {
		clear(dst)
		for i := 0; i < len(in[0]); i += ch {
			plus(dst, in[0][i:i+ch])
		}
		for i := range dst {
			dst[i] *= float32(ch) / float32(len(in[0]))
		}
	}, x)
}
