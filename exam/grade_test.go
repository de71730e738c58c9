package exam_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// onePaper has one question of a type with four options (two for TRUE_FALSE), shown in the order of origins 2, 0, 3, 1.
func onePaper(kind assembly.Type, points int, correct ...int) (assembly.Paper, questionbank.Key) {
	origins := []int{2, 0, 3, 1}
	if kind == assembly.TrueFalse {
		origins = []int{0, 1}
	}
	q := assembly.Question{No: 1, Version: "v1", Type: kind, Points: points}
	for i, o := range origins {
		q.Options = append(q.Options, assembly.Option{Letter: string(rune('A' + i)), Origin: o})
	}
	return assembly.Paper{Release: "r1", Questions: []assembly.Question{q}},
		questionbank.Key{Release: "r1", Version: 1, Correct: map[questionbank.VersionID][]int{"v1": correct}}
}

func TestGradeByTable(t *testing.T) {
	cases := []struct {
		name    string
		kind    assembly.Type
		points  int
		correct []int
		multi   rules.MultiScoring
		answer  string
		want    int
	}{
		{"true-false right", assembly.TrueFalse, 1, []int{0}, rules.AllOrNothing, "A", 1},
		{"true-false wrong", assembly.TrueFalse, 1, []int{0}, rules.AllOrNothing, "B", 0},
		{"single right, shuffled", assembly.Single, 1, []int{0}, rules.AllOrNothing, "B", 1},
		{"single by origin, not by letter", assembly.Single, 1, []int{0}, rules.AllOrNothing, "A", 0},
		{"blank", assembly.Single, 1, []int{0}, rules.PartialSubset, "", 0},
		{"multiple exact", assembly.Multiple, 2, []int{2, 0, 3}, rules.AllOrNothing, "ABC", 2},
		{"multiple exact, partial policy", assembly.Multiple, 2, []int{2, 0, 3}, rules.PartialSubset, "ABC", 2},
		{"multiple subset, all or nothing", assembly.Multiple, 2, []int{2, 0, 3}, rules.AllOrNothing, "AB", 0},
		{"multiple subset of three for two points: two thirds, rounded down", assembly.Multiple, 2, []int{2, 0, 3}, rules.PartialSubset, "AB", 1},
		{"multiple one of three for two points: nothing left after rounding", assembly.Multiple, 2, []int{2, 0, 3}, rules.PartialSubset, "A", 0},
		{"multiple one of two for two points: half", assembly.Multiple, 2, []int{2, 1}, rules.PartialSubset, "D", 1},
		{"multiple with a wrong one", assembly.Multiple, 2, []int{2, 0, 3}, rules.PartialSubset, "ABD", 0},
		{"areas: one hazard, found", assembly.Hotspot, 2, []int{2}, rules.AllOrNothing, "A", 2},
		{"areas: one of two hazards, all or nothing", assembly.Hotspot, 2, []int{2, 1}, rules.AllOrNothing, "D", 0},
		{"areas: one of two hazards, by parts", assembly.Hotspot, 2, []int{2, 1}, rules.PartialSubset, "D", 1},
		{"areas: one of two hazards and a sound part", assembly.Hotspot, 2, []int{2, 1}, rules.PartialSubset, "BD", 0},
		{"multiple all four with three right", assembly.Multiple, 4, []int{2, 0, 3}, rules.PartialSubset, "ABCD", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, k := onePaper(c.kind, c.points, c.correct...)
			given := map[int]string{}
			if c.answer != "" {
				given[1] = c.answer
			}
			s, err := exam.Grade(p, given, k, c.multi)
			if err != nil || s.Points != c.want || s.Full != c.points {
				t.Errorf("Grade: %+v, %v", s, err)
			}
			_, again, err := exam.Rescore(p, []exam.Entry{{Kind: exam.EntryAnswer, Question: 1, Answer: "A"}, {Kind: exam.EntryAnswer, Question: 1, Answer: c.answer}}, k, c.multi)
			if err != nil || again != c.want {
				t.Errorf("Rescore: %d, %v", again, err)
			}
		})
	}
}

