package people_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
)

func TestOrganisations(t *testing.T) {
	onBoth(t, func(w *world) {
		_, err := w.s.CreateRoot(w.system(), people.OrgInput{Name: "第二个根", Region: "420600"})
		w.wants("people.org_taken", err, "a second root")
		_, admin := w.staff("admin-a", w.countyA, people.SystemAdmin)
		form := people.OrgInput{Kind: people.Enterprise, Name: "襄阳焊接厂", Region: "420602", USCC: "91350100m000100y43", Grade: "b"}
		o, err := w.s.CreateOrg(admin, w.countyA.ID, form)
		w.must(err)
		if o.USCC != "91350100M000100Y43" || o.Grade != "B" || !o.Within(w.countyA.Path) || o.Within(w.countyB.Path) {
			w.Errorf("made %+v", o)
		}
		for what, c := range map[string]struct {
			parent people.Org
			in     people.OrgInput
			want   string
		}{
			"same credit code":             {w.firmA, people.OrgInput{Kind: people.Enterprise, Name: "别的厂", Region: "420602", USCC: o.USCC}, "people.org_taken"},
			"same name below one parent":   {w.countyA, people.OrgInput{Kind: people.Enterprise, Name: "襄阳焊接厂", Region: "420602"}, "people.org_taken"},
			"a centre below an enterprise": {w.firmA, people.OrgInput{Kind: people.Centre, Name: "校中厂", Region: "420602"}, "people.org_place"},
			"another county's parent":      {w.countyB, people.OrgInput{Kind: people.Enterprise, Name: "越界厂", Region: "420606"}, "people.not_found"},
			"the parent above":             {w.root, people.OrgInput{Kind: people.Enterprise, Name: "越级厂", Region: "420600"}, "people.not_found"},
			"no name":                      {w.countyA, people.OrgInput{Kind: people.Enterprise, Region: "420602"}, "invalid"},
			"a name of 61 characters":      {w.countyA, people.OrgInput{Kind: people.Enterprise, Name: strings.Repeat("厂", 61), Region: "420602"}, "invalid"},
			"a credit code mistyped":       {w.countyA, people.OrgInput{Kind: people.Enterprise, Name: "错码厂", Region: "420602", USCC: "91350100M000100Y44"}, "invalid"},
			"a region of no place":         {w.countyA, people.OrgInput{Kind: people.Enterprise, Name: "错区厂", Region: "420002"}, "invalid"},
			"a parent that is not there":   {people.Org{ID: "00000000000000000000000000"}, people.OrgInput{Kind: people.Enterprise, Name: "孤儿厂", Region: "420602"}, "people.not_found"},
		} {
			_, err := w.s.CreateOrg(admin, c.parent.ID, c.in)
			w.wants(c.want, err, "%s", what)
		}
		name60 := strings.Repeat("长", 60)
		if long, err := w.s.CreateOrg(admin, w.countyA.ID, people.OrgInput{Kind: people.Enterprise, Name: name60, Region: "420602"}); err != nil || long.Name != name60 {
			w.Errorf("a name of 60 characters: %v", err)
		}
		_, err = w.s.ViewOrg(admin, w.firmB.ID)
		w.wants("people.not_found", err, "reading another county's enterprise")
		list, err := w.s.FindOrgs(admin, people.OrgQuery{})
		w.must(err)
		for _, x := range list {
			if !x.Within(w.countyA.Path) {
				w.Errorf("county A's list shows %s", x.Name)
			}
		}
		if len(list) != 5 {
			w.Errorf("%d organisations listed, want 5", len(list))
		}
		if found, _ := w.s.FindOrgs(admin, people.OrgQuery{Name: "%"}); len(found) != 0 {
			w.Error("a wildcard in the name matches everything")
		}
	})
}

