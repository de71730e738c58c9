package session_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/session"
)

type fixture struct {
	*testing.T
	m     *session.Manager
	kv    kv.Store
	clock *testenv.Clock
}

func newFixture(t *testing.T, store kv.Store, clock *testenv.Clock) *fixture {
	return &fixture{t, session.New(session.Config{Store: store, Clock: clock.Now, Token: crypt.Token, Key: crypt.Ephemeral().Derive("session.csrf", 32)}), store, clock}
}

// onBoth runs suite on the process's memory and on a real Redis. Time moves by the clock in memory only.
func onBoth(t *testing.T, suite func(f *fixture)) {
	clock := testenv.NewClock(time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC))
	t.Run("memory", func(t *testing.T) { suite(newFixture(t, kv.NewMemory(clock.Now), clock)) })
	t.Run("redis", func(t *testing.T) {
		s, err := kv.Open(testenv.Redis(t), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		suite(newFixture(t, s, clock))
	})
}

// request carries cookies as a browser would.
func request(method string, cookies []http.Cookie, header ...string) *http.Request {
	r := httptest.NewRequest(method, "https://exam.example/api/staff/x", nil)
	for _, c := range cookies {
		if c.MaxAge >= 0 {
			r.AddCookie(&c)
		}
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func (f *fixture) start(realm session.Realm, id string, sent session.Sent) []http.Cookie {
	f.Helper()
	c, err := f.m.Start(context.Background(), realm, id, 3, sent)
	if err != nil {
		f.Fatal(err)
	}
	return c
}

func value(cs []http.Cookie, name string) string {
	for _, c := range cs {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

func TestSession(t *testing.T) {
	onBoth(t, func(f *fixture) {
		cs := f.start(session.Staff, "account1", session.Sent{Secure: true})
		for _, c := range cs {
			if !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.HttpOnly != (c.Name == session.StaffCookie) {
				f.Errorf("cookie %+v", c)
			}
		}
		l, err := f.m.Find(request("GET", cs), session.Staff)
		if err != nil || l.Owner != "account1" || l.Epoch != 3 {
			f.Errorf("found %+v %v", l, err)
		}
		token := value(cs, session.StaffCookie)
		for what, bad := range map[string][]http.Cookie{
			"no cookie": nil, "another token": {{Name: session.StaffCookie, Value: crypt.Token()}}, "half a token": {{Name: session.StaffCookie, Value: token[:20]}},
			"the token in the candidates' cookie": {{Name: session.PersonCookie, Value: token}},
		} {
			for _, realm := range []session.Realm{session.Staff, session.Person} {
				if _, err := f.m.Find(request("GET", bad), realm); !errors.Is(err, session.ErrNone) {
					f.Errorf("%s, %s: %v", what, realm, err)
				}
			}
		}
		if err := f.m.End(context.Background(), token); err != nil {
			f.Error(err)
		}
		if _, err := f.m.Find(request("GET", cs), session.Staff); !errors.Is(err, session.ErrNone) {
			f.Errorf("after the end: %v", err)
		}
	})
}

// A token that somebody planted before the login is worth nothing after it.
func TestLoginMakesANewToken(t *testing.T) {
	onBoth(t, func(f *fixture) {
		victim := f.start(session.Staff, "attacker", session.Sent{})
		planted := value(victim, session.StaffCookie)
		after := f.start(session.Staff, "victim", session.Sent{Staff: planted})
		if value(after, session.StaffCookie) == planted {
			f.Error("the login keeps the token that the browser sent")
		}
		if l, err := f.m.Find(request("GET", victim), session.Staff); !errors.Is(err, session.ErrNone) {
			f.Errorf("the planted token is %+v %v", l, err)
		}
		chosen := strings.Repeat("A", 43)
		if got := value(f.start(session.Staff, "victim", session.Sent{Staff: chosen}), session.StaffCookie); got == chosen {
			f.Error("a token of the attacker's choice")
		}
	})
}

func TestCSRF(t *testing.T) {
	onBoth(t, func(f *fixture) {
		mine, other := f.start(session.Staff, "me", session.Sent{}), f.start(session.Staff, "other", session.Sent{})
		csrf, foreign := value(mine, session.CSRFCookie), value(other, session.CSRFCookie)
		l, err := f.m.Find(request("GET", mine), session.Staff)
		if err != nil {
			f.Fatal(err)
		}
		planted := []http.Cookie{{Name: session.StaffCookie, Value: l.Token}, {Name: session.CSRFCookie, Value: foreign}}
		for what, c := range map[string]struct {
			cookies []http.Cookie
			header  []string
			want    error
		}{
			"header and cookie":               {mine, []string{session.CSRFHeader, csrf, "Origin", "https://exam.example"}, nil},
			"no Origin from a program":        {mine, []string{session.CSRFHeader, csrf}, nil},
			"no header":                       {mine, nil, session.ErrCSRF},
			"an empty header":                 {mine, []string{session.CSRFHeader, ""}, session.ErrCSRF},
			"another session's token":         {mine, []string{session.CSRFHeader, foreign}, session.ErrCSRF},
			"a planted cookie that fits":      {planted, []string{session.CSRFHeader, foreign}, session.ErrCSRF},
			"the header without the cookie":   {mine[:1], []string{session.CSRFHeader, csrf}, session.ErrCSRF},
			"another site":                    {mine, []string{session.CSRFHeader, csrf, "Origin", "https://evil.example"}, session.ErrSite},
			"a site that begins alike":        {mine, []string{session.CSRFHeader, csrf, "Origin", "https://exam.example.evil"}, session.ErrSite},
			"a sandboxed frame":               {mine, []string{session.CSRFHeader, csrf, "Origin", "null"}, session.ErrSite},
			"a cross-site request, no Origin": {mine, []string{session.CSRFHeader, csrf, "Sec-Fetch-Site", "cross-site"}, session.ErrSite},
			"a sibling site, no Origin":       {mine, []string{session.CSRFHeader, csrf, "Sec-Fetch-Site", "same-site"}, session.ErrSite},
		} {
			if err := f.m.CheckCSRF(request("POST", c.cookies, c.header...), session.Staff, l); !errors.Is(err, c.want) || (c.want == nil) != (err == nil) {
				f.Errorf("%s: %v, want %v", what, err, c.want)
			}
		}
		if err := f.m.CheckCSRF(request("GET", mine), session.Staff, l); err != nil {
			f.Errorf("reading: %v", err)
		}
	})
}

// A clerk who is a candidate too is logged in twice in one browser; both pages work, and leaving one keeps the other.
func TestTwoRealmsInOneBrowser(t *testing.T) {
	onBoth(t, func(f *fixture) {
		staff := f.start(session.Staff, "clerk", session.Sent{})
		sent := session.Sent{Staff: value(staff, session.StaffCookie)}
		person := f.start(session.Person, "person", sent)
		sent.Person = value(person, session.PersonCookie)
		check := func(realm session.Realm, csrf string) error {
			jar := []http.Cookie{{Name: session.StaffCookie, Value: sent.Staff}, {Name: session.PersonCookie, Value: sent.Person}, {Name: session.CSRFCookie, Value: csrf}}
			r := request("POST", jar, session.CSRFHeader, csrf)
			l, err := f.m.Find(r, realm)
			if err != nil {
				return err
			}
			return f.m.CheckCSRF(r, realm, l)
		}
		both := value(person, session.CSRFCookie)
		if check(session.Staff, both) != nil || check(session.Person, both) != nil {
			f.Error("one cookie does not serve both")
		}
		left := value(f.m.Forget(session.Person, sent), session.CSRFCookie)
		if check(session.Staff, left) != nil || check(session.Person, left) == nil {
			f.Error("leaving one realm ends or keeps the wrong one")
		}
	})
}

func TestSessionsGrowOld(t *testing.T) {
	clock := testenv.NewClock(time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC))
	f := newFixture(t, kv.NewMemory(clock.Now), clock)
	idle := f.start(session.Staff, "a", session.Sent{})
	clock.Advance(30*time.Minute + time.Second)
	if _, err := f.m.Find(request("GET", idle), session.Staff); !errors.Is(err, session.ErrNone) {
		t.Errorf("after half an hour without a request: %v", err)
	}
	busy, begin := f.start(session.Staff, "a", session.Sent{}), clock.Now()
	for {
		clock.Advance(20 * time.Minute)
		if _, err := f.m.Find(request("GET", busy), session.Staff); err != nil {
			if !errors.Is(err, session.ErrNone) {
				t.Error(err)
			}
			break
		}
		if clock.Now().Sub(begin) > 24*time.Hour {
			t.Fatal("a busy session never ends")
		}
	}
	if lived := clock.Now().Sub(begin); lived != 12*time.Hour {
		t.Errorf("a busy session lives %v", lived)
	}
}

func TestStoreHoldsNoTokens(t *testing.T) {
	seen := &spy{Memory: kv.NewMemory(time.Now)}
	m := session.New(session.Config{Store: seen, Clock: time.Now, Token: crypt.Token, Key: make([]byte, 32)})
	cs, err := m.Start(context.Background(), session.Person, "p", 1, session.Sent{})
	if err != nil {
		t.Fatal(err)
	}
	token := value(cs, session.PersonCookie)
	if seen.last.ID == "" || strings.Contains(seen.last.ID+string(seen.last.Data)+seen.last.Owner, token) {
		t.Error("whoever reads the session store can take over sessions")
	}
}

type spy struct {
	*kv.Memory
	last kv.Session
}

func (s *spy) PutSession(ctx context.Context, x kv.Session, ttl time.Duration) error {
	s.last = x
	return s.Memory.PutSession(ctx, x, ttl)
}

// broken is a store that is down.
type broken struct{ *kv.Memory }

func (broken) Session(context.Context, string, time.Duration) (kv.Session, error) {
	return kv.Session{}, kv.ErrUnavailable
}

func TestStoreThatIsDownIsSaidSo(t *testing.T) {
	m := session.New(session.Config{Store: broken{kv.NewMemory(time.Now)}, Clock: time.Now, Token: crypt.Token, Key: make([]byte, 32)})
	_, err := m.Find(request("GET", []http.Cookie{{Name: session.StaffCookie, Value: crypt.Token()}}), session.Staff)
	if !errors.Is(err, kv.ErrUnavailable) || errors.Is(err, session.ErrNone) {
		t.Errorf("a store that is down logs people out: %v", err)
	}
}

// accounts refuses principals of another epoch, as people.Accounts does.
type accounts struct{ epoch int64 }

func (a accounts) Actor(_ context.Context, p people.Principal) (actor.Actor, error) {
	if p.Epoch != a.epoch {
		return actor.Actor{}, people.ErrEnded
	}
	return actor.Actor{Kind: actor.Staff, ID: p.ID}, nil
}

type devices struct{}

func (devices) Actor(_ context.Context, token string) (actor.Actor, error) {
	return actor.Actor{Kind: actor.Device, ID: token[:3]}, nil
}

func TestAuthenticator(t *testing.T) {
	onBoth(t, func(f *fixture) {
		cs := f.start(session.Staff, "a1", session.Sent{})
		a := session.Authenticator{Sessions: f.m, Accounts: accounts{3}, Candidates: accounts{3}, Devices: devices{}}
		who, err := a.Staff(request("GET", cs))
		if err != nil || who.ID != "a1" || who.Session != value(cs, session.StaffCookie) {
			f.Errorf("%+v %v", who, err)
		}
		if _, err := a.Candidate(request("GET", cs)); !errors.Is(err, session.ErrNone) {
			f.Errorf("a staff session opens the portal: %v", err)
		}
		if _, err := a.Staff(request("POST", cs)); !errors.Is(err, session.ErrCSRF) {
			f.Errorf("writing without a token: %v", err)
		}
		a.Accounts = accounts{4}
		if _, err := a.Staff(request("GET", cs)); !errors.Is(err, people.ErrEnded) {
			f.Errorf("a session of an older epoch: %v", err)
		}
		for header, ok := range map[string]bool{"": false, "Bearer": false, "Bearer x": false, "Basic " + crypt.Token(): false, "Bearer " + crypt.Token(): true, "bearer " + crypt.Token(): true} {
			if _, err := a.Device(request("GET", nil, "Authorization", header)); (err == nil) != ok {
				f.Errorf("%q: %v", header, err)
			}
		}
	})
}
