package bench

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ProctorPlan is how the cameras are measured.
type ProctorPlan struct {
	Streams int
	Warm    time.Duration
	Measure time.Duration
	Runs    int
	Cut     int // cameras whose way is broken
	// With the server looking at the pictures: how many seats at first, how long at most until it knows everybody, and each measure, a
	// multiple of the minute after which a face is described again.
	Seats        int
	Settle, Look time.Duration
	Seeing       bool // nothing else is measured
}

// DefaultProctor is the plan of make bench-proctor.
func DefaultProctor() ProctorPlan {
	return ProctorPlan{Streams: 200, Warm: 5 * time.Second, Measure: 10 * time.Second, Runs: 3, Cut: 10, Seats: seatsEach * runtime.NumCPU(), Settle: 3 * time.Minute, Look: time.Minute}
}

// seatsEach is how many seats a processor is given to look at while all of its time but a part belongs to cameras and their publishers.
const seatsEach = 10

// proctored is what one run found.
type proctored struct {
	kbps, cpu, view, bare, memory, reconnect float64
	recorded, ok                             int
}

// Proctor measures ingest and recording of cameras, one viewer of all, a bare ingest beside it, how soon frames come back after the
// way over UDP broke, and all of it together with the server looking at every camera (models: what it looks with). Publishers are a
// process of their own; the line holds the median of the runs, and of what is recorded the run with the least.
func Proctor(ctx context.Context, exe string, plan ProctorPlan, out, progress io.Writer) error {
	dir, err := os.MkdirTemp("", "suikao-cameras-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if plan.Seeing {
		r, err := seeingCost(ctx, exe, plan, filepath.Join(dir, "seeing"), progress)
		if err == nil {
			_, err = fmt.Fprintln(out, "bench seeing:", r.line())
		}
		return err
	}
	clip := filepath.Join(dir, "clip.ivf")
	if err := makeClip(ctx, clip); err != nil {
		return err
	}
	var runs []proctored
	for i := range plan.Runs {
		r, err := proctorRun(ctx, exe, plan, filepath.Join(dir, strconv.Itoa(i)), clip)
		if err != nil {
			return err
		}
		fmt.Fprintf(progress, "run %d: %+v\n", i+1, r)
		runs = append(runs, r)
	}
	mid := func(of func(proctored) float64) float64 {
		var v []float64
		for _, r := range runs {
			v = append(v, of(r))
		}
		return median(v)
	}
	cpu, bare := mid(func(r proctored) float64 { return r.cpu }), mid(func(r proctored) float64 { return r.bare })
	worst := slices.MinFunc(runs, func(a, b proctored) int { return cmp.Or(a.ok-b.ok, a.recorded-b.recorded) })
	seeing, err := seeingCost(ctx, exe, plan, filepath.Join(dir, "seeing"), progress)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench proctor: streams=%d kbps=%.0f cpu_ms_per_stream_s=%.2f cpu_ms_per_stream_s_view=%.2f bare_cpu_ms=%.2f bare_ratio=%.2f %s mem_kb_per_stream=%.0f recorded=%d recorded_ok=%d reconnect_ms=%.0f\n",
		plan.Streams, mid(func(r proctored) float64 { return r.kbps }), cpu, mid(func(r proctored) float64 { return r.view }), bare, cpu/bare,
		seeing.line(), mid(func(r proctored) float64 { return r.memory }), worst.recorded, worst.ok, mid(func(r proctored) float64 { return r.reconnect }))
	return err
}

// median of v, which it sorts; 0 of none.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// makeClip makes ten seconds of 640×480 at 15 frames and about 395 kbit/s, a key frame every two seconds.
func makeClip(ctx context.Context, path string) error {
	ffmpeg, err := find("ffmpeg")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x480:rate=15,noise=alls=12:allf=t", "-t", "10", "-c:v", "libvpx",
		"-b:v", "395k", "-minrate", "395k", "-maxrate", "395k", "-bufsize", "800k", "-g", "30", "-keyint_min", "30", "-deadline", "realtime", "-cpu-used", "8", path)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ffmpeg: %w: %s", err, said)
	}
	return nil
}

// studio is a server and its publishers, each a process.
type studio struct {
	server  *child
	address string
	cameras *child
	in      io.WriteCloser
	said    *bufio.Reader
}

// openStudio starts a server of a kind and lets every camera connect to it.
func openStudio(ctx context.Context, exe string, plan ProctorPlan, kind, dir, clip string) (_ *studio, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s := &studio{}
	if s.address, err = freeAddress(); err != nil {
		return nil, err
	}
	if s.server, err = spawn(exec.Command(exe, "bench", "camera-server", kind, s.address, dir), filepath.Join(dir, kind+".log")); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if err = s.server.await(ctx, 10*time.Second, func() error { _, err := ask(ctx, "GET", s.address, "/figures", nil); return err }); err != nil {
		return nil, err
	}
	cmd := exec.Command(exe, "bench", "cameras", s.address, strconv.Itoa(plan.Streams), clip)
	if s.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	r, w := io.Pipe()
	cmd.Stdout = w
	if s.cameras, err = spawn(cmd, filepath.Join(dir, kind+"-cameras.log")); err != nil {
		return nil, err
	}
	go func() { <-s.cameras.done; _ = w.Close() }()
	s.said = bufio.NewReader(r)
	if _, err = s.hear(); err == nil && kind != "bare" {
		err = s.server.await(ctx, time.Minute, func() error { return s.stored(ctx, plan.Streams) })
	}
	return s, err
}

