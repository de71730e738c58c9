package release

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// CheckID identifies a score check.
type CheckID string

// CheckState is where a score check stands.
type CheckState string

// The states of a score check.
const (
	CheckRequested CheckState = "REQUESTED" // asked for, nobody named
	CheckAssigned  CheckState = "ASSIGNED"  // examined by the program, a person has the draft
	CheckReplied   CheckState = "REPLIED"   // signed and sent
)

// ScoreCheck is a 成绩复核: asked for once per result, answered in writing by a person who did not release it.
type ScoreCheck struct {
	ID             CheckID
	Result         exam.ResultID
	Person         people.PersonID
	OrgPath        string
	Reason         string // in the candidate's words
	State          CheckState
	AskedAt        time.Time
	DueOn          actor.Date // reply by the end of this day
	RemindOn       actor.Date // from here on somebody is reminded
	Alarmed        int        // 0 not yet, 1 reminded, 2 reported as overdue
	Assignee       people.AccountID
	AssigneePerson people.PersonID
	Name           string // of the assignee
	AssignedAt     time.Time
	Finding        Finding
	Draft          string // by the program
	Reply          string // as signed
	Changed        bool   // the score was corrected
	SignedAt       time.Time
	Version        int64
}

// Finding is what the program found when it scored the paper again.
type Finding struct {
	Points      int    `json:"points"`      // as it stood
	Passed      bool   `json:"passed"`      //
	KeyVersion  int    `json:"keyVersion"`  // by which it was scored
	Again       int    `json:"again"`       // second scorer, same key
	Records     int64  `json:"records"`     // entries of the journal
	Intact      bool   `json:"intact"`      // journal and paper are those of the result
	CurrentKey  int    `json:"currentKey"`  // newest approved key version
	WithCurrent int    `json:"withCurrent"` // both scorers, newest key
	NowPassed   bool   `json:"nowPassed"`
	Chain       string `json:"chain"` // last hash of the journal
}

// Changed reports whether the finding leads to another score.
func (f Finding) Changed() bool { return f.WithCurrent != f.Points || f.NowPassed != f.Passed }

// Revision is a later version of a result's score. The row of the result itself never changes: both stay visible.
type Revision struct {
	ID         string
	Result     exam.ResultID
	No         int // 2, 3 …; 1 is the result itself
	Points     int
	Full       int
	PassMark   int
	Passed     bool
	Right      int
	Partial    int
	Wrong      int
	Blank      int
	KeyVersion int
	Check      CheckID
	WasPoints  int
	WasPassed  bool
	Reason     string
	By         people.AccountID
	ByPerson   people.PersonID
	ByName     string
	At         time.Time
}

// CheckQuery selects score checks in organisation subtrees, nearest due day first.
type CheckQuery struct {
	Paths    []string
	State    CheckState
	Assignee people.AccountID
	After    string // cursor: Cursor of the last one
	Limit    int
}

// remindBefore is how many working days before the last one the reply of a check is asked for. The rules set a warning for
// the publication only; this is its distance there (alarm after 7 of 10 days).
const remindBefore = 3

// late says how the reply of the check stands on a day.
func (c ScoreCheck) late(today actor.Date) Lateness {
	if c.State == CheckReplied {
		return InTime
	}
	return lateness(today, c.RemindOn, c.DueOn)
}

// Cursor names the check for the next page.
func (c ScoreCheck) Cursor() string { return string(c.DueOn) + "|" + string(c.ID) }

// Failures of score checks.
var (
	ErrNoCheck = fault.Define("score_check.not_found", fault.NotFound,
		"没有找到这项成绩复核。", "This score check was not found.")
	ErrCheckForbidden = fault.Define("score_check.forbidden", fault.Forbidden,
		"您没有办理成绩复核的权限。请找本单位安全管理员开通。", "You may not handle score checks. Ask your administrator for the right.")
	ErrCheckNotYet = fault.Define("score_check.not_released", fault.Conflict,
		"成绩发布后才能申请复核。", "A score check can be asked for once the result is released.")
	ErrCheckTwice = fault.Define("score_check.once", fault.Conflict,
		"这条成绩已经申请过复核，每条成绩只能复核一次。", "A check of this result was asked for already; it is done once per result.")
	ErrCheckLate = fault.Define("score_check.too_late", fault.Conflict,
		"成绩复核应在 {until} 以前申请，现已过期。", "A score check had to be asked for by {until}.")
	ErrCheckReason = fault.Define("score_check.reason", fault.Invalid,
		"请写明复核理由（5 到 500 个字）。", "Give the reason in 5 to 500 characters.")
	ErrCheckReleaser = fault.Define("score_check.releaser", fault.Forbidden,
		"复核须由发布该成绩、监考该场以外的另一名自然人办理。", "Somebody who neither released the result nor ran its room must do the check.")
	ErrCheckState = fault.Define("score_check.state", fault.Conflict,
		"这项复核现在的状态不允许这样做。请刷新后再看。", "The state of this check does not allow this. Reload and look again.")
	ErrCheckNotYours = fault.Define("score_check.not_assignee", fault.Forbidden,
		"这项复核由另一人办理。", "This check is assigned to somebody else.")
	ErrCheckReply = fault.Define("score_check.reply", fault.Invalid,
		"答复须为 20 到 2000 个字。", "The reply needs 20 to 2000 characters.")
	ErrCheckEvidence = fault.Define("score_check.evidence", fault.Conflict,
		"答题流水、试卷或两套评分结果不一致，不能答复。已报告技术负责人。", "Journal, paper or the two scorers disagree, so no reply can be signed. The technical lead is told.")
)
