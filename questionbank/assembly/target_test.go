package assembly_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// atCut is what somebody at the cut is expected to get on a paper of a point a question, in hundred-thousandths.
func atCut(s *assembly.Snapshot, p assembly.Paper) int64 {
	chance := map[assembly.ItemID]int32{}
	for _, it := range s.Items {
		params := assembly.Expected(it.Difficulty)
		if it.Params != nil {
			params = *it.Params
		}
		chance[it.ID] = params.P[1]
	}
	sum := int64(0)
	for _, id := range p.Items() {
		sum += int64(chance[id])
	}
	return sum
}

func TestPapersComeToTheDifficultyAskedFor(t *testing.T) {
	s, bp := measured(bank(60, "触电", "接地")), blueprint(10, 5, 2, "触电", "接地")
	plain, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	mean := plain.Outlook(nil).Mean
	for _, target := range []int{mean - 20, mean + 20} {
		bp.Body.Target = target
		plan, err := assembly.Compile(s, bp)
		if err != nil {
			t.Fatal(err)
		}
		if r := plan.Check(); !r.OK() {
			t.Fatalf("%d: %v", target, r.Short)
		}
		if o := plan.Outlook(nil); o.Mean != mean || o.Aim != target {
			t.Errorf("the outlook says %+v", o)
		}
		times := make(assembly.Times, plan.Items())
		for n := range 100 {
			p, err := plan.Draw(seed(n), assembly.Chances{Times: times})
			if err != nil {
				t.Fatal(err)
			}
			times.Add(plan.Slots(p))
			if w := wrong(p, s, bp, nil); w != "" {
				t.Fatal(w)
			}
			if off := atCut(s, p) - int64(target)*10_000; off < -30_000 || off > 30_000 {
				t.Fatalf("target %d: paper %d is off by %.2f points", target, n, float64(off)/1e5)
			}
		}
	}
	bp.Body.Target = 10 * bp.Body.Total // nobody at the cut gets every point
	far, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	r := far.Check()
	if r.OK() || !errors.Is(r.Short[0], assembly.ErrTargetFar) || r.Short[0].Args()["need"] != "30.0" || r.Short[0].Args()["mean"] != fmt.Sprintf("%d.%d", mean/10, mean%10) {
		t.Errorf("%v", r.Short)
	}
	bp.Body.Target = 1
	if _, err := assembly.Compile(s, bp); err == nil || fault.From(err).Fields()[0].Err.Code() != assembly.ErrTarget.Code() {
		t.Errorf("a target of 0.1 points: %v", err)
	}
}

// A blueprint without a target has the bytes, and so the hash, that it had before there were targets.
func TestABlueprintWithoutATargetKeepsItsHash(t *testing.T) {
	body := blueprint(8, 4, 6, "触电").Body
	b := assembly.EncodeBlueprint(assembly.Blueprint{ID: "b", Body: body})
	body.Target = 200
	if with := assembly.EncodeBlueprint(assembly.Blueprint{ID: "b", Body: body}); len(with) != len(b)+3 || assembly.EncodeBlueprint(assembly.Blueprint{ID: "b"})[7] != 0xa5 {
		t.Errorf("%d and %d bytes: %x", len(b), len(with), b[:8])
	}
}

// Repeats begin at the attempt that the outlook names, not before, and never with an item of the paper just before.
func TestRepeatsBeginWhereTheOutlookSays(t *testing.T) {
	for _, c := range []struct{ items, quota, repeat int }{{20, 10, 3}, {39, 10, 3}, {40, 10, 4}, {65, 10, 6}, {100, 10, 10}} {
		s, bp := bank(c.items, "触电"), blueprint(c.quota, 2, 0, "触电")
		for i := range s.Items {
			s.Items[i].Fact = ""
		}
		plan, err := assembly.Compile(s, bp)
		if err != nil {
			t.Fatal(err)
		}
		o := plan.Outlook(nil)
		if o.Repeat != c.repeat || !o.Sure || len(o.Cells) != 2 {
			t.Fatalf("%d of %d: %+v", c.quota, c.items, o)
		}
		var past [][]assembly.ItemID
		seen := map[assembly.ItemID]bool{}
		for n := 1; n <= c.repeat+3; n++ {
			p, err := plan.Draw(seed(n), assembly.Chances{Past: past})
			if err != nil {
				t.Fatal(err)
			}
			again := 0
			for _, id := range p.Items() {
				if len(past) > 0 && slices.Contains(past[0], id) {
					t.Fatalf("attempt %d repeats the paper just before", n)
				}
				if seen[id] {
					again++
				}
				seen[id] = true
			}
			if n < c.repeat && (again > 0 || p.Barred != n-1) {
				t.Errorf("%d of %d: attempt %d repeats %d, %d papers barred", c.quota, c.items, n, again, p.Barred)
			}
			if n == c.repeat && p.Barred != max(1, n-2) {
				t.Errorf("%d of %d: at attempt %d %d papers are barred", c.quota, c.items, n, p.Barred)
			}
			past = slices.Insert(past, 0, p.Items())
		}
	}
}

