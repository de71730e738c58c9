package statuslist

import (
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

// Delta is what changed between two versions: the state that each place has now. From and To may be one version, which says that nothing
// changed until Issued.
type Delta struct {
	From, To uint64
	Issued   time.Time
	Next     time.Time
	Size     uint64
	Places   map[credential.State][]uint32 // ascending; InForce for places that went back
}

// Sign returns the signed difference.
func (d Delta) Sign(ctx context.Context, s cose.Signer, second ...cose.Signer) ([]byte, error) {
	out := delta{From: d.From, To: d.To, Issued: d.Issued.Unix(), Next: d.Next.Unix(), Size: d.Size, Changes: []changes{}}
	for state := credential.InForce; state <= last; state++ {
		places := d.Places[state]
		if len(places) == 0 {
			continue
		}
		c, prev := changes{State: state, Gaps: make([]uint64, len(places))}, int64(-1)
		for i, p := range places {
			if int64(p) <= prev {
				return nil, ErrList
			}
			c.Gaps[i], prev = uint64(int64(p)-prev-1), int64(p)
		}
		out.Changes = append(out.Changes, c)
	}
	payload, err := codec.Encode(out)
	if err != nil {
		return nil, err
	}
	return cose.Sign1(ctx, PurposeDelta, payload, s, second...)
}

// OpenDelta reads a difference that a key of the trust list signed. Errors: those of cose.Open, ErrSigner, ErrList.
func OpenDelta(raw []byte, trust *cose.TrustList) (Delta, error) {
	o, err := cose.Open(PurposeDelta, raw, trust.Find)
	if err != nil {
		return Delta{}, err
	}
	var w delta
	if err := codec.Decode(o.Payload, &w); err != nil {
		return Delta{}, err
	}
	d := Delta{From: w.From, To: w.To, Issued: time.Unix(w.Issued, 0).UTC(), Next: time.Unix(w.Next, 0).UTC(), Size: w.Size, Places: map[credential.State][]uint32{}}
	if w.From == 0 || w.To < w.From || w.Size > MaxPlaces || w.Next < w.Issued {
		return Delta{}, ErrList
	}
	for i, c := range w.Changes {
		if i > 0 && w.Changes[i-1].State >= c.State || c.State > last || len(c.Gaps) == 0 {
			return Delta{}, ErrList
		}
		next := uint64(0)
		for _, gap := range c.Gaps {
			if gap >= w.Size || next+gap >= w.Size {
				return Delta{}, ErrList
			}
			d.Places[c.State] = append(d.Places[c.State], uint32(next+gap))
			next += gap + 1
		}
	}
	return d, counts(o, d.Issued, trust)
}

// Apply returns the list as it is at the later version; l stays what it was. Errors: ErrVersion, ErrOlder, ErrList.
func (l *List) Apply(d Delta) (*List, error) {
	switch {
	case d.From != l.Version:
		return nil, ErrVersion
	case d.Issued.Before(l.Issued) || d.Size < l.Size:
		return nil, ErrOlder
	}
	moved := map[uint32]credential.State{}
	for state, places := range d.Places {
		for _, p := range places {
			if _, twice := moved[p]; twice {
				return nil, ErrList
			}
			moved[p] = state
		}
	}
	sets := map[credential.State][]uint32{}
	for state := credential.Ended; state <= last; state++ {
		kept := slices.DeleteFunc(slices.Clone(l.sets[state]), func(p uint32) bool { _, ok := moved[p]; return ok })
		kept = append(kept, d.Places[state]...)
		slices.Sort(kept)
		sets[state] = kept
	}
	return NewList(d.To, d.Issued, d.Next, d.Size, sets)
}
