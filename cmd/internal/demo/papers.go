package demo

import (
	"bytes"
	"context"
	"fmt"

	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/internal/sheet"
)

// papers takes in permits of before: some whose review was done, was missed, or is no longer asked for, one that has ended, and two rows that are wrong.
func (f *filler) papers(ctx context.Context) error {
	issuer, err := f.as(ctx, "issuer")
	if err != nil {
		return err
	}
	clerk, err := f.as(ctx, "clerk")
	if err != nil {
		return err
	}
	const welding, heights, issued = "熔化焊接与热切割作业", "登高架设作业", "原演示市安全生产监督管理局"
	rows := [][]string{}
	for i, p := range []struct{ name, item, from, to, reviewed string }{
		{"龙建军", welding, "2022-04-11", "2028-04-10", "2025-03-20"},
		{"郝志远", welding, "2021-09-06", "2027-09-05", "2024-08-15"},
		{"邵丽华", heights, "2022-10-17", "2028-10-16", ""}, // its review was due in 2025
		{"毛永强", heights, "2023-08-21", "2029-08-20", ""}, // its review falls due under the new rules
		{"段晓东", welding, "2024-01-08", "2030-01-07", ""},
		{"迪丽努尔·阿不都热依木", heights, "2025-03-03", "2031-03-02", ""},
		{"雷国栋", welding, "2019-05-13", "2025-05-12", "2022-05-06"}, // over
		{"贺文斌", welding, "2023-02-30", "2029-02-28", ""},           // no such day
		{"汤小燕", heights, "2023-03-01", "2032-02-29", ""},           // nine years
	} {
		doc := idNumber(fmt.Sprintf("19%d0%d1%d", 71+2*i, 1+i%9, i%9), 300+i, i%2)
		rows = append(rows, []string{p.name, doc, p.item, "T" + doc, p.from, p.from, p.to, p.reviewed, issued})
	}
	var file bytes.Buffer
	if err := sheet.WriteCSV(&file, []string{"姓名", "证件号码", "操作项目", "证书编号", "初领日期", "有效期起", "有效期止", "实际复审日期", "发证机关"}, sheet.Each(rows)); err != nil {
		return err
	}
	m, err := f.Intake.Receive(issuer, "2026 年移交的原有证书.csv", file.Bytes())
	if err != nil {
		return err
	}
	if m.State != intake.Pending {
		return fmt.Errorf("%d rows are wrong: %+v", m.Wrong, m.Problems)
	}
	if _, err := f.Intake.Decide(clerk, m.ID, true, "已与移交清单逐份核对"); err != nil {
		return err
	}
	return f.Intake.RunOnce(ctx)
}
