package recording_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/recording/store"
)

// house is a house of sittings with cameras.
type house struct {
	*examtest.House
	rec   *recording.Service
	store *store.Store
	files blob.Store
	out   *jobs.Outbox
	heard []string // topics and causes
}

type films struct{ blob.Store }

func (f films) Put(ctx context.Context, key string, r io.Reader, size int64) (string, error) {
	got, err := f.Store.Put(ctx, key, r, size)
	return fmt.Sprintf("%x", got.SHA256), err
}

func (f films) Open(ctx context.Context, key string) (io.ReadSeekCloser, error) {
	r, _, err := f.Store.Open(ctx, key)
	return r, err
}

func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		test(t, newHouse(t, examtest.NewHouse(t, open(t), examtest.DefaultMix)))
	})
}

func newHouse(t *testing.T, base *examtest.House) *house {
	t.Helper()
	h := &house{House: base}
	dir, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dir.Close() })
	h.files = blob.NewSealed(dir, h.Ring)
	h.store, h.out = store.New(h.DB), jobs.NewOutbox(h.DB, h.Clock.Now)
	h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Sittings: h.Real, Files: films{h.files}})
	for _, topic := range recording.Topics() {
		h.out.On(topic, h.rec.Receive)
	}
	for _, topic := range []string{"camera.lost", "camera.returned"} {
		h.out.On(topic, func(_ context.Context, e actor.Event) error {
			h.heard = append(h.heard, e.Topic)
			return nil
		})
	}
	return h
}

// settle delivers events and sweeps, as the jobs do.
func (h *house) settle() {
	h.T.Helper()
	for range 2 {
		if _, err := h.out.Deliver(h.T.Context()); err != nil {
			h.T.Fatal(err)
		}
		if err := h.rec.SweepOnce(h.T.Context()); err != nil {
			h.T.Fatal(err)
		}
	}
}

// film is seconds of a sitting's recording from a time.
func (h *house) film(id exam.SittingID, from time.Time, seconds int) recording.Segment {
	h.T.Helper()
	seg := h.piece(id, from, seconds)
	if err := h.rec.Keep(h.T.Context(), seg, strings.NewReader(h.body(seg))); err != nil {
		h.T.Fatal(err)
	}
	return seg
}

// body is the content of a film.
func (h *house) body(seg recording.Segment) string { return strings.Repeat("f", int(seg.Size)) }

// piece is a film that is not kept.
func (h *house) piece(id exam.SittingID, from time.Time, seconds int) recording.Segment {
	return recording.Segment{ID: recording.SegmentID(actor.NewID(from)), Sitting: id, Room: examtest.Room, Seat: "seat", OrgPath: examtest.OrgPath,
		Session: actor.NewID(from), From: from, To: from.Add(time.Duration(seconds) * time.Second), Size: int64(20 + seconds), Width: 640, Height: 480, Frames: 15 * seconds, Sounds: 50}
}

func TestOnlyTheOwnLiveSeatMayPublish(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit()
		p, err := h.rec.Publisher(r.Ctx)
		if err != nil || p.Sitting != r.Page.Sitting.ID || p.Seat != r.Seat || p.Room != examtest.Room || p.OrgPath != examtest.OrgPath {
			t.Fatal(p, err)
		}
		elsewhere := p // as if the person had been given another seat meanwhile
		elsewhere.Seat = "another seat"
		if over, err := h.rec.Over(t.Context(), []recording.Place{p, elsewhere}); err != nil || !slices.Equal(over, []recording.Place{elsewhere}) {
			t.Errorf("%v %v", over, err)
		}
		other := actor.From(r.Ctx)
		other.Room = "another room"
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"an empty seat":          {examtest.AtSeat(h.Seat()), recording.ErrNoSitting},
			"the gate":               {actor.With(t.Context(), actor.Actor{Kind: actor.Device, Room: string(examtest.Room)}), recording.ErrNotSeat},
			"staff":                  {examtest.Invigilator(), recording.ErrNotSeat},
			"nobody":                 {t.Context(), recording.ErrNotSeat},
			"a seat of another room": {actor.With(t.Context(), other), recording.ErrNoSitting},
		} {
			if _, err := h.rec.Publisher(c.ctx); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		r.Begin()
		h.Clock.Advance(r.Page.Sitting.Deadline.Sub(h.Clock.Now()) + 2*time.Second)
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := h.rec.Publisher(r.Ctx); !errors.Is(err, recording.ErrNoSitting) {
			t.Errorf("after the end: %v", err)
		}
		if over, err := h.rec.Over(t.Context(), []recording.Place{p, {Sitting: "none"}}); err != nil || len(over) != 2 {
			t.Errorf("%v %v", over, err)
		}
	})
}

