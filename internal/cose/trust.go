package cose

import (
	"context"
	"errors"
	"time"
)

// Use is what a key may sign; uses are added up.
type Use uint64

// The uses.
const (
	ForPermits Use = 1
	ForStatus  Use = 2
	ForHours   Use = 4
)

// PurposeTrust is the purpose of a trust list.
const PurposeTrust = "suikao/trust/1"

// Day counts days since 2020-01-01.
type Day int32

var dayZero = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// DayOf is the day of a date that t shows in its own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(dayZero) / (24 * time.Hour))
}

// Date is the day as 2006-01-02.
func (d Day) Date() string { return dayZero.AddDate(0, 0, int(d)).Format(time.DateOnly) }

// ParseDay reads 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	return DayOf(t), err
}

// TrustKey is a key of a trust list.
type TrustKey struct {
	_         struct{} `cbor:",toarray"`
	Alg       Alg
	Public    []byte
	Uses      Use
	From      Day // first day whose signatures count
	To        Day // last day
	Withdrawn *Day
}

// Key is the key itself.
func (k TrustKey) Key() Key { return Key{Alg: k.Alg, Public: k.Public} }

// Counts reports whether what the key signed on a day counts.
func (k TrustKey) Counts(on Day, use Use) bool {
	return k.Uses&use != 0 && k.From <= on && on <= k.To && (k.Withdrawn == nil || on < *k.Withdrawn)
}

// TrustList says whose signatures count.
type TrustList struct {
	Version uint64            `cbor:"1,keyasint"`
	Issued  int64             `cbor:"2,keyasint"` // unix seconds
	Expires int64             `cbor:"3,keyasint"`
	Keys    []TrustKey        `cbor:"4,keyasint"`
	Issuers map[uint64]string `cbor:"5,keyasint"`
	Hosts   []string          `cbor:"6,keyasint"`
	House   string            `cbor:"7,keyasint"`

	byID map[[4]byte]TrustKey
}

// ErrTrustList means that a signed list contradicts itself.
var ErrTrustList = errors.New("cose: the trust list contradicts itself")

// index checks the list and finds the ids of its keys.
func (l *TrustList) index() error {
	if l.Version == 0 || l.Expires <= l.Issued || len(l.Keys) > 1000 {
		return ErrTrustList
	}
	l.byID = map[[4]byte]TrustKey{}
	for _, k := range l.Keys {
		id, err := k.Key().ID()
		if err != nil {
			return errors.Join(ErrTrustList, err)
		}
		if _, twice := l.byID[id]; twice || k.From > k.To {
			return ErrTrustList
		}
		l.byID[id] = k
	}
	return nil
}

// Find returns the key of an id.
func (l *TrustList) Find(id []byte) (Key, bool) {
	k, ok := l.Entry(id)
	return k.Key(), ok
}

// Entry returns the entry of a key by the key's id.
func (l *TrustList) Entry(id []byte) (TrustKey, bool) {
	if len(id) != 4 {
		return TrustKey{}, false
	}
	k, ok := l.byID[[4]byte(id)]
	return k, ok
}

// Of returns the entry of a key.
func (l *TrustList) Of(k Key) (TrustKey, bool) {
	id, err := k.ID()
	if err != nil {
		return TrustKey{}, false
	}
	return l.Entry(id[:])
}

// SignTrust signs a list by the root. Errors: ErrTrustList.
func SignTrust(ctx context.Context, l TrustList, root Signer) ([]byte, error) {
	if err := l.index(); err != nil {
		return nil, err
	}
	if l.Issuers == nil {
		l.Issuers = map[uint64]string{}
	}
	if l.Hosts == nil {
		l.Hosts = []string{}
	}
	payload, err := codec.Encode(l)
	if err != nil {
		return nil, err
	}
	return Sign1(ctx, PurposeTrust, payload, root)
}

// OpenTrust reads a list that root signed. Whether it is the newest one and not expired is for the caller to see. Errors: those of Open,
// ErrTrustList.
func OpenTrust(raw []byte, root Key) (*TrustList, error) {
	rootID, err := root.ID()
	if err != nil {
		return nil, err
	}
	o, err := Open(PurposeTrust, raw, func(id []byte) (Key, bool) { return root, string(id) == string(rootID[:]) })
	if err != nil {
		return nil, err
	}
	l := &TrustList{}
	if err := codec.Decode(o.Payload, l); err != nil {
		return nil, err
	}
	return l, l.index()
}
