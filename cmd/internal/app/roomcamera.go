package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/web/api"
)

// roomCamera records the cameras of a room's seats while the centre cannot be reached, and hands back what it recorded. While the centre
// answers, every offer goes there and nothing is recorded here.
type roomCamera struct {
	room     *Room
	cfg      media.Config
	server   atomic.Pointer[media.Server]
	failures atomic.Int64

	mu     sync.Mutex
	failed time.Time                           // when the centre did not answer a camera last
	lasts  map[exam.SittingID]outpost.FilmMiss // not recorded for want of room
	missed []outpost.FilmMiss                  // the same, over, and what lay here too long; the centre was not told
	said   int                                 // of missed, in the last statement
}

// cameraWait bounds how long the centre may take for an offer: a seat whose camera has nowhere to go is not recorded meanwhile.
const cameraWait = 3 * time.Second

// newRoomCamera is nil where the node takes no cameras.
func (r *Room) newRoomCamera(ring *crypt.Ring) *roomCamera {
	if !r.cfg.Cameras() {
		return nil
	}
	m := r.cfg.Media
	c := &roomCamera{room: r, lasts: map[exam.SittingID]outpost.FilmMiss{}}
	c.cfg = media.Config{UDP: m.UDP, TCP: m.TCP, Dir: m.Spool, Ring: ring, SegmentFor: m.SegmentFor, Kilobits: m.Kilobits, MaxPublishers: m.MaxPublishers,
		Screens: true, // a seat offers its screen where the centre asked for it
		Budget:  int64(r.cfg.Room.Recordings.Megabytes) << 20, Lasts: r.cfg.Room.Recordings.KeepFor, Clock: r.clock, Log: r.log,
		Wait: func() bool { return !c.reaches() }, Keep: c.handBack, Gone: c.gone, RoomsWhile: func() bool { return !c.reaches() }}
	for _, a := range m.Addresses {
		c.cfg.Addresses = append(c.cfg.Addresses, netip.Prefix.Addr(a))
	}
	return c
}

// run keeps the server open until ctx ends.
func (c *roomCamera) run(ctx context.Context) {
	keepOpen(ctx, c.room.log, 10*time.Second, &c.failures, func(ctx context.Context) error {
		var err error
		if c.cfg.Rooms, err = roomCameras(c.room.cfg.Media.RoomCameras, func(id site.RoomID) (site.Room, error) { return site.Room{ID: id}, nil }); err != nil {
			return err
		}
		return whileOpen(c.cfg, &c.server, func(s *media.Server) { c.tend(ctx, s) })
	})
}

// reaches reports whether the centre answers: it was heard lately, and after it last failed to.
func (c *roomCamera) reaches() bool {
	c.mu.Lock()
	failed := c.failed
	c.mu.Unlock()
	return c.room.post.Up() && c.room.post.Heard().After(failed)
}

// tend lets go of what is not to be recorded here any more, and notes what cannot be, until ctx ends.
func (c *roomCamera) tend(ctx context.Context, s *media.Server) {
	ctx = actor.AsSystem(ctx, "room.camera")
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		back := c.reaches()
		for _, src := range s.Sources() {
			sit, err := c.room.post.Camera(ctx, src.Seat)
			over := back || fault.KindOf(err) == fault.NotFound || err == nil && sit.ID != src.Sitting
			if err != nil && !over {
				c.room.log.Warn("cannot look whose camera is recorded here", "seat", src.Seat, "err", err)
			}
			if over {
				s.Drop(src.Seat, src.Sitting)
			}
		}
		c.note(s)
	}
}

// note keeps from when to when a seat showed a picture for which there was no room.
func (c *roomCamera) note(s *media.Server) {
	list, full := s.Unstored()
	now := c.cfg.Clock().UTC()
	c.mu.Lock()
	defer c.mu.Unlock()
	still := map[exam.SittingID]bool{}
	for _, src := range list {
		_, lasts := c.lasts[src.Sitting]
		if still[src.Sitting] = lasts || full; full && !lasts {
			c.lasts[src.Sitting] = c.again(outpost.FilmMiss{Sitting: src.Sitting, Seat: src.Seat, From: now.Add(-media.UnstoredFor), Why: outpost.MissFull})
			c.room.log.Error("there is no room for recordings: the seat is not recorded, answering goes on", "seat", src.Seat, "sitting", src.Sitting)
		}
	}
	for id, m := range c.lasts {
		if !still[id] {
			m.To = now
			c.miss(m)
			delete(c.lasts, id)
		}
	}
}

