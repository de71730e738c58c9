package app

import (
	"context"
	"encoding/json"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	roomstore "github.com/suikao/suikao/proctor/room/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// incidents makes the service that keeps incidents.
func (b *base) incidents(s *Services, places *sitestore.Store, facts peopleFacts) *proctor.Service {
	store := proctorstore.New(b.db)
	return proctor.New(proctor.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Tx: store, Incidents: store, Detectors: store, Handovers: store,
		Places: places, Sittings: s.Exam, Finder: examstore.New(b.db, b.ring), Staff: facts,
		Authority: func(ctx context.Context) (string, error) { return authorityPath(ctx, s.People) }, Looked: b.looked(facts)})
}

// looked lists the identity checks at seats that officers decided.
func (b *base) looked(facts peopleFacts) func(context.Context, []string, site.RoomID, time.Time, time.Time, int) ([]proctor.Looked, error) {
	checks := roomstore.New(b.db)
	return func(ctx context.Context, paths []string, room site.RoomID, from, to time.Time, limit int) ([]proctor.Looked, error) {
		list, err := checks.DecidedChecks(ctx, paths, room, from, to, limit)
		if err != nil {
			return nil, err
		}
		who := map[people.AccountID]proctor.Officer{}
		out := make([]proctor.Looked, 0, len(list))
		for _, c := range list {
			o, known := who[c.By]
			if !known {
				person, name, err := facts.AccountPerson(ctx, c.By)
				if err != nil {
					return nil, err
				}
				o = proctor.Officer{Account: c.By, Person: person, Name: name}
				who[c.By] = o
			}
			out = append(out, proctor.Looked{Officer: o, Room: c.Room, Asked: c.AskedAt, Decided: c.DecidedAt})
		}
		return out, nil
	}
}

// undecidedIncidents names what of a sitting somebody has to decide about before its result goes out.
func undecidedIncidents(p *proctor.Service) func(context.Context, exam.Sitting) ([]string, error) {
	return func(ctx context.Context, sit exam.Sitting) ([]string, error) {
		list, err := p.Undecided(ctx, sit)
		out := make([]string, len(list))
		for i, in := range list {
			out[i] = in.Entry().Title.ZH
		}
		return out, err
	}
}

// crashedFor bounds how long entering that a seat's terminal restarted may take.
const crashedFor = 30 * time.Second

// crashed raises that a seat's page came back in place of one that went without a word. It returns at once.
func (a *App) crashed(room site.RoomID, seat site.SeatID, sitting exam.SittingID) {
	in := proctor.Signal{Kind: proctor.KioskCrash, Room: room, Seat: seat, Sitting: sitting, Key: "page", At: a.clock(), Facts: map[string]string{"what": "page_without_goodbye"}}
	go func() {
		ctx, stop := context.WithTimeout(actor.AsSystem(context.Background(), "incidents.crash"), crashedFor)
		defer stop()
		if _, err := a.Incidents.Raise(ctx, in); err != nil {
			a.log.Error("an incident could not be entered", "kind", string(in.Kind), "seat", string(seat), "err", err)
		}
	}()
}

// hearIncidents lets what other contexts note of rooms become incidents.
func (a *App) hearIncidents() {
	a.out.On(exam.TopicRoomDark, a.roomDark)
	a.out.On(proctor.TopicMessage, a.tellWritten)
	for _, topic := range []string{"supervision.lost", "supervision.regained"} {
		a.out.On(topic, a.roomUnwatched)
	}
}

// roomDark raises once what a room lost with its power or server, after it is back.
func (a *App) roomDark(ctx context.Context, e actor.Event) error {
	var d exam.RoomDark
	if err := json.Unmarshal(e.Body, &d); err != nil {
		return err
	}
	kind := proctor.NetworkFailed
	if d.Cause == exam.RoomPower {
		kind = proctor.PowerLost
	}
	_, err := a.Incidents.Raise(actor.AsSystem(ctx, "incidents.dark"), proctor.Signal{Kind: kind, At: d.From, Until: d.To, Room: d.Room,
		Key: "once:" + d.Outage, Facts: map[string]string{"cause": d.Cause}})
	return err
}

// roomUnwatched raises that a room's uplink was cut, and ends it.
func (a *App) roomUnwatched(ctx context.Context, e actor.Event) error {
	var d struct {
		Gap, Room, Sitting string
		Cause              supervision.Cause
	}
	if err := json.Unmarshal(e.Body, &d); err != nil {
		return err
	}
	if d.Cause != supervision.UplinkLost {
		return nil
	}
	ctx = actor.AsSystem(ctx, "incidents.uplink")
	in := proctor.Signal{Kind: proctor.UplinkLost, Room: site.RoomID(d.Room), Sitting: exam.SittingID(d.Sitting), Key: d.Gap}
	if e.Topic == "supervision.regained" {
		return a.Incidents.Over(ctx, in)
	}
	_, err := a.Incidents.Raise(ctx, in)
	return err
}
