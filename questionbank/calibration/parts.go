package calibration

// PartHealth is what the answers say about one question of a case by itself.
type PartHealth struct {
	Answers  int
	Right    int
	Open     int     // without an answer
	Late     int     // open when the time was over; they are among Open
	Biserial float64 // corrected point-biserial with the score on the rest of the paper, the other questions of the case left out; 0 where it is not defined
	Flags    []Flag
}

// examineParts reckons each question of a case from the answers to the case that say how each was answered. The other questions of the
// case are no part of the score that a question is held against: what hangs together with it would speak for it.
func examineParts(list []glance) []PartHealth {
	var known []glance
	parts := 0
	for _, g := range list {
		if g.Parts > 0 {
			known, parts = append(known, g), max(parts, int(g.Parts))
		}
	}
	out := make([]PartHealth, parts)
	for n := range out {
		p := &out[n]
		for _, g := range known {
			p.Answers++
			p.Right += int(g.Choice >> n & 1)
			if g.Open>>n&1 == 1 {
				p.Open++
				p.Late += side(g.Late)
			}
		}
		share, biserial := corrected(known, func(g glance) bool { return g.Choice>>n&1 == 1 })
		p.Biserial = biserial
		p.Flags = Health{Answers: p.Answers, Share: share, Biserial: biserial, Infit: 1, Late: float64(p.Late) / float64(p.Answers)}.flags()
	}
	return out
}
