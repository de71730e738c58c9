package review

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Typed identifiers; each is an actor.NewID.
type (
	CaseID      string
	FindingID   string
	DocumentID  string
	StatementID string
	AppealID    string
)

// Signer is a natural person who signs, with the organisation that the person acts for.
type Signer struct {
	proctor.Officer
	Org string // id of the organisation
}

// Case is one procedure about one sitting.
type Case struct {
	ID        CaseID
	No        string // 案号
	Person    people.PersonID
	Sitting   exam.SittingID
	Room      site.RoomID
	SeatLabel string
	Item      string
	Type      string // rules.PersonType
	SatOn     actor.Date
	OrgPath   string // of the exam point
	Authority string // organisation path of the issuing authority
	Incidents []proctor.IncidentID
	Stage     Stage
	Opener    proctor.Officer
	OpenedAt  time.Time

	Breach         string   // as two people agree; empty before
	Proposed       Measures // by the notice
	Decided        Measures
	Sanction       bool       // the decision imposes Decided
	NoticeBy       Signer     // who wrote the notice
	DecisionBy     Signer     // who decided
	StatementUntil actor.Date // last day of 陈述申辩; empty before the notice is served
	AppealUntil    actor.Date // last day of 申诉 and 行政复议; empty before the decision is served
	LitigateUntil  actor.Date
	Effects        Effects
	EndedAt        time.Time
	Version        int
}

// Decidable reports whether the case came before its authority: two people agreed on an act.
func (c Case) Decidable() bool { return c.Breach != "" }

// Measures are what may be imposed.
type Measures struct {
	VoidCurrent bool `json:"voidCurrent"` // 本次成绩无效
	VoidPassed  bool `json:"voidPassed"`  // 已合格科目成绩无效
	BanMonths   int  `json:"banMonths"`   // 禁考, 0: none
}

// within reports whether m imposes nothing beyond most.
func (m Measures) within(most Measures) bool {
	return (!m.VoidCurrent || most.VoidCurrent) && (!m.VoidPassed || most.VoidPassed) && m.BanMonths >= 0 && m.BanMonths <= most.BanMonths
}

// None reports whether nothing is imposed.
func (m Measures) None() bool { return m == Measures{} }

// EffectState is where one consequence of a decision stands; each consequence has its own.
type EffectState string

// The states of a consequence.
const (
	NotImposed EffectState = ""
	Imposed    EffectState = "IMPOSED"  // done; for a ban: entered, in force once another person confirms it
	Undone     EffectState = "REVERSED" // taken back, because the decision was revoked
)

// Effects are what was done because of the decision: separate facts, each with its own status.
type Effects struct {
	Results EffectState      `json:"results"`
	Voided  []release.Voided `json:"voided"`
	Ban     EffectState      `json:"ban"`
	BanID   string           `json:"banId"`
	BanFrom actor.Date       `json:"banFrom"`
	BanTo   actor.Date       `json:"banTo"`
}

// Finding is what one person establishes and signs.
type Finding struct {
	ID          FindingID
	Case        CaseID
	By          Signer
	Established bool
	Breach      string // of the catalogue; empty where nothing is established
	Facts       string // what was seen, where and when
	Proposal    string // what the person proposes
	At          time.Time
}

// DocumentKind is what a document is.
type DocumentKind string

// The documents of a case.
const (
	NoticeDoc   DocumentKind = "NOTICE"   // 告知书
	DecisionDoc DocumentKind = "DECISION" // 决定书
	AppealDoc   DocumentKind = "APPEAL"   // 申诉答复书
)

// Method is how a document reached the person (送达方式).
type Method string

// The methods.
const (
	ByPortal Method = "PORTAL"    // 电子送达: the person confirmed receipt
	InPerson Method = "IN_PERSON" // 直接送达
	ByPost   Method = "POST"      // 邮寄送达
	InPublic Method = "PUBLIC"    // 公告送达
)

// Document is one numbered document. Its text never changes; the record of its service is written once.
type Document struct {
	ID       DocumentID
	Case     CaseID
	Kind     DocumentKind
	No       string // 文号
	HTML     string
	Hash     string // hex SHA-256 of HTML
	Facts    string
	Basis    string // legal basis
	Reasons  string // how the statement was considered
	By       Signer
	At       time.Time
	Method   Method     // empty: not served yet
	ServedOn actor.Date //
	ServedBy proctor.Officer
	Note     string // of the service
}

// Said is one statement of the candidate (陈述申辩).
type Said struct {
	ID   StatementID
	Case CaseID
	Text string
	Last bool // the person says that this is all
	At   time.Time
}

// AppealState is where an appeal stands.
type AppealState string

// The states of an appeal.
const (
	AppealFiled   AppealState = "FILED"
	AppealUpheld  AppealState = "UPHELD"  // 维持
	AppealRevoked AppealState = "REVOKED" // 撤销
)

// Appeal is a 申诉 against a decision: a thing of its own, decided by somebody who had no part in it.
type Appeal struct {
	ID      AppealID
	Case    CaseID
	Person  people.PersonID
	Path    string // of the issuing authority
	Text    string
	FiledAt time.Time
	State   AppealState
	By      Signer
	Answer  string
	At      time.Time
	Version int
}
