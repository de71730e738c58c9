package store_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func query() courseware.HoursQuery {
	return courseware.HoursQuery{Person: welder, Item: "SO-01-02", OrgPath: path(authority), On: "2026-11-21"}
}

func TestHoursAddUpToTheRequirement(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		first, err := w.Record(clerk(centre), input())
		if err != nil {
			t.Fatal(err)
		}
		if first.Person != welder || first.Employer != firm || first.Employment != people.Dispatched || first.OrgName == "" {
			t.Errorf("frozen facts: %+v", first)
		}
		h, err := w.HoursOf(context.Background(), query())
		if err != nil || h.Recorded != 48 {
			t.Fatalf("%+v %v", h, err)
		}
		if met, err := h.Met(); met || !errors.Is(err, rules.ErrBlank) {
			t.Errorf("nobody has set the hours, yet met = %v, %v", met, err)
		}
		w.demoRules(t) // asks for 88
		in := input()
		in.From, in.To, in.ClassHours = "2026-11-10", "2026-11-14", 39
		if _, err := w.Record(clerk(centre), in); err != nil {
			t.Fatal(err)
		}
		if h, err = w.HoursOf(context.Background(), query()); err != nil {
			t.Fatal(err)
		}
		if met, err := h.Met(); met || err != nil {
			t.Errorf("87 of 88: %v %v", met, err)
		}
		if n, err := h.Missing(); n != 1 || err != nil || len(h.Entries) != 2 || len(h.RuleSets) == 0 {
			t.Errorf("missing %d %v, %d entries, rules %v", n, err, len(h.Entries), h.RuleSets)
		}
		in.From, in.To, in.ClassHours = "2026-11-15", "2026-11-15", 1
		if _, err := w.Record(clerk(centre), in); err != nil {
			t.Fatal(err)
		}
		for on, want := range map[actor.Date]bool{"2026-11-21": true, "2026-11-14": false} {
			q := query()
			q.On = on
			h, err := w.HoursOf(context.Background(), q)
			if met, merr := h.Met(); met != want || merr != nil || err != nil {
				t.Errorf("on %s: %v %v %v", on, met, merr, err)
			}
		}
		q := query()
		q.Since = "2026-11-09"
		if h, err = w.HoursOf(context.Background(), q); err != nil || h.Recorded != 40 {
			t.Errorf("new training only: %d %v", h.Recorded, err)
		}
		q = query()
		q.Kind = courseware.Refresher
		if h, err = w.HoursOf(context.Background(), q); err != nil || h.Recorded != 0 || h.Required.Value != 8 {
			t.Errorf("refresher: %+v %v", h, err)
		}
	})
}

func TestRefusedHoursLeaveNoTrace(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		change := func(f func(*courseware.RecordInput)) courseware.RecordInput {
			in := input()
			f(&in)
			return in
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			in   courseware.RecordInput
			want error
		}{
			"nobody":               {context.Background(), input(), courseware.ErrNoOrg},
			"clerk next door":      {clerk(other), input(), courseware.ErrNoOrg},
			"other role":           {as("a", "p", centre, people.Regulator), input(), courseware.ErrNotClerk},
			"candidate":            {candidate(welder), input(), courseware.ErrNoOrg},
			"own hours":            {as("a", string(welder), centre, people.TrainingClerk), input(), courseware.ErrOwnHours},
			"account, no person":   {as("a", "", centre, people.TrainingClerk), input(), courseware.ErrNoName},
			"swapped organisation": {clerk(centre), change(func(i *courseware.RecordInput) { i.Org = other }), courseware.ErrNoOrg},
			"the authority itself": {clerk(authority), change(func(i *courseware.RecordInput) { i.Org = authority }), courseware.ErrOrgKind},
			"closed centre":        {clerk(closed), change(func(i *courseware.RecordInput) { i.Org = closed }), courseware.ErrOrgClosed},
			"wrong name":           {clerk(centre), change(func(i *courseware.RecordInput) { i.Person.Name = "王五" }), courseware.ErrUnknownPerson},
			"unknown number":       {clerk(centre), change(func(i *courseware.RecordInput) { i.Person.Number = "440524188001010014" }), courseware.ErrUnknownPerson},
			"unknown id":           {clerk(centre), change(func(i *courseware.RecordInput) { i.Person = courseware.Who{ID: "01kzzzzzzzzzzzzzzzzzzzzzzz"} }), courseware.ErrUnknownPerson},
			"nobody named":         {clerk(centre), change(func(i *courseware.RecordInput) { i.Person = courseware.Who{} }), fault.ErrInvalid},
			"unknown item":         {clerk(centre), change(func(i *courseware.RecordInput) { i.Item = "SO-99-99" }), rules.ErrNoItem},
			"placeholder":          {clerk(centre), change(func(i *courseware.RecordInput) { i.Item = "SO-11-00" }), courseware.ErrPlaceholder},
			"tomorrow":             {clerk(centre), change(func(i *courseware.RecordInput) { i.To = "2026-11-22" }), fault.ErrInvalid},
			"backwards":            {clerk(centre), change(func(i *courseware.RecordInput) { i.From = "2026-11-09" }), fault.ErrInvalid},
			"two years":            {clerk(centre), change(func(i *courseware.RecordInput) { i.From = "2024-11-01" }), fault.ErrInvalid},
			"zero":                 {clerk(centre), change(func(i *courseware.RecordInput) { i.ClassHours = 0 }), fault.ErrInvalid},
			"negative":             {clerk(centre), change(func(i *courseware.RecordInput) { i.ClassHours = -8 }), fault.ErrInvalid},
			"more than days hold":  {clerk(centre), change(func(i *courseware.RecordInput) { i.ClassHours = 97 }), courseware.ErrTooMany},
			"kind":                 {clerk(centre), change(func(i *courseware.RecordInput) { i.Kind = "x" }), fault.ErrInvalid},
			"no evidence":          {clerk(centre), change(func(i *courseware.RecordInput) { i.Evidence = " " }), fault.ErrInvalid},
			"long evidence":        {clerk(centre), change(func(i *courseware.RecordInput) { i.Evidence = strings.Repeat("证", 501) }), fault.ErrInvalid},
			"path as attachment":   {clerk(centre), change(func(i *courseware.RecordInput) { i.Attachment = "../../etc/passwd" }), fault.ErrInvalid},
		} {
			if _, err := w.Record(c.ctx, c.in); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count(t, "hours_entry"); n != 0 {
			t.Errorf("%d entries stored", n)
		}
	})
}

