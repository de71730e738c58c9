package roster

import (
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Failures of a roster's cells.
var (
	ErrOrg    = fault.Define("roster.org", fault.Invalid, "没有找到这个单位，或不在您的管理范围内；请先登记单位，或改填统一社会信用代码。", "The organisation is not on file or outside your area. Register it first, or give its credit code.")
	ErrTwice  = fault.Define("roster.twice", fault.Invalid, "这个证件号码在文件中出现了两次。", "This document number stands in the file twice.")
	ErrChoice = fault.Define("roster.choice", fault.Invalid, "只能填写：{choices}。", "Only one of: {choices}.")
	ErrHours  = fault.Define("roster.hours", fault.Invalid, "学时应为0到1000的整数。", "Class hours are a whole number from 0 to 1000.")
)

// Keys of the roster's columns.
const (
	colName       = "name"
	colKind       = "doc_kind"
	colNumber     = "doc_number"
	colCountry    = "country"
	colSex        = "sex"
	colBirth      = "birth"
	colEducation  = "education"
	colPhone      = "phone"
	colOrg        = "org"
	colUSCC       = "uscc"
	colEmployment = "employment"
	colFrom       = "from"
	colType       = "person_type"
	colCategory   = "category"
	colItem       = "item"
	colApply      = "apply_kind"
	colCentre     = "centre"
	colHours      = "hours"
)

// Columns are the columns of the roster (the candidate import in use, with the few that foreign documents and
// employment need).
func Columns() []sheet.Column {
	return []sheet.Column{
		{Name: colName, Header: "姓名", Synonyms: []string{"名字", "学员姓名", "考生姓名"}, Required: true, Example: "张三", Note: "与证件一致，最多30个字；间隔号写作·"},
		{Name: colKind, Header: "证件类型", Example: "居民身份证", Note: "留空为居民身份证。可填：" + strings.Join(docNames(), "、")},
		{Name: colNumber, Header: "证件号码", Synonyms: []string{"身份证号", "身份证号码", "证件号"}, Required: true, Example: "11010519491231002X", Note: "单元格须为文本格式"},
		{Name: colCountry, Header: "签发国家", Note: "仅护照填写，三位字母代码，例如 VNM"},
		{Name: colSex, Header: "性别", Example: "女", Note: "身份证可留空"},
		{Name: colBirth, Header: "出生日期", Date: true, Note: "身份证可留空，格式 1990-01-31"},
		{Name: colEducation, Header: "学历", Synonyms: []string{"文化程度"}, Example: "高中"},
		{Name: colPhone, Header: "手机号", Synonyms: []string{"联系电话", "手机", "手机号码", "电话"}, Example: "13800000000"},
		{Name: colOrg, Header: "单位名称", Synonyms: []string{"工作单位", "单位"}, Note: "须已登记；导入到企业名下时可留空"},
		{Name: colUSCC, Header: "统一社会信用代码", Synonyms: []string{"信用代码"}},
		{Name: colEmployment, Header: "用工形式", Example: "正式", Note: "正式、劳务派遣、实习；留空为正式"},
		{Name: colFrom, Header: "入职日期", Date: true, Note: "留空为导入当天"},
		{Name: colType, Header: "人员类型", Example: "特种作业人员"},
		{Name: colCategory, Header: "作业类别", Example: "电工作业"},
		{Name: colItem, Header: "操作项目", Synonyms: []string{"准操项目"}, Example: "低压电工作业"},
		{Name: colApply, Header: "申请类型", Example: "初领", Note: "初领、换证、补证"},
		{Name: colCentre, Header: "培训机构", Synonyms: []string{"培训单位"}},
		{Name: colHours, Header: "学时", Example: "108"},
	}
}

func docNames() []string {
	var out []string
	for _, r := range identity.DocRules() {
		out = append(out, r.ZH)
	}
	return out
}

// choice is a closed list of words for a code.
type choice struct {
	words map[string]string
	shown string
}

func (c choice) read(s string) (string, *fault.Error) {
	if s == "" {
		return "", nil
	}
	if v, ok := c.words[s]; ok {
		return v, nil
	}
	return "", ErrChoice.With("choices", c.shown)
}

// DocKind reads the word for a kind of document; empty is the identity card.
func DocKind(word string) (identity.DocKind, *fault.Error) {
	v, f := documentChoice().read(word)
	if v == "" && f == nil {
		v = string(identity.IDCard)
	}
	return identity.DocKind(v), f
}

// Sex reads the word for a sex; empty is not stated.
func Sex(word string) (identity.Sex, *fault.Error) {
	v, f := sexChoice().read(word)
	return identity.Sex(v), f
}

func sexChoice() choice {
	return choice{map[string]string{"男": string(identity.Male), "女": string(identity.Female), "男性": string(identity.Male), "女性": string(identity.Female)}, "男、女"}
}

func educationChoice() choice {
	return choice{map[string]string{"小学": string(people.Primary), "初中": string(people.Junior), "高中": string(people.Senior), "中专": string(people.Vocational), "中职": string(people.Vocational),
		"技校": string(people.Vocational), "职高": string(people.Vocational), "大专": string(people.College), "专科": string(people.College), "本科": string(people.Bachelor),
		"大学本科": string(people.Bachelor), "大学": string(people.Bachelor), "研究生": string(people.Graduate), "硕士": string(people.Graduate), "博士": string(people.Graduate)},
		"小学、初中、高中、中专、大专、本科、研究生"}
}

func employmentChoice() choice {
	return choice{map[string]string{"正式": string(people.Regular), "正式职工": string(people.Regular), "合同工": string(people.Regular), "劳务派遣": string(people.Dispatched),
		"派遣": string(people.Dispatched), "实习": string(people.Intern), "实习生": string(people.Intern), "实习学生": string(people.Intern)}, "正式、劳务派遣、实习"}
}

func typeChoice() choice {
	return choice{map[string]string{"主要负责人": "PRINCIPAL", "安全生产管理人员": "SAFETY_MANAGER", "安全管理人员": "SAFETY_MANAGER", "特种作业人员": "SPECIAL_OPERATOR"},
		"主要负责人、安全生产管理人员、特种作业人员"}
}

func applyChoice() choice {
	return choice{map[string]string{"初领": "FIRST_ISSUE", "初次取证": "FIRST_ISSUE", "换证": "RENEWAL", "补证": "REPLACEMENT"}, "初领、换证、补证"}
}

func documentChoice() choice {
	c := choice{map[string]string{"身份证": string(identity.IDCard), "临时身份证": string(identity.TemporaryID), "户籍证明": string(identity.HouseholdExtract), "港澳台居住证": string(identity.HMTResidence),
		"外国人永久居留证": string(identity.ForeignResidence), "港澳居民来往内地通行证": string(identity.MainlandTravel), "台湾居民来往大陆通行证": string(identity.MainlandTravel)},
		strings.Join(docNames(), "、")}
	for _, r := range identity.DocRules() {
		c.words[r.ZH] = string(r.Kind)
	}
	return c
}
