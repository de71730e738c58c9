package graph

import (
	"fmt"
	"slices"
)

// window is how a filter moves over a picture.
type window struct {
	h, w, kh, kw, sh, sw, oh, ow, top, left int
}

// windowOf reads strides and padding for a filter of kh×kw over x.
func windowOf(n node, x *value, kh, kw int) (window, error) {
	s, err := n.ints("strides")
	if err != nil {
		return window{}, err
	}
	if d, err := n.ints("dilations"); err != nil || len(d) > 0 && slices.Max(d) != 1 {
		return window{}, fmt.Errorf("dilations %v", d)
	}
	if len(x.shape) != 4 || len(s) != 4 || s[1] < 1 || s[2] < 1 || n.Attr["data_format"].S != "" && n.text("data_format") != "NHWC" {
		return window{}, fmt.Errorf("input %v, strides %v, layout %s", x.shape, s, n.text("data_format"))
	}
	g := window{h: x.shape[1], w: x.shape[2], kh: kh, kw: kw, sh: s[1], sw: s[2]}
	switch n.text("padding") {
	case "SAME":
		g.oh, g.ow = (g.h+g.sh-1)/g.sh, (g.w+g.sw-1)/g.sw
		g.top, g.left = max(0, (g.oh-1)*g.sh+kh-g.h)/2, max(0, (g.ow-1)*g.sw+kw-g.w)/2
	case "VALID":
		g.oh, g.ow = (g.h-kh)/g.sh+1, (g.w-kw)/g.sw+1
	default:
		return g, fmt.Errorf("padding %q", n.text("padding"))
	}
	if g.oh < 1 || g.ow < 1 {
		return g, fmt.Errorf("a filter of %d×%d over %v", kh, kw, x.shape)
	}
	return g, nil
}

// filter returns the input and the constant filter of a convolution, and the tail that a fused one brings.
func (c *compiler) filter(n node) (x *value, f tensor, t tail, err error) {
	t = plain()
	if x, err = c.in(n, 0); err != nil {
		return
	}
	w, err := c.in(n, 1)
	if err != nil {
		return
	}
	if !w.constant() || x.constant() || len(w.shape) < 2 {
		return x, f, t, fmt.Errorf("the filter is no constant")
	}
	f = tensor{w.shape, slices.Clone(w.data)}
	at := 2
	for _, raw := range n.Attr["fused_ops"].List.S {
		op := text(raw)
		var data []float32
		if op == "BiasAdd" || op == "Prelu" {
			v, err := c.in(n, at)
			if err != nil || !v.constant() {
				return x, f, t, fmt.Errorf("%s without a constant", op)
			}
			at++
			ch := f.shape[len(f.shape)-1]
			if n.Op == "FusedDepthwiseConv2dNative" {
				ch = f.shape[2]
			}
			if data = spread(v.data, ch); data == nil {
				return x, f, t, fmt.Errorf("%s of %d numbers", op, len(v.data))
			}
		}
		if op == "BiasAdd" {
			t.bias = data
		} else if !t.activate(op, data) {
			return x, f, t, fmt.Errorf("fused %q", op)
		}
	}
	return x, f, t, nil
}

// conv compiles a convolution: each output point is a row of a product with the filter.
func (c *compiler) conv(n node) error {
	x, f, t, err := c.filter(n)
	if err != nil {
		return err
	}
	if len(f.shape) != 4 || len(x.shape) != 4 || f.shape[2] != x.shape[3] {
		return fmt.Errorf("filter %v over %v", f.shape, x.shape)
	}
	g, err := windowOf(n, x, f.shape[0], f.shape[1])
	if err != nil {
		return err
	}
	k, out := g.kh*g.kw*f.shape[2], f.shape[3]
	shape := []int{1, g.oh, g.ow, out}
	last := c.foldAll(n.Name, shape, &t, func(ch int, by float32) {
		for i := ch; i < len(f.data); i += out {
			f.data[i] *= by
		}
	})
	w, ch, many := pack(f.data, k, out, &t), x.shape[3], gemm
	if x.thin && t.add == nil && worthThin(&w) {
		many, c.m.thin = gemmThin, max(c.m.thin, block*k)
	}
	if g.kh == 1 && g.kw == 1 && g.sh == 1 && g.sw == 1 {
		return c.emitRows(n.Op, last, shape, g, func(r *Runner, dst []float32, in [][]float32, s span) {
			at := s.from * g.ow
			many(r, dst[at*out:], in[0][at*k:], (s.to-s.from)*g.ow, w, after(added(in), at*out))
		}, x, &t)
	}
	c.m.scratch = max(c.m.scratch, g.ow*k)
	return c.emitRows(n.Op, last, shape, g, func(r *Runner, dst []float32, in [][]float32, s span) {
		for y := s.from; y < s.to; y++ {
			g.patches(r.scratch, in[0], y, ch)
			gemm(r, dst[y*g.ow*out:], r.scratch, g.ow, w, after(added(in), y*g.ow*out))
		}
	}, x, &t)
}

// after is what stands behind the first n numbers of what is added, if anything is.
func after(add []float32, n int) []float32 {
	if add == nil {
		return nil
	}
	return add[n:]
}

// foldAll folds what follows and marks the folded nodes, so that they are not compiled again.
func (c *compiler) foldAll(name string, shape []int, t *tail, scale func(int, float32)) string {
	last := c.fold(name, shape, t, scale)
	for name != last {
		u, _ := c.single(name)
		c.done[name] = &value{slot: -1} // nobody else reads it
		name = u.Name
	}
	return last
}

