package permit

import "github.com/suikao/suikao/internal/fault"

// Failures of applications and permits.
var (
	ErrNotFound = fault.Define("permit.not_found", fault.NotFound,
		"没有找到这份证件或申请。", "This permit or application was not found.")
	ErrForbidden = fault.Define("permit.forbidden", fault.Forbidden,
		"您没有办理这项业务的权限。请找本单位安全管理员开通。", "You may not do this. Ask your administrator for the right.")
	ErrChanged = fault.Define("permit.changed_meanwhile", fault.Conflict,
		"内容刚刚被别人改动。请刷新后重试。", "This was changed meanwhile. Reload and try again.")
	ErrState = fault.Define("permit.wrong_state", fault.Conflict,
		"现在的状态（{state}）不允许这样做。请刷新后再看。", "The state {state} does not allow this. Reload and look again.")
	ErrLiveApplication = fault.Define("permit.application_live", fault.Conflict,
		"该项目已有一份正在办理的证件申请。", "An application for this item is already being handled.")
	ErrLivePermit = fault.Define("permit.exists", fault.Conflict,
		"此人已持有该项目的证件，不能重复发证。", "This person already holds a permit for the item.")
	ErrNumberTaken = fault.Define("permit.number_taken", fault.Conflict,
		"这个证号已登记在另一人名下，须先核对身份资料。", "This number stands under another person. Check the identity data first.")
	ErrReason = fault.Define("permit.reason", fault.Invalid,
		"请写明理由（2 到 400 个字）。", "Give a reason of 2 to 400 characters.")
	ErrDefects = fault.Define("permit.defects", fault.Invalid,
		"请一次列全需要补正的内容，每条 2 到 200 个字，最多 20 条。", "List every defect at once: 1 to 20 lines of 2 to 200 characters.")
	ErrPledge = fault.Define("permit.pledge", fault.Invalid,
		"请先阅读并确认现行的材料真实性承诺书（第 {version} 版）。", "Confirm the current pledge of truthfulness (version {version}) first.")
	ErrHealth = fault.Define("permit.health", fault.Invalid,
		"该项目需要健康声明：合格结论、日期（一年以内）和机构名称。", "This item needs a health statement: fit, dated within a year, and the institution.")
	ErrUnfit = fault.Define("permit.unfit", fault.Conflict,
		"健康声明为不合格，不能申请该项目的证件。", "The health statement says unfit, so this permit cannot be applied for.")
	ErrPhoto = fault.Define("permit.photo", fault.Conflict,
		"证件照片还没有审核通过。请先上传照片。", "The document photo is not approved yet. Upload one first.")
	ErrNoTheory = fault.Define("permit.no_theory", fault.Conflict,
		"没有已发布的理论考试合格成绩。", "There is no released pass in theory.")
	ErrTheoryOld = fault.Define("permit.theory_expired", fault.Conflict,
		"理论考试成绩的有效期到 {until} 为止，已过期，请重新参加理论考试。", "The theory pass counted until {until}. Sit the theory again.")
	ErrNoPractical = fault.Define("permit.no_practical", fault.Conflict,
		"没有理论考试合格之后的实操考试合格成绩。", "There is no practical pass after the theory pass.")
	ErrPracticalOld = fault.Define("permit.practical_expired", fault.Conflict,
		"实操考试成绩的有效期到 {until} 为止，已过期，请重新参加实操考试。", "The practical pass counted until {until}. Take it again.")
	ErrTraining = fault.Define("permit.training", fault.Conflict,
		"培训学时不足：已记录 {hours} 学时，需要 {required} 学时，且没有免培训认定。", "{hours} class hours are recorded, {required} are needed, and there is no exemption.")
	ErrSamePerson = fault.Define("permit.same_person", fault.Forbidden,
		"申请、审核、成绩发布和发证须由四名不同的自然人办理，您已办理过其中一项。", "Applying, reviewing, releasing and issuing need four natural persons, and you have done one of these.")
	ErrOwn = fault.Define("permit.own", fault.Forbidden,
		"这是您本人的证件或申请，须由另一人办理。", "This is your own permit or application. Somebody else must act on it.")
	ErrSecond = fault.Define("permit.second_person", fault.Forbidden,
		"须由提出人以外的另一名自然人复核。", "Another natural person than the proposer must decide.")
	ErrChangeOpen = fault.Define("permit.change_open", fault.Conflict,
		"这份证件已有一项待复核的变更。", "A change of this permit already waits for its decision.")
	ErrChangeKind = fault.Define("permit.change_kind", fault.Conflict,
		"证件现在的状态不适用这项变更。", "This change does not fit the permit's status.")
	ErrLegal = fault.Define("permit.legal_basis", fault.Invalid,
		"请写明法律依据；确认全国平台时写明平台上的查询结果编号。", "State the legal basis, or the reference in the national register.")
	ErrRegistry = fault.Define("permit.registry_disagrees", fault.Conflict,
		"全国平台没有查到这份证件，不能确认。", "The national register does not know this permit.")
	ErrKind = fault.Define("permit.status_not_allowed", fault.Conflict,
		"现行规则不允许这类证件变为该状态。", "The rules in force do not allow this status for this credential.")
	ErrDay = fault.Define("permit.day", fault.Invalid,
		"请填写日期，格式为 2026-06-01。", "Give a day in the form 2026-06-01.")
	ErrTooMany = fault.Define("permit.too_many_checks", fault.TooMany,
		"查询过于频繁，请 {seconds} 秒后再试。", "Too many checks. Try again in {seconds} seconds.")
	ErrNumber = fault.Define("permit.number", fault.Invalid,
		"请按证件填写完整的证号和姓名。", "Enter the full number and name as on the permit.")
	ErrCode = fault.Define("permit.code", fault.Invalid,
		"核验码不完整，请重新扫描。", "The code is not complete. Scan again.")
	ErrPaperDates = fault.Define("permit.paper_dates", fault.Invalid,
		"日期前后矛盾：初领日期不晚于发证日期和有效期起，复审日期在有效期内，都不晚于今天。", "The dates contradict each other: the first issue is no later than the issue and the first day, reviews lie within the period, and none is to come.")
	ErrPaperPeriod = fault.Define("permit.paper_period", fault.Invalid,
		"有效期止与当时的规则不符，应为 {want}。", "The last day does not follow from the rules of that time: it should be {want}.")
)
