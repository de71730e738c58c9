//go:build !(goexperiment.simd && amd64)

package graph

// Vector says whether this build uses the vector unit.
const Vector = false

// lane is how many columns a panel of packed weights has, block how many rows are done before the next panel is read.
const (
	lane  = 4
	block = 64
)

// panels are packed weights with what is done to each result.
type panels struct {
	k, n int
	w    []float32
	t    *tail
}

// pack writes the k×n matrix w in panels of lane columns.
func pack(w []float32, k, n int, t *tail) panels {
	p := panels{k: k, n: n, t: t, w: make([]float32, (n+lane-1)/lane*lane*k)}
	for c := range n {
		for r := range k {
			p.w[(c/lane*k+r)*lane+c%lane] = w[r*n+c]
		}
	}
	return p
}

// gemm computes m rows of out from m rows of a; add holds as many numbers as out, or none.
func gemm(out, a []float32, m int, p panels, add []float32) {
	k, n := p.k, p.n
	for from := 0; from < m; from += block {
		to := min(m, from+block)
		for c := 0; c < n; c += lane {
			w, wide := p.w[c*k:(c+lane)*k], min(lane, n-c)
			i := from
			for ; i+2 <= to; i += 2 {
				var v [2 * lane]float32
				two(&v, a[i*k:(i+1)*k], a[(i+1)*k:(i+2)*k], w)
				p.store(out, add, v[:wide], i*n+c, c)
				p.store(out, add, v[lane:lane+wide], (i+1)*n+c, c)
			}
			if i < to {
				var v [2 * lane]float32
				two(&v, a[i*k:(i+1)*k], a[i*k:(i+1)*k], w)
				p.store(out, add, v[:wide], i*n+c, c)
			}
		}
	}
}

func (p *panels) store(out, add, v []float32, at, c int) {
	t := p.t
	if t.bias == nil || t.alpha != nil {
		for i, x := range v {
			out[at+i] = t.one(x, c+i, at+i, add)
		}
		return
	}
	o, b := out[at:at+len(v)], t.bias[c:c+len(v)]
	if add == nil {
		for i, x := range v {
			o[i] = min(max(x+b[i], t.lo), t.hi)
		}
		return
	}
	more := add[at : at+len(v)]
	for i, x := range v {
		o[i] = min(max(x+b[i]+more[i], t.lo), t.hi)
	}
}

// two multiplies two rows with one panel.
func two(v *[2 * lane]float32, a, b, w []float32) {
	var v0, v1, v2, v3, u0, u1, u2, u3 float32
	b = b[:len(a)]
	for i, x := range a {
		y, c := b[i], (*[lane]float32)(w)
		v0 += x * c[0]
		v1 += x * c[1]
		v2 += x * c[2]
		v3 += x * c[3]
		u0 += y * c[0]
		u1 += y * c[1]
		u2 += y * c[2]
		u3 += y * c[3]
		w = w[lane:]
	}
	*v = [2 * lane]float32{v0, v1, v2, v3, u0, u1, u2, u3}
}

func mulAdd(o, a, w []float32) {
	a, w = a[:len(o)], w[:len(o)]
	for i := range o {
		o[i] += a[i] * w[i]
	}
}

// mulAdd3 adds three points of ch channels, each with its filter.
func mulAdd3(o, a, w []float32, ch int) {
	a0, a1, a2 := a[:ch], a[ch:][:ch], a[2*ch:][:ch]
	w0, w1, w2 := w[:ch], w[ch:][:ch], w[2*ch:][:ch]
	o = o[:ch]
	for i := range o {
		o[i] += a0[i]*w0[i] + a1[i]*w1[i] + a2[i]*w2[i]
	}
}

// nine writes to o the bias and what a filter of 3×3 sees in three rows of three points of ch channels.
func nine(o, bias, r0, r1, r2, w []float32, ch int) {
	copy(o, bias)
	mulAdd3(o, r0, w, ch)
	mulAdd3(o, r1, w[3*ch:], ch)
	mulAdd3(o, r2, w[6*ch:], ch)
}

func plus(o, a []float32) {
	a = a[:len(o)]
	for i := range o {
		o[i] += a[i]
	}
}

func bound(o []float32, lo, hi float32) {
	for i, v := range o {
		o[i] = min(max(v, lo), hi)
	}
}
