package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
)

// Ahead implements exam.JournalStore.
func (s *Store) Ahead(ctx context.Context) context.Context { return sqldb.Ahead(ctx) }

// InsertHead implements exam.JournalStore.
func (s *Store) InsertHead(ctx context.Context, h exam.Head) error {
	return s.db.Conn(ctx).Exec("INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES (?,?,?,?,?,?,?)",
		headArgs(nil, h)...).Error
}

func headArgs(args []any, h exam.Head) []any {
	hash := h.Hash
	if hash == nil {
		hash = []byte{}
	}
	return append(args, string(h.Sitting), h.Epoch, h.Seq, h.Place, hash, string(h.Gate), int64(sqldb.At(h.Deadline)))
}

// Head implements exam.JournalStore.
func (s *Store) Head(ctx context.Context, id exam.SittingID) (exam.Head, error) {
	heads, err := s.heads(ctx, []exam.SittingID{id}, "")
	h, ok := heads[id]
	if err == nil && !ok {
		return exam.Head{}, exam.ErrNoSitting
	}
	return h, err
}

// LockHeads implements exam.JournalStore. SQLite knows no FOR UPDATE and needs none: its writers are one at a time.
func (s *Store) LockHeads(ctx context.Context, ids []exam.SittingID) (map[exam.SittingID]exam.Head, error) {
	slices.Sort(ids)
	lock := " FOR UPDATE"
	if s.db.Engine() == sqldb.SQLite {
		lock = ""
	}
	return s.heads(ctx, ids, lock)
}

func (s *Store) heads(ctx context.Context, ids []exam.SittingID, lock string) (map[exam.SittingID]exam.Head, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = string(id)
	}
	out := make(map[exam.SittingID]exam.Head, len(ids))
	return out, s.db.Query(ctx, func(scan func(...any) error) error {
		var h exam.Head
		var deadline int64
		if err := scan((*string)(&h.Sitting), &h.Epoch, &h.Seq, &h.Place, &h.Hash, (*string)(&h.Gate), &deadline); err != nil {
			return err
		}
		h.Deadline = sqldb.Millis(deadline).Time()
		out[h.Sitting] = h
		return nil
	}, "SELECT sitting_id, epoch, seq, place, hash, gate, deadline_at FROM sitting_head WHERE sitting_id IN ("+list("?", len(ids))+
		") ORDER BY sitting_id"+lock, args...)
}

// list repeats a group n times with commas between.
func list(group string, n int) string {
	return strings.Repeat(group+",", n)[:max(0, n*(len(group)+1)-1)]
}

// SetHeads implements exam.JournalStore: one statement for all of them. The rows exist and are locked, so the insert
// part never takes place.
func (s *Store) SetHeads(ctx context.Context, heads []exam.Head) error {
	update := " ON DUPLICATE KEY UPDATE epoch=VALUES(epoch), seq=VALUES(seq), place=VALUES(place)," +
		" hash=VALUES(hash), gate=VALUES(gate), deadline_at=VALUES(deadline_at)"
	if s.db.Engine() == sqldb.SQLite {
		update = " ON CONFLICT (sitting_id) DO UPDATE SET epoch=excluded.epoch, seq=excluded.seq, place=excluded.place," +
			" hash=excluded.hash, gate=excluded.gate, deadline_at=excluded.deadline_at"
	}
	for part := range s.parts(len(heads)) {
		args := make([]any, 0, 7*part.len())
		for _, h := range heads[part.from:part.to] {
			args = headArgs(args, h)
		}
		if _, err := s.db.ExecPrepared(ctx, "INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES "+
			list("(?,?,?,?,?,?,?)", part.len())+update, args...); err != nil {
			return err
		}
	}
	return nil
}

// SwapHeads implements exam.JournalStore. Heads are never deleted, so the insert part never takes place. MySQL counts two
// for a row that was changed and one for a row that was found and left as it is.
func (s *Store) SwapHeads(ctx context.Context, heads []exam.Head) (bool, error) {
	const same = "IF(epoch=VALUES(epoch) AND gate=VALUES(gate) AND deadline_at=VALUES(deadline_at),"
	update, each := " ON DUPLICATE KEY UPDATE seq="+same+"VALUES(seq),seq), hash="+same+"VALUES(hash),hash), place="+same+"VALUES(place),place)", int64(2)
	if s.db.Engine() == sqldb.SQLite {
		update, each = " ON CONFLICT (sitting_id) DO UPDATE SET seq=excluded.seq, hash=excluded.hash, place=excluded.place"+
			" WHERE epoch=excluded.epoch AND gate=excluded.gate AND deadline_at=excluded.deadline_at", 1
	}
	slices.SortFunc(heads, func(a, b exam.Head) int { return strings.Compare(string(a.Sitting), string(b.Sitting)) })
	for part := range s.parts(len(heads)) {
		args := make([]any, 0, 7*part.len())
		for _, h := range heads[part.from:part.to] {
			args = headArgs(args, h)
		}
		res, err := s.db.ExecPrepared(ctx, "INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES "+
			list("(?,?,?,?,?,?,?)", part.len())+update, args...)
		if err != nil {
			return false, err
		}
		if n, err := res.RowsAffected(); err != nil || n != each*int64(part.len()) {
			return false, err
		}
	}
	return true, nil
}

