package assembly_test

import (
	"errors"
	"math"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// labelled gives every other item of a release to a national bank.
func labelled(s *assembly.Snapshot) *assembly.Snapshot {
	for i := range s.Items {
		if i/2%2 == 0 {
			s.Items[i].Level = "NATIONAL"
		}
	}
	s.Digest = s.Root()
	return s
}

func TestPapersKeepTheShareOfHigherBanks(t *testing.T) {
	topics := []string{"触电", "接地"}
	s, bp := labelled(measured(bank(40, topics...))), blueprint(6, 4, 2, topics...)
	level := map[assembly.ItemID]string{}
	for _, it := range s.Items {
		level[it.ID] = it.Level
	}
	// 65 per cent of 20 questions are 13.
	for _, higher := range []struct{ percent, least int }{{0, 0}, {65, 13}, {61, 13}, {100, 20}} {
		bp.Body.Higher = higher.percent
		plan, err := assembly.Compile(s, bp)
		if err != nil {
			t.Fatal(err)
		}
		if r := plan.Check(); !r.OK() {
			t.Fatalf("%d: %v", higher.percent, r.Short)
		}
		times := make(assembly.Times, plan.Items())
		var sum, square float64
		const papers = 300
		for n := range papers {
			p, err := plan.Draw(seed(n), assembly.Chances{Times: times})
			if err != nil {
				t.Fatal(err)
			}
			times.Add(plan.Slots(p))
			if w := wrong(p, s, bp, nil); w != "" {
				t.Fatal(w)
			}
			count := 0
			for _, id := range p.Items() {
				if level[id] != "" {
					count++
				}
			}
			if count < higher.least {
				t.Fatalf("%d %%: paper %d holds %d questions of the higher bank", higher.percent, n, count)
			}
			score := float64(atCut(s, p)) / 100_000
			sum, square = sum+score, square+score*score
			again, err := plan.Draw(seed(papers+n), assembly.Chances{Times: times, Past: [][]assembly.ItemID{p.Items()}})
			if err != nil {
				t.Fatalf("%d %%: a retake fails: %v", higher.percent, err)
			}
			if w := wrong(again, s, bp, p.Items()); w != "" {
				t.Fatal(w)
			}
		}
		if sd := math.Sqrt(square/papers - sum*sum/papers/papers); sd > 0.1 {
			t.Errorf("%d %%: papers differ by %.3f points", higher.percent, sd)
		}
	}
}

func TestAShareOfHigherBanksThatIsShortIsNamed(t *testing.T) {
	s, bp := labelled(bank(10, "触电")), blueprint(4, 4, 0, "触电")
	for i := range s.Items {
		if i >= 8 {
			s.Items[i].Level = ""
		}
	}
	bp.Body.Higher = 50
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	report := plan.Check()
	if len(report.Short) != 1 || report.Short[0].Code() != assembly.ErrHigherPool.Code() || report.Short[0].Args()["have"] != "3" || report.Short[0].Args()["need"] != "8" {
		t.Errorf("%v", report.Short)
	}
	bp.Body.Higher = 100
	if _, err := drawn(s, bp, seed(1)); !errors.Is(err, assembly.ErrHigherShort) {
		t.Errorf("a paper without enough of them: %v", err)
	}
	// Where nothing was taken in, the release is one bank's, and the rule says nothing.
	if _, err := drawn(bank(10, "触电"), bp, seed(1)); err != nil {
		t.Error(err)
	}
	bp.Body.Higher = 101
	if err := bp.Body.Validate(); err == nil {
		t.Error("101 per cent were taken")
	}
}

func TestALevelStandsInTheLeaf(t *testing.T) {
	s := bank(2, "触电")
	plain := s.Root()
	s.Items[1].Level = "NATIONAL"
	if s.Root() == plain {
		t.Error("the release digest does not cover of whom an item is")
	}
	bp := blueprint(1, 1, 0, "触电")
	old := bp.Body.Hash()
	if bp.Body.Higher = 0; bp.Body.Hash() != old {
		t.Error("a blueprint without the rule has another hash")
	}
	if bp.Body.Higher = 20; bp.Body.Hash() == old {
		t.Error("the hash does not cover the rule")
	}
}
