package device

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
)

// Devices is everything a room's hardware does for the house.
type Devices interface {
	booking.CardReader
	booking.Door
	booking.Scanner
	booking.Screener
	face.Edge
	room.Hardware
}

// Commands remembers the door commands that were sent to doors which cannot remember.
type Commands interface {
	// Take notes that a command is about to be sent. fresh is false when it was noted before; opened is then what came of it.
	Take(ctx context.Context, at site.RoomID, command string) (fresh, opened bool, err error)
	// Done notes that the door confirmed.
	Done(ctx context.Context, at site.RoomID, command string) error
}

// House is the hardware of all rooms: each room's bridge, and beside it doors and face devices that the server drives itself.
// It is safe for concurrent use.
type House struct {
	*Bridge
	locks    map[site.RoomID]lock
	edges    map[site.RoomID]*edge
	commands Commands

	mu     sync.Mutex
	flying map[string]chan struct{} // commands that are being carried out; closed when they are
}

var _ Devices = (*House)(nil)

// NewHouse returns the hardware of the rooms. A call takes at most timeout, a face comparison what its device says. client
// carries the trusted certificates.
func NewHouse(rooms map[site.RoomID]Endpoint, timeout time.Duration, client *http.Client, commands Commands) (*House, error) {
	h := &House{locks: map[site.RoomID]lock{}, edges: map[site.RoomID]*edge{}, commands: commands, flying: map[string]chan struct{}{}}
	bridges := map[site.RoomID]Endpoint{}
	for at, e := range rooms {
		var err error
		if e.Door != nil {
			if h.locks[at], err = newLock(*e.Door, timeout, client); err != nil {
				return nil, fmt.Errorf("room %s: %w", at, err)
			}
		}
		if e.Face != nil {
			if h.edges[at], err = newEdge(*e.Face, client); err != nil {
				return nil, fmt.Errorf("room %s: %w", at, err)
			}
		}
		if e.URL != "" || e.Door == nil && e.Face == nil {
			bridges[at] = e
		}
	}
	var err error
	h.Bridge, err = NewBridge(bridges, timeout, client)
	return h, err
}

// Close ends the connections to doors.
func (h *House) Close() {
	for _, l := range h.locks {
		l.close()
	}
}

// Open implements booking.Door. A relay cannot remember commands, so they are remembered here: a command whose end nobody
// knows is not sent again, and staff is called instead.
func (h *House) Open(ctx context.Context, at site.RoomID, command string) error {
	l, ok := h.locks[at]
	if !ok {
		return h.Bridge.Open(ctx, at, command)
	}
	land, err := h.fly(ctx, string(at)+" "+command)
	if err != nil {
		return booking.ErrDoorDown.Wrap(err)
	}
	defer land()
	fresh, opened, err := h.commands.Take(ctx, at, command)
	switch {
	case err != nil:
		return booking.ErrDoorDown.Wrap(err)
	case opened:
		return nil
	case !fresh:
		return booking.ErrDoorDown.Wrap(errors.New("device: nobody knows what came of this command"))
	}
	if err := l.pulse(ctx); err != nil {
		return booking.ErrDoorDown.Wrap(err)
	}
	return h.commands.Done(context.WithoutCancel(ctx), at, command)
}

// fly keeps the same command, sent twice at once, waiting for its first answer.
func (h *House) fly(ctx context.Context, key string) (land func(), err error) {
	for {
		h.mu.Lock()
		first, busy := h.flying[key]
		if !busy {
			mine := make(chan struct{})
			h.flying[key] = mine
			h.mu.Unlock()
			return func() {
				h.mu.Lock()
				defer h.mu.Unlock()
				delete(h.flying, key)
				close(mine)
			}, nil
		}
		h.mu.Unlock()
		select {
		case <-first:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Hold implements room.Hardware.
func (h *House) Hold(ctx context.Context, at site.RoomID, open bool) error {
	if l, ok := h.locks[at]; ok {
		return l.hold(ctx, open)
	}
	return h.Bridge.Hold(ctx, at, open)
}

// Wires implements room.Hardware.
func (h *House) Wires(ctx context.Context, at site.RoomID) (room.Wires, error) {
	if l, ok := h.locks[at]; ok {
		return l.wires(ctx)
	}
	return h.Bridge.Wires(ctx, at)
}

// Rooms implements room.Hardware: the rooms that have any.
func (h *House) Rooms() []site.RoomID {
	var out []site.RoomID
	for at := range h.Bridge.rooms {
		out = append(out, at)
	}
	for at := range h.locks {
		if _, twice := h.Bridge.rooms[at]; !twice {
			out = append(out, at)
		}
	}
	return out
}

// Hold keeps a room's door open, or lets it lock again.
func (b *Bridge) Hold(ctx context.Context, at site.RoomID, open bool) error {
	var a doorAnswer
	if err := b.call(ctx, at, "/v1/door/hold", doorHold{open}, &a); err != nil {
		return booking.ErrDoorDown.Wrap(err)
	}
	if a.Status != statusOK {
		return booking.ErrDoorDown.Wrap(fmt.Errorf("device: door status %.20q", a.Status))
	}
	return nil
}

// Wires reads what a room's bridge says about contacts and buttons.
func (b *Bridge) Wires(ctx context.Context, at site.RoomID) (room.Wires, error) {
	if !b.rooms[at].Wires {
		return room.Wires{}, nil
	}
	var m wiresMessage
	if err := b.call(ctx, at, "/v1/room/wires", struct{}{}, &m); err != nil {
		return room.Wires{}, err
	}
	return m.wires()
}

// Count implements room.Hardware: how many people the room's camera counts. ErrNoCounter where it has none.
func (b *Bridge) Count(ctx context.Context, at site.RoomID) (int, error) {
	if !b.rooms[at].Counter {
		return 0, room.ErrNoCounter
	}
	var m countMessage
	if err := b.call(ctx, at, "/v1/room/count", struct{}{}, &m); err != nil {
		return 0, err
	}
	return m.count()
}

// Scan implements booking.Scanner.
func (b *Bridge) Scan(ctx context.Context, at site.RoomID) (string, error) {
	if !b.rooms[at].Scanner {
		return "", nil
	}
	var m scanMessage
	if err := b.call(ctx, at, "/v1/qr/read", struct{}{}, &m); err != nil {
		return "", booking.ErrReaderDown.Wrap(err)
	}
	return m.text()
}

func (b *Bridge) call(ctx context.Context, at site.RoomID, path string, in, out any) error {
	e, ok := b.rooms[at]
	if !ok {
		return errors.New("device: the room has no bridge")
	}
	ctx, stop := context.WithTimeout(ctx, b.timeout)
	defer stop()
	raw, err := post(ctx, b.client, e, path, in, maxBody)
	if err != nil {
		return err
	}
	if json.Unmarshal(raw, out) != nil {
		return errors.New("device: the bridge's answer is not JSON") // its content may hold a number
	}
	return nil
}
