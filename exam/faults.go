package exam

import "github.com/suikao/suikao/internal/fault"

// Failures of a sitting. Codes are stable; web/ws sends them as they are.
var (
	ErrNoSitting = fault.Define("sitting.not_found", fault.NotFound,
		"没有找到这场考试。请联系远程监考员。", "This sitting was not found. Call the remote invigilator.")
	ErrState = fault.Define("sitting.wrong_state", fault.Conflict,
		"考试当前的状态不允许这样做。请刷新后再看。", "The sitting's state does not allow this now. Reload and look again.")
	ErrChanged = fault.Define("sitting.changed_meanwhile", fault.Conflict,
		"考试状态刚刚被别人改动。请刷新后重试。", "The sitting was changed meanwhile. Reload and try again.")
	ErrFenced = fault.Define("sitting.fenced", fault.Conflict,
		"这场考试已在另一个窗口或考位打开，本页不再接收答案。", "This sitting was opened elsewhere. This page takes no more answers.")
	ErrNotYours = fault.Define("sitting.not_yours", fault.Forbidden,
		"这份答案不属于这个考位上的考试，没有保存。", "This answer belongs to another sitting and was not stored.")
	ErrQuestion = fault.Define("sitting.unknown_question", fault.Invalid,
		"试卷上没有第 {question} 题，答案没有保存。", "The paper has no question {question}. The answer was not stored.")
	ErrOption = fault.Define("sitting.unknown_option", fault.Invalid,
		"第 {question} 题没有这样的选项，答案没有保存。", "Question {question} has no such option. The answer was not stored.")
	ErrEntry = fault.Define("sitting.bad_entry", fault.Invalid,
		"这条记录的格式不正确，没有保存。", "This record is not well formed and was not stored.")
	ErrReplayDiffers = fault.Define("sitting.sequence_conflict", fault.Conflict,
		"序号 {seq} 已经保存过不同的内容。请以服务器上的答案为准。", "Number {seq} was stored with other content. The server's answer stands.")
	ErrGap = fault.Define("sitting.sequence_gap", fault.Conflict,
		"中间缺少序号 {expected} 的答案，请从这个序号重新发送。", "Number {expected} is missing. Send again from there.")
	ErrLate = fault.Define("sitting.deadline_passed", fault.Conflict,
		"考试时间已到，这个答案没有保存。", "The time is over. This answer was not stored.")
	ErrPaused = fault.Define("sitting.paused", fault.Conflict,
		"考试已暂停，恢复后会继续保存。", "The sitting is paused. Saving goes on when it resumes.")
	ErrNotRunning = fault.Define("sitting.not_running", fault.Conflict,
		"试卷还没有开始。", "The paper has not been started.")
	ErrClosed = fault.Define("sitting.closed", fault.Conflict,
		"试卷已经交了，不能再作答。", "The paper has been handed in. No more answers are taken.")
	ErrUnsaved = fault.Define("sitting.unsaved_answers", fault.Conflict,
		"还有答案没有保存到服务器，请等几秒再交卷。", "Some answers are not stored yet. Wait a few seconds and hand in again.")
	ErrTooEarly = fault.Define("sitting.too_early", fault.Conflict,
		"开考 {minutes} 分钟后才能交卷。", "Handing in is possible {minutes} minutes after the start.")
	ErrTooLateToStart = fault.Define("sitting.start_too_late", fault.Conflict,
		"本场时间已过，不能再开始答卷。请联系远程监考员改约。", "The slot is over, the paper cannot be started. Ask the remote invigilator to rebook.")
	ErrUnattended = fault.Define("sitting.unattended", fault.Conflict,
		"本考场监考暂时中断，暂停开考。恢复后即可开始，请稍候。", "Supervision of this room is interrupted, so no paper can be started. Please wait until it is back.")
	ErrNotices = fault.Define("sitting.notices_not_confirmed", fault.Invalid,
		"请先逐条确认考试承诺书和录音录像告知的现行版本。", "Confirm the current pledge and recording notice first.")
	ErrLiveElsewhere = fault.Define("sitting.person_has_live_sitting", fault.Conflict,
		"该考生还有一场没有结束的考试。请远程监考员先处理那一场。", "This person has another live sitting. The invigilator must end it first.")
	ErrSeatTaken = fault.Define("sitting.seat_taken", fault.Conflict,
		"这个考位上还有一场没有结束的考试。请远程监考员先处理那一场。", "Another sitting is still live at this seat. The invigilator must end it first.")
	ErrReason = fault.Define("sitting.reason_missing", fault.Invalid,
		"请选择原因，并写明情况（200 字以内）。", "Choose a reason and describe it in at most 200 characters.")
	ErrForbidden = fault.Define("sitting.forbidden", fault.Forbidden,
		"您没有处理这个考场的权限。", "You have no right to act in this room.")
	ErrNotStored = fault.Define("sitting.not_stored", fault.Unavailable,
		"答案暂时没有保存成功，系统会自动重发。", "The answer could not be stored now. It is sent again automatically.")
	ErrBusy = fault.Define("sitting.busy", fault.Unavailable,
		"服务器繁忙，答案会自动重发。", "The server is busy. The answer is sent again automatically.")
	ErrBatch = fault.Define("sitting.batch_too_large", fault.TooLarge,
		"一次最多发送 {max} 条。", "At most {max} records at once.")
	ErrNoResult = fault.Define("result.not_found", fault.NotFound,
		"没有找到这条成绩。", "This result was not found.")
	ErrResultExists = fault.Define("result.exists", fault.Conflict,
		"这场考试已经有成绩。", "This sitting has a result already.")
)

// Retry reports whether the same message may be sent again later with hope of success, so that the terminal keeps it.
func Retry(err error) bool {
	f := fault.From(err)
	if f == nil {
		return false
	}
	switch f.Code() {
	case ErrPaused.Code(), ErrGap.Code(), ErrNotRunning.Code(), ErrAway.Code():
		return true
	}
	return f.Kind() == fault.Unavailable || f.Kind() == fault.Internal
}
