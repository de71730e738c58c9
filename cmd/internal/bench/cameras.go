package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// ask sends one request to a server of the benchmark.
func ask(ctx context.Context, method, address, path string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+address+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", path, res.Status, b)
	}
	return b, err
}

func figure(ctx context.Context, address, name string) (float64, error) {
	b, err := ask(ctx, "GET", address, "/figures", nil)
	if err != nil {
		return 0, err
	}
	var all map[string]float64
	err = json.Unmarshal(b, &all)
	return all[name], err
}

func seatName(i int) site.SeatID { return site.SeatID(fmt.Sprintf("seat-%d", i)) }

// CameraServer is the measured process: kind record takes and records cameras in dir, kind seeing also looks at them with the models,
// kind bare only reads their packets.
func CameraServer(ctx context.Context, kind, address, dir string, models fs.FS) error {
	mux := http.NewServeMux()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	switch kind {
	case "bare":
		b, err := mediatest.OpenBare()
		if err != nil {
			return err
		}
		handle(mux, "/publish", func(r *http.Request, body string) (string, error) { return b.Publish(r.Context(), body) })
		handle(mux, "/figures", func(*http.Request, string) (string, error) { return "{}", nil })
	case "seeing":
		eyes := openEyes(models)
		s, err := recordingServer(dir, eyes)
		if err != nil {
			return err
		}
		eyes.cameras.Server = s
		go eyes.Run(ctx)
		handle(mux, "/looks", eyes.looks)
		serveRecording(mux, s, stop)
	default:
		s, err := recordingServer(dir, nil)
		if err != nil {
			return err
		}
		serveRecording(mux, s, stop)
	}
	srv := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { <-ctx.Done(); time.Sleep(100 * time.Millisecond); _ = srv.Close() }()
	if err := srv.ListenAndServe(); ctx.Err() == nil {
		return err
	}
	return nil
}

// Where recordings are kept, and what stands in their names between the seat and the rest.
const (
	keptIn = "kept"
	keptBy = "_"
)

func recordingServer(dir string, watcher media.Watcher) (*media.Server, error) {
	kept := filepath.Join(dir, keptIn)
	if err := os.MkdirAll(kept, 0o700); err != nil {
		return nil, err
	}
	return media.Open(media.Config{UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", Dir: filepath.Join(dir, "spool"), Ring: crypt.Ephemeral(), SegmentFor: time.Minute, Kilobits: 500, MaxPublishers: 5000,
		Watcher: watcher, Clock: time.Now, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Keep: func(_ context.Context, r media.Recording) error {
			f, err := os.Create(filepath.Join(kept, string(r.Source.Seat)+keptBy+r.ID+".mp4"))
			if err != nil {
				return err
			}
			_, err = io.Copy(f, io.NewSectionReader(r.File, 0, r.Size))
			return errors.Join(err, f.Close())
		}})
}

func handle(mux *http.ServeMux, path string, do func(r *http.Request, body string) (string, error)) {
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			var out string
			if out, err = do(r, string(body)); err == nil {
				_, _ = io.WriteString(w, out)
				return
			}
		}
		http.Error(w, err.Error(), http.StatusInternalServerError)
	})
}

func serveRecording(mux *http.ServeMux, s *media.Server, stop func()) {
	var mu sync.Mutex
	sessions := map[string]string{}
	handle(mux, "/publish", func(r *http.Request, body string) (string, error) {
		seat := r.FormValue("seat")
		id, answer, err := s.Publish(r.Context(), media.Source{Room: "room", Seat: site.SeatID(seat), Sitting: exam.SittingID("sitting-" + seat), OrgPath: "/"}, body)
		mu.Lock()
		sessions[seat] = id
		mu.Unlock()
		return answer, err
	})
	handle(mux, "/renew", func(r *http.Request, body string) (string, error) {
		seat := r.FormValue("seat")
		mu.Lock()
		id := sessions[seat]
		mu.Unlock()
		return s.Renew(r.Context(), site.SeatID(seat), id, body)
	})
	handle(mux, "/watch", func(r *http.Request, body string) (string, error) {
		n, err := strconv.Atoi(r.FormValue("n"))
		if err != nil {
			return "", err
		}
		v := media.View{By: "officer", For: time.Hour}
		for i := range n {
			v.Seats = append(v.Seats, seatName(i))
		}
		_, answer, err := s.Watch(r.Context(), v, body)
		return answer, err
	})
	handle(mux, "/came", func(r *http.Request, _ string) (string, error) {
		last, _ := s.Came(site.SeatID(r.FormValue("seat")))
		return strconv.FormatInt(last.UnixNano(), 10), nil
	})
	handle(mux, "/figures", func(*http.Request, string) (string, error) {
		sum := int64(0)
		for _, src := range s.Sources() {
			_, b := s.Came(src.Seat)
			sum += b
		}
		f := s.Figures()
		b, err := json.Marshal(map[string]int64{"sessions": int64(f.Sessions), "recording": int64(len(s.Seen(3 * time.Second))), "bytes": sum, "lost": f.Lost, "overruns": f.Overruns})
		return string(b), err
	})
	handle(mux, "/stop", func(*http.Request, string) (string, error) {
		defer stop()
		mu.Lock()
		defer mu.Unlock()
		var wg sync.WaitGroup
		for seat, id := range sessions {
			wg.Go(func() { s.End(site.SeatID(seat), id) })
		}
		wg.Wait()
		for least, end := s.Figures().Waiting, time.Now().Add(keepsOn); least > 0 && time.Now().Before(end); {
			time.Sleep(50 * time.Millisecond)
			if n := s.Figures().Waiting; n < least {
				least, end = n, time.Now().Add(keepsOn)
			}
		}
		return "", s.Close()
	})
}

