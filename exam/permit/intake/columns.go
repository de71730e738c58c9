package intake

import (
	"io"

	"github.com/suikao/suikao/internal/sheet"
)

// Keys of the columns.
const (
	colName     = "name"
	colKind     = "doc_kind"
	colDocument = "document"
	colCountry  = "country"
	colSex      = "sex"
	colBirth    = "birth"
	colItem     = "item"
	colNumber   = "number"
	colFirst    = "first"
	colIssued   = "issued"
	colFrom     = "from"
	colTo       = "to"
	colDue      = "review_due"
	colReviewed = "reviewed"
	colIssuer   = "issuer"
)

// Columns are the columns of the file.
func Columns() []sheet.Column {
	return []sheet.Column{
		{Name: colName, Header: "姓名", Synonyms: []string{"持证人"}, Required: true, Example: "张三", Note: "与证件一致"},
		{Name: colKind, Header: "证件类型", Example: "居民身份证", Note: "留空为居民身份证"},
		{Name: colDocument, Header: "证件号码", Synonyms: []string{"身份证号", "身份证号码"}, Required: true, Example: "11010519491231002X", Note: "单元格须为文本格式"},
		{Name: colCountry, Header: "签发国家", Note: "仅护照填写，三位字母代码，例如 VNM"},
		{Name: colSex, Header: "性别", Note: "身份证可留空"},
		{Name: colBirth, Header: "出生日期", Date: true, Note: "身份证可留空"},
		{Name: colItem, Header: "操作项目", Synonyms: []string{"准操项目", "项目", "项目代码"}, Required: true, Example: "低压电工作业", Note: "目录中的名称或代码"},
		{Name: colNumber, Header: "证书编号", Synonyms: []string{"证号"}, Required: true, Example: "T11010519491231002X", Note: "证件正面的编号"},
		{Name: colFirst, Header: "初领日期", Synonyms: []string{"初次领证日期"}, Required: true, Date: true, Example: "2022-03-01"},
		{Name: colIssued, Header: "发证日期", Synonyms: []string{"签发日期"}, Date: true, Example: "2022-03-01", Note: "留空为有效期起"},
		{Name: colFrom, Header: "有效期起", Synonyms: []string{"有效期开始", "有效期开始日期"}, Required: true, Date: true, Example: "2022-03-01"},
		{Name: colTo, Header: "有效期止", Synonyms: []string{"有效期至", "有效期结束", "有效期结束日期"}, Required: true, Date: true, Example: "2028-02-29"},
		{Name: colDue, Header: "应复审日期", Synonyms: []string{"复审日期", "一次复审期"}, Date: true, Example: "2025-02-28", Note: "留空按当时的规则推算"},
		{Name: colReviewed, Header: "实际复审日期", Synonyms: []string{"复审完成日期"}, Date: true, Note: "没有复审的留空"},
		{Name: colIssuer, Header: "发证机关", Synonyms: []string{"签发机关"}, Required: true, Example: "原某市安全生产监督管理局"},
	}
}

// Template writes the .xlsx to fill in.
func Template(w io.Writer) error { return sheet.Template(w, "原有证书", Columns()) }

// MaxRows is how many permits a file may hold.
const MaxRows = 20_000

// MaxBytes is how large a file may be.
const MaxBytes = 20 << 20

func limits() sheet.Limits {
	l := sheet.DefaultLimits()
	l.Bytes, l.Unpacked, l.Rows, l.Cells, l.CellLen = MaxBytes, 128<<20, MaxRows, MaxRows*16, 200
	return l
}
