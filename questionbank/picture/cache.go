package picture

import (
	"container/list"
	"context"
	"sync"

	"golang.org/x/sync/singleflight"
)

// Cache keeps the pictures and clips shown last, by digest: a room that begins at once asks for the same few, each sealed at
// rest, and a clip piece by piece. What several ask for at once is loaded once, and few are loaded at a time, so that forty seats
// cost little more than one. The zero value is ready; safe for concurrent use.
type Cache struct {
	mu    sync.Mutex
	held  map[string]*list.Element
	order list.List // of kept, the newest in front
	size  int

	loads singleflight.Group
	once  sync.Once
	turn  chan struct{}
}

// Cached bounds a cache in bytes, loading how many load at a time.
const (
	Cached  = 64 << 20
	loading = 3
)

type kept struct {
	digest string
	data   []byte
}

// Get returns what is kept under a digest, or loads it. Nobody changes what it returns.
func (c *Cache) Get(ctx context.Context, digest string, load func(context.Context) ([]byte, error)) ([]byte, error) {
	if data, ok := c.get(digest); ok {
		return data, nil
	}
	c.once.Do(func() { c.turn = make(chan struct{}, loading) })
	done := c.loads.DoChan(digest, func() (any, error) {
		if data, ok := c.get(digest); ok {
			return data, nil
		}
		c.turn <- struct{}{}
		defer func() { <-c.turn }()
		data, err := load(context.WithoutCancel(ctx)) // others wait for it too
		if err == nil {
			c.put(digest, data)
		}
		return data, err
	})
	select {
	case r := <-done:
		data, _ := r.Val.([]byte)
		return data, r.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *Cache) get(digest string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.held[digest]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(kept).data, true
}

func (c *Cache) put(digest string, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held == nil {
		c.held = map[string]*list.Element{}
	}
	if _, ok := c.held[digest]; ok || len(data) > Cached {
		return
	}
	c.held[digest] = c.order.PushFront(kept{digest, data})
	for c.size += len(data); c.size > Cached; {
		last := c.order.Back()
		c.order.Remove(last)
		k := last.Value.(kept)
		delete(c.held, k.digest)
		c.size -= len(k.data)
	}
}
