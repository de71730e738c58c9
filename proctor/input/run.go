package input

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
)

// Rhythm of the worker.
const (
	beat      = time.Second
	storeBeat = 10 // beats between two times that sums are stored
	agentBeat = 5  // beats between two looks for agents of seats
	again     = 10 * time.Second
	forgotten = 15 * time.Minute // without a sign of life
	// MaxSittings is how many a judge remembers at most.
	MaxSittings = 20_000
)

// Version names the rules in incidents; it changes with them.
const Version = "1"

// Run raises and stores until ctx ends, then stores what is left. It is called once.
func (j *Judge) Run(ctx context.Context) {
	t := time.NewTicker(beat)
	defer t.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			j.raise(last, true)
			j.flush(last, true)
			cancel()
			return
		case <-j.wake:
			j.raise(ctx, false)
			continue
		case <-t.C:
		}
		j.Turn(ctx, n)
	}
}

// Turn is one beat of the worker, the n-th; tests call it with a clock of their own.
func (j *Judge) Turn(ctx context.Context, n int) {
	j.learn(ctx)
	j.kernel(ctx, n%agentBeat == 0)
	j.raise(ctx, true)
	j.flush(ctx, n%storeBeat == 0)
	if n%storeBeat == 0 {
		j.forget()
	}
}

// each runs f on every state, one shard after the other.
func (j *Judge) each(f func(*state)) {
	for i := range j.shards {
		sh := &j.shards[i]
		sh.mu.Lock()
		for _, s := range sh.all {
			f(s)
		}
		sh.mu.Unlock()
	}
}

// due is a finding on its way out.
type due struct {
	id     exam.SittingID
	f      *finding
	signal proctor.Signal
}

// raise tells of what was found: all of it, or only what was found just now. What cannot be told is told again at the next beat.
func (j *Judge) raise(ctx context.Context, all bool) {
	now := j.d.Clock()
	var out []due
	j.each(func(s *state) {
		if !s.hot && !all {
			return
		}
		s.hot = false
		for _, f := range s.findings {
			if f.dirty && now.Sub(f.sent) >= again {
				f.dirty = false
				out = append(out, due{s.Sitting, f, s.signal(f)})
			}
		}
	})
	out = append(out, j.refused(now)...)
	for _, d := range out {
		_, err := j.d.Incidents.Raise(j.system(ctx), d.signal)
		if err != nil && ctx.Err() == nil {
			j.d.Log.Error("an incident about input cannot be raised", "sitting", d.id, "kind", d.f.kind, "err", err)
		}
		j.told(d, now, err)
	}
}

// told notes that a finding is out, or is to be told again.
func (j *Judge) told(d due, now time.Time, err error) {
	mark := func() {
		if err != nil {
			d.f.dirty = true
			return
		}
		d.f.sent = now
	}
	if d.id == "" {
		j.mu.Lock()
		mark()
		j.mu.Unlock()
		return
	}
	j.with(d.id, false, func(s *state) {
		mark()
		if err == nil {
			s.sums.Findings++
		}
	})
}

func (s *state) signal(f *finding) proctor.Signal {
	facts := map[string]string{"why": f.key, "times": strconv.Itoa(f.count)}
	for k, v := range f.facts {
		facts[k] = v
	}
	return proctor.Signal{Kind: f.kind, At: f.at, Room: s.Room, Seat: s.Seat, Sitting: s.Sitting, Key: f.key, Facts: facts, Source: source(f)}
}

func source(f *finding) proctor.Source {
	return proctor.Source{Name: string(f.kind), Version: Version, Threshold: 1, Score: float64(f.count)}
}

// refused makes signals of tokens that nobody knows: of the one seat, or the rooms, connected from the same address.
func (j *Judge) refused(now time.Time) []due {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []due
	for remote, f := range j.refuse {
		if !f.dirty || now.Sub(f.sent) < again {
			if now.Sub(f.last) > forgotten {
				delete(j.refuse, remote)
			}
			continue
		}
		f.dirty = false
		rooms := map[site.RoomID][]site.SeatID{}
		for seat, room := range j.places[remote] {
			rooms[room] = append(rooms[room], seat)
		}
		for room, seats := range rooms {
			in := proctor.Signal{Kind: f.kind, At: f.at, Room: room, Key: "token", Facts: f.facts, Source: source(f)}
			if len(seats) == 1 {
				in.Seat, in.Key = seats[0], "token:"+string(seats[0])
			}
			out = append(out, due{"", f, in})
		}
	}
	return out
}

