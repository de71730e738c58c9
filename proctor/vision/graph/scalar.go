//go:build !(goexperiment.simd && amd64)

package graph

import "math"

// Vector says whether this build uses the vector unit.
const Vector = false

// lane is how many columns a panel of packed weights has, block how many rows are done before the next panel is read.
const (
	lane  = 8
	block = 64
)

// panels are packed weights with what is done to each result.
type panels struct {
	k, n int
	w    []float32
	bias []float32 // padded to whole panels
	t    *tail
	half bool // the bounds are 0 and perhaps something above it
	most bool // there is something above it
	bare bool // there are no bounds
}

// pack writes the k×n matrix w in panels of lane columns.
func pack(w []float32, k, n int, t *tail) panels {
	all := (n + lane - 1) / lane * lane
	p := panels{k: k, n: n, t: t, w: make([]float32, all*k), bias: make([]float32, all)}
	copy(p.bias, t.bias)
	p.most = t.hi < float32(math.Inf(1))
	p.half = t.alpha == nil && t.lo == 0 && t.hi >= 0
	p.bare = t.alpha == nil && !t.acted
	for c := range n {
		for r := range k {
			p.w[(c/lane*k+r)*lane+c%lane] = w[r*n+c]
		}
	}
	return p
}

// gemm computes m rows of out from m rows of a; add holds as many numbers as out, or none.
//
//go:norace
func gemm(out, a []float32, m int, p panels, add []float32) {
	k, n := p.k, p.n
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for c := 0; c < n; c += lane {
			w := p.w[c*k : (c+lane)*k]
			if c+lane > n || !p.half && !p.bare {
				p.rest(out, add, a, w, from, to, c)
				continue
			}
			b := (*[lane]float32)(p.bias[c:])
			for i := from; i < to; i++ {
				v0, v1, v2, v3, v4, v5, v6, v7 := product(a[i*k:(i+1)*k], w)
				v0, v1, v2, v3, v4, v5, v6, v7 = v0+b[0], v1+b[1], v2+b[2], v3+b[3], v4+b[4], v5+b[5], v6+b[6], v7+b[7]
				if add != nil {
					d := (*[lane]float32)(add[i*n+c:])
					v0, v1, v2, v3, v4, v5, v6, v7 = v0+d[0], v1+d[1], v2+d[2], v3+d[3], v4+d[4], v5+d[5], v6+d[6], v7+d[7]
				}
				o := (*[lane]float32)(out[i*n+c:])
				if p.bare {
					o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7] = v0, v1, v2, v3, v4, v5, v6, v7
					continue
				}
				o[0], o[1], o[2], o[3] = positive(v0), positive(v1), positive(v2), positive(v3)
				o[4], o[5], o[6], o[7] = positive(v4), positive(v5), positive(v6), positive(v7)
				if p.most {
					for j, v := range o {
						if v > p.t.hi {
							o[j] = p.t.hi
						}
					}
				}
			}
		}
	}
}

// rest computes what does not fill a panel, or is done with results in a way that is rare.
func (p *panels) rest(out, add, a, w []float32, from, to, c int) {
	for i := from; i < to; i++ {
		var v [lane]float32
		v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7] = product(a[i*p.k:(i+1)*p.k], w)
		for j, x := range v[:min(lane, p.n-c)] {
			at := i*p.n + c + j
			out[at] = p.t.one(x, c+j, at, add)
		}
	}
}

// positive is x, or 0 in its place when it is negative; max asks about what no network here has, and takes three times as long.
//
//go:norace
func positive(x float32) float32 {
	b := math.Float32bits(x)
	return math.Float32frombits(b &^ uint32(int32(b)>>31))
}