// part is a run of rows that one statement writes.
type part struct{ from, to int }

func (p part) len() int { return p.to - p.from }

// parts cuts n rows so that statements come in few sizes, which a connection keeps parsed, and so that few statements carry a
// batch: powers of two alone took seven for 251 rows, these take four. The driver of SQLite looks for each value among all of
// the statement, and a statement costs no round trip there.
func (s *Store) parts(n int) func(yield func(part) bool) {
	sizes := []int{256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1}
	if s.db.Engine() == sqldb.SQLite {
		sizes = []int{16, 4, 1}
	}
	return func(yield func(part) bool) {
		from := 0
		for _, size := range sizes {
			for ; n-from >= size; from += size {
				if !yield(part{from, from + size}) {
					return
				}
			}
		}
	}
}

// Append implements exam.JournalStore.
func (s *Store) Append(ctx context.Context, entries []exam.Entry) error {
	for part := range s.parts(len(entries)) {
		args := make([]any, 0, 11*part.len())
		for _, e := range entries[part.from:part.to] {
			var seq any
			if e.Seq != 0 {
				seq = e.Seq
			}
			args = append(args, string(e.Sitting), e.Place, seq, string(e.Kind), e.Question, e.Answer, e.Note,
				int64(sqldb.At(e.ServerAt)), int64(sqldb.At(e.ClientAt)), e.Epoch, e.Hash)
		}
		if _, err := s.db.ExecPrepared(ctx, "INSERT INTO sitting_journal (sitting_id, place, seq, kind, question, answer, note, server_at, client_at, epoch, hash) VALUES "+
			list("(?,?,?,?,?,?,?,?,?,?,?)", part.len()), args...); errors.Is(err, gorm.ErrDuplicatedKey) {
			return fmt.Errorf("%w: %w", exam.ErrPlaceTaken, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

const entryColumns = "SELECT sitting_id, place, COALESCE(seq, 0), kind, question, answer, note, server_at, client_at, epoch, hash FROM sitting_journal"

// Entries implements exam.JournalStore.
func (s *Store) Entries(ctx context.Context, id exam.SittingID) ([]exam.Entry, error) {
	return s.entries(ctx, entryColumns+" WHERE sitting_id = ? ORDER BY place", string(id))
}

// Numbered implements exam.JournalStore.
func (s *Store) Numbered(ctx context.Context, want []exam.Number) (map[exam.Number]exam.Entry, error) {
	out := map[exam.Number]exam.Entry{}
	for part := range slices.Chunk(want, 200) {
		var where strings.Builder
		args := make([]any, 0, 2*len(part))
		for i, n := range part {
			if i > 0 {
				where.WriteString(" OR ")
			}
			where.WriteString("(sitting_id = ? AND seq = ?)")
			args = append(args, string(n.Sitting), n.Seq)
		}
		list, err := s.entries(ctx, entryColumns+" WHERE "+where.String(), args...)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			out[exam.Number{Sitting: e.Sitting, Seq: e.Seq}] = e
		}
	}
	return out, nil
}

func (s *Store) entries(ctx context.Context, query string, args ...any) ([]exam.Entry, error) {
	var out []exam.Entry
	ask := s.db.Query
	if len(args) == 1 { // of a fixed text; what asks for several is different each time
		ask = s.db.QueryPrepared
	}
	err := ask(ctx, func(scan func(...any) error) error {
		var e exam.Entry
		var server, client int64
		err := scan((*string)(&e.Sitting), &e.Place, &e.Seq, (*string)(&e.Kind), &e.Question, &e.Answer, &e.Note, &server, &client, &e.Epoch, &e.Hash)
		e.ServerAt, e.ClientAt = sqldb.Millis(server).Time(), sqldb.Millis(client).Time()
		out = append(out, e)
		return err
	}, query, args...)
	return out, err
}
