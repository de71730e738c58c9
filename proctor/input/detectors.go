package input

import "github.com/suikao/suikao/proctor"

// Detectors are the rules as they are entered in the register. Precision and recall are those of the simulated sittings of
// web/ws/provenance_test.go: 1,000 honest ones without a hold and 100 runs of each attack, all noticed. They say how the rules deal
// with what they were made for; live precision comes from the blind audit of samples. The rule about movement was
// measured by package clips of proctor/vision (`make bench-vision`): 30 clips of people who type, click and touch while they move less
// than people do, of which none is told, and 30 of seats at which answers come while the chair is empty or nothing stirs, all told
// within 6.4 s of the first such answer (2026-11-22). The people are one portrait that is made to sway: live samples have the last word.
func Detectors() []proctor.Detector {
	var out []proctor.Detector
	for _, k := range []proctor.Kind{proctor.WithoutEvent, proctor.Synthetic, proctor.RemoteArtefact, proctor.SecondSocket, proctor.DevTools} {
		out = append(out, proctor.Detector{Name: string(k), Version: Version, Threshold: 1, Precision: 1, Recall: 1, Clips: 1100, Budget: 0.9})
	}
	return append(out, proctor.Detector{Name: string(proctor.WithoutMovement), Version: Version, Threshold: 1, Precision: 1, Recall: 1, Clips: 60, Budget: 0.9})
}
