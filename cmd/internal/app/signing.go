package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/signing"
	signingstore "github.com/suikao/suikao/exam/permit/signing/store"
	"github.com/suikao/suikao/internal/cose"
)

// trustKeys is where the keys of permits come from.
type trustKeys interface {
	signing.Keys
	Current(ctx context.Context) (*cose.Keys, error)
}

// folder are keys from files.
type folder struct{ *cose.Keys }

func (f folder) Current(context.Context) (*cose.Keys, error) { return f.Keys, nil }

// signed is what checks permits elsewhere.
type signed struct {
	*signing.Publisher
	*signing.Coder
	signing.Follower
	trust trustKeys
}

// signing wires keys, places and codes of permits.
func (b *base) signing() (*signed, error) {
	st, host := signingstore.New(b.db), publicHost(b.cfg.PublicURL)
	var keys trustKeys = &signing.House{Clock: b.clock, Issuers: st, Name: b.cfg.Permits.House, Host: host,
		Secret: func(label string) []byte { return b.ring.Derive("permit.key/"+label, 32) }}
	if dir := b.cfg.Permits.Keys; dir != "" {
		k, err := cose.ReadKeys(dir, b.cfg.Permits.BothAlgorithms)
		if err != nil {
			return nil, err
		}
		keys = folder{k}
	}
	return &signed{trust: keys, Follower: signing.Follower{Places: st, Issuers: st}, Publisher: &signing.Publisher{Clock: b.clock, Tx: st, Places: st, Keys: keys},
		Coder: &signing.Coder{Clock: b.clock, Places: st, Issuers: st, Keys: keys, Host: host}}, nil
}

// publicHost is the host of an address, with its port where it has one.
func publicHost(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "localhost"
	}
	return u.Host
}

// codes is making.Codes: where the host is too long for a signed code, the address of the public page stands in for it.
type codes struct{ *signed }

func (s codes) Full(ctx context.Context, c permit.Card) (string, error) {
	if !cose.HostFits(s.Host) {
		return c.URL, nil
	}
	return s.Coder.Full(ctx, c)
}

func (s codes) Masked(ctx context.Context, c permit.Card) (string, error) {
	if !cose.HostFits(s.Host) {
		return c.URL, nil
	}
	return s.Coder.Masked(ctx, c)
}

// fillPlaces gives places to permits that were issued before there were any.
func (a *App) fillPlaces(permits signing.Permits) func(ctx context.Context) error {
	return func(ctx context.Context) error { return a.Signed.Fill(ctx, a.Signed.Tx, permits) }
}

// serveTrust answers devices and outsiders that check permits by themselves: keys and status lists, which name nobody.
func (a *App) serveTrust(mux *http.ServeMux) {
	const coseType = "application/cose"
	get := func(pattern, kind string, keep time.Duration, do func(r *http.Request) ([]byte, error)) {
		mux.HandleFunc("GET "+pattern, func(w http.ResponseWriter, r *http.Request) {
			body, err := do(r)
			switch {
			case errors.Is(err, signing.ErrGone):
				http.Error(w, signing.ErrGone.Code(), http.StatusGone)
				return
			case errors.Is(err, permit.ErrNotFound):
				http.NotFound(w, r)
				return
			case err != nil:
				a.log.Error("a status list or the trust list cannot be given", "path", r.URL.Path, "err", err)
				w.Header().Set("Retry-After", "5")
				http.Error(w, "unavailable", http.StatusServiceUnavailable)
				return
			}
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Content-Type", kind)
			h.Set("Cache-Control", "public, max-age="+strconv.Itoa(int(keep/time.Second)))
			sum := sha256.Sum256(body)
			h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(body)))
		})
	}
	current := func(r *http.Request, of func(k *cose.Keys) ([]byte, error)) ([]byte, error) {
		k, err := a.Signed.trust.Current(r.Context())
		if err != nil {
			return nil, err
		}
		return of(k)
	}
	get("/v1/public/root", "application/json", time.Hour, func(r *http.Request) ([]byte, error) {
		return current(r, func(k *cose.Keys) ([]byte, error) {
			return json.Marshal(map[string]any{"alg": k.Root.Alg.Name(), "key": k.Root.Public, "fingerprint": k.Root.Fingerprint(), "house": k.Trust.House})
		})
	})
	get("/v1/public/log", "application/json", time.Hour, func(*http.Request) ([]byte, error) { return a.logKeys() })
	get("/v1/public/trust", coseType, time.Minute, func(r *http.Request) ([]byte, error) {
		return current(r, func(k *cose.Keys) ([]byte, error) { return k.Raw, nil })
	})
	get("/v1/public/status", coseType, 30*time.Second, func(r *http.Request) ([]byte, error) { return a.Signed.Snapshot(r.Context()) })
	get("/v1/public/status/delta", coseType, 5*time.Second, func(r *http.Request) ([]byte, error) {
		from, err := strconv.ParseUint(r.URL.Query().Get("from"), 10, 64)
		if err != nil {
			return nil, signing.ErrGone
		}
		return a.Signed.Delta(r.Context(), from)
	})
	get("/v1/public/status/keys", "application/jwk-set+json", time.Minute, func(r *http.Request) ([]byte, error) {
		return current(r, func(k *cose.Keys) ([]byte, error) { return signing.JWKS(k.Trust) })
	})
	get("/v1/public/status/lists/{list}/{purpose}", "application/vc+jwt", time.Minute, func(r *http.Request) ([]byte, error) {
		list, err := strconv.ParseUint(r.PathValue("list"), 10, 32)
		if err != nil {
			return nil, permit.ErrNotFound
		}
		return a.Signed.W3C(r.Context(), strings.TrimRight(a.cfg.PublicURL, "/"), list, r.PathValue("purpose"))
	})
}
