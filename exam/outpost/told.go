package outpost

import (
	"context"
	"errors"

	"github.com/suikao/suikao/internal/fault"
)

// Told is something that a room node noticed or counted of the seats it serves, for the centre to enter. This package carries it and
// does not know what it says.
type Told struct {
	No   int64  // rises with everything that a node tells, also over restarts
	What string // says how Body is read; at most 20 bytes of visible ASCII
	Body []byte // at most MaxTold
}

// What one statement carries of it at most, so that journals always have room, and how much a node keeps while it cannot tell: about a
// day of a full room. Beyond that it drops what is new and says so in its log. [design]
const (
	MaxTold      = 8 << 10
	mostTold     = 100
	mostToldKept = 200_000
)

// ToldStore keeps on the node what the centre does not have yet. Every method joins the transaction of the context.
type ToldStore interface {
	// AddTold adds these behind what is there, numbered above it and from least on.
	AddTold(ctx context.Context, list []Told, least int64) error
	// Told lists the first ones, at most limit.
	Told(ctx context.Context, limit int) ([]Told, error)
	// CountTold counts them.
	CountTold(ctx context.Context) (int, error)
	// DropTold forgets those up to a number, but not the number.
	DropTold(ctx context.Context, upTo int64) error
}

// HeardStore keeps at the centre up to which number it has entered what a node told. Every method joins the transaction of the context.
type HeardStore interface {
	// ToldNo returns the number of the last one; the row of the node is held until the transaction ends.
	ToldNo(ctx context.Context, id NodeID) (int64, error)
	// SetToldNo writes it.
	SetToldNo(ctx context.Context, id NodeID, no int64) error
}

// Tell puts something by for the centre; what is told together is entered together or not at all. Where too much waits already it is
// dropped.
func (p *Post) Tell(ctx context.Context, list ...Told) error {
	for _, x := range list {
		if len(x.Body) > MaxTold {
			return errSize
		}
	}
	return p.d.Store.InTx(ctx, func(ctx context.Context) error {
		n, err := p.d.Told.CountTold(ctx)
		if err != nil {
			return err
		}
		if n+len(list) > mostToldKept {
			p.d.Log.Error("too much waits for the centre: what this node notices is lost", "waits", n)
			return nil
		}
		return p.d.Told.AddTold(ctx, list, p.d.Clock().UnixMicro())
	})
}

// enter takes what a node told, in order, each exactly once, and returns the number up to which the node may forget. What cannot be
// entered for a fault of this moment comes again with the next statement; what makes no sense is passed over and stands in the log.
func (c *Centre) enter(ctx context.Context, n Node, list []Told) (upTo int64, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	err = c.d.Store.InTx(ctx, func(ctx context.Context) error {
		last, err := c.d.Heard.ToldNo(ctx, n.ID)
		if err != nil {
			return err
		}
		upTo = last
		for _, x := range list {
			if x.No <= upTo {
				continue
			}
			switch err := c.d.Hear(ctx, n, x); {
			case fault.KindOf(err) == fault.Invalid || errors.Is(err, ErrNotYours):
				c.d.Log.Error("a room node told what cannot be entered", "node", n.ID, "what", x.What, "no", x.No, "err", err)
			case err != nil:
				return err
			}
			upTo = x.No
		}
		return c.d.Heard.SetToldNo(ctx, n.ID, upTo)
	})
	if err != nil {
		return 0, err
	}
	return upTo, nil
}

// forget drops what the centre has.
func (p *Post) forget(ctx context.Context, upTo int64) error {
	if upTo == 0 {
		return nil
	}
	return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Told.DropTold(ctx, upTo) })
}
