package recording

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Service keeps recordings and what is missing of them. It is safe for concurrent use.
type Service struct {
	d         Deps
	incidents Incidents // nil: nobody is told
	clocks    Clocks    // nil: no clock is stopped
	most      func(context.Context, exam.Sitting) (time.Duration, error)
	said      func(context.Context, exam.SittingID, Cause)
	here      map[SegmentID]bool // pieces told of last, see Holds

	mu    sync.Mutex
	shown map[string]time.Time // who was shown what lately, so that a player's many requests are one act
	told  map[GapID]bool       // gaps whose length was made an incident
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{d: d, shown: map[string]time.Time{}, told: map[GapID]bool{}}
}

// Tell says who is told of cameras that are away, and how long a sitting may be without its camera in all before its result must be
// looked at: zero where the authority has set nothing. For wiring, before anything runs.
func (s *Service) Tell(to Incidents, most func(context.Context, exam.Sitting) (time.Duration, error)) {
	s.incidents, s.most = to, most
}

// StopBy says who stops clocks: of a sitting that was without its camera for longer than the authority allows, while nothing else films
// the room. For wiring, before anything runs.
func (s *Service) StopBy(c Clocks) { s.clocks = c }

// OnSay says who else is told what seats say of their cameras. For wiring, before anything runs.
func (s *Service) OnSay(to func(context.Context, exam.SittingID, Cause)) { s.said = to }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// Place is whose camera a seat terminal publishes.
type Place struct {
	Room    site.RoomID
	Seat    site.SeatID
	Sitting exam.SittingID
	OrgPath string
}

// Publisher returns what the calling terminal may publish: the sitting that is live at its own seat. Errors: ErrNotSeat,
// ErrNoSitting.
func (s *Service) Publisher(ctx context.Context) (Place, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Seat == "" {
		return Place{}, ErrNotSeat
	}
	sit, err := s.d.Sittings.LiveAtSeat(ctx, site.SeatID(a.Seat))
	if fault.KindOf(err) == fault.NotFound || err == nil && string(sit.Room) != a.Room {
		return Place{}, ErrNoSitting
	}
	if err != nil {
		return Place{}, err
	}
	return Place{Room: sit.Room, Seat: sit.Seat, Sitting: sit.ID, OrgPath: sit.OrgPath}, nil
}

// Over tells which of these are not to be recorded any more: their sitting is over, or sits elsewhere.
func (s *Service) Over(ctx context.Context, places []Place) ([]Place, error) {
	var out []Place
	for _, p := range places {
		sit, err := s.d.Sittings.Sitting(ctx, p.Sitting)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return nil, err
		}
		if err != nil || !sit.State.Live() || sit.Seat != p.Seat {
			out = append(out, p)
		}
	}
	return out, nil
}

// Seen notes that the cameras of these sittings show a picture now.
func (s *Service) Seen(ctx context.Context, sittings []exam.SittingID) error {
	if len(sittings) == 0 {
		return nil
	}
	now := s.now()
	return s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.d.Store.Saw(ctx, sittings, now) })
}

// Say notes what the calling seat says of its own camera. It changes nothing but the cause of a loss; before the paper is open it
// changes nothing at all. Errors: ErrNotSeat, ErrNoSitting.
func (s *Service) Say(ctx context.Context, c Cause) error {
	p, err := s.Publisher(ctx)
	if err != nil {
		return err
	}
	if s.said != nil {
		s.said(ctx, p.Sitting, c)
	}
	if c == Repeats {
		return nil
	}
	sit, err := s.d.Sittings.Sitting(ctx, p.Sitting)
	if err != nil || sit.StartedAt.IsZero() {
		return err
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Store.PutWatch(ctx, s.watch(sit)); err != nil { // the event of the start may come later
			return err
		}
		return s.d.Store.Say(ctx, p.Sitting, c)
	})
}

// tries is how often a segment is offered a new number when others of its sitting are kept at the same time.
const tries = 8

// Keep puts the file of a segment into the file store and the segment at the end of its sitting's chain. Of seg number, hashes,
// key and KeptAt are set here. The same segment twice is one; seg.SHA256, where the caller knows it, tells it from another. ErrOther:
// there is another of this id.
func (s *Service) Keep(ctx context.Context, seg Segment, file io.Reader) error {
	if old, err := s.d.Store.Segment(ctx, seg.ID); err == nil {
		return old.same(seg)
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	seg.From, seg.To = seg.From.UTC().Truncate(time.Millisecond), seg.To.UTC().Truncate(time.Millisecond)
	folder := string(seg.Sitting)
	if seg.Track == TrackRoom {
		folder = "rooms/" + folder
	}
	seg.Key = fmt.Sprintf("recordings/%s/%s/%s.mp4", seg.From.Format(time.DateOnly), folder, seg.ID)
	var err error
	if seg.SHA256, err = s.d.Files.Put(ctx, seg.Key, file, seg.Size); err != nil {
		return err
	}
	for range tries {
		err = s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.append(ctx, seg) })
		if !errors.Is(err, ErrTaken) {
			return err
		}
		if old, gone := s.d.Store.Segment(ctx, seg.ID); gone == nil {
			return old.same(seg)
		}
	}
	return err
}

// same refuses a segment that is another one of the same id.
func (s Segment) same(x Segment) error {
	if s.Sitting != x.Sitting || s.Node != x.Node || x.SHA256 != "" && s.SHA256 != x.SHA256 {
		return ErrOther
	}
	return nil
}

