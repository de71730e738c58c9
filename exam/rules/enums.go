package rules

import "github.com/suikao/suikao/exam/people"

// Track is the authority line an item belongs to. Certificates, validity and examinations differ between tracks.
type Track string

// The tracks of the catalogue.
const (
	Emergency    Track = "EMERGENCY"    // 应急管理
	MineSafety   Track = "MINE_SAFETY"  // 矿山安全监察 (coal)
	Construction Track = "CONSTRUCTION" // 住建
	Transport    Track = "TRANSPORT"    // 交通运输
)

// PersonType is one of the three posts.
type PersonType string

// The three posts (三项岗位人员).
const (
	Principal       PersonType = "PRINCIPAL"        // 主要负责人
	SafetyManager   PersonType = "SAFETY_MANAGER"   // 安全生产管理人员
	SpecialOperator PersonType = "SPECIAL_OPERATOR" // 特种作业人员
)

// EducationNone is the floor of a rule that asks for no schooling. Other floors are levels of exam/people.
const EducationNone people.Education = "NONE"

// MeetsFloor reports whether have reaches floor. A level that is not stated reaches only EducationNone, and a floor that
// is no level is reached by nobody.
func MeetsFloor(have, floor people.Education) bool {
	if floor == EducationNone {
		return true
	}
	return floor.Level() > 0 && have.Level() >= floor.Level()
}

func educationFloors() []people.Education {
	return []people.Education{EducationNone, people.Junior, people.Senior, people.College, people.Bachelor, people.Graduate}
}

// Exhausted says what follows when the attempts are used up.
type Exhausted string

// What may follow.
const (
	RetakeTheory Exhausted = "RETAKE_THEORY" // register for theory again, training is not repeated (Order 19, practical)
	Retrain      Exhausted = "RETRAIN"       // new training, then both parts again (Order 30)
)

// Region says where a person may apply.
type Region string

// Where a person may apply.
const (
	AnyRegion            Region = "NONE"                   // at any issuing authority
	DomicileOrEmployment Region = "DOMICILE_OR_EMPLOYMENT" // at domicile or place of work only
)

// MultiScoring says how a multiple-choice answer is scored.
type MultiScoring string

// Scoring of multiple choice.
const (
	AllOrNothing  MultiScoring = "ALL_OR_NOTHING" // exactly the right set, else zero
	PartialSubset MultiScoring = "PARTIAL_SUBSET" // a subset without a wrong letter earns a part
)

// BreakClock says whether the clock stands during a break (中途休息).
type BreakClock string

// The clock during a break.
const (
	BreakClockStops BreakClock = "STOPS"
	BreakClockRuns  BreakClock = "RUNS"
)

// Credential is the kind of document a passed person receives.
type Credential string

// Kinds of credential.
const (
	OperationPermit Credential = "OPERATION_PERMIT" // 特种作业操作证
	CompetenceCert  Credential = "COMPETENCE_CERT"  // 安全生产知识和管理能力考核合格证
	TrainingProof   Credential = "TRAINING_PROOF"   // 培训合格证明
)

// RenewedFrom says on which day a renewed period starts.
type RenewedFrom string

// Where a renewed period starts.
const (
	FromOldExpiry RenewedFrom = "OLD_EXPIRY" // follows the old period without a gap
	FromIssue     RenewedFrom = "ISSUE"      // on the day of issue
)

// LateRenewal says how an application after expiry is handled.
type LateRenewal string

// Handling after expiry.
const (
	AsFirstIssue   LateRenewal = "FIRST_ISSUE" // treated as a first issue
	LateNotAllowed LateRenewal = "NOT_ALLOWED" // refused
)

// Exemption is a reason to skip training.
type Exemption string

// Reasons to skip training.
const (
	SkillCert Exemption = "SKILL_CERT" // valid 职业技能等级证书 of the matching trade
	Degree    Exemption = "DEGREE"     // graduate of a related major
)

// Material is one paper of an application. Whether a conditional one is asked of a person follows from other fields:
// EDUCATION_PROOF only where the floor is above EducationNone, TITLE_PROOF only where the authority lists it.
type Material string

// The papers of process §1.
const (
	MaterialDocument  Material = "IDENTITY_DOCUMENT"  // 身份证件
	MaterialPhoto     Material = "PHOTO"              // 证件照片
	MaterialHours     Material = "HOURS_OR_EXEMPTION" // 培训学时证明，或免培训证明
	MaterialHealth    Material = "HEALTH_STATEMENT"   // 健康声明（合格/不合格、日期、机构）
	MaterialPledge    Material = "PLEDGE"             // 材料真实性承诺书
	MaterialEducation Material = "EDUCATION_PROOF"    // 学历证明
	MaterialPost      Material = "POST_PROOF"         // 任职证明
	MaterialUSCC      Material = "USCC"               // 单位统一社会信用代码
	MaterialTitle     Material = "TITLE_PROOF"        // 职称或注册安全工程师证明
	MaterialWork      Material = "WORK_STATEMENT"     // 从业情况说明
	MaterialOldPermit Material = "OLD_PERMIT"         // 原证
	MaterialLoss      Material = "LOSS_STATEMENT"     // 遗失或损毁声明
)

// Fee says whether the examination or certificate costs anything.
type Fee string

// Kinds of fee.
const (
	FeeFree    Fee = "FREE"    // by law or decision
	FeeCharged Fee = "CHARGED" // paid outside this program; a payment reference is noted
)

// Period says over which year refresher hours are counted.
type Period string

// Ways to count a year.
const (
	ByCertificateYear Period = "CERTIFICATE_YEAR"
	ByCalendarYear    Period = "CALENDAR_YEAR"
)

// PermitStatus is a status a credential may take under a rule set.
type PermitStatus string

// The statuses of domain §10.
const (
	StatusValid         PermitStatus = "VALID"
	StatusExpiring      PermitStatus = "EXPIRING"
	StatusExpired       PermitStatus = "EXPIRED"
	StatusReviewOverdue PermitStatus = "REVIEW_OVERDUE"
	StatusSuspended     PermitStatus = "SUSPENDED"
	StatusRevoked       PermitStatus = "REVOKED"   // 撤销
	StatusWithdrawn     PermitStatus = "WITHDRAWN" // 吊销
	StatusCancelled     PermitStatus = "CANCELLED" // 注销
	StatusExtended      PermitStatus = "EXTENDED"  // 延期(暂缓换证); no work allowed
)
