package api

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Observer is told of every finished request, for metrics.
type Observer func(method, route string, status int, took time.Duration)

// Chain wraps mux in the order a request meets: request id and actor → access log → panic guard → headers → mux.
func Chain(mux *http.ServeMux, log *slog.Logger, clock actor.Clock, trusted []netip.Prefix, observe Observer) http.Handler {
	h := securityHeaders(mux)
	h = guarded(h, log)
	h = access(h, mux, log, clock, observe)
	return identify(h, clock, trusted)
}

// identify gives the request an id (its own, never the client's word) and notes the caller's address.
func identify(next http.Handler, clock actor.Clock, trusted []netip.Prefix) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := actor.NewID(clock())
		w.Header().Set("X-Request-Id", id)
		a := actor.Actor{Kind: actor.Public, Request: id, Remote: Remote(r, trusted)}
		next.ServeHTTP(w, r.WithContext(actor.With(r.Context(), a)))
	})
}

// Remote returns the caller's address; X-Forwarded-For counts only behind a trusted proxy, read from the right.
func Remote(r *http.Request, trusted []netip.Prefix) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
	for i := len(hops) - 1; i >= 0 && inside(host, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
	}
	return host
}

func inside(host string, prefixes []netip.Prefix) bool {
	a, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range prefixes {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(s int) {
	if w.status == 0 {
		w.status = s
	}
	w.ResponseWriter.WriteHeader(s)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Hijack hands the connection to the websocket upgrade, which asks for exactly this interface.
func (w *statusWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.status = http.StatusSwitchingProtocols
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// access logs one line a request: the route pattern, never the address with its query.
func access(next http.Handler, mux *http.ServeMux, log *slog.Logger, clock actor.Clock, observe Observer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := clock()
		sw := &statusWriter{ResponseWriter: w}
		_, route := mux.Handler(r)
		next.ServeHTTP(sw, r)
		took := clock().Sub(start)
		if observe != nil {
			observe(r.Method, route, sw.status, took)
		}
		a := actor.From(r.Context())
		level := slog.LevelInfo
		if !strings.HasPrefix(route, "/api") && !strings.Contains(route, " /api") && sw.status < 400 {
			level = slog.LevelDebug
		}
		log.Log(r.Context(), level, "http", "request", a.Request, "method", r.Method, "route", route,
			"status", sw.status, "ms", float64(took.Microseconds())/1000, "remote", a.Remote)
	})
}

// guarded turns a panic into an internal failure with the request id; the stack goes to the log only.
func guarded(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			id := actor.From(r.Context()).Request
			log.Error("panic", "request", id, "value", v, "stack", string(debug.Stack()))
			WriteProblem(w, r, fault.ErrInternal)
		}()
		next.ServeHTTP(w, r)
	})
}

func securityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// WriteProblem answers err outside huma's handlers.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := ProblemOf(err, r.Header.Get("Accept-Language"), actor.From(r.Context()).Request)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}
