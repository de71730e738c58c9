package proctor

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// ReactIn is within what time a HIGH or CRITICAL incident is taken; later is a staff incident. [design]
const ReactIn = 2 * time.Minute

// queueLimit bounds one queue; what lies beyond is older, and the queue says so by its length.
const queueLimit = 500

// Ranked is one line of the queue: what to look at, and why it stands there.
type Ranked struct {
	Incident Incident
	Score    int
	Why      []Words // in the order of weight
}

// Queue is what waits for an officer: the most urgent first.
type Queue struct {
	Rooms []site.RoomID // that the officer is on duty for
	Lines []Ranked
	Full  bool // there is more than the queue shows
}

// Queue returns the live incidents of all rooms that the calling officer is on duty for now, as first or second; with all, of every
// room in which the caller may act. It is ordered by risk, and every line says in words why it stands where it stands.
func (s *Service) Queue(ctx context.Context, all bool) (Queue, error) {
	rooms, err := s.dutyRooms(ctx, all)
	if err != nil || len(rooms) == 0 {
		return Queue{Rooms: rooms, Lines: []Ranked{}}, err
	}
	list, err := s.d.Incidents.InRooms(ctx, rooms, queueLimit)
	if err != nil {
		return Queue{}, err
	}
	return Queue{Rooms: rooms, Lines: Rank(list, people.AccountID(actor.From(ctx).ID), s.now()), Full: len(list) == queueLimit}, nil
}

// dutyRooms lists the rooms that the caller is on duty for now, or may act in at all.
func (s *Service) dutyRooms(ctx context.Context, all bool) ([]site.RoomID, error) {
	a := actor.From(ctx)
	if len(a.Paths(readers()...)) == 0 {
		return nil, ErrForbidden
	}
	rooms, err := s.d.Places.Rooms(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	out := []site.RoomID{}
	for _, r := range rooms {
		if !a.Can(r.OrgPath, readers()...) {
			continue
		}
		if all {
			out = append(out, r.ID)
			continue
		}
		shifts, err := s.d.Places.ShiftsOfRoom(ctx, r.ID, now, now.Add(time.Millisecond))
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(shifts, func(sh site.Shift) bool { return string(sh.Officer) == a.ID || string(sh.Second) == a.ID }) {
			out = append(out, r.ID)
		}
	}
	return out, nil
}

// The weights of the queue. Severity outweighs everything that waiting can add up to within one degree of it, so that no amount of
// small things hides a fire; what waits long passes what has just come. [design]
const (
	perSeverity = 1000
	perHold     = 250 // the result depends on it
	perMinute   = 20  // that nobody has taken it
	mostWaiting = 400
	perOther    = 60 // other live incident of the same seat
	mostOthers  = 180
	perLasting  = 100 // signals still come
	takenLess   = 600 // somebody else deals with it
)

// Rank orders live incidents for an officer.
func Rank(list []Incident, me people.AccountID, now time.Time) []Ranked {
	seats := map[string]int{}
	for _, in := range list {
		if in.Seat != "" {
			seats[string(in.Seat)]++
		}
	}
	out := make([]Ranked, len(list))
	for i, in := range list {
		out[i] = rank(in, seats[string(in.Seat)]-1, me, now)
	}
	slices.SortStableFunc(out, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), a.Incident.RaisedAt.Compare(b.Incident.RaisedAt), cmp.Compare(a.Incident.ID, b.Incident.ID))
	})
	return out
}

func rank(in Incident, others int, me people.AccountID, now time.Time) Ranked {
	r := Ranked{Incident: in}
	add := func(points int, zh, en string) {
		r.Score += points
		r.Why = append(r.Why, Words{zh, en})
	}
	level := map[Severity]Words{Critical: {"最高级：立即处理", "critical: at once"}, High: {"高级：两分钟内处理", "high: within two minutes"},
		Medium: {"中级：几分钟内处理", "medium: within minutes"}, Low: {"低级：本班内处理", "low: within the shift"}}[in.Severity]
	add(perSeverity*int(in.Severity), level.ZH, level.EN)
	if in.State == Taken && in.Taker.Account != me {
		add(-takenLess, in.Taker.Name+"正在处理", in.Taker.Name+" deals with it")
	}
	if in.State == Open {
		if m := int(now.Sub(in.RaisedAt) / time.Minute); m > 0 {
			add(min(m*perMinute, mostWaiting), fmt.Sprintf("已等待%d分钟", m), fmt.Sprintf("waits for %d min", m))
		}
	}
	if in.Holds {
		add(perHold, "处理前成绩不能发布", "holds the result until it is dealt with")
	}
	if in.Until.IsZero() && in.Count > 1 && now.Sub(in.LastAt) < time.Minute {
		add(perLasting, "一分钟内还有新的信号", "signalled again within the last minute")
	}
	if in.Seat != "" && others > 0 {
		add(min(others*perOther, mostOthers), fmt.Sprintf("同一座位还有%d条未处理", others), fmt.Sprintf("%d more open at the same seat", others))
	}
	return r
}
