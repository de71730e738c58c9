package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/proctor/evidence"
)

// On a day on which nobody sat in a room its cameras may have seen what a court asks for: such a day can be held, by day of Beijing, and
// goes by rule when two people have ended the hold.
func TestADayOfARoomOnWhichNobodySatIsHeld(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.wireRooms()
		night := time.Date(2026, 12, 22, 1, 30, 0, 0, actor.Beijing) // another day of UTC
		h.Clock.Set(night.Add(-24 * time.Hour))
		before := h.watched(h.Clock.Now(), "the night before")
		h.Clock.Set(night)
		early, late := h.watched(night, "at night"), ""
		h.Clock.Set(night.Add(10 * time.Hour))
		late = h.watched(h.Clock.Now(), "in the morning")
		day := actor.DateOf(night)
		if h.Clock.Now().UTC().Day() == night.UTC().Day() {
			t.Fatal("the test's day is one of UTC")
		}
		_, err := h.ev.HoldRoom(archivist("one"), examtest.Room, day, "法院要求保全", "")
		hold, again := func() (evidence.Hold, error) {
			return h.ev.HoldRoom(archivist("one"), examtest.Room, day, "法院要求保全", "（2026）1号")
		}()
		h.must(errors.Join(err, again)) // nobody has counted these pieces before
		if hold.Room != examtest.Room || hold.Day != day || hold.Sitting != "" || !hold.Live {
			t.Fatalf("%+v", hold)
		}
		h.years(4)
		if h.roomDay(early).State != evidence.Kept || h.roomDay(late).State != evidence.Kept || h.roomDay(before).State != evidence.Gone {
			t.Fatalf("held: %s %s, not held: %s", h.roomDay(early).State, h.roomDay(late).State, h.roomDay(before).State)
		}
		list, err := h.ev.Holds(archivist("one"), evidence.Query{Live: true, Limit: 10})
		if err != nil || len(list) != 2 || list[0].Room != examtest.Room || list[0].Day != day {
			t.Fatalf("%+v %v", list, err)
		}
		for _, x := range list {
			_, err = h.ev.AskLift(archivist("one"), x.ID, "案件已经审结")
			h.must(err)
			if _, err := h.ev.DecideLift(archivist("one"), x.ID, true); !errors.Is(err, evidence.ErrSame) {
				t.Errorf("one person ended a hold: %v", err)
			}
			if h.must(h.ev.DeleteOnce(t.Context())); h.roomDay(early).State != evidence.Kept {
				t.Fatal("gone while a hold stands")
			}
			_, err = h.ev.DecideLift(archivist("two"), x.ID, true)
			h.must(err)
		}
		h.must(h.ev.DeleteOnce(t.Context()))
		if h.roomDay(early).State != evidence.Gone || h.roomDay(late).State != evidence.Gone {
			t.Error("kept without a hold")
		}
		got := slices.DeleteFunc(h.trail("evidence.hold"), func(r audit.Record) bool { return r.Verb != "evidence.hold" })
		if len(got) != 2 || got[0].Object != "exam_room:"+string(examtest.Room) || got[0].Detail["day"] != string(day) {
			t.Errorf("%+v", got)
		}
		if _, err := h.ev.HoldRoom(archivist("one"), examtest.Room, day, "法院要求保全", ""); !errors.Is(err, evidence.ErrDeleted) {
			t.Errorf("what is gone was held: %v", err)
		}
	})
}

// A hold that comes while a deletion looks is heard, or the deletion was first: never both.
func TestAHoldOfARoomAgainstItsDeletion(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.wireRooms()
		key := h.watched(h.Clock.Now(), "the room")
		day := actor.DateOf(h.Clock.Now())
		h.must(h.ev.RoomsOnce(t.Context()))
		h.Clock.Advance(4 * 365 * 24 * time.Hour)
		done := make(chan error, 1)
		go func() { done <- h.ev.DeleteOnce(context.Background()) }()
		_, held := h.ev.HoldRoom(archivist("one"), examtest.Room, day, "法院要求保全", "")
		deleted := <-done
		state := h.roomDay(key).State
		if (held == nil) != (state == evidence.Kept) || held != nil && !errors.Is(held, evidence.ErrDeleted) && !errors.Is(held, evidence.ErrChanged) {
			t.Errorf("held: %v, deleted: %v, it is %s", held, deleted, state)
		}
	})
}

