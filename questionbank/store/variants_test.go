package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

// wordingOf writes "ug:" before each text of an item.
func wordingOf(c questionbank.Content) questionbank.Wording {
	put := func(list []string) []string {
		var out []string
		for _, s := range list {
			out = append(out, "ug:"+s)
		}
		return out
	}
	say := func(s string) string {
		if s == "" {
			return ""
		}
		return "ug:" + s
	}
	w := questionbank.Wording{Stem: say(c.Stem), Options: put(c.Options), Explanation: say(c.Explanation)}
	for _, m := range c.Media {
		w.Alts = append(w.Alts, say(m.Alt))
	}
	for _, p := range c.Parts {
		w.Parts = append(w.Parts, questionbank.WordingPart{VariantPart: assembly.VariantPart{Stem: say(p.Stem), Options: put(p.Options)}, Explanation: say(p.Explanation)})
	}
	return w
}

// translateAll has every approved version of a bank put into a language by the writer and confirmed by the third person.
func (w *world) translateAll(t testing.TB, bank questionbank.BankID, l questionbank.Language) {
	t.Helper()
	for _, v := range must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: bank, State: questionbank.Approved, Limit: 1000})) {
		full := must[questionbank.ItemVersion](t)(w.Version(writer, v.ID))
		x := must[questionbank.Variant](t)(w.WriteVariant(writer, v.ID, l, wordingOf(full.Content)))
		must[questionbank.Variant](t)(w.ConfirmVariant(third, x.ID))
	}
}

// Two translators see a variant in, neither confirms his own; it holds for one text of the item and in every version with that text.
func TestTwoTranslatorsForOneText(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		c := spokenItem()
		c.Explanation = "CANARY"
		v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, c))
		told := wordingOf(c)
		x := must[questionbank.Variant](t)(w.WriteVariant(writer, v.ID, assembly.Uyghur, told))
		if x.State != questionbank.VariantWritten || x.Writer.Person != "p-writer" {
			t.Fatalf("%+v", x)
		}
		if _, err := w.WriteVariant(third, v.ID, assembly.Uyghur, told); !errors.Is(err, questionbank.ErrVariantWaits) {
			t.Errorf("a second one waits: %v", err)
		}
		if _, err := w.ConfirmVariant(writer, x.ID); !errors.Is(err, questionbank.ErrVariantOwn) {
			t.Errorf("confirmed by its writer: %v", err)
		}
		for what, ctx := range map[string]context.Context{"a stranger": stranger, "a seat": seat, "nobody": context.Background()} {
			if _, err := w.ConfirmVariant(ctx, x.ID); err == nil {
				t.Errorf("%s confirms", what)
			}
			if _, err := w.RefuseVariant(ctx, x.ID, "不准"); err == nil {
				t.Errorf("%s refuses", what)
			}
			if _, err := w.Variants(ctx, v.ID); err == nil {
				t.Errorf("%s reads", what)
			}
			if _, err := w.Coverage(ctx, b.ID); err == nil {
				t.Errorf("%s counts", what)
			}
		}
		if _, err := w.WriteVariant(stranger, v.ID, assembly.Korean, told); !errors.Is(err, questionbank.ErrItemUnknown) {
			t.Errorf("a stranger writes: %v", err)
		}
		must[questionbank.Variant](t)(w.ConfirmVariant(third, x.ID))
		if _, err := w.ConfirmVariant(third, x.ID); !errors.Is(err, questionbank.ErrState) {
			t.Errorf("confirmed twice: %v", err)
		}
		if _, err := w.RefuseVariant(third, x.ID, "太晚了"); !errors.Is(err, questionbank.ErrState) {
			t.Errorf("refused after it was confirmed: %v", err)
		}

		same := c
		same.Difficulty = 5
		revised := must[questionbank.ItemVersion](t)(w.Revise(writer, v.ID, same))
		holds := func(v questionbank.VersionID) (out []bool) {
			for _, x := range must[[]questionbank.Variant](t)(w.Variants(third, v)) {
				out = append(out, x.Holds && x.State == questionbank.VariantConfirmed)
			}
			return out
		}
		if got := holds(revised.ID); !slices.Equal(got, []bool{true}) {
			t.Errorf("a version with the same text: %v", got)
		}
		for what, change := range map[string]func(*questionbank.Content){"stem": func(c *questionbank.Content) { c.Stem += "？" },
			"option": func(c *questionbank.Content) { c.Options = []string{"0.5 MΩ", "2 MΩ"} }, "order": func(c *questionbank.Content) { c.Options = []string{"1 MΩ", "0.5 MΩ"} },
			"explanation": func(c *questionbank.Content) { c.Explanation = "CANARY 2" }} {
			other := c
			change(&other)
			revised = must[questionbank.ItemVersion](t)(w.Revise(writer, revised.ID, other))
			if got := holds(revised.ID); slices.Contains(got, true) {
				t.Errorf("it holds for a version with another %s", what)
			}
		}
		if _, err := w.WriteVariant(writer, v.ID, assembly.Uyghur, told); !errors.Is(err, questionbank.ErrVariantRetired) {
			t.Errorf("a retired version: %v", err)
		}

		// A text that changed between the two translators is not confirmed for another one.
		old := must[questionbank.Variant](t)(w.WriteVariant(writer, revised.ID, assembly.Korean, wordingOf(must[questionbank.ItemVersion](t)(w.Version(writer, revised.ID)).Content)))
		refused := must[questionbank.Variant](t)(w.RefuseVariant(third, old.ID, "用词不当"))
		if refused.State != questionbank.VariantRefused || refused.Reason != "用词不当" {
			t.Errorf("%+v", refused)
		}
		verbs := map[string]int{}
		for _, e := range w.trail(t) {
			verbs[e]++
		}
		for _, verb := range []string{"bank.variant.write", "bank.variant.confirm", "bank.variant.refuse"} {
			if verbs[verb] == 0 {
				t.Errorf("%s is not on the trail", verb)
			}
		}
		if rows := w.plain(t); strings.Contains(rows, "ug:") || strings.Contains(rows, "CANARY") {
			t.Error("a translation lies in the open")
		}
	})
}

