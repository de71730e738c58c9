package register

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Outcome is what a row of an answer means for its permit.
type Outcome string

// The outcomes of rows that fit.
const (
	Confirm Outcome = "CONFIRM" // the permit becomes CONFIRMED
	Noted   Outcome = "NOTED"   // the register took a reported change of a permit that it had confirmed
	Decline Outcome = "REFUSE"  // the register does not take it
)

// AnswerState is where a row stands.
type AnswerState string

// The states of rows.
const (
	Waits  AnswerState = "WAITING"
	Done   AnswerState = "DONE"
	Failed AnswerState = "FAILED" // the permit changed meanwhile; Fault says how
)

// Answer is a row that fits a permit.
type Answer struct {
	Row     int // as the spreadsheet shows it
	Permit  permit.ID
	Outcome Outcome
	Ref     string // of the register; the reason of a refusal
	On      actor.Date
	State   AnswerState
	Fault   string // code
}

// words are what a result may say.
var words = map[string]bool{"已入库": true, "已确认": true, "成功": true, "通过": true, "CONFIRMED": true, "未通过": false, "退回": false, "不予登记": false, "失败": false, "REFUSED": false}

// AnswerColumns are the columns of a file of answers.
func AnswerColumns() []sheet.Column {
	return []sheet.Column{
		{Name: number, Header: "证书编号", Synonyms: []string{"证号", "编号", "number"}, Required: true, Example: "T420602199003070012"},
		{Name: "name", Header: "姓名", Synonyms: []string{"持证人", "name"}, Required: true, Example: "张三丰"},
		{Name: "item", Header: "准操项目", Synonyms: []string{"操作项目", "项目代码", "项目", "item"}, Required: true, Example: "熔化焊接与热切割作业", Note: "证件上的名称，或项目代码"},
		{Name: "state", Header: "结果", Synonyms: []string{"状态", "登记结果", "处理结果", "state"}, Required: true, Example: "已入库", Note: "已入库、已确认、成功、通过；未通过、退回、不予登记、失败"},
		{Name: "ref", Header: "平台编号或未通过原因", Synonyms: []string{"平台编号", "原因", "备注", "reference"}, Required: true, Example: "QG2026-001", Note: "已确认的填平台编号，未通过的填原因"},
		{Name: "from", Header: "有效期起", Synonyms: []string{"有效期开始"}, Date: true, Example: "2026-11-23", Note: "填了就须与证件一致"},
		{Name: "to", Header: "有效期止", Synonyms: []string{"有效期至", "有效期结束"}, Date: true, Example: "2032-11-22", Note: "填了就须与证件一致"},
		{Name: "on", Header: "处理日期", Synonyms: []string{"确认日期", "日期"}, Date: true, Example: "2026-11-24"},
	}
}

// Template writes the .xlsx to fill in where the register's own file has other columns.
func Template(w io.Writer) error { return sheet.Template(w, "全国平台结果", AnswerColumns()) }

// limits of a file of answers.
func limits() sheet.Limits {
	l := sheet.DefaultLimits()
	l.Bytes, l.Unpacked, l.Rows, l.Cells, l.CellLen = 4<<20, 64<<20, mostLines, mostLines*10, 400
	return l
}

// reader matches the rows of one file.
type reader struct {
	*Service
	path string
	me   string // natural person who imports
	seen map[permit.ID]int
}

// read matches every row that can be read; what is wrong is added to t.
func (r *reader) read(ctx context.Context, t *sheet.Table) ([]Answer, error) {
	spoiled := map[int]bool{}
	for _, p := range t.Problems() {
		spoiled[p.Row] = true
	}
	var out []Answer
	for _, row := range t.Rows {
		if spoiled[row.Number] {
			continue
		}
		a, column, err := r.row(ctx, row)
		switch f := fault.From(err); {
		case err == nil:
			out = append(out, a)
		case f.Kind() == fault.Internal || f.Kind() == fault.Unavailable:
			return nil, err
		default:
			t.Add(row, column, f)
		}
	}
	return out, nil
}

// row matches one row; the column is where the fault lies.
func (r *reader) row(ctx context.Context, row sheet.Row) (Answer, string, error) {
	a := Answer{Row: row.Number, State: Waits, Ref: row.Get("ref"), On: actor.Date(row.Get("on"))}
	yes, known := words[strings.ToUpper(row.Get("state"))]
	if !known {
		return a, "state", ErrAnswer.With("words", strings.Join(slices.Sorted(maps.Keys(words)), "、"))
	}
	if n := utf8.RuneCountInString(a.Ref); n < 2 || n > 200 {
		return a, "ref", ErrReference
	}
	if f := actor.CheckText(a.Ref); f != nil {
		return a, "ref", f
	}
	list, err := r.Permits.ByNumber(ctx, []string{r.path}, row.Get(number))
	if err != nil {
		return a, "", err
	}
	p, column, err := pick(list, row)
	if err != nil {
		return a, column, err
	}
	a.Permit = p.ID
	if before, twice := r.seen[p.ID]; twice {
		return a, number, ErrTwice.With("row", before)
	}
	r.seen[p.ID] = row.Number
	if string(p.Person) == r.me {
		return a, number, permit.ErrOwn
	}
	lines, err := r.Lines.LinesOf(ctx, p.ID)
	if err != nil {
		return a, "", err
	}
	sent := slices.ContainsFunc(lines, func(l Line) bool { return l.State == Reported })
	switch {
	case !yes && !sent:
		return a, "state", ErrUnsent
	case !yes:
		a.Outcome = Decline
	case p.National == permit.NationalConfirmed && sent:
		a.Outcome = Noted
	case p.National == permit.NationalConfirmed:
		return a, "state", ErrKnown
	case p.Act != "" && p.Act != permit.Suspended && p.Act != permit.Extended:
		return a, "state", ErrEnded
	default:
		a.Outcome = Confirm
	}
	return a, "", nil
}

// pick finds the permit of a row among those of its number: the item, then the name, then the dates where they are given. Of several that
// fit the one that waits for the register counts, and of those the newest.
func pick(list []permit.Permit, row sheet.Row) (permit.Permit, string, error) {
	if len(list) == 0 {
		return permit.Permit{}, number, ErrNumber
	}
	item := row.Get("item")
	list = slices.DeleteFunc(list, func(p permit.Permit) bool { return p.ItemName != item && !strings.EqualFold(p.Item, item) })
	if len(list) == 0 {
		return permit.Permit{}, "item", ErrItem
	}
	slices.SortStableFunc(list, func(a, b permit.Permit) int {
		switch wa, wb := waits(a), waits(b); {
		case wa == wb:
			return strings.Compare(string(b.ID), string(a.ID))
		case wa:
			return -1
		}
		return 1
	})
	first := list[0]
	if identity.NormalizeName(row.Get("name")) != identity.NormalizeName(first.Holder.Name) {
		return first, "name", ErrName
	}
	for _, p := range list {
		if (row.Get("from") == "" || row.Get("from") == string(p.ValidFrom)) && (row.Get("to") == "" || row.Get("to") == string(p.ValidTo)) {
			return p, "", nil
		}
	}
	if row.Get("from") != "" && row.Get("from") != string(first.ValidFrom) {
		return first, "from", ErrDates.With("want", first.ValidFrom)
	}
	return first, "to", ErrDates.With("want", first.ValidTo)
}

func waits(p permit.Permit) bool {
	return p.National == permit.NationalPending && (p.Act == "" || p.Act == permit.Suspended || p.Act == permit.Extended)
}
