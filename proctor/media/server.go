package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
)

// Source is whose camera it is.
type Source struct {
	Room    site.RoomID    `json:"room"`
	Seat    site.SeatID    `json:"seat"`
	Sitting exam.SittingID `json:"sitting"`
	OrgPath string         `json:"orgPath"`
	// Gate says that this is the camera of a gate, whose terminal stands in Seat and that has no sitting: it is passed on to who
	// looks, and neither recorded nor shown to the watcher.
	Gate bool `json:"gate,omitempty"`
}

// Note says why a segment is not followed or preceded by another without a hole.
type Note string

// The notes.
const (
	NoteNone    Note = ""
	NoteGap     Note = "GAP"     // the picture stopped before this segment
	NoteSize    Note = "SIZE"    // the camera changed the size of its picture
	NoteOverrun Note = "OVERRUN" // the disk was slower than the camera
	NoteCut     Note = "CUT"     // the recording process ended in the middle; the file was closed at the next start
	NoteFull    Note = "FULL"    // there was no room for the one before
)

// Recording is one closed segment. File is its plain content, Size bytes from the beginning.
type Recording struct {
	ID            string
	Session       string
	Source        Source
	Track         Track
	From          time.Time // the first frame, by the server's clock
	Duration      time.Duration
	Size          int64
	Width, Height int
	Frames        int
	Sounds        int         // Opus packets
	After         Note        // why the one before it in the session ended
	Cut           bool        // its process was gone before it was closed
	File          io.ReaderAt // Size bytes of it; an *os.File where the spool is not sealed
}

// Config is what a Server needs.
type Config struct {
	// UDP and TCP are host:port; port 0 takes any. TCP may be empty: no fallback. Both take IPv4. An empty or unspecified
	// host of UDP listens on each interface.
	UDP, TCP string
	// Addresses are told to seats in place of the interfaces' own, where a router stands between.
	Addresses []netip.Addr
	// Rooms are cameras of rooms, recorded by a child process each. Those of one room are numbered in this order; in segments of the second
	// and later ones the number stands in Source.Seat.
	Rooms []RoomCamera
	// RoomsWhile tells that cameras of rooms are to be recorded now; nil: always. It is asked every second.
	RoomsWhile func() bool
	// Relay is a TURN server beside the ports; without Listen there is none.
	Relay Relay
	// Dir is the spool folder; one process at a time. Ring seals what lies there, each segment under a key of its own; nil leaves it
	// plain.
	Dir  string
	Ring *crypt.Ring
	// Budget is how many bytes the spool may hold; a recording that finds no room ends, and goes on when there is some. 0: what the
	// disk holds.
	Budget int64
	// Wait tells that nothing can be kept now: closed segments lie in the spool untouched while it does. nil: never.
	Wait func() bool
	// Lasts is how long a segment that nobody kept lies in the spool, by the time in which it began; then it is removed and Gone is told.
	// 0: for ever.
	Lasts time.Duration
	Gone  func(Piece)
	// SegmentFor is how long a file is; Kilobits is what one camera may send a second; MaxPublishers how many send at once.
	SegmentFor    time.Duration
	Kilobits      int
	MaxPublishers int
	// Screens lets a seat's second picture be its screen, recorded as a track of its own.
	Screens bool
	// Watcher is shown key frames and what stops; nil shows nobody.
	Watcher Watcher
	Clock   actor.Clock
	Log     *slog.Logger
	// Keep takes a closed segment; it is forgotten here when Keep returns nil, set aside when it returns ErrAside, and offered again
	// otherwise. It may get one twice.
	Keep func(ctx context.Context, r Recording) error
}

// figures are counted for ever.
type figures struct {
	published, overruns, failures, kept, cut, lost, panics, refused, children, full, gone atomic.Int64
}

// Figures is what a Server has done since it was opened.
type Figures struct {
	Sessions  int   // now
	Published int64 // sessions ever
	Overruns  int64 // fragments and segments given up because the disk was behind
	Failures  int64 // writes that the disk refused
	Kept      int64 // segments handed over
	Cut       int64 // of those: left open by a process that ended
	Lost      int64 // packets given up
	Panics    int64 // sessions ended by a defect
	Refused   int64 // sessions ended for what they sent
	Children  int64 // times that a room camera's child ended
	Viewers   int   // now
	Waiting   int   // closed segments that are not kept yet
	Used      int64 // bytes in the spool
	Gone      int64 // segments removed because nobody kept them in time
}

// Server takes cameras and records them. Safe for concurrent use.
type Server struct {
	cfg     Config
	net     *network
	spool   *spool
	figures figures
	keep    chan struct{}
	stopped context.CancelFunc
	wg      sync.WaitGroup
	ends    sync.WaitGroup   // sessions, until their files are closed
	shower  *shower          // nil without a watcher
	buffers sync.Pool        // of *[]byte
	pieces  map[string]Piece // see Pieces

	rooms []*roomState

	mu       sync.Mutex
	closed   bool
	sessions map[string]*session
	seats    map[site.SeatID]*session
	viewers  map[string]*viewer
	pace     map[site.SeatID]pace
	refused  map[site.SeatID]refusal
}

