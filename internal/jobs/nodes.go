package jobs

import (
	"context"
	"encoding/json"
	"time"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
)

// How nodes see each other.
const (
	BeatEvery = 2 * time.Second  // between two beats of a node
	DeadAfter = 15 * time.Second // a node that did not beat for so long serves nobody any more
)

// ErrFence means that nodes which would decide differently serve this database.
var ErrFence = fault.Define("node.fence", fault.Unavailable, "正在升级，请稍候再试。已保存的内容不受影响。",
	"An upgrade is under way. Try again in a moment. What was stored is safe.")

// Node is one process that serves the database.
type Node struct {
	ID      string
	Name    string // host and address, for people
	Role    string
	Version string
	Fence   string // digest of everything in the program that decides about results; nodes with different ones never serve together
	Started time.Time
	Seen    time.Time
	Left    time.Time // zero while it serves
}

// Outage is a time in which nothing served, with what shows it.
type Outage struct {
	ID       string
	Cause    string // SERVER_DOWN
	Scope    string // what was out: empty for everything
	From, To time.Time
	Evidence string // canonical JSON: which beats
}

type nodeRow struct {
	ID      string       `gorm:"column:id;primaryKey"`
	Name    string       `gorm:"column:name"`
	Role    string       `gorm:"column:role"`
	Version string       `gorm:"column:version"`
	Fence   string       `gorm:"column:fence"`
	Started sqldb.Millis `gorm:"column:started_at"`
	Seen    sqldb.Millis `gorm:"column:seen_at"`
	Left    sqldb.Millis `gorm:"column:left_at"`
}

func (nodeRow) TableName() string { return "node" }

type fenceRow struct {
	Subject string       `gorm:"column:subject;primaryKey"`
	Value   string       `gorm:"column:value"`
	SetAt   sqldb.Millis `gorm:"column:set_at"`
}

func (fenceRow) TableName() string { return "node_fence" }

// scoring is the subject of the one fence there is.
const scoring = "scoring"

// Nodes keeps the list of serving nodes and the fence that they share.
type Nodes struct {
	db    *sqldb.DB
	clock actor.Clock
	me    Node
	gap   time.Duration
}

// NewNodes returns the membership of one process. gap is the shortest time without any beat that counts as an outage.
func NewNodes(db *sqldb.DB, clock actor.Clock, me Node, gap time.Duration) *Nodes {
	if me.ID == "" {
		me.ID = actor.NewID(clock())
	}
	return &Nodes{db: db, clock: clock, me: me, gap: gap}
}

// ID returns this node's id.
func (n *Nodes) ID() string { return n.me.ID }

// Join enters this node. While live nodes hold another fence it fails with ErrFence and enters nothing: try again when
// they have left. When nobody served for longer than the gap before, the time is written down as an outage.
func (n *Nodes) Join(ctx context.Context) error {
	return n.db.InTx(ctx, func(ctx context.Context) error {
		now := n.clock()
		held, err := n.lockFence(ctx, now)
		if err != nil {
			return err
		}
		live, last, err := n.others(ctx, now)
		if err != nil {
			return err
		}
		if held.Value != n.me.Fence {
			if len(live) > 0 {
				return ErrFence.With("node", live[0].Name).With("version", live[0].Version)
			}
			if err := n.db.Conn(ctx).Model(&fenceRow{}).Where("subject = ?", scoring).
				Updates(map[string]any{"value": n.me.Fence, "set_at": sqldb.At(now)}).Error; err != nil {
				return err
			}
		}
		if err := n.noteOutage(ctx, live, last, now); err != nil {
			return err
		}
		return n.db.Conn(ctx).Save(&nodeRow{ID: n.me.ID, Name: n.me.Name, Role: n.me.Role, Version: n.me.Version, Fence: n.me.Fence,
			Started: sqldb.At(now), Seen: sqldb.At(now)}).Error
	})
}

