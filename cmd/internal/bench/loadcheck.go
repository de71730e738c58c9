package bench

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// note is one acknowledgement, as small as it can be kept: a load process holds millions.
type note struct {
	seq      uint32
	letters  uint32 // bit 0 is A; of a mark: 1
	question uint16
	mark     bool
	proof    [8]byte
}

// notes are the acknowledgements of one sitting.
type notes struct {
	mu      sync.Mutex
	sitting string
	list    []note
}

func (n *notes) add(a wsclient.Ack) {
	x := note{seq: uint32(a.Seq), question: uint16(a.Question), mark: a.Kind == "MARK", letters: lettersOf(a.Answer)}
	_, _ = hex.Decode(x.proof[:], []byte(a.Proof))
	n.mu.Lock()
	n.list = append(n.list, x)
	n.mu.Unlock()
}

func lettersOf(answer string) uint32 {
	b := uint32(0)
	for _, c := range answer {
		if c == '1' {
			return 1
		}
		b |= 1 << (c - 'A')
	}
	return b
}

// check compares every acknowledgement that the robots received with the journal: number, kind, question, content and hash
// must stand there. What does not is lost.
func (l *load) check(ctx context.Context, o order) (report, error) {
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: o.DSN, MaxOpen: 2})
	if err != nil {
		return report{}, err
	}
	r := report{}
	for i := range l.notes {
		lost, err := l.notes[i].missing(ctx, db.SQL())
		if err != nil {
			return r, errors.Join(err, db.Close())
		}
		r.Lost += lost
		r.Count += int64(len(l.notes[i].list))
	}
	return r, db.Close()
}

func (n *notes) missing(ctx context.Context, db *sql.DB) (int64, error) {
	n.mu.Lock()
	list := slices.Clone(n.list) // before the journal is read: under too much load acknowledgements still come in
	n.mu.Unlock()
	rows, err := db.QueryContext(ctx, "SELECT seq, kind, question, answer, hash FROM sitting_journal WHERE sitting_id = ? AND seq IS NOT NULL", n.sitting)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }()
	stored := map[uint32]note{}
	for rows.Next() {
		var seq, question int64
		var kind, answer string
		var hash []byte
		if err := rows.Scan(&seq, &kind, &question, &answer, &hash); err != nil {
			return 0, err
		}
		if len(hash) != 32 {
			return 0, fmt.Errorf("sitting %s: a hash of %d bytes", n.sitting, len(hash))
		}
		stored[uint32(seq)] = note{seq: uint32(seq), question: uint16(question), mark: kind == "MARK", letters: lettersOf(answer), proof: [8]byte(hash[:8])}
	}
	lost := int64(0)
	for _, x := range list {
		if stored[x.seq] != x {
			lost++
		}
	}
	return lost, rows.Err()
}