// stored is nil when seconds of every camera come onto the disk.
func (s *studio) stored(ctx context.Context, of int) error {
	n, err := figure(ctx, s.address, "recording")
	if err == nil && int(n) != of {
		err = fmt.Errorf("%.0f of %d cameras are recorded", n, of)
	}
	return err
}

// tell has the publishers do something and returns what they say of it.
func (s *studio) tell(word string) (string, error) {
	if _, err := fmt.Fprintln(s.in, word); err != nil {
		return "", err
	}
	return s.hear()
}

func (s *studio) hear() (string, error) {
	line, err := s.said.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("the cameras ended: %s", s.cameras.said())
	}
	line = strings.TrimSpace(line)
	if rest, bad := strings.CutPrefix(line, "error "); bad {
		return "", errors.New(rest)
	}
	return line, nil
}

func (s *studio) close() {
	if s.in != nil {
		_ = s.in.Close()
	}
	if s.cameras != nil {
		s.cameras.kill()
	}
	if s.server != nil {
		s.server.kill()
	}
}

// cost is the server's processor time for one stream and second, in ms, over the plan's measure.
func (s *studio) cost(ctx context.Context, plan ProctorPlan) (float64, error) {
	before, err := cpuOf(s.server.pid())
	if err != nil {
		return 0, err
	}
	from := time.Now()
	if err := rest(ctx, plan.Measure); err != nil {
		return 0, err
	}
	after, err := cpuOf(s.server.pid())
	return (after - before).Seconds() * 1000 / time.Since(from).Seconds() / float64(plan.Streams), err
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func proctorRun(ctx context.Context, exe string, plan ProctorPlan, dir, clip string) (r proctored, err error) {
	s, err := openStudio(ctx, exe, plan, "record", dir, clip)
	if err != nil {
		return r, err
	}
	defer s.close()
	if err = s.recording(ctx, plan, &r); err != nil {
		return r, err
	}
	if _, err = ask(ctx, "POST", s.address, "/stop", nil); err != nil {
		return r, err
	}
	<-s.server.done
	s.close()
	if r.recorded, r.ok, err = whole(ctx, filepath.Join(dir, keptIn)); err != nil {
		return r, err
	}
	bare, err := openStudio(ctx, exe, plan, "bare", dir, clip)
	if err != nil {
		return r, err
	}
	defer bare.close()
	if err = rest(ctx, plan.Warm); err != nil {
		return r, err
	}
	r.bare, err = bare.cost(ctx, plan)
	return r, err
}

// recording measures the server that records: alone, with a viewer of all, and after the way of some cameras broke.
func (s *studio) recording(ctx context.Context, plan ProctorPlan, r *proctored) (err error) {
	if err = rest(ctx, plan.Warm); err != nil {
		return err
	}
	before, err := figure(ctx, s.address, "bytes")
	if err != nil {
		return err
	}
	from := time.Now()
	if r.cpu, err = s.cost(ctx, plan); err != nil {
		return err
	}
	after, err := figure(ctx, s.address, "bytes")
	if err != nil {
		return err
	}
	r.kbps = (after - before) * 8 / 1000 / time.Since(from).Seconds() / float64(plan.Streams)
	kb, err := residentKB(s.server.pid())
	if err != nil {
		return err
	}
	r.memory = float64(kb) / float64(plan.Streams)
	if _, err = s.tell("watch"); err != nil {
		return err
	}
	if err = rest(ctx, plan.Warm); err != nil {
		return err
	}
	if before, err = s.number("seen"); err != nil {
		return err
	}
	sent, err := s.number("sent")
	if err != nil {
		return err
	}
	if r.view, err = s.cost(ctx, plan); err != nil {
		return err
	}
	if after, err = s.number("seen"); err != nil {
		return err
	}
	all, err := s.number("sent")
	if err != nil {
		return err
	}
	if all -= sent; after-before < all { // a frame is two packets and more
		return fmt.Errorf("the viewer of all got %.0f packets of %.0f frames", after-before, all)
	}
	r.reconnect, err = s.number("cut " + strconv.Itoa(plan.Cut))
	return err
}

// number tells the publishers something and returns the number they answer with.
func (s *studio) number(word string) (float64, error) {
	said, err := s.tell(word)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(said, 64)
}

// whole counts the cameras of which there are recordings in a folder, and those all of whose recordings ffprobe reads to their end
// without a complaint, with pictures in them.
func whole(ctx context.Context, dir string) (all, ok int, err error) {
	ffprobe, err := find("ffprobe")
	if err != nil {
		return 0, 0, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.mp4"))
	if err != nil {
		return 0, 0, err
	}
	seatOf := func(file string) string {
		seat, _, _ := strings.Cut(filepath.Base(file), keptBy)
		return seat
	}
	bad := map[string]bool{}
	for _, f := range files {
		bad[seatOf(f)] = false
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	gate := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, f := range files {
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			cmd := exec.CommandContext(ctx, ffprobe, "-v", "warning", "-count_packets", "-select_streams", "v", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", f)
			said, err := cmd.CombinedOutput()
			if n, odd := strconv.Atoi(strings.Trim(strings.TrimSpace(string(said)), ",")); err != nil || odd != nil || n == 0 {
				mu.Lock()
				bad[seatOf(f)] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, not := range bad {
		if all++; !not {
			ok++
		}
	}
	return all, ok, ctx.Err()
}
