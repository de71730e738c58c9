package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A file carries the texts that lack a language, without keys and explanations, and comes back all or none: each row that is wrong is
// named, and what came waits for another person.
func TestTranslationsByFile(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, little(3, 0))
		rows := must[[]questionbank.TranslationRow](t)(w.ToTranslate(writer, b.ID, assembly.Korean))
		if len(rows) != 3*3+3*5 {
			t.Fatalf("%d rows", len(rows))
		}
		for i := range rows {
			if strings.Contains(rows[i].Source, "CANARY") || rows[i].Text != "" || rows[i].Language != assembly.Korean {
				t.Fatalf("%+v", rows[i])
			}
			rows[i].Row, rows[i].Text = i+2, "예 "+rows[i].Field
		}
		for name, ctx := range map[string]func() error{
			"a stranger exports": func() error { _, err := w.ToTranslate(stranger, b.ID, assembly.Korean); return err },
			"a stranger imports": func() error { _, err := w.ImportVariants(stranger, b.ID, rows, false); return err },
			"a seat imports":     func() error { _, err := w.ImportVariants(seat, b.ID, rows, false); return err },
			"in French":          func() error { _, err := w.ToTranslate(writer, b.ID, "fr"); return err },
			"nothing":            func() error { _, err := w.ImportVariants(writer, b.ID, nil, false); return err },
		} {
			if ctx() == nil {
				t.Errorf("%s, and may", name)
			}
		}
		for name, x := range map[string]struct {
			spoil func([]questionbank.TranslationRow) []questionbank.TranslationRow
			at    string
			want  *fault.Error
		}{
			"a bidi override": {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { l[4].Text = "예\u202e"; return l }, "rows[6].translation", actor.ErrHidden},
			"a missing row":   {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { return l[1:] }, "rows[3].translation", questionbank.ErrVariantGap},
			"a row twice":     {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { return append(l, l[0]) }, "rows[2].field", questionbank.ErrVariantRow},
			"another source":  {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { l[1].Source += "?"; return l }, "rows[3].source", questionbank.ErrVariantMoved},
			"another item":    {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { l[2].Item = "X9"; return l }, "rows[4].item", questionbank.ErrVariantItem},
			"another field":   {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { l[2].Field = "key"; return l }, "rows[4].field", questionbank.ErrVariantField},
			"French":          {func(l []questionbank.TranslationRow) []questionbank.TranslationRow { l[2].Language = "fr"; return l }, "rows[4].language", questionbank.ErrVariantLanguage},
		} {
			_, err := w.ImportVariants(writer, b.ID, x.spoil(append([]questionbank.TranslationRow(nil), rows...)), false)
			if !errors.Is(err, questionbank.ErrVariantFile) || !says(err, x.want) || !names(fault.From(err), x.at) {
				t.Errorf("%s: %v %+v", name, err, fault.From(err).Fields())
			}
		}
		if n := must[int](t)(w.ImportVariants(writer, b.ID, rows, true)); n != 6 {
			t.Errorf("%d", n)
		}
		if got := must[[]questionbank.Coverage](t)(w.Coverage(writer, b.ID)); got[4].Waiting != 0 {
			t.Fatalf("a file that was refused, or only looked at, left something: %+v", got)
		}
		if n := must[int](t)(w.ImportVariants(writer, b.ID, rows, false)); n != 6 {
			t.Errorf("%d", n)
		}
		if got := must[[]questionbank.Coverage](t)(w.Coverage(writer, b.ID)); got[4].Language != assembly.Korean || got[4].Waiting != 6 || got[4].Confirmed != 0 {
			t.Errorf("%+v", got)
		}
		if _, err := w.ImportVariants(third, b.ID, rows, false); !says(err, questionbank.ErrVariantWaits) {
			t.Errorf("the same file again: %v", err)
		}
		if left := must[[]questionbank.TranslationRow](t)(w.ToTranslate(writer, b.ID, assembly.Korean)); len(left) != 0 {
			t.Errorf("%d rows are asked for again", len(left))
		}
		v := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, State: questionbank.Approved, Limit: 1}))[0]
		x := must[[]questionbank.Variant](t)(w.Variants(writer, v.ID))[0]
		if x.Wording.Explanation != "" || x.Wording.Options[0] != "예 A" {
			t.Errorf("%+v", x.Wording)
		}
		if _, err := w.ConfirmVariant(writer, x.ID); !errors.Is(err, questionbank.ErrVariantOwn) {
			t.Errorf("confirmed by who imported it: %v", err)
		}
		must[questionbank.Variant](t)(w.ConfirmVariant(third, x.ID))
	})
}
