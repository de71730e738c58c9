package witness

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Inclusion proves that a record stands in the tree of a root. It is for whoever has the record.
type Inclusion struct {
	N     int64    `json:"n"`               // number of the record
	Size  int64    `json:"size"`            // of the tree
	Root  []byte   `json:"root"`            // of the tree
	Salt  []byte   `json:"salt"`            // of the record
	Path  [][]byte `json:"path"`            // from the leaf to the root
	Label string   `json:"label,omitempty"` // of the leaf; empty: logged before leaves had labels
	Names *int64   `json:"names,omitempty"` // the earlier leaf that the leaf names
}

// Why an inclusion does not hold; wrapped, with the place.
var (
	ErrRecord = errors.New("the record is not the one in the log")
	ErrProof  = errors.New("the proof of inclusion is damaged")
)

// Digest is what a leaf holds of a record: SHA-256(salt ‖ record).
func Digest(salt, record []byte) [32]byte {
	return sha256.Sum256(append(append([]byte{}, salt...), record...))
}

// Check recomputes the root from the record. ErrProof where that is impossible or numbers are out of range, ErrRecord where
// another root comes out. That the root is one the house published is for the caller to see.
func (p Inclusion) Check(record []byte) error {
	if len(p.Root) != tlog.HashSize || p.Size < 1 || p.N < 0 || p.N >= p.Size || len(p.Path) > 63 {
		return ErrProof
	}
	path := make(tlog.RecordProof, len(p.Path))
	for i, h := range p.Path {
		if len(h) != tlog.HashSize {
			return ErrProof
		}
		path[i] = tlog.Hash(h)
	}
	leaf := Line{Label: p.Label, Data: Digest(p.Salt, record), Names: p.Names}
	if p.Label == "" && p.Names != nil || p.Label != "" && !leaf.Valid() {
		return ErrProof
	}
	if err := tlog.CheckRecord(path, p.Size, tlog.Hash(p.Root), p.N, tlog.RecordHash(leaf.Bytes())); err != nil {
		return fmt.Errorf("%w: number %d of %d", ErrRecord, p.N, p.Size)
	}
	return nil
}

// Leaf returns the 32 bytes of the leaf of record, with the salt that the proof names.
func (p Inclusion) Leaf(record []byte) [32]byte { return Digest(p.Salt, record) }

// ReadInclusion reads a proof from JSON.
func ReadInclusion(b []byte) (Inclusion, error) {
	var p Inclusion
	if err := json.Unmarshal(b, &p); err != nil {
		return p, fmt.Errorf("%w: %w", ErrProof, err)
	}
	return p, nil
}
