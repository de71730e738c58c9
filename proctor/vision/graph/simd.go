//go:build goexperiment.simd && amd64

package graph

import "simd/archsimd"

// Vector says whether this build uses the vector unit.
const Vector = true

// A panel of packed weights has two or three vectors in a row; block rows are done before the next panel is read.
const (
	block = 64
	tile  = 4 // rows at a time
	wide  = 24
)

// fast reports whether the processor has what the vector kernels need.
func fast() bool { return archsimd.X86.AVX2() && archsimd.X86.FMA() }

// panels are packed weights with what is done to each result.
type panels struct {
	k, n, lane int
	w          []float32
	t          *tail
	bias       []float32 // padded to whole panels
}

// pack writes the k×n matrix w in panels of lane columns.
func pack(w []float32, k, n int, t *tail) panels {
	lane := 16
	if n%24 == 0 {
		lane = 24
	}
	all := (n + lane - 1) / lane * lane
	p := panels{k: k, n: n, lane: lane, t: t, w: make([]float32, all*k), bias: make([]float32, all)}
	copy(p.bias, t.bias)
	for c := range n {
		for r := range k {
			p.w[(c/lane*k+r)*lane+c%lane] = w[r*n+c]
		}
	}
	return p
}

// gemm computes m rows of out from m rows of a; add holds as many numbers as out, or none.
func gemm(_ *Runner, out, a []float32, m int, p panels, add []float32) {
	k, n, quick := p.k, p.n, fast()
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for c := 0; c < n; c += p.lane {
			w := p.w[c*k : (c+p.lane)*k]
			for i := from; i < to; i += tile {
				rows := min(tile, to-i)
				switch {
				case quick && c+p.lane <= n && rows == tile && p.t.alpha == nil:
					p.four(out, add, a[i*k:(i+tile)*k], w, i, c)
				default:
					p.rest(out, add, a[i*k:(i+rows)*k], w, i, c, rows, quick)
				}
			}
		}
	}
}

// entry, worthThin and gemmThin: zeros are left out by the plain kernels only, four rows at a time have too few in common.
type entry struct{}

func worthThin(*panels) bool { return false }

func gemmThin(r *Runner, out, a []float32, m int, p panels, add []float32) {
	gemm(r, out, a, m, p, add)
}

// rest computes what does not fill a tile.
func (p *panels) rest(out, add, a, w []float32, i, c, rows int, quick bool) {
	var v [tile][wide]float32
	if k := p.k; quick {
		at := func(r int) []float32 { f := min(r, rows-1) * k; return a[f : f+k] }
		p.loose(&v, at(0), at(1), at(2), at(3), w)
	} else {
		for r := range rows {
			for x, y := range a[r*k : (r+1)*k] {
				for j := range p.lane {
					v[r][j] += y * w[x*p.lane+j]
				}
			}
		}
	}
	for r := range rows {
		for j := range min(p.lane, p.n-c) {
			x := (i+r)*p.n + c + j
			out[x] = p.t.one(v[r][j], c+j, x, add)
		}
	}
}

// four computes four rows of one panel and stores them finished.
func (p *panels) four(out, add, a, w []float32, i, c int) {
	k, n := p.k, p.n
	lo, hi := archsimd.BroadcastFloat32x8(p.t.lo), archsimd.BroadcastFloat32x8(p.t.hi)
	put := func(v archsimd.Float32x8, row, col int) {
		at := (i+row)*n + c + col
		v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(p.bias[c+col:])))
		if add != nil {
			v = v.Add(archsimd.LoadFloat32x8((*[8]float32)(add[at:])))
		}
		v.Max(lo).Min(hi).Store((*[8]float32)(out[at:]))
	}
	if p.lane == 24 {
		x0, y0, z0, x1, y1, z1, x2, y2, z2, x3, y3, z3 := product3(a[:k], a[k:2*k], a[2*k:3*k], a[3*k:4*k], w)
		put(x0, 0, 0)
		put(y0, 0, 8)
		put(z0, 0, 16)
		put(x1, 1, 0)
		put(y1, 1, 8)
		put(z1, 1, 16)
		put(x2, 2, 0)
		put(y2, 2, 8)
		put(z2, 2, 16)
		put(x3, 3, 0)
		put(y3, 3, 8)
		put(z3, 3, 16)
		return
	}
	x0, y0, x1, y1, x2, y2, x3, y3 := product(a[:k], a[k:2*k], a[2*k:3*k], a[3*k:4*k], w)
	put(x0, 0, 0)
	put(y0, 0, 8)
	put(x1, 1, 0)
	put(y1, 1, 8)
	put(x2, 2, 0)
	put(y2, 2, 8)
	put(x3, 3, 0)
	put(y3, 3, 8)
}

