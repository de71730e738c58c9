package app

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/proctor/rescue"
	rescuestore "github.com/suikao/suikao/proctor/rescue/store"
	"github.com/suikao/suikao/proctor/room"
	roomstore "github.com/suikao/suikao/proctor/room/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// rescue makes the service that calls people to rooms and keeps the script of emergencies.
func (b *base) rescue(s *Services, facts peopleFacts) *rescue.Service {
	st := rescuestore.New(b.db)
	return rescue.New(rescue.Deps{Store: st, Scripts: st, Places: sitestore.New(b.db), Incidents: proctorstore.New(b.db), Texts: rescueTexts{s.People, b.courier},
		Emergencies: standingEmergencies{roomstore.New(b.db)}, Staff: facts.AccountPerson,
		Sign: b.ring.Index, Limit: limiter{b.kv}, Public: b.cfg.PublicURL, Clock: b.clock, Audit: b.trail, Outbox: b.out, Log: b.log})
}

// rescueTexts sends texts to people who are asked to come.
type rescueTexts struct {
	people *people.Service
	by     people.Courier
}

// Person implements rescue.Texts.
func (t rescueTexts) Person(ctx context.Context, id people.PersonID, text string) (bool, error) {
	return t.people.TextTo(ctx, id, text, t.by)
}

// Number implements rescue.Texts.
func (t rescueTexts) Number(ctx context.Context, number, text string) error {
	return t.by.Deliver(ctx, people.Message{Phone: number, Purpose: people.ForNotice, Text: text})
}

// standingEmergencies tells where an emergency stands.
type standingEmergencies struct{ rooms *roomstore.Store }

// Standing implements rescue.Emergencies.
func (e standingEmergencies) Standing(ctx context.Context, id site.RoomID) (rescue.Standing, error) {
	at, err := e.rooms.Safety(ctx, id)
	if errors.Is(err, room.ErrNotFound) {
		return rescue.Standing{Room: id}, nil
	}
	return rescue.Standing{Room: id, Kind: string(at.Emergency), Began: at.EmergencyAt}, err
}

// All implements rescue.Emergencies.
func (e standingEmergencies) All(ctx context.Context) ([]rescue.Standing, error) {
	list, err := e.rooms.InEmergency(ctx)
	out := make([]rescue.Standing, len(list))
	for i, at := range list {
		out[i] = rescue.Standing{Room: at.Room, Kind: string(at.Emergency), Began: at.EmergencyAt}
	}
	return out, err
}

// scheduleRescue registers what calls for help hear and do.
func (a *App) scheduleRescue() {
	for _, topic := range rescue.Topics() {
		a.out.On(topic, a.Rescue.Receive)
	}
	a.runner.Every("rescue.send", time.Second, a.Rescue.SendOnce)
	a.runner.Every("rescue.late", 5*time.Second, a.Rescue.LateOnce)
}
