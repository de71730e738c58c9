package bench

import (
	"math/bits"
	"sync/atomic"
	"time"
)

// histogram counts durations in buckets that are never wider than 1/64 of what they hold, from 1 µs to over an hour. It
// may be filled from many goroutines.
type histogram struct {
	buckets [64 * 28]atomic.Int64
	highest atomic.Int64 // µs
}

const subBits = 6

func bucketOf(us int64) int {
	us = max(us, 0)
	e := bits.Len64(uint64(us)) - subBits - 1
	if e <= 0 {
		return int(us)
	}
	return min((e+1)<<subBits+int(us>>e)-(1<<subBits), 64*28-1)
}

// upper is the largest value of a bucket, in µs.
func upper(b int) int64 {
	if b < 2<<subBits {
		return int64(b)
	}
	e := b>>subBits - 1
	return (int64(b&(1<<subBits-1)+1<<subBits)+1)<<e - 1
}

func (h *histogram) add(d time.Duration) {
	us := d.Microseconds()
	h.buckets[bucketOf(us)].Add(1)
	for old := h.highest.Load(); us > old && !h.highest.CompareAndSwap(old, us); old = h.highest.Load() {
	}
}

// quantile returns the duration that the share q of all does not exceed, at most 1/64 too large.
func (h *histogram) quantile(q float64) time.Duration {
	total := int64(0)
	for i := range h.buckets {
		total += h.buckets[i].Load()
	}
	if total == 0 {
		return 0
	}
	want, seen := int64(q*float64(total)+0.999999), int64(0)
	for i := range h.buckets {
		if seen += h.buckets[i].Load(); seen >= want {
			return time.Duration(min(upper(i), h.highest.Load())) * time.Microsecond
		}
	}
	return time.Duration(h.highest.Load()) * time.Microsecond
}
