package statuslist

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/internal/cose"
)

// The purposes of signatures.
const (
	Purpose      = "suikao/status/1"
	PurposeDelta = "suikao/status-delta/1"
)

// PerList is how many places one list has.
const PerList = 131072

// MaxPlaces is the end of the number space: a place fits 32 bits everywhere.
const MaxPlaces = 1 << 32

// Why bytes are no status list, or no longer one for the device.
var (
	ErrList    = errors.New("statuslist: the list contradicts itself")
	ErrVersion = errors.New("statuslist: the difference belongs to another version")
	ErrOlder   = errors.New("statuslist: an older list than the one that is there")
	ErrSigner  = errors.New("statuslist: signed by a key that does not count for status lists")
)

type snapshot struct {
	Version uint64 `cbor:"1,keyasint"`
	Issued  int64  `cbor:"2,keyasint"`
	Next    int64  `cbor:"3,keyasint"`
	Size    uint64 `cbor:"4,keyasint"`
	Sets    []set  `cbor:"5,keyasint"`
}

type set struct {
	_     struct{} `cbor:",toarray"`
	State credential.State
	Count uint64
	K     uint64
	Bits  []byte
}

type delta struct {
	From    uint64    `cbor:"1,keyasint"`
	To      uint64    `cbor:"2,keyasint"`
	Issued  int64     `cbor:"3,keyasint"`
	Next    int64     `cbor:"4,keyasint"`
	Size    uint64    `cbor:"5,keyasint"`
	Changes []changes `cbor:"6,keyasint"`
}

type changes struct {
	_     struct{} `cbor:",toarray"`
	State credential.State
	Gaps  []uint64
}

var codec = cose.Strict(6)

// List is the states of all permits at one version. The zero value is empty. It implements credential.Statuses; a List is not changed
// once it is shared: Apply makes another.
type List struct {
	Version uint64
	Issued  time.Time
	Next    time.Time // when a newer one is due
	Size    uint64    // places below it were given out
	sets    map[credential.State][]uint32
}

// last is the last state there is.
const last = credential.Replaced

// NewList makes a list of places by state; each in ascending order, none twice. Errors: ErrList.
func NewList(version uint64, issued, next time.Time, size uint64, sets map[credential.State][]uint32) (*List, error) {
	l := &List{Version: version, Issued: issued, Next: next, Size: size, sets: map[credential.State][]uint32{}}
	for state, places := range sets {
		if len(places) > 0 {
			l.sets[state] = places
		}
	}
	return l, l.check()
}

func (l *List) check() error {
	if l.Version == 0 || l.Size > MaxPlaces || l.Next.Before(l.Issued) {
		return ErrList
	}
	for state, places := range l.sets {
		if state < credential.Ended || state > last || uint64(places[len(places)-1]) >= l.Size {
			return ErrList
		}
		for i := 1; i < len(places); i++ {
			if places[i-1] >= places[i] {
				return ErrList
			}
		}
	}
	return l.disjoint()
}

// disjoint reports whether no place has two states.
func (l *List) disjoint() error {
	var all []uint32
	for _, places := range l.sets {
		all = append(all, places...)
	}
	slices.Sort(all)
	for i := 1; i < len(all); i++ {
		if all[i-1] == all[i] {
			return ErrList
		}
	}
	return nil
}

// State implements credential.Statuses.
func (l *List) State(n uint64) (credential.State, bool) {
	if n >= l.Size {
		return 0, false
	}
	for state, places := range l.sets {
		if _, ok := slices.BinarySearch(places, uint32(n)); ok {
			return state, true
		}
	}
	return credential.InForce, true
}

// AsOf implements credential.Statuses.
func (l *List) AsOf() time.Time { return l.Issued }

// Count returns how many permits are in a state other than in force.
func (l *List) Count(state credential.State) int { return len(l.sets[state]) }

// Sign returns the signed snapshot.
func (l *List) Sign(ctx context.Context, s cose.Signer, second ...cose.Signer) ([]byte, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	out := snapshot{Version: l.Version, Issued: l.Issued.Unix(), Next: l.Next.Unix(), Size: l.Size, Sets: []set{}}
	for state := credential.Ended; state <= last; state++ {
		if places := l.sets[state]; len(places) > 0 {
			k := riceOf(l.Size, uint64(len(places)))
			out.Sets = append(out.Sets, set{State: state, Count: uint64(len(places)), K: k, Bits: pack(places, k)})
		}
	}
	payload, err := codec.Encode(out)
	if err != nil {
		return nil, err
	}
	return cose.Sign1(ctx, Purpose, payload, s, second...)
}

