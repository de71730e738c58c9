package exam

import (
	"errors"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Rescore is the second scorer. It starts from the journal itself and was written from the text of the rules, without a
// look at Fold and Grade, so that a mistake in one of them shows as a difference:
//
//	判断, 单选: the one right option and nothing else earns the points.
//	多选, ALL_OR_NOTHING: exactly the right options earn the points.
//	多选, PARTIAL_SUBSET: any wrong option earns nothing; otherwise points × chosen ÷ right, whole points.
//	标图 (the areas of a picture in which there is a hazard): as 多选, by the same policy; one area may be all there is.
//	The last record on a question counts; a question without a choice earns nothing.
//
// It returns the points per question in the order of the sheet, and their sum.
func Rescore(paper assembly.Paper, journal []Entry, key questionbank.Key, multi rules.MultiScoring) ([]int, int, error) {
	each := make([]int, len(paper.Questions))
	sum := 0
	for i := range paper.Questions {
		q := &paper.Questions[i]
		right := uint32(0)
		for at, o := range q.Options {
			for _, origin := range key.Correct[q.Version] {
				if origin == o.Origin {
					right |= 1 << at
				}
			}
		}
		if right == 0 {
			return nil, 0, errors.New("rescore: a question has no key")
		}
		chosen := lastChoice(journal, q.No)
		if chosen>>len(q.Options) != 0 {
			return nil, 0, errors.New("rescore: a choice outside the options")
		}
		each[i] = reward(q, chosen, right, multi)
		sum += each[i]
	}
	return each, sum, nil
}

// lastChoice reads the journal backwards for the last record on question no, as a set of letter bits.
func lastChoice(journal []Entry, no int) uint32 {
	for i := len(journal) - 1; i >= 0; i-- {
		if journal[i].Kind != EntryAnswer || journal[i].Question != no {
			continue
		}
		set := uint32(0)
		for _, letter := range journal[i].Answer {
			if letter < 'A' || letter > 'Z' {
				return ^uint32(0) // outside every set of options
			}
			set |= 1 << (letter - 'A')
		}
		return set
	}
	return 0
}

func reward(q *assembly.Question, chosen, right uint32, multi rules.MultiScoring) int {
	if chosen == right {
		return q.Points
	}
	parts := q.Type == assembly.Multiple || q.Type == assembly.Hotspot
	if !parts || multi != rules.PartialSubset || chosen&^right != 0 {
		return 0
	}
	picked, all := 0, 0
	for bit := uint32(1); bit != 0 && bit <= right; bit <<= 1 {
		if right&bit != 0 {
			all++
		}
		if chosen&bit != 0 {
			picked++
		}
	}
	return q.Points * picked / all
}
