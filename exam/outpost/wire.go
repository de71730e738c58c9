package outpost

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"errors"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/questionbank/assembly"
)

// wireVersion counts the forms of a statement.
const wireVersion = 5

// What one statement carries at most.
const (
	maxReturns = 200
	maxSeats   = 500
	maxCalls   = 50
	// MaxStatement is the size of a statement in bytes.
	MaxStatement = 2 << 20
	maxEntries   = 5000
)

// Statement is what a room node says, signed: which seats it serves, which sittings it holds, what they wrote.
type Statement struct {
	Version int
	Key     []byte // the node's Ed25519 public key
	Serial  int64  // rises with every statement of a node
	At      time.Time
	Seats   []site.SeatID    // connected through this node
	Held    []exam.SittingID // held by it
	Returns []Return
	Heard   time.Time // last answer of the centre, by the node's clock; zero since the start of its program
	Program string    // version of its program
	Stock   []StockMark
	Calls   []Call // that the centre does not have yet
	Single  time.Time
	Told    []Told     // that the centre does not have yet, the first ones
	Films   *FilmState // nil: it records nothing, or cannot look
}

// Return is the journal of one sitting after a place the centre is known to have, and where it ends.
type Return struct {
	Sitting exam.SittingID
	Epoch   int64 // of the hand-over
	Entries []exam.Entry
	Place   int64
	Hash    []byte
	Newest  int64 // epoch at the journal's end
	Release bool  // the node has closed its journal: the sitting goes on at the centre
	Took    bool  // it was taken over from the other node of the room
	Orphan  bool  // the other node has taken it over, without all of this
}

// Reply is what the centre answers.
type Reply struct {
	Now      time.Time
	Node     NodeID
	Room     site.RoomID
	OrgPath  string
	Seats    []SeatToken
	Packages []Package
	Receipts []Receipt
	Recall   []exam.SittingID
	Standing *Standing            // nil: as before
	Stock    StockPart            // the next prepared questions
	Keep     []assembly.ReleaseID // releases whose questions are wanted
	Calls    []string             // calls that the centre has now
	Told     int64                // number up to which it has entered what the node told; 0: nothing new
}

// SeatToken lets the node know a seat terminal: the hash of its token, which nobody can turn back into one.
type SeatToken struct {
	Device string
	Seat   site.SeatID
	Name   string
	Hash   []byte
}

// Package is a sitting handed over. Paper and draw digest are sealed to the node's key.
type Package struct {
	Sitting  exam.Sitting
	Head     exam.Head
	Entries  []exam.Entry
	Attempts int
	Card     exam.Card
	NotAfter time.Time // later the paper is not opened
	Sealed   []byte
}

// Receipt is what became of one Return.
type Receipt struct {
	Sitting exam.SittingID
	Place   int64  // the centre's journal ends here; 0 when the return was refused unread
	Closed  bool   // the node may forget the sitting
	Code    string // of the refusal; empty
	Kept    bool   // refused for good and kept as evidence
}

// Keys are the private keys of a room node, derived from its key file.
type Keys struct {
	sign ed25519.PrivateKey
	box  hpke.PrivateKey
}

// DeriveKeys makes the node's keys from its key file (crypt.Ring).
func DeriveKeys(r interface {
	Derive(purpose string, n int) []byte
}) (Keys, error) {
	box, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey(r.Derive("outpost.box", 32))
	return Keys{ed25519.NewKeyFromSeed(r.Derive("outpost.sign", ed25519.SeedSize)), box}, err
}

// Public returns the public keys: the signing key and the one that packages are sealed to.
func (k Keys) Public() (sign, box []byte) {
	return bytes.Clone(k.sign.Public().(ed25519.PublicKey)), k.box.PublicKey().Bytes()
}

var errSize = errors.New("outpost: too large")

const signContext = "suikao outpost statement v1\x00"

// Sign encodes a statement and signs it.
func (k Keys) Sign(s Statement) (raw, signature []byte, err error) {
	s.Version = wireVersion
	s.Key, _ = k.Public()
	if raw, err = encoding.Marshal(s); err != nil {
		return nil, nil, err
	}
	return raw, ed25519.Sign(k.sign, append([]byte(signContext), raw...)), nil
}

