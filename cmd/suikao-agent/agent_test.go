package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/agent/report"
)

// seat is a machine made of files.
type seat struct {
	t    *testing.T
	root string
	c    config
}

func newSeat(t *testing.T) *seat {
	s := &seat{t, t.TempDir(), defaults()}
	s.c.State, s.c.Files = filepath.Join(s.root, "state"), []string{"/boot/vmlinuz", "/etc/policy.json"}
	s.put("boot/vmlinuz", "kernel")
	s.put("etc/policy.json", "{}")
	s.put("sys/bus/usb/devices/1-1/idVendor", "046d\n")
	s.put("sys/bus/usb/devices/1-1/idProduct", "c31c\n")
	s.put("sys/bus/usb/devices/1-1/product", "Keyboard\n")
	s.put("sys/bus/usb/devices/1-1:1.0/bInterfaceClass", "03\n")
	s.put("sys/class/drm/card0-HDMI-A-1/status", "connected\n")
	s.put("sys/class/drm/card0-HDMI-A-1/edid", "edid")
	s.put("sys/class/drm/card0-DP-1/status", "disconnected\n")
	s.device("event0", "devices/pci0000:00/input/input0", "Keyboard", "0")
	s.device("event1", "devices/pci0000:00/input/input1", "Mouse", "1")
	s.put("proc/1/comm", "systemd\n")
	s.put("proc/1/cmdline", "/sbin/init\x00")
	s.put("proc/700/comm", "chromium\n")
	s.put("proc/700/cmdline", "/usr/lib/chromium/chromium\x00--kiosk\x00")
	s.sockets()
	return s
}

func (s *seat) put(path, text string) {
	s.t.Helper()
	p := filepath.Join(s.root, path)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// device adds an input device: its node, and what sysfs says of it.
func (s *seat) device(event, at, name, properties string) {
	s.t.Helper()
	dir := "sys/" + at + "/" + event
	s.put(dir+"/device/name", name+"\n")
	s.put(dir+"/device/properties", properties+"\n")
	s.put("dev/input/"+event, "")
	link := filepath.Join(s.root, "sys/class/input", event)
	if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(s.root, dir), link); err != nil {
		s.t.Fatal(err)
	}
}

// sockets lists what listens: port and inode in turn.
func (s *seat) sockets(list ...int) {
	b := "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
	for i := 0; i+1 < len(list); i += 2 {
		b += fmt.Sprintf("   %d: 0100007F:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 %d 1 0 100 0 0 10 0\n", i, list[i], list[i+1])
	}
	b += "   9: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 77 1 0 100 0 0 10 0\n"
	s.put("proc/net/tcp", b)
}

