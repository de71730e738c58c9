package outpost

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/picture"
)

// Local is what the room's side needs of package exam; *exam.Service is one, on the node's own database.
type Local interface {
	Accept(ctx context.Context, p exam.Parcel, with func(context.Context) error) error
	OpenPaper(ctx context.Context, sit exam.Sitting, d exam.Draw) error
	Leave(ctx context.Context, id exam.SittingID) error
	HoldingOf(ctx context.Context, id exam.SittingID, after int64) (exam.Holding, error)
	Pause(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
	Resume(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
	Abort(ctx context.Context, id exam.SittingID, r exam.Reason) (exam.Sitting, error)
	Keep(ctx context.Context, h exam.Holding, d exam.Draw, with func(context.Context) error) (int64, error)
	TakeUp(ctx context.Context, id exam.SittingID, with func(context.Context, exam.Sitting, exam.Head) error) error
	OpenDraw(ctx context.Context, id exam.SittingID) (exam.Draw, error)
}

// PostDeps are what the room's side needs; all fields are required but OnCall and Films.
type PostDeps struct {
	Clock   actor.Clock
	Log     *slog.Logger
	Keys    Keys
	Program string // version of the program
	Store   PostStore
	Stock   StockStore
	Alone   AloneStore
	Told    ToldStore
	// OnCall reaches a person without the uplink; nil where the node has no such path.
	OnCall OnCall
	// Sittings reads sittings of the node's own database.
	Sittings interface {
		Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	}
	// Films tells what the node has recorded and not handed back; nil where it records nothing. It returns nil where it cannot look.
	Films func() *FilmState
	// Policy is what holds while the uplink is cut.
	Policy Policy
}

// Policy says what a room does alone (process rules of the authority).
type Policy struct {
	// StartAlone lets papers that lie prepared be started while the uplink is cut. The rule is that they may not.
	StartAlone bool
	// Grace is how long the centre may be silent before the uplink counts as cut.
	Grace time.Duration
}

// Post is the room's side: it keeps the sittings handed over to this node and speaks with the centre.
type Post struct {
	d      PostDeps
	local  Local
	mirror *Mirror // nil: there is no other node

	mu      sync.Mutex
	begun   time.Time                 // start of the program
	heard   time.Time                 // last answer of the centre
	path    string                    // organisation path of the room, as last heard
	serial  int64                     // of the last statement
	refused map[exam.SittingID]string // end of the return that was refused for good
	asked   map[exam.SittingID]bool   // the centre wants these back
	hushed  map[exam.SittingID]bool   // nothing is said of these at this moment

	shown picture.Cache
}

// NewPost returns the room's side. Use connects it with the sittings, which need it as their booking and supervision.
func NewPost(d PostDeps) *Post {
	if d.Policy.Grace == 0 {
		d.Policy.Grace = 15 * time.Second
	}
	return &Post{d: d, begun: d.Clock(), refused: map[exam.SittingID]string{}, asked: map[exam.SittingID]bool{}, hushed: map[exam.SittingID]bool{}}
}

// Use gives the post the node's sittings. It is called once, before anything else.
func (p *Post) Use(l Local) { p.local = l }

// Up reports whether the centre was heard lately.
func (p *Post) Up() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.heard.IsZero() && p.d.Clock().Sub(p.heard) <= p.d.Policy.Grace
}

// Heard returns when the centre was heard last; zero since the start of the program.
func (p *Post) Heard() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard
}

// Holds reports whether this node keeps a sitting for a seat. A seat that comes here because the other node of the room is
// gone brings its sitting along. ErrPeerFirst while this node was started anew and the other one has not answered.
func (p *Post) Holds(ctx context.Context, seat site.SeatID) (bool, error) {
	_, err := p.d.Store.ChargeAt(ctx, seat)
	switch {
	case errors.Is(err, ErrNoHold) && p.mirror != nil:
		return p.mirror.takeOver(ctx, seat)
	case errors.Is(err, ErrNoHold):
		return false, nil
	case err == nil && p.mirror != nil:
		err = p.mirror.mayServe()
	}
	return err == nil, err
}

