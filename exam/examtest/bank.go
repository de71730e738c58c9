package examtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"sync"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// ItemCode is the catalogue code of the bank, 低压电工作业.
const ItemCode = "SO-1-2"

// Mix says how many questions of each type a paper has; the bank holds four times as many.
type Mix struct {
	TrueFalse, Single, Multiple int
	Cases                       int               // of three parts: single choice, true or false, multiple choice
	Hotspots                    int               // of four areas on a picture of at least 40 × 30
	Spoken                      bool              // every item is read aloud
	Told                        assembly.Language // every second item stands in it too, each text behind the language's name; empty: none
	Pictures                    []assembly.Medium // the i-th item judged true or false, and the i-th hotspot, has the i-th of them, in turn
}

// Bank implements exam.Papers with the real draw over made-up items.
type Bank struct {
	Fence func(context.Context) error // asked before a draw

	mu     sync.Mutex
	plan   *assembly.Plan
	draws  uint64
	times  assembly.Times
	snap   *assembly.Snapshot
	keys   []map[assembly.VersionID][]int // by version − 1
	drawn  map[string]exam.Drawn
	nonces map[string][16]byte
	now    func() int64
	away   bool
	// Canary stands in every key's neighbourhood that must not reach a candidate: item ids, topics, facts, citations.
	Canary string
}

// NewBank makes a bank and its first key version. now gives the milliseconds that stand in the draw records.
func NewBank(m Mix, now func() int64) *Bank {
	b := &Bank{drawn: map[string]exam.Drawn{}, nonces: map[string][16]byte{}, now: now, Canary: "canary7"}
	b.snap = &assembly.Snapshot{Release: "01testrelease", ItemCode: ItemCode}
	body := assembly.Body{Minutes: 120}
	keys := map[assembly.VersionID][]int{}
	for _, part := range []struct {
		t      assembly.Type
		n      int
		points int
	}{{assembly.TrueFalse, m.TrueFalse, 1}, {assembly.Single, m.Single, 1}, {assembly.Multiple, m.Multiple, 2}, {assembly.Hotspot, m.Hotspots, 2}} {
		if part.n == 0 {
			continue
		}
		body.Sections = append(body.Sections, assembly.Section{Title: string(part.t), Type: part.t, Count: part.n, Points: part.points})
		body.Total += part.n * part.points
		for i := range 4 * part.n {
			it := b.item(part.t, i)
			if (part.t == assembly.TrueFalse || part.t == assembly.Hotspot) && len(m.Pictures) > 0 {
				it.Media = []assembly.Medium{m.Pictures[i%len(m.Pictures)]}
			}
			if part.t == assembly.Hotspot {
				for o := range it.Options {
					it.Areas = append(it.Areas, assembly.Area{Shape: assembly.Rect, Coords: []int{10 * o, 0, 10*o + 10, 30}})
				}
			}
			b.snap.Items = append(b.snap.Items, it)
			keys[it.Version] = firstKey(part.t, i)
		}
	}
	if m.Cases > 0 {
		body.Sections = append(body.Sections, assembly.Section{Title: "CASE", Type: assembly.Case, Parts: 3, Count: m.Cases, Points: 2})
		body.Total += m.Cases * 3 * 2
		for i := range 4 * m.Cases {
			it := b.caseItem(i, keys)
			if len(m.Pictures) > 0 {
				it.Media = []assembly.Medium{m.Pictures[i%len(m.Pictures)]}
			}
			b.snap.Items = append(b.snap.Items, it)
		}
	}
	if m.Spoken {
		for i := range b.snap.Items {
			Speak(&b.snap.Items[i])
		}
	}
	for i := range b.snap.Items {
		if m.Told != "" && i%2 == 0 {
			Translate(&b.snap.Items[i], m.Told)
		}
	}
	body.Pass = body.Total * 8 / 10
	b.snap.Digest = b.snap.Root()
	b.keys = append(b.keys, keys)
	plan, err := assembly.Compile(b.snap, assembly.Blueprint{ID: "01testblueprint", Version: 1, Body: body})
	if err != nil {
		panic(err)
	}
	b.plan, b.times = plan, make(assembly.Times, plan.Items())
	return b
}

