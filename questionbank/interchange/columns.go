package interchange

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// Names of the columns, as the template writes them.
const (
	colType        = "题型"
	colStem        = "题干"
	colKey         = "答案"
	colExplanation = "解析"
	colDifficulty  = "难度"
	colTopic       = "知识点"
	colChapter     = "章节"
	colPoints      = "分值"
	colSource      = "原题号"
	colTags        = "标签"
	colCitation    = "依据"
	colFact        = "事实"
	colEnemies     = "互斥组"
	colOptions     = "选项" // all of them, in messages
	colPictures    = "图片"
	colAlts        = "图片说明"
	colAreas       = "热区"
	colPart        = "小题"
	colSpoken      = "朗读" // in reports of losses alone
)

const letters = "ABCDEFGH"

func optionColumn(i int) string { return "选项" + letters[i:i+1] }

// columns are the template's columns in order, with what other files call them.
func columns() []sheet.Column {
	out := []sheet.Column{
		{Header: colType, Synonyms: []string{"试题类型", "题目类型", "试题题型", "类型", "type"}, Required: true, Example: "单选", Note: "判断、单选、多选、标图或案例"},
		{Header: colStem, Synonyms: []string{"试题内容", "题目内容", "题目", "试题", "问题", "题目题干", "stem", "question"}, Required: true,
			Example: "低压配电系统中，保护接地线的绝缘层颜色应为（　）。", Note: "同一题库内题干不能重复"},
	}
	for i := range letters {
		l := letters[i : i+1]
		c := sheet.Column{Header: optionColumn(i), Synonyms: []string{l, l + "选项", "答案选项" + l, "备选" + l, "option" + l}}
		if i < 4 {
			c.Example = []string{"黄绿双色", "淡蓝色", "黑色", "红色"}[i]
		}
		if i == 0 {
			c.Note = "判断题不必填；单选、多选从选项A起连续填 2 到 8 个"
		}
		out = append(out, c)
	}
	return append(out,
		sheet.Column{Header: colKey, Synonyms: []string{"正确答案", "标准答案", "参考答案", "answer", "key"}, Required: true, Example: "A",
			Note: "判断填 正确/错误、对/错 或 √/×；单选填一个字母；多选填 ABC、A,B 或 A、B"},
		sheet.Column{Header: colExplanation, Synonyms: []string{"答案解析", "试题解析", "题目解析", "explanation"}, Example: "黄绿双色专用于保护线。"},
		sheet.Column{Header: colDifficulty, Synonyms: []string{"难度系数", "难易程度", "难易度", "试题难度", "difficulty"}, Example: "2", Note: "1 到 5，或 易、中、难；不填按 3"},
		sheet.Column{Header: colTopic, Synonyms: []string{"知识点名称", "考点", "topic"}, Required: true, Example: "防触电技术"},
		sheet.Column{Header: colChapter, Synonyms: []string{"章", "所属章节", "chapter"}, Example: "4.1 接地与接零"},
		sheet.Column{Header: colPoints, Synonyms: []string{"分数", "points"}, Example: "1", Note: "仅供参考，以组卷规则为准"},
		sheet.Column{Header: colSource, Synonyms: []string{"题号", "编号", "试题编号", "sourceno"}, Example: "LV-S-001"},
		sheet.Column{Header: colTags, Synonyms: []string{"tags"}, Example: "重大事故隐患", Note: "多个用分号隔开"},
		sheet.Column{Header: colCitation, Synonyms: []string{"法规依据", "标准依据", "出处", "citation"}, Example: "GB/T 7947"},
		sheet.Column{Header: colFact, Synonyms: []string{"事实编号", "fact"}, Example: "pe-colour", Note: "考查同一事实的题填相同内容，一份试卷只抽其一"},
		sheet.Column{Header: colEnemies, Synonyms: []string{"互斥", "enemies"}, Note: "同组的题一份试卷只抽其一；多个用分号隔开"},
		sheet.Column{Header: colPictures, Synonyms: []string{"图片文件", "插图", "pictures"}, Note: "图片或视频的文件名：题库里已上传的，或与表格一起放在 ZIP 里的；最多 4 个，用分号隔开；标图题的第一张是要标的图，视频后面写它的静止图"},
		sheet.Column{Header: colAlts, Synonyms: []string{"图片描述", "alt"}, Note: "每张图片、每个视频一行，写上面有什么，不写答案"},
		sheet.Column{Header: colAreas, Synonyms: []string{"区域", "areas"}, Note: "只用于标图题：每个选项一个区域，用分号隔开，如 rect 左,上,右,下；circle 圆心x,圆心y,半径；poly 各角坐标"},
		sheet.Column{Header: colPart, Synonyms: []string{"小题号", "part"}, Note: "只用于案例题：先写一行案例（题干是共用材料，不填选项和答案），下面每个小题一行，依次填 1、2、3…，小题行只填题型、题干、选项、答案和解析"},
	)
}

// named fills the keys by which rows are asked; a topic given for all rows makes the column one that may be missing.
func named(topic bool) []sheet.Column {
	list := columns()
	for i := range list {
		list[i].Text = true
		if list[i].Name = list[i].Header; list[i].Header == colTopic && topic {
			list[i].Required = false
		}
	}
	return list
}

// Template writes the empty .xlsx to fill in, with an example row and notes: all columns, or with plain those alone that
// the tables of training centres usually have.
func Template(w io.Writer, plain bool) error {
	list := named(false)
	if plain {
		list = slices.DeleteFunc(list, func(c sheet.Column) bool {
			return slices.Contains([]string{colTags, colCitation, colFact, colEnemies, colPictures, colAlts, colAreas, colPart, optionColumn(6), optionColumn(7)}, c.Name)
		})
	}
	return sheet.Template(w, "试题", list)
}

// tableRow is an item as a row under columns.
func tableRow(c questionbank.Content) []string {
	kinds := map[questionbank.Type]string{questionbank.TrueFalse: "判断", questionbank.Single: "单选", questionbank.Multiple: "多选", questionbank.Hotspot: "标图", questionbank.Case: "案例"}
	out := []string{kinds[c.Type], c.Stem}
	options, key := make([]string, len(letters)), ""
	if c.Type != questionbank.TrueFalse {
		copy(options, c.Options)
		for _, k := range c.Key {
			key += letters[k : k+1]
		}
	} else if len(c.Key) == 1 {
		key = questionbank.TrueFalseOptions()[c.Key[0]]
	}
	out = append(append(out, options...), key, c.Explanation, strconv.Itoa(c.Difficulty), c.Topic, c.Chapter)
	worth := ""
	if c.Points != 0 {
		worth = strconv.Itoa(c.Points)
	}
	return append(out, worth, c.SourceNo, strings.Join(c.Tags, "；"), c.Citation, c.Fact, strings.Join(c.Enemies, "；"), pictureNamesOf(c), altsOf(c), areasOf(c), "")
}

// writeTable writes items under the template's columns.
func writeTable(w io.Writer, f Format, items []questionbank.Content) error {
	var header []string
	for _, c := range columns() {
		header = append(header, c.Header)
	}
	rows := make([][]string, 0, tableRows(items))
	for _, c := range items {
		rows = append(append(rows, tableRow(c)), partRows(c)...)
	}
	switch f {
	case CSV:
		return sheet.WriteCSV(w, header, sheet.Each(rows))
	case CSVGB:
		return sheet.WriteCSVGB(w, header, sheet.Each(rows))
	}
	return sheet.WriteXLSX(w, "试题", header, sheet.Each(rows))
}
