package proctor

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Signal is what a detector, a terminal or a person noticed. It never decides anything.
type Signal struct {
	Kind    Kind
	At      time.Time // when it began, server clock; zero: now
	Until   time.Time // zero: still lasting or a point in time
	Room    site.RoomID
	Seat    site.SeatID    // may be empty
	Sitting exam.SittingID // may be empty
	Source  Source
	Facts   map[string]string // short plain values: no personal data, no answers, no question text
	Sums    map[string]string // facts about all the times it happened so far; also told when it is over
	Clip    Clip              // zero: At − 15 s … At + 15 s
	Key     string            // the same Key while the incident is open is the same incident; at most 80 bytes
}

// Source is who noticed: a detector, or a person.
type Source struct {
	Name      string // of the detector; see Detectors
	Version   string
	Threshold float64
	Score     float64
	Person    people.PersonID // for people; empty for machines
}

// Clip is where to look in the recording.
type Clip struct{ From, To time.Time }

// around is how far before and after its instant an incident is looked at where nobody said otherwise.
const around = 15 * time.Second

// Bounds of what a signal may carry.
const (
	maxFacts   = 20
	maxFactKey = 40
	maxFact    = 200 // characters
	maxKey     = 80  // bytes
	maxClip    = 10 * time.Minute
	ahead      = 5 * time.Second // a signal from another node's clock
)

// clean cuts a signal to what may be stored. A detector that says too much loses words, not the incident.
func (in Signal) clean(now time.Time) Signal {
	cut := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.UTC().Truncate(time.Millisecond)
	}
	in.At, in.Until = cut(in.At), cut(in.Until)
	if in.At.IsZero() || in.At.After(now.Add(ahead)) {
		in.At = now
	}
	if !in.Until.IsZero() && in.Until.Before(in.At) {
		in.Until = in.At
	}
	in.Clip = Clip{cut(in.Clip.From), cut(in.Clip.To)}
	if in.Clip.From.IsZero() || !in.Clip.From.Before(in.Clip.To) {
		in.Clip = Clip{in.At.Add(-around), in.At.Add(around)}
	}
	if in.Clip.To.Sub(in.Clip.From) > maxClip {
		in.Clip.To = in.Clip.From.Add(maxClip)
	}
	in.Source.Name, in.Source.Version = shorten(in.Source.Name, 60), shorten(in.Source.Version, 40)
	in.Source.Threshold, in.Source.Score = micro(in.Source.Threshold), micro(in.Source.Score)
	facts, sums := map[string]string{}, map[string]string{}
	few := func(from map[string]string, into ...map[string]string) {
		for _, k := range slices.Sorted(maps.Keys(from)) {
			if len(facts) == maxFacts {
				break
			}
			for _, m := range into {
				m[shorten(k, maxFactKey)] = shorten(from[k], maxFact)
			}
		}
	}
	few(in.Sums, facts, sums)
	few(in.Facts, facts)
	in.Facts, in.Sums = facts, sums
	if len(in.Key) > maxKey || !plain(in.Key) || strings.Contains(in.Key, "|") {
		in.Key = digest("key", in.Key)
	}
	return in
}

// micro rounds to the millionths that are stored; what is no number, or beyond any sense, is 0.
func micro(f float64) float64 {
	if math.IsNaN(f) || math.Abs(f) > 1e9 {
		return 0
	}
	return math.Round(f*1e6) / 1e6
}

// shorten drops invisible characters and what stands beyond n characters.
func shorten(s string, n int) string {
	out := make([]rune, 0, min(len(s), n))
	for i, r := range s {
		if len(out) == n {
			break
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				continue
			}
		}
		if !actor.Hidden(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// plain reports whether s consists of visible ASCII, as the column of keys does.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x21 || s[i] > 0x7e {
			return false
		}
	}
	return true
}
