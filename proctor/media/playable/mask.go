package playable

import (
	"context"
	"errors"
	"io"
)

// ErrNoMask says that no masked copy can be made here: it needs ffmpeg.
var ErrNoMask = errors.New("playable: a masked copy needs ffmpeg")

// A masked picture is made of so few even fields that two lines of a paper are not higher than one: of 1080 points each is 120 high, and a
// line of the largest letters of a seat has 48, so that several letters become one shade. One picture a second leaves too few of a text that scrolls to put it together again.
const mask = "fps=1,scale=16:9:flags=area,scale=960:540:flags=neighbor"

// Masks reports whether masked copies can be made.
func (c *Copier) Masks() bool { return c.ffmpeg != "" }

// Mask writes a copy of segment, without sound, in which nothing that is written can be read: it shows where things are and that they
// change. ErrNoMask.
func (c *Copier) Mask(ctx context.Context, w io.Writer, segment io.Reader) error {
	if !c.Masks() {
		return ErrNoMask
	}
	return c.run(ctx, w, segment, "-map", "0:v:0", "-an", "-vf", mask, "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", "2")
}

// Masks is Copier.Masks.
func (l *Lazy) Masks() bool { return l.copier().Masks() }

// Mask is Copier.Mask.
func (l *Lazy) Mask(ctx context.Context, w io.Writer, segment io.Reader) error {
	return l.copier().Mask(ctx, w, segment)
}