// events appends what a hand does to a device.
func (s *seat) events(event string, list ...[3]uint16) {
	s.t.Helper()
	f, err := os.OpenFile(filepath.Join(s.root, "dev/input", event), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, e := range list {
		b := make([]byte, eventSize)
		binary.NativeEndian.PutUint16(b[eventSize-8:], e[0])
		binary.NativeEndian.PutUint16(b[eventSize-6:], e[1])
		binary.NativeEndian.PutUint32(b[eventSize-4:], uint32(e[2]))
		if _, err := f.Write(b); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestAnHonestSeat(t *testing.T) {
	s := newSeat(t)
	m := newMachine(s.c, s.root)
	defer m.close()
	r := m.look(t.Context())
	if len(r.Remote)+len(r.Debug)+len(r.Reach)+len(r.Virtual)+len(r.Troubles) > 0 {
		t.Errorf("%+v", r)
	}
	if !slices.Equal(r.USB, []string{"046d:c31c Keyboard"}) || len(r.Displays) != 1 || !strings.HasPrefix(r.Displays[0], "card0-HDMI-A-1 ") {
		t.Error(r.USB, r.Displays)
	}
	if len(r.Files) != 3 || r.Files[0].SHA256 == "" || r.Files[2].Path != "agent" || r.Files[2].SHA256 == "" {
		t.Error(r.Files)
	}
	if r.Inputs.Devices != 2 || !r.Inputs.Whole {
		t.Error(r.Inputs)
	}
}

// What the kernel hears is counted; what was typed or where is nowhere in the report.
func TestInputsAreCountedAndNothingElse(t *testing.T) {
	s := newSeat(t)
	m := newMachine(s.c, s.root)
	defer m.close()
	s.events("event0", [3]uint16{1, 30, 1}, [3]uint16{0, 0, 0}, [3]uint16{1, 30, 0}, [3]uint16{4, 4, 0})
	s.events("event1", [3]uint16{2, 0, 5}, [3]uint16{2, 1, 7}, [3]uint16{1, 0x110, 1}, [3]uint16{3, 0x35, 400}, [3]uint16{3, 0x28, 9})
	m.inputs.read(time.Now())
	s.device("event5", "devices/pci0000:00/input/input5", "Second keyboard", "0") // plugged in now
	s.events("event5", [3]uint16{1, 31, 1})
	m.inputs.read(time.Now().Add(2 * time.Second))
	r := m.look(t.Context())
	if r.Inputs.Keys != 3 || r.Inputs.Pointer != 4 || r.Inputs.Devices != 3 {
		t.Errorf("%+v", r.Inputs)
	}
	if len(r.Past) != 2 || r.Past[0].Keys != 0 || r.Past[1].Keys != 3 {
		t.Errorf("%+v", r.Past)
	}
}

func TestWhatIsWrongIsSeen(t *testing.T) {
	open, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = open.Close() }()
	for name, c := range map[string]struct {
		harm  func(s *seat)
		check string
	}{
		"a changed kernel":            {func(s *seat) { s.put("boot/vmlinuz", "another kernel") }, report.Image},
		"a missing policy":            {func(s *seat) { _ = os.Remove(filepath.Join(s.root, "etc/policy.json")) }, report.Image},
		"a remote desktop":            {func(s *seat) { s.put("proc/800/comm", "x11vnc\n") }, report.Remote},
		"one by its path":             {func(s *seat) { s.put("proc/800/cmdline", "/opt/x/RustDesk\x00--service\x00") }, report.Remote},
		"a port of one":               {func(s *seat) { s.sockets(5900, 33) }, report.Remote},
		"a stick":                     {func(s *seat) { s.put("sys/bus/usb/devices/1-2/idVendor", "0781\n") }, report.USB},
		"a second display":            {func(s *seat) { s.put("sys/class/drm/card0-DP-1/status", "connected\n") }, report.Display},
		"another display":             {func(s *seat) { s.put("sys/class/drm/card0-HDMI-A-1/edid", "other") }, report.Display},
		"no display":                  {func(s *seat) { s.put("sys/class/drm/card0-HDMI-A-1/status", "disconnected\n") }, report.Display},
		"a device without hardware":   {func(s *seat) { s.device("event9", "devices/virtual/input/input9", "py-evdev-uinput", "0") }, report.Virtual},
		"a debug port":                {func(s *seat) { s.sockets(9222, 33) }, report.Debug},
		"a switch of the browser":     {func(s *seat) { s.put("proc/700/cmdline", "/usr/lib/chromium/chromium\x00--remote-debugging-pipe\x00") }, report.Debug},
		"a port chosen by itself":     {func(s *seat) { s.sockets(41234, 33); s.link("proc/700/fd/9", "socket:[33]") }, report.Debug},
		"a way out of the room":       {func(s *seat) { s.c.Forbidden = []string{open.Addr().String()} }, report.Network},
		"a clock that is a minute on": {func(*seat) {}, report.Clock},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSeat(t)
			before := newMachine(s.c, s.root)
			usual := before.look(t.Context())
			before.close()
			c.harm(s)
			m := newMachine(s.c, s.root)
			defer m.close()
			r := m.look(t.Context())
			at := time.UnixMilli(r.At)
			if c.check == report.Clock {
				at = at.Add(-time.Minute)
			}
			failures := report.Failures(usual, r, at)
			if len(failures) != 1 || failures[0].Check != c.check || failures[0].What == "" {
				t.Errorf("%+v", failures)
			}
		})
	}
}

func (s *seat) link(path, to string) {
	s.t.Helper()
	p := filepath.Join(s.root, path)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Symlink(to, p); err != nil {
		s.t.Fatal(err)
	}
}

// A seat that may not read its input devices says so, and never that it hears everything.
func TestDevicesThatCannotBeReadAreNamed(t *testing.T) {
	s := newSeat(t)
	if err := os.Remove(filepath.Join(s.root, "dev/input/event1")); err != nil {
		t.Fatal(err)
	}
	m := newMachine(s.c, s.root)
	defer m.close()
	if r := m.look(t.Context()); r.Inputs.Whole || len(r.Troubles) != 1 || !strings.Contains(r.Troubles[0], "event1") {
		t.Errorf("%+v", r)
	}
}

// server is what the agent talks to.
type server struct {
	mu       sync.Mutex
	key      ed25519.PublicKey
	counter  int64
	reports  []report.Report
	refuse   bool // the next report is refused once: somebody else's turn
	lose     bool // the next answer is lost
	problems []string
}

