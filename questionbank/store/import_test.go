package store_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

const head = "题型,题干,选项A,选项B,选项C,答案,解析,难度,知识点\n"

func TestAnImportIsAllOrNothingAndSaysWhere(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		bad := file(t, []byte(head+
			"判断,题一,,,,正确,CANARY,2,触电\n"+
			"单选,题二,甲,乙,,C,CANARY,2,触电\n"+
			"判断,题 一！,,,,错误,CANARY,2,触电\n"+
			"多选,题三,甲,乙,丙,B,CANARY,9,\n"))
		p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, bad, false))
		if p.Create != 1 || p.Errored != 3 || p.Skip != 0 {
			t.Errorf("%+v", p)
		}
		_, err := w.ApplyImport(writer, b.ID, bad, bad.Sum, false)
		want := "invalid [row 3, 答案: item.key_option] [row 4, 题干: item.twice_in_file] [row 5, 答案: item.key_many] [row 5, 难度: item.difficulty] [row 5, 知识点: item.topic_empty]"
		if err == nil || err.Error() != want {
			t.Errorf("%v", err)
		}
		if n := len(w.versions(t, b.ID, "")); n != 0 {
			t.Fatalf("%d items of a refused file are there", n)
		}
		good := file(t, []byte(head+"判断,题一,,,,正确,CANARY,2,触电\n单选,题二,甲,乙,,B,CANARY,2,触电\n"))
		_, err = w.ApplyImport(writer, b.ID, good, bad.Sum, false)
		isErr(t, "another file than the one previewed", err, questionbank.ErrImportChange)
		_, err = w.ApplyImport(reviewer, b.ID, good, good.Sum, false)
		ok(t, err)
		p = must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, good, false))
		if p.Errored != 2 {
			t.Errorf("the file again: %+v", p)
		}
		more := file(t, []byte(head+"判断,题一,,,,正确,CANARY,2,触电\n判断,题四,,,,错,CANARY,2,触电\n"))
		batch := must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, more, more.Sum, true))
		if batch.Items != 1 {
			t.Errorf("%d items taken beside a known one", batch.Items)
		}
	})
}

func TestFailuresOfAnImportNeverTellAnswers(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, []byte(head+"判断,题一,,,,ZEBRA,YAK,2,触电\n单选,题二,甲,乙,,HGF,YAK,2,触电\n多选,题三,甲,乙,,AHG,YAK,2,触电\n单选,题四,甲,乙,,\"=A1\",YAK,2,触电\n"))
		p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
		_, err := w.ApplyImport(writer, b.ID, f, f.Sum, false)
		if err == nil || p.Errored != 4 {
			t.Fatalf("%v, %+v", err, p)
		}
		said := err.Error()
		for _, r := range p.Rows {
			for _, c := range r.Wrong {
				said += c.Column + c.Err.Error() + c.Err.Text("zh") + c.Err.Text("en")
			}
		}
		for _, secret := range []string{"ZEBRA", "HGF", "AHG", "YAK", "=A1"} {
			if strings.Contains(said, secret) {
				t.Errorf("a failure tells %q: %s", secret, said)
			}
		}
	})
}

func TestTwoImportsAtOnceTakeAStemOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, little(20, 0))
		var group sync.WaitGroup
		var mu sync.Mutex
		taken := 0
		for range 6 {
			group.Go(func() {
				if _, err := w.ApplyImport(writer, b.ID, f, f.Sum, false); err == nil {
					mu.Lock()
					taken++
					mu.Unlock()
				}
			})
		}
		group.Wait()
		if n := len(w.versions(t, b.ID, questionbank.Draft)); taken != 1 || n != 40 {
			t.Errorf("%d imports went through, %d items", taken, n)
		}
	})
}

func TestALongFileGoesThroughInOneGo(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, little(700, 0))
		batch := must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		ok(t, w.SubmitBatch(writer, batch.ID, ""))
		ok(t, w.ApproveBatch(reviewer, batch.ID, "通过"))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "大"))
		if r.Items != 1400 || r.Digest == (assembly.Hash{}) {
			t.Errorf("%d items", r.Items)
		}
		big := file(t, little(1, 0))
		big.Rows = slices.Repeat(big.Rows, 10_001)
		_, err := w.PreviewImport(writer, b.ID, big, false)
		isErr(t, "20,002 rows", err, questionbank.ErrImportRows)
	})
}
