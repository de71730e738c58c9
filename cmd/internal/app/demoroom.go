package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/device"
	roomstore "github.com/suikao/suikao/proctor/room/store"
)

// demoRoom is the simulated hardware of a demonstration: cards are laid on the readers and doors watched over HTTP, by
// the same bridge protocol that real rooms speak.
type demoRoom struct {
	sim   *device.Simulator
	cards []DemoCard
	ahead atomic.Int64 // how far the demo's clock was moved forward, in nanoseconds
}

// now is the demo's time: the real one, moved forward by what visitors asked for, so that a slot's end, a deadline or an
// expiry can be seen without waiting for it.
func (d *demoRoom) now(real actor.Clock) actor.Clock {
	return func() time.Time { return real().Add(time.Duration(d.ahead.Load())) }
}

// maxAhead bounds how far the demo's clock goes.
const maxAhead = 10 * 365 * 24 * time.Hour

// move moves the demo's clock forward by {"seconds": n}; it never goes back.
func (d *demoRoom) move(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Seconds int64 `json:"seconds"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&in)
	by := time.Duration(in.Seconds) * time.Second
	if err != nil || in.Seconds < 0 || in.Seconds > int64(maxAhead/time.Second) || time.Duration(d.ahead.Load())+by > maxAhead {
		http.Error(w, `want {"seconds": n} with n from 0 to ten years`, http.StatusUnprocessableEntity)
		return
	}
	d.ahead.Add(int64(by))
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]int64{"ahead_seconds": d.ahead.Load() / int64(time.Second)})
}

// DemoCard is the identity card of a made-up person, offered on the demo's gate page to be laid on the reader.
type DemoCard struct {
	DocKind string `json:"docKind"`
	Number  string `json:"number"`
	Name    string `json:"name"`
	ValidTo string `json:"validTo"`
}

// SetDemoCards names the cards that the demo's gate page offers. Without demo data it does nothing.
func (a *App) SetDemoCards(cards []DemoCard) {
	if a.demo != nil {
		a.demo.cards = cards
	}
}

// DemoBridgeSecret is the bearer secret of the simulated bridges. It protects nothing: they exist on loopback with
// demo data only.
const DemoBridgeSecret = "demo"

// mount serves the simulated bridge of every room under /demo/bridge/ROOM/, the cards under /demo/cards and the clock under
// /demo/clock.
func (d *demoRoom) mount(mux *http.ServeMux) {
	mux.HandleFunc("POST /demo/clock", d.move)
	mux.HandleFunc("GET /demo/cards", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(d.cards)
	})
	mux.HandleFunc("POST /demo/bridge/{room}/", func(w http.ResponseWriter, r *http.Request) {
		room := r.PathValue("room")
		http.StripPrefix("/demo/bridge/"+room, d.sim.Handler(site.RoomID(room), DemoBridgeSecret)).ServeHTTP(w, r)
	})
}

// bridgeTimeout bounds one call to a room's bridge: a person stands at the gate.
const bridgeTimeout = 5 * time.Second

// longestCall bounds every call to hardware, a face comparison too; each has its own shorter limit.
const longestCall = 20 * time.Second

// devices returns the rooms' hardware: simulated for demo data, else that of the rooms' bridges, relays and face devices. A
// room without any has none, and its gate asks a remote officer instead.
func (a *App) devices() (device.Devices, error) {
	if a.demo != nil {
		return a.demo.sim, nil
	}
	rooms := map[site.RoomID]device.Endpoint{}
	if file := a.cfg.Room.Bridges; file != "" {
		body, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("room.bridges: %w", err)
		}
		d := json.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(&rooms); err != nil {
			return nil, fmt.Errorf("room.bridges: %s: %w", file, err)
		}
	}
	return device.NewHouse(rooms, bridgeTimeout, &http.Client{Timeout: longestCall}, roomstore.NewCommands(a.db, a.clock))
}

func loopbackAddress(host string) bool {
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}
