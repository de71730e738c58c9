package permit_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// day sets the clock to noon of a day in Beijing.
func (h *house) day(d actor.Date) { h.clock.Set(d.Time().Add(12 * time.Hour)) }

// The day of the decision chooses period and review; a review falls away if it falls due under the new regime.
func TestDatesAcrossTheRegimeChange(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for i, c := range []struct {
			decided, to, due, asked actor.Date
			code                    rules.PermitStatus
			review                  string
		}{
			{"2026-06-01", "2032-05-31", "", "2026-06-01", rules.StatusValid, "无需复审"},
			{"2026-05-31", "2032-05-30", "2029-05-30", "2029-06-30", rules.StatusValid, "无需复审"}, // due after the change
			{"2023-06-01", "2029-05-31", "2026-05-31", "2026-05-31", rules.StatusValid, "应于2026-05-31前复审"},
			{"2023-06-01", "2029-05-31", "2026-05-31", "2026-06-01", rules.StatusReviewOverdue, "应于2026-05-31前复审，已逾期"}, // due before, missed
			{"2023-06-02", "2029-06-01", "2026-06-01", "2026-06-02", rules.StatusValid, "无需复审"},
			{"2024-02-29", "2030-02-27", "2027-02-27", "2027-03-01", rules.StatusValid, "无需复审"}, // the anniversary is 28 February
			{"2023-02-28", "2029-02-27", "2026-02-27", "2026-02-27", rules.StatusValid, "应于2026-02-27前复审"},
			{"2026-11-30", "2032-11-29", "", "2032-08-30", rules.StatusValid, "无需复审"},
			{"2026-11-30", "2032-11-29", "", "2032-08-31", rules.StatusExpiring, "无需复审"}, // 90 days
			{"2026-11-30", "2032-11-29", "", "2032-11-29", rules.StatusExpiring, "无需复审"}, // the last day counts
			{"2026-11-30", "2032-11-29", "", "2032-11-30", rules.StatusExpired, "无需复审"},
		} {
			person := welder + people.PersonID("abcdefghijklmnop"[i:i+1])
			d := h.documents[welder]
			d.Country, d.Kind, d.Number = "KAZ", "PASSPORT", "N123456"+string(person[len(person)-1:])
			h.day(c.decided)
			h.person(person, "赵"+"甲乙丙丁戊己庚辛壬癸子"[3*i:3*i+3], d)
			p := h.issued(person, item)
			if p.ValidTo != c.to || p.ReviewDue != c.due || p.FirstIssuedOn != c.decided {
				t.Errorf("decided %s: to %s, review %q", c.decided, p.ValidTo, p.ReviewDue)
			}
			h.day(c.asked)
			v, err := h.Look(as("regulator"), p.ID)
			if err != nil || v.Status.Code != c.code || v.ReviewZH != c.review {
				t.Errorf("decided %s, asked %s: %s, %s, %v", c.decided, c.asked, v.Status.Code, v.ReviewZH, err)
			}
		}
	})
}

// A passed part counts twelve months: theory to the practical, the practical to the application; theory of before the change
// goes on counting.
func TestScoreLife(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for i, c := range []struct {
			theory, practical, applied actor.Date
			want                       error
		}{
			{"2025-11-21", "2026-11-21", "2026-11-21", nil},
			{"2025-11-20", "2026-11-21", "2026-11-21", permit.ErrTheoryOld},
			{"2025-07-01", "2026-06-30", "2027-06-30", nil},
			{"2025-07-01", "2026-06-30", "2027-07-01", permit.ErrPracticalOld},
			{"2026-05-31", "2026-06-01", "2026-06-01", nil},                   // across the change of the regime
			{"2026-03-01", "2026-02-28", "2026-03-02", permit.ErrNoPractical}, // the practical comes after the theory
			{"2024-02-29", "2025-02-28", "2025-02-28", nil},
			{"2024-02-29", "2025-03-01", "2025-03-01", permit.ErrTheoryOld},
		} {
			person := welder + people.PersonID("abcdefghijklmnop"[i:i+1])
			d := h.documents[welder]
			d.Country, d.Kind, d.Number = "KAZ", "PASSPORT", "N123456"+string(person[len(person)-1:])
			h.person(person, name, d)
			h.day(c.theory)
			h.pass(person, item, rules.SpecialOperator)
			h.practical[person] = permit.PracticalPass{Exam: "x", On: c.practical}
			h.day(c.applied)
			_, err := h.Submit(own(person), permit.Request{Item: item, Papers: h.papers()})
			if c.want == nil && err != nil || c.want != nil && err == nil {
				t.Errorf("%v: %v", c, err)
			} else if c.want != nil {
				refused(t, string(c.theory), err, c.want)
			}
		}
	})
}

// The authority's slowness takes nothing from the applicant: parts are judged by the day of the application.
func TestLateDecisionKeepsTheParts(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-06-10")
		h.pass(welder, item, rules.SpecialOperator)
		h.practical[welder] = permit.PracticalPass{Exam: "x", On: "2026-06-10"}
		h.day("2027-06-09")
		a := h.approved(welder, item)
		h.day("2027-07-20")
		p, err := h.Issue(as("issuer"), a.ID)
		if err != nil || p.ValidFrom != "2027-07-20" || p.ValidTo != "2033-07-19" {
			t.Errorf("%+v %v", p, err)
		}
	})
}

func TestTheCalendarIsNotedOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-30")
		h.practical[welder] = permit.PracticalPass{Exam: "practical-1", On: "2026-11-30"}
		p := h.issued(welder, item)
		for _, c := range []struct {
			on    actor.Date
			lines int
		}{{"2026-12-01", 2}, {"2032-08-30", 2}, {"2032-08-31", 3}, {"2032-09-30", 3}, {"2032-11-29", 3}, {"2032-11-30", 4}, {"2033-01-01", 4}} {
			h.day(c.on)
			for range 2 {
				if err := h.NoteOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			v, err := h.Look(as("regulator"), p.ID)
			if err != nil || len(v.History) != c.lines {
				t.Errorf("%s: %d lines %v", c.on, len(v.History), err)
			}
		}
		// An expired holder is treated as a first issue, and the old permit stays.
		h.practical[welder] = permit.PracticalPass{Exam: "practical-2", On: "2033-01-01"}
		again := h.issued(welder, item)
		if again.FirstIssuedOn != "2033-01-01" {
			t.Errorf("first issued on %s", again.FirstIssuedOn)
		}
		if wallet, err := h.Wallet(own(welder)); err != nil || len(wallet) != 2 || wallet[1].Status.Code != rules.StatusExpired {
			t.Errorf("%+v %v", wallet, err)
		}
	})
}

func TestApplicationsAreRemindedOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, item, rules.SpecialOperator)
		a := h.submit(welder, item) // papers due on Friday 2026-11-27, issue on 2026-12-18
		due := func() int { return h.count("SELECT COUNT(*) FROM outbox_event WHERE topic = ?", permit.TopicDue) }
		remind := func(d actor.Date, want int) {
			t.Helper()
			h.day(d)
			for range 2 {
				if err := h.RemindOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if due() != want {
				t.Errorf("%s: %d reminders, want %d", d, due(), want)
			}
		}
		remind("2026-11-25", 0)
		remind("2026-11-26", 1)
		remind("2026-11-28", 1)
		if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		remind("2026-12-14", 1)
		remind("2026-12-15", 2)
	})
}
