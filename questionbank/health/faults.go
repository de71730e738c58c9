package health

import "github.com/suikao/suikao/internal/fault"

// What this package refuses.
var (
	ErrQuarantineUnknown = fault.Define("health.quarantine_unknown", fault.NotFound, "没有这条隔离记录。", "There is no such quarantine.")
	ErrQuarantined       = fault.Define("health.quarantined", fault.Conflict, "这道题已在隔离中，或已有待决定的隔离建议。", "The item is in quarantine already, or a proposal waits.")
	ErrMoved             = fault.Define("health.moved", fault.Conflict, "状态已变化，请刷新后再办理。", "The state has changed meanwhile. Reload and try again.")
	ErrSame              = fault.Define("health.same_person", fault.Forbidden, "提出隔离和决定隔离不能是同一人。请由另一位审题员决定。", "Whoever proposed a quarantine cannot decide on it. Another reviewer must.")
	ErrShort             = fault.Define("health.short", fault.Conflict, "隔离后题库不能满足在用的组卷规则，未隔离。请先补充题目或更换组卷规则；缺口见列表。",
		"Without the item the bank cannot carry the blueprint in use; nothing was changed. Add items or change the blueprint first; see the shortages listed.")
	ErrReason           = fault.Define("health.reason", fault.Invalid, "请写明理由（2 到 500 个字）。", "A reason of 2 to 500 characters is needed.")
	ErrSuspicionUnknown = fault.Define("health.suspicion_unknown", fault.NotFound, "没有这条提示。", "There is no such note.")
	ErrNoRight          = fault.Define("health.no_right", fault.Forbidden, "只有考务复核人员可以查看答题提示。", "Only those who review sittings may see these notes.")
)
