package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// Options say what a run does.
type Options struct {
	Exe      string // the program whose nodes are harmed
	Seed     uint64
	Topology Topology
	Seats    int           // robots; at least 100 sit to the end
	Extra    int           // harms beyond one of each kind
	Pace     time.Duration // between two answers of a robot, on average
	Keep     bool          // leave the folder for looking at
}

// Report is what came of a run.
type Report struct {
	Kinds        map[string]int // harms by kind
	Faults       int
	Fewest       int // live sittings at the harm that met fewest
	Sittings     int
	Acks         int
	Lost         int // acknowledged, and not in the journal
	Contradicted int // acknowledged, and other content in the journal, or a score or chain that does not follow from it
	LateMax      time.Duration
	Stuck        int // sittings without a result, robots with unanswered records
	Findings     []string
}

// Clean reports whether every promise held.
func (r Report) Clean() bool {
	return r.Lost == 0 && r.Contradicted == 0 && r.Stuck == 0 && r.LateMax <= lateLimit
}

// lateLimit is how late a paper may be handed in after its deadline, once a node serves again.
const lateLimit = 5 * time.Second

var errNotHere = errors.New("chaos: not possible on this machine")

// Run builds an installation, lets robots sit, harms it, heals it, and checks.
func Run(ctx context.Context, o Options, progress io.Writer) (rep Report, err error) {
	h, err := build(ctx, o.Exe, o.Topology, o.Seats, progress)
	if err != nil {
		return rep, err
	}
	defer func() {
		if o.Keep {
			fmt.Fprintln(progress, "kept", h.dir)
			return
		}
		h.close()
	}()
	w := &world{house: h, rng: rand.New(rand.NewPCG(o.Seed, 0x5eed)), out: progress} //nolint:gosec // repeatable on purpose
	robots, err := w.harmAll(ctx, o, &rep)
	if err != nil {
		return rep, err
	}
	return rep, w.judge(ctx, robots, &rep)
}

// harmAll runs robots and harms, and lets everything come to rest.
func (w *world) harmAll(ctx context.Context, o Options, rep *Report) ([]*sitter, error) {
	running, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	defer wg.Wait()
	defer stop()
	wg.Go(func() { w.watch(running) })
	var robots []*sitter
	for i, token := range w.house.tokens {
		copies := 1
		if i%15 == 0 {
			copies = 2 // the same seat's page open twice: they fence each other
		}
		for range copies {
			r := w.newSitter(token)
			robots = append(robots, r)
			wg.Go(func() { r.keep(running) })
			wg.Go(func() { r.sit(running, o.Pace) })
		}
	}
	if err := w.untilRunning(ctx, robots); err != nil {
		return nil, err
	}
	if err := w.shorten(ctx, len(w.house.tokens)/4); err != nil {
		return nil, err
	}
	if err := w.strike(ctx, o, robots, rep); err != nil {
		return nil, err
	}
	for _, n := range w.house.nodes {
		if err := n.await(ctx, 90*time.Second); err != nil {
			return nil, err
		}
	}
	w.finish(ctx, robots, rep)
	return robots, nil
}

func (w *world) untilRunning(ctx context.Context, robots []*sitter) error {
	for end := time.Now().Add(90 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if live(robots) >= len(w.house.tokens)-2 {
			return ctx.Err()
		}
	}
	return fmt.Errorf("only %d of %d sittings began", live(robots), len(w.house.tokens))
}

// live counts the sittings that robots know to be running.
func live(robots []*sitter) int {
	seen := map[string]bool{}
	for _, r := range robots {
		if s := r.State(); s.Phase == "RUNNING" {
			seen[s.Sitting] = true
		}
	}
	return len(seen)
}

// shorten gives n sittings deadlines within the run, as if their time were nearly over.
func (w *world) shorten(ctx context.Context, n int) error {
	return w.withDB(ctx, func(db *sqldb.DB) error {
		rows, err := db.SQL().QueryContext(ctx, "SELECT id FROM sitting WHERE state = 'RUNNING' AND kind = 'FORMAL' ORDER BY id LIMIT ?", n)
		if err != nil {
			return err
		}
		var ids []string
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return errors.Join(err, rows.Close())
			}
			ids = append(ids, id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, id := range ids {
			in := (15 + w.rng.IntN(60)) * 1000
			err := db.InTx(ctx, func(ctx context.Context) error {
				for _, q := range []string{
					"UPDATE sitting_head SET deadline_at = ? WHERE sitting_id = ?",
					"UPDATE sitting SET deadline_at = ?, version = version + 1 WHERE id = ?"} {
					if err := db.Conn(ctx).Exec(q, time.Now().UnixMilli()+int64(in), id).Error; err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) withDB(ctx context.Context, f func(*sqldb.DB) error) error {
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: w.house.dsn, MaxOpen: 4})
	if err != nil {
		return err
	}
	return errors.Join(f(db), db.Close())
}

// strike does one harm of every kind and some more, in an order that follows from the seed.
func (w *world) strike(ctx context.Context, o Options, robots []*sitter, rep *Report) error {
	var plan []harm
	for _, x := range harms {
		if x.only == "" || x.only == o.Topology {
			plan = append(plan, x)
		}
	}
	for range o.Extra {
		plan = append(plan, plan[w.rng.IntN(len(plan))])
	}
	w.rng.Shuffle(len(plan), func(i, j int) { plan[i], plan[j] = plan[j], plan[i] })
	rep.Kinds, rep.Fewest = map[string]int{}, len(w.house.tokens)
	for _, x := range plan {
		n := live(robots)
		began := time.Now()
		err := x.do(ctx, w)
		w.note("%-16s %4.1f s, %d live, %d acks", x.kind, time.Since(began).Seconds(), n, acks(robots))
		switch {
		case errors.Is(err, errNotHere):
			w.note("%s: %v", x.kind, err)
			continue
		case err != nil:
			return fmt.Errorf("%s: %w", x.kind, err)
		}
		rep.Kinds[x.kind]++
		rep.Faults++
		rep.Fewest = min(rep.Fewest, n)
		w.rest(ctx, 300, 1200)
		for _, nd := range w.house.nodes { // the supervisor
			if err := nd.await(ctx, 90*time.Second); err != nil {
				return fmt.Errorf("after %s: %w", x.kind, err)
			}
		}
	}
	return nil
}

func acks(robots []*sitter) int {
	n := 0
	for _, r := range robots {
		n += len(r.Acks())
	}
	return n
}

// finish lets everybody send what waits and hand in, at most two minutes.
func (w *world) finish(ctx context.Context, robots []*sitter, rep *Report) {
	for _, r := range robots {
		r.quit.Store(true)
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, r := range robots {
		wg.Go(func() {
			for ctx.Err() == nil && r.Unsaved() > 0 {
				time.Sleep(100 * time.Millisecond)
			}
			if left := r.Unsaved(); left > 0 {
				mu.Lock()
				rep.Stuck++
				rep.Findings = append(rep.Findings, fmt.Sprintf("a robot of sitting %s still holds %d records without an answer: %+v", r.State().Sitting, left, r.LastError()))
				mu.Unlock()
			}
			for ctx.Err() == nil {
				if _, err := r.Submit(ctx); err == nil || r.phase() != "RUNNING" {
					return
				}
				time.Sleep(200 * time.Millisecond)
			}
		})
	}
	wg.Wait()
}
