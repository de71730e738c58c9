package main

import (
	"context"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// steadyClock is the clock of a service: it does not jump when the machine's is set. What the machine sleeps counts as time that has
// passed; it is looked for once a second.
func steadyClock(ctx context.Context, log *slog.Logger) actor.Clock {
	begin, up := time.Now(), uptime()
	var slept atomic.Int64
	go func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for up > 0 {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				// Two instants are read one after the other: less than two seconds is what lies between.
				if d := uptime() - up - time.Since(begin); int64(d) > slept.Load()+int64(2*time.Second) {
					slept.Store(int64(d))
				}
			}
		}
	}()
	s := actor.NewSteady(time.Now, func() time.Duration { return time.Since(begin) + time.Duration(slept.Load()) })
	go s.Follow(ctx, log)
	return s.Now
}

// uptime is how long ago the machine was started, its sleep included; 0 where that cannot be known.
func uptime() time.Duration {
	b, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(b), " ")
	s, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}
