package bench

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/questionbank/sample"
)

// How long the simulated hardware takes: what vendors state for a chip of an identity card, a comparison with liveness on an
// edge device, and a relay.
const (
	readerTakes = 800 * time.Millisecond
	faceTakes   = 900 * time.Millisecond
	relayTakes  = 30 * time.Millisecond
	doorGates   = 4
	doorSecret  = "the-secret-of-a-measured-room"
)

// doorGate is one gate with its simulated hardware and the people who come to it.
type doorGate struct {
	room  site.RoomID
	token string
	sim   *device.Simulator
	relay *device.Relay
	who   []doorPerson
}

type doorPerson struct {
	number, pin string
	face        bool
}

// Door measures the time from the card on the reader to the seat number with the door open, through the real adapters: a bridge
// over HTTP, an edge device for faces, doors by Modbus-TCP. People come one after another to four gates at once, half of
// them by face, half by PIN. What people themselves take, reading and touching, is not in it.
func Door(ctx context.Context, exe string, n int, out, _ io.Writer) (err error) {
	p, err := newPlace(ctx, exe, sqldb.SQLite)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	gates, err := p.doors(ctx, n)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: hardware(gates), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(ln) }()
	defer func() { _ = srv.Close() }()
	if err := p.bridges(gates, "http://"+ln.Addr().String()); err != nil {
		return err
	}
	if err := p.serve(ctx); err != nil {
		return err
	}
	var all, byFace, byPIN histogram
	var wg sync.WaitGroup
	errs := make([]error, len(gates))
	for i, g := range gates {
		wg.Go(func() {
			for _, who := range g.who {
				took, err := g.enter(ctx, p.url, who)
				if err != nil {
					errs[i] = fmt.Errorf("gate %d: %w", i, err)
					return
				}
				all.add(took)
				if who.face {
					byFace.add(took)
				} else {
					byPIN.add(took)
				}
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	pulled := 0
	for _, g := range gates {
		_, times := g.relay.Coil(0)
		pulled += times
		err = errors.Join(err, g.relay.Close())
	}
	ms := func(d time.Duration) int64 { return d.Milliseconds() }
	_, bad := fmt.Fprintf(out, "bench door: n=%d gates=%d reader_ms=%d face_ms=%d p50_ms=%d p99_ms=%d face_p50_ms=%d face_p99_ms=%d pin_p50_ms=%d pin_p99_ms=%d pulled=%d\n",
		n, len(gates), ms(readerTakes), ms(faceTakes), ms(all.quantile(0.5)), ms(all.quantile(0.99)), ms(byFace.quantile(0.5)), ms(byFace.quantile(0.99)),
		ms(byPIN.quantile(0.5)), ms(byPIN.quantile(0.99)), pulled)
	return errors.Join(err, bad)
}

// hardware serves the bridges and face devices of all rooms, each as slow as real ones.
func hardware(gates []*doorGate) http.Handler {
	mux := http.NewServeMux()
	for _, g := range gates {
		at := "/" + string(g.room)
		inner := http.StripPrefix(at, g.sim.Handler(g.room, doorSecret))
		mux.HandleFunc("POST "+at+"/", func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/card/read"):
				time.Sleep(readerTakes)
			case strings.HasSuffix(r.URL.Path, "/face/match"):
				time.Sleep(faceTakes)
			}
			inner.ServeHTTP(w, r)
		})
	}
	return mux
}

// bridges writes the file that names the rooms' hardware.
func (p *place) bridges(gates []*doorGate, at string) error {
	rooms := map[site.RoomID]device.Endpoint{}
	for _, g := range gates {
		url := at + "/" + string(g.room)
		rooms[g.room] = device.Endpoint{URL: url, Secret: doorSecret, Door: &device.DoorConfig{Kind: "modbus", Address: g.relay.Address(), Unit: 1, PulseMS: 200},
			Face: &device.FaceConfig{URL: url, Secret: doorSecret, Device: g.sim.FaceDevice(), Key: base64.StdEncoding.EncodeToString(g.sim.FaceKey()), Card: true}}
	}
	body, err := json.Marshal(rooms)
	if err != nil {
		return err
	}
	file := filepath.Join(p.dir, "bridges.json")
	p.env["ROOM_BRIDGES"] = file
	return os.WriteFile(file, body, 0o600)
}

// enter brings one person from the card to the seat number.
func (g *doorGate) enter(ctx context.Context, url string, who doorPerson) (time.Duration, error) {
	g.sim.Lay(g.room, booking.Card{DocKind: "ID_CARD", Number: who.number, Name: "测量员"})
	begin := time.Now()
	v, err := g.step(ctx, url, "check", map[string]any{"card": true})
	if err != nil {
		return 0, err
	}
	if !v.CardMatched || v.Visit == "" {
		return 0, fmt.Errorf("the card leads to %s %v", v.State, v.Trouble)
	}
	if who.face {
		v, err = g.step(ctx, url, "face", map[string]any{"visit": v.Visit})
	} else {
		v, err = g.step(ctx, url, "pin", map[string]any{"visit": v.Visit, "pin": who.pin})
	}
	took := time.Since(begin)
	if err == nil && (v.State != "ADMITTED" || v.Seat == "" || v.Door != "OPENED") {
		err = fmt.Errorf("the match leads to %s, seat %q, door %s %v", v.State, v.Seat, v.Door, v.Trouble)
	}
	return took, err
}

type gateAnswer struct {
	Visit, State, Seat, Door string
	CardMatched              bool
	Trouble                  *struct{ Code string }
}

func (g *doorGate) step(ctx context.Context, url, step string, body any) (gateAnswer, error) {
	var v gateAnswer
	raw, err := json.Marshal(body)
	if err != nil {
		return v, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/api/device/gate/"+step, bytes.NewReader(raw))
	if err != nil {
		return v, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+g.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return v, err
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %d: %s", step, res.StatusCode, answer)
	}
	if err == nil {
		err = json.Unmarshal(answer, &v)
	}
	return v, err
}

// doors prepares n people with confirmed bookings at gates.
func (p *place) doors(ctx context.Context, n int) ([]*doorGate, error) {
	gates := make([]*doorGate, doorGates)
	err := p.furnish(ctx, func(ctx context.Context, h *house) (err error) {
		if h.orgs.authority, err = h.People.RootOrg(ctx); err != nil {
			return err
		}
		points, err := h.Sites.Points(ctx)
		if err != nil {
			return err
		}
		for i := range gates {
			if gates[i], err = h.gate(ctx, points[0], i, (n+i)/doorGates); err != nil {
				return err
			}
		}
		return nil
	})
	return gates, err
}

// gate makes a room with as many seats as people come, its gate terminal and hardware.
func (h *house) gate(ctx context.Context, point site.Point, no, n int) (*doorGate, error) {
	g := &doorGate{token: crypt.Token(), sim: device.NewSimulator()}
	var err error
	if g.relay, err = device.NewRelay("127.0.0.1:0"); err != nil {
		return nil, err
	}
	g.relay.Slow(relayTakes)
	rules := site.DefaultRules()
	rules.Faceless = site.PINOrOfficer // an officer's time is not the gate's
	room := site.Room{ID: site.RoomID(h.id()), Point: point.ID, OrgPath: point.OrgPath, Code: fmt.Sprintf("D%03d", no), Name: fmt.Sprintf("测量考场 %d", no+1),
		Rules: rules, Pattern: site.DefaultPattern()}
	slot := booking.Slot{ID: booking.SlotID(h.id()), Room: room.ID, Point: point.ID, StartsAt: h.now.Add(10 * time.Minute), EndsAt: h.now.Add(6 * time.Hour)}
	desks := make([]site.Seat, n)
	for i := range desks {
		desks[i] = site.Seat{ID: site.SeatID(h.id()), Room: room.ID, No: i + 1, Label: fmt.Sprintf("S%03d", i+1), Row: i/10 + 1, Col: i%10 + 1, State: site.SeatInService}
	}
	dev := terminal.Device{ID: terminal.ID(h.id()), Kind: terminal.Gate, Name: room.Name, Room: string(room.ID), Path: room.OrgPath, EnrolledAt: h.now, SeenAt: h.now}
	for _, add := range []func() error{
		func() error { return h.sites.AddRoom(ctx, room) },
		func() error { return h.books.AddSlots(ctx, []booking.Slot{slot}) },
		func() error { return h.sites.ReplaceSeats(ctx, room.ID, desks) },
		func() error { return h.people.AddDevice(ctx, dev, crypt.HashToken(g.token)) },
	} {
		if err := add(); err != nil {
			return nil, err
		}
	}
	g.room = room.ID
	g.sim.Stand(room.ID, device.FaceSame)
	who, err := h.enter(ctx, n)
	if err != nil {
		return nil, err
	}
	first := h.made - n
	for i, p := range who {
		h.made = first + i
		x := doorPerson{number: h.number(), face: i%2 == 0}
		if x.pin, err = h.booked(ctx, room, slot, i, p, x.face); err != nil {
			return nil, err
		}
		g.who = append(g.who, x)
	}
	return g, nil
}

// booked gives a person a confirmed booking with a ticket, a PIN, and where wanted the consent to faces.
func (h *house) booked(ctx context.Context, room site.Room, slot booking.Slot, no int, p people.Person, face bool) (string, error) {
	applied := application.Application{ID: application.ID(h.id()), PersonID: p.ID, Authority: h.orgs.authority.ID, OrgPath: h.orgs.authority.Path,
		ItemCode: sample.ItemCode, PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Channel: application.ChannelSelf, State: application.Approved,
		ValidTo: actor.DateOf(h.now).AddMonths(6), CreatedAt: h.now, ChangedAt: h.now, Version: 1}
	book := booking.Booking{ID: booking.BookingID(h.id()), PersonID: p.ID, ApplicationID: applied.ID, SlotID: slot.ID, RoomID: room.ID,
		OrgPath: room.OrgPath, ItemCode: sample.ItemCode, PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Channel: application.ChannelSelf,
		State: booking.BookingConfirmed, BeginsAt: slot.StartsAt, EndsAt: slot.EndsAt, Minutes: 120, CreatedAt: h.now, ConfirmedAt: h.now, Version: 1}
	ticket := booking.Ticket{ID: booking.TicketID(h.id()), BookingID: book.ID, CodeIndex: []byte(h.id()), CodeSealed: "-", CreatedAt: h.now, Version: 1}
	for _, add := range []func() error{
		func() error { return h.applied.Add(ctx, applied) },
		func() error { return h.books.AddBooking(ctx, book) },
		func() error { return h.books.TakePlace(ctx, slot.ID, no+1, book.ID) },
		func() error { return h.books.AddTicket(ctx, ticket) },
	} {
		if err := add(); err != nil {
			return "", err
		}
	}
	me := actor.With(ctx, actor.Actor{Kind: actor.Candidate, ID: string(p.ID), Person: string(p.ID)})
	if face {
		n, err := h.Notices.Notice(ctx, notice.FaceConsent, "zh-CN")
		if err != nil {
			return "", err
		}
		if _, err := h.Notices.Confirm(me, p.ID, notice.ConfirmInput{Kind: notice.FaceConsent, Version: n.Version, Lang: "zh-CN", Channel: "PORTAL"}); err != nil {
			return "", err
		}
	}
	return h.Booking.NewPIN(me, book.ID)
}
