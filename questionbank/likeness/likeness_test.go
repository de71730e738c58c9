package likeness_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/questionbank/likeness"
)

// plainly compares all with all.
func plainly(texts []string, from, percent int) map[[2]int]int {
	set := func(s string) map[string]bool {
		out := map[string]bool{}
		r := []rune(s)
		if len(r) == 1 {
			out[s] = true
		}
		for i := 1; i < len(r); i++ {
			out[string(r[i-1:i+1])] = true
		}
		return out
	}
	out := map[[2]int]int{}
	for b := from; b < len(texts); b++ {
		for a := range b {
			x, y := set(texts[a]), set(texts[b])
			shared := 0
			for g := range x {
				if y[g] {
					shared++
				}
			}
			if all := len(x) + len(y) - shared; all > 0 && shared*100/all >= percent {
				out[[2]int{a, b}] = shared * 100 / all
			}
		}
	}
	return out
}

func TestTheSearchFindsWhatComparingAllWithAllFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙丁")), 0, 9, -1), 0, 12).Draw(t, "texts")
		from := rapid.IntRange(0, len(texts)).Draw(t, "from")
		percent := rapid.IntRange(50, 100).Draw(t, "percent")
		want := plainly(texts, from, percent)
		got, complete := likeness.Find(texts, from, percent)
		if !complete || len(got) != len(want) {
			t.Fatalf("%d pairs, want %d", len(got), len(want))
		}
		for _, p := range got {
			if want[[2]int{p.A, p.B}] != p.Percent {
				t.Fatalf("%+v, want %d", p, want[[2]int{p.A, p.B}])
			}
		}
	})
}

// Where all texts are the same, all pairs are alike: the search ends, and says that it did not see all.
func TestTheCostIsBounded(t *testing.T) {
	texts := slices.Repeat([]string{"临时用电应由电工安装"}, 20_000)
	if pairs, complete := likeness.Find(texts, 0, 80); complete || len(pairs) != 100_000 {
		t.Errorf("%d pairs, complete %v", len(pairs), complete)
	}
}

func BenchmarkTwentyThousand(b *testing.B) {
	n := 1
	next := func(most int) int {
		n = (n*1103515245 + 12345) & 0x7fffffff
		return (n >> 12) % most
	}
	texts := make([]string, 20_000)
	for i := range texts {
		for range 12 { // words of two characters, the first hundred far commoner than the others
			word := next(100)
			if next(2) == 0 {
				word = next(3000)
			}
			texts[i] += string([]rune{rune(0x4e00 + word), rune(0x6000 + word*7%2000)})
		}
	}
	for b.Loop() {
		if _, complete := likeness.Find(texts, 0, 80); !complete {
			b.Fatal("not complete")
		}
	}
}
