package device_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
)

// commands is a memory of door commands.
type commands struct {
	mu   sync.Mutex
	sent map[string]bool // command → done
}

func (c *commands) Take(_ context.Context, at site.RoomID, command string) (bool, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	done, known := c.sent[string(at)+command]
	if !known {
		c.sent[string(at)+command] = false
	}
	return !known, done, nil
}

func (c *commands) Done(_ context.Context, at site.RoomID, command string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent[string(at)+command] = true
	return nil
}

func house(t *testing.T, e device.Endpoint, timeout time.Duration) *device.House {
	t.Helper()
	h, err := device.NewHouse(map[site.RoomID]device.Endpoint{roomID: e}, timeout, http.DefaultClient, &commands{sent: map[string]bool{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

func relay(t *testing.T) *device.Relay {
	t.Helper()
	r, err := device.NewRelay("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func u16(n uint16) *uint16 { return &n }

func modbusDoor(r *device.Relay) device.Endpoint {
	return device.Endpoint{Door: &device.DoorConfig{Kind: "modbus", Address: r.Address(), Unit: 1, Coil: 7, PulseMS: 200,
		Contact: u16(0), Fire: u16(1), Panic: u16(2), Mains: u16(3)}}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal(what)
}

func TestModbusDoorPulsesOnceAndLetsGo(t *testing.T) {
	r := relay(t)
	h := house(t, modbusDoor(r), 2*time.Second)
	ctx := context.Background()
	var wg sync.WaitGroup
	for range 12 { // an impatient finger: every answer is the first one's
		wg.Go(func() {
			if err := h.Open(ctx, roomID, "cmd-1"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if _, n := r.Coil(7); n != 1 {
		t.Fatalf("one command pulled the lock %d times", n)
	}
	eventually(t, "the lock stays pulled", func() bool { on, _ := r.Coil(7); return !on })
	if err := h.Open(ctx, roomID, "cmd-1"); err != nil {
		t.Errorf("a command that was obeyed: %v", err)
	}
	r.Drop() // the switch lost its power for a moment
	if err := h.Open(ctx, roomID, "cmd-2"); err != nil {
		t.Fatalf("after a broken connection: %v", err)
	}
	if _, n := r.Coil(7); n != 2 {
		t.Fatalf("pulled %d times", n)
	}
}

func TestModbusDoorThatDoesNotAnswer(t *testing.T) {
	r := relay(t)
	h := house(t, modbusDoor(r), 200*time.Millisecond)
	ctx := context.Background()
	r.Mute(true)
	begin := time.Now()
	if err := h.Open(ctx, roomID, "c"); !errors.Is(err, booking.ErrDoorDown) {
		t.Fatal(err)
	}
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("a person stood there for %v", took)
	}
	r.Mute(false)
	// Nobody knows what came of it: it is not sent again, staff opens.
	if err := h.Open(ctx, roomID, "c"); !errors.Is(err, booking.ErrDoorDown) {
		t.Fatal(err)
	}
	if _, n := r.Coil(7); n > 1 {
		t.Fatalf("pulled %d times", n)
	}
	eventually(t, "what the lost answer left pulled is not let go", func() bool { on, _ := r.Coil(7); return !on })
	r.Refuse(true)
	if err := h.Open(ctx, roomID, "d"); !errors.Is(err, booking.ErrDoorDown) || !strings.Contains(errors.Unwrap(err).Error(), "exception 4") {
		t.Fatal(err)
	}
	if _, err := h.Wires(ctx, roomID); err == nil {
		t.Error("wires of a controller that refuses")
	}
	r.Refuse(false)
	_ = r.Close()
	if err := h.Open(ctx, roomID, "e"); !errors.Is(err, booking.ErrDoorDown) {
		t.Fatal(err)
	}
}

func TestModbusWiresAndHold(t *testing.T) {
	r := relay(t)
	h := house(t, modbusDoor(r), time.Second)
	ctx := context.Background()
	if w, err := h.Wires(ctx, roomID); err != nil || w != (room.Wires{Door: room.WireOff, Fire: room.WireOff, Panic: room.WireOff, Mains: room.WireOff}) {
		t.Fatal(w, err)
	}
	r.Input(0, true)
	r.Input(1, true)
	r.Input(3, true)
	if w, err := h.Wires(ctx, roomID); err != nil || w != (room.Wires{Door: room.WireOn, Fire: room.WireOn, Panic: room.WireOff, Mains: room.WireOn}) {
		t.Fatal(w, err)
	}
	if err := h.Open(ctx, roomID, "c"); err != nil {
		t.Fatal(err)
	}
	if err := h.Hold(ctx, roomID, true); err != nil {
		t.Fatal(err)
	}
	time.Sleep(400 * time.Millisecond) // the pulse's end must not lock a door that is held open
	if on, _ := r.Coil(7); !on {
		t.Fatal("a door that is held open locked")
	}
	if err := h.Hold(ctx, roomID, false); err != nil {
		t.Fatal(err)
	}
	if on, _ := r.Coil(7); on {
		t.Fatal("the door was not let go")
	}
}

// A process that died in the middle of a pulse leaves no open door.
func TestModbusStartLetsGoWhatWasLeftPulled(t *testing.T) {
	r := relay(t)
	first := house(t, modbusDoor(r), time.Second)
	if err := first.Hold(context.Background(), roomID, true); err != nil {
		t.Fatal(err)
	}
	second := house(t, modbusDoor(r), time.Second)
	if _, err := second.Wires(context.Background(), roomID); err != nil {
		t.Fatal(err)
	}
	if on, _ := r.Coil(7); on {
		t.Fatal("the door stays open")
	}
	if err := second.Hold(context.Background(), roomID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Wires(context.Background(), roomID); err != nil {
		t.Fatal(err)
	}
	if on, _ := r.Coil(7); !on {
		t.Fatal("reading the wires locks a door that is held open")
	}
}

func TestHTTPRelay(t *testing.T) {
	var mu sync.Mutex
	var calls []string
	open := false
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.Header.Get("Authorization") != "Basic x" {
			w.WriteHeader(401)
			return
		}
		calls = append(calls, r.URL.Path)
		if r.URL.Path == "/input" {
			_, _ = fmt.Fprintf(w, `{"id":0,"result":{"state":%t}}`, open)
			return
		}
		if r.URL.Path == "/hang" {
			mu.Unlock()
			<-r.Context().Done()
			mu.Lock()
		}
	}))
	defer srv.Close()
	c := device.DoorConfig{Kind: "http", Open: srv.URL + "/open", Hold: srv.URL + "/hold", Release: srv.URL + "/release", State: srv.URL + "/input",
		Field: "result.state", Authorization: "Basic x"}
	h := house(t, device.Endpoint{Door: &c}, 300*time.Millisecond)
	ctx := context.Background()
	for range 3 {
		if err := h.Open(ctx, roomID, "a"); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(h.Hold(ctx, roomID, true), h.Hold(ctx, roomID, false)); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	open = true
	mu.Unlock()
	if w, err := h.Wires(ctx, roomID); err != nil || w.Door != room.WireOn || w.Fire != room.WireNone {
		t.Fatal(w, err)
	}
	mu.Lock()
	got := strings.Join(calls, " ")
	mu.Unlock()
	if got != "/open /hold /release /input" {
		t.Errorf("calls: %s", got)
	}
	c.Open = srv.URL + "/hang"
	if err := house(t, device.Endpoint{Door: &c}, 100*time.Millisecond).Open(ctx, roomID, "b"); !errors.Is(err, booking.ErrDoorDown) {
		t.Error(err)
	}
}

func TestHardwareThatMayNotBe(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(make([]byte, ed25519.PublicKeySize))
	for name, e := range map[string]device.Endpoint{
		"modbus over the internet": {Door: &device.DoorConfig{Kind: "modbus", Address: "203.0.113.9:502"}},
		"modbus by name":           {Door: &device.DoorConfig{Kind: "modbus", Address: "door.example:502"}},
		"a pulse without end":      {Door: &device.DoorConfig{Kind: "modbus", Address: "127.0.0.1:502", PulseMS: 60_000}},
		"relay over the internet":  {Door: &device.DoorConfig{Kind: "http", Open: "http://203.0.113.9/on"}},
		"relay by name":            {Door: &device.DoorConfig{Kind: "http", Open: "http://door.example/on"}},
		"hold without release":     {Door: &device.DoorConfig{Kind: "http", Open: "http://127.0.0.1/on", Hold: "http://127.0.0.1/hold"}},
		"no kind":                  {Door: &device.DoorConfig{}},
		"face without a key":       {Face: &device.FaceConfig{URL: "http://127.0.0.1:1", Secret: secret, Device: "e"}},
		"face in the clear":        {Face: &device.FaceConfig{URL: "http://10.0.0.9:1", Secret: secret, Device: "e", Key: key}},
		"face without a name":      {Face: &device.FaceConfig{URL: "http://127.0.0.1:1", Secret: secret, Key: key}},
	} {
		if _, err := device.NewHouse(map[site.RoomID]device.Endpoint{roomID: e}, time.Second, http.DefaultClient, nil); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func edgeOf(t *testing.T, sim *device.Simulator) device.Endpoint {
	t.Helper()
	srv := httptest.NewServer(sim.Handler(roomID, secret))
	t.Cleanup(srv.Close)
	return device.Endpoint{URL: srv.URL, Secret: secret, Scanner: true, Wires: true, Counter: true, Face: &device.FaceConfig{URL: srv.URL, Secret: secret,
		Device: sim.FaceDevice(), Key: base64.StdEncoding.EncodeToString(sim.FaceKey()), TimeMS: 500}}
}

// The simulator behind its HTTP face is the same hardware as the simulator itself.
func TestBridgeHardwareAgreesWithSimulator(t *testing.T) {
	sim := device.NewSimulator()
	h := house(t, edgeOf(t, sim), time.Second)
	ctx := context.Background()
	for name, d := range map[string]device.Devices{"http": h, "simulator": sim} {
		sim.Stand(roomID, device.FaceAbsent)
		if text, err := d.Scan(ctx, roomID); err != nil || text != "" {
			t.Error(name, text, err)
		}
		sim.Show(roomID, "SKT1:ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		if text, err := d.Scan(ctx, roomID); err != nil || text != "SKT1:ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
			t.Error(name, text, err)
		}
		sim.Show(roomID, "")
		sim.Wire(roomID, room.Wires{Fire: room.WireOn, Door: room.WireOff})
		if w, err := d.Wires(ctx, roomID); err != nil || w != (room.Wires{Fire: room.WireOn, Door: room.WireOff}) {
			t.Error(name, w, err)
		}
		sim.People(roomID, 3)
		if n, err := d.Count(ctx, roomID); err != nil || n != 3 {
			t.Error(name, n, err)
		}
		if err := d.Hold(ctx, roomID, true); err != nil || !sim.Held(roomID) {
			t.Error(name, err)
		}
		if err := d.Hold(ctx, roomID, false); err != nil || sim.Held(roomID) {
			t.Error(name, err)
		}
		ask := face.Ask{Challenge: "challenge-" + name, Template: face.TemplateID("01template" + name), Purpose: face.ForEntry, Source: face.FromEnrolment, Picture: []byte("jpeg"), Camera: "gate"}
		for scene, want := range map[device.FaceScene]error{device.FaceNobody: face.ErrNoFace, device.FaceSeveral: face.ErrSeveralFaces, device.FaceFailed: face.ErrCameraDown} {
			sim.Stand(roomID, scene)
			if _, err := d.Match(ctx, roomID, ask); !errors.Is(err, want) {
				t.Errorf("%s: %s: %v", name, scene, err)
			}
		}
		sim.Stand(roomID, device.FacePicture)
		if st, err := d.Match(ctx, roomID, ask); err != nil || !st.Same || st.Live {
			t.Errorf("%s: %+v %v", name, st, err)
		}
		sim.Stand(roomID, device.FaceSame)
		st, err := d.Match(ctx, roomID, ask)
		if err != nil || !st.Same || !st.Live || st.Challenge != ask.Challenge || !ed25519.Verify(sim.FaceKey(), st.Bytes(), st.Signature) {
			t.Errorf("%s: %+v %v", name, st, err)
		}
		if gone, err := d.Forget(ctx, roomID, ask.Template, "c2"); err != nil || gone.Kind != face.Forgotten || !ed25519.Verify(sim.FaceKey(), gone.Bytes(), gone.Signature) || len(sim.Templates(roomID)) != 0 {
			t.Errorf("%s: %+v %v %v", name, gone, err, sim.Templates(roomID))
		}
	}
}

// Whoever sits between server and edge can keep answers, change them and send them again; none of it is believed.
func TestForgedFaceAnswers(t *testing.T) {
	sim := device.NewSimulator()
	sim.Stand(roomID, device.FaceOther)
	var change func(body string) string
	inner := sim.Handler(roomID, secret)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		inner.ServeHTTP(rec, r)
		w.WriteHeader(rec.Code)
		_, _ = io.WriteString(w, change(rec.Body.String()))
	}))
	defer srv.Close()
	e := device.Endpoint{Face: &device.FaceConfig{URL: srv.URL, Secret: secret, Device: sim.FaceDevice(), Key: base64.StdEncoding.EncodeToString(sim.FaceKey())}}
	h := house(t, e, time.Second)
	ask := func(challenge, template string) (face.Statement, error) {
		return h.Match(context.Background(), roomID, face.Ask{Challenge: challenge, Template: face.TemplateID(template), Source: face.FromCard, Camera: "gate"})
	}
	var kept string
	change = func(b string) string { kept = b; return b }
	if st, err := ask("c1", "t1"); err != nil || st.Same {
		t.Fatal(st, err)
	}
	other := device.NewSimulator() // another device's key
	other.Stand(roomID, device.FaceSame)
	for name, forge := range map[string]func(string) string{
		"other result":     func(b string) string { return strings.Replace(b, `"other"`, `"same"`, 1) },
		"higher score":     func(b string) string { return strings.Replace(b, `"score":310`, `"score":990`, 1) },
		"replayed":         func(string) string { return kept },
		"signature gone":   func(b string) string { return b[:strings.Index(b, `,"signature"`)] + "}" },
		"word of forget":   func(b string) string { return strings.Replace(b, `"done"`, `"forgotten"`, 1) },
		"a picture inside": func(b string) string { return strings.Replace(b, `{`, `{"picture":"AAAA",`, 1) },
		"score too high":   func(b string) string { return strings.Replace(b, `"score":310`, `"score":31000`, 1) },
		"two answers":      func(b string) string { return b + b },
		"no json":          func(string) string { return "same" },
		"endless":          func(string) string { return strings.Repeat(" ", 9000) },
	} {
		change = forge
		if st, err := ask("c2", "t1"); !errors.Is(err, face.ErrCameraDown) {
			t.Errorf("%s: %+v %v", name, st, err)
		}
	}
	inner = other.Handler(roomID, secret)
	change = func(b string) string { return b }
	if st, err := ask("c3", "t1"); !errors.Is(err, face.ErrCameraDown) {
		t.Errorf("another device's key: %+v %v", st, err)
	}
}

func TestSimulatorRoomControls(t *testing.T) {
	sim := device.NewSimulator()
	srv := httptest.NewServer(sim.Handler(roomID, secret))
	defer srv.Close()
	post := func(auth, body string) int {
		req, err := http.NewRequest(http.MethodPost, srv.URL+"/sim/room", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+auth)
		res, err := srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	if c := post(secret, `{"face":"same","count":4,"fire":"on","scan":"X"}`); c != 200 || !sim.Has(roomID) {
		t.Fatal(c)
	}
	if c := post("another-secret-16", `{"face":"same"}`); c != 401 {
		t.Error(c)
	}
	for _, bad := range []string{`{"face":"god"}`, `{"fire":"maybe"}`, `{"count":99999}`, `{"x":1}`} {
		if c := post(secret, bad); c != 400 {
			t.Errorf("%s answered %d", bad, c)
		}
	}
}
