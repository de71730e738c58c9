package session

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/kv"
)

// Failures of this package.
var (
	ErrNone = fault.Define("session.none", fault.Unauthenticated, "请先登录。", "Please log in first.")
	ErrCSRF = fault.Define("session.csrf", fault.Forbidden, "页面已过期，请刷新后重试。", "The page is out of date. Reload it and try again.")
	ErrSite = fault.Define("session.origin", fault.Forbidden, "请求不是从本系统的页面发出的，已拒绝。", "The request did not come from a page of this system and was refused.")
)

// Names that browsers see.
const (
	StaffCookie  = "sk_staff"
	PersonCookie = "sk_person"
	CSRFCookie   = "sk_csrf"
	CSRFHeader   = "X-SuiKao-CSRF"
)

// Realm says whose sessions: staff and candidates have separate cookies and are never mistaken for each other.
type Realm string

// The realms.
const (
	Staff  Realm = "staff"
	Person Realm = "person"
)

func (r Realm) cookie() string {
	if r == Staff {
		return StaffCookie
	}
	return PersonCookie
}

// Store is what this package needs of internal/kv.
type Store interface {
	PutSession(ctx context.Context, s kv.Session, ttl time.Duration) error
	Session(ctx context.Context, id string, extend time.Duration) (kv.Session, error)
	DeleteSession(ctx context.Context, id string) error
	DeleteSessions(ctx context.Context, owner string) (int, error)
}

// Limits are how long sessions live.
type Limits struct {
	Idle time.Duration // without a request
	Life time.Duration // in all; at most kv.MaxSession
}

// Config sets up a Manager. Zero limits take the defaults: staff 30 minutes idle and 12 hours in all, candidates 2 hours
// and 7 days.
type Config struct {
	Store  Store
	Clock  actor.Clock
	Token  func() string // 256 random bits, crypt.Token
	Key    []byte        // 32 bytes for CSRF tokens, Ring.Derive("session.csrf", 32)
	Staff  Limits
	Person Limits
	Hosts  []string // further hosts whose pages may write (behind a proxy that changes Host); usually empty
}

// Manager makes, finds and ends sessions. It is safe for concurrent use.
type Manager struct{ c Config }

// New returns a Manager.
func New(c Config) *Manager {
	if c.Staff == (Limits{}) {
		c.Staff = Limits{30 * time.Minute, 12 * time.Hour}
	}
	if c.Person == (Limits{}) {
		c.Person = Limits{2 * time.Hour, 7 * 24 * time.Hour}
	}
	return &Manager{c}
}

// Login is what a session knows.
type Login struct {
	Owner string // account or person
	Epoch int64
	Token string // of the cookie; never logged
}

type stored struct {
	Realm Realm `json:"r"`
	Epoch int64 `json:"e"`
	Born  int64 `json:"b"` // milliseconds
}

func (m *Manager) limits(r Realm) Limits {
	if r == Staff {
		return m.c.Staff
	}
	return m.c.Person
}

func hash(token string) string {
	s := sha256.Sum256([]byte("suikao/session/1|" + token))
	return hex.EncodeToString(s[:])
}

func owner(r Realm, id string) string { return string(r) + ":" + id }

// Sent is what a request brought along: the tokens of its session cookies, and whether it came by TLS.
type Sent struct {
	Staff, Person string
	Secure        bool
}

func (s Sent) of(r Realm) string {
	if r == Staff {
		return s.Staff
	}
	return s.Person
}

func (s Sent) with(r Realm, token string) Sent {
	if r == Staff {
		s.Staff = token
	} else {
		s.Person = token
	}
	return s
}

// Start makes a session for the owner id, ends the one whose token the request still carries, and returns the cookies to
// set.
func (m *Manager) Start(ctx context.Context, r Realm, id string, epoch int64, sent Sent) ([]http.Cookie, error) {
	if err := m.End(ctx, sent.of(r)); err != nil {
		return nil, err
	}
	token := m.c.Token()
	data, err := json.Marshal(stored{Realm: r, Epoch: epoch, Born: m.c.Clock().UnixMilli()})
	if err != nil {
		return nil, err
	}
	l := m.limits(r)
	if err := m.c.Store.PutSession(ctx, kv.Session{ID: hash(token), Owner: owner(r, id), Data: data}, min(l.Idle, l.Life)); err != nil {
		return nil, err
	}
	return []http.Cookie{
		{Name: r.cookie(), Value: token, Path: "/", MaxAge: int(l.Life.Seconds()), HttpOnly: true, Secure: sent.Secure, SameSite: http.SameSiteLaxMode},
		m.CSRF(sent.with(r, token)),
	}, nil
}

