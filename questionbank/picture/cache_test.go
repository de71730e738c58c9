package picture

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
)

// Forty seats that fetch the same twenty clips of eight megabytes at once, each in pieces: the heap stays near the bound, and
// what is asked for together is loaded together.
func TestFortySeatsCostLittleMoreThanOne(t *testing.T) {
	const clips, size, seats = 20, 8 << 20, 40
	var c Cache
	var loads, most atomic.Int64
	load := func(i int) func(context.Context) ([]byte, error) {
		return func(context.Context) ([]byte, error) {
			loads.Add(1)
			var m runtime.MemStats
			b := make([]byte, size)
			runtime.ReadMemStats(&m)
			for h := int64(m.HeapAlloc); ; {
				if old := most.Load(); h <= old || most.CompareAndSwap(old, h) {
					break
				}
			}
			b[0] = byte(i)
			return b, nil
		}
	}
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var all sync.WaitGroup
	for range seats {
		all.Go(func() {
			for i := range clips {
				for range 8 { // pieces
					b, err := c.Get(context.Background(), strconv.Itoa(i), load(i))
					if err != nil || len(b) != size || b[0] != byte(i) {
						t.Errorf("clip %d: %d bytes, %v", i, len(b), err)
					}
				}
			}
		})
	}
	all.Wait()
	if c.size > Cached || len(c.held) != Cached/size {
		t.Errorf("%d bytes kept, %d clips", c.size, len(c.held))
	}
	t.Logf("loads %d of %d asked, heap at most %d MB above before", loads.Load(), seats*clips*8, (most.Load()-int64(before.HeapAlloc))>>20)
	if loads.Load() > 2*clips*seats {
		t.Errorf("%d loads", loads.Load())
	}
	if grown := most.Load() - int64(before.HeapAlloc); grown > 4*Cached {
		t.Errorf("the heap grew by %d MB", grown>>20)
	}
}

func TestWhatFailsIsNotKept(t *testing.T) {
	var c Cache
	wrong := errors.New("wrong")
	if _, err := c.Get(context.Background(), "a", func(context.Context) ([]byte, error) { return nil, wrong }); !errors.Is(err, wrong) {
		t.Error(err)
	}
	if b, err := c.Get(context.Background(), "a", func(context.Context) ([]byte, error) { return []byte("b"), nil }); err != nil || string(b) != "b" {
		t.Error(b, err)
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if _, err := c.Get(gone, "c", func(context.Context) ([]byte, error) { select {} }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
