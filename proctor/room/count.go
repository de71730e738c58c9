package room

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// CountState says what the head count of a room was good for.
type CountState string

// The states. What is not COUNTED is named in the room record.
const (
	CountGood    CountState = "COUNTED"
	NoCounter    CountState = "NO_COUNTER"  // no camera there counts
	CountSilent  CountState = "SILENT"      // it did not answer
	CountLogged  CountState = "LOG_ONLY"    // what it says may only be logged
	CountStopped CountState = "NOT_RUNNING" // this program did not ask
)

// CountSpan is how long a head count stood in one state. One row for each change; To is when that was seen last.
type CountSpan struct {
	ID       string
	Room     site.RoomID
	State    CountState
	From, To time.Time
}

// CountStore keeps what head counts were good for. It joins the transaction of the context.
type CountStore interface {
	// LastCount returns the newest span of a room or ErrNotFound.
	LastCount(ctx context.Context, room site.RoomID) (CountSpan, error)
	AddCount(ctx context.Context, c CountSpan) error
	// SeenCount writes To of a span.
	SeenCount(ctx context.Context, c CountSpan) error
	// Counts lists, by From, the spans of a room that begin in [from, to), and the newest one before.
	Counts(ctx context.Context, room site.RoomID, from, to time.Time) ([]CountSpan, error)
}

// Uncounted is a time in which nobody could be counted in a room.
type Uncounted struct {
	Why      CountState
	From, To time.Time
}

const (
	countSeenEvery  = 30 * time.Second // how often a state that lasts is written
	countGood       = 90 * time.Second // how long after it was written it is believed to have lasted
	uncountedAtMost = 30 * time.Second // what is shorter is no gap: a head count is told of after so long at the earliest
)

func countState(err error) CountState {
	switch {
	case err == nil:
		return CountGood
	case errors.Is(err, ErrNoCounter):
		return NoCounter
	case errors.Is(err, ErrCountLogged):
		return CountLogged
	}
	return CountSilent
}

// countStands notes what a room's head count is good for now. That there is no counter is written once and stands until something else
// is; everything else counts for as long as it is written.
func (s *Service) countStands(ctx context.Context, room site.RoomID, state CountState) error {
	key := "count:" + string(room)
	if state == NoCounter && s.told.is(key) {
		return nil
	}
	now := s.now()
	last, err := s.d.Counts.LastCount(ctx, room)
	fresh := errors.Is(err, ErrNotFound)
	if err != nil && !fresh {
		return err
	}
	lasts := !fresh && last.State == state && (state == NoCounter || now.Sub(last.To) <= countGood)
	switch {
	case lasts && (state == NoCounter || now.Sub(last.To) < countSeenEvery):
		err = nil
	case lasts:
		last.To = now
		err = s.d.Counts.SeenCount(ctx, last)
	default:
		err = s.d.Counts.AddCount(ctx, CountSpan{ID: actor.NewID(now), Room: room, State: state, From: now, To: now})
	}
	if err == nil {
		s.told.set(key, state == NoCounter)
	}
	return err
}

// Uncounted lists when between two times nobody could be counted in a room, and why. For the room record; asks no rights.
func (s *Service) Uncounted(ctx context.Context, room site.RoomID, from, to time.Time) ([]Uncounted, error) {
	list, err := s.d.Counts.Counts(ctx, room, from, to)
	if err != nil {
		return nil, err
	}
	out, at := []Uncounted{}, from
	add := func(why CountState, until time.Time) {
		if until.After(to) {
			until = to
		}
		if !until.After(at) {
			return
		}
		if n := len(out); n > 0 && out[n-1].Why == why && out[n-1].To.Equal(at) {
			out[n-1].To = until
		} else if why != CountGood {
			out = append(out, Uncounted{why, at, until})
		}
		at = until
	}
	for i, c := range list {
		add(CountStopped, c.From)
		end := c.To.Add(countGood)
		if c.State == NoCounter {
			end = to
		}
		if i+1 < len(list) && list[i+1].From.Before(end) {
			end = list[i+1].From
		}
		add(c.State, end)
	}
	add(CountStopped, to)
	return slices.DeleteFunc(out, func(u Uncounted) bool { return u.To.Sub(u.From) < uncountedAtMost }), nil
}

// CountOnce asks every room's counter, compares it with the log, and notes which rooms cannot be counted. For a job.
func (s *Service) CountOnce(ctx context.Context) error {
	var errs []error
	asked := s.d.Hardware.Rooms()
	for _, id := range asked {
		errs = append(errs, s.CountRoom(ctx, id))
	}
	all, err := s.d.Places.Rooms(ctx)
	if err != nil {
		return errors.Join(append(errs, err)...)
	}
	for _, r := range all {
		if !slices.Contains(asked, r.ID) {
			errs = append(errs, s.countStands(ctx, r.ID, NoCounter))
		}
	}
	return errors.Join(errs...)
}

// CountRoom compares one room's head count with its log.
func (s *Service) CountRoom(ctx context.Context, id site.RoomID) error {
	n, err := s.d.Hardware.Count(ctx, id)
	r, bad := s.d.Places.Room(ctx, id)
	if bad != nil {
		return nil //nolint:nilerr // a room may be of another house
	}
	if bad := s.countStands(ctx, id, countState(err)); bad != nil || err != nil {
		return bad // a silent counter is told by the door's self-test
	}
	low, high, err := s.inside(ctx, id)
	if err != nil {
		return err
	}
	now := s.now()
	off := CountFits
	switch {
	case n > high:
		off = TooMany
	case n < low:
		off = TooFew
	}
	var was Safety
	at, err := s.change(ctx, r, func(_ context.Context, at *Safety) (string, map[string]string, error) {
		was = *at
		if now.Sub(at.CountedAt) >= time.Minute || n != at.Counted || off != at.CountOff {
			at.Counted, at.CountedAt = n, now
		}
		if off != at.CountOff {
			at.CountOff, at.CountOffFrom, at.CountTold = off, now, false
		}
		wait := tooManyFor
		if off == TooFew {
			wait = tooFewFor
		}
		at.CountTold = off != CountFits && now.Sub(at.CountOffFrom) >= wait
		return "", nil, nil
	})
	if err != nil {
		return err
	}
	if was.CountTold && was.CountOff != off {
		s.over(ctx, proctor.Signal{Kind: was.CountOff.kind(), Room: id, Key: "count"})
	}
	if at.CountTold && (!was.CountTold || was.CountOff != off || n != was.Counted) {
		s.raise(ctx, proctor.Signal{Kind: off.kind(), Room: id, Key: "count", At: at.CountOffFrom,
			Facts: map[string]string{"counted": strconv.Itoa(n), "log_from": strconv.Itoa(low), "log_to": strconv.Itoa(high)}})
	}
	return nil
}

func (c CountOff) kind() proctor.Kind {
	if c == TooMany {
		return proctor.Tailgating
	}
	return proctor.Headcount
}
