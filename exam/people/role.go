package people

import "github.com/suikao/suikao/internal/actor"

// Typed identifiers of this context.
type (
	PersonID  string
	OrgID     string
	AccountID string
)

// The staff roles (process of the bureau, §8). Each is granted within an organisation's subtree.
const (
	SystemAdmin         actor.Role = "SYSTEM_ADMIN"         // 系统管理员: organisations, accounts, devices, configuration
	SecurityAdmin       actor.Role = "SECURITY_ADMIN"       // 安全管理员: grants, unlocking, keys
	AuditAdmin          actor.Role = "AUDIT_ADMIN"          // 审计管理员: reads the audit trail, changes nothing
	RuleEditor          actor.Role = "RULE_EDITOR"          // 规则维护员: proposes rule sets, calendar, catalogue rows
	RuleApprover        actor.Role = "RULE_APPROVER"        // 规则审批人: approves them
	ItemWriter          actor.Role = "ITEM_WRITER"          // 命题员
	ItemReviewer        actor.Role = "ITEM_REVIEWER"        // 审题员: approves items, releases, blueprints
	ApplicationReviewer actor.Role = "APPLICATION_REVIEWER" // 报名审核员
	ExamManager         actor.Role = "EXAM_MANAGER"         // 考务管理员: points, rooms, seats, slots, rosters
	CounterClerk        actor.Role = "COUNTER_CLERK"        // 窗口人员: acts for a person who stands there or telephones
	RemoteInvigilator   actor.Role = "REMOTE_INVIGILATOR"   // 远程监考员: supervises and signs the room record
	RemoteAttendant     actor.Role = "REMOTE_ATTENDANT"     // 远程值守员: helps at gate and seat, signs nothing
	Inspector           actor.Role = "INSPECTOR"            // 巡考员
	Assessor            actor.Role = "ASSESSOR"             // 考评员: practical examinations
	ResultReleaser      actor.Role = "RESULT_RELEASER"      // 成绩发布审批人
	PermitIssuer        actor.Role = "PERMIT_ISSUER"        // 制证员: issues permits for the authority
	Archivist           actor.Role = "ARCHIVIST"            // 档案管理员
	TrainingClerk       actor.Role = "TRAINING_CLERK"       // 培训机构教务: classes and hours of a centre
	EnterpriseManager   actor.Role = "ENTERPRISE_MANAGER"   // 企业安全管理员: own staff, bulk booking, permit matrix
	Regulator           actor.Role = "REGULATOR"            // 监管人员: reads results, permits, statistics of the region
)
