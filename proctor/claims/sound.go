package claims

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor"
)

// SoundFor is how long one interval of sound is.
const SoundFor = 10 * time.Second

// VoiceLevel is the level from which it may be somebody who speaks (−40 dB of full scale), VoiceFor how much of an interval must be that
// loud. Neither was measured: there are no labelled recordings of rooms. [design]
const (
	VoiceLevel = 60
	VoiceFor   = 4 * time.Second
)

// Sound is how loud a seat's page says it was in one interval. Levels go from 0 (−100 dB) to 100 (full scale).
type Sound struct {
	Sitting exam.SittingID
	At      time.Time // begins; it lasts SoundFor
	Most    int
	Mean    int
	Voiced  int // seconds at VoiceLevel and above
}

// SoundStore keeps intervals of sound. Every method joins the transaction of the context.
type SoundStore interface {
	// AddSounds adds intervals; what is there stays as it is.
	AddSounds(ctx context.Context, all []Sound) error
	// SoundsOf lists those of a sitting by their time.
	SoundsOf(ctx context.Context, id exam.SittingID) ([]Sound, error)
}

// Voice is the detector of speech, as it is entered in the register: not measured, so that it may only log.
func Voice() proctor.Detector {
	return proctor.Detector{Name: "kiosk.voice", Version: "1", Threshold: VoiceLevel, Budget: 0.95}
}

// hearing is the interval under way at a seat.
type hearing struct {
	place   Place
	level   int
	since   time.Time // of the level
	from    time.Time // of the interval
	most    int
	sum     float64 // level by seconds
	voiced  time.Duration
	said    bool // the page said anything in this interval
	silent  int  // intervals in a row in which it did not
	talking bool // the detector has spoken and not taken it back
}

// until counts the level up to a time.
func (h *hearing) until(now time.Time) {
	d := now.Sub(h.since)
	if d <= 0 {
		return
	}
	h.sum += float64(h.level) * d.Seconds()
	if h.level >= VoiceLevel {
		h.voiced += d
	}
	h.since = now
}

// sound is the interval so far.
func (h *hearing) sound() Sound {
	return Sound{Sitting: h.place.Sitting, At: h.from.UTC().Truncate(time.Millisecond), Most: h.most, Mean: int(h.sum/SoundFor.Seconds() + 0.5), Voiced: int(h.voiced.Round(time.Second) / time.Second)}
}

// ears keep how loud pages say it is at their seats.
type ears struct {
	mu  sync.Mutex
	all map[exam.SittingID]*hearing
}

// hear takes a page's level.
func (e *ears) hear(p Place, level int, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	h := e.all[p.Sitting]
	if h == nil {
		if len(e.all) >= maxClaims {
			return
		}
		h = &hearing{from: now, since: now}
		e.all[p.Sitting] = h
	}
	h.until(now)
	h.place, h.level, h.most, h.said = p, level, max(h.most, level), true
}

// spoken is a change of what the detector of speech says.
type spoken struct {
	place Place
	sound Sound
	over  bool
	at    time.Time
}

// goneAfter is after how many intervals in which a page said nothing new the loudness that it said last counts no more: nothing is so
// even.
const goneAfter = 6

// turn takes the intervals that are over, those in which it was quiet and the page said nothing left out.
func (e *ears) turn(now time.Time) (keep []Sound, told []spoken) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, h := range e.all {
		if now.Sub(h.from) < SoundFor {
			continue
		}
		h.until(h.from.Add(SoundFor))
		one := h.sound()
		if h.silent++; h.said {
			h.silent = 0
		}
		gone := h.silent > 0 && (h.level < VoiceLevel || h.silent >= goneAfter)
		loud := !gone && h.voiced >= VoiceFor
		if !gone {
			keep = append(keep, one)
		}
		if loud != h.talking {
			told = append(told, spoken{h.place, one, !loud, now})
			h.talking = loud
		}
		if gone {
			delete(e.all, id)
			continue
		}
		*h = hearing{place: h.place, level: h.level, since: h.since, from: h.from.Add(SoundFor), most: h.level, silent: h.silent, talking: h.talking}
		if now.Sub(h.from) >= SoundFor { // the clock was set, or nobody turned
			h.from, h.since = now, now
		}
	}
	return keep, told
}

// signal makes what the detector of speech says of a change.
func (s spoken) signal() proctor.Signal {
	d := Voice()
	in := proctor.Signal{Kind: proctor.Voice, At: s.sound.At, Room: s.place.Room, Seat: s.place.Seat, Sitting: s.place.Sitting, Key: d.Name,
		Source: proctor.Source{Name: d.Name, Version: d.Version, Threshold: d.Threshold, Score: float64(s.sound.Most)},
		Facts:  map[string]string{"level": strconv.Itoa(s.sound.Most), "voiced": strconv.Itoa(s.sound.Voiced)}}
	if s.over {
		in.Until = s.sound.At
	}
	return in
}

// sounds keeps what was heard, and passes on what the detector of speech says. What cannot be stored of levels is left out: they are
// coarse, and the recording has the sound itself.
func (s *Service) sounds(ctx context.Context) {
	keep, told := s.ears.turn(s.cfg.Clock())
	ctx, stop := context.WithTimeout(ctx, storeFor)
	defer stop()
	if len(keep) > 0 && s.cfg.Sounds != nil {
		if err := s.cfg.Sounds.AddSounds(ctx, keep); err != nil && ctx.Err() == nil {
			s.cfg.Log.Warn("how loud it was cannot be stored", "seats", len(keep), "err", err)
		}
	}
	for _, one := range told {
		in := one.signal()
		var err error
		if one.over {
			err = s.cfg.Incidents.Over(ctx, in)
		} else {
			_, err = s.cfg.Incidents.Raise(ctx, in)
		}
		if err != nil && ctx.Err() == nil {
			s.cfg.Log.Warn("that somebody may speak cannot be stored", "seat", one.place.Seat, "err", err)
		}
	}
}
