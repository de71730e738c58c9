package release

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// RescoreID names a re-score.
type RescoreID string

// RescoreState is where a re-score stands.
type RescoreState string

// The states.
const (
	RescoreCounting RescoreState = "COUNTING" // the report is being made
	RescoreReady    RescoreState = "READY"    // waits for a second person's decision
	RescoreApproved RescoreState = "APPROVED" // being applied, also to results that are released later with the old key
	RescoreRejected RescoreState = "REJECTED"
)

// Rescore is one act of scoring released results again, because the keys of their release were corrected (重新评分).
type Rescore struct {
	ID         RescoreID
	Release    assembly.ReleaseID
	ItemCode   string
	KeyVersion int    // by which they are scored again
	OrgPath    string // the bank's; results of exam points below it
	Reason     string
	State      RescoreState

	By       people.AccountID
	ByPerson people.PersonID
	ByName   string
	At       time.Time

	Decider       people.AccountID
	DeciderPerson people.PersonID
	DeciderName   string
	DecidedAt     time.Time
	Note          string

	Version int64
}

// RescoreOutcome is what scoring a result again came to.
type RescoreOutcome string

// The outcomes.
const (
	RescoreSame    RescoreOutcome = "SAME"
	RescoreChanged RescoreOutcome = "CHANGED"
	RescoreBroken  RescoreOutcome = "BROKEN"  // journal, paper or the two scorers disagree: a person has to look
	RescoreSkipped RescoreOutcome = "SKIPPED" // the result was changed by something else after the report
)

// RescoreLine is one result before and after.
type RescoreLine struct {
	Rescore    RescoreID
	Result     exam.ResultID
	KeyVersion int // by which it stood before
	Points     int
	Passed     bool
	NewPoints  int
	NowPassed  bool
	Outcome    RescoreOutcome
	AppliedAt  time.Time // zero: not yet, or nothing to apply
}

// RescoreTotals are the counts of a report.
type RescoreTotals struct {
	Results int
	Changed int // another score
	NowPass int // of these, from fail to pass
	NowFail int // of these, from pass to fail
	Broken  int
	Skipped int
	Applied int
}

// Correction is a question whose key was corrected, without the key.
type Correction struct {
	Item       string // as the bank names the question
	Topic      string
	Part       int // of a case, from 1; 0: not of a case
	KeyVersion int
	Reason     string
	By         string // names
	Approver   string
}

// RescoreQuery selects lines of a report, by result.
type RescoreQuery struct {
	Outcome RescoreOutcome // empty: all
	After   exam.ResultID
	Limit   int
}

// TopicRescore is the event of a re-score that was decided: rescore, release, approved.
const TopicRescore = "rescore.decided"

// The failures.
var (
	ErrNoRescore  = fault.Define("rescore.not_found", fault.NotFound, "没有这次重新评分。", "There is no such re-score.")
	ErrRescoreKey = fault.Define("rescore.key", fault.Conflict,
		"这份题库发布没有更正过答案，不需要重新评分。", "No keys of this release were corrected; there is nothing to score again.")
	ErrRescoreTwice = fault.Define("rescore.exists", fault.Conflict,
		"这一版答案已经提出过重新评分，请到“重新评分”中查看。", "A re-score by this version of the keys was proposed already; see it under re-scores.")
	ErrRescoreReason = fault.Define("rescore.reason", fault.Invalid, "请写明理由（5 到 500 个字）。", "Give the reason in 5 to 500 characters.")
	ErrRescoreState  = fault.Define("rescore.state", fault.Conflict,
		"这次重新评分现在的状态不允许这样做。请刷新后再看。", "The state of this re-score does not allow this. Reload and look again.")
	ErrRescoreSame = fault.Define("rescore.same_person", fault.Forbidden,
		"须由提出人以外的另一名自然人决定。", "Somebody other than who proposed it must decide.")
	ErrRescoreForbidden = fault.Define("rescore.forbidden", fault.Forbidden,
		"您没有办理重新评分的权限。请找本单位安全管理员开通。", "You may not handle re-scores. Ask your administrator for the right.")
)
