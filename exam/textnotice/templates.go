package textnotice

import (
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/proctor/review"
)

// template says for which events which text goes out. Where has all the pairs that the event's body must hold. Its
// placeholders are filled from the source that the topic names.
type template struct {
	key   string // stable: it is half of the unique key of a message
	topic string
	where map[string]string
	text  string
	calm  bool // not in the hours of rest
}

// TopicFaceThreshold asks for a notice to one member of staff; wiring emits it for everybody who watches over the register of faces. Body:
// person, persons, threshold.
const TopicFaceThreshold = "face.threshold_notice"

// TopicQuarantineNotice asks for a notice to one reviewer that an item is proposed for quarantine; wiring emits it. Body: person.
const TopicQuarantineNotice = "questionbank.quarantine_notice"

// TopicEmployerNotice asks for a notice to one who runs an enterprise that permits of its people end soon; wiring emits it. Body: person,
// permits.
const TopicEmployerNotice = "permit.employer_notice"

// TopicSubscriptionNotice asks for a notice to one who manages an organisation's keys that changes of permits cannot be delivered; wiring emits it. Body: person.
const TopicSubscriptionNotice = "permit.subscription_notice"

// templates is the one table of texts.
var templates = []template{
	{key: "application.submit", topic: application.TopicChanged, where: act("submit"), text: "【随考】您的{item}报名已提交，最迟{due}前答复。进度请看“我的报名”。"},
	{key: "application.return", topic: application.TopicChanged, where: act("return"), text: "【随考】您的{item}报名有材料需要补正，请在{answer}（含）前到“我的报名”查看全部问题并重新提交。"},
	{key: "application.accept", topic: application.TopicChanged, where: act("accept"), text: "【随考】您的{item}报名已受理，最迟{due}前作出决定。"},
	{key: "application.approve", topic: application.TopicChanged, where: act("approve"), text: "【随考】您的{item}报名已审核通过，有效期至{valid}，现在可以预约考试。"},
	{key: "application.reject", topic: application.TopicChanged, where: act("reject"), text: "【随考】您的{item}报名未获通过，理由和救济途径请看“我的报名”。"},
	{key: "application.lapse", topic: application.TopicChanged, where: act("lapse"), text: "【随考】您的{item}报名已失效：{reason}。如仍需考试请重新报名。"},

	{key: "booking.confirmed", topic: booking.TopicConfirmed, text: "【随考】已预约：{begins}，{point}{room}。请带身份证件，{entry}起入场，{late}后不能入场。地址：{address}。"},
	{key: "booking.cancelled", topic: booking.TopicCancelled, where: map[string]string{"by": "staff"}, text: "【随考】您{begins}在{point}的预约已由工作人员取消，需要时请重新预约。"},
	{key: "booking.to_rebook", topic: booking.TopicToRebook, text: "【随考】您{begins}在{point}{room}的考试不能如期进行，不占考试次数。请到“我的预约”改期，原因也在那里。"},
	{key: "booking.absent", topic: booking.TopicAbsent, text: "【随考】您未参加{begins}的考试，记为缺考，不占考试次数，可以重新预约。"},

	{key: "result.released", topic: release.TopicResultReleased, text: "【随考】您的考试成绩已发布，请到“我的成绩”查看。对成绩有疑问可在期限内申请复核。"},
	{key: "result.rescored", topic: release.TopicResultRevised, where: map[string]string{"why": "rescore"}, text: "【随考】因试题答案更正，您的成绩已重新评分并有变化，请到“我的成绩”查看。原成绩一并保留。"},
	{key: "score_check.replied", topic: release.TopicCheckReplied, text: "【随考】您申请的成绩复核已有书面答复，请到“我的成绩”查看。"},

	{key: "permit_application.return", topic: permit.TopicApplication, where: state(permit.ToCorrect), text: "【随考】您的领证申请有内容需要补正，请到“我的证件”查看并重新提交。"},
	{key: "permit_application.approve", topic: permit.TopicApplication, where: state(permit.Approved), text: "【随考】您的领证申请已审核通过，正在制证。"},
	{key: "permit_application.reject", topic: permit.TopicApplication, where: state(permit.Rejected), text: "【随考】您的领证申请未获通过，理由和救济途径请看“我的证件”。"},
	{key: "permit.issued", topic: permit.TopicIssued, text: "【随考】您的{item}证件已签发，请到“我的证件”查看。全国平台确认前不作持证上岗依据。"},
	{key: "permit.changed", topic: permit.TopicChanged, text: "【随考】您的{item}证件状态有变化，请到“我的证件”查看。"},
	{key: "permit.confirmed", topic: permit.TopicConfirmed, text: "【随考】您的{item}证件已由全国平台确认。"},
	{key: "permit.reminder", topic: permit.TopicReminder, text: "【随考】您的{item}证件{until}到期，还有{days}天，请及时办理换证。", calm: true},
	{key: "permit.employer", topic: TopicEmployerNotice, text: "【随考】贵单位有{permits}本证件即将到期，请登录管理端“人员证件”查看并安排换证。", calm: true},
	{key: "permit.subscription", topic: TopicSubscriptionNotice, text: "【随考】贵单位的证件变化推送已连续三天送不到，现已暂停。请登录管理端“变化订阅”查看，修好后点“继续推送”。", calm: true},
	{key: "permit.expired", topic: permit.TopicNoted, where: status(rules.StatusExpired), text: "【随考】您的{item}证件已过有效期，不能再凭它上岗。", calm: true},

	{key: "review.noticed", topic: review.TopicNoticed, text: "【随考】您有一份考试文书待查收，可在期限内陈述和申辩。请登录“考试事项”查看并确认收到。"},
	{key: "review.decided", topic: review.TopicDecided, text: "【随考】您有一份考试文书待查收，请登录“考试事项”查看并确认收到，文书载明救济途径和期限。"},
	{key: "review.answered", topic: review.TopicAnswer, text: "【随考】您的申诉已有书面答复，请登录“考试事项”查看。"},

	{key: "face.threshold", topic: TopicFaceThreshold, text: "【随考】人脸信息存储人数已达{persons}人，接近{threshold}人的备案标准，请登录管理端“人脸信息登记数”查看并安排备案。"},
	{key: "quarantine.proposed", topic: TopicQuarantineNotice, text: "【随考】有一道试题被建议隔离，等您决定。请登录管理端首页“试题隔离待决定”查看。"},
	{key: "duty_call.escalated", topic: booking.TopicCallEscalated, text: "【随考】值班提醒：考场有人呼叫，监考员未接听，请您立即到值守台处理。"},
}

func act(name string) map[string]string { return map[string]string{"act": name} }

func state(s permit.ApplicationState) map[string]string { return map[string]string{"state": string(s)} }

func status(s rules.PermitStatus) map[string]string { return map[string]string{"status": string(s)} }

// Topics lists the topics that a receiver must be registered for, each once.
func Topics() []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range templates {
		if !seen[t.topic] {
			seen[t.topic] = true
			out = append(out, t.topic)
		}
	}
	return out
}
