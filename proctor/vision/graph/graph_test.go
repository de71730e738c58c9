package graph

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"testing/fstest"
)

// small writes a model file with these nodes and constants.
type small struct {
	nodes   []map[string]any
	weights []map[string]any
	bytes   []byte
}

func (s *small) constant(name string, shape []int, data []float32, kind string) {
	s.nodes = append(s.nodes, map[string]any{"name": name, "op": "Const"})
	s.weights = append(s.weights, map[string]any{"name": name, "shape": shape, "dtype": kind})
	for _, v := range data {
		if kind == "int32" {
			s.bytes = binary.LittleEndian.AppendUint32(s.bytes, uint32(int32(v)))
		} else {
			s.bytes = binary.LittleEndian.AppendUint32(s.bytes, math.Float32bits(v))
		}
	}
}

func (s *small) node(name, op string, attr map[string]any, in ...string) {
	s.nodes = append(s.nodes, map[string]any{"name": name, "op": op, "input": in, "attr": attr})
}

func (s *small) input(h, w, c int) {
	dim := []map[string]any{{"size": "-1"}, {"size": fmt.Sprint(h)}, {"size": fmt.Sprint(w)}, {"size": fmt.Sprint(c)}}
	s.node("in", "Placeholder", map[string]any{"shape": map[string]any{"shape": map[string]any{"dim": dim}}})
}

func (s *small) files(t *testing.T) fstest.MapFS {
	t.Helper()
	b, err := json.Marshal(map[string]any{"format": "graph-model", "modelTopology": map[string]any{"node": s.nodes},
		"weightsManifest": []any{map[string]any{"paths": []string{"m.bin"}, "weights": s.weights}}})
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"m.json": {Data: b}, "m.bin": {Data: s.bytes}}
}

func moves(stride int, padding string) map[string]any {
	n := fmt.Sprint(stride)
	return map[string]any{"strides": map[string]any{"list": map[string]any{"i": []string{"1", n, n, "1"}}},
		"dilations": map[string]any{"list": map[string]any{"i": []string{"1", "1", "1", "1"}}}, "padding": map[string]any{"s": padding}, "data_format": map[string]any{"s": "TkhXQw=="}}
}

func random(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.NormFloat64())
	}
	return out
}

// slow is the convolution as the textbook writes it. f is [kh][kw][cin][cout]; depthwise: [kh][kw][cin][1].
func slow(in []float32, h, w, ch int, f []float32, kh, kw, out, stride int, same, depthwise bool) ([]float64, int, int) {
	oh, ow, top, left := (h-kh)/stride+1, (w-kw)/stride+1, 0, 0
	if same {
		oh, ow = (h+stride-1)/stride, (w+stride-1)/stride
		top, left = max(0, (oh-1)*stride+kh-h)/2, max(0, (ow-1)*stride+kw-w)/2
	}
	res := make([]float64, oh*ow*out)
	for y := range oh {
		for x := range ow {
			for ky := range kh {
				for kx := range kw {
					sy, sx := y*stride+ky-top, x*stride+kx-left
					if sy < 0 || sx < 0 || sy >= h || sx >= w {
						continue
					}
					for c := range ch {
						v := float64(in[(sy*w+sx)*ch+c])
						if depthwise {
							res[(y*ow+x)*out+c] += v * float64(f[(ky*kw+kx)*ch+c])
							continue
						}
						for o := range out {
							res[(y*ow+x)*out+o] += v * float64(f[((ky*kw+kx)*ch+c)*out+o])
						}
					}
				}
			}
		}
	}
	return res, oh, ow
}

func run(t *testing.T, s *small, in []float32, output string) []float32 {
	t.Helper()
	m, err := Load(s.files(t), "m.json", output)
	if err != nil {
		t.Fatal(err)
	}
	r := m.Runner()
	for range 2 { // the second run must not see the first
		copy(r.Feed(), in)
		r.Run()
	}
	return r.Output(output)
}