func (v *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	challenge := fmt.Sprintf("challenge-%d", v.counter)
	answer := func(x any) { _ = json.NewEncoder(w).Encode(x) }
	if r.URL.Path != "/api/auth/device/enrol" && r.Header.Get("Authorization") != "Bearer secret" {
		v.problems = append(v.problems, "no token on "+r.URL.Path)
	}
	switch r.Method + " " + r.URL.Path {
	case "POST /api/auth/device/enrol":
		answer(map[string]any{"token": "secret", "device": map[string]string{"name": "A1"}})
	case "GET /api/device/me":
		answer(map[string]string{"id": "device", "name": "A1"})
	case "POST /api/device/agent":
		var in struct{ Key, Proof []byte }
		if json.NewDecoder(r.Body).Decode(&in) != nil || !report.Proven("device", in.Key, in.Proof) {
			v.problems = append(v.problems, "bad proof")
		}
		v.key = in.Key
		answer(turn{"agent", v.counter, challenge})
	case "GET /api/device/agent":
		answer(turn{"agent", v.counter, challenge})
	case "POST /api/device/agent/reports":
		var in report.Sealed
		_ = json.NewDecoder(r.Body).Decode(&in)
		got, err := report.Open(in, v.key)
		if v.refuse || err != nil || got.Counter <= v.counter || got.Challenge != challenge {
			v.refuse = false
			w.WriteHeader(http.StatusConflict)
			answer(map[string]string{"code": "agent.again"})
			return
		}
		v.counter = got.Counter
		v.reports = append(v.reports, got)
		if v.lose {
			v.lose = false
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		answer(turn{"agent", v.counter, fmt.Sprintf("challenge-%d", v.counter)})
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func TestTheAgentEnrolsAndReports(t *testing.T) {
	v := &server{counter: 40}
	srv := httptest.NewServer(v)
	defer srv.Close()
	s := newSeat(t)
	s.c.Server = srv.URL
	raw, err := json.Marshal(s.c)
	if err != nil {
		t.Fatal(err)
	}
	s.put("etc/agent.json", string(raw))
	at := filepath.Join(s.root, "etc/agent.json")
	var out bytes.Buffer
	if err := run(t.Context(), []string{"url", "--config", at}, &out, nil); err == nil {
		t.Error("an address without an identity")
	}
	if err := run(t.Context(), []string{"enrol", "--config", at, "--code", "ABCD1234"}, &out, nil); err != nil || !strings.Contains(out.String(), "A1") {
		t.Fatal(err, out.String())
	}
	if info, err := os.Stat(filepath.Join(s.c.State, "identity.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	out.Reset()
	if err := run(t.Context(), []string{"url", "--config", at}, &out, nil); err != nil {
		t.Fatal(err)
	}
	page, fragment, _ := strings.Cut(strings.TrimSpace(out.String()), "#terminal=")
	told, err := base64.RawURLEncoding.DecodeString(fragment)
	if err != nil || page != srv.URL+"/kiosk" || !strings.Contains(string(told), `"token":"secret"`) {
		t.Error(page, string(told), err)
	}

	id, err := readIdentity(s.c)
	if err != nil {
		t.Fatal(err)
	}
	m := newMachine(s.c, s.root)
	defer m.close()
	a := &sender{c: s.c, id: id, m: m, log: slog.New(slog.DiscardHandler)}
	a.turn(t.Context())
	v.mu.Lock()
	v.refuse = true
	v.mu.Unlock()
	a.turn(t.Context()) // refused once: it asks and says it again
	v.mu.Lock()
	v.lose = true
	v.mu.Unlock()
	a.turn(t.Context()) // taken, but the answer was lost
	a.turn(t.Context())
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.problems) > 0 || len(v.reports) != 4 || a.failing {
		t.Fatal(v.problems, len(v.reports), a.failing)
	}
	for i, r := range v.reports {
		if i > 0 && r.Counter <= v.reports[i-1].Counter || r.Run != v.reports[0].Run || r.Agent != "agent" {
			t.Errorf("%+v", r)
		}
	}
}

// The loop reports until it is told to stop.
func TestTheAgentRuns(t *testing.T) {
	v := &server{}
	srv := httptest.NewServer(v)
	defer srv.Close()
	s := newSeat(t)
	s.c.Server = srv.URL
	s.put("token", "secret\n")
	if err := enrol(t.Context(), s.c, "", filepath.Join(s.root, "token"), nil, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, s.c, s.root, slog.New(slog.DiscardHandler), 20*time.Millisecond) }()
	count := func() int {
		v.mu.Lock()
		defer v.mu.Unlock()
		return len(v.reports)
	}
	for end := time.Now().Add(10 * time.Second); count() < 3 && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	stop()
	if err := <-done; err != nil || count() < 3 {
		t.Error(err, count())
	}
}

func TestAnAddressWithoutEncryptionIsRefused(t *testing.T) {
	for address, ok := range map[string]bool{"https://exam.example.cn": true, "http://127.0.0.1:8080": true, "http://exam.example.cn": false, "": false, "ftp://x": false} {
		if _, err := (config{Server: address}).base(); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}
