package app

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	rescuestore "github.com/suikao/suikao/proctor/rescue/store"
	"github.com/suikao/suikao/questionbank/assembly"
)

// outposts makes the centre's side of room nodes.
func (b *base) outposts(s *Services) *outpost.Centre {
	store, x := outpoststore.New(b.db), roomFaces{s, b.clock, rescuestore.New(b.db)}
	return outpost.NewCentre(outpost.CentreDeps{Clock: b.clock, Log: b.log, Audit: b.trail, Outbox: b.out, Store: store, Evidence: store, Cuts: store, Hear: b.hearNode(s, store), Heard: store,
		FilmStore: store, Films: nodeFilms{s, b.blobs},
		Sittings: s.Exam, Rooms: s.Sites, Guard: s.Guard, Terminals: seatTokens(s.Devices), Standing: x.standing, Coming: x.coming,
		Questions: s.Bank.QuestionsOf, Picture: s.Bank.Picture, StockKey: b.ring.Derive("outpost.stock", 32), Supervision: watching{s.Supervision},
		Limits: outpost.Limits{Window: b.cfg.Room.PaperWindow, Grace: b.cfg.Room.UplinkGrace, Ahead: b.cfg.Room.PrepareAhead}})
}

// roomFaces tells room nodes what they go by and what they are going to need.
type roomFaces struct {
	s       *Services
	clock   actor.Clock
	numbers *rescuestore.Store
}

func (f roomFaces) standing(ctx context.Context, room site.RoomID) (outpost.Standing, error) {
	now := f.clock()
	r, shifts, err := f.s.Sites.Standing(ctx, room, now, now.Add(24*time.Hour))
	out := outpost.Standing{RoomName: r.Name}
	out.Then, out.After = r.Rules.OnUplinkLost()
	for _, sh := range shifts {
		out.OnCall = append(out.OnCall, outpost.Contact{Name: sh.OnCallName, Phone: sh.OnCallPhone, From: sh.From, To: sh.To})
	}
	if err != nil {
		return out, err
	}
	n, err := f.numbers.Numbers(ctx, r.Point)
	out.Lead = outpost.Contact{Name: n.LeadName, Phone: n.LeadPhone}
	return out, notFoundIsNo(err)
}

func (f roomFaces) coming(ctx context.Context, room site.RoomID, from, to time.Time) ([]assembly.ReleaseID, error) {
	items, err := f.s.Booking.Coming(ctx, room, from, to)
	if err != nil {
		return nil, err
	}
	out, known := make([]assembly.ReleaseID, len(items)), map[string]assembly.ReleaseID{}
	for i, item := range items {
		id, ok := known[item]
		if !ok {
			r, err := f.s.Bank.ActiveRelease(ctx, item)
			if err := notFoundIsNo(err); err != nil && fault.KindOf(err) != fault.Conflict {
				return nil, err
			}
			id = r.ID
			known[item] = id
		}
		out[i] = id
	}
	return out, nil
}

// watching enters and ends intervals without supervision for machines.
type watching struct{ s *supervision.Service }

// Lose implements outpost.Supervision.
func (w watching) Lose(ctx context.Context, room site.RoomID, note string, from, to time.Time) (string, error) {
	g, err := w.s.Lose(ctx, supervision.Gap{Room: room, Cause: supervision.UplinkLost, Note: note, From: from, To: to})
	if errors.Is(err, supervision.ErrOpen) {
		return "", nil
	}
	return string(g.ID), err
}

// Regain implements outpost.Supervision.
func (w watching) Regain(ctx context.Context, gap string) error {
	_, err := w.s.Regain(ctx, supervision.ID(gap))
	if errors.Is(err, supervision.ErrOver) {
		return nil
	}
	return err
}

// seatTokens tells room nodes the terminals of their room.
func seatTokens(d *terminal.Service) func(context.Context, site.RoomID) ([]outpost.SeatToken, error) {
	return func(ctx context.Context, room site.RoomID) ([]outpost.SeatToken, error) {
		list, err := d.SeatTokens(ctx, string(room))
		out := make([]outpost.SeatToken, len(list))
		for i, x := range list {
			out[i] = outpost.SeatToken{Device: string(x.Device.ID), Seat: site.SeatID(x.Device.Seat), Name: x.Device.Name, Hash: x.Hash}
		}
		return out, err
	}
}