// keepsOn is how long nothing at all may be kept before the rest of what was recorded is given up.
const keepsOn = time.Minute

// Cameras are the publishers: n cameras send the clip to the server at address. They say ready when all are connected and then do
// what in tells them: watch opens a viewer of all, seen and sent say how many packets it got and how many frames went out, cut N breaks the way over UDP of N cameras and says how many ms the slowest took
// until its frames came again.
func Cameras(ctx context.Context, address string, n int, clip string, in io.Reader, out io.Writer) error {
	file, err := os.ReadFile(clip)
	if err != nil {
		return err
	}
	frames := mediatest.FramesOf(file)
	all := make([]*mediatest.Camera, n)
	errs := make(chan error, n)
	gate := make(chan struct{}, 8)
	for i := range n {
		go func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			var err error
			all[i], err = begin(ctx, address, i, frames)
			errs <- err
		}()
		time.Sleep(5 * time.Millisecond) // their frames shall not come at the same moment
	}
	for range n {
		if err := <-errs; err != nil {
			fmt.Fprintln(out, "error", err)
			return err
		}
	}
	fmt.Fprintln(out, "ready")
	var officer *mediatest.Viewer
	for lines := bufio.NewScanner(in); lines.Scan(); {
		word, arg, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "watch":
			officer, err = mediatest.Watch(ctx, exchange(address, "/watch?n="+strconv.Itoa(n)), n, false)
			arg = "watching"
		case "seen":
			arg = strconv.FormatInt(officer.Packets(), 10)
		case "sent":
			sum := int64(0)
			for _, c := range all {
				sum += c.Sent()
			}
			arg = strconv.FormatInt(sum, 10)
		case "cut":
			k, _ := strconv.Atoi(arg)
			var d time.Duration
			d, err = cut(ctx, address, all[:min(k, n, 20)])
			arg = strconv.FormatInt(d.Milliseconds(), 10)
		}
		if err != nil {
			fmt.Fprintln(out, "error", err)
			return err
		}
		fmt.Fprintln(out, arg)
	}
	return nil
}

// How long a camera may take until its first frame goes out, and how often it is tried: a busy machine is no fault, and a seat goes
// on trying, too.
const (
	beginFor   = 15 * time.Second
	beginTimes = 4
)

// begin has the camera of seat i send.
func begin(ctx context.Context, address string, i int, frames [][]byte) (*mediatest.Camera, error) {
	for range beginTimes {
		c, err := mediatest.StartWith(ctx, exchange(address, "/publish?seat="+string(seatName(i))), mediatest.Options{Frames: frames, Mute: true, Both: i < 20})
		if err != nil {
			return nil, err
		}
		for end := time.Now().Add(beginFor); time.Now().Before(end); {
			if c.Sent() > 0 {
				return c, nil
			}
			if err := rest(ctx, 20*time.Millisecond); err != nil {
				return nil, err
			}
		}
		_ = c.Close()
	}
	return nil, fmt.Errorf("the camera of %s has no way to the server after %d times %s", seatName(i), beginTimes, beginFor)
}

func exchange(address, path string) mediatest.Exchange {
	return func(ctx context.Context, offer string) (string, error) {
		b, err := ask(ctx, "POST", address, path, []byte(offer))
		return string(b), err
	}
}

// quiet is after how long without a word of the server a seat looks for another way, as the kiosk does.
const quiet = 1600 * time.Millisecond

// cut breaks the way of cameras at once and returns the longest time until frames came again.
func cut(ctx context.Context, address string, list []*mediatest.Camera) (time.Duration, error) {
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	took, errs := make([]time.Duration, len(list)), make([]error, len(list))
	var wg sync.WaitGroup
	for i, c := range list {
		wg.Go(func() { took[i], errs[i] = cutOne(ctx, address, string(seatName(i)), c) })
	}
	wg.Wait()
	return slices.Max(took), errors.Join(errs...)
}

func cutOne(ctx context.Context, address, seat string, c *mediatest.Camera) (time.Duration, error) {
	guard, end := context.WithCancel(ctx)
	defer end()
	c.Guard(guard, quiet, exchange(address, "/renew?seat="+seat))
	from := time.Now()
	c.Cut()
	for {
		b, err := ask(ctx, "GET", address, "/came?seat="+seat, nil)
		if err != nil {
			return 0, err
		}
		at, _ := strconv.ParseInt(string(b), 10, 64)
		if took := time.Unix(0, at).Sub(from); took > 200*time.Millisecond {
			return took, nil
		}
		if err := rest(ctx, 20*time.Millisecond); err != nil {
			return 0, err
		}
	}
}
