package audit

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type row struct {
	ID        string       `gorm:"column:id;primaryKey"`
	At        sqldb.Millis `gorm:"column:at"`
	ActorKind string       `gorm:"column:actor_kind"`
	ActorID   string       `gorm:"column:actor_id"`
	ActorName string       `gorm:"column:actor_name"`
	PersonID  string       `gorm:"column:person_id"`
	Verb      string       `gorm:"column:verb"`
	Object    string       `gorm:"column:object"`
	Path      string       `gorm:"column:path"`
	Detail    string       `gorm:"column:detail"`
	Request   string       `gorm:"column:request"`
	Remote    string       `gorm:"column:remote"`
	Pos       *int64       `gorm:"column:pos"`
	Hash      *string      `gorm:"column:hash"`
}

func (row) TableName() string { return "audit_entry" }

// Log writes and reads the trail. It implements actor.Auditor.
type Log struct {
	db    *sqldb.DB
	clock actor.Clock
}

// New returns a Log on db.
func New(db *sqldb.DB, clock actor.Clock) *Log { return &Log{db: db, clock: clock} }

// Record adds e, stamped with the context's actor, to the transaction of ctx, which writes it right before its COMMIT.
// Outside a transaction it refuses: an act and its entry stand or fall together.
func (l *Log) Record(ctx context.Context, e actor.Entry) error {
	detail, err := json.Marshal(e.Detail) // maps are written in key order
	if err != nil {
		return err
	}
	a := actor.From(ctx)
	now := l.clock()
	path := e.Path
	if path == "" {
		path = "/"
	}
	if !l.db.InsertAtEnd(ctx, "audit_entry (id, at, actor_kind, actor_id, actor_name, person_id, verb, object, path, detail, request, remote)",
		actor.NewID(now), int64(sqldb.At(now)), string(a.Kind), a.ID, a.Name, a.Person, e.Verb, e.Object, path, string(detail), a.Request, a.Remote) {
		return fmt.Errorf("audit: %s recorded outside a transaction", e.Verb)
	}
	return nil
}

// Record as read back.
type Record struct {
	ID, ActorKind, ActorID, ActorName, Verb, Object, Path, Request string
	AtMillis                                                       int64
	Detail                                                         map[string]string
	Pos                                                            int64 // 0 while unsequenced
}

// Query selects entries. Paths limits to organisation subtrees and is required.
type Query struct {
	Paths  []string
	Object string
	Verb   string // prefix
	Actor  string
	Before string // id of the last entry of the previous page
	Limit  int    // 1–200, default 50
}

// Find returns entries newest first.
func (l *Log) Find(ctx context.Context, q Query) ([]Record, error) {
	tx := l.db.Within(ctx, "path", q.Paths).Model(&row{}).Order("id DESC")
	if q.Object != "" {
		tx = tx.Where("object = ?", q.Object)
	}
	if q.Verb != "" {
		tx = tx.Where("verb LIKE ?", q.Verb+"%")
	}
	if q.Actor != "" {
		tx = tx.Where("actor_id = ?", q.Actor)
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", q.Before)
	}
	var rows []row
	if err := tx.Limit(sqldb.Page(q.Limit)).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]Record, 0, len(rows))
	for _, r := range rows {
		rec := Record{ID: r.ID, ActorKind: r.ActorKind, ActorID: r.ActorID, ActorName: r.ActorName, Verb: r.Verb,
			Object: r.Object, Path: r.Path, Request: r.Request, AtMillis: int64(r.At)}
		if r.Pos != nil {
			rec.Pos = *r.Pos
		}
		if err := json.Unmarshal([]byte(r.Detail), &rec.Detail); err != nil {
			return nil, fmt.Errorf("audit entry %s: %w", r.ID, err)
		}
		out = append(out, rec)
	}
	return out, nil
}
