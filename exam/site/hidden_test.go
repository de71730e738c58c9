package site_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// No text of a form takes characters that nobody sees: a seat "A\u202e10" would read as another one on the map.
func TestHiddenCharactersAreRefused(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 1)
	m := h.staff("manager", people.ExamManager)
	point := site.PointDraft{Org: authority, Code: "P2", Name: "北考点", Address: "路 1 号", Phone: "1"}
	room := site.RoomDraft{Code: "R9", Name: "九号", Rules: site.DefaultRules(), Pattern: site.DefaultPattern(), Open: true}
	shift := site.ShiftDraft{Room: h.room.ID, Officer: "o", Second: "o2", OnCallName: "张", OnCallPhone: "1", OnCallMinutes: 5, From: start.AddDate(0, 1, 0), To: start.AddDate(0, 1, 0).Add(time.Hour)}
	paper := site.Authorization{Room: h.room.ID, DocumentNo: "n", Issuer: "i", Mode: "REMOTE", From: "2026-01-01", To: "2026-01-02"}
	for _, c := range []string{"\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "\n"} {
		bad := "甲" + c + "乙"
		p1, p2, p3 := point, point, point
		p1.Code, p2.Name, p3.Address = bad, bad, bad
		r1, r2, r3, r4 := room, room, room, room
		r1.Code, r2.Name, r3.Rules.Supervision = bad, bad, bad
		r4.Rules.SupervisionEN = bad
		s1, s2 := shift, shift
		s1.OnCallName, s2.OnCallPhone = bad, bad
		a1, a2 := paper, paper
		a1.DocumentNo, a2.Issuer = bad, bad
		for name, err := range map[string]error{
			"point code": second(h.AddPoint(m, p1)), "point name": second(h.AddPoint(m, p2)), "address": second(h.AddPoint(m, p3)),
			"room code": second(h.AddRoom(m, h.point.ID, r1)), "room name": second(h.AddRoom(m, h.point.ID, r2)), "sentence": second(h.AddRoom(m, h.point.ID, r3)), "English sentence": second(h.AddRoom(m, h.point.ID, r4)),
			"seat label":  second(h.SetSeats(m, h.room.ID, []site.Seat{{No: 1, Label: bad, State: site.SeatInService}})),
			"seat reason": h.SetSeatState(m, h.seats[0].ID, site.SeatOut, bad),
			"on call":     second(h.AddShift(m, s1)), "phone": second(h.AddShift(m, s2)),
			"document": second(h.Authorize(m, a1)), "issuer": second(h.Authorize(m, a2)),
			"notice": third(h.Close(m, site.Closure{Point: h.point.ID, Kind: site.Holiday, From: start, To: start.Add(time.Hour), Notice: bad})),
		} {
			if !hasCode(err, actor.ErrHidden) {
				t.Errorf("%s takes %q: %v", name, c, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

func third[A, B any](_ A, _ B, err error) error { return err }