// Open reads a snapshot that a key of the trust list signed. Errors: those of cose.Open, ErrSigner, ErrList.
func Open(raw []byte, trust *cose.TrustList) (*List, error) {
	o, err := cose.Open(Purpose, raw, trust.Find)
	if err != nil {
		return nil, err
	}
	var w snapshot
	if err := codec.Decode(o.Payload, &w); err != nil {
		return nil, err
	}
	l := &List{Version: w.Version, Issued: time.Unix(w.Issued, 0).UTC(), Next: time.Unix(w.Next, 0).UTC(), Size: w.Size, sets: map[credential.State][]uint32{}}
	for i, s := range w.Sets {
		if i > 0 && w.Sets[i-1].State >= s.State || s.Count == 0 {
			return nil, ErrList
		}
		if l.sets[s.State], err = unpack(s.Bits, s.Count, s.K, w.Size); err != nil {
			return nil, err
		}
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	return l, counts(o, l.Issued, trust)
}

// counts refuses a key that may not sign status lists on that day.
func counts(o cose.Opened, issued time.Time, trust *cose.TrustList) error {
	for _, k := range []*cose.Key{&o.By, o.Second} {
		if k == nil {
			continue
		}
		if e, _ := trust.Of(*k); !e.Counts(cose.DayOf(issued.In(zone)), cose.ForStatus) {
			return ErrSigner
		}
	}
	return nil
}

// zone is the one of days in China.
var zone = time.FixedZone("CST", 8*3600)

// riceOf is the parameter that makes n numbers below size shortest, within a bit: the power of two next to ln 2 times the mean gap.
func riceOf(size, n uint64) uint64 {
	mean := float64(size) / float64(n)
	return uint64(max(0, math.Round(math.Log2(mean*math.Ln2))))
}

// pack writes ascending numbers as Golomb–Rice coded gaps.
func pack(places []uint32, k uint64) []byte {
	var w bits
	prev := int64(-1)
	for _, p := range places {
		gap := uint64(int64(p) - prev - 1)
		prev = int64(p)
		for range gap >> k {
			w.put(1, 1)
		}
		w.put(0, 1)
		w.put(gap&(1<<k-1), k)
	}
	return w.out
}

// unpack reads count numbers below size. Errors: ErrList, also where bits are left over or not zero.
func unpack(raw []byte, count, k, size uint64) ([]uint32, error) {
	if k > 32 || count > uint64(len(raw))*8 {
		return nil, ErrList
	}
	out := make([]uint32, 0, count)
	r := reader{in: raw}
	next := uint64(0)
	for range count {
		q := uint64(0)
		for r.bit() == 1 {
			q++
		}
		gap := q << k
		for i := range k {
			gap |= r.bit() << (k - 1 - i)
		}
		if next += gap; r.past || q > size>>k || next >= size {
			return nil, ErrList
		}
		out = append(out, uint32(next))
		next++
	}
	if !r.clean() {
		return nil, ErrList
	}
	return out, nil
}

// bits fills bytes from the top.
type bits struct {
	out  []byte
	free uint64 // bits of the last byte
}

func (b *bits) put(v, n uint64) {
	for n > 0 {
		if b.free == 0 {
			b.out, b.free = append(b.out, 0), 8
		}
		take := min(n, b.free)
		b.out[len(b.out)-1] |= byte(v>>(n-take)&(1<<take-1)) << (b.free - take)
		n, b.free = n-take, b.free-take
	}
}

type reader struct {
	in   []byte
	at   uint64
	past bool
}

func (r *reader) bit() uint64 {
	if r.at >= uint64(len(r.in))*8 {
		r.past = true
		return 0
	}
	v := r.in[r.at/8] >> (7 - r.at%8) & 1
	r.at++
	return uint64(v)
}

// clean reports whether nothing but the zero bits of the last byte is left.
func (r *reader) clean() bool {
	if r.past || uint64(len(r.in)) != (r.at+7)/8 {
		return false
	}
	for r.at%8 != 0 {
		if r.bit() == 1 {
			return false
		}
	}
	return true
}
