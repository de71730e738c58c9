package app

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/vision"
)

// lateEyes look at what room nodes recorded while their uplink was cut, one sitting at a time.
type lateEyes struct {
	*base
	sittings  *examstore.Store
	incidents *proctor.Service
	models    func() *vision.Models
}

func (b *base) lateEyes(s *Services) *lateEyes {
	return &lateEyes{base: b, sittings: examstore.New(b.db, b.ring), incidents: s.Incidents, models: sync.OnceValue(func() *vision.Models {
		files := b.faceModels()
		if files == nil {
			return nil
		}
		m, err := vision.LoadModels(files)
		if err != nil {
			b.log.Error("faces are not seen in recordings of room nodes: the models cannot be read", "err", err)
		}
		return m
	})}
}

// Look implements recording.Look.
func (e *lateEyes) Look(ctx context.Context, id exam.SittingID, list []recording.Segment, open func(recording.Segment) (io.ReadSeekCloser, error)) error {
	entries, err := e.sittings.Entries(ctx, id)
	if err != nil {
		return err
	}
	running := runningIn(entries)
	var eyes *vision.Afterwards
	var signals []proctor.Signal
	at := media.Source{}
	for _, x := range list {
		// Somebody who was moved sits before another camera: nothing of the scene before holds there.
		if src := (media.Source{Room: x.Room, Seat: x.Seat, Sitting: id}); eyes == nil || src != at {
			if eyes != nil {
				signals = append(signals, eyes.Found()...)
			}
			at, eyes = src, vision.NewAfterwards(e.models(), src)
		}
		if err := e.piece(ctx, x, open, running, eyes); err != nil {
			return err
		}
	}
	if eyes != nil {
		signals = append(signals, eyes.Found()...)
	}
	ctx = actor.AsSystem(ctx, "vision")
	for _, s := range signals {
		_, err := e.incidents.Raise(ctx, s)
		switch fault.KindOf(err) {
		case fault.Invalid, fault.NotFound, fault.Forbidden: // it would be refused again for ever, and what waits behind with it
			e.log.Error("what was noticed in a recording is refused", "sitting", id, "kind", s.Kind, "err", err)
		default:
			if err != nil {
				return err
			}
		}
	}
	e.log.Info("recordings of a room node were looked at", "sitting", id, "pieces", len(list), "noticed", len(signals))
	return nil
}

// piece shows the key frames of one piece. A piece that is gone by rule, or that cannot be read, is passed over: it must not keep the others
// from being looked at, and people can still play them. While the file store is away it is tried again.
func (e *lateEyes) piece(ctx context.Context, x recording.Segment, open func(recording.Segment) (io.ReadSeekCloser, error), running func(time.Time) bool, eyes *vision.Afterwards) error {
	f, err := open(x)
	if errors.Is(err, recording.ErrDeleted) || fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if fault.KindOf(err) == fault.Unavailable || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if err != nil {
		e.log.Error("a recording of a room node cannot be opened to be looked at", "segment", x.ID, "err", err)
		return nil
	}
	err = media.KeyFrames(f, func(behind time.Duration, frame []byte) error {
		if at := x.From.Add(behind); running(at) {
			if err := eyes.Frame(at, frame); err != nil {
				e.log.Debug("a key frame of a recording cannot be looked at", "segment", x.ID, "err", err)
			}
		}
		return ctx.Err()
	})
	if err := errors.Join(ctx.Err(), f.Close()); err != nil {
		return err
	}
	if err != nil {
		e.log.Warn("a recording of a room node cannot be looked at", "segment", x.ID, "err", err)
	}
	return nil
}

// runningIn tells from a journal when a paper was open and its clock ran: only then somebody has to sit there.
func runningIn(entries []exam.Entry) func(time.Time) bool {
	type turn struct {
		at time.Time
		on bool
	}
	var turns []turn
	for _, x := range entries {
		switch x.Kind {
		case exam.EntryStart, exam.EntryResume:
			turns = append(turns, turn{x.ServerAt, true})
		case exam.EntryPause, exam.EntrySubmit, exam.EntryAbort:
			turns = append(turns, turn{x.ServerAt, false})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return a.at.Compare(b.at) })
	return func(t time.Time) bool {
		on := false
		for _, x := range turns {
			if x.at.After(t) {
				break
			}
			on = x.on
		}
		return on
	}
}
