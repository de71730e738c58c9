package vision

import (
	"time"

	"github.com/suikao/suikao/proctor"
)

// Detector is one thing that is noticed by itself. Name and version are stable: incidents carry them for years.
type Detector struct {
	Kind          proctor.Kind
	Name, Version string
	Threshold     float64
	// What `make bench-vision` measured on Clips labelled clips, which is the only place where it comes from: the bench and the tests of
	// package clips fail when it is another. Zero clips: not measured, so that it may only log.
	Precision, Recall float64
	Clips             int
	Budget            float64 // the least precision with which it may raise
	Faces             bool    // needs the models
	Drawn             bool    // what was measured was drawn, where living people are what matters: it may only log
}

// Register is the detector as the register of package proctor keeps it. One that was measured on drawings alone is entered as not
// measured.
func (d Detector) Register() proctor.Detector {
	out := proctor.Detector{Name: d.Name, Version: d.Version, Threshold: d.Threshold, Precision: d.Precision, Recall: d.Recall, Clips: d.Clips, Budget: d.Budget}
	if d.Drawn {
		out.Clips = 0
	}
	return out
}

// The detectors. Thresholds say of what: Covered of Grid.Spread, SceneChanged of Grid.Distance, Frozen of the movement of the nose in
// widths between the eyes, Looped of how far pictures are from earlier ones by what is usual, Absent and SeveralFaces of the score of a face, TurnedAway of Face.Yaw, OtherPerson of Cosine, Photograph of
// what differs between two pictures of a face pulled straight, Challenged of Face.Yaw beyond how the head was held, Blinked of the
// openness of the eyes by what it was.
var (
	Covered      = Detector{Kind: proctor.CameraCovered, Name: "vision.covered", Version: "1", Threshold: 6, Precision: 1, Recall: 1, Clips: 132, Budget: 0.98}
	SceneChanged = Detector{Kind: proctor.SceneChanged, Name: "vision.scene", Version: "2", Threshold: 0.2, Precision: 1, Recall: 1, Clips: 132, Budget: 0.98}
	Frozen       = Detector{Kind: proctor.CameraFrozen, Name: "vision.frozen", Version: "1", Threshold: 0.025, Precision: 1, Recall: 1, Clips: 132, Budget: 0.9}
	// Measured with pages that say the truth and pages that do not (see clips.Feeds).
	Repeats = Detector{Kind: proctor.CameraFrozen, Name: "vision.repeats", Version: "1", Threshold: stillGrid, Precision: 1, Recall: 1, Clips: 24, Budget: 0.98}
	// Measured with films of living movement that was drawn (see clips.Films). Of what living people do in rhythm the nearest to a film
	// fitted 0.44, everything else 0.5 and more.
	Looped = Detector{Kind: proctor.CameraLooped, Name: "vision.loop", Version: "1", Threshold: 0.35, Precision: 1, Recall: 0.952, Clips: 96, Budget: 0.98}
	// Stalled is no detector: that no picture comes is counted, not guessed.
	Stalled      = Detector{Kind: proctor.CameraFrozen}
	Absent       = Detector{Kind: proctor.Absent, Name: "vision.absent", Version: "1", Threshold: 0.5, Precision: 1, Recall: 1, Clips: 132, Budget: 0.98, Faces: true}
	SeveralFaces = Detector{Kind: proctor.SeveralFaces, Name: "vision.count", Version: "1", Threshold: 0.5, Precision: 1, Recall: 1, Clips: 132, Budget: 0.95, Faces: true}
	// Not measured: there are no clips of people who turn away.
	TurnedAway = Detector{Kind: proctor.TurnedAway, Name: "vision.turned", Version: "1", Threshold: 0.45, Budget: 0.95, Faces: true}
	// Pictures of one person alone can be had: what it says of others is not measured, so that it may only log.
	OtherPerson = Detector{Kind: proctor.OtherPerson, Name: "vision.sameperson", Version: "1", Threshold: 0.6, Budget: 0.98, Faces: true}
	// Measured with photographs, but with one portrait that is made to sway as the living face. Of twelve it told four, and two people
	// who read calmly.
	Photograph = Detector{Kind: proctor.Photograph, Name: "vision.photograph", Version: "1", Threshold: 0.075, Precision: 0.667, Recall: 0.333, Clips: 132, Budget: 0.95, Faces: true, Drawn: true}
	// Measured with one portrait whose head and lids are moved by drawing. Two of twenty-four who did not close their eyes when asked had
	// them closed by chance in two looks in a row.
	Challenged = Detector{Kind: proctor.ChallengeFailed, Name: "vision.challenge", Version: "1", Threshold: 0.22, Precision: 1, Recall: 1, Clips: 60, Budget: 0.95, Faces: true, Drawn: true}
	Blinked    = Detector{Kind: proctor.ChallengeFailed, Name: "vision.blink", Version: "1", Threshold: 0.6, Precision: 1, Recall: 0.917, Clips: 30, Budget: 0.95, Faces: true, Drawn: true}
)

// Detectors lists all.
func Detectors() []Detector {
	return []Detector{Covered, SceneChanged, Frozen, Repeats, Looped, Absent, SeveralFaces, TurnedAway, OtherPerson, Photograph, Challenged, Blinked}
}

// Bounds beside the thresholds. [design]
const (
	coveredEdges  = 5                // Grid.Edges below it: a lens behind something
	sceneLikeness = 0.55             // Grid.Likeness below it, with another spread
	sceneOther    = 0.2              // below it: another scene whatever the spread
	sceneLeft     = 0.55             // Grid.Unchanged above it: the same scene, of which a part changed
	sceneSame     = 0.8              // above it: the scene as it was, followed slowly
	sceneSettles  = 30 * time.Second // after it the new scene is the scene
	bodyLikeness  = 0.8              // above it, the body is where it was
	absentAnyway  = 30 * time.Second // without a face
	smallestFace  = 40               // pixels wide
	smallestName  = 60               // pixels wide, to be described
	straight      = 0.3              // Face.Yaw below it, to be described
	stillGrid     = 1.0              // Grid.Difference below it: nothing moved
)
