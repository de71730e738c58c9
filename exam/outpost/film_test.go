package outpost_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// films is a file store and a record of sittings.
type films struct {
	mu     sync.Mutex
	parts  map[string][]byte
	kept   map[string]outpost.Film
	times  int // that a piece was brought into the record
	missed []outpost.FilmMiss
	fail   error
}

func partOf(n outpost.NodeID, film string, at int64) string {
	return fmt.Sprintf("%s %s %d", n, film, at)
}

func (f *films) Put(_ context.Context, n outpost.NodeID, film string, at int64, b []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.parts[partOf(n, film, at)] = bytes.Clone(b)
	return f.fail
}

func (f *films) Read(_ context.Context, n outpost.NodeID, film string, size int64) (out []byte, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for at := int64(0); at < size; at += outpost.FilmChunk {
		out = append(out, f.parts[partOf(n, film, at)]...)
	}
	return out, nil
}

func (f *films) Drop(_ context.Context, n outpost.NodeID, film string, size int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for at := int64(0); at < size; at += outpost.FilmChunk {
		delete(f.parts, partOf(n, film, at))
	}
	return nil
}

func (f *films) Keep(_ context.Context, _ outpost.NodeID, _ string, x outpost.Film, content []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return f.fail
	}
	if len(content) != int(x.Size) {
		return outpost.ErrFilmAltered
	}
	f.kept[x.ID] = x
	f.times++
	return nil
}

func (f *films) Missed(_ context.Context, _ site.RoomID, m outpost.FilmMiss) error {
	f.missed = append(f.missed, m)
	return nil
}

// filmOf is a piece of a sitting that a node holds, with its content.
func (n *node) filmOf(r *examtest.Robot, size int) (outpost.Film, []byte) {
	now := n.c.Clock.Now()
	body := bytes.Repeat([]byte(actor.NewID(now)), size/26+1)[:size]
	sum := sha256.Sum256(body)
	return outpost.Film{ID: actor.NewID(now), Sitting: r.Page.Sitting.ID, Room: examtest.Room, Seat: r.Seat, Session: actor.NewID(now), From: now.Add(-time.Minute), To: now,
		Size: int64(size), Width: 640, Height: 480, Frames: 900, Sounds: 3000, SHA256: sum[:]}, body
}

func (n *node) part(t *testing.T, p outpost.FilmPart) (outpost.FilmReceipt, error) {
	t.Helper()
	raw, sig, err := n.keys.SignFilm(p)
	if err != nil {
		t.Fatal(err)
	}
	return n.c.TakeFilm(t.Context(), raw, sig)
}

// A piece comes in parts, from where the centre stands, in whatever order and however often; it is kept once.
func TestARecordingComesBackOnce(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, _ := begun(t, c)
		c.Clock.Advance(time.Minute)
		f, body := n.filmOf(r, outpost.FilmChunk*2+1000)
		chunk := func(i int) outpost.FilmPart {
			from := i * outpost.FilmChunk
			return outpost.FilmPart{Film: f, At: int64(from), Bytes: body[from:min(len(body), from+outpost.FilmChunk)]}
		}
		says := func(what string, p outpost.FilmPart, have int64, kept bool) {
			t.Helper()
			if got, err := n.part(t, p); err != nil || got.Have != have || got.Kept != kept {
				t.Errorf("%s: %+v %v", what, got, err)
			}
		}
		says("asked before anything", outpost.FilmPart{Film: f}, 0, false)
		says("the second part first", chunk(1), 0, false)
		says("the first part", chunk(0), outpost.FilmChunk, false)
		says("the first part again", chunk(0), outpost.FilmChunk, false)
		if _, err := n.part(t, outpost.FilmPart{Film: f, At: outpost.FilmChunk, Bytes: body[outpost.FilmChunk : outpost.FilmChunk+7]}); !errors.Is(err, outpost.ErrFilm) {
			t.Errorf("a part of another length: %v", err)
		}
		n.end() // the node's program starts anew
		n.again()
		says("asked again", outpost.FilmPart{Film: f}, outpost.FilmChunk, false)
		says("the second part", chunk(1), 2*outpost.FilmChunk, false)
		c.films.fail = errors.New("the store is away")
		if _, err := n.part(t, chunk(2)); err == nil {
			t.Error("kept although nothing can be kept")
		}
		c.films.fail = nil
		says("the last part", chunk(2), int64(len(body)), true)
		for i := range 3 {
			says("again", chunk(i), int64(len(body)), true)
		}
		if c.films.times != 1 || len(c.films.kept) != 1 || len(c.films.parts) != 0 {
			t.Errorf("kept %d times, %d pieces, %d parts are left", c.films.times, len(c.films.kept), len(c.films.parts))
		}
	})
}

