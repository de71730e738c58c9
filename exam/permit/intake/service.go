package intake

import (
	"context"
	"encoding/json"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit, exam/people and internal/sheet pass through.
var (
	ErrSame     = fault.Define("permit.intake_same_person", fault.Forbidden, "导入文件的人不能确认同一份文件，请由另一位同事确认。", "Whoever imported the file cannot confirm it. Ask a colleague.")
	ErrDecided  = fault.Define("permit.intake_decided", fault.Conflict, "这份文件已经处理过，或者没有可以导入的行。", "This file was decided before, or no row of it can be imported.")
	ErrFileName = fault.Define("permit.intake_file_name", fault.Invalid, "文件名最多 120 个字。", "A file name has at most 120 characters.")

	ErrItem      = fault.Define("permit.intake_row_item", fault.Invalid, "操作项目目录里没有这个名称或代码，或有不止一个同名的，请填写项目代码。", "The catalogue has no such item, or several of that name: give the item's code.")
	ErrIssuer    = fault.Define("permit.intake_row_issuer", fault.Invalid, "请按证件填写发证机关，2 到 100 个字。", "Give the issuing authority as on the paper, 2 to 100 characters.")
	ErrNumber    = fault.Define("permit.intake_row_number", fault.Invalid, "证书编号与证件号码不一致：特种作业操作证的编号是字母 T 加证件号码，其他证书的编号是证件号码。", "The number does not follow from the document's: T and the document's number for operators, the document's number for others.")
	ErrAge       = fault.Define("permit.intake_row_age", fault.Invalid, "发证时未满 18 周岁，请核对出生日期和发证日期。", "The holder was under 18 when it was issued. Check both dates.")
	ErrTwice     = fault.Define("permit.intake_row_twice", fault.Invalid, "同一人同一项目、有效期重叠的证书在文件里出现了两次，前一次在第 {row} 行。", "A permit of the same person and item with an overlapping period stands in row {row} already.")
	ErrMeanwhile = fault.Define("permit.intake_row_meanwhile", fault.Conflict, "确认之后登记的情况变了，这一行没有导入。请核对后重新导入。", "What is on file changed after the confirmation, and the row was not taken in. Check it and import it again.")
)

// Words returns the fault of a code that a row failed with.
func Words(code string) *fault.Error {
	for _, f := range []*fault.Error{permit.ErrLivePermit, permit.ErrNumberTaken, permit.ErrOwn, permit.ErrPaperDates, people.ErrNameDiffers, people.ErrOrgClosed} {
		if f.Code() == code {
			return f
		}
	}
	return ErrMeanwhile
}

const pageSize = 100

// Permits is what the intake needs of permits; *permit.Service is one.
type Permits interface {
	JudgePaper(ctx context.Context, t permit.Taken) (permit.PaperRules, error)
	TakeIn(ctx context.Context, t permit.Taken) (permit.Permit, error)
	Standing(ctx context.Context, p permit.Permit) (permit.Status, rules.ReviewState, error)
}

// Held lists permits; the store of exam/permit does.
type Held interface {
	PermitsOf(ctx context.Context, persons []people.PersonID) ([]permit.Permit, error)
	PermitsByID(ctx context.Context, ids []permit.ID) ([]permit.Permit, error) // newest first
}

// Rules lists the catalogue; *rules.Service is one.
type Rules interface {
	Items(ctx context.Context, f rules.ItemFilter) ([]rules.Item, error)
}

// People is what the intake needs of persons; *people.Service is one.
type People interface {
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	PersonByDocument(ctx context.Context, kind identity.DocKind, number, country string) (people.Person, error)
	// Meet finds a person by document, or makes one kept by home, in the transaction of the context.
	Meet(ctx context.Context, home people.Org, c people.Checked) (p people.Person, known bool, err error)
}

// Vault seals rows; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// Tx runs fn in one transaction that travels in the context. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Tx      Tx
	Store   Store
	Permits Permits
	Held    Held
	Rules   Rules
	People  People
	Vault   Vault
}

// Service takes in permits of before. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb string, m Import, detail map[string]string) error {
	detail["sha256"] = m.Digest
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "permit_intake:" + string(m.ID), Path: m.OrgPath, Detail: detail})
}

func purpose(id ImportID) string { return "permit.intake:" + string(id) }

func (s *Service) seal(id ImportID, p paper) (string, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	return s.Vault.Seal(purpose(id), raw)
}

func (s *Service) open(id ImportID, sealed string) (p paper, err error) {
	raw, err := s.Vault.Open(purpose(id), sealed)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(raw, &p)
}

// deciders may be the second person, as for changes of permits.
func deciders() []actor.Role { return []actor.Role{people.PermitIssuer, people.ApplicationReviewer} }

// home returns the authority for which the caller brings a file.
func (s *Service) home(ctx context.Context) (people.Org, error) {
	a := actor.From(ctx)
	if a.Person == "" {
		return people.Org{}, permit.ErrForbidden
	}
	for _, g := range a.Grants {
		if g.Role != people.PermitIssuer || g.Org == "" || g.Path == "" {
			continue
		}
		org, err := s.People.Org(ctx, people.OrgID(g.Org))
		if err != nil {
			return org, err
		}
		if org.Kind == people.Authority {
			return org, nil
		}
	}
	return people.Org{}, permit.ErrForbidden
}

func scope(ctx context.Context) ([]string, error) {
	paths := actor.From(ctx).Paths(deciders()...)
	if len(paths) == 0 {
		return nil, permit.ErrForbidden
	}
	return paths, nil
}

// require refuses staff without one of roles over path: what lies outside the caller's organisations does not exist.
func require(ctx context.Context, path string) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, deciders()...):
		return nil
	case a.Sees(path):
		return permit.ErrForbidden
	}
	return permit.ErrNotFound
}
