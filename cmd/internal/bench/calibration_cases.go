package bench

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/suikao/suikao/questionbank/calibration"
)

// How the cases of the calibration bench are made.
const (
	caseParts    = 3
	caseTogether = 0.5 // how people differ on a case beyond their ability, logits: its questions hang together
	caseMood     = 0.3 // of the logarithm of the time that a person takes over a case
	caseReading  = 2.0 // by how much the first question takes longer than the others, the text before it
)

// casePlan says how many people sit papers of how many items.
type casePlan struct {
	singles, cases int // of the bank
	ofSingles      int // on a paper
	ofCases        int
	learn, watched int // sittings
}

var usualCases = casePlan{singles: 1400, cases: 200, ofSingles: 70, ofCases: 10, learn: 10_000, watched: 90_000}

// CalibrationCases watches simulated people for leaks of cases, each of which counts as one answer: with nobody knowing one, and with a
// tenth of the people knowing it.
func CalibrationCases(_ context.Context, out, progress io.Writer) error {
	leak, err := usualCases.run(20_261_123, progress)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench calibration-cases: leak_median=%.0f false_per_20k=%.2f\n", leak.median, leak.wrong)
	return err
}

// caseBank is a bank of single questions and, after them, cases.
type caseBank struct {
	casePlan
	truth [][]simItem // by item, its questions
	pace  [][]float64 // mean logarithms of milliseconds
}

func (p casePlan) bank(r *rand.Rand) *caseBank {
	questions := makeSimBank(paperPlan{name: "cases", items: p.singles + caseParts*p.cases})
	order := r.Perm(len(questions.snap.Items))
	b := &caseBank{casePlan: p}
	for i := range p.singles + p.cases {
		n := 1
		if i >= p.singles {
			n = caseParts
		}
		var truth []simItem
		var pace []float64
		for k, at := range order[:n] {
			truth = append(truth, questions.truth[questions.snap.Items[at].ID])
			pace = append(pace, math.Log(30_000)+0.4*r.NormFloat64())
			if k == 0 && n > 1 {
				pace[0] += math.Log(caseReading)
			}
		}
		order = order[n:]
		b.truth, b.pace = append(b.truth, truth), append(b.pace, pace)
	}
	return b
}

// sit lets one person of ability N(0.7, 1) answer a random paper.
func (b *caseBank) sit(r *rand.Rand) calibration.Sitting {
	theta, haste := 0.7+r.NormFloat64(), calHaste*r.NormFloat64()
	out := make(calibration.Sitting, 0, b.ofSingles+b.ofCases)
	for _, item := range some(r, b.singles, b.ofSingles) {
		out = append(out, b.answer(r, item, theta, haste)...)
	}
	for _, item := range some(r, b.cases, b.ofCases) {
		out = append(out, calibration.Joined(b.answer(r, b.singles+item, theta+caseTogether*r.NormFloat64(), haste+caseMood*r.NormFloat64())))
	}
	return out
}

func (b *caseBank) answer(r *rand.Rand, item int, theta, haste float64) []calibration.Answer {
	out := make([]calibration.Answer, len(b.truth[item]))
	for k, it := range b.truth[item] {
		out[k] = calibration.Answer{Item: int32(item), Choice: 1, Millis: int32(math.Exp(b.pace[item][k] - haste + calNoise*r.NormFloat64())), Right: r.Float64() < it.chance(theta)}
	}
	return out
}

// some draws k different numbers below n.
func some(r *rand.Rand, n, k int) []int {
	out := make([]int, 0, k)
	taken := make(map[int]bool, k)
	for len(out) < k {
		if i := r.IntN(n); !taken[i] {
			taken[i] = true
			out = append(out, i)
		}
	}
	return out
}

// run estimates all items from the sittings before the watch as the nightly job does, and watches.
func (p casePlan) run(seed uint64, progress io.Writer) (leaks, error) {
	r := rand.New(rand.NewPCG(seed, 7))
	b := p.bank(r)
	sittings := make([]calibration.Sitting, p.learn+p.watched)
	for n := range sittings {
		sittings[n] = b.sit(r)
	}
	beliefs := make([]calibration.Belief, len(b.truth))
	for i := range beliefs {
		beliefs[i] = calibration.Prior(3)
	}
	online, err := calibration.NewOnline(beliefs, calibration.Usual)
	if err != nil {
		return leaks{}, err
	}
	for _, s := range sittings[:p.learn] {
		if err := online.Take(s); err != nil {
			return leaks{}, err
		}
	}
	fit, err := calibration.Fit(online.Curves(), calibration.Usual, sittings[:p.learn], 2)
	if err != nil {
		return leaks{}, err
	}
	w := watch{curves: fit.Curves, usual: make([]bool, len(b.truth)), parts: make([]int, len(b.truth)), name: "cases whose questions have p 0.75 to 0.85 on average"}
	for i := p.singles; i < len(b.truth); i++ {
		share := 0.0
		for _, it := range b.truth[i] {
			share += shareOf(it.chance) / caseParts
		}
		w.usual[i], w.parts[i] = share > 0.75 && share < 0.85, caseParts
	}
	return w.run(r, sittings, p.learn, progress)
}
