package practical

import "github.com/suikao/suikao/internal/fault"

// The failures of this package.
var (
	ErrNotFound   = fault.Define("practical.not_found", fault.NotFound, "没有这场实操考试。", "There is no such practical examination.")
	ErrForbidden  = fault.Define("practical.forbidden", fault.Forbidden, "您没有办理这项实操考试的权限。请找本单位系统管理员开通。", "You may not do this. Ask your administrator for the right.")
	ErrNoStandard = fault.Define("practical.no_standard", fault.Conflict, "操作项目 {item} 还没有实操考试标准，须由考核发证机关设定。", "There is no practical standard for {item} yet; the authority must set it.")
	ErrLive       = fault.Define("practical.live", fault.Conflict, "此人该项目已有一场未结束的实操考试。", "This person already has an unfinished practical examination for the item.")
	ErrTheory     = fault.Define("practical.theory_first", fault.Conflict, "理论考试合格后才能参加实操考试。", "The practical examination comes after the theory examination is passed.")
	ErrTheoryOld  = fault.Define("practical.theory_expired", fault.Conflict, "理论成绩的有效期到 {until} 为止，已过期，请重新报考理论。", "The theory result was valid until {until}. Register for theory again.")
	ErrAttempts   = fault.Define("practical.attempts", fault.Conflict, "实操考试已有 {used} 次不合格，次数已用完。请重新报考理论，培训不用重做。", "{used} practical attempts failed and none is left. Register for theory again; training is not repeated.")
	ErrTooSoon    = fault.Define("practical.too_soon", fault.Conflict, "离上次实操考试太近，{date} 起可以再考。", "Too soon after the last attempt: the next one may be held from {date}.")
	ErrAssessors  = fault.Define("practical.assessors", fault.Invalid, "须由两名不同的考评员评分。", "Two different assessors are needed.")
	ErrNotYours   = fault.Define("practical.not_assessor", fault.Forbidden, "您不是这场实操考试的考评员。", "You are not an assessor of this examination.")
	ErrClosed     = fault.Define("practical.closed", fault.Conflict, "这场实操考试已经结束，成绩不能再改。", "This examination is closed; its marks cannot be changed.")
	ErrSubject    = fault.Define("practical.subject", fault.Invalid, "每个科目都要评分一次：{subjects}。", "Each subject needs one mark: {subjects}.")
	ErrPoints     = fault.Define("practical.points", fault.Invalid, "{subject} 的分数应在 0 到 {max} 之间。", "Points for {subject} must be 0 to {max}.")
	ErrVeto       = fault.Define("practical.veto", fault.Invalid, "{subject} 没有这个否决项。", "{subject} has no such veto item.")
	ErrReason     = fault.Define("practical.reason", fault.Invalid, "请写明原因（2 到 200 个字）。", "Give a reason of 2 to 200 characters.")
)
