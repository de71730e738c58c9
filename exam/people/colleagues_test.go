package people_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

func TestColleagues(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-a", w.countyA, people.ExamManager)
		officer, asOfficer := w.staff("officer-a", w.countyA, people.RemoteInvigilator)
		w.staff("officer-b", w.countyB, people.RemoteInvigilator)
		gone, _ := w.staff("gone-a", w.countyA, people.RemoteInvigilator)
		_, security := w.staff("security-a", w.countyA, people.SecurityAdmin)
		w.must(w.accounts.SetDisabled(security, gone.ID, true, "已离职"))
		_, archivist := w.staff("archive-a", w.countyA, people.Archivist)

		list, err := w.accounts.Colleagues(manager, people.RemoteInvigilator)
		w.must(err)
		if len(list) != 1 || list[0].Account != officer.ID || list[0].Name != officer.Name || list[0].OrgName != w.countyA.Name {
			w.Errorf("the county's manager sees %+v, want only %s of the own county who still works", list, officer.Name)
		}
		if list, err = w.accounts.Colleagues(asOfficer, people.RemoteInvigilator); err != nil || len(list) != 1 {
			w.Errorf("an officer looks for the one to take over: %v %v", list, err)
		}
		if list, err = w.accounts.Colleagues(archivist, people.RemoteInvigilator); err != nil || len(list) != 0 {
			w.Errorf("who chooses nobody sees %v %v", list, err)
		}
		if list, err = w.accounts.Colleagues(manager, "EMPEROR"); err != nil || len(list) != 0 {
			w.Errorf("an unknown role has %v %v", list, err)
		}
	})
}

func TestHoldersOverAPath(t *testing.T) {
	onBoth(t, func(w *world) {
		city, _ := w.staff("reviewer-city", w.root, people.ItemReviewer)
		own, _ := w.staff("reviewer-a", w.countyA, people.ItemReviewer)
		w.staff("reviewer-b", w.countyB, people.ItemReviewer)
		w.staff("writer-a", w.countyA, people.ItemWriter)
		gone, _ := w.staff("gone-a", w.countyA, people.ItemReviewer)
		_, security := w.staff("security-a", w.countyA, people.SecurityAdmin)
		w.must(w.accounts.SetDisabled(security, gone.ID, true, "已离职"))

		program := actor.AsSystem(context.Background(), "test")
		got, err := w.accounts.Holders(program, people.ItemReviewer, w.countyA.Path)
		w.must(err)
		want := []people.PersonID{city.Person, own.Person}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			w.Errorf("%v hold the role over county A, want its own and the city's: %v", got, want)
		}
		if _, err := w.accounts.Holders(security, people.ItemReviewer, w.countyA.Path); !errors.Is(err, people.ErrForbidden) {
			w.Errorf("a person asks: %v", err)
		}
	})
}
