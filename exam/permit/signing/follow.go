package signing

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrFull means that the number space of the status lists is used up.
var ErrFull = fault.Define("permit.status_full", fault.Unavailable, "状态名单的位置已经用完，不能再发证。请把代码告诉管理员。",
	"The places of the status lists are used up: no permit can be issued. Give the code to the administrator.")

// ErrGone means that a device has to fetch the whole status list.
var ErrGone = fault.Define("permit.status_gone", fault.NotFound, "状态名单的这个版本太旧，请下载完整名单。", "This version of the status list is too old: fetch the whole list.")

// ErrTaken is what a store answers when a place or a permit has its row already.
var ErrTaken = errors.New("signing: the place is taken")

// Place is where a permit stands.
type Place struct {
	N       uint64
	Permit  permit.ID
	State   credential.State
	Version uint64 // 0: changed after the newest version
}

// PlaceStore keeps places and versions.
type PlaceStore interface {
	// Highest returns the highest place given out; false where there is none.
	Highest(ctx context.Context) (uint64, bool, error)
	// Free returns those of candidates that are free, in their order.
	Free(ctx context.Context, candidates []uint64) ([]uint64, error)
	AddPlace(ctx context.Context, p Place) error              // ErrTaken
	PlaceOf(ctx context.Context, id permit.ID) (Place, error) // permit.ErrNotFound
	// SetState writes the state of a permit's place and marks it as changed; a state that stands there already changes nothing.
	SetState(ctx context.Context, id permit.ID, state credential.State) error
	// Unplaced lists at most limit permits without a place.
	Unplaced(ctx context.Context, limit int) ([]permit.ID, error)
	// Marked lists at most limit places that changed after the newest version.
	Marked(ctx context.Context, limit int) ([]uint64, error)
	// Number gives marked places the number of a version.
	Number(ctx context.Context, places []uint64, version uint64) error
	// Newest returns the newest version; false where there is none.
	Newest(ctx context.Context) (Version, bool, error)
	AddVersion(ctx context.Context, v Version) error // ErrTaken
	// Out lists the places below size whose state is not InForce, by state, ascending.
	Out(ctx context.Context, size uint64) (map[credential.State][]uint32, error)
	// Since lists the places below size that changed after a version, by state, ascending; more than limit is an error of ErrMany.
	Since(ctx context.Context, version, size uint64, limit int) (map[credential.State][]uint32, error)
	// OutOf lists the places from first up to end in any of states, ascending.
	OutOf(ctx context.Context, first, end uint64, states []credential.State) ([]uint64, error)
}

// ErrMany means that a difference is longer than the snapshot is worth.
var ErrMany = errors.New("signing: too many changes for a difference")

// Follower is a permit.Follower.
type Follower struct {
	Places PlaceStore
	// Issuers numbers the authority at its first permit, so that devices know its name before they meet its codes; nil: at its first code.
	Issuers IssuerStore
}

// candidates is how many places are drawn before a list counts as full.
const candidates = 32

// Issued implements permit.Follower: the permit gets a random place. Errors: ErrFull.
func (f Follower) Issued(ctx context.Context, p permit.Permit) error {
	if f.Issuers != nil {
		if _, err := f.Issuers.IssuerNumber(ctx, p.Issuer, p.IssuerName); err != nil && !errors.Is(err, ErrTaken) {
			return err
		}
	}
	high, some, err := f.Places.Highest(ctx)
	if err != nil {
		return err
	}
	list := uint64(0)
	if some {
		list = high / statuslist.PerList
	}
	for ; list < statuslist.MaxPlaces/statuslist.PerList; list++ {
		drawn, err := draw(list)
		if err != nil {
			return err
		}
		free, err := f.Places.Free(ctx, drawn)
		if err != nil {
			return err
		}
		for _, n := range free {
			err := f.Places.AddPlace(ctx, Place{N: n, Permit: p.ID, State: StateOf(p)})
			if !errors.Is(err, ErrTaken) {
				return err
			}
			if _, err := f.Places.PlaceOf(ctx, p.ID); !errors.Is(err, permit.ErrNotFound) {
				return err // it was the permit that has one
			}
		}
	}
	return ErrFull
}

// draw returns random places of a list.
func draw(list uint64) ([]uint64, error) {
	raw := make([]byte, 4*candidates)
	if _, err := rand.Read(raw); err != nil {
		return nil, err
	}
	out := make([]uint64, candidates)
	for i := range out {
		out[i] = list*statuslist.PerList + uint64(binary.BigEndian.Uint32(raw[4*i:]))%statuslist.PerList // a power of two: no bias
	}
	return out, nil
}

// Changed implements permit.Follower.
func (f Follower) Changed(ctx context.Context, p permit.Permit, _ actor.Date) error {
	err := f.Places.SetState(ctx, p.ID, StateOf(p))
	if errors.Is(err, permit.ErrNotFound) {
		return f.Issued(ctx, p) // issued before there were places
	}
	return err
}

// StateOf is what the status lists say of a permit; what follows from its dates is not in them.
func StateOf(p permit.Permit) credential.State {
	switch {
	case p.Act == permit.Extended:
		return credential.Extended
	case p.Act == permit.Replaced:
		return credential.Replaced
	case p.Act == permit.Suspended:
		return credential.Suspended
	case p.Act != "":
		return credential.Ended
	case p.National != permit.NationalConfirmed:
		return credential.Pending
	}
	return credential.InForce
}

// Permits are what Fill asks.
type Permits interface {
	Permit(ctx context.Context, id permit.ID) (permit.Permit, error)
}

// Fill gives places to permits that were issued before there were any. It runs twice without harm.
func (f Follower) Fill(ctx context.Context, tx permit.Tx, permits Permits) error {
	for {
		ids, err := f.Places.Unplaced(ctx, 500)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			err := tx.InTx(ctx, func(ctx context.Context) error {
				p, err := permits.Permit(ctx, id)
				if err != nil {
					return err
				}
				return f.Issued(ctx, p)
			})
			if err != nil {
				return fmt.Errorf("place of permit %s: %w", id, err)
			}
		}
	}
}
