package api_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/sealed"
	"github.com/suikao/suikao/web/api"
)

// booked stands for bookings: what it was asked, and what it says.
type booked struct {
	asked []string
	rows  []booking.BookedDay
	err   error
}

func (b *booked) BookedAfter(_ context.Context, itemCode string, last actor.Date) ([]booking.BookedDay, error) {
	b.asked = append(b.asked, itemCode+" "+string(last))
	return b.rows, b.err
}

// Who keeps a bank sees how many are booked behind the last day of its release.
func TestWhoIsBookedBehindTheLastDayOfARelease(t *testing.T) {
	s := newBankServer(t)
	owner, device := sealOwner(t, s)
	file := sealFile(t, owner, device, func(m *sealed.Manifest) { m.Terms.NotAfter = "2026-12-10" })
	seen := get[api.SealedFileView](t, s, "reviewer", "POST", "/sealed-releases/preview?org="+bankOwner, file)
	in := get[api.SealedFileView](t, s, "reviewer", "POST", "/sealed-releases?org="+bankOwner+"&seen="+seen.Sum, file)
	path := "/bank-releases/" + in.Release + "/booked-past"
	s.after.rows = []booking.BookedDay{{Day: "2026-12-11", Point: "pt", PointName: "城区考点", Room: "rm", RoomName: "一号考场", People: 7}, {Day: "2026-12-12", People: 2}}
	want := []api.BookedPastDayView{{Day: "2026-12-11", Point: "pt", PointName: "城区考点", Room: "rm", RoomName: "一号考场", People: 7}, {Day: "2026-12-12", People: 2}}
	for _, who := range []string{"writer", "reviewer"} {
		v := get[api.BookedPastView](t, s, who, "GET", path, nil)
		if v.ItemCode != "LE" || v.To != "2026-12-10" || v.People != 9 || !slices.Equal(v.Days, want) {
			t.Errorf("%s reads %+v", who, v)
		}
	}
	for who, status := range map[string]int{"clerk": http.StatusForbidden, "stranger": http.StatusNotFound} {
		if got, b := s.do(t, who, "GET", path, nil); got != status {
			t.Errorf("%s: %d %s", who, got, b)
		}
	}
	if !slices.Equal(s.after.asked, []string{"LE 2026-12-10", "LE 2026-12-10"}) {
		t.Errorf("bookings were asked %v", s.after.asked)
	}
	s.after.err = errors.New("down")
	if got, b := s.do(t, "reviewer", "GET", path, nil); got != http.StatusInternalServerError {
		t.Errorf("with bookings out of reach: %d %s", got, b)
	}
}