// Publication fails, a candidate never does: whatever goes into quarantine after the check allowed it, first papers and retakes
// are drawn, without the items in quarantine and without those of the paper just before, however few older papers stay barred.
func TestQuarantineFailsNoCandidate(t *testing.T) {
	allowed, refused := 0, 0
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
		var out []assembly.ItemID
		for _, it := range s.Items {
			if rapid.IntRange(0, 3).Draw(t, "out") == 0 {
				out = append(out, it.ID)
			}
		}
		if !plan.CheckWithout(out).OK() {
			refused++
			return
		}
		allowed++
		var past [][]assembly.ItemID
		for n := range 6 {
			p, err := plan.Draw(seed(n), assembly.Chances{Past: past, Out: out})
			if err != nil {
				t.Fatalf("attempt %d with %d in quarantine: %v", n+1, len(out), err)
			}
			barred := slices.Clone(out)
			if len(past) > 0 {
				barred = append(barred, past[0]...)
			}
			if w := wrong(p, s, bp, barred); w != "" || n > 0 && p.Barred < 1 {
				t.Fatalf("attempt %d: %s, %d barred", n+1, w, p.Barred)
			}
			past = slices.Insert(past, 0, p.Items())
		}
	})
	if allowed == 0 || refused == 0 {
		t.Errorf("%d quarantines were allowed, %d refused: the property was not tried", allowed, refused)
	}
}

// As items leave, older papers are let in again first; the last step before a candidate would fail is refused with its numbers.
func TestQuarantineGivesUpOlderPapersFirst(t *testing.T) {
	s, bp := bank(40, "触电"), blueprint(10, 2, 0, "触电")
	for i := range s.Items {
		s.Items[i].Fact = ""
	}
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	var past [][]assembly.ItemID
	for n := range 3 {
		p, err := plan.Draw(seed(n), assembly.Chances{Past: past})
		if err != nil {
			t.Fatal(err)
		}
		past = slices.Insert(past, 0, p.Items())
	}
	var out []assembly.ItemID
	var barred []int
	for _, it := range s.Items {
		if it.Type != assembly.TrueFalse {
			continue
		}
		next := append(slices.Clone(out), it.ID)
		r := plan.CheckWithout(next)
		if !r.OK() {
			if got := fmt.Sprint(r.Short[0]); len(out) != 20 || got != `blueprint.pool_short have="19" need="20" section="判断题" topic="触电"` {
				t.Errorf("after %d in quarantine: %s", len(out), got)
			}
			break
		}
		out = next
		p, err := plan.Draw(seed(99), assembly.Chances{Past: past, Out: out})
		if err != nil {
			t.Fatalf("%d in quarantine: %v", len(out), err)
		}
		if w := wrong(p, s, bp, append(slices.Clone(out), past[0]...)); w != "" {
			t.Fatal(w)
		}
		barred = append(barred, p.Barred)
	}
	if len(barred) != 20 || barred[19] != 1 || !slices.IsSortedFunc(barred, func(a, b int) int { return b - a }) {
		t.Errorf("papers barred as items leave: %v", barred)
	}
	if o := plan.Outlook(out); o.Repeat != 3 || o.Cells[1].Have != 20 {
		t.Errorf("%+v", o)
	}
}