// learn asks the store about sittings that another node may have begun.
func (j *Judge) learn(ctx context.Context) {
	var ids []exam.SittingID
	j.each(func(s *state) {
		if !s.asked && !s.asking && len(ids) < 500 {
			s.asking = true
			ids = append(ids, s.Sitting)
		}
	})
	if len(ids) == 0 {
		return
	}
	found, err := j.d.Store.SumsOf(ctx, ids)
	if err != nil && ctx.Err() == nil {
		j.d.Log.Warn("sums of inputs cannot be read", "err", err)
	}
	now := j.d.Clock()
	for _, id := range ids {
		j.with(id, false, func(s *state) {
			s.asking = false
			if err != nil {
				return
			}
			s.asked = true
			if slices.ContainsFunc(found, func(x Sums) bool { return x.Sitting == id && x.Pages > 0 }) {
				s.learnt(now)
			}
			s.early = nil
		})
	}
}

// learnt notes that our page sat here before. A program that is no page and answers now has no business here.
func (s *state) learnt(now time.Time) {
	was := s.covered
	s.cover()
	if was || len(s.contacts) == 0 || s.contacts[len(s.contacts)-1].page != "" {
		return
	}
	s.find(now, proctor.SecondSocket, "program", map[string]string{"page": "none"})
	if s.early != nil {
		s.answer(now, s.contacts[len(s.contacts)-1], *s.early)
	}
}

// kernel holds waiting answers against what the agents of their seats counted. all: look at every seat, for new agents too.
func (j *Judge) kernel(ctx context.Context, all bool) {
	if j.d.Kernel == nil {
		return
	}
	var seats []site.SeatID
	j.each(func(s *state) {
		if s.covered && (s.agent && len(s.pending) > 0 || all && s.open()) {
			seats = append(seats, s.Seat)
		}
	})
	if len(seats) == 0 {
		return
	}
	slices.Sort(seats)
	seats = slices.Compact(seats)
	tracks, err := j.d.Kernel.Tracks(ctx, seats)
	if err != nil {
		if ctx.Err() == nil {
			j.d.Log.Warn("counts of seats' agents cannot be read", "err", err)
		}
		return
	}
	now := j.d.Clock()
	j.each(func(s *state) {
		if _, asked := slices.BinarySearch(seats, s.Seat); asked && s.covered {
			s.settle(now, tracks[s.Seat])
		}
	})
}

// flush stores what was counted, of every sitting or of those that were never stored; what cannot be is kept for the next time.
func (j *Judge) flush(ctx context.Context, every bool) {
	var all []Sums
	j.each(func(s *state) {
		if s.covered && s.sums != (Sums{}) && (every || !s.stored) {
			s.stored = true
			x := s.sums
			x.Sitting, x.Room, x.Seat = s.Sitting, s.Room, s.Seat
			all = append(all, x)
			s.sums = Sums{}
		}
	})
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b Sums) int { return cmp.Compare(a.Sitting, b.Sitting) }) // two nodes cannot wait for each other
	err := j.d.Store.AddSums(ctx, all)
	if err == nil {
		j.span(ctx, all)
		return
	}
	j.d.Log.Warn("sums of inputs cannot be stored now", "sittings", len(all), "err", err)
	for _, x := range all {
		id := x.Sitting
		x.Sitting, x.Room, x.Seat = "", "", ""
		j.with(id, false, func(s *state) {
			s.sums.add(x)
			s.stored = false
		})
	}
}

// forget drops sittings without a sign of life, and the oldest when there are too many.
func (j *Judge) forget() {
	now, count := j.d.Clock(), 0
	j.each(func(*state) { count++ })
	after := forgotten
	if count > MaxSittings {
		after = time.Minute
	}
	for i := range j.shards {
		sh := &j.shards[i]
		sh.mu.Lock()
		for id, s := range sh.all {
			if now.Sub(s.touched) > after && s.idle() {
				delete(sh.all, id)
			}
		}
		sh.mu.Unlock()
	}
}
