package assembly

import (
	"crypto/sha256"
	"errors"
	"fmt"
)

// SeedOf derives the seed of a paper: SHA-256("paper/v1" ‖ server random ‖ terminal nonce). Neither side alone can
// choose it, as long as the server's bytes were fixed before the nonce was known.
func SeedOf(serverRandom [32]byte, nonce [16]byte) [32]byte {
	b := append([]byte("paper/v1"), serverRandom[:]...)
	return sha256.Sum256(append(b, nonce[:]...))
}

// DrawVersion names the code that draws papers; it stands in every record. A change that gives another paper for the same
// seed needs a new name, and nodes with different names never serve together.
const DrawVersion = "draw/v1"

// Record is the fact of one draw, fixed before the first question is shown. It holds no personal data and nothing from
// which the paper could be guessed, so that its bytes can enter a public log; Draw.Inputs opens it.
type Record struct {
	Kind          string      `cbor:"1,keyasint"` // DrawVersion
	Attempt       string      `cbor:"2,keyasint"`
	ItemCode      string      `cbor:"3,keyasint"`
	Release       ReleaseID   `cbor:"4,keyasint"`
	ReleaseDigest Hash        `cbor:"5,keyasint"`
	Blueprint     BlueprintID `cbor:"6,keyasint"`
	BlueprintVer  int         `cbor:"7,keyasint"`
	BlueprintHash Hash        `cbor:"8,keyasint"`
	RandomHash    Hash        `cbor:"9,keyasint"`  // SHA-256 of the server's random bytes; later of the unique signature
	NonceHash     Hash        `cbor:"10,keyasint"` // SHA-256 of the terminal's nonce
	SeedHash      Hash        `cbor:"11,keyasint"` // SHA-256("seed/v1" ‖ seed)
	PastHash      Hash        `cbor:"12,keyasint"` // SHA-256("past/v1" ‖ CBOR of the earlier papers' items)
	PaperDigest   Hash        `cbor:"13,keyasint"`
	SheetDigest   Hash        `cbor:"14,keyasint"`
	DrawnAt       int64       `cbor:"15,keyasint"` // milliseconds since 1970 UTC
}

// Inputs are the inputs of one draw, as stored and exported. They make its record checkable.
type Inputs struct {
	Attempt      string     `cbor:"1,keyasint"`
	ServerRandom Hash       `cbor:"2,keyasint"`
	Nonce        [16]byte   `cbor:"3,keyasint"`
	Past         [][]ItemID `cbor:"4,keyasint"`
	DrawnAt      int64      `cbor:"5,keyasint"`
}

// Encode returns the canonical bytes. DecodeInputs reads them.
func (in Inputs) Encode() []byte { return canonical(in) }

// DecodeInputs reads what Encode wrote.
func DecodeInputs(b []byte) (Inputs, error) {
	var in Inputs
	return in, decode(b, &in)
}

// Encode returns the record's canonical bytes. DecodeRecord reads them.
func (r Record) Encode() []byte { return canonical(r) }

// Digest returns SHA-256("draw/record/v1" ‖ Encode()).
func (r Record) Digest() Hash {
	return sha256.Sum256(append([]byte("draw/record/v1"), r.Encode()...))
}

// DecodeRecord reads what Encode wrote.
func DecodeRecord(b []byte) (Record, error) {
	var r Record
	return r, decode(b, &r)
}

// Run draws the paper of in from the plan and writes its record.
func (p *Plan) Run(in Inputs) (Paper, Record, error) {
	seed := SeedOf(in.ServerRandom, in.Nonce)
	paper, err := p.Draw(seed, in.Past)
	if err != nil {
		return Paper{}, Record{}, err
	}
	return paper, Record{
		Kind: DrawVersion, Attempt: in.Attempt, ItemCode: p.snap.ItemCode,
		Release: p.snap.Release, ReleaseDigest: p.snap.Digest,
		Blueprint: p.bp.ID, BlueprintVer: p.bp.Version, BlueprintHash: p.hash,
		RandomHash: sha256.Sum256(in.ServerRandom[:]), NonceHash: sha256.Sum256(in.Nonce[:]),
		SeedHash:    sha256.Sum256(append([]byte("seed/v1"), seed[:]...)),
		PastHash:    sha256.Sum256(append([]byte("past/v1"), canonical(in.Past)...)),
		PaperDigest: paper.Digest(), SheetDigest: paper.Sheet().Digest(), DrawnAt: in.DrawnAt,
	}, nil
}