// product multiplies four rows with one panel.
func product(a, b, c, d, w []float32) (x0, y0, x1, y1, x2, y2, x3, y3 archsimd.Float32x8) {
	b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
	for i, v := range a {
		p := (*[16]float32)(w)
		w0, w1 := archsimd.LoadFloat32x8((*[8]float32)(p[:8])), archsimd.LoadFloat32x8((*[8]float32)(p[8:]))
		s := archsimd.BroadcastFloat32x8(v)
		x0, y0 = s.MulAdd(w0, x0), s.MulAdd(w1, y0)
		s = archsimd.BroadcastFloat32x8(b[i])
		x1, y1 = s.MulAdd(w0, x1), s.MulAdd(w1, y1)
		s = archsimd.BroadcastFloat32x8(c[i])
		x2, y2 = s.MulAdd(w0, x2), s.MulAdd(w1, y2)
		s = archsimd.BroadcastFloat32x8(d[i])
		x3, y3 = s.MulAdd(w0, x3), s.MulAdd(w1, y3)
		w = w[16:]
	}
	return
}

// product3 is product for panels of three vectors.
func product3(a, b, c, d, w []float32) (x0, y0, z0, x1, y1, z1, x2, y2, z2, x3, y3, z3 archsimd.Float32x8) {
	b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
	for i, v := range a {
		p := (*[24]float32)(w)
		w0, w1, w2 := archsimd.LoadFloat32x8((*[8]float32)(p[:8])), archsimd.LoadFloat32x8((*[8]float32)(p[8:16])), archsimd.LoadFloat32x8((*[8]float32)(p[16:]))
		s := archsimd.BroadcastFloat32x8(v)
		x0, y0, z0 = s.MulAdd(w0, x0), s.MulAdd(w1, y0), s.MulAdd(w2, z0)
		s = archsimd.BroadcastFloat32x8(b[i])
		x1, y1, z1 = s.MulAdd(w0, x1), s.MulAdd(w1, y1), s.MulAdd(w2, z1)
		s = archsimd.BroadcastFloat32x8(c[i])
		x2, y2, z2 = s.MulAdd(w0, x2), s.MulAdd(w1, y2), s.MulAdd(w2, z2)
		s = archsimd.BroadcastFloat32x8(d[i])
		x3, y3, z3 = s.MulAdd(w0, x3), s.MulAdd(w1, y3), s.MulAdd(w2, z3)
		w = w[24:]
	}
	return
}

// loose is product with the results in an array.
func (p *panels) loose(v *[tile][wide]float32, a, b, c, d, w []float32) {
	if p.lane == 24 {
		var r [tile][3]archsimd.Float32x8
		r[0][0], r[0][1], r[0][2], r[1][0], r[1][1], r[1][2], r[2][0], r[2][1], r[2][2], r[3][0], r[3][1], r[3][2] = product3(a, b, c, d, w)
		for i := range r {
			for j := range r[i] {
				r[i][j].StoreSlice(v[i][8*j:])
			}
		}
		return
	}
	var r [tile][2]archsimd.Float32x8
	r[0][0], r[0][1], r[1][0], r[1][1], r[2][0], r[2][1], r[3][0], r[3][1] = product(a, b, c, d, w)
	for i := range r {
		for j := range r[i] {
			r[i][j].StoreSlice(v[i][8*j:])
		}
	}
}

