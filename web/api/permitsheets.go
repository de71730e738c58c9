package api

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// PermitSheetView is an answered file of names and numbers.
type PermitSheetView struct {
	ID       string                  `json:"id"`
	FileName string                  `json:"fileName"`
	At       time.Time               `json:"at" doc:"of the answer"`
	EndsAt   time.Time               `json:"endsAt" doc:"deleted then"`
	Rows     int                     `json:"rows"`
	Counts   map[outside.Verdict]int `json:"counts" doc:"rows by verdict"`
}

func permitSheetView(h outside.Sheet) PermitSheetView {
	return PermitSheetView{string(h.ID), h.FileName, h.At, h.EndsAt, h.Rows(), h.Counts}
}

// PermitSheetRow is a row of a file with its answer.
type PermitSheetRow struct {
	Row     int               `json:"row" doc:"as the spreadsheet shows it"`
	Name    string            `json:"name"`
	Number  string            `json:"number" doc:"masked"`
	Item    string            `json:"item,omitempty" doc:"that was asked about"`
	Verdict outside.Verdict   `json:"verdict" enum:"MAY_WORK,LOOK,NO_WORK,OTHER_ITEM,NONE,BAD_ROW" doc:"NONE: no such permit, or a name that does not fit"`
	Column  string            `json:"column,omitempty" doc:"of what is wrong, as the file's header writes it"`
	Code    string            `json:"code,omitempty" doc:"stable code of what is wrong"`
	Reason  string            `json:"reason"`
	Permits []PermitSheetHeld `json:"permits" nullable:"false"`
}

// PermitSheetHeld is a permit of a row.
type PermitSheetHeld struct {
	ItemName  string        `json:"itemName"`
	Colour    permit.Colour `json:"colour" enum:"GREEN,AMBER,RED"`
	Status    string        `json:"status"`
	ValidFrom string        `json:"validFrom" format:"date"`
	ValidTo   string        `json:"validTo" format:"date"`
}

// PermitSheetReport is an answered file with a page of its rows.
type PermitSheetReport struct {
	PermitSheetView
	Answers []PermitSheetRow `json:"answers" nullable:"false"`
	More    bool             `json:"more" doc:"rows follow after the last of this page"`
}

// PermitSheetsView is what the caller has of answered files, and what is left of the organisation's day.
type PermitSheetsView struct {
	Items     []PermitSheetView `json:"items" nullable:"false"`
	Quota     int               `json:"quota" doc:"rows of files a day"`
	Left      int               `json:"left"`
	MissLimit int               `json:"missLimit" doc:"rows a day that may find nothing, of all keys and files"`
	MissLeft  int               `json:"missLeft"`
	Closed    bool              `json:"closed" doc:"too many found nothing: no more answers today"`
}

type permitSheetReportOut struct{ Body PermitSheetReport }

func permitSheetRow(a outside.Answered, lang string) PermitSheetRow {
	pick := func(zh, en string) string { return fault.Define("", 0, zh, en).Text(lang) }
	out := PermitSheetRow{a.Row, a.Name, permit.MaskNumber(identity.NormalizeNumber(a.Number)), a.Item, a.Verdict, a.Column, a.Code, pick(a.ZH, a.EN), make([]PermitSheetHeld, len(a.Permits))}
	for i, p := range a.Permits {
		out.Permits[i] = PermitSheetHeld{p.ItemName, p.Colour, pick(p.ZH, p.EN), string(p.From), string(p.To)}
	}
	return out
}

func permitSheetReport(ctx context.Context, s *outside.Service, id outside.SheetID, only outside.Verdict, after, limit int, lang string) (*permitSheetReportOut, error) {
	h, rows, err := s.SheetRows(ctx, id, only, after, limit+1)
	if err != nil {
		return nil, err
	}
	more := len(rows) > limit
	return &permitSheetReportOut{PermitSheetReport{permitSheetView(h), whole(rows[:min(limit, len(rows))], func(a outside.Answered) PermitSheetRow { return permitSheetRow(a, lang) }).Items, more}}, nil
}

