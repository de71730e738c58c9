package outpost

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Sittings is what the centre needs of package exam; *exam.Service is one.
type Sittings interface {
	HandOver(ctx context.Context, room site.RoomID, seat site.SeatID, with func(context.Context, exam.Parcel) error) (exam.Parcel, error)
	ParcelOf(ctx context.Context, id exam.SittingID) (exam.Parcel, error)
	Adopt(ctx context.Context, id exam.SittingID, t exam.Tail, with func(context.Context, exam.Adopted) error) (exam.Adopted, error)
	CallBack(ctx context.Context, id exam.SittingID, with func(context.Context, exam.Sitting) error) error
}

// Rooms tells where rooms stand.
type Rooms interface {
	RoomPath(ctx context.Context, room, seat string) (string, error)
}

// CentreDeps are what the centre's side needs; all fields are required.
type CentreDeps struct {
	Clock    actor.Clock
	Log      *slog.Logger
	Audit    actor.Auditor
	Outbox   actor.Outbox
	Store    Store
	Evidence EvidenceStore
	Sittings Sittings
	Rooms    Rooms
	Guard    *guard.Guard
	// Terminals lists the live seat terminals of a room with the hashes of their tokens.
	Terminals func(ctx context.Context, room site.RoomID) ([]SeatToken, error)
	// Standing tells what a room goes by on its own.
	Standing func(ctx context.Context, room site.RoomID) (Standing, error)
	// Coming lists from which releases the papers of a room are going to be drawn in [from, to), one for each person; empty
	// for a person whose paper cannot be drawn now.
	Coming func(ctx context.Context, room site.RoomID, from, to time.Time) ([]assembly.ReleaseID, error)
	// Questions returns the questions of a release, without keys.
	Questions func(ctx context.Context, r assembly.ReleaseID) ([]assembly.Item, error)
	// Picture returns a picture that questions name by its digest.
	Picture func(ctx context.Context, digest string) ([]byte, error)
	// StockKey is the secret that the keys to prepared questions follow from; 32 bytes.
	StockKey []byte
	// Hear enters what a node told, in the transaction of the context. Errors of kind Invalid, and ErrNotYours, are final.
	Hear        func(ctx context.Context, n Node, t Told) error
	Heard       HeardStore
	Cuts        CutStore
	FilmStore   FilmStore
	Films       Films
	Supervision Supervision
	Limits      Limits
}

// Limits are what the operator may set.
type Limits struct {
	Window time.Duration // how long after the hand-over a paper may be opened [4 h]
	Grace  time.Duration // silence of a node from which its room counts as without supervision [15 s]
	Ahead  time.Duration // for how long ahead questions are prepared at the nodes [12 h]
}

// mostSkew is how far a node's clock may be off for it to be given sittings; a statement travels a while.
const mostSkew = 5 * time.Second

// mostPackages bounds one reply.
const mostPackages = 50

// Centre is the centre's side of room nodes.
type Centre struct {
	d     CentreDeps
	films once // alarms about recordings
}

// NewCentre returns the service.
func NewCentre(d CentreDeps) *Centre {
	if d.Limits.Window == 0 {
		d.Limits.Window = 4 * time.Hour
	}
	if d.Limits.Grace == 0 {
		d.Limits.Grace = 15 * time.Second
	}
	if d.Limits.Ahead == 0 {
		d.Limits.Ahead = 12 * time.Hour
	}
	return &Centre{d: d}
}

// forNode is the purpose of a code that enrols a room node.
const forNode guard.Purpose = "ROOM_NODE"

const enrolCode = 10

func keepers() []actor.Role { return []actor.Role{people.ExamManager, people.SystemAdmin} }

func may(ctx context.Context, path string, roles ...actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return ErrForbidden
	}
	return ErrNoHold
}

type enrolment struct {
	Room site.RoomID `json:"room"`
	Name string      `json:"name"`
}

