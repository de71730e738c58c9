package assembly_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/questionbank/assembly"
)

func TestPapersKeepTheBlueprintAndRetakesRepeatNothing(t *testing.T) {
	topics := []string{"触电", "接地", "防雷", "工具"}
	s, bp := bank(30, topics...), blueprint(8, 4, 6, topics...)
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	if r := plan.Check(); !r.OK() {
		t.Fatal(r.Err("bank"))
	}
	for n := range 300 {
		first, err := plan.Draw(seed(2*n), assembly.Chances{})
		if err != nil {
			t.Fatal(err)
		}
		if w := wrong(first, s, bp, nil); w != "" {
			t.Fatalf("paper %d: %s", n, w)
		}
		second, err := plan.Draw(seed(2*n+1), assembly.Chances{Past: [][]assembly.ItemID{first.Items()}})
		if err != nil {
			t.Fatal(err)
		}
		if w := wrong(second, s, bp, first.Items()); w != "" || second.Barred != 1 {
			t.Fatalf("retake %d: %s, barred %d", n, w, second.Barred)
		}
	}
}

func TestOlderPapersAreBarredAsFarAsTheBankReaches(t *testing.T) {
	s, bp := bank(40, "触电"), blueprint(10, 10, 0, "触电")
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	var past [][]assembly.ItemID
	for n := range 12 {
		p, err := plan.Draw(seed(n), assembly.Chances{Past: past})
		if err != nil {
			t.Fatal(err)
		}
		if want := min(n, 2); p.Barred != want { // 40 − 2×10 still leaves twice the quota, 40 − 3×10 does not
			t.Fatalf("attempt %d bars %d papers, want %d", n+1, p.Barred, want)
		}
		for _, old := range past[:p.Barred] {
			if w := wrong(p, s, bp, old); w != "" {
				t.Fatalf("attempt %d: %s", n+1, w)
			}
		}
		past = slices.Insert(past, 0, p.Items())
	}
}

func TestTheSameInputsGiveTheSameBytesInAnyOrderOfItems(t *testing.T) {
	topics := []string{"触电", "接地"}
	s, bp := bank(30, topics...), blueprint(8, 4, 3, topics...)
	want, err := drawn(s, bp, seed(7))
	if err != nil {
		t.Fatal(err)
	}
	mixed := *s
	mixed.Items = slices.Clone(s.Items)
	rand.Shuffle(len(mixed.Items), func(i, j int) { mixed.Items[i], mixed.Items[j] = mixed.Items[j], mixed.Items[i] })
	got, err := drawn(&mixed, bp, seed(7))
	if err != nil || string(got.Encode()) != string(want.Encode()) {
		t.Fatalf("the order of the items changes the paper (%v)", err)
	}
	if mixed.Root() != s.Digest {
		t.Error("the order of the items changes the release digest")
	}
	other, err := drawn(s, bp, seed(8))
	if err != nil || other.Sheet().Digest() == want.Sheet().Digest() {
		t.Fatalf("another seed gives the same sheet (%v)", err)
	}
	back, err := assembly.DecodePaper(want.Encode())
	if err != nil || back.Digest() != want.Digest() {
		t.Fatalf("a paper does not survive its own bytes: %v", err)
	}
}

func TestEveryItemIsDrawnEquallyOften(t *testing.T) {
	topics := []string{"触电", "接地"}
	s, bp := measured(bank(33, topics...)), blueprint(8, 5, 4, topics...)
	for i := range s.Items {
		s.Items[i].Fact = ""
	}
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	const papers = 3000
	times, most := make(assembly.Times, plan.Items()), uint32(0)
	for n := range papers {
		p, err := plan.Draw(seed(n), assembly.Chances{Times: times})
		if err != nil {
			t.Fatal(err)
		}
		times.Add(plan.Slots(p))
	}
	slices.SortFunc(s.Items, func(a, b assembly.Item) int { return cmp.Compare(a.ID, b.ID) })
	for i, it := range s.Items {
		share := map[assembly.Type]float64{assembly.TrueFalse: 8.0 / 33, assembly.Single: 5.0 / 33}[it.Type]
		if got := float64(times[i]) / papers; got < 0.97*share || got > 1.03*share {
			t.Errorf("%s is on %.4f of the papers, expected %.4f", it.ID, got, share)
		}
		most = max(most, times[i])
	}
	if most == 0 {
		t.Error("nothing was counted")
	}
}

