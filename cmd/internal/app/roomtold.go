package app

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	inputstore "github.com/suikao/suikao/proctor/input/store"
)

// What a room node tells of inputs.
const (
	toldFinding = "INPUT"
	toldSums    = "INPUT_SUMS"
	toldSpan    = "INPUT_SPAN"
)

// toCentre takes on a room node what its judge of inputs finds and counts, for the centre.
type toCentre struct{ post *outpost.Post }

func told[T any](what string, list []T) ([]outpost.Told, error) {
	out := make([]outpost.Told, len(list))
	for i, x := range list {
		body, err := json.Marshal(x)
		if err != nil {
			return nil, err
		}
		out[i] = outpost.Told{What: what, Body: body}
	}
	return out, nil
}

func (t toCentre) tell(ctx context.Context, list []outpost.Told, err error) error {
	if err != nil {
		return err
	}
	return t.post.Tell(ctx, list...)
}

// Raise implements input.Incidents: the officers are at the centre.
func (t toCentre) Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error) {
	list, err := told(toldFinding, []proctor.Signal{in})
	return proctor.Incident{}, t.tell(ctx, list, err)
}

// AddSums implements input.Store.
func (t toCentre) AddSums(ctx context.Context, all []input.Sums) error {
	list, err := told(toldSums, all)
	return t.tell(ctx, list, err)
}

// SumsOf implements input.Store: a node remembers nothing of what it told.
func (toCentre) SumsOf(context.Context, []exam.SittingID) ([]input.Sums, error) { return nil, nil }

// AddSpans implements input.SpanStore.
func (t toCentre) AddSpans(ctx context.Context, all []input.Span) error {
	list, err := told(toldSpan, all)
	return t.tell(ctx, list, err)
}

// SpansOf implements input.SpanStore: the timeline is at the centre.
func (toCentre) SpansOf(context.Context, exam.SittingID) ([]input.Span, error) { return nil, nil }

// errTold is of something that a node told and nobody can read.
var errTold = fault.Define("outpost.told", fault.Invalid, "考场机报送的内容无法识别。", "What the room node told cannot be read.")

// hearNode enters what room nodes tell, at the centre. A node is believed about the sittings that it was handed and the seats of its own
// room, and about inputs alone: everything else here is noticed by others.
func (b *base) hearNode(s *Services, holds *outpoststore.Store) func(context.Context, outpost.Node, outpost.Told) error {
	sums := inputstore.New(b.db)
	return func(ctx context.Context, n outpost.Node, x outpost.Told) error {
		switch x.What {
		case toldFinding:
			var in proctor.Signal
			if json.Unmarshal(x.Body, &in) != nil || !strings.HasPrefix(string(in.Kind), "input.") || in.Source.Person != "" {
				return errTold
			}
			in.Room = n.Room
			if err := theirs(ctx, holds, n, in.Sitting); err != nil {
				return err
			}
			if in.Sitting == "" && in.Seat != "" {
				switch _, err := s.Sites.RoomPath(ctx, string(n.Room), string(in.Seat)); {
				case fault.KindOf(err) == fault.NotFound:
					return outpost.ErrNotYours
				case err != nil:
					return err
				}
			}
			_, err := s.Incidents.Raise(ctx, in)
			return err
		case toldSums:
			var y input.Sums
			if json.Unmarshal(x.Body, &y) != nil || y.Sitting == "" {
				return errTold
			}
			y.Room = n.Room
			if err := theirs(ctx, holds, n, y.Sitting); err != nil {
				return err
			}
			return sums.AddSums(ctx, []input.Sums{y})
		case toldSpan:
			var y input.Span
			if json.Unmarshal(x.Body, &y) != nil || y.Sitting == "" {
				return errTold
			}
			if err := theirs(ctx, holds, n, y.Sitting); err != nil {
				return err
			}
			return sums.AddSpans(ctx, []input.Span{y})
		}
		return errTold
	}
}

// theirs returns ErrNotYours for a sitting that was never handed to the node's room. The seat of a finding without a sitting is for the
// caller.
func theirs(ctx context.Context, holds *outpoststore.Store, n outpost.Node, id exam.SittingID) error {
	if id == "" {
		return nil
	}
	h, err := holds.Hold(ctx, id)
	if errors.Is(err, outpost.ErrNoHold) || err == nil && h.Room != n.Room {
		return outpost.ErrNotYours
	}
	return err
}
