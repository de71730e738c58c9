package input

import (
	"strconv"
	"time"

	"github.com/suikao/suikao/proctor"
)

// Thresholds of the rules.
const (
	staleAfter    = 5 * time.Second // from an event to the answer it caused
	noteWithin    = 2 * time.Second // before a ping a page tells what it counted
	unfocusedMost = 2               // answers in a row without the focus
	scriptedMost  = 2               // clicks and keys by scripts that led to no answer
)

// answer judges one answer. from is the connection it came on; nil for one that is not known any more.
func (s *state) answer(now time.Time, from *contact, a Answer) {
	s.touched = now
	stranger := from == nil || from.page == ""
	if !s.covered {
		if stranger && !s.asked {
			s.early = &a
		}
		return
	}
	c, ok := ParseCause(a.Cause)
	if !ok {
		s.count(now, Cause{Class: None})
		s.sums.Eventless++
		s.find(now, proctor.WithoutEvent, "unexplained", facts(a, "said", "nothing"))
		return
	}
	what := fingerprint(a, c)
	p := s.pageOf(from)
	late := c.Held > 0 && (from == nil || now.Add(-c.Held).Before(from.at)) // given before this connection, perhaps on the page before
	same, other := p.look(c.Count, what)
	if same || late && s.heard(c.Count, what) {
		return
	}
	s.count(now, c)
	if c.Held > 0 {
		s.sums.Replayed++
	}
	if late {
		p, other = &s.others, false
	}
	s.judge(now, a, c, p, other, !late)
	p.remember(c.Count, what)
	if !late {
		p.count = max(p.count, c.Count)
		if from != nil && from.unnoted.IsZero() {
			from.unnoted = now
		}
	}
	if c.Trusted && c.Class.Hand() {
		s.expect(now.Add(-c.Age-c.Held-from.delay(now, a, c.Held)), c.Class)
	}
}

// count adds an answer to the sums.
func (s *state) count(now time.Time, c Cause) {
	s.sums.Answers++
	if s.sums.From.IsZero() {
		s.sums.From = now
	}
	s.sums.To = now
	if !c.Trusted || c.Class == None {
		return
	}
	s.sums.Local++
	switch c.Class {
	case Mouse:
		s.sums.Mouse++
	case Touch:
		s.sums.Touch++
	case Pen:
		s.sums.Pen++
	case Key:
		s.sums.Keys++
	case Assist:
		s.sums.Assist++
	}
}

// judge holds a cause against what is known. reused: its event has caused another answer; ordered: it must be newer than the
// answers before.
func (s *state) judge(now time.Time, a Answer, c Cause, p *page, reused, ordered bool) {
	eventless := func(why string) {
		s.sums.Eventless++
		s.find(now, proctor.WithoutEvent, why, causeFacts(a, c))
	}
	switch {
	case c.Class == None:
		eventless("no_event")
	case !c.Trusted:
		s.sums.Untrusted++
		s.find(now, proctor.Synthetic, "answer", causeFacts(a, c))
	case c.Age > staleAfter:
		eventless("stale")
	case reused:
		eventless("reused")
	case ordered && c.Held == 0 && c.Count < p.count:
		eventless("backwards")
	}
	if c.Class == None || !ordered {
		return
	}
	if !c.Visible {
		s.find(now, proctor.RemoteArtefact, "hidden", causeFacts(a, c))
	}
	if c.Focused || c.Class == Assist {
		s.unfocused = 0
	} else if s.unfocused++; s.unfocused > unfocusedMost {
		s.find(now, proctor.RemoteArtefact, "unfocused", causeFacts(a, c))
	}
	s.still(now, c)
}

// unreported finds a page that answers, pings, and does not tell what it counts.
func (s *state) unreported(now time.Time, from *contact) {
	if from != nil && !from.unnoted.IsZero() && now.Sub(from.unnoted) > noteWithin {
		s.find(now, proctor.WithoutEvent, "unreported", map[string]string{"seconds": strconv.Itoa(int(now.Sub(from.unnoted).Seconds()))})
	}
}

