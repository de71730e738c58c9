package exam

import (
	"github.com/suikao/suikao/questionbank/assembly"
)

// Shape is what must be known of a paper to judge whether an answer is well formed: per question the number of options
// and whether several may be chosen. It holds nothing secret and never changes after the draw.
type Shape []shapeQuestion

type shapeQuestion struct {
	options  byte
	multiple bool
}

// ShapeOf takes the shape of a drawn paper.
func ShapeOf(p assembly.Paper) Shape {
	s := make(Shape, len(p.Questions))
	for i, q := range p.Questions {
		s[i] = shapeQuestion{options: byte(min(len(q.Options), 26)), multiple: q.Type.Several()}
	}
	return s
}

// Check reports whether answer is a possible choice for a question: letters in rising order, each once, all among the
// options, one at most unless several may be chosen. The empty choice takes an answer back.
func (s Shape) Check(question int, answer string) error {
	if question < 1 || question > len(s) {
		return ErrQuestion.With("question", question)
	}
	q := s[question-1]
	if len(answer) > 1 && !q.multiple {
		return ErrOption.With("question", question)
	}
	last := byte('A' - 1)
	for i := range len(answer) {
		c := answer[i]
		if c <= last || c >= 'A'+q.options {
			return ErrOption.With("question", question)
		}
		last = c
	}
	return nil
}

// CheckEntry reports whether a candidate's record may stand in the journal of a sitting with this paper.
func (s Shape) CheckEntry(k EntryKind, question int, answer string) error {
	switch k {
	case EntryAnswer:
		return s.Check(question, answer)
	case EntryMark:
		if answer != "" && answer != "1" {
			return ErrEntry
		}
		return s.Check(question, "")
	default:
		return ErrEntry
	}
}

// Answers is what a journal says at its end.
type Answers struct {
	Given  map[int]string // question → letters; questions without an answer are absent
	Marked map[int]bool   // marked for review
}

// Fold reads the journal in order; the last word on a question counts.
func Fold(entries []Entry) Answers {
	a := Answers{Given: map[int]string{}, Marked: map[int]bool{}}
	for _, e := range entries {
		switch e.Kind {
		case EntryAnswer:
			if e.Answer == "" {
				delete(a.Given, e.Question)
			} else {
				a.Given[e.Question] = e.Answer
			}
		case EntryMark:
			if e.Answer == "" {
				delete(a.Marked, e.Question)
			} else {
				a.Marked[e.Question] = true
			}
		}
	}
	return a
}
