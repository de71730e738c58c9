package clips

import (
	"io"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// MeasuredMore adds to what was measured the detector that has clips of its own: cameras that repeat one picture.
func MeasuredMore(into map[string]vision.Detector, fed []Fed, notes io.Writer) {
	d, s := vision.Repeats, JudgeFeeds(fed, notes)
	d.Precision, d.Recall, d.Clips = s.Precision(), s.Recall(), len(fed)
	into[d.Name] = d
}

// OwnClips are how many clips of their own, each many of every kind, detectors were measured on, by name.
func OwnClips(each int) map[string]int {
	return map[string]int{vision.Repeats.Name: len(feeds) * each, string(proctor.WithoutMovement): len(writers) * each}
}
