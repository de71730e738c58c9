package assembly

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
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
const DrawVersion = "draw/v2"

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
	RandomHash    Hash        `cbor:"9,keyasint"`  // SHA-256 of the server's random bytes
	NonceHash     Hash        `cbor:"10,keyasint"` // SHA-256 of what the person gave at check-in and of the terminal's nonce
	SeedHash      Hash        `cbor:"11,keyasint"` // SHA-256("seed/v1" ‖ seed)
	PastHash      Hash        `cbor:"12,keyasint"` // SHA-256("past/v1" ‖ CBOR of the earlier papers' items)
	PaperDigest   Hash        `cbor:"13,keyasint"`
	SheetDigest   Hash        `cbor:"14,keyasint"`
	DrawnAt       int64       `cbor:"15,keyasint"`           // milliseconds since 1970 UTC
	No            uint64      `cbor:"16,keyasint"`           // draws counted under release and blueprint before this one
	TimesHash     Hash        `cbor:"17,keyasint"`           // Digest of how often each item was drawn by them
	OutHash       Hash        `cbor:"18,keyasint"`           // SHA-256("out/v1" ‖ CBOR of the items in quarantine)
	Counted       bool        `cbor:"19,keyasint"`           // false: a rehearsal, which changes no count
	ReleaseLeaf   []byte      `cbor:"20,keyasint,omitempty"` // leaf of the release's ReleaseRecord in the transparency log
	BlueprintLeaf []byte      `cbor:"21,keyasint,omitempty"` // leaf of the blueprint's BlueprintRecord
}

