package outpost_test

import (
	"testing"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/questionbank/assembly"
)

// With the uplink cut a seat shows the language that its person was granted, cases too, from what was sent ahead; the person beside,
// who was granted none, sees Chinese alone, and nothing of the paper is told before it starts.
func TestANodeTellsALanguageWithoutItsUplink(t *testing.T) {
	c := newCentreOf(t, sqliteDB(t), examtest.Mix{TrueFalse: 2, Single: 4, Cases: 2, Told: assembly.Uyghur})
	n := prepared(t, c)
	for range 3 {
		n.sync(t)
	}
	r := c.SitIn(assembly.Uyghur)
	other := c.Sit()
	var err error
	if r.Page, err = c.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, ""); err != nil {
		t.Fatal(err)
	}
	if other.Page, err = c.Service.Pledge(other.Ctx, other.Grip(), other.Confirm(), [16]byte{2}, ""); err != nil {
		t.Fatal(err)
	}
	if r.Page.Sheet != nil || r.Page.Sitting.Language != assembly.Uyghur || other.Page.Sitting.Language != "" {
		t.Fatalf("%+v", r.Page)
	}
	if got := n.sync(t, r.Seat, other.Seat); len(got.Packages) != 2 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	told, plain, cases := 0, 0, 0
	for _, robot := range []*examtest.Robot{r, other} {
		away := n.at(robot)
		if page, err := n.exam.Practised(away.Ctx, away.Grip(), false, ""); err != nil || page.Sheet != nil {
			t.Fatal(err, page.Sheet)
		}
		if away.Page, err = n.exam.Start(away.Ctx, away.Grip(), ""); err != nil {
			t.Fatal(err)
		}
		for _, q := range away.Page.Sheet.Questions {
			if q.Told == nil {
				plain++
				continue
			}
			told++
			if robot == other {
				t.Fatalf("question %d is told to somebody who was granted nothing", q.No)
			}
			if q.Told.Language != assembly.Uyghur || q.Told.Stem != examtest.ToldAs(assembly.Uyghur, q.Stem) {
				t.Errorf("%+v", q.Told)
			}
			for i, o := range q.Options {
				if q.Told.Options[i] != examtest.ToldAs(assembly.Uyghur, o.Text) {
					t.Errorf("question %d option %s is told as %q", q.No, o.Letter, q.Told.Options[i])
				}
			}
			if q.Case != nil {
				cases++
				if q.Told.Case != examtest.ToldAs(assembly.Uyghur, q.Case.Stem) {
					t.Errorf("%+v", q.Told)
				}
			}
		}
	}
	if told == 0 || plain < 12 {
		t.Errorf("%d told, %d of cases, %d plain", told, cases, plain)
	}
}
