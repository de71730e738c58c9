package site_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// The same paper entered by twenty at once is on file once; after it was revoked it may be entered again.
func TestOnePaperIsOnFileOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx := h.staff("manager", people.ExamManager)
		paper := site.Authorization{Room: h.room.ID, DocumentNo: "襄应急〔2026〕9号", Issuer: "市局", Mode: "REMOTE", From: "2026-01-01", To: "2026-06-30"}
		enter := func() site.Authorization {
			won := make(chan site.Authorization, 20)
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() {
					switch a, err := h.Authorize(ctx, paper); {
					case err == nil:
						won <- a
					case !errors.Is(err, site.ErrSame):
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if len(won) != 1 {
				t.Fatalf("%d are on file", len(won))
			}
			return <-won
		}
		first := enter()
		must[int](t)(h.RevokeAuthorization(ctx, first.ID, "错号"))
		again := enter()
		must[int](t)(h.RevokeAuthorization(ctx, again.ID, "又错")) // two revoked ones do not meet in the key
		if again.ID == first.ID {
			t.Error("the revoked one came back")
		}
	})
}

func TestTheScanOfThePaper(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx := h.staff("manager", people.ExamManager)
		a := must[[]site.Authorization](t)(h.Authorizations(ctx, h.room.ID))[0]
		_, _, err := h.AuthorizationFile(ctx, a.ID)
		want(t, err, site.ErrNotFound)
		for name, c := range map[string]struct {
			data []byte
			code error
		}{
			"script": {[]byte("<html><script>"), site.ErrScanType}, "empty": {nil, site.ErrScanType},
			"too large": {append([]byte("%PDF-1.7"), make([]byte, site.MaxScan)...), site.ErrScanSize},
		} {
			if _, err := h.SetAuthorizationFile(ctx, a.ID, c.data); !hasCode(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			code error
		}{
			"invigilator": {h.staff("o", people.RemoteInvigilator), site.ErrForbidden}, "elsewhere": {staffAt("/s/", "m", people.ExamManager), site.ErrNotFound},
			"candidate": {candidate("p-1"), site.ErrNotFound}, "gate": {gateOf(h.room), site.ErrNotFound},
		} {
			if _, err := h.SetAuthorizationFile(c.ctx, a.ID, []byte("%PDF-1.7")); !errors.Is(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		got := must[site.Authorization](t)(h.SetAuthorizationFile(ctx, a.ID, []byte("%PDF-1.7 first")))
		if len(got.FileDigest) != 64 || got.FileType != "application/pdf" || got.FileBy != "manager" || !got.FileAt.Equal(h.clock.Now()) {
			t.Errorf("%+v", got)
		}
		h.clock.Advance(time.Minute)
		second := must[site.Authorization](t)(h.SetAuthorizationFile(ctx, a.ID, []byte("%PDF-1.7 second")))
		if stored := must[[]site.Authorization](t)(h.Authorizations(ctx, h.room.ID))[0]; stored.FileDigest != second.FileDigest || second.FileDigest == got.FileDigest {
			t.Errorf("%+v", stored)
		}
		h.clock.Advance(time.Minute)
		data, ct, err := h.AuthorizationFile(h.staff("i", people.Inspector), a.ID)
		if err != nil || ct != "application/pdf" || !bytes.Equal(data, []byte(second.File)) {
			t.Errorf("%q %s %v", data, ct, err)
		}
		_, _, err = h.AuthorizationFile(h.staff("w", people.ItemWriter), a.ID)
		want(t, err, site.ErrForbidden)
		var details []string
		row := h.db.Conn(context.Background()).Table("audit_entry").Where("verb LIKE ?", "room_authorization.file%").Order("id")
		if err := row.Pluck("detail", &details).Error; err != nil || len(details) != 3 || !bytes.Contains([]byte(details[1]), []byte(got.FileDigest)) {
			t.Errorf("%v %v", details, err)
		}
		must[int](t)(h.RevokeAuthorization(ctx, a.ID, "到期"))
		_, err = h.SetAuthorizationFile(ctx, a.ID, []byte("%PDF-1.7"))
		want(t, err, site.ErrAuthorizationOver)
	})
}

// Two managers put one officer on duty in two rooms at the same moment: the seats are counted over both.
func TestTheOfficersSeatsAreCountedOverAllRooms(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		rooms := []site.Room{h.addRoom("R2", 12), h.addRoom("R3", 12), h.addRoom("R4", 12), h.addRoom("R5", 12)}
		from := time.Date(2026, 12, 1, 0, 0, 0, 0, actor.Beijing)
		won := make(chan error, len(rooms))
		var wg sync.WaitGroup
		for _, r := range rooms {
			wg.Go(func() {
				_, err := h.AddShift(h.staff("manager", people.ExamManager), site.ShiftDraft{Room: r.ID, Officer: "one", Second: "two", OnCallName: "张三",
					OnCallPhone: "1", OnCallMinutes: 15, MaxSeats: 30, From: from, To: from.Add(12 * time.Hour)})
				won <- err
			})
		}
		wg.Wait()
		n := 0
		for range rooms {
			switch err := <-won; {
			case err == nil:
				n++
			case !errors.Is(err, site.ErrTooManySeats):
				t.Error(err)
			}
		}
		if n != 2 {
			t.Errorf("the officer watches %d rooms of 12 seats with a limit of 30", n)
		}
	})
}