func (b *Bank) item(t assembly.Type, i int) assembly.Item {
	name := fmt.Sprintf("%s-%04d", t, i)
	it := assembly.Item{ID: assembly.ItemID(b.Canary + "-i-" + name), Version: assembly.VersionID(b.Canary + "-v-" + name), Type: t,
		Stem: "题干 " + name, Difficulty: 1 + i%5, Topic: b.Canary + "-topic", Citation: b.Canary + "-law",
		Options: []string{"正确", "错误"}, Commitment: sha256.Sum256([]byte("secret of " + name))}
	if t != assembly.TrueFalse {
		it.Options = []string{"甲 " + name, "乙 " + name, "丙 " + name, "丁 " + name}
	}
	return it
}

// SpokenAs is the sound that Speak gives a text: the bytes, to be named by their digest.
func SpokenAs(text string) []byte { return []byte("sound of " + text) }

// Speak gives every text of an item a sound.
func Speak(it *assembly.Item) {
	for _, t := range it.Texts() {
		it.Spoken = append(it.Spoken, assembly.Spoken{Place: t.Place, Of: t.Sum(), Digest: picture.Digest(SpokenAs(t.Text)), Type: clip.WebMSound, Millis: 1200})
	}
}

// ToldAs is a text in a language as Translate puts it.
func ToldAs(l assembly.Language, text string) string { return string(l) + ":" + text }

// Translate puts an item into a language too.
func Translate(it *assembly.Item, l assembly.Language) {
	put := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = ToldAs(l, s)
		}
		return out
	}
	v := assembly.Variant{Language: l, Stem: ToldAs(l, it.Stem), Options: put(it.Options)}
	for _, m := range it.Media {
		v.Alts = append(v.Alts, ToldAs(l, m.Alt))
	}
	for _, p := range it.Parts {
		v.Parts = append(v.Parts, assembly.VariantPart{Stem: ToldAs(l, p.Stem), Options: put(p.Options)})
	}
	it.Variants = append(it.Variants, v)
}

// caseItem makes a case and adds the keys of its parts.
func (b *Bank) caseItem(i int, keys map[assembly.VersionID][]int) assembly.Item {
	it := b.item(assembly.Case, i)
	it.Stem, it.Options = "案情 "+it.Stem, nil
	for k, t := range []assembly.Type{assembly.Single, assembly.TrueFalse, assembly.Multiple} {
		part := b.item(t, 1000+10*i+k)
		it.Parts = append(it.Parts, assembly.Part{Type: t, Stem: "小" + part.Stem, Options: part.Options})
		keys[it.Version.Of(k+1)] = firstKey(t, i+k)
	}
	return it
}

func firstKey(t assembly.Type, i int) []int {
	switch t {
	case assembly.TrueFalse:
		return []int{i % 2}
	case assembly.Single:
		return []int{i % 4}
	default:
		return [][]int{{0, 1}, {1, 2, 3}, {0, 1, 2, 3}, {0, 3}}[i%4]
	}
}

// Draw implements exam.Papers.
func (b *Bank) Draw(ctx context.Context, itemCode string, in questionbank.DrawInput) (exam.Drawn, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if itemCode != ItemCode {
		return exam.Drawn{}, ErrNoBank
	}
	if d, ok := b.drawn[in.Attempt]; ok {
		return d, nil
	}
	if b.Fence != nil {
		if err := b.Fence(ctx); err != nil {
			return exam.Drawn{}, err
		}
	}
	rule := assembly.SeedRevealed
	if in.Booking != "" {
		rule = in.Rule
	}
	p, r, err := b.plan.Run(assembly.Inputs{Attempt: in.Attempt, ServerRandom: in.ServerRandom, Nonce: in.Nonce, Ticket: in.Ticket, Booking: in.Booking, Rule: rule, Past: in.Past, Language: in.Language, DrawnAt: b.now(),
		No: b.draws, Counted: true}, nil, b.times)
	if err == nil {
		b.draws++
		b.times.Add(b.plan.Slots(p))
		b.drawn[in.Attempt], b.nonces[in.Attempt] = exam.Drawn{Paper: p, Record: r}, in.Nonce
	}
	return exam.Drawn{Paper: p, Record: r}, err
}

