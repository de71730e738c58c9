package permit

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Typed identifiers of this context; each is an actor.NewID.
type (
	PassID        string
	ApplicationID string
	ID            string // of a permit
	ChangeID      string
)

// PassState is whether a pass record still counts.
type PassState string

// The states of a pass record.
const (
	PassValid    PassState = "VALID"
	PassReplaced PassState = "REPLACED" // a score check gave the result a later version
)

// Pass is a passed theory part with where it comes from.
type Pass struct {
	ID              PassID
	Person          people.PersonID
	Item            string
	PersonType      rules.PersonType
	ExamApplication application.ID
	Result          exam.ResultID
	Revision        int
	Sitting         exam.SittingID
	On              actor.Date
	Points          int
	PassMark        int
	RuleSet         string // by which it was marked
	OrgPath         string // of the exam point
	ReleasedAt      time.Time
	Releaser        people.AccountID
	ReleaserPerson  people.PersonID
	State           PassState
	Reason          string // why replaced
}

// Basis says where each condition of a permit was met: ids and dates, frozen with the decision.
type Basis struct {
	Theory      TheoryBasis       `json:"theory"`
	Practical   *PracticalBasis   `json:"practical,omitempty"` // absent: the rules ask for none
	Before      bool              `json:"before,omitempty"`    // the parts are those of the permit that this one follows: nothing new was examined
	Training    Training          `json:"training"`
	Imported    *Imported         `json:"imported,omitempty"` // issued elsewhere, or the copy of such a one
	Application application.ID    `json:"examApplication"`
	CheckedOn   actor.Date        `json:"checkedOn"` // eligibility and bans were asked on this day
	RuleSets    []rules.RuleSetID `json:"ruleSets"`  // that decided
	Releasers   []people.PersonID `json:"releasers"` // natural persons who released the parts
}

// TheoryBasis is the theory part of a Basis.
type TheoryBasis struct {
	Pass     PassID        `json:"pass"`
	Result   exam.ResultID `json:"result"`
	Revision int           `json:"revision"`
	On       actor.Date    `json:"on"`
	Points   int           `json:"points"`
	Until    actor.Date    `json:"until"` // last day it counts
}

// PracticalBasis is the practical part of a Basis.
type PracticalBasis struct {
	Exam      string            `json:"exam"`
	On        actor.Date        `json:"on"`
	Until     actor.Date        `json:"until"`
	Assessors []people.PersonID `json:"assessors"`
}

// TrainingKind says how the training condition was met.
type TrainingKind string

// The ways.
const (
	ByHours     TrainingKind = "HOURS"
	ByExemption TrainingKind = "EXEMPTION"
)

// Training is hours or an exemption as courseware has them.
type Training struct {
	Kind     TrainingKind `json:"kind"`
	Hours    int          `json:"hours"`    // class hours of 45 minutes
	Required int          `json:"required"` // by the rules; 0 for an exemption
	Refs     []string     `json:"refs"`     // ids of the entries
	Last     actor.Date   `json:"last"`     // day of the last entry
}
