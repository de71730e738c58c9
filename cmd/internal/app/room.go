package app

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/oncall"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/web/ws"
)

// Room is the program inside an examination room (--role=room): it keeps the sittings that the centre hands over to it and
// passes everything else on to the centre.
type Room struct {
	cfg     *config.Config
	log     *slog.Logger
	clock   actor.Clock
	version string
	db      *sqldb.DB
	steps   []sqldb.Migration
	trail   *audit.Log
	keys    outpost.Keys
	post    *outpost.Post
	mirror  *outpost.Mirror // nil: the room has one node
	exam    *exam.Service
	inputs  *input.Judge
	hub     *ws.Hub
	front   *ws.Front
	runner  *jobs.Runner
	centre  *url.URL
	client  *http.Client
	demo    *demoRoom
	camera  *roomCamera // nil: cameras are off
	metrics *metrics
	handler http.Handler
}

// NewRoom opens the node's own database and key file, makes both on the first start, and wires the node.
func NewRoom(ctx context.Context, cfg *config.Config, log *slog.Logger, clock actor.Clock, version string) (_ *Room, err error) {
	r := &Room{cfg: cfg, log: log, version: version, metrics: newMetrics(), client: &http.Client{Timeout: 20 * time.Second}}
	if cfg.DemoData() {
		r.demo = &demoRoom{sim: device.NewSimulator()}
		clock = r.demo.now(clock)
	}
	r.clock = clock
	defer func() {
		if err != nil {
			err = errors.Join(err, r.Close())
		}
	}()
	if r.centre, err = url.Parse(cfg.Room.Centre); err != nil {
		return r, err
	}
	if r.db, r.steps, err = OpenDB(ctx, cfg); err != nil {
		return r, err
	}
	ran, err := r.db.Migrate(ctx, r.steps, clock())
	if err != nil {
		return r, err
	}
	own := *cfg
	own.Mode = "embedded" // the node makes its key file itself: nobody is there to do it
	ring, err := OpenKeys(&own, len(ran) == len(r.steps))
	if err != nil {
		return r, err
	}
	if r.keys, err = outpost.DeriveKeys(ring); err != nil {
		return r, err
	}
	other, err := newOtherNode(cfg.Room.Mirror)
	if err != nil {
		return r, err
	}
	r.wire(ring, other)
	r.serve()
	return r, nil
}

// wire plugs the same sittings as everywhere into the node's own database, with the post in place of what only the centre has.
func (r *Room) wire(ring *crypt.Ring, other *otherNode) {
	es, ps := examstore.New(r.db, ring), outpoststore.New(r.db)
	r.trail = audit.New(r.db, r.clock)
	var caller outpost.OnCall
	if o := r.cfg.Room.OnCall; o.URL != "" {
		caller = oncall.New(oncall.Config{URL: o.URL, Token: o.Token, Via: o.Via})
	}
	var films func() *outpost.FilmState
	if r.camera = r.newRoomCamera(ring); r.camera != nil {
		films = r.camera.state
		measureMedia(r.metrics, &r.camera.server, &r.camera.failures)
	}
	r.post = outpost.NewPost(outpost.PostDeps{Films: films, Clock: r.clock, Log: r.log, Keys: r.keys, Program: r.version, Store: ps, Stock: ps, Alone: ps, Told: ps, OnCall: caller, Sittings: es,
		Policy: outpost.Policy{StartAlone: r.cfg.Room.StartAlone, Grace: r.cfg.Room.UplinkGrace}})
	sittings, journal := r.post.Doubled(roomStore{es, r.post}, es)
	if other != nil {
		r.mirror = r.post.NewMirror(ps, other, outpost.MirrorLimits{Wait: r.cfg.Room.Mirror.Wait, TakeOver: r.cfg.Room.Mirror.TakeOver})
	}
	r.exam = exam.New(exam.Deps{Clock: r.clock, Log: r.log, Random: rand.Reader, Audit: r.trail, Outbox: silent{},
		Store: sittings, Journal: journal, Draws: es, Results: es, Credits: es, Aborts: es, Watch: r.post, Pictures: r.post,
		Admissions: r.post, Papers: centreOnly{}, Rules: centreOnly{}, Facts: roomFacts{r.post}, Notices: centreOnly{}, Fence: alone{},
		Tuning: exam.Tuning{Lanes: 1}})
	r.post.Use(r.exam)
	r.inputs = input.New(input.Deps{Clock: r.clock, Log: r.log, Incidents: toCentre{r.post}, Store: toCentre{r.post}, Spans: toCentre{r.post}})
	r.runner = jobs.NewRunner(r.db, r.clock, r.log, leaseOf)
	r.runner.Urgent("exam.deadlines", time.Second/2, sweepLease, r.exam.SweepOnce)
	r.runner.Every("outpost.alone", time.Second, r.post.Tick)
	r.runner.Every(SequencerJob, time.Second, func(ctx context.Context) error {
		_, err := r.trail.Sequence(ctx)
		return err
	})
}

