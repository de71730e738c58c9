package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	bookingstore "github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/intercom"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/onvif"
	"github.com/suikao/suikao/proctor/recording"
	recordstore "github.com/suikao/suikao/proctor/recording/store"
	"github.com/suikao/suikao/proctor/vision"
	"github.com/suikao/suikao/web/api"
)

// recordings makes the service that keeps what cameras recorded.
func (b *base) recordings() *recording.Service {
	rs := recordstore.New(b.db)
	return recording.New(recording.Deps{Clock: b.clock, Audit: b.trail, Outbox: b.out, Store: rs, Rooms: rs, RoomPath: b.roomPath(), Pieces: rs, Unseen: rs,
		Sittings: examstore.New(b.db, b.ring), Files: b.films(), OnDuty: onDuty(sitestore.New(b.db)), Cited: b.cited()})
}

// intercom makes the service of gates that call a person.
func (b *base) intercom() *intercom.Service {
	return intercom.New(intercom.Deps{Clock: b.clock, Audit: b.trail, Tx: b.db, Waits: bookingstore.New(b.db)})
}

// recorded tells the room record how much of a paper was recorded; nil where seats have no cameras.
func (b *base) recorded(r *recording.Service) func(context.Context, exam.Sitting) (int, error) {
	if !b.cfg.Cameras() {
		return nil
	}
	return func(ctx context.Context, sit exam.Sitting) (int, error) {
		c, err := r.CoverageOf(ctx, sit)
		return c.Percent(), err
	}
}

// mediaPart is the media server of this process. It opens when its ports and its folder can be had, tries again while they
// cannot, and harms nothing else when it fails: what goes wrong here is logged and counted.
type mediaPart struct {
	cfg        media.Config
	recordings *recording.Service
	gates      *intercom.Service
	log        *slog.Logger
	server     atomic.Pointer[media.Server]
	failures   atomic.Int64
	retry      time.Duration
	rooms      func(context.Context) ([]media.RoomCamera, error)
	tls        config.TLS
	eyes       *vision.Service // looks at what cameras show; nil: nobody does
	hints      kv.Store        // where pages tell what they see
	others     kv.Store        // where nodes tell each other which rooms they hear
	alarms     alarms          // nil: nobody is told
	flows      chan media.Flow
	born       time.Time
}

func (b *base) mediaPart(r *recording.Service) *mediaPart {
	m := b.cfg.Media
	p := &mediaPart{recordings: r, gates: b.intercom(), log: b.log, retry: 10 * time.Second, born: time.Now(), cfg: media.Config{UDP: m.UDP, TCP: m.TCP, Dir: m.Spool, Ring: b.ring, SegmentFor: m.SegmentFor,
		Kilobits: m.Kilobits, MaxPublishers: m.MaxPublishers, Screens: m.Screens, Clock: b.clock, Log: b.log,
		Relay: media.Relay{Listen: m.Turn.Listen, TLSListen: m.Turn.TLSListen, Secret: b.relaySecret()}}}
	p.rooms, p.others = b.roomCameras, b.kv
	p.tls = b.cfg.TLS
	for _, a := range m.Addresses {
		p.cfg.Addresses = append(p.cfg.Addresses, netip.Prefix.Addr(a))
	}
	p.cfg.Keep = p.keep
	return p
}

// keep brings a closed segment into the record of its sitting.
func (p *mediaPart) keep(ctx context.Context, r media.Recording) error {
	if r.Track == media.TrackRoom {
		r.Source.Sitting = recording.RoomChain(r.Source.Room)
	}
	ctx = actor.AsSystem(ctx, "media")
	p.tellCut(ctx, r)
	return p.recordings.Keep(ctx, recording.Segment{ID: recording.SegmentID(r.ID), Sitting: r.Source.Sitting, Room: r.Source.Room,
		Seat: r.Source.Seat, OrgPath: r.Source.OrgPath, Track: string(r.Track), Session: r.Session, From: r.From, To: r.From.Add(r.Duration), Size: r.Size, Width: r.Width,
		Height: r.Height, Frames: r.Frames, Sounds: r.Sounds, Note: noteOf(r)}, io.NewSectionReader(r.File, 0, r.Size))
}

// noteOf is why a segment stands apart from the one before it.
func noteOf(r media.Recording) string {
	if r.Cut {
		return string(media.NoteCut)
	}
	return string(r.After)
}

// roomCameras are the configured cameras of rooms with the organisation each room belongs to.
func (b *base) roomCameras(ctx context.Context) ([]media.RoomCamera, error) {
	places := sitestore.New(b.db)
	return roomCameras(b.cfg.Media.RoomCameras, func(id site.RoomID) (site.Room, error) { return places.Room(ctx, id) })
}