func mulAdd(o, a, w []float32) {
	i := 0
	if fast() {
		for ; i+8 <= len(o); i += 8 {
			archsimd.LoadFloat32x8Slice(a[i:]).MulAdd(archsimd.LoadFloat32x8Slice(w[i:]), archsimd.LoadFloat32x8Slice(o[i:])).StoreSlice(o[i:])
		}
	}
	for ; i < len(o); i++ {
		o[i] += a[i] * w[i]
	}
}

// mulAdd3 adds three points of ch channels, each with its filter.
func mulAdd3(o, a, w []float32, ch int) {
	i := 0
	if fast() {
		for ; i+8 <= ch; i += 8 {
			v := archsimd.LoadFloat32x8Slice(o[i:])
			v = archsimd.LoadFloat32x8Slice(a[i:]).MulAdd(archsimd.LoadFloat32x8Slice(w[i:]), v)
			v = archsimd.LoadFloat32x8Slice(a[ch+i:]).MulAdd(archsimd.LoadFloat32x8Slice(w[ch+i:]), v)
			archsimd.LoadFloat32x8Slice(a[2*ch+i:]).MulAdd(archsimd.LoadFloat32x8Slice(w[2*ch+i:]), v).StoreSlice(o[i:])
		}
	}
	for ; i < ch; i++ {
		o[i] += a[i]*w[i] + a[ch+i]*w[ch+i] + a[2*ch+i]*w[2*ch+i]
	}
}

// nines are filters of 3×3, one for each channel.
type nines struct {
	ch, points int
	bias, w    []float32
}

// packNines takes nine weights for each channel as they stand in the model: the channels of a place together.
func packNines(w, bias []float32, ch int) nines { return nines{ch, 1, bias, w} }

// see writes to o the bias and what the filters see in three rows of three points.
func (p *nines) see(o, r0, r1, r2 []float32) {
	ch, w, bias := p.ch, p.w, p.bias
	if !fast() || ch%8 != 0 {
		copy(o, bias)
		mulAdd3(o, r0, w, ch)
		mulAdd3(o, r1, w[3*ch:], ch)
		mulAdd3(o, r2, w[6*ch:], ch)
		return
	}
	at := func(s []float32, i int) archsimd.Float32x8 { return archsimd.LoadFloat32x8((*[8]float32)(s[i:])) }
	for i := 0; i < ch; i += 8 {
		v := at(r0, i).MulAdd(at(w, i), at(bias, i))
		u := at(r0, ch+i).MulAdd(at(w, ch+i), at(r0, 2*ch+i).Mul(at(w, 2*ch+i)))
		v = at(r1, i).MulAdd(at(w, 3*ch+i), v)
		u = at(r1, ch+i).MulAdd(at(w, 4*ch+i), u)
		v = at(r1, 2*ch+i).MulAdd(at(w, 5*ch+i), v)
		u = at(r2, i).MulAdd(at(w, 6*ch+i), u)
		v = at(r2, ch+i).MulAdd(at(w, 7*ch+i), v)
		u = at(r2, 2*ch+i).MulAdd(at(w, 8*ch+i), u)
		v.Add(u).Store((*[8]float32)(o[i:]))
	}
}

func plus(o, a []float32) {
	i := 0
	if fast() {
		for ; i+8 <= len(o); i += 8 {
			archsimd.LoadFloat32x8Slice(o[i:]).Add(archsimd.LoadFloat32x8Slice(a[i:])).StoreSlice(o[i:])
		}
	}
	for ; i < len(o); i++ {
		o[i] += a[i]
	}
}

func bound(o []float32, lo, hi float32) {
	i := 0
	if fast() {
		l, h := archsimd.BroadcastFloat32x8(lo), archsimd.BroadcastFloat32x8(hi)
		for ; i+8 <= len(o); i += 8 {
			archsimd.LoadFloat32x8Slice(o[i:]).Max(l).Min(h).StoreSlice(o[i:])
		}
	}
	for ; i < len(o); i++ {
		o[i] = min(max(o[i], lo), hi)
	}
}
