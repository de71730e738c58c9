package input

import (
	"hash/maphash"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
)

// Bounds of what a sitting may take in memory.
const (
	maxContacts = 8
	maxGiven    = 48
	maxPending  = 32
	maxFindings = 24
)

// state is what the judge knows of one sitting. Its shard's lock guards it.
type state struct {
	Place
	covered  bool // our page sat here: it says what causes its answers
	asked    bool // the store was asked what other nodes know
	asking   bool
	stored   bool // other nodes can learn of it
	contacts []*contact
	*pages   // nil until covered: most of what a sitting takes
	screen   string
	sums     Sums // counted since they were stored last
	touched  time.Time

	unfocused int // answers in a row
	scripted  int // untrusted clicks and keys of the page
	seen      sight
	pending   []check
	agent     bool // the seat has one
	sample    Sample
	early     *Answer // of a program that is no page, before the store was heard
	findings  map[string]*finding
	hot       bool // has findings to raise now
}

// pages are the loads of our page.
type pages struct {
	page   page
	former page // the one before
	others page // answers given before their connection, and of connections that are of neither
}

// cover notes that our page sits here, or sat.
func (s *state) cover() {
	if s.covered = true; s.pages == nil {
		s.pages = &pages{}
	}
}

// contact is one connection that took the sitting.
type contact struct {
	no      int64
	page    string
	seat    site.SeatID
	remote  string
	http    bool
	at      time.Time
	way     time.Duration // least time from the terminal's clock to ours so far: its clock's error and the shortest way
	known   bool          // way is known
	unnoted time.Time     // first answer since the page last said what it counted
	ended   bool
}

// page is what was heard from one load of the page.
type page struct {
	id    string
	nth   int
	count int64 // highest of an answer
	given [maxGiven]given
	next  int
}

// given is an answer as the judge remembers it: the same act sent again is no second act.
type given struct {
	count int64
	what  uint64
}

var seed = maphash.MakeSeed()

// fingerprint tells acts apart: the same act sent again has the same one, whatever was held.
func fingerprint(a Answer, c Cause) uint64 {
	return maphash.Comparable(seed, struct {
		question int
		text     string
		class    Class
		trusted  bool
		age      time.Duration
	}{a.Question, a.Text, c.Class, c.Trusted, c.Age})
}

// look finds answers with the same count: the same one, or another.
func (p *page) look(count int64, what uint64) (same, other bool) {
	for _, g := range p.given {
		if g.count == count && count > 0 {
			same, other = same || g.what == what, other || g.what != what
		}
	}
	return same, other
}

func (p *page) remember(count int64, what uint64) {
	p.given[p.next] = given{count, what}
	p.next = (p.next + 1) % maxGiven
}

// finding is something to raise, once for each kind and key, again when more of it came.
type finding struct {
	kind  proctor.Kind
	key   string
	at    time.Time
	last  time.Time
	count int
	facts map[string]string
	dirty bool
	sent  time.Time
}

// find notes a finding. The facts of the latest stand.
func (s *state) find(now time.Time, kind proctor.Kind, key string, facts map[string]string) {
	if s.findings == nil {
		s.findings = map[string]*finding{}
	}
	id := string(kind) + " " + key
	f := s.findings[id]
	if f == nil {
		if len(s.findings) >= maxFindings {
			return
		}
		f = &finding{kind: kind, key: key, at: now}
		s.findings[id] = f
	}
	f.count++
	f.last, f.facts, f.dirty = now, facts, true
	s.hot = s.hot || now.Sub(f.sent) >= again
}

// idle reports whether nothing of the sitting waits to be raised or stored.
func (s *state) idle() bool {
	for _, f := range s.findings {
		if f.dirty {
			return false
		}
	}
	return s.sums == (Sums{})
}

// by returns the newest connection of a page; nil where none is known.
func (s *state) by(page string) *contact {
	for i := len(s.contacts) - 1; i >= 0; i-- {
		if s.contacts[i].page == page {
			return s.contacts[i]
		}
	}
	return nil
}

// delay is how much longer an answer was on its way than the fastest one of its connection.
func (c *contact) delay(now time.Time, a Answer, held time.Duration) time.Duration {
	if c == nil || a.At.IsZero() {
		return 0
	}
	way := now.Sub(a.At) - held
	if !c.known || way < c.way || way > c.way+delayMost { // beyond it a clock was set
		c.way, c.known = way, true
	}
	return way - c.way
}

// delayMost bounds what a page may claim about the way.
const delayMost = 10 * time.Second

// pageOf returns what was heard from the page of a connection.
func (s *state) pageOf(c *contact) *page {
	switch {
	case c == nil:
		return &s.others
	case c.page == s.page.id:
		return &s.page
	case c.page == s.former.id:
		return &s.former
	}
	return &s.others
}

// heard reports whether the very act came before, on whatever way.
func (s *state) heard(count int64, what uint64) bool {
	for _, p := range [...]*page{&s.page, &s.former, &s.others} {
		if same, _ := p.look(count, what); same {
			return true
		}
	}
	return false
}

func (s *state) contact(no int64) *contact {
	for _, c := range s.contacts {
		if c.no == no {
			return c
		}
	}
	return nil
}

// open reports whether a connection of the sitting is open.
func (s *state) open() bool {
	for _, c := range s.contacts {
		if !c.ended {
			return true
		}
	}
	return false
}