func TestPapersComeToTheSameExpectedScore(t *testing.T) {
	s, bp := measured(bank(60, "触电", "接地")), blueprint(10, 5, 2, "触电", "接地")
	chance := map[assembly.ItemID]int64{}
	for _, it := range s.Items {
		p := assembly.Expected(it.Difficulty)
		if it.Params != nil {
			p = *it.Params
		}
		chance[it.ID] = int64(p.P[1])
	}
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	times := make(assembly.Times, plan.Items())
	low, high := int64(1<<40), int64(0)
	var past [][]assembly.ItemID
	for n := range 1000 {
		p, err := plan.Draw(seed(n), assembly.Chances{Past: past, Times: times, Out: []assembly.ItemID{s.Items[n%9].ID}})
		if err != nil {
			t.Fatal(err)
		}
		times.Add(plan.Slots(p))
		sum := int64(0)
		for _, id := range p.Items() {
			if id == s.Items[n%9].ID {
				t.Fatal("an item in quarantine was drawn")
			}
			sum += chance[id]
		}
		low, high = min(low, sum), max(high, sum)
		if past = nil; n%2 == 0 {
			past = [][]assembly.ItemID{p.Items()}
		}
	}
	if high-low > 25_000 { // a quarter of a point; a plain random draw of 30 such items spreads over about 5 points
		t.Errorf("expected scores from %.3f to %.3f points", float64(low)/1e5, float64(high)/1e5)
	}
}

// small draws a random little bank with many shared facts, and a blueprint over it.
func small(t *rapid.T) (*assembly.Snapshot, assembly.Blueprint) {
	topics := []string{"甲", "乙", "丙"}[:rapid.IntRange(1, 3).Draw(t, "topics")]
	s := &assembly.Snapshot{Release: "r", ItemCode: "c"}
	rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "rnd"), 0))
	for _, topic := range topics {
		for _, kind := range []assembly.Type{assembly.TrueFalse, assembly.Single} {
			for i := range rapid.IntRange(1, 9).Draw(t, "items") {
				it := item(kind, topic, i, rnd)
				it.Fact = []string{"", "", "f1", "f2", "f3", "f4", "f5"}[rapid.IntRange(0, 6).Draw(t, "fact")]
				if rapid.IntRange(0, 5).Draw(t, "enemy") == 0 {
					it.Enemies = []string{"e"}
				}
				s.Items = append(s.Items, it)
			}
		}
	}
	s.Digest = s.Root()
	return s, blueprint(rapid.IntRange(1, 3).Draw(t, "tf"), rapid.IntRange(1, 2).Draw(t, "single"), rapid.IntRange(0, 2).Draw(t, "tags"), topics...)
}

// What Check lets pass, no candidate fails: not on the first paper and not on a retake, whatever the first paper was.
func TestWhatIsPublishedNeverFailsACandidate(t *testing.T) {
	published := 0
	rapid.Check(t, func(t *rapid.T) {
		s, bp := small(t)
		bp.Body.Tags = nil
		plan, err := assembly.Compile(s, bp)
		if err != nil {
			t.Fatal(err)
		}
		if !plan.Check().OK() {
			return
		}
		published++
		first, err := plan.Draw(seed(rapid.Int().Draw(t, "first")), assembly.Chances{})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 20 {
			second, err := plan.Draw(seed(n), assembly.Chances{Past: [][]assembly.ItemID{first.Items()}})
			if err != nil {
				t.Fatalf("retake %d: %v", n, err)
			}
			if w := wrong(second, s, bp, first.Items()); w != "" {
				t.Fatal(w)
			}
		}
	})
	if published == 0 {
		t.Fatal("no random bank was ever publishable: the test shows nothing")
	}
}

