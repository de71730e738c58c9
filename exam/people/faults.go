package people

import "github.com/suikao/suikao/internal/fault"

// Failures of the fields of a form.
var (
	ErrBirth     = fault.Define("people.birth", fault.Invalid, "出生日期不正确，或与证件号码不一致。", "The birth date is wrong or disagrees with the document number.")
	ErrSex       = fault.Define("people.sex", fault.Invalid, "性别不正确，或与证件号码不一致。", "The sex is wrong or disagrees with the document number.")
	ErrEducation = fault.Define("people.education", fault.Invalid, "请从列表中选择文化程度。", "Choose the education from the list.")
	ErrDate      = fault.Define("people.date", fault.Invalid, "日期不正确，请按 2026-06-01 的格式填写。", "The date is wrong. Write it as 2026-06-01.")
	ErrTooLong   = fault.Define("people.too_long", fault.Invalid, "内容过长，最多{max}个字。", "Too long: at most {max} characters.")
	ErrRequired  = fault.Define("people.required", fault.Invalid, "此项必须填写。", "This must be filled in.")
)

// Failures about persons.
var (
	ErrNotFound    = fault.Define("people.not_found", fault.NotFound, "没有找到，或者不在您的管理范围内。", "Not found, or outside the area you manage.")
	ErrForbidden   = fault.Define("people.forbidden", fault.Forbidden, "您的岗位不能做这项操作，请联系有权限的同事。", "Your role does not allow this. Ask a colleague who may.")
	ErrChanged     = fault.Define("people.changed", fault.Conflict, "内容刚被别人修改过，请刷新后重试。", "Somebody changed this meanwhile. Reload and try again.")
	ErrDocTaken    = fault.Define("people.doc_taken", fault.Conflict, "这个证件号码已经登记，请查找已有人员，不要重复登记。", "This document number is already on file. Look up the existing person.")
	ErrNameDiffers = fault.Define("people.name_differs", fault.Conflict, "证件号码已登记在另一姓名下，请核对姓名和号码。", "The number is on file under another name. Check name and number.")
	ErrReason      = fault.Define("people.reason", fault.Invalid, "请写明理由，2到200个字。", "Give a reason of 2 to 200 characters.")
	ErrNoPhone     = fault.Define("people.no_phone", fault.Conflict, "没有预留手机号，请带证件到窗口办理。", "No phone number on file. Bring the document to the counter.")
	ErrEmployment  = fault.Define("people.employment", fault.Invalid, "请核对用工形式和起止日期。", "Check the kind of employment and its dates.")
	ErrOverlap     = fault.Define("people.employment_overlap", fault.Conflict, "此人在该单位的任职时间与已有记录重叠。", "The dates overlap with another employment at this organisation.")
)

// Failures about organisations.
var (
	ErrOrgName   = fault.Define("people.org_name", fault.Invalid, "单位名称必须填写，最多60个字。", "The organisation needs a name of at most 60 characters.")
	ErrOrgKind   = fault.Define("people.org_kind", fault.Invalid, "请选择单位类型。", "Choose the kind of organisation.")
	ErrOrgPlace  = fault.Define("people.org_place", fault.Conflict, "这类单位不能设在所选上级单位之下。", "This kind of organisation cannot stand under the chosen parent.")
	ErrOrgDepth  = fault.Define("people.org_depth", fault.Conflict, "单位层级太深，最多{max}级。", "Too many levels: at most {max}.")
	ErrOrgTaken  = fault.Define("people.org_taken", fault.Conflict, "同一上级下已有同名单位，或统一社会信用代码已登记。", "The name stands under this parent already, or the credit code is on file.")
	ErrOrgClosed = fault.Define("people.org_closed", fault.Conflict, "该单位已停用。", "The organisation is closed.")
	ErrOrgLoop   = fault.Define("people.org_loop", fault.Conflict, "不能把单位移到自己或自己的下级之下。", "An organisation cannot move below itself.")
	ErrRegion    = fault.Define("people.region", fault.Invalid, "行政区划代码应为6位数字，例如 420602。", "The region code has 6 digits, for example 420602.")
	ErrGrade     = fault.Define("people.grade", fault.Invalid, "分级应为 A、B、C、D 之一或留空。", "The grade is A, B, C, D or empty.")
)
