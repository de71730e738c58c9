package vision

import (
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor/media"
)

// Word is what a seat's page says of its camera. It explains why no picture comes; by itself it is nothing.
type Word string

// The words that explain something.
const (
	WordMuted Word = "MUTED"  // the browser has the camera, and the camera gives nothing
	WordGone  Word = "ABSENT" // there is none any more
	// WordRepeats: the camera gives pictures, and each is the same as the one before, point by point.
	WordRepeats Word = "REPEATS"
)

// feed follows whether pictures come at all.
type feed struct {
	stalled time.Time // since then none comes although the seat is connected; zero: they come
	word    Word
}

// why explains that no picture comes.
func (f *feed) why() string {
	switch f.word {
	case WordMuted:
		return "muted"
	case WordGone:
		return "ended"
	}
	return "no_frames"
}

func (f *feed) change() change {
	return change{by: Stalled, kind: Stalled.Kind, key: "vision.feed", at: f.stalled, facts: map[string]string{"why": f.why()}}
}

// flow takes what the media server tells of the stream.
func (f *feed) flow(kind media.FlowKind, at time.Time) []change {
	switch {
	case kind == media.FlowStalled && f.stalled.IsZero():
		f.stalled = at.Add(-media.StalledFor)
		return []change{f.change()}
	case kind == media.FlowBack || kind == media.FlowBegan || kind == media.FlowEnded:
		f.word = ""
		if f.stalled.IsZero() {
			return nil
		}
		c := f.change()
		c.until, f.stalled = at, time.Time{}
		return []change{c}
	}
	return nil
}

// says takes the page's word.
func (f *feed) says(w Word) []change {
	before := f.why()
	if f.word = w; f.stalled.IsZero() || f.why() == before {
		return nil
	}
	return []change{f.change()}
}

// Says takes what a seat's page says of its camera. While pictures come, nothing follows from it.
func (s *Service) Says(sitting exam.SittingID, word Word) {
	s.mu.Lock()
	w := s.seats[sitting]
	s.mu.Unlock()
	if w == nil {
		return
	}
	w.work.Lock()
	w.judge.says = word
	out := w.feed.says(word)
	w.work.Unlock()
	for _, c := range out {
		s.post.add(w, c)
	}
}

// stoodWhy tells a camera that repeats one picture from a picture in which nothing moves, which may be one that is held before it.
func (j *judge) stoodWhy() string {
	if j.repeats.up {
		return "same_picture"
	}
	return "still_picture"
}

// seeRepeats judges whether the camera repeats one picture: the page finds each the same as the one before, point by point, as no sensor
// ever gives them, and the server sees nothing move in what arrives. A page that says so of a picture that moves is not believed.
func (j *judge) seeRepeats(out []change, s sight) []change {
	moved := s.grid.Difference(&j.last)
	same := j.says == WordRepeats && !s.at.Equal(j.began) && moved < Repeats.Threshold
	return j.tell(out, &j.repeats, same, s.at, Repeats, moved, map[string]string{"why": "same_picture", "difference": fmt.Sprintf("%.2f", moved)})
}
