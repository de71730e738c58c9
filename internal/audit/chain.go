package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

const sequenceBatch = 500

// genesis is the hash before the first entry.
var genesis = sha256.Sum256([]byte("audit/v1/genesis"))

// link hashes one entry onto prev. Every field is length-prefixed, so no two different entries give the same bytes.
func link(prev [32]byte, pos int64, r *row) [32]byte {
	h := sha256.New()
	h.Write([]byte("audit/v1"))
	h.Write(prev[:])
	var n [8]byte
	num := func(v int64) { binary.BigEndian.PutUint64(n[:], uint64(v)); h.Write(n[:]) }
	num(pos)
	num(int64(r.At))
	for _, s := range []string{r.ID, r.ActorKind, r.ActorID, r.ActorName, r.PersonID, r.Verb, r.Object, r.Path, r.Detail, r.Request, r.Remote} {
		num(int64(len(s)))
		h.Write([]byte(s))
	}
	return [32]byte(h.Sum(nil))
}

// head returns the newest sequenced position and its hash; 0 and genesis for an empty trail.
func (l *Log) head(ctx context.Context) (int64, [32]byte, error) {
	var r row
	tx := l.db.Conn(ctx).Where("pos IS NOT NULL").Order("pos DESC").Limit(1).Find(&r)
	if tx.Error != nil {
		return 0, genesis, tx.Error
	}
	if tx.RowsAffected == 0 {
		return 0, genesis, nil
	}
	h, err := unhex(r.Hash)
	return *r.Pos, h, err
}

func unhex(s *string) (out [32]byte, err error) {
	if s == nil {
		return out, fmt.Errorf("hash is missing")
	}
	b, err := hex.DecodeString(*s)
	if err != nil || len(b) != 32 {
		return out, fmt.Errorf("hash %q is not 32 bytes of hex", *s)
	}
	return [32]byte(b), nil
}

// Sequence gives positions and hashes to entries that have none and returns how many. It must run under a lease; two at
// once are kept apart by the unique position: one of them fails and changes nothing.
func (l *Log) Sequence(ctx context.Context) (int, error) {
	total := 0
	for {
		n, err := l.sequenceBatch(ctx)
		total += n
		if err != nil || n < sequenceBatch {
			return total, err
		}
	}
}

func (l *Log) sequenceBatch(ctx context.Context) (int, error) {
	n := 0
	err := l.db.InTx(ctx, func(ctx context.Context) error {
		n = 0
		pos, prev, err := l.head(ctx)
		if err != nil {
			return err
		}
		var rows []row
		if err := l.db.Conn(ctx).Where("pos IS NULL").Order("id").Limit(sequenceBatch).Find(&rows).Error; err != nil {
			return err
		}
		for part := range slices.Chunk(rows, placedAtOnce) {
			places, hashes, ids := make([]any, 0, 5*len(part)), make([]any, 0, 2*len(part)), make([]any, 0, len(part))
			for i := range part {
				pos++
				prev = link(prev, pos, &part[i])
				places = append(places, part[i].ID, pos)
				hashes = append(hashes, part[i].ID, hex.EncodeToString(prev[:]))
				ids = append(ids, part[i].ID)
			}
			if err := l.place(ctx, places, hashes, ids); err != nil {
				return err
			}
			n += len(part)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// placedAtOnce is how many entries one statement gives their places; each looks for its own among them.
const placedAtOnce = 25

func (l *Log) place(ctx context.Context, places, hashes, ids []any) error {
	when := " CASE id" + strings.Repeat(" WHEN ? THEN ?", len(ids)) + " END"
	run := l.db.Exec
	if len(ids) == placedAtOnce { // the same text again and again
		run = l.db.ExecPrepared
	}
	res, err := run(ctx, "UPDATE audit_entry SET pos ="+when+", hash ="+when+" WHERE id IN ("+strings.Repeat(",?", len(ids))[1:]+") AND pos IS NULL",
		slices.Concat(places, hashes, ids)...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(ids)) {
		return cmp.Or(err, fmt.Errorf("%d of %d audit entries were sequenced by somebody else", int64(len(ids))-n, len(ids)))
	}
	return nil
}

// Fault is one thing wrong with the trail.
type Fault struct {
	Kind string // CHANGED, REMOVED, PLANTED, UNSEQUENCED, TAIL_CUT
	Pos  int64
	ID   string // entry, where there is one
	At   time.Time
	Text string
}

// Verify recomputes the whole chain and compares it with the exported heads (nil when none are at hand). It reports
// every position that is missing, the first entry whose content or place does not fit its hash, heads beyond the trail's
// end, entries without a position that cannot have come about honestly, and those that have been without one for more
// than 10 s (see Waiting). It returns the number of entries that have a position.
func (l *Log) Verify(ctx context.Context, heads []Head) ([]Fault, int64, error) {
	v := verifier{prev: genesis, at: map[int64][32]byte{}}
	for _, h := range heads {
		v.at[h.Pos] = [32]byte{}
	}
	for last := int64(0); ; {
		var rows []row
		if err := l.db.Conn(ctx).Where("pos > ?", last).Order("pos").Limit(2000).Find(&rows).Error; err != nil {
			return nil, v.n, err
		}
		if len(rows) == 0 {
			break
		}
		for i := range rows {
			v.take(&rows[i])
		}
		last = *rows[len(rows)-1].Pos
	}
	if err := l.unsequenced(ctx, &v); err != nil {
		return nil, v.n, err
	}
	v.compare(heads)
	return v.faults, v.n, nil
}

type verifier struct {
	prev   [32]byte
	pos, n int64
	newest sqldb.Millis       // time of the latest entry that has a position
	at     map[int64][32]byte // computed hash at the positions of the exported heads
	faults []Fault
}

func (v *verifier) take(r *row) {
	v.n++
	for missing := v.pos + 1; missing < *r.Pos; missing++ {
		v.faults = append(v.faults, Fault{Kind: "REMOVED", Pos: missing, Text: fmt.Sprintf("entry at position %d was removed", missing)})
	}
	gap := *r.Pos != v.pos+1
	v.pos, v.newest = *r.Pos, max(v.newest, r.At)
	stored, err := unhex(r.Hash)
	got := link(v.prev, v.pos, r)
	if !gap && (err != nil || got != stored) {
		v.faults = append(v.faults, Fault{Kind: "CHANGED", Pos: v.pos, ID: r.ID,
			Text: fmt.Sprintf("entry %s at position %d was changed, moved or put in afterwards (%s %s)", r.ID, v.pos, r.Verb, r.Object)})
	}
	v.prev = stored // go on from what is stored, so that one change is named once
	if _, want := v.at[v.pos]; want {
		v.at[v.pos] = stored
	}
}

func (v *verifier) compare(heads []Head) {
	for _, h := range heads {
		switch {
		case h.Pos > v.pos:
			v.faults = append(v.faults, Fault{Kind: "TAIL_CUT", Pos: h.Pos, Text: fmt.Sprintf(
				"the trail ends at position %d, but a head signed at %s had position %d: its newest entries were cut off", v.pos, h.At.UTC().Format(time.RFC3339), h.Pos)})
			return
		case h.Pos > 0 && v.at[h.Pos] != h.Hash:
			v.faults = append(v.faults, Fault{Kind: "CHANGED", Pos: h.Pos, Text: fmt.Sprintf(
				"position %d does not have the hash signed at %s: the trail up to there was rewritten", h.Pos, h.At.UTC().Format(time.RFC3339))})
			return
		}
	}
}
