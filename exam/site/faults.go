package site

import "github.com/suikao/suikao/internal/fault"

// Failures of places and duty.
var (
	ErrNotFound     = fault.Define("site.not_found", fault.NotFound, "没有找到，或不在您的管辖范围内。", "Not found, or outside your area.")
	ErrForbidden    = fault.Define("site.forbidden", fault.Forbidden, "您没有办理这一事项的权限，请联系管理员。", "You have no right to do this. Ask an administrator.")
	ErrStale        = fault.Define("site.stale", fault.Conflict, "内容已被他人改动，请刷新后再操作。", "Somebody else changed this meanwhile. Reload and try again.")
	ErrBadText      = fault.Define("site.bad_text", fault.Invalid, "请填写完整，且不要超过长度限制。", "Fill this in, within the length limit.")
	ErrReason       = fault.Define("site.reason", fault.Invalid, "请写明理由，不超过 200 字。", "State the reason, in at most 200 characters.")
	ErrCodeTaken    = fault.Define("site.code_taken", fault.Conflict, "这个编号已被使用，请换一个。", "This code is in use. Choose another.")
	ErrBadRules     = fault.Define("site.bad_rules", fault.Invalid, "考场规则的数值超出允许范围，请检查。", "A figure of the room's rules is out of range.")
	ErrBadPattern   = fault.Define("site.bad_pattern", fault.Invalid, "场次时间设置不正确：须在一天之内，每场 30 至 480 分钟。", "The slot pattern is not right: within one day, 30 to 480 minutes a slot.")
	ErrBadSeats     = fault.Define("site.bad_seats", fault.Invalid, "考位清单不正确：1 至 200 个，编号和标签不得重复。", "The seat list is not right: 1 to 200 seats, numbers and labels unique.")
	ErrSeatsInUse   = fault.Define("site.seats_in_use", fault.Conflict, "考场还有考生或有效预约，暂不能改动考位清单。", "The room holds people or bookings; its seats cannot be replaced now.")
	ErrBadPeriod    = fault.Define("site.bad_period", fault.Invalid, "起止时间不正确，请检查。", "The period is not right.")
	ErrOrgKind      = fault.Define("site.org_kind", fault.Invalid, "只能选择考核发证机关或考试机构。", "Choose an authority or an exam body.")
	ErrSamePerson   = fault.Define("site.same_officer", fault.Invalid, "监考员与接替人员不能是同一个人。", "The officer and the second must be two people.")
	ErrNotOfficer   = fault.Define("site.not_officer", fault.Invalid, "该账号没有本考点的远程监考权限，请换人。", "This account may not supervise this exam point. Choose another.")
	ErrOnCallFar    = fault.Define("site.on_call_far", fault.Invalid, "应急人员到场时间须为 1 至 {max} 分钟。", "The on-call person must reach the door within 1 to {max} minutes.")
	ErrTooManySeats = fault.Define("site.officer_overloaded", fault.Conflict,
		"该监考员同一时段要看 {seats} 个考位，超过上限 {max} 个。请换人或调整排班。",
		"The officer would watch {seats} seats at once; the limit is {max}. Choose another officer or change the roster.")
	ErrSame              = fault.Define("site.same_exists", fault.Conflict, "已有一条相同的记录，请刷新后查看，不要重复提交。", "The same is on file already. Reload and look; do not send it again.")
	ErrShiftOverlap      = fault.Define("site.shift_overlap", fault.Conflict, "该考场这一时段已有排班，请先调整。", "The room already has a shift in this period.")
	ErrScanType          = fault.Define("site.scan_type", fault.Invalid, "批准文件只接受 JPG、PNG 图片或 PDF 文件。", "The scan must be a JPG, PNG or PDF file.")
	ErrScanSize          = fault.Define("site.scan_size", fault.TooLarge, "批准文件不能超过 10 MB，请压缩后再上传。", "The scan may have 10 MB at most. Make it smaller.")
	ErrPilotRule         = fault.Define("site.pilot_rule", fault.Invalid, "不设监考员的试点须写明试点规定的名称和文号；其他方式不填。", "Where nobody supervises, name the pilot rule and its number; leave it empty otherwise.")
	ErrConfirmed         = fault.Define("site.authorization_confirmed", fault.Conflict, "这份批准文件不需要确认，或已由他人确认，请刷新。", "This authorization needs no confirmation, or was confirmed. Reload.")
	ErrSecondPerson      = fault.Define("site.second_person", fault.Forbidden, "录入人和确认人必须是两个人。", "Two different people must record and confirm this.")
	ErrAuthorizationOver = fault.Define("site.authorization_over", fault.Conflict, "这份批准文件已撤销，不能再上传扫描件。", "This authorization was revoked; no scan can be added.")
)
