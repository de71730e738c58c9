package app

import (
	"context"
	"crypto/rand"
	"math/big"
	"time"

	bookstore "github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/agent"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/face"
	facestore "github.com/suikao/suikao/proctor/face/store"
	"github.com/suikao/suikao/proctor/room"
	roomstore "github.com/suikao/suikao/proctor/room/store"
)

// lateFaces and lateRooms answer exam/booking, which is made before what stands behind them.
type (
	lateFaces struct{ *face.Service }
	lateRooms struct{ *room.Service }
)

// wireRooms makes the services of faces and rooms and plugs them in where booking waits for them.
func (b *base) wireRooms(s *Services, hw device.Devices, places *sitestore.Store, faces *lateFaces, rooms *lateRooms) {
	facts := peopleFacts{s.People, s.Accounts}
	s.Faces = face.New(face.Deps{Store: facestore.New(b.db), Edge: hw, Consents: consents{s.Notices}, People: facts,
		Files: uploads{b.blobs, b.clock, "materials"}, Bookings: s.Booking, Clock: b.clock, Audit: b.trail, Outbox: b.out, Random: crypt.Token})
	st := loggedRooms{roomstore.New(b.db), b.out}
	s.Rooms = room.New(room.Deps{Store: st, Checks: st, Tests: st, Counts: st, Hardware: hw, Edge: hw, Faces: s.Faces, Incidents: s.Incidents, Halts: s.Halts,
		Bookings: s.Booking, Sittings: examstore.New(b.db, b.ring), Places: places, Seats: s.Sites,
		Agents: seatAgents{s.Agents, places, b.clock}, Clock: b.clock, Log: b.log, Audit: b.trail,
		Outbox: b.out, Random: randomBelow}, room.Options{Production: b.cfg.Production(), Cameras: b.cfg.Cameras()})
	faces.Service, rooms.Service = s.Faces, s.Rooms
	s.Booking.Threshold = s.Rooms
	s.Booking.Screener, s.Booking.Screenings = hw, bookstore.New(b.db)
}

// seatAgents answers what a seat's own agent says of its machine.
type seatAgents struct {
	agents *agent.Service
	places *sitestore.Store
	clock  actor.Clock
}

// Attested implements room.Agents. An enrolled agent that is silent is worse than none: somebody may have stopped it.
func (a seatAgents) Attested(ctx context.Context, seat site.SeatID) (room.Attestation, error) {
	st, err := a.places.Seat(ctx, seat)
	if err != nil {
		return room.Attestation{}, err
	}
	list, err := a.agents.InRoom(actor.AsSystem(ctx, "self-test"), st.Room)
	for _, x := range list {
		switch {
		case x.Seat != seat || !x.Live():
		case a.clock().Sub(x.SeenAt) > agent.SilentAfter:
			return room.Attestation{Present: true, Why: "silent"}, err
		case len(x.Failing) > 0:
			return room.Attestation{Present: true, Why: x.Failing[0].Check}, err
		default:
			return room.Attestation{Present: true, OK: true}, err
		}
	}
	return room.Attestation{}, err
}

// randomBelow is a number from 0 to n−1 that nobody can foresee.
func randomBelow(n int64) int64 {
	i, err := rand.Int(rand.Reader, big.NewInt(max(n, 1)))
	if err != nil {
		return 0 // cannot happen: crypto/rand.Reader never fails since Go 1.24
	}
	return i.Int64()
}

// scheduleRooms registers the periodic work of rooms and faces and what they hear.
func (a *App) scheduleRooms() {
	for _, topic := range face.Topics() {
		a.out.On(topic, a.Faces.Receive)
	}
	a.out.On(face.TopicThreshold, faceNotices{a.Accounts.Colleagues, a.db.InTx, a.out}.near)
	for _, topic := range room.Topics() {
		a.out.On(topic, a.Rooms.Receive)
	}
	commands := roomstore.NewCommands(a.db, a.clock)
	r := a.runner
	r.Every("room.sense", time.Second/2, a.Rooms.SenseOnce)
	r.Every("room.count", 10*time.Second, a.Rooms.CountOnce)
	r.Every("room.checks", 2*time.Second, a.Rooms.CheckOnce)
	r.Every("room.ready", 30*time.Second, a.Rooms.ReadyOnce)
	r.Every("room.commands", time.Hour, commands.Tidy)
	r.Every("face.forget", 10*time.Second, a.Faces.SweepOnce)
	r.Every("face.register", 24*time.Hour, a.Faces.WatchOnce)
}

// consents answers who agreed to be compared by face; the notices are behind it.
type consents struct{ *notice.Service }

// Standing implements face.Consents.
func (c consents) Standing(ctx context.Context, p people.PersonID) (*face.Consent, error) {
	s, err := c.Service.Standing(ctx, p, notice.FaceConsent)
	if err != nil || s == nil {
		return nil, err
	}
	return &face.Consent{Version: s.Version, At: s.At, Channel: s.Channel}, nil
}

// Agree implements face.Consents.
func (c consents) Agree(ctx context.Context, p people.PersonID, version int, lang, channel string) error {
	_, err := c.Confirm(ctx, p, notice.ConfirmInput{Kind: notice.FaceConsent, Version: version, Lang: lang, Channel: channel})
	return err
}
