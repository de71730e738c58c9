package outside

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Failures of files; those of internal/sheet pass through.
var (
	ErrSheetGone  = fault.Define("permit.sheet_gone", fault.NotFound, "没有这份核验结果，或者已满一小时自动删除。请重新上传名单。", "There is no such answer, or its hour is over and it was deleted. Upload the list again.")
	ErrSheetName  = fault.Define("permit.sheet_file_name", fault.Invalid, "文件名最多 120 个字。", "A file name has at most 120 characters.")
	ErrSheetQuota = fault.Define("permit.sheet_quota", fault.TooMany, "本单位今天还能核验 {left} 行，这份名单有 {rows} 行。请分开核验，或 {seconds} 秒后再试。",
		"Your organisation has {left} rows left today and this list has {rows}. Split it, or try again in {seconds} seconds.")
	ErrRowName   = fault.Define("permit.sheet_row_name", fault.Invalid, "没有填写姓名。", "The name is missing.")
	ErrRowNumber = fault.Define("permit.sheet_row_number", fault.Invalid, "没有填写证号或证件号码。", "The permit number or the document number is missing.")
	ErrRowItem   = fault.Define("permit.sheet_row_item", fault.Invalid, "没有这个作业项目。请填写证件上的准操项目名称或项目代码。", "There is no such item. Give its name as on the permit, or its code.")
	ErrRowCell   = fault.Define("permit.sheet_row_cell", fault.Invalid, "这一行有单元格不能读取。", "A cell of this row cannot be read.")
)

// SheetID names an answered file.
type SheetID string

// Verdict is what a row of a file comes to.
type Verdict string

// The verdicts. NONE is one answer for an unknown number and for a name that does not fit.
const (
	MayWork     Verdict = "MAY_WORK"
	Look        Verdict = "LOOK"    // amber: not yet in the national register
	NoWork      Verdict = "NO_WORK" // a permit, but none that allows work today
	OtherItem   Verdict = "OTHER_ITEM"
	NoneFound   Verdict = "NONE"
	BadRow      Verdict = "BAD_ROW"
	keepSheet           = time.Hour // how long an answer is kept
	sheetPart           = 500       // rows looked up and kept together
	sheetsPer           = 6         // files per organisation and ten minutes
	maxFileName         = 120
)

// Sheet is an answered file.
type Sheet struct {
	ID       SheetID
	Org      people.OrgID
	OrgPath  string
	FileName string
	MadeBy   string // account
	At       time.Time
	EndsAt   time.Time // deleted then
	Counts   map[Verdict]int
}

// Rows returns how many rows the file has.
func (s Sheet) Rows() int {
	n := 0
	for v := range maps.Values(s.Counts) {
		n += v
	}
	return n
}

// Answered is a row of a file with its answer. ZH and EN say why.
type Answered struct {
	Row     int // as the spreadsheet shows it
	Name    string
	Number  string // as uploaded
	Item    string
	Verdict Verdict
	Column  string // of what is wrong, as the file's header writes it
	Code    string // stable code of what is wrong
	ZH, EN  string
	Permits []SheetPermit

	strange bool // Item stands in no catalogue of today
}

// SheetPermit is a permit of a row.
type SheetPermit struct {
	Item, ItemName string
	Colour         permit.Colour
	ZH, EN         string // status
	From, To       actor.Date
}

// SheetStore keeps answered files until their end. Parts are sealed.
type SheetStore interface {
	AddSheet(ctx context.Context, s Sheet) error
	AddPart(ctx context.Context, id SheetID, n int, sealed string) error
	FinishSheet(ctx context.Context, s Sheet) error                                  // writes Counts; only then others find it
	Sheet(ctx context.Context, id SheetID) (Sheet, error)                            // ErrSheetGone
	Parts(ctx context.Context, id SheetID) ([]string, error)                         // in their order
	SheetsOf(ctx context.Context, org people.OrgID, account string) ([]Sheet, error) // newest first
	DropSheet(ctx context.Context, id SheetID) error
	DropSheets(ctx context.Context, endedBy time.Time) error
}