// Statement says what the node holds and what was written since the centre last heard of it, signed. seats are connected
// through this node.
func (p *Post) Statement(ctx context.Context, seats []site.SeatID) (raw, signature []byte, err error) {
	charges, err := p.d.Store.Charges(ctx)
	if err != nil {
		return nil, nil, err
	}
	s := Statement{At: p.now(), Seats: seats, Serial: p.next(), Heard: p.Heard(), Program: p.d.Program}
	if p.mirror != nil {
		s.Single = p.mirror.Single()
	}
	if s.Stock, err = p.d.Stock.Stock(ctx); err != nil {
		return nil, nil, err
	}
	if s.Calls, err = p.d.Alone.Untold(ctx); err != nil {
		return nil, nil, err
	}
	if s.Told, err = p.d.Told.Told(ctx, mostTold); err != nil {
		return nil, nil, err
	}
	entries := 0
	for _, c := range charges {
		s.Held = append(s.Held, c.Sitting)
		if len(s.Returns) == maxReturns || entries > maxEntries/2 {
			continue
		}
		r, news, err := p.report(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		if news {
			entries += len(r.Entries)
			s.Returns = append(s.Returns, r)
		}
	}
	if p.d.Films != nil { // after the journals: what is recorded of a paper that is handed in here is named with it
		if s.Films = p.d.Films(); s.Films != nil {
			s.Films.Held = s.Films.Held[:min(len(s.Films.Held), maxFilms)]
			s.Films.Missed = s.Films.Missed[:min(len(s.Films.Missed), maxFilms)]
		}
	}
	return p.d.Keys.Sign(s)
}

// Camera returns the sitting that this node holds at a seat, whose camera it may record. ErrNoHold where it holds none that goes on.
func (p *Post) Camera(ctx context.Context, seat site.SeatID) (exam.Sitting, error) {
	if held, err := p.Holds(ctx, seat); err != nil || !held {
		return exam.Sitting{}, cmp.Or(err, error(ErrNoHold))
	}
	c, err := p.d.Store.ChargeAt(ctx, seat)
	if err != nil {
		return exam.Sitting{}, err
	}
	sit, err := p.d.Sittings.Sitting(ctx, c.Sitting)
	if err == nil && (!sit.State.Live() || sit.Seat != seat) {
		err = ErrNoHold
	}
	return sit, err
}

// next returns a serial above every earlier one, also over restarts as long as the clock does not go back.
func (p *Post) next() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serial = max(p.serial+1, p.d.Clock().UnixMicro())
	return p.serial
}

// Behind takes that the centre has heard a higher serial than the last one: the clock went back over a restart.
func (p *Post) Behind() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serial += int64(time.Hour / time.Microsecond)
}

// report returns the journal of a charge after what the centre has; news is false when there is nothing to say.
func (p *Post) report(ctx context.Context, c Charge) (r Return, news bool, err error) {
	p.mu.Lock()
	asked, refused := p.asked[c.Sitting], p.refused[c.Sitting]
	p.mu.Unlock()
	if asked {
		if err := p.local.Leave(ctx, c.Sitting); err != nil {
			return r, false, err
		}
	}
	h, err := p.local.HoldingOf(ctx, c.Sitting, c.Reported)
	if err != nil {
		return r, false, err
	}
	if h.Sitting.State == exam.Paused && h.Sitting.PauseKind.IsBreak() && h.Head.Gate != exam.GateAway && p.Up() {
		if err := p.local.Leave(ctx, c.Sitting); err != nil { // an officer ends a break, and officers are at the centre
			return r, false, err
		}
		h.Head.Gate = exam.GateAway
	}
	over := h.Sitting.State.HandedIn() || h.Sitting.State == exam.Aborted
	if h.Sitting.State == exam.Lapsed { // never started: the centre lapses it by its own rules
		if err := p.local.Leave(ctx, c.Sitting); err != nil {
			return r, false, err
		}
		h.Head.Gate = exam.GateAway
	}
	r = Return{Sitting: c.Sitting, Epoch: c.Epoch, Entries: h.Tail, Place: h.Head.Place, Hash: h.Head.Hash, Newest: h.Head.Epoch,
		Release: h.Head.Gate == exam.GateAway && !over, Took: c.Took, Orphan: c.Orphan}
	if len(r.Entries) > maxEntries {
		return r, false, errSize
	}
	p.mu.Lock()
	hushed := p.hushed[c.Sitting]
	p.mu.Unlock()
	if hushed || r.Release && p.mirror != nil && !p.mirror.heard() { // the other node may hold it by now
		return r, false, nil
	}
	return r, (len(r.Entries) > 0 || r.Release || over) && refused != endOf(r), nil
}