func (s *Service) append(ctx context.Context, seg Segment) error {
	seg.No, seg.Prev = 1, Base(seg.Sitting)
	last, err := s.d.Store.Last(ctx, seg.Sitting)
	if err == nil {
		seg.No, seg.Prev = last.No+1, last.Hash
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	seg.KeptAt, seg.Hash = s.now(), seg.Chained()
	if err := s.d.Store.AddSegment(ctx, seg); err != nil {
		return err
	}
	if s.d.Pieces != nil {
		if err := s.d.Pieces.DropPieces(ctx, []SegmentID{seg.ID}); err != nil {
			return err
		}
	}
	if s.d.Unseen != nil && seg.Node != "" && seg.Track == TrackCamera {
		if err := s.d.Unseen.PutUnseen(ctx, seg); err != nil {
			return err
		}
	}
	return s.late(ctx, seg)
}

// TopicLate is the event of a segment that came after its paper was closed: {sitting}. What binds the sitting must be bound again.
const TopicLate = "recording.late"

func (s *Service) late(ctx context.Context, seg Segment) error {
	w, err := s.d.Store.Watch(ctx, seg.Sitting)
	if errors.Is(err, ErrNotFound) || err == nil && w.To.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"sitting": string(seg.Sitting)})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: TopicLate, Key: string(seg.Sitting), Body: body})
}

// Topics are the events that Receive takes.
func Topics() []string {
	return []string{"sitting.started", "sitting.moved", "sitting.submitted", "sitting.aborted"}
}

// Receive begins and ends the watch of a sitting as its paper is opened and closed. It may see an event twice or late.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var body struct {
		Sitting exam.SittingID `json:"sitting"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	sit, err := s.d.Sittings.Sitting(ctx, body.Sitting)
	if err != nil || sit.StartedAt.IsZero() || sit.Venue != exam.AtSeat {
		return err
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.d.Store.PutWatch(ctx, s.watch(sit)) })
}

// watch is the watch of a sitting whose paper was opened.
func (s *Service) watch(sit exam.Sitting) Watch {
	return Watch{Sitting: sit.ID, Room: sit.Room, Seat: sit.Seat, OrgPath: sit.OrgPath, From: sit.StartedAt, To: endOf(sit, s.now())}
}

// endOf is when the paper of a sitting was closed; zero while it is open.
func endOf(sit exam.Sitting, now time.Time) time.Time {
	switch {
	case sit.State.Live():
		return time.Time{}
	case !sit.SubmittedAt.IsZero():
		return sit.SubmittedAt
	}
	return now
}

// Grace is how long no picture must have come for a camera to count as away.
const Grace = 6 * time.Second

const sweepBatch = 200

// SweepOnce notes cameras that are away and cameras that came back.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "camera.watch")
	before := s.now().Add(-Grace)
	silent, err := s.d.Store.Silent(ctx, before, sweepBatch)
	if err != nil {
		return err
	}
	var errs []error
	for _, w := range silent {
		errs = append(errs, s.lose(ctx, w))
	}
	back, err := s.d.Store.Back(ctx, before, sweepBatch)
	errs = append(errs, err)
	for _, w := range back {
		errs = append(errs, s.regain(ctx, w))
	}
	return errors.Join(append(errs, s.count(ctx), s.runOn(ctx))...)
}

func (s *Service) lose(ctx context.Context, w Watch) error {
	now := s.now()
	g := Gap{ID: GapID(actor.NewID(now)), Sitting: w.Sitting, Room: w.Room, Seat: w.Seat, OrgPath: w.OrgPath, Cause: w.Cause, From: w.From}
	if w.SeenAt.After(g.From) {
		g.From = w.SeenAt
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		opened, err := s.d.Store.OpenGap(ctx, g)
		if err != nil || !opened {
			return err
		}
		if err := s.tell(ctx, "camera.lost", g); err != nil || s.incidents == nil {
			return err
		}
		return s.lost(ctx, g)
	})
}

// lost tells duty officers of a gap, with what the sitting's gaps come to.
func (s *Service) lost(ctx context.Context, g Gap) error {
	sit, err := s.d.Sittings.Sitting(ctx, g.Sitting)
	if err != nil {
		return err
	}
	all, err := s.Losses(ctx, sit)
	if err != nil {
		return err
	}
	return s.incidents.Lost(ctx, g, all)
}

func (s *Service) regain(ctx context.Context, w Watch) error {
	at := w.SeenAt
	if !w.To.IsZero() && (at.IsZero() || w.To.Before(at)) {
		at = w.To
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		g, err := s.d.Store.CloseGap(ctx, w.Sitting, at)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.tell(ctx, "camera.returned", g); err != nil || s.incidents == nil {
			return err
		}
		if err := s.lost(ctx, g); err != nil {
			return err
		}
		return s.tooLong(ctx, g)
	})
}

func (s *Service) tell(ctx context.Context, topic string, g Gap) error {
	detail := map[string]string{"gap": string(g.ID), "room": string(g.Room), "seat": string(g.Seat), "cause": string(g.Cause), "from": g.From.Format(time.RFC3339)}
	if !g.To.IsZero() {
		detail["to"] = g.To.Format(time.RFC3339)
	}
	if err := s.d.Audit.Record(ctx, actor.Entry{Verb: topic, Object: "sitting:" + string(g.Sitting), Path: g.OrgPath, Detail: detail}); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"gap": string(g.ID), "sitting": string(g.Sitting), "room": string(g.Room), "seat": string(g.Seat), "cause": string(g.Cause)})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: string(g.Sitting), Body: body})
}