// Catalogue lists operation items; *rules.Service is one.
type Catalogue interface {
	Items(ctx context.Context, f rules.ItemFilter) ([]rules.Item, error)
}

// Vault seals what is kept of a file; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// SheetColumns are the columns of a file to be checked.
func SheetColumns() []sheet.Column {
	return []sheet.Column{
		{Name: "name", Header: "姓名", Synonyms: []string{"名字", "人员姓名", "Name"}, Required: true, Example: "张三"},
		{Name: "number", Header: "证号", Synonyms: []string{"证书编号", "证件编号", "操作证号", "Permit number"}, Example: "T110105194912310021", Note: "证件上的证号。和“证件号码”填一个即可。"},
		{Name: "document", Header: "证件号码", Synonyms: []string{"身份证号", "身份证号码", "居民身份证号", "Document number"}, Note: "没有证号时填写身份证件号码。"},
		{Name: "item", Header: "作业项目", Synonyms: []string{"准操项目", "操作项目", "项目", "Item"}, Example: "低压电工作业", Note: "填写后只看这个项目；不填则看全部。"},
	}
}

// SheetLimits bound a file: 20 MB, 20,000 rows.
func SheetLimits() sheet.Limits {
	return sheet.Limits{Bytes: 20 << 20, Unpacked: 64 << 20, Rows: 20_000, Cells: 80_000, CellLen: 200}
}

// CheckSheet answers the rows of a file (.xlsx or .csv) for an organisation, under its bounds for a day, and writes down who asked about whom. The answer is
// for the caller alone and is deleted after an hour. Errors: permit.ErrNoOrg, permit.ErrForbidden, ErrSheetName, permit.ErrTooMany, ErrSheetQuota,
// ErrOrgMisses, those of sheet.Read.
func (s *Service) CheckSheet(ctx context.Context, org people.OrgID, name string, file []byte) (Sheet, error) {
	o, err := s.managed(ctx, org)
	if err != nil {
		return Sheet{}, err
	}
	if f := actor.CheckLine(name); f != nil {
		return Sheet{}, f.At("query.name")
	}
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > maxFileName {
		return Sheet{}, ErrSheetName.At("query.name")
	}
	ok, wait, err := s.Limiter.Allow(ctx, "permit.sheet:"+string(org), sheetsPer, 10*time.Minute)
	if err != nil {
		return Sheet{}, err
	}
	if !ok {
		return Sheet{}, permit.ErrTooMany.With("seconds", seconds(wait))
	}
	t, err := sheet.Read(ctx, name, bytes.NewReader(file), SheetColumns(), SheetLimits())
	if err != nil {
		return Sheet{}, err
	}
	if len(t.Rows) == 0 {
		return Sheet{}, sheet.ErrEmpty
	}
	asked, err := s.judge(ctx, t)
	if err != nil {
		return Sheet{}, err
	}
	now := s.now()
	return s.answerSheet(ctx, Sheet{ID: SheetID(actor.NewID(now)), Org: o.ID, OrgPath: o.Path, FileName: name, MadeBy: actor.From(ctx).ID, At: now, EndsAt: now.Add(keepSheet),
		Counts: map[Verdict]int{}}, Key{Org: o.ID, OrgPath: o.Path, OrgName: o.Name}, asked)
}

// judge says which rows cannot be asked about.
func (s *Service) judge(ctx context.Context, t *sheet.Table) ([]Answered, error) {
	items, err := s.Items.Items(ctx, rules.ItemFilter{On: actor.DateOf(s.now())})
	if err != nil {
		return nil, err
	}
	known := map[string]bool{"": true}
	for _, i := range items {
		known[i.Code], known[i.Name] = true, true
	}
	spoiled := map[int]sheet.Problem{}
	for _, p := range t.Problems() {
		if _, had := spoiled[p.Row]; !had {
			spoiled[p.Row] = p
		}
	}
	all := t.Total() <= sheet.MaxProblems // else spoiled does not know every row
	out := make([]Answered, len(t.Rows))
	for i, r := range t.Rows {
		a := Answered{Row: r.Number, Name: r.Get("name"), Number: r.Get("number"), Item: r.Get("item")}
		column := "number"
		if a.Number == "" {
			a.Number, column = r.Get("document"), "document"
		}
		p, bad := spoiled[r.Number]
		switch {
		case bad:
			a.refuse(p.Column, p.Err)
		case a.Name == "" && !all, a.Number == "" && !all:
			a.refuse("", ErrRowCell)
		case a.Name == "":
			a.refuse(t.Header("name"), ErrRowName)
		case a.Number == "":
			a.refuse(t.Header("number"), ErrRowNumber)
		default:
			a.Column, a.strange = t.Header(column), !known[a.Item]
		}
		out[i] = a
	}
	return out, nil
}

