package app

import (
	"context"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
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

// seatTaken is the channel on which nodes tell each other which page took a seat's sitting.
const seatTaken = "seat.taken"

// takenFor bounds how long the others are tried to be told.
const takenFor = 5 * time.Second

// took tells the other nodes which page took a seat's sitting, so that the one to which a terminal comes back after its death knows that it
// is another page. What is not heard leaves a crash unnoticed, and nothing else.
func (a *App) took(seat site.SeatID, sitting exam.SittingID, page string) {
	go func() {
		ctx, stop := context.WithTimeout(context.Background(), takenFor)
		defer stop()
		if err := a.kv.Publish(ctx, seatTaken, []byte(strings.Join([]string{a.node.ID(), string(seat), string(sitting), page}, " "))); err != nil {
			a.log.Debug("telling other nodes which page a seat has", "err", err)
		}
	}()
}

// hearTaken notes which pages took seats at other nodes, until ctx ends.
func (a *App) hearTaken(ctx context.Context) {
	hear(ctx, a.kv, seatTaken, func(m []byte) {
		if w := strings.Fields(string(m)); len(w) == 4 && w[0] != a.node.ID() {
			a.hub.Elsewhere(site.SeatID(w[1]), exam.SittingID(w[2]), w[3])
		}
	})
}