// A piece of a camera of the room belongs to no sitting: it is taken from the node of that room, of a time since which it is one.
func TestARoomsOwnCameraComesBack(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, _ := begun(t, c)
		c.Clock.Advance(time.Minute)
		of := func(with func(*outpost.Film)) (outpost.FilmReceipt, error) {
			f, body := n.filmOf(r, 3000)
			f.Track, f.Sitting, f.Seat = "ROOM", exam.SittingID(f.Room), ""
			with(&f)
			return n.part(t, outpost.FilmPart{Film: f, Bytes: body})
		}
		if got, err := of(func(*outpost.Film) {}); err != nil || !got.Kept || c.films.times != 1 {
			t.Fatalf("%+v %v", got, err)
		}
		for what, x := range map[string]struct {
			with func(*outpost.Film)
			want error
		}{
			"of another room":         {func(f *outpost.Film) { f.Room, f.Sitting = "01room000000000000000other", "01room000000000000000other" }, outpost.ErrNotYours},
			"in another room's chain": {func(f *outpost.Film) { f.Sitting = "01room000000000000000other" }, outpost.ErrNotYours},
			"before it was enrolled":  {func(f *outpost.Film) { f.From, f.To = f.From.Add(-240*time.Hour), f.To.Add(-240*time.Hour) }, outpost.ErrFilmPlace},
			"of tomorrow":             {func(f *outpost.Film) { f.From, f.To = f.From.Add(24*time.Hour), f.To.Add(24*time.Hour) }, outpost.ErrFilmPlace},
			"of another kind":         {func(f *outpost.Film) { f.Track = "GATE" }, outpost.ErrFilm},
		} {
			if got, err := of(x.with); !errors.Is(err, x.want) || got.Kept {
				t.Errorf("%s: %+v %v", what, got, err)
			}
		}
		if c.films.times != 1 {
			t.Errorf("kept %d", c.films.times)
		}
	})
}

