package register

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit and internal/sheet pass through.
var (
	ErrNotAgain = fault.Define("permit.register_not_again", fault.Conflict, "这一条还没有上报，或全国平台已确认，不需要再次上报。", "This line was not reported yet, or the register has confirmed it.")
	ErrNoLines  = fault.Define("permit.register_nothing", fault.Conflict, "现在没有需要上报的证件。", "There is nothing to report now.")
	ErrColumns  = fault.Define("permit.register_columns", fault.Invalid, "请从列表中选择要上报的列，每列一次，并包含证书编号。", "Choose columns of the list, each once, with the number among them.")
	ErrFormat   = fault.Define("permit.register_format", fault.Invalid, "请选择 Excel（xlsx）或 CSV（csv）。", "Choose xlsx or csv.")
	ErrSame     = fault.Define("permit.register_same_person", fault.Forbidden, "导入文件的人不能确认同一份文件，请由另一位同事确认。", "Whoever imported the file cannot confirm it. Ask a colleague.")
	ErrDecided  = fault.Define("permit.register_decided", fault.Conflict, "这份文件已经处理过，或者没有可以确认的行。", "This file was decided before, or no row of it can be confirmed.")
	ErrFileName = fault.Define("permit.register_file_name", fault.Invalid, "文件名最多 120 个字。", "A file name has at most 120 characters.")

	ErrNumber    = fault.Define("permit.register_row_number", fault.Invalid, "本机关没有这个证书编号。请核对是否抄错，或是否属于其他发证机关。", "This authority has no such number. Check it, or ask which authority it belongs to.")
	ErrItem      = fault.Define("permit.register_row_item", fault.Invalid, "此人没有这个项目的证件。请填写证件上的准操项目名称或项目代码。", "This person has no permit for the item. Give its name as on the permit, or its code.")
	ErrName      = fault.Define("permit.register_row_name", fault.Invalid, "姓名与证件不一致。", "The name is not the one on the permit.")
	ErrDates     = fault.Define("permit.register_row_dates", fault.Invalid, "日期与证件不一致，证件上是 {want}。", "The date is not the one on the permit, which is {want}.")
	ErrAnswer    = fault.Define("permit.register_row_state", fault.Invalid, "结果只能填：{words}。", "The result is one of: {words}.")
	ErrReference = fault.Define("permit.register_row_reference", fault.Invalid, "已确认的须填平台编号，未通过的须填原因，2 到 200 个字。", "A confirmation needs the register's reference, a refusal its reason: 2 to 200 characters.")
	ErrKnown     = fault.Define("permit.register_row_known", fault.Conflict, "这份证件以前已确认，不再处理。", "This permit was confirmed before.")
	ErrEnded     = fault.Define("permit.register_row_ended", fault.Conflict, "这份证件已经终止，不能确认。", "This permit has ended and cannot be confirmed.")
	ErrUnsent    = fault.Define("permit.register_row_unsent", fault.Conflict, "这份证件还没有上报，不应有结果。", "This permit was not reported, so it cannot be refused.")
	ErrTwice     = fault.Define("permit.register_row_twice", fault.Invalid, "同一份证件在文件里出现了两次，前一次在第 {row} 行。", "The permit stands in the file twice, first in row {row}.")
)

// Bounds of files.
const (
	mostLines = 5000 // of a batch and of a file of answers
	pageSize  = 200
)

// Permits is what the exchange needs of permits; *permit.Service is one, but for PermitByID.
type Permits interface {
	PermitByID(ctx context.Context, id permit.ID) (permit.Permit, error)
	ByNumber(ctx context.Context, paths []string, number string) ([]permit.Permit, error)
	ClearNumber(ctx context.Context, p permit.Permit) (string, error)
	ConfirmRegistered(ctx context.Context, c permit.Change) error
}

// People is what the columns need of persons; *people.Service is one.
type People interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	EmploymentOn(ctx context.Context, p people.PersonID, on actor.Date) (people.Employment, bool, error)
}

// Vault seals the rows of batches; *crypt.Ring is one.
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
	Outbox  *Outbox
	Lines   LineStore
	Batches BatchStore
	Imports ImportStore
	Permits Permits
	People  People
	Vault   Vault
}

// Service exchanges files with the national register. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

// deciders may be the second person, as for changes of permits.
func deciders() []actor.Role { return []actor.Role{people.PermitIssuer, people.ApplicationReviewer} }

// scope returns where the caller works on the exchange.
func scope(ctx context.Context) ([]string, error) {
	paths := actor.From(ctx).Paths(deciders()...)
	if len(paths) == 0 {
		return nil, permit.ErrForbidden
	}
	return paths, nil
}

// home returns the authority for which the caller sends and receives files.
func home(ctx context.Context) (string, error) {
	a := actor.From(ctx)
	paths := a.Paths(people.PermitIssuer)
	if len(paths) == 0 || a.Person == "" {
		return "", permit.ErrForbidden
	}
	return paths[0], nil
}

// require refuses staff without one of roles over path: what lies outside the caller's organisations does not exist.
func require(ctx context.Context, path string, roles ...actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return permit.ErrForbidden
	}
	return permit.ErrNotFound
}