// trail are the verbs of the audit trail.
func (w *world) trail(t testing.TB) []string {
	t.Helper()
	var out []string
	ok(t, w.db.Conn(context.Background()).Table("audit_entry").Pluck("verb", &out).Error)
	return out
}

// plain is what the tables of variants and the trail hold in the open.
func (w *world) plain(t testing.TB) string {
	t.Helper()
	var body, detail []string
	ok(t, w.db.Conn(context.Background()).Table("item_variant").Pluck("body", &body).Error)
	ok(t, w.db.Conn(context.Background()).Table("audit_entry").Pluck("detail", &detail).Error)
	if len(body) == 0 || len(detail) == 0 {
		t.Fatal("nothing to look at")
	}
	return strings.Join(append(body, detail...), "\n")
}

func TestWhatATranslationMustBe(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		c := spokenItem()
		v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, c))
		for name, x := range map[string]struct {
			language questionbank.Language
			field    string
			want     *fault.Error
			spoil    func(*questionbank.Wording)
		}{
			"an unknown language":  {"fr", "language", questionbank.ErrVariantLanguage, func(*questionbank.Wording) {}},
			"no stem":              {"ug", "stem", questionbank.ErrVariantGap, func(w *questionbank.Wording) { w.Stem = " " }},
			"an option too few":    {"ug", "options", questionbank.ErrVariantShape, func(w *questionbank.Wording) { w.Options = w.Options[1:] }},
			"an empty option":      {"ug", "options[1]", questionbank.ErrVariantGap, func(w *questionbank.Wording) { w.Options[1] = "" }},
			"two equal options":    {"ug", "options[1]", questionbank.ErrVariantTwice, func(w *questionbank.Wording) { w.Options[1] = w.Options[0] }},
			"an explanation more":  {"ug", "explanation", questionbank.ErrVariantExtra, func(w *questionbank.Wording) { w.Explanation = "x" }},
			"parts of no case":     {"ug", "parts", questionbank.ErrVariantShape, func(w *questionbank.Wording) { w.Parts = make([]questionbank.WordingPart, 1) }},
			"words of no picture":  {"ug", "alts", questionbank.ErrVariantShape, func(w *questionbank.Wording) { w.Alts = []string{"x"} }},
			"too long":             {"ug", "stem", questionbank.ErrTextLong, func(w *questionbank.Wording) { w.Stem = strings.Repeat("ئ", questionbank.MaxToldStem+1) }},
			"a bidi override":      {"ug", "options[0]", actor.ErrHidden, func(w *questionbank.Wording) { w.Options[0] = "ئە\u202eabc" }},
			"an isolate":           {"ug", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "\u2066ئە\u2069" }},
			"a control":            {"ug", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "ئە\x07" }},
			"a joiner out of word": {"ug", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "ئە \u200dئە" }},
			"two joiners":          {"ug", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "ئە\u200d\u200dئە" }},
			"a selector elsewhere": {"ug", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "ئە\u180bئە" }},
			"a joiner in Korean":   {"ko", "stem", actor.ErrHidden, func(w *questionbank.Wording) { w.Stem = "안\u200d전" }},
		} {
			told := wordingOf(c)
			x.spoil(&told)
			_, err := w.WriteVariant(writer, v.ID, x.language, told)
			f := fault.From(err)
			if err == nil || !says(err, x.want) || !names(f, x.field) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// What the scripts need is kept, and what is written in parts is put together.
		told := wordingOf(c)
		told.Stem = "ᠮᠣᠩᠭᠣᠯ\u180b ᠬᠡᠯᠡ\u180eᠡ e\u0301"
		x := must[questionbank.Variant](t)(w.WriteVariant(writer, v.ID, assembly.Mongolian, told))
		if got := must[[]questionbank.Variant](t)(w.Variants(third, v.ID)); got[0].ID != x.ID || got[0].Wording.Stem != "ᠮᠣᠩᠭᠣᠯ\u180b ᠬᠡᠯᠡ\u180eᠡ é" {
			t.Errorf("%q", got[0].Wording.Stem)
		}
	})
}