// What a node did not hold, or is not what it signed, is refused, stands on the trail and raises one alarm.
func TestAForgedRecordingIsRefused(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		c.Clock.Advance(time.Minute)
		stranger := c.node(t)
		stays := c.Sit().Begin() // at the centre
		ok, body := n.filmOf(r, 3000)
		if _, err := n.part(t, outpost.FilmPart{Film: ok, Bytes: body}); err != nil {
			t.Fatal(err)
		}
		try := func(what string, by *node, f outpost.Film, body []byte, want error) {
			t.Helper()
			for range 2 {
				if got, err := by.part(t, outpost.FilmPart{Film: f, Bytes: body}); !errors.Is(err, want) || got.Kept {
					t.Errorf("%s: %+v %v", what, got, err)
				}
			}
		}
		change := func(with func(*outpost.Film)) outpost.Film {
			f, _ := n.filmOf(r, 3000)
			f.SHA256 = ok.SHA256
			with(&f)
			return f
		}
		try("of another node", stranger, change(func(*outpost.Film) {}), body, outpost.ErrNotYours)
		try("of a sitting that stayed", n, change(func(f *outpost.Film) { f.Sitting = stays.Page.Sitting.ID }), body, outpost.ErrNotYours)
		try("of another seat", n, change(func(f *outpost.Film) { f.Seat = stays.Seat }), body, outpost.ErrFilmPlace)
		if got, err := n.part(t, outpost.FilmPart{Film: ok, Bytes: append(bytes.Clone(body[1:]), 0)}); err != nil || !got.Kept { // nothing of it is read
			t.Errorf("other bytes of a piece that is kept: %+v %v", got, err)
		}
		other := ok
		other.SHA256 = bytes.Repeat([]byte{7}, 32)
		try("another under its number", n, other, body, outpost.ErrFilmOther)
		try("altered", n, change(func(f *outpost.Film) { f.SHA256 = other.SHA256 }), body, outpost.ErrFilmAltered)
		try("too large", n, change(func(f *outpost.Film) { f.Size = outpost.MaxFilm + 1 }), body, outpost.ErrFilm)
		try("of a day", n, change(func(f *outpost.Film) { f.From = f.To.Add(-24 * time.Hour) }), body, outpost.ErrFilm)
		try("of a room's own camera, for a sitting", n, change(func(f *outpost.Film) { f.Track = "ROOM" }), body, outpost.ErrNotYours)
		raw, sig, err := n.keys.SignFilm(outpost.FilmPart{Film: ok, Bytes: body})
		if err != nil {
			t.Fatal(err)
		}
		raw[bytes.Index(raw, body)+100] ^= 1
		if _, err := c.TakeFilm(t.Context(), raw, sig); !errors.Is(err, outpost.ErrSignature) {
			t.Errorf("changed on its way: %v", err)
		}
		c.Clock.Advance(time.Hour)
		if _, err := n.exam.Submit(away.Ctx, away.Grip(), 3, ""); err != nil {
			t.Fatal(err)
		}
		n.sync(t)
		c.Clock.Advance(10 * time.Minute)
		late, lateBody := n.filmOf(r, 3000)
		try("of after the sitting", n, late, lateBody, outpost.ErrFilmPlace)
		if err := c.store.RevokeNode(t.Context(), n.id, c.Clock.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := n.part(t, outpost.FilmPart{Film: ok}); !errors.Is(err, outpost.ErrUnknownNode) {
			t.Errorf("by a node that was ended: %v", err)
		}
		var trail, alarms int64
		c.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM audit_entry WHERE verb = 'outpost.film_refused'").Scan(&trail)
		c.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM outbox_event WHERE topic = 'outpost.film_refused'").Scan(&alarms)
		if trail != 9 || alarms != trail { // once for node, sitting and reason in ten minutes
			t.Errorf("%d on the trail, %d alarms", trail, alarms)
		}
		if c.films.times != 1 {
			t.Errorf("kept %d times", c.films.times)
		}
	})
}

