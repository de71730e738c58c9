package making_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
)

// red is the standard look in another colour.
func red(t *testing.T) []byte {
	t.Helper()
	_, text, err := card.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.ReplaceAll(string(text), "#1f5fa8", "#aa0000"))
}

func TestTwoPersonsChangeTheLook(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.permit("before", "2026-11-22")
		h.permit("after", "2026-11-24")
		old := h.certificate(t, "after")
		made, err := h.Propose(issuer, red(t), "2026-11-24")
		if err != nil || made.Version != 2 || made.State != making.Pending || made.OrgPath != path {
			t.Fatalf("%+v %v", made, err)
		}
		if !bytes.Equal(h.certificate(t, "after"), old) {
			t.Error("a template counts before it is approved")
		}
		_, err = h.Decide(issuerB, made.ID, true, "")
		refused(t, "the same person by another account", err, making.ErrSame)
		_, err = h.Decide(desk, made.ID, true, "")
		refused(t, "a clerk", err, permit.ErrForbidden)
		_, err = h.Decide(far, made.ID, true, "")
		refused(t, "another authority", err, permit.ErrNotFound)
		_, err = h.Decide(second, made.ID, false, " ")
		refused(t, "a refusal without a reason", err, making.ErrReason)
		got, err := h.Decide(second, made.ID, true, "与规定一致")
		if err != nil || got.State != making.Approved || got.DecidedName != "经办p-2" {
			t.Fatalf("%+v %v", got, err)
		}
		_, err = h.Decide(second, made.ID, false, "再看看")
		refused(t, "a second decision", err, making.ErrDecided)
		if bytes.Equal(h.certificate(t, "after"), old) {
			t.Error("the approved template does not count")
		}
		before := h.certificate(t, "before")
		if bytes.Equal(before, h.certificate(t, "after")) {
			t.Error("a permit of an earlier day changed its look")
		}
		for verb, n := range map[string]int{"permit_template.propose": 1, "permit_template.approve": 1, "permit.certificate": 5} {
			if got := h.count("SELECT COUNT(*) FROM audit_entry WHERE verb = ?", verb); got != n {
				t.Errorf("%s stands %d times on the trail, want %d", verb, got, n)
			}
		}
		list, err := h.List(second)
		if err != nil || len(list) != 2 || list[0].ID != made.ID || list[0].Text != "" || list[1].ID != making.Standard {
			t.Errorf("%+v %v", list, err)
		}
		if list, err := h.List(far); err != nil || len(list) != 1 {
			t.Errorf("another authority sees %+v %v", list, err)
		}
		whole, err := h.Look(issuer, made.ID)
		if err != nil || whole.Text != string(red(t)) || whole.Digest != made.Digest {
			t.Errorf("%v", err)
		}
	})
}

func (h *house) certificate(t *testing.T, id permit.ID) []byte {
	t.Helper()
	out, err := h.Service.Certificate(issuer, id, card.Card)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheNearestAndNewestTemplateCounts(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.permit("p", "2026-11-24")
		approve := func(from string, change func([]byte) []byte) {
			t.Helper()
			made, err := h.Propose(issuer, change(red(t)), "2026-11-24")
			if err == nil {
				_, err = h.Decide(second, made.ID, true, from)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		approve("first", func(b []byte) []byte { return b })
		one := h.certificate(t, "p")
		approve("second", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("#aa0000"), []byte("#00aa00")) })
		if bytes.Equal(one, h.certificate(t, "p")) {
			t.Error("the older of two counts")
		}
	})
}

func TestWhatCannotBeATemplate(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, err := h.Propose(desk, []byte("{"), "2026-11-24")
		refused(t, "a clerk", err, permit.ErrForbidden) // and his text is not read
		_, err = h.Propose(issuer, []byte("{"), "2026-11-24")
		refused(t, "no JSON", err, card.ErrTemplate)
		_, err = h.Propose(issuer, red(t), "2026-11-22")
		refused(t, "yesterday", err, making.ErrPast)
		narrow := bytes.ReplaceAll(red(t), []byte(`"text": "{item}", "size": 7.5, "min": 5, "lines": 3`), []byte(`"text": "{item}", "size": 7.5, "min": 5, "lines": 1`))
		if bytes.Equal(narrow, red(t)) {
			t.Fatal("the look has no such element")
		}
		_, err = h.Propose(issuer, narrow, "2026-11-24")
		refused(t, "no room for long items", err, card.ErrLong)
		made, err := h.Propose(issuer, red(t), "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		h.clock.Advance(24 * 3600e9)
		_, err = h.Decide(second, made.ID, true, "")
		refused(t, "its day went by", err, making.ErrPast)
		if n := h.count("SELECT COUNT(*) FROM permit_template"); n != 1 {
			t.Errorf("%d templates", n)
		}
	})
}

func TestOneVersionForTwoAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wg.Go(func() { _, errs[i] = h.Propose(issuer, red(t), "2026-11-24") })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			switch {
			case err == nil:
				made++
			case !errors.Is(err, permit.ErrChanged):
				t.Error(err)
			}
		}
		if n := h.count("SELECT COUNT(DISTINCT version) FROM permit_template"); n != made || made == 0 {
			t.Errorf("%d versions for %d templates", n, made)
		}
	})
}

func TestSpecimensAndWhatFails(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for _, which := range []string{"plain", "long", "rare"} {
			for _, size := range []card.Size{card.Page, card.Card} {
				if b, err := h.Specimen(issuer, making.Standard, "OPERATION_PERMIT", size, which); err != nil || !bytes.HasPrefix(b, []byte("%PDF-1.7")) {
					t.Errorf("%s %s: %v", which, size, err)
				}
			}
		}
		_, err := h.Specimen(desk, making.Standard, "OPERATION_PERMIT", card.Page, "plain")
		refused(t, "a clerk", err, permit.ErrForbidden)
		_, err = h.Specimen(issuer, making.Standard, "OPERATION_PERMIT", card.Page, "huge")
		refused(t, "no such case", err, making.ErrSpecimen)
		_, err = h.Service.Certificate(issuer, "nothing", card.Page)
		refused(t, "an unknown permit", err, permit.ErrNotFound)
		h.permit("p", "2026-11-23")
		_, err = h.Service.Certificate(issuer, "p", "poster")
		refused(t, "no such size", err, making.ErrSize)
		h.photo = errors.New("gone")
		_, err = h.Service.Certificate(issuer, "p", card.Page)
		refused(t, "no photo", err, making.ErrNoPhoto)
		if n := h.count("SELECT COUNT(*) FROM audit_entry WHERE verb = 'permit.certificate'"); n != 0 {
			t.Errorf("%d downloads of nothing on the trail", n)
		}
	})
}