// A draw fails only where no paper exists, which an independent matching decides.
func TestADrawFindsAPaperWhereverOneExists(t *testing.T) {
	found, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s, bp := small(t)
		bp.Body.Tags = nil
		want := exists(s, bp)
		p, err := drawn(s, bp, seed(rapid.Int().Draw(t, "seed")))
		switch {
		case want && err != nil:
			t.Fatalf("a paper exists but the draw says %v", err)
		case !want && !errors.Is(err, assembly.ErrCellShort):
			t.Fatalf("no paper exists but the draw says %v, %d questions", err, len(p.Questions))
		case want:
			found++
			if w := wrong(p, s, bp, nil); w != "" {
				t.Fatal(w)
			}
		default:
			none++
		}
	})
	if found == 0 || none == 0 {
		t.Fatalf("one-sided test: %d with a paper, %d without", found, none)
	}
}

// exists matches places to clusters with Kuhn's algorithm.
func exists(s *assembly.Snapshot, bp assembly.Blueprint) bool {
	cluster := clusters(s)
	holds := map[string]int{}
	var places []map[string]bool
	for _, sec := range bp.Body.Sections {
		for _, q := range sec.Topics {
			can := map[string]bool{}
			for _, it := range s.Items {
				if it.Type == sec.Type && it.Topic == q.Topic {
					can[cluster[it.ID]] = true
				}
			}
			for range q.Count {
				places = append(places, can)
			}
		}
	}
	var seat func(p int, tried map[string]bool) bool
	seat = func(p int, tried map[string]bool) bool {
		for k := range places[p] {
			if tried[k] {
				continue
			}
			tried[k] = true
			if other, taken := holds[k]; !taken || seat(other, tried) {
				holds[k] = p
				return true
			}
		}
		return false
	}
	for p := range places {
		if !seat(p, map[string]bool{}) {
			return false
		}
	}
	return true
}

// clusters names each item's cluster by spreading names until nothing changes.
func clusters(s *assembly.Snapshot) map[assembly.ItemID]string {
	name := map[assembly.ItemID]string{}
	for _, it := range s.Items {
		name[it.ID] = string(it.ID)
	}
	for changed := true; changed; {
		changed = false
		for _, a := range s.Items {
			for _, b := range s.Items {
				linked := a.Fact != "" && a.Fact == b.Fact || len(a.Enemies) > 0 && len(b.Enemies) > 0
				if linked && name[a.ID] < name[b.ID] {
					name[b.ID], changed = name[a.ID], true
				}
			}
		}
	}
	return name
}

