package app

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
)

// outposts makes the centre's side of room nodes.
func (b *base) outposts(s *Services) *outpost.Centre {
	store := outpoststore.New(b.db)
	return outpost.NewCentre(outpost.CentreDeps{Clock: b.clock, Log: b.log, Audit: b.trail, Outbox: b.out, Store: store, Evidence: store,
		Sittings: s.Exam, Rooms: s.Sites, Guard: s.Guard, Terminals: seatTokens(s.Devices),
		Unwatched: func(ctx context.Context, room site.RoomID, note string, from, to time.Time) error {
			_, err := s.Supervision.Lose(ctx, supervision.Gap{Room: room, Cause: supervision.UplinkLost, Note: note, From: from, To: to})
			return err
		},
		Limits: outpost.Limits{Window: b.cfg.Room.PaperWindow, Grace: b.cfg.Room.UplinkGrace}})
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