// names says whether a failure, or one of a list, is at a field.
func names(f *fault.Error, field string) bool {
	return slices.ContainsFunc(f.Fields(), func(p fault.Field) bool { return p.Path == field })
}

// A release freezes the confirmed variants of the texts it holds; papers tell them to whoever was granted the language and to nobody
// else, without the explanations, and a better variant afterwards changes nothing of it.
func TestAReleaseFreezesVariants(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 12)
		plain := w.drawn(t, counted("before"))
		w.translateAll(t, b.ID, assembly.Uyghur)
		for _, c := range must[[]questionbank.Coverage](t)(w.Coverage(reviewer, b.ID)) {
			if want := map[questionbank.Language]int{assembly.Uyghur: 24}[c.Language]; c.Confirmed != want || c.Of != 24 || c.Waiting != 0 {
				t.Errorf("%+v", c)
			}
		}
		ug := counted("still")
		ug.Language = assembly.Uyghur
		for _, q := range w.drawn(t, ug).Questions {
			if q.Told != nil {
				t.Fatal("a release that was frozen before is told")
			}
		}
		next := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第二版"))
		if next.Digest == r.Digest {
			t.Fatal("variants are not under the digest")
		}
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, next.ID))
		if told, of, err := w.ToldInUse(seat, sample.ItemCode, assembly.Uyghur); told != 24 || of != 24 || err != nil {
			t.Errorf("%d of %d %v", told, of, err)
		}
		if told, _, err := w.ToldInUse(seat, sample.ItemCode, assembly.Korean); told != 0 || err != nil {
			t.Errorf("%d %v", told, err)
		}
		w = w.restarted()
		ug = counted("told")
		ug.Language = assembly.Uyghur
		paper := w.drawn(t, ug)
		for _, q := range paper.Questions {
			if q.Told == nil || q.Told.Stem != "ug:"+q.Stem || len(q.Told.Options) != len(q.Options) || strings.Contains(q.Told.Stem, "CANARY") {
				t.Fatalf("%+v", q)
			}
		}
		for _, q := range w.drawn(t, counted("zh")).Questions {
			if q.Told != nil {
				t.Fatal("told to somebody who was granted nothing")
			}
		}
		// A better one replaces it for the next release, not for this one.
		v := paper.Questions[0].Version
		full := must[questionbank.ItemVersion](t)(w.Version(writer, v))
		better := wordingOf(full.Content)
		better.Stem += "!"
		x := must[questionbank.Variant](t)(w.WriteVariant(third, v, assembly.Uyghur, better))
		must[questionbank.Variant](t)(w.ConfirmVariant(writer, x.ID))
		states := map[questionbank.VariantState]int{}
		for _, x := range must[[]questionbank.Variant](t)(w.Variants(third, v)) {
			states[x.State]++
		}
		if states[questionbank.VariantConfirmed] != 1 || states[questionbank.VariantReplaced] != 1 {
			t.Errorf("%v", states)
		}
		w = w.restarted()
		if again := w.again(t, "told"); again.Digest() != paper.Digest() {
			t.Error("another paper is drawn again")
		}
		if again := w.again(t, "before"); again.Digest() != plain.Digest() {
			t.Error("another paper is drawn again")
		}
		third := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第三版"))
		if third.Digest == next.Digest {
			t.Error("a better variant changes no release")
		}
	})
}

