package recording_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/proctor/recording"
)

// What a room node recorded while the centre was blind counts as recorded and not as missing, whatever its number is; that the centre did
// not see the seat stays on file.
func TestWhatARoomNodeRecordedShortensTheLoss(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		id, from := r.Page.Sitting.ID, r.Page.Sitting.StartedAt
		h.settle()
		if err := h.rec.Seen(t.Context(), []exam.SittingID{id}); err != nil {
			t.Fatal(err)
		}
		h.film(id, from, 10)
		h.Clock.Advance(40 * time.Second) // the uplink is cut for 40 seconds, of which the node records 30
		h.settle()
		if err := h.rec.Seen(t.Context(), []exam.SittingID{id}); err != nil {
			t.Fatal(err)
		}
		h.settle()
		h.film(id, from.Add(40*time.Second), 20)
		h.Clock.Advance(20 * time.Second)
		if err := h.rec.Seen(t.Context(), []exam.SittingID{id}); err != nil {
			t.Fatal(err)
		}
		sit, err := h.Real.Sitting(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		state := func(missing, recorded, node time.Duration) {
			t.Helper()
			lost, err := h.rec.Missing(t.Context(), sit)
			got, rerr := h.rec.Of(examtest.Invigilator(), id)
			if err != nil || rerr != nil || lost != missing || got.Coverage.Recorded != recorded || got.Broken != 0 || len(got.Gaps) != 1 ||
				got.Gaps[0].To.Sub(got.Gaps[0].From) != 40*time.Second || got.Gaps[0].Node != node {
				t.Fatalf("missing %v, %+v %v %v", lost, got, err, rerr)
			}
		}
		state(40*time.Second, 30*time.Second, 0)
		node := h.piece(id, from.Add(8*time.Second), 30) // two seconds of it were recorded by both
		node.Node = "01node00000000000000000000"
		for range 2 {
			if err := h.rec.Keep(t.Context(), node, strings.NewReader(h.body(node))); err != nil {
				t.Fatal(err)
			}
		}
		state(10*time.Second, 58*time.Second, 30*time.Second)
		got, _ := h.rec.Of(examtest.Invigilator(), id)
		if last := got.Segments[len(got.Segments)-1]; len(got.Segments) != 3 || last.No != 3 || last.Node != node.Node || last.SHA256 == "" {
			t.Fatalf("%+v", got.Segments)
		}
		other := got.Segments[2]
		other.SHA256 = strings.Repeat("0", 64)
		if err := h.rec.Keep(t.Context(), other, strings.NewReader("another")); !errors.Is(err, recording.ErrOther) {
			t.Errorf("another content under the same number: %v", err)
		}
		// That it was a node's cannot be taken off it, or put on another's.
		for _, change := range []string{"UPDATE recording_segment SET node_id = '' WHERE no = 3", "UPDATE recording_segment SET node_id = 'x' WHERE no = 1"} {
			h.DB.Conn(t.Context()).Exec(change)
			if got, _ := h.rec.Of(examtest.Invigilator(), id); got.Broken == 0 {
				t.Errorf("not noticed: %s", change)
			}
			h.DB.Conn(t.Context()).Exec("UPDATE recording_segment SET node_id = CASE no WHEN 3 THEN ? ELSE '' END", node.Node)
		}
		state(10*time.Second, 58*time.Second, 30*time.Second)
	})
}
