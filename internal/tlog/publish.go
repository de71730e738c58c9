package tlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// ErrWitness heads that a witness did not sign; the checkpoint is published all the same.
var ErrWitness = errors.New("tlog: not signed by a witness")

// ErrUnpublished means that no checkpoint was made yet, or that a file lies beyond the newest one.
var ErrUnpublished = errors.New("tlog: not published")

type checkpointRow struct {
	Size int64        `gorm:"column:size;primaryKey;autoIncrement:false"`
	Note string       `gorm:"column:note"`
	At   sqldb.Millis `gorm:"column:at"`
}

func (checkpointRow) TableName() string { return "tlog_checkpoint" }

type witnessRow struct {
	Name string `gorm:"column:name;primaryKey"`
	Size int64  `gorm:"column:size"`
}

func (witnessRow) TableName() string { return "tlog_witness" }

// Witness is who is asked to cosign.
type Witness struct {
	URL string
	Key note.Verifier
}

// every is how long a checkpoint stays the newest at least.
const every = time.Minute

// Publish makes a checkpoint where the log grew and the last one is a minute old, and asks the witnesses for their signatures. It
// runs twice without harm, also on two nodes. A witness that cannot be reached, or refuses, holds nothing up: it is named in an ErrWitness, and
// asked again the next time. Call it every few seconds.
func (l *Log) Publish(ctx context.Context, signer note.Signer, list []Witness) error {
	row, err := l.newest(ctx)
	if err != nil && !errors.Is(err, ErrUnpublished) {
		return err
	}
	size, err := l.Size(ctx)
	if err != nil {
		return err
	}
	if size > row.Size && l.clock().Sub(row.At.Time()) >= every {
		root, err := l.Root(ctx, size)
		if err != nil {
			return err
		}
		raw, err := witness.Sign(signer, size, root)
		if err != nil {
			return err
		}
		row = checkpointRow{Size: size, Note: string(raw), At: sqldb.At(l.clock())}
		err = l.db.InTx(ctx, func(ctx context.Context) error {
			return l.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error // another node wrote the same bytes
		})
		if err != nil {
			return err
		}
	}
	if row.Size == 0 {
		return nil
	}
	var failed []error
	for _, w := range list {
		if err := l.cosign(ctx, row.Size, w); err != nil {
			failed = append(failed, fmt.Errorf("%w: %s: %w", ErrWitness, w.Key.Name(), err))
		}
	}
	return errors.Join(failed...)
}

// cosign asks one witness about the checkpoint of a size, unless its signature is there.
func (l *Log) cosign(ctx context.Context, size int64, w Witness) error {
	row, err := l.newest(ctx)
	if err != nil || row.Size != size {
		return err // another node went on
	}
	if _, err := note.Open([]byte(row.Note), note.VerifierList(w.Key)); err == nil {
		return nil
	}
	var last witnessRow
	if err := l.db.Conn(ctx).Where("name = ?", w.Key.Name()).Take(&last).Error; err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	lines, err := l.submit(ctx, w, last.Size, row)
	if stale := (*witness.StaleError)(nil); errors.As(err, &stale) && stale.Size <= size && stale.Size != last.Size {
		lines, err = l.submit(ctx, w, stale.Size, row) // it knows better what it signed
	}
	if err != nil {
		return err
	}
	signed, err := witness.Add([]byte(row.Note), lines, w.Key)
	if err != nil {
		return err
	}
	return l.db.InTx(ctx, func(ctx context.Context) error {
		up := l.db.Conn(ctx).Model(&checkpointRow{}).Where("size = ? AND note = ?", size, row.Note).Update("note", string(signed))
		if up.Error != nil {
			return up.Error
		}
		return l.db.Conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&witnessRow{Name: w.Key.Name(), Size: size}).Error
	})
}

func (l *Log) submit(ctx context.Context, w Witness, old int64, row checkpointRow) ([]byte, error) {
	var proof []Hash
	if old > 0 && old < row.Size {
		var err error
		if proof, err = l.Consistency(ctx, old, row.Size); err != nil {
			return nil, err
		}
	}
	return witness.Submit(ctx, w.URL, old, proof, []byte(row.Note))
}

func (l *Log) newest(ctx context.Context) (checkpointRow, error) {
	var row checkpointRow
	err := l.db.Conn(ctx).Order("size DESC").Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = ErrUnpublished
	}
	return row, err
}

// Checkpoint returns the newest checkpoint with the signatures that it has, and when it was made; ErrUnpublished.
func (l *Log) Checkpoint(ctx context.Context) ([]byte, time.Time, error) {
	row, err := l.newest(ctx)
	return []byte(row.Note), row.At.Time(), err
}

// Consistency proves that the first old records of the log are those of the first size.
func (l *Log) Consistency(ctx context.Context, old, size int64) ([]Hash, error) {
	return tlog.ProveTree(size, old, tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return l.hashes(ctx, i, nil) }))
}

// File returns a published file by its path below the log's address. ErrUnpublished where it lies beyond the newest checkpoint,
// witness.ErrPath where there can be none. Tiles never change.
func (l *Log) File(ctx context.Context, path string) ([]byte, error) {
	row, err := l.newest(ctx)
	if err != nil {
		return nil, err
	}
	if path == "checkpoint" {
		return []byte(row.Note), nil
	}
	t, err := witness.ParsePath(path)
	if err != nil {
		return nil, err
	}
	if !t.Within(row.Size) {
		return nil, ErrUnpublished
	}
	if t.Level < 0 {
		return l.bundle(ctx, t)
	}
	return tlog.ReadTileData(tlog.Tile{H: 8, L: t.Level, N: t.N, W: t.Width}, tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return l.hashes(ctx, i, nil) }))
}

func (l *Log) bundle(ctx context.Context, t witness.Tile) ([]byte, error) {
	first := t.N * 256
	var leaves [][]byte
	err := l.db.Query(ctx, func(scan func(...any) error) error {
		var b []byte
		if err := scan(&b); err != nil {
			return err
		}
		leaves = append(leaves, b)
		return nil
	}, "SELECT leaf FROM tlog_leaf WHERE n >= ? AND n < ? ORDER BY n", first, first+int64(t.Width))
	if err == nil && len(leaves) != t.Width {
		err = fmt.Errorf("tlog: leaves from %d on are missing", first)
	}
	return witness.Bundle(leaves), err
}
