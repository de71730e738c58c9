package interchange

import "github.com/suikao/suikao/internal/fault"

// Failures of a whole file, beside those of internal/sheet.
var (
	ErrFormat = fault.Define("interchange.format", fault.Invalid, "没有这种题库文件格式。", "There is no such format of question files.")
	ErrText   = fault.Define("interchange.not_text", fault.Invalid, "这不是可以读取的文本文件。请另存为 UTF-8 编码后再上传。",
		"This is not a text file that can be read. Save it in UTF-8 and upload it again.")
	ErrXML = fault.Define("interchange.not_xml", fault.Invalid, "文件不是完整的 XML，第 {line} 行附近有错。请重新导出后再上传。",
		"The file is not well-formed XML; look near line {line}. Export it again.")
	ErrDoctype = fault.Define("interchange.doctype", fault.Invalid, "文件里有文档类型声明（DOCTYPE），为了安全不予读取。请去掉后再上传。",
		"The file declares a document type, which is refused for safety. Remove the declaration.")
	ErrExpands = fault.Define("interchange.expands_too_far", fault.TooLarge, "文件解压后太大或嵌套太深，不予读取。请分成几个文件上传。",
		"The file unpacks to far too much, or nests too deeply, and was not read. Split it into several files.")
	ErrPackage = fault.Define("interchange.not_package", fault.Invalid, "这不是 QTI 题库包：找不到可读的 imsmanifest.xml 或题目文件。请重新导出后再上传。",
		"This is no QTI package: no readable imsmanifest.xml or item files were found. Export it again.")
	ErrOldQTI = fault.Define("interchange.old_qti", fault.Invalid, "这是 QTI 1.2 题库包。请在原系统按 QTI 2.1、2.2 或 3.0 重新导出。",
		"This is a QTI 1.2 package. Export it from its system as QTI 2.1, 2.2 or 3.0.")
	ErrNoItems = fault.Define("interchange.no_items", fault.Invalid, "文件里没有找到题目。请检查所选的格式。", "No question was found in the file. Check the chosen format.")
)

// Why one question of a file cannot be read.
var (
	ErrBroken = fault.Define("interchange.broken", fault.Invalid, "这道题的写法不完整，无法读取。请按该格式的规则改正。",
		"This question is not complete and cannot be read. Correct it by the rules of the format.")
	ErrNoAnswer = fault.Define("interchange.no_answer", fault.Invalid, "这道题没有写出正确答案。", "The question names no right answer.")
)

// Why a question is left out.
var (
	ErrKind = fault.Define("loss.kind", fault.Invalid, "题库只收判断、单选和多选题；这道题是其他题型（{kind}），不导入。",
		"The bank holds true/false, single and multiple choice; this is another kind ({kind}) and is left out.")
	ErrPicture = fault.Define("loss.picture", fault.Invalid, "这道题带有图片、音视频、公式或表格，缺了它就不完整，不导入。请导入后手工录入。",
		"The question has a picture, a clip, a formula or a table without which it is not complete; it is left out. Write it by hand.")
	ErrVaries   = fault.Define("loss.varies", fault.Invalid, "这道题每次显示的内容不同或与其他题共用材料，不导入。", "The question varies or shares material with others; it is left out.")
	ErrItemForm = fault.Define("loss.item_kind", fault.Invalid, "{format} 写不下这种题，没有导出。", "{format} has no form for such an item; it is not in the file.")
)

// What does not come over of a question that does.
var (
	ErrPartial  = fault.Define("loss.partial_credit", fault.Invalid, "按选项给部分分的设置不导入，计分按本系统的组卷规则。", "Credit for single options is not taken over; scoring follows the blueprint.")
	ErrFeedback = fault.Define("loss.feedback", fault.Invalid, "各选项的反馈或提示不导入，只导入整题的解析。", "Feedback on single options and hints are not taken over, only the explanation of the whole.")
	ErrOrder    = fault.Define("loss.fixed_order", fault.Invalid, "原题要求选项顺序固定；本系统会打乱选项，请检查有没有“以上都对”之类的选项。",
		"The options were to stay in their order; here they are shuffled. Look for an option such as “all of the above”.")
	ErrMarkup    = fault.Define("loss.markup", fault.Invalid, "粗体、颜色、链接等格式不导入，只保留文字。", "Bold type, colours and links are not taken over, only the words.")
	ErrPoints    = fault.Define("loss.points", fault.Invalid, "分值不是整数，不导入。", "The points are no whole number and are not taken over.")
	ErrWords     = fault.Define("loss.truth_words", fault.Invalid, "判断题的选项文字改为“正确、错误”。", "The options of a true/false item become 正确 and 错误.")
	ErrTest      = fault.Define("loss.test", fault.Invalid, "试卷结构不导入，只导入其中的题目。", "The structure of the test is not taken over, only its questions.")
	ErrFieldGone = fault.Define("loss.field", fault.Invalid, "{format} 写不下“{field}”，导出的文件里没有。", "{format} has no place for “{field}”; it is not in the file.")
	ErrFieldElse = fault.Define("loss.changed", fault.Invalid, "“{field}”在 {format} 里只能改个样子写，再导入时会与原来不同。",
		"{format} can hold “{field}” only in another form; read again, it will differ.")
)
