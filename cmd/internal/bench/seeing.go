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

// What is due at the default rates: looks of a seat in a second, and descriptions until a person is known. Eyes that cannot keep up
// would cost too little.
const (
	looksDue   = 0.5
	knownAfter = 5
)

// seeingCost is the processor time of the whole server, ms for one seat and second, while it takes, records and looks at every camera
// at the default rates: the median of as many measures as the plan has runs. Everybody sits before a film of a drawn room, and was
// there long enough to be known. On a machine that cannot look at all that is due, what looking costs beyond ingest is reckoned up to it.
func seeingCost(ctx context.Context, exe string, plan ProctorPlan, ingest float64, dir string, progress io.Writer) (float64, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, err
	}
	honest, _ := clips.Named("honest", 4242)
	film, err := honest.Film(ctx, 10, 395)
	if err != nil {
		return 0, err
	}
	clip := filepath.Join(dir, "person.ivf")
	if err := os.WriteFile(clip, film, 0o600); err != nil {
		return 0, err
	}
	s, err := openStudio(ctx, exe, plan, "seeing", dir, clip)
	if err != nil {
		return 0, err
	}
	defer s.close()
	for end := time.Now().Add(plan.Settle); time.Now().Before(end); {
		f, err := s.looked(ctx)
		if err != nil {
			return 0, err
		}
		if f.Named >= int64(knownAfter*plan.Streams) {
			break
		}
		if err := rest(ctx, time.Second); err != nil {
			return 0, err
		}
	}
	long := plan
	long.Measure = plan.Look
	var costs []float64
	for i := range plan.Runs {
		before, err := s.looked(ctx)
		if err != nil {
			return 0, err
		}
		from := time.Now()
		cost, err := s.cost(ctx, long)
		if err != nil {
			return 0, err
		}
		after, err := s.looked(ctx)
		if err != nil {
			return 0, err
		}
		each := time.Since(from).Seconds() * float64(plan.Streams)
		rate := float64(after.Seen-before.Seen) / each
		fmt.Fprintf(progress, "seeing %d: cpu_ms_per_seat_s=%.2f, of a seat in a second %.3f key frames looked at, %.3f for faces, %.4f described; %d dropped, %d told\n", i+1, cost,
			rate, float64(after.Looked-before.Looked)/each, float64(after.Named-before.Named)/each, after.Dropped-before.Dropped, after.Raised-before.Raised)
		if rate > 0 && rate < 0.95*looksDue {
			cost = ingest + max(0, cost-ingest)*looksDue/rate
			fmt.Fprintf(progress, "  this machine is too busy to look at all that is due; reckoned up: %.2f\n", cost)
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
