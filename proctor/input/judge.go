package input

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// shards keep the sittings of a node apart, so that seats do not wait for each other.
const shards = 64

type shard struct {
	mu  sync.Mutex
	all map[exam.SittingID]*state
}

// Judge relates answers to inputs. Its entries return at once: nothing is written, nobody is asked. Run raises what was found.
type Judge struct {
	d      Deps
	shards [shards]shard
	nextNo atomic.Int64
	wake   chan struct{}

	mu     sync.Mutex
	places map[string]map[site.SeatID]site.RoomID // address of a caller → seats connected from there
	refuse map[string]*finding                    // by address: tokens that nobody knows
}

// New makes a judge. Run must be running for anything to be raised or stored.
func New(d Deps) *Judge {
	j := &Judge{d: d, wake: make(chan struct{}, 1), places: map[string]map[site.SeatID]site.RoomID{}, refuse: map[string]*finding{}}
	for i := range j.shards {
		j.shards[i].all = map[exam.SittingID]*state{}
	}
	return j
}

func (j *Judge) shard(id exam.SittingID) *shard {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return &j.shards[h%shards]
}

// with runs f on the state of a sitting, made where make says so.
func (j *Judge) with(id exam.SittingID, create bool, f func(*state)) {
	sh := j.shard(id)
	sh.mu.Lock()
	s := sh.all[id]
	if s == nil && create {
		s = &state{Place: Place{Sitting: id}}
		sh.all[id] = s
	}
	hot := false
	if s != nil {
		f(s)
		hot = s.hot
	}
	sh.mu.Unlock()
	if hot {
		j.rouse()
	}
}

func (j *Judge) rouse() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// Opened notes that a connection took a sitting and returns its number, by which the other entries know it.
func (j *Judge) Opened(h Hello) int64 {
	no, now := j.nextNo.Add(1), j.d.Clock()
	j.at(h)
	j.with(h.Sitting, true, func(s *state) { s.opened(now, no, h) })
	return no
}

// opened judges a connection that takes the sitting.
func (s *state) opened(now time.Time, no int64, h Hello) {
	s.touched = now
	if s.Seat != h.Seat { // another seat: another display
		s.screen, s.seen, s.pending, s.agent, s.sample = "", sight{}, nil, false, Sample{}
	}
	s.Room, s.Seat = h.Room, h.Seat
	if len(s.contacts) == maxContacts {
		s.contacts = append(s.contacts[:0], s.contacts[1:]...)
	}
	s.contacts = append(s.contacts, &contact{no: no, page: h.Page, seat: h.Seat, remote: h.Remote, http: h.HTTP, at: now})
	if h.Page == "" {
		if s.covered {
			s.find(now, proctor.SecondSocket, "program", map[string]string{"page": "none"})
		}
		return
	}
	s.cover()
	s.sums.Connections++
	switch {
	case s.page.id != h.Page:
		s.sums.Pages++
		if s.page.id != "" {
			s.former = s.page
		}
		s.page = page{id: h.Page, nth: h.Nth}
	case h.Nth <= s.page.nth && h.Nth > 0: // a page counts its connections; this number was there
		s.find(now, proctor.SecondSocket, "copied", map[string]string{"nth": strconv.Itoa(h.Nth)})
	default:
		s.page.nth = h.Nth
	}
}

// Closed notes the end of a connection. alive: it was told that another one holds the sitting, and its client was there to hear
// it.
func (j *Judge) Closed(id exam.SittingID, no int64, alive bool) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) { s.closed(now, no, alive) })
}

func (s *state) closed(now time.Time, no int64, alive bool) {
	c := s.contact(no)
	if c == nil || c.ended {
		return
	}
	c.ended = true
	last := s.contacts[len(s.contacts)-1]
	if !alive || !s.covered || last.seat != c.seat {
		return
	}
	if last.no == no { // it was taken through another node
		s.find(now, proctor.SecondSocket, "page", map[string]string{"way": "another node"})
		return
	}
	// A page leaves its old socket before it opens another. Only its own question over HTTP may cross an open one.
	if c.page != "" && c.page == last.page && last.http {
		return
	}
	s.find(now, proctor.SecondSocket, "page", map[string]string{"same_address": strconv.FormatBool(c.remote == last.remote)})
}

// Answered judges an answer that came on a connection.
func (j *Judge) Answered(id exam.SittingID, no int64, a Answer) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) { s.answer(now, s.contact(no), a) })
}

// AnsweredOver judges an answer that came without a connection, over HTTP; page is what its sender calls itself.
func (j *Judge) AnsweredOver(p Place, page string, a Answer) {
	now := j.d.Clock()
	j.with(p.Sitting, true, func(s *state) {
		if s.touched.IsZero() {
			s.opened(now, j.nextNo.Add(1), Hello{Place: p, Page: page, Nth: 1})
		}
		if s.covered && page != s.page.id {
			s.find(now, proctor.SecondSocket, "program", map[string]string{"way": "http"})
		}
		s.answer(now, s.by(page), a)
	})
}

// NotedOver judges what a page tells over HTTP.
func (j *Judge) NotedOver(id exam.SittingID, page string, n Note) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) { s.note(now, s.by(page), n) })
}

// Noted judges what a page tells of the last seconds.
func (j *Judge) Noted(id exam.SittingID, no int64, n Note) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) { s.note(now, s.contact(no), n) })
}

// Pinged notes that a connection is alive; its page has told what it counted before it pings.
func (j *Judge) Pinged(id exam.SittingID, no int64) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) {
		s.touched = now
		s.unreported(now, s.contact(no))
	})
}

// Saw takes the camera's word about a seat: whether somebody is in the picture, and whether anything moves. Called about every
// two seconds where a camera is analysed; without it nothing follows from the camera.
func (j *Judge) Saw(id exam.SittingID, at time.Time, present, moving bool) {
	now := j.d.Clock()
	j.with(id, false, func(s *state) { s.saw(now, at, present, moving) })
}

// Refused notes a token that is unknown or was revoked, used from an address. Where one seat or one room is connected from there,
// it is an incident of that seat or room.
func (j *Judge) Refused(remote, why string) {
	now := j.d.Clock()
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.places[remote]) == 0 {
		return // nobody sits there
	}
	f := j.refuse[remote]
	if f == nil {
		if len(j.refuse) >= maxAddresses {
			return
		}
		f = &finding{kind: proctor.SecondSocket, key: "token", at: now}
		j.refuse[remote] = f
	}
	f.count++
	f.last, f.dirty, f.facts = now, true, map[string]string{"token": why, "times": strconv.Itoa(f.count)}
	j.rouse()
}

// maxAddresses bounds the addresses that are remembered.
const maxAddresses = 4096

func (j *Judge) at(h Hello) {
	if h.Remote == "" {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.places[h.Remote] == nil {
		if len(j.places) >= maxAddresses {
			clear(j.places)
		}
		j.places[h.Remote] = map[site.SeatID]site.RoomID{}
	}
	if len(j.places[h.Remote]) < 256 {
		j.places[h.Remote][h.Seat] = h.Room
	}
}

// Of returns the sums of a sitting as stored; the zero sums where the page said nothing.
func (j *Judge) Of(ctx context.Context, id exam.SittingID) (Sums, error) {
	all, err := j.d.Store.SumsOf(ctx, []exam.SittingID{id})
	if err != nil || len(all) == 0 {
		return Sums{Sitting: id}, err
	}
	return all[0], nil
}

func (j *Judge) system(ctx context.Context) context.Context { return actor.AsSystem(ctx, "input") }
