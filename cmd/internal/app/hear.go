package app

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/kv"
)

// hear gives do every message of a channel until ctx ends. What is published while nobody could listen is not heard: who listens has
// another way of learning it.
func hear(ctx context.Context, from kv.Store, channel string, do func(message []byte)) {
	for ctx.Err() == nil {
		messages, err := from.Subscribe(ctx, channel)
		if err != nil {
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			continue
		}
		for m := range messages {
			if m != nil {
				do(m)
			}
		}
	}
}

// seatWritten is the channel on which the node that runs an event tells the nodes with the seats' sockets that an officer wrote to one.
const seatWritten = "seat.written"

// tellWritten tells every node that an officer wrote to a seat. The seat asks for its messages every few seconds besides.
func (a *App) tellWritten(ctx context.Context, e actor.Event) error {
	if err := a.kv.Publish(ctx, seatWritten, []byte(e.Key)); err != nil && ctx.Err() == nil {
		a.log.Debug("telling a seat that an officer wrote", "err", err)
	}
	return nil
}

// hearWritten has the pages of seats look for messages whose sockets this node holds, until ctx ends.
func (a *App) hearWritten(ctx context.Context) {
	hear(ctx, a.kv, seatWritten, func(m []byte) { a.hub.Written(site.SeatID(m)) })
}