// hush keeps a sitting out of statements for a moment.
func (p *Post) hush(id exam.SittingID, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if on {
		p.hushed[id] = true
		return
	}
	delete(p.hushed, id)
}

func endOf(r Return) string {
	end := string(r.Hash)
	if r.Release {
		end += "."
	}
	return end
}

// Take takes the centre's answer to a statement that was sent at a time: packages, receipts, recalls, seats.
func (p *Post) Take(ctx context.Context, reply Reply) error {
	ctx = actor.AsSystem(ctx, "outpost")
	p.mu.Lock()
	p.heard, p.path = p.d.Clock(), reply.OrgPath
	for _, id := range reply.Recall {
		p.asked[id] = true
	}
	p.mu.Unlock()
	err := p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Store.SetSeats(ctx, reply.Room, reply.Seats) })
	err = errors.Join(err, p.stand(ctx, reply), p.stock(ctx, reply), p.forget(ctx, reply.Told))
	for _, r := range reply.Receipts {
		err = errors.Join(err, p.receipt(ctx, r))
	}
	for _, x := range reply.Packages {
		err = errors.Join(err, p.accept(ctx, x))
	}
	return err
}

func (p *Post) receipt(ctx context.Context, r Receipt) error {
	if r.Code != "" {
		p.d.Log.Error("the centre refused a journal", "sitting", r.Sitting, "code", r.Code, "kept", r.Kept)
	}
	if r.Code == ErrRevoked.Code() { // called back while the uplink was cut: close, and hand over what there is as evidence
		p.mu.Lock()
		p.asked[r.Sitting] = true
		p.mu.Unlock()
	}
	if r.Closed {
		if err := p.local.Leave(ctx, r.Sitting); err != nil {
			return err
		}
		return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Store.CloseCharge(ctx, r.Sitting, p.now()) })
	}
	if r.Kept {
		h, err := p.local.HoldingOf(ctx, r.Sitting, 0)
		if err != nil {
			return err
		}
		p.mu.Lock()
		over := h.Sitting.State.HandedIn() || h.Sitting.State == exam.Aborted
		p.refused[r.Sitting] = endOf(Return{Hash: h.Head.Hash, Release: h.Head.Gate == exam.GateAway && !over})
		p.mu.Unlock()
		return nil
	}
	if r.Place == 0 {
		return nil
	}
	return p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Store.Reported(ctx, r.Sitting, r.Place) })
}

// accept puts a package by. The paper of a sitting that runs is opened at once, that of any other at its start.
func (p *Post) accept(ctx context.Context, x Package) error {
	c := Charge{Sitting: x.Sitting.ID, Seat: x.Sitting.Seat, Room: x.Sitting.Room, Epoch: x.Head.Epoch, Sealed: x.Sealed, NotAfter: x.NotAfter,
		Attempts: x.Attempts, Card: x.Card, Reported: x.Head.Place}
	if err := p.tried(ctx, c, x.Sitting); err != nil {
		return err
	}
	return p.local.Accept(ctx, exam.Parcel{Sitting: x.Sitting, Head: x.Head, Entries: x.Entries}, func(ctx context.Context) error {
		if err := p.d.Store.AddCharge(ctx, c); err != nil {
			return err
		}
		if x.Sitting.State != exam.Running {
			return nil
		}
		return p.openPaper(ctx, c, x.Sitting)
	})
}

// openPaper opens the package of a charge, unless its window is over.
func (p *Post) openPaper(ctx context.Context, c Charge, sit exam.Sitting) error {
	if !p.d.Clock().Before(c.NotAfter) {
		return ErrTooLate
	}
	d, err := p.drawn(ctx, c)
	if err != nil {
		return err
	}
	return p.local.OpenPaper(ctx, sit, d)
}

