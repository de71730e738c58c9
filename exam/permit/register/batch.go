package register

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
)

// Batch is a numbered file for the national register. It never changes.
type Batch struct {
	ID         BatchID
	OrgPath    string // of the authority whose permits it holds
	Number     int    // from 1 for each authority
	Columns    []string
	Entries    int
	Digest     string // SHA-256 of its CSV, hex
	MadeBy     people.AccountID
	MadePerson people.PersonID
	MadeName   string
	MadeAt     time.Time
}

// Entry is one row of a batch.
type Entry struct {
	Line    LineID
	Content string // cells as a JSON list, sealed
}

// BatchStore keeps batches.
type BatchStore interface {
	// AddBatch adds a batch with its rows; permit.ErrDuplicate when the authority has the number.
	AddBatch(ctx context.Context, b Batch, entries []Entry) error
	Batch(ctx context.Context, id BatchID) (Batch, error) // permit.ErrNotFound
	// Batches lists those under paths, newest first, before one.
	Batches(ctx context.Context, paths []string, before BatchID, limit int) ([]Batch, error)
	// LastBatch returns the newest of an authority; false when there is none.
	LastBatch(ctx context.Context, orgPath string) (Batch, bool, error)
	Entries(ctx context.Context, id BatchID) ([]Entry, error)
}

// Column is one that a batch may have.
type Column struct{ Key, Title string }

// Columns lists the columns of a batch in the order of the roster in use. What this house does not keep (address, telephone) stays empty,
// for people to fill in.
func Columns() []Column {
	return []Column{{"what", "上报事项"}, {number, "证书编号"}, {"name", "姓名"}, {"sex", "性别"}, {"education", "文化程度"}, {"employer", "工作单位"}, {"industry", "单位类别"},
		{"address", "通讯地址"}, {"phone", "联系电话"}, {"category", "作业类型"}, {"item", "准操项目"}, {"code", "项目代码"}, {"training", "培训单位"}, {"issuer", "发证机关"},
		{"theory", "理论成绩"}, {"practical", "实操成绩"}, {"first", "初领日期"}, {"issued", "发证日期"}, {"from", "有效期起"}, {"to", "有效期止"}, {"review", "一次复审期"}, {"reason", "变更原因"}}
}

const number = "number"

// chosen checks a choice of columns; none means those of the batch before, or all.
func chosen(keys []string, before Batch) ([]string, error) {
	if len(keys) == 0 && len(before.Columns) > 0 {
		return before.Columns, nil
	}
	var all []string
	for _, c := range Columns() {
		all = append(all, c.Key)
	}
	if len(keys) == 0 {
		return all, nil
	}
	seen := map[string]bool{}
	for _, k := range keys {
		if seen[k] || !slices.Contains(all, k) {
			return nil, ErrColumns.At("body.columns")
		}
		seen[k] = true
	}
	if !seen[number] {
		return nil, ErrColumns.At("body.columns")
	}
	return keys, nil
}

// Report makes a batch of what the caller's authority has to report, oldest lines first, at most 5,000; all of it is of one issuing authority.
// columns are keys of Columns in the order wanted; none means those of the batch before. Errors: permit.ErrForbidden, ErrColumns, ErrNoLines,
// permit.ErrChanged when a colleague made one in the same moment.
func (s *Service) Report(ctx context.Context, columns []string) (Batch, error) {
	path, err := home(ctx)
	if err != nil {
		return Batch{}, err
	}
	var b Batch
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		lines, err := s.Lines.Lines(ctx, []string{path}, Open, "", mostLines)
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			return ErrNoLines
		}
		issuer := lines[0].OrgPath
		lines = slices.DeleteFunc(lines, func(l Line) bool { return l.OrgPath != issuer })
		slices.SortStableFunc(lines, func(a, b Line) int { // ids of one millisecond have no order; the acts about a permit do
			return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.Permit, b.Permit), cmp.Compare(a.Seq, b.Seq))
		})
		last, _, err := s.Batches.LastBatch(ctx, issuer)
		if err != nil {
			return err
		}
		now, a := s.now(), actor.From(ctx)
		b = Batch{ID: BatchID(actor.NewID(now)), OrgPath: issuer, Number: last.Number + 1, Entries: len(lines), MadeBy: people.AccountID(a.ID),
			MadePerson: people.PersonID(a.Person), MadeName: a.Name, MadeAt: now}
		if b.Columns, err = chosen(columns, last); err != nil {
			return err
		}
		entries, rows, err := s.entries(ctx, b, lines)
		if err != nil {
			return err
		}
		content, err := table(b, rows, "csv")
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		b.Digest = hex.EncodeToString(sum[:])
		if err := s.Batches.AddBatch(ctx, b, entries); err != nil {
			if errors.Is(err, permit.ErrDuplicate) {
				return permit.ErrChanged
			}
			return err
		}
		return s.record(ctx, "permit_register.report", "permit_register:"+string(b.ID), issuer,
			map[string]string{"number": fmt.Sprint(b.Number), "lines": fmt.Sprint(b.Entries), "sha256": b.Digest})
	})
	return b, err
}

