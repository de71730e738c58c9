package exam_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

func TestTheRobotFindsANodeThatScoresWrong(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		rehearse := func() error {
			return h.Service.Rehearse(context.Background(), examtest.ItemCode, examtest.OrgPath, rules.SpecialOperator)
		}
		for range 2 {
			if err := rehearse(); err != nil {
				t.Fatal(err)
			}
		}
		h.Scorer = func(p assembly.Paper, g map[int]string, k questionbank.Key, m rules.MultiScoring) (exam.Score, error) {
			s, err := exam.Grade(p, g, k, m)
			s.Points++
			return s, err
		}
		h.Restart()
		if err := rehearse(); err == nil || !strings.Contains(err.Error(), "the scorers find") {
			t.Fatalf("a wrong scorer passed: %v", err)
		}
		if n, err := h.Real.InSlot(context.Background(), ""); err != nil || len(n) != 3 {
			t.Fatalf("robots: %d %v", len(n), err)
		}
	})
}

func TestANodeWithoutTheFenceNeitherDrawsNorScores(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		h.Fence.Lose()
		err := h.Service.Rehearse(context.Background(), examtest.ItemCode, examtest.OrgPath, rules.SpecialOperator)
		if !errors.Is(err, jobs.ErrFence) {
			t.Fatalf("drawn without the fence: %v", err)
		}
	})
}

// scoresOf is a digest over many scores; it changes when any score of any paper does.
func scoresOf(t *testing.T) string {
	r := rand.New(rand.NewPCG(3, 9)) //nolint:gosec // repeatable on purpose
	sum := sha256.New()
	for round := range 400 {
		paper := assembly.Paper{Release: "r"}
		key := questionbank.Key{Release: "r", Correct: map[assembly.VersionID][]int{}}
		given := map[int]string{}
		for no := 1; no <= 12; no++ {
			q := assembly.Question{No: no, Version: assembly.VersionID(fmt.Sprint("v", no)), Points: 1 + r.IntN(4),
				Type: []assembly.Type{assembly.TrueFalse, assembly.Single, assembly.Multiple}[no%3]}
			options := []int{2, 4, 5}[no%3]
			for at, origin := range r.Perm(options) {
				q.Options = append(q.Options, assembly.Option{Letter: string(rune('A' + at)), Origin: origin})
			}
			right := r.Perm(options)[:1]
			if q.Type == assembly.Multiple {
				right = r.Perm(options)[:2+r.IntN(3)]
			}
			key.Correct[q.Version] = right
			if letters := someLetters(r, q); letters != "" {
				given[no] = letters
			}
			paper.Questions = append(paper.Questions, q)
		}
		policy := []rules.MultiScoring{rules.AllOrNothing, rules.PartialSubset}[round%2]
		score, err := exam.Grade(paper, given, key, policy)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(score)
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(b)
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:8])
}

func someLetters(r *rand.Rand, q assembly.Question) string {
	out := ""
	for _, o := range q.Options {
		if r.IntN(3) == 0 && (q.Type == assembly.Multiple || out == "") {
			out += o.Letter
		}
	}
	return out
}

// TestScoringVersionNamesTheScores fails when a score of any of 400 papers changed. If that was meant, raise
// exam.ScoringVersion and put the new digest beside it; nodes with the old code are kept from serving together then.
func TestScoringVersionNamesTheScores(t *testing.T) {
	known := map[int]string{1: "b6e364fb41ef1828"}
	if got := scoresOf(t); got != known[exam.ScoringVersion] {
		t.Fatalf("scores of version %d: %s, known as %s", exam.ScoringVersion, got, known[exam.ScoringVersion])
	}
}