// CreateEnrolment makes the code with which a room node enrols (ten characters, 30 minutes, once). By an exam manager or
// system administrator over the room.
func (c *Centre) CreateEnrolment(ctx context.Context, room site.RoomID, name string) (code string, expires time.Time, err error) {
	path, err := c.d.Rooms.RoomPath(ctx, string(room), "")
	if err != nil {
		return "", time.Time{}, err
	}
	if err := may(ctx, path, keepers()...); err != nil {
		return "", time.Time{}, err
	}
	label, f := people.Line(name, 60)
	if f != nil {
		return "", time.Time{}, f.At("body.name")
	}
	data, err := json.Marshal(enrolment{room, label})
	if err != nil {
		return "", time.Time{}, err
	}
	g := c.d.Guard
	code = g.Random.Code(enrolCode)
	err = c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := g.IssueToken(ctx, forNode, "room:"+string(room), g.HashCode(forNode, code), string(data), g.Limits.EnrolLife); err != nil {
			return err
		}
		return c.record(ctx, "outpost.enrolment", "room:"+string(room), path, map[string]string{"name": label})
	})
	return code, c.d.Clock().Add(g.Limits.EnrolLife), err
}

// Enrol turns a code and the node's two public keys into a node. The same keys enrolled again take the new room.
func (c *Centre) Enrol(ctx context.Context, code string, signKey, boxKey []byte, remote string) (Node, error) {
	g := c.d.Guard
	addr := g.AddressKey("address", remote)
	if err := g.Enter(ctx, g.Limits.Address, "address", addr); err != nil {
		return Node{}, err
	}
	if len(signKey) != 32 || len(boxKey) != 32 {
		return Node{}, ErrStatement
	}
	var n Node
	err := c.d.Store.InTx(actor.AsSystem(ctx, "enrolment"), func(ctx context.Context) error {
		o, err := g.TakeToken(ctx, forNode, g.HashCode(forNode, g.Random.Normalize(code)), ErrCode)
		if err != nil {
			return err
		}
		var e enrolment
		if err := json.Unmarshal([]byte(o.Data), &e); err != nil {
			return err
		}
		path, err := c.d.Rooms.RoomPath(ctx, string(e.Room), "")
		if err != nil {
			return err
		}
		now := c.now()
		n = Node{ID: NodeID(actor.NewID(now)), Room: e.Room, OrgPath: path, Name: e.Name, SignKey: signKey, BoxKey: boxKey, EnrolledAt: now, SeenAt: now}
		known, err := c.d.Store.NodeByKey(ctx, signKey)
		if err == nil {
			n.ID, n.Beat.Serial = known.ID, known.Beat.Serial
		} else if !errors.Is(err, ErrUnknownNode) {
			return err
		}
		if err := c.d.Store.AddNode(ctx, n); err != nil {
			return err
		}
		if err := g.TakeBack(ctx, g.Limits.Address, addr); err != nil {
			return err
		}
		return c.record(ctx, "outpost.enrol", "outpost:"+string(n.ID), path,
			map[string]string{"name": n.Name, "room": string(n.Room), "key": fmt.Sprintf("%x", signKey), "code_by": o.CreatedBy})
	})
	return n, err
}

