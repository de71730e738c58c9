package tlog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/suikao/suikao/internal/tlog/witness"
)

// Inclusion proves that a record stands in the tree of a root.
type Inclusion = witness.Inclusion

// Why an inclusion does not hold; wrapped, with the place.
var (
	ErrRecord = witness.ErrRecord
	ErrProof  = witness.ErrProof
)

// Prove proves that a record is among the first size ones; size 0 is all that are there.
func (l *Log) Prove(ctx context.Context, kind, key string, size int64) (Inclusion, error) {
	leaf, err := l.Find(ctx, kind, key)
	if err != nil {
		return Inclusion{}, err
	}
	if size == 0 {
		if size, err = l.Size(ctx); err != nil {
			return Inclusion{}, err
		}
	}
	if leaf.N >= size {
		return Inclusion{}, ErrUnknown.With("key", key)
	}
	read := tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return l.hashes(ctx, i, nil) })
	path, err := tlog.ProveRecord(size, leaf.N, read)
	if err != nil {
		return Inclusion{}, err
	}
	root, err := tlog.TreeHash(size, read)
	if err != nil {
		return Inclusion{}, err
	}
	out := Inclusion{N: leaf.N, Size: size, Root: root[:], Salt: leaf.Salt, Label: leaf.Label, Names: leaf.Names}
	for _, h := range path {
		out.Path = append(out.Path, bytes.Clone(h[:]))
	}
	return out, nil
}

// Verify reckons the tree up from the leaves and returns what does not fit, at most a hundred things, with the size and the
// root of what it saw. It holds nothing up: records that come meanwhile are left for the next time.
func (l *Log) Verify(ctx context.Context) (faults []string, size int64, root Hash, err error) {
	if size, err = l.Size(ctx); err != nil {
		return nil, 0, root, err
	}
	add := func(format string, args ...any) {
		if len(faults) < 100 {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	var made []tlog.Hash // as they must be
	own := tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(i))
		for k, at := range i {
			out[k] = made[at]
		}
		return out, nil
	})
	next := int64(0)
	err = l.db.Query(ctx, func(scan func(...any) error) error {
		var n int64
		var leaf []byte
		if err := scan(&n, &leaf); err != nil {
			return err
		}
		for ; next < n; next++ {
			add("record %d is missing", next)
			h, err := tlog.StoredHashesForRecordHash(next, tlog.Hash{}, own)
			if err != nil {
				return err
			}
			made = append(made, h...)
		}
		h, err := tlog.StoredHashesForRecordHash(n, tlog.RecordHash(leaf), own)
		made, next = append(made, h...), n+1
		return err
	}, "SELECT n, leaf FROM tlog_leaf WHERE n < ? ORDER BY n", size)
	if err != nil {
		return faults, size, root, err
	}
	if next < size {
		add("records %d to %d are missing", next, size-1)
		return faults, size, root, nil
	}
	at := int64(0)
	err = l.db.Query(ctx, func(scan func(...any) error) error {
		var i int64
		var b []byte
		if err := scan(&i, &b); err != nil {
			return err
		}
		for ; at < i && at < int64(len(made)); at++ {
			add("hash %d is missing", at)
		}
		if !bytes.Equal(made[i][:], b) {
			level, n := tlog.SplitStoredHashIndex(i)
			add("hash %d (level %d, number %d) does not follow from the records", i, level, n)
		}
		at = i + 1
		return nil
	}, "SELECT idx, hash FROM tlog_hash WHERE idx < ? ORDER BY idx", int64(len(made)))
	if err != nil {
		return faults, size, root, err
	}
	for ; at < int64(len(made)); at++ {
		add("hash %d is missing", at)
	}
	root, err = tlog.TreeHash(size, own)
	return faults, size, root, err
}

// Evidence returns the proof of a record as a file (JSON).
func (l *Log) Evidence(ctx context.Context, kind, key string) ([]byte, error) {
	p, err := l.Prove(ctx, kind, key, 0)
	if err != nil {
		return nil, err
	}
	return json.MarshalIndent(p, "", "  ")
}

// ReadEvidence reads what Evidence wrote.
func ReadEvidence(b []byte) (Inclusion, error) { return witness.ReadInclusion(b) }