func same(t *testing.T, what string, got []float32, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range got {
		if math.Abs(float64(got[i])-want[i]) > 1e-4*(1+math.Abs(want[i])) {
			t.Fatalf("%s: number %d is %g, want %g", what, i, got[i], want[i])
		}
	}
}

func TestConvolutions(t *testing.T) {
	for _, c := range []struct{ h, w, ch, kh, kw, out, stride int }{
		{7, 5, 3, 1, 1, 8, 1}, {8, 8, 24, 1, 1, 2, 1}, {9, 6, 3, 3, 3, 5, 2}, {16, 16, 3, 5, 5, 24, 2}, {5, 5, 16, 3, 3, 7, 1}, {4, 4, 8, 2, 2, 9, 2}, {3, 3, 33, 1, 1, 17, 2}, {5, 16, 24, 3, 3, 24, 1}, {3, 3, 120, 3, 3, 2, 1},
	} {
		for _, padding := range []string{"U0FNRQ==", "VkFMSUQ="} {
			for _, depthwise := range []bool{false, true} {
				name := fmt.Sprintf("%v %s depthwise=%v", c, text(padding), depthwise)
				if depthwise {
					c.out = c.ch
				}
				n := c.kh * c.kw * c.ch * c.out
				shape, op := []int{c.kh, c.kw, c.ch, c.out}, "Conv2D"
				if depthwise {
					n, shape, op = c.kh*c.kw*c.ch, []int{c.kh, c.kw, c.ch, 1}, "DepthwiseConv2dNative"
				}
				f, scale, bias, in := random(n, 2), random(c.out, 3), random(c.out, 4), random(c.h*c.w*c.ch, 5)
				var s small
				s.input(c.h, c.w, c.ch)
				s.constant("f", shape, f, "float32")
				s.constant("scale", []int{c.out}, scale, "float32")
				s.constant("bias", []int{c.out}, bias, "float32")
				s.constant("six", nil, []float32{6}, "float32")
				s.node("conv", op, moves(c.stride, padding), "in", "f")
				s.node("mul", "Mul", nil, "conv", "scale")
				s.node("add", "AddV2", nil, "mul", "bias")
				s.node("relu", "Relu", nil, "add")
				s.node("min", "Minimum", nil, "relu", "six")
				want, _, _ := slow(in, c.h, c.w, c.ch, f, c.kh, c.kw, c.out, c.stride, text(padding) == "SAME", depthwise)
				same(t, name+" alone", run(t, &s, in, "conv"), want)
				for i, v := range want {
					want[i] = min(max(v*float64(scale[i%c.out])+float64(bias[i%c.out]), 0), 6)
				}
				same(t, name, run(t, &s, in, "min"), want)
			}
		}
	}
}

