package calibration

import (
	"math"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// What this package refuses.
var (
	ErrAnswer = fault.Define("calibration.answer", fault.Invalid, "第 {sitting} 场的第 {answer} 个作答不可能存在：{why}",
		"Answer {answer} of sitting {sitting} cannot be: {why}")
	ErrNoAnswers  = fault.Define("calibration.no_answers", fault.Invalid, "没有作答数据，无法估计题目参数。", "There are no answers to estimate from.")
	ErrTally      = fault.Define("calibration.tally", fault.Invalid, "答对次数应在 0 和作答次数之间。", "Right answers must be between none and all answers.")
	ErrCurve      = fault.Define("calibration.curve", fault.Invalid, "第 {item} 题的参数不是可用的数值。", "The parameters of item {item} are not usable numbers.")
	ErrCut        = fault.Define("calibration.cut", fault.Invalid, "及格分 {pass} 应大于 0 且小于满分 {total}。", "The pass mark {pass} must lie between 0 and the full score {total}.")
	ErrLink       = fault.Define("calibration.link", fault.Invalid, "可用于等值的题目不足：需要至少 {need} 道难度不同的题目。", "Too few items to link two runs: {need} of differing difficulty are needed.")
	ErrLength     = fault.Define("calibration.length", fault.Invalid, "数据长度不一致：应为 {want}，实为 {have}。", "Lists differ in length: {want} wanted, {have} given.")
	ErrPopulation = fault.Define("calibration.population", fault.Invalid, "能力分布的标准差应为正数。", "The spread of ability must be a positive number.")
)

// Answer is one item of one sitting. Only first attempts of certification sittings tell how difficult an item is; the caller
// brings no others.
type Answer struct {
	Item   int32  // its place in the bank
	Millis int32  // how long the person spent on it; 0: not known
	Choice uint16 // the options chosen, a bit each by origin index; 0: none. Of a case the questions that were answered rightly
	Right  bool
	Late   bool  // open when the time was over
	Parts  int8  // of a case: its questions; 0: no case, or not known
	Open   uint8 // of a case: those without an answer, a bit each
}

// Sitting is what one person answered on one paper.
type Sitting []Answer

// Curve is how the chance of a right answer rises with ability.
type Curve struct {
	A float64 // discrimination, over 0
	B float64 // the ability at which the chance is a half
}

// Chance of a right answer at ability theta.
func (c Curve) Chance(theta float64) float64 { return logistic(c.A * (theta - c.B)) }

// Information is the Fisher information at ability theta.
func (c Curve) Information(theta float64) float64 {
	p := c.Chance(theta)
	return c.A * c.A * p * (1 - p)
}

func (c Curve) sound() bool {
	return c.A > 0 && !math.IsInf(c.A, 0) && !math.IsNaN(c.B) && !math.IsInf(c.B, 0)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// Population is how ability is spread among those who sit.
type Population struct{ Mean, SD float64 }

// Usual is taken before anything was measured: most of those who sit are above the cut, which is 0.
var Usual = Population{Mean: 0.7, SD: 1}

func (p Population) check() error {
	if !(p.SD > 0) || math.IsInf(p.SD, 0) || math.IsNaN(p.Mean) || math.IsInf(p.Mean, 0) {
		return ErrPopulation
	}
	return nil
}

// Cut is the ability at which the expected score is pass, where weight is what each item brings to a paper on average (its points
// times its chance to be drawn). It is set once, at the standard-setting; later runs are linked to its scale.
func Cut(curves []Curve, weight []float64, pass float64) (float64, error) {
	if err := checkCurves(curves); err != nil {
		return 0, err
	}
	if len(weight) != len(curves) {
		return 0, lengths(len(curves), len(weight))
	}
	total := 0.0
	for _, w := range weight {
		total += w
	}
	if !(pass > 0 && pass < total) {
		return 0, ErrCut.With("pass", number(pass)).With("total", number(total))
	}
	low, high := -20.0, 20.0
	for range 60 {
		mid, sum := (low+high)/2, 0.0
		for i, c := range curves {
			sum += weight[i] * c.Chance(mid)
		}
		if sum < pass {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2, nil
}

// Measured is what a draw is told of an item: integers at the cut and half a logit to both sides.
func Measured(c Curve, cut float64) assembly.Params {
	scale := func(x float64) int32 { return int32(math.Round(x * 100_000)) }
	inside := func(p float64) int32 { return min(max(scale(p), 1), 99_999) }
	return assembly.Params{P: [3]int32{inside(c.Chance(cut - 0.5)), inside(c.Chance(cut)), inside(c.Chance(cut + 0.5))},
		Info: max(scale(min(c.Information(cut), 1000)), 1)}
}

func checkCurves(curves []Curve) error {
	for i, c := range curves {
		if !c.sound() {
			return ErrCurve.With("item", strconv.Itoa(i+1))
		}
	}
	return nil
}

func lengths(want, have int) error {
	return ErrLength.With("want", strconv.Itoa(want)).With("have", strconv.Itoa(have))
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// checker refuses sittings that cannot be.
type checker struct {
	last  []int32 // by item, the last sitting it was seen in
	count int32
}

func newChecker(items int) *checker { return &checker{last: make([]int32, items)} }

func (c *checker) check(s Sitting) error {
	c.count++
	for n, a := range s {
		why := ""
		switch {
		case a.Item < 0 || int(a.Item) >= len(c.last):
			why = "the bank has no such item"
		case c.last[a.Item] == c.count:
			why = "the item was answered twice"
		case a.Millis < 0:
			why = "it took less than no time"
		case a.Late && a.Right:
			why = "open at the end of time and right"
		}
		if why != "" {
			return ErrAnswer.With("sitting", strconv.Itoa(int(c.count))).With("answer", strconv.Itoa(n+1)).With("why", why)
		}
		c.last[a.Item] = c.count
	}
	return nil
}
