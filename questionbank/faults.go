package questionbank

import "github.com/suikao/suikao/internal/fault"

// Failures about who may do what.
var (
	ErrBankUnknown    = fault.Define("bank.unknown", fault.NotFound, "没有这个题库。", "There is no such bank.")
	ErrItemUnknown    = fault.Define("bank.item_unknown", fault.NotFound, "没有这道题。", "There is no such item.")
	ErrReleaseUnknown = fault.Define("bank.release_unknown", fault.NotFound, "没有这个题库发布版本。", "There is no such release.")
	ErrBatchUnknown   = fault.Define("bank.batch_unknown", fault.NotFound, "没有这个导入批次。", "There is no such import batch.")
	ErrPlanUnknown    = fault.Define("bank.blueprint_unknown", fault.NotFound, "没有这个组卷规则。", "There is no such blueprint.")
	ErrKeyUnknown     = fault.Define("bank.key_unknown", fault.NotFound, "没有这个答案版本。", "There is no such key version.")
	ErrDrawUnknown    = fault.Define("bank.draw_unknown", fault.NotFound, "没有这次抽题的记录。", "There is no record of this draw.")
	ErrNoRight        = fault.Define("bank.no_right", fault.Forbidden, "您没有这个题库的相应权限，请联系系统管理员。",
		"You do not hold the role for this on this bank. Ask the administrator.")
	ErrNoPerson = fault.Define("bank.no_person", fault.Forbidden, "题库操作要由登录的工作人员本人完成。",
		"Work on a bank is done by a named person who is logged in.")
	ErrSamePerson = fault.Define("bank.same_person", fault.Forbidden, "命题、送审与审批不能是同一人。请由另一位审题人办理。",
		"Whoever wrote or submitted this cannot approve it. Another person must.")
)

// Failures of state.
var (
	ErrBankExists = fault.Define("bank.exists", fault.Conflict, "该单位已有这个项目的同类题库。", "This organisation already has such a bank for the item.")
	ErrOwnerKind  = fault.Define("bank.owner_kind", fault.Conflict, "考核题库只能属于考核发证机关或考试机构（考教分离）。",
		"A certification bank belongs to an authority or an exam body, never to whoever teaches.")
	ErrItemCode = fault.Define("bank.item_code", fault.Invalid, "作业项目代码不在目录中。", "The code is not in the catalogue.")
	ErrField    = fault.Define("bank.field", fault.Invalid, "内容缺失或过长。", "Missing or too long.")
	ErrMoved    = fault.Define("bank.moved", fault.Conflict, "状态已变化，请刷新后再办理。", "The state has changed meanwhile. Reload and try again.")
	ErrState    = fault.Define("bank.state", fault.Conflict, "当前状态不能这样办理。", "This cannot be done in the present state.")
	ErrReason   = fault.Define("bank.reason", fault.Invalid, "请写明理由。", "A reason is needed.")
	ErrNothing  = fault.Define("bank.nothing", fault.Conflict, "没有可办理的题目。", "There is nothing to do this to.")
	ErrTooMany  = fault.Define("bank.too_many", fault.Invalid, "一次最多办理 {n} 题。", "At most {n} items at a time.")

	ErrOtherActive = fault.Define("bank.other_active", fault.Conflict, "该项目已有另一题库的发布版本或组卷规则在用，请先停用。",
		"Another bank's release or blueprint is active for this code. Withdraw it first.")
	ErrNoRelease   = fault.Define("bank.no_release", fault.Conflict, "该项目还没有在用的题库，暂不能考试。请联系考务人员。", "No release is active for this code. Staff must activate one.")
	ErrNoBlueprint = fault.Define("bank.no_blueprint", fault.Conflict, "该项目还没有在用的组卷规则，暂不能考试。请联系考务人员。", "No blueprint is active for this code. Staff must publish one.")
	ErrDamaged     = fault.Define("bank.damaged", fault.Internal, "题库内容与发布时的摘要不一致，已停止组卷。请把代码告诉工作人员。",
		"The stored items do not give the digest of the release. No paper is drawn from it; tell staff.")
	ErrDrawn  = fault.Define("bank.drawn", fault.Conflict, "本次考试已经抽过题。", "This sitting has drawn its paper already.")
	ErrRandom = fault.Define("bank.random", fault.Invalid, "抽题所需的随机数缺失。", "The random bytes for the draw are missing.")
	ErrKeySet = fault.Define("bank.key_set", fault.Invalid, "更正的题目不在该发布版本中，或没有变化。", "A corrected item is not in the release, or nothing changes.")
)