func TestOperationsAroundThem(t *testing.T) {
	const h, w, ch = 6, 4, 8
	in := random(h*w*ch, 9)
	f := random(ch*ch, 10)
	conv, _, _ := slow(in, h, w, ch, f, 1, 1, ch, 1, true, false)
	alpha := random(ch, 11)
	begin := func() *small {
		var s small
		s.input(h, w, ch)
		s.constant("f", []int{1, 1, ch, ch}, f, "float32")
		s.node("conv", "Conv2D", moves(1, "U0FNRQ=="), "in", "f")
		return &s
	}
	t.Run("residual, then slope", func(t *testing.T) {
		s := begin()
		s.constant("alpha", []int{1, 1, ch}, alpha, "float32")
		s.node("add", "Add", nil, "in", "conv")
		s.node("out", "Prelu", nil, "add", "alpha")
		want := make([]float64, len(conv))
		for i, v := range conv {
			if want[i] = v + float64(in[i]); want[i] < 0 {
				want[i] *= float64(alpha[i%ch])
			}
		}
		same(t, "out", run(t, s, in, "out"), want)
	})
	t.Run("one value used twice", func(t *testing.T) {
		s := begin()
		s.node("relu", "Relu", nil, "conv")
		s.node("pool", "MaxPool", func() map[string]any {
			a := moves(2, "U0FNRQ==")
			a["ksize"] = map[string]any{"list": map[string]any{"i": []string{"1", "2", "2", "1"}}}
			return a
		}(), "relu")
		s.constant("pads", []int{4, 2}, []float32{0, 0, 0, 3, 0, 2, 0, 0}, "int32")
		s.node("pad", "Pad", nil, "pool", "pads")
		s.node("out", "AddV2", nil, "pad", "relu")
		want := make([]float64, len(conv))
		at := func(y, x, c int) float64 { return max(conv[(y*w+x)*ch+c], 0) }
		for y := range h {
			for x := range w {
				for c := range ch {
					v := at(y, x, c)
					if y < h/2 && x < w/2 {
						v += max(at(2*y, 2*x, c), at(2*y+1, 2*x, c), at(2*y, 2*x+1, c), at(2*y+1, 2*x+1, c))
					}
					want[(y*w+x)*ch+c] = v
				}
			}
		}
		same(t, "out", run(t, s, in, "out"), want)
	})
	t.Run("mean, product, sigmoid", func(t *testing.T) {
		s := begin()
		s.constant("axes", []int{2}, []float32{1, 2}, "int32")
		s.constant("m", []int{ch, 3}, f[:ch*3], "float32")
		s.node("mean", "Mean", map[string]any{"keep_dims": map[string]any{"b": false}}, "conv", "axes")
		s.node("product", "MatMul", nil, "mean", "m")
		s.node("out", "Sigmoid", nil, "product")
		want := make([]float64, 3)
		for o := range want {
			for c := range ch {
				sum := 0.0
				for i := c; i < len(conv); i += ch {
					sum += conv[i]
				}
				want[o] += sum / (h * w) * float64(f[c*3+o])
			}
			want[o] = 1 / (1 + math.Exp(-want[o]))
		}
		same(t, "out", run(t, s, in, "out"), want)
	})
	t.Run("reshape", func(t *testing.T) {
		s := begin()
		s.constant("to", []int{3}, []float32{1, -1, 2}, "int32")
		s.node("out", "Reshape", nil, "conv", "to")
		same(t, "out", run(t, s, in, "out"), conv)
	})
}

// What is done with results is written in several ways: for the bounds of relu, with and without one above, for others, for slopes.
func TestWhatIsDoneWithResults(t *testing.T) {
	const h, w, ch = 4, 11, 8
	in, alpha := random(h*w*ch, 21), random(ch, 22)
	for _, depthwise := range []bool{false, true} {
		op, shape, n := "Conv2D", []int{3, 3, ch, ch}, 9*ch*ch
		if depthwise {
			op, shape, n = "DepthwiseConv2dNative", []int{3, 3, ch, 1}, 9*ch
		}
		f := random(n, 23)
		plain, _, _ := slow(in, h, w, ch, f, 3, 3, ch, 1, true, depthwise)
		for _, residual := range []bool{false, true} {
			for name, do := range map[string]struct {
				nodes func(s *small, from string)
				want  func(v float64, c int) float64
			}{
				"nothing": {func(s *small, from string) { s.node("out", "Identity", nil, from) }, func(v float64, _ int) float64 { return v }},
				"relu":    {func(s *small, from string) { s.node("out", "Relu", nil, from) }, func(v float64, _ int) float64 { return max(v, 0) }},
				"relu6":   {func(s *small, from string) { s.node("out", "Relu6", nil, from) }, func(v float64, _ int) float64 { return min(max(v, 0), 6) }},
				"bounds": {func(s *small, from string) {
					s.constant("low", nil, []float32{-1.5}, "float32")
					s.constant("high", nil, []float32{0.5}, "float32")
					s.node("low2", "Maximum", nil, from, "low")
					s.node("out", "Minimum", nil, "low2", "high")
				}, func(v float64, _ int) float64 { return min(max(v, -1.5), 0.5) }},
				"slope": {func(s *small, from string) {
					s.constant("alpha", []int{1, 1, ch}, alpha, "float32")
					s.node("out", "Prelu", nil, from, "alpha")
				}, func(v float64, c int) float64 { return max(v, 0) + min(v, 0)*float64(alpha[c]) }},
			} {
				var s small
				s.input(h, w, ch)
				s.constant("f", shape, f, "float32")
				s.node("conv", op, moves(1, "U0FNRQ=="), "in", "f")
				from, want := "conv", make([]float64, len(plain))
				if residual {
					s.node("add", "AddV2", nil, "conv", "in")
					from = "add"
				}
				do.nodes(&s, from)
				for i, v := range plain {
					if residual {
						v += float64(in[i])
					}
					want[i] = do.want(v, i%ch)
				}
				same(t, fmt.Sprintf("%s of %s, residual %v", name, op, residual), run(t, &s, in, "out"), want)
			}
		}
	}
}

