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
	ErrExpands = fault.Define("interchange.expands_too_far", fault.TooLarge, "文件解压后太大或嵌套太深，不予读取：解压后总共最多 {mb} MB，每道题的文本最多 2 MB，每张图片最多 20 MB。请分成几个文件上传。",
		"The file unpacks to far too much, or nests too deeply, and was not read: {mb} MB at most in all, 2 MB for the text of a question, 20 MB for a picture. Split it into several files.")
	ErrPathOut = fault.Define("interchange.path_out", fault.Invalid, "压缩包里有指向包外的文件名（绝对路径、盘符或“..”），为了安全不予读取。请重新打包。",
		"The archive holds a name that leads out of it (an absolute path, a drive or “..”), which is refused for safety. Pack it again.")
	ErrNameTwice = fault.Define("interchange.name_twice", fault.Invalid, "压缩包里有两个同名文件，分不清用哪一个。请重新打包。",
		"Two files of the archive have the same name, and nobody can say which is meant. Pack it again.")
	ErrLocked  = fault.Define("interchange.locked", fault.Invalid, "压缩包设了密码，无法读取。请去掉密码后重新打包。", "The archive is locked with a password. Pack it again without one.")
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
	ErrDeclaredTwice = fault.Define("interchange.declared_twice", fault.Invalid, "同一个答案变量写了两次，或被两个小题共用，分不清哪个是正确答案。",
		"One response is declared twice, or used by two questions, and nobody can say which answer is right.")
	ErrNoAnswer = fault.Define("interchange.no_answer", fault.Invalid, "这道题没有写出正确答案。", "The question names no right answer.")
)

// Why a picture of a question cannot be taken, beside those of package picture.
var (
	ErrPictureFile = fault.Define("interchange.picture_file", fault.Invalid, "题目用到的图片或视频不在文件里。请连同它们一起重新导出。",
		"A picture or clip of the question is not in the file. Export it again together with them.")
	ErrPictureAway = fault.Define("interchange.picture_away", fault.Invalid, "题目的图片或视频是外部链接或磁盘路径，不予读取。请把它放进文件里。",
		"A picture or clip of the question is a link to outside or a path of a disk, which is not followed. Put it into the file.")
	ErrPictureText = fault.Define("interchange.picture_text", fault.Invalid, "图片或视频的 Base64 内容不完整或有错，无法读取。请重新导出。",
		"The Base64 text of a picture or clip is incomplete or damaged. Export it again.")
	ErrPicturesMany = fault.Define("interchange.pictures_many", fault.TooLarge, "文件里的图片和视频太多、太大，没有读完。请分成几个文件上传。",
		"The file holds too many or too large pictures and clips to read them all. Split it into several files.")
	ErrAreaText = fault.Define("interchange.area_text", fault.Invalid, "热区要按“rect 左,上,右,下”“circle 圆心x,圆心y,半径”或“poly 各角坐标”写整数，每个选项一个，用分号隔开。",
		"Areas are written as “rect left,top,right,bottom”, “circle x,y,radius” or “poly” with the corners, in whole numbers, one for each option, set apart by semicolons.")
	ErrAltLines = fault.Define("interchange.alt_lines", fault.Invalid, "图片和视频的说明要与它们一一对应，一行一条。", "There is one description for each picture or clip, one in a line.")
)