// Whoever alters a variant in the database, also one who holds the bank's key, is found when a paper is drawn again, and by name.
func TestAnAlteredVariantIsFound(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, little(12, 0))
		w.translateAll(t, b.ID, assembly.Uyghur)
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版"))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		w.published(t, must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(2, 2))).ID)
		in := counted("a")
		in.Language = assembly.Uyghur
		w.drawn(t, in)
		if _, err := w.restarted().FilesOf(context.Background(), "a"); err != nil {
			t.Fatal(err)
		}
		var id, item, sealed string
		ok(t, w.db.Conn(context.Background()).Table("item_variant").Order("id").Limit(1).Select("id, item_id, body").Row().Scan(&id, &item, &sealed))
		plain := must[[]byte](t)(w.deps.Vault.Open("bank.variant/"+id, sealed))
		forged := must[string](t)(w.deps.Vault.Seal("bank.variant/"+id, []byte(strings.Replace(string(plain), "ug:", "UG:", 1))))
		for what, body := range map[string]string{"forged": forged, "harmed": sealed[:len(sealed)-4] + "AAAA"} {
			ok(t, w.db.Conn(context.Background()).Table("item_variant").Where("id = ?", id).Update("body", body).Error)
			_, err := w.restarted().FilesOf(context.Background(), "a")
			if err == nil || !strings.Contains(err.Error(), item) {
				t.Errorf("%s: %v", what, err)
			}
			if _, _, err := w.restarted().DrawFor(seat, sample.ItemCode, counted("b-"+what)); err == nil {
				t.Errorf("%s: papers are drawn from it", what)
			}
		}
	})
}

