package proctor

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Load is what one officer did in a time: how much, and how quickly.
type Load struct {
	Officer  Officer
	Rooms    int // different ones
	Acts     int
	Taken    int // incidents taken first by this officer
	Ended    int // closed or referred
	Median   time.Duration
	Slowest  time.Duration // from raising to taking
	Late     int           // of the grave ones taken: after ReactIn
	Handling time.Duration // median, from taking to the end
	Checks   int           // identity checks at seats that were decided
	Looking  time.Duration // median, from asking to the decision
}

// Looked is an identity check at a seat that an officer decided.
type Looked struct {
	Officer Officer
	Room    site.RoomID
	Asked   time.Time
	Decided time.Time
}

// ErrPeriod means that a period of figures is wrong.
var ErrPeriod = fault.Define("workload.period", fault.Invalid, "请选择起止时间，最长31天。", "Choose a period of at most 31 days.")

// loadLimit bounds what one set of figures is made of.
const loadLimit = 20_000

// Workload returns the figures of the officers of the caller's organisations, the busiest first. Empty room: all rooms; a zero to is
// now, a zero from a day before it. Take a shift's times for the figures of a shift.
func (s *Service) Workload(ctx context.Context, room site.RoomID, from, to time.Time) ([]Load, error) {
	paths := actor.From(ctx).Paths(readers()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	if to.IsZero() {
		to = s.now()
	}
	if from.IsZero() {
		from = to.Add(-24 * time.Hour)
	}
	if !from.Before(to) || to.Sub(from) > 31*24*time.Hour {
		return nil, ErrPeriod.At("query.to")
	}
	acts, err := s.d.Incidents.ActsBy(ctx, paths, from, to, loadLimit)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Incidents.Find(ctx, Query{Paths: paths, Room: room, From: from.Add(-24 * time.Hour), To: to, Limit: loadLimit})
	if err != nil {
		return nil, err
	}
	incidents := map[IncidentID]Incident{}
	for _, in := range list {
		incidents[in.ID] = in
	}
	var looked []Looked
	if s.d.Looked != nil {
		if looked, err = s.d.Looked(ctx, paths, room, from, to, loadLimit); err != nil {
			return nil, err
		}
	}
	return loads(acts, incidents, looked, room), nil
}

type tally struct {
	Load
	rooms             map[site.RoomID]bool
	reacted, handling []time.Duration
	looking           []time.Duration
}

// of returns an officer's figures, begun where there are none.
func of(by map[string]*tally, who Officer, room site.RoomID) *tally {
	t := by[string(who.Account)]
	if t == nil {
		t = &tally{rooms: map[site.RoomID]bool{}}
		t.Officer = who
		by[string(who.Account)] = t
	}
	t.Acts++
	t.rooms[room] = true
	return t
}

// loads adds acts up. The first act of anybody on an incident is its taking.
func loads(acts []Act, incidents map[IncidentID]Incident, looked []Looked, room site.RoomID) []Load {
	by, took := map[string]*tally{}, map[IncidentID]bool{}
	for _, a := range acts {
		if room != "" && a.Room != room || a.By.Account == "" || a.Deed == DidHandOn {
			continue
		}
		t := of(by, a.By, a.Room)
		in, known := incidents[a.Incident]
		if !known {
			continue
		}
		if !took[in.ID] && a.Deed != DidFlag && a.At.Sub(in.TakenAt).Abs() < time.Second {
			wait := a.At.Sub(in.RaisedAt)
			took[in.ID] = true
			t.Taken++
			t.reacted = append(t.reacted, wait)
			if in.Severity >= High && wait > ReactIn {
				t.Late++
			}
		}
		if a.Deed == DidClose || a.Deed == DidRefer {
			t.Ended++
			t.handling = append(t.handling, a.At.Sub(in.TakenAt))
		}
	}
	for _, l := range looked {
		t := of(by, l.Officer, l.Room)
		t.Checks++
		t.looking = append(t.looking, l.Decided.Sub(l.Asked))
	}
	out := make([]Load, 0, len(by))
	for _, t := range by {
		t.Rooms, t.Median, t.Handling, t.Looking = len(t.rooms), median(t.reacted), median(t.handling), median(t.looking)
		if len(t.reacted) > 0 {
			t.Slowest = slices.Max(t.reacted)
		}
		out = append(out, t.Load)
	}
	slices.SortFunc(out, func(a, b Load) int {
		return cmp.Or(cmp.Compare(b.Acts, a.Acts), cmp.Compare(a.Officer.Account, b.Officer.Account))
	})
	return out
}

func median(list []time.Duration) time.Duration {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
