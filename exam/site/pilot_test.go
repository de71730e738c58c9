package site_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// Where nobody supervises, a pilot rule is named and two people stand behind the document: until the second has confirmed it, it is not in
// force.
func TestAPilotWithoutSupervisionNeedsItsRuleAndTwoPeople(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx, second := h.staff("manager", people.ExamManager), h.staff("manager2", people.ExamManager)
		pilot := site.Authorization{Room: h.room.ID, DocumentNo: "襄应急〔2026〕30号", Issuer: "市局", Mode: site.ModeNonePilot, From: "2027-01-01", To: "2027-06-30"}
		if _, err := h.Authorize(ctx, pilot); err == nil {
			t.Fatal("without its rule")
		}
		remote := pilot
		remote.Mode, remote.PilotRule = site.ModeRemote, "试点规定"
		if _, err := h.Authorize(ctx, remote); err == nil {
			t.Fatal("a rule of a pilot that is none")
		}
		pilot.PilotRule = "《智慧考场免监考试点办法》（鄂应急办〔2026〕12号）"
		a := must[site.Authorization](t)(h.Authorize(ctx, pilot))
		if !a.Waits() || a.Covers("2027-02-01") {
			t.Fatalf("in force by one person: %+v", a)
		}
		_, err := h.ConfirmAuthorization(ctx, a.ID)
		want(t, err, site.ErrSecondPerson)
		_, err = h.ConfirmAuthorization(h.staff("inspector", people.Inspector), a.ID)
		want(t, err, site.ErrForbidden)
		_, err = h.ConfirmAuthorization(staffAt("/b/", "far", people.ExamManager), a.ID)
		want(t, err, site.ErrNotFound)
		must[site.Authorization](t)(h.ConfirmAuthorization(second, a.ID))
		_, err = h.ConfirmAuthorization(h.staff("manager3", people.ExamManager), a.ID)
		want(t, err, site.ErrConfirmed)
		got := site.InForce(must[[]site.Authorization](t)(h.Authorizations(ctx, h.room.ID)), "2027-02-01")
		if got == nil || got.Mode != site.ModeNonePilot || got.PilotRule != pilot.PilotRule || got.Entered != "p-manager" || got.Confirmed != "p-manager2" || got.ConfirmedBy != "manager2" || got.ConfirmedAt.IsZero() {
			t.Fatalf("%+v", got)
		}
		paper := must[[]site.Authorization](t)(h.Authorizations(ctx, h.room.ID))
		_, err = h.ConfirmAuthorization(second, paper[len(paper)-1].ID) // a paper that needs nobody
		want(t, err, site.ErrConfirmed)
		pilot.DocumentNo = "襄应急〔2026〕31号"
		b := must[site.Authorization](t)(h.Authorize(ctx, pilot))
		must[int](t)(h.RevokeAuthorization(ctx, b.ID, "不再试点"))
		_, err = h.ConfirmAuthorization(second, b.ID)
		want(t, err, site.ErrAuthorizationOver)
	})
}