// Sync takes a statement of a room node: applies what it hands back, hands over what its seats sit at, and answers. One
// return that is refused does not stop the others. Errors: ErrStatement, ErrSignature, ErrUnknownNode, ErrSerial.
func (c *Centre) Sync(ctx context.Context, raw, signature []byte) (Reply, error) {
	s, err := open(raw, signature)
	if err != nil {
		return Reply{}, err
	}
	n, err := c.d.Store.NodeByKey(ctx, s.Key)
	if err != nil {
		return Reply{}, err
	}
	if !n.RevokedAt.IsZero() {
		return Reply{}, ErrUnknownNode
	}
	ctx = actor.AsSystem(ctx, "outpost "+string(n.ID))
	now := c.now()
	out := Reply{Now: now, Node: n.ID, Room: n.Room, OrgPath: n.OrgPath}
	beat := Beat{Serial: s.Serial, At: now, Version: cutText(s.Program, 60), Seats: len(s.Seats), Single: s.Single.UTC().Truncate(time.Millisecond)}
	if s.Single.IsZero() {
		beat.Single = time.Time{}
	}
	if beat.Booked, beat.Prepared, err = c.prepare(ctx, n, s, &out); err != nil { // nothing that is handed back waits for this
		c.d.Log.Error("questions for a room node cannot be prepared", "node", n.ID, "err", err)
	}
	if err := c.d.Store.InTx(ctx, func(ctx context.Context) error { return c.d.Store.Heard(ctx, n.ID, beat) }); err != nil {
		return Reply{}, err
	}
	if err := errors.Join(c.heard(ctx, n, s, now), c.single(ctx, n, beat.Single)); err != nil {
		return Reply{}, err
	}
	if err := c.filmState(ctx, n, s); err != nil {
		return Reply{}, err
	}
	for _, r := range s.Returns {
		out.Receipts = append(out.Receipts, c.take(ctx, n, r, raw, signature))
	}
	if out.Packages, out.Recall, err = c.packages(ctx, n, s); err != nil {
		return Reply{}, err
	}
	if out.Calls, err = c.calls(ctx, n, s.Calls); err != nil {
		return Reply{}, err
	}
	if out.Told, err = c.enter(ctx, n, s.Told); err != nil { // nor does anything wait for this
		c.d.Log.Error("what a room node told cannot be entered now", "node", n.ID, "err", err)
	}
	if standing, err := c.d.Standing(ctx, n.Room); err == nil {
		out.Standing = &standing
	} else {
		c.d.Log.Error("a room node cannot be told what it goes by", "node", n.ID, "err", err)
	}
	out.Seats, err = c.d.Terminals(ctx, n.Room)
	return out, err
}

// take applies one return.
func (c *Centre) take(ctx context.Context, n Node, r Return, raw, signature []byte) Receipt {
	out := Receipt{Sitting: r.Sitting}
	h, err := c.d.Store.Hold(ctx, r.Sitting)
	if err == nil && r.Orphan && h.Room == n.Room {
		out.Closed = true
		return c.keep(ctx, n, h, r, raw, signature, ErrOrphan, out)
	}
	if err == nil && r.Took && h.Node != n.ID && h.Room == n.Room && h.Epoch == r.Epoch {
		h, err = c.moved(ctx, n, h)
	}
	if err == nil && (h.Node != n.ID || h.Epoch != r.Epoch) {
		err = ErrNotYours
	}
	if err != nil {
		return c.refused(out, err)
	}
	if h.How == ByCallBack {
		if !r.final() {
			return c.refused(out, ErrRevoked) // the node closes its journal and comes again
		}
		out.Closed = true
		return c.keep(ctx, n, h, r, raw, signature, ErrRevoked, out)
	}
	alone, err := c.alone(ctx, h)
	if err != nil {
		return c.refused(out, err)
	}
	tail := exam.Tail{Entries: r.Entries, Place: r.Place, Hash: r.Hash, Epoch: r.Newest, Release: r.Release, Since: h.HandedAt, Alone: alone, By: n.Name}
	done, err := c.d.Sittings.Adopt(ctx, r.Sitting, tail, func(ctx context.Context, a exam.Adopted) error {
		return c.close(ctx, r.Sitting, a)
	})
	switch {
	case err == nil:
		out.Place, out.Closed = done.Place, done.Closed
		return out
	case errors.Is(err, exam.ErrTailGap):
		if p, perr := c.d.Sittings.ParcelOf(ctx, r.Sitting); perr == nil {
			out.Place = p.Head.Place
		}
		return c.refused(out, err)
	case errors.Is(err, exam.ErrNotAway) && !r.final():
		return c.refused(out, ErrRevoked)
	case errors.Is(err, exam.ErrNotAway): // it came back another way: nothing more can be taken
		out.Closed = true
		return c.keep(ctx, n, h, r, raw, signature, err, out)
	case errors.Is(err, exam.ErrTail):
		return c.keep(ctx, n, h, r, raw, signature, err, out)
	}
	return c.refused(out, err)
}

