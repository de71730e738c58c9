package kv

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Open returns the store at an address (see the package comment). It does not connect yet: Ping tells whether Redis is
// there. now serves the memory store and Allow while Redis is away.
func Open(address string, now func() time.Time) (Store, error) {
	if address == "memory:" {
		return NewMemory(now), nil
	}
	o, prefix, err := parse(address)
	if err != nil {
		return nil, err
	}
	redis.SetLogger(silent{}) // it prints every lost connection to stderr; callers log ErrUnavailable once
	r := &Redis{c: redis.NewUniversalClient(o), prefix: prefix, local: NewMemory(now)}
	r.open, r.stop = context.WithCancel(context.Background())
	return r, nil
}

// Check reports what is wrong with an address without connecting. The password is never part of the error.
func Check(address string) error {
	if address == "memory:" {
		return nil
	}
	_, _, err := parse(address)
	return err
}

type silent struct{}

func (silent) Printf(context.Context, string, ...any) {}

// parse reads an address. net/url refuses several hosts in one address, so the authority is cut out by hand.
func parse(address string) (o *redis.UniversalOptions, prefix string, err error) {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return nil, "", errors.New("redis address: want redis://host:port or a form named in the manual")
	}
	rest, query, _ := strings.Cut(rest, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return nil, "", errors.New("redis address: the part after ? is malformed")
	}
	o = options()
	prefix = q.Get("prefix")
	if prefix == "" {
		prefix = "suikao:"
	}
	if scheme == "unix" {
		path, err := url.PathUnescape(rest)
		if err != nil {
			return nil, "", errors.New("redis address: the socket's path is malformed")
		}
		o.Addrs = []string{path}
		err = setDB(o, q.Get("db"))
		return o, prefix, errors.Join(err, only(q, "prefix", "db"))
	}
	authority, path, _ := strings.Cut(rest, "/")
	if err := setAuthority(o, authority); err != nil {
		return nil, "", err
	}
	if secure, ok := strings.CutPrefix(scheme, "rediss"); ok {
		scheme = "redis" + secure
		o.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return o, prefix, setKind(o, scheme, path, q)
}

// setKind fills in what distinguishes the three kinds of installation.
func setKind(o *redis.UniversalOptions, scheme, path string, q url.Values) error {
	switch scheme {
	case "redis":
		if len(o.Addrs) != 1 {
			return errors.New("redis address: several hosts need redis+sentinel:// or redis+cluster://")
		}
		return errors.Join(setDB(o, path), only(q, "prefix"))
	case "redis+cluster":
		o.IsClusterMode = true
		if path != "" {
			return errors.New("redis address: a cluster has no numbered databases")
		}
		return only(q, "prefix")
	case "redis+sentinel":
		master, db, _ := strings.Cut(path, "/")
		if o.MasterName = master; master == "" {
			return errors.New("redis address: sentinel needs the master's name, redis+sentinel://host:26379/name")
		}
		o.SentinelUsername, o.SentinelPassword = q.Get("sentinel_username"), q.Get("sentinel_password")
		return errors.Join(setDB(o, db), only(q, "prefix", "sentinel_username", "sentinel_password"))
	}
	return fmt.Errorf("redis address: %q is not a form that this program knows", scheme)
}

// options are the limits that keep every call within Timeout.
func options() *redis.UniversalOptions {
	return &redis.UniversalOptions{
		DialTimeout: 300 * time.Millisecond, ReadTimeout: 400 * time.Millisecond, WriteTimeout: 400 * time.Millisecond,
		PoolTimeout: 300 * time.Millisecond, DialerRetries: 1, MaxRetries: 1,
		MinRetryBackoff: 5 * time.Millisecond, MaxRetryBackoff: 20 * time.Millisecond, ContextTimeoutEnabled: true,
		DisableIdentity: true,
	}
}

func setAuthority(o *redis.UniversalOptions, authority string) error {
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		user, password, _ := strings.Cut(authority[:i], ":")
		var uerr, perr error
		o.Username, uerr = url.PathUnescape(user)
		o.Password, perr = url.PathUnescape(password)
		if uerr != nil || perr != nil {
			return errors.New("redis address: user or password is not percent-encoded")
		}
		authority = authority[i+1:]
	}
	for host := range strings.SplitSeq(authority, ",") {
		name, port, ok := strings.Cut(host, ":")
		if strings.HasPrefix(host, "[") { // IPv6
			name, port, ok = strings.Cut(host, "]:")
		}
		if n, err := strconv.Atoi(port); !ok || name == "" || err != nil || n < 1 || n > 65535 {
			return errors.New("redis address: each host needs a name and a port")
		}
		o.Addrs = append(o.Addrs, host)
	}
	return nil
}

func setDB(o *redis.UniversalOptions, s string) error {
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return errors.New("redis address: the database is a number")
	}
	o.DB = n
	return nil
}

func only(q url.Values, known ...string) error {
	for k := range q {
		ok := false
		for _, want := range known {
			ok = ok || k == want
		}
		if !ok {
			return fmt.Errorf("redis address: unknown option %q", k)
		}
	}
	return nil
}
