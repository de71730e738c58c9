package outside

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

var verdictTexts = map[Verdict][2]string{
	MayWork:   {"有效，可以作业", "Valid, may work"},
	Look:      {"待核实", "Look closer"},
	NoWork:    {"不可作业", "No work"},
	OtherItem: {"没有这个项目的证件", "No permit for this item"},
	NoneFound: {"查无此证，或姓名不符", "No such permit, or the name does not fit"},
	BadRow:    {"这一行有误，没有查询", "Wrong row, not asked"},
}

// fill puts an answer into its row.
func (a *Answered) fill(l Line) {
	for _, m := range l.Permits {
		a.Permits = append(a.Permits, SheetPermit{m.Item, m.ItemName, m.Status.Colour, m.Status.ZH, m.Status.EN, m.ValidFrom, m.ValidTo})
	}
	switch {
	case l.Result == Unread:
		a.refuse(a.Column, fault.From(l.Err))
		return
	case l.Result == Other && a.strange: // permits of former days name items that no catalogue has any more: those were found
		a.refuse("作业项目", ErrRowItem)
		return
	case l.Result == None:
		a.Verdict = NoneFound
	case l.Result == Other:
		a.Verdict = OtherItem
	case l.Colour == permit.Green:
		a.Verdict = MayWork
	case l.Colour == permit.Amber:
		a.Verdict = Look
	default:
		a.Verdict = NoWork
	}
	a.Column = ""
	a.ZH, a.EN = verdictTexts[a.Verdict][0], verdictTexts[a.Verdict][1]
	for _, p := range l.Permits { // the reason is that of the permit which decided
		if p.Status.Colour == l.Colour {
			a.ZH, a.EN = p.Status.ZH, p.Status.EN
			break
		}
	}
}

// sheet returns an answered file of the caller; for others there is none.
func (s *Service) sheet(ctx context.Context, id SheetID) (Sheet, error) {
	h, err := s.Sheets.Sheet(ctx, id)
	if err != nil {
		return Sheet{}, err
	}
	if a := actor.From(ctx); a.Kind != actor.Staff || a.ID != h.MadeBy || !a.Sees(h.OrgPath) || !s.now().Before(h.EndsAt) {
		return Sheet{}, ErrSheetGone
	}
	_, err = s.managed(ctx, h.Org)
	return h, err
}

// SheetRows returns an answered file of the caller with a page of its rows after a row; only narrows to a verdict. Errors: ErrSheetGone.
func (s *Service) SheetRows(ctx context.Context, id SheetID, only Verdict, after, limit int) (Sheet, []Answered, error) {
	h, err := s.sheet(ctx, id)
	if err != nil {
		return h, nil, err
	}
	var out []Answered
	err = s.each(ctx, h, func(a Answered) bool {
		if a.Row > after && (only == "" || a.Verdict == only) {
			out = append(out, a)
		}
		return len(out) < limit
	})
	return h, out, err
}

func (s *Service) each(ctx context.Context, h Sheet, f func(Answered) bool) error {
	parts, err := s.Sheets.Parts(ctx, h.ID)
	if err != nil {
		return err
	}
	for _, sealed := range parts {
		plain, err := s.Vault.Open(sheetPurpose(h.ID), sealed)
		if err != nil {
			return err
		}
		var rows []Answered
		if err := json.Unmarshal(plain, &rows); err != nil {
			return fmt.Errorf("permit sheet %s: %w", h.ID, err)
		}
		for _, a := range rows {
			if !f(a) {
				return nil
			}
		}
	}
	return nil
}

// WriteSheet writes an answered file of the caller as .xlsx, one row for each row of the upload, in language lang. Errors: ErrSheetGone.
func (s *Service) WriteSheet(ctx context.Context, w io.Writer, id SheetID, lang string) (Sheet, error) {
	h, err := s.sheet(ctx, id)
	if err != nil {
		return h, err
	}
	en := strings.HasPrefix(strings.ToLower(lang), "en")
	pick := func(zh, english string) string {
		if en {
			return english
		}
		return zh
	}
	header := []string{"行号", "姓名", "证号或证件号码", "作业项目", "结论", "原因", "准操项目", "有效期", "核验时间", "答复时长（分钟）"}
	if en {
		header = []string{"Row", "Name", "Number", "Item asked", "Verdict", "Reason", "Items held", "Valid", "Checked at", "Age (minutes)"}
	}
	at := h.At.In(actor.Beijing).Format("2006-01-02 15:04")
	age := strconv.Itoa(int(math.Floor(s.now().Sub(h.At).Minutes())))
	rows := func(yield func([]string, error) bool) {
		err := s.each(ctx, h, func(a Answered) bool {
			var items, days []string
			for _, p := range a.Permits {
				items = append(items, p.ItemName+pick("（"+p.ZH+"）", " ("+p.EN+")"))
				days = append(days, string(p.From)+pick(" 至 ", " to ")+string(p.To))
			}
			reason := pick(a.ZH, a.EN)
			if a.Verdict == BadRow && a.Column != "" {
				reason = a.Column + pick("：", ": ") + reason
			}
			text := verdictTexts[a.Verdict]
			return yield([]string{strconv.Itoa(a.Row), a.Name, a.Number, a.Item, pick(text[0], text[1]), reason, strings.Join(items, "\n"), strings.Join(days, "\n"), at, age}, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}
	return h, sheet.WriteXLSX(w, pick("核验结果", "Answers"), header, rows)
}

// ForgetSheet deletes an answered file of the caller at once. Errors: ErrSheetGone.
func (s *Service) ForgetSheet(ctx context.Context, id SheetID) error {
	h, err := s.sheet(ctx, id)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Sheets.DropSheet(ctx, id); err != nil {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "permit_sheet.forget", Object: "permit_sheet:" + string(id), Path: h.OrgPath})
	})
}

// SheetDay says what is left of an organisation's day.
type SheetDay struct {
	Quota, Left         int // rows of files
	MissLimit, MissLeft int // rows that find nothing, of keys and files
	Closed              bool
	Reset               time.Duration
}

// MySheets lists the caller's answered files of an organisation that still are, newest first, with what is left of the day. Errors: permit.ErrNoOrg,
// permit.ErrForbidden.
func (s *Service) MySheets(ctx context.Context, org people.OrgID) ([]Sheet, SheetDay, error) {
	if _, err := s.managed(ctx, org); err != nil {
		return nil, SheetDay{}, err
	}
	now := s.now()
	use, err := s.Days.OrgUse(ctx, org, actor.DateOf(now))
	if err != nil {
		return nil, SheetDay{}, err
	}
	list, err := s.Sheets.SheetsOf(ctx, org, actor.From(ctx).ID)
	out := list[:0]
	for _, h := range list {
		if now.Before(h.EndsAt) {
			out = append(out, h)
		}
	}
	return out, SheetDay{Quota: s.o.SheetRowsPerDay, Left: max(0, s.o.SheetRowsPerDay-use.SheetRows), MissLimit: s.o.OrgMissesPerDay,
		MissLeft: max(0, s.o.OrgMissesPerDay-use.Missed), Closed: use.Closed, Reset: tomorrow(now)}, err
}

// DropSheetsOnce deletes answered files whose hour is over.
func (s *Service) DropSheetsOnce(ctx context.Context) error { return s.Sheets.DropSheets(ctx, s.now()) }
