package clips

import (
	"context"
	"fmt"
	"image"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// feeds are the stories whose pages say from Event on that their camera repeats one picture. Only that of the first says the truth.
var feeds = []string{"frozen", "honest", "honest-calm", "honest-moves"}

// feedFor is how many seconds of them are watched.
const feedFor = Event + 14

// Fed is what watching a feed came to.
type Fed struct {
	Name          string
	Repeats, Told bool
	After         float64 // seconds after the page's word
}

// Feeds watches n cameras of every kind, whose pages say that they repeat one picture. No faces are needed for it.
func Feeds(ctx context.Context, n, workers int) ([]Fed, error) {
	return each(len(feeds)*n, workers, func(i int) (Fed, error) { return feed(ctx, feeds[i/n], uint64(60_000+i%n)) })
}

func feed(ctx context.Context, story string, seed uint64) (Fed, error) {
	out := Fed{Name: fmt.Sprintf("%s, %d", story, seed), Repeats: strings.HasPrefix(story, "frozen")}
	c, _ := Named(story, seed)
	pictures, drawn := make([]*image.YCbCr, feedFor), rooms{}
	for i := range pictures {
		pictures[i] = c.picture(i, drawn)
	}
	frames, err := Encode(ctx, pictures)
	if err != nil {
		return out, fmt.Errorf("%s: %w", out.Name, err)
	}
	r, near := vision.NewReplay(nil), false
	for i, f := range frames {
		if i == Event+2 { // what a page finds out by itself
			r.Says(vision.WordRepeats)
		}
		if i%2 == 1 && !near {
			continue
		}
		told, closer, err := r.Frame(time.UnixMilli(int64(i)*1000), f)
		if err != nil {
			return out, err
		}
		near = closer
		if !out.Told && slices.ContainsFunc(told, func(t vision.Told) bool { return t.Kind == proctor.CameraFrozen && t.Facts["why"] == "same_picture" }) {
			out.Told, out.After = true, float64(i-Event-2)
		}
	}
	return out, nil
}

// JudgeFeeds counts how often a camera that repeats one picture was told rightly, and writes what was wrong to notes.
func JudgeFeeds(all []Fed, notes io.Writer) (s Score) {
	for _, f := range all {
		switch {
		case f.Told && f.Repeats:
			s.Right++
		case f.Told:
			s.Wrong++
			_, _ = fmt.Fprintf(notes, "  false: the page of %s is believed\n", f.Name)
		case f.Repeats:
			s.Missed++
			_, _ = fmt.Fprintf(notes, "  missed: %s\n", f.Name)
		}
	}
	return s
}
