package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/recording"
)

// A film of the screen shows the questions: no bundle has it. Its pieces stand in the list, the manifest says that they are left out, and
// the bundle is whole all the same.
func TestAFilmOfTheScreenStaysInTheHouse(t *testing.T) {
	h := sqlite(t)
	h.wireRooms()
	r := h.Sit().Begin()
	id, at := r.Page.Sitting.ID, h.Clock.Now()
	h.film(id, at, 60, "the camera of the seat")
	screen := recording.Segment{ID: recording.SegmentID(actor.NewID(at)), Sitting: id, Room: examtest.Room, Seat: "seat", OrgPath: examtest.OrgPath, Track: recording.TrackScreen,
		Session: actor.NewID(at), From: at, To: at.Add(time.Minute), Size: int64(len("the text of a question")), Frames: 300}
	h.must(h.rec.Keep(context.Background(), screen, strings.NewReader("the text of a question")))
	h.film(id, at.Add(time.Minute), 60, "the camera again")
	h.Clock.Advance(40 * time.Minute)
	_, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "")
	h.must(err)
	_, err = h.Service.Score(actor.AsSystem(context.Background(), "sitting.score"), id)
	h.must(err)
	h.settle()
	body, key := h.bundle(id)
	if bytes.Contains(body, []byte("the text of a question")) {
		t.Error("the film of the screen is in the bundle")
	}
	report, err := evidence.Verify(bytes.NewReader(body), int64(len(body)), key)
	if err != nil || len(report.Findings) > 0 || report.Segments != 3 || report.Films != 2 {
		t.Errorf("%+v %v", report, err)
	}
	if !slices.Contains(report.Manifest.LeftOut, "SCREEN") || slices.Contains(report.Manifest.LeftOut, "ROOM_CAMERA") {
		t.Errorf("the manifest says %q", report.Manifest.LeftOut)
	}
	h.watched(at.Add(time.Minute), "the whole room")
	if again, key := h.bundle(id); !slices.Contains(h.check(again, key).Manifest.LeftOut, "ROOM_CAMERA") || bytes.Contains(again, []byte("the whole room")) {
		t.Error("what the room's own camera saw is in the bundle, or nobody says that it is not")
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	h.must(err)
	f, err := z.Open("recording.json")
	h.must(err)
	text, err := io.ReadAll(f)
	h.must(err)
	var list struct {
		Segments []struct{ Track, File, Copy, SHA256 string }
	}
	h.must(json.Unmarshal(text, &list))
	if s := list.Segments[1]; s.Track != "SCREEN" || s.File != "" || s.Copy != "" || len(s.SHA256) != 64 {
		t.Errorf("%+v", s)
	}
	for _, m := range z.File {
		if strings.Contains(m.Name, "screen") {
			t.Errorf("%s is in the bundle", m.Name)
		}
	}
}
