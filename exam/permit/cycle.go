package permit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ApplicationKind is what an application asks for. All but FirstIssue are about a permit that its holder has.
type ApplicationKind string

// The kinds.
const (
	FirstIssue  ApplicationKind = "FIRST_ISSUE" // 初次取证
	Renewal     ApplicationKind = "RENEWAL"     // 换证: a new period after the old one
	Replacement ApplicationKind = "REPLACEMENT" // 补证: the same period, a new code
	Correction  ApplicationKind = "CORRECTION"  // 更正: name or document number, the same period, a new code
	Deferral    ApplicationKind = "DEFERRED"    // 延期（暂缓换证）: renewed later, no work until then
)

// Ground is why something is asked for.
type Ground string

// The grounds of a replacement, of a correction and of a deferral. [design]: the law names some of a deferral "such as being abroad".
const (
	Lost      Ground = "LOST"
	Damaged   Ground = "DAMAGED"
	Stolen    Ground = "STOLEN"
	NewName   Ground = "NAME"
	NewNumber Ground = "DOCUMENT"
	Abroad    Ground = "ABROAD"
	Detained  Ground = "DETAINED"
	Military  Ground = "MILITARY"
	Illness   Ground = "ILLNESS"
	Otherwise Ground = "OTHER"
)

// Grounds lists what may be given for a kind; none for a kind that needs none.
func Grounds(k ApplicationKind) []Ground {
	switch k {
	case Replacement:
		return []Ground{Lost, Damaged, Stolen, Otherwise}
	case Correction:
		return []Ground{NewName, NewNumber}
	case Deferral:
		return []Ground{Abroad, Detained, Military, Illness, Otherwise}
	}
	return nil
}

// Ask is what an application about an existing permit says beside its papers.
type Ask struct {
	Ground Ground     `json:"ground,omitempty"`
	Proof  string     `json:"proof,omitempty"`   // CORRECTION, DEFERRED: the paper that proves the ground, with its number
	Until  actor.Date `json:"deferTo,omitempty"` // DEFERRED: the last day by which it will be renewed
	Work   string     `json:"work,omitempty"`    // RENEWAL: 从业说明, where the rules ask for one
}

// Failures of applications about existing permits.
var (
	ErrNothingHeld = fault.Define("permit.nothing_held", fault.Conflict,
		"没有可以办理的证件：名下没有这个项目的有效证件。", "There is no permit to act on: this person holds none for the item.")
	ErrRenewalEarly = fault.Define("permit.renewal_early", fault.Conflict,
		"还不能换证：{from} 起可以申请。", "It is too early to renew. Apply from {from}.")
	ErrRenewalLate = fault.Define("permit.renewal_late", fault.Conflict,
		"证件已于 {to} 到期，不能换证，须按初次取证办理。", "The permit ended on {to} and cannot be renewed. Apply as for a first issue.")
	ErrOnHold = fault.Define("permit.on_hold", fault.Conflict,
		"证件现在是“{state}”，不能办理这项业务。", "The permit is “{state}” now, so this cannot be done.")
	ErrRenewed = fault.Define("permit.renewed_already", fault.Conflict,
		"这份证件已经换证或补发，请用新的一份办理。", "This permit was renewed or replaced already. Use the newer one.")
	ErrRefresher = fault.Define("permit.refresher", fault.Conflict,
		"{from} 至 {to} 的再培训学时不足：已记录 {hours} 学时，需要 {required} 学时。", "From {from} to {to}, {hours} refresher hours are recorded and {required} are needed.")
	ErrWork = fault.Define("permit.work_statement", fault.Invalid,
		"换证需要从业说明（10 到 400 个字）。", "A renewal needs a statement of the work done, 10 to 400 characters.")
	ErrGround = fault.Define("permit.ground", fault.Invalid,
		"请选择办理的原因。", "Choose the reason.")
	ErrProof = fault.Define("permit.proof", fault.Invalid,
		"请写明证明材料的名称和编号（2 到 200 个字）。", "Name the proof with its number, 2 to 200 characters.")
	ErrUntil = fault.Define("permit.until", fault.Invalid,
		"延期的最后一天须在 {from} 至 {to} 之间。", "The last day of the deferral must lie between {from} and {to}.")
	ErrDeferredFully = fault.Define("permit.deferred_fully", fault.Invalid,
		"该证件最迟可延期至 {to}，不能再延期。请在此之前申请换证。", "This permit may be deferred to {to} at the latest and no further. Apply for its renewal by then.")
	ErrSame = fault.Define("permit.nothing_to_correct", fault.Conflict,
		"证件与身份档案一致，没有需要更正的内容。请先到窗口更正身份档案。", "The permit agrees with the personal record. Have the record corrected at the counter first.")
	ErrApplicationKind = fault.Define("permit.application_kind", fault.Invalid,
		"不能识别申请类型。", "This kind of application is not known.")
)

// longestDeferral is how many months after its end a permit may be renewed at the most where the rules name no length. [design]: nor does the law.
const longestDeferral = 60

// deferrable returns the last day to which the rules let a permit be deferred. A blank of the rules is an error; left out means longestDeferral.
func deferrable(set rules.Set, old Permit) (actor.Date, error) {
	months := longestDeferral
	if p := set.DeferralMaxMonths; p.State != rules.Omitted {
		var err error
		if months, err = p.Get(); err != nil {
			return "", err
		}
	}
	return old.ValidTo.AddMonths(months), nil
}

func (k ApplicationKind) known() bool {
	return k == FirstIssue || k == Renewal || k == Replacement || k == Correction || k == Deferral
}

// tidy trims what an application says.
func (a *Ask) tidy() error {
	for path, text := range map[string]*string{"body.proof": &a.Proof, "body.work": &a.Work} {
		if f := actor.CheckText(*text); f != nil {
			return f.At(path)
		}
		*text = strings.TrimSpace(*text)
	}
	return nil
}

// judge adds what is wrong with the grounds of an application to wrong. Its error is a blank of the rules.
func (a Ask) judge(k ApplicationKind, st standing, today actor.Date, wrong *fault.List) error {
	if may := Grounds(k); len(may) > 0 && !slices.Contains(may, a.Ground) {
		wrong.Add("body.ground", ErrGround)
	}
	if n := utf8.RuneCountInString(a.Proof); (k == Correction || k == Deferral) && n < 2 || n > 200 {
		wrong.Add("body.proof", ErrProof)
	}
	if k != Deferral {
		return nil
	}
	last, err := deferrable(st.set, st.old)
	if err != nil {
		return err
	}
	first := max(st.old.ValidTo, today).AddDays(1)
	if first > last {
		wrong.Add("body.deferTo", ErrDeferredFully.With("to", last))
		return nil
	}
	if d, err := actor.ParseDate(string(a.Until)); err != nil || d != a.Until || d < first || d > last {
		wrong.Add("body.deferTo", ErrUntil.With("from", first).With("to", last))
	}
	return nil
}