// Nonce implements exam.Papers.
func (b *Bank) Nonce(_ context.Context, attempt exam.SittingID) ([16]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.nonces[string(attempt)], nil
}

// Promise implements exam.Papers.
func (b *Bank) Promise(context.Context, string, [32]byte) error { return nil }

// PromiseLot implements exam.Papers.
func (b *Bank) PromiseLot(_ context.Context, booking string, random [32]byte) (assembly.LotPromise, error) {
	return assembly.PromiseOf(booking, assembly.SeedRevealedLot, random, nil), nil
}

// LogLot implements exam.Papers.
func (b *Bank) LogLot(context.Context, assembly.Lot) error { return nil }

// Questions returns the questions of the bank's release.
func (b *Bank) Questions() []assembly.Item { return b.snap.Items }

// ErrNoBank is what Draw says for another item.
var ErrNoBank = fault.Define("examtest.no_bank", fault.Conflict, "没有题库", "no bank")

// CurrentKey implements exam.Papers.
func (b *Bank) CurrentKey(ctx context.Context, r assembly.ReleaseID) (questionbank.Key, error) {
	b.mu.Lock()
	n, away := len(b.keys), b.away
	b.mu.Unlock()
	if away {
		return questionbank.Key{}, ErrNoBank
	}
	return b.KeyVersion(ctx, r, n)
}

// KeyVersion implements exam.Papers.
func (b *Bank) KeyVersion(_ context.Context, r assembly.ReleaseID, version int) (questionbank.Key, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r != b.snap.Release || version < 1 || version > len(b.keys) {
		return questionbank.Key{}, ErrNoBank
	}
	return questionbank.Key{Release: r, Version: version, Correct: b.keys[version-1]}, nil
}

// Hide makes the keys unavailable, or available again.
func (b *Bank) Hide(away bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.away = away
}

// Rekey replaces every key by another one (what was right is wrong), keeping release and draws: the test that keys stay
// home changes all of them and compares every byte.
func (b *Bank) Rekey() {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys := map[assembly.VersionID][]int{}
	rekey := func(v assembly.VersionID, t assembly.Type, options int) {
		old := b.keys[len(b.keys)-1][v]
		keys[v] = []int{(old[0] + 1) % options}
		if t == assembly.Multiple {
			keys[v] = []int{(old[0] + 1) % 4, (old[0] + 2) % 4}
		}
	}
	for _, it := range b.snap.Items {
		if it.Type != assembly.Case {
			rekey(it.Version, it.Type, len(it.Options))
		}
		for k, p := range it.Parts {
			rekey(it.Version.Of(k+1), p.Type, len(p.Options))
		}
	}
	b.keys[len(b.keys)-1] = keys
}

// Amend adds a key version in which the right options of one item version are others; the earlier versions stay.
func (b *Bank) Amend(v assembly.VersionID, right []int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys := maps.Clone(b.keys[len(b.keys)-1])
	keys[v] = right
	b.keys = append(b.keys, keys)
}

// Right returns the letters that earn the full points of a question of the paper.
func Right(p assembly.Paper, k questionbank.Key, no int) string {
	q := p.Questions[no-1]
	out := ""
	for _, o := range q.Options {
		for _, c := range k.Correct[q.Version] {
			if c == o.Origin {
				out += o.Letter
			}
		}
	}
	return out
}
