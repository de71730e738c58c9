package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/vision"
	"github.com/suikao/suikao/proctor/vision/clips"
	"github.com/suikao/suikao/proctor/vision/graph"
)

// eyes are the server's eyes over sittings that run, of people who agreed to be compared; what they tell is counted.
type eyes struct {
	*vision.Service
	cameras *lateCameras
	told    *teller
}

// lateCameras is the server that is opened after its watcher.
type lateCameras struct{ *media.Server }

func openEyes(models fs.FS) eyes {
	e := eyes{cameras: &lateCameras{}, told: &teller{}}
	e.Service = vision.New(vision.Config{Incidents: e.told, Sittings: e.told, Cameras: e.cameras, Models: models, Clock: time.Now,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	return e
}

// looks tells what the eyes have done.
func (e eyes) looks(*http.Request, string) (string, error) {
	if !e.Covers() {
		return "", fmt.Errorf("the models are not built into this program (make build)")
	}
	b, err := json.Marshal(e.Figures())
	return string(b), err
}

// teller is the world around the eyes: everybody sits and writes.
type teller struct{}

// Raise implements vision.Incidents.
func (*teller) Raise(context.Context, proctor.Signal) (proctor.Incident, error) {
	return proctor.Incident{}, nil
}

// Over implements vision.Incidents.
func (*teller) Over(context.Context, proctor.Signal) error { return nil }

// Standing implements vision.Sittings.
func (*teller) Standing(context.Context, exam.SittingID) (vision.Standing, error) {
	return vision.Standing{Live: true, Running: true, Consent: true}, nil
}

// What a seat is due at the default rates, each second, and how many descriptions make a person known.
const (
	looksDue   = 0.5
	facesDue   = 0.1
	knownAfter = 5
	atDue      = 0.95 // of what is due: the rates were kept
	atMost     = 3    // times half as many seats
)

// sawn is what seeing cost, processor time in ms of a seat's second, and what was looked at for it in a second.
type sawn struct {
	seats               int
	whole, alone        float64 // the whole server; what of it is not taking and recording
	looks, faces, named float64
}

func (r sawn) line() string {
	return fmt.Sprintf("seeing_cpu_ms_per_seat_s=%.2f seeing_whole_cpu_ms=%.2f seeing_seats=%d seeing_looks_per_seat_s=%.3f seeing_faces_per_seat_s=%.3f seeing_named_per_seat_s=%.4f simd=%t",
		r.alone, r.whole, r.seats, r.looks, r.faces, r.named, graph.Vector)
}

// kept reports whether the default rates were.
func (r sawn) kept() bool { return r.looks >= atDue*looksDue && r.faces >= atDue*facesDue }

// seeingCost is what looking at cameras costs at the default rates, when everybody is known: with so many seats as this machine can look
// at, which is halved until all that is due is looked at. Everybody sits before a film of a drawn room. The cost of looking is that of
// the whole server less that of one that takes and records as many cameras and does not look. Medians of as many measures as the plan
// has runs.
func seeingCost(ctx context.Context, exe string, plan ProctorPlan, dir string, progress io.Writer) (r sawn, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return r, err
	}
	honest, _ := clips.Named("honest", 4242)
	film, err := honest.Film(ctx, 10, 395)
	if err != nil {
		return r, err
	}
	clip := filepath.Join(dir, "person.ivf")
	if err := os.WriteFile(clip, film, 0o600); err != nil {
		return r, err
	}
	plan.Streams = plan.Seats
	for range atMost {
		if r, err = seeingAt(ctx, exe, plan, dir, clip, progress); err != nil || r.kept() {
			return r, err
		}
		_, _ = fmt.Fprintf(progress, "  %d seats are more than this machine can look at as often as is due\n", plan.Streams)
		plan.Streams = max(1, plan.Streams/2)
	}
	return r, fmt.Errorf("this machine is too busy to look at %d seats as often as is due: %.3f looks and %.3f for faces in a second of a seat", r.seats, r.looks, r.faces)
}

// seeingAt measures with as many seats as the plan has streams.
func seeingAt(ctx context.Context, exe string, plan ProctorPlan, dir, clip string, progress io.Writer) (r sawn, err error) {
	r.seats = plan.Streams
	dir = filepath.Join(dir, fmt.Sprint(r.seats))
	blind, err := openStudio(ctx, exe, plan, "record", filepath.Join(dir, "blind"), clip)
	if err != nil {
		return r, err
	}
	base, err := blind.often(ctx, plan)
	blind.close()
	if err != nil {
		return r, err
	}
	s, err := openStudio(ctx, exe, plan, "seeing", filepath.Join(dir, "seeing"), clip)
	if err != nil {
		return r, err
	}
	defer s.close()
	begun := time.Now()
	for {
		f, err := s.looked(ctx)
		if err != nil {
			return r, err
		}
		if f.Named >= int64(knownAfter*plan.Streams) {
			break
		}
		if time.Since(begun) > plan.Settle {
			return r, fmt.Errorf("after %s %d of %d first descriptions were made", plan.Settle, f.Named, knownAfter*plan.Streams)
		}
		if err := rest(ctx, time.Second); err != nil {
			return r, err
		}
	}
	_, _ = fmt.Fprintf(progress, "seeing %d seats: everybody is known after %.0f s\n", r.seats, time.Since(begun).Seconds())
	plan.Measure = plan.Look
	before, err := s.looked(ctx)
	if err != nil {
		return r, err
	}
	from := time.Now()
	if r.whole, err = s.often(ctx, plan); err != nil {
		return r, err
	}
	after, err := s.looked(ctx)
	if err != nil {
		return r, err
	}
	each := time.Since(from).Seconds() * float64(plan.Streams)
	r.alone, r.looks = r.whole-base, float64(after.Seen-before.Seen)/each
	r.faces, r.named = float64(after.Looked-before.Looked)/each, float64(after.Named-before.Named)/each
	_, _ = fmt.Fprintf(progress, "  %s; without looking %.2f; %.3f decoded, %d dropped, %d told, %.2f ms by the clock\n", r.line(), base, float64(after.Decoded-before.Decoded)/each,
		after.Dropped-before.Dropped, after.Raised-before.Raised, float64((after.Busy-before.Busy).Milliseconds())/each)
	return r, nil
}

// often is the median of the server's cost of a seat's second, over as many measures as the plan has runs.
func (s *studio) often(ctx context.Context, plan ProctorPlan) (float64, error) {
	if err := rest(ctx, plan.Warm); err != nil {
		return 0, err
	}
	var costs []float64
	for range plan.Runs {
		cost, err := s.cost(ctx, plan)
		if err != nil {
			return 0, err
		}
		costs = append(costs, cost)
	}
	return median(costs), nil
}

func (s *studio) looked(ctx context.Context) (f vision.Figures, err error) {
	b, err := ask(ctx, "GET", s.address, "/looks", nil)
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	return f, err
}
