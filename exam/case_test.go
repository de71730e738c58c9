package exam_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Each question of a case is answered, stored and scored by itself, by its own type; the key of one is corrected alone.
func TestACaseIsSatQuestionByQuestion(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.Mix{TrueFalse: 1, Cases: 2})
		r := h.Sit().Begin()
		paper, key := r.Paper()
		sheet := r.Page.Sheet
		if len(sheet.Questions) != 7 || sheet.Questions[0].Case != nil {
			t.Fatalf("%+v", sheet.Questions)
		}
		for i, q := range sheet.Questions[1:] {
			if q.Case == nil || q.Case.Part != i%3+1 || q.Case.Parts != 3 || q.Case.Stem == "" || q.Type != []assembly.Type{assembly.Single, assembly.TrueFalse, assembly.Multiple}[i%3] {
				t.Fatalf("question %d: %+v", q.No, q)
			}
		}
		if got := r.Send(r.Write(exam.EntryAnswer, 2, "AB")); got.Err == nil {
			t.Error("two answers to a part with one")
		}
		r.Seq-- // it was refused at the door
		for no := 1; no <= 7; no++ {
			if no != 3 && no != 4 { // the second part of the first case wrong, its third in part
				r.Answer(no, examtest.Right(paper, key, no))
			}
		}
		r.Answer(3, map[string]string{"A": "B", "B": "A"}[examtest.Right(paper, key, 3)])
		right := examtest.Right(paper, key, 4)
		r.Answer(4, right[:len(right)-1])
		h.Clock.Advance(40 * time.Minute)
		if _, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		part := 2 * (len(right) - 1) / len(right)
		res, err := h.Real.ResultOf(t.Context(), r.Page.Sitting.ID)
		if err != nil || res.Points != 1+5*2-2+part || res.Full != 13 || res.Wrong != 1 {
			t.Fatalf("%+v %v", res, err)
		}
		corrected(t, h, r, paper, res)
		r.Check()
	})
}

// corrected gives the wrongly answered part another key: that part alone earns its points.
func corrected(t *testing.T, h *examtest.House, r *examtest.Robot, paper assembly.Paper, res exam.Result) {
	t.Helper()
	_, key := r.Paper()
	v := paper.Questions[2].Version
	h.Bank.Amend(v, []int{1 - key.Correct[v][0]})
	_, next := r.Paper()
	entries, err := h.Real.Entries(t.Context(), r.Page.Sitting.ID)
	if err != nil {
		t.Fatal(err)
	}
	one, err := exam.Grade(paper, exam.Fold(entries).Given, next, rules.PartialSubset)
	if err != nil || one.Points != res.Points+2 {
		t.Errorf("%+v %v after %d points", one, err, res.Points)
	}
	each, two, err := exam.Rescore(paper, entries, next, rules.PartialSubset)
	if err != nil || two != one.Points || each[2] != 2 {
		t.Errorf("%v %d %v", each, two, err)
	}
}
