package practical

import (
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// ExamID identifies one practical examination of one person.
type ExamID string

// State is where an examination stands.
type State string

// States. OPEN waits for the assessors, DIFFERENT for them to agree, CONFIRMED and VOID are final.
const (
	Open      State = "OPEN"
	Different State = "DIFFERENT"
	Confirmed State = "CONFIRMED"
	Void      State = "VOID" // broken off for a technical reason; not an attempt
)

// Exam is one practical examination.
type Exam struct {
	ID        ExamID
	Person    people.PersonID
	Item      string
	Path      string // organisation path of the exam point
	On        actor.Date
	Standard  int // version of the standard
	Seed      [32]byte
	Tasks     []Task
	Assessors [2]people.AccountID
	Persons   [2]people.PersonID // natural persons behind the assessors
	Sheets    [2][]Mark
	State     State
	Outcome   Outcome // set when confirmed
	Attempt   int     // 1 for the first attempt after the theory pass
	Reason    string  // why void
	OpenedAt  time.Time
	ClosedAt  time.Time
	Version   int64
}

// seat returns which of the two assessors a is, or -1.
func (e *Exam) seat(a people.AccountID) int { return slices.Index(e.Assessors[:], a) }

// differences names the subjects in which the two sheets differ. Notes may differ.
func (e *Exam) differences() []string {
	var out []string
	for i, m := range e.Sheets[0] {
		o := e.Sheets[1][i]
		if m.Points != o.Points || !slices.Equal(m.Vetoes, o.Vetoes) {
			out = append(out, m.Subject)
		}
	}
	return out
}

// settle moves the state after a sheet was entered.
func (e *Exam) settle(s Standard, now time.Time) {
	if e.Sheets[0] == nil || e.Sheets[1] == nil {
		return
	}
	if len(e.differences()) > 0 {
		e.State = Different
		return
	}
	e.State, e.Outcome, e.ClosedAt = Confirmed, s.Judge(e.Sheets[0]), now
}