func TestLossAndReturnAreNoted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r, blind := h.Sit().Begin(), h.Sit().Begin()
		id := r.Page.Sitting.ID
		seen := func() {
			t.Helper()
			if err := h.rec.Seen(t.Context(), []exam.SittingID{id, "unknown"}); err != nil {
				t.Fatal(err)
			}
		}
		var passed []string
		h.rec.OnSay(func(_ context.Context, id exam.SittingID, c recording.Cause) {
			passed = append(passed, string(id)+" "+string(c))
		})
		if err := h.rec.Say(blind.Ctx, recording.Refused); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(passed, []string{string(blind.Page.Sitting.ID) + " REFUSED"}) {
			t.Errorf("passed on: %v", passed)
		}
		h.settle() // the event of the start comes after the seat's word
		for range 5 {
			h.Clock.Advance(2 * time.Second)
			seen()
			h.settle()
		}
		last := h.Clock.Now()
		if !slices.Equal(h.heard, []string{"camera.lost"}) {
			t.Fatalf("one has no camera: %v", h.heard)
		}
		if gaps, _ := h.store.Gaps(t.Context(), blind.Page.Sitting.ID); len(gaps) != 1 || gaps[0].Cause != recording.Refused || !gaps[0].From.Equal(blind.Page.Sitting.StartedAt) {
			t.Errorf("%+v", gaps)
		}
		h.Clock.Advance(10 * time.Second) // the media node is killed
		h.settle()
		h.settle()
		h.Clock.Advance(20 * time.Second)
		h.settle()
		seen()
		back := h.Clock.Now()
		h.settle()
		if !slices.Equal(h.heard, []string{"camera.lost", "camera.lost", "camera.returned"}) {
			t.Fatal(h.heard)
		}
		gaps, _ := h.store.Gaps(t.Context(), id)
		if len(gaps) != 1 || !gaps[0].From.Equal(last) || !gaps[0].To.Equal(back) {
			t.Fatalf("%+v, lost %v back %v", gaps, last, back)
		}
		// The paper is handed in while the camera of the other is away: its gap ends with the paper, and nothing is lost later.
		blind.Answer(1, "A")
		h.Clock.Advance(blind.Page.Sitting.Deadline.Sub(h.Clock.Now()) + 2*time.Second)
		seen()
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(time.Minute)
		h.settle()
		h.Clock.Advance(time.Hour)
		h.settle()
		sit, _ := h.Real.Sitting(t.Context(), blind.Page.Sitting.ID)
		if gaps, _ := h.store.Gaps(t.Context(), sit.ID); len(gaps) != 1 || !gaps[0].To.Equal(sit.SubmittedAt) || sit.SubmittedAt.IsZero() {
			t.Errorf("%+v, handed in %v", gaps, sit.SubmittedAt)
		}
		if silent, _ := h.store.Silent(t.Context(), h.Clock.Now(), 10); len(silent) != 0 {
			t.Errorf("%+v", silent)
		}
		blind.Check()
	})
}