// product multiplies a row with one panel. Each sum is made in the order of the row; written out, because the compiler keeps what it
// needs in registers then.
//
//go:norace
func product(a, w []float32) (v0, v1, v2, v3, v4, v5, v6, v7 float32) {
	for len(a) >= 4 && len(w) >= 4*lane {
		p, c := (*[4]float32)(a), (*[4 * lane]float32)(w)
		x := p[0]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x = p[1]
		v0 += x * c[8]
		v1 += x * c[9]
		v2 += x * c[10]
		v3 += x * c[11]
		v4 += x * c[12]
		v5 += x * c[13]
		v6 += x * c[14]
		v7 += x * c[15]
		x = p[2]
		v0 += x * c[16]
		v1 += x * c[17]
		v2 += x * c[18]
		v3 += x * c[19]
		v4 += x * c[20]
		v5 += x * c[21]
		v6 += x * c[22]
		v7 += x * c[23]
		x = p[3]
		v0 += x * c[24]
		v1 += x * c[25]
		v2 += x * c[26]
		v3 += x * c[27]
		v4 += x * c[28]
		v5 += x * c[29]
		v6 += x * c[30]
		v7 += x * c[31]
		a, w = a[4:], w[4*lane:]
	}
	for i, x := range a {
		c := (*[lane]float32)(w[i*lane:])
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
	}
	return
}

func mulAdd(o, a, w []float32) {
	a, w = a[:len(o)], w[:len(o)]
	for i := range o {
		o[i] += a[i] * w[i]
	}
}

// mulAdd3 adds three points of ch channels, each with its filter.
//
//go:norace
func mulAdd3(o, a, w []float32, ch int) {
	a0, a1, a2 := a[:ch], a[ch:][:ch], a[2*ch:][:ch]
	w0, w1, w2 := w[:ch], w[ch:][:ch], w[2*ch:][:ch]
	o = o[:ch]
	for i := range o {
		o[i] += a0[i]*w0[i] + a1[i]*w1[i] + a2[i]*w2[i]
	}
}

// nines are filters of 3×3, one for each channel, written so often one after the other that a few points can be done at once.
type nines struct {
	ch, points int
	bias       []float32
	w          [][9]float32
}

// atOnce is how many numbers are worth a call.
const atOnce = 96

// packNines takes nine weights for each channel as they stand in the model: the channels of a place together.
func packNines(w, bias []float32, ch int) nines {
	p := nines{ch: ch, points: max(1, atOnce/ch)}
	for range p.points {
		p.bias = append(p.bias, bias...)
		for c := range ch {
			var f [9]float32
			for i := range f {
				f[i] = w[i*ch+c]
			}
			p.w = append(p.w, f)
		}
	}
	return p
}

// see writes to o, which has room for a few points side by side, the bias and what the filters see in three rows.
//
//go:norace
func (p *nines) see(o, r0, r1, r2 []float32) {
	n, ch := len(o), p.ch
	w := p.w[:n]
	copy(o, p.bias)
	a0, a1, a2 := r0[:n], r0[ch:][:n], r0[2*ch:][:n]
	b0, b1, b2 := r1[:n], r1[ch:][:n], r1[2*ch:][:n]
	c0, c1, c2 := r2[:n], r2[ch:][:n], r2[2*ch:][:n]
	for i := range w {
		f := &w[i]
		v := o[i] + (a0[i]*f[0] + a1[i]*f[1] + a2[i]*f[2])
		v += b0[i]*f[3] + b1[i]*f[4] + b2[i]*f[5]
		o[i] = v + (c0[i]*f[6] + c1[i]*f[7] + c2[i]*f[8])
	}
}

//go:norace
func plus(o, a []float32) {
	a = a[:len(o)]
	for i := range o {
		o[i] += a[i]
	}
}

//go:norace
func bound(o []float32, lo, hi float32) {
	if lo != 0 || hi < 0 {
		for i, v := range o {
			o[i] = min(max(v, lo), hi)
		}
		return
	}
	for i, v := range o {
		if v = positive(v); v > hi {
			v = hi
		}
		o[i] = v
	}
}
