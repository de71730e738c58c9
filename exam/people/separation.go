package people

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about roles.
var (
	ErrIncompatible = fault.Define("people.incompatible_roles", fault.Conflict,
		"“{held_zh}”与“{wanted_zh}”不能由同一自然人担任（含本人的其他账号）。请先收回前者，或另选人员。",
		"{held_en} and {wanted_en} must not be one natural person, over all accounts. Revoke the former first or choose somebody else.")
	ErrSeparation = fault.Define("people.separation", fault.Conflict,
		"考教分离：培训机构一方的“{held_zh}”与考试一方的“{wanted_zh}”不能是同一自然人（含本人的其他账号）。",
		"Teaching and examining are separate: {held_en} of a training centre and {wanted_en} must not be one natural person, over all accounts.")
	ErrRolePlace = fault.Define("people.role_place", fault.Conflict, "“{role_zh}”不能设在这类单位。", "{role_en} cannot be granted at this kind of organisation.")
	ErrRole      = fault.Define("people.role", fault.Invalid, "没有这个岗位，请从列表中选择。", "There is no such role. Choose one from the list.")
)

// RoleRule is one row of the table of roles.
type RoleRule struct {
	Role    actor.Role
	ZH, EN  string
	At      []OrgKind // kinds of organisations at which it may be granted
	Examine bool      // touches certification banks, papers, rooms or results: closed to whoever teaches
}

var (
	anywhere  = []OrgKind{Authority, ExamBody, Centre, Enterprise}
	official  = []OrgKind{Authority, ExamBody}
	authority = []OrgKind{Authority}
)

// RoleRules returns the table of roles.
func RoleRules() []RoleRule {
	return []RoleRule{
		{SystemAdmin, "系统管理员", "system administrator", anywhere, false},
		{SecurityAdmin, "安全管理员", "security administrator", anywhere, false},
		{AuditAdmin, "审计管理员", "audit administrator", anywhere, false},
		{RuleEditor, "规则维护员", "rule editor", official, false},
		{RuleApprover, "规则审批人", "rule approver", official, false},
		{ItemWriter, "命题员", "item writer", official, true},
		{ItemReviewer, "审题员", "item reviewer", official, true},
		{ApplicationReviewer, "报名审核员", "application reviewer", official, true},
		{ExamManager, "考务管理员", "exam manager", official, true},
		{CounterClerk, "窗口人员", "counter clerk", official, false},
		{RemoteInvigilator, "远程监考员", "remote invigilator", official, true},
		{RemoteAttendant, "远程值守员", "remote attendant", official, true},
		{Inspector, "巡考员", "inspector", official, true},
		{Assessor, "考评员", "assessor", official, true},
		{ResultReleaser, "成绩发布审批人", "result releaser", authority, true},
		{PermitIssuer, "制证员", "permit issuer", authority, true},
		{Archivist, "档案管理员", "archivist", official, false},
		{TrainingClerk, "培训机构教务", "training clerk", []OrgKind{Centre}, false},
		{EnterpriseManager, "企业安全管理员", "enterprise manager", []OrgKind{Enterprise}, false},
		{Regulator, "监管人员", "regulator", authority, false},
	}
}

func ruleOf(r actor.Role) (RoleRule, bool) {
	for _, x := range RoleRules() {
		if x.Role == r {
			return x, true
		}
	}
	return RoleRule{}, false
}

// incompatiblePairs are roles that one natural person must not hold together, wherever they are granted (bureau process,
// section 8): submitter, reviewer, releaser and issuer differ; the three administrators differ; who runs a room does not
// release its results; who writes does not approve.
var incompatiblePairs = [][2]actor.Role{
	{SystemAdmin, SecurityAdmin}, {SystemAdmin, AuditAdmin}, {SecurityAdmin, AuditAdmin},
	{RuleEditor, RuleApprover}, {ItemWriter, ItemReviewer},
	{CounterClerk, ApplicationReviewer}, {CounterClerk, ResultReleaser}, {CounterClerk, PermitIssuer},
	{TrainingClerk, ApplicationReviewer}, {TrainingClerk, ResultReleaser}, {TrainingClerk, PermitIssuer},
	{EnterpriseManager, ApplicationReviewer}, {EnterpriseManager, ResultReleaser}, {EnterpriseManager, PermitIssuer},
	{ApplicationReviewer, ResultReleaser}, {ApplicationReviewer, PermitIssuer}, {ResultReleaser, PermitIssuer},
	{RemoteInvigilator, ResultReleaser}, {RemoteAttendant, ResultReleaser}, {ExamManager, ResultReleaser}, {Assessor, ResultReleaser},
}

// IncompatiblePairs returns the pairs for display.
func IncompatiblePairs() [][2]actor.Role { return append([][2]actor.Role(nil), incompatiblePairs...) }

// Clash checks a new grant against all live grants of one natural person. It returns nil, ErrIncompatible or
// ErrSeparation with both roles named.
func Clash(held []Grant, wanted Grant) *fault.Error {
	for _, h := range held {
		for _, p := range incompatiblePairs {
			if p[0] == h.Role && p[1] == wanted.Role || p[1] == h.Role && p[0] == wanted.Role {
				return named(ErrIncompatible, h.Role, wanted.Role)
			}
		}
		if h.OrgKind == Centre && examines(wanted.Role) {
			return named(ErrSeparation, h.Role, wanted.Role)
		}
		if wanted.OrgKind == Centre && examines(h.Role) {
			return named(ErrSeparation, wanted.Role, h.Role)
		}
	}
	return nil
}

func examines(r actor.Role) bool {
	x, _ := ruleOf(r)
	return x.Examine
}

// named fills in the names of two roles; an unknown role (a teacher without an account) is named as such.
func named(f *fault.Error, held, wanted actor.Role) *fault.Error {
	h, ok := ruleOf(held)
	if !ok {
		h = RoleRule{ZH: "在职人员", EN: "an employee"}
	}
	w, _ := ruleOf(wanted)
	return f.With("held_zh", h.ZH).With("held_en", h.EN).With("wanted_zh", w.ZH).With("wanted_en", w.EN)
}

// liveGrantsOf returns the live grants of all accounts of a natural person.
func liveGrantsOf(ctx context.Context, d Deps, p PersonID) ([]Grant, error) {
	accounts, err := d.Staff.AccountsOf(ctx, p)
	if err != nil || len(accounts) == 0 {
		return nil, err
	}
	ids := make([]AccountID, len(accounts))
	for i, a := range accounts {
		ids[i] = a.ID
	}
	return d.Staff.LiveGrants(ctx, ids...)
}

// mayTeach refuses work at a training centre to whoever holds an examining role.
func (s *Service) mayTeach(ctx context.Context, p PersonID) error {
	held, err := liveGrantsOf(ctx, s.d, p)
	if err != nil {
		return err
	}
	for _, g := range held {
		if examines(g.Role) {
			return named(ErrSeparation, "", g.Role)
		}
	}
	return nil
}

// teaches reports whether the person works for a training centre today or later.
func teaches(ctx context.Context, d Deps, p PersonID) (bool, error) {
	all, err := d.Works.EmploymentsOf(ctx, p)
	if err != nil {
		return false, err
	}
	today := actor.DateOf(d.Clock())
	for _, e := range all {
		if e.To != "" && e.To < today {
			continue
		}
		o, err := d.Orgs.Org(ctx, e.Org)
		if err != nil {
			return false, err
		}
		if o.Kind == Centre {
			return true, nil
		}
	}
	return false, nil
}
