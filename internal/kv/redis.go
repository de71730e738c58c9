package kv

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Redis is the store that several nodes share. Keys are prefix + kind + name; the kinds are s session, o owner's index,
// l lease, p presence, r rate, c counter; channels are prefix + "ch:" + name.
type Redis struct {
	c      redis.UniversalClient
	prefix string
	local  *Memory         // counts for Allow while Redis is away
	open   context.Context //nolint:containedctx // ends with Close, and subscriptions with it
	stop   context.CancelFunc
}

var _ Store = (*Redis)(nil)

// call bounds one call and names its failure: the caller's own end of context stays what it is, everything else is
// ErrUnavailable.
func (r *Redis) call(ctx context.Context, f func(ctx context.Context) error) error {
	bounded, stop := context.WithTimeout(ctx, Timeout)
	defer stop()
	err := f(bounded)
	switch {
	case err == nil || errors.Is(err, ErrNoSession):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return ErrUnavailable.Wrap(err)
}

func (r *Redis) key(kind, name string) string { return r.prefix + kind + ":" + name }

// storedSession is a Session as Redis keeps it.
type storedSession struct {
	Owner string `json:"o"`
	Data  []byte `json:"d"`
}

// PutSession implements Store. The session is written before the owner's index: a break between the two leaves a
// session whose id no cookie has, because the caller gets the error, while the other order could leave a living session
// outside the index.
func (r *Redis) PutSession(ctx context.Context, s Session, ttl time.Duration) error {
	body, err := json.Marshal(storedSession{s.Owner, s.Data})
	if err != nil {
		return err
	}
	return r.call(ctx, func(ctx context.Context) error {
		if err := r.c.Set(ctx, r.key("s", s.ID), body, ttl).Err(); err != nil {
			return err
		}
		now, owner := time.Now(), r.key("o", s.Owner)
		_, err := r.c.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.ZAdd(ctx, owner, redis.Z{Score: float64(now.Unix()), Member: s.ID})
			p.ZRemRangeByScore(ctx, owner, "-inf", strconv.FormatInt(now.Add(-MaxSession).Unix(), 10))
			p.PExpire(ctx, owner, MaxSession)
			return nil
		})
		return err
	})
}

// Session implements Store. GETEX reads and extends in one step and never makes a key.
func (r *Redis) Session(ctx context.Context, id string, extend time.Duration) (Session, error) {
	s := Session{ID: id}
	err := r.call(ctx, func(ctx context.Context) error {
		var body []byte
		var err error
		if extend > 0 {
			body, err = r.c.GetEx(ctx, r.key("s", id), extend).Bytes()
		} else {
			body, err = r.c.Get(ctx, r.key("s", id)).Bytes()
		}
		if errors.Is(err, redis.Nil) {
			return ErrNoSession
		}
		if err != nil {
			return err
		}
		var st storedSession
		if json.Unmarshal(body, &st) != nil {
			return ErrNoSession // not written by this program; logging in again mends it
		}
		s.Owner, s.Data = st.Owner, st.Data
		return nil
	})
	if err != nil {
		return Session{}, err
	}
	return s, nil
}

// DeleteSession implements Store. The id stays in the owner's index, where it harms nothing.
func (r *Redis) DeleteSession(ctx context.Context, id string) error {
	return r.call(ctx, func(ctx context.Context) error { return r.c.Del(ctx, r.key("s", id)).Err() })
}

// DeleteSessions implements Store. Ids leave the index only after their sessions are gone, so it can be tried again.
func (r *Redis) DeleteSessions(ctx context.Context, owner string) (int, error) {
	n := 0
	err := r.call(ctx, func(ctx context.Context) error {
		ids, err := r.c.ZRange(ctx, r.key("o", owner), 0, -1).Result()
		if err != nil || len(ids) == 0 {
			return err
		}
		deleted := make([]*redis.IntCmd, len(ids))
		if _, err = r.c.Pipelined(ctx, func(p redis.Pipeliner) error {
			for i, id := range ids {
				deleted[i] = p.Del(ctx, r.key("s", id))
			}
			return nil
		}); err != nil {
			return err
		}
		members := make([]any, len(ids))
		for i, id := range ids {
			n += int(deleted[i].Val())
			members[i] = id
		}
		return r.c.ZRem(ctx, r.key("o", owner), members...).Err()
	})
	return n, err
}

// Acquire implements Store.
func (r *Redis) Acquire(ctx context.Context, name, token string, ttl time.Duration) (bool, error) {
	var got bool
	err := r.call(ctx, func(ctx context.Context) error {
		err := r.c.SetArgs(ctx, r.key("l", name), token, redis.SetArgs{Mode: "NX", TTL: ttl}).Err()
		got = err == nil
		if errors.Is(err, redis.Nil) {
			return nil
		}
		return err
	})
	return got && err == nil, err
}

// Renew implements Store.
func (r *Redis) Renew(ctx context.Context, name, token string, ttl time.Duration) (bool, error) {
	n, err := r.run(ctx, scripts.renew, r.key("l", name), token, ttl.Milliseconds())
	return n == 1, err
}