// What a room's own cameras recorded on a day is given out like a sitting's evidence: asked for by one, allowed by another, checked without
// this program's database.
func TestABundleOfARoomsDay(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.wireRooms()
		noon := time.Date(2026, 12, 22, 12, 0, 0, 0, actor.Beijing)
		h.Clock.Set(noon.Add(-24 * time.Hour))
		h.watched(h.Clock.Now(), "the day before")
		h.Clock.Set(noon)
		h.watched(noon.Add(-11*time.Hour), "at one o'clock")
		h.watched(noon, "at noon cannot be copied")
		h.Clock.Set(noon.Add(14 * time.Hour))
		h.watched(h.Clock.Now(), "the day after")
		e, err := h.ev.AskRoomExport(archivist("one"), examtest.Room, actor.DateOf(noon), "法院调取证据", "（2026）鄂06行初1号")
		h.must(err)
		if _, err := h.ev.DecideExport(archivist("one"), e.ID, true, ""); !errors.Is(err, evidence.ErrSame) {
			t.Errorf("%v", err)
		}
		_, err = h.ev.DecideExport(archivist("two"), e.ID, true, "")
		h.must(err)
		b, key := h.take(e.ID)
		r := h.check(b, key)
		if r.Manifest.Room != examtest.Room || r.Manifest.Day != actor.DateOf(noon) || r.Segments != 2 || r.Films != 2 || r.Deleted || r.Manifest.Item != "襄城考试点 · 一号考场" || len(r.Manifest.Copies.Failed) != 1 {
			t.Errorf("%+v", r)
		}
		list := unzip(t, b)
		var names []string
		for _, x := range list {
			names = append(names, x.name)
		}
		if want := []string{"recordings/room/0002.mp4", "copies/room/0002.mp4", "recordings/room/0003.mp4", "room.json", "player.html", "README.txt", "manifest.json", "manifest.sig"}; !slices.Equal(names, want) {
			t.Errorf("%v", names)
		}
		if string(list[0].body) != "at one o'clock" || !bytes.Contains(list[4].body, []byte(`"day":"2026-12-22"`)) || !bytes.Contains(list[5].body, []byte("襄城考试点 · 一号考场")) {
			t.Error("a part of it holds something else")
		}
		h.years(4)
		b, key = h.takeAgain(t, noon)
		if r = h.check(b, key); !r.Deleted || r.Films != 0 || r.Segments != 2 || at(unzip(t, b), "deletion-2026-12-22.json") < 0 {
			t.Errorf("after the deletion: %+v", r)
		}
	})
}

// takeAgain asks for, approves and takes the bundle of the room's day of a time.
func (h *house) takeAgain(t *testing.T, when time.Time) ([]byte, *evidence.Verifier) {
	t.Helper()
	e, err := h.ev.AskRoomExport(archivist("one"), examtest.Room, actor.DateOf(when), "法院调取证据", "")
	h.must(err)
	_, err = h.ev.DecideExport(archivist("two"), e.ID, true, "")
	h.must(err)
	return h.take(e.ID)
}

// A bundle of a room that was changed after it was signed does not hold, also where who changed it signs what a thief could sign.
func TestAChangedBundleOfARoomDoesNotHold(t *testing.T) {
	h := sqlite(t)
	h.wireRooms()
	now := h.Clock.Now()
	h.watched(now, "one")
	h.watched(now.Add(time.Minute), "two")
	b, key := h.takeAgain(t, now)
	for name, change := range map[string]func(x *entry) bool{
		"a film":    func(x *entry) bool { return x.name == "recordings/room/0001.mp4" },
		"the list":  func(x *entry) bool { return x.name == "room.json" },
		"the page":  func(x *entry) bool { return x.name == "player.html" },
		"the words": func(x *entry) bool { return x.name == "README.txt" },
	} {
		list := unzip(t, b)
		for i := range list {
			if change(&list[i]) {
				list[i].body = bytes.Clone(list[i].body)
				list[i].body[len(list[i].body)/2] ^= 1
			}
		}
		if len(findings(t, rezip(t, list), key)) == 0 {
			t.Errorf("%s was changed and nobody noticed", name)
		}
	}
	for _, day := range []string{"garbage", "2026-11-2", ""} { // a manifest that nobody signed must not end the program either
		list := unzip(t, b)
		m := &list[at(list, "manifest.json")]
		m.body = bytes.Replace(m.body, []byte(`"day":"`+string(actor.DateOf(now))+`"`), []byte(`"day":"`+day+`"`), 1)
		if len(findings(t, rezip(t, list), key)) == 0 {
			t.Errorf("day %q passed", day)
		}
	}
}

