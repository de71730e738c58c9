package notice

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about texts in force.
var (
	ErrNotice   = fault.Define("people.notice", fault.NotFound, "没有这个文本或版本。", "There is no such text or version.")
	ErrWithdraw = fault.Define("people.withdraw", fault.Conflict, "这项确认不能撤回。", "This confirmation cannot be withdrawn.")
	ErrOld      = fault.Define("auth.notice_version", fault.Conflict, "告知书已更新，请阅读新版本后再确认。", "The notice has a newer version. Read it and confirm again.")
	ErrAbout    = fault.Define("notice.about", fault.Invalid, "这项告知只需确认一次，不针对某次报名或考试。", "This notice is confirmed once, not for one application or session.")
)

// Kind is the kind of a versioned text.
type Kind string

// The texts that are kept apart (bureau process, section 1).
const (
	Privacy         Kind = "PRIVACY"      // 个人信息处理告知
	TruthPledge     Kind = "TRUTH_PLEDGE" // 材料真实性承诺书
	HonestyPledge   Kind = "EXAM_PLEDGE"  // 诚信考试承诺书
	RecordingNotice Kind = "RECORDING"    // 录音录像告知
	FaceConsent     Kind = "FACE_CONSENT" // 人脸单独同意, can be withdrawn
)

// Text is one version of a text in one language.
type Text struct {
	Kind      Kind
	Version   int
	Lang      string // zh-CN, en
	Title     string
	Body      string // paragraphs separated by an empty line
	Published time.Time
	Proposal  ProposalID // by which the authority published it; empty = shipped with the program
}

// Confirmation says that a person confirmed a version of a text.
type Confirmation struct {
	ID        string
	Person    people.PersonID
	Kind      Kind
	Version   int
	Lang      string
	About     string // "sitting:ID", "exam_application:ID"; empty = in general
	Channel   string // PORTAL, SEAT, GATE, COUNTER
	By        string // account id where a clerk took it for the person
	At        time.Time
	Withdrawn time.Time
}

// Store keeps the versioned texts, the proposals of new ones, and who confirmed them.
type Store interface {
	// AddNotice is people.ErrChanged when the version exists in that language.
	AddNotice(ctx context.Context, n Text) error
	// Latest returns the highest versions that are published at t, in the order of kinds; ErrNotice where one has none.
	Latest(ctx context.Context, kinds []Kind, lang string, t time.Time) ([]Text, error)
	// Versions returns all versions of a kind in all languages, newest first; zh-CN before en.
	Versions(ctx context.Context, kind Kind) ([]Text, error)
	// AddConfirmation stores c, unless a live one of the same person, kind, version and subject exists: it returns the one
	// that stands, and whether that is c.
	AddConfirmation(ctx context.Context, c Confirmation) (stands Confirmation, added bool, err error)
	// AddConfirmations stores all of list in one statement, or nothing and false where a live one of any of them exists.
	AddConfirmations(ctx context.Context, list []Confirmation) (bool, error)
	Confirmations(ctx context.Context, p people.PersonID, kind Kind) ([]Confirmation, error)
	WithdrawConfirmations(ctx context.Context, p people.PersonID, kind Kind, at time.Time) (int, error)
	// AddProposal is ErrPending while another of its kind waits.
	AddProposal(ctx context.Context, p Proposal) error
	Proposal(ctx context.Context, id ProposalID) (Proposal, error)                  // ErrProposal
	Waiting(ctx context.Context, kind Kind) (p Proposal, ok bool, err error)        // the one that waits
	Proposals(ctx context.Context, after ProposalID, limit int) ([]Proposal, error) // newest first, those older than after
	// DecideProposal writes the decision if the proposal still waits; ErrDecided otherwise.
	DecideProposal(ctx context.Context, p Proposal) error
}

// People is what the texts need of persons; *people.Service is one.
type People interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
	MayServe(ctx context.Context, id people.PersonID, roles ...actor.Role) (people.Person, error)
	RootOrg(ctx context.Context) (people.Org, error)
}

// Deps are what the service needs; all fields are required.
type Deps struct {
	Clock  actor.Clock
	Audit  actor.Auditor
	Outbox actor.Outbox
	Tx     people.Tx
	Texts  Store
	People People
}

// Service keeps the texts and who confirmed them.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// Kinds returns all kinds of texts.
func Kinds() []Kind {
	return []Kind{Privacy, TruthPledge, HonestyPledge, RecordingNotice, FaceConsent}
}

// The languages that every version exists in.
const (
	chinese = "zh-CN"
	english = "en"
)

// textLang maps a language tag to one that texts exist in.
func textLang(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "en") {
		return english
	}
	return chinese
}

// Notice returns the version of a text in force now. ErrNotice.
func (s *Service) Notice(ctx context.Context, kind Kind, lang string) (Text, error) {
	list, err := s.Notices(ctx, []Kind{kind}, lang)
	if err != nil {
		return Text{}, err
	}
	return list[0], nil
}

// Notices returns the versions of texts in force now, in the order of kinds. ErrNotice where one has none.
func (s *Service) Notices(ctx context.Context, kinds []Kind, lang string) ([]Text, error) {
	return s.d.Texts.Latest(ctx, kinds, textLang(lang), s.d.Clock())
}

// Versions returns what was ever in force, kind by kind, the newest version first, to staff with any role; nothing to
// anybody else.
func (s *Service) Versions(ctx context.Context) ([]Text, error) {
	if len(actor.From(ctx).Paths()) == 0 {
		return nil, nil
	}
	var out []Text
	for _, k := range Kinds() {
		list, err := s.d.Texts.Versions(ctx, k)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// known reports whether k is one of Kinds.
func (k Kind) known() bool { return slices.Contains(Kinds(), k) }