// Forget are the cookies that make a browser forget the session of a realm and keep the other.
func (m *Manager) Forget(r Realm, sent Sent) []http.Cookie {
	return []http.Cookie{
		{Name: r.cookie(), Path: "/", MaxAge: -1, HttpOnly: true, Secure: sent.Secure, SameSite: http.SameSiteLaxMode},
		m.CSRF(sent.with(r, "")),
	}
}

// CSRF is the readable cookie for the sessions of one browser: one HMAC for each, divided by a dot, so that staff who are
// candidates too can use both pages.
func (m *Manager) CSRF(sent Sent) http.Cookie {
	var parts []string
	if sent.Staff != "" {
		parts = append(parts, m.csrf(Staff, sent.Staff))
	}
	if sent.Person != "" {
		parts = append(parts, m.csrf(Person, sent.Person))
	}
	c := http.Cookie{Name: CSRFCookie, Value: strings.Join(parts, "."), Path: "/", MaxAge: int(max(m.c.Staff.Life, m.c.Person.Life).Seconds()),
		Secure: sent.Secure, SameSite: http.SameSiteLaxMode}
	if len(parts) == 0 {
		c.MaxAge = -1
	}
	return c
}

func (m *Manager) csrf(r Realm, token string) string {
	h := hmac.New(sha256.New, m.c.Key)
	h.Write([]byte("csrf|" + string(r) + "|" + token))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Find returns the live session that the request's cookie names: ErrNone when there is none or it is too old.
func (m *Manager) Find(r *http.Request, realm Realm) (Login, error) {
	c, err := r.Cookie(realm.cookie())
	if err != nil || len(c.Value) != 43 {
		return Login{}, ErrNone
	}
	l := m.limits(realm)
	s, err := m.c.Store.Session(r.Context(), hash(c.Value), l.Idle)
	if errors.Is(err, kv.ErrNoSession) {
		return Login{}, ErrNone
	}
	if err != nil {
		return Login{}, err
	}
	var d stored
	if err := json.Unmarshal(s.Data, &d); err != nil {
		return Login{}, err
	}
	id, mine := strings.CutPrefix(s.Owner, string(realm)+":")
	if !mine || d.Realm != realm {
		return Login{}, ErrNone
	}
	if m.c.Clock().Sub(time.UnixMilli(d.Born)) >= l.Life {
		return Login{}, errors.Join(ErrNone, m.c.Store.DeleteSession(r.Context(), hash(c.Value)))
	}
	return Login{Owner: id, Epoch: d.Epoch, Token: c.Value}, nil
}

// End ends the session of a token; an empty token is no error.
func (m *Manager) End(ctx context.Context, token string) error {
	if token == "" {
		return nil
	}
	return m.c.Store.DeleteSession(ctx, hash(token))
}

// EndAll ends all sessions of an owner. The epoch in the database is what counts; this only tidies.
func (m *Manager) EndAll(ctx context.Context, r Realm, id string) error {
	_, err := m.c.Store.DeleteSessions(ctx, owner(r, id))
	return err
}

// CheckCSRF refuses a writing request without the token that belongs to the session, or from another site.
func (m *Manager) CheckCSRF(r *http.Request, realm Realm, l Login) error {
	if reads(r.Method) {
		return nil
	}
	if err := m.CheckOrigin(r); err != nil {
		return err
	}
	c, err := r.Cookie(CSRFCookie)
	if err != nil || !hmac.Equal([]byte(c.Value), []byte(r.Header.Get(CSRFHeader))) {
		return ErrCSRF
	}
	want := m.csrf(realm, l.Token)
	for part := range strings.SplitSeq(c.Value, ".") {
		if hmac.Equal([]byte(part), []byte(want)) {
			return nil
		}
	}
	return ErrCSRF
}

func reads(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// CheckOrigin refuses a writing request that a browser sends from another site: by Origin, or by Sec-Fetch-Site where it
// sends no Origin. Requests with neither (programs, not browsers) pass; they carry no ambient cookies.
func (m *Manager) CheckOrigin(r *http.Request) error {
	if reads(r.Method) {
		return nil
	}
	o := r.Header.Get("Origin")
	if o == "" {
		switch r.Header.Get("Sec-Fetch-Site") {
		case "", "same-origin", "none":
			return nil
		}
		return ErrSite
	}
	u, err := url.Parse(o)
	if err != nil || u.Host == "" {
		return ErrSite
	}
	if strings.EqualFold(u.Host, r.Host) {
		return nil
	}
	for _, h := range m.c.Hosts {
		if strings.EqualFold(u.Host, h) {
			return nil
		}
	}
	return ErrSite
}
