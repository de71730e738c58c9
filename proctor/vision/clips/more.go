package clips

import (
	"io"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// MeasuredMore adds to what was measured the detectors that have clips of their own: cameras that repeat one picture, and films that begin
// again and again.
func MeasuredMore(into map[string]vision.Detector, fed []Fed, filmed []Filmed, notes io.Writer) {
	enter := func(d vision.Detector, s Score, n int) {
		d.Precision, d.Recall, d.Clips = s.Precision(), s.Recall(), n
		into[d.Name] = d
	}
	enter(vision.Repeats, JudgeFeeds(fed, notes), len(fed))
	enter(vision.Looped, JudgeFilms(filmed, notes), len(filmed))
}

// OwnClips are how many clips of their own, each many of every kind, detectors were measured on, by name.
func OwnClips(each int) map[string]int {
	return map[string]int{vision.Repeats.Name: len(feeds) * each, vision.Looped.Name: len(movers) * each, string(proctor.WithoutMovement): len(writers) * each}
}
