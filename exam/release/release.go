package release

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// HoldCode is why a result is held.
type HoldCode string

// The codes of holds.
const (
	HoldScorers    HoldCode = "SCORERS_DISAGREE" // 两套评分程序结果不一致
	HoldMatch      HoldCode = "NO_MATCH"         // 入场时没有人证核验记录
	HoldBreach     HoldCode = "BREACH"           // 考场记录载明疑似违纪
	HoldUnwatched  HoldCode = "UNSUPERVISED"     // 无人监管时间超过限度，须有人查看录像
	HoldUnrecorded HoldCode = "UNRECORDED"       // 座位摄像头中断或录像覆盖率超过限度，须有人查看
	HoldUndecided  HoldCode = "UNDECIDED"        // 考场机的作答记录或录像没有交回，或还没有处理意见
	HoldIncident   HoldCode = "INCIDENT"         // 异常事件还没有处理结论
	HoldOther      HoldCode = "OTHER"            // 其他，见说明
)

// Hold keeps a result from being released until a named person has decided.
type Hold struct {
	ID          string
	Result      exam.ResultID
	Code        HoldCode
	Text        string
	Owner       people.AccountID // who has to decide
	OwnerPerson people.PersonID
	OwnerName   string
	PlacedBy    people.AccountID // empty: the program
	PlacedAt    time.Time
	ClearedBy   people.AccountID
	ClearedName string
	ClearedAt   time.Time // zero while live
	ClearText   string
}

// Track follows a result to its publication.
type Track struct {
	Result         exam.ResultID
	OrgPath        string
	PublishBy      actor.Date // last day of publication; empty: released while the authority had set no term
	AlarmOn        actor.Date // from here on somebody is reminded
	Alarmed        int        // 0 not yet, 1 reminded, 2 reported as overdue
	Record         RecordID   // released from; empty before
	Second         int        // points by the second scorer; meaningful once released
	ReleasedAt     time.Time
	Releaser       people.AccountID
	ReleaserPerson people.PersonID // the natural person
	Name           string          // of the releaser
	Version        int64
}

// QueueLine is one result that waits for its release.
type QueueLine struct {
	Result exam.Result
	Track  Track
	Name   string // of the candidate, masked
	Hold   *Hold  // live one
	Record RecordID
	State  RecordState // of the room record; empty while there is none
	Late   Lateness
	Days   int          // working days left to the day of publication, 0 on it and after
	Unset  *fault.Error // the rule the authority has not set, where no day can be computed
	Next   Next
}

// Lateness is how a deadline stands today.
type Lateness int

// The degrees of lateness. Alarms are raised once for each.
const (
	InTime  Lateness = iota
	DueSoon          // from the day of the reminder
	Overdue          // after the last day
)

// lateness compares the day of a reminder and the last day with today; an unknown day is never late.
func lateness(today, remind, last actor.Date) Lateness {
	switch {
	case last == "":
		return InTime
	case today > last:
		return Overdue
	case today >= remind:
		return DueSoon
	}
	return InTime
}

// NoDay stands for a day that is not known, behind every other.
const NoDay = "9999-12-31"

// QueueQuery selects results that wait, nearest deadline first.
type QueueQuery struct {
	Paths []string
	Held  *bool
	After string // cursor: Cursor of the last line
	Limit int
}

// Cursor names the line for the next page.
func (l QueueLine) Cursor() string {
	by := string(l.Track.PublishBy)
	if by == "" {
		by = NoDay
	}
	return by + "|" + string(l.Result.ID)
}

// ReleaseOutcome says what became of one result of a release.
type Outcome struct {
	Result exam.ResultID
	Done   Done
	Why    *fault.Error // for HELD and BLOCKED
	Owner  string       // name of who has to decide, for HELD
}

// ReleaseDone is what became of one result.
type Done string

// What may become of a result.
const (
	DoneReleased Done = "RELEASED"
	DoneAlready  Done = "ALREADY" // released before; nothing was changed
	DoneHeld     Done = "HELD"    // stays with its owner
	DoneBlocked  Done = "BLOCKED" // not by this person, or void
)