// Many translations are confirmed in one act or none of them: one's own, one that was decided, one of another bank and one that is not there
// are each named, and nothing was confirmed.
func TestSeveralTranslationsAreConfirmedAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		other := must[questionbank.Bank](t)(w.CreateBank(reviewer, questionbank.BankInput{Owner: b.Owner, Level: b.Level, Purpose: questionbank.Practice, ItemCode: b.ItemCode, Name: "另一个"}))
		told := func(bank questionbank.BankID, stem string, by context.Context) questionbank.Variant {
			c := spokenItem()
			c.Stem, c.Explanation, c.SourceNo = stem, "CANARY", "N"+stem
			v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, bank, c))
			return must[questionbank.Variant](t)(w.WriteVariant(by, v.ID, assembly.Uyghur, wordingOf(c)))
		}
		var ids []questionbank.VariantID
		for _, stem := range []string{"甲", "乙", "丙", "丁"} {
			ids = append(ids, told(b.ID, stem, writer).ID)
		}
		own, foreign := told(b.ID, "自译", third), told(other.ID, "别处", writer)
		waiting := func(ctx context.Context, after questionbank.VariantID, limit int) []questionbank.WaitingVariant {
			return must[[]questionbank.WaitingVariant](t)(w.VariantsWaiting(ctx, b.ID, assembly.Uyghur, after, limit))
		}
		page := waiting(third, "", 3)
		if len(page) != 3 || page[0].ID != ids[0] || page[0].Source.Stem != "甲" || page[0].Wording.Stem != "ug:甲" || page[0].Source.Explanation != "CANARY" ||
			page[0].SourceNo != "N甲" || !page[0].Holds || page[0].Own || len(page[0].Source.Options) != len(page[0].Wording.Options) {
			t.Fatalf("%+v", page)
		}
		if rest := waiting(third, page[2].ID, 100); len(rest) != 2 || rest[0].ID != ids[3] || rest[1].ID != own.ID || !rest[1].Own || rest[0].Own {
			t.Fatalf("the second page: %+v", rest)
		}
		if none := must[[]questionbank.WaitingVariant](t)(w.VariantsWaiting(third, b.ID, assembly.Korean, "", 100)); len(none) != 0 {
			t.Errorf("in another language: %+v", none)
		}

		if _, err := w.ConfirmVariant(third, ids[3]); err != nil {
			t.Fatal(err)
		}
		chosen := []questionbank.VariantID{ids[0], own.ID, ids[1], ids[3], foreign.ID, "01kzzzzzzzzzzzzzzzzzzzzzzz"}
		_, err := w.ConfirmVariants(third, b.ID, chosen)
		if !errors.Is(err, questionbank.ErrVariantsSome) {
			t.Fatalf("some cannot be confirmed: %v", err)
		}
		want := map[string]error{"ids[1]": questionbank.ErrVariantOwn, "ids[3]": questionbank.ErrState, "ids[4]": questionbank.ErrVariantUnknown, "ids[5]": questionbank.ErrVariantUnknown}
		fields := fault.From(err).Fields()
		for _, f := range fields {
			if !errors.Is(f.Err, want[f.Path]) {
				t.Errorf("%s: %v, want %v", f.Path, f.Err, want[f.Path])
			}
		}
		if len(fields) != len(want) || fault.From(err).Args()["n"] != "4" {
			t.Errorf("%d are named: %v", len(fields), fault.From(err).Args())
		}
		if left := waiting(third, "", 100); len(left) != 4 {
			t.Errorf("%d wait after an act that was refused, want 4", len(left))
		}
		for what, c := range map[string]struct {
			ctx  context.Context
			ids  []questionbank.VariantID
			want error
		}{
			"a stranger": {stranger, ids[:1], questionbank.ErrBankUnknown}, "nothing chosen": {third, nil, questionbank.ErrNothing},
			"too many": {third, make([]questionbank.VariantID, questionbank.MaxVariantsAtOnce+1), questionbank.ErrVariantsMany},
		} {
			if _, err := w.ConfirmVariants(c.ctx, b.ID, c.ids); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", what, err, c.want)
			}
		}
		if _, err := w.VariantsWaiting(stranger, b.ID, assembly.Uyghur, "", 10); !errors.Is(err, questionbank.ErrBankUnknown) {
			t.Errorf("a stranger reads what waits: %v", err)
		}

		before := w.trail(t)
		n, err := w.ConfirmVariants(third, b.ID, []questionbank.VariantID{ids[0], ids[1], ids[1], ids[2]})
		if err != nil || n != 3 {
			t.Fatalf("%d confirmed: %v", n, err)
		}
		if left := waiting(third, "", 100); len(left) != 1 || left[0].ID != own.ID {
			t.Errorf("what still waits: %+v", left)
		}
		confirmed := 0
		for _, verb := range w.trail(t)[len(before):] {
			if verb == "bank.variant.confirm" {
				confirmed++
			}
		}
		var details []string
		ok(t, w.db.Conn(t.Context()).Table("audit_entry").Where("verb = ?", "bank.variant.confirm").Pluck("detail", &details).Error)
		if all := strings.Join(details, "\n"); confirmed != 3 || !strings.Contains(all, string(ids[0])) || !strings.Contains(all, string(ids[1])) || !strings.Contains(all, string(ids[2])) {
			t.Errorf("%d on the trail: %s", confirmed, all)
		}
		if !slices.Contains(w.trail(t), "bank.key.read") || strings.Contains(w.plain(t), "CANARY") {
			t.Error("the reading is not on the trail, or more than that it was read")
		}
	})
}
