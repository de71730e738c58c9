package input_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/input"
)

func TestCauseAsText(t *testing.T) {
	for text, want := range map[string]input.Cause{
		"kf.c.9k":       {Class: input.Key, Trusted: true, Focused: true, Visible: true, Full: true, Age: 12 * time.Millisecond, Count: 344},
		"t7.1u.a3.8xk":  {Class: input.Touch, Trusted: true, Focused: true, Visible: true, Age: 66 * time.Millisecond, Count: 363, Held: 11576 * time.Millisecond},
		"n0.0.0":        {Class: input.None},
		"ae.1.1":        {Class: input.Assist, Focused: true, Visible: true, Full: true, Age: time.Millisecond, Count: 1},
		"mf.2.1.15o":    {Class: input.Mouse, Trusted: true, Focused: true, Visible: true, Full: true, Age: 2 * time.Millisecond, Count: 1, Held: 1500 * time.Millisecond},
		"p1.zzzzzzz.zz": {Class: input.Pen, Trusted: true, Age: 78364164095 * time.Millisecond, Count: 1295},
	} {
		if got, ok := input.ParseCause(text); !ok || got != want || got.String() != text {
			t.Errorf("%q: %+v %v %q", text, got, ok, got.String())
		}
	}
	for _, text := range []string{"", "k", "kf.", "kf.c.", "kf.c", "kf.c.9k.", "xf.c.9k", "kg.c.9k", "kf.C.9k", "kf.c.9k.1.2", "kf.-1.9k", "kf.01.9k", "kf.c.9k ",
		"kf.zzzzzzzzzzzz.1", "kf.c.9k.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "kf,c,9k"} {
		if got, ok := input.ParseCause(text); ok {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// Reading never panics, and what it accepts is written again the same way, within the limit.
func FuzzParseCause(f *testing.F) {
	for _, s := range []string{"kf.c.9k", "t7.1u.a3.8xk", "n0.0.0", "mf.2.1.0", "kf.c", "....", "kf.zzzzzzzzz.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := input.ParseCause(s)
		if !ok {
			return
		}
		again := c.String()
		got, ok := input.ParseCause(again)
		if !ok || got != c || len(again) > input.MaxCause || c.Age < 0 || c.Held < 0 || c.Count < 0 {
			t.Fatalf("%q became %q: %+v %+v", s, again, c, got)
		}
	})
}

func BenchmarkParseCause(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := input.ParseCause("kf.c.9k"); !ok {
			b.Fatal("not read")
		}
	}
}