// sameMiss is how soon after its end a time without room is the same one when it begins again: a camera that stutters has many.
const sameMiss = time.Minute

// again goes on with a time that ended a moment ago and was not said yet. For who holds the lock.
func (c *roomCamera) again(m outpost.FilmMiss) outpost.FilmMiss {
	for i, old := range slices.Backward(c.missed[c.said:]) {
		if old.Sitting == m.Sitting && old.Seat == m.Seat && old.Why == m.Why && m.From.Sub(old.To) < sameMiss {
			m.From = old.From
			c.missed = slices.Delete(c.missed, c.said+i, c.said+i+1)
			return m
		}
	}
	return m
}

// mostMissed bounds what waits to be told; the log has all of it.
const mostMissed = 400

// miss is for who holds the lock.
func (c *roomCamera) miss(m outpost.FilmMiss) {
	if len(c.missed) < mostMissed {
		c.missed = append(c.missed, m)
	}
}

// gone notes a piece that lay here for too long.
func (c *roomCamera) gone(p media.Piece) {
	if p.Track == media.TrackRoom {
		c.room.log.Error("a recording of the room lay here too long and was removed", "from", p.From)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.miss(outpost.FilmMiss{Sitting: p.Source.Sitting, Seat: p.Source.Seat, From: p.From, To: p.From, Why: outpost.MissOver})
}

// state is what the next statement says of recordings; nil where they cannot be looked at. For one goroutine.
func (c *roomCamera) state() *outpost.FilmState {
	c.mu.Lock()
	c.said = 0
	c.mu.Unlock()
	s := c.server.Load()
	if s == nil {
		return nil
	}
	list, err := s.Pieces()
	if err != nil {
		c.room.log.Error("recordings cannot be counted", "err", err)
		return nil
	}
	out, at := &outpost.FilmState{}, map[exam.SittingID]int{}
	for _, p := range list {
		if p.Track == media.TrackRoom {
			continue // no result waits for it
		}
		i, known := at[p.Source.Sitting]
		if !known {
			i = len(out.Held)
			at[p.Source.Sitting] = i
			out.Held = append(out.Held, outpost.FilmHeld{Sitting: p.Source.Sitting, From: p.From})
		}
		h := &out.Held[i]
		if h.Pieces++; p.From.Before(h.From) {
			h.From = p.From
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	out.Missed = append(out.Missed, c.missed...)
	c.said = len(c.missed)
	return out
}

// told takes that the centre has the last statement.
func (c *roomCamera) told() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.missed, c.said = c.missed[c.said:], 0
}

// Publish implements api.Cameras for a seat whose sitting this node holds, while the centre cannot be reached.
func (c *roomCamera) Publish(ctx context.Context, offer string) (session, answer string, err error) {
	seat := site.SeatID(actor.From(ctx).Seat)
	s := c.server.Load()
	if s == nil {
		return "", "", media.ErrAway
	}
	sit, err := c.room.post.Camera(ctx, seat)
	if fault.KindOf(err) == fault.NotFound {
		err = outpost.ErrUplink // what is not here is at the centre
	}
	if err != nil {
		return "", "", err
	}
	return s.Publish(ctx, media.Source{Room: sit.Room, Seat: seat, Sitting: sit.ID, OrgPath: sit.OrgPath}, offer)
}

// Renew implements api.Cameras.
func (c *roomCamera) Renew(ctx context.Context, session, offer string) (string, error) {
	s := c.server.Load()
	if s == nil {
		return "", media.ErrNoSession
	}
	return s.Renew(ctx, site.SeatID(actor.From(ctx).Seat), session, offer)
}

// End implements api.Cameras.
func (c *roomCamera) End(ctx context.Context, session string) error {
	if s := c.server.Load(); s != nil {
		s.End(site.SeatID(actor.From(ctx).Seat), session)
	}
	return nil
}

// here reports whether a session of a seat is one of this node.
func (c *roomCamera) here(seat site.SeatID, session string) bool {
	s := c.server.Load()
	return s != nil && session != "" && s.Knows(seat, session)
}

// mostOffer is how long an offer may be.
const mostOffer = 64 << 10

// offers leads what seats say of their cameras to the centre; where that does not answer, own does.
func (c *roomCamera) offers(own http.Handler) http.Handler {
	r := c.room
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = cameraWait
	pass := r.passBy(transport, func(w http.ResponseWriter, req *http.Request, err error) {
		r.log.Debug("the centre does not answer a camera", "err", err)
		if fell, ok := req.Context().Value(fellKey{}).(*bool); ok {
			*fell = true
		}
	})
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		a, err := r.device(req.Context(), bearer(req))
		session := req.PathValue("id")
		if err == nil && c.here(site.SeatID(a.Seat), session) {
			own.ServeHTTP(w, req)
			return
		}
		body, failed := io.ReadAll(http.MaxBytesReader(w, req.Body, mostOffer))
		if failed != nil {
			r.tell(w, req, media.ErrOffer)
			return
		}
		again := func() { req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body)) }
		if c.reaches() || err != nil || a.Seat == "" {
			again()
			fell := new(bool)
			ctx, stop := context.WithTimeout(context.WithValue(req.Context(), fellKey{}, fell), 2*cameraWait)
			pass.ServeHTTP(w, req.WithContext(ctx))
			stop()
			if !*fell || req.Context().Err() != nil {
				return
			}
			c.mu.Lock()
			c.failed = r.clock()
			c.mu.Unlock()
		}
		switch {
		case err != nil || a.Seat == "":
			r.tell(w, req, outpost.ErrUplink)
		case req.Method == http.MethodPatch: // its session was at the centre: it begins a new one
			r.tell(w, req, media.ErrNoSession)
		case req.Method == http.MethodDelete:
			w.WriteHeader(http.StatusNoContent)
		default:
			again()
			own.ServeHTTP(w, req)
		}
	})
}