// What can be wrong with an item's content. None of the texts repeats an answer.
var (
	ErrStemEmpty    = fault.Define("item.stem_empty", fault.Invalid, "题干不能为空。", "The stem is empty.")
	ErrTextLong     = fault.Define("item.text_long", fault.Invalid, "最多 {n} 个字。", "At most {n} characters.")
	ErrItemType     = fault.Define("item.type", fault.Invalid, "题型应为判断、单选、多选、标图或案例。", "The type must be TRUE_FALSE, SINGLE, MULTIPLE, HOTSPOT or CASE.")
	ErrOptionCount  = fault.Define("item.option_count", fault.Invalid, "选项应为 2 到 8 个。", "An item has 2 to 8 options.")
	ErrOptionGap    = fault.Define("item.option_gap", fault.Invalid, "选项中间有空缺。", "An option is left out in between.")
	ErrOptionTwice  = fault.Define("item.option_twice", fault.Invalid, "两个选项内容相同。", "Two options are the same.")
	ErrOptionTF     = fault.Define("item.option_tf", fault.Invalid, "判断题的选项只能是正确和错误。", "The options of a true/false item are 正确 and 错误.")
	ErrKeyEmpty     = fault.Define("item.key_empty", fault.Invalid, "没有答案。", "There is no key.")
	ErrKeyForm      = fault.Define("item.key_form", fault.Invalid, "答案写法无法识别。", "The key is not in a known form.")
	ErrKeyOption    = fault.Define("item.key_option", fault.Invalid, "答案指向不存在的选项。", "The key names an option that does not exist.")
	ErrKeyOne       = fault.Define("item.key_one", fault.Invalid, "判断题和单选题应有且只有一个答案。", "True/false and single-choice items have exactly one right option.")
	ErrKeyMany      = fault.Define("item.key_many", fault.Invalid, "多选题应有两个以上答案。", "A multiple-choice item has at least two right options.")
	ErrDifficulty   = fault.Define("item.difficulty", fault.Invalid, "难度应为 1 到 5，或易、中、难。", "Difficulty is 1 to 5.")
	ErrTopicEmpty   = fault.Define("item.topic_empty", fault.Invalid, "知识点不能为空。", "The topic is empty.")
	ErrPointsForm   = fault.Define("item.points", fault.Invalid, "分值应为 0 到 100 的整数。", "Points are a whole number from 0 to 100.")
	ErrListLong     = fault.Define("item.list_long", fault.Invalid, "最多 {n} 项，每项最多 60 个字。", "At most {n} entries of at most 60 characters.")
	ErrTwiceInFile  = fault.Define("item.twice_in_file", fault.Invalid, "与第 {row} 行的题干重复。", "The stem repeats row {row}.")
	ErrTwiceInBank  = fault.Define("item.twice_in_bank", fault.Conflict, "题库中已有相同题干的题目。", "The bank already holds an item with this stem.")
	ErrImportRows   = fault.Define("import.rows", fault.Invalid, "文件中没有题目，或超过 {n} 行。", "The file has no items, or more than {n} rows.")
	ErrImportChange = fault.Define("import.changed", fault.Conflict, "文件与预览时不同，请重新预览。", "The file differs from the one previewed. Preview it again.")
)
