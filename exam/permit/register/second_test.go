package register_test

import (
	"testing"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/register"
)

func TestTheRulesOfConfirmingByHandHoldForFiles(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		own := h.put("p-2", num, item, itemZH) // of the one who confirms the file
		open := h.put("p-other", other, item, itemZH)
		noted := h.put("p-third", "T420602199003070039", item, itemZH)
		if _, err := h.Report(issuer, nil); err != nil {
			t.Fatal(err)
		}
		h.change(noted.ID, permit.ChangeNational)
		h.change(noted.ID, permit.ChangeSuspend)
		if _, err := h.Report(issuer, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := h.permits.Propose(issuer, open.ID, permit.ChangeSuspend, "核查中", "第三十条"); err != nil {
			t.Fatal(err)
		}
		m, err := h.Receive(issuer, "a.csv", csv(t, []string{num, "张三丰", itemZH, "已入库", "QG-1", "", ""}, []string{other, "张三丰", itemZH, "已入库", "QG-2", "", ""},
			[]string{"T420602199003070039", "张三丰", itemZH, "已入库", "QG-3", "", ""}))
		if err == nil {
			_, err = h.Decide(second, m.ID, true, "核对无误")
		}
		if err == nil {
			err = h.RunOnce(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		m, tally, rows, err := h.Look(issuer, m.ID, 0, 50)
		if err != nil || m.State != register.Finished || tally.Outcomes[register.Noted] != 1 || tally.States[register.Failed] != 2 {
			t.Fatalf("%+v %+v %v", m, tally, err)
		}
		if rows[0].Fault != "permit.own" || rows[1].Fault != "permit.change_open" || rows[2].Fault != "" {
			t.Errorf("faults %q %q %q", rows[0].Fault, rows[1].Fault, rows[2].Fault)
		}
		for _, id := range []permit.ID{own.ID, open.ID} {
			if p, n := h.state(id); p.National != permit.NationalPending || n != 0 {
				t.Errorf("changed: %+v, %d lines", p, n)
			}
		}
		if got := h.lines(noted.ID); got != "ISSUED CONFIRMED; CHANGED SUSPENDED CONFIRMED" {
			t.Errorf("lines %q", got)
		}
	})
}
