package wsclient

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/web/ws"
)

// Ack is one acknowledgement as the candidate keeps it.
type Ack struct {
	Sitting  string
	Seq      int64
	Kind     string // ANSWER or MARK
	Question int
	Answer   string // MARK: "1" or ""
	At       int64  // server's time of receipt, ms
	Proof    string
	Took     time.Duration // from when the record was due (Post: from the first sending) to the acknowledgement
	tag      int64
}

// Refused is a record that the server will never store.
type Refused struct {
	Seq  int64
	Code string
	tag  int64
}

// Options say how a robot behaves.
type Options struct {
	URL    string // ws://host/api/device/ws
	Token  string
	Lang   string
	Origin string      // sent when not empty, as a browser does
	Header http.Header // further headers of the upgrade
	// Mangle may drop, double or hold back what goes out on the robot's nth connection: what it returns is sent instead.
	// Nil sends everything.
	Mangle func(connection int, frame []byte) [][]byte
	// Deaf, if set, is asked about every acknowledgement and refusal; true loses it on the way.
	Deaf func() bool
	// Resend is how long a record may stay unanswered before it is sent again [2 s].
	Resend time.Duration
	// OnAck, if set, gets every acknowledgement, which the robot then does not keep: Acks, Wait, Settle know nothing of it.
	// It must not call the robot. Load uses it.
	OnAck func(Ack)
	// Dial, if set, opens the network connection.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Buffers, if set, is shared by many robots, most of which are silent most of the time; a *sync.Pool is one.
	Buffers websocket.BufferPool
	// Backoff is the first wait before a new connection; it doubles up to 32 of them, with jitter [50 ms].
	Backoff time.Duration
}

// Robot is one seat. Its methods may be called from several goroutines.
type Robot struct {
	o Options

	flushing sync.Mutex

	mu      sync.Mutex
	changed chan struct{} // closed at the next change; nil while nobody waits
	link    *link         // nil while not connected
	state   ws.SeatState
	outbox  []record
	seq     int64 // last number used
	top     int64 // highest number acknowledged
	acks    []Ack
	refused []Refused
	replies map[string]reply
	fenced  *ws.Fenced
	lastErr ws.Error
	nextID  int
	links   int
	dialled int
	tags    int64
}

type record struct {
	tag      int64 // stays when the number changes
	seq      int64
	kind     string
	question int
	answer   string
	first    time.Time
	sent     time.Time
}

type reply struct {
	state ws.SeatState
	err   *Failure
}

// Failure is an error message of the server.
type Failure struct{ Code, Text string }

// Error implements error.
func (f *Failure) Error() string { return f.Code + ": " + f.Text }

// ErrFenced says that another connection holds the sitting.
var ErrFenced = errors.New("wsclient: fenced")

// New makes a robot. Connect, or Keep in a goroutine, opens its connection.
func New(o Options) *Robot {
	if o.Resend == 0 {
		o.Resend = 2 * time.Second
	}
	if o.Backoff == 0 {
		o.Backoff = 50 * time.Millisecond
	}
	return &Robot{o: o, replies: map[string]reply{}}
}

func (r *Robot) notify() {
	if r.changed != nil {
		close(r.changed)
		r.changed = nil
	}
}

// State returns the state last heard.
func (r *Robot) State() ws.SeatState { r.mu.Lock(); defer r.mu.Unlock(); return r.state }

// Forget drops the sheet of the state last heard, for a load that holds thousands of robots.
func (r *Robot) Forget() { r.mu.Lock(); defer r.mu.Unlock(); r.state.Sheet = nil }

// Acks returns every acknowledgement received so far.
func (r *Robot) Acks() []Ack { r.mu.Lock(); defer r.mu.Unlock(); return append([]Ack(nil), r.acks...) }

// Refusals returns the records that the server will never store.
func (r *Robot) Refusals() []Refused {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Refused(nil), r.refused...)
}

