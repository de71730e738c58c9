package graph

import (
	"fmt"
	"math"
	"testing"
)

// layers is a network like those of faces: a wide filter with strides, blocks of two convolutions with what came before added, a pool.
func layers(t *testing.T) *Model {
	t.Helper()
	const ch = 24
	var s small
	s.input(40, 12, 3)
	s.constant("f0", []int{5, 5, 3, ch}, random(75*ch, 1), "float32")
	s.node("c0", "Conv2D", moves(2, "U0FNRQ=="), "in", "f0")
	s.node("v0", "Relu", nil, "c0")
	for i := range 3 {
		n := func(what string, at int) string { return fmt.Sprint(what, at) }
		s.constant(n("d", i), []int{3, 3, ch, 1}, random(9*ch, uint64(10+i)), "float32")
		s.constant(n("f", i+1), []int{1, 1, ch, ch}, random(ch*ch, uint64(20+i)), "float32")
		s.node(n("deep", i), "DepthwiseConv2dNative", moves(1, "U0FNRQ=="), n("v", i), n("d", i))
		s.node(n("c", i+1), "Conv2D", moves(1, "U0FNRQ=="), n("deep", i), n("f", i+1))
		s.node(n("a", i), "AddV2", nil, n("c", i+1), n("v", i))
		s.node(n("v", i+1), "Relu6", nil, n("a", i))
	}
	s.constant("last", []int{1, 1, ch, 64}, random(ch*64, 30), "float32")
	s.node("out", "Conv2D", moves(1, "U0FNRQ=="), "v3", "last")
	m, err := Load(s.files(t), "m.json", "out")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What is kept of the even rows around a picture changes no bit of any output, whatever came before.
func TestEvenRowsAreComputedOnce(t *testing.T) {
	m := layers(t)
	used := m.Runner()
	h, w, ch := m.Input()
	saved := 0
	for i, c := range []struct {
		top, low int
		fill     float32
	}{{6, 6, -1}, {6, 6, -1}, {10, 9, -1}, {6, 6, -1}, {0, 0, -1}, {6, 6, -1}, {40, 0, -1}, {8, 0, -1}, {8, 1, -1}, {9, 0, -1}, {9, 0, 0}, {9, 0, 0}, {3, 2, 0}, {9, 4, 0}} {
		in := random(h*w*ch, uint64(100+i))
		for j := range in {
			if y := j / (w * ch); y < c.top || y >= h-c.low {
				in[j] = c.fill
			}
		}
		fresh := m.Runner()
		copy(fresh.Feed(), in)
		copy(used.Feed(), in)
		fresh.Run()
		if open, ok := between(used.Feed(), h); ok && used.frame.holds(c.fill, open) {
			saved++
		}
		used.Run()
		got, want := used.Output("out"), fresh.Output("out")
		for j := range want {
			if math.Float32bits(got[j]) != math.Float32bits(want[j]) {
				t.Fatalf("picture %d: number %d is %g, want %g", i, j, got[j], want[j])
			}
		}
	}
	if saved != 9 {
		t.Errorf("what was kept was used for %d pictures", saved)
	}
	if s := used.frame.steps[0]; (s != span{3, 20}) {
		t.Errorf("of the first layer rows %v are computed each time", s)
	}
}

// Leaving zeros out changes no bit.
func TestZerosAreLeftOut(t *testing.T) {
	for _, hi := range []bool{false, true} {
		const m, k, n = 70, 37, 64
		tl := plain()
		tl.bias = random(n, 1)
		tl.atLeast(0)
		if hi {
			tl.atMost(6)
		}
		w, a := random(k*n, 2), random(m*k, 3)
		for i := range a {
			switch {
			case i%11 == 0:
				a[i] = float32(math.Copysign(0, -1))
			case i/k == 5 || a[i] < 0:
				a[i] = 0
			}
		}
		p := pack(w, k, n, &tl)
		r := &Runner{thin: make([]entry, block*k)}
		got, want := make([]float32, m*n), make([]float32, m*n)
		gemmThin(r, got, a, m, p, nil)
		gemm(r, want, a, m, p, nil)
		for i := range want {
			if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
				t.Fatalf("number %d is %g, want %g", i, got[i], want[i])
			}
		}
	}
}
