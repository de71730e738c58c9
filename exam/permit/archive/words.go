package archive

import (
	"fmt"
	"strings"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
)

// said puts a code into the words of the documents, which are in Chinese as the law's own are. A code without words stands as itself.
func said[T ~string](code T) string {
	if w, ok := words[string(code)]; ok {
		return w
	}
	if zh, _ := permit.StatusName(string(code)); zh != "" {
		return zh
	}
	return rules.Name(string(code), "zh-CN")
}

// words are those of several contexts; no code of theirs means two things.
var words = map[string]string{
	"M": "男", "F": "女", "MALE": "男", "FEMALE": "女",
	"FIRST_ISSUE": "初次取证", "RENEWAL": "换证", "REPLACEMENT": "补证", "CORRECTION": "信息变更", "DEFERRED": "延期（暂缓换证）",
	"SELF": "本人网上", "CENTRE": "培训机构", "EMPLOYER": "用人单位", "COUNTER": "窗口",
	"DRAFT": "草稿", "SUBMITTED": "已提交", "TO_CORRECT": "待补正", "ACCEPTED": "已受理", "APPROVED": "已通过", "REJECTED": "未通过", "LAPSED": "已失效", "FULFILLED": "已办结",
	"OPEN": "待另一人决定", "REFUSED": "未批准",
	"SUSPEND": "暂扣", "RESUME": "恢复", "REVOKE": "撤销", "WITHDRAW": "吊销", "CANCEL": "注销", "CONFIRM_NATIONAL": "登记全国平台确认", "EXTEND": "延期（暂缓换证）", "REPLACE": "另发新证",
	"INITIAL": "初次培训", "REFRESHER": "再培训", "CLASSROOM": "面授", "ONLINE": "网络", "WORKSHOP": "实操实训",
	"PROVISIONAL": "待发布", "HELD": "核查中", "RELEASED": "已发布", "VOIDED": "成绩无效",
	"PRIVACY": "个人信息处理告知", "TRUTH_PLEDGE": "材料真实性承诺书", "EXAM_PLEDGE": "诚信考试承诺书", "RECORDING": "录音录像告知", "FACE_CONSENT": "人脸识别单独同意",
	"PORTAL": "网上", "SEAT": "考位", "GATE": "入口",
	"ADMITTED": "已入场", "STARTED": "已开考", "FINISHED": "已考完", "ABSENT": "缺考", "CANCELLED_BOOKING": "已取消", "SCORED": "已评分", "ABORTED_TECHNICAL": "技术中止",
}

func yes(b bool, is, not string) string {
	if b {
		return is
	}
	return not
}

// joined joins what is not empty.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "，")
}

func count(n int, of string) string { return fmt.Sprintf("%d %s", n, of) }
