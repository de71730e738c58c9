package rules

import (
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
)

// FieldView is one field of a set as a page shows it.
type FieldView struct {
	Name    string
	Zh, En  string // label
	State   State
	ValueZh string
	ValueEn string
	Source  string
	Note    string
	Ask     string    // filled where the field is blank
	Confirm bool      // a default that the authority has not confirmed
	From    RuleSetID // set the field comes from; empty for the catalogue
}

// View lists all fields of p for a page, in order.
func View(p Params) []FieldView {
	fields := Fields()
	out := make([]FieldView, 0, len(fields))
	for _, f := range fields {
		s := f.slot(&p)
		source, note, ask, confirm, from := s.facts()
		v := FieldView{Name: f.Name, Zh: f.Zh, En: f.En, State: s.state(), Source: source, Note: note, From: from,
			ValueZh: f.text(s, "zh"), ValueEn: f.text(s, "en"), Confirm: s.state() == Given && unconfirmed(source, confirm)}
		if v.State != Given {
			if v.Ask = ask; ask == "" {
				v.Ask = issuingAuthority
			}
		}
		out = append(out, v)
	}
	return out
}

// unconfirmed reports whether a value is only a default: flagged so, or not taken from a found text.
func unconfirmed(source string, flagged bool) bool {
	return flagged || !strings.HasPrefix(source, "[S: ")
}

func (f Field) text(s slot, lang string) string {
	zh := lang == "zh"
	switch s.state() {
	case Omitted:
		return inLang(zh, "未写明", "not stated")
	case Blank:
		return inLang(zh, "待主管机关设定", "to be set by the authority")
	}
	return f.value(s.any(), zh)
}

func (f Field) value(v any, zh bool) string {
	switch x := v.(type) {
	case int:
		return strconv.Itoa(x) + f.unit(zh)
	case Bound:
		if x.None {
			return inLang(zh, "不限", "none")
		}
		return strconv.Itoa(x.N) + f.unit(zh)
	case bool:
		if x {
			return inLang(zh, "是", "yes")
		}
		return inLang(zh, "否", "no")
	case string:
		return x
	case []int:
		parts := make([]string, len(x))
		for i, n := range x {
			parts[i] = strconv.Itoa(n)
		}
		return join(parts, zh) + f.unit(zh)
	case []Exemption:
		return joinNames(x, zh)
	case []Material:
		return joinNames(x, zh)
	case []PermitStatus:
		return joinNames(x, zh)
	case people.Education:
		return nameOf(x, zh)
	case Region:
		return nameOf("REGION_"+x, zh)
	case Exhausted:
		return nameOf(x, zh)
	case MultiScoring:
		return nameOf(x, zh)
	case Credential:
		return nameOf(x, zh)
	case RenewedFrom:
		return nameOf(x, zh)
	case LateRenewal:
		return nameOf(x, zh)
	case Fee:
		return nameOf(x, zh)
	case Period:
		return nameOf(x, zh)
	}
	return ""
}

func (f Field) unit(zh bool) string {
	if f.Unit == "" {
		return ""
	}
	if zh {
		return " " + f.Unit
	}
	return " " + map[string]string{"周岁": "years", "学时": "class hours", "像素": "px", "KB": "KB", "分钟": "min", "分": "points",
		"次": "times", "天": "days", "个月": "months", "个工作日": "working days"}[f.Unit]
}

func inLang(zh bool, a, b string) string {
	if zh {
		return a
	}
	return b
}

func join(parts []string, zh bool) string {
	if len(parts) == 0 {
		return inLang(zh, "无", "none")
	}
	return strings.Join(parts, inLang(zh, "、", ", "))
}

func joinNames[T ~string](values []T, zh bool) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = nameOf(v, zh)
	}
	return join(parts, zh)
}

// Name returns the text of an enumeration value in zh or en; the value itself where it has none.
func Name[T ~string](v T, lang string) string { return nameOf(v, lang != "en") }