// Theory is the theory part of a person as its official result says: released, or revised by a score check. Passed may be
// false only for a revision.
type Theory struct {
	Result      exam.ResultID
	Revision    int // 1 as first released, 2 … after corrections
	Sitting     exam.SittingID
	Person      people.PersonID
	Application application.ID
	OrgPath     string
	Item        string
	PersonType  rules.PersonType
	AttemptKind application.Kind
	Passed      bool
	On          actor.Date // day of the sitting
	Points      int
	PassMark    int
	Full        int
	RuleSet     string
	KeyVersion  int              // of the keys it was marked by
	At          time.Time        // of the release or revision
	By          people.AccountID // who released or signed
	ByPerson    people.PersonID
	Reason      string // of a revision
}

// PassRecords keeps passed parts; exam/permit does. It is called in the transaction of the release. The same result and
// revision twice change nothing. A revision replaces the earlier record of the result: by a new one if passed, by none if not.
type PassRecords interface {
	SetTheory(ctx context.Context, t Theory) error
}

// Failures of releasing.
var (
	ErrUnsigned = fault.Define("release.unsigned", fault.Conflict,
		"本场考场记录还没有签署，成绩不能发布。", "The room record is not signed, so its results cannot be released.")
	ErrReleaseForbidden = fault.Define("release.forbidden", fault.Forbidden,
		"您没有发布这些成绩的权限。请找本单位安全管理员开通。", "You may not release these results. Ask your administrator for the right.")
	ErrRanRoom = fault.Define("release.ran_room", fault.Forbidden,
		"您参与了本场监考或签署，成绩须由另一名自然人发布。", "You ran or signed this room. Another natural person must release its results.")
	ErrOwnResult = fault.Define("release.own_result", fault.Forbidden,
		"这是您本人的成绩，须由另一人办理。", "This result is your own. Somebody else must act on it.")
	ErrNotInRecord = fault.Define("release.not_in_record", fault.Invalid,
		"所选成绩不在这份考场记录中。", "A chosen result is not part of this room record.")
	ErrScorersDisagree = fault.Define("release.scorers_disagree", fault.Conflict,
		"两套评分程序的结果不一致（{first} 与 {second}），成绩已暂缓发布。", "The two scorers disagree ({first} and {second}). The result is held.")
	ErrEvidence = fault.Define("release.evidence_broken", fault.Conflict,
		"答题流水或试卷与成绩记录不符，成绩已暂缓发布。", "Journal or paper do not fit the result. The result is held.")
	ErrNoMatch = fault.Define("release.no_match", fault.Conflict,
		"没有入场人证核验记录，成绩已暂缓发布。", "There is no record of who matched person and document. The result is held.")
	ErrUndecided = fault.Define("release.undecided", fault.Conflict,
		"有 {count} 项考场机的作答记录或录像没有交回，或还没有处理意见，成绩不能发布：{names}。请在“考场机”页面处理后再发布。",
		"{count} journals or recordings of a room node are not back or not decided about, so the result cannot go out: {names}. See to them on the room nodes page first.")
	ErrIncident = fault.Define("release.incident", fault.Conflict,
		"有 {count} 条异常事件还没有处理结论，成绩不能发布：{names}。请在“异常事件”页面处理或完成核查后再发布。",
		"{count} incidents are not decided about, so the result cannot go out: {names}. Close them, or end the review, on the incidents page first.")
	ErrHeld = fault.Define("release.held", fault.Conflict,
		"成绩正在核查：{reason}", "The result is under review: {reason}")
	ErrVoided = fault.Define("release.voided", fault.Conflict,
		"成绩已被决定为无效，不能发布。", "The result is void and cannot be released.")
	ErrHoldText = fault.Define("release.hold_text", fault.Invalid,
		"请写明理由（2 到 400 个字）。", "Give a reason of 2 to 400 characters.")
	ErrHoldState = fault.Define("release.hold_state", fault.Conflict,
		"成绩现在的状态不允许这样做。请刷新后再看。", "The state of the result does not allow this. Reload and look again.")
	ErrHoldOwner = fault.Define("release.hold_owner", fault.Invalid,
		"负责人须是有权发布成绩且未参与本场监考的另一人。", "The owner must hold the right to release and must not have run the room.")
)