func TestBrokenModelsAreRefused(t *testing.T) {
	good := func() *small {
		var s small
		s.input(4, 4, 2)
		s.constant("f", []int{1, 1, 2, 3}, random(6, 1), "float32")
		s.node("out", "Conv2D", moves(1, "U0FNRQ=="), "in", "f")
		return &s
	}
	if _, err := Load(good().files(t), "m.json", "out"); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(s *small){
		"weights cut off":        func(s *small) { s.bytes = s.bytes[:5] },
		"unknown operation":      func(s *small) { s.nodes[2]["op"] = "Exec" },
		"another filter":         func(s *small) { s.weights[0]["shape"] = []int{1, 1, 3, 2} },
		"huge filter":            func(s *small) { s.weights[0]["shape"] = []int{1 << 20, 1 << 20, 2, 3} },
		"negative filter":        func(s *small) { s.weights[0]["shape"] = []int{1, 1, -2, -3} },
		"stands on itself":       func(s *small) { s.nodes[2]["input"] = []string{"out", "f"} },
		"an input is missing":    func(s *small) { s.nodes[2]["input"] = []string{"in"} },
		"an input is unknown":    func(s *small) { s.nodes[2]["input"] = []string{"in", "g"} },
		"no stride":              func(s *small) { s.nodes[2]["attr"] = map[string]any{} },
		"stride 0":               func(s *small) { s.nodes[2]["attr"] = moves(0, "U0FNRQ==") },
		"unknown padding":        func(s *small) { s.nodes[2]["attr"] = moves(1, "Rk9P") },
		"numbers of 64 bits":     func(s *small) { s.weights[0]["dtype"] = "float64" },
		"the filter is an input": func(s *small) { s.nodes[2]["input"] = []string{"in", "in"} },
	} {
		t.Run(name, func(t *testing.T) {
			s := good()
			spoil(s)
			if _, err := Load(s.files(t), "m.json", "out"); err == nil {
				t.Error("loaded")
			}
		})
	}
	files := good().files(t)
	if _, err := Load(files, "m.json", "nothing"); err == nil {
		t.Error("an output that is not there")
	}
	files["m.json"].Data = files["m.json"].Data[:100]
	if _, err := Load(files, "m.json", "out"); err == nil {
		t.Error("half a file")
	}
}

func TestNumbersOf16Bits(t *testing.T) {
	for h, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x7bff: 65504, 0x0001: 1.0 / (1 << 24), 0x8001: -1.0 / (1 << 24), 0x3555: 0.33325195, 0x7c00: float32(math.Inf(1))} {
		if got := half(h); got != want {
			t.Errorf("%#x is %g, want %g", h, got, want)
		}
	}
}
