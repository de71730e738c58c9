package app

import (
	"context"
	"encoding/json"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
)

// tellPieces tells which pieces of seats' recordings are here and not kept yet, so that whoever signs waits for them.
func (p *mediaPart) tellPieces(ctx context.Context, s *media.Server) {
	list, err := s.Pieces()
	var held []recording.Piece
	for _, x := range list {
		if x.Track != media.TrackRoom && x.Source.Sitting != "" {
			held = append(held, recording.Piece{ID: recording.SegmentID(x.ID), Sitting: x.Source.Sitting, Track: string(x.Track), From: x.From})
		}
	}
	if err == nil {
		err = p.recordings.Holds(ctx, held)
	}
	if err != nil && ctx.Err() == nil {
		p.log.Warn("cannot tell what of recordings is to come", "err", err)
	}
}

// awaited tells the room record what of a closed sitting's recording is still to come: from a media node, or from a node of its room.
func awaited(r *recording.Service, nodes *outpost.Centre) func(context.Context, exam.Sitting) (release.Awaited, error) {
	return func(ctx context.Context, sit exam.Sitting) (release.Awaited, error) {
		list, err := r.Awaited(ctx, sit.ID)
		if err != nil {
			return release.Awaited{}, err
		}
		away, err := nodes.FilmsAwaited(ctx, sit.ID)
		out := release.Awaited{Pieces: len(list) + away.Pieces, Away: away.Pieces, From: away.From}
		if len(list) > 0 && (out.From.IsZero() || list[0].From.Before(out.From)) {
			out.From = list[0].From
		}
		return out, err
	}
}

// cameLate drafts the room record of a sitting again whose recording came late.
func (a *App) cameLate(ctx context.Context, e actor.Event) error {
	var body struct {
		Sitting exam.SittingID `json:"sitting"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil || body.Sitting == "" {
		return err
	}
	return a.redrawn(ctx, body.Sitting)
}

// redrawn drafts the room record of a sitting again of which something became known.
func (a *App) redrawn(ctx context.Context, id exam.SittingID) error {
	if err := a.Evidence.Look(ctx, id); err != nil {
		return err
	}
	return a.Desk.Redraft(actor.AsSystem(ctx, "room_record.draft"), id)
}