// roomCameras reads the setting media.room_cameras.
func roomCameras(setting string, roomOf func(site.RoomID) (site.Room, error)) ([]media.RoomCamera, error) {
	var out []media.RoomCamera
	for _, c := range strings.Fields(setting) {
		id, url, _ := strings.Cut(c, "=")
		room, err := roomOf(site.RoomID(id))
		if err != nil {
			return nil, fmt.Errorf("media.room_cameras: room %s: %w", id, err)
		}
		c := media.RoomCamera{Room: room.ID, OrgPath: room.OrgPath, URL: url}
		if strings.HasPrefix(url, "onvif") {
			at, err := onvif.Parse(url)
			if err != nil {
				return nil, fmt.Errorf("media.room_cameras: room %s: %w", id, err)
			}
			c.URL, c.Find = "", at.Stream
		}
		out = append(out, c)
	}
	return out, nil
}

// run keeps the server open until ctx ends.
func (p *mediaPart) run(ctx context.Context) {
	defer p.openEyesFor(ctx)()
	if p.alarms != nil {
		go p.tellFlows(ctx)
	}
	keepOpen(ctx, p.log, p.retry, &p.failures, p.once)
}

// keepOpen calls once again and again until ctx ends; each time that it returns before is a failure.
func keepOpen(ctx context.Context, log *slog.Logger, retry time.Duration, failures *atomic.Int64, once func(context.Context) error) {
	for ctx.Err() == nil {
		err := once(ctx)
		if ctx.Err() != nil {
			return
		}
		failures.Add(1)
		log.Error("cameras cannot be taken; sittings are not affected", "err", err, "again_in", retry)
		select {
		case <-ctx.Done():
		case <-time.After(retry):
		}
	}
}

// once opens the server and tells of its cameras until ctx ends or a defect shows.
func (p *mediaPart) once(ctx context.Context) (err error) {
	cfg := p.cfg
	if cfg.Rooms, err = p.rooms(ctx); err != nil {
		return err
	}
	if cfg.Relay.TLSListen != "" && p.tls.Cert != "" {
		pair, err := tls.LoadX509KeyPair(p.tls.Cert, p.tls.Key)
		if err != nil {
			return fmt.Errorf("media.turn: %w", err)
		}
		cfg.Relay.TLS = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}
	}
	return whileOpen(cfg, &p.server, func(s *media.Server) { p.tell(ctx, s) })
}

// whileOpen opens a server, shows it at at, and closes it when do returns or panics.
func whileOpen(cfg media.Config, at *atomic.Pointer[media.Server], do func(*media.Server)) (err error) {
	s, err := media.Open(cfg)
	if err != nil {
		return err
	}
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
		at.Store(nil)
		err = errors.Join(err, s.Close())
	}()
	at.Store(s)
	cfg.Log.Info("taking cameras", "udp", s.Addr(), "tcp", cfg.TCP)
	do(s)
	return nil
}

// tellEvery is how often the database hears whose camera shows a picture; lookEvery counts of those, how often the server looks
// whether the sittings go on.
const (
	tellEvery = 2 * time.Second
	lookEvery = 3
)

func (p *mediaPart) tell(ctx context.Context, s *media.Server) {
	ctx = actor.AsSystem(ctx, "media")
	t := time.NewTicker(tellEvery)
	defer t.Stop()
	bad, away, broke := map[site.RoomID]proctor.Kind{}, map[site.RoomID]bool{}, map[site.RoomID]int64{}
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		var ids []exam.SittingID
		heard := map[site.RoomID]bool{}
		for _, src := range s.Seen(3 * time.Second) {
			ids = append(ids, src.Sitting)
			heard[src.Room] = true
		}
		p.tellHeard(ctx, heard)
		if err := p.recordings.Seen(ctx, ids); err != nil && ctx.Err() == nil {
			p.log.Warn("cannot tell whose camera is seen", "err", err)
		}
		p.tellDisk(ctx, s, bad)
		rooms := s.Rooms()
		p.tellRooms(ctx, rooms, away)
		p.tellDefects(ctx, rooms, broke)
		p.tellPieces(ctx, s)
		if n%lookEvery == 0 {
			p.dropOver(ctx, s)
		}
	}
}

func (p *mediaPart) dropOver(ctx context.Context, s *media.Server) {
	var places []recording.Place
	for _, src := range s.Sources() {
		places = append(places, recording.Place{Room: src.Room, Seat: src.Seat, Sitting: src.Sitting, OrgPath: src.OrgPath})
	}
	over, err := p.recordings.Over(ctx, places)
	if err != nil && ctx.Err() == nil {
		p.log.Warn("cannot look whose sitting is over", "err", err)
	}
	for _, o := range over {
		s.Drop(o.Seat, o.Sitting)
	}
	var gates []terminal.ID
	for _, src := range s.Gates() {
		gates = append(gates, terminal.ID(src.Seat))
	}
	quiet, err := p.gates.Over(ctx, gates)
	if err != nil && ctx.Err() == nil {
		p.log.Warn("cannot look at which gates nobody is called", "err", err)
	}
	for _, g := range quiet {
		s.Drop(site.SeatID(g), "")
	}
}

// who returns the server and whose camera the calling terminal is, checked against the database by this node itself.
func (p *mediaPart) who(ctx context.Context) (*media.Server, media.Source, error) {
	src, err := p.source(ctx)
	if err != nil {
		return nil, src, err
	}
	s := p.server.Load()
	if s == nil {
		return nil, src, media.ErrAway
	}
	return s, src, nil
}