// Inputs are the inputs of one draw, as stored and exported. They make its record checkable.
type Inputs struct {
	Attempt      string     `cbor:"1,keyasint"`
	ServerRandom Hash       `cbor:"2,keyasint"`
	Nonce        [16]byte   `cbor:"3,keyasint"`
	Past         [][]ItemID `cbor:"4,keyasint"`
	DrawnAt      int64      `cbor:"5,keyasint"`
	No           uint64     `cbor:"6,keyasint"`
	Out          []ItemID   `cbor:"7,keyasint"` // items in quarantine
	Counted      bool       `cbor:"8,keyasint"`
	Rule         SeedRule   `cbor:"9,keyasint,omitempty"`  // empty: paper/v1
	Ticket       []byte     `cbor:"10,keyasint,omitempty"` // what the person gave at check-in; empty: nothing
	Key          []byte     `cbor:"11,keyasint,omitempty"` // SHA-256 of the public key that proves the seed; empty where none does
	Booking      string     `cbor:"12,keyasint,omitempty"` // for which the person's phone gave Ticket; empty: the gate gave it, or nobody

	ReleaseLeaf   []byte `cbor:"13,keyasint,omitempty"` // as in Record; empty: published before releases were logged
	BlueprintLeaf []byte `cbor:"14,keyasint,omitempty"`

	Language Language `cbor:"15,keyasint,omitempty"` // beside Chinese, where the person was granted one
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

// Times is how often each item of a release was drawn under a blueprint, by item id.
type Times []uint32

// Encode returns the counts, four bytes each, big endian. DecodeTimes reads them.
func (t Times) Encode() []byte {
	b := make([]byte, 0, 4*len(t))
	for _, n := range t {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return b
}

// DecodeTimes reads what Encode wrote.
func DecodeTimes(b []byte) (Times, error) {
	if len(b)%4 != 0 {
		return nil, errNotCanonical
	}
	t := make(Times, len(b)/4)
	for i := range t {
		t[i] = binary.BigEndian.Uint32(b[4*i:])
	}
	return t, nil
}

// Digest returns SHA-256("times/v1" ‖ Encode()).
func (t Times) Digest() Hash { return sha256.Sum256(append([]byte("times/v1"), t.Encode()...)) }

// Run draws the paper of in from the plan and writes its record. Proof is the signature over Signed where the rule of the seed
// asks for one; Run uses it as it is. Times is how often each item of the release was drawn by the in.No counted draws
// before, by item id.
func (p *Plan) Run(in Inputs, proof []byte, times Times) (Paper, Record, error) {
	if len(times) != p.size {
		return Paper{}, Record{}, fmt.Errorf("%d counts for %d items", len(times), p.size)
	}
	seed, err := p.seed(in, proof)
	if err != nil {
		return Paper{}, Record{}, err
	}
	paper, err := p.Draw(seed, Chances{Past: in.Past, Out: in.Out, Times: times})
	if err != nil {
		return Paper{}, Record{}, err
	}
	p.tell(&paper, in.Language)
	return paper, Record{
		Kind: DrawVersion, Attempt: in.Attempt, ItemCode: p.snap.ItemCode,
		Release: p.snap.Release, ReleaseDigest: p.snap.Digest,
		Blueprint: p.bp.ID, BlueprintVer: p.bp.Version, BlueprintHash: p.hash,
		RandomHash: sha256.Sum256(in.ServerRandom[:]), NonceHash: sha256.Sum256(in.given()),
		SeedHash:    sha256.Sum256(append([]byte("seed/v1"), seed[:]...)),
		PastHash:    sha256.Sum256(append([]byte("past/v1"), canonical(in.Past)...)),
		PaperDigest: paper.Digest(), SheetDigest: paper.Sheet().Digest(), DrawnAt: in.DrawnAt,
		No: in.No, TimesHash: times.Digest(), OutHash: sha256.Sum256(append([]byte("out/v1"), canonical(in.Out)...)), Counted: in.Counted,
		ReleaseLeaf: in.ReleaseLeaf, BlueprintLeaf: in.BlueprintLeaf,
	}, nil
}

// Slots returns the items of a drawn paper by their place among the items of the release, two bytes each, big endian; a case
// stands once.
func (p *Plan) Slots(paper Paper) []byte {
	out := make([]byte, 0, 2*len(paper.Questions))
	for i := range paper.Questions {
		if q := &paper.Questions[i]; q.Opens() {
			out = binary.BigEndian.AppendUint16(out, uint16(p.facts[p.index[q.Item]].slot))
		}
	}
	return out
}

// Add counts a drawn paper. Slots that the release does not have are passed over: the digest of the counts tells.
func (t Times) Add(slots []byte) {
	for ; len(slots) > 1; slots = slots[2:] {
		if n := binary.BigEndian.Uint16(slots); int(n) < len(t) {
			t[n]++
		}
	}
}

// Items is how many items the release has: the length of the counts.
func (p *Plan) Items() int { return p.size }

// Files are the exported files from which a draw can be repeated by anyone, all in canonical CBOR.
type Files struct {
	Release   []byte // EncodeRelease
	Blueprint []byte // EncodeBlueprint
	Inputs    []byte // Inputs.Encode
	Record    []byte // Record.Encode
	Times     []byte // Times.Encode
	Leaves    []byte // Snapshot.Leaves: with them an altered item is named; may be empty
	Proof     []byte // the signature behind the seed; empty where the rule has none
	Key       []byte // the public key it is checked with, PKIX DER
	Log       []byte // proof that the record is in the transparency log; this package does not look at it
	Promise   []byte // the same of what the house promised before the person's bytes were known: under paper/v3, v4 and v5

	Lot          []byte // the same of what the phone gave, under paper/v4 and v5
	ReleaseLog   []byte // the same of the ReleaseRecord
	BlueprintLog []byte // the same of the BlueprintRecord
	KeyEnd       []byte // KeyEnd.Encode where the key was taken out of use since
	KeyEndLog    []byte // proof that KeyEnd is in the log
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
		return Paper{}, fmt.Errorf("release: %w", blame(f, err))
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
	times, err := DecodeTimes(f.Times)
	if err != nil {
		return Paper{}, fmt.Errorf("counts of earlier draws: %w", err)
	}
	paper, got, err := plan.Run(in, f.Proof, times)
	if err != nil {
		return Paper{}, err
	}
	if err := got.compareInputs(want); err != nil {
		return paper, err
	}
	if err := plan.checkProof(in, f.Proof, f.Key); err != nil {
		return paper, fmt.Errorf("replay: the signature behind the seed is not valid: %w", err)
	}
	return paper, got.comparePaper(want)
}

// blame names the items that do not have the leaves which give the release digest, where the leaves are known.
func blame(f Files, err error) error {
	var file releaseFile
	if len(f.Leaves)%32 != 0 || decode(f.Release, &file) != nil {
		return err
	}
	var leaves []Hash
	for b := f.Leaves; len(b) > 0; b = b[32:] {
		leaves = append(leaves, Hash(b[:32]))
	}
	s := &Snapshot{ItemCode: file.ItemCode, Items: file.Items}
	if len(leaves) != len(file.Items) || root(append([]Hash{s.head()}, leaves...)) != file.Digest {
		return err
	}
	for i, it := range s.byID() {
		if it.Leaf() != leaves[i] {
			return fmt.Errorf("item %s (version %s) is not what was released: %w", it.ID, it.Version, err)
		}
	}
	return err
}

// compared is one thing in which two records may differ.
type compared struct {
	what string
	same bool
}

func first(list []compared) error {
	for _, c := range list {
		if !c.same {
			return fmt.Errorf("replay: the %s differs from the record", c.what)
		}
	}
	return nil
}

// compareInputs names the first input in which the replayed record differs from the stored one.
func (r Record) compareInputs(want Record) error {
	return first([]compared{
		{"attempt", r.Attempt == want.Attempt && r.Kind == want.Kind && r.DrawnAt == want.DrawnAt},
		{"release", r.Release == want.Release && r.ReleaseDigest == want.ReleaseDigest && r.ItemCode == want.ItemCode},
		{"blueprint", r.Blueprint == want.Blueprint && r.BlueprintVer == want.BlueprintVer && r.BlueprintHash == want.BlueprintHash},
		{"server random", r.RandomHash == want.RandomHash},
		{"nonce", r.NonceHash == want.NonceHash},
		{"earlier papers", r.PastHash == want.PastHash},
		{"items in quarantine", r.OutHash == want.OutHash},
		{"number of the draw", r.No == want.No && r.Counted == want.Counted},
		{"counts of earlier draws", r.TimesHash == want.TimesHash},
		{"leaf of the release", bytes.Equal(r.ReleaseLeaf, want.ReleaseLeaf)},
		{"leaf of the blueprint", bytes.Equal(r.BlueprintLeaf, want.BlueprintLeaf)},
	})
}

// comparePaper names the first thing that follows from the inputs in which the replayed record differs from the stored one.
func (r Record) comparePaper(want Record) error {
	return first([]compared{
		{"seed", r.SeedHash == want.SeedHash},
		{"paper", r.PaperDigest == want.PaperDigest && r.SheetDigest == want.SheetDigest},
	})
}
