package rehearsal

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Papers is how many papers a rehearsal draws.
const Papers = 1000

const (
	attempts    = 20 // of the one person
	perSecond   = 5  // characters that a slow reader reads
	perQuestion = 10 // seconds to think and to answer
	mostUsed    = 20
)

// Draws is what to rehearse.
type Draws struct {
	Release   *assembly.Snapshot
	Blueprint assembly.Blueprint
	Out       []assembly.ItemID // in quarantine
	Papers    int               // 0: Papers
}

// Run draws the papers and reports on them. After every fiftieth it calls progress with how many there are; an error from there ends
// it. It fails as a draw does where no paper exists.
func Run(d Draws, progress func(done int) error) (Report, error) {
	if d.Papers <= 0 {
		d.Papers = Papers
	}
	plan, err := assembly.Compile(d.Release, d.Blueprint)
	if err != nil {
		return Report{}, err
	}
	r := run{Draws: d, plan: plan, outlook: plan.Outlook(d.Out), times: make(assembly.Times, plan.Items())}
	r.items = slices.Clone(d.Release.Items)
	if slices.ContainsFunc(r.items, func(it assembly.Item) bool { return it.Level != "" }) {
		r.higher = []int64{}
	}
	slices.SortFunc(r.items, func(a, b assembly.Item) int { return strings.Compare(string(a.ID), string(b.ID)) })
	hash := d.Blueprint.Body.Hash()
	r.seed = append(append([]byte("rehearsal/v1"), d.Release.Digest[:]...), hash[:]...)
	for n := range d.Papers {
		if err := r.draw(n); err != nil {
			return Report{}, err
		}
		if done := n + 1; done%50 == 0 || done == d.Papers {
			if err := progress(done); err != nil {
				return Report{}, err
			}
		}
	}
	turns, err := r.person()
	if err != nil {
		return Report{}, err
	}
	return r.report(turns), nil
}

type run struct {
	Draws
	plan    *assembly.Plan
	outlook assembly.Outlook
	items   []assembly.Item // by slot
	times   assembly.Times
	seed    []byte
	papers  [][]int // slots
	scores  []int64
	passes  []int64
	levels  []int64
	infos   []int64
	seconds []int64
	higher  []int64 // items of higher banks; nil where there are none
}

func (r *run) seedOf(n int) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64(slices.Clone(r.seed), uint64(n)))
}

func (r *run) draw(n int) error {
	p, err := r.plan.Draw(r.seedOf(n), assembly.Chances{Out: r.Out, Times: r.times})
	if err != nil {
		return err
	}
	packed := r.plan.Slots(p)
	r.times.Add(packed)
	slots := make([]int, len(p.Questions))
	points := make([]int, len(p.Questions))
	score, info, level, reading, higher := int64(0), int64(0), 0, 0, int64(0)
	item := -1
	for i, q := range p.Questions {
		if q.Opens() {
			item++
		}
		slots[i] = int(binary.BigEndian.Uint16(packed[2*item:]))
		it := &r.items[slots[i]]
		if it.Level != "" && q.Opens() {
			higher++
		}
		params := paramsOf(it)
		points[i] = q.Points
		score, info = score+int64(q.Points)*int64(params.P[1]), info+int64(params.Info)
		level, reading = level+it.Difficulty, reading+length(&q)
	}
	r.papers = append(r.papers, slots)
	if r.higher != nil {
		r.higher = append(r.higher, higher)
	}
	r.scores = append(r.scores, rounded(score, 100)) // hundred-thousandths to thousandths
	r.infos = append(r.infos, rounded(info, 100))
	r.levels = append(r.levels, rounded(int64(level)*1000, int64(len(slots))))
	r.seconds = append(r.seconds, int64(reading/perSecond+perQuestion*len(slots)))
	r.passes = append(r.passes, int64(10_000*r.passChance(slots, points)+0.5))
	return nil
}

func rounded(n, by int64) int64 { return (n + by/2) / by }

// paramsOf are those of one question of the item; of a case nothing is measured.
func paramsOf(it *assembly.Item) assembly.Params {
	if it.Params != nil {
		return *it.Params
	}
	return assembly.Expected(it.Difficulty)
}

// length is how many characters a person reads of a question; what the questions of a case share, at the first of them.
func length(q *assembly.Question) int {
	n := utf8.RuneCountInString(q.Stem)
	if q.Case != nil && q.Opens() {
		n += utf8.RuneCountInString(q.Case.Stem)
	}
	for _, o := range q.Options {
		n += utf8.RuneCountInString(o.Text)
	}
	return n
}

// passChance is the chance of somebody at the cut to get the pass mark (Lord and Wingersky 1984).
func (r *run) passChance(slots, points []int) float64 {
	body := &r.Blueprint.Body
	d := make([]float64, body.Total+1)
	d[0] = 1
	top := 0
	for i, slot := range slots {
		p, w := float64(paramsOf(&r.items[slot]).P[1])/100_000, points[i]
		top += w
		for x := top; x >= w; x-- {
			d[x] = d[x]*(1-p) + d[x-w]*p
		}
		for x := w - 1; x >= 0; x-- {
			d[x] *= 1 - p
		}
	}
	sum := 0.0
	for _, x := range slices.Backward(d[body.Pass:]) {
		sum += x
	}
	return sum
}

// person sits twenty times, after all the others.
func (r *run) person() ([]Turn, error) {
	var past [][]assembly.ItemID
	seen := map[assembly.ItemID]bool{}
	var out []Turn
	for n := range attempts {
		p, err := r.plan.Draw(r.seedOf(r.Papers+n), assembly.Chances{Past: past, Out: r.Out, Times: r.times})
		if err != nil {
			return nil, err
		}
		turn := Turn{No: n + 1, Barred: p.Barred}
		for _, id := range p.Items() {
			if seen[id] {
				turn.Again++
			}
			if len(past) > 0 && slices.Contains(past[0], id) {
				turn.Last++
			}
			seen[id] = true
		}
		past = slices.Insert(past, 0, p.Items())
		out = append(out, turn)
	}
	return out, nil
}

// pairs counts how many questions any two papers share: by that number the pairs of papers.
func (r *run) pairs() []int64 {
	words := (len(r.items) + 63) / 64
	sets := make([]uint64, words*len(r.papers))
	for n, paper := range r.papers {
		for _, slot := range paper {
			sets[n*words+slot/64] |= 1 << (slot % 64)
		}
	}
	out := make([]int64, r.Blueprint.Body.Questions()+1)
	for a := range r.papers {
		one := sets[a*words : (a+1)*words]
		for b := range a {
			other := sets[b*words : (b+1)*words]
			shared := 0
			for w, set := range one {
				shared += bits.OnesCount64(set & other[w])
			}
			out[shared]++
		}
	}
	return out
}
