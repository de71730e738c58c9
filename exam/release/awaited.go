package release

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Awaited is what of a closed sitting's recording is known to have been begun and has not come yet.
type Awaited struct {
	Pieces int
	Away   int       // of those, what lies at a node of the room
	From   time.Time // the oldest begins
}

// AwaitFor is how long after the end of a sitting its recording is awaited before the record of its room may be signed without it.
const AwaitFor = 10 * time.Minute

// ErrRecordAwaits means that recordings are on their way: what is signed now would not name them.
var ErrRecordAwaits = fault.Define("room_record.awaits", fault.Conflict,
	"座位 {seats} 还有 {n} 段录像在传送，到齐后才能签署，一般不到一分钟。到 {until} 仍没有到的，考场记录会写明，可以签署。",
	"{n} pieces of the recordings of seats {seats} are on their way. Sign when they are here, mostly within a minute. What has not come by {until} is stated in the record, which can be signed then.")

// Wait is one seat whose recording is awaited.
type Wait struct {
	Sitting exam.SittingID
	Seat    string
	Pieces  int
	Until   time.Time // then the record is signed without them
}

// await notes in a line what of its recording has not come. While there is still time the line says nothing of it, and the record is not
// signed.
func (k *Desk) await(ctx context.Context, line *RecordLine, sit exam.Sitting) error {
	w, err := k.waitOf(ctx, sit)
	if err == nil && w.Pieces > 0 && !k.now().Before(w.Until) {
		line.Undelivered = w.Pieces
	}
	return err
}

func (k *Desk) waitOf(ctx context.Context, sit exam.Sitting) (Wait, error) {
	if k.d.Awaited == nil || sit.StartedAt.IsZero() {
		return Wait{}, nil
	}
	a, err := k.d.Awaited(ctx, sit)
	if err != nil || a.Pieces == 0 {
		return Wait{}, err
	}
	end := sit.SubmittedAt
	if end.IsZero() { // given up: its journal ends it
		if entries, err := k.d.Evidence.Entries(ctx, sit.ID); err != nil {
			return Wait{}, err
		} else if n := len(entries); n > 0 {
			end = entries[n-1].ServerAt
		}
	}
	return Wait{Sitting: sit.ID, Pieces: a.Pieces, Until: end.Add(AwaitFor)}, nil
}

// Waits lists the seats of a drafted record whose recordings are awaited now. The caller has read the record.
func (k *Desk) Waits(ctx context.Context, r RoomRecord) ([]Wait, error) {
	if r.State != RecordDraft || k.d.Awaited == nil {
		return nil, nil
	}
	c, err := r.Content()
	if err != nil {
		return nil, err
	}
	var out []Wait
	for _, l := range c.Lines {
		if l.Sitting == "" {
			continue
		}
		sit, err := k.d.Evidence.Sitting(ctx, l.Sitting)
		if err != nil {
			return nil, err
		}
		w, err := k.waitOf(ctx, sit)
		if err != nil {
			return nil, err
		}
		if w.Pieces > 0 && k.now().Before(w.Until) {
			w.Seat = l.Seat
			out = append(out, w)
		}
	}
	return out, nil
}

// delivered refuses a record while recordings of its sittings are awaited.
func (k *Desk) delivered(ctx context.Context, r RoomRecord) error {
	waits, err := k.Waits(ctx, r)
	if err != nil || len(waits) == 0 {
		return err
	}
	var seats []string
	n, until := 0, time.Time{}
	for _, w := range waits {
		seats, n = append(seats, w.Seat), n+w.Pieces
		if w.Until.After(until) {
			until = w.Until
		}
	}
	slices.Sort(seats)
	return ErrRecordAwaits.With("seats", strings.Join(slices.Compact(seats), "、")).With("n", n).With("until", until.In(actor.Beijing).Format("15:04"))
}

// stale reports whether the time of a recording is over that a drafted record does not state as missing yet.
func (k *Desk) stale(ctx context.Context, r RoomRecord) (bool, error) {
	if k.d.Awaited == nil {
		return false, nil
	}
	c, err := r.Content()
	if err != nil {
		return false, err
	}
	for _, l := range c.Lines {
		if l.Sitting == "" {
			continue
		}
		sit, err := k.d.Evidence.Sitting(ctx, l.Sitting)
		if err != nil {
			return false, err
		}
		line := RecordLine{}
		if err := k.await(ctx, &line, sit); err != nil || line.Undelivered != l.Undelivered {
			return err == nil, err
		}
	}
	return false, nil
}

// Redraft drafts the unsigned record of a sitting's slot again, because something became known of the sitting.
func (k *Desk) Redraft(ctx context.Context, id exam.SittingID) error {
	sit, err := k.d.Evidence.Sitting(ctx, id)
	if err != nil || sit.Slot == "" {
		if absent(err) {
			return nil
		}
		return err
	}
	list, err := k.d.Records.Records(ctx, RecordQuery{Paths: []string{"/"}, Slot: sit.Slot, Limit: 1})
	if err != nil || len(list) == 0 || list[0].State != RecordDraft {
		return err
	}
	_, err = k.draft(ctx, list[0].ID)
	return unlessSettled(err)
}

// unlessSettled is err unless it says that there is no draft any more.
func unlessSettled(err error) error {
	if errors.Is(err, ErrRecordOpen) || errors.Is(err, ErrRecordSigned) {
		return nil
	}
	return err
}
