package media

import (
	"runtime/debug"
	"sync"
	"time"
)

// KeyFrame is one whole VP8 key frame of a seat's camera. Data belongs to who gets it.
type KeyFrame struct {
	Source        Source
	Session       string // the camera's connection
	Track         Track
	At            time.Time // when its last packet came, by Config.Clock
	Width, Height int
	Data          []byte // as golang.org/x/image/vp8 decodes it, without any container
}

// FlowKind says what happened to a stream of pictures.
type FlowKind string

// The kinds of Flow.
const (
	FlowBegan   FlowKind = "BEGAN"   // the first picture of a session
	FlowStopped FlowKind = "STOPPED" // no packet of the picture for StoppedFor; the session may go on
	FlowStalled FlowKind = "STALLED" // none for StalledFor although the session lives: sound or reports of it come
	FlowBack    FlowKind = "BACK"    // packets come again
	FlowSize    FlowKind = "SIZE"    // the picture has another size than before
	FlowSilent  FlowKind = "SILENT"  // no sound for SilentFor although the seat offered a microphone
	FlowSounds  FlowKind = "SOUNDS"  // sound comes again
	FlowEnded   FlowKind = "ENDED"   // the session is over
)

// StoppedFor is how long no packet of a picture must have come before FlowStopped, StalledFor before FlowStalled; SilentFor the same for
// sound. A session lives that gave a sign within signFor.
const (
	StoppedFor = 2 * time.Second
	StalledFor = 4 * time.Second
	SilentFor  = 5 * time.Second
	signFor    = 2500 * time.Millisecond
)

// Flow is a change in what comes from a seat.
type Flow struct {
	Source        Source
	Session       string
	Track         Track
	Kind          FlowKind
	At            time.Time // by Config.Clock
	Width, Height int       // of the picture, where known
}

// Watcher is shown what comes from seats. Both methods are called from one goroutine that nothing else waits for: while a call
// lasts, newer key frames of a track replace older ones, so that a slow watcher sees fewer frames and never old ones. Flows are
// never left out. A panic costs the call alone.
type Watcher interface {
	KeyFrame(KeyFrame)
	Flow(Flow)
}

// shower hands things to a watcher. One per Server.
type shower struct {
	to     Watcher
	failed func(what any, stack []byte)

	mu     sync.Mutex
	wake   *sync.Cond
	frames map[string]KeyFrame // the newest of each track of each session
	order  []string            // keys of frames, oldest first
	flows  []Flow
	over   bool
}

func newShower(to Watcher, failed func(any, []byte)) *shower {
	s := &shower{to: to, failed: failed, frames: map[string]KeyFrame{}}
	s.wake = sync.NewCond(&s.mu)
	return s
}

// frame takes the newest key frame of a track; data is copied.
func (s *shower) frame(k KeyFrame) {
	k.Data = append([]byte(nil), k.Data...)
	key := k.Session + string(k.Track)
	s.mu.Lock()
	if _, waits := s.frames[key]; !waits {
		s.order = append(s.order, key)
	}
	s.frames[key] = k
	s.mu.Unlock()
	s.wake.Signal()
}

// most bounds the flows that wait for a watcher that does not come back.
const mostFlows = 10_000

func (s *shower) flow(f Flow) {
	s.mu.Lock()
	if len(s.flows) < mostFlows {
		s.flows = append(s.flows, f)
	}
	s.mu.Unlock()
	s.wake.Signal()
}

func (s *shower) stop() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.wake.Signal()
}

// run shows things until stop; what waits then is shown still.
func (s *shower) run() {
	for {
		s.mu.Lock()
		for len(s.flows) == 0 && len(s.order) == 0 && !s.over {
			s.wake.Wait()
		}
		if len(s.flows) == 0 && len(s.order) == 0 {
			s.mu.Unlock()
			return
		}
		flows := s.flows
		s.flows = nil
		var k KeyFrame
		shown := len(s.order) > 0
		if shown {
			k = s.frames[s.order[0]]
			delete(s.frames, s.order[0])
			s.order = s.order[1:]
		}
		s.mu.Unlock()
		for _, f := range flows {
			s.guard(func() { s.to.Flow(f) })
		}
		if shown {
			s.guard(func() { s.to.KeyFrame(k) })
		}
	}
}

func (s *shower) guard(call func()) {
	defer func() {
		if v := recover(); v != nil {
			s.failed(v, debug.Stack())
		}
	}()
	call()
}
