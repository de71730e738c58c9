package health

import (
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
)

// Item is what is known of an item version.
type Item struct {
	Version   questionbank.VersionID
	Item      questionbank.ItemID
	Bank      questionbank.BankID
	Responses int // answers of first attempts
	Rights    int // right ones among them
	Belief    calibration.Belief
	Curve     calibration.Curve // of the last night; A is 0 where there is none
	Error     float64           // standard error of Curve.B, logits
	Pace      calibration.Pace
	Watch     calibration.Watch
	Flags     []calibration.Flag // of the last night
	Figures   Figures
}

// Figures are what the nightly run found about an item version beside its curve. Micro are millionths.
type Figures struct {
	On       actor.Date `json:"on"`
	Answers  int        `json:"answers"` // that it looked at
	Biserial int64      `json:"biserial_micro"`
	Infit    int64      `json:"infit_micro"`
	Late     int        `json:"late"`   // answers that the end of time cut off
	Thirds   [3]int     `json:"thirds"` // people in the best, middle and last third by the other items
	Choices  []Choice   `json:"choices,omitempty"`
	Weeks    []Week     `json:"weeks,omitempty"` // oldest first, the last 26
	Told     int        `json:"told,omitempty"`  // answers in another language, which nothing else counts
	Parts    []Part     `json:"parts,omitempty"` // of a case, by its questions
}

// Part is what the nightly run found about one question of a case.
type Part struct {
	Answers  int                `json:"answers"` // whose sheets say how each question was answered
	Right    int                `json:"right"`
	Open     int                `json:"open"` // without an answer
	Late     int                `json:"late"` // among them, when the time was over
	Biserial int64              `json:"biserial_micro"`
	Flags    []calibration.Flag `json:"flags,omitempty"`
}

// Choice is one answer that was given, and how often by each third.
type Choice struct {
	Options uint16 `json:"options"` // a bit each by origin index; 0: nothing
	Right   bool   `json:"right"`
	Thirds  [3]int `json:"thirds"`
}

// Week is how often the item stood on a paper in a week, and was answered rightly.
type Week struct {
	Monday actor.Date `json:"monday"`
	Seen   int        `json:"seen"`
	Right  int        `json:"right"`
}

// Stage says where the estimate of an item comes from.
type Stage int

// The stages; see questionbank/calibration.
const (
	ByLabel Stage = iota // nobody answered, or too few
	ByShare
	BySitting
	ByNight
)

// Estimate is what is taken for an item version now.
type Estimate struct {
	Stage Stage
	Curve calibration.Curve
	Error float64 // standard error of the difficulty, logits
}

// State is where a quarantine stands.
type State string

// The states. OUT and RETIRED keep the version out of papers.
const (
	Proposed  State = "PROPOSED"
	Dismissed State = "DISMISSED" // somebody looked and left it in use
	Out       State = "OUT"
	Back      State = "BACK"    // in use again
	Retired   State = "RETIRED" // never again
)

// Live reports whether the quarantine is not over.
func (s State) Live() bool { return s == Proposed || s == Out || s == Retired }

// Source says who proposed a quarantine.
type Source string

// The sources.
const (
	ByWatch  Source = "WATCH"  // the watch for leaks
	ByPerson Source = "PERSON" // a person
)

// QuarantineID names a quarantine.
type QuarantineID string

// Owner is the person whom a proposal waits for: who approved the version. Whoever else may review the bank can decide as well.
type Owner struct{ Account, Person, Name string }

// Quarantine is one proposal to keep an item version out of papers, and what became of it.
type Quarantine struct {
	ID       QuarantineID
	Bank     questionbank.BankID
	Item     questionbank.ItemID
	Version  questionbank.VersionID
	State    State
	Source   Source
	Sum      float64 // of the watch; 0 from a person
	Answers  int     // since the sum began
	Reason   string
	Owner    Owner
	By       questionbank.Signature // who proposed; only the time from the watch
	Decider  questionbank.Signature
	Decision string
	Ender    questionbank.Signature
	Ending   string
}

// Standing of a bank as a whole.
type BankState struct {
	Bank     questionbank.BankID
	Taken    int64   // changes of the sheets; a nightly run stands only on what it read
	Cut      float64 // ability at which the blueprint's expected score was its pass mark when CutAt was
	CutAt    time.Time
	FittedOn actor.Date // last night that ran
	FittedAt time.Time
	From     int // sittings it rested on
	Curves   int // items with a curve of their own since
}

// Sheet is one sitting that counts.
type Sheet struct {
	Sitting   string
	Bank      questionbank.BankID
	Release   questionbank.ReleaseID
	Key       int // version of the key it was marked by
	First     bool
	SatOn     actor.Date
	DecidedAt time.Time
	Answers   []byte // encodeAnswers
}

// Mark is how far decisions about results were read.
type Mark struct {
	At time.Time
	ID string
}

// SuspicionState is where a look at a recording stands.
type SuspicionState string

// The states of a suspicion.
const (
	Open   SuspicionState = "OPEN"
	Looked SuspicionState = "LOOKED"
)

// Suspicion says that the recording of a sitting is worth a look, because much of the paper seems to have been known. It is no
// finding; nothing in the program acts on it.
type Suspicion struct {
	Sitting string
	Bank    questionbank.BankID
	Path    string // of the exam point
	SatOn   actor.Date
	Index   float64
	Share   float64
	State   SuspicionState
	At      time.Time
	By      questionbank.Signature
	Note    string
}
