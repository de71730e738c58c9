package people_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
)

// The register of people is for those whose work is with people: a writer of questions or rules gets nothing from it.
func TestTheRegisterIsNotForEverybody(t *testing.T) {
	onBoth(t, func(w *world) {
		p := w.person(w.root, "张三丰")
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		if list, err := w.s.FindPersons(clerk, people.PersonSearch{Name: "张三丰"}); err != nil || len(list) != 1 {
			t.Errorf("the clerk finds %d (%v)", len(list), err)
		}
		_, err := w.s.ViewPerson(clerk, p.ID)
		w.must(err)
		_, writer := w.staff("writer", w.root, people.ItemWriter, people.RuleEditor)
		if list, err := w.s.FindPersons(writer, people.PersonSearch{Name: "张三丰"}); err != nil || len(list) != 0 {
			t.Errorf("the writer finds %d (%v)", len(list), err)
		}
		_, err = w.s.ViewPerson(writer, p.ID)
		w.wants("people.forbidden", err, "a writer looks a person up")
		_, err = w.s.Employments(writer, p.ID)
		w.wants("people.forbidden", err, "a writer asks for a person's employers")
		_, _, err = w.s.PhotoOf(writer, p.ID)
		w.wants("people.forbidden", err, "a writer asks for a person's photo")
	})
}