// More seats for a room whose officer is on duty already are counted too.
func TestMoreSeatsCountForTheOfficerOnDuty(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.staff("manager", people.ExamManager)
		from := time.Date(2026, 12, 1, 0, 0, 0, 0, actor.Beijing)
		second := h.addRoom("R2", 12)
		for _, r := range []site.Room{h.room, second} {
			must[site.Shift](t)(h.AddShift(m, site.ShiftDraft{Room: r.ID, Officer: "one", Second: "two", OnCallName: "张三", OnCallPhone: "1", OnCallMinutes: 15,
				MaxSeats: 24, From: from, To: from.Add(12 * time.Hour)}))
		}
		list := make([]site.Seat, 13)
		for i := range list {
			list[i] = site.Seat{No: i + 1, Label: fmt.Sprintf("B%02d", i+1), Row: i / 4, Col: i % 4, State: site.SeatInService}
		}
		_, err := h.SetSeats(m, second.ID, list)
		want(t, err, site.ErrTooManySeats)
		list[12].State = site.SeatSpare
		seats := must[[]site.Seat](t)(h.SetSeats(m, second.ID, list))
		want(t, h.SetSeatState(m, seats[12].ID, site.SeatInService, "启用"), site.ErrTooManySeats)
		must[int](t)(0, h.SetSeatState(m, seats[0].ID, site.SeatOut, "坏"))
		must[int](t)(0, h.SetSeatState(m, seats[12].ID, site.SeatInService, "启用"))
	})
}

// What a house looks like inside is read by those who need it (process §8), not by everybody whose subtree it lies in.
func TestWhoReadsTheHouse(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		reads := map[string]func(context.Context) error{
			"rooms": func(c context.Context) error { _, err := h.RoomsOf(c, h.point.ID); return err },
			"seats": func(c context.Context) error { _, err := h.SeatsOf(c, h.room.ID); return err },
			"roster": func(c context.Context) error {
				_, err := h.Roster(c, h.room.ID, start, start.Add(time.Hour))
				return err
			},
			"papers": func(c context.Context) error { _, err := h.Authorizations(c, h.room.ID); return err },
			"closed": func(c context.Context) error {
				_, err := h.Closures(c, h.point.ID, start, start.Add(time.Hour))
				return err
			},
		}
		all := []string{"rooms", "seats", "roster", "papers", "closed"}
		for role, may := range map[actor.Role][]string{
			people.ExamManager: all, people.RemoteInvigilator: all, people.RemoteAttendant: all, people.Inspector: all, people.Regulator: all,
			people.SystemAdmin: {"rooms", "seats", "papers", "closed"}, people.ResultReleaser: {"rooms"}, people.Archivist: {"rooms"},
			people.CounterClerk: {"rooms", "closed"}, people.ItemWriter: nil, people.TrainingClerk: nil, people.EnterpriseManager: nil, people.PermitIssuer: nil,
			people.ApplicationReviewer: nil, people.RuleEditor: nil, people.AuditAdmin: nil, people.Assessor: nil,
		} {
			open := map[string]bool{}
			for _, name := range may {
				open[name] = true
			}
			for name, read := range reads {
				if err := read(h.staff("x", role)); open[name] != (err == nil) || err != nil && !errors.Is(err, site.ErrForbidden) {
					t.Errorf("%s reads %s: %v", role, name, err)
				}
				if err := read(staffAt("/s/", "x", role)); !errors.Is(err, site.ErrNotFound) {
					t.Errorf("%s of another authority reads %s: %v", role, name, err)
				}
			}
		}
	})
}
