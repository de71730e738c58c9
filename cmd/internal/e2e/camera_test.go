package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/web/ws/wsclient"
)

type recorded struct {
	Segments []struct {
		ID, Note, SHA256 string
		No               int
		From, To         time.Time
		Size             int64
		Sound            bool
	}
	Gaps []struct {
		Cause    string
		From, To *time.Time
	}
	Percent, ChainBroken int
	BadFiles             []int
	Live                 bool
}

// studio is a web node, a media node beside it, and somebody who sits.
type studio struct {
	*site
	t          *testing.T
	web, media *process
	room       *room
	at         seat
	robot      *wsclient.Robot
	terminal   *client
	sitting    string
	session    string
}

// withMedia starts a web node whose media node is dead, and seats somebody. more are settings of the media node.
func withMedia(t *testing.T, p *place, more ...settings) *studio {
	addr := freeAddress(t)
	st := &studio{t: t, web: serve(t, p.settings.with(settings{"ROLE": "web", "MEDIA_URL": "http://" + addr}))}
	own := p.settings.with(settings{"ROLE": "media", "LISTEN": addr, "MEDIA_SEGMENT_FOR": "2s", "LOG_LEVEL": "info"})
	for _, m := range more {
		own = own.with(m)
	}
	st.media = prepare(t, own)
	st.site = visit(t, st.web.url, time.Now)
	st.room = &st.rooms[0]
	st.change(st.room, func(r *room) { r.Rules["earliestSubmit"] = 0 })
	st.at = st.walkIn(st.room, 0)
	token := st.enrol(st.room.ID, st.at.ID)
	st.terminal = newClient(t, st.web.url)
	st.terminal.token = token
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	st.robot = wsclient.New(wsclient.Options{URL: st.ws(), Token: token})
	done := make(chan struct{})
	go func() { st.robot.Keep(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	state, err := st.robot.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	st.sitting = state.Sitting
	return st
}

// offer sends an offer as a terminal does, and returns the answer.
func (st *studio) offer(c *client, method, path, sdp string) (reply, string) {
	c.head = http.Header{"Content-Type": {"application/sdp"}}
	r := c.send(method, path, []byte(sdp))
	c.head = http.Header{}
	return r, string(r.Body)
}

// publish lets the seat's camera send.
func (st *studio) publish() *mediatest.Camera {
	st.t.Helper()
	var cam *mediatest.Camera
	eventually(st.t, "the camera publishes", func() bool {
		var err error
		cam, err = mediatest.Start(st.t.Context(), func(_ context.Context, sdp string) (string, error) {
			r, answer := st.offer(st.terminal, "POST", "/api/device/media/sessions", sdp)
			if r.Status != http.StatusCreated {
				return "", errors.New(r.String())
			}
			st.session = r.Header.Get("Location")
			return answer, nil
		}, false)
		return err == nil
	})
	st.t.Cleanup(func() { _ = cam.Close() })
	return cam
}

func (st *studio) record() recorded {
	st.t.Helper()
	return get[recorded](st.as("watch1"), "/api/staff/sittings/"+st.sitting+"/recording")
}

// answer stores some answers; every one is acknowledged.
func (st *studio) answer(rng *rand.Rand, n int) {
	st.t.Helper()
	before := len(st.robot.Acks())
	k := &killed{robot: st.robot}
	stop := make(chan struct{})
	ctx, cancel := context.WithTimeout(st.t.Context(), patience)
	defer cancel()
	done := make(chan struct{})
	state := st.robot.State()
	k.sheet = &state
	go func() { k.answer(ctx, stop, rng); close(done) }()
	eventually(st.t, fmt.Sprintf("%d answers are acknowledged", n), func() bool { return len(st.robot.Acks()) >= before+n })
	close(stop)
	<-done
	eventually(st.t, "all are stored", func() bool { return st.robot.Unsaved() == 0 })
}

// A dead media node never stops a sitting; when it comes back it records again, keeps what the dead one left, and everything is
// on the record.
func TestAKilledMediaNodeStopsNobody(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		rng := chance(t)
		st := withMedia(t, p, settings{"MEDIA_SEGMENT_FOR": "4s"})
		offer := strangerOffer(t)
		if r, _ := st.offer(st.terminal, "POST", "/api/device/media/sessions", offer); r.code() != "media.away" {
			t.Fatalf("without a media node: %s", r)
		}
		post[none](st.terminal, "/api/device/media/state", form{"state": "ABSENT"})
		st.answer(rng, 20)
		eventually(t, "the missing camera is noted", func() bool {
			r := st.record()
			return len(r.Gaps) == 1 && r.Gaps[0].To == nil && r.Gaps[0].Cause == "ABSENT"
		})

		st.media.start()
		st.media.ready()
		cam := st.publish()
		eventually(t, "it is seen and a segment is kept", func() bool { r := st.record(); return r.Live && r.Gaps[0].To != nil && len(r.Segments) >= 2 })
		st.strangers(offer)
		st.looks(cam)

		before := len(st.record().Segments)
		eventually(t, "a segment begins", func() bool { return len(st.record().Segments) > before })
		before = len(st.record().Segments)
		sent := cam.Sent()
		eventually(t, "a whole second of it is written", func() bool { return cam.Sent() > sent+22 }) // before that a killed node leaves nothing of it
		st.media.kill()
		st.answer(rng, 40)
		eventually(t, "the loss is noted", func() bool { return len(st.record().Gaps) == 2 })
		eventually(t, "the duty officer is told", func() bool { return st.told("environment.camera_lost") })
		st.answer(rng, 10)
		st.media.start()
		st.media.ready()
		_ = cam.Close()
		st.publish()
		eventually(t, "the camera is back", func() bool { r := st.record(); return r.Live && r.Gaps[1].To != nil })
		var cut recorded
		eventually(t, "what the killed one left is kept", func() bool {
			cut = st.record()
			for _, s := range cut.Segments[min(before, len(cut.Segments)):] {
				if s.Note == "CUT" {
					return true
				}
			}
			return false
		})
		st.answer(rng, 10)
		if st.terminal.send("DELETE", st.session, nil).Status != http.StatusNoContent {
			t.Error("the seat cannot hang up")
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if _, err := st.robot.Submit(ctx); err != nil {
			t.Fatal(err)
		}
		st.judged()
		st.media.stop()
		st.forget()
		st.web.stop()
	})
}

// told reports whether an incident of a kind stands at the sitting.
func (st *studio) told(kind string) bool {
	list := get[struct{ Items []struct{ Kind string } }](st.as("watch1"), "/api/staff/incidents?sitting="+st.sitting)
	for _, in := range list.Items {
		if in.Kind == kind {
			return true
		}
	}
	return false
}

// looks has the officer look at the seat through the web node and speak to it; nobody else may.
func (st *studio) looks(cam *mediatest.Camera) {
	st.t.Helper()
	path := "/api/staff/seats/" + st.at.ID + "/live"
	watch := func(who string) (*mediatest.Viewer, string, reply) {
		var location string
		var last reply
		v, err := mediatest.Watch(st.t.Context(), func(_ context.Context, sdp string) (string, error) {
			c := st.as(who)
			c.head = http.Header{"Content-Type": {"application/sdp"}}
			defer func() { c.head = http.Header{} }()
			last = c.send("POST", path, []byte(sdp))
			if last.Status != http.StatusCreated {
				return "", errors.New(last.code())
			}
			location = last.Header.Get("Location")
			return string(last.Body), nil
		}, 1, true)
		if err == nil {
			st.t.Cleanup(func() { _ = v.Close() })
		}
		return v, location, last
	}
	if _, _, r := watch("releaser"); r.code() != "recording.forbidden" {
		st.t.Errorf("a releaser looks: %s", r)
	}
	v, at, r := watch("watch1")
	if at == "" {
		st.t.Fatalf("the officer on duty: %s", r)
	}
	eventually(st.t, "the officer sees and hears the seat", func() bool { return v.Keys() > 0 && v.Sounds() > 20 })
	st.as("watch2").refused("POST", at+"/talk", form{"on": true}, "media.no_viewer")
	post[none](st.as("watch1"), at+"/talk", form{"on": true})
	before := cam.Heard()
	v.Speak(time.Second)
	eventually(st.t, "the seat hears the officer", func() bool { return cam.Heard() > before+20 })
	if st.as("watch1").send("DELETE", at, nil).Status != http.StatusNoContent {
		st.t.Error("the officer cannot stop looking")
	}
	st.as("watch1").refused("POST", at+"/talk", form{"on": true}, "media.no_viewer")
}

// strangerOffer is an offer as any camera makes it.
func strangerOffer(t *testing.T) string {
	t.Helper()
	var offer string
	enough := errors.New("enough")
	_, err := mediatest.Start(t.Context(), func(_ context.Context, sdp string) (string, error) { offer = sdp; return "", enough }, false)
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	return offer
}

// strangers tries everybody else's token, at the web node and at the media node itself.
func (st *studio) strangers(offer string) {
	st.t.Helper()
	second := st.walkIn(st.room, 1)
	empty := st.room.seats[slices.IndexFunc(st.room.seats, func(x seat) bool { return x.ID != st.at.ID && x.ID != second.ID })] // whichever two seats were allotted
	far := &st.rooms[1]
	tokens := map[string]string{"": "device.unknown", "0000000000000000000000000000000000000000000": "device.unknown", st.gate(st.room).token: "intercom.nobody_calls",
		st.enrol(st.room.ID, empty.ID): "recording.no_sitting", st.enrol(far.ID, far.seats[0].ID): "recording.no_sitting"}
	for _, base := range []string{st.web.url, st.media.url} {
		for token, want := range tokens {
			c := newClient(st.t, base)
			c.token = token
			if r, _ := st.offer(c, "POST", "/api/device/media/sessions", offer); r.code() != want {
				st.t.Errorf("%s with another token: %s, want %s", base, r, want)
			}
			if r, _ := st.offer(c, "PATCH", st.session, offer); r.code() != want {
				st.t.Errorf("%s renews with another token: %s, want %s", base, r, want)
			}
		}
		c := newClient(st.t, base) // somebody who sits elsewhere in the room
		c.token = st.enrol(st.room.ID, second.ID)
		post[none](newClientAt(st, c.token), "/api/device/sitting/connect", nil)
		if r, _ := st.offer(c, "PATCH", st.session, offer); r.code() != "media.no_session" {
			st.t.Errorf("a neighbour renews: %s", r)
		}
		_ = c.send("DELETE", st.session, nil)
	}
	if !st.record().Live {
		st.t.Error("a neighbour hung up somebody's camera")
	}
}

func newClientAt(st *studio, token string) *client {
	c := newClient(st.t, st.web.url)
	c.token = token
	return c
}

// judged looks at the whole record, plays it, and asks who may.
func (st *studio) judged() {
	st.t.Helper()
	eventually(st.t, "the last segment is kept", func() bool { return !st.record().Live })
	full := get[recorded](st.as("watch1"), "/api/staff/sittings/"+st.sitting+"/recording?files=true")
	if full.ChainBroken != 0 || len(full.BadFiles) != 0 || full.Percent <= 0 || full.Percent >= 100 {
		st.t.Errorf("%+v", full)
	}
	for _, s := range full.Segments {
		path := "/api/staff/recordings/" + s.ID + "/video"
		whole := st.as("watch1").send("GET", path, nil)
		if whole.Status != http.StatusOK || int64(len(whole.Body)) != s.Size || whole.Header.Get("Content-Type") != "video/mp4" {
			st.t.Fatalf("segment %d: %d, %d bytes of %d", s.No, whole.Status, len(whole.Body), s.Size)
		}
		plays(st.t, whole.Body)
	}
	path := "/api/staff/recordings/" + full.Segments[0].ID + "/video"
	officer := st.as("watch1")
	officer.head = http.Header{"Range": {"bytes=10-19"}}
	if r := officer.send("GET", path, nil); r.Status != http.StatusPartialContent || len(r.Body) != 10 {
		st.t.Errorf("a range: %d, %d bytes", r.Status, len(r.Body))
	}
	officer.head = http.Header{}
	st.as("releaser").refused("GET", path, nil, "recording.forbidden")
	st.as("releaser").refused("GET", "/api/staff/sittings/"+st.sitting+"/recording", nil, "recording.forbidden")
	if r := st.terminal.send("GET", path, nil); r.Status != http.StatusUnauthorized {
		st.t.Errorf("the seat plays it: %s", r)
	}
	officer.refused("GET", "/api/staff/recordings/01aaaaaaaaaaaaaaaaaaaaaaaa/video", nil, "recording.not_found")
}

// plays has ffmpeg decode a file without a complaint, where it is installed.
func plays(t *testing.T, body []byte) {
	t.Helper()
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		return
	}
	file := filepath.Join(t.TempDir(), "segment.mp4")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("ffmpeg", "-v", "error", "-i", file, "-f", "null", "-").CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("ffmpeg: %v %s", err, out)
	}
}

// A process that does everything serves sittings when its cameras cannot be had.
func TestPortsThatAreTakenStopNobody(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	srv := serve(t, p.settings.with(settings{"MEDIA_UDP": "192.0.2.1:9", "LOG_LEVEL": "info"})) // an address of nobody
	s := visit(t, srv.url, time.Now)
	r := &s.rooms[0]
	at := s.walkIn(r, 0)
	robot := s.robot(t.Context(), r, at, wsclient.Options{})
	if _, err := robot.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := newClient(t, srv.url)
	c.token = s.enrol(r.ID, at.ID)
	c.head = http.Header{"Content-Type": {"application/sdp"}}
	if got := c.send("POST", "/api/device/media/sessions", []byte(strangerOffer(t))); got.code() != "media.away" {
		t.Errorf("%s", got)
	}
}