// Files are the exported files from which a draw can be repeated by anyone, all in canonical CBOR.
type Files struct {
	Release   []byte // EncodeRelease
	Blueprint []byte // EncodeBlueprint
	Inputs    []byte // Inputs.Encode
	Record    []byte // Record.Encode
}

type releaseFile struct {
	Release  ReleaseID `cbor:"1,keyasint"`
	ItemCode string    `cbor:"2,keyasint"`
	Digest   Hash      `cbor:"3,keyasint"`
	Items    []Item    `cbor:"4,keyasint"`
}

type blueprintFile struct {
	ID      BlueprintID `cbor:"1,keyasint"`
	Version int         `cbor:"2,keyasint"`
	Body    Body        `cbor:"3,keyasint"`
}

// EncodeRelease writes a release without keys.
func EncodeRelease(s *Snapshot) []byte {
	return canonical(releaseFile{s.Release, s.ItemCode, s.Digest, s.Items})
}

// DecodeRelease reads what EncodeRelease wrote and checks that the items give the digest.
func DecodeRelease(b []byte) (*Snapshot, error) {
	var f releaseFile
	if err := decode(b, &f); err != nil {
		return nil, err
	}
	s := &Snapshot{Release: f.Release, ItemCode: f.ItemCode, Digest: f.Digest, Items: f.Items}
	if s.Root() != s.Digest {
		return nil, errors.New("the items do not give the release digest")
	}
	return s, nil
}

// EncodeBlueprint writes a blueprint.
func EncodeBlueprint(b Blueprint) []byte { return canonical(blueprintFile(b)) }

// DecodeBlueprint reads what EncodeBlueprint wrote.
func DecodeBlueprint(b []byte) (Blueprint, error) {
	var f blueprintFile
	err := decode(b, &f)
	return Blueprint(f), err
}

// Replay draws again from exported files and compares with the record. The error names what does not fit: the release,
// the blueprint, the inputs, or the paper.
func Replay(f Files) (Paper, error) {
	snap, err := DecodeRelease(f.Release)
	if err != nil {
		return Paper{}, fmt.Errorf("release: %w", err)
	}
	bp, err := DecodeBlueprint(f.Blueprint)
	if err != nil {
		return Paper{}, fmt.Errorf("blueprint: %w", err)
	}
	in, err := DecodeInputs(f.Inputs)
	if err != nil {
		return Paper{}, fmt.Errorf("inputs: %w", err)
	}
	want, err := DecodeRecord(f.Record)
	if err != nil {
		return Paper{}, fmt.Errorf("record: %w", err)
	}
	plan, err := Compile(snap, bp)
	if err != nil {
		return Paper{}, fmt.Errorf("blueprint: %w", err)
	}
	paper, got, err := plan.Run(in)
	if err != nil {
		return Paper{}, err
	}
	return paper, got.compare(want)
}

// compare names the first thing in which the replayed record differs from the stored one.
func (r Record) compare(want Record) error {
	for _, c := range []struct {
		what string
		same bool
	}{
		{"attempt", r.Attempt == want.Attempt && r.Kind == want.Kind && r.DrawnAt == want.DrawnAt},
		{"release", r.Release == want.Release && r.ReleaseDigest == want.ReleaseDigest && r.ItemCode == want.ItemCode},
		{"blueprint", r.Blueprint == want.Blueprint && r.BlueprintVer == want.BlueprintVer && r.BlueprintHash == want.BlueprintHash},
		{"server random", r.RandomHash == want.RandomHash},
		{"nonce", r.NonceHash == want.NonceHash},
		{"earlier papers", r.PastHash == want.PastHash},
		{"seed", r.SeedHash == want.SeedHash},
		{"paper", r.PaperDigest == want.PaperDigest && r.SheetDigest == want.SheetDigest},
	} {
		if !c.same {
			return fmt.Errorf("replay: the %s differs from the record", c.what)
		}
	}
	return nil
}
