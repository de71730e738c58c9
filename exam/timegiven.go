package exam

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Interval is a time from an instant up to another.
type Interval struct{ From, To time.Time }

// Less is how much of the span none of the others covers; what several cover counts once.
func (s Interval) Less(others []Interval) time.Duration {
	if !s.To.After(s.From) {
		return 0
	}
	others = slices.DeleteFunc(slices.Clone(others), func(o Interval) bool { return !o.To.After(o.From) || !o.From.Before(s.To) })
	slices.SortFunc(others, func(a, b Interval) int { return a.From.Compare(b.From) })
	left, at := time.Duration(0), s.From
	for _, o := range others {
		if o.From.After(at) {
			left += o.From.Sub(at)
		}
		if o.To.After(at) {
			at = o.To
		}
		if !at.Before(s.To) {
			return left
		}
	}
	return left + s.To.Sub(at)
}

// GivenKind is why a sitting was given time.
type GivenKind string

// The kinds of time given.
const (
	GivenPause  GivenKind = "PAUSE" // an officer paused this person
	GivenRoom   GivenKind = "ROOM"  // the whole room was paused
	GivenSite   GivenKind = "SITE"  // the whole exam point was paused
	GivenBreak  GivenKind = "BREAK" // a break in which the clock stands
	GivenOutage GivenKind = "OUTAGE"
)

// Given is time that a sitting was given beside base and extra, as its journal says it.
type Given struct {
	Kind     GivenKind
	Code     string // reason of the catalogue (breaks: empty), or cause of the outage
	Text     string // the officer's words
	Seconds  int
	From, To time.Time // of what it was given for; To is also when it was given after a pause
	At       time.Time // when it was given
}

// TimeGiven reads from a journal what time the sitting was given, in order. A break in which the clock ran gave none.
func TimeGiven(entries []Entry) []Given {
	var out []Given
	var paused Entry
	for _, e := range entries {
		switch e.Kind {
		case EntryPause:
			paused = e
		case EntryResume:
			kind, reason := splitNote(paused.Note)
			g := Given{Kind: GivenKind(kind), From: paused.ServerAt, To: e.ServerAt, At: e.ServerAt}
			g.Code, g.Text = splitReason(reason)
			if kind == PauseOne {
				g.Kind = GivenPause
			}
			if _, err := fmt.Sscanf(e.Note, "+%d s,", &g.Seconds); err == nil && g.Seconds > 0 {
				out = append(out, g)
			}
		case EntryCredit:
			out = append(out, parseCredit(e))
		}
	}
	return out
}

func splitReason(reason string) (code, text string) {
	code, text, _ = strings.Cut(reason, ": ")
	return code, text
}

// creditNote is what the journal says of a credit.
func creditNote(c Credit) string {
	return fmt.Sprintf("+%d s, %s %s, %d-%d", c.Seconds, c.Cause, c.Outage, c.From.UnixMilli(), c.To.UnixMilli())
}

// parseCredit reads it again; the times were not written in the first journals.
func parseCredit(e Entry) Given {
	g := Given{Kind: GivenOutage, At: e.ServerAt}
	var outage string
	var from, to int64
	note := strings.ReplaceAll(e.Note, ",", "")
	if n, _ := fmt.Sscanf(note, "+%d s %s %s %d-%d", &g.Seconds, &g.Code, &outage, &from, &to); n == 5 {
		g.From, g.To = time.UnixMilli(from).UTC(), time.UnixMilli(to).UTC()
	}
	return g
}
