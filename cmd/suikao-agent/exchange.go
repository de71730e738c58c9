package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor/agent/report"
)

// identity is what the seat is known by.
type identity struct {
	Token string `json:"token"` // of the terminal
	Label string `json:"label"`
	Key   string `json:"key"` // seed of the agent's ed25519 key, hex
}

func (i identity) key() (ed25519.PrivateKey, error) {
	seed, err := hex.DecodeString(i.Key)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, errors.New("the agent's key cannot be read; enrol it anew")
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

func identityFile(c config) string { return filepath.Join(c.State, "identity.json") }

func readIdentity(c config) (identity, error) {
	var i identity
	b, err := os.ReadFile(identityFile(c))
	if errors.Is(err, fs.ErrNotExist) {
		return i, errors.New("this seat is not enrolled; run suikao-agent enrol")
	}
	if err != nil {
		return i, err
	}
	return i, json.Unmarshal(b, &i)
}

// write keeps the identity for root alone, whole or not at all.
func (i identity) write(c config) error {
	if err := os.MkdirAll(c.State, 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(i)
	if err != nil {
		return err
	}
	tmp := identityFile(c) + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, identityFile(c))
}

// refusal is an answer of the server that is no success.
type refusal struct {
	Status int
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (r refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Detail) }

var client = &http.Client{Timeout: 10 * time.Second}

// call asks the server; into may be nil.
func call(ctx context.Context, c config, token, method, path string, body, into any) error {
	base, err := c.base()
	if err != nil {
		return err
	}
	var b io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		b = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, base.JoinPath(path).String(), b)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		r := refusal{Status: resp.StatusCode}
		if json.Unmarshal(raw, &r) != nil {
			r.Code = "http"
		}
		r.Status = resp.StatusCode
		return r
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(raw, into)
}

// turn is what the next report repeats.
type turn struct {
	Agent     string `json:"agent"`
	Counter   int64  `json:"counter"`
	Challenge string `json:"challenge"`
}

// enrol makes the terminal, where a code is given, and the agent known.
func enrol(ctx context.Context, c config, code, tokenFile string, in io.Reader, out io.Writer) error {
	var i identity
	switch {
	case code != "":
		var got struct {
			Token  string `json:"token"`
			Device struct {
				Name string `json:"name"`
			} `json:"device"`
		}
		if err := call(ctx, c, "", http.MethodPost, "/api/auth/device/enrol", map[string]string{"code": code}, &got); err != nil {
			return err
		}
		i.Token, i.Label = got.Token, got.Device.Name
	case tokenFile != "":
		var b []byte
		var err error
		if tokenFile == "-" {
			b, err = io.ReadAll(io.LimitReader(in, 1024))
		} else {
			b, err = os.ReadFile(tokenFile)
		}
		if err != nil {
			return err
		}
		i.Token = strings.TrimSpace(string(b))
	default:
		return errors.New("enrol needs --code or --token-file")
	}
	if old, err := readIdentity(c); err == nil && code == "" {
		i.Key = old.Key // the same key again is the same agent
	}
	if i.Key == "" {
		seed := make([]byte, ed25519.SeedSize)
		if _, err := rand.Read(seed); err != nil {
			return err
		}
		i.Key = hex.EncodeToString(seed)
	}
	if err := i.write(c); err != nil { // before the server knows it: a token is shown once
		return err
	}
	var me struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	if err := call(ctx, c, i.Token, http.MethodGet, "/api/device/me", nil, &me); err != nil {
		return err
	}
	key, err := i.key()
	if err != nil {
		return err
	}
	body := map[string][]byte{"key": key.Public().(ed25519.PublicKey), "proof": report.Prove(me.ID, key)}
	var t turn
	if err := call(ctx, c, i.Token, http.MethodPost, "/api/device/agent", body, &t); err != nil {
		return err
	}
	i.Label = me.Name
	if err := i.write(c); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "enrolled %s, agent %s\n", me.Name, t.Agent)
	return err
}

// kioskURL is the address of the seat's page with the terminal's token in its fragment, which no server sees.
func kioskURL(c config) (string, error) {
	i, err := readIdentity(c)
	if err != nil {
		return "", err
	}
	base, err := c.base()
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(map[string]string{"token": i.Token, "kind": "seat", "label": i.Label})
	if err != nil {
		return "", err
	}
	return base.JoinPath(c.Kiosk).String() + "#terminal=" + base64.RawURLEncoding.EncodeToString(raw), nil
}

// sender sends reports, one after the other.
type sender struct {
	c       config
	id      identity
	m       *machine
	log     *slog.Logger
	run     string
	known   bool
	next    turn
	counter int64
	lag     time.Duration
	failing bool
}

// turn sends one report. What cannot be sent is not kept: the next one says how things stand then, and brings the last seconds.
func (s *sender) turn(ctx context.Context) {
	err := s.send(ctx)
	var r refusal
	if errors.As(err, &r) && r.Status == http.StatusConflict {
		s.known = false // somebody else's turn, or an answer was lost: ask, and say it again
		err = s.send(ctx)
	}
	if err != nil && !s.failing && ctx.Err() == nil {
		s.log.Warn("the report cannot be sent", "err", err)
	}
	if err == nil && s.failing {
		s.log.Info("reports are sent again")
	}
	s.failing = err != nil
}

func (s *sender) send(ctx context.Context) error {
	key, err := s.id.key()
	if err != nil {
		return err
	}
	if s.run == "" {
		raw := make([]byte, 8)
		if _, err := rand.Read(raw); err != nil {
			return err
		}
		s.run = hex.EncodeToString(raw)
	}
	if !s.known {
		if err := call(ctx, s.c, s.id.Token, http.MethodGet, "/api/device/agent", nil, &s.next); err != nil {
			return err
		}
		s.known = true
	}
	s.counter = max(s.counter, s.next.Counter) + 1
	r := s.m.look(ctx)
	r.Agent, r.Run, r.Counter, r.Challenge, r.Lag = s.next.Agent, s.run, s.counter, s.next.Challenge, s.lag.Milliseconds()
	sealed, err := report.Seal(r, key)
	if err != nil {
		return err
	}
	began := time.Now()
	s.known = false
	var next turn
	if err := call(ctx, s.c, s.id.Token, http.MethodPost, "/api/device/agent/reports", sealed, &next); err != nil {
		return err
	}
	s.lag, s.next, s.known = time.Since(began), next, true
	return nil
}
