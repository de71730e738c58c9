package sheet

import "github.com/suikao/suikao/internal/fault"

// Failures of a whole file.
var (
	ErrTooLarge = fault.Define("sheet.too_large", fault.TooLarge, "文件超过 {max} MB。请分成几个文件上传。",
		"The file is larger than {max} MB. Split it into several files.")
	ErrExpands = fault.Define("sheet.expands_too_far", fault.TooLarge, "文件解压后太大，读到 {where} 时停止。请另存为新的 .xlsx 文件，只保留需要导入的数据。",
		"The file unpacks to far too much; reading stopped at {where}. Save only the data to import as a new .xlsx file.")
	ErrTooMany = fault.Define("sheet.too_many_cells", fault.TooLarge, "表格太大，最多 {rows} 行、{cells} 个单元格，读到第 {row} 行已超出。请分成几个文件上传。",
		"The table is too large: at most {rows} rows and {cells} cells, passed at row {row}. Split it into several files.")
	ErrNotSheet = fault.Define("sheet.not_a_sheet", fault.Invalid, "这不是可以读取的表格文件。请上传 .xlsx 或 .csv 文件。",
		"This is not a table that can be read. Upload an .xlsx or .csv file.")
	ErrOldFormat = fault.Define("sheet.old_format", fault.Invalid, "文件是旧的 .xls 格式或设了密码。请去掉密码，另存为 .xlsx 后再上传。",
		"The file is in the old .xls format or has a password. Remove the password and save it as .xlsx.")
	ErrEncoding = fault.Define("sheet.encoding", fault.Invalid, "文字编码无法识别。请另存为 .xlsx，或“CSV UTF-8”格式。",
		"The text encoding is not known. Save the file as .xlsx or as “CSV UTF-8”.")
	ErrQuote = fault.Define("sheet.csv_quote", fault.Invalid, "第 {row} 行的引号不成对。请改正，或另存为 .xlsx 后再上传。",
		"The quotation marks in row {row} do not match. Correct them, or save the file as .xlsx.")
	ErrEmpty  = fault.Define("sheet.empty", fault.Invalid, "表格里没有数据。请按模板填写后再上传。", "The table holds no data. Fill in the template and upload it again.")
	ErrHeader = fault.Define("sheet.header_missing", fault.Invalid, "找不到这些列：{columns}。请使用模板，不要改动表头。",
		"These columns are missing: {columns}. Use the template and keep its header row.")
	ErrHeaderTwice = fault.Define("sheet.header_twice", fault.Invalid, "“{column}”这一列出现了两次（{cells}）。请只保留一列。",
		"The column “{column}” stands there twice ({cells}). Keep one of them.")
)

// Failures of one cell.
var (
	ErrFormula = fault.Define("sheet.formula", fault.Invalid, "单元格里是公式。请复制后“选择性粘贴—数值”。", "The cell holds a formula. Copy it and paste its value.")
	ErrDate    = fault.Define("sheet.date_cell", fault.Invalid, "Excel 把内容改成了日期。请把单元格格式设为“文本”后重新填写。",
		"Excel turned the content into a date. Format the cell as text and type it again.")
	ErrBadDate = fault.Define("sheet.bad_date", fault.Invalid, "日期无法识别。请按 2026-06-01 的样式填写。", "The date is not understood. Write it like 2026-06-01.")
	ErrNumber  = fault.Define("sheet.number_mangled", fault.Invalid, "数字太长，Excel 已改动了它。请把单元格格式设为“文本”后重新填写。",
		"The number is too long and Excel has changed it. Format the cell as text and type it again.")
	ErrCell = fault.Define("sheet.error_cell", fault.Invalid, "单元格里是错误值。请填写实际内容。", "The cell holds an error value. Type its content.")
	ErrLong = fault.Define("sheet.cell_too_long", fault.Invalid, "内容太长，最多 {max} 个字。", "The text is too long: at most {max} characters.")
)
