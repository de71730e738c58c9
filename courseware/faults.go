package courseware

import "github.com/suikao/suikao/internal/fault"

// Failures of this context.
var (
	ErrNotClerk = fault.Define("courseware.not_clerk", fault.Forbidden, "您不是该单位的培训教务人员，不能登记学时。",
		"You are not a training clerk of this organisation.")
	ErrNoOrg   = fault.Define("courseware.no_org", fault.NotFound, "没有找到这个单位。", "No such organisation.")
	ErrOrgKind = fault.Define("courseware.org_kind", fault.Conflict, "只有培训机构或者自行培训的企业可以登记学时。",
		"Only a training centre or an enterprise that trains its own people records hours.")
	ErrOrgClosed     = fault.Define("courseware.org_closed", fault.Conflict, "该单位已停用，不能登记学时。", "This organisation is closed.")
	ErrUnknownPerson = fault.Define("courseware.unknown_person", fault.NotFound,
		"没有找到姓名和证件号码都一致的人员。请核对，或者先登记该人员。", "Nobody has this name and document number. Check both, or register the person first.")
	ErrWho = fault.Define("courseware.who", fault.Invalid, "请填写人员编号，或者姓名和证件号码。",
		"Give the person's id, or name and document number.")
	ErrOwnHours = fault.Define("courseware.own_hours", fault.Forbidden, "不能为自己登记学时，请由其他教务人员登记。",
		"You cannot record your own hours. Ask a colleague.")
	ErrNoName  = fault.Define("courseware.no_person", fault.Forbidden, "只能由具名的工作人员办理。", "Only a named member of staff may do this.")
	ErrPeriod  = fault.Define("courseware.period", fault.Invalid, "培训日期应先开始后结束，不超过一年，并且不晚于今天。", "The period must begin before it ends, last at most a year and not reach beyond today.")
	ErrHours   = fault.Define("courseware.class_hours", fault.Invalid, "学时须为 {min}～{max} 的整数，每学时 45 分钟。", "Class hours must be a whole number from {min} to {max}, 45 minutes each.")
	ErrTooMany = fault.Define("courseware.too_many_hours", fault.Conflict,
		"{days} 天内登记了 {hours} 学时，超过每天 {perday} 学时的上限。请核对是否重复登记。",
		"{hours} class hours in {days} days exceed {perday} a day. Check for a second entry of the same class.")
	ErrEntered = fault.Define("courseware.entered", fault.Conflict,
		"此人这段培训已登记 {hours} 学时（班级：{class}，登记人：{by}），没有重复登记。有误请更正原记录。",
		"This training of the person is on file with {hours} class hours (class {class}, recorded by {by}); nothing was entered twice. Correct that entry if it is wrong.")
	ErrKind        = fault.Define("courseware.kind", fault.Invalid, "不认识的种类。", "Unknown kind.")
	ErrText        = fault.Define("courseware.text", fault.Invalid, "需要 {min}～{max} 个字。", "Needs {min} to {max} characters.")
	ErrAttachment  = fault.Define("courseware.attachment", fault.Invalid, "附件不正确，请重新上传。", "The attachment is not right. Upload it again.")
	ErrPlaceholder = fault.Define("courseware.placeholder", fault.Conflict, "“{item}”只是目录中的占位项，不能登记学时。", "\"{item}\" only keeps a place in the catalogue.")
	ErrNoEntry     = fault.Define("courseware.no_entry", fault.NotFound, "没有找到这条学时记录。", "No such entry.")
	ErrCorrected   = fault.Define("courseware.corrected", fault.Conflict, "这条记录已经更正过，请更正最新的一条。", "This entry was already corrected. Correct the latest one.")
	ErrKeyReused   = fault.Define("courseware.request_key_reused", fault.Conflict, "这个提交编号已用于另一条记录，请刷新页面后重新登记。", "This request key was used for another entry. Reload the page and record again.")
	ErrNoExemption = fault.Define("courseware.no_exemption", fault.NotFound, "没有找到这份免培训申请。", "No such exemption.")
	ErrNotAllowed  = fault.Define("courseware.exemption_not_allowed", fault.Conflict, "现行规则不允许以“{reason}”免除该项目的培训。", "The rule in force knows no exemption for \"{reason}\".")
	ErrOpenAlready = fault.Define("courseware.exemption_exists", fault.Conflict, "同一理由的免培训申请已经提交或者已经批准。", "An exemption for this reason is already submitted or approved.")
	ErrSubmitter   = fault.Define("courseware.not_submitter", fault.Forbidden, "只有本人、该机关的窗口人员或者所辖培训机构可以提交免培训申请。", "Only the person, a counter clerk of the authority or a centre below it may submit this.")
	ErrReviewer    = fault.Define("courseware.not_reviewer", fault.Forbidden, "您不是该机关的报名审核员，不能审核免培训申请。", "You are not an application reviewer of this authority.")
	ErrSamePerson  = fault.Define("courseware.same_person", fault.Forbidden, "提交人、申请人和审核人不能是同一个人，请由另一名审核员处理。", "Submitter, applicant and reviewer must be different people.")
	ErrDecided     = fault.Define("courseware.decided", fault.Conflict, "这份申请已经处理过，请刷新页面。", "This was already decided. Reload the page.")
	ErrAuthority   = fault.Define("courseware.not_authority", fault.Invalid, "免培训申请只能提交给考核发证机关。", "Exemptions are submitted to an issuing authority.")
)
