package release

import (
	"fmt"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// draftReply words the answer from what the program found.
func draftReply(res exam.Result, c ScoreCheck) string {
	f := c.Finding
	if !f.Intact {
		return "经查，答题流水或试卷与成绩记录不符，须由技术负责人核查后答复。"
	}
	lines := []string{
		fmt.Sprintf("您于%s对%s的理论考试成绩提出的复核申请收悉，现答复如下。", actor.DateOf(c.AskedAt), res.SatOn),
		fmt.Sprintf("一、已核对试卷和答题流水共%d条，链式校验一致，末条校验值为%s。", f.Records, shortHash(f.Chain)),
		fmt.Sprintf("二、另一套独立编写的评分程序按原答案版本（第%d版）重新评分，得%d分；原发布成绩为%d分，合格线为%d分。", f.KeyVersion, f.Again, f.Points, res.PassMark),
	}
	if f.CurrentKey != f.KeyVersion {
		lines = append(lines, fmt.Sprintf("三、评分后答案已经批准更正（现为第%d版），按更正后的答案评分，得%d分。", f.CurrentKey, f.WithCurrent))
	} else {
		lines = append(lines, "三、经核对，评分所用答案仍为现行版本，没有更正。")
	}
	verdict := map[bool]string{true: "合格", false: "不合格"}
	if f.Changed() {
		lines = append(lines, fmt.Sprintf("结论：成绩由%d分（%s）更正为%d分（%s）。原成绩与更正后的成绩均予保留。",
			f.Points, verdict[f.Passed], f.WithCurrent, verdict[f.NowPassed]))
	} else {
		lines = append(lines, fmt.Sprintf("结论：维持原成绩%d分（%s）。", f.Points, verdict[f.Passed]))
	}
	return strings.Join(lines, "\n")
}

func shortHash(h string) string {
	if len(h) > 16 {
		return h[:16]
	}
	return h
}
