package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
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
	trials, err := clips.Challenges(ctx, m, each, runtime.GOMAXPROCS(0), nil)
	if err != nil {
		return err
	}
	own, err := ownClips(ctx, m, each, progress)
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
	}{{"covered", proctor.CameraCovered}, {"scene", proctor.SceneChanged}, {"absent", proctor.Absent}, {"count", proctor.SeveralFaces}, {"frozen", proctor.CameraFrozen},
		{"photograph", proctor.Photograph}} {
		line += fmt.Sprintf(" %s_p=%.3f %s_r=%.3f", d.name, scores[d.kind].Precision(), d.name, scores[d.kind].Recall())
	}
	measured := clips.Measured(all, trials, progress)
	clips.MeasuredMore(measured, own.fed, own.filmed, progress)
	for _, d := range []vision.Detector{vision.Challenged, vision.Blinked, vision.Repeats, vision.Looped} {
		got := measured[d.Name]
		line += fmt.Sprintf(" %s_p=%.3f %s_r=%.3f", word(d), got.Precision, word(d), got.Recall)
	}
	line += fmt.Sprintf(" movement_p=%.3f movement_r=%.3f", own.moved.Precision(), own.moved.Recall())
	registered := errors.Join(registeredAs(measured, progress), movedAs(own.moved, each))
	_, err = fmt.Fprintf(out, "%s sameperson_p=n/a sameperson_r=n/a same_kept=%.3f challenge_photo_r=%.3f ms_kiosk=%s ms_server=%.1f ms_decode=%.1f ms_detect=%.1f ms_describe=%.1f simd=%t "+
		"note=sameperson_log_only_one_person,photograph_challenge_blink_log_only_drawn\n", line, kept(all), caught(trials), seat, cost.whole, cost.decode, cost.detect, cost.describe, graph.Vector)
	return errors.Join(err, registered)
}

// own is what the clips gave that belong to one detector each.
type own struct {
	fed    []clips.Fed
	filmed []clips.Filmed
	moved  clips.Score
}

func ownClips(ctx context.Context, m *vision.Models, each int, progress io.Writer) (o own, err error) {
	if o.fed, err = clips.Feeds(ctx, each, runtime.GOMAXPROCS(0)); err != nil {
		return o, err
	}
	if o.filmed, err = clips.Films(ctx, each, runtime.GOMAXPROCS(0)); err != nil {
		return o, err
	}
	written, err := clips.Writings(ctx, m, each, runtime.GOMAXPROCS(0))
	o.moved = clips.JudgeWritings(written, progress)
	return o, err
}

// movedAs compares what was measured of answers without movement with what package input has registered of it.
func movedAs(s clips.Score, each int) error {
	for _, d := range input.Detectors() {
		if d.Name != string(proctor.WithoutMovement) || d.Clips == 0 {
			continue
		}
		if p, r := s.Precision()-d.Precision, s.Recall()-d.Recall; p < -0.0005 || r < -0.0005 || each == clips.Each && (p > 0.0005 || r > 0.0005) {
			return fmt.Errorf("%s is registered with precision %.3f, recall %.3f, and has %.3f, %.3f: enter them in proctor/input/detectors.go", d.Name, d.Precision, d.Recall, s.Precision(), s.Recall())
		}
	}
	return nil
}

// word is the last part of a detector's name.
func word(d vision.Detector) string { return d.Name[strings.LastIndexByte(d.Name, '.')+1:] }

// registeredAs compares what was measured with what package vision has registered of its detectors. On as many clips as those figures
// were measured on, any difference is an error; on others, one that did worse is.
func registeredAs(measured map[string]vision.Detector, progress io.Writer) error {
	var wrong []error
	for _, d := range vision.Detectors() {
		got := measured[d.Name]
		p, r := got.Precision-d.Precision, got.Recall-d.Recall
		switch same := max(math.Abs(p), math.Abs(r)) < 0.0005 && got.Clips == d.Clips; {
		case d.Clips == 0 || same:
		case got.Clips == d.Clips || p < -0.0005 || r < -0.0005:
			wrong = append(wrong, fmt.Errorf("%s is registered with precision %.3f, recall %.3f on %d clips, and has %.3f, %.3f on %d: enter them in proctor/vision/detectors.go",
				d.Name, d.Precision, d.Recall, d.Clips, got.Precision, got.Recall, got.Clips))
		default:
			_, _ = fmt.Fprintf(progress, "  %s is registered with precision %.3f, recall %.3f on %d clips; here %.3f, %.3f on %d\n", d.Name, d.Precision, d.Recall, d.Clips, got.Precision, got.Recall, got.Clips)
		}
	}
	return errors.Join(wrong...)
}

// caught is the share of photographs that are told not to have done what they were asked for.
func caught(all []clips.Trial) float64 {
	n, of := 0, 0
	for _, t := range all {
		if strings.HasPrefix(t.Name, "photograph") {
			of++
			if t.Told {
				n++
			}
		}
	}
	return float64(n) / float64(max(1, of))
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
