package app

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/web"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/ws"
)

// serve builds the node's handler: the seats' socket and the seats' acts where this node holds the sitting, the pages, and
// for all else the centre.
func (r *Room) serve() {
	r.hub = ws.NewHub(ws.Config{Sittings: r.exam, Device: r.device, Inputs: r.inputs, Clock: r.clock, Log: r.log, Origins: []string{r.cfg.PublicURL},
		PerSecond: float64(r.cfg.Limits.FramesPerSecond)})
	r.exam.OnChange(r.hub.Poke)
	r.front = &ws.Front{Hub: r.hub, Holds: r.post.Holds, Upstream: r.socket(), Seat: func(ctx context.Context, token string) (site.SeatID, error) {
		a, err := r.device(ctx, token)
		return site.SeatID(a.Seat), err
	}}
	own := http.NewServeMux()
	_, groups := api.New(own, roomAuth{r}, r.log, r.version)
	api.RegisterSeats(groups, r.exam, r.inputs)

	mux := http.NewServeMux()
	mux.Handle("GET /api/device/ws", r.front)
	mux.Handle("/api/device/sitting", r.led(own))
	mux.Handle("/api/device/sitting/", r.led(own))
	mux.Handle("GET /api/device/emergency", r.emergency())
	mux.Handle("/api/", r.pass())
	mux.Handle("/demo/", r.pass())
	mux.Handle("GET /metrics", localOnly(r.metrics.handler()))
	probes := []probe{}
	if r.camera != nil {
		r.camera.serve(mux, own, groups)
		probes = r.camera.ready()
	}
	if r.mirror != nil {
		mux.HandleFunc("POST "+mirrorPath, r.mirrored)
	}
	if r.demo != nil {
		mux.HandleFunc("POST /demo/clock", r.demo.move)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", ready(append([]probe{
		{"database", true, func(ctx context.Context) error { return r.db.Serves(ctx, r.steps) }},
		{"uplink", false, func(context.Context) error {
			if !r.post.Up() {
				return outpost.ErrUplink
			}
			return nil
		}},
		{"mirror", false, func(context.Context) error {
			if r.mirror != nil && !r.mirror.Single().IsZero() {
				return errSingle
			}
			return nil
		}},
	}, probes...)))
	mux.Handle("/", web.Handler())
	r.handler = api.Chain(mux, r.log, r.clock, r.cfg.TrustedProxies, r.metrics.observe)
}

// device is the seat terminal behind a token, as the centre told.
func (r *Room) device(ctx context.Context, token string) (actor.Actor, error) {
	return r.post.Device(ctx, crypt.HashToken(token))
}

// roomAuth lets only the room's seats act on the node itself.
type roomAuth struct{ room *Room }

// Candidate implements api.Authenticator.
func (roomAuth) Candidate(*http.Request) (actor.Actor, error) {
	return actor.Actor{}, outpost.ErrOffice
}

// Staff implements api.Authenticator.
func (roomAuth) Staff(*http.Request) (actor.Actor, error) { return actor.Actor{}, outpost.ErrOffice }

// Device implements api.Authenticator.
func (a roomAuth) Device(r *http.Request) (actor.Actor, error) {
	return a.room.device(r.Context(), bearer(r))
}

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// led answers a seat whose sitting this node holds, and passes every other on.
func (r *Room) led(own http.Handler) http.Handler {
	pass := r.pass()
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		a, err := r.device(req.Context(), bearer(req))
		held, failed := false, err
		if err == nil {
			held, failed = r.post.Holds(req.Context(), site.SeatID(a.Seat))
		}
		if failed != nil && (err == nil || fault.KindOf(err) == fault.Internal) {
			r.tell(w, req, failed)
			return
		}
		if digest, asked := strings.CutPrefix(req.URL.Path, "/api/device/sitting/pictures/"); held && asked {
			// A paper that this node took over from the other one came without its pictures: the centre has them.
			_, _, err := r.exam.Picture(actor.With(req.Context(), a), digest)
			held = fault.KindOf(err) != fault.NotFound || !r.post.Up()
		}
		if held {
			own.ServeHTTP(w, req)
			return
		}
		if err == nil {
			r.front.Asked(site.SeatID(a.Seat), r.clock())
		}
		pass.ServeHTTP(w, req)
	})
}

// errSingle is what /readyz says of a node whose other one does not answer.
var errSingle = errors.New("the other room node does not answer: records are stored here alone")

// passTime bounds how long the centre may take for an answer.
const passTime = 30 * time.Second

// pass sends a request on to the centre as it is. While the uplink is cut it says so.
func (r *Room) pass() http.Handler {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = passTime
	return r.passBy(transport, func(w http.ResponseWriter, req *http.Request, err error) {
		r.log.Debug("the centre does not answer", "path", req.URL.Path, "err", err)
		r.tell(w, req, outpost.ErrUplink)
	})
}

// tell answers with a failure in the form that every page knows.
func (r *Room) tell(w http.ResponseWriter, req *http.Request, err error) {
	f := fault.From(err)
	p := api.Problem{Type: "about:blank", Status: api.StatusOf(f.Kind()), Code: f.Code(), Detail: f.Text(req.Header.Get("Accept-Language")),
		Request: actor.From(req.Context()).Request}
	p.Title = http.StatusText(p.Status)
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}
