package permit_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
)

// said returns the bodies of the events of a topic, oldest first.
func (h *house) said(topic string) []map[string]string {
	h.t.Helper()
	var rows []string
	if err := h.db.Conn(h.t.Context()).Raw("SELECT body FROM outbox_event WHERE topic = ? ORDER BY id", topic).Scan(&rows).Error; err != nil {
		h.t.Fatal(err)
	}
	out := make([]map[string]string, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r), &out[i]); err != nil {
			h.t.Fatal(err)
		}
	}
	return out
}

// run is an hour's work of the calendar, twice as two nodes do it.
func (h *house) run(left int, p permit.Permit) {
	h.t.Helper()
	h.day(p.ValidTo.AddDays(-left))
	for range 2 {
		if err := h.NoteOnce(h.t.Context()); err != nil {
			h.t.Fatal(err)
		}
		if err := h.ReminderOnce(h.t.Context()); err != nil {
			h.t.Fatal(err)
		}
	}
}

func days(list []map[string]string) (out []string) {
	for _, b := range list {
		out = append(out, b["days"])
	}
	return out
}

func TestWhoHoldsAPermitIsRemindedAtEachMarkOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.employees = map[people.OrgID][]people.PersonID{firm: {welder}}
		p := h.issued(welder, item)
		for _, left := range []int{400, 91, 90, 89, 61, 60, 59, 31, 30, 29, 8, 7, 6, 0, -1, -30} {
			h.run(left, p)
		}
		list := h.said(permit.TopicReminder)
		if got := days(list); !slices.Equal(got, []string{"90", "60", "30", "7"}) {
			t.Errorf("reminded %v days before the end", got)
		}
		if list[0]["permit"] != string(p.ID) || list[0]["person"] != string(welder) {
			t.Errorf("%v", list[0])
		}
		told := h.said(permit.TopicEmployer)
		if len(told) != 4 || told[0]["org"] != string(firm) || told[0]["permits"] != "1" {
			t.Errorf("the employer was told %v", told)
		}
	})
}

// Marks that passed while nothing ran are not made up for; a permit that people decided about, and one that ended, is left alone.
func TestOnlyTheNearestMarkCounts(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		gone, other := people.PersonID("p-gone"), people.PersonID("p-other")
		h.person(gone, "钱停", identity.Document{Kind: identity.IDCard, Number: "11010519491231005X"})
		h.person(other, "孙工", identity.Document{Kind: identity.IDCard, Number: "440524188001010014"})
		h.employees = map[people.OrgID][]people.PersonID{firm: {welder, other}}
		p := h.issued(welder, item)
		h.issued(other, item)
		q := h.issued(gone, item)
		h.change(q.ID, permit.ChangeSuspend)
		h.run(45, p)
		h.run(3, p)
		var mine []map[string]string
		for _, b := range h.said(permit.TopicReminder) {
			if b["person"] == string(welder) {
				mine = append(mine, b)
			}
			if b["person"] == string(gone) {
				t.Error("the holder of a suspended permit is reminded to renew")
			}
		}
		if got := days(mine); !slices.Equal(got, []string{"45", "3"}) {
			t.Errorf("reminded %v days before the end", got)
		}
		for _, b := range h.said(permit.TopicEmployer) {
			if b["permits"] != "2" {
				t.Errorf("the employer was told %v: one word for all of its people was wanted", b)
			}
		}
		if n := h.count("SELECT COUNT(*) FROM permit_reminder WHERE told = 0"); n != 0 {
			t.Errorf("%d reminders wait for an employer", n)
		}
	})
}
