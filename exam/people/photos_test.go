package people_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
)

// portrait is a picture that passes for a document photo: white above, somebody dark below.
func portrait(t *testing.T) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 295, 413))
	for y := range 413 {
		for x := range 295 {
			m.SetGray(x, y, color.Gray{Y: 250})
			if y > 200 {
				m.SetGray(x, y, color.Gray{Y: uint8(60 + x%50)})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPhotoApproval(t *testing.T) {
	onBoth(t, func(w *world) {
		clerk, asClerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		_, reviewer := w.staff("reviewer-a", w.countyA, people.ApplicationReviewer)
		_, foreign := w.staff("reviewer-b", w.countyB, people.ApplicationReviewer)
		_, writer := w.staff("writer-a", w.countyA, people.ItemWriter)
		p := w.person(w.countyA, "张三")
		upload := portrait(w.T)
		_, _, err := w.s.PhotoOf(reviewer, p.ID)
		w.wants("photo.none", err, "before any photo")
		first, err := w.s.SubmitPhoto(asClerk, p.ID, upload)
		w.must(err)
		yes := people.PhotoDecision{Photo: first.ID, Approve: true}
		_, err = w.s.DecidePhoto(asClerk, p.ID, yes)
		w.wants("photo.self", err, "the clerk who handed it in")
		// The ban is tied to the natural person: a second account of the clerk does not help.
		second, err := w.accounts.SeedAccount(w.system(), "clerk-a2", staffPassword, clerk.Person, w.countyA.ID, map[people.OrgID][]actor.Role{w.countyA.ID: {people.CounterClerk}})
		w.must(err)
		_, err = w.s.DecidePhoto(w.as(second), p.ID, yes)
		w.wants("photo.self", err, "another account of the same person")
		_, err = w.s.DecidePhoto(foreign, p.ID, yes)
		w.wants("people.not_found", err, "another county")
		_, err = w.s.DecidePhoto(writer, p.ID, yes)
		w.wants("people.forbidden", err, "a role that does not judge photos")
		_, err = w.s.DecidePhoto(reviewer, p.ID, people.PhotoDecision{Photo: first.ID})
		w.wants("invalid", err, "refusing without a reason")
		got, err := w.s.DecidePhoto(reviewer, p.ID, people.PhotoDecision{Photo: first.ID, Reason: photo.RetakeBlurred})
		w.must(err)
		if got.State != people.PhotoRejected {
			w.Errorf("refused photo is %s", got.State)
		}
		_, err = w.s.DecidePhoto(reviewer, p.ID, yes)
		w.wants("photo.done", err, "deciding twice")
		again, err := w.s.SubmitPhoto(asClerk, p.ID, upload)
		w.must(err)
		_, err = w.s.DecidePhoto(reviewer, p.ID, yes)
		w.wants("photo.done", err, "approving the photo that was replaced")
		_, err = w.s.DecidePhoto(reviewer, p.ID, people.PhotoDecision{Photo: again.ID, Approve: true})
		w.must(err)
		now, pic, err := w.s.PhotoOf(reviewer, p.ID)
		if err != nil || now.State != people.PhotoApproved || now.ID != again.ID || len(pic) == 0 {
			w.Errorf("current photo %+v %v", now, err)
		}
		_, _, err = w.s.PhotoOf(foreign, p.ID)
		w.wants("people.not_found", err, "another county looks")
	})
}
