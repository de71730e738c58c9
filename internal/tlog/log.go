package tlog

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// What an append or a question can fail with.
var (
	ErrOther = fault.Define("tlog.other_record", fault.Conflict,
		"透明日志中已有同一编号的另一条记录，不能更改。请把代码告诉工作人员。",
		"The transparency log already holds another record under this key, and records are never changed. Give the code to staff.")
	ErrUnknown = fault.Define("tlog.unknown_record", fault.NotFound,
		"透明日志中没有这条记录。", "The transparency log has no such record.")
)

// Hash is a hash of the tree.
type Hash = tlog.Hash

// Line is what a leaf tells everybody.
type Line = witness.Line

// Log appends and proves. It is safe for concurrent use, also by several processes on one database.
type Log struct {
	db    *sqldb.DB
	clock func() time.Time
}

// New returns the log that db keeps.
func New(db *sqldb.DB, clock func() time.Time) *Log { return &Log{db: db, clock: clock} }

// Leaf is a record as the log holds it.
type Leaf struct {
	N    int64 // its number, from 0
	Kind string
	Key  string
	Line
	Salt []byte // empty once deleted
	At   time.Time
}

// Opens reports whether the leaf is that of record.
func (l Leaf) Opens(record []byte) bool { return witness.Digest(l.Salt, record) == l.Data }

// entry is a record that waits for the end of its transaction.
type entry struct {
	kind, key string
	outcome   string
	names     *int64
	record    []byte
	salt      [16]byte
}

func (e entry) line() Line {
	label := e.kind
	if e.outcome != "" {
		label += "." + e.outcome
	}
	return Line{Label: label, Data: witness.Digest(e.salt[:], e.record), Names: e.names}
}

// Append adds a record to the transaction of ctx, whose last statements write it. Kind (at most 20 bytes) and key (at most
// 64) name it. The same record again is no other one; a different record under the same name undoes the transaction with
// ErrOther. Outside a transaction it fails.
func (l *Log) Append(ctx context.Context, kind, key string, record []byte) error {
	return l.AppendNaming(ctx, kind, "", key, record, nil)
}

// AppendNaming is Append for a leaf that tells everybody more: an outcome beside its kind, and the number of an earlier leaf that it rests on.
func (l *Log) AppendNaming(ctx context.Context, kind, outcome, key string, record []byte, names *int64) error {
	if kind == "" || len(kind) > 20 || key == "" || len(key) > 64 {
		return fmt.Errorf("tlog: %q/%q is no name of a record", kind, key)
	}
	b, ok := l.db.Batch(ctx, l, func() sqldb.Batch { return &batch{log: l} }).(*batch)
	if !ok {
		return fmt.Errorf("tlog: %s/%s appended outside a transaction", kind, key)
	}
	e := entry{kind: kind, outcome: outcome, key: key, record: append([]byte{}, record...), names: names}
	if !e.line().Valid() {
		return fmt.Errorf("tlog: %s.%s is no label", kind, outcome)
	}
	if _, err := rand.Read(e.salt[:]); err != nil {
		return err
	}
	b.entries = append(b.entries, e)
	return nil
}

// batch is what one transaction appends.
type batch struct {
	log     *Log
	entries []entry
}

// Flush implements sqldb.Batch.
func (b *batch) Flush(ctx context.Context) error {
	size, err := b.log.hold(ctx)
	if err != nil {
		return err
	}
	was := size
	fresh := map[int64]tlog.Hash{} // written by this batch
	for _, e := range b.entries {
		err := b.log.write(ctx, size, e, fresh)
		if errors.Is(err, gorm.ErrDuplicatedKey) { // nearly every record is new, so whether one is there is asked only now
			if err = b.log.same(ctx, e); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		size++
	}
	if size == was {
		return nil
	}
	res, err := b.log.db.ExecPrepared(ctx, "UPDATE tlog_head SET size = ? WHERE id = 1 AND size = ?", size, was)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, fmt.Errorf("tlog: the head moved from %d while it was held", was))
	}
	return nil
}

// same fails unless the record under the name of e is e.
func (l *Log) same(ctx context.Context, e entry) error {
	have, err := l.Find(ctx, e.kind, e.key)
	if err == nil && !have.Opens(e.record) {
		err = ErrOther.With("kind", e.kind).With("key", e.key)
	}
	return err
}

// hold returns the size and holds it until the transaction ends. SQLite has one writer at a time and no FOR UPDATE.
func (l *Log) hold(ctx context.Context) (int64, error) {
	query := "SELECT size FROM tlog_head WHERE id = 1"
	if l.db.Engine() != sqldb.SQLite {
		query += " FOR UPDATE"
	}
	for range 2 {
		size, found := int64(0), false
		err := l.db.QueryPrepared(ctx, func(scan func(...any) error) error {
			found = true
			return scan(&size)
		}, query)
		if err != nil || found {
			return size, err
		}
		if err := l.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&headRow{ID: 1}).Error; err != nil {
			return 0, err
		}
	}
	return 0, errors.New("tlog: the head is missing")
}