// source is what the calling terminal may publish: a seat its sitting, a gate what stands before it while a person is called.
func (p *mediaPart) source(ctx context.Context) (media.Source, error) {
	if a := actor.From(ctx); a.Kind == actor.Device && a.Seat == "" {
		g, err := p.gates.Publisher(ctx)
		return media.Source{Room: g.Room, Seat: site.SeatID(a.ID), OrgPath: g.OrgPath, Gate: true}, err
	}
	place, err := p.recordings.Publisher(ctx)
	return media.Source{Room: place.Room, Seat: place.Seat, Sitting: place.Sitting, OrgPath: place.OrgPath}, err
}

// Publish implements api.Cameras.
func (p *mediaPart) Publish(ctx context.Context, offer string) (session, answer string, err error) {
	s, src, err := p.who(ctx)
	if err != nil {
		return "", "", err
	}
	return s.Publish(ctx, src, offer)
}

// Renew implements api.Cameras.
func (p *mediaPart) Renew(ctx context.Context, session, offer string) (string, error) {
	s, src, err := p.who(ctx)
	if err != nil {
		return "", err
	}
	return s.Renew(ctx, src.Seat, session, offer)
}

// End implements api.Cameras. A seat whose sitting is over may hang up too, and a gate where nobody is called any more.
func (p *mediaPart) End(ctx context.Context, session string) error {
	_, src, err := p.who(ctx)
	switch {
	case errors.Is(err, recording.ErrNoSitting):
		src.Seat, err = site.SeatID(actor.From(ctx).Seat), nil
	case errors.Is(err, intercom.ErrNobody):
		err = nil
	}
	if s := p.server.Load(); err == nil && s != nil {
		s.End(src.Seat, session)
	}
	return err
}

// measure publishes what the server has done.
func (p *mediaPart) measure(m *metrics) { measureMedia(m, &p.server, &p.failures) }

// measureMedia publishes what the server at at has done.
func measureMedia(m *metrics, at *atomic.Pointer[media.Server], failures *atomic.Int64) {
	read := func(f func(media.Figures) float64) func() float64 {
		return func() float64 {
			if s := at.Load(); s != nil {
				return f(s.Figures())
			}
			return 0
		}
	}
	m.gauge("suikao_media_sessions", "Cameras connected to this node.", read(func(f media.Figures) float64 { return float64(f.Sessions) }))
	m.gauge("suikao_media_waiting", "Closed segments that are not in the file store yet.", read(func(f media.Figures) float64 { return float64(f.Waiting) }))
	m.gauge("suikao_media_kept", "Segments brought into the file store since the server was opened.", read(func(f media.Figures) float64 { return float64(f.Kept) }))
	m.gauge("suikao_media_failures", "Writes of recordings that the disk refused since the server was opened. Any is an alarm.",
		read(func(f media.Figures) float64 { return float64(f.Failures) }))
	m.gauge("suikao_media_overruns", "Pieces of recordings given up because the disk was behind.", read(func(f media.Figures) float64 { return float64(f.Overruns) }))
	m.gauge("suikao_media_viewers", "Live views of officers now.", read(func(f media.Figures) float64 { return float64(f.Viewers) }))
	m.gauge("suikao_media_refused", "Cameras sent away for what they sent.", read(func(f media.Figures) float64 { return float64(f.Refused) }))
	m.gauge("suikao_media_panics", "Sessions ended by a defect. Any is an alarm.", read(func(f media.Figures) float64 { return float64(f.Panics) }))
	m.counter("suikao_media_restarts_total", "Times that the media server could not be opened or broke off.", func() float64 { return float64(failures.Load()) })
	m.gauge("suikao_media_spool_bytes", "What lies in the spool.", read(func(f media.Figures) float64 { return float64(f.Used) }))
	m.gauge("suikao_media_expired", "Segments removed because nobody kept them in time. Any is an alarm.", read(func(f media.Figures) float64 { return float64(f.Gone) }))
}

// toMedia passes the offers of seats on to the media node, which checks their tokens itself.
func (a *App) toMedia(to *url.URL) http.Handler {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = passTime
	return &httputil.ReverseProxy{Transport: transport,
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(to)
			p.SetXForwarded()
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			a.log.Debug("the media node does not answer", "err", err)
			api.WriteProblem(w, r, media.ErrAway)
		}}
}

// serveCameras puts the way of cameras on mux: to the server of this process, or to the node that media.url names.
func (a *App) serveCameras(mux *http.ServeMux, g api.Groups) {
	to, err := url.Parse(a.cfg.Media.URL)
	if a.cfg.Role != "web" || a.cfg.Media.URL == "" || err != nil { // the configuration was checked
		api.RegisterCameras(g, a.media)
		return
	}
	h := a.toMedia(to)
	for _, route := range []string{"POST /api/device/media/sessions", "PATCH /api/device/media/sessions/{id}", "DELETE /api/device/media/sessions/{id}"} {
		mux.Handle(route, h)
	}
}
