package booking_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// A room can be booked as soon as it is saved open; what fails leaves neither room nor slots.
func TestAnOpenedRoomHasItsSlotsAtOnce(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 2)
	ctx := h.staff("manager", people.ExamManager)
	var fail error
	h.sites.Opened = func(ctx context.Context, r site.Room) error {
		return errors.Join(h.LayOut(ctx, r, 2), fail)
	}
	slots := func(id site.RoomID) []booking.Slot {
		return must[[]booking.Slot](t)(h.st.SlotsOfRoom(context.Background(), id, start.AddDate(0, 0, -1), start.AddDate(0, 0, 30)))
	}
	draft := site.RoomDraft{Code: "R7", Name: "七考场", Rules: site.DefaultRules(), Pattern: site.DefaultPattern()}
	r := must[site.Room](t)(h.sites.AddRoom(ctx, h.point.ID, draft))
	if n := len(slots(r.ID)); n != 0 {
		t.Fatalf("a closed room has %d slots", n)
	}
	draft.Open = true
	fail = errors.New("the database is away")
	if _, err := h.sites.SaveRoom(ctx, r.ID, r.Version, draft); !errors.Is(err, fail) {
		t.Fatal(err)
	}
	if n := len(slots(r.ID)); n != 0 {
		t.Fatalf("%d slots of a room that was not opened", n)
	}
	fail = nil
	r = must[site.Room](t)(h.sites.SaveRoom(ctx, r.ID, r.Version, draft))
	if n := len(slots(r.ID)); n != 3*9 {
		t.Fatalf("%d slots of three days", n)
	}
	draft.Pattern.First += 30
	r = must[site.Room](t)(h.sites.SaveRoom(ctx, r.ID, r.Version, draft))
	for _, s := range slots(r.ID) {
		if s.StartsAt.After(start) && !slices.ContainsFunc(draft.Pattern.Starts(actor.DateOf(s.StartsAt)), s.StartsAt.Equal) {
			t.Errorf("a slot of the former pattern is left: %v", s.StartsAt)
		}
	}
}