// lockFence returns the fence's row, locked until the end of the transaction, and makes it where it is missing.
func (n *Nodes) lockFence(ctx context.Context, now time.Time) (fenceRow, error) {
	row := fenceRow{Subject: scoring, Value: n.me.Fence, SetAt: sqldb.At(now)}
	err := n.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
	if err != nil {
		return row, err
	}
	err = n.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("subject = ?", scoring).Take(&row).Error
	return row, err
}

// others returns the other nodes that serve, and the node seen last among all.
func (n *Nodes) others(ctx context.Context, now time.Time) (live []nodeRow, last *nodeRow, err error) {
	var rows []nodeRow
	if err := n.db.Conn(ctx).Where("id <> ?", n.me.ID).Order("seen_at DESC").Limit(200).Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	for i, r := range rows {
		if i == 0 {
			last = &rows[0]
		}
		if r.Left.Time().IsZero() && now.Sub(r.Seen.Time()) < DeadAfter {
			live = append(live, r)
		}
	}
	return live, last, nil
}

func (n *Nodes) noteOutage(ctx context.Context, live []nodeRow, last *nodeRow, now time.Time) error {
	if len(live) > 0 || last == nil || now.Sub(last.Seen.Time()) < n.gap {
		return nil
	}
	evidence, err := json.Marshal(map[string]any{"last_node": last.ID, "last_name": last.Name, "last_beat": last.Seen.Time().UTC(),
		"left": !last.Left.Time().IsZero(), "back_node": n.me.ID, "back_name": n.me.Name, "back": now.UTC()})
	if err != nil {
		return err
	}
	return n.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&outageRow{ID: actor.NewID(now), Cause: ServerDown,
		From: last.Seen, To: sqldb.At(now), Evidence: string(evidence)}).Error
}

// Beat says that this node serves. ErrFence when it may not any more: it stood still so long that nodes with another
// fence took over. It must then stop serving and end.
func (n *Nodes) Beat(ctx context.Context) error {
	return n.db.InTx(ctx, func(ctx context.Context) error {
		if err := n.Holds(ctx); err != nil {
			return err
		}
		return n.db.Conn(ctx).Model(&nodeRow{}).Where("id = ?", n.me.ID).Update("seen_at", sqldb.At(n.clock())).Error
	})
}

// Holds returns nil while the fence is this node's. Inside a transaction the fence cannot change before it ends; what is
// decided there was decided by the code that all serving nodes share.
func (n *Nodes) Holds(ctx context.Context) error {
	lock := " LOCK IN SHARE MODE"
	if n.db.Engine() == sqldb.SQLite { // one writer at a time
		lock = ""
	}
	ours := false
	err := n.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var held string
		err := scan(&held)
		ours = held == n.me.Fence
		return err
	}, "SELECT value FROM node_fence WHERE subject = ?"+lock, scoring)
	if err == nil && !ours {
		return ErrFence
	}
	return err
}

// Leave says that this node serves nobody any more.
func (n *Nodes) Leave(ctx context.Context) error {
	now := sqldb.At(n.clock())
	return n.db.Conn(ctx).Model(&nodeRow{}).Where("id = ?", n.me.ID).Updates(map[string]any{"seen_at": now, "left_at": now}).Error
}

// Live returns the nodes that serve, this one included, the oldest first.
func (n *Nodes) Live(ctx context.Context) ([]Node, error) {
	var rows []nodeRow
	after := sqldb.At(n.clock().Add(-DeadAfter))
	if err := n.db.Conn(ctx).Where("left_at = 0 AND seen_at > ?", after).Order("started_at, id").Limit(200).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]Node, len(rows))
	for i, r := range rows {
		out[i] = Node{ID: r.ID, Name: r.Name, Role: r.Role, Version: r.Version, Fence: r.Fence, Started: r.Started.Time(), Seen: r.Seen.Time()}
	}
	return out, nil
}

// Forget removes nodes that have not been seen since before.
func (n *Nodes) Forget(ctx context.Context, before time.Time) error {
	return n.db.Conn(ctx).Where("seen_at < ? AND id <> ?", sqldb.At(before), n.me.ID).Delete(&nodeRow{}).Error
}
