package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Work is what a job does once. It must stop when ctx ends and may run again at any time.
type Work func(ctx context.Context) error

type job struct {
	name  string
	every time.Duration
	lease time.Duration
	work  Work
}

type jobRow struct {
	Name       string       `gorm:"column:name;primaryKey"`
	RunAt      sqldb.Millis `gorm:"column:run_at"`
	Owner      string       `gorm:"column:owner"`
	LeaseUntil sqldb.Millis `gorm:"column:lease_until"`
	Version    int64        `gorm:"column:version"`
	LastRunAt  sqldb.Millis `gorm:"column:last_run_at"`
	LastError  string       `gorm:"column:last_error"`
}

func (jobRow) TableName() string { return "job" }

// Runner runs the registered jobs of one node.
type Runner struct {
	db    *sqldb.DB
	clock actor.Clock
	log   *slog.Logger
	owner string
	lease time.Duration
	jobs  []job
}

// NewRunner returns a runner whose leases last lease (a node that dies frees its jobs after that long).
func NewRunner(db *sqldb.DB, clock actor.Clock, log *slog.Logger, lease time.Duration) *Runner {
	return &Runner{db: db, clock: clock, log: log, owner: actor.NewID(clock()), lease: lease}
}

// Every registers work under a name that is the same on all nodes. Register before Run.
func (r *Runner) Every(name string, every time.Duration, work Work) {
	r.Urgent(name, every, r.lease, work)
}

// Urgent is Every for work that must not wait long for a node that died over it: its lease, and the time that one run of
// it may take, is its own.
func (r *Runner) Urgent(name string, every, lease time.Duration, work Work) {
	r.jobs = append(r.jobs, job{name, every, lease, work})
}

// Run runs every job at its pace until ctx ends, each in its own goroutine, and waits for them.
func (r *Runner) Run(ctx context.Context) {
	var wg sync.WaitGroup
	for _, j := range r.jobs {
		wg.Go(func() { r.loop(ctx, j) })
	}
	wg.Wait()
}

func (r *Runner) loop(ctx context.Context, j job) {
	t := time.NewTicker(j.every)
	defer t.Stop()
	for {
		if _, err := r.try(ctx, j); err != nil && ctx.Err() == nil {
			r.log.Error("job failed", "job", j.name, "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// RunOnce runs every job that is due and not leased elsewhere, in the order of registration, and returns their errors.
func (r *Runner) RunOnce(ctx context.Context) error {
	var errs []error
	for _, j := range r.jobs {
		if _, err := r.try(ctx, j); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", j.name, err))
		}
	}
	return errors.Join(errs...)
}

// Active is the last sign of life of a job on any node: the end of its last run, or of the lease under which it runs; the
// zero time where it never ran.
func Active(ctx context.Context, db *sqldb.DB, name string) (time.Time, error) {
	var row jobRow
	err := db.Conn(ctx).Where("name = ?", name).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return time.Time{}, nil
	}
	last := row.LastRunAt
	if row.Owner != "" {
		last = max(last, row.LeaseUntil)
	}
	return last.Time(), err
}

// try runs j when it is due and its lease can be had; it reports whether it ran.
func (r *Runner) try(ctx context.Context, j job) (bool, error) {
	version, ok, err := r.acquire(ctx, j)
	if err != nil || !ok {
		return false, err
	}
	workCtx, cancel := context.WithTimeout(actor.AsSystem(ctx, "job "+j.name), j.lease)
	defer cancel()
	werr := j.work(workCtx)
	return true, errors.Join(werr, r.release(context.WithoutCancel(ctx), j, version, werr))
}

func (r *Runner) acquire(ctx context.Context, j job) (int64, bool, error) {
	now := r.clock()
	var row jobRow
	err := r.db.Conn(ctx).Where("name = ?", j.name).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		row = jobRow{Name: j.name}
		if err := r.db.Conn(ctx).Create(&row).Error; err != nil && !errors.Is(err, gorm.ErrDuplicatedKey) {
			return 0, false, err
		}
	} else if err != nil {
		return 0, false, err
	}
	if row.RunAt.Time().After(now) || (row.Owner != "" && row.LeaseUntil.Time().After(now)) {
		return 0, false, nil
	}
	res := r.db.Conn(ctx).Model(&jobRow{}).Where("name = ? AND version = ?", j.name, row.Version).Updates(map[string]any{
		"owner": r.owner, "lease_until": sqldb.At(now.Add(j.lease)), "version": row.Version + 1,
	})
	return row.Version + 1, res.RowsAffected == 1, res.Error
}

func (r *Runner) release(ctx context.Context, j job, version int64, werr error) error {
	now := r.clock()
	text := ""
	if werr != nil {
		text = cut(werr.Error(), 400)
	}
	return r.db.Conn(ctx).Model(&jobRow{}).Where("name = ? AND version = ?", j.name, version).Updates(map[string]any{
		"owner": "", "lease_until": 0, "version": version + 1, "last_run_at": sqldb.At(now),
		"run_at": sqldb.At(now.Add(j.every - j.every/10)), "last_error": text,
	}).Error
}

// cut shortens s to at most n bytes without splitting a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
