package media

import (
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// queued is how many fragments may wait for the disk, per seat: about four seconds of picture and sound.
const queued = 4

// order is one thing for the writer to do.
type order struct {
	begin *head
	bytes []byte
	frag  *[]byte // given back to the pool when it is written
	live  bool    // a second that was just seen, not the rest of one that ends
	end   bool
}

// writer is the one goroutine that touches a session's files, so that a slow disk never holds up packets.
type writer struct {
	spool   *spool
	log     *slog.Logger
	figures *figures
	buffers *sync.Pool
	closed  func() // told after each segment that is closed
	orders  chan order
	broken  atomic.Bool  // the segment under way is not whole: nothing more goes into it
	full    atomic.Bool  // because there is no room
	stored  atomic.Int64 // when a second that was just seen was on the disk, unix nanoseconds by the machine's clock
	done    chan struct{}
	once    sync.Once
}

func newWriter(s *spool, log *slog.Logger, f *figures, buffers *sync.Pool, closed func()) *writer {
	w := &writer{spool: s, log: log, figures: f, buffers: buffers, closed: closed, orders: make(chan order, queued+2), done: make(chan struct{})}
	go w.run()
	return w
}

// begin asks for a new file; false when the disk is behind.
func (w *writer) begin(h head, init []byte) bool {
	if len(w.orders) >= queued {
		w.figures.overruns.Add(1)
		return false
	}
	w.broken.Store(false)
	w.orders <- order{begin: &h, bytes: init} // the recorder is the only sender: there is room
	return true
}

// write asks for one fragment; false when the disk is behind or the file is broken already. The fragment goes back to the pool
// when it is written.
func (w *writer) write(fragment *[]byte, live bool) bool {
	if w.broken.Load() {
		return false
	}
	if len(w.orders) >= queued {
		w.figures.overruns.Add(1)
		return false
	}
	w.orders <- order{frag: fragment, live: live}
	return true
}

// end closes the file under way. The next begin does it too, so it may be lost.
func (w *writer) end() {
	select {
	case w.orders <- order{end: true}:
	default:
	}
}

// stop closes the file under way and waits until it is on the disk.
func (w *writer) stop() {
	w.once.Do(func() { close(w.orders) })
	<-w.done
}

func (w *writer) run() {
	defer close(w.done)
	var f desk
	for o := range w.orders {
		w.guarded(&f, func() { w.obey(&f, o) })
		if o.frag != nil {
			w.buffers.Put(o.frag)
		}
	}
	w.guarded(&f, func() { w.finish(&f) })
}

// desk is the file under way.
type desk struct {
	file *spoolFile // nil: none
	id   string
}

// guarded does one thing; a panic costs the segment under way alone, of which the next start keeps what is whole.
func (w *writer) guarded(f *desk, do func()) {
	defer func() {
		if v := recover(); v != nil {
			f.file = nil
			w.figures.panics.Add(1)
			w.log.Error("panic at a recording", "value", v, "stack", string(debug.Stack()))
			w.broken.Store(true)
		}
	}()
	do()
}

func (w *writer) obey(f *desk, o order) {
	switch {
	case o.begin != nil:
		w.finish(f)
		var err error
		if f.file, err = w.spool.create(*o.begin, o.bytes); err != nil {
			f.file = nil
			w.failed("begin", errors.Join(err, w.spool.remove(o.begin.ID)))
		}
		f.id = o.begin.ID
	case o.end:
		w.finish(f)
	case f.file != nil:
		if err := errors.Join(f.file.write(*o.frag), f.file.Sync()); err != nil {
			w.failed("write", err)
			w.finish(f) // what is whole of it is kept; the rest is cut when it is measured
		} else {
			w.full.Store(false)
			if o.live {
				w.stored.Store(time.Now().UnixNano())
			}
		}
	}
}

// finish closes the file under way.
func (w *writer) finish(f *desk) {
	if f.file == nil {
		return
	}
	err := errors.Join(f.file.Close(), w.spool.finish(f.id, ".mp4"))
	f.file = nil
	if err != nil {
		w.failed("close", err)
		return
	}
	w.closed()
}

// failed counts a failure and keeps the rest of the segment out, so that a new one is tried at the next cut.
func (w *writer) failed(what string, err error) {
	if w.figures.failures.Add(1)%100 == 1 {
		w.log.Error("recording cannot be written", "what", what, "err", err)
	}
	if fullDisk(err) {
		w.figures.full.Store(time.Now().UnixNano())
		w.full.Store(true)
	}
	w.broken.Store(true)
}
