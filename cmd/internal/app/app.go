package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/web/ws"
)

// App is the whole program of one node: opened by New, run by Run, closed by Close.
type App struct {
	*Services
	base
	version string
	steps   []sqldb.Migration // that this program needs
	metrics *metrics
	heads   *audit.Exporter
	runner  *jobs.Runner
	hub     *ws.Hub
	handler http.Handler
	node    *node
	media   *mediaPart          // takes cameras in this process, or says that nobody does
	silence *silenceWatch       // notices rooms that fall silent
	hints   chan exam.SittingID // what pages say they see
	demo    *demoRoom           // nil without demo data
	empty   bool                // the database was empty at the start

	witnesses []tlog.Witness // who cosigns checkpoints of the transparency log
}

// leaseOf is how long a node that died keeps its jobs, sweepLease how long it keeps the sweep of deadlines. A paper is handed
// in at most five seconds late also when the node dies in the middle of a sweep, a second after a deadline that it let
// drain: one second, the lease, half a second to the next try, and what the clocks of two nodes differ.
const (
	leaseOf    = 2500 * time.Millisecond
	sweepLease = 1500 * time.Millisecond
)

// New opens database, key file, kv and files, migrates an embedded database, wires the services and seeds what every
// installation starts with. Demo data is for the caller (package demo).
func New(ctx context.Context, cfg *config.Config, log *slog.Logger, clock actor.Clock, version string) (_ *App, err error) {
	if cfg.Role != "all" && cfg.Role != "web" {
		return nil, fmt.Errorf("role %q is not served here; NewMedia and NewRoom serve the others", cfg.Role)
	}
	a := &App{version: version, metrics: newMetrics(), hints: make(chan exam.SittingID, 256), base: base{cfg: cfg, log: log, clock: clock, program: version}}
	if cfg.DemoData() {
		a.demo = &demoRoom{sim: device.NewSimulator()}
		clock = a.demo.now(clock)
		a.clock = clock
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	db, steps, err := OpenDB(ctx, cfg)
	if err != nil {
		return a, err
	}
	a.db, a.steps = db, steps
	if a.empty, err = prepare(ctx, cfg, db, steps, log, clock); err != nil {
		return a, err
	}
	if a.ring, err = OpenKeys(cfg, a.empty); err != nil {
		return a, err
	}
	if a.kv, err = kv.Open(cfg.Redis.URL, time.Now); err != nil {
		return a, err
	}
	files, err := OpenBlobs(ctx, cfg)
	if err != nil {
		return a, err
	}
	a.blobs = blob.NewSealed(files, a.ring)
	if a.witnesses, err = logWitnesses(cfg.Transparency.Witnesses); err != nil {
		return a, err
	}
	a.trail, a.out = audit.New(db, clock), jobs.NewOutbox(db, clock)
	keys, err := HeadKeys(a.ring)
	if err != nil {
		return a, err
	}
	a.heads = audit.NewExporter(a.trail, keys, HeadsDir(cfg))
	hw, err := a.devices()
	if err != nil {
		return a, err
	}
	a.node = a.newNode()
	if a.Services, err = a.wire(hw, a.node); err != nil {
		return a, err
	}
	if err = a.seed(ctx); err != nil {
		return a, err
	}
	a.schedule()
	a.media = a.mediaPart(a.Recordings)
	a.openEyes(a.media, a.Notices, a.Incidents)
	a.media.listen(a.Incidents)
	a.Recordings.Tell(missingCameras{a.Incidents}, mostUnrecorded(a.Rules))
	a.Recordings.StopBy(cameraClocks{a.Exam, a.Halts, a.Outposts})
	a.Recordings.OnSay(a.tellWords)
	a.serve()
	return a, nil
}

// HeadsDir is where the signed heads of the audit trail are written.
func HeadsDir(cfg *config.Config) string { return filepath.Join(cfg.DataDir, "audit") }

// HeadKeys derives the keys of the audit trail's heads from the key file.
func HeadKeys(r interface {
	Derive(purpose string, n int) []byte
}) (*audit.Keys, error) {
	return audit.NewKeys(r.Derive("audit.head", 32))
}

// Now is the program's time.
func (a *App) Now() time.Time { return a.clock() }

// shutdownTime bounds how long requests may finish after the program was told to stop.
const shutdownTime = 10 * time.Second

// Run serves on ln until ctx ends, then stops taking connections, ends the seats' sockets, stores what waits, and returns.
// Seats reconnect to another node or after the restart; nothing acknowledged is lost. It returns jobs.ErrFence when nodes
// with other scoring code have taken over.
func (a *App) Run(ctx context.Context, ln net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pipeline, stopPipeline := context.WithCancel(context.WithoutCancel(ctx))
	defer stopPipeline()
	var wg sync.WaitGroup
	lost := a.background(ctx, pipeline, &wg)
	if a.cfg.Metrics.Listen != "" {
		if err := a.serveMetrics(ctx, &wg); err != nil {
			return err
		}
	}
	srv := newServer(a.log, a.handler)
	failed := listen(a.cfg, srv, ln)
	var err error
	select {
	case err = <-failed:
	case err = <-lost:
		a.log.Error("this node may not serve any more", "err", err)
		err = errors.Join(err, a.endServing(ctx, srv))
	case <-ctx.Done():
		a.node.enter(draining)
		time.Sleep(a.cfg.Node.DrainFor)
		err = a.endServing(ctx, srv)
	}
	stop()
	stopPipeline()
	wg.Wait()
	a.leave(ctx)
	return unlessClosed(err)
}

// endServing sends the seats elsewhere and lets requests finish.
func (a *App) endServing(ctx context.Context, srv *http.Server) error {
	a.hub.Close()
	return finish(ctx, srv)
}

// background starts everything that runs beside requests: the pipeline until pipeline ends, all else until ctx ends, the
// jobs only once this node serves. The channel tells when it must not serve any more.
func (a *App) background(ctx, pipeline context.Context, wg *sync.WaitGroup) <-chan error {
	wg.Go(func() { a.Exam.Run(pipeline) })
	a.node.enter(starting)
	wg.Go(func() { a.Inputs.Run(pipeline) })
	wg.Go(func() { a.Claims.Run(pipeline) })
	a.Exam.OnChange(a.tellOthers(pipeline))
	wg.Go(func() { a.hearOthers(pipeline) })
	wg.Go(func() { a.hearChallenges(ctx) })
	wg.Go(func() { a.hearWritten(ctx) })
	wg.Go(func() { a.hearTaken(ctx) })
	wg.Go(func() { a.silence.run(ctx) })
	wg.Go(func() { a.tellHints(ctx) })
	wg.Go(func() { a.countLooks(ctx) })
	wg.Go(func() { hearMotions(ctx, a.kv, a.Inputs) })
	if a.gateway != nil {
		wg.Go(func() { a.gateway.Run(ctx) })
	}
	if a.cfg.Role == "all" && a.cfg.Cameras() {
		a.media.measure(a.metrics)
		a.media.measureEyes(a.metrics)
		wg.Go(func() { a.media.run(ctx) })
	}
	lost := make(chan error, 1)
	wg.Go(func() {
		if a.come(ctx) != nil {
			return
		}
		wg.Go(func() { a.runner.Run(ctx) })
		if err := a.beat(ctx); err != nil {
			lost <- err
		}
	})
	return lost
}

func (a *App) serveMetrics(ctx context.Context, wg *sync.WaitGroup) error {
	ln, err := net.Listen("tcp", a.cfg.Metrics.Listen)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.handler())
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	wg.Go(func() { _ = srv.Serve(ln) })
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	return nil
}

// Close closes what New opened.
func (a *App) Close() error {
	var errs []error
	if a.kv != nil {
		errs = append(errs, a.kv.Close())
	}
	if a.db != nil {
		errs = append(errs, a.db.Close())
	}
	return errors.Join(errs...)
}
