package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/session"
)

// Media is the program that only takes cameras (--role=media). It knows terminals, sittings and recordings, and answers nothing else.
type Media struct {
	base
	version string
	steps   []sqldb.Migration
	part    *mediaPart
	metrics *metrics
	demo    *demoRoom // nil without demo data
	handler http.Handler
}

// NewMedia opens the database that web nodes have prepared, the key file and the file store.
func NewMedia(ctx context.Context, cfg *config.Config, log *slog.Logger, clock actor.Clock, version string) (_ *Media, err error) {
	m := &Media{version: version, metrics: newMetrics()}
	if cfg.DemoData() { // goes by the clock of the demo's web node, when both are moved
		m.demo = &demoRoom{sim: device.NewSimulator()}
		clock = m.demo.now(clock)
	}
	m.base = base{cfg: cfg, log: log, clock: clock}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
		}
	}()
	if m.db, m.steps, err = OpenDB(ctx, cfg); err != nil {
		return m, err
	}
	if err = m.db.Check(ctx, m.steps); err != nil {
		return m, fmt.Errorf("a media node uses the database of its web nodes, start one of those first: %w", err)
	}
	if m.ring, err = crypt.Load(cfg.KeyFile); err != nil {
		return m, fmt.Errorf("a media node uses the key file of its web nodes: %w", err)
	}
	files, err := OpenBlobs(ctx, cfg)
	if err != nil {
		return m, err
	}
	m.blobs = blob.NewSealed(files, m.ring)
	m.trail, m.out = audit.New(m.db, clock), jobs.NewOutbox(m.db, clock)
	return m, m.serve()
}

func (m *Media) serve() error {
	s := &Services{}
	m.wirePeople(s, &later{})
	m.part = m.mediaPart(m.recordings())
	m.part.measure(m.metrics)
	if err := m.mediaEyes(s); err != nil {
		return err
	}
	mux := http.NewServeMux()
	_, groups := api.New(mux, session.Authenticator{Devices: s.Devices}, m.log, m.version)
	api.RegisterCameras(groups, m.part)
	m.serveLive(mux)
	m.serveEyes(mux)
	if m.demo != nil {
		mux.HandleFunc("POST /demo/clock", m.demo.move)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", ready([]probe{
		{"database", true, func(ctx context.Context) error { return m.db.Serves(ctx, m.steps) }},
		{"cameras", true, func(context.Context) error {
			if m.part.server.Load() == nil {
				return media.ErrAway
			}
			return nil
		}},
	}))
	mux.Handle("GET /metrics", localOnly(m.metrics.handler()))
	m.handler = api.Chain(mux, m.log, m.clock, m.cfg.TrustedProxies, m.metrics.observe)
	return nil
}

// Run serves on ln until ctx ends, then ends the cameras' sessions and keeps what is recorded.
func (m *Media) Run(ctx context.Context, ln net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { m.part.run(ctx) })
	srv := newServer(m.log, m.handler)
	srv.ReadTimeout = 30 * time.Second // nothing here takes long to send
	failed := listen(m.cfg, srv, ln)
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = finish(ctx, srv)
	}
	stop()
	wg.Wait()
	return unlessClosed(err)
}

// Close closes what NewMedia opened.
func (m *Media) Close() error {
	var errs []error
	if m.kv != nil {
		errs = append(errs, m.kv.Close())
	}
	if m.db != nil {
		errs = append(errs, m.db.Close())
	}
	return errors.Join(errs...)
}
