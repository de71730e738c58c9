package release

import "github.com/suikao/suikao/internal/fault"

// Failures of room records.
var (
	ErrNoRecord = fault.Define("room_record.not_found", fault.NotFound,
		"没有找到这份考场记录。", "This room record was not found.")
	ErrRecordForbidden = fault.Define("room_record.forbidden", fault.Forbidden,
		"您没有办理这份考场记录的权限。请找本单位安全管理员开通。", "You may not act on this room record. Ask your administrator for the right.")
	ErrRecordOpen = fault.Define("room_record.not_ready", fault.Conflict,
		"本场还可能有人入场，或还有考试没有结束，考场记录还不能生成或签署。提前停止入场后即可办理。", "Somebody can still be admitted, or a sitting is not over, so the record cannot be drafted or signed. Stop admissions to do it before the slot ends.")
	ErrRecordSigned = fault.Define("room_record.signed", fault.Conflict,
		"这份考场记录已经签署，不能再改。", "This room record is signed and cannot be changed.")
	ErrRecordStale = fault.Define("room_record.stale", fault.Conflict,
		"考场记录的内容有变动。请重新核对后再签署。", "The content of the record has changed. Read it again before you sign.")
	ErrGapLasts = fault.Define("room_record.gap_lasts", fault.Conflict,
		"本场还有一段没有结束的无人监管时段。请先结束它，再核对签署。", "An interval without supervision of this slot has not ended. End it, then read and sign the record.")
	ErrNotOnDuty = fault.Define("room_record.not_on_duty", fault.Forbidden,
		"只有本场值班表上的远程监考员可以签署这份考场记录。", "Only a remote invigilator on the roster of this slot may sign its record.")
	ErrNote = fault.Define("room_record.note", fault.Invalid,
		"请写明情况（2 到 400 个字）；疑似违纪须指明本场的一场考试，起止时间须先后一致。",
		"Describe it in 2 to 400 characters. A suspected breach names a sitting of this slot, and the times are in order.")
)
