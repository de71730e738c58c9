package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
)

// nodeFilms implements outpost.Films: parts lie among the sealed files until a piece is whole.
type nodeFilms struct {
	s     *Services
	files blob.Store
}

func partKey(n outpost.NodeID, film string, at int64) string {
	return fmt.Sprintf("outposts/%s/%s/%012d", n, film, at)
}

// Put implements outpost.Films.
func (f nodeFilms) Put(ctx context.Context, n outpost.NodeID, film string, at int64, b []byte) error {
	_, err := f.files.Put(ctx, partKey(n, film, at), bytes.NewReader(b), int64(len(b)))
	return err
}

// Read implements outpost.Films.
func (f nodeFilms) Read(ctx context.Context, n outpost.NodeID, film string, size int64) ([]byte, error) {
	out := make([]byte, 0, size)
	for at := int64(0); at < size; at += outpost.FilmChunk {
		r, _, err := f.files.Open(ctx, partKey(n, film, at))
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(io.LimitReader(r, outpost.FilmChunk+1))
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// Drop implements outpost.Films.
func (f nodeFilms) Drop(ctx context.Context, n outpost.NodeID, film string, size int64) error {
	var errs []error
	for at := int64(0); at < size; at += outpost.FilmChunk {
		errs = append(errs, f.files.Delete(ctx, partKey(n, film, at)))
	}
	return errors.Join(errs...)
}

// Keep implements outpost.Films. What a file holds is measured here: how much of a paper is recorded is not for the node to say.
func (f nodeFilms) Keep(ctx context.Context, n outpost.NodeID, path string, x outpost.Film, content []byte) error {
	m, err := media.Measure(bytes.NewReader(content), int64(len(content)))
	if err != nil || m.Duration != x.To.Sub(x.From) || m.Frames != x.Frames || m.Sounds != x.Sounds {
		return errors.Join(outpost.ErrFilmAltered, err)
	}
	err = f.s.Recordings.Keep(ctx, recording.Segment{ID: recording.SegmentID(x.ID), Sitting: x.Sitting, Room: x.Room, Seat: x.Seat, OrgPath: path,
		Track: x.Track, Session: x.Session, From: x.From, To: x.To, Size: x.Size, Width: x.Width, Height: x.Height, Frames: m.Frames, Sounds: m.Sounds,
		Note: x.Note, Node: string(n), SHA256: fmt.Sprintf("%x", x.SHA256)}, bytes.NewReader(content))
	if errors.Is(err, recording.ErrOther) {
		return outpost.ErrFilmOther
	}
	return err
}

// Missed implements outpost.Films.
func (f nodeFilms) Missed(ctx context.Context, room site.RoomID, m outpost.FilmMiss) error {
	if m.Why != outpost.MissFull {
		return nil
	}
	_, err := f.s.Incidents.Raise(ctx, proctor.Signal{Kind: proctor.DiskFull, At: m.From, Until: m.To, Room: room, Seat: m.Seat, Sitting: m.Sitting,
		Key: "once:outpost.disk:" + string(m.Sitting) + m.From.UTC().Format(time.RFC3339)})
	return err
}
