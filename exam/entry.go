package exam

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"
)

// EntryKind is the sort of a journal entry.
type EntryKind string

// The kinds of entries. ANSWER and MARK come from the candidate and carry a Seq; the others are written with the act.
const (
	EntryPledge EntryKind = "PLEDGE"
	EntryStart  EntryKind = "START"
	EntryAnswer EntryKind = "ANSWER"
	EntryMark   EntryKind = "MARK"
	EntryPause  EntryKind = "PAUSE"
	EntryResume EntryKind = "RESUME"
	EntryCredit EntryKind = "CREDIT"
	EntryMove   EntryKind = "MOVE"
	EntrySubmit EntryKind = "SUBMIT"
	EntryAbort  EntryKind = "ABORT"
)

// Entry is one row of a sitting's journal. Rows are only ever added.
type Entry struct {
	Sitting  SittingID
	Place    int64 // position in the chain, 1, 2, 3 … over all kinds
	Seq      int64 // the candidate's own number, 1, 2, 3 … over ANSWER and MARK; 0 for acts
	Kind     EntryKind
	Question int       // number on the sheet, 0 for acts
	Answer   string    // letters in order ("AC"; empty: taken back); MARK: "1" or ""
	Note     string    // acts: the reason, the seat, the cause
	ServerAt time.Time // when the server received it, ms
	ClientAt time.Time // what the terminal's clock said, ms; information only
	Epoch    int64     // the connection that wrote it
	Hash     []byte    // h_i, 32 bytes
}

// Proof is the short form of the entry's hash that an acknowledgement shows: its first 8 bytes in hex.
func (e Entry) Proof() string { return Proof(e.Hash) }

// Proof shortens a hash to its first 8 bytes in hex.
func Proof(hash []byte) string {
	if len(hash) < 8 {
		return ""
	}
	return hex.EncodeToString(hash[:8])
}

// Same reports whether a repeated number brings the same content. Times and the connection may differ: a repetition
// after a reload is the same answer.
func (e Entry) Same(o Entry) bool {
	return e.Kind == o.Kind && e.Question == o.Question && e.Answer == o.Answer
}

// chained is the canonical form that is hashed; the order of fields is the contract.
type chained struct {
	_        struct{} `cbor:",toarray"`
	Place    int64
	Seq      int64
	ServerMS int64
	ClientMS int64
	Kind     string
	Question int
	Answer   string
	Note     string
	Epoch    int64
}

// HashAfter returns h_i = SHA-256(h_{i−1} ‖ canonical CBOR of the entry).
func (e Entry) HashAfter(prev []byte) []byte {
	body := canonical(chained{Place: e.Place, Seq: e.Seq, ServerMS: milli(e.ServerAt), ClientMS: milli(e.ClientAt),
		Kind: string(e.Kind), Question: e.Question, Answer: e.Answer, Note: e.Note, Epoch: e.Epoch})
	h := sha256.New()
	h.Write(prev)
	h.Write(body)
	return h.Sum(nil)
}

// ChainStart returns h_0 = SHA-256("att/v1" ‖ leaf of the draw record).
func ChainStart(leaf []byte) []byte {
	h := sha256.New()
	h.Write([]byte("att/v1"))
	h.Write(leaf)
	return h.Sum(nil)
}

// VerifyChain recomputes the chain from the draw leaf and returns its last hash. It fails at the first entry whose
// place, number or hash is not the one that must follow, and says which.
func VerifyChain(leaf []byte, entries []Entry) ([]byte, error) {
	prev, seq := ChainStart(leaf), int64(0)
	for i, e := range entries {
		if e.Place != int64(i)+1 {
			return nil, fmt.Errorf("journal: place %d stands where %d belongs", e.Place, i+1)
		}
		if e.Seq != 0 {
			if e.Seq != seq+1 {
				return nil, fmt.Errorf("journal: place %d carries number %d after %d", e.Place, e.Seq, seq)
			}
			seq = e.Seq
		}
		next := e.HashAfter(prev)
		if string(next) != string(e.Hash) {
			return nil, fmt.Errorf("journal: the hash at place %d does not follow from its content", e.Place)
		}
		prev = next
	}
	return prev, nil
}

// canonical encodes v as deterministic CBOR (RFC 8949 §4.2). It panics only on a type that CBOR cannot carry.
func canonical(v any) []byte {
	b, err := encMode.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("exam: canonical cbor: %v", err))
	}
	return b
}

var encMode = func() cbor.EncMode {
	m, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err)
	}
	return m
}()

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