// moved notes that a node has taken a sitting over from the other one of its room, which is gone.
func (c *Centre) moved(ctx context.Context, n Node, h Hold) (Hold, error) {
	err := c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if !h.ClosedAt.IsZero() { // what it brings is judged as it stands
			return nil
		}
		if err := c.d.Store.MoveHold(ctx, h.Sitting, h.Node, n.ID); err != nil {
			return err
		}
		detail := map[string]string{"sitting": string(h.Sitting), "from": string(h.Node), "to": string(n.ID)}
		if err := c.record(ctx, "outpost.take_over", "sitting:"+string(h.Sitting), h.OrgPath, detail); err != nil {
			return err
		}
		return c.emit(ctx, TopicTakeOver, string(h.Sitting), detail)
	})
	h.Node = n.ID
	return h, err
}

// final reports whether the node writes nothing more to the journal.
func (r Return) final() bool {
	if r.Release || len(r.Entries) == 0 {
		return r.Release
	}
	last := r.Entries[len(r.Entries)-1].Kind
	return last == exam.EntrySubmit || last == exam.EntryAbort
}

// close ends the hold of a sitting that is back, under the lock of its head. The same hand-back may have come in between.
func (c *Centre) close(ctx context.Context, id exam.SittingID, a exam.Adopted) error {
	h, err := c.d.Store.Hold(ctx, id)
	if err != nil || !a.Closed || !h.ClosedAt.IsZero() {
		return err
	}
	h.ClosedAt, h.How = c.now(), ByRelease
	if !a.Sitting.State.Live() {
		h.How = ByReturn
	}
	if err := c.d.Store.SetHold(ctx, h); err != nil {
		return err
	}
	return c.record(ctx, "outpost.back", "sitting:"+string(h.Sitting), h.OrgPath,
		map[string]string{"how": h.How, "node": string(h.Node), "place": fmt.Sprint(a.Place)})
}

func (c *Centre) refused(out Receipt, err error) Receipt {
	f := fault.From(err)
	out.Code = f.Code()
	if f.Kind() == fault.Internal {
		c.d.Log.Error("a hand-back failed", "sitting", out.Sitting, "err", err)
	}
	return out
}

// keep stores a return that cannot be applied, and raises an alarm the first time.
func (c *Centre) keep(ctx context.Context, n Node, h Hold, r Return, raw, signature []byte, why error, out Receipt) Receipt {
	body, err := encoding.Marshal(r)
	if err != nil {
		return c.refused(out, err)
	}
	f := fault.From(why)
	e := Evidence{ID: EvidenceID(actor.NewID(c.now())), Sitting: r.Sitting, Node: n.ID, Room: h.Room, OrgPath: h.OrgPath,
		Digest: fmt.Sprintf("%x", sha256.Sum256(body)), Code: f.Code(), Why: cutText(f.Text("zh-CN"), 200), Statement: raw, Signature: signature, ReceivedAt: c.now()}
	err = c.d.Store.InTx(ctx, func(ctx context.Context) error {
		fresh, err := c.d.Evidence.AddEvidence(ctx, e)
		if err != nil || !fresh {
			return err
		}
		detail := map[string]string{"sitting": string(r.Sitting), "node": string(n.ID), "code": e.Code, "evidence": string(e.ID), "why": e.Why}
		if err := c.record(ctx, "outpost.refused", "sitting:"+string(r.Sitting), h.OrgPath, detail); err != nil {
			return err
		}
		return c.emit(ctx, TopicRefused, string(e.ID), detail)
	})
	if err != nil {
		out.Closed = false
		return c.refused(out, err)
	}
	c.d.Log.Error("a hand-back was refused and kept", "sitting", r.Sitting, "node", n.ID, "why", why)
	out.Code, out.Kept = e.Code, true
	return out
}