// Open takes the ports and the spool folder and hands over what an earlier process left there.
func Open(cfg Config) (_ *Server, err error) {
	s := &Server{cfg: cfg, keep: make(chan struct{}, 1), sessions: map[string]*session{}, seats: map[site.SeatID]*session{}, viewers: map[string]*viewer{},
		pace: map[site.SeatID]pace{}, refused: map[site.SeatID]refusal{}}
	s.buffers.New = func() any { return new([]byte) }
	if s.spool, err = openSpool(cfg.Dir, cfg.Ring); err != nil {
		return nil, err
	}
	s.spool.budget = cfg.Budget
	defer func() {
		if err != nil {
			err = errors.Join(err, s.spool.close())
		}
	}()
	if err = s.spool.adopt(); err != nil {
		return nil, fmt.Errorf("media: spool: %w", err)
	}
	if s.net, err = listen(cfg); err != nil {
		return nil, err
	}
	if _, err = s.net.api(cfg, 0, func() {}); err != nil {
		return nil, errors.Join(err, s.net.close())
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stopped = stop
	if cfg.Watcher != nil {
		s.shower = newShower(cfg.Watcher, func(v any, stack []byte) { s.noted("watcher", v, stack) })
		s.wg.Go(s.shower.run)
	}
	s.wg.Go(func() { s.keepAll(ctx) })
	s.wg.Go(func() { s.tend(ctx) })
	count := map[site.RoomID]int{}
	for _, c := range cfg.Rooms {
		count[c.Room]++
		at := &roomState{room: c.Room, begun: time.Now(), no: count[c.Room], program: c.program()}
		s.rooms = append(s.rooms, at)
		s.wg.Go(func() { s.watchRoom(ctx, c, at) })
	}
	return s, nil
}

// Addr is where cameras are taken over UDP; for a server that listens on each interface only its port counts.
func (s *Server) Addr() netip.AddrPort { return s.net.addr }

// Close ends every session, closes their files and hands over what it can in five seconds; the rest waits in the spool.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	all := make([]*session, 0, len(s.sessions))
	for _, ss := range s.sessions {
		all = append(all, ss)
	}
	for _, v := range s.viewers {
		go v.end()
	}
	s.mu.Unlock()
	var wg sync.WaitGroup
	for _, ss := range all {
		wg.Go(func() { ss.end("the server stops") })
	}
	wg.Wait()
	s.ends.Wait() // of those that somebody else is ending too: their last segments are to be kept as well
	s.keepSoon()
	for end := time.Now().Add(5 * time.Second); s.waiting() > 0 && !s.mustWait() && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	s.stopped()
	if s.shower != nil {
		s.shower.stop()
	}
	s.wg.Wait()
	return errors.Join(s.net.close(), s.spool.close())
}

// Figures tells what was done.
func (s *Server) Figures() Figures {
	s.mu.Lock()
	n, viewers := len(s.sessions), len(s.viewers)
	s.mu.Unlock()
	f := &s.figures
	return Figures{Sessions: n, Viewers: viewers, Refused: f.refused.Load(), Children: f.children.Load(), Published: f.published.Load(), Overruns: f.overruns.Load(), Failures: f.failures.Load(), Kept: f.kept.Load(),
		Cut: f.cut.Load(), Lost: f.lost.Load(), Panics: f.panics.Load(), Waiting: s.waiting(), Used: s.spool.used.Load(), Gone: f.gone.Load()}
}

// Seen lists the sittings of whose camera a second came onto the disk within d. That happens once a second: give it three.
func (s *Server) Seen(d time.Duration) []Source {
	since := time.Now().Add(-d).UnixNano()
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Source
	for _, ss := range s.sessions {
		if ss.rec.out.stored.Load() >= since {
			out = append(out, ss.src)
		}
	}
	return out
}

// Sources lists the seats that have sessions.
func (s *Server) Sources() []Source { return s.sources(false) }

// Gates lists the gates that have sessions.
func (s *Server) Gates() []Source { return s.sources(true) }

func (s *Server) sources(gates bool) []Source {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Source, 0, len(s.sessions))
	for _, ss := range s.sessions {
		if ss.src.Gate == gates {
			out = append(out, ss.src)
		}
	}
	return out
}

// Drop ends the session of a seat while it records this sitting, because the sitting is over or sits elsewhere now. Of a gate, with no
// sitting, because nobody is called there any more.
func (s *Server) Drop(seat site.SeatID, sitting exam.SittingID) {
	s.mu.Lock()
	ss := s.seats[seat]
	s.mu.Unlock()
	if ss != nil && ss.src.Sitting == sitting {
		ss.end("the sitting is over here")
	}
}

// tendEvery is how often each session and viewer is tended: a seat that hears nothing for three of it looks for another way.
const tendEvery = 500 * time.Millisecond

// tend asks each camera for key frames, tells it how much it may send, and ends what is silent or dead.
func (s *Server) tend(ctx context.Context) {
	t := time.NewTicker(tendEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-t.C:
			s.mu.Lock()
			all := make([]*session, 0, len(s.sessions))
			for _, ss := range s.sessions {
				all = append(all, ss)
			}
			viewers := make([]*viewer, 0, len(s.viewers))
			for _, v := range s.viewers {
				viewers = append(viewers, v)
			}
			for seat, r := range s.refused {
				if now.After(r.until) {
					delete(s.refused, seat)
				}
			}
			for seat, p := range s.pace {
				if now.Sub(p.at) > time.Minute {
					delete(s.pace, seat)
				}
			}
			s.mu.Unlock()
			for _, ss := range all {
				ss.tend(now)
			}
			for _, v := range viewers {
				v.tend(now)
			}
		}
	}
}
