package demo

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
)

// citedTexts is the register of what the sample banks cite, and of some texts that these replaced. A first day stands there only
// where it is certain; an entry without days is in force.
func citedTexts() []questionbank.CitedText {
	of := func(name string, from, to actor.Date, successor string) questionbank.CitedText {
		return questionbank.CitedText{Name: name, From: from, To: to, Successor: successor}
	}
	list := []questionbank.CitedText{
		of("中华人民共和国安全生产法（2021年修正）", "2021-09-01", "", ""),
		of("特种作业人员安全技术培训考核管理规定（应急管理部令第19号）", "2026-06-01", "", ""),
		of("特种作业人员安全技术培训考核管理规定（安全监管总局令第30号）", "2010-07-01", "2026-05-31", "特种作业人员安全技术培训考核管理规定（应急管理部令第19号）"),
		of("工贸企业重大事故隐患判定标准（应急管理部令第10号）", "2023-05-15", "", ""),
		of("工贸企业有限空间作业安全规定（应急管理部令第13号）", "2024-01-01", "", ""),
		of("GB 30871-2022", "2022-10-01", "", ""), of("GB 30871-2014", "2015-06-01", "2022-09-30", "GB 30871-2022"),
		of("GB 15603-2022", "2023-07-01", "", ""), of("GB 15603-1995", "1996-02-01", "2023-06-30", "GB 15603-2022"),
		of("TSG 23-2021", "2021-06-01", "", ""), of("GB 50054-2011", "2012-06-01", "", ""), of("GB 50057-2010", "2011-10-01", "", ""),
		of("GB 50058-2014", "2014-10-01", "", ""), of("GB 50150-2016", "2016-12-01", "", ""), of("GB 50156-2021", "2021-10-01", "", ""),
		of("GB 50169-2016", "2017-04-01", "", ""), of("GB 50217-2018", "2018-09-01", "", ""), of("GB 50303-2015", "2016-08-01", "", ""),
		of("GB/T 4968-2008", "2009-04-01", "", ""), of("GB/T 13955-2017", "2018-07-01", "", ""),
	}
	for _, name := range []string{"JGJ/T 46-2024", "GB 2894-2025", "GB 3608-2025", "GB 9448", "GB 12158-2024", "GB 18218", "GB 26860", "GB 46768-2025",
		"GB/T 3787-2017", "GB/T 7144-2016", "GB/T 15579.1", "GB/T 16895.21", "GB/T 13870.1", "安全技术培训大纲和考核标准", "安全培训大纲及考核标准", "安全生产培训大纲及考核标准"} {
		list = append(list, of(name, "", "", ""))
	}
	for _, name := range []string{"通用电工学知识", "通用焊接工艺知识", "通用化学与燃烧学知识", "现场急救通用知识", "成人心肺复苏通用急救知识", "灭火与灭火器使用通用知识"} {
		list = append(list, questionbank.CitedText{Name: name, Note: "通用知识，没有版本。"})
	}
	return list
}

// cited enters the register of the root authority.
func (f *filler) cited(reviewer context.Context) error {
	for _, c := range citedTexts() {
		c.Owner = f.orgs[""]
		if _, err := f.Bank.SaveCitedText(reviewer, c); err != nil {
			return err
		}
	}
	return nil
}