// Why a question is left out.
var (
	ErrKind = fault.Define("loss.kind", fault.Invalid, "导入只收判断、单选、多选、标图和案例题；这道题是其他题型（{kind}），不导入。",
		"True/false, single and multiple choice, hotspot questions and cases are taken; this is another kind ({kind}) and is left out.")
	ErrPicture = fault.Define("loss.picture", fault.Invalid, "这道题带有音频、公式、表格，或者选项里有图片，或者有读不出的视频和图片，缺了它就不完整，不导入。请手工录入。",
		"The question has sound, a formula, a table, a picture in an option, or a clip or picture that cannot be read, without which it is not complete; it is left out. Write it by hand.")
	ErrVaries    = fault.Define("loss.varies", fault.Invalid, "这道题每次显示的内容不同或与其他题共用材料，不导入。", "The question varies or shares material with others; it is left out.")
	ErrComposite = fault.Define("loss.composite", fault.Invalid, "这道题由几个小题组成，但不是案例题：案例题是一段共用材料加 {least} 到 {most} 个判断、单选或多选小题，最后一个小题后面没有别的内容。这道题不导入。",
		"The question has several parts but is no case: a case is a shared text with {least} to {most} true/false, single or multiple choice questions and nothing behind the last. It is left out.")
	ErrAdaptive     = fault.Define("loss.adaptive", fault.Invalid, "这是自适应题（作答过程中内容会变），不导入。", "The question is adaptive (it changes while it is answered); it is left out.")
	ErrItemForm     = fault.Define("loss.item_kind", fault.Invalid, "{format} 写不下这种题，没有导出。", "{format} has no form for such an item; it is not in the file.")
	ErrItemPicture  = fault.Define("loss.item_picture", fault.Invalid, "{format} 带不了这道题的图片或视频，缺了它就不能作答，没有导出。", "{format} cannot carry the pictures or clips of this item, which nobody could answer without them; it is not in the file.")
	ErrTablePicture = fault.Define("loss.table_picture", fault.Invalid, "表格里只写图片和视频的摘要，它们本身不在文件里；只有已有它们的题库才能再导入。要一起带上，请用表格加图片的 ZIP、QTI 或 Moodle XML。",
		"The table names pictures and clips by their digest and does not hold them; a bank without them cannot take the item. Use a ZIP of table and pictures, QTI or Moodle XML to take them along.")
)

// What does not come over of a question that does.
var (
	ErrPartial  = fault.Define("loss.partial_credit", fault.Invalid, "按选项给部分分的设置不导入，计分按本系统的组卷规则。", "Credit for single options is not taken over; scoring follows the blueprint.")
	ErrFeedback = fault.Define("loss.feedback", fault.Invalid, "各选项的反馈或提示不导入，只导入整题的解析。", "Feedback on single options and hints are not taken over, only the explanation of the whole.")
	ErrOrder    = fault.Define("loss.fixed_order", fault.Invalid, "原题要求选项顺序固定；本系统会打乱选项，请检查有没有“以上都对”之类的选项。",
		"The options were to stay in their order; here they are shuffled. Look for an option such as “all of the above”.")
	ErrMarkup       = fault.Define("loss.markup", fault.Invalid, "粗体、颜色、链接等格式不导入，只保留文字。", "Bold type, colours and links are not taken over, only the words.")
	ErrPoints       = fault.Define("loss.points", fault.Invalid, "分值不是整数，不导入。", "The points are no whole number and are not taken over.")
	ErrPictureMoved = fault.Define("loss.picture_moved", fault.Invalid, "小题里的图片放到了案例的共用材料下面；请看小题的文字是否还对得上。",
		"Pictures of a part now stand below the text that the case shares; see whether the part still speaks of them rightly.")
	ErrWords     = fault.Define("loss.truth_words", fault.Invalid, "判断题的选项文字改为“正确、错误”。", "The options of a true/false item become 正确 and 错误.")
	ErrTest      = fault.Define("loss.test", fault.Invalid, "试卷结构不导入，只导入其中的题目。", "The structure of the test is not taken over, only its questions.")
	ErrFileLarge = fault.Define("loss.file_large", fault.Invalid, "文件有 {mb} MB，超过导入的上限 {most} MB，不能整份导入本系统。请把题目分到几个题库版本里导出。",
		"The file has {mb} MB; an import takes {most} MB at most, so it cannot come back whole. Export the items from several releases.")
	ErrFieldGone = fault.Define("loss.field", fault.Invalid, "{format} 写不下“{field}”，导出的文件里没有。", "{format} has no place for “{field}”; it is not in the file.")
	ErrFieldElse = fault.Define("loss.changed", fault.Invalid, "“{field}”在 {format} 里只能改个样子写，再导入时会与原来不同。",
		"{format} can hold “{field}” only in another form; read again, it will differ.")
)
