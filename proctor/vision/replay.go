package vision

import (
	"time"

	"github.com/suikao/suikao/proctor"
)

// Told is what a Replay would have told.
type Told struct {
	Kind  proctor.Kind
	Over  bool // it ended
	At    time.Time
	Score float64
	Facts map[string]string
}

// Replay looks at the key frames of one camera one after the other, as a Service does, with a sitting that runs and a person who
// consented. It is for measuring detectors.
type Replay struct {
	tool  worker
	w     *watch
	named int
}

// NewReplay makes one; without models, faces are not looked for.
func NewReplay(m *Models) *Replay {
	r := &Replay{w: &watch{judge: newJudge(), stands: Standing{true, true, true}}}
	if m != nil {
		r.tool.eye = m.Eye()
	}
	return r
}

// Frame takes a key frame. near: the camera is asked for one each second now.
func (r *Replay) Frame(at time.Time, data []byte) (told []Told, near bool, err error) {
	img, err := r.tool.dec.decode(data)
	if err != nil {
		return nil, false, err
	}
	changes, near, _, named := r.w.see(img, at, r.tool.eye)
	if named {
		r.named++
	}
	for _, c := range changes {
		told = append(told, Told{c.kind, !c.until.IsZero() && c.kind != Challenged.Kind, c.at, c.score, c.facts})
	}
	return told, near, nil
}

// Ask begins a challenge.
func (r *Replay) Ask(a Act, at time.Time) Challenge { return r.w.judge.trial.ask(a, at) }

// Moved is what the newest key frame showed, as it is told to who relates inputs to movement; false while nothing is known.
func (r *Replay) Moved() (m Moved, ok bool) {
	j := r.w.judge
	return Moved{At: j.lastAt, Present: j.moves.present(), Moving: j.moves.moving}, j.moves.known
}

// Says takes a word of the page.
func (r *Replay) Says(word Word) { r.w.judge.says = word }

// Likenesses are the cosines of the newest descriptions to the reference.
func (r *Replay) Likenesses() []float64 { return r.w.judge.same.last }

// Fits is how well the newest minute repeats an earlier one: 1 not at all, 0 picture by picture.
func (r *Replay) Fits() float64 { return r.w.judge.loop.best() }

// Described is how many faces were described so far.
func (r *Replay) Described() int { return r.named }

// Consent says whether the person agreed to be described; at first they did.
func (r *Replay) Consent(yes bool) { r.w.stands.Consent = yes }