func (c *compiler) emitTail(op, name string, shape []int, run kernel, x *value, t *tail) error {
	if t.add != nil {
		return c.emit(op, name, shape, run, x, t.add)
	}
	return c.emit(op, name, shape, run, x)
}

// emitRows emits a step that can be run for some rows only.
func (c *compiler) emitRows(op, name string, shape []int, g window, rows rowKernel, x *value, t *tail) error {
	all := span{0, g.oh}
	err := c.emitTail(op, name, shape, func(r *Runner, dst []float32, in [][]float32) { rows(r, dst, in, all) }, x, t)
	if err != nil {
		return err
	}
	s := &c.m.steps[len(c.m.steps)-1]
	s.rows, s.over = rows, g
	c.done[name].thin = t.alpha == nil && t.lo == 0
	return nil
}

func added(in [][]float32) []float32 {
	if len(in) > 1 {
		return in[1]
	}
	return nil
}

// patches writes what the filter sees at each point of output row y, one after the other.
func (g *window) patches(dst, src []float32, y, ch int) {
	at := 0
	for x := range g.ow {
		for ky := range g.kh {
			sy := y*g.sh + ky - g.top
			row := dst[at : at+g.kw*ch]
			at += g.kw * ch
			if sy < 0 || sy >= g.h {
				clear(row)
				continue
			}
			x0 := x*g.sw - g.left
			from, to := max(0, -x0), min(g.kw, g.w-x0)
			clear(row[:from*ch])
			copy(row[from*ch:to*ch], src[(sy*g.w+x0+from)*ch:(sy*g.w+x0+to)*ch])
			clear(row[to*ch:])
		}
	}
}

// depthwise compiles a convolution in which every channel has a filter of its own.
func (c *compiler) depthwise(n node) error {
	x, f, t, err := c.filter(n)
	if err != nil {
		return err
	}
	if len(f.shape) != 4 || len(x.shape) != 4 || f.shape[2] != x.shape[3] || f.shape[3] != 1 {
		return fmt.Errorf("filter %v over %v", f.shape, x.shape)
	}
	g, err := windowOf(n, x, f.shape[0], f.shape[1])
	if err != nil {
		return err
	}
	ch := x.shape[3]
	shape := []int{1, g.oh, g.ow, ch}
	last := c.foldAll(n.Name, shape, &t, func(i int, by float32) {
		for ; i < len(f.data); i += ch {
			f.data[i] *= by
		}
	})
	if t.bias == nil {
		t.bias = make([]float32, ch)
	}
	small := nines{}
	if g.kh == 3 && g.kw == 3 {
		small = packNines(f.data, t.bias, ch)
	}
	return c.emitRows(n.Op, last, shape, g, func(_ *Runner, dst []float32, in [][]float32, s span) {
		add, line := added(in), g.ow*ch
		for y := s.from; y < s.to; y++ {
			o := dst[y*line : (y+1)*line]
			g.row(o, in[0], f.data, y, ch, &t, &small)
			if add != nil {
				plus(o, add[y*line:(y+1)*line])
			}
			t.act(o)
		}
	}, x, &t)
}

// row writes to o what the filters see along output row y, biases included.
func (g *window) row(o, src, f []float32, y, ch int, t *tail, small *nines) {
	sy, line := y*g.sh-g.top, g.w*ch
	for x := 0; x < g.ow; {
		at, sx := x*ch, x*g.sw-g.left
		if small.w == nil || sy < 0 || sx < 0 || sy+3 > g.h || sx+3 > g.w {
			copy(o[at:at+ch], t.bias)
			g.point(o[at:at+ch], src, f, y, x, ch)
			x++
			continue
		}
		n := 1
		if g.sw == 1 {
			n = min(small.points, g.w-sx-2)
		}
		i, wide := sy*line+sx*ch, (n+2)*ch
		small.see(o[at:at+n*ch], src[i:i+wide], src[i+line:i+line+wide], src[i+2*line:i+2*line+wide])
		x += n
	}
}

// point adds to o what the filters see at one output point.
func (g *window) point(o, src, f []float32, y, x, ch int) {
	x0 := x*g.sw - g.left
	from, to := max(0, -x0), min(g.kw, g.w-x0)
	for ky := range g.kh {
		sy := y*g.sh + ky - g.top
		if sy < 0 || sy >= g.h {
			continue
		}
		a := src[(sy*g.w+x0+from)*ch : (sy*g.w+x0+to)*ch]
		w := f[(ky*g.kw+from)*ch : (ky*g.kw+to)*ch]
		for ; len(a) >= 3*ch; a, w = a[3*ch:], w[3*ch:] {
			mulAdd3(o, a, w, ch)
		}
		for ; len(a) >= ch; a, w = a[ch:], w[ch:] {
			mulAdd(o, a[:ch], w[:ch])
		}
	}
}

// act applies slope or bounds to the numbers of whole points.
func (t *tail) act(o []float32) {
	switch {
	case t.alpha != nil:
		for ; len(o) > 0; o = o[len(t.alpha):] {
			for i, by := range t.alpha {
				if o[i] < 0 {
					o[i] *= by
				}
			}
		}
	case t.acted:
		bound(o, t.lo, t.hi)
	}
}