func (a *Answered) refuse(column string, err *fault.Error) {
	a.Verdict, a.Column, a.Code, a.ZH, a.EN = BadRow, column, err.Code(), err.Text("zh-CN"), err.Text("en")
}

// question asks under the number as it stands and, where it may be a document number, under the operation permit's number of that document.
func (a *Answered) question() Row {
	r := Row{Question: permit.Question{Number: a.Number, Name: a.Name}, Item: a.Item}
	if n := identity.NormalizeNumber(a.Number); !strings.HasPrefix(n, "T") || len(n) < 15 {
		r.Also = permit.Question{Number: "T" + n, Name: a.Name}
	}
	return r
}

func (s *Service) answerSheet(ctx context.Context, head Sheet, k Key, asked []Answered) (Sheet, error) {
	today := actor.DateOf(head.At)
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		use, err := s.Days.OrgUse(ctx, k.Org, today)
		if err != nil {
			return err
		}
		if use.Closed {
			return s.tooMany(head.At)
		}
		if ok, err := s.Days.OrgSpend(ctx, k.Org, today, len(asked), s.o.SheetRowsPerDay); err != nil {
			return err
		} else if !ok {
			return ErrSheetQuota.With("left", max(0, s.o.SheetRowsPerDay-use.SheetRows)).With("rows", len(asked)).With("seconds", seconds(tomorrow(head.At)))
		}
		if err := s.Sheets.AddSheet(ctx, head); err != nil {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "permit_sheet.check", Object: "permit_sheet:" + string(head.ID), Path: k.OrgPath, Detail: map[string]string{"rows": strconv.Itoa(len(asked))}})
	})
	if err != nil {
		return Sheet{}, err
	}
	for from := 0; from < len(asked); from += sheetPart {
		done, err := s.answerPart(ctx, head, k, asked[from:min(from+sheetPart, len(asked))], from/sheetPart)
		if err != nil {
			drop := s.Sheets.DropSheet(context.WithoutCancel(ctx), head.ID)
			if over := (missedError{}); errors.As(err, &over) {
				err = s.stop(ctx, k, over, head.At)
			}
			return Sheet{}, errors.Join(err, drop)
		}
		for _, a := range done {
			head.Counts[a.Verdict]++
		}
	}
	return head, s.Sheets.FinishSheet(ctx, head)
}

// answerPart answers some rows, counts and logs them, and keeps the answer, in one transaction.
func (s *Service) answerPart(ctx context.Context, head Sheet, k Key, part []Answered, n int) (done []Answered, err error) {
	var rows []Row
	var at []int
	for i := range part {
		if part[i].Verdict != BadRow {
			rows, at = append(rows, part[i].question()), append(at, i)
		}
	}
	return done, s.Tx.InTx(ctx, func(ctx context.Context) error {
		lines, err := s.answer(ctx, k, rows, head.At)
		if err != nil {
			return err
		}
		done = slices.Clone(part)
		for i, l := range lines {
			done[at[i]].fill(l)
		}
		plain, err := json.Marshal(done)
		if err != nil {
			return err
		}
		sealed, err := s.Vault.Seal(sheetPurpose(head.ID), plain)
		if err != nil {
			return err
		}
		return s.Sheets.AddPart(ctx, head.ID, n, sealed)
	})
}

func sheetPurpose(id SheetID) string { return "permit.sheet:" + string(id) }
