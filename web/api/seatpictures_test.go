package api_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
	"github.com/suikao/suikao/web/api"
)

// reel gives every clip it is asked for from one tape, by way of the cache that bank and room node have.
type reel struct {
	cache picture.Cache
	tapes map[string][]byte
}

func (r *reel) Picture(ctx context.Context, _ exam.Sitting, digest string) ([]byte, error) {
	return r.cache.Get(ctx, digest, func(context.Context) ([]byte, error) { return bytes.Clone(r.tapes[digest]), nil })
}

// Seats fetch the clip of their paper in pieces, each with its right: whoever sits elsewhere, or has handed in, gets none of it.
func TestASeatFetchesAClipInPieces(t *testing.T) {
	const seats, step = 40, 512 << 10
	film := bytes.Repeat([]byte("suikao! "), 1<<20) // 8 MB
	digest := picture.Digest(film)
	mix := examtest.DefaultMix
	mix.Pictures = []assembly.Medium{{Digest: digest, Type: clip.WebM, Alt: "一人打开配电箱", Width: 640, Height: 360}}
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), mix)
	h.Pictures = &reel{tapes: map[string][]byte{digest: film}}
	h.Restart()
	mux := http.NewServeMux()
	_, g := api.New(mux, seatAuth{}, slog.New(slog.DiscardHandler), "test")
	api.RegisterSitting(g, h.Service, nil, nil)
	srv := httptest.NewServer(mux)
	defer srv.Close()
	ask := func(seat, part string) (int, string, []byte) {
		r, _ := http.NewRequest(http.MethodGet, srv.URL+"/api/device/sitting/pictures/"+digest, nil)
		r.Header.Set("X-Seat", seat)
		r.Header.Set("Range", part)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return 0, "", nil
		}
		defer func() { _ = resp.Body.Close() }()
		b, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, resp.Header.Get("Content-Range"), b
	}
	var robots []*examtest.Robot
	for range seats {
		r := h.Sit()
		r.Begin()
		robots = append(robots, r)
	}
	waiting := h.Sit()
	if code, _, b := ask(string(waiting.Seat), "bytes=0-99"); code != http.StatusNotFound || bytes.Contains(b, film[:8]) {
		t.Errorf("before the paper is open: %d", code)
	}
	if code, _, _ := ask("", "bytes=0-99"); code != http.StatusUnauthorized {
		t.Errorf("nobody: %d", code)
	}
	if code, said, b := ask(string(robots[0].Seat), "bytes=8-15"); code != http.StatusPartialContent || said != fmt.Sprintf("bytes 8-15/%d", len(film)) || !bytes.Equal(b, film[8:16]) {
		t.Errorf("%d %s %q", code, said, b)
	}
	if code, _, b := ask(string(robots[0].Seat), "bytes=0-1,4-5"); code != http.StatusOK || len(b) != len(film) {
		t.Errorf("two ranges: %d, %d bytes", code, len(b))
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	var all sync.WaitGroup
	for _, r := range robots {
		all.Go(func() {
			at := 0
			for at < len(film) {
				code, _, b := ask(string(r.Seat), fmt.Sprintf("bytes=%d-%d", at, at+step-1))
				if code != http.StatusPartialContent || !bytes.Equal(b, film[at:at+len(b)]) || len(b) == 0 {
					t.Errorf("at %d: %d, %d bytes", at, code, len(b))
					return
				}
				at += len(b)
			}
		})
	}
	all.Wait()
	runtime.ReadMemStats(&after)
	t.Logf("%d seats × 8 MB in pieces of 512 KB: %s, heap now %+d MB", seats, time.Since(begun).Round(time.Millisecond), (int64(after.HeapAlloc)-int64(before.HeapAlloc))>>20)
	h.Clock.Advance(40 * time.Minute)
	r := robots[0]
	if _, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
		t.Fatal(err)
	}
	if code, _, b := ask(string(r.Seat), "bytes=0-99"); code != http.StatusNotFound || strings.Contains(string(b), "suikao! ") {
		t.Errorf("after handing in: %d", code)
	}
}