// A result waits for recordings that lie at a node: until they are back, or a named person decides without them.
func TestAResultWaitsForRecordingsAtTheNode(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		id := r.Page.Sitting.ID
		from := c.Clock.Now()
		c.Clock.Advance(time.Hour)
		if _, err := n.exam.Submit(away.Ctx, away.Grip(), 3, ""); err != nil {
			t.Fatal(err)
		}
		held := func(pieces int) *outpost.FilmState {
			return &outpost.FilmState{Held: []outpost.FilmHeld{{Sitting: id, Pieces: pieces, From: from}, {Sitting: "a sitting of somebody else", Pieces: 5, From: from}},
				Missed: []outpost.FilmMiss{{Sitting: id, Seat: r.Seat, From: from, To: from.Add(time.Minute), Why: outpost.MissFull}, {Sitting: "a sitting of somebody else", Why: outpost.MissFull}}}
		}
		waits := func(want int) {
			t.Helper()
			got, err := c.FilmsAwaited(t.Context(), id)
			why, werr := c.Undecided(t.Context(), id)
			if err != nil || werr != nil || got.Pieces != want || (want > 0) != (len(why) > 0) || want > 0 && !got.From.Equal(from) {
				t.Fatalf("%+v %v %v %v, want %d", got, why, err, werr, want)
			}
		}
		n.tape = held(60)
		if got := n.sync(t); len(got.Receipts) != 1 || !got.Receipts[0].Closed {
			t.Fatalf("%+v", got.Receipts)
		}
		waits(60)
		if all, err := c.List(examtest.Invigilator()); err != nil || len(all) != 1 || all[0].Load.Films != 60 {
			t.Errorf("%+v %v", all, err)
		}
		if len(c.films.missed) != 1 || c.films.missed[0].Sitting != id {
			t.Errorf("told of %+v", c.films.missed)
		}
		n.tape = held(12)
		n.sync(t)
		waits(12)
		n.tape = nil // it cannot look
		n.sync(t)
		waits(12)
		if len(c.films.missed) != 1 {
			t.Error("told twice of the same")
		}
		if err := c.Recall(examtest.Invigilator(), id, "网络恢复后收回", false); !errors.Is(err, outpost.ErrClosed) {
			t.Errorf("a recall of what is back: %v", err)
		}
		if err := c.Recall(examtest.Invigilator(), id, "考场机已损坏", true); err != nil {
			t.Fatal(err)
		}
		waits(0)
		if err := c.Recall(examtest.Invigilator(), id, "考场机已损坏", true); !errors.Is(err, outpost.ErrClosed) {
			t.Errorf("decided twice: %v", err)
		}
		n.tape = held(11) // it lives after all: the decision stands, and what comes is kept
		n.sync(t)
		waits(0)
		f, body := n.filmOf(r, 2000)
		f.From, f.To = from, from.Add(time.Minute)
		if got, err := n.part(t, outpost.FilmPart{Film: f, Bytes: body}); err != nil || !got.Kept {
			t.Errorf("%+v %v", got, err)
		}
		n.tape = &outpost.FilmState{}
		n.sync(t)
		marks, err := c.store.MarksOf(t.Context(), id)
		if err != nil || len(marks) != 0 {
			t.Errorf("%+v %v", marks, err)
		}
	})
}

// Parts of a piece that never becomes whole are dropped after a month; a node that comes later begins it anew.
func TestPartsThatNeverBecomeWholeAreDropped(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, _ := begun(t, c)
		c.Clock.Advance(time.Minute)
		f, body := n.filmOf(r, outpost.FilmChunk+1)
		if _, err := n.part(t, outpost.FilmPart{Film: f, Bytes: body[:outpost.FilmChunk]}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := c.TidyFilms(t.Context()); err != nil || len(c.films.parts) != 1 {
				t.Fatalf("%v, %d parts", err, len(c.films.parts))
			}
		}
		c.Clock.Advance(31 * 24 * time.Hour)
		if err := c.TidyFilms(t.Context()); err != nil || len(c.films.parts) != 0 {
			t.Fatalf("%v, %d parts", err, len(c.films.parts))
		}
		if got, err := n.part(t, outpost.FilmPart{Film: f}); err != nil || got.Have != 0 {
			t.Errorf("%+v %v", got, err)
		}
	})
}

// Only a sitting that the node holds, that goes on, at its own seat, may be recorded there.
func TestWhoseCameraANodeMayRecord(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		if sit, err := n.Camera(t.Context(), r.Seat); err != nil || sit.ID != r.Page.Sitting.ID || sit.OrgPath == "" {
			t.Fatalf("%+v %v", sit, err)
		}
		if _, err := n.Camera(t.Context(), c.Sit().Seat); !errors.Is(err, outpost.ErrNoHold) {
			t.Errorf("a seat of the centre: %v", err)
		}
		c.Clock.Advance(time.Hour)
		if _, err := n.exam.Submit(away.Ctx, away.Grip(), 3, ""); err != nil {
			t.Fatal(err)
		}
		if sit, err := n.own.Sitting(t.Context(), r.Page.Sitting.ID); err != nil || sit.State == exam.Running {
			t.Fatal(sit.State, err)
		}
		if _, err := n.Camera(t.Context(), r.Seat); !errors.Is(err, outpost.ErrNoHold) {
			t.Errorf("after it was handed in: %v", err)
		}
	})
}
