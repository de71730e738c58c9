package vision

import (
	"fmt"
	"strconv"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
)

// Afterwards looks at what was recorded of a sitting while nobody at the centre saw it, with the eyes of a Service: the same looks as far
// apart, judged alike. Nobody is asked to move, the page says nothing, and no face is described, because who sat down is not
// remembered beyond the sitting. Not safe for concurrent use.
type Afterwards struct {
	replay *Replay
	last   time.Time
	found  []proctor.Signal
	open   map[string]int // of found: what has not ended
}

// NewAfterwards makes one for consecutive recordings of one sitting; without models, faces are not looked for.
func NewAfterwards(m *Models, src media.Source) *Afterwards {
	a := &Afterwards{replay: NewReplay(m), open: map[string]int{}}
	a.replay.Consent(false)
	a.replay.w.src = src
	return a
}

// Frame takes a key frame with the time at which it was filmed. Errors: ErrPicture; the next one may be shown all the same. What a defect
// breaks off costs this frame alone.
func (a *Afterwards) Frame(at time.Time, data []byte) (err error) {
	defer func() {
		if v := recover(); v != nil {
			a.replay.tool.dec = decoder{}
			err = fmt.Errorf("%w: panic: %v", ErrPicture, v)
		}
	}()
	w := a.replay.w
	if !w.offer(media.KeyFrame{Source: w.src, At: at, Data: data}) {
		return nil
	}
	w.take(looking)
	img, err := a.replay.tool.dec.decode(data)
	if err != nil {
		return err
	}
	changes, _, _, _ := w.see(img, at, a.replay.tool.eye)
	a.last = at
	for _, c := range changes {
		a.note(c)
	}
	return nil
}

// FoundFact and FoundAfterwards say of an incident that it was found in a recording and not while it lasted.
const (
	FoundFact       = "found"
	FoundAfterwards = "AFTERWARDS"
)

func (a *Afterwards) note(c change) {
	s := c.signal(a.replay.w)
	name := string(s.Kind) + "|" + s.Key
	if !c.until.IsZero() {
		if i, ok := a.open[name]; ok {
			a.found[i].Until = c.until
			delete(a.open, name)
		}
		return
	}
	// The time makes the key another one for each time that it happened, and the same one when a recording is looked at again.
	s.Key = "once:film." + s.Key + "." + strconv.FormatInt(s.At.UnixMilli(), 10)
	facts := map[string]string{FoundFact: FoundAfterwards}
	for k, v := range s.Facts {
		facts[k] = v
	}
	s.Facts = facts
	a.open[name] = len(a.found)
	a.found = append(a.found, s)
}

// Found is what was noticed so far, in order. What had not ended with the last key frame ends there.
func (a *Afterwards) Found() []proctor.Signal {
	for name, i := range a.open {
		a.found[i].Until = a.last
		delete(a.open, name)
	}
	return a.found
}
