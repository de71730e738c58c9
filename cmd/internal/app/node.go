package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/web/api"
)

// ErrStarting answers requests that come before the node serves or after it has begun to stop.
var ErrStarting = fault.Define("node.not_serving", fault.Unavailable, "服务正在启动或升级，请稍候再试。已保存的内容不受影响。",
	"The service is starting or being upgraded. Try again in a moment. What was stored is safe.")

// phase is where a node stands between its start and its end.
type phase int32

const (
	unused   phase = iota // Run was not called; tests ask the handler directly
	starting              // waiting for the fence, examined by the robot candidate
	serving
	draining
	fenced
)

// node is this process among those that serve the database.
type node struct {
	*jobs.Nodes
	phase  atomic.Int32
	robot  atomic.Bool // the robot candidate has passed, or there was no paper to sit
	redial time.Duration
}

func (n *node) at() phase     { return phase(n.phase.Load()) }
func (n *node) enter(p phase) { n.phase.Store(int32(p)) }

// fenceValue is the digest of everything in this program that decides what a paper and a score are. Rule sets, releases and
// keys are data that every sitting names; they cannot differ between nodes.
func fenceValue() string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "scoring %d, %s", exam.ScoringVersion, assembly.DrawVersion)))
}

func (a *App) newNode() *node {
	host, err := os.Hostname()
	if err != nil {
		host = "unnamed"
	}
	me := jobs.Node{Name: cutName(host + " " + a.cfg.Listen), Role: a.cfg.Role, Version: a.version, Fence: fenceValue()}
	return &node{Nodes: jobs.NewNodes(a.db, a.clock, me, a.cfg.Node.OutageFrom), redial: time.Second}
}

func cutName(s string) string { return s[:min(len(s), 120)] }

// come joins the other nodes as soon as their fence allows, has the robot candidate examine this one, and opens it. It
// tries until ctx ends.
func (a *App) come(ctx context.Context) error {
	told := ""
	for {
		err := a.comeOnce(ctx)
		if err == nil {
			a.node.enter(serving)
			a.log.Info("serving", "node", a.node.ID())
			return nil
		}
		if err.Error() != told {
			a.log.Error("not serving yet", "err", err)
			told = err.Error()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(a.node.redial):
		}
	}
}

func (a *App) comeOnce(ctx context.Context) error {
	if err := a.node.Join(ctx); err != nil {
		return err
	}
	if err := a.settle(ctx); err != nil {
		return err
	}
	if a.node.robot.Load() {
		return nil
	}
	items, err := a.Bank.ExamItems(ctx)
	if err != nil {
		return err
	}
	if len(items) > 0 {
		if err := a.rehearse(ctx, items[int(time.Now().UnixNano()/1000)%len(items)]); err != nil {
			return err
		}
	}
	a.node.robot.Store(true)
	return nil
}

// settle gives back the time of outages before anything here sweeps deadlines. Every node that joins does it: each sitting
// is credited once, whoever comes first.
func (a *App) settle(ctx context.Context) error {
	open, err := a.node.Unsettled(ctx)
	if err != nil {
		return err
	}
	for _, o := range open {
		n, err := a.Exam.CreditOutage(ctx, exam.Outage{ID: o.ID, Cause: o.Cause, From: o.From, To: o.To, Evidence: o.Evidence})
		if err != nil {
			return err
		}
		a.log.Warn("nothing served for a while", "from", o.From, "to", o.To, "sittings_credited", n)
		if err := a.node.Settle(ctx, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// rehearse lets the robot candidate sit one paper. A paper that nobody could sit (the rules leave something blank) is not
// this node's fault and says nothing about it.
func (a *App) rehearse(ctx context.Context, item string) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	root, err := authorityPath(ctx, a.People)
	if err != nil {
		return notFoundIsNo(err)
	}
	err = a.Exam.Rehearse(ctx, item, root, rules.SpecialOperator)
	if errors.Is(err, exam.ErrPaperTerms) || fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.NotFound {
		a.log.Warn("no paper can be sat for an item", "item", item, "err", err)
		return nil
	}
	return err
}

// beat keeps this node on the list until ctx ends. It returns jobs.ErrFence when nodes that decide differently took over.
func (a *App) beat(ctx context.Context) error {
	t := time.NewTicker(jobs.BeatEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
		switch err := a.node.Beat(ctx); {
		case errors.Is(err, jobs.ErrFence):
			a.node.enter(fenced)
			return err
		case err != nil && ctx.Err() == nil:
			a.log.Warn("beat", "err", err)
		}
	}
}

// leave takes this node off the list; a database that is away finds out by the missing beats.
func (a *App) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := a.node.Leave(ctx); err != nil {
		a.log.Warn("leaving", "err", err)
	}
}

// gate lets requests to the interface in while the node serves. Health, metrics and the pages' files are always answered.
func (a *App) gate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p := a.node.at(); (p == starting || p == fenced) && strings.HasPrefix(r.URL.Path, "/api/") {
			w.Header().Set("Retry-After", "2")
			api.WriteProblem(w, r, ErrStarting)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// probe answers /readyz: new work belongs to this node only while it serves.
func (n *node) probe(context.Context) error {
	if p := n.at(); p != serving && p != unused {
		return ErrStarting
	}
	return nil
}

// seatsChanged is the channel on which nodes tell each other whose page to look at again.
const seatsChanged = "seat.changed"

// tellOthers tells the other nodes that a seat's sitting changed. Nothing hangs on it: a page looks by itself every
// twenty seconds, so a Redis that is away costs time and nothing else.
func (a *App) tellOthers(ctx context.Context) func(site.SeatID) {
	queue := make(chan site.SeatID, 1024)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case seat := <-queue:
				if err := a.kv.Publish(ctx, seatsChanged, []byte(a.node.ID()+" "+string(seat))); err != nil && ctx.Err() == nil {
					a.log.Debug("telling other nodes", "err", err)
				}
			}
		}
	}()
	return func(seat site.SeatID) {
		select {
		case queue <- seat:
		default: // the pages' own look finds it
		}
	}
}

// hearOthers wakes the pages of seats that changed on other nodes until ctx ends.
func (a *App) hearOthers(ctx context.Context) {
	for ctx.Err() == nil {
		messages, err := a.kv.Subscribe(ctx, seatsChanged)
		if err != nil {
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			continue
		}
		a.hub.PokeAll() // what was told before this moment was not heard
		for m := range messages {
			if m == nil {
				a.hub.PokeAll()
			}
			if len(m) > 27 && string(m[:26]) != a.node.ID() {
				a.hub.Poke(site.SeatID(m[27:]))
			}
		}
	}
}

// forgetNodes removes nodes that ended long ago from the list.
func (a *App) forgetNodes(ctx context.Context) error {
	return a.node.Forget(actor.AsSystem(ctx, "nodes"), a.clock().AddDate(0, 0, -30))
}