// RegisterPermitSheets declares checks of many permits by a file.
func RegisterPermitSheets(g Groups, s *outside.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-sheet-template", Method: http.MethodGet, Path: "/permit-sheets/template.xlsx", Summary: "Template of a list to be checked",
		Description: "Names with permit numbers or document numbers, and items where only one counts."},
		func(_ context.Context, _ *struct{}) (*fileOut, error) {
			var b bytes.Buffer
			err := sheet.Template(&b, "核验名单", outside.SheetColumns())
			return &fileOut{xlsxType, `attachment; filename="permit-check.xlsx"`, b.Bytes()}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-permit-sheet-check", Method: http.MethodPost, Path: "/orgs/{id}/permit-sheets", DefaultStatus: http.StatusCreated, Summary: "Check a list of permits",
		Description:  "An .xlsx or .csv file, at most 20 MB and 20,000 rows. Each row is answered; who asked about whom is written down and told to the holders. The answer is for the caller alone and is deleted after an hour.",
		MaxBodyBytes: 20<<20 + 1, BodyReadTimeout: 5 * time.Minute},
		func(ctx context.Context, in *struct {
			IDRef
			Lang    string `header:"Accept-Language" maxLength:"200"`
			Name    string `query:"name" maxLength:"200" doc:"of the file"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*permitSheetReportOut, error) {
			h, err := s.CheckSheet(ctx, people.OrgID(in.ID), in.Name, in.RawBody)
			if err != nil {
				return nil, later(err)
			}
			return permitSheetReport(ctx, s, h.ID, "", 0, 50, in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-permit-sheets", Method: http.MethodGet, Path: "/orgs/{id}/permit-sheets", Summary: "My checked lists",
		Description: "Those of the caller that still are, newest first, and what is left of the organisation's day."},
		func(ctx context.Context, in *IDRef) (*struct{ Body PermitSheetsView }, error) {
			list, day, err := s.MySheets(ctx, people.OrgID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body PermitSheetsView }{PermitSheetsView{whole(list, permitSheetView).Items, day.Quota, day.Left, day.MissLimit, day.MissLeft, day.Closed}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-sheet", Method: http.MethodGet, Path: "/permit-sheets/{id}", Summary: "A checked list, row by row",
		Description: "For who uploaded it, for an hour."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang  string `header:"Accept-Language" maxLength:"200"`
			Only  string `query:"only" enum:"MAY_WORK,LOOK,NO_WORK,OTHER_ITEM,NONE,BAD_ROW" doc:"rows of one verdict"`
			After int    `query:"after" minimum:"0" maximum:"2000000" doc:"row after which the page begins"`
			Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (*permitSheetReportOut, error) {
			return permitSheetReport(ctx, s, outside.SheetID(in.ID), outside.Verdict(in.Only), in.After, in.Limit, in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-sheet-file", Method: http.MethodGet, Path: "/permit-sheets/{id}/file", Summary: "A checked list as a file",
		Description: "The rows of the upload with verdict, reason, validity and the time of the answer."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `query:"lang" enum:"zh-CN,en" default:"zh-CN"`
		}) (*fileOut, error) {
			var b bytes.Buffer
			h, err := s.WriteSheet(ctx, &b, outside.SheetID(in.ID), in.Lang)
			return &fileOut{xlsxType, `attachment; filename="permit-check-` + h.At.In(actor.Beijing).Format("20060102-1504") + `.xlsx"`, b.Bytes()}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-sheet-forget", Method: http.MethodPost, Path: "/permit-sheets/{id}/forget", DefaultStatus: http.StatusNoContent, Summary: "Delete a checked list",
		Description: "At once, before its hour is over."},
		func(ctx context.Context, in *IDRef) (*struct{}, error) {
			return nil, s.ForgetSheet(ctx, outside.SheetID(in.ID))
		})
}
