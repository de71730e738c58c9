package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type eventRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	Topic     string       `gorm:"column:topic"`
	Key       string       `gorm:"column:event_key"`
	Body      string       `gorm:"column:body"`
	CreatedAt sqldb.Millis `gorm:"column:created_at"`
	DoneAt    sqldb.Millis `gorm:"column:done_at"`
	Tries     int          `gorm:"column:tries"`
	NextAt    sqldb.Millis `gorm:"column:next_at"`
	LastError string       `gorm:"column:last_error"`
}

func (eventRow) TableName() string { return "outbox_event" }

// Receiver handles one event. It is called again after an error and after a crash, so it must be idempotent.
type Receiver func(ctx context.Context, e actor.Event) error

// Outbox stores events with the change that caused them and delivers them afterwards. It implements actor.Outbox.
type Outbox struct {
	db        *sqldb.DB
	clock     actor.Clock
	receivers map[string][]Receiver

	mu   sync.Mutex
	last time.Time // time inside the newest id this node gave, so that ids of one node rise strictly
}

// NewOutbox returns an outbox on db.
func NewOutbox(db *sqldb.DB, clock actor.Clock) *Outbox {
	return &Outbox{db: db, clock: clock, receivers: map[string][]Receiver{}}
}

// On registers a receiver of a topic. Register before Deliver runs.
func (o *Outbox) On(topic string, r Receiver) { o.receivers[topic] = append(o.receivers[topic], r) }

// Emit adds e to the transaction of ctx, which stores it right before its COMMIT; outside one it refuses.
func (o *Outbox) Emit(ctx context.Context, e actor.Event) error {
	now := o.tick()
	if !o.db.InsertAtEnd(ctx, "outbox_event (id, topic, event_key, body, created_at, done_at, tries, next_at, last_error)",
		actor.NewID(now), e.Topic, e.Key, string(e.Body), int64(sqldb.At(now)), 0, 0, 0, "") {
		return fmt.Errorf("outbox: %s emitted outside a transaction", e.Topic)
	}
	return nil
}

// tick returns the time, moved on by a millisecond where the clock has not moved since the last event.
func (o *Outbox) tick() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.clock()
	if next := o.last.Add(time.Millisecond); now.Before(next) {
		now = next
	}
	o.last = now
	return now
}

const deliverBatch = 500

// Deliver hands the waiting events to their receivers, oldest first, and returns how many were done. It runs under a
// lease. An event without receivers is done at once.
func (o *Outbox) Deliver(ctx context.Context) (int, error) {
	var rows []eventRow
	if err := o.db.Conn(ctx).Where("done_at = 0").Order("id").Limit(deliverBatch).Find(&rows).Error; err != nil {
		return 0, err
	}
	n := 0
	var idle []string // events that nobody receives: one statement marks them all
	var errs []error
	blocked := map[string]bool{}
	for _, r := range rows {
		if blocked[r.Key] || ctx.Err() != nil {
			continue
		}
		if len(o.receivers[r.Topic]) == 0 {
			idle = append(idle, r.ID)
			continue
		}
		if r.NextAt.Time().After(o.clock()) {
			blocked[r.Key] = true
			continue
		}
		if err := o.deliver(ctx, r); err != nil {
			blocked[r.Key] = true
			errs = append(errs, err)
			continue
		}
		n++
	}
	if err := o.done(ctx, idle); err != nil {
		return n, errors.Join(append(errs, err)...)
	}
	return n + len(idle), errors.Join(errs...)
}

func (o *Outbox) deliver(ctx context.Context, r eventRow) error {
	for _, recv := range o.receivers[r.Topic] {
		if err := recv(ctx, actor.Event{ID: r.ID, Topic: r.Topic, Key: r.Key, Body: []byte(r.Body)}); err != nil {
			pause := min(time.Second<<min(r.Tries, 10), 10*time.Minute)
			up := o.db.Conn(ctx).Model(&eventRow{}).Where("id = ?", r.ID).Updates(map[string]any{
				"tries": r.Tries + 1, "next_at": sqldb.At(o.clock().Add(pause)), "last_error": cut(err.Error(), 400),
			})
			return errors.Join(fmt.Errorf("event %s %s: %w", r.Topic, r.ID, err), up.Error)
		}
	}
	return o.done(ctx, []string{r.ID})
}

func (o *Outbox) done(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	args := []any{int64(sqldb.At(o.clock()))}
	for _, id := range ids {
		args = append(args, id)
	}
	_, err := o.db.Exec(ctx, "UPDATE outbox_event SET done_at = ? WHERE id IN ("+strings.Repeat(",?", len(ids))[1:]+")", args...)
	return err
}