func TestUpdatingAndClosingOrganisations(t *testing.T) {
	onBoth(t, func(w *world) {
		_, admin := w.staff("admin-a", w.countyA, people.SystemAdmin)
		_, clerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		in := people.OrgInput{Kind: people.Authority, Name: "襄城机械总厂", Region: "420602", Grade: "A"}
		o, err := w.s.UpdateOrg(clerk, w.firmA.ID, w.firmA.Version, in)
		w.must(err)
		if o.Kind != people.Enterprise || o.Name != "襄城机械总厂" || o.Path != w.firmA.Path {
			w.Errorf("updated to %+v", o)
		}
		_, err = w.s.UpdateOrg(clerk, w.firmA.ID, w.firmA.Version, in)
		w.wants("people.changed", err, "an old version")
		_, err = w.s.UpdateOrg(clerk, w.centreA.ID, w.centreA.Version, in)
		w.wants("people.forbidden", err, "a clerk changing a centre")
		_, err = w.s.UpdateOrg(admin, w.firmB.ID, w.firmB.Version, in)
		w.wants("people.not_found", err, "another county's enterprise")
		w.must(w.s.CloseOrg(admin, o.ID, o.Version))
		_, err = w.s.CreateOrg(admin, o.ID, people.OrgInput{Kind: people.Enterprise, Name: "分厂", Region: "420602"})
		w.wants("people.org_closed", err, "a branch of a closed enterprise")
		if w.trail("org.close", "org:"+string(o.ID)) != 1 {
			w.Error("closing left no entry")
		}
	})
}

func TestMovingOrganisations(t *testing.T) {
	onBoth(t, func(w *world) {
		branch := w.org(w.firmA, people.Enterprise, "一分厂", "420602")
		enterprise, manager := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		_, adminA := w.staff("admin-a", w.countyA, people.SystemAdmin)
		_, admin := w.staff("admin", w.root, people.SystemAdmin)
		w.wants("people.not_found", w.s.MoveOrg(adminA, w.firmA.ID, w.countyB.ID), "moving out of one's own county")
		w.wants("people.org_loop", w.s.MoveOrg(admin, w.firmA.ID, branch.ID), "moving below itself")
		w.wants("people.org_loop", w.s.MoveOrg(admin, w.root.ID, w.countyA.ID), "moving the root")
		w.wants("people.org_place", w.s.MoveOrg(admin, w.countyA.ID, w.centreB.ID), "an authority below a centre")
		w.must(w.s.MoveOrg(admin, w.firmA.ID, w.countyB.ID))
		moved, err := w.s.Org(w.system(), branch.ID)
		w.must(err)
		if want := w.countyB.Path + string(w.firmA.ID) + "/" + string(branch.ID) + "/"; moved.Path != want {
			w.Errorf("path of the branch %s, want %s", moved.Path, want)
		}
		_, err = w.s.ViewOrg(adminA, branch.ID)
		w.wants("people.not_found", err, "the old county still sees the branch")
		_, err = w.s.ViewOrg(w.as(enterprise), branch.ID)
		w.wants("", err, "the enterprise's own manager after the move")
		_ = manager
	})
}

func TestTreeIsBounded(t *testing.T) {
	onBoth(t, func(w *world) {
		o := w.firmA
		for range people.MaxDepth - 3 {
			o = w.org(o, people.Enterprise, "下级厂", "420602")
		}
		_, err := w.s.CreateOrg(w.system(), o.ID, people.OrgInput{Kind: people.Enterprise, Name: "太深", Region: "420602"})
		w.wants("people.org_depth", err, "level %d", people.MaxDepth+1)
		w.wants("people.org_depth", w.s.MoveOrg(w.system(), w.firmA.ID, w.org(w.countyB, people.Authority, "街道办", "420606").ID), "moving a deep tree deeper")
	})
}

// Two moves that together would make a loop must not both pass, and no path may disagree with its parent's.
func TestConcurrentMovesKeepTheTree(t *testing.T) {
	onBoth(t, func(w *world) {
		a, b := w.org(w.root, people.Enterprise, "甲厂", "420600"), w.org(w.root, people.Enterprise, "乙厂", "420600")
		var wg sync.WaitGroup
		for _, m := range [][2]people.OrgID{{a.ID, b.ID}, {b.ID, a.ID}} {
			wg.Go(func() { _ = w.s.MoveOrg(w.system(), m[0], m[1]) })
		}
		for i := range 4 {
			wg.Go(func() {
				_, _ = w.s.CreateOrg(w.system(), a.ID, people.OrgInput{Kind: people.Enterprise, Name: "分厂" + string(rune('一'+i)), Region: "420600"})
			})
		}
		wg.Wait()
		all, err := w.s.FindOrgs(w.system(), people.OrgQuery{Limit: 200})
		w.must(err)
		byID := map[people.OrgID]people.Org{}
		for _, o := range all {
			byID[o.ID] = o
		}
		for _, o := range all {
			if o.Parent != "" && o.Path != byID[o.Parent].Path+string(o.ID)+"/" {
				w.Errorf("%s has path %s, its parent %s", o.Name, o.Path, byID[o.Parent].Path)
			}
		}
	})
}