type headRow struct {
	ID   int64 `gorm:"column:id;primaryKey;autoIncrement:false"`
	Size int64 `gorm:"column:size"`
}

func (headRow) TableName() string { return "tlog_head" }

// write adds record number n with the hashes that it completes.
func (l *Log) write(ctx context.Context, n int64, e entry, fresh map[int64]tlog.Hash) error {
	leaf := e.line().Bytes()
	if _, err := l.db.ExecPrepared(ctx, "INSERT INTO tlog_leaf (n, kind, record_key, leaf, at) VALUES (?,?,?,?,?)",
		n, e.kind, e.key, leaf, int64(sqldb.At(l.clock()))); err != nil {
		return err
	}
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) { return l.hashes(ctx, indexes, fresh) })
	list, err := tlog.StoredHashesForRecordHash(n, tlog.RecordHash(leaf), read)
	if err != nil {
		return err
	}
	if _, err := l.db.ExecPrepared(ctx, "INSERT INTO tlog_salt (n, salt) VALUES (?,?)", n, e.salt[:]); err != nil {
		return err
	}
	first := tlog.StoredHashIndex(0, n)
	var args []any
	for k, h := range list {
		fresh[first+int64(k)] = h
		args = append(args, first+int64(k), h[:])
	}
	_, err = l.db.ExecPrepared(ctx, "INSERT INTO tlog_hash (idx, hash) VALUES (?,?)"+strings.Repeat(",(?,?)", len(list)-1), args...)
	return err
}

// hashes reads stored hashes; fresh are those that the open transaction has just made.
func (l *Log) hashes(ctx context.Context, indexes []int64, fresh map[int64]tlog.Hash) ([]tlog.Hash, error) {
	have := map[int64]tlog.Hash{}
	var args []any
	for _, i := range indexes {
		if h, ok := fresh[i]; ok {
			have[i] = h
		} else {
			args = append(args, i)
		}
	}
	if len(args) > 0 {
		err := l.db.Query(ctx, func(scan func(...any) error) error {
			var i int64
			var b []byte
			if err := scan(&i, &b); err != nil {
				return err
			}
			if len(b) != tlog.HashSize {
				return fmt.Errorf("tlog: hash %d is damaged", i)
			}
			have[i] = tlog.Hash(b)
			return nil
		}, "SELECT idx, hash FROM tlog_hash WHERE idx IN (?"+strings.Repeat(",?", len(args)-1)+")", args...)
		if err != nil {
			return nil, err
		}
	}
	out := make([]tlog.Hash, len(indexes))
	for k, i := range indexes {
		h, ok := have[i]
		if !ok {
			return nil, fmt.Errorf("tlog: hash %d is missing", i)
		}
		out[k] = h
	}
	return out, nil
}

type leafRow struct {
	N    int64  `gorm:"column:n;primaryKey"`
	Kind string `gorm:"column:kind"`
	Key  string `gorm:"column:record_key"`
	Leaf []byte `gorm:"column:leaf"`
	At   int64  `gorm:"column:at"`
}

func (leafRow) TableName() string { return "tlog_leaf" }

// Find returns the leaf of a record; ErrUnknown where there is none.
func (l *Log) Find(ctx context.Context, kind, key string) (Leaf, error) {
	r, err := sqldb.First[leafRow](ctx, l.db, "kind = ? AND record_key = ?", kind, key)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Leaf{}, ErrUnknown.With("key", key)
	}
	if err != nil {
		return Leaf{}, err
	}
	line, err := witness.ParseLine(r.Leaf)
	if err != nil {
		return Leaf{}, fmt.Errorf("tlog: leaf %d is damaged", r.N)
	}
	out := Leaf{N: r.N, Kind: r.Kind, Key: r.Key, Line: line, At: time.UnixMilli(r.At).UTC()}
	err = l.db.Query(ctx, func(scan func(...any) error) error { return scan(&out.Salt) }, "SELECT salt FROM tlog_salt WHERE n = ?", r.N)
	return out, err
}

// LeafOf returns the digest (32 bytes) in the leaf of a record; ErrUnknown where there is none.
func (l *Log) LeafOf(ctx context.Context, kind, key string) ([]byte, error) {
	leaf, err := l.Find(ctx, kind, key)
	return leaf.Data[:], err
}

// NumberOf returns the number of a record; ErrUnknown where there is none.
func (l *Log) NumberOf(ctx context.Context, kind, key string) (int64, error) {
	n, found := int64(0), false
	err := l.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&n)
	}, "SELECT n FROM tlog_leaf WHERE kind = ? AND record_key = ?", kind, key)
	if err == nil && !found {
		err = ErrUnknown.With("key", key)
	}
	return n, err
}

// Size returns how many records are committed.
func (l *Log) Size(ctx context.Context) (size int64, err error) {
	err = l.db.Query(ctx, func(scan func(...any) error) error { return scan(&size) }, "SELECT size FROM tlog_head WHERE id = 1")
	return size, err
}

// Root returns the root of the tree over the first size records.
func (l *Log) Root(ctx context.Context, size int64) (Hash, error) {
	return tlog.TreeHash(size, tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return l.hashes(ctx, i, nil) }))
}
