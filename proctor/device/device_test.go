package device_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/device"
)

const (
	roomID = site.RoomID("room-1")
	secret = "a-secret-of-the-room"
)

func bridge(t *testing.T, h http.Handler, timeout time.Duration) *device.Bridge {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	b, err := device.NewBridge(map[site.RoomID]device.Endpoint{roomID: {URL: srv.URL, Secret: secret}}, timeout, srv.Client())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The simulator behind its own HTTP face must be the same reader and door as the simulator itself.
func TestBridgeAndSimulatorAgree(t *testing.T) {
	sim := device.NewSimulator()
	b := bridge(t, sim.Handler(roomID, secret), time.Second)
	ctx := context.Background()
	both := map[string]booking.CardReader{"bridge": b, "simulator": sim}
	card := booking.Card{DocKind: "ID_CARD", Number: "11010519491231002X", Name: "张三", ValidTo: "2036-05-01"}
	for name, r := range both {
		if _, err := r.Read(ctx, roomID); !errors.Is(err, booking.ErrCardNone) {
			t.Errorf("%s: empty reader: %v", name, err)
		}
	}
	sim.Lay(roomID, card)
	for name, r := range both {
		if got, err := r.Read(ctx, roomID); err != nil || got != card {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	sim.Lay(roomID, booking.Card{DocKind: "ID_CARD", Number: "1", Name: "李四"}) // 长期
	for name, r := range both {
		if got, err := r.Read(ctx, roomID); err != nil || got.ValidTo != "" {
			t.Errorf("%s: card without end: %+v %v", name, got, err)
		}
	}
	sim.Clear(roomID)
	if _, err := b.Read(ctx, roomID); !errors.Is(err, booking.ErrCardNone) {
		t.Error(err)
	}
}

func TestDoorObeysACommandOnce(t *testing.T) {
	sim := device.NewSimulator()
	b := bridge(t, sim.Handler(roomID, secret), 5*time.Second)
	ctx := context.Background()
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := b.Open(ctx, roomID, "cmd-1"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := sim.Opened(roomID); len(got) != 1 || got[0] != "cmd-1" {
		t.Fatalf("%v", got)
	}
	sim.Break(roomID, true)
	if err := b.Open(ctx, roomID, "cmd-2"); !errors.Is(err, booking.ErrDoorDown) {
		t.Error(err)
	}
	if err := sim.Open(ctx, roomID, "cmd-2"); !errors.Is(err, booking.ErrDoorDown) {
		t.Error(err)
	}
	sim.Break(roomID, false)
	if err := b.Open(ctx, roomID, "cmd-2"); err != nil || len(sim.Opened(roomID)) != 2 {
		t.Error(err, sim.Opened(roomID))
	}
}

func TestAnswersThatMeanDown(t *testing.T) {
	number := "11010519491231002X"
	cases := map[string]struct {
		h    http.HandlerFunc
		card *fault.Error
	}{
		"hangs": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // a server sees that its client left only after the body
			<-r.Context().Done()
		}, booking.ErrReaderDown},
		"500":          {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, booking.ErrReaderDown},
		"no json":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok " + number)) }, booking.ErrReaderDown},
		"unknown word": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"status":"great"}`)) }, booking.ErrReaderDown},
		"failed":       {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"status":"failed"}`)) }, booking.ErrReaderDown},
		"endless": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"status":"ok` + strings.Repeat("x", 9000) + `"}`))
		}, booking.ErrReaderDown},
		"unreadable": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"status":"unreadable"}`)) }, booking.ErrCardUnreadable},
		"no name": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"status":"ok","doc_kind":"ID_CARD","number":"1"}`))
		}, booking.ErrCardUnreadable},
		"impossible day": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"status":"ok","doc_kind":"I","number":"1","name":"n","valid_to":"2026-02-30"}`))
		}, booking.ErrCardUnreadable},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := bridge(t, c.h, 200*time.Millisecond)
			_, err := b.Read(context.Background(), roomID)
			if !errors.Is(err, c.card) {
				t.Errorf("card: %v", err)
			}
			if strings.Contains(err.Error(), number) {
				t.Error("the failure repeats a card number")
			}
			if err := b.Open(context.Background(), roomID, "c"); !errors.Is(err, booking.ErrDoorDown) {
				t.Errorf("door: %v", err)
			}
		})
	}
}

func TestUnknownRoomWrongSecretAndPlainHTTP(t *testing.T) {
	sim := device.NewSimulator()
	srv := httptest.NewServer(sim.Handler(roomID, secret))
	defer srv.Close()
	b, err := device.NewBridge(map[site.RoomID]device.Endpoint{roomID: {URL: srv.URL, Secret: "another-secret-16"}}, time.Second, srv.Client())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Open(context.Background(), roomID, "c"); !errors.Is(err, booking.ErrDoorDown) || len(sim.Opened(roomID)) != 0 {
		t.Error("a wrong secret opens the door", err)
	}
	if _, err := b.Read(context.Background(), "no-room"); !errors.Is(err, booking.ErrReaderDown) {
		t.Error(err)
	}
	for _, e := range []device.Endpoint{{URL: "http://10.0.0.7", Secret: secret}, {URL: "ftp://127.0.0.1", Secret: secret}, {URL: "https://10.0.0.7", Secret: "short"}} {
		if _, err := device.NewBridge(map[site.RoomID]device.Endpoint{roomID: e}, time.Second, srv.Client()); err == nil {
			t.Errorf("%+v is accepted", e)
		}
	}
}

func TestSimulatorControls(t *testing.T) {
	sim := device.NewSimulator()
	srv := httptest.NewServer(sim.Handler(roomID, secret))
	defer srv.Close()
	post := func(path, body string) int {
		req, err := http.NewRequest(http.MethodPost, srv.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+secret)
		res, err := srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	if c := post("/sim/card", `{"state":"ok","doc_kind":"ID_CARD","number":"1","name":"张三"}`); c != 200 {
		t.Fatal(c)
	}
	if got, err := sim.Read(context.Background(), roomID); err != nil || got.Name != "张三" {
		t.Fatal(got, err)
	}
	for _, bad := range []string{`{"state":"magic"}`, `{"state":"ok","x":1}`, `{`, strings.Repeat("x", 9000)} {
		if c := post("/sim/card", bad); c != 400 {
			t.Errorf("%.20s answered %d", bad, c)
		}
	}
	if c := post("/sim/door", `{"broken":true}`); c != 200 || sim.Open(context.Background(), roomID, "c") == nil {
		t.Error("the door is not broken")
	}
}