func nameOf[T ~string](v T, zh bool) string {
	if n, ok := names()[string(v)]; ok {
		return inLang(zh, n[0], n[1])
	}
	return string(v)
}

func names() map[string][2]string {
	return map[string][2]string{
		"NONE": {"不作要求", "no requirement"}, "JUNIOR": {"初中及以上", "junior middle school"},
		"SENIOR": {"高中（含中专、技校）及以上", "senior middle school"}, "COLLEGE": {"大专及以上", "junior college"},
		"BACHELOR": {"本科及以上", "bachelor"}, "GRADUATE": {"研究生", "postgraduate"},
		"REGION_NONE":                   {"不限，可在全国任一考核发证机关报名", "any issuing authority"},
		"REGION_DOMICILE_OR_EMPLOYMENT": {"户籍所在地或者从业所在地", "domicile or place of work"},
		"RETAKE_THEORY":                 {"重新报名理论考试，不重复培训", "register for theory again, no new training"},
		"RETRAIN":                       {"重新培训后再考", "new training first"},
		"ALL_OR_NOTHING":                {"全部选对得分，多选、少选、错选不得分", "all or nothing"},
		"STOPS":                         {"停表，不占用考试时间", "stops"},
		"RUNS":                          {"不停表，占用考试时间", "runs on"},
		"PARTIAL_SUBSET":                {"少选按比例得分，错选不得分", "part for a right subset"},
		"OPERATION_PERMIT":              {"特种作业操作证", "special-operation permit"},
		"COMPETENCE_CERT":               {"安全生产知识和管理能力考核合格证", "safety competence certificate"},
		"TRAINING_PROOF":                {"培训合格证明", "training certificate"},
		"OLD_EXPIRY":                    {"从原有效期届满之日起", "from the old expiry"},
		"ISSUE":                         {"从发证之日起", "from the day of issue"},
		"FIRST_ISSUE":                   {"按初次取证办理", "treated as first issue"},
		"NOT_ALLOWED":                   {"不受理", "refused"},
		"FREE":                          {"免费", "free of charge"}, "CHARGED": {"按规定收费", "charged"},
		"CERTIFICATE_YEAR": {"按取证年度", "certificate year"}, "CALENDAR_YEAR": {"按自然年度", "calendar year"},
		"SKILL_CERT": {"持有相应职业技能等级证书", "vocational skill certificate"}, "DEGREE": {"相关专业毕业", "related degree"},
		"IDENTITY_DOCUMENT": {"有效身份证件", "identity document"}, "PHOTO": {"证件照片", "photo"},
		"HOURS_OR_EXEMPTION": {"培训学时证明或免培训证明", "proof of training hours or exemption"},
		"HEALTH_STATEMENT":   {"健康声明", "health statement"}, "PLEDGE": {"材料真实性承诺书", "pledge of truth"},
		"EDUCATION_PROOF": {"学历证明（有学历要求的项目）", "proof of schooling, where a floor is set"},
		"POST_PROOF":      {"任职证明", "proof of post"}, "USCC": {"单位统一社会信用代码", "company code (USCC)"},
		"TITLE_PROOF":    {"职称或注册安全工程师证明（有要求的行业）", "title, where asked for"},
		"WORK_STATEMENT": {"从业情况说明", "work statement"}, "OLD_PERMIT": {"原证", "old credential"},
		"LOSS_STATEMENT": {"遗失或损毁声明", "statement of loss"},
		"VALID":          {"有效", "valid"}, "EXPIRING": {"临期", "expiring"}, "EXPIRED": {"过期", "expired"},
		"REVIEW_OVERDUE": {"逾期未复审", "review overdue"}, "SUSPENDED": {"暂扣", "suspended"}, "REVOKED": {"撤销", "revoked"},
		"WITHDRAWN": {"吊销", "withdrawn"}, "CANCELLED": {"注销", "cancelled"}, "EXTENDED": {"延期（暂缓换证，期间不得上岗）", "extended, no work allowed"},
	}
}
