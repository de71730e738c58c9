package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/web/api"
)

// filmAsides are the refusals of a recording that are for good.
var filmAsides = []string{outpost.ErrFilm.Code(), outpost.ErrNotYours.Code(), outpost.ErrFilmPlace.Code(), outpost.ErrFilmOther.Code(), outpost.ErrFilmAltered.Code()}

// handBack brings a closed piece to the centre, from where the centre has it. It returns nil only with the centre's receipt.
func (c *roomCamera) handBack(ctx context.Context, r media.Recording) error {
	if !c.reaches() {
		return outpost.ErrUplink
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(r.File, 0, r.Size)); err != nil {
		return err
	}
	f := outpost.Film{ID: r.ID, Sitting: r.Source.Sitting, Room: r.Source.Room, Seat: r.Source.Seat, Track: string(r.Track), Session: r.Session,
		From: r.From, To: r.From.Add(r.Duration), Size: r.Size, Width: r.Width, Height: r.Height, Frames: r.Frames, Sounds: r.Sounds, Note: noteOf(r), SHA256: sum.Sum(nil)}
	if r.Track == media.TrackRoom {
		f.Sitting = recording.RoomChain(f.Room)
	}
	got, err := c.hand(ctx, outpost.FilmPart{Film: f})
	for err == nil && !got.Kept {
		from, begun := got.Have, time.Now()
		part := make([]byte, max(0, min(outpost.FilmChunk, r.Size-from)))
		if _, err := r.File.ReadAt(part, from); err != nil && err != io.EOF {
			return err
		}
		if got, err = c.hand(ctx, outpost.FilmPart{Film: f, At: from, Bytes: part}); err == nil && !got.Kept && got.Have <= from {
			err = fmt.Errorf("the centre stays at %d of %d bytes", got.Have, r.Size)
		}
		c.pace(ctx, len(part), begun)
	}
	return err
}

// hand says one part.
func (c *roomCamera) hand(ctx context.Context, p outpost.FilmPart) (out api.OutpostFilm, err error) {
	raw, signature, err := c.room.keys.SignFilm(p)
	if err != nil {
		return out, err
	}
	code, err := c.room.ask(ctx, "/api/public/outposts/films", map[string][]byte{"part": raw, "signature": signature}, &out)
	if slices.Contains(filmAsides, code) {
		err = fmt.Errorf("%w: %s", media.ErrAside, code)
	}
	return out, err
}

// pace holds the hand-back to what it may take of the line.
func (c *roomCamera) pace(ctx context.Context, n int, begun time.Time) {
	kilobits := c.room.cfg.Room.Recordings.Kilobits
	if kilobits == 0 {
		return
	}
	rest := time.Until(begun.Add(time.Duration(n) * 8 * time.Millisecond / time.Duration(kilobits)))
	select {
	case <-ctx.Done():
	case <-time.After(max(0, rest)):
	}
}