// drawn opens the package of a charge and puts the prepared questions into its paper.
func (p *Post) drawn(ctx context.Context, c Charge) (exam.Draw, error) {
	d, keys, err := p.d.Keys.unseal(c.Sitting, c.Epoch, c.NotAfter, c.Sealed)
	if err == nil {
		err = p.fill(ctx, &d.Paper, keys)
	}
	return d, err
}

func (p *Post) now() time.Time { return p.d.Clock().UTC().Truncate(time.Millisecond) }

// AdmissionAtSeat implements exam.Admissions: who sits there is who was handed over.
func (p *Post) AdmissionAtSeat(ctx context.Context, seat site.SeatID) (booking.Admission, error) {
	c, err := p.d.Store.ChargeAt(ctx, seat)
	if err != nil {
		return booking.Admission{}, err
	}
	sit, err := p.d.Sittings.Sitting(ctx, c.Sitting)
	if err == nil && !sit.State.Live() {
		return booking.Admission{}, ErrNoHold
	}
	return booking.Admission{ID: sit.Admission, PersonID: sit.Person, ApplicationID: sit.Application, SlotID: sit.Slot, RoomID: sit.Room,
		SeatID: sit.Seat, SeatLabel: sit.SeatLabel, OrgPath: sit.OrgPath, ItemCode: sit.ItemCode}, err
}

// MarkStarted implements exam.Admissions: the sealed paper is opened in the transaction of the start.
func (p *Post) MarkStarted(ctx context.Context, id booking.AdmissionID) error {
	charges, err := p.d.Store.Charges(ctx)
	if err != nil {
		return err
	}
	for _, c := range charges {
		sit, err := p.d.Sittings.Sitting(ctx, c.Sitting)
		if err != nil {
			return err
		}
		if sit.Admission == id {
			return p.openPaper(ctx, c, sit)
		}
	}
	return ErrNoHold
}

// MarkFinished implements exam.Admissions; the centre keeps the book.
func (p *Post) MarkFinished(context.Context, booking.AdmissionID) error { return nil }

// MarkAbsent implements exam.Admissions; the centre keeps the book.
func (p *Post) MarkAbsent(context.Context, booking.AdmissionID) error { return nil }

// MarkAborted implements exam.Admissions; the centre keeps the book. Nobody but the rule of the room gives a sitting up here.
func (p *Post) MarkAborted(context.Context, booking.AdmissionID, string) error { return nil }

// MoveSeat implements exam.Admissions.
func (p *Post) MoveSeat(context.Context, booking.AdmissionID, site.SeatID, string) (booking.Admission, error) {
	return booking.Admission{}, ErrOffice
}

// Unattended implements exam.Watch: nobody watches the room from outside while the uplink is cut, so no paper starts, unless the
// policy lets it.
func (p *Post) Unattended(context.Context, site.RoomID) (bool, error) {
	return !p.d.Policy.StartAlone && !p.Up(), nil
}

// Attempts returns how many papers were started before, as the centre said.
func (p *Post) Attempts(ctx context.Context, a string) (int, error) {
	charges, err := p.d.Store.Charges(ctx)
	if err != nil {
		return 0, err
	}
	for _, c := range charges {
		if sit, err := p.d.Sittings.Sitting(ctx, c.Sitting); err != nil || string(sit.Application) == a {
			return c.Attempts, err
		}
	}
	return 0, ErrNoHold
}

// Card returns what a seat shows of its person, as the centre said.
func (p *Post) Card(ctx context.Context, person string) (exam.Card, error) {
	charges, err := p.d.Store.Charges(ctx)
	if err != nil {
		return exam.Card{}, err
	}
	for _, c := range charges {
		if sit, err := p.d.Sittings.Sitting(ctx, c.Sitting); err != nil || string(sit.Person) == person {
			return c.Card, err
		}
	}
	return exam.Card{}, nil // handed back a moment ago
}

// Device returns the actor of a seat terminal by the hash of its token; a fault of kind Unauthenticated otherwise.
func (p *Post) Device(ctx context.Context, hash []byte) (actor.Actor, error) {
	s, room, err := p.d.Store.SeatByToken(ctx, hash)
	if fault.KindOf(err) == fault.NotFound {
		return actor.Actor{}, ErrUnknownNode
	}
	return actor.Actor{Kind: actor.Device, ID: s.Device, Name: s.Name, Room: string(room), Seat: string(s.Seat)}, err
}
