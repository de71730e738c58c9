package review

import "github.com/suikao/suikao/internal/fault"

// Failures of reviews.
var (
	ErrNotFound  = fault.Define("review.not_found", fault.NotFound, "没有找到这个核查案件。", "This case was not found.")
	ErrForbidden = fault.Define("review.forbidden", fault.Forbidden, "您没有办理这个核查案件的权限。", "You may not act on this case.")
	ErrStage     = fault.Define("review.stage", fault.Conflict, "案件现在的阶段（{stage}）不能这样办理，请刷新后查看。", "The case stands at {stage}, where this is not possible. Reload and look.")
	ErrIncidents = fault.Define("review.incidents", fault.Invalid, "请选择同一场考试中已移送核查、还没有立案的异常事件。", "Choose incidents of one sitting that were referred and belong to no case.")
	ErrEmergency = fault.Define("review.emergency", fault.Conflict, "引用的异常事件发生在考场处于紧急情况的时间里，该时段的录像和记录不作违纪证据（紧急情况本身被滥用的除外）。",
		"An incident that is cited lies in an emergency of the room: what was recorded then is no evidence of misconduct, unless the matter is the emergency itself.")
	ErrText    = fault.Define("review.text", fault.Invalid, "请写明内容（{least} 到 {most} 个字）。", "Write {least} to {most} characters.")
	ErrBreach  = fault.Define("review.breach", fault.Invalid, "请从目录中选择行为；认定没有违纪时不选。", "Choose the act from the catalogue, or none where nothing is established.")
	ErrSigned  = fault.Define("review.signed", fault.Conflict, "您已经签署过事实认定，须由另一人签署。", "You have signed already. Another person must sign.")
	ErrOwnCase = fault.Define("review.own_case", fault.Forbidden, "这是与您本人有关的案件，须由他人办理。", "This case concerns yourself. Somebody else must act on it.")
	ErrSameOrg = fault.Define("review.same_organisation", fault.Forbidden,
		"事实由考试机构的两人认定，由考核发证机关决定：同一单位不能既认定又决定。请由考试机构的人员签署。",
		"Two people of the examining body establish the facts and the issuing authority decides: one organisation cannot do both. Somebody of the examining body must sign.")
	ErrInvolved = fault.Define("review.involved", fault.Forbidden, "您参与了本案前面的环节，须由另一名没有参与的人办理。", "You had a part in the case before. Somebody who had none must do this.")
	ErrMeasures = fault.Define("review.measures", fault.Invalid, "处理措施不能超过规则规定的范围，决定不能重于告知的内容。", "Measures must stay within the rules, and a decision must not go beyond its notice.")
	ErrEmpty    = fault.Define("review.empty", fault.Invalid, "没有任何处理措施；不予处理的，请选择不予处理。", "No measure is imposed. Choose that nothing is imposed.")
	ErrService  = fault.Define("review.service", fault.Invalid, "请选择送达方式和日期：日期不早于文书日期，不晚于今天；电子送达由本人在网上确认。",
		"Choose method and day of service: not before the document, not after today. Electronic service is confirmed by the person online.")
	ErrTooEarly   = fault.Define("review.too_early", fault.Conflict, "陈述申辩期限到{until}，期满或本人表示没有补充后才能决定。", "The person may state their case until {until}. Decide after that, or when they have nothing to add.")
	ErrTooLate    = fault.Define("review.too_late", fault.Conflict, "期限到{until}，已经过期。", "The period ended on {until}.")
	ErrEnough     = fault.Define("review.enough", fault.Conflict, "您已提交五次陈述申辩，请等待决定。", "You have made five statements. Wait for the decision.")
	ErrNoDocument = fault.Define("review.no_document", fault.NotFound, "没有这份文书。", "There is no such document.")
	ErrNoAppeal   = fault.Define("review.no_appeal", fault.NotFound, "没有找到这项申诉。", "This appeal was not found.")
	ErrOutcome    = fault.Define("review.outcome", fault.Invalid, "请选择维持或撤销。", "Choose to uphold or to revoke.")
	ErrNoEvidence = fault.Define("review.no_evidence", fault.NotFound, "没有找到这段录像。", "This recording was not found.")
)
