package recording_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/proctor/recording"
)

// What came back from a room node is looked at by sittings, in the order in which it was filmed, until somebody has; nothing else is.
func TestPiecesOfRoomNodesAreLookedAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Unseen: h.store, Sittings: h.Real, Files: films{h.files}})
		a, b := h.Sit().Begin().Page.Sitting, h.Sit().Begin().Page.Sitting
		h.settle()
		from := a.StartedAt
		keep := func(id exam.SittingID, after time.Duration, node, track string) recording.SegmentID {
			seg := h.piece(id, from.Add(after), 10)
			seg.Node, seg.Track = node, track
			for range 2 {
				if err := h.rec.Keep(t.Context(), seg, strings.NewReader(h.body(seg))); err != nil {
					t.Fatal(err)
				}
			}
			return seg.ID
		}
		const node = "01node00000000000000000000"
		keep(a.ID, 0, "", "")
		keep(a.ID, 10*time.Second, node, recording.TrackScreen)
		second := keep(a.ID, 30*time.Second, node, "")
		first := keep(a.ID, 20*time.Second, node, "")
		h.Clock.Advance(15 * time.Second)
		other := keep(b.ID, 20*time.Second, node, "")
		var seen []recording.SegmentID
		look := func(fail error) error {
			seen = nil
			return h.rec.LookOnce(t.Context(), func(_ context.Context, id exam.SittingID, list []recording.Segment, open func(recording.Segment) (io.ReadSeekCloser, error)) error {
				for _, x := range list {
					f, err := open(x)
					if err != nil || x.Sitting != id {
						t.Fatal(err)
					}
					if body, err := io.ReadAll(f); err != nil || string(body) != h.body(x) {
						t.Errorf("%q %v", body, err)
					}
					_ = f.Close()
					seen = append(seen, x.ID)
				}
				return fail
			})
		}
		expect := func(what string, want ...recording.SegmentID) {
			t.Helper()
			if err := look(nil); err != nil || !slices.Equal(seen, want) {
				t.Errorf("%s: %v %v, want %v", what, seen, err, want)
			}
		}
		expect("while pieces still come")
		h.Clock.Advance(6 * time.Second)
		broken := errors.New("cannot look")
		if err := look(broken); !errors.Is(err, broken) || len(seen) != 2 {
			t.Fatalf("%v %v", seen, err)
		}
		expect("once more after a fault", first, second)
		expect("the other sitting's may still come")
		h.Clock.Advance(15 * time.Second)
		expect("the other sitting's", other)
		expect("nothing is left")
	})
}