func cutText(s string, runes int) string {
	r := []rune(s)
	return string(r[:min(len(r), runes)])
}

// packages hands over the sittings at the node's seats, gives out again what got lost on its way, and says what staff want
// back.
func (c *Centre) packages(ctx context.Context, n Node, s Statement) (list []Package, recall []exam.SittingID, err error) {
	holds, err := c.d.Store.OpenHolds(ctx, n.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, h := range holds {
		held := slices.Contains(s.Held, h.Sitting)
		switch {
		case held && !h.RecallAt.IsZero():
			recall = append(recall, h.Sitting)
		case !held && !h.RecallAt.IsZero(): // the package never arrived: nothing was written there
			if err := c.callBack(ctx, h, ByRelease); err != nil {
				return nil, nil, err
			}
		case !held && len(list) < mostPackages:
			p, err := c.d.Sittings.ParcelOf(ctx, h.Sitting)
			if err != nil {
				return nil, nil, err
			}
			one, err := c.wrap(ctx, n, h, p, s)
			if err != nil {
				return nil, nil, err
			}
			list = append(list, one)
		}
	}
	if skew := c.now().Sub(s.At); skew > mostSkew || skew < -mostSkew {
		c.d.Log.Warn("a room node's clock is off, it is given no sittings", "node", n.ID, "by", skew)
		return list, recall, nil
	}
	for _, seat := range s.Seats {
		if len(list) >= mostPackages {
			break
		}
		one, ok, err := c.handOver(ctx, n, seat, s)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			list = append(list, one)
		}
	}
	return list, recall, nil
}

// handOver gives the sitting at a seat to the node, if there is one that may go.
func (c *Centre) handOver(ctx context.Context, n Node, seat site.SeatID, s Statement) (Package, bool, error) {
	var h Hold
	p, err := c.d.Sittings.HandOver(ctx, n.Room, seat, func(ctx context.Context, p exam.Parcel) error {
		now := c.now()
		h = Hold{Sitting: p.Sitting.ID, Node: n.ID, First: n.ID, Room: n.Room, Seat: p.Sitting.Seat, OrgPath: p.Sitting.OrgPath, Epoch: p.Head.Epoch, Place: p.Head.Place,
			NotAfter: now.Add(c.d.Limits.Window), HandedAt: now}
		if p.Sitting.StartBy.Before(h.NotAfter) && p.Sitting.State.Unstarted() {
			h.NotAfter = p.Sitting.StartBy
		}
		if err := c.prepared(ctx, n, p.Draw.Paper, s); err != nil {
			return err
		}
		return c.d.Store.AddHold(ctx, h)
	})
	if k := fault.KindOf(err); err != nil && (k == fault.NotFound || k == fault.Conflict || errors.Is(err, exam.ErrAway)) {
		return Package{}, false, nil // nobody sits there, or not yet, or it was handed over before
	}
	if err != nil {
		return Package{}, false, err
	}
	one, err := c.wrap(ctx, n, h, p, s)
	return one, err == nil, err
}

// wrap seals a parcel to a node. Of a paper whose questions the node has it seals the keys to them and no text.
func (c *Centre) wrap(ctx context.Context, n Node, h Hold, p exam.Parcel, s Statement) (Package, error) {
	p.Head.Epoch = h.Epoch
	paper, keys, err := c.bare(ctx, n, p.Draw.Paper, s)
	if err != nil {
		return Package{}, err
	}
	p.Draw.Paper = paper
	sealed, err := seal(n.BoxKey, p, keys, h.NotAfter)
	return Package{Sitting: p.Sitting, Head: p.Head, Entries: p.Entries, Attempts: p.Attempts, Card: p.Card, NotAfter: h.NotAfter, Sealed: sealed}, err
}

func (c *Centre) now() time.Time { return c.d.Clock().UTC().Truncate(time.Millisecond) }

func (c *Centre) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return c.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

func (c *Centre) emit(ctx context.Context, topic, key string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return c.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: raw})
}
