package e2e_test

import (
	"bytes"
	"encoding/csv"
	"sync"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

// answers maps the stem of a question of the sample bank to the text of its right option, read from the bank's own file
// and by nothing of the program.
var answers = sync.OnceValues(func() (map[string]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(sample.CSV())).ReadAll()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	out := map[string]string{}
	for _, r := range rows[1:] {
		right := r[at["答案"]]
		if r[at["题型"]] == "单选" {
			right = r[at["选项"+right]]
		}
		out[r[at["题干"]]] = right
	}
	return out, nil
})

// right returns the letter of the right option of a question as it stands on a sheet.
func right(t testing.TB, q assembly.SheetQuestion) string {
	t.Helper()
	all, err := answers()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range q.Options {
		if o.Text == all[q.Stem] {
			return o.Letter
		}
	}
	t.Fatalf("question %d is not in the sample bank: %s", q.No, q.Stem)
	return ""
}

// wrong returns a letter that is not right.
func wrong(t testing.TB, q assembly.SheetQuestion) string {
	t.Helper()
	if right(t, q) == q.Options[0].Letter {
		return q.Options[1].Letter
	}
	return q.Options[0].Letter
}

// points scores a sheet from the letters given, by the rule of the sample paper: one point for each right answer.
func points(t testing.TB, sheet *assembly.Sheet, given map[int]string) int {
	t.Helper()
	sum := 0
	for _, q := range sheet.Questions {
		if given[q.No] == right(t, q) {
			sum += q.Points
		}
	}
	return sum
}
