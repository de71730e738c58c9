package exam

import (
	"fmt"
	"slices"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Score is the outcome of grading one paper, in whole points.
type Score struct {
	Points  int
	Full    int
	Right   int   // questions with full points
	Partial int   // questions with a part of the points
	Wrong   int   // answered without points
	Blank   int   // not answered
	Each    []int // points per question, in the order of the sheet
}

// Scorer is the primary scorer: Grade is the one of the house. Tests of the second scorer put a wrong one in its place.
type Scorer func(paper assembly.Paper, given map[int]string, key questionbank.Key, multi rules.MultiScoring) (Score, error)

// Grade scores answers (question number → letters) to paper by key. It is a pure function: equal arguments give equal
// scores for ever. A question whose key is missing, letters the paper does not offer, and an unknown scoring policy are
// errors, never zero points.
func Grade(paper assembly.Paper, given map[int]string, key questionbank.Key, multi rules.MultiScoring) (Score, error) {
	if multi != rules.AllOrNothing && multi != rules.PartialSubset {
		return Score{}, fmt.Errorf("grade: unknown policy %q for multiple choice", multi)
	}
	if key.Release != paper.Release {
		return Score{}, fmt.Errorf("grade: key of release %s for a paper of release %s", key.Release, paper.Release)
	}
	s := Score{Each: make([]int, 0, len(paper.Questions))}
	answered := 0
	for _, q := range paper.Questions {
		correct, ok := key.Correct[q.Version]
		if !ok || len(correct) == 0 {
			return Score{}, fmt.Errorf("grade: no key for question %d (%s)", q.No, q.Version)
		}
		chosen, err := q.Origins(given[q.No])
		if err != nil {
			return Score{}, fmt.Errorf("grade: %w", err)
		}
		points := earned(q, chosen, correct, multi)
		switch {
		case len(chosen) == 0:
			s.Blank++
		case points == q.Points:
			s.Right++
		case points > 0:
			s.Partial++
		default:
			s.Wrong++
		}
		if len(chosen) > 0 {
			answered++
		}
		s.Points += points
		s.Full += q.Points
		s.Each = append(s.Each, points)
	}
	if answered != len(given) {
		return Score{}, fmt.Errorf("grade: %d answers, %d of them to questions of this paper", len(given), answered)
	}
	return s, nil
}

// earned gives the points of one question. TRUE_FALSE and SINGLE: all or nothing. MULTIPLE and HOTSPOT by policy; a part is the share
// of the right options that were chosen, rounded down to whole points, and one wrong option forfeits it.
func earned(q assembly.Question, chosen, correct []int, multi rules.MultiScoring) int {
	hits := 0
	for _, c := range chosen {
		if !slices.Contains(correct, c) {
			return 0
		}
		hits++
	}
	switch {
	case hits == len(correct):
		return q.Points
	case q.Type.Several() && multi == rules.PartialSubset:
		return q.Points * hits / len(correct)
	default:
		return 0
	}
}
