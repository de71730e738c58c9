package evidence_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/recording"
)

// watched records a minute of the room's own camera from a time and returns its key in the store.
func (h *house) watched(from time.Time, body string) string {
	h.t.Helper()
	id := recording.SegmentID(actor.NewID(from))
	seg := recording.Segment{ID: id, Sitting: recording.RoomChain(examtest.Room), Track: recording.TrackRoom, Room: examtest.Room, OrgPath: examtest.OrgPath, Session: "s",
		From: from, To: from.Add(time.Minute), Size: int64(len(body))}
	h.must(h.rec.Keep(context.Background(), seg, strings.NewReader(body)))
	return "recordings/" + from.UTC().Format(time.DateOnly) + "/rooms/" + string(examtest.Room) + "/" + string(id) + ".mp4"
}

func (h *house) roomDay(key string) evidence.RoomDay {
	h.t.Helper()
	d, err := h.store.RoomDay(context.Background(), evidence.Unit(key))
	h.must(err)
	return d
}

// wireRooms lets the house keep what rooms record.
func (h *house) wireRooms() {
	h.deps.Place = func(_ context.Context, id site.RoomID) (evidence.Place, error) {
		if id != examtest.Room {
			return evidence.Place{}, site.ErrNotFound
		}
		return evidence.Place{OrgPath: examtest.OrgPath, Name: "襄城考试点 · 一号考场"}, nil
	}
	h.deps.Rooms, h.deps.RoomIDs = h.store, func(context.Context) ([]site.RoomID, error) { return []site.RoomID{examtest.Room}, nil }
	h.remake()
}

// What a room's own camera recorded goes by rule like everything else: after its period, never while the recordings of somebody who sat
// there are kept, with a signed proof, and unreadable for good. Its chain still holds.
func TestRoomCamerasAreDeletedByRule(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.wireRooms()
		start := h.Clock.Now()
		first := h.watched(start, "the room in the morning")
		id := h.sat(1)
		second := h.watched(start.Add(time.Minute), "a minute later")
		h.Clock.Advance(48 * time.Hour)
		other := h.watched(h.Clock.Now(), "two days later")
		for range 2 {
			h.must(h.ev.RoomsOnce(t.Context()))
		}
		d := h.roomDay(first)
		if d.Pieces != 2 || d.Bytes != int64(len("the room in the morning")+len("a minute later")) || d.Months != 36 || h.roomDay(other).Pieces != 1 || d.State != evidence.Kept {
			t.Fatalf("%+v", d)
		}
		meter, err := h.store.Measured(t.Context(), start.Add(-time.Hour))
		h.must(err)
		if len(meter) != 1 || meter[0].Own != d.Bytes+int64(len("two days later")) || meter[0].OwnLate != meter[0].Own || meter[0].Bytes <= meter[0].Own || meter[0].Recorded != time.Minute {
			t.Errorf("%+v", meter)
		}
		hold, err := h.ev.Hold(archivist("one"), id, "法院要求保全", "")
		h.must(err)
		h.years(4)
		if h.roomDay(first).State != evidence.Kept || h.roomDay(other).State != evidence.Gone {
			t.Fatalf("%s under a hold, %s without one", h.roomDay(first).State, h.roomDay(other).State)
		}
		_, err = h.ev.AskLift(archivist("one"), hold.ID, "案件已经审结")
		h.must(err)
		_, err = h.ev.DecideLift(archivist("two"), hold.ID, true)
		h.must(err)
		h.must(h.ev.DeleteOnce(t.Context()))
		if h.roomDay(first).State != evidence.Gone || h.state(id) != evidence.Gone {
			t.Fatalf("%s %s", h.roomDay(first).State, h.state(id))
		}
		for _, key := range []string{first, second, other} {
			if _, _, err := h.films.files.Open(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
				t.Errorf("%s lies there still: %v", key, err)
			}
			if _, err := h.films.Open(t.Context(), key); !errors.Is(err, evidence.ErrDeleted) {
				t.Errorf("%s: %v", key, err)
			}
		}
		p, err := h.store.ProofOf(t.Context(), d.ID)
		h.must(err)
		h.must(h.key().Check("deletion", p.Hash, p.Signature))
		if !strings.Contains(string(p.Body), `"room":"`+string(examtest.Room)) || strings.Count(string(p.Body), `"sha256"`) != 2 {
			t.Errorf("%s", p.Body)
		}
		if got := h.trail("evidence.room_delete"); len(got) != 2 || got[0].Detail["proof"] != p.Hash && got[1].Detail["proof"] != p.Hash {
			t.Errorf("%+v", got)
		}
		chain := exam.SittingID(recording.RoomChain(examtest.Room))
		list, err := h.deps.Recordings.Segments(t.Context(), chain)
		h.must(err)
		if len(list) != 3 || recording.CheckChain(chain, list) != 0 {
			t.Error("the room's chain does not hold over what was deleted")
		}
	})
}

// Where the authority has set no period a room's recordings are kept; once it sets one they go by it.
func TestRoomCamerasWaitForTheirPeriod(t *testing.T) {
	h := sqlite(t)
	h.wireRooms()
	h.months = 0
	key := h.watched(h.Clock.Now(), "the room")
	h.must(h.ev.RoomsOnce(t.Context()))
	h.years(9)
	if d := h.roomDay(key); d.State != evidence.Kept || d.DeleteOn != "" || d.Basis != evidence.NoPeriod {
		t.Fatalf("%+v", d)
	}
	h.months = 36
	h.must(h.ev.DeleteOnce(t.Context()))
	if d := h.roomDay(key); d.State != evidence.Kept || d.DeleteOn == "" {
		t.Fatalf("%+v", d)
	}
	h.must(h.ev.DeleteOnce(t.Context()))
	if d := h.roomDay(key); d.State != evidence.Gone {
		t.Errorf("%+v", d)
	}
}
