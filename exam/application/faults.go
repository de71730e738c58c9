package application

import "github.com/suikao/suikao/internal/fault"

// Failures of applications.
var (
	ErrNotFound     = fault.Define("application.not_found", fault.NotFound, "没有找到这份报名，或不在您的管辖范围内。", "No such application, or it is outside your area.")
	ErrForbidden    = fault.Define("application.forbidden", fault.Forbidden, "您没有办理这份报名的权限，请联系管理员。", "You have no right to deal with this application. Ask an administrator.")
	ErrStale        = fault.Define("application.stale", fault.Conflict, "报名已被他人改动，请刷新后再操作。", "Somebody else changed this application meanwhile. Reload and try again.")
	ErrBadText      = fault.Define("application.bad_text", fault.Invalid, "请填写完整，且不要超过长度限制。", "Fill this in, within the length limit.")
	ErrAuthority    = fault.Define("application.authority", fault.Invalid, "只能选择考核发证机关或考试机构。", "Choose an authority or an exam body.")
	ErrBooked       = fault.Define("application.booked", fault.Conflict, "该报名还有有效预约，请先取消预约再撤回。", "There is still a booking for this application. Cancel it first.")
	ErrExists       = fault.Define("application.exists", fault.Conflict, "该项目已有一份在办报名，请继续办理那一份。", "An application for this item is already open. Continue that one.")
	ErrState        = fault.Define("application.state", fault.Conflict, "报名目前的状态不能进行这项操作，请刷新后查看。", "The application's state does not allow this now. Reload and look again.")
	ErrOwn          = fault.Define("application.own", fault.Forbidden, "不能审核自己的报名或自己提交的报名，请由他人办理。", "You cannot review your own application or one you handed in.")
	ErrNotSponsored = fault.Define("application.not_sponsored", fault.Forbidden, "此人不是本单位的学员或员工，不能代为报名。", "This person is not your trainee or employee.")
	ErrNoDefects    = fault.Define("application.no_defects", fault.Invalid, "请一次列出全部需要补正的内容，每条写清原因（1 至 30 条）。", "List every defect at once, each with its reason (1 to 30).")
	ErrLateDefect   = fault.Define("application.late_defect", fault.Conflict,
		"“{material}”在上次告知时未提出问题，之后也没有改动，不能再要求补正（一次性告知）。",
		"“{material}” was not objected to last time and has not changed since; it cannot be objected to now.")
	ErrHelpLanguage = fault.Define("application.help_language", fault.Invalid, "只有以语言文字为由申请考试便利时才能选择语言，且只能选列出的语言。",
		"A language goes with help on the ground of language only, and is one of those listed.")
	ErrHelpUndecided = fault.Define("application.help_undecided", fault.Conflict, "考生申请了考试便利，请先作出决定再审批。", "The applicant asked for an accommodation; decide on it first.")
	ErrHelpRange     = fault.Define("application.help_range", fault.Invalid, "延长时间须为 0 至 120 分钟。", "Extra time must be 0 to 120 minutes.")
	ErrReason        = fault.Define("application.reason", fault.Invalid, "请写明理由，让申请人知道原因和下一步怎么办。", "State the reason, so that the applicant knows why and what to do.")
	ErrMaterialKind  = fault.Define("application.material_kind", fault.Invalid, "此项材料不在这里提交。", "This material is not handed in here.")
	ErrFileType      = fault.Define("application.file_type", fault.Invalid, "只接受 JPG、PNG 图片或 PDF 文件。", "Only JPG, PNG or PDF files are accepted.")
	ErrFileSize      = fault.Define("application.file_size", fault.TooLarge, "文件不能超过 5 MB，请压缩或重新拍摄。", "A file may have 5 MB at most. Make it smaller.")

	ErrNeedFile   = fault.Define("application.need_file", fault.Invalid, "请上传材料的照片或扫描件。", "Upload a photo or scan.")
	ErrNeedPhoto  = fault.Define("application.need_photo", fault.Invalid, "证件照尚未通过审核，请先上传证件照并等待审核。", "Your document photo is not approved yet. Upload it and wait for approval.")
	ErrNeedHealth = fault.Define("application.need_health", fault.Invalid, "请填写体检结论、日期和机构。", "Give the health result, its date and the institution.")
	ErrUnfit      = fault.Define("application.unfit", fault.Invalid, "体检结论为不适合从事该作业，不能报名；如有异议请到医疗机构复查。", "The health result says unfit; you cannot apply. Ask the institution for another check if you disagree.")
	ErrHealthDate = fault.Define("application.health_date", fault.Invalid, "体检日期不能晚于今天，也不能早于一年前。", "The health check must not be in the future nor older than a year.")
	ErrNeedPledge = fault.Define("application.need_pledge", fault.Invalid, "请阅读并确认现行版本的材料真实性承诺书。", "Read and confirm the current pledge that the materials are true.")
	ErrNeedValue  = fault.Define("application.need_value", fault.Invalid, "请填写此项内容。", "Fill in this item.")
	ErrBadUSCC    = fault.Define("application.bad_uscc", fault.Invalid, "统一社会信用代码不正确，请核对 18 位代码。", "The unified social credit code is not right. Check its 18 characters.")
)
