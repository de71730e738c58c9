package assembly

import (
	"crypto/sha256"
	"encoding/hex"
)

// What else than draws enters the transparency log. All records are canonical CBOR and hold no personal data.

// minLot is the least that a phone gives, in bytes.
const minLot = 16

// LotPromise is what the house fixes for the paper of a booking before the phone gives its bytes: what can be tried afterwards would
// let it choose among papers.
type LotPromise struct {
	Kind    string   `cbor:"1,keyasint"` // "lot/promise/v1"
	Booking string   `cbor:"2,keyasint"`
	Rule    SeedRule `cbor:"3,keyasint"`
	Random  Hash     `cbor:"4,keyasint"`           // of the server's random bytes: SHA-256, under paper/v5 Revealed with the booking
	Key     []byte   `cbor:"5,keyasint,omitempty"` // SHA-256 of the public key that is going to sign; none under paper/v5
}

// PromiseOf makes the promise of a booking.
func PromiseOf(booking string, rule SeedRule, random [32]byte, key []byte) LotPromise {
	p := LotPromise{Kind: "lot/promise/v1", Booking: booking, Rule: rule, Random: sha256.Sum256(random[:]), Key: key}
	if !rule.Signed() {
		p.Random = Revealed(random, booking)
	}
	return p
}

// Encode returns the canonical bytes.
func (p LotPromise) Encode() []byte { return canonical(p) }

// Shown is the promise as a phone gets it before it gives its bytes: SHA-256 of the canonical bytes, in hex.
func (p LotPromise) Shown() string {
	h := sha256.Sum256(p.Encode())
	return hex.EncodeToString(h[:])
}

// Lot is the fact that a phone gave bytes for the paper of a booking, after the promise.
type Lot struct {
	Kind    string `cbor:"1,keyasint"` // "lot/v1"
	Booking string `cbor:"2,keyasint"`
	Promise Hash   `cbor:"3,keyasint"` // SHA-256 of the LotPromise
	Given   Hash   `cbor:"4,keyasint"` // SHA-256 of the bytes; its first characters in base32 are the lottery code
}

// LotOf makes the record of what was given after a promise.
func LotOf(p LotPromise, given []byte) Lot {
	return Lot{Kind: "lot/v1", Booking: p.Booking, Promise: sha256.Sum256(p.Encode()), Given: sha256.Sum256(given)}
}

// Encode returns the canonical bytes.
func (l Lot) Encode() []byte { return canonical(l) }

// Promised reckons up again what must have been promised and given for a draw whose lot a phone gave.
func (in Inputs) Promised() (LotPromise, Lot) {
	p := PromiseOf(in.Booking, in.Rule, in.ServerRandom, in.Key)
	return p, LotOf(p, in.Ticket)
}

// ReleaseRecord is the fact that a release is in use for examinations.
type ReleaseRecord struct {
	Kind     string    `cbor:"1,keyasint"` // "release/v1"
	Release  ReleaseID `cbor:"2,keyasint"`
	ItemCode string    `cbor:"3,keyasint"`
	Digest   Hash      `cbor:"4,keyasint"` // Snapshot.Root: items and, salted, their first keys
	Items    int       `cbor:"5,keyasint"`
}

// RecordOfRelease makes it.
func RecordOfRelease(r ReleaseID, itemCode string, digest Hash, items int) ReleaseRecord {
	return ReleaseRecord{"release/v1", r, itemCode, digest, items}
}

// Encode returns the canonical bytes.
func (r ReleaseRecord) Encode() []byte { return canonical(r) }

// KeysRecord is the fact that a correction of a release's keys is in force: a later version than the first, which the release itself holds.
type KeysRecord struct {
	Kind    string    `cbor:"1,keyasint"` // "keys/v1"
	Release ReleaseID `cbor:"2,keyasint"`
	No      int       `cbor:"3,keyasint"` // 2, 3 …
	Digest  Hash      `cbor:"4,keyasint"` // KeyDigest: of salted commitments, it tells no key
	Changed int       `cbor:"5,keyasint"` // how many questions have another key than in the version before
}

// RecordOfKeys makes it.
func RecordOfKeys(r ReleaseID, no int, digest Hash, changed int) KeysRecord {
	return KeysRecord{"keys/v1", r, no, digest, changed}
}

// Encode returns the canonical bytes.
func (r KeysRecord) Encode() []byte { return canonical(r) }

// BlueprintRecord is the fact that a blueprint is in use for examinations.
type BlueprintRecord struct {
	Kind      string      `cbor:"1,keyasint"` // "blueprint/v1"
	Blueprint BlueprintID `cbor:"2,keyasint"`
	Version   int         `cbor:"3,keyasint"`
	Hash      Hash        `cbor:"4,keyasint"` // Body.Hash
}

// RecordOfBlueprint makes it.
func RecordOfBlueprint(b BlueprintID, version int, body Body) BlueprintRecord {
	return BlueprintRecord{"blueprint/v1", b, version, body.Hash()}
}

// Encode returns the canonical bytes.
func (r BlueprintRecord) Encode() []byte { return canonical(r) }

// Published reckons up again what must stand in the log about the release and the blueprint of exported files.
func (f Files) Published() (ReleaseRecord, BlueprintRecord, error) {
	s, err := DecodeRelease(f.Release)
	if err != nil {
		return ReleaseRecord{}, BlueprintRecord{}, err
	}
	b, err := DecodeBlueprint(f.Blueprint)
	return RecordOfRelease(s.Release, s.ItemCode, s.Digest, len(s.Items)), RecordOfBlueprint(b.ID, b.Version, b.Body), err
}

// KeyEnd is the fact that a key signs no new draws: only those for which it was promised before.
type KeyEnd struct {
	Kind string `cbor:"1,keyasint"` // "draw-key/end/v1"
	Key  []byte `cbor:"2,keyasint"` // SHA-256 of the public key
	Next []byte `cbor:"3,keyasint"` // of the one that signs instead
	At   int64  `cbor:"4,keyasint"` // milliseconds since 1970 UTC
}

// EndOfKey makes it.
func EndOfKey(key, next []byte, at int64) KeyEnd { return KeyEnd{"draw-key/end/v1", key, next, at} }

// Encode returns the canonical bytes. DecodeKeyEnd reads them.
func (k KeyEnd) Encode() []byte { return canonical(k) }

// DecodeKeyEnd reads what Encode wrote.
func DecodeKeyEnd(b []byte) (KeyEnd, error) {
	var k KeyEnd
	return k, decode(b, &k)
}
