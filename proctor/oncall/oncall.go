// Package oncall calls a person by telephone from inside a room whose uplink is cut, through a gateway that has a path of its
// own: a box with a SIM card in the room, or a voice service reached by another line. The gateway speaks a small HTTP
// protocol, so that boxes of any maker are adapted by a few lines beside them:
//
//	POST {url}   Authorization: Bearer {token}
//	{"id": "…", "to": "13800000000", "name": "…", "text": "…"}
//	200 {"result": "ANSWERED" | "SENT" | "FAILED", "detail": "…"}
//
// ANSWERED says that a person picked up and confirmed, SENT that a message went out. The same id twice is one call.
//
// Why HTTP and not SIP (2026-11-22): a telephone stack in the node would need codecs, a provider's account and months of
// trials; gateways with a SIM card and an HTTP interface are a commodity, and one that only sends messages fits as well.
//
// Why the local address may be named (2026-11-22): a node with two lines would otherwise send the call into the one that is cut.
package oncall

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/outpost"
)

// Config says where the gateway is.
type Config struct {
	URL   string // https, or http inside the room (private address or loopback)
	Token string // at least 16 characters
	Via   string // local address of the line to it; empty: as the machine routes
}

// callTime bounds one call; a voice gateway answers when somebody has picked up.
const callTime = 45 * time.Second

// Check reports what is wrong with c.
func (c Config) Check() error {
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New("want https://…, or http:// to a private address")
	}
	if u.Scheme == "http" && u.Hostname() != "localhost" {
		a, err := netip.ParseAddr(u.Hostname())
		if err != nil || !a.Unmap().IsPrivate() && !a.Unmap().IsLoopback() {
			return errors.New("http:// only to a private address: a telephone number travels there")
		}
	}
	if len(c.Token) < 16 {
		return errors.New("the token is shorter than 16 characters")
	}
	if c.Via != "" {
		if _, err := netip.ParseAddr(c.Via); err != nil {
			return errors.New("via is not an address")
		}
	}
	return nil
}

// Gateway implements outpost.OnCall. It is safe for concurrent use.
type Gateway struct {
	c      Config
	client *http.Client
}

var _ outpost.OnCall = (*Gateway)(nil)

// New returns a gateway; c was checked.
func New(c Config) *Gateway {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	d := &net.Dialer{Timeout: 10 * time.Second}
	if c.Via != "" {
		d.LocalAddr = &net.TCPAddr{IP: net.ParseIP(c.Via)}
	}
	t.DialContext = d.DialContext
	return &Gateway{c, &http.Client{Timeout: callTime, Transport: t}}
}

type order struct {
	ID   string `json:"id"`
	To   string `json:"to"`
	Name string `json:"name"`
	Text string `json:"text"`
}

type answer struct {
	Result string `json:"result"`
	Detail string `json:"detail"`
}

// Call implements outpost.OnCall.
func (g *Gateway) Call(ctx context.Context, o outpost.Order) (outpost.Outcome, string, error) {
	body, err := json.Marshal(order{o.ID, o.Phone, o.Name, o.Text})
	if err != nil {
		return outpost.Failed, "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.c.URL, bytes.NewReader(body))
	if err != nil {
		return outpost.Failed, "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+g.c.Token)
	resp, err := g.client.Do(req)
	if err != nil {
		return outpost.Failed, "", errors.New("the gateway does not answer") // the address and number stay out of records
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return outpost.Failed, "", err
	}
	var a answer
	if resp.StatusCode != http.StatusOK || json.Unmarshal(raw, &a) != nil {
		return outpost.Failed, "", fmt.Errorf("the gateway answered %d", resp.StatusCode)
	}
	switch out := outpost.Outcome(a.Result); out {
	case outpost.Answered, outpost.Sent, outpost.Failed:
		return out, a.Detail, nil
	}
	return outpost.Failed, "", fmt.Errorf("the gateway answered %q", a.Result)
}

// Made is one call that the simulator took.
type Made struct {
	ID   string `json:"id"`
	To   string `json:"to"`
	Name string `json:"name"`
	Text string `json:"text"`
}

// Simulator is a gateway without a telephone, for demonstrations and tests; it speaks the same protocol.
type Simulator struct {
	token string

	mu     sync.Mutex
	result outpost.Outcome
	made   []Made
}

// NewSimulator returns a simulator whose calls end as result.
func NewSimulator(token string, result outpost.Outcome) *Simulator {
	return &Simulator{token: token, result: result}
}

// Answer changes how calls end from now on.
func (s *Simulator) Answer(result outpost.Outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.result = result
}

// Made lists the calls, each once.
func (s *Simulator) Made() []Made {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Made(nil), s.made...)
}

// ServeHTTP implements the gateway's protocol.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var o order
	switch {
	case r.Method != http.MethodPost:
		http.Error(w, "POST", http.StatusMethodNotAllowed)
		return
	case r.Header.Get("Authorization") != "Bearer "+s.token:
		http.Error(w, "token", http.StatusUnauthorized)
		return
	case json.NewDecoder(http.MaxBytesReader(w, r.Body, 16<<10)).Decode(&o) != nil || o.ID == "" || o.To == "":
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	known := false
	for _, m := range s.made {
		known = known || m.ID == o.ID
	}
	if !known {
		s.made = append(s.made, Made(o))
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer{Result: string(s.result), Detail: "simulated"})
}
