package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
)

type headRow struct {
	SittingID  string       `gorm:"column:sitting_id;primaryKey"`
	Epoch      int64        `gorm:"column:epoch"`
	Seq        int64        `gorm:"column:seq"`
	Place      int64        `gorm:"column:place"`
	Hash       []byte       `gorm:"column:hash"`
	Gate       string       `gorm:"column:gate"`
	DeadlineAt sqldb.Millis `gorm:"column:deadline_at"`
}

func (headRow) TableName() string { return "sitting_head" }

func (r headRow) head() exam.Head {
	return exam.Head{Sitting: exam.SittingID(r.SittingID), Epoch: r.Epoch, Seq: r.Seq, Place: r.Place, Hash: r.Hash,
		Gate: exam.Gate(r.Gate), Deadline: r.DeadlineAt.Time()}
}

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
	return append(args, string(h.Sitting), h.Epoch, h.Seq, h.Place, hash, string(h.Gate), sqldb.At(h.Deadline))
}

// Head implements exam.JournalStore.
func (s *Store) Head(ctx context.Context, id exam.SittingID) (exam.Head, error) {
	heads, err := s.heads(s.db.Conn(ctx), []exam.SittingID{id})
	h, ok := heads[id]
	if err == nil && !ok {
		return exam.Head{}, exam.ErrNoSitting
	}
	return h, err
}

// LockHeads implements exam.JournalStore. SQLite knows no FOR UPDATE and needs none: its writers are one at a time.
func (s *Store) LockHeads(ctx context.Context, ids []exam.SittingID) (map[exam.SittingID]exam.Head, error) {
	slices.Sort(ids)
	return s.heads(s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), ids)
}

func (s *Store) heads(db *gorm.DB, ids []exam.SittingID) (map[exam.SittingID]exam.Head, error) {
	var rows []headRow
	if err := db.Where("sitting_id IN ?", ids).Order("sitting_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make(map[exam.SittingID]exam.Head, len(rows))
	for _, r := range rows {
		out[exam.SittingID(r.SittingID)] = r.head()
	}
	return out, nil
}

// SetHeads implements exam.JournalStore: one statement for all of them. The rows exist and are locked, so the insert
// part never takes place.
func (s *Store) SetHeads(ctx context.Context, heads []exam.Head) error {
	if len(heads) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES ")
	args := make([]any, 0, 7*len(heads))
	for i, h := range heads {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("(?,?,?,?,?,?,?)")
		args = headArgs(args, h)
	}
	if s.db.Engine() == sqldb.SQLite {
		b.WriteString(" ON CONFLICT (sitting_id) DO UPDATE SET epoch=excluded.epoch, seq=excluded.seq, place=excluded.place," +
			" hash=excluded.hash, gate=excluded.gate, deadline_at=excluded.deadline_at")
	} else {
		b.WriteString(" ON DUPLICATE KEY UPDATE epoch=VALUES(epoch), seq=VALUES(seq), place=VALUES(place)," +
			" hash=VALUES(hash), gate=VALUES(gate), deadline_at=VALUES(deadline_at)")
	}
	return s.db.Conn(ctx).Exec(b.String(), args...).Error
}

// Append implements exam.JournalStore.
func (s *Store) Append(ctx context.Context, entries []exam.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("INSERT INTO sitting_journal (sitting_id, place, seq, kind, question, answer, note, server_at, client_at, epoch, hash) VALUES ")
	args := make([]any, 0, 11*len(entries))
	for i, e := range entries {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("(?,?,?,?,?,?,?,?,?,?,?)")
		var seq any
		if e.Seq != 0 {
			seq = e.Seq
		}
		args = append(args, string(e.Sitting), e.Place, seq, string(e.Kind), e.Question, e.Answer, e.Note,
			sqldb.At(e.ServerAt), sqldb.At(e.ClientAt), e.Epoch, e.Hash)
	}
	return s.db.Conn(ctx).Exec(b.String(), args...).Error
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
	rows, err := s.db.Conn(ctx).Raw(query, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []exam.Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

func scanEntry(rows *sql.Rows) (exam.Entry, error) {
	var e exam.Entry
	var server, client sqldb.Millis
	err := rows.Scan(&e.Sitting, &e.Place, &e.Seq, &e.Kind, &e.Question, &e.Answer, &e.Note, &server, &client, &e.Epoch, &e.Hash)
	e.ServerAt, e.ClientAt = server.Time(), client.Time()
	return e, err
}
