package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// LogSigner returns who signs the checkpoints of the transparency log.
func LogSigner(cfg *config.Config, ring *crypt.Ring) witness.Signer {
	origin := cfg.Transparency.Origin
	if origin == "" {
		origin = "localhost"
		if u, err := url.Parse(cfg.PublicURL); err == nil && u.Host != "" {
			origin = u.Host
		}
		origin += "/log"
	}
	return witness.NewLogSigner(origin, ring.Derive("tlog.checkpoint", 32))
}

// logWitnesses reads the file of witnesses: a line each, address and verifier key; # begins a remark.
func logWitnesses(file string) ([]tlog.Witness, error) {
	if file == "" {
		return nil, nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("transparency.witnesses: %w", err)
	}
	var out []tlog.Witness
	for i, line := range strings.Split(string(b), "\n") {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 2 {
			return nil, fmt.Errorf("transparency.witnesses: %s: line %d: want an address and a verifier key", file, i+1)
		}
		u, err := url.Parse(f[0])
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return nil, fmt.Errorf("transparency.witnesses: %s: line %d: %q is no address", file, i+1, f[0])
		}
		key, err := witness.ParseKey(f[1])
		if err != nil {
			return nil, fmt.Errorf("transparency.witnesses: %s: line %d: %w", file, i+1, err)
		}
		out = append(out, tlog.Witness{URL: f[0], Key: key})
	}
	return out, nil
}

// publisher makes checkpoints of what was appended, for the world and for the witnesses. A witness that is away is told of once, not
// every few seconds; the checkpoint itself says who signed it.
func (a *App) publisher() func(ctx context.Context) error {
	signer, last := LogSigner(a.cfg, a.ring), ""
	return func(ctx context.Context) error {
		err := a.Ledger.Publish(ctx, signer, a.witnesses)
		if err == nil {
			last = ""
		}
		if !errors.Is(err, tlog.ErrWitness) {
			return err
		}
		if err.Error() != last {
			last = err.Error()
			a.log.Warn("a checkpoint of the transparency log lacks a signature", "err", err)
		}
		return nil
	}
}

// logKeys says by which keys the log's checkpoints are checked: the house's, which follows from its key file, and those of its witnesses. A device keeps
// the first it saw.
func (a *App) logKeys() ([]byte, error) {
	keys := struct {
		Key       string   `json:"key"`
		Witnesses []string `json:"witnesses"`
	}{LogSigner(a.cfg, a.ring).VerifierKey(), []string{}}
	for _, w := range a.witnesses {
		keys.Witnesses = append(keys.Witnesses, witness.KeyLine(w.Key))
	}
	return json.Marshal(keys)
}

// serveLog publishes checkpoint and tiles under /log/. They hold no personal data: leaves are salted digests.
func (a *App) serveLog(mux *http.ServeMux) {
	mux.HandleFunc("GET /log/{path...}", func(w http.ResponseWriter, r *http.Request) {
		path := r.PathValue("path")
		b, err := a.Ledger.File(r.Context(), path)
		switch {
		case errors.Is(err, tlog.ErrUnpublished), errors.Is(err, witness.ErrPath):
			http.NotFound(w, r)
			return
		case err != nil:
			a.log.Error("a file of the transparency log cannot be read", "path", path, "err", err)
			w.Header().Set("Retry-After", "5")
			http.Error(w, "unavailable", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", "*")
		if path == "checkpoint" {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("Cache-Control", "public, max-age=5")
		} else {
			w.Header().Set("Content-Type", "application/octet-stream")
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(b)))
	})
}