// roomStore counts attempts as the centre did.
type roomStore struct {
	*examstore.Store
	post *outpost.Post
}

// CountAttempts implements exam.Store.
func (s roomStore) CountAttempts(ctx context.Context, a application.ID) (int, error) {
	return s.post.Attempts(ctx, string(a))
}

// silent is the outbox of a node where nobody listens: the centre tells of what is handed back.
type silent struct{}

// Emit implements actor.Outbox.
func (silent) Emit(context.Context, actor.Event) error { return nil }

// alone is the fence of a node that decides no result.
type alone struct{}

// Holds implements exam.Fence.
func (alone) Holds(context.Context) error { return nil }

// centreOnly is what a room node cannot do.
type centreOnly struct{}

// Draw implements exam.Papers.
func (centreOnly) Draw(context.Context, string, questionbank.DrawInput) (exam.Drawn, error) {
	return exam.Drawn{}, outpost.ErrOffice
}

// Nonce implements exam.Papers.
func (centreOnly) Nonce(context.Context, exam.SittingID) ([16]byte, error) {
	return [16]byte{}, outpost.ErrOffice
}

// Promise implements exam.Papers: a room node makes no sitting.
func (centreOnly) Promise(context.Context, string, [32]byte) error { return outpost.ErrOffice }

// PromiseLot implements exam.Papers: phones speak with the centre.
func (centreOnly) PromiseLot(context.Context, string, [32]byte) (assembly.LotPromise, error) {
	return assembly.LotPromise{}, outpost.ErrOffice
}

// LogLot implements exam.Papers.
func (centreOnly) LogLot(context.Context, assembly.Lot) error { return outpost.ErrOffice }

// CurrentKey implements exam.Papers: a room node has no keys.
func (centreOnly) CurrentKey(context.Context, assembly.ReleaseID) (questionbank.Key, error) {
	return questionbank.Key{}, outpost.ErrOffice
}

// KeyVersion implements exam.Papers: a room node has no keys.
func (centreOnly) KeyVersion(context.Context, assembly.ReleaseID, int) (questionbank.Key, error) {
	return questionbank.Key{}, outpost.ErrOffice
}

// For implements exam.Rules: a sitting brings its terms along.
func (centreOnly) For(context.Context, rules.Question, rules.Query, rules.Dates) (rules.Set, error) {
	return rules.Set{}, outpost.ErrOffice
}

// ForSitting implements exam.Notices: what is handed over has been pledged.
func (centreOnly) ForSitting(context.Context, string) ([]notice.Text, error) {
	return nil, outpost.ErrOffice
}

// ConfirmNotices implements exam.Notices.
func (centreOnly) ConfirmNotices(context.Context, []notice.Confirmation) error {
	return outpost.ErrOffice
}

// roomFacts shows of a person what came with the sitting.
type roomFacts struct{ post *outpost.Post }

// Card implements exam.Facts.
func (f roomFacts) Card(ctx context.Context, p people.PersonID, _ string) (exam.Card, error) {
	return f.post.Card(ctx, string(p))
}

// Frozen implements exam.Facts.
func (roomFacts) Frozen(context.Context, exam.Sitting, actor.Date) (exam.Frozen, error) {
	return exam.Frozen{}, outpost.ErrOffice
}

// Run serves on ln until ctx ends. What waits is stored before it returns; a cut uplink is no reason to end.
func (r *Room) Run(ctx context.Context, ln net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pipeline, stopPipeline := context.WithCancel(context.WithoutCancel(ctx))
	defer stopPipeline()
	var wg sync.WaitGroup
	wg.Go(func() { r.exam.Run(pipeline) })
	wg.Go(func() { r.inputs.Run(ctx) })
	wg.Go(func() { r.runner.Run(ctx) })
	wg.Go(func() { r.talk(ctx) })
	if r.mirror != nil {
		wg.Go(func() { r.beat(ctx) })
	}
	if r.camera != nil {
		wg.Go(func() { r.camera.run(ctx) })
	}
	srv := newServer(r.log, r.handler)
	failed := listen(r.cfg, srv, ln)
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		r.hub.Close()
		r.front.Close()
		err = finish(ctx, srv)
	}
	stop()
	stopPipeline()
	wg.Wait()
	return unlessClosed(err)
}

// Close closes what NewRoom opened.
func (r *Room) Close() error {
	if r.db == nil {
		return nil
	}
	return r.db.Close()
}

// socket is the centre's address for the seats' sockets.
func (r *Room) socket() string {
	return "ws" + strings.TrimPrefix(r.centre.String(), "http") + "/api/device/ws"
}
