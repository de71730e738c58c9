package proctor

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Query selects incidents in organisation subtrees, newest first. Empty fields but Paths do not restrict.
type Query struct {
	Paths   []string
	Room    site.RoomID
	Sitting exam.SittingID
	Class   Class
	State   State
	From    time.Time
	To      time.Time
	Before  IncidentID // cursor
	Limit   int
}

// View is an incident with what was done about it.
type View struct {
	Incident Incident
	Acts     []Act
	Others   int // other incidents of its sitting
	// OnCall is whom to ring where nobody can be reached in the room by other ways; zero for other incidents.
	OnCall OnCall
}

// cutOff are the kinds of incidents in which a room can be reached by telephone alone.
func cutOff(k Kind) bool { return k == UplinkLost || k == PowerLost }

// Look returns one incident to staff of its room. Whoever has no business there is refused, and the refusal is on the trail. Errors:
// ErrNotFound, ErrForbidden.
func (s *Service) Look(ctx context.Context, id IncidentID) (View, error) {
	in, err := s.forAct(ctx, id, readers())
	if err != nil {
		return View{}, s.refused(ctx, in, "", err)
	}
	v := View{Incident: in}
	if cutOff(in.Kind) && in.Until.IsZero() {
		if v.OnCall, err = s.onCall(ctx, in.Room); err != nil {
			return v, err
		}
	}
	if v.Acts, err = s.d.Incidents.Acts(ctx, id); err != nil || in.Sitting == "" {
		return v, err
	}
	all, err := s.OfSitting(ctx, in.Sitting)
	v.Others = max(0, len(all)-1)
	return v, err
}

// refused puts on the trail that somebody without the right tried to open an incident that exists, or to act on it.
func (s *Service) refused(ctx context.Context, in Incident, deed Deed, err error) error {
	kind := fault.KindOf(err)
	if in.ID == "" || in.State == Logged || actor.From(ctx).Kind == actor.System || kind != fault.Forbidden && kind != fault.NotFound {
		return err
	}
	detail := map[string]string{}
	if deed != "" {
		detail["deed"] = string(deed)
	}
	if rerr := s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.record(ctx, "incident.refused", in, detail) }); rerr != nil {
		return errors.Join(err, rerr)
	}
	return err
}

// List lists incidents of the caller's organisations, newest first; logged ones are not among them.
func (s *Service) List(ctx context.Context, q Query) ([]Incident, error) {
	if q.Paths = actor.From(ctx).Paths(readers()...); len(q.Paths) == 0 {
		return nil, ErrForbidden
	}
	if q.State == Logged {
		return []Incident{}, nil
	}
	return s.d.Incidents.Find(ctx, q)
}

// AtSitting lists the incidents of a sitting for staff who may see its room. A refusal is on the trail.
func (s *Service) AtSitting(ctx context.Context, id exam.SittingID) ([]Incident, error) {
	sit, err := s.d.Finder.Sitting(ctx, id)
	if errors.Is(err, exam.ErrNoSitting) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, sit.OrgPath, ErrNotFound, ErrForbidden, readers()); err != nil {
		return nil, errors.Join(err, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
			return s.d.Audit.Record(ctx, actor.Entry{Verb: "incident.refused", Object: "sitting:" + string(id), Path: sit.OrgPath})
		}))
	}
	return s.OfSitting(ctx, id)
}

// messageFor is how long a message of an officer stands at a seat.
const messageFor = 10 * time.Minute

// Messages lists what officers wrote to the calling seat terminal about the sitting at it, oldest first, of the last ten minutes.
func (s *Service) Messages(ctx context.Context) ([]Act, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Seat == "" {
		return nil, ErrForbidden
	}
	sit, err := s.d.Finder.LiveAtSeat(ctx, site.SeatID(a.Seat))
	if errors.Is(err, exam.ErrNoSitting) {
		return []Act{}, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := s.d.Incidents.OfSitting(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	out := []Act{}
	since := s.now().Add(-messageFor)
	for _, in := range all {
		if string(in.Seat) != a.Seat || in.State == Logged {
			continue
		}
		acts, err := s.d.Incidents.Acts(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		for _, act := range acts {
			if act.Deed == DidMessage && act.At.After(since) {
				out = append(out, act)
			}
		}
	}
	slices.SortFunc(out, func(x, y Act) int { return x.At.Compare(y.At) })
	return out, nil
}
