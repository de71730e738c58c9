//go:build goexperiment.simd && amd64

package graph

import "simd/archsimd"

// Vector says whether this build uses the vector unit.
const Vector = true

// lane is how many columns a panel of packed weights has, two vectors; block how many rows are done before the next panel is read.
const (
	lane  = 16
	block = 64
	tile  = 4 // rows at a time
)

// fast reports whether the processor has what the vector kernels need.
func fast() bool { return archsimd.X86.AVX2() && archsimd.X86.FMA() }

// panels are packed weights with what is done to each result.
type panels struct {
	k, n int
	w    []float32
	t    *tail
	bias []float32 // padded to whole panels
}

// pack writes the k×n matrix w in panels of lane columns.
func pack(w []float32, k, n int, t *tail) panels {
	wide := (n + lane - 1) / lane * lane
	p := panels{k: k, n: n, t: t, w: make([]float32, wide*k), bias: make([]float32, wide)}
	copy(p.bias, t.bias)
	for c := range n {
		for r := range k {
			p.w[(c/lane*k+r)*lane+c%lane] = w[r*n+c]
		}
	}
	return p
}

// gemm computes m rows of out from m rows of a; add holds as many numbers as out, or none.
func gemm(out, a []float32, m int, p panels, add []float32) {
	k, n, quick := p.k, p.n, fast()
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for c := 0; c < n; c += lane {
			w := p.w[c*k : (c+lane)*k]
			for i := from; i < to; i += tile {
				rows := min(tile, to-i)
				if quick && c+lane <= n && rows == tile && p.t.alpha == nil {
					p.four(out, add, a[i*k:(i+tile)*k], w, i, c)
					continue
				}
				var v [tile][lane]float32
				if quick {
					last := (i + rows - 1) * k
					at := func(r int) []float32 { f := min((i+r)*k, last); return a[f : f+k] }
					loose(&v, at(0), at(1), at(2), at(3), w)
				} else {
					slow4(&v, a[i*k:], k, rows, w)
				}
				for r := range rows {
					for j := range min(lane, n-c) {
						x := (i+r)*n + c + j
						out[x] = p.t.one(v[r][j], c+j, x, add)
					}
				}
			}
		}
	}
}

// four computes four rows of one panel and stores them finished.
func (p *panels) four(out, add, a, w []float32, i, c int) {
	k, n := p.k, p.n
	x0, y0, x1, y1, x2, y2, x3, y3 := product(a[:k], a[k:2*k], a[2*k:3*k], a[3*k:4*k], w)
	b0, b1 := archsimd.LoadFloat32x8Slice(p.bias[c:]), archsimd.LoadFloat32x8Slice(p.bias[c+8:])
	lo, hi := archsimd.BroadcastFloat32x8(p.t.lo), archsimd.BroadcastFloat32x8(p.t.hi)
	put := func(v, b archsimd.Float32x8, at int) {
		v = v.Add(b)
		if add != nil {
			v = v.Add(archsimd.LoadFloat32x8Slice(add[at:]))
		}
		v.Max(lo).Min(hi).StoreSlice(out[at:])
	}
	at := i*n + c
	put(x0, b0, at)
	put(y0, b1, at+8)
	put(x1, b0, at+n)
	put(y1, b1, at+n+8)
	put(x2, b0, at+2*n)
	put(y2, b1, at+2*n+8)
	put(x3, b0, at+3*n)
	put(y3, b1, at+3*n+8)
}

// product multiplies four rows with one panel.
func product(a, b, c, d, w []float32) (x0, y0, x1, y1, x2, y2, x3, y3 archsimd.Float32x8) {
	b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
	for i, v := range a {
		w0, w1 := archsimd.LoadFloat32x8((*[8]float32)(w)), archsimd.LoadFloat32x8((*[8]float32)(w[8:]))
		s := archsimd.BroadcastFloat32x8(v)
		x0, y0 = s.MulAdd(w0, x0), s.MulAdd(w1, y0)
		s = archsimd.BroadcastFloat32x8(b[i])
		x1, y1 = s.MulAdd(w0, x1), s.MulAdd(w1, y1)
		s = archsimd.BroadcastFloat32x8(c[i])
		x2, y2 = s.MulAdd(w0, x2), s.MulAdd(w1, y2)
		s = archsimd.BroadcastFloat32x8(d[i])
		x3, y3 = s.MulAdd(w0, x3), s.MulAdd(w1, y3)
		w = w[lane:]
	}
	return
}

// loose is product for what does not fill a tile.
func loose(v *[tile][lane]float32, a, b, c, d, w []float32) {
	x0, y0, x1, y1, x2, y2, x3, y3 := product(a, b, c, d, w)
	x0.StoreSlice(v[0][:])
	y0.StoreSlice(v[0][8:])
	x1.StoreSlice(v[1][:])
	y1.StoreSlice(v[1][8:])
	x2.StoreSlice(v[2][:])
	y2.StoreSlice(v[2][8:])
	x3.StoreSlice(v[3][:])
	y3.StoreSlice(v[3][8:])
}

// slow4 is for processors without the vector unit.
func slow4(v *[tile][lane]float32, a []float32, k, rows int, w []float32) {
	for r := range rows {
		for i, x := range a[r*k : (r+1)*k] {
			for j := range lane {
				v[r][j] += x * w[i*lane+j]
			}
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