// open reads a statement and checks its signature with the key it names; that the key is a node's is for the caller.
func open(raw, signature []byte) (Statement, error) {
	var s Statement
	if len(raw) > MaxStatement {
		return s, ErrStatement.Wrap(errSize)
	}
	if err := decoding.Unmarshal(raw, &s); err != nil {
		return s, ErrStatement.Wrap(err)
	}
	if s.Version != wireVersion || len(s.Key) != ed25519.PublicKeySize || len(s.Returns) > maxReturns || len(s.Seats) > maxSeats || len(s.Calls) > maxCalls || len(s.Told) > mostTold || s.Serial < 1 ||
		s.Films != nil && (len(s.Films.Held) > maxFilms || len(s.Films.Missed) > maxFilms) {
		return s, ErrStatement
	}
	if !ed25519.Verify(s.Key, append([]byte(signContext), raw...), signature) {
		return s, ErrSignature
	}
	return s, nil
}

// EncodeReply writes a reply for the wire.
func EncodeReply(r Reply) ([]byte, error) { return encoding.Marshal(r) }

// DecodeReply reads what EncodeReply wrote.
func DecodeReply(raw []byte) (Reply, error) {
	var r Reply
	return r, decoding.Unmarshal(raw, &r)
}

// secret is what a package keeps sealed.
type secret struct {
	Leaf  []byte
	Paper []byte
	Keys  map[assembly.VersionID][]byte // to prepared questions; the paper is without texts then
}

func boundTo(id exam.SittingID, epoch int64, notAfter time.Time) []byte {
	return fmt.Appendf(nil, "suikao outpost package v1\x00%s\x00%d\x00%d", id, epoch, notAfter.UnixMilli())
}

// seal seals paper and draw digest of p to a node.
func seal(box []byte, p exam.Parcel, keys map[assembly.VersionID][]byte, notAfter time.Time) ([]byte, error) {
	pub, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(box)
	if err != nil {
		return nil, err
	}
	plain, err := encoding.Marshal(secret{Leaf: p.Draw.Leaf, Paper: p.Draw.Paper.Encode(), Keys: keys})
	if err != nil {
		return nil, err
	}
	return hpke.Seal(pub, hpke.HKDFSHA256(), hpke.AES256GCM(), boundTo(p.Sitting.ID, p.Head.Epoch, notAfter), plain)
}

// unseal opens what seal made for this sitting, epoch and window.
func (k Keys) unseal(id exam.SittingID, epoch int64, notAfter time.Time, sealed []byte) (exam.Draw, map[assembly.VersionID][]byte, error) {
	plain, err := hpke.Open(k.box, hpke.HKDFSHA256(), hpke.AES256GCM(), boundTo(id, epoch, notAfter), sealed)
	if err != nil {
		return exam.Draw{}, nil, fmt.Errorf("outpost: open the package of %s: %w", id, err)
	}
	var x secret
	if err := decoding.Unmarshal(plain, &x); err != nil {
		return exam.Draw{}, nil, err
	}
	d := exam.Draw{Sitting: id, Leaf: x.Leaf}
	d.Paper, err = assembly.DecodePaper(x.Paper)
	return d, x.Keys, err
}

// encoding is deterministic CBOR with times to the nanosecond; decoding takes nothing else.
var encoding, decoding = modes()

func modes() (cbor.EncMode, cbor.DecMode) {
	o := cbor.CoreDetEncOptions()
	o.Time = cbor.TimeRFC3339Nano
	e, err := o.EncMode()
	if err != nil {
		panic(err)
	}
	d, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxArrayElements: maxEntries * 4, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		panic(err)
	}
	return e, d
}

// EncodeMirror writes a message of one node to the other.
func EncodeMirror(m MirrorMessage) ([]byte, error) { return encoding.Marshal(m) }

// DecodeMirror reads what EncodeMirror wrote.
func DecodeMirror(raw []byte) (MirrorMessage, error) {
	var m MirrorMessage
	return m, decoding.Unmarshal(raw, &m)
}

// EncodeMirrorReply writes the answer to a message.
func EncodeMirrorReply(r MirrorReply) ([]byte, error) { return encoding.Marshal(r) }

// DecodeMirrorReply reads what EncodeMirrorReply wrote.
func DecodeMirrorReply(raw []byte) (MirrorReply, error) {
	var r MirrorReply
	return r, decoding.Unmarshal(raw, &r)
}
