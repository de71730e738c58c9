package rules

import "github.com/suikao/suikao/internal/fault"

// Failures of reading rules.
var (
	ErrBlank = fault.Define("rules.blank", fault.Conflict,
		"“{label}”（{field}）尚未由{ask}设定，暂时不能办理。请联系{ask}。",
		"\"{label}\" ({field}) has not been set by {ask}, so this cannot go on. Contact {ask}.")
	ErrNoRules = fault.Define("rules.none_in_force", fault.Conflict,
		"{on} 没有适用于 {who} 的规则。请联系考核发证机关导入规则。",
		"No rule set for {who} is in force on {on}. Ask the issuing authority to import one.")
	ErrBadQuery = fault.Define("rules.bad_query", fault.Invalid,
		"查询规则需要操作项目，或者管理条线和人员类型，并且彼此一致。",
		"A rule query needs an item, or a track and a person type that agree with it.")
	ErrBadDate = fault.Define("rules.bad_date", fault.Invalid, "日期不存在，请按 2026-06-01 的格式填写。", "This date does not exist. Use the form 2026-06-01.")
	ErrNoDate  = fault.Define("rules.no_date", fault.Conflict,
		"“{question}”按{date}日期适用规则，但该日期还没有。", "The rule for {question} is chosen by the {date} date, which is not known yet.")
	ErrNoItem = fault.Define("rules.no_item", fault.NotFound,
		"目录中没有 {on} 有效的项目 {code}。", "The catalogue has no item {code} on {on}.")
	ErrNoBasis = fault.Define("rules.no_basis", fault.Internal, "没有为“{question}”规定适用日期。", "No date is stated for {question}.")
)

func blank(field, ask string) error {
	f, _ := fieldByName(field)
	if ask == "" {
		ask = f.Ask
	}
	if ask == "" {
		ask = issuingAuthority
	}
	label := f.Zh
	if label == "" {
		label = field
	}
	return ErrBlank.With("field", field).With("label", label).With("ask", ask)
}

const issuingAuthority = "考核发证机关"