func TestGradeRefusesWhatItCannotJudge(t *testing.T) {
	p, k := onePaper(assembly.Single, 1, 0)
	for name, try := range map[string]func() error{
		"no key": func() error {
			_, err := exam.Grade(p, nil, questionbank.Key{Release: "r1"}, rules.AllOrNothing)
			return err
		},
		"other release": func() error {
			_, err := exam.Grade(p, nil, questionbank.Key{Release: "r2", Correct: k.Correct}, rules.AllOrNothing)
			return err
		},
		"unknown policy": func() error { _, err := exam.Grade(p, nil, k, "HALF"); return err },
		"foreign letter": func() error { _, err := exam.Grade(p, map[int]string{1: "E"}, k, rules.AllOrNothing); return err },
		"foreign number": func() error { _, err := exam.Grade(p, map[int]string{2: "A"}, k, rules.AllOrNothing); return err },
		"rescore no key": func() error { _, _, err := exam.Rescore(p, nil, questionbank.Key{}, rules.AllOrNothing); return err },
		"rescore letter": func() error {
			_, _, err := exam.Rescore(p, []exam.Entry{{Kind: exam.EntryAnswer, Question: 1, Answer: "a"}}, k, rules.AllOrNothing)
			return err
		},
	} {
		if try() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The two scorers agree on any paper, journal, key and policy.
func TestTwoScorersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := assembly.Paper{Release: "r1"}
		k := questionbank.Key{Release: "r1", Correct: map[questionbank.VersionID][]int{}}
		n := rapid.IntRange(1, 12).Draw(t, "questions")
		var journal []exam.Entry
		for no := 1; no <= n; no++ {
			kind := rapid.SampledFrom([]assembly.Type{assembly.TrueFalse, assembly.Single, assembly.Multiple, assembly.Hotspot}).Draw(t, "type")
			options := 2
			if kind != assembly.TrueFalse {
				options = rapid.IntRange(2, 8).Draw(t, "options")
			}
			origins := rapid.Permutation(upTo(options)).Draw(t, "origins")
			q := assembly.Question{No: no, Version: questionbank.VersionID(string(rune('a' + no))), Type: kind, Points: rapid.IntRange(1, 6).Draw(t, "points")}
			for i, o := range origins {
				q.Options = append(q.Options, assembly.Option{Letter: string(rune('A' + i)), Origin: o})
			}
			most := 1
			if kind.Several() {
				most = options
			}
			right := rapid.IntRange(1, most).Draw(t, "right")
			k.Correct[q.Version] = rapid.Permutation(upTo(options)).Draw(t, "key")[:right]
			p.Questions = append(p.Questions, q)
			for range rapid.IntRange(0, 3).Draw(t, "records") {
				set := rapid.IntRange(0, 1<<options-1).Draw(t, "choice")
				letters := ""
				for i := range options {
					if set>>i&1 == 1 && (kind.Several() || letters == "") {
						letters += string(rune('A' + i))
					}
				}
				journal = append(journal, exam.Entry{Kind: exam.EntryAnswer, Question: no, Answer: letters})
				journal = append(journal, exam.Entry{Kind: exam.EntryMark, Question: no, Answer: "1"})
			}
		}
		journal = rapid.Permutation(journal).Draw(t, "order")
		policy := rapid.SampledFrom([]rules.MultiScoring{rules.AllOrNothing, rules.PartialSubset}).Draw(t, "policy")
		one, err := exam.Grade(p, exam.Fold(journal).Given, k, policy)
		if err != nil {
			t.Fatal(err)
		}
		each, sum, err := exam.Rescore(p, journal, k, policy)
		if err != nil || sum != one.Points {
			t.Fatalf("first %d, second %d, %v", one.Points, sum, err)
		}
		for i := range each {
			if each[i] != one.Each[i] || each[i] > p.Questions[i].Points {
				t.Fatalf("question %d: first %d, second %d", i+1, one.Each[i], each[i])
			}
		}
		if one.Right+one.Partial+one.Wrong+one.Blank != n {
			t.Fatalf("%+v", one)
		}
	})
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestAPaperIsHandedInThoughItCannotBeScored(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		works := false
		h.Scorer = func(p assembly.Paper, g map[int]string, k questionbank.Key, m rules.MultiScoring) (exam.Score, error) {
			if !works {
				return exam.Score{}, errors.New("no scorer today")
			}
			return exam.Grade(p, g, k, m)
		}
		h.Restart()
		r := h.Sit()
		r.Begin()
		r.Answer(1, "A")
		h.Clock.Advance(40 * time.Minute)
		for range 2 { // asked again it is still handed in, and nothing else
			page, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN")
			if err != nil || page.Sitting.State != exam.Submitted || page.Result != nil {
				t.Fatalf("without a scorer: %+v %v", page.Sitting.State, err)
			}
		}
		works = true
		page, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN")
		if err != nil || page.Sitting.State != exam.Scored || page.Result == nil {
			t.Fatalf("with a scorer: %+v %v", page.Sitting.State, err)
		}
		if marks := h.Desk.Marks(page.Sitting.Admission); len(marks) != 2 || marks[1] != "FINISHED" {
			t.Errorf("told the desk %v", marks)
		}
		r.Check()
	})
}
