package recording_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/recording"
)

// withRooms lets the house's rooms have cameras; duty says whether the caller has a shift now.
func (h *house) withRooms(duty *bool) {
	h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Rooms: h.store, Sittings: h.Real, Files: films{h.files},
		RoomPath: func(_ context.Context, id site.RoomID) (string, error) {
			if id != examtest.Room {
				return "", fault.Define("test.no_room", fault.NotFound, "没有", "none")
			}
			return examtest.OrgPath, nil
		},
		OnDuty: func(context.Context, site.RoomID, people.AccountID, time.Time) (bool, error) { return *duty, nil }})
}

// pieceOfRoom keeps a piece of one of the room's cameras.
func (h *house) pieceOfRoom(from time.Time, camera site.SeatID, body string) recording.SegmentID {
	h.T.Helper()
	seg := recording.Segment{ID: recording.SegmentID(actor.NewID(from)), Sitting: recording.RoomChain(examtest.Room), Room: examtest.Room, Seat: camera, OrgPath: examtest.OrgPath,
		Track: recording.TrackRoom, Session: actor.NewID(from), From: from, To: from.Add(time.Minute), Size: int64(len(body)), Frames: 900}
	if err := h.rec.Keep(h.T.Context(), seg, strings.NewReader(body)); err != nil {
		h.T.Fatal(err)
	}
	return seg.ID
}

// roomTrail lists what the trail has of the room, oldest first, with who.
func (h *house) roomTrail(prefix string) []string {
	h.T.Helper()
	list, err := audit.New(h.DB, h.Clock.Now).Find(h.T.Context(), audit.Query{Paths: []string{"/"}, Verb: prefix, Limit: 200})
	if err != nil {
		h.T.Fatal(err)
	}
	var out []string
	for _, e := range list {
		if e.Object != "exam_room:"+string(examtest.Room) {
			h.T.Errorf("the trail names %s", e.Object)
		}
		out = append(out, e.Verb)
	}
	slices.Reverse(out)
	return out
}

// What a room's cameras recorded is listed by time and played by who plays the recordings of its seats; everybody else is refused, which
// is on the trail; another region learns nothing.
func TestTheCamerasOfARoomArePlayed(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		duty := false
		h.withRooms(&duty)
		at := h.Clock.Now().Truncate(time.Second)
		first := h.pieceOfRoom(at, "", "one")
		second := h.pieceOfRoom(at.Add(30*time.Second), "2", "two")
		h.pieceOfRoom(at.Add(time.Minute), "", "three")
		r, err := h.rec.OfRoom(examtest.Invigilator(), examtest.Room, at.Add(40*time.Second), at.Add(55*time.Second))
		if err != nil || len(r.Segments) != 2 || r.Segments[0].ID != first || r.Segments[0].Camera() != 1 || r.Segments[1].ID != second || r.Segments[1].Camera() != 2 || r.Broken != 0 {
			t.Fatalf("%+v %v", r, err)
		}
		seg, f, err := h.rec.Open(examtest.Invigilator(), second)
		if err != nil || seg.ID != second {
			t.Fatal(err)
		}
		_ = f.Close()
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"another region": {examtest.Officer("/elsewhere/", people.RemoteInvigilator, people.Inspector), recording.ErrNotFound},
			"another role":   {examtest.Officer(examtest.OrgPath, people.ResultReleaser), recording.ErrForbidden},
			"who decides":    {examtest.Officer(examtest.OrgPath, people.Regulator), recording.ErrForbidden},
		} {
			if _, err := h.rec.OfRoom(c.ctx, examtest.Room, at, at.Add(time.Hour)); !errors.Is(err, c.want) {
				t.Errorf("%s lists: %v", name, err)
			}
			if _, _, err := h.rec.Open(c.ctx, first); !errors.Is(err, c.want) {
				t.Errorf("%s plays: %v", name, err)
			}
		}
		if got := h.roomTrail("recording."); !slices.Contains(got, "recording.view") || !slices.Contains(got, "recording.refused") {
			t.Errorf("%v", got)
		}
		for name, c := range map[string][2]time.Time{"no beginning": {{}, at}, "backwards": {at, at}, "two days": {at, at.Add(48 * time.Hour)}} {
			if _, err := h.rec.OfRoom(examtest.Invigilator(), examtest.Room, c[0], c[1]); !errors.Is(err, recording.ErrRoomTime) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.rec.OfRoom(examtest.Invigilator(), "no such room", at, at.Add(time.Hour)); !errors.Is(err, recording.ErrNotFound) {
			t.Errorf("a room that there is not: %v", err)
		}
		if err := h.DB.Conn(t.Context()).Exec("UPDATE recording_segment SET sha256 = ? WHERE id = ?", strings.Repeat("0", 64), string(second)).Error; err != nil {
			t.Fatal(err)
		}
		if r, err := h.rec.OfRoom(examtest.Invigilator(), examtest.Room, at, at.Add(time.Hour)); err != nil || r.Broken != 2 {
			t.Errorf("a row that was changed: %d %v", r.Broken, err)
		}
	})
}

// Live the cameras of a room are looked at by who may look at its seats: with a shift now, or as an inspector. Looks and refusals are on the
// trail, a page's many questions once.
func TestWhoMayLookAtARoomLive(t *testing.T) {
	duty := false
	engines(t, func(t *testing.T, h *house) {
		duty = false
		h.withRooms(&duty)
		if err := h.rec.MayLookAtRoom(examtest.Invigilator(), examtest.Room); !errors.Is(err, recording.ErrNotDuty) || len(h.roomTrail("live.")) != 0 {
			t.Errorf("a page that asks: %v", err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"off duty":       {examtest.Invigilator(), recording.ErrNotDuty},
			"another role":   {examtest.Officer(examtest.OrgPath, people.ResultReleaser), recording.ErrForbidden},
			"another region": {examtest.Officer("/elsewhere/", people.RemoteInvigilator), recording.ErrNotFound},
		} {
			if err := h.rec.LookAtRoom(c.ctx, examtest.Room, 1); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := h.roomTrail("live."); len(got) == 0 || slices.Contains(got, "live.view") {
			t.Errorf("%v", got)
		}
		duty = true
		for range 3 {
			if err := h.rec.LookAtRoom(examtest.Invigilator(), examtest.Room, 1); err != nil {
				t.Fatal(err)
			}
		}
		if err := h.rec.LookAtRoom(examtest.Invigilator(), examtest.Room, 2); err != nil {
			t.Fatal(err)
		}
		duty = false
		if err := h.rec.MayLookAtRoom(examtest.Officer(examtest.OrgPath, people.Inspector), examtest.Room); err != nil {
			t.Errorf("an inspector: %v", err)
		}
		views := 0
		for _, verb := range h.roomTrail("live.") {
			if verb == "live.view" {
				views++
			}
		}
		if views != 2 {
			t.Errorf("%d looks on the trail: one at each camera", views)
		}
	})
}