// Unsaved returns how many records wait for their acknowledgement.
func (r *Robot) Unsaved() int { r.mu.Lock(); defer r.mu.Unlock(); return len(r.outbox) }

// Connections returns how many connections the robot has opened.
func (r *Robot) Connections() int { r.mu.Lock(); defer r.mu.Unlock(); return r.links }

// LastError returns the last error message of the server that no call waited for.
func (r *Robot) LastError() ws.Error { r.mu.Lock(); defer r.mu.Unlock(); return r.lastErr }

// Connected reports whether a connection is open and welcomed.
func (r *Robot) Connected() bool { r.mu.Lock(); defer r.mu.Unlock(); return r.link != nil }

// Until waits until cond holds of the state, or ctx ends. cond must not call the robot.
func (r *Robot) Until(ctx context.Context, cond func(ws.SeatState) bool) (ws.SeatState, error) {
	return await(ctx, r, func() (ws.SeatState, bool, error) {
		if r.fenced != nil {
			return r.state, false, ErrFenced
		}
		return r.state, cond(r.state), nil
	})
}

// Settle waits until the robot holds n acknowledgements.
func (r *Robot) Settle(ctx context.Context, n int) error {
	_, err := await(ctx, r, func() (struct{}, bool, error) { return struct{}{}, len(r.acks) >= n, nil })
	return err
}

// Redirect makes the next connection go elsewhere: another node.
func (r *Robot) Redirect(url string) { r.mu.Lock(); defer r.mu.Unlock(); r.o.URL = url }

// await waits until look, called under the lock, is done.
func await[T any](ctx context.Context, r *Robot, look func() (T, bool, error)) (T, error) {
	for {
		r.mu.Lock()
		v, done, err := look()
		if r.changed == nil {
			r.changed = make(chan struct{})
		}
		changed := r.changed
		r.mu.Unlock()
		if done || err != nil {
			return v, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return v, ctx.Err()
		}
	}
}

// Answer stores an answer and waits for its acknowledgement, over as many connections as it takes.
func (r *Robot) Answer(ctx context.Context, question int, letters string) (Ack, error) {
	return r.Wait(ctx, r.Post("ANSWER", question, letters))
}

// Mark sets or takes back a mark and waits for its acknowledgement.
func (r *Robot) Mark(ctx context.Context, question int, on bool) (Ack, error) {
	text := ""
	if on {
		text = "1"
	}
	return r.Wait(ctx, r.Post("MARK", question, text))
}

// Post puts a record into the outbox, sends it if there is a connection, and returns a tag for Wait.
func (r *Robot) Post(kind string, question int, answer string) (tag int64) {
	return r.PostDue(time.Now(), kind, question, answer)
}

// PostDue is Post for a record that was due at a given time, perhaps a little while ago: the acknowledgement's Took counts
// from there, so that a load that falls behind its plan does not hide it.
func (r *Robot) PostDue(due time.Time, kind string, question int, answer string) (tag int64) {
	r.mu.Lock()
	r.seq++
	r.tags++
	tag = r.tags
	r.outbox = append(r.outbox, record{tag: tag, seq: r.seq, kind: kind, question: question, answer: answer, first: due})
	r.mu.Unlock()
	r.flush(false)
	return tag
}

// Wait waits for the acknowledgement of a posted record, or for its refusal, a *Failure.
func (r *Robot) Wait(ctx context.Context, tag int64) (Ack, error) {
	acks, refused := 0, 0
	return await(ctx, r, func() (Ack, bool, error) {
		for ; acks < len(r.acks); acks++ {
			if r.acks[acks].tag == tag {
				return r.acks[acks], true, nil
			}
		}
		for ; refused < len(r.refused); refused++ {
			if r.refused[refused].tag == tag {
				return Ack{}, false, &Failure{Code: r.refused[refused].Code}
			}
		}
		return Ack{}, false, nil
	})
}