// fellKey is where a request notes that the centre did not answer it.
type fellKey struct{}

// passBy sends requests on to the centre by a transport.
func (r *Room) passBy(t http.RoundTripper, failed func(http.ResponseWriter, *http.Request, error)) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{Transport: t, FlushInterval: -1, ErrorHandler: failed,
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(r.centre)
			p.SetXForwarded()
		}}
}

// seatMedia is what a seat's page is told of its camera while the centre cannot be asked.
func (c *roomCamera) seatMedia(context.Context) api.SeatMedia {
	return api.SeatMedia{Cameras: true, Kilobits: c.cfg.Kilobits}
}

// serve puts the way of cameras on mux.
func (c *roomCamera) serve(mux *http.ServeMux, own http.Handler, g api.Groups) {
	api.RegisterCameras(g, c)
	api.RegisterSeatCamera(g, c.seatMedia)
	h := c.offers(own)
	for _, route := range []string{"GET /api/device/media", "POST /api/device/media/sessions", "PATCH /api/device/media/sessions/{id}", "DELETE /api/device/media/sessions/{id}"} {
		mux.Handle(route, h)
	}
}

// What /readyz says of a node's recordings.
var (
	errRecordingsFull = errors.New("there is no room for recordings: seats are not recorded while the centre cannot be reached")
	errNoCameras      = errors.New("the ports or the folder of cameras cannot be had")
)

// ready are the probes of cameras. Neither keeps the node from serving.
func (c *roomCamera) ready() []probe {
	return []probe{
		{"cameras", false, func(context.Context) error {
			if c.server.Load() == nil {
				return errNoCameras
			}
			return nil
		}},
		{"recordings", false, func(context.Context) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			if s := c.server.Load(); len(c.lasts) > 0 || s != nil && s.Figures().Used+roomLeast > c.cfg.Budget {
				return errRecordingsFull
			}
			return nil
		}},
	}
}

// roomLeast is how much room must be left for a node to call itself ready: some seconds of a few seats.
const roomLeast = 256 << 10
