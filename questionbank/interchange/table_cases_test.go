package interchange_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

func caseItem() questionbank.Content {
	part := func(t questionbank.Type, stem, why string, options []string, key ...int) questionbank.Part {
		return questionbank.Part{Part: assembly.Part{Type: t, Stem: stem, Options: options}, Key: key, Explanation: why}
	}
	return questionbank.Content{Type: questionbank.Case, Stem: "某厂停电检修，\n两人作业。", Explanation: "总说明", Difficulty: 4, Topic: "检修", Chapter: "2", Tags: []string{"案例"}, Citation: "GB 26860",
		Fact: "f", Enemies: []string{"甲"}, SourceNo: "C-1", Parts: []questionbank.Part{
			part(questionbank.Single, "=第一步（　）", "先停电", []string{"停电", "验电", "10%"}, 0),
			part(questionbank.TrueFalse, "可以不挂牌。", "", questionbank.TrueFalseOptions(), 1),
			part(questionbank.Multiple, "应佩戴（　）", "", []string{"手套", "靴", "布鞋"}, 0, 1)}}
}

func TestTablesAndQTICarryCasesAndOtherFormatsNameThem(t *testing.T) {
	items := append(full()[:2], caseItem(), full()[2])
	for _, info := range interchange.Formats() {
		body, losses, err := interchange.Write(context.Background(), info.Format, "题库", items)
		if err != nil {
			t.Fatal(info.Format, err)
		}
		named := slices.ContainsFunc(losses, func(l questionbank.Loss) bool {
			return l.Row == 3 && l.Item == "C-1" && l.Field == "" && l.Err.Code() == "loss.item_kind"
		})
		switch info.Format {
		case interchange.XLSX, interchange.CSV, interchange.CSVGB, interchange.XLSXZip, interchange.CSVZip, interchange.QTI21, interchange.QTI22, interchange.QTI30:
			f := again(t, info.Format, body)
			if len(losses) > 0 || len(f.Rows) != 4 {
				t.Fatalf("%s: %d rows, losses %s", info.Format, len(f.Rows), said1(losses))
			}
			for i, r := range f.Rows {
				if len(r.Wrong) > 0 || !same(r.Content, items[i]) {
					t.Errorf("%s: %+v\n%+v\n%+v", info.Format, r.Wrong, r.Content, items[i])
				}
			}
			if f.Rows[3].Row != f.Rows[2].Row+4 && !strings.HasPrefix(string(info.Format), "qti") {
				t.Errorf("%s: the item below the case stands in row %d", info.Format, f.Rows[3].Row)
			}
		default:
			if !named {
				t.Errorf("%s does not name the case: %s", info.Format, said1(losses))
			}
		}
	}
}

func TestWrongRowsOfACaseAreNamed(t *testing.T) {
	const head = "题型,题干,选项A,选项B,选项C,答案,解析,难度,知识点,小题\n"
	const good = "案例,材料,,,,,,3,检修,\n单选,一,甲,乙,,A,,,,1\n判断,二,,,,对,,,,2\n"
	for rows, want := range map[string]string{
		good: "",
		good + "单选,别的题,甲,乙,,B,,3,检修,\n":                              "",
		"单选,一,甲,乙,,A,,,,1\n":                                         "2 小题 interchange.part_alone",
		good + "判断,四,,,,对,,,,4\n":                                    "5 小题 interchange.part_number",
		good + "判断,三,,,,对,,5,,3\n":                                   "5 难度 interchange.part_cell",
		good + "多选,三,甲,乙,,A,,,,3\n":                                  "5 答案 item.key_many",
		good + "多选,三,甲,乙,,,,,,3\n":                                   "5 答案 item.key_empty",
		good + "标图,三,甲,乙,,A,,,,3\n":                                  "5 题型 item.part_type",
		good + "案例,三,,,,,,,,3\n":                                     "5 题型 item.part_type",
		good + "单选,,甲,乙,,A,,,,3\n":                                   "5 题干 item.stem_empty",
		good + "单选,三,甲,甲,,A,,,,3\n":                                  "5 选项A item.option_twice",
		"案例,材料,,,,,,3,检修,\n单选,一,甲,乙,,A,,,,1\n":                       "2 小题 item.part_count",
		"案例,材料,甲,乙,,A,,3,,\n单选,一,甲,乙,,A,,,,1\n判断,二,,,,对,,,,2\n":      "2 答案 item.case_own,2 知识点 item.topic_empty,2 选项A item.case_own",
		"案例,材料,,,,,,3,检修,\n单选,别的题,甲,乙,,B,,3,检修,\n判断,二,,,,对,,,,1\n":   "2 小题 item.part_count,4 小题 interchange.part_alone",
		"案例,材料,,,,,,3,检修,\n" + strings.Repeat("判断,二,,,,对,,,,1\n", 7): "2 小题 item.part_count,4 小题 interchange.part_number,5 小题 interchange.part_number,6 小题 interchange.part_number,7 小题 interchange.part_number,8 小题 interchange.part_number,9 小题 interchange.part_number",
	} {
		f, err := interchange.Read(context.Background(), "x.csv", bytes.NewReader([]byte(head+rows)))
		if err != nil {
			t.Fatal(rows, err)
		}
		var got []string
		for _, r := range f.Rows {
			for _, c := range r.Wrong {
				got = append(got, fmt.Sprint(r.Row, " ", c.Column, " ", c.Err.Code()))
			}
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s gives %v", rows, got)
		}
	}
}
