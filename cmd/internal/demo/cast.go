package demo

import (
	"fmt"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// Password of every demo staff login and every demo candidate. It is printed at the start and written in the README.
const (
	StaffPassword     = "suikao-demo-2026"
	CandidatePassword = "kaosheng-2026"
)

// staffMember is one demo official. where: "" the authority, "centre", "enterprise", "exams" (the exam body).
type staffMember struct {
	login, name, title, where string
	roles                     []actor.Role
}

func staff() []staffMember {
	return []staffMember{
		{"admin", "丁建国", "系统管理员", "", []actor.Role{people.SystemAdmin}},
		{"security", "马安", "安全管理员", "", []actor.Role{people.SecurityAdmin}},
		{"auditor", "沈明", "审计管理员", "", []actor.Role{people.AuditAdmin}},
		{"rule1", "顾严", "规则维护员", "", []actor.Role{people.RuleEditor}},
		{"rule2", "方正", "规则审批人", "", []actor.Role{people.RuleApprover}},
		{"writer", "谢文", "命题员", "", []actor.Role{people.ItemWriter}},
		{"reviewer", "宋审", "审题员", "", []actor.Role{people.ItemReviewer}},
		{"manager", "何平", "考务管理员", "", []actor.Role{people.ExamManager}},
		{"clerk", "吕慧", "报名审核员", "", []actor.Role{people.ApplicationReviewer}},
		{"counter", "姜敏", "窗口人员", "", []actor.Role{people.CounterClerk}},
		{"watch1", "崔立", "远程监考员", "", []actor.Role{people.RemoteInvigilator}},
		{"watch2", "潘虹", "远程监考员", "", []actor.Role{people.RemoteInvigilator}},
		{"attendant", "钟秀", "远程值守员", "", []actor.Role{people.RemoteAttendant}},
		{"releaser", "范志强", "成绩发布审批人", "", []actor.Role{people.ResultReleaser}},
		{"issuer", "汪洁", "制证员", "", []actor.Role{people.PermitIssuer}},
		{"archivist", "白静", "档案管理员", "", []actor.Role{people.Archivist}},
		{"assessor1", "任刚", "考评员", "", []actor.Role{people.Assessor}},
		{"assessor2", "袁丽", "考评员", "", []actor.Role{people.Assessor}},
		{"regulator", "邓广", "监管人员", "", []actor.Role{people.Regulator}},
		{"inspector1", "魏国强", "巡考员", "exams", []actor.Role{people.Inspector}},
		{"inspector2", "秦岚", "巡考员", "exams", []actor.Role{people.Inspector}},
		{"inspector3", "陆远", "巡考员", "exams", []actor.Role{people.Inspector}},
		{"centre", "许静", "培训机构教务", "centre", []actor.Role{people.TrainingClerk}},
		{"company", "傅国栋", "企业安全管理员", "enterprise", []actor.Role{people.EnterpriseManager}},
	}
}

// candidate is one demo person. stage says how far they have come.
type candidate struct {
	name  string
	birth string // yyyymmdd
	sex   int    // odd digit: male
	stage stage
}

type stage int

const (
	onFile   stage = iota // on the roster, no account claimed
	opened                // account, nothing else
	trained               // hours recorded, photo approved
	approved              // application approved: may book or walk in
)

// candidates returns thirty people; the first ones are ready to sit. One name is as long as names get, and one number
// ends in X.
func candidates() []candidate {
	names := []string{"陈志远", "李秀英", "王海涛", "张桂芳", "阿卜杜热合曼·买买提吐尔逊", "刘强", "杨丽娟", "黄大勇", "赵小军", "周玉兰",
		"吴振华", "徐彩霞", "孙宏伟", "胡春梅", "朱建平", "高凤英", "林国庆", "何雪梅", "郭永胜", "罗素珍",
		"梁家辉", "宋玉梅", "郑铁军", "谢桂英", "韩东", "唐红霞", "冯占魁", "于淑华", "董文斌", "萧燕"}
	out := make([]candidate, len(names))
	for i, n := range names {
		s := approved
		switch {
		case i >= 24:
			s = onFile
		case i >= 18:
			s = opened
		case i >= 12:
			s = trained
		}
		out[i] = candidate{name: n, birth: fmt.Sprintf("%d%02d%02d", 1970+i%30, 1+i%12, 1+(i*7)%28), sex: i % 2, stage: s}
	}
	return out
}

// idNumber makes a well-formed number (GB 11643) of a district of the demo city.
func idNumber(birth string, serial, sex int) string {
	districts := []string{"420602", "420606", "420607", "420624", "420683"}
	first := fmt.Sprintf("%s%s%02d%d", districts[serial%len(districts)], birth, 40+serial%50, (serial*2+1-sex)%10)
	return first + string(identity.GB11643Check(first))
}

// cards are the identity cards of the candidates; the last one has expired, to show what the gate does then.
func cards(today actor.Date) []app.DemoCard {
	list := candidates()
	out := make([]app.DemoCard, len(list))
	for i, c := range list {
		out[i] = app.DemoCard{DocKind: string(identity.IDCard), Number: number(i, c), Name: c.name, ValidTo: string(today.AddMonths(60 + i))}
	}
	out[len(out)-1].ValidTo = string(today.AddDays(-1))
	return out
}

func phone(n int) string { return fmt.Sprintf("1390000%04d", 1000+n) }
