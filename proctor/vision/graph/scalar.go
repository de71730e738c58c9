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
	w    [][lane]float32
	bias []float32 // padded to whole panels
	t    *tail
	half bool  // the bounds are 0 and perhaps something above it,
	hi   int32 // whose bits these are
	bare bool  // there are no bounds
}

// pack writes the k×n matrix w in panels of lane columns.
func pack(w []float32, k, n int, t *tail) panels {
	all := (n + lane - 1) / lane * lane
	p := panels{k: k, n: n, t: t, w: make([][lane]float32, all/lane*k+mostThin), bias: make([]float32, all)}
	copy(p.bias, t.bias)
	p.hi = int32(math.Float32bits(t.hi))
	p.half = t.alpha == nil && t.lo == 0 && t.hi >= 0
	p.bare = t.alpha == nil && !t.acted
	for c := range n {
		for r := range k {
			p.w[c/lane*k+r][c%lane] = w[r*n+c]
		}
	}
	return p
}

// gemm computes m rows of out from m rows of a; add holds as many numbers as out, or none.
//
//go:norace
func gemm(_ *Runner, out, a []float32, m int, p panels, add []float32) {
	k, n, hi := p.k, p.n, p.hi
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for c := 0; c < n; c += lane {
			w := p.w[c/lane*k:][:k]
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
				o[0], o[1], o[2], o[3] = within(v0, hi), within(v1, hi), within(v2, hi), within(v3, hi)
				o[4], o[5], o[6], o[7] = within(v4, hi), within(v5, hi), within(v6, hi), within(v7, hi)
			}
		}
	}
}

// rest computes what does not fill a panel, or is done with results in a way that is rare.
func (p *panels) rest(out, add, a []float32, w [][lane]float32, from, to, c int) {
	for i := from; i < to; i++ {
		var v [lane]float32
		v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7] = product(a[i*p.k:(i+1)*p.k], w)
		for j, x := range v[:min(lane, p.n-c)] {
			at := i*p.n + c + j
			out[at] = p.t.one(x, c+j, at, add)
		}
	}
}

// within is x between 0 and the number whose bits are hi. Numbers that are not negative stand in the order of their bits; min and max of
// float32 ask about what no network here has, and take three times as long.
//
//go:norace
func within(x float32, hi int32) float32 {
	return math.Float32frombits(uint32(min(max(int32(math.Float32bits(x)), 0), hi)))
}

// product multiplies a row with one panel. Each sum is made in the order of the row; written out, because the compiler keeps what it
// needs in registers then.
//
//go:norace
func product(a []float32, w [][lane]float32) (v0, v1, v2, v3, v4, v5, v6, v7 float32) {
	for len(a) >= 4 && len(w) >= 4 {
		p := (*[4]float32)(a)
		x, c := p[0], &w[0]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[1], &w[1]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[2], &w[2]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[3], &w[3]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		a, w = a[4:], w[4:]
	}
	w = w[:len(a)]
	for i, x := range a {
		c := &w[i]
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

// entry is a number of a row that is not 0, and its place.
type entry struct {
	at uint32
	x  float32
}

// mostThin is the longest row of that kind; nothing has to be checked of a place below it.
const mostThin = 1024

// worthThin reports whether a row is multiplied with enough panels to pay for looking for its zeros.
func worthThin(p *panels) bool { return p.half && p.k <= mostThin && p.n%lane == 0 && p.n >= 4*lane }

// gemmThin is gemm for rows in which many numbers are 0, as behind an activation that makes what is negative 0: they add nothing to
// any sum, so that the results have the same bits. Nothing is added behind the bias, and the bounds begin at 0.
//
//go:norace
func gemmThin(r *Runner, out, a []float32, m int, p panels, _ []float32) {
	k, n, hi := p.k, p.n, p.hi
	var rows [block][]entry
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for i := from; i < to; i++ {
			at := (i - from) * k
			rows[i-from] = thin(r.thin[at:at+k], a[i*k:(i+1)*k])
		}
		for c := 0; c < n; c += lane {
			w, b := (*[mostThin][lane]float32)(p.w[c/lane*k:]), (*[lane]float32)(p.bias[c:])
			for i := from; i < to; i++ {
				v0, v1, v2, v3, v4, v5, v6, v7 := productThin(rows[i-from], w)
				o := (*[lane]float32)(out[i*n+c:])
				o[0], o[1], o[2], o[3] = within(v0+b[0], hi), within(v1+b[1], hi), within(v2+b[2], hi), within(v3+b[3], hi)
				o[4], o[5], o[6], o[7] = within(v4+b[4], hi), within(v5+b[5], hi), within(v6+b[6], hi), within(v7+b[7], hi)
			}
		}
	}
}

// thin writes to list what is not 0 in a row.
//
//go:norace
func thin(list []entry, row []float32) []entry {
	n := 0
	list = list[:len(row)]
	for i, x := range row {
		list[n] = entry{uint32(i), x}
		b := math.Float32bits(x)
		n += int((b | -b) >> 31) // no branch: nobody can foretell it
	}
	return list[:n]
}

// productThin is product for what is not 0.
//
//go:norace
func productThin(list []entry, w *[mostThin][lane]float32) (v0, v1, v2, v3, v4, v5, v6, v7 float32) {
	for len(list) >= 4 {
		p := (*[4]entry)(list)
		x, c := p[0].x, &w[p[0].at%mostThin]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[1].x, &w[p[1].at%mostThin]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[2].x, &w[p[2].at%mostThin]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		x, c = p[3].x, &w[p[3].at%mostThin]
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		v4 += x * c[4]
		v5 += x * c[5]
		v6 += x * c[6]
		v7 += x * c[7]
		list = list[4:]
	}
	for _, e := range list {
		x, c := e.x, &w[e.at%mostThin]
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
	w, bias := p.w[:n], p.bias[:n]
	a0, a1, a2 := r0[:n], r0[ch:][:n], r0[2*ch:][:n]
	b0, b1, b2 := r1[:n], r1[ch:][:n], r1[2*ch:][:n]
	c0, c1, c2 := r2[:n], r2[ch:][:n], r2[2*ch:][:n]
	for i := range w {
		f := &w[i]
		v := bias[i] + (a0[i]*f[0] + a1[i]*f[1] + a2[i]*f[2])
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
	most := int32(math.Float32bits(hi))
	for i, v := range o {
		o[i] = within(v, most)
	}
}