// Release implements Store.
func (r *Redis) Release(ctx context.Context, name, token string) error {
	_, err := r.run(ctx, scripts.release, r.key("l", name), token)
	return err
}

// Beat implements Store.
func (r *Redis) Beat(ctx context.Context, set, member string, ttl time.Duration) error {
	if ttl <= 0 {
		return r.call(ctx, func(ctx context.Context) error { return r.c.ZRem(ctx, r.key("p", set), member).Err() })
	}
	_, err := r.run(ctx, scripts.beat, r.key("p", set), member, ttl.Milliseconds())
	return err
}

// Present implements Store.
func (r *Redis) Present(ctx context.Context, set string) ([]string, error) {
	var out []string
	err := r.call(ctx, func(ctx context.Context) (err error) {
		out, err = scripts.present.Run(ctx, r.c, []string{r.key("p", set)}).StringSlice()
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(out)
	return out, nil
}

// Allow implements Store.
func (r *Redis) Allow(ctx context.Context, key string, l Limit) (Decision, error) {
	if err := l.check(); err != nil {
		return Decision{}, err
	}
	wait, err := r.run(ctx, scripts.allow, r.key("r", key), l.N, l.Per.Microseconds())
	if errors.Is(err, ErrUnavailable) {
		return r.local.Allow(ctx, key, l)
	}
	return Decision{Allowed: err == nil && wait == 0, RetryAfter: time.Duration(wait) * time.Microsecond}, err
}

// Add implements Store.
func (r *Redis) Add(ctx context.Context, key string, delta int64, ttl time.Duration) (int64, error) {
	return r.run(ctx, scripts.add, r.key("c", key), delta, ttl.Milliseconds())
}

// Publish implements Store.
func (r *Redis) Publish(ctx context.Context, channel string, message []byte) error {
	return r.call(ctx, func(ctx context.Context) error { return r.c.Publish(ctx, r.key("ch", channel), message).Err() })
}

// Subscribe implements Store.
func (r *Redis) Subscribe(ctx context.Context, channel string) (<-chan []byte, error) {
	ps, err := r.subscribe(ctx, channel)
	if err != nil {
		return nil, err
	}
	out := newSubscription()
	go r.forward(ctx, channel, ps, out)
	return out, nil
}

// subscribe returns when the server has confirmed: from here on nothing is missed while the connection lives.
func (r *Redis) subscribe(ctx context.Context, channel string) (*redis.PubSub, error) {
	ps := r.c.Subscribe(ctx)
	err := r.call(ctx, func(bounded context.Context) error {
		if err := ps.Subscribe(bounded, r.key("ch", channel)); err != nil {
			return err
		}
		_, err := ps.ReceiveTimeout(bounded, Timeout)
		return err
	})
	if err != nil {
		_ = ps.Close()
		return nil, err
	}
	return ps, nil
}

// silence is how long a subscription may say nothing before it is asked, and then before it counts as dead. The client's
// own check only writes: it would not notice for minutes that nothing comes back.
const silence = 3 * time.Second

// forward hands messages on, subscribes again whenever the connection is lost, and says so.
func (r *Redis) forward(ctx context.Context, channel string, ps *redis.PubSub, out chan []byte) {
	defer close(out)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(r.open, stop)()
	for {
		hear(ctx, ps, out)
		_ = ps.Close()
		var err error
		for ps = nil; ps == nil; {
			if ctx.Err() != nil {
				return
			}
			if ps, err = r.subscribe(ctx, channel); err != nil {
				select {
				case <-ctx.Done():
				case <-time.After(100*time.Millisecond + rand.N(200*time.Millisecond)):
				}
			}
		}
		offer(out, nil)
	}
}

// hear hands messages on until the connection is lost or ctx ends.
func hear(ctx context.Context, ps *redis.PubSub, out chan []byte) {
	defer context.AfterFunc(ctx, func() { _ = ps.Close() })() // a read does not look at its context
	for asked := false; ; {
		m, err := ps.ReceiveTimeout(ctx, silence)
		var late net.Error
		switch {
		case err == nil:
			asked = false
			if m, ok := m.(*redis.Message); ok {
				offer(out, []byte(m.Payload))
			}
		case ctx.Err() != nil || asked || !errors.As(err, &late) || !late.Timeout() || ps.Ping(ctx) != nil:
			return
		default:
			asked = true
		}
	}
}

// Ping implements Store.
func (r *Redis) Ping(ctx context.Context) error {
	return r.call(ctx, func(ctx context.Context) error { return r.c.Ping(ctx).Err() })
}

// Close implements Store.
func (r *Redis) Close() error {
	r.stop()
	return r.c.Close()
}

func (r *Redis) run(ctx context.Context, s *redis.Script, key string, args ...any) (n int64, err error) {
	err = r.call(ctx, func(ctx context.Context) error {
		n, err = s.Run(ctx, r.c, []string{key}, args...).Int64()
		return err
	})
	return n, err
}
