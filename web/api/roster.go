package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people/roster"
)

// RosterReport says what an import did, or would do.
type RosterReport struct {
	Rows     int `json:"rows" doc:"persons in the file"`
	Created  int `json:"created" doc:"persons that were not on file"`
	Employed int `json:"employed" doc:"employments entered"`
	Passed   int `json:"passed" doc:"rows handed on as applications"`
	Unused   int `json:"unused" doc:"rows whose application columns nobody takes in this installation"`
}

// RosterRowView is what an import would do with one row.
type RosterRowView struct {
	Row      int            `json:"row" doc:"as the spreadsheet shows it"`
	Name     string         `json:"name"`
	Document string         `json:"document,omitempty" doc:"masked"`
	Outcome  roster.Outcome `json:"outcome" enum:"NEW,KNOWN,CHANGED,REFUSED" doc:"NEW: entered; KNOWN: on file, nothing changes; CHANGED: on file, an employment or application is added; REFUSED: problems say why"`
	Employer string         `json:"employer,omitempty" doc:"name of the organisation"`
	Begins   bool           `json:"begins" doc:"an employment is entered"`
	Applies  bool           `json:"applies" doc:"an application is drafted"`
	Problems []CellView     `json:"problems" nullable:"false"`
}

// RosterPlanView is a preview of an import.
type RosterPlanView struct {
	Ready   bool            `json:"ready" doc:"no row stands in the way: the same file can be imported"`
	Refused int             `json:"refused" doc:"rows that stand in the way; a file is taken as a whole or not at all"`
	Report  RosterReport    `json:"report"`
	Rows    []RosterRowView `json:"rows" nullable:"false" doc:"in the file's order"`
}

func rosterPlanView(p roster.Plan, lang string) RosterPlanView {
	v := RosterPlanView{Ready: p.Refused == 0, Refused: p.Refused, Report: RosterReport(p.Report), Rows: []RosterRowView{}}
	for _, r := range p.Rows {
		row := RosterRowView{r.Row, r.Name, r.Document, r.Outcome, r.Employer, r.Begins, r.Applies, []CellView{}}
		for _, x := range r.Problems {
			row.Problems = append(row.Problems, CellView{x.Column, x.Err.Code(), x.Err.Text(lang)})
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// RosterFile is a part of inputs; huma reads embedded parts only where their names are exported.
type RosterFile struct {
	OrgRef
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
	PhotoUpload
}

func (f RosterFile) name() string { return "roster." + f.Format }

func registerRoster(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "roster-template", Method: http.MethodGet, Path: "/roster-template", Summary: "Template of the roster", Description: "An .xlsx to fill in."},
		func(_ context.Context, _ *struct{}) (*struct {
			Type string `header:"Content-Type"`
			Name string `header:"Content-Disposition"`
			Body []byte
		}, error) {
			var b bytes.Buffer
			if err := p.Roster.Template(&b); err != nil {
				return nil, err
			}
			return &struct {
				Type string `header:"Content-Type"`
				Name string `header:"Content-Disposition"`
				Body []byte
			}{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", `attachment; filename="roster.xlsx"`, b.Bytes()}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "roster-preview", Method: http.MethodPost, Path: "/orgs/{id}/roster/preview", Summary: "Preview an import",
		Description: "What importing the same file would do now, row by row; nothing is kept. A file that cannot be read is refused as by the import.", MaxBodyBytes: rosterBody},
		func(ctx context.Context, in *struct {
			RosterFile
			Lang string `header:"Accept-Language"`
		}) (*struct{ Body RosterPlanView }, error) {
			plan, err := p.Roster.Preview(ctx, in.org(), in.name(), bytes.NewReader(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &struct{ Body RosterPlanView }{rosterPlanView(plan, in.Lang)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "roster-import", Method: http.MethodPost, Path: "/orgs/{id}/roster", Summary: "Import persons",
		Description: "An .xlsx or .csv: all rows or none; wrong cells come back by row and column.", MaxBodyBytes: rosterBody},
		func(ctx context.Context, in *RosterFile) (*struct{ Body RosterReport }, error) {
			rep, err := p.Roster.Import(ctx, in.org(), in.name(), bytes.NewReader(in.RawBody))
			return &struct{ Body RosterReport }{RosterReport(rep)}, err
		})
}
