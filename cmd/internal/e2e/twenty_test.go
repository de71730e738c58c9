package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// The times of a seat's camera, as web/ui/src/media/seatcamera.ts has them, and what is promised from them.
const (
	cameraQuiet    = 2 * time.Second // the server is silent
	cameraFirst    = 500 * time.Millisecond
	cameraMost     = 4 * time.Second
	cameraConnect  = 8 * time.Second
	cameraBack     = 10 * time.Second // of every seat, after the media process serves again
	seatsLive      = 20
	approvedInDemo = 12 // people who may walk in; the others register first
)

// sitter is one of many who answer before a camera.
type sitter struct {
	killed
	token   string
	session atomic.Pointer[string]
}

// keeps holds the seat's camera as the page does until ctx ends: another way is looked for on the same session when the server is
// silent, a new connection is made where that fails, ever more slowly and never in step with the others.
func (k *sitter) keeps(ctx context.Context, t *testing.T, url string) {
	c := newClient(t, url)
	c.token = k.token
	c.head = http.Header{"Content-Type": {"application/sdp"}}
	send := func(method, path, sdp string, want int) (string, error) {
		r := c.send(method, path, []byte(sdp))
		if r.Status != want {
			return "", errors.New(r.String())
		}
		if at := r.Header.Get("Location"); at != "" {
			k.session.Store(&at)
		}
		return string(r.Body), nil
	}
	for tries := 0; ctx.Err() == nil; tries++ {
		if tries > 0 {
			wait := min(cameraMost, cameraFirst<<min(tries-1, 6))
			select {
			case <-ctx.Done():
			case <-time.After(time.Duration(float64(wait) * (0.5 + rand.Float64()))):
			}
		}
		cam, err := mediatest.Start(ctx, func(_ context.Context, sdp string) (string, error) {
			return send(http.MethodPost, "/api/device/media/sessions", sdp, http.StatusCreated)
		}, false)
		if err != nil {
			continue
		}
		var gone atomic.Bool
		cam.Guard(ctx, cameraQuiet, func(_ context.Context, sdp string) (string, error) {
			answer, err := send(http.MethodPatch, *k.session.Load(), sdp, http.StatusOK)
			gone.Store(err != nil)
			return answer, err
		})
		for began := time.Now(); ctx.Err() == nil && !gone.Load(); time.Sleep(50 * time.Millisecond) {
			switch cam.Peer().ConnectionState() {
			case webrtc.PeerConnectionStateConnected:
				tries = 0
			case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
				gone.Store(true)
			default:
				gone.Store(gone.Load() || tries > 0 && time.Since(began) > cameraConnect)
			}
		}
		_ = cam.Close()
	}
}

