package review

import "slices"

// Stage is where a case stands: whose turn it is and for what.
type Stage string

// The stages of a case, in the order of the procedure.
const (
	Facts           Stage = "FACTS"            // 事实认定: two named people establish and sign
	Noticing        Stage = "NOTICE"           // the issuing authority writes the 告知书
	ServingNotice   Stage = "SERVING_NOTICE"   // written, not served yet
	Statement       Stage = "STATEMENT"        // 陈述申辩: the candidate's turn
	Deciding        Stage = "DECISION"         // the issuing authority decides
	ServingDecision Stage = "SERVING_DECISION" // 决定书 written, not served yet
	Appealable      Stage = "APPEALABLE"       // served; 申诉, 行政复议 are possible
	Appealed        Stage = "APPEALED"         // 申诉 waits for its decision
	Final           Stage = "FINAL"
	Dismissed       Stage = "DISMISSED" // no breach was established, or the authority does not pursue it
)

// Stages lists every stage.
func Stages() []Stage {
	return []Stage{Facts, Noticing, ServingNotice, Statement, Deciding, ServingDecision, Appealable, Appealed, Final, Dismissed}
}

// Over reports whether nothing can follow.
func (s Stage) Over() bool { return s == Final || s == Dismissed }

// Step moves a case from one stage to another.
type Step string

// The steps.
const (
	Establish     Step = "ESTABLISH"      // two people agree on a breach
	NotEstablish  Step = "NOT_ESTABLISH"  // two people agree on none, or no two of three agree
	WriteNotice   Step = "WRITE_NOTICE"   //
	Drop          Step = "DROP"           // the authority does not pursue it
	ServeNotice   Step = "SERVE_NOTICE"   //
	Hear          Step = "HEAR"           // the period is over, or the candidate has nothing to add
	WriteDecision Step = "WRITE_DECISION" //
	ServeDecision Step = "SERVE_DECISION" // one with a sanction
	ServeClearing Step = "SERVE_CLEARING" // one without
	File          Step = "FILE"           // the candidate appeals
	Uphold        Step = "UPHOLD"         //
	Revoke        Step = "REVOKE"         //
	Expire        Step = "EXPIRE"         // nobody appealed in time
)

// Steps lists every step.
func Steps() []Step {
	return []Step{Establish, NotEstablish, WriteNotice, Drop, ServeNotice, Hear, WriteDecision, ServeDecision, ServeClearing, File, Uphold, Revoke, Expire}
}

type edge struct {
	from Stage
	step Step
}

// ways is the whole procedure: what is not here does not happen.
var ways = map[edge]Stage{
	{Facts, Establish}:               Noticing,
	{Facts, NotEstablish}:            Dismissed,
	{Noticing, WriteNotice}:          ServingNotice,
	{Noticing, Drop}:                 Dismissed,
	{ServingNotice, ServeNotice}:     Statement,
	{Statement, Hear}:                Deciding,
	{Deciding, WriteDecision}:        ServingDecision,
	{ServingDecision, ServeDecision}: Appealable,
	{ServingDecision, ServeClearing}: Final,
	{Appealable, File}:               Appealed,
	{Appealable, Expire}:             Final,
	{Appealed, Uphold}:               Final,
	{Appealed, Revoke}:               Final,
}

// After returns the stage that a step leads to, or ErrStage.
func (s Stage) After(step Step) (Stage, error) {
	to, ok := ways[edge{s, step}]
	if !ok {
		return s, ErrStage.With("stage", string(s))
	}
	return to, nil
}

// Grade is how grave a breach is.
type Grade string

// The grades.
const (
	Lesser Grade = "LESSER" // 违纪
	Grave  Grade = "GRAVE"  // 作弊
)

// Breach is one act of the catalogue of breaches.
type Breach struct {
	Code   string
	Grade  Grade
	ZH, EN string
}

// breaches follow the two degrees found in practice: acts against the order of the room, and acts that earn a false result.
var breaches = []Breach{
	{"LEFT_SEAT", Lesser, "未经允许离开座位", "left the seat without leave"},
	{"TALKED", Lesser, "经提醒仍与他人交谈", "went on talking after a warning"},
	{"NOT_HEEDED", Lesser, "不听从监考员指令", "did not follow the invigilator"},
	{"COVERED_CAMERA", Lesser, "遮挡或移动摄像设备", "covered or moved the camera"},
	{"ITEM_CARRIED", Lesser, "携带规定以外的物品入座，未使用", "carried a forbidden thing to the seat without using it"},
	{"PHONE", Grave, "使用手机或其他通讯设备", "used a telephone or another device"},
	{"MATERIAL", Grave, "查看书籍、纸条等资料", "looked at books or notes"},
	{"HELPED", Grave, "由他人帮助或帮助他人答题", "was helped, or helped somebody"},
	{"REMOTE_CONTROL", Grave, "由他人远程操控作答", "had answers given from afar"},
	{"IMPERSONATION", Grave, "由他人代考或代他人考试", "sat for another person, or was sat for"},
	{"FALSE_DOCUMENT", Grave, "使用伪造、变造的证件", "used a forged document"},
	{"TAMPERING", Grave, "干扰或篡改考试系统", "interfered with the examination system"},
}

// Breaches lists the catalogue.
func Breaches() []Breach { return slices.Clone(breaches) }

// FindBreach returns an act of the catalogue.
func FindBreach(code string) (Breach, bool) {
	i := slices.IndexFunc(breaches, func(b Breach) bool { return b.Code == code })
	if i < 0 {
		return Breach{}, false
	}
	return breaches[i], true
}