func TestCheckNamesTheCellAndTheNumbers(t *testing.T) {
	s := bank(10, "触电", "接地")
	short := func(bp assembly.Blueprint, before ...assembly.Body) string {
		plan, err := assembly.Compile(s, bp)
		if err != nil {
			t.Fatal(err)
		}
		r := plan.Check(before...)
		if r.OK() {
			return ""
		}
		return fmt.Sprint(r.Short[0])
	}
	small, large := blueprint(2, 2, 0, "触电", "接地"), blueprint(6, 2, 0, "触电", "接地")
	for _, c := range []struct {
		name, got, want string
	}{
		{"enough", short(small), ""},
		{"retake", short(large), `blueprint.pool_short have="10" need="12" section="判断题" topic="触电"`},
		{"earlier blueprint", short(blueprint(5, 2, 0, "触电", "接地"), large.Body), `blueprint.pool_short have="10" need="11" section="判断题" topic="触电"`},
		{"tag", short(blueprint(2, 2, 5, "触电", "接地")), `blueprint.tag_short have="6" need="10" tag="重大事故隐患"`},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	for i := range s.Items {
		s.Items[i].Fact = "one fact for all"
	}
	if got := short(small); got != `blueprint.facts_short cells="单选题·触电" have="1" need="2"` {
		t.Errorf("facts: %s", got)
	}
}

func TestADrawWithoutEnoughItemsNamesTheCell(t *testing.T) {
	s, bp := bank(3, "触电"), blueprint(4, 1, 0, "触电")
	_, err := drawn(s, bp, seed(1))
	if !errors.Is(err, assembly.ErrCellShort) {
		t.Fatal(err)
	}
	bp = blueprint(2, 1, 3, "触电")
	if _, err = drawn(s, bp, seed(1)); !errors.Is(err, assembly.ErrTagShort) {
		t.Fatal(err)
	}
	s = bank(3, "触电")
	bp = blueprint(2, 1, 0, "触电")
	first, err := drawn(s, bp, seed(1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = drawn(s, bp, seed(2), [][]assembly.ItemID{first.Items()}...)
	if !errors.Is(err, assembly.ErrCellShort) {
		t.Fatalf("a retake repeats questions instead of failing: %v", err)
	}
}

// The places of a paper's items are stored in two bytes each: a release that is larger is refused where its blueprint is published.
func TestAReleaseThatIsTooLargeIsRefused(t *testing.T) {
	s, bp := bank(3, "触电"), blueprint(1, 1, 0, "触电")
	s.Items = append(s.Items, make([]assembly.Item, 1<<16-len(s.Items))...)
	if _, err := assembly.Compile(s, bp); err != nil {
		t.Errorf("65,536 items: %v", err)
	}
	s.Items = append(s.Items, assembly.Item{})
	if _, err := assembly.Compile(s, bp); !errors.Is(err, assembly.ErrManyItems) {
		t.Errorf("65,537 items: %v", err)
	}
}

// fourHundred is a bank of exactly 400 items, 25 per cell, and a blueprint of 96 that takes a quarter of each cell and tagged ones.
func fourHundred() (*assembly.Snapshot, assembly.Blueprint) {
	topics := []string{"触电", "接地", "防雷", "工具", "电缆", "照明", "急救", "消防"}
	return bank(25, topics...), blueprint(6, 6, 8, topics...)
}

// One person's twenty attempts on a bank of 400: none fails, no question of the paper just before comes again, none of any earlier paper
// before the attempt that publication told, and no draw bars fewer papers than it could.
func TestTwentyAttemptsOfOnePersonOnFourHundredItems(t *testing.T) {
	s, bp := fourHundred()
	if len(s.Items) != 400 {
		t.Fatalf("%d items", len(s.Items))
	}
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	if r := plan.Check(); !r.OK() {
		t.Fatal(r.Err("bank"))
	}
	outlook := plan.Outlook(nil)
	if outlook.Repeat != 4 { // 25 / 6 − 2 = 2 papers are barred
		t.Fatalf("%+v", outlook)
	}
	times, seen := make(assembly.Times, plan.Items()), map[assembly.ItemID]int{}
	var past [][]assembly.ItemID
	for attempt := 1; attempt <= 20; attempt++ {
		p, err := plan.Draw(seed(attempt), assembly.Chances{Past: past, Times: times})
		if err != nil {
			t.Fatalf("attempt %d: %v", attempt, err)
		}
		if w := wrong(p, s, bp, nil); w != "" || p.Barred != min(attempt-1, 2) {
			t.Fatalf("attempt %d: %s, %d papers barred", attempt, w, p.Barred)
		}
		for _, id := range p.Items() {
			if before := seen[id]; before != 0 && (attempt < outlook.Repeat || before >= attempt-p.Barred) {
				t.Fatalf("attempt %d repeats %s of attempt %d", attempt, id, before)
			}
			seen[id] = attempt
		}
		times.Add(plan.Slots(p))
		past = slices.Insert(past, 0, p.Items())
	}
	if len(seen) < 399 {
		t.Errorf("twenty papers of 96 use %d of 400 items", len(seen))
	}
}
