package permit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
)

func TestAnEnterpriseSeesThePermitsOfItsPeople(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		none, also := people.PersonID("p-apprentice"), people.PersonID("p-worker")
		h.person(none, "李徒", identity.Document{Kind: identity.IDCard, Number: "440524188001010014"})
		h.person(also, "王工", identity.Document{Kind: identity.IDCard, Number: "11010519491231005X"})
		h.person("p-elsewhere", "赵外", identity.Document{Kind: identity.IDCard, Number: "110105194912310086"})
		h.employees = map[people.OrgID][]people.PersonID{firm: {none, welder, also}}
		p := h.issued(welder, item)
		h.clock.Advance(time.Second) // ids of one millisecond have no order
		h.issued(welder, "SO-02-01")
		h.issued("p-elsewhere", item)
		q := h.issued(also, item)
		h.change(q.ID, permit.ChangeSuspend)

		list, err := h.HeldBy(as("safety"), firm, "", 200)
		if err != nil || len(list) != 3 || list[0].Person.ID != none || len(list[0].Permits) != 0 || len(list[1].Permits) != 2 || len(list[2].Permits) != 1 {
			t.Fatalf("%+v %v", list, err)
		}
		first := list[1].Permits[1]
		if first.Permit.ID != p.ID || first.Days != 2191 || first.Status.Code != rules.StatusValid || strings.Contains(first.Permit.NumberMasked, "19491231") {
			t.Errorf("%+v", first)
		}
		if s := list[2].Permits[0].Status; s.Code != rules.StatusSuspended || s.Colour != permit.Red {
			t.Errorf("a suspended permit: %+v", s)
		}
		// On the last day nothing is left but the day itself; on the next one it is over.
		for days, want := range map[int]rules.PermitStatus{0: rules.StatusExpiring, -1: rules.StatusExpired} {
			h.clock.Set(p.ValidTo.AddDays(-days).Time())
			list, err := h.HeldBy(as("regulator"), firm, none, 1)
			if err != nil || len(list) != 1 || list[0].Person.ID != welder || list[0].Permits[1].Days != days || list[0].Permits[1].Status.Code != want {
				t.Errorf("%d days left: %+v %v", days, list, err)
			}
		}
	})
}

func TestNobodyElseSeesThePermitsOfAnEnterprise(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.employees = map[people.OrgID][]people.PersonID{firm: {welder}}
		h.issued(welder, item)
		for account, want := range map[string]error{"teacher": permit.ErrForbidden, "desk": permit.ErrForbidden, "next-door": permit.ErrNoOrg, "far": permit.ErrNoOrg} {
			if list, err := h.HeldBy(as(account), firm, "", 50); len(list) != 0 || !named(err, want) {
				t.Errorf("%s: %v %v", account, list, err)
			}
		}
		if _, err := h.HeldBy(as("safety"), "nowhere", "", 50); !named(err, permit.ErrNoOrg) {
			t.Errorf("an organisation that is not there: %v", err)
		}
		if _, err := h.HeldBy(as("safety"), authority, "", 50); !named(err, permit.ErrNoOrg) {
			t.Errorf("the authority above: %v", err)
		}
		if _, err := h.HeldBy(own(welder), firm, "", 50); !named(err, permit.ErrNoOrg) {
			t.Errorf("a candidate: %v", err)
		}
	})
}