// note judges what the page tells of the last seconds.
func (s *state) note(now time.Time, from *contact, n Note) {
	s.touched = now
	if from == nil || from.page == "" || from.page != s.page.id {
		return // of a page that does not hold the sitting any more
	}
	from.unnoted = time.Time{}
	s.sums.Inputs += n.Inputs.Hands() + n.Inputs.Assist
	s.sums.Blurs += n.Blurs
	s.sums.Hidden += n.HiddenMS / 1000
	s.sums.Leaps += n.Leaps
	if n.Automated {
		s.sums.Automated++
	}
	if s.page.count > n.Count {
		s.sums.Eventless++
		s.find(now, proctor.WithoutEvent, "uncounted", map[string]string{"said": strconv.FormatInt(s.page.count, 10), "counted": strconv.FormatInt(n.Count, 10)})
		s.page.count = n.Count
	}
	if s.scripted += n.Untrusted; n.Untrusted > 0 && s.scripted > scriptedMost {
		s.find(now, proctor.Synthetic, "page", map[string]string{"events": strconv.Itoa(s.scripted)})
	}
	if n.Screen != "" {
		if s.screen != "" && s.screen != n.Screen {
			s.sums.Displays++
			s.find(now, proctor.RemoteArtefact, "display", map[string]string{"from": s.screen, "to": n.Screen})
		}
		s.screen = n.Screen
	}
	if n.Pointers > 0 {
		s.find(now, proctor.RemoteArtefact, "pointer", map[string]string{"more": strconv.Itoa(n.Pointers)})
	}
	if n.Injected > 0 {
		s.find(now, proctor.RemoteArtefact, "code", map[string]string{"nodes": strconv.Itoa(n.Injected), "first": n.Foreign})
	}
	if n.Tools > 0 {
		s.find(now, proctor.DevTools, "page", map[string]string{"signs": strconv.Itoa(n.Tools)})
	}
}

// sight is what the camera's analysis says of the seat.
type sight struct {
	at     time.Time // last said
	empty  time.Time // nobody is in the picture since; zero: somebody is
	still  time.Time // nothing moves since; zero: something does
	inputs int       // answers by hand since
}

// Bounds of the camera's word.
const (
	sightFresh = 6 * time.Second
	emptyFor   = 2 * time.Second // three looks for faces found nobody before
	stillFor   = 10 * time.Second
	stillMost  = 2 // answers while nothing moves
)

func (s *state) saw(now, at time.Time, present, moving bool) {
	s.touched = now
	set := func(since *time.Time, on bool) {
		if !on {
			*since = time.Time{}
		} else if since.IsZero() {
			*since = at
		}
	}
	set(&s.seen.empty, !present)
	set(&s.seen.still, present && !moving)
	if s.seen.still.IsZero() {
		s.seen.inputs = 0
	}
	s.seen.at = at
}

// still finds answers by hand where the camera shows nobody, or nothing that moves.
func (s *state) still(now time.Time, c Cause) {
	v := &s.seen
	if v.at.IsZero() || now.Sub(v.at) > sightFresh || !c.Trusted || !c.Class.Hand() {
		return
	}
	if !v.empty.IsZero() && now.Sub(v.empty) > emptyFor {
		s.find(now, proctor.WithoutMovement, "empty", map[string]string{"seconds": strconv.Itoa(int(now.Sub(v.empty).Seconds()))})
	}
	if v.still.IsZero() {
		return
	}
	if v.inputs++; v.inputs > stillMost && now.Sub(v.still) > stillFor {
		s.find(now, proctor.WithoutMovement, "still", map[string]string{"seconds": strconv.Itoa(int(now.Sub(v.still).Seconds())), "answers": strconv.Itoa(v.inputs)})
	}
}

func facts(a Answer, more ...string) map[string]string {
	f := map[string]string{"question": strconv.Itoa(a.Question)} // the number on the paper, not what it asks or what was answered
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = more[i+1]
	}
	return f
}

func causeFacts(a Answer, c Cause) map[string]string {
	return facts(a, "class", string(rune(c.Class)), "trusted", strconv.FormatBool(c.Trusted), "focused", strconv.FormatBool(c.Focused),
		"visible", strconv.FormatBool(c.Visible), "age_ms", strconv.FormatInt(c.Age.Milliseconds(), 10), "count", strconv.FormatInt(c.Count, 10))
}
