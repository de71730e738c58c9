package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/rescue"
	rescuestore "github.com/suikao/suikao/proctor/rescue/store"
	"github.com/suikao/suikao/proctor/room"
	roomstore "github.com/suikao/suikao/proctor/room/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// mostHappened bounds how many incidents one room record lists.
const mostHappened = 500

// happened tells the room record what was raised, tested and called for in a room.
func (b *base) happened() release.Happened {
	incidents, rooms, helps, places := proctorstore.New(b.db), roomstore.New(b.db), rescuestore.New(b.db), sitestore.New(b.db)
	return func(ctx context.Context, at site.RoomID, slot booking.SlotID, from, to time.Time) (release.RecordHappened, error) {
		out := release.RecordHappened{Incidents: []release.RecordIncident{}, Kinds: []release.RecordKind{}, Tests: []release.RecordTest{}, Helps: []release.RecordHelp{}}
		seats, err := places.Seats(ctx, at)
		if err != nil {
			return out, err
		}
		list, err := incidents.Find(ctx, proctor.Query{Paths: []string{"/"}, Room: at, From: from, To: to, Limit: mostHappened})
		if err != nil {
			return out, err
		}
		out.Incidents, out.Kinds = recordIncidents(list, seats)
		tests, err := rooms.TestsOf(ctx, at, "DAY:"+string(actor.DateOf(from)), "SLOT:"+string(slot))
		if err != nil {
			return out, err
		}
		out.Tests = recordTests(tests)
		calls, err := helps.CallsIn(ctx, at, from, to)
		if err != nil {
			return out, err
		}
		for _, c := range calls {
			persons, err := helps.PersonsOf(ctx, c.ID)
			if err != nil {
				return out, err
			}
			e, _ := proctor.Find(c.Kind)
			x := release.RecordHelp{Title: e.Title.ZH, AskedAt: c.AskedAt, AskedBy: c.AskedName, Asked: len(persons), AckedWho: c.AckedWho, AckedAt: c.AckedAt,
				ArrivedWho: c.ArrivedWho, ArrivedAt: c.ArrivedAt}
			for _, p := range persons {
				if p.State == rescue.Sent {
					x.Sent++
				}
			}
			out.Helps = append(out.Helps, x)
		}
		return out, nil
	}
}

func recordIncidents(list []proctor.Incident, seats []site.Seat) ([]release.RecordIncident, []release.RecordKind) {
	out, kinds := []release.RecordIncident{}, []release.RecordKind{}
	for _, in := range list {
		x := release.RecordIncident{Incident: string(in.ID), Kind: string(in.Kind), Title: in.Entry().Title.ZH, Sitting: in.Sitting, At: in.At, To: in.Until,
			State: string(in.State), Finding: string(in.Finding), By: in.Closer.Name}
		if in.Kind == proctor.CameraLost {
			x.Times, _ = strconv.Atoi(in.Facts["times"]) // as mediaalarms wrote them
			x.Missing, _ = strconv.Atoi(in.Facts["unrecorded_s"])
		}
		if i := slices.IndexFunc(seats, func(s site.Seat) bool { return s.ID == in.Seat }); i >= 0 && in.Seat != "" {
			x.Seat = seats[i].Label
		}
		out = append(out, x)
		i := slices.IndexFunc(kinds, func(k release.RecordKind) bool { return k.Kind == x.Kind })
		if i < 0 {
			i = len(kinds)
			kinds = append(kinds, release.RecordKind{Kind: x.Kind, Title: x.Title})
		}
		kinds[i].Count++
	}
	slices.SortFunc(out, func(a, b release.RecordIncident) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Incident, b.Incident))
	})
	slices.SortFunc(kinds, func(a, b release.RecordKind) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return out, kinds
}

// recordTests are the last test of each seat and of the door in each run.
func recordTests(list []room.Test) []release.RecordTest {
	type key struct {
		seat site.SeatID
		run  string
	}
	out, at := []release.RecordTest{}, map[key]int{}
	for _, t := range list { // oldest first
		x := release.RecordTest{Seat: t.SeatLabel, Day: len(t.Run) > 4 && t.Run[:4] == "DAY:", At: t.At, Passed: t.Passed, Failed: []string{}}
		for _, p := range t.Results {
			if !p.OK {
				x.Failed = append(x.Failed, string(p.Part)+"."+cmp.Or(p.Why, "failed"))
			}
		}
		if i, ok := at[key{t.Seat, t.Run}]; ok {
			out[i] = x
			continue
		}
		at[key{t.Seat, t.Run}] = len(out)
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b release.RecordTest) int { return cmp.Compare(a.Seat, b.Seat) })
	return out
}
