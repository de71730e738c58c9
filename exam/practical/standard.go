package practical

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
)

// Standard is the practical examination of one operation item: data with its source, replaced by a new version when the
// authority changes it.
type Standard struct {
	Item       string    `json:"item"` // catalogue code
	Version    int       `json:"version"`
	Title      string    `json:"title"`
	Source     string    `json:"source"`
	Minutes    int       `json:"minutes"`
	Total      int       `json:"total"`
	Pass       int       `json:"pass"`
	RealObject bool      `json:"real_object_required"` // must be done on real objects, not simulated (河北, for welding)
	Subjects   []Subject `json:"subjects"`
}

// Subject is one of K1–K4. Weight is its share of the total, in points.
type Subject struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Weight int    `json:"weight"`
	Tasks  []Task `json:"tasks"`
}

// Task is one possible task of a subject. Vetoes are 否决项: one hit fails the examination.
type Task struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Minutes int      `json:"minutes"`
	Vetoes  []string `json:"vetoes"`
}

//go:embed seed/standards.json
var seed []byte

// Standards returns the embedded standards by item code.
func Standards() (map[string]Standard, error) {
	var list []Standard
	if err := json.Unmarshal(seed, &list); err != nil {
		return nil, fmt.Errorf("practical standards: %w", err)
	}
	out := map[string]Standard{}
	for _, s := range list {
		if err := s.check(); err != nil {
			return nil, err
		}
		out[s.Item] = s
	}
	return out, nil
}

func (s Standard) check() error {
	sum := 0
	for _, k := range s.Subjects {
		sum += k.Weight
		if len(k.Tasks) == 0 {
			return fmt.Errorf("practical standard %s: %s has no task", s.Item, k.Code)
		}
	}
	if sum != s.Total || s.Pass <= 0 || s.Pass > s.Total {
		return fmt.Errorf("practical standard %s: weights sum to %d of %d, pass %d", s.Item, sum, s.Total, s.Pass)
	}
	return nil
}

// Draw picks one task per subject from seed: the same seed gives the same tasks. The n-th subject uses
// SHA-256("practical/v1" ‖ seed ‖ n) modulo the number of tasks (bias below 2^-56).
func (s Standard) Draw(seed [32]byte) []Task {
	out := make([]Task, len(s.Subjects))
	for i, k := range s.Subjects {
		h := sha256.Sum256(append(append([]byte("practical/v1"), seed[:]...), byte(i)))
		out[i] = k.Tasks[binary.BigEndian.Uint64(h[:8])%uint64(len(k.Tasks))]
	}
	return out
}

// Mark is what an assessor gives one subject.
type Mark struct {
	Subject string   `json:"subject"`
	Points  int      `json:"points"` // 0 to the subject's weight
	Vetoes  []string `json:"vetoes"` // the veto items that were hit, as the task words them
	Note    string   `json:"note,omitempty"`
}

func (m Mark) same(o Mark) bool {
	return m.Subject == o.Subject && m.Points == o.Points && m.Note == o.Note && slices.Equal(m.Vetoes, o.Vetoes)
}

// Outcome is what equal sheets amount to.
type Outcome struct {
	Points int
	Vetoed bool
	Passed bool
}

// Judge adds up a complete sheet. One veto fails the examination whatever the points.
func (s Standard) Judge(sheet []Mark) Outcome {
	var o Outcome
	for _, m := range sheet {
		o.Points += m.Points
		o.Vetoed = o.Vetoed || len(m.Vetoes) > 0
	}
	o.Passed = o.Points >= s.Pass && !o.Vetoed
	return o
}