// Whoever has no business with a room neither holds nor asks, and that they tried is on the trail of the room's organisation.
func TestRoomsOfOthersAreNotHeld(t *testing.T) {
	h := sqlite(t)
	h.wireRooms()
	h.watched(h.Clock.Now(), "the room")
	day := actor.DateOf(h.Clock.Now())
	for name, ctx := range map[string]context.Context{"elsewhere": as("far", "/elsewhere/", people.Archivist), "a clerk": as("near", examtest.OrgPath, people.CounterClerk)} {
		_, hold := h.ev.HoldRoom(ctx, examtest.Room, day, "法院要求保全", "")
		_, ask := h.ev.AskRoomExport(ctx, examtest.Room, day, "法院要求保全", "")
		want := evidence.ErrNotFound
		if name == "a clerk" {
			want = evidence.ErrForbidden
		}
		if !errors.Is(hold, want) || !errors.Is(ask, want) {
			t.Errorf("%s: %v, %v", name, hold, ask)
		}
	}
	if got := h.trail("evidence.refused"); len(got) != 4 || got[0].Object != "exam_room:"+string(examtest.Room) {
		t.Errorf("%+v", got)
	}
	for _, day := range []actor.Date{"", "2026-13-01", "tomorrow", day.AddDays(1), day.AddDays(-1)} {
		if _, err := h.ev.HoldRoom(archivist("one"), examtest.Room, day, "法院要求保全", ""); err == nil || !strings.Contains(err.Error(), "evidence.no_room_day") {
			t.Errorf("%q: %v", day, err)
		}
	}
	if _, err := h.ev.HoldRoom(archivist("one"), "01another", day, "法院要求保全", ""); !errors.Is(err, evidence.ErrNotFound) {
		t.Error(err)
	}
}

// What is being recorded is on the disk: the forecast knows it before a sitting is closed and a room's day is counted.
func TestStorageKnowsWhatIsBeingRecorded(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.wireRooms()
		r := h.Sit().Begin()
		now := h.Clock.Now()
		h.film(r.Page.Sitting.ID, now, 60, strings.Repeat("x", 500))
		h.watched(now, strings.Repeat("y", 300))
		measure := func() evidence.Measured {
			t.Helper()
			list, err := h.store.Measured(t.Context(), h.Clock.Now().AddDate(0, 0, -30))
			h.must(err)
			if len(list) != 1 {
				t.Fatalf("%+v", list)
			}
			return list[0]
		}
		before := measure()
		if before.Bytes != 800 || before.Own != 300 || before.Recent != 800 || before.OrgPath != examtest.OrgPath || before.Recorded != time.Minute || !before.First.Equal(now) {
			t.Fatalf("%+v", before)
		}
		h.must(h.ev.RoomsOnce(t.Context())) // counted, they are not counted twice
		h.watched(now.Add(time.Minute), strings.Repeat("z", 50))
		if got := measure(); got.Bytes != 850 || got.Own != 350 {
			t.Fatalf("%+v", got)
		}
		h.Clock.Advance(40 * time.Minute)
		_, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "")
		h.must(err)
		_, err = h.Service.Score(actor.AsSystem(t.Context(), "sitting.score"), r.Page.Sitting.ID)
		h.must(err)
		h.settle()
		if got := measure(); got.Bytes != 850 || got.Own != 350 {
			t.Errorf("once it is closed: %+v", got)
		}
	})
}
