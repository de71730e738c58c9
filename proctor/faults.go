package proctor

import "github.com/suikao/suikao/internal/fault"

// Failures of incidents.
var (
	ErrNotFound  = fault.Define("incident.not_found", fault.NotFound, "没有找到这条异常事件。", "This incident was not found.")
	ErrForbidden = fault.Define("incident.forbidden", fault.Forbidden, "您没有处理这条异常事件的权限。", "You may not act on this incident.")
	ErrRaise     = fault.Define("incident.raise_forbidden", fault.Forbidden, "您不能登记异常事件。", "You may not enter incidents.")
	ErrKind      = fault.Define("incident.kind", fault.Invalid, "目录中没有这种异常事件，请从列表中选择。", "The catalogue does not have this kind. Choose one from the list.")
	ErrPlace     = fault.Define("incident.place", fault.Invalid, "请写明考场；座位和考试须属于该考场。", "Name the room; seat and sitting must belong to it.")
	ErrText      = fault.Define("incident.text", fault.Invalid, "请写明情况（2 到 400 个字）。", "Write 2 to 400 characters.")
	ErrState     = fault.Define("incident.state", fault.Conflict, "这条异常事件已经处理过了，请刷新后查看。", "This incident was dealt with already. Reload and look.")
	ErrTaken     = fault.Define("incident.taken", fault.Conflict, "{name}正在处理这条异常事件。需要接手时请先与其确认，再选择接手。", "{name} deals with this incident. Talk to them, then take it over.")
	ErrNoSitting = fault.Define("incident.no_sitting", fault.Conflict, "这条异常事件没有对应的考试，不能这样处理。", "This incident concerns no sitting, so this act is not possible.")
	ErrNoSeat    = fault.Define("incident.no_seat", fault.Conflict, "这条异常事件没有对应的座位，不能发送消息或通话。", "This incident concerns no seat, so there is nobody to talk to.")
	ErrFinding   = fault.Define("incident.finding", fault.Invalid, "请选择处理结论。", "Choose a finding.")
	ErrEmergency = fault.Define("incident.emergency", fault.Conflict, "这件事发生在考场处于紧急情况的时间里，该时段的录像和记录不作违纪证据，不能移送核查。", "This happened while an emergency stood in the room; what was recorded then is no evidence of misconduct and is not referred.")
	ErrNotClass  = fault.Define("incident.not_a_breach", fault.Conflict, "设备和环境问题不移送违纪核查；确有疑似违纪的，请另行登记。", "A matter of equipment is not referred as a breach; enter what was seen as an incident of its own.")
)

// Failures of the register of detectors.
var (
	ErrNoDetector = fault.Define("detector.not_found", fault.NotFound, "没有找到这个检测器。", "This detector was not found.")
	ErrDetector   = fault.Define("detector.invalid", fault.Invalid, "检测器须有名称、版本和预算精度（0 到 1）。", "A detector needs a name, a version and a precision budget between 0 and 1.")
	ErrRegister   = fault.Define("detector.forbidden", fault.Forbidden, "您没有管理检测器的权限。", "You may not manage detectors.")
	ErrMode       = fault.Define("detector.mode", fault.Conflict, "检测器已经是这种状态，或已被他人修改，请刷新。", "The detector is in this mode already, or was changed meanwhile. Reload.")
	ErrUnmeasured = fault.Define("detector.unmeasured", fault.Conflict, "这个检测器没有测得的精度，或精度低于预算，不能恢复报警；请先用标注样本重新测定。", "This detector has no measured precision, or less than its budget. Measure it again on labelled clips first.")
	ErrNoSample   = fault.Define("sample.not_found", fault.NotFound, "没有找到这个抽查样本。", "This sample was not found.")
	ErrMarked     = fault.Define("sample.marked", fault.Conflict, "这个样本已经有人判定。", "This sample was judged already.")
	ErrNotBlind   = fault.Define("sample.not_blind", fault.Forbidden, "您处理过这条异常事件，样本须由没有处理过的人判定。", "You acted on this incident. Somebody who did not must judge the sample.")
)

// Failures of hand-overs.
var (
	ErrNoHandover  = fault.Define("handover.not_found", fault.NotFound, "没有找到这次交接班。", "This hand-over was not found.")
	ErrHandover    = fault.Define("handover.forbidden", fault.Forbidden, "只有本考场的值班监考员可以交接班。", "Only a duty officer of the room hands over or takes over.")
	ErrHandoverTo  = fault.Define("handover.to", fault.Invalid, "接班人须是另一名有权监考本考场的人。", "The next officer must be another person who may supervise the room.")
	ErrHandoverSet = fault.Define("handover.state", fault.Conflict, "这次交接班已经确认，或本考场还有一次交接班没有确认。", "This hand-over was acknowledged already, or another one of the room still waits.")
)