func TestSegmentsAreChainedAndShown(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		id, from := r.Page.Sitting.ID, r.Page.Sitting.StartedAt
		first := h.film(id, from.Add(-10*time.Second), 40)
		h.film(id, from.Add(30*time.Second), 30)
		h.film(id, from.Add(90*time.Second), 30)
		if err := h.rec.Keep(t.Context(), first, strings.NewReader("again")); err != nil {
			t.Errorf("the same segment again: %v", err)
		}
		h.Clock.Advance(200 * time.Second)
		got, err := h.rec.Of(examtest.Invigilator(), id)
		if err != nil || len(got.Segments) != 3 || got.Broken != 0 || got.Coverage.Recorded != 90*time.Second || got.Coverage.Percent() < 40 || got.Coverage.Percent() > 46 {
			t.Fatalf("%+v %v", got, err)
		}
		if bad, err := h.rec.CheckFiles(examtest.Officer(examtest.OrgPath, people.Inspector), id); err != nil || len(bad) != 0 {
			t.Errorf("%v %v", bad, err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{"another authority": {examtest.Officer("/elsewhere/", people.RemoteInvigilator), recording.ErrNotFound}, "the seat": {r.Ctx, recording.ErrNotFound},
			"a releaser": {examtest.Officer(examtest.OrgPath, people.ResultReleaser), recording.ErrForbidden}} {
			if _, err := h.rec.Of(c.ctx, id); !errors.Is(err, c.want) {
				t.Errorf("%s lists: %v", name, err)
			}
			if _, _, err := h.rec.Open(c.ctx, first.ID); !errors.Is(err, c.want) {
				t.Errorf("%s plays: %v", name, err)
			}
		}
		views := func() (n int64) {
			h.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM audit_entry WHERE verb = 'recording.view'").Scan(&n)
			return n
		}
		for range 3 {
			_, f, err := h.rec.Open(examtest.Invigilator(), first.ID)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := io.ReadAll(f); err != nil || int64(len(b)) != first.Size {
				t.Errorf("%q %v", b, err)
			}
			_ = f.Close()
		}
		h.Clock.Advance(11 * time.Minute)
		if _, f, err := h.rec.Open(examtest.Invigilator(), first.ID); err != nil || f.Close() != nil {
			t.Fatal(err)
		}
		if n := views(); n != 2 {
			t.Errorf("%d entries on the trail", n)
		}
		// Somebody exchanges a file, and somebody changes a row.
		if _, err := h.files.Put(t.Context(), got.Segments[1].Key, strings.NewReader("another film"), 100); err != nil {
			t.Fatal(err)
		}
		if bad, err := h.rec.CheckFiles(examtest.Invigilator(), id); err != nil || !slices.Equal(bad, []int{2}) {
			t.Errorf("%v %v", bad, err)
		}
		if err := h.DB.Conn(t.Context()).Exec("UPDATE recording_segment SET to_at = to_at + 60000 WHERE sitting_id = ? AND no = 2", string(id)).Error; err != nil {
			t.Fatal(err)
		}
		if got, _ := h.rec.Of(examtest.Invigilator(), id); got.Broken != 2 {
			t.Errorf("a changed row: %d", got.Broken)
		}
		if err := h.DB.Conn(t.Context()).Exec("DELETE FROM recording_segment WHERE sitting_id = ? AND no = 1", string(id)).Error; err != nil {
			t.Fatal(err)
		}
		if got, _ := h.rec.Of(examtest.Invigilator(), id); got.Broken != 1 {
			t.Errorf("a missing row: %d", got.Broken)
		}
	})
}

// Two media nodes keep segments of one sitting at the same time: one chain, no number twice.
func TestManyKeepersOneChain(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.Sit().Begin().Page.Sitting.ID
		now := h.Clock.Now()
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				for k := range 5 {
					from := now.Add(time.Duration(i*100+k) * time.Second)
					seg := recording.Segment{ID: recording.SegmentID(actor.NewID(from)), Sitting: id, Room: examtest.Room, OrgPath: examtest.OrgPath, Session: actor.NewID(from), From: from, To: from.Add(time.Second), Size: 1}
					for {
						err := h.rec.Keep(context.Background(), seg, strings.NewReader("x"))
						if err == nil {
							break
						}
						if !errors.Is(err, recording.ErrTaken) {
							t.Error(err)
							return
						}
					}
				}
			})
		}
		wg.Wait()
		list, err := h.store.Segments(t.Context(), id)
		if err != nil || len(list) != 20 || recording.CheckChain(id, list) != 0 {
			t.Errorf("%d segments, broken at %d, %v", len(list), recording.CheckChain(id, list), err)
		}
	})
}

// Whatever the segments: what is recorded is the time that at least one of them covers while the paper is open.
func TestCoverageIsAUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(s int) time.Time { return time.Unix(1_800_000_000+int64(s), 0) }
		end := 100 + rapid.IntRange(1, 200).Draw(t, "long")
		var list []recording.Segment
		covered := map[int]bool{}
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			from := rapid.IntRange(0, 350).Draw(t, "from")
			to := from + rapid.IntRange(0, 90).Draw(t, "for")
			list = append(list, recording.Segment{From: at(from), To: at(to)})
			for x := max(from, 100); x < min(to, end); x++ {
				covered[x] = true
			}
		}
		c := recording.Cover(at(100), at(end), list)
		if c.Recorded != time.Duration(len(covered))*time.Second || c.Total != time.Duration(end-100)*time.Second || c.Percent() != len(covered)*100/(end-100) {
			t.Fatalf("%+v, %d covered", c, len(covered))
		}
	})
}