// entries moves the lines into the batch and makes its rows.
func (s *Service) entries(ctx context.Context, b Batch, lines []Line) ([]Entry, [][]string, error) {
	entries, rows := make([]Entry, len(lines)), make([][]string, len(lines))
	for i, l := range lines {
		cells, err := s.cells(ctx, l, b)
		if err != nil {
			return nil, nil, err
		}
		raw, err := json.Marshal(cells)
		if err != nil {
			return nil, nil, err
		}
		sealed, err := s.Vault.Seal(purpose(b.ID, l.ID), raw)
		if err != nil {
			return nil, nil, err
		}
		entries[i], rows[i] = Entry{l.ID, sealed}, cells
		l.State, l.Batch = Reported, b.ID
		if err := s.Lines.SaveLine(ctx, l, Open); err != nil {
			return nil, nil, err
		}
	}
	return entries, rows, nil
}

func purpose(b BatchID, l LineID) string { return "permit.register:" + string(b) + ":" + string(l) }

var educations = map[people.Education]string{people.Primary: "小学", people.Junior: "初中", people.Senior: "高中", people.Vocational: "中专", people.College: "大专",
	people.Bachelor: "本科", people.Graduate: "研究生"}

var acts = map[permit.Act]string{"": "恢复有效", permit.Suspended: "暂停", permit.Revoked: "撤销", permit.Withdraw: "吊销", permit.Cancelled: "注销", permit.Extended: "延期换证",
	permit.Replaced: "已换发新证"}

// cells is the row of a line, as the permit and its holder are now.
func (s *Service) cells(ctx context.Context, l Line, b Batch) ([]string, error) {
	p, err := s.Permits.PermitByID(ctx, l.Permit)
	if err != nil {
		return nil, err
	}
	clear, err := s.Permits.ClearNumber(ctx, p)
	if err != nil {
		return nil, err
	}
	person, err := s.People.Person(ctx, p.Person)
	if err != nil {
		return nil, err
	}
	v := map[string]string{"what": "新发证", number: clear, "name": p.Holder.Name, "education": educations[person.Education], "category": p.Category, "item": p.ItemName,
		"code": p.Item, "issuer": p.IssuerName, "first": string(p.FirstIssuedOn), "issued": string(p.IssuedOn()), "from": string(p.ValidFrom), "to": string(p.ValidTo),
		"review": string(p.ReviewDue)}
	switch p.Holder.Sex {
	case identity.Male:
		v["sex"] = "男"
	case identity.Female:
		v["sex"] = "女"
	}
	if p.Basis.Theory.Points > 0 {
		v["theory"] = fmt.Sprint(p.Basis.Theory.Points)
	}
	if p.Basis.Practical != nil {
		v["practical"] = "合格"
	}
	if p.Foreign() {
		v["what"] = "原有证书"
	}
	if l.What == Altered {
		v["what"] = acts[l.Act]
		if p.Act == l.Act {
			v["reason"] = p.ActReason
		}
	}
	if e, ok, err := s.People.EmploymentOn(ctx, p.Person, actor.DateOf(b.MadeAt)); err != nil {
		return nil, err
	} else if ok {
		org, err := s.People.Org(ctx, e.Org)
		if err != nil {
			return nil, err
		}
		v["employer"], v["industry"] = org.Name, org.Industry
	}
	out := make([]string, len(b.Columns))
	for i, k := range b.Columns {
		out[i] = v[k]
	}
	return out, nil
}

// table writes the rows of a batch.
func table(b Batch, rows [][]string, format string) ([]byte, error) {
	titles := map[string]string{}
	for _, c := range Columns() {
		titles[c.Key] = c.Title
	}
	header := make([]string, len(b.Columns))
	for i, k := range b.Columns {
		header[i] = titles[k]
	}
	var out bytes.Buffer
	var err error
	if format == "csv" {
		err = sheet.WriteCSV(&out, header, sheet.Each(rows))
	} else {
		err = sheet.WriteXLSX(&out, fmt.Sprintf("上报第%d批", b.Number), header, sheet.Each(rows))
	}
	return out.Bytes(), err
}

// Sent lists the batches of the caller's authorities, newest first, before one. Errors: permit.ErrForbidden.
func (s *Service) Sent(ctx context.Context, before BatchID, limit int) ([]Batch, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, err
	}
	return s.Batches.Batches(ctx, paths, before, limit)
}

// File writes a batch as csv or xlsx. It holds whole numbers: each download stands on the trail. Errors: permit.ErrNotFound,
// permit.ErrForbidden, ErrFormat.
func (s *Service) File(ctx context.Context, id BatchID, format string) (Batch, []byte, error) {
	b, err := s.Batches.Batch(ctx, id)
	if err != nil {
		return b, nil, err
	}
	if err := require(ctx, b.OrgPath, people.PermitIssuer); err != nil {
		return b, nil, err
	}
	if format = strings.ToLower(format); format != "csv" && format != "xlsx" {
		return b, nil, ErrFormat.At("query.format")
	}
	entries, err := s.Batches.Entries(ctx, id)
	if err != nil {
		return b, nil, err
	}
	rows := make([][]string, len(entries))
	for i, e := range entries {
		raw, err := s.Vault.Open(purpose(id, e.Line), e.Content)
		if err != nil {
			return b, nil, err
		}
		if err := json.Unmarshal(raw, &rows[i]); err != nil {
			return b, nil, err
		}
	}
	content, err := table(b, rows, format)
	if err != nil {
		return b, nil, err
	}
	return b, content, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "permit_register.download", "permit_register:"+string(id), b.OrgPath, map[string]string{"format": format, "lines": fmt.Sprint(b.Entries)})
	})
}