func TestCorrectionsKeepTheFirstEntry(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		e, err := w.Record(clerk(centre), input())
		if err != nil {
			t.Fatal(err)
		}
		fix := courseware.CorrectInput{ClassHours: 40, From: "2026-11-01", To: "2026-11-08", Evidence: "签到表", Reason: "多记 8 学时"}
		for name, c := range map[string]struct {
			ctx  context.Context
			id   courseware.EntryID
			want error
		}{
			"next door":  {clerk(other), e.ID, courseware.ErrNoEntry},
			"other role": {as("a", "p", centre, people.Regulator), e.ID, courseware.ErrNotClerk},
			"unknown":    {clerk(centre), "01kzzzzzzzzzzzzzzzzzzzzzzz", courseware.ErrNoEntry},
			"the person": {as("a", string(welder), centre, people.TrainingClerk), e.ID, courseware.ErrOwnHours},
		} {
			if _, err := w.Correct(c.ctx, c.id, fix); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		second, err := w.Correct(clerk(centre), e.ID, fix)
		if err != nil || second.Corrects != e.ID {
			t.Fatalf("%+v %v", second, err)
		}
		if _, err := w.Correct(clerk(centre), e.ID, fix); !errors.Is(err, courseware.ErrCorrected) {
			t.Errorf("the chain forks: %v", err)
		}
		h, err := w.HoursOf(context.Background(), query())
		if err != nil || h.Recorded != 40 || len(h.Entries) != 1 {
			t.Errorf("%d hours, %v", h.Recorded, err)
		}
		fix.ClassHours, fix.Reason = 0, "登记错人"
		if _, err := w.Correct(clerk(centre), second.ID, fix); err != nil {
			t.Fatal(err)
		}
		if h, err = w.HoursOf(context.Background(), query()); err != nil || h.Recorded != 0 {
			t.Errorf("withdrawn: %d %v", h.Recorded, err)
		}
		own, _, err := w.Own(candidate(welder))
		if err != nil || len(own) != 3 || own[0].ClassHours != 48 || own[0].CorrectedBy != second.ID || own[2].Reason != "登记错人" {
			t.Errorf("history: %+v %v", own, err)
		}
		if list, err := w.Entries(clerk(centre), centre, "", 2); err != nil || len(list) != 2 || list[0].Corrects != second.ID {
			t.Errorf("list: %+v %v", list, err)
		}
		if _, err := w.Entries(clerk(other), centre, "", 2); !errors.Is(err, courseware.ErrNoOrg) {
			t.Errorf("list next door: %v", err)
		}
		if n := w.count(t, "audit_entry"); n < 4 {
			t.Errorf("%d audit entries", n)
		}
	})
}

func TestSameSubmissionOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		in := input()
		in.RequestKey = "form-1"
		first, err := w.Record(clerk(centre), in)
		if err != nil {
			t.Fatal(err)
		}
		again, err := w.Record(clerk(centre), in)
		if err != nil || again.ID != first.ID || w.count(t, "hours_entry") != 1 {
			t.Errorf("sent twice: %s %s %v", first.ID, again.ID, err)
		}
		var stored string
		if err := w.db.SQL().QueryRow("SELECT request_key FROM hours_entry").Scan(&stored); err != nil || stored != blind("form-1") {
			t.Errorf("the key is stored as %q (%v)", stored, err)
		}
		in.ClassHours = 20
		if _, err := w.Record(clerk(centre), in); !errors.Is(err, courseware.ErrKeyReused) {
			t.Errorf("key for other hours: %v", err)
		}
		if _, err := w.Correct(clerk(centre), first.ID, courseware.CorrectInput{From: "2026-11-01", To: "2026-11-08", Evidence: "签到表有误", Reason: "录错人"}); err != nil {
			t.Fatal(err)
		}
		in.ClassHours = 48
		if _, err := w.Record(clerk(centre), in); !errors.Is(err, courseware.ErrCorrected) {
			t.Errorf("a withdrawn entry is answered as one that counts: %v", err)
		}
		// Both fit alone (96 hours in 8 days), together they do not, whoever records them and whenever.
		in = input()
		in.Person, in.ClassHours = courseware.Who{ID: intern}, 96
		var wg sync.WaitGroup
		results := make([]error, 6)
		for i := range results {
			wg.Go(func() {
				mine := in
				if i%2 == 1 {
					mine.Org = other
				}
				_, results[i] = w.Record(clerk(mine.Org), mine)
			})
		}
		wg.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else if !errors.Is(err, courseware.ErrTooMany) && !errors.Is(err, courseware.ErrEntered) {
				t.Errorf("%v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d of 6 entries for the same days were taken", won)
		}
	})
}

// Without a key of the page, and from two clerks, one training is one entry.
func TestTheSameTrainingIsEnteredOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		in := input()
		in.ClassHours = 20
		entries, errs := make([]courseware.Entry, 20), make([]error, 20)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				mine := in
				mine.Class = []string{"低压电工2026-11班", "低压电工 11 班"}[i%2]
				if i%3 == 0 {
					mine.RequestKey = "form-" + strconv.Itoa(i)
				}
				entries[i], errs[i] = w.Record(as("acc-"+strconv.Itoa(i%2), "per-"+strconv.Itoa(i%2), centre, people.TrainingClerk), mine)
			})
		}
		wg.Wait()
		var first courseware.Entry
		for i, err := range errs {
			switch {
			case err == nil && first.ID == "":
				first = entries[i]
			case err == nil:
				t.Errorf("entered twice: %s and %s", first.ID, entries[i].ID)
			}
		}
		for _, err := range errs {
			if err != nil && (!errors.Is(err, courseware.ErrEntered) || fault.From(err).Args()["entry"] != string(first.ID)) {
				t.Errorf("the refusal does not name the entry: %v", err)
			}
		}
		if n := w.count(t, "hours_entry"); n != 1 {
			t.Fatalf("%d entries", n)
		}
		for name, change := range map[string]func(*courseware.RecordInput){
			"another mode": func(in *courseware.RecordInput) { in.Mode = courseware.Workshop },
			"other days":   func(in *courseware.RecordInput) { in.To = "2026-11-09" },
			"another unit": func(in *courseware.RecordInput) { in.Org = other },
		} {
			next := in
			if change(&next); next.Org == other {
				if _, err := w.Record(clerk(other), next); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			} else if _, err := w.Record(clerk(centre), next); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Correct(clerk(centre), first.ID, courseware.CorrectInput{From: "2026-11-01", To: "2026-11-09", ClassHours: 20, Evidence: "签到表", Reason: "日期有误"}); !errors.Is(err, courseware.ErrEntered) {
			t.Errorf("corrected into a training on file: %v", err)
		}
		if _, err := w.Correct(clerk(centre), first.ID, courseware.CorrectInput{From: "2026-11-01", To: "2026-11-08", Evidence: "签到表", Reason: "录错人"}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Record(clerk(centre), in); err != nil {
			t.Errorf("after it was withdrawn: %v", err)
		}
	})
}

func TestHiddenCharactersInEvidenceAreRefused(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		for _, bad := range []string{"签到\u202e表", "签到\u200b表", "签到表\x00"} {
			for _, set := range []func(*courseware.RecordInput){func(in *courseware.RecordInput) { in.Evidence = bad }, func(in *courseware.RecordInput) { in.Class = bad }} {
				in := input()
				set(&in)
				_, err := w.Record(clerk(centre), in)
				if f := fault.From(err); f == nil || len(f.Fields()) != 1 || !errors.Is(f.Fields()[0].Err, actor.ErrHidden) {
					t.Errorf("%q: %v", bad, err)
				}
			}
		}
	})
}