// writes stores an answer five times a second until ctx ends.
func (k *sitter) writes(ctx context.Context) {
	questions := k.sheet.Sheet.Questions
	for i := 0; ctx.Err() == nil; i++ {
		if k.robot.Unsaved() < 24 {
			q := questions[i%len(questions)]
			k.robot.Post("ANSWER", q.No, q.Options[(i/len(questions))%len(q.Options)].Letter)
		}
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// hall is twenty people who sit before their cameras in two rooms, beside a media node of its own.
type hall struct {
	*site
	t          *testing.T
	web, media *process
	all        []*sitter
	stop       context.CancelFunc
	working    sync.WaitGroup
}

// seated lets everybody in, begins all papers, and has them answer and be filmed.
func seated(t *testing.T, p *place) *hall {
	addr := freeAddress(t)
	h := &hall{t: t, web: serve(t, p.settings.with(settings{"ROLE": "web", "MEDIA_URL": "http://" + addr}))}
	h.media = prepare(t, p.settings.with(settings{"ROLE": "media", "LISTEN": addr, "MEDIA_SEGMENT_FOR": "3s", "MEDIA_MODELS": "off", "LOG_LEVEL": "info"}))
	h.media.start()
	h.site = visit(t, h.web.url, time.Now)
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	h.stop = stop
	t.Cleanup(func() { stop(); h.working.Wait() })
	for i := range seatsLive {
		r := &h.rooms[i%2]
		if i >= approvedInDemo {
			h.register(i)
		}
		k := &sitter{killed: killed{person: i, seat: h.walkIn(r, i)}}
		k.token = h.enrol(r.ID, k.seat.ID)
		k.robot = wsclient.New(wsclient.Options{URL: h.ws(), Token: k.token})
		h.working.Go(func() { k.robot.Keep(ctx) })
		h.all = append(h.all, k)
	}
	h.media.ready()
	h.each(func(k *sitter) error {
		state, err := k.robot.Begin(ctx)
		k.sheet = &state
		return err
	})
	for _, k := range h.all {
		h.working.Go(func() { k.keeps(ctx, t, h.web.url) })
		h.working.Go(func() { k.writes(ctx) })
	}
	return h
}

// each does something for all at once.
func (h *hall) each(act func(k *sitter) error) {
	h.t.Helper()
	errs := make([]error, len(h.all))
	var wg sync.WaitGroup
	for i, k := range h.all {
		wg.Go(func() { errs[i] = act(k) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		h.t.Fatal(err)
	}
}

// record is what is kept of one sitting.
func (h *hall) record(k *sitter) recorded {
	h.t.Helper()
	return get[recorded](h.as("watch1"), "/api/staff/sittings/"+k.sheet.Sitting+"/recording")
}

// everybody waits until something holds for each one's recording.
func (h *hall) everybody(what string, ok func(r recorded) bool) {
	h.t.Helper()
	for _, k := range h.all {
		eventually(h.t, what, func() bool { return ok(h.record(k)) })
	}
}

// acks counts what everybody was acknowledged.
func (h *hall) acks() []int {
	out := make([]int, len(h.all))
	for i, k := range h.all {
		out[i] = len(k.robot.Acks())
	}
	return out
}

// answersGoOn waits until everybody has n more acknowledgements than before.
func (h *hall) answersGoOn(before []int, n int) {
	h.t.Helper()
	for i, k := range h.all {
		within(h.t, patience, "answers are acknowledged without the media process", func() bool { return len(k.robot.Acks()) >= before[i]+n })
	}
}

// Twenty people sit before their cameras when the media process is killed: every answer goes on being acknowledged, every seat is
// recorded again within ten seconds of the next process, and what was recorded before and after it plays.
func TestTwentySeatsOutliveTheMediaProcess(t *testing.T) {
	t.Parallel()
	h := seated(t, onSQLite(t))
	h.everybody("a segment of every seat is kept", func(r recorded) bool { return len(r.Segments) > 0 })
	h.answersGoOn(h.acks(), 8) // a second and a half of the next one: before that a killed process leaves nothing of it
	killedAt := time.Now()
	h.media.kill()
	h.answersGoOn(h.acks(), 10)
	h.everybody("the loss of every camera is noted", func(r recorded) bool { return len(r.Gaps) > 0 && r.Gaps[len(r.Gaps)-1].To == nil })
	h.answersGoOn(h.acks(), 5)
	h.media.start()
	h.media.ready()
	serves := time.Now()
	h.answersGoOn(h.acks(), 5)
	h.everybody("every seat is recorded again", func(r recorded) bool {
		n := len(r.Segments)
		return r.Live && n > 0 && r.Segments[n-1].From.After(killedAt)
	})
	eventually(t, "what the killed process left of a seat is kept", func() bool {
		for _, k := range h.all {
			for _, s := range h.record(k).Segments {
				if s.Note == "CUT" {
					return true
				}
			}
		}
		return false
	})
	h.stop() // cameras and pens rest
	h.working.Wait()
	for _, k := range h.all {
		if n := len(k.robot.Refusals()); n > 0 {
			t.Errorf("person %d: %d answers were refused", k.person, n)
		}
	}
	h.plays(killedAt, serves)
	h.media.stop()
	h.forget()
	h.web.stop()
}

// plays probes the last piece before the kill and the first one after it of every seat, and holds the promise of the time between.
func (h *hall) plays(killedAt, serves time.Time) {
	h.t.Helper()
	worst, cut := time.Duration(0), 0
	for _, k := range h.all {
		before, after := "", ""
		var back time.Time
		r := get[recorded](h.as("watch1"), "/api/staff/sittings/"+k.sheet.Sitting+"/recording?files=true")
		for _, s := range r.Segments {
			switch {
			case s.From.Before(killedAt):
				before = s.ID
			case after == "" || s.From.Before(back):
				after, back = s.ID, s.From
			}
			if s.Note == "CUT" {
				cut++
			}
		}
		worst = max(worst, back.Sub(serves))
		if before == "" || after == "" || r.ChainBroken != 0 || len(r.BadFiles) > 0 || back.Sub(serves) > cameraBack {
			h.t.Errorf("person %d: %d segments, back after %s, chain broken at %d, bad %v", k.person, len(r.Segments), back.Sub(serves), r.ChainBroken, r.BadFiles)
			continue
		}
		for _, id := range []string{before, after} {
			if n := frames(h.t, h.as("watch1").send(http.MethodGet, "/api/staff/recordings/"+id+"/video", nil).Body); n < 10 {
				h.t.Errorf("person %d: %d frames of a segment play", k.person, n)
			}
		}
	}
	if cut == 0 {
		h.t.Error("the kill cut no segment: the test proves too little")
	}
	h.t.Logf("the last seat was back %s after the media process served; %d segments were cut", worst.Round(time.Millisecond), cut)
}

// frames counts the pictures that ffprobe decodes from a file; where it is not installed, it is not asked.
func frames(t *testing.T, body []byte) int {
	t.Helper()
	if _, err := exec.LookPath("ffprobe"); err != nil {
		return 1 << 10
	}
	file := filepath.Join(t.TempDir(), "segment.mp4")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", file).CombinedOutput()
	n, bad := strconv.Atoi(string(bytes.TrimSpace(out)))
	if err != nil || bad != nil {
		t.Errorf("ffprobe: %v %s", err, out)
	}
	return n
}
