package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
	"github.com/suikao/suikao/proctor/vision/clips"
	"github.com/suikao/suikao/proctor/vision/graph"
)

// Vision measures the detectors of package vision on each clips of every story, and what one picture costs. What was told wrongly or
// not at all is written to progress. The last words of the line say what was not measured.
func Vision(ctx context.Context, models fs.FS, kiosk Kiosk, each int, out, progress io.Writer) error {
	m, err := vision.LoadModels(models)
	if err != nil {
		return fmt.Errorf("the models are not built into this program (make build): %w", err)
	}
	begun := time.Now()
	seat, err := kioskCost(ctx, kiosk)
	if err != nil {
		return err
	}
	all, err := clips.WatchAll(ctx, m, clips.All(each), runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	scores := clips.Judge(all, progress)
	turned, err := clips.Photographs(ctx, m, each)
	if err != nil {
		return err
	}
	cost, err := pictureCost(ctx, m)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(progress, "  %d clips in %.0f s\n", len(all), time.Since(begun).Seconds())
	line := fmt.Sprintf("bench vision: clips=%d", len(all))
	for _, d := range []struct {
		name string
		kind proctor.Kind
	}{{"covered", proctor.CameraCovered}, {"scene", proctor.SceneChanged}, {"absent", proctor.Absent}, {"count", proctor.SeveralFaces}, {"frozen", proctor.CameraFrozen}} {
		line += fmt.Sprintf(" %s_p=%.3f %s_r=%.3f", d.name, scores[d.kind].Precision(), d.name, scores[d.kind].Recall())
	}
	registered := registeredAs(scores, len(all), progress)
	_, err = fmt.Fprintf(out, "%s sameperson_p=n/a sameperson_r=n/a same_kept=%.3f challenge_photo_r=%.3f looped_seen=%.3f ms_kiosk=%s ms_server=%.1f ms_decode=%.1f ms_detect=%.1f ms_describe=%.1f simd=%t "+
		"note=sameperson_log_only_one_person\n", line, kept(all), turned, told(all, "looped"), seat, cost.whole, cost.decode, cost.detect, cost.describe, graph.Vector)
	return errors.Join(err, registered)
}

// registeredAs compares what was measured with what package vision has registered of its detectors: one that did worse is an error,
// other clips are a note.
func registeredAs(scores map[proctor.Kind]clips.Score, n int, progress io.Writer) error {
	var worse []error
	for _, d := range vision.Detectors() {
		p, r := scores[d.Kind].Precision(), scores[d.Kind].Recall()
		switch {
		case d.Clips == 0 || n == 0:
		case p < d.Precision-0.0005 || r < d.Recall-0.0005:
			worse = append(worse, fmt.Errorf("%s is registered with precision %.3f, recall %.3f on %d clips, and has %.3f, %.3f on %d: enter them in proctor/vision/detectors.go",
				d.Name, d.Precision, d.Recall, d.Clips, p, r, n))
		case n != d.Clips || p > d.Precision+0.0005 || r > d.Recall+0.0005:
			_, _ = fmt.Fprintf(progress, "  %s is registered with precision %.3f, recall %.3f on %d clips; here %.3f, %.3f on %d\n", d.Name, d.Precision, d.Recall, d.Clips, p, r, n)
		}
	}
	return errors.Join(worse...)
}

// kept is the share of clips with one person in which nobody is taken for another.
func kept(all []clips.Seen) float64 {
	n, of := 0, 0
	for _, r := range all {
		if _, other := r.Told[proctor.OtherPerson]; len(r.Alike) > 0 {
			of++
			if !other {
				n++
			}
		}
	}
	return float64(n) / float64(max(1, of))
}

// told is the share of clips of a story for which anything is told.
func told(all []clips.Seen, story string) float64 {
	n, of := 0, 0
	for _, r := range all {
		if strings.HasPrefix(r.Clip.Name, story) {
			of++
			n += min(1, len(r.Told))
		}
	}
	return float64(n) / float64(max(1, of))
}

// cost is processor time in ms of one picture.
type cost struct{ whole, decode, detect, describe float64 }

// pictureCost measures one core: a key frame decoded and judged alone, with faces looked for, and with the face described; medians.
func pictureCost(ctx context.Context, m *vision.Models) (cost, error) {
	c, _ := clips.Named("honest", 4242)
	frames, err := c.Frames(ctx)
	if err != nil {
		return cost{}, err
	}
	bare, full := vision.NewReplay(nil), vision.NewReplay(m)
	var decode, found, whole []float64
	for i, f := range frames {
		at := time.UnixMilli(int64(i) * 60_000) // each is due for everything
		begun := processorTime()
		if _, _, err := bare.Frame(at, f); err != nil {
			return cost{}, err
		}
		mid := processorTime()
		named := full.Described()
		if _, _, err := full.Frame(at, f); err != nil {
			return cost{}, err
		}
		end := processorTime()
		decode = append(decode, ms(mid-begun))
		if full.Described() > named {
			whole = append(whole, ms(end-mid))
		} else {
			found = append(found, ms(end-mid))
		}
	}
	if len(found) == 0 { // every one was described
		one := vision.NewReplay(m)
		one.Consent(false)
		for i, f := range frames {
			begun := processorTime()
			if _, _, err := one.Frame(time.UnixMilli(int64(i)*60_000), f); err != nil {
				return cost{}, err
			}
			found = append(found, ms(processorTime()-begun))
		}
	}
	mid := func(v []float64) float64 {
		if len(v) == 0 {
			return 0
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	return cost{mid(whole), mid(decode), max(0, mid(found)-mid(decode)), max(0, mid(whole)-mid(found))}, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
