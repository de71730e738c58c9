package exam

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// PauseKind is what stopped the clock of a sitting.
type PauseKind string

// The kinds of pauses. In a journal the kind stands before the reason: "ROOM/NETWORK: words of the officer".
const (
	PauseOne       PauseKind = ""           // an officer, this person
	PauseRoom      PauseKind = "ROOM"       // an officer, the whole room
	PauseSite      PauseKind = "SITE"       // an officer, the whole exam point
	PauseBreak     PauseKind = "BREAK"      // the person's break, the clock stands
	PauseBreakRuns PauseKind = "BREAK_RUNS" // the person's break, the clock runs on
)

// IsBreak reports whether the person asked for the pause.
func (k PauseKind) IsBreak() bool { return k == PauseBreak || k == PauseBreakRuns }

// note is how a journal says why a sitting was paused.
func (k PauseKind) note(reason string) string {
	if k == PauseOne {
		return reason
	}
	return string(k) + "/" + reason
}

// splitNote takes a journal's note apart again.
func splitNote(note string) (PauseKind, string) {
	for _, k := range []PauseKind{PauseRoom, PauseSite, PauseBreak, PauseBreakRuns} {
		if rest, ok := strings.CutPrefix(note, string(k)+"/"); ok {
			return k, rest
		}
	}
	return PauseOne, note
}

// Failures in a room that is paused as a whole.
var (
	ErrRoomPaused = fault.Define("sitting.room_paused", fault.Conflict,
		"本考场已整体暂停，恢复以前不能开考。请在座位上等候，您的时间不受影响。",
		"This room is paused as a whole. No paper starts until it goes on. Please wait at your seat; you lose no time.")
	ErrRoomHolds = fault.Define("sitting.held_by_room", fault.Conflict,
		"整个考场（考点）正在暂停，不能单独恢复一个人。请先恢复考场（考点）。",
		"The whole room or site is paused, so one person cannot go on alone. Resume the room or site first.")
)

// Halts tells which rooms are stopped as a whole; exam/halt keeps them. It joins the transaction of the context.
type Halts interface {
	// Halted reports whether a pause of the room or of its site stands.
	Halted(ctx context.Context, room site.RoomID) (bool, error)
	// Dark reports whether a loss of the whole room lasts by evidence: no deadline is enforced there meanwhile.
	Dark(ctx context.Context, room site.RoomID) (bool, error)
}

func (s *Service) halted(ctx context.Context, room site.RoomID) (bool, error) {
	if s.d.Halts == nil || room == "" {
		return false, nil
	}
	return s.d.Halts.Halted(ctx, room)
}

// unlessDark returns errNotDue while the room of a sitting has lost its power: who cannot answer is not handed in.
func (s *Service) unlessDark(ctx context.Context, sit Sitting) error {
	if s.d.Halts == nil || sit.Room == "" {
		return nil
	}
	dark, err := s.d.Halts.Dark(ctx, sit.Room)
	if err == nil && dark {
		err = errNotDue
	}
	return err
}

// Together is one act on many sittings.
type Together struct {
	Ref    string    // the pause of the room or site, or what else stopped the clock
	Kind   PauseKind // PauseRoom, PauseSite, or PauseOne where it is the seat alone
	Reason Reason
	// Count keeps how many sittings moved, in the transaction in which they did.
	Count func(ctx context.Context, moved, kept int) error
	// Next returns the kind and id of another pause that stands over the room; empty: none. Resuming only.
	Next func(ctx context.Context, room site.RoomID) (PauseKind, string, error)
}

// PauseTogether pauses those of the sittings whose clock runs, all in one transaction. Doing it again changes nothing.
// Whoever calls it has judged the right.
func (s *Service) PauseTogether(ctx context.Context, ids []SittingID, t Together) error {
	return s.together(ctx, ids, t, func(ctx context.Context, sit Sitting, head Head) (seat site.SeatID, moved, kept int, err error) {
		if sit.State != Running || !s.now().Before(sit.Deadline) {
			return "", 0, 0, nil
		}
		after, err := s.carryOut(ctx, sit, &head, s.pausing(t.Kind, t.Ref, t.Reason))
		return after.Seat, 1, 0, err
	})
}

// ResumeTogether ends a pause for those of the sittings that it holds, all in one transaction. What another pause of the
// room or site covers stays paused under that one; what has been paused for longer than the rules allow stays paused for
// an officer's decision about the person. Doing it again changes nothing.
func (s *Service) ResumeTogether(ctx context.Context, ids []SittingID, t Together) error {
	return s.together(ctx, ids, t, func(ctx context.Context, sit Sitting, head Head) (seat site.SeatID, moved, kept int, err error) {
		if sit.State != Paused || sit.PauseRef != t.Ref {
			return "", 0, 0, nil
		}
		kind, ref, err := t.Next(ctx, sit.Room)
		if err != nil {
			return "", 0, 0, err
		}
		if ref != "" || sit.resumable(s.now()) != nil {
			sit.PauseKind, sit.PauseRef = kind, ref
			return sit.Seat, 0, 1, s.d.Store.UpdateSitting(ctx, sit)
		}
		after, err := s.carryOut(ctx, sit, &head, s.resuming(t.Ref, t.Reason))
		return after.Seat, 1, 0, err
	})
}

func (s *Service) together(ctx context.Context, ids []SittingID, t Together,
	one func(context.Context, Sitting, Head) (site.SeatID, int, int, error)) error {
	var seats []site.SeatID
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		seats = seats[:0]
		moved, kept := 0, 0
		for _, id := range ids {
			sit, head, err := s.lock(ctx, id)
			if errors.Is(err, ErrNoSitting) || err == nil && head.Gate == GateAway {
				continue
			}
			if err != nil {
				return err
			}
			seat, m, k, err := one(ctx, sit, head)
			if err != nil {
				return fmt.Errorf("sitting %s: %w", id, err)
			}
			if moved, kept = moved+m, kept+k; m+k > 0 {
				seats = append(seats, seat)
			}
		}
		if moved+kept == 0 {
			return nil
		}
		return t.Count(ctx, moved, kept)
	})
	if err == nil {
		s.changed(seats...)
	}
	return err
}

// pausing is the step of a pause.
func (s *Service) pausing(kind PauseKind, ref string, r Reason) step {
	return step{act: ActPause, verb: "sitting.pause", topic: "sitting.paused", detail: r.under(ref),
		do: func(_ context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			if !now.Before(sit.Deadline) {
				return nil, ErrLate
			}
			sit.pause(now, kind, ref)
			return &Entry{Kind: EntryPause, Note: kind.note(r.note())}, nil
		}}
}

// resuming is the step of a resumption. A person alone does not go on in a room that is paused as a whole, but comes back
// from a break: the room's pause takes over.
func (s *Service) resuming(ref string, r Reason) step {
	return step{act: ActResume, verb: "sitting.resume", topic: "sitting.resumed", detail: r.under(ref),
		do: func(ctx context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			if err := sit.resumable(now); err != nil {
				return nil, err
			}
			if ref == "" && !sit.PauseKind.IsBreak() {
				switch stands, err := s.halted(ctx, sit.Room); {
				case err != nil:
					return nil, err
				case stands:
					return nil, ErrRoomHolds
				}
			}
			credit := sit.resume(now)
			return &Entry{Kind: EntryResume, Note: fmt.Sprintf("+%d s, %s", credit, r.note())}, nil
		}}
}

// under is the detail of the trail for an act that belongs to a pause of a room or site.
func (r Reason) under(ref string) map[string]string {
	d := r.detail()
	if ref != "" {
		d["pause"] = ref
	}
	return d
}
