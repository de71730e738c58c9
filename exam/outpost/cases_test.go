package outpost_test

import (
	"reflect"
	"testing"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A case lies at the node as one sealed question; its parts and what they share come out of it as the centre drew them.
func TestCasesArePreparedAhead(t *testing.T) {
	c := newCentreOf(t, sqliteDB(t), examtest.Mix{Single: 2, Cases: 2})
	n := prepared(t, c)
	r := c.Sit()
	var err error
	if r.Page, err = c.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, ""); err != nil {
		t.Fatal(err)
	}
	if got := n.sync(t, r.Seat); len(got.Packages) != 1 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	away := n.at(r)
	if _, err := n.exam.Practised(away.Ctx, away.Grip(), false, ""); err != nil {
		t.Fatal(err)
	}
	if away.Page, err = n.exam.Start(away.Ctx, away.Grip(), ""); err != nil {
		t.Fatal(err)
	}
	paper, _ := r.Paper()
	if want := paper.Sheet(); len(want.Questions) != 8 || want.Questions[2].Case == nil || want.Questions[2].Case.Stem == "" || !reflect.DeepEqual(*away.Page.Sheet, want) {
		t.Errorf("the sheet is\n%+v\nthe centre drew\n%+v", away.Page.Sheet, want)
	}
	if whole, no := paper.Questions[3].Version.Whole(); no != 2 || whole == "" || paper.Questions[3].Type != assembly.TrueFalse {
		t.Errorf("%+v", paper.Questions[3])
	}
}
