package review_test

import (
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
)

// What happened while an emergency stood in the room is referred, opened and signed by nobody as a breach; what happened before it is, and
// so is the matter that somebody set the alarm off without cause.
func TestWhatAnEmergencyShowsIsNoEvidence(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		watch := staff(t, "watch", people.RemoteInvigilator, examtest.OrgPath)
		program := actor.AsSystem(t.Context(), "room")
		refer := func(sit exam.Sitting, kind proctor.Kind, text string) (proctor.Incident, error) {
			t.Helper()
			in, err := h.inc.Flag(watch, proctor.Signal{Kind: kind, Room: sit.Room, Sitting: sit.ID}, text)
			if err != nil {
				t.Fatal(err)
			}
			return h.inc.Close(watch, in.ID, proctor.ToReview, "移送核查")
		}
		before, ids := h.refer()
		h.Clock.Advance(time.Minute)
		signal := proctor.Signal{Kind: proctor.Medical, Room: before.Room, Key: "1", At: h.Clock.Now()}
		if _, err := h.inc.Raise(program, signal); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(10 * time.Second)
		if _, err := refer(before, proctor.LeftSeat, "离开座位去扶人"); !errors.Is(err, proctor.ErrEmergency) {
			t.Fatalf("referred: %v", err)
		}
		if _, err := refer(before, proctor.SeveralFaces, "旁边有人"); !errors.Is(err, proctor.ErrEmergency) {
			t.Fatalf("referred: %v", err)
		}
		misused, err := refer(before, proctor.AlarmMisused, "按着玩")
		if err != nil {
			t.Fatalf("the matter is the emergency itself: %v", err)
		}
		h.Clock.Advance(time.Minute)
		if err := h.inc.Over(program, signal); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(time.Second)
		if _, err := refer(before, proctor.Phone, "看手机"); err != nil {
			t.Fatalf("after it: %v", err)
		}
		c, err := h.s.Open(inspector(t, "one"), before.ID, append(ids, misused.ID))
		if err != nil {
			t.Fatalf("before it, and about it: %v", err)
		}
		if _, err := h.s.Sign(inspector(t, "one"), c.ID, yes("PHONE")); err != nil {
			t.Fatal(err)
		}
	})
}

// An emergency that is entered only after an incident was referred counts as well: nobody opens a case about it, and nobody signs a breach.
func TestAnEmergencyThatIsEnteredLater(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		program := actor.AsSystem(t.Context(), "room")
		sit, ids := h.refer()
		c, err := h.s.Open(inspector(t, "one"), sit.ID, ids)
		if err != nil {
			t.Fatal(err)
		}
		other, late := h.refer()
		signal := proctor.Signal{Kind: proctor.Panic, Room: sit.Room, Key: "1", At: h.Clock.Now().Add(-time.Hour), Until: h.Clock.Now().Add(time.Second)}
		if _, err := h.inc.Raise(program, signal); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.Open(inspector(t, "one"), other.ID, late); !errors.Is(err, review.ErrEmergency) {
			t.Fatalf("opened: %v", err)
		}
		if _, err := h.s.Sign(inspector(t, "one"), c.ID, yes("PHONE")); !errors.Is(err, review.ErrEmergency) {
			t.Fatalf("signed: %v", err)
		}
		if _, err := h.s.Sign(inspector(t, "one"), c.ID, no()); err != nil {
			t.Fatalf("that there was nothing can be signed: %v", err)
		}
	})
}
